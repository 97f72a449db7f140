"""`styles learn`: the style sheet of an office, read from one of its documents.

In come the bytes of a DOCX, out comes a sheet that extends ``official`` and writes
only what the document has otherwise, and a list of what it cannot express. A
paragraph's part is told by its shape and place, not by its style's name; where
paragraphs of one element differ, most of their characters decide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import isfinite
from pathlib import Path
from typing import NamedTuple, TypeVar

from yinfa.check import docx, families
from yinfa.check.measured import Cast, Footer, Look, Paragraph, Section, Written
from yinfa.errors import InputError
from yinfa.files import check_replaceable, write
from yinfa.flow import HEAD
from yinfa.style.listing import toml
from yinfa.style.load import OVERLAP, load
from yinfa.style.sheet import ELEMENTS, TABLES, ElementStyle, PageStyle, Sheet
from yinfa.style.starter import check_name
from yinfa.style.values import POINTS

BASE = "official"
"""The sheet that a learnt one extends."""

_NEAR = 0.15  # points: what rounding to twips and half points may change
_FOOTER_PITCH = 10 / 7  # em: the height of a page number's line that has none of its own
_DASH = 0.48  # of that height: the number's dash above the line's lower edge

_Value = TypeVar("_Value")
_Changes = dict[str, dict[str, object]]


class Learnt(NamedTuple):
    """A sheet as TOML, and sentences on what of the document it does not express."""

    text: str
    unexpressed: tuple[str, ...]


def learn_file(path: Path, out: str, *, force: bool) -> Learnt:
    """Learn the sheet of a file, and write it to `out` unless that is ``-``.

    Raises UsageError where `out` is not named as a sheet, InputError where the file
    cannot be used, OutputError where `out` cannot be written or exists and `force` is
    not given, and StyleError, with the place in `out`, where what was learnt is more
    than a sheet allows.
    """
    if out != "-":
        check_name(Path(out))
        check_replaceable(Path(out), lambda _: False, force=force)
    try:
        learnt = learn(path.read_bytes(), path.name)
    except OSError as error:
        raise InputError(
            f"This cannot be read: {error.strerror}.", place=str(path), remedy="Check its name."
        ) from error
    if out != "-":
        write(Path(out), learnt.text.encode())
        load(out)
    return learnt


@dataclass(frozen=True, slots=True)
class _Document:
    """A document beside the base sheet; `cell` and `pitch` are those of its grid, in points."""

    written: Written
    base: Sheet
    section: Section
    cell: float
    pitch: float | None
    parts: dict[str, list[Paragraph]] = field(default_factory=dict)


def learn(data: bytes, name: str) -> Learnt:
    """The sheet of a document. Raises InputError where the file is no DOCX or holds no text."""
    written = docx.read(data, name)
    if not all(map(isfinite, _numbers(written))):
        raise InputError("Measures in this DOCX are no numbers.", place=name, remedy="Save it again in Word.")
    document = _document(written)
    changes: _Changes = {
        "page": dict(_page(document)),
        **{element: dict(_element(element, document)) for element in document.parts if element},
        "lead": dict(_lead(document)),
        "page_number": dict(_page_number(document)),
        **dict(_families(document)),
    }
    for element, key, count in _blanks(document):
        changes[element][key] = count
    return Learnt(_sheet(changes, Path(name).stem), tuple(_unexpressed(document)))


def _numbers(written: Written) -> Iterator[float]:
    """All measures of a document that it is learnt from."""
    footers = [footer.paragraph for section in written.sections for footer in section.footers.values()]
    for section in written.sections:
        yield from (*_measures_of(section), section.footer_distance, section.cell or 0.0)
    for one in (*(each.paragraph for each in written.cast), *footers):
        yield from (piece.look.size or 0.0 for piece in one.pieces)
        yield from (one.first_indent or 0.0, one.rest_indent or 0.0)
        yield from (one.line_pitch or 0.0, one.letter_spacing or 0.0)


def _document(written: Written) -> _Document:
    base = load(BASE)
    section = written.sections[0] if written.sections else _section(base.page)
    parts: dict[str, list[Paragraph]] = {}
    for one in written.cast:
        parts.setdefault(one.element, []).append(_without_lead(one))
    body = parts.get("body") or [one.paragraph for one in written.cast]
    sizes = _most((_look(one).size or 0.0, len(one.text)) for one in body)
    spacing = _most((one.letter_spacing or 0.0, len(one.text)) for one in body)
    pitch = _most((one.line_pitch, len(one.text)) for one in body)
    cell = max(section.cell or sizes + spacing, 1.0)
    return _Document(written, base, section, cell, pitch, parts)


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


# ---- page -------------------------------------------------------------------------------------


def _page(document: _Document) -> Iterator[tuple[str, object]]:
    section, base = document.section, document.base.page
    measures = {
        "width": section.width, "height": section.height,
        "margin_top": section.top, "margin_bottom": section.bottom,
        "margin_left": section.left, "margin_right": section.right,
    }  # fmt: skip
    for key, points in measures.items():
        if abs(points - getattr(base, key)) > _NEAR:
            yield key, _mm(points)
    yield from _grid(document)
    if document.written.mirrored != base.mirrored:
        yield "mirrored", document.written.mirrored
    if _stands_right(document) and not document.written.even_footers:
        yield "two_sided", False


def _grid(document: _Document) -> Iterator[tuple[str, object]]:
    section, base = document.section, document.base.page
    width = section.width - section.left - section.right
    height = section.height - section.top - section.bottom
    characters = int(width / document.cell + _NEAR)
    if characters != base.characters:
        yield "characters", characters
    if document.pitch is None:
        return
    lines = max(1, int(height / document.pitch + 0.01))
    if lines != base.lines:
        yield "lines", lines
    if height / lines - document.pitch > 0.06:  # a twip, and what rounding the height takes
        yield "line_pitch", _pt(document.pitch)


def _stands_right(document: _Document) -> bool:
    footer = document.section.footers.get("default")
    return footer is not None and footer.paragraph.align == "right"


# ---- elements ---------------------------------------------------------------------------------


def _element(element: str, document: _Document) -> Iterator[tuple[str, object]]:
    paragraphs, base = document.parts[element], document.base.elements[element]
    look = _most((_look(one), len(one.text)) for one in paragraphs)
    font = _font(look.family, base.font, document.base)
    for key, value in (("font", font), ("bold", look.bold), ("color", look.color)):
        if value != getattr(base, key):
            yield key, value
    size = look.size or base.size
    if size != base.size:
        yield "size", _pt(size)
    align = _most((one.align, len(one.text)) for one in paragraphs)
    if align and align != base.align:
        yield "align", align
    yield from _measures(paragraphs, base, size, document)


def _measures(
    paragraphs: list[Paragraph], base: ElementStyle, size: float, document: _Document
) -> Iterator[tuple[str, object]]:
    rest = _most((one.rest_indent or 0.0, len(one.text)) for one in paragraphs)
    first = _most((one.first_indent or 0.0, len(one.text)) for one in paragraphs) - rest
    spacing = _most((one.letter_spacing or 0.0, len(one.text)) for one in paragraphs)
    on_grid = abs(size + spacing - document.cell) < _NEAR and size <= document.cell * OVERLAP
    unit = document.cell if on_grid else size
    base_unit = document.base.page.character_pitch if base.on_grid else base.size
    for key, points in (("first_line_indent", first), ("indent_left", rest)):
        characters = round(points / unit)
        is_whole = abs(points - characters * unit) < _NEAR * max(1, characters)
        if is_whole and characters == round(getattr(base, key) / base_unit):
            continue
        if points >= 0:
            yield key, f"{characters}字" if is_whole and on_grid else _pt(points)
    if on_grid != base.on_grid:
        yield "on_grid", on_grid
    pitch = _most((one.line_pitch, len(one.text)) for one in paragraphs)
    is_grids = pitch is None or (document.pitch is not None and abs(pitch - document.pitch) < _NEAR)
    points = 0.0 if is_grids or pitch is None else pitch
    if abs(points - base.line_pitch) > _NEAR:
        yield "line_pitch", _pt(points)


def _blanks(document: _Document) -> Iterator[tuple[str, str, int]]:
    """The blank lines under the head and above other elements, where most of these differ from the base."""
    gaps: dict[str, list[int]] = {}
    for above, below in pairwise(document.written.cast):
        blank = (below.paragraph.place.paragraph or 0) - (above.paragraph.place.paragraph or 0) - 1
        if above.element in HEAD and below.element not in HEAD:
            if blank != document.base.elements[above.element].blank_after:
                yield from ((element, "blank_after", blank) for element in HEAD if element in document.parts)
        elif below.element and below.element not in HEAD:
            gaps.setdefault(below.element, []).append(blank)
    for element, found in gaps.items():
        blank = _most((gap, 1) for gap in found)
        if blank != document.base.elements[element].blank_before:
            yield element, "blank_before", blank


# ---- fonts ------------------------------------------------------------------------------------


def _font(family: str, font: str, base: Sheet) -> str:
    """The role a family plays; one that plays none is a role of its own."""
    if not family or families.is_asked_for(family, font, base):
        return font
    role = families.role(family)
    return role if role in base.fonts else family


def _families(document: _Document) -> Iterator[tuple[str, dict[str, object]]]:
    """The families that the document names for roles, where they are not those of the base."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    fallback: dict[str, str] = {}
    for element, paragraphs in document.parts.items():
        base = document.base.elements.get(element)
        for paragraph in paragraphs if base else ():
            family = _look(paragraph).family
            if base and family:
                role = _font(family, base.font, document.base)
                named[role][family] += len(paragraph.text)
                fallback.setdefault(role, base.font)
    for role, counted in named.items():
        family = counted.most_common(1)[0][0]
        if role not in document.base.fonts:
            yield f"fonts.{toml(role)}", {"docx": family, "pdf": document.base.stack(fallback[role]).pdf}
        elif family != document.base.stack(role).docx:
            yield f"fonts.{toml(role)}", {"docx": family}


# ---- leads and page numbers -------------------------------------------------------------------


def _lead(document: _Document) -> Iterator[tuple[str, object]]:
    apart: dict[int, list[str]] = {}
    for one in document.written.cast:
        if one.lead:
            apart.setdefault(int(one.lead[-1]), []).append(_extent(one))
    for level, found in sorted(apart.items()):
        extent = _most((extent, 1) for extent in found)
        if extent != document.base.lead.extent(level):
            yield f"level{level}", extent


def _extent(one: Cast) -> str:
    """How much of a lead looks unlike the end of its paragraph."""
    pieces, at = one.paragraph.pieces, 0
    for piece in pieces:
        if piece.look[:3] == pieces[-1].look[:3]:
            break
        at += len(piece.text)
    if at == 0:
        return "none"
    return "marker" if at < one.lead_end else "sentence"


def _page_number(document: _Document) -> Iterator[tuple[str, object]]:
    footer, base = document.section.footers.get("default"), document.base.page_number
    if footer is None or "{page}" not in footer.text:
        yield "form", ""
        return
    unsaid = Look(base.font, base.size, bold=False, color=base.color)
    look = _look(footer.paragraph) if footer.paragraph.pieces else unsaid
    found = {
        "form": footer.text,
        "font": _font(look.family, base.font, document.base),
        "color": look.color,
        "position": _position(footer),
    }
    yield from ((key, value) for key, value in found.items() if value != getattr(base, key))
    size = look.size or base.size
    if size != base.size:
        yield "size", _pt(size)
    if found["position"] != "center":
        paragraph = footer.paragraph
        indent = paragraph.first_indent if found["position"] == "left" else paragraph.rest_indent
        if abs((indent or 0.0) - base.indent) > _NEAR:
            yield "indent", _pt(indent or 0.0)
    height = footer.paragraph.line_pitch or size * _FOOTER_PITCH
    distance = document.section.bottom - document.section.footer_distance - height * _DASH
    if distance > 0 and abs(distance - base.distance) > 2 * _NEAR:
        yield "distance", _mm(distance)


def _position(footer: Footer) -> str:
    align = footer.paragraph.align
    return {"right": "outside", "center": "center"}.get(align, "left")


# ---- what is left, and the sheet --------------------------------------------------------------


def _unexpressed(document: _Document) -> Iterator[str]:
    if len({_measures_of(section) for section in document.written.sections}) > 1:
        yield "Its sections have pages of different measures; those of the first are taken."
    if document.pitch is None:
        yield "The pitch of its body hangs on the font; the official one is taken."
    for element, paragraphs in document.parts.items():
        if not element:
            yield f"What these are is uncertain: {_quoted(paragraphs)}."
            continue
        look = _most((_look(one), len(one.text)) for one in paragraphs)
        if others := [one for one in paragraphs if _look(one) != look]:
            yield f"{len(others)} of {len(paragraphs)} of {element} look otherwise: {_quoted(others)}."
        if any((one.first_indent or 0.0) < (one.rest_indent or 0.0) for one in paragraphs):
            yield f"The first line of {element} hangs out to the left."
    missing = [element for element in ELEMENTS if element not in document.parts]
    if missing:
        yield f"It holds nothing to learn these from: {', '.join(missing)}."


def _measures_of(section: Section) -> tuple[float, ...]:
    return section.width, section.height, section.top, section.bottom, section.left, section.right


def _quoted(paragraphs: list[Paragraph]) -> str:
    shown = [f"“{one.text[:12]}”" for one in paragraphs[:3]]
    return ", ".join(shown) + (", …" if len(paragraphs) > 3 else "")


def _sheet(changes: _Changes, name: str) -> str:
    lines = [f"extends = {toml(BASE)}", f"description = {toml(f'learnt from {name}')}"]
    order = [*TABLES, *sorted(table for table in changes if table.startswith("fonts."))]
    for table in order:
        if values := changes.get(table):
            lines += ["", f"[{table}]", *(f"{key} = {toml(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


def _look(paragraph: Paragraph) -> Look:
    """How most of a paragraph's characters look."""
    return _most((piece.look, len(piece.text)) for piece in paragraph.pieces)


def _most(weighed: Iterable[tuple[_Value, int]]) -> _Value:
    """The value that weighs most; the first of equals."""
    weights: dict[_Value, int] = {}
    for value, weight in weighed:
        weights[value] = weights.get(value, 0) + weight
    return max(weights, key=lambda value: weights[value])


def _pt(points: float) -> str:
    return f"{round(points, 2):g}pt"


def _mm(points: float) -> str:
    """A length of the page; whole millimetres are what its author asked for, before they became twips."""
    millimetres = points / POINTS["mm"]
    whole = abs(millimetres - round(millimetres)) < 0.03
    return f"{round(millimetres, 0 if whole else 2):g}mm"
