"""A document to learn a sheet from, beside the sheet that the learnt one extends.

In come the bytes of a DOCX, out comes what was measured in it, its paragraphs by the
element whose part they play. Beside that stand the questions that are asked of all of
them: what most of it looks like, which role a family plays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import TypeVar

from yinfa.check import docx, docx_running, families
from yinfa.check.docx_running import Running
from yinfa.check.measured import Cast, Look, Paragraph, Section, Written
from yinfa.errors import InputError
from yinfa.style.load import load
from yinfa.style.sheet import PageStyle, Sheet
from yinfa.style.values import POINTS

BASE = "official"
"""The sheet that a learnt one extends."""

NEAR = 0.15
"""Points: what rounding to twips and half points may change."""

Change = tuple[str, object]
"""A key and the value that the document has for it, other than the base."""

_TWIP = 1 / 20
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Document:
    """A document beside the base sheet; `cell` and `pitch` are those of its grid, in points."""

    written: Written
    running: Running
    base: Sheet
    section: Section
    cell: float
    pitch: float | None
    parts: dict[str, list[Paragraph]] = field(default_factory=dict)


def read(data: bytes, name: str) -> Document:
    """A document, measured. Raises InputError where the file is no DOCX, or holds no text or odd measures."""
    written, running = docx.read(data, name), docx_running.read(data, name)
    if not all(map(isfinite, (*_numbers(written), *_running_numbers(running)))):
        raise InputError("Measures in this DOCX are no numbers.", place=name, remedy="Save it again in Word.")
    base = load(BASE)
    section = written.sections[0] if written.sections else _section(base.page)
    parts: dict[str, list[Paragraph]] = {}
    for one in written.cast:
        parts.setdefault(one.element, []).append(_without_lead(one))
    body = parts.get("body") or [one.paragraph for one in written.cast]
    return Document(
        written, running, base, section, _cell(written, section, body), _pitch(section, parts, body), parts
    )


def _cell(written: Written, section: Section, body: list[Paragraph]) -> float:
    """The width of a cell: the grid's, or that by which most characters fill the line, or the body's."""
    if section.cell:
        return max(section.cell, 1.0)
    width = section.width - section.left - section.right
    widths = [((size_of(one.paragraph) + (one.paragraph.letter_spacing or 0.0)), one) for one in written.cast]
    filling = [(cell, len(one.paragraph.text)) for cell, one in widths if cell > 1.0 and _fills(cell, width)]
    return (
        most(filling)
        if filling
        else max(most((size_of(one) + (one.letter_spacing or 0.0), len(one.text)) for one in body), 1.0)
    )


def _fills(cell: float, width: float) -> bool:
    """Whether so many whole cells fill a line, but for what rounding each of them to twips takes."""
    count = int(width / cell + 0.001)
    return width - count * cell < count * _TWIP + NEAR


def _pitch(section: Section, parts: dict[str, list[Paragraph]], body: list[Paragraph]) -> float | None:
    """The pitch of the grid where some element stands on it, else that of the body."""
    row = section.row
    pitches = [one.line_pitch for paragraphs in parts.values() for one in paragraphs]
    if row and any(pitch is not None and abs(pitch - row) < NEAR for pitch in pitches):
        return row
    return most((one.line_pitch, len(one.text)) for one in body)


def _numbers(written: Written) -> Iterator[float]:
    """All measures of a document that it is learnt from."""
    footers = [footer.paragraph for section in written.sections for footer in section.footers.values()]
    for section in written.sections:
        yield from (*measures(section), section.footer_distance, section.cell or 0.0, section.row or 0.0)
    for one in (*(each.paragraph for each in written.cast), *footers):
        yield from (piece.look.size or 0.0 for piece in one.pieces)
        yield from (one.first_indent or 0.0, one.rest_indent or 0.0, one.right_indent)
        yield from (one.line_pitch or 0.0, one.letter_spacing or 0.0, one.space_before, one.space_after)


def _running_numbers(running: Running) -> Iterator[float]:
    yield from (running.header_distance, running.start)
    if running.line_numbers:
        yield from (running.line_numbers.every, running.line_numbers.distance)
    for line in (line for lines in running.lines.values() for line in lines):
        yield from (line.pitch or 0.0, line.before, line.behind, line.rule)
        yield (line.look.size if line.look else None) or 0.0


def measures(section: Section) -> tuple[float, ...]:
    """The measures of a section's page."""
    return section.width, section.height, section.top, section.bottom, section.left, section.right


def _without_lead(one: Cast) -> Paragraph:
    """A paragraph without its run-in heading, which looks as its level does."""
    pieces, at = [], 0
    for piece in one.paragraph.pieces:
        rest = piece.text[max(one.lead_end - at, 0) :]
        at += len(piece.text)
        if rest:
            pieces.append(piece._replace(text=rest))
    return replace(one.paragraph, pieces=tuple(pieces)) if pieces else one.paragraph


def _section(page: PageStyle) -> Section:
    """The section of a document that says nothing of its page."""
    margins = page.margin_top, page.margin_bottom, page.margin_left, page.margin_right
    return Section(page.width, page.height, *margins, 0.0, None, None, {})


def look_of(paragraph: Paragraph) -> Look:
    """How most of a paragraph's characters look."""
    return most((piece.look, len(piece.text)) for piece in paragraph.pieces)


def size_of(paragraph: Paragraph) -> float:
    """The size of most of a paragraph's characters; 0 where it says none."""
    return look_of(paragraph).size or 0.0


def most(weighed: Iterable[tuple[_Value, int]]) -> _Value:
    """The value that weighs most; the first of equals."""
    weights: dict[_Value, int] = {}
    for value, weight in weighed:
        weights[value] = weights.get(value, 0) + weight
    return max(weights, key=lambda value: weights[value])


def font_of(family: str, font: str, base: Sheet) -> str:
    """The role a family plays; one that plays none is a role of its own."""
    if not family or families.is_asked_for(family, font, base):
        return font
    role = families.role(family)
    return role if role in base.fonts else family


def pt(points: float) -> str:
    """A length as a sheet writes it."""
    return f"{round(points, 2):g}pt"


def mm(points: float) -> str:
    """A length of the page; whole millimetres are what its author asked for, before they became twips."""
    millimetres = points / POINTS["mm"]
    whole = abs(millimetres - round(millimetres)) < 0.03
    return f"{round(millimetres, 0 if whole else 2):g}mm"
