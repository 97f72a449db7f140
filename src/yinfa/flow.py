"""What is set, in reading order: a speech under a style sheet as one list of blocks.

Speech and sheet come in, `FlowBlock`s go out: which element each block is, which
of its characters a run-in heading sets apart, how many blank lines stand before
it. Layout and the DOCX format both start from here, so that a PDF and a DOCX of
one speech cannot differ in any of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yinfa.layout.characters import western_marks
from yinfa.speech import Block, Heading, Lead, Paragraph, Salutation, Speech
from yinfa.style.sheet import LeadStyle, Sheet, TextStyle

HEAD = ("title", "subtitle", "speaker", "date")
"""The elements above the blank line under which the speech itself begins."""

_QUOTES = str.maketrans("“”‘’", "「」『』")

_NUMERAL = "[0-9〇零一二三四五六七八九十百]+"
_MARKER = re.compile(
    rf"（{_NUMERAL}）|[第其]{_NUMERAL}[个]?(?:[，、：]|是|要)?|{_NUMERAL}(?:[、.．，：]|是要|是|要|来|则)"
)
"""The number that opens a lead: （一） 1. 一、 第一， 一是 一要."""


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` of a block takes font, weight and colour of another element (a heading)."""

    start: int
    end: int
    element: str


@dataclass(frozen=True, slots=True)
class FlowBlock:
    """One paragraph to be set.

    `element` is one of the sheet's elements; `spans` are sorted and do not
    overlap, what lies outside them is set as the element says. `blank_before` is
    the number of blank lines above it, each as high as a line of the grid, and
    `space_before` what else is free there, in points.
    """

    element: str
    text: str
    spans: tuple[Span, ...]
    blank_before: int
    space_before: float = 0.0


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
    return tuple(blocks)


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
            marker = _MARKER.match(text, lead.start, lead.end)
            end = marker.end() if marker else lead.start
        if extent != "none" and end > lead.start:
            yield Span(lead.start, end, f"heading{lead.level}")
