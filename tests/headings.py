"""``python tests/headings.py``: learn the weights of ``yinfa.normalize.heading_ends`` anew.

In: the files of ``tests/headings``, all invented: `parted` holds runs of headings, each with
what its paragraph opens with behind a |; `bare` runs of headings alone, which are put before
openings of any other text; `none` runs of numbered paragraphs that have no heading. Openings
and further paragraphs come from what speakers say in ``tests/page_lines``. Out:
``heading_weights.txt``. Needs scikit-learn, whose SciPy does the fitting. With ``--apart`` a
fifth of the runs is left out, to measure what such weights make of it.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap
from pathlib import Path
from typing import Any, NamedTuple

import page_lines
from yinfa.normalize import heading_ends
from yinfa.normalize.heading_ends import ALONE, Option, Run, options
from yinfa.normalize.heading_signs import parted, places

HEADINGS = Path(__file__).with_name("headings")
WEIGHTS = Path(heading_ends.__file__).with_name("heading_weights.txt")

_STRENGTH = 0.25, 1.0
"""The inverse of the regularisation of the first and the second model."""
_FOLDS = 4
"""Parts of the runs, of which each is scored by a first model that was learnt from the others."""
_LEAST_SEEN = 2
"""Texts, or choices, that a sign must stand in."""
_LEAST_WEIGHT = 0.05
_REOPENED, _BARE = 2, 2
"""How often the headings of a run get other openings, and those that have none of their own."""
_WEIGHT_OPENED, _WEIGHT_MADE = 0.3, 0.5
"""What runs of headings or openings from elsewhere count, and others made of the written ones."""
_CARE = 2.0
"""How much worse it is to part a paragraph than to leave a heading glued."""
_SAID = 400
"""Paragraphs of speakers that are learnt as such."""
_LONGEST = 64
_APART = 5
"""One run of so many is kept apart to measure."""


class Text(NamedTuple):
    """What stands behind a number, and the length of its heading; 0 for none."""

    text: str
    length: int
    whole: bool = False


class Example(NamedTuple):
    """A run, and what it counts."""

    run: tuple[Text, ...]
    weight: float = 1.0


def read(name: str) -> list[list[str]]:
    """The runs of a file; a line of `bare` is one, in the others a blank line stands between."""
    text = (HEADINGS / f"{name}.txt").read_text("utf-8").strip()
    if name == "bare":
        return [line.split("/") for line in text.splitlines()]
    return [block.splitlines() for block in text.split("\n\n")]


def fingerprint() -> str:
    """A digest of the headings that the weights are learnt from."""
    files = b"".join((HEADINGS / f"{name}.txt").read_bytes() for name in ("parted", "bare", "none"))
    return hashlib.sha256(files).hexdigest()[:16]


def glued(run: Sequence[str]) -> tuple[Text, ...]:
    """Lines ``heading|opening`` as texts whose heading is glued to the opening."""
    pairs = [line.split("|") for line in run]
    return tuple(_opened(heading, opening) for heading, opening in pairs)


def said() -> tuple[list[str], list[str]]:
    """Sentences of speakers as they run on into the next ones, and whole paragraphs."""
    lines = [line for line in page_lines.read("said") if len(line) > 40 and re.search("[，。]", line)]
    lines = [line for line in lines if not re.match(r"[一二三四五六七八九十第（(\d]", line)]
    openings = []
    for line in lines:
        sentences = re.split("(?<=[。！？])", line)
        rests = ("".join(sentences[at:])[:_LONGEST] for at in range(len(sentences)))
        openings += [rest for rest in rests if len(rest) > 25 and rest[0] not in "”’）"]
    return openings, lines


def _opened(heading: str, opening: str) -> Text:
    return Text(heading + opening, len(heading))


def _led(heading: str, opening: str) -> Text:
    return Text(f"{heading.rstrip('？')}。{opening}", 0)


def examples(parted_runs: Sequence[Sequence[str]], none: Sequence[Sequence[str]]) -> list[Example]:
    """The runs to learn from, in an order that is always the same."""
    rng = random.Random(1)
    openings, paragraphs = said()
    made = []
    for lines in parted_runs:
        run = glued(lines)
        made.append(Example(run))
        if len(run) > 2 and rng.random() < 0.3:
            at = rng.randrange(len(run))
            single = Text(run[at].text[: run[at].length], run[at].length, whole=True)
            made.append(Example((*run[:at], single, *run[at + 1 :]), _WEIGHT_MADE))
        made.append(Example(tuple(_led(*line.split("|")) for line in lines), _WEIGHT_MADE))
        if rng.random() < 0.35:
            made.append(Example(tuple(Text(line.partition("|")[2], 0) for line in lines), _WEIGHT_MADE))
    own = [line.partition("|")[2] for lines in parted_runs for line in lines]
    headings = [[line.partition("|")[0] for line in lines] for lines in parted_runs] * _REOPENED
    for names in headings + read("bare") * _BARE:
        openers = [rng.choice(openings if rng.random() < 0.65 else own) for _ in names]
        lead = rng.random() < 0.25
        made.append(
            Example(
                tuple(starmap(_led if lead else _opened, zip(names, openers, strict=True))), _WEIGHT_OPENED
            )
        )
    texts = [text for lines in parted_runs for text in glued(lines)]
    mixed = rng.sample(texts, len(texts))
    made += [Example(tuple(mixed[at : at + 3]), _WEIGHT_OPENED) for at in range(0, len(mixed), 3)]
    made += [Example(tuple(Text(line, 0) for line in lines), _CARE) for lines in none]
    some = rng.sample(paragraphs, _SAID)
    made += [
        Example(tuple(Text(line[:_LONGEST], 0) for line in some[at : at + 3]), _WEIGHT_MADE)
        for at in range(0, _SAID, 3)
    ]
    return made


class Group(NamedTuple):
    """The signs of each of several alternatives, the number of the right one, and its weight."""

    alternatives: Sequence[Mapping[str, float]]
    right: int
    weight: float


def fit(groups: Sequence[Group], strength: float) -> dict[str, float]:
    """The weights of a conditional log-linear model with L2 regularisation."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    seen = Counter(
        sign for group in groups for sign in {sign for signs in group.alternatives for sign in signs}
    )
    column = {
        sign: at for at, sign in enumerate(sorted(sign for sign, n in seen.items() if n >= _LEAST_SEEN))
    }
    values: list[float] = []
    columns: list[int] = []
    ends, starts, right = [0], [], []
    for group in groups:
        starts.append(len(ends) - 1)
        right.append(starts[-1] + group.right)
        for signs in group.alternatives:
            known = [(column[sign], value) for sign, value in signs.items() if sign in column]
            columns += [at for at, _ in known]
            values += [value for _, value in known]
            ends.append(len(columns))
    table = csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(column)))
    counts = np.diff([*starts, len(ends) - 1])
    weight = np.array([group.weight for group in groups])

    def loss(weights: Any) -> tuple[float, Any]:
        total = table @ weights
        total -= np.repeat(np.maximum.reduceat(total, starts), counts)
        powers = np.exp(total)
        sums = np.add.reduceat(powers, starts)
        gradient = powers / np.repeat(sums, counts) * np.repeat(weight, counts)
        gradient[right] -= weight
        value = strength * float(weight @ (np.log(sums) - total[right])) + float(weights @ weights) / 2
        return value, strength * (table.T @ gradient) + weights

    found = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return dict(zip(column, map(float, found.x), strict=True))


_Places = dict[str, list[tuple[int, dict[str, float]]]]


def _alone(made: Sequence[Example], known: _Places) -> dict[str, float]:
    """The weights of the first model."""
    groups = []
    for run, weight in made:
        for text, length, whole in run:
            lengths = [] if whole else [own for own, _ in known[text]]
            if length in lengths:
                groups.append(Group([signs for _, signs in known[text]], lengths.index(length), weight))
    return fit(groups, _STRENGTH[0])


def learn(made: Sequence[Example]) -> dict[str, float]:
    """The weights of both models."""
    texts = {text.text for example in made for text in example.run if not text.whole}
    known = {text: [(length, dict.fromkeys(signs, 1.0)) for length, signs in places(text)] for text in texts}
    folds = [zlib.crc32(example.run[0].text[:4].encode()) % _FOLDS for example in made]
    runs: list[tuple[Example, list[list[Option]]]] = []
    for fold in range(_FOLDS):
        weights = _alone([example for example, own in zip(made, folds, strict=True) if own != fold], known)
        runs += [
            (example, [options(text, whole, weights) for text, _, whole in example.run])
            for example, own in zip(made, folds, strict=True)
            if own == fold and len(example.run) > 1
        ]
    joint: dict[str, float] = {}
    for _ in range(2):
        joint = fit(list(_choices(runs, joint)), _STRENGTH[1])
    return _alone(made, known) | joint


def _choices(
    runs: Sequence[tuple[Example, list[list[Option]]]], weights: Mapping[str, float]
) -> Iterator[Group]:
    """The choices that a model finds for each run, with the right one among them."""
    for example, own in runs:
        right = []
        for text, found in zip(example.run, own, strict=True):
            wanted = parted(text.text, text.length)
            right += [at for at, option in enumerate(found) if option.parted == wanted]
        if len(right) == len(own):
            run = Run(own, weights)
            choices = sorted({*run.choices(), tuple(right)})
            signs = [run.signs(choice) for choice in choices]
            yield Group(signs, choices.index(tuple(right)), example.weight)


def rows(weights: Mapping[str, float]) -> list[str]:
    """The rows of a file of weights: rounded to tenths, signs of one weight in one row."""
    found: defaultdict[float, list[str]] = defaultdict(list)
    for sign, weight in sorted(weights.items()):
        if abs(weight) >= _LEAST_WEIGHT or sign == ALONE:
            found[round(weight, 1)].append(sign)
    return [f"{weight} {' '.join(found[weight])}" for weight in sorted(found)]


def written(weights: Mapping[str, float]) -> str:
    """The file of weights."""
    return "\n".join((fingerprint(), *rows(weights))) + "\n"


def _kept(run: Sequence[str]) -> bool:
    """Whether a run is not kept apart."""
    return zlib.crc32(run[0].encode()) % _APART > 0


if __name__ == "__main__":
    share = _kept if "--apart" in sys.argv else bool
    made = examples(list(filter(share, read("parted"))), list(filter(share, read("none"))))
    WEIGHTS.write_text(written(learn(made)), encoding="utf-8")
