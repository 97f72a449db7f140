"""What is set, in reading order: a speech under a style sheet as one list of blocks.

Speech and sheet come in, `FlowBlock`s go out: which element each block is, which
of its characters a run-in heading sets apart, how many blank lines stand before
it. Layout and the DOCX format both start from here, so that a PDF and a DOCX of
one speech cannot differ in any of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width

from yinfa.layout.characters import western_marks
from yinfa.speech import Block, Heading, Lead, Paragraph, Salutation, Speech
from yinfa.style.sheet import LeadStyle, Sheet, TextStyle

HEAD = ("title", "subtitle", "speaker", "date")
"""The elements above the blank line under which the speech itself begins."""

_QUOTES = str.maketrans("“”‘’", "「」『』")

SHORT = 3
"""Lines of a paragraph that goes to the last page whole, if a line alone would stand there."""

_NUMERAL = "[0-9〇零一二三四五六七八九十百]+"
_MARKER = (
    rf"（{_NUMERAL}）|[第其]{_NUMERAL}[个]?(?:[，、：]|是|要)?|{_NUMERAL}(?:[、.．，：]|是要|是|要|来|则)"
)
"""The number that opens a lead: （一） 1. 一、 第一， 一是 一要."""


class Keep(Enum):
    """Which lines of a block stay together at a page's end, beside what its element's style asks for.

    The last page never holds one line alone, be it the closing or not, where the lines before
    it can keep it company. Word processors are told the same, but for `LAST_WITH_NEXT`: of a
    paragraph that is kept with the next, LibreOffice moves all lines.
    """

    NOTHING = 0
    WITH_NEXT = 1
    """All its lines, and the first one behind them."""
    LAST_WITH_NEXT = 2
    """Its last line, and the first one behind it."""
    PAIRS = 3
    """Its first two lines and its last two: widow and orphan control."""


class Span(NamedTuple):
    """``text[start:end]`` of a block takes font, weight and colour of another element (a heading)."""

    start: int
    end: int
    element: str


class FlowBlock(NamedTuple):
    """One paragraph to be set.

    `element` is one of the sheet's elements; `spans` are sorted and do not
    overlap, what lies outside them is set as the element says. `blank_before` is
    the number of blank lines above it, each as high as a line of the grid, and
    `space_before` what else is free there, in points; what is left of both at the top of a
    page other than the first is dropped.
    """

    element: str
    text: str
    spans: tuple[Span, ...]
    blank_before: int
    space_before: float = 0.0
    keep: Keep = Keep.NOTHING


def flow(speech: Speech, sheet: Sheet) -> tuple[FlowBlock, ...]:
    """The blocks of a speech in reading order.

    Blank lines: between two blocks stand as many as the upper one's
    `blank_after` or the lower one's `blank_before` asks for, whichever is more.
    In the head (title, subtitle, speaker, date) the `blank_after` of an element
    counts only where it is the last one: the blank line stands under the head,
    whatever the head consists of and whatever follows. Blank lines behind the
    last block are not set.

    Space between two blocks is that behind the upper or that before the lower one,
    whichever is more, as in word processors; where blank lines part them, both.
    """
    blocks: list[FlowBlock] = []
    for element, text, spans in _parts(speech, sheet.lead):
        style = sheet.elements[element]
        blank, space = style.blank_before, style.space_before
        if blocks:
            above = sheet.elements[blocks[-1].element]
            if not (element in HEAD and blocks[-1].element in HEAD):
                blank = max(blank, above.blank_after)
            space = above.space_after + space if blank else max(above.space_after, space)
        blocks.append(FlowBlock(element, drawn(text, sheet.text), spans, blank, space))
    return _with_company(blocks, sheet)


def _with_company(blocks: Sequence[FlowBlock], sheet: Sheet) -> tuple[FlowBlock, ...]:
    """The blocks, the last ones of them so that none of their lines is alone on the last page."""
    if not blocks:
        return ()
    *rest, last = blocks
    if last.element == "body":
        last = last._replace(keep=Keep.PAIRS)
    if rest and rest[-1].element == "body" and _lines(last, sheet, less=1) == 1:
        keep = Keep.WITH_NEXT if _lines(rest[-1], sheet) <= SHORT else Keep.LAST_WITH_NEXT
        rest[-1] = rest[-1]._replace(keep=keep)
    return (*rest, last)


def _lines(block: FlowBlock, sheet: Sheet, less: int = 0) -> int:
    """About how many lines a block takes, of which `less` characters may be squeezed in."""
    style, page = sheet.elements[block.element], sheet.page
    cell = page.character_pitch if style.on_grid else style.size + style.letter_spacing
    cells = sum(0.5 if east_asian_width(character) in ("N", "Na", "H") else 1.0 for character in block.text)
    width = (cells - less) * cell + style.first_line_indent
    return max(1, ceil(width / (page.text_width - style.indent_left - style.indent_right)))


def drawn(text: str, style: TextStyle) -> str:
    """A text with the quotation marks of the sheet, as many characters long as before."""
    if style.quotes == "“”" or _QUOTES.keys().isdisjoint(map(ord, text)):
        return text
    western = dict.fromkeys(western_marks(text))
    return "".join(sign if at in western else sign.translate(_QUOTES) for at, sign in enumerate(text))


def _parts(speech: Speech, lead: LeadStyle) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
    head = (speech.title, speech.subtitle, speech.speaker, speech.date_text)
    for element, text in zip(HEAD, head, strict=True):
        if text:
            yield element, text, ()
    for text in speech.salutation:
        yield "salutation", text, ()
    for block in speech.body:
        yield _body(block, lead)
    if speech.closing:
        yield "closing", speech.closing, ()


def _body(block: Block, lead: LeadStyle) -> tuple[str, str, tuple[Span, ...]]:
    match block:
        case Heading(text, level):
            return f"heading{level}", text, ()
        case Salutation(text):
            return "salutation", text, ()
        case Paragraph(text, leads):
            return "body", text, tuple(_spans(text, leads, lead))


def _spans(text: str, leads: tuple[Lead, ...], style: LeadStyle) -> Iterator[Span]:
    for lead in leads:
        extent, end = style.extent(lead.level), lead.end
        if extent == "marker":
            marker = re.compile(_MARKER).match(text, lead.start, lead.end)
            end = marker.end() if marker else lead.start
        if extent != "none" and end > lead.start:
            yield Span(lead.start, end, f"heading{lead.level}")
