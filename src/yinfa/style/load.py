"""A style sheet's name becomes a `Sheet`: every value resolved, and all of them checked against each other.

In come a name or a path and the settings of the command line, out comes the
sheet. Errors are StyleErrors that name the place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from yinfa.errors import StyleError
from yinfa.style.inherit import Entry, Written, gather
from yinfa.style.sheet import (
    ELEMENTS,
    ElementStyle,
    FontStack,
    LeadStyle,
    OutputStyle,
    PageNumberStyle,
    PageStyle,
    Sheet,
    declarations,
)
from yinfa.style.values import resolve

_Style = TypeVar("_Style", PageStyle, ElementStyle, LeadStyle, PageNumberStyle, OutputStyle, FontStack)

OVERLAP = 1.05
"""How much wider than its cell a character may be: it has blank edges of some 4 % on either side.

The standard itself sets characters of 16 pt in cells of 15.79 pt.
"""

_ROUNDING = 0.001  # of a line: that by which the margins may cut the last one

_WIDTHS = ("page.margin_left", "page.margin_right", "page.width")
_HEIGHTS = ("page.margin_top", "page.margin_bottom", "page.height")


def load(name_or_path: str, settings: Sequence[str] = ()) -> Sheet:
    """The style sheet of a name or a ``.toml`` file, resolved.

    `settings` are the KEY=VALUE of ``--set``, such as ``body.size=四号``; they
    count more than the sheet. Raises StyleError with the file, line and column
    of what is wrong.
    """
    written = gather(name_or_path, settings)
    page = _build(PageStyle, written, "page", None)
    _check_page(page, written)
    cell = page.character_pitch
    sheet = Sheet(
        name=written.name,
        description=written.description,
        page=_in_step(page),
        elements={element: _element(element, page, written) for element in ELEMENTS},
        lead=_build(LeadStyle, written, "lead", cell),
        page_number=_build(PageNumberStyle, written, "page_number", cell),
        output=_build(OutputStyle, written, "output", cell),
        fonts={
            table.removeprefix("fonts."): _build(FontStack, written, table, cell)
            for table in written.entries
            if table.startswith("fonts.")
        },
    )
    for element in ELEMENTS:
        _check_element(element, sheet, written)
    _check_page_number(sheet, written)
    return sheet


def _build(style: type[_Style], written: Written, table: str, cell: float | None) -> _Style:
    entries = written.entries[table]
    values: dict[str, Any] = {}
    for key, declared in declarations(style).items():
        if key not in entries and declared.default is None:
            place = next((entry.place for entry in entries.values()), written.place)
            raise StyleError(f"{table} lacks {key}.", place=place, remedy=declared.description)
        entry = entries.get(key) or Entry(declared.default, written.place, 0)
        try:
            values[key] = resolve(declared, entry.value, cell)
        except ValueError as error:
            raise StyleError(f"{table}.{key} {error}", place=entry.place) from error
    return style(**values)


def _element(name: str, page: PageStyle, written: Written) -> ElementStyle:
    """An element; under a page with a pitch of its own it has that pitch where it has no other."""
    style = _build(ElementStyle, written, name, page.character_pitch)
    return style if style.line_pitch else replace(style, line_pitch=page.line_pitch)


def _in_step(page: PageStyle) -> PageStyle:
    """The page with that of its lines and their pitch which follows from the other."""
    if not page.line_pitch:
        return replace(page, line_pitch=page.text_height / page.lines)
    return replace(page, lines=int(page.text_height / page.line_pitch + _ROUNDING))


def _check_page(page: PageStyle, written: Written) -> None:
    if page.text_width <= 0:
        raise _refusal(
            written, _WIDTHS,
            f"The margins leave no room for text on paper {page.width:.1f} pt wide.",
        )  # fmt: skip
    if page.text_height <= 0:
        raise _refusal(
            written, _HEIGHTS,
            f"The margins leave no room for text on paper {page.height:.1f} pt high.",
        )  # fmt: skip


def _check_element(name: str, sheet: Sheet, written: Written) -> None:
    page, style = sheet.page, sheet.elements[name]
    if style.on_grid and style.size > page.character_pitch * OVERLAP:
        raise _refusal(
            written, (f"{name}.size", f"{name}.on_grid", "page.characters", *_WIDTHS),
            f"Characters of {style.size:g} pt ({name}.size) do not fit the cells of the grid, which are "
            f"{page.character_pitch:.2f} pt wide.",
            f"Take a smaller size, fewer page.characters, narrower margins, or {name}.on_grid = false.",
        )  # fmt: skip
    pitch = style.line_pitch or page.line_pitch
    if style.size > pitch:
        raise _refusal(
            written, (f"{name}.line_pitch", f"{name}.size", "page.line_pitch", "page.lines", *_HEIGHTS),
            f"Characters of {style.size:g} pt ({name}.size) do not fit lines of {pitch:.2f} pt.",
            f"Take a smaller size, fewer page.lines, or a larger {name}.line_pitch.",
        )  # fmt: skip
    if pitch > page.text_height:
        raise _refusal(
            written, (f"{name}.line_pitch", "page.line_pitch", *_HEIGHTS),
            f"No line of {pitch:.2f} pt fits a page ({name}).",
        )  # fmt: skip
    room = page.text_width - style.indent_left - style.indent_right - style.first_line_indent
    if room < 2 * style.size:
        indents = (f"{name}.first_line_indent", f"{name}.indent_left", f"{name}.indent_right")
        raise _refusal(
            written, (*indents, f"{name}.size", *_WIDTHS),
            f"The indents leave {room:.1f} pt of the line, which is no room for two characters ({name}).",
        )  # fmt: skip


def _check_page_number(sheet: Sheet, written: Written) -> None:
    page, number = sheet.page, sheet.page_number
    around = number.form.replace("{page}", "")
    if number.form and (number.form.count("{page}") != 1 or not set("{}").isdisjoint(around)):
        raise _refusal(
            written, ("page_number.form",),
            "page_number.form must hold {page} once and no other braces, or be empty.",
            'For example: "— {page} —".',
        )  # fmt: skip
    if number.form and number.distance + number.size > page.margin_bottom:
        raise _refusal(
            written, ("page_number.distance", "page_number.size", "page.margin_bottom"),
            f"The page number does not fit the bottom margin of {page.margin_bottom:.1f} pt.",
            "Take a smaller page_number.distance or a larger page.margin_bottom.",
        )  # fmt: skip
    if number.form and number.indent + number.size > page.text_width:
        raise _refusal(
            written, ("page_number.indent",), "The page number's indent leaves it no room on the line."
        )


def _refusal(
    written: Written, keys: Sequence[str], message: str, remedy: str = "Take smaller ones."
) -> StyleError:
    """An error that several attributes make together, at the one that was written last.

    That is the one whose sheet is the most specific; where no sheet has written
    any of them, the error is at the sheet.
    """
    tables = (key.rpartition(".") for key in keys)
    entries = [written.entries[table][key] for table, _, key in tables if key in written.entries[table]]
    last = max(entries, key=lambda entry: entry.rank, default=None)
    return StyleError(message, place=last.place if last else written.place, remedy=remedy)
