"""A style sheet's name becomes a `Sheet`: every value resolved, and all of them checked against each other.

In come a name or a path and the settings of the command line, out comes the
sheet, or all that is wrong with it. Errors are StyleErrors that name the place.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from yinfa.errors import StyleError
from yinfa.running import FIELDS, LINE_HEIGHT, RULE_SPACE, em, forms, room_between_feet, without_fields
from yinfa.style.faults import Faults, in_order, noted
from yinfa.style.inherit import Entry, Written, gather
from yinfa.style.sheet import (
    ELEMENTS,
    Declared,
    ElementStyle,
    FontStack,
    LeadStyle,
    LineNumberStyle,
    OutputStyle,
    PageNumberStyle,
    PageStyle,
    RunningStyle,
    Sheet,
    TextStyle,
    declarations,
)
from yinfa.style.values import resolve

_Style = TypeVar(
    "_Style", PageStyle, ElementStyle, LeadStyle, RunningStyle, PageNumberStyle, LineNumberStyle, TextStyle,
    OutputStyle, FontStack,
)  # fmt: skip

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
    of what is wrong, the first of several faults.
    """
    return sound(name_or_path, settings).sheet


class Examined(NamedTuple):
    """A sheet as it is written and as it is meant, and all that is wrong with it, from top to bottom.

    In the tables that are `broken`, the page and ``fonts.ROLE`` among them, an attribute
    of a faulty value has its default.
    """

    written: Written
    sheet: Sheet
    faults: tuple[StyleError, ...]
    broken: frozenset[str]


def sound(name_or_path: str, settings: Sequence[str] = ()) -> Examined:
    """A sheet that is free of faults; raises StyleError for the first one."""
    examined = examine(name_or_path, settings)
    if examined.faults:
        raise examined.faults[0]
    return examined


def examine(name_or_path: str, settings: Sequence[str] = ()) -> Examined:
    """A sheet with all its faults. Raises StyleError where the sheet itself cannot be read."""
    faults: list[StyleError] = []
    written = gather(name_or_path, settings, faults)
    builder = _Builder(written, faults)
    page = builder.page()
    cell = page.character_pitch
    sheet = Sheet(
        name=written.name,
        description=written.description,
        page=_in_step(page),
        elements={
            element: _in_pitch(builder.build(ElementStyle, element, cell), page) for element in ELEMENTS
        },
        lead=builder.build(LeadStyle, "lead", cell),
        header=builder.build(RunningStyle, "header", cell),
        footer=builder.build(RunningStyle, "footer", cell),
        page_number=builder.build(PageNumberStyle, "page_number", cell),
        line_numbers=builder.build(LineNumberStyle, "line_numbers", cell),
        text=builder.build(TextStyle, "text", cell),
        output=builder.build(OutputStyle, "output", cell),
        fonts={
            table.removeprefix("fonts."): builder.build(FontStack, table, cell)
            for table in written.entries
            if table.startswith("fonts.")
        },
    )
    if "page" not in builder.broken:
        faults += _disagreements(sheet, written, builder.broken)
    return Examined(written, sheet, in_order(faults), frozenset(builder.broken))


class _Builder:
    """Makes styles of what is written; `broken` are the tables with a fault that was noted."""

    def __init__(self, written: Written, faults: Faults) -> None:
        self._written = written
        self._faults = faults
        self.broken = set(written.broken if written.whole else written.entries)

    def build(self, style: type[_Style], table: str, cell: float | None) -> _Style:
        """The style of a table; `cell` is the width of a cell of the grid in points."""
        return style(
            **{key: self._value(table, key, declared, cell) for key, declared in declarations(style).items()}
        )

    def page(self) -> PageStyle:
        """The page, without faults a page that has room for text."""
        page = self.build(PageStyle, "page", None)
        with noted(self._faults):
            _check_page(page, self._written)
            return page
        self.broken.add("page")
        return PageStyle(
            **{
                key: resolve(declared, declared.default, None)
                for key, declared in declarations(PageStyle).items()
            }
        )

    def _value(self, table: str, key: str, declared: Declared, cell: float | None) -> Any:
        entries = self._written.entries[table]
        entry = entries.get(key) or Entry(declared.default, self._written.place, 0)
        try:
            if entry.value is not None:
                return resolve(declared, entry.value, cell)
            if table not in self.broken:
                place = next((entry.place for entry in entries.values()), self._written.place)
                fault = StyleError(f"{table} lacks {key}.", place=place, remedy=declared.description)
                self._faults.append(fault)
        except ValueError as error:
            self._faults.append(StyleError(f"{table}.{key} {error}", place=entry.place))
        self.broken.add(table)
        return None if declared.default is None else resolve(declared, declared.default, cell)


def _in_pitch(style: ElementStyle, page: PageStyle) -> ElementStyle:
    """An element; under a page with a pitch of its own it has that pitch where it has no other."""
    return style if style.line_pitch else style._replace(line_pitch=page.line_pitch)


def _in_step(page: PageStyle) -> PageStyle:
    """The page with that of its lines and their pitch which follows from the other."""
    if not page.line_pitch:
        return page._replace(line_pitch=page.text_height / page.lines)
    return page._replace(lines=int(page.text_height / page.line_pitch + _ROUNDING))


def _disagreements(sheet: Sheet, written: Written, broken: Container[str]) -> list[StyleError]:
    """What does not go together, once a place: one value may stand against many."""
    found: list[StyleError] = []
    for table, check in _CHECKS.items():
        if table not in broken:
            with noted(found):
                check(table, sheet, written)
    return list({fault.place: fault for fault in reversed(found)}.values())


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
    if style.on_grid and style.letter_spacing:
        raise _refusal(
            written, (f"{name}.letter_spacing", f"{name}.on_grid"),
            f"{name}.letter_spacing has no effect on the grid, where cells rule.",
            f"Write {name}.on_grid = false, or other page.characters.",
        )  # fmt: skip
    if style.size + style.letter_spacing < 1:
        raise _refusal(
            written, (f"{name}.letter_spacing", f"{name}.size"),
            f"{name}.letter_spacing sets the characters on one another.", "Take a larger one.",
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


def _check_running(element: str, sheet: Sheet, written: Written) -> None:
    style, page = getattr(sheet, element), sheet.page
    known = ", ".join(f"{{{name}}}" for name in FIELDS)
    for key, form in (("text", style.text), ("even_text", style.even_text)):
        plain = without_fields(form)
        if "{" in plain or "}" in plain:
            raise _refusal(
                written, (f"{element}.{key}",),
                f"{element}.{key} may hold {known} and no other braces.",
                'For example: "{title}".',
            )  # fmt: skip
        if em(plain) * style.size > page.text_width:
            raise _refusal(
                written, (f"{element}.{key}", f"{element}.size"),
                f"{element}.{key} does not fit the line.", "Write less, or take a smaller size.",
            )  # fmt: skip
    if not any(forms(element, sheet)):
        return
    margin = "page.margin_top" if element == "header" else "page.margin_bottom"
    room = page.margin_top if element == "header" else page.margin_bottom
    if style.distance + style.size * LINE_HEIGHT / 2 > room:
        raise _refusal(
            written, (f"{element}.distance", f"{element}.size", margin),
            f"The {element} does not fit the margin of {room:.1f} pt.",
            f"Take a smaller {element}.distance or a larger {margin}.",
        )  # fmt: skip
    if style.distance - style.rule - RULE_SPACE < style.size * LINE_HEIGHT / 2:
        raise _refusal(
            written, (f"{element}.distance", f"{element}.size", f"{element}.rule"),
            f"The {element} stands in the text.", f"Take a larger {element}.distance.",
        )  # fmt: skip


def _check_page_number(_: str, sheet: Sheet, written: Written) -> None:
    page, number = sheet.page, sheet.page_number
    around = number.form.replace("{page}", "").replace("{pages}", "")
    if number.form and (number.form.count("{page}") != 1 or not set("{}").isdisjoint(around)):
        raise _refusal(
            written, ("page_number.form",),
            "page_number.form must hold {page} once, may hold {pages} and no other braces, or be empty.",
            'For example: "— {page} —".',
        )  # fmt: skip
    if number.form and number.distance + number.size > page.margin_bottom:
        raise _refusal(
            written, ("page_number.distance", "page_number.size", "page.margin_bottom"),
            f"The page number does not fit the bottom margin of {page.margin_bottom:.1f} pt.",
            "Take a smaller page_number.distance or a larger page.margin_bottom.",
        )  # fmt: skip
    if number.form and any(forms("footer", sheet)) and room_between_feet(sheet) < 0:
        raise _refusal(
            written,
            ("footer.distance", "footer.text", "footer.size", "page_number.distance", "page_number.size"),
            "The footer and the page number stand in each other's place.",
            "Take another footer.distance, or write {page} into footer.text and an empty page_number.form.",
        )  # fmt: skip
    if number.form and number.indent + number.size > page.text_width:
        raise _refusal(
            written, ("page_number.indent",), "The page number's indent leaves it no room on the line."
        )


def _check_line_numbers(_: str, sheet: Sheet, written: Written) -> None:
    page, numbers = sheet.page, sheet.line_numbers
    margin = min(page.margin_left, page.margin_right) if page.mirrored else page.margin_left
    if numbers.every and numbers.distance + em("000") * numbers.size > margin:
        raise _refusal(
            written,
            ("line_numbers.distance", "line_numbers.size", "line_numbers.every", "page.margin_left"),
            f"The line numbers do not fit the margin of {margin:.1f} pt.",
            "Take a smaller line_numbers.distance or line_numbers.size, or a larger page.margin_left.",
        )  # fmt: skip


def _check_rules(_: str, sheet: Sheet, written: Written) -> None:
    for key in ("rules", "no_rules"):
        named = getattr(sheet.text, key)
        if not named:
            continue
        from yinfa.normalize import rule_names

        if strangers := [name for name in named if name not in rule_names()]:
            raise _refusal(
                written, (f"text.{key}",), f"There is no rule {strangers[0]!r} (text.{key}).",
                "`yinfa clean --rules` lists those there are.",
            )  # fmt: skip


_CHECKS: Mapping[str, Callable[[str, Sheet, Written], None]] = {
    **dict.fromkeys(ELEMENTS, _check_element),
    "header": _check_running,
    "footer": _check_running,
    "page_number": _check_page_number,
    "line_numbers": _check_line_numbers,
    "text": _check_rules,
}
"""What looks at the values of a table beside those of others."""


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
