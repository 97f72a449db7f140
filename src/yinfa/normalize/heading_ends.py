"""Where a heading ends that was glued to its text without a mark: 一、提高认识各级各部门要… ends behind 认识.

In: the texts behind the numbers of one run (一、, 二、, 三、). Out: for each the length of
its heading, or 0 where it has none, and the probability that all of them, and that each, are right.

Two log-linear models in a row. The first gives each place of a text, and "no heading at
all", the sum of the weights of its signs (`heading_signs.places`). The second chooses for
all texts of the run together: such a sum for each text, and the signs of each two texts
(`heading_likeness.together`), because headings of one run are alike and paragraphs are not.
A choice is as probable as its total against the totals of the other choices, and a place
as all the choices that have it. Places where grammar
lets no heading end (`heading_signs.is_possible`) are none of them.

``heading_weights.txt`` holds the weights, learnt from the headings in ``tests/headings`` by
``python tests/headings.py``. Its first row names the headings; the others are a weight and
the signs that have it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import exp
from typing import NamedTuple

from yinfa.normalize.heading_likeness import together
from yinfa.normalize.heading_signs import Parted, is_possible, parted, places
from yinfa.normalize.weights import weights_of

ALONE = "alone"
"""The sign whose weight is what the first model's sums count for in the second."""
_MOST = 6
"""The places of a text that are held against those of the others."""

Choice = tuple[int, ...]
"""For each text of a run the number of its option."""


class Option(NamedTuple):
    """One place where a text may be parted, and what the first model gives it."""

    score: float
    parted: Parted


class Ends(NamedTuple):
    """The lengths of the headings of one run, 0 for none, how probable all of them are, and each."""

    lengths: list[int]
    probability: float
    chances: list[float]


def ends(texts: Sequence[str], whole: Sequence[bool]) -> Ends:
    """The headings that open the texts of one run.

    A text that is `whole` is a heading and nothing else: nothing is to be parted, its length is 0.
    """
    return _ends(tuple(texts), tuple(whole))


@lru_cache(maxsize=16)
def _ends(texts: Sequence[str], whole: Sequence[bool]) -> Ends:
    weights = weights_of("heading_weights.txt")
    pairs = zip(texts, whole, strict=True)
    found = [_possible(text, options(text, single, weights)) for text, single in pairs]
    totals = Run(found, weights).choices()
    best = max(totals, key=lambda choice: totals[choice])
    powers = {choice: exp(total - totals[best]) for choice, total in totals.items()}
    chances = [
        sum(power for choice, power in powers.items() if choice[text] == number) / sum(powers.values())
        for text, number in enumerate(best)
    ]
    chosen = (own[number].parted for own, number in zip(found, best, strict=True))
    lengths = [len(end.heading) if end.named and end.rest else 0 for end in chosen]
    return Ends(lengths, 1 / sum(powers.values()), chances)


@lru_cache(maxsize=512)
def chance(heading: str, behind: str) -> float:
    """How probable it is that a heading ends where a line does, by the two lines alone; 0 within a word."""
    text, weights = heading + behind, weights_of("heading_weights.txt")
    scores = {length: _sum(signs, weights) for length, signs in places(text)}
    best, own = max(scores.values()), scores.get(len(heading))
    return 0.0 if own is None else exp(own - best) / sum(exp(score - best) for score in scores.values())


def options(text: str, whole: bool, weights: Mapping[str, float]) -> list[Option]:
    """The best places where a text may be parted."""
    if whole or not text:
        return [Option(0.0, parted(text, 0 if text[-1:] in "。！" else len(text)))]
    scored = [(_sum(signs, weights), length) for length, signs in places(text)]
    return [Option(score, parted(text, length)) for score, length in sorted(scored, reverse=True)[:_MOST]]


def _sum(signs: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum([weights[sign] for sign in signs if sign in weights])


def _possible(text: str, found: Sequence[Option]) -> list[Option]:
    """The options of a text that grammar allows, or no heading."""
    return [option for option in found if is_possible(option.parted)] or [Option(0.0, parted(text, 0))]


class Run:
    """The texts of one run, each with its options, of which one is to be chosen for each."""

    def __init__(self, options: Sequence[Sequence[Option]], weights: Mapping[str, float]) -> None:
        self._options = options
        self._weights = weights
        self._alone = weights.get(ALONE, 1.0)
        self._share = 2 / len(options)
        self._pairs: dict[Choice, float] = {}

    def choices(self) -> dict[Choice, float]:
        """The choices that may be right, each with its total.

        They are, for each option of each text, those of the other texts that go best
        with it, and whatever differs from the best of all in one text.
        """
        found = {
            choice: self._total(choice)
            for text, own in enumerate(self._options)
            for number in range(len(own))
            for choice in [self._like(text, number)]
        }
        while True:
            best = max(found, key=lambda choice: found[choice])
            beside = [choice for choice in self._beside(best) if choice not in found]
            if not beside:
                return found
            found |= {choice: self._total(choice) for choice in beside}

    def signs(self, choice: Choice) -> dict[str, float]:
        """The signs of a choice, each with what it counts."""
        chosen = [own[number] for own, number in zip(self._options, choice, strict=True)]
        counts = defaultdict(float, {ALONE: sum(option.score for option in chosen)})
        for right in range(len(chosen)):
            for left in range(right):
                for sign in together(chosen[left].parted, chosen[right].parted):
                    counts[sign] += self._share
        return counts

    def _like(self, text: int, number: int) -> Choice:
        """For each text the option that goes best with one option of one text."""
        return tuple(
            number
            if other == text
            else max(
                range(len(own)),
                key=lambda at: self._alone * own[at].score + 2 * self._pair(text, number, other, at),
            )
            for other, own in enumerate(self._options)
        )

    def _beside(self, choice: Choice) -> Iterator[Choice]:
        for text, own in enumerate(self._options):
            for number in range(len(own)):
                yield (*choice[:text], number, *choice[text + 1 :])

    def _total(self, choice: Choice) -> float:
        alone = sum(own[number].score for own, number in zip(self._options, choice, strict=True))
        pairs = sum(
            self._pair(left, choice[left], right, choice[right])
            for right in range(len(choice))
            for left in range(right)
        )
        return self._alone * alone + self._share * pairs

    def _pair(self, left: int, one: int, right: int, other: int) -> float:
        """What the signs of two texts together weigh."""
        key = (left, one, right, other) if left < right else (right, other, left, one)
        if key not in self._pairs:
            signs = together(self._options[left][one].parted, self._options[right][other].parted)
            self._pairs[key] = _sum(signs, self._weights)
        return self._pairs[key]
