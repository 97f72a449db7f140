"""`styles learn`: the style sheet of an office, read from one of its documents.

In come the bytes of a DOCX, out comes a sheet that extends ``official`` and writes
only what the document has otherwise, and a list of what it cannot express. A
paragraph's part is told by its shape and place, not by its style's name; where
paragraphs of one element differ, most of their characters decide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from yinfa.check.measured import Cast, Paragraph
from yinfa.errors import InputError
from yinfa.files import check_replaceable, write
from yinfa.style import learn_running
from yinfa.style.learn_blanks import blanks
from yinfa.style.learn_document import (
    BASE,
    NEAR,
    Document,
    font_of,
    look_of,
    measures,
    mm,
    most,
    pt,
    read,
)
from yinfa.style.listing import toml
from yinfa.style.load import OVERLAP, load
from yinfa.style.sheet import ELEMENTS, TABLES, ElementStyle
from yinfa.style.starter import check_name

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


def learn(data: bytes, name: str) -> Learnt:
    """The sheet of a document. Raises InputError where the file is no DOCX or holds no text."""
    document = read(data, name)
    changes: _Changes = {
        "page": dict(_page(document)),
        **{element: dict(_element(element, document)) for element in document.parts if element},
        "lead": dict(_lead(document)),
        "header": dict(learn_running.header(document)),
        "footer": dict(learn_running.footer(document)),
        "page_number": dict(learn_running.page_number(document)),
        "line_numbers": dict(learn_running.line_numbers(document)),
        **dict(_families(document)),
    }
    for element, key, count in blanks(document):
        changes[element][key] = count
    return Learnt(_sheet(changes, Path(name).stem), tuple(_unexpressed(document)))


# ---- page -------------------------------------------------------------------------------------


def _page(document: Document) -> Iterator[tuple[str, object]]:
    section, base = document.section, document.base.page
    measures = {
        "width": section.width, "height": section.height,
        "margin_top": section.top, "margin_bottom": section.bottom,
        "margin_left": section.left, "margin_right": section.right,
    }  # fmt: skip
    for key, points in measures.items():
        if abs(points - getattr(base, key)) > NEAR:
            yield key, mm(points)
    yield from _grid(document)
    if document.written.mirrored != base.mirrored:
        yield "mirrored", document.written.mirrored
    if _stands_right(document) and not document.written.even_footers:
        yield "two_sided", False


def _grid(document: Document) -> Iterator[tuple[str, object]]:
    section, base = document.section, document.base.page
    width = section.width - section.left - section.right
    height = section.height - section.top - section.bottom
    characters = int(width / document.cell + NEAR)
    if characters != base.characters:
        yield "characters", characters
    if document.pitch is None:
        return
    lines = max(1, int(height / document.pitch + 0.01))
    if lines != base.lines:
        yield "lines", lines
    if height / lines - document.pitch > 0.06:  # a twip, and what rounding the height takes
        yield "line_pitch", pt(document.pitch)


def _stands_right(document: Document) -> bool:
    footer = document.section.footers.get("default")
    return footer is not None and footer.paragraph.align == "right"


# ---- elements ---------------------------------------------------------------------------------


def _element(element: str, document: Document) -> Iterator[tuple[str, object]]:
    paragraphs, base = document.parts[element], document.base.elements[element]
    look = most((look_of(one), len(one.text)) for one in paragraphs)
    font = font_of(look.family, base.font, document.base)
    for key, value in (("font", font), ("bold", look.bold), ("color", look.color)):
        if value != getattr(base, key):
            yield key, value
    size = look.size or base.size
    if size != base.size:
        yield "size", pt(size)
    align = most((one.align, len(one.text)) for one in paragraphs)
    if align and align != base.align:
        yield "align", align
    yield from _measures(paragraphs, base, size, document)


def _measures(
    paragraphs: list[Paragraph], base: ElementStyle, size: float, document: Document
) -> Iterator[tuple[str, object]]:
    rest = most((one.rest_indent or 0.0, len(one.text)) for one in paragraphs)
    first = most((one.first_indent or 0.0, len(one.text)) for one in paragraphs) - rest
    right = most((one.right_indent, len(one.text)) for one in paragraphs)
    spacing = most((one.letter_spacing or 0.0, len(one.text)) for one in paragraphs)
    on_grid = abs(size + spacing - document.cell) < NEAR and size <= document.cell * OVERLAP
    unit = document.cell if on_grid else size
    base_unit = document.base.page.character_pitch if base.on_grid else base.size
    for key, points in (("first_line_indent", first), ("indent_left", rest), ("indent_right", right)):
        characters = round(points / unit)
        is_whole = abs(points - characters * unit) < NEAR * max(1, characters)
        if is_whole and characters == round(getattr(base, key) / base_unit):
            continue
        if points >= 0:
            yield key, f"{characters}字" if is_whole and on_grid else pt(points)
    if on_grid != base.on_grid:
        yield "on_grid", on_grid
    if not on_grid and abs(spacing - base.letter_spacing) > NEAR:
        yield "letter_spacing", pt(spacing)
    yield from _spaces(paragraphs, base, document)


def _spaces(
    paragraphs: list[Paragraph], base: ElementStyle, document: Document
) -> Iterator[tuple[str, object]]:
    pitch = most((one.line_pitch, len(one.text)) for one in paragraphs)
    is_grids = pitch is None or (document.pitch is not None and abs(pitch - document.pitch) < NEAR)
    found = {
        "line_pitch": 0.0 if is_grids or pitch is None else pitch,
        "space_before": most((one.space_before, len(one.text)) for one in paragraphs),
        "space_after": most((one.space_after, len(one.text)) for one in paragraphs),
    }
    for key, points in found.items():
        if abs(points - getattr(base, key)) > NEAR:
            yield key, pt(points)
    auto_space = most((one.auto_space, len(one.text)) for one in paragraphs)
    if auto_space not in (None, base.auto_space):
        yield "auto_space", auto_space


# ---- fonts ------------------------------------------------------------------------------------


def _families(document: Document) -> Iterator[tuple[str, dict[str, object]]]:
    """The families that the document names for roles, where they are not those of the base."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    latin: dict[str, Counter[str]] = defaultdict(Counter)
    fallback: dict[str, str] = {}
    for element, paragraphs in document.parts.items():
        base = document.base.elements.get(element)
        for paragraph in paragraphs if base else ():
            family = look_of(paragraph).family
            if base and family:
                role = font_of(family, base.font, document.base)
                named[role][family] += len(paragraph.text)
                latin[role][paragraph.latin] += bool(paragraph.latin)
                fallback.setdefault(role, base.font)
    western = {}
    for role, counted in named.items():
        family = counted.most_common(1)[0][0]
        found: dict[str, object] = {} if family == document.base.stack(role).docx else {"docx": family}
        if role not in document.base.fonts:
            found = {"docx": family, "pdf": document.base.stack(fallback[role]).pdf}
        other = max(+latin[role], key=lambda name: latin[role][name], default="")
        if other and font_of(other, role, document.base) not in {role, *counted}:
            western[other] = role
            found["latin"] = other
        if found:
            yield f"fonts.{toml(role)}", found
    for other, role in western.items():
        if other not in document.base.fonts:
            # what a PDF takes for it until someone names a font that is there
            pdf = document.base.stack(fallback[role]).pdf
            yield f"fonts.{toml(other)}", {"docx": other, "pdf": pdf}


# ---- leads ------------------------------------------------------------------------------------


def _lead(document: Document) -> Iterator[tuple[str, object]]:
    apart: dict[int, list[str]] = {}
    for one in document.written.cast:
        if one.lead:
            apart.setdefault(int(one.lead[-1]), []).append(_extent(one))
    for level, found in sorted(apart.items()):
        extent = most((extent, 1) for extent in found)
        if extent != document.base.lead.extent(level):
            yield f"level{level}", extent


def _extent(one: Cast) -> str:
    """How much of a lead looks unlike the end of its paragraph."""
    pieces, at = one.paragraph.pieces, 0
    for piece in pieces:
        if piece.look[:4] == pieces[-1].look[:4]:
            break
        at += len(piece.text)
    if at == 0:
        return "none"
    return "marker" if at < one.lead_end else "sentence"


# ---- what is left, and the sheet --------------------------------------------------------------


def _unexpressed(document: Document) -> Iterator[str]:
    if len({measures(section) for section in document.written.sections}) > 1:
        yield "Its sections have pages of different measures; those of the first are taken."
    if document.pitch is None:
        yield "The pitch of its body hangs on the font; the official one is taken."
    for element, paragraphs in document.parts.items():
        if not element:
            yield f"What these are is uncertain: {_quoted(paragraphs)}."
            continue
        look = most((look_of(one), len(one.text)) for one in paragraphs)
        if others := [one for one in paragraphs if look_of(one) != look]:
            yield f"{len(others)} of {len(paragraphs)} of {element} look otherwise: {_quoted(others)}."
        if any((one.first_indent or 0.0) < (one.rest_indent or 0.0) for one in paragraphs):
            yield f"The first line of {element} hangs out to the left."
    missing = [element for element in ELEMENTS if element not in document.parts]
    if missing:
        yield f"It holds nothing to learn these from: {', '.join(missing)}."


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
