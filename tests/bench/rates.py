"""Exact-document rates by family of damage, over written and composed speeches.

Out: a table as text, and a file with examples of what went wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from random import Random
from typing import Any

from bench.grammar import compose
from bench.speeches import Document, written_documents
from damage import STAGES, Sample, damage, fits, stack
from yinfa.cleaned import Cleaned, make_clean
from yinfa.errors import YinfaError
from yinfa.formats.json import _speech as as_json
from yinfa.normalize import Options
from yinfa.source import read

PARTS = ("title", "head", "salutation", "headings", "paragraphs", "ending", "text")
_CHINESE = re.compile("[^\x00-\u2fff\uff00-\uffff\ue000-\uf8ff]")
_OPTIONS = Options()
_FAULTS = (YinfaError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""A refusal, and what a fault of the program raises: the bench goes on and counts it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one sample: the parts that are exact, Chinese characters lost and added, what to show."""

    sample: Sample
    exact: frozenset[str]
    lost: int
    added: int
    warned: bool
    report: str

    @property
    def whole(self) -> bool:
        """Whether the document is as it was written, and what had to be warned of was."""
        return len(self.exact) == len(PARTS) and self.warned


@dataclass(slots=True)
class Rate:
    """The verdicts of one family."""

    family: str
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def exact(self) -> float:
        """Share of documents that are exact, in percent."""
        return 100 * sum(verdict.whole for verdict in self.verdicts) / len(self.verdicts)

    def row(self) -> str:
        """One row of the table."""
        count = len(self.verdicts)
        parts = [
            f"{100 * sum(part in verdict.exact for verdict in self.verdicts) / count:.0f}" for part in PARTS
        ]
        lost = sum(verdict.lost for verdict in self.verdicts)
        added = sum(verdict.added for verdict in self.verdicts)
        return f"| {self.family} | {count} | **{self.exact:.1f}** | {' | '.join(parts)} | {lost} | {added} |"


HEADER = f"| damage | documents | exact, % | {' | '.join(PARTS)} | lost | left over |\n|---|---|---|{'---|' * len(PARTS)}---|---|"


def judge(sample: Sample) -> Verdict:
    """Clean a sample and hold it against its truth."""
    try:
        cleaned = make_clean(read(sample.data), _OPTIONS)
    except _FAULTS as error:
        truth = "\n".join(document.text for document in sample.documents)
        return Verdict(sample, frozenset(), len(truth), 0, False, f"    {type(error).__name__}: {error}")
    wanted = [document.speech for document in sample.documents]
    got = [_plain(speech) for speech in cleaned.speeches]
    text = "\n".join(document.text for document in sample.documents)
    codes = {warning.code for warning in cleaned.all_warnings}
    if sample.glued:
        exact = _glued(sample, cleaned, codes)
    else:
        exact = frozenset(
            part for part in PARTS if part != "text" and _part(part, wanted) == _part(part, got)
        )
        exact |= {"text"} if cleaned.text == text else frozenset()
    if sample.glued and cleaned.text.replace("\n", "") == text.replace("\n", ""):
        report = _misparted(sample.documents[0], cleaned)
    else:
        report = _difference(text, cleaned.text) or _structure(wanted, got)
    missing = Counter(_CHINESE.findall(text)), Counter(_CHINESE.findall(cleaned.text))
    if not sample.warnings <= codes:
        report += f"\n    no warning {sorted(sample.warnings - codes)}"
    return Verdict(
        sample,
        exact,
        (missing[0] - missing[1]).total(),
        (missing[1] - missing[0]).total(),
        sample.warnings <= codes,
        report,
    )


def _plain(speech: Any) -> dict[str, Any]:
    made = as_json(speech)
    del made["warnings"]
    return made


def _part(part: str, speeches: list[dict[str, Any]]) -> list[Any]:
    """What a part of the table compares, speech by speech."""
    if part in _FIELDS:
        return [[speech[field] for field in _FIELDS[part]] for speech in speeches]
    wanted = part == "headings"
    return [
        [block for block in speech["body"] if (block["kind"] == "heading") == wanted] for speech in speeches
    ]


_FIELDS = {
    "title": ("title", "subtitle"),
    "head": ("speaker", "date", "date_text"),
    "salutation": ("salutation",),
    "ending": ("closing",),
}


def _glued(sample: Sample, cleaned: Cleaned, codes: set[str]) -> frozenset[str]:
    """Of a text that stood in one line: parted wherever that is certain, nowhere else.

    Certain are the salutation's two sides and every number of a heading or lead.
    A heading that runs into its paragraph may stay, if that is warned of.
    """
    document = sample.documents[0]
    truth, got = document.text.replace("\n", ""), cleaned.text.replace("\n", "")
    if truth != got:
        return frozenset()
    breaks, certain, loose = _breaks(document)
    found = {m.start() - index for index, m in enumerate(re.finditer("\n", cleaned.text))}
    ok = certain <= found <= breaks and ("glued" in codes or loose <= found)
    return frozenset(PARTS) if ok else frozenset({"text"})


def _breaks(document: Document) -> tuple[set[int], set[int], set[int]]:
    """Where a glued text may be parted, must be, and may be left if it is warned of."""
    allowed, certain, loose = set(), set(), set()
    at, above = 0, ""
    for line in document.lines:
        if above:
            allowed.add(at)
            if re.match("[一二三四五六七八九十]、|（[一二三四五六七八九十]）|[0-9][.]|（[0-9]）", line.text):
                certain.add(at)
            if "salutation" in (above, line.role) and not {above, line.role} & {"speaker", "date"}:
                certain.add(at)
            if above.startswith("heading") and document.text.replace("\n", "")[at - 1] not in "。！":
                loose.add(at)
        at, above = at + len(line.text), line.role
    return allowed, certain - loose, loose


def _misparted(document: Document, cleaned: Cleaned) -> str:
    breaks, certain, loose = _breaks(document)
    found = {m.start() - index for index, m in enumerate(re.finditer("\n", cleaned.text))}
    joined = document.text.replace("\n", "")
    shown = []
    for name, places in (
        ("parted", found - breaks),
        ("not parted", certain - found),
        ("left", loose - found),
    ):
        shown += [
            f"    {name}: {joined[max(at - 16, 0) : at]} | {joined[at : at + 12]}"
            for at in sorted(places)[:3]
        ]
    return "\n".join(shown)


def _difference(wanted: str, got: str) -> str:
    """The first places where two texts differ."""
    if wanted == got:
        return ""
    shown = []
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            shown.append(
                f"    {tag} {wanted[a:b][:60]!r} -> {got[c:d][:60]!r} in {wanted[max(a - 14, 0) : a]!r} _ {wanted[b : b + 10]!r}"
            )
        if len(shown) == 4:
            break
    return "\n".join(shown)


def _structure(wanted: list[dict[str, Any]], got: list[dict[str, Any]]) -> str:
    if len(wanted) != len(got):
        return f"    {len(wanted)} speeches wanted, {len(got)} found"
    for one, other in zip(wanted, got, strict=True):
        for key, value in one.items():
            if key == "body":
                for left, right in zip(value, other[key], strict=False):
                    if left != right:
                        return f"    body: {str(left)[:90]} -> {str(right)[:90]}"
            elif other[key] != value:
                return f"    {key}: {value!r} -> {other[key]!r}"
    return ""


def pool(size: int, seed: int = 0) -> list[Document]:
    """The written documents and enough composed ones to make `size`."""
    written = list(written_documents())
    return [*written, *(compose(seed + number) for number in range(max(0, size - len(written))))][:size]


def samples(families: tuple[str, ...], documents: Iterable[Document], seed: int) -> Iterator[Sample]:
    """A damaged sample of each document that has what the families damage."""
    fitting = [document for document in documents if fits(document, families)]
    for number, document in enumerate(fitting):
        rng = Random(f"{families} {seed} {number}")
        group: tuple[Document, ...] = (document,)
        if "collections" in families:
            group += tuple(
                rng.sample([other for other in fitting if other is not document], rng.randint(1, 3))
            )
        yield damage(group, families, rng)


SAMPLES = 6
"""Fixed samples of each family that the tests judge."""


def fixed_sample(family: str, number: int) -> Sample:
    """The sample of a family, or of the stacks (family ``stack``), that has this number: always the same."""
    rng = Random(f"fixed {family} {number}")
    while True:
        families = stack(rng) if family == "stack" else (family,)
        count = 3 if "collections" in families else 1
        group = tuple(compose(rng.randrange(10**6)) for _ in range(count))
        if all(fits(member, families) for member in group):
            return damage(group, families, rng)


def known_failures() -> Iterator[str]:
    """The `damage` table of known_failures.toml as it would be now."""
    for family in (*STAGES, "stack"):
        wrong = [number for number in range(SAMPLES) if not judge(fixed_sample(family, number)).whole]
        if wrong:
            yield f'"{family}" = {wrong}'


def clean_rate(documents: list[Document]) -> Rate:
    """Clean speeches must stay as they are."""
    return Rate("none (clean)", [judge(sample) for sample in samples((), documents, 0)])


def family_rate(family: str, documents: list[Document], seed: int) -> Rate:
    """The rate of one family."""
    return Rate(family, [judge(sample) for sample in samples((family,), documents, seed)])


def stack_rate(documents: list[Document], seed: int) -> Rate:
    """The rate of stacks of three to five families."""
    rate = Rate("stacks of 3–5")
    for number, document in enumerate(documents):
        rng = Random(f"stack {seed} {number}")
        families = stack(rng)
        group: tuple[Document, ...] = (document,)
        if "collections" in families:
            group += tuple(rng.sample([other for other in documents if other is not document], 2))
        if all(fits(member, families) for member in group):
            rate.verdicts.append(judge(damage(group, families, rng)))
    return rate


def all_rates(size: int, seed: int, only: tuple[str, ...] = ()) -> Iterator[Rate]:
    """Every row of the table."""
    documents = pool(size, seed * 100_000)
    if not only:
        yield clean_rate(documents)
    for family in STAGES:
        if not only or family in only:
            yield family_rate(family, documents, seed)
    if not only or "stacks" in only:
        yield stack_rate(documents, seed)


def failures(rate: Rate, most: int = 6) -> str:
    """Examples of what went wrong, for study."""
    wrong = [verdict for verdict in rate.verdicts if not verdict.whole]
    out = [f"\n## {rate.family}: {len(wrong)} of {len(rate.verdicts)} wrong\n"]
    for verdict in wrong[:most]:
        document = verdict.sample.documents[0]
        stacked = f" [{', '.join(verdict.sample.families)}]" if len(verdict.sample.families) > 1 else ""
        out.append(
            f"- {document.name}{stacked} inexact: {sorted(set(PARTS) - verdict.exact)}\n{verdict.report}"
        )
    return "\n".join(out)
