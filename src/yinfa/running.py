"""What runs along the pages: header, footer and page number, with what they say filled in.

The blocks of a speech and a sheet come in, `RunningLine`s go out. Layout and the DOCX
format both start from here, so that a PDF and a DOCX cannot differ in what stands where.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from yinfa.style.sheet import PageNumberStyle, RunningStyle, Sheet

if TYPE_CHECKING:
    from yinfa.flow import FlowBlock

RUNNING = ("header", "footer", "page_number")
"""The elements that run along the pages; each is an attribute of the sheet."""

LINE_HEIGHT = 10 / 7
"""The height of a running line, in em: 20 pt for characters of 14 pt."""

DASH = 0.48
"""The middle of a running line above its lower edge, in heights of the line: where its dash stands."""

RULE_SPACE = 1.0
"""Points between a running line and its rule."""

SPOKEN = ("title", "speaker", "date")
"""The fields that the speech fills in, each with the text of the element of its name."""

COUNTED = ("page", "pages")
"""The fields that each page fills in."""

FIELDS = (*SPOKEN, *COUNTED)
"""All fields, which a sheet writes in braces."""

_FIELD = re.compile(rf"\{{({'|'.join(FIELDS)})\}}")
_DIGITS = 3  # as many as a field of digits may need
_NARROW = 0.6  # em: the width of a Latin letter, at most of a digit
_CUT = "……"


class Part(NamedTuple):
    """A piece of a running line: its text, or the field that it is; what pages fill in has no text yet."""

    text: str
    field: str = ""


class RunningLine(NamedTuple):
    """A line of an element of `RUNNING`, `indent` points in from the side of the text area it stands at."""

    element: str
    parts: tuple[Part, ...]
    side: str
    indent: float

    def text(self, page: int, pages: int) -> str:
        """What the line says on a page."""
        counted = {"page": str(page), "pages": str(pages)}
        return "".join(counted.get(part.field, part.text) for part in self.parts)


def style_of(element: str, sheet: Sheet) -> RunningStyle | PageNumberStyle:
    """The style of an element that runs along the pages."""
    style: RunningStyle | PageNumberStyle = getattr(sheet, element)
    return style


def forms(element: str, sheet: Sheet) -> tuple[str, str]:
    """What the sheet writes for odd and for even pages, its fields in braces; empty for none."""
    style = style_of(element, sheet)
    if isinstance(style, PageNumberStyle):
        return style.form, style.form
    return style.text, (sheet.page.two_sided and style.even_text) or style.text


def used(sheet: Sheet) -> list[str]:
    """The elements that run along some pages, in the order of `RUNNING`."""
    return [element for element in RUNNING if any(forms(element, sheet))]


def without_fields(form: str) -> str:
    """What the sheet itself says in a running line."""
    return _FIELD.sub("", form)


def pattern(form: str) -> str:
    """A regular expression of what a running line says without blanks; its group `page` is the number."""
    kinds = {"page": r"(?P<page>\d+)", "pages": r"\d+"}
    pieces = _FIELD.split("".join(form.split()))
    whole = "".join(
        kinds.get(piece, ".*") if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)
    )
    before, named, behind = whole.partition(kinds["page"])
    return before + named + behind.replace(kinds["page"], kinds["pages"])  # a name may stand only once


def alternates(element: str, sheet: Sheet) -> bool:
    """Whether a running line stands at one side on odd pages and at the other on even ones."""
    return sheet.page.two_sided and style_of(element, sheet).position == "outside"


def has_even_pages(sheet: Sheet) -> bool:
    """Whether even pages have other running lines than odd ones."""
    return any(alternates(element, sheet) or len({*forms(element, sheet)}) > 1 for element in used(sheet))


def has_first_page(sheet: Sheet) -> bool:
    """Whether the first page has other running lines than the odd or even pages behind it."""
    return not all(style_of(element, sheet).first_page for element in used(sheet))


def room_between_feet(sheet: Sheet) -> float:
    """What is free between the lines of footer and page number, in points; less than 0 where they overlap."""
    footer, number = sheet.footer, sheet.page_number
    if footer.distance < number.distance:
        halves = footer.size * DASH + number.size * (1 - DASH)
        return number.distance - footer.distance - halves * LINE_HEIGHT
    rule = footer.rule + RULE_SPACE if footer.rule else 0.0
    halves = number.size * DASH + footer.size * (1 - DASH)
    return footer.distance - number.distance - halves * LINE_HEIGHT - rule


def running_lines(
    sheet: Sheet, blocks: Sequence[FlowBlock], *, even: bool, first: bool
) -> tuple[RunningLine, ...]:
    """The running lines of a page, in the order of `RUNNING`.

    A title for which the line has no room is cut and ends in ……; a field that the
    speech has nothing for stays empty.
    """
    spoken = {block.element: block.text for block in blocks if block.element in SPOKEN}
    return tuple(_lines(sheet, spoken, even=even, first=first))


def _lines(sheet: Sheet, spoken: Mapping[str, str], *, even: bool, first: bool) -> Iterator[RunningLine]:
    for element in RUNNING:
        style, form = style_of(element, sheet), forms(element, sheet)[even]
        if not form or (first and not style.first_page):
            continue
        side = style.position
        if side == "outside":
            side = "left" if sheet.page.two_sided and even else "right"
        indent = style.indent if isinstance(style, PageNumberStyle) and side != "center" else 0.0
        room = sheet.page.text_width / style.size
        yield RunningLine(element, tuple(_fitted(list(_parts(form, spoken)), room)), side, indent)


def _parts(form: str, spoken: Mapping[str, str]) -> Iterator[Part]:
    for index, piece in enumerate(_FIELD.split(form)):
        if index % 2:
            yield Part(spoken.get(piece, ""), piece)
        elif piece:
            yield Part(piece)


def _fitted(parts: list[Part], room: float) -> list[Part]:
    """The parts, the title cut so that the line has room for all; `room` is in em."""
    excess = sum(map(_width, parts)) - room
    for index, part in enumerate(parts):
        if part.field == "title" and excess > 0:
            kept = part.text
            while kept and em(part.text) - em(kept + _CUT) < excess:
                kept = kept[:-1]
            parts[index] = Part(kept + _CUT)
    return parts


def _width(part: Part) -> float:
    return _DIGITS * _NARROW if part.field in COUNTED else em(part.text)


def em(text: str) -> float:
    """About how wide a text is in em, whatever its font."""
    return sum(_NARROW if unicodedata.east_asian_width(sign) in ("Na", "H", "N") else 1.0 for sign in text)
