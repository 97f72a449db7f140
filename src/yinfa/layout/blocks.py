"""One block of a speech as lines of placed runs, before it is known on which page they fall.

In come a `FlowBlock`, the sheet and the metrics; out come `Row`s whose runs are
placed from the left edge of the text area. A run ends where face, colour or
weight change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from yinfa.flow import FlowBlock
from yinfa.layout.breaking import break_lines
from yinfa.layout.glyphs import Glyphs, Look, glyphs_of, letter_spacing, measured, script_gap
from yinfa.layout.justify import SetLine, set_line
from yinfa.layout.measured import MeasuredText
from yinfa.layout.metrics import Metrics
from yinfa.layout.page import Run
from yinfa.layout.title import balanced_breaks
from yinfa.style.sheet import Sheet


class Row(NamedTuple):
    """A line of a block: x of its runs counts from the left edge of the text area, in points.

    `size` and `pitch` are points; `first` marks a block's first line.
    """

    runs: tuple[Run, ...]
    size: float
    pitch: float
    first: bool


class BlockSetter:
    """Sets the blocks of a speech under one sheet."""

    def __init__(self, sheet: Sheet, metrics: Metrics) -> None:
        self._sheet = sheet
        self._glyphs = {
            name: glyphs_of(metrics, name, style.font, style.color, bold=style.bold)
            for name, style in sheet.elements.items()
        }

    def rows(self, block: FlowBlock) -> Iterator[Row]:
        """The lines of a block from top to bottom.

        Raises FontError where no font has a character.
        """
        style, page = self._sheet.elements[block.element], self._sheet.page
        pitch = style.line_pitch or page.line_pitch
        rest = page.text_width - style.indent_left - style.indent_right
        first = rest - style.first_line_indent
        spacing, gap = letter_spacing(style, page), script_gap(style)
        looks, text = measured(self._pieces(block), style.size, spacing, gap)
        ends = balanced_breaks(text, min(first, rest)) if style.balanced else break_lines(text, first, rest)
        start = 0
        for end in ends:
            room = rest if start else first
            full = style.align == "justify" and not style.balanced and end < len(text.text)
            line = set_line(text, start, end, room, stretch=full)
            x = style.indent_left + (rest - room if start == 0 else 0.0)
            x += room_left_of(style.align, room - line.width) - line.shift
            yield Row(tuple(runs(text, looks, line, x)), style.size, pitch, first=start == 0)
            start = end

    def _pieces(self, block: FlowBlock) -> Iterator[tuple[str, Glyphs]]:
        end = 0
        for span in block.spans:
            yield block.text[end : span.start], self._glyphs[block.element]
            yield block.text[span.start : span.end], self._glyphs[span.element]
            end = span.end
        yield block.text[end:], self._glyphs[block.element]


def runs(text: MeasuredText, looks: Sequence[Look], line: SetLine, x: float) -> Iterator[Run]:
    """The runs of a line whose first character stands at x."""
    start = line.start
    for look, group in groupby(looks[line.start : line.end]):
        end = start + len(list(group))
        advances = line.advances[start - line.start : end - line.start]
        yield Run(
            text.text[start:end], x, advances, look.face, text.size, look.color, look.bold, look.element
        )
        x += sum(advances)
        start = end


def room_left_of(align: str, room: float) -> float:
    """How much of the room that a line leaves stands to its left."""
    if align == "center":
        return room / 2
    return room if align == "right" else 0.0
