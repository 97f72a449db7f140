"""What runs along the pages, placed: header, footer, page number and line numbers.

In come the sheet, the blocks and the number of pages; out come lines and rules that
belong to the page, not to the speech.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yinfa.flow import FlowBlock
from yinfa.layout.blocks import room_left_of, runs
from yinfa.layout.glyphs import glyphs_of, measured
from yinfa.layout.justify import set_line
from yinfa.layout.metrics import Metrics
from yinfa.layout.page import Line, Rule
from yinfa.running import DASH, LINE_HEIGHT, RULE_SPACE, RUNNING, RunningLine, running_lines, style_of
from yinfa.style.sheet import LineNumberStyle, PageNumberStyle, PageStyle, RunningStyle, Sheet

DASH_HEIGHT = 0.38
"""The middle of a dash above the baseline, in em."""

LINE_NUMBER = "line_number"
"""The element of line numbers."""

ARTIFACT = -1
"""The block of lines that belong to the page, not to the speech."""


def left_edge(number: int, page: PageStyle) -> float:
    """The left edge of the text area; even pages of a mirrored sheet exchange their margins."""
    return page.margin_right if page.mirrored and number % 2 == 0 else page.margin_left


class RunningSetter:
    """Sets the running lines of the pages of a speech, of which there are `pages`."""

    def __init__(self, sheet: Sheet, blocks: Sequence[FlowBlock], metrics: Metrics, pages: int) -> None:
        self._sheet = sheet
        self._blocks = blocks
        self._pages = pages
        self._styles: dict[str, RunningStyle | PageNumberStyle | LineNumberStyle]
        self._styles = {element: style_of(element, sheet) for element in RUNNING}
        self._styles[LINE_NUMBER] = sheet.line_numbers
        self._glyphs = {
            element: glyphs_of(metrics, element, style.font, style.color)
            for element, style in self._styles.items()
        }

    def lines(self, number: int) -> tuple[Line, ...]:
        """The lines of the page with a number."""
        return tuple(self._line(running, number) for running in self._running(number))

    def rules(self, number: int) -> tuple[Rule, ...]:
        """The rules of the page with a number."""
        shown = {running.element for running in self._running(number)}
        styles = {"header": self._sheet.header, "footer": self._sheet.footer}
        return tuple(
            self._rule(element, style, number)
            for element, style in styles.items()
            if style.rule and element in shown
        )

    def line_numbers(self, number: int, lines: Sequence[Line], before: int) -> Iterator[Line]:
        """The numbers of the lines of a page; `before` counts those of earlier pages."""
        style = self._sheet.line_numbers
        edge = left_edge(number, self._sheet.page) - style.distance
        for count, line in enumerate(lines, 1 + before * (style.restart == "document")):
            if style.every and count % style.every == 0:
                yield self._placed(LINE_NUMBER, str(count), line.y, 0.0, edge, "right")

    def _running(self, number: int) -> tuple[RunningLine, ...]:
        first = number == self._sheet.page_number.start
        return running_lines(self._sheet, self._blocks, even=number % 2 == 0, first=first)

    def _line(self, running: RunningLine, number: int) -> Line:
        page = self._sheet.page
        x = left_edge(number, page) + (running.indent if running.side == "left" else 0.0)
        y = self._middle(running.element) + DASH_HEIGHT * self._styles[running.element].size
        text = running.text(number, self._pages)
        return self._placed(running.element, text, y, x, page.text_width - running.indent, running.side)

    def _placed(self, element: str, text: str, y: float, x: float, room: float, side: str) -> Line:
        """A line of a text on the baseline `y`, at a side of the `room` that begins at x."""
        looks, widths = measured([(text, self._glyphs[element])], self._styles[element].size, spacing=0.0)
        line = set_line(widths, 0, len(text), self._sheet.page.text_width, stretch=False)
        x += room_left_of(side, room - line.width)
        return Line(y, tuple(runs(widths, looks, line, x)), element, ARTIFACT, first=True)

    def _middle(self, element: str) -> float:
        """Where the middle of a running line stands, from the upper edge of the paper."""
        page, distance = self._sheet.page, style_of(element, self._sheet).distance
        if element == "header":
            return page.margin_top - distance
        return page.height - page.margin_bottom + distance

    def _rule(self, element: str, style: RunningStyle, number: int) -> Rule:
        page, height = self._sheet.page, LINE_HEIGHT * style.size
        if element == "header":
            y = self._middle(element) + DASH * height + RULE_SPACE
        else:
            y = self._middle(element) - (1 - DASH) * height - RULE_SPACE - style.rule
        return Rule(left_edge(number, page), y, page.text_width, style.rule, style.rule_color, element)
