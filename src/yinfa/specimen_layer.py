"""What a specimen shows beside the text: the grid on which it stands, and the measures in the margins.

In come finished pages and the sheet they were set by, out come the same pages with rules
and notes that belong to the page, not to the speech. What the notes say comes from the
declarations, so that an attribute is shown as soon as it is declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yinfa.layout.blocks import runs
from yinfa.layout.glyphs import glyphs_of, measured
from yinfa.layout.justify import set_line
from yinfa.layout.metrics import Metrics
from yinfa.layout.page import Line, Page, Rule
from yinfa.layout.pages import ASCENT, FIT
from yinfa.layout.running import ARTIFACT, left_edge
from yinfa.style.inherit import Written
from yinfa.style.listing import attributes, toml, value_of
from yinfa.style.sheet import TABLES, ElementStyle, Sheet, declarations
from yinfa.style.values import POINTS

SPECIMEN = "specimen"
"""The element of rules and notes."""

_FONT = "Noto Sans SC Subset"  # comes with Yinfa, and reads well when small
_NOTE, _GRID, _EDGE, _MEASURE = "#B03A2E", "#CFE3F1", "#7FB2D6", "#B03A2E"
_HAIR = 0.25  # points: the width of a rule
_SIZE, _SMALLEST = 5.0, 3.0  # points: of the notes, and where a margin has no room for that
_PITCH = 1.2  # em: from note to note
_WIDEST = 11.0  # em: what a note beside an element takes
_SPACE = 3.0  # points around a note
_TICK = 3.0  # points: the bar at the end of a measure


def annotated(pages: Sequence[Page], sheet: Sheet, written: Written, metrics: Metrics) -> tuple[Page, ...]:
    """The pages with grid and measures."""
    layer = _Layer(sheet, written, metrics)
    return tuple(layer.on(page) for page in pages)


class _Layer:
    """Draws upon the pages of one sheet. All measures are points from the upper left corner."""

    def __init__(self, sheet: Sheet, written: Written, metrics: Metrics) -> None:
        self._sheet = sheet
        self._written = written
        self._glyphs = glyphs_of(metrics, SPECIMEN, _FONT, _NOTE)
        self._top = sheet.page.margin_top
        self._bottom = sheet.page.height - sheet.page.margin_bottom

    def on(self, page: Page) -> Page:
        """A page with its grid, its margins' measures and the notes on its elements."""
        left = left_edge(page.number, self._sheet.page)
        right = left + self._sheet.page.text_width
        notes = (*self._heads(left), *self._elements(page, left, right), *self._margin_notes(left, right))
        rules = (*self._grid(page, left, right), *self._margins(left, right))
        return page._replace(artifacts=(*page.artifacts, *notes), rules=(*rules, *page.rules))

    # ---- the grid -----------------------------------------------------------------------------

    def _grid(self, page: Page, left: float, right: float) -> Iterator[Rule]:
        style = self._sheet.page
        for count in range(1, style.characters):
            yield _upright(left + count * style.character_pitch, self._top, self._bottom, _GRID)
        for y in self._rows(page):
            yield _level(left, right, y, _GRID)
        for y in (self._top, self._bottom):
            yield _level(left, right, y, _EDGE)
        for x in (left, right):
            yield _upright(x, self._top, self._bottom, _EDGE)

    def _rows(self, page: Page) -> Iterator[float]:
        """The upper edges of the rows, those that are blank among them, and below them what still fits."""
        y, pitch = self._top, self._sheet.page.line_pitch
        for line in page.lines:
            style = self._sheet.elements[line.element]
            height = style.line_pitch or pitch
            top = line.y - (height - style.size) / 2 - ASCENT * style.size
            while y + pitch < top + FIT:
                yield y
                y += pitch
            if y + FIT < top:
                yield y
            yield top
            y = top + height
        while y < self._bottom + FIT:
            yield y
            y += pitch

    # ---- the measures of the margins ----------------------------------------------------------

    def _margins(self, left: float, right: float) -> Iterator[Rule]:
        """A rule with a bar at either end across each margin."""
        page = self._sheet.page
        x, y = self._crossing(left)
        for start, end in ((0.0, left), (right, page.width)):
            yield _level(start, end, y, _MEASURE)
            yield from (_upright(at, y - _TICK / 2, y + _TICK / 2, _MEASURE) for at in (start, end))
        for start, end in ((0.0, self._top), (self._bottom, page.height)):
            yield _upright(x, start, end, _MEASURE)
            yield from (_level(x - _TICK / 2, x + _TICK / 2, at, _MEASURE) for at in (start, end))

    def _margin_notes(self, left: float, right: float) -> Iterator[Line]:
        page = self._sheet.page
        x, y = self._crossing(left)
        size = self._size(min(left, page.width - right))
        yield self._note(_mm(left), size, _SPACE, y - _SPACE)
        yield self._note(_mm(page.width - right), size, right + _SPACE, y - _SPACE)
        yield self._note(_mm(self._top), size, x + _SPACE, self._top - _SPACE)
        yield self._note(_mm(page.margin_bottom), size, x + _SPACE, page.height - _SPACE)

    def _crossing(self, left: float) -> tuple[float, float]:
        """Where the measures stand: x of the upright ones, y of the level ones."""
        page = self._sheet.page
        return left + page.character_pitch / 2, self._top - _SPACE

    # ---- the notes ----------------------------------------------------------------------------

    def _heads(self, left: float) -> Iterator[Line]:
        """Sheet, grid and the tables that are no element's, in the upper margin."""
        page = self._sheet.page
        grid = f"{page.line_pitch:.2f}pt × {page.character_pitch:.2f}pt"
        texts = [f"{self._sheet.name} · {self._sheet.description}", f"grid (lines × characters): {grid}"]
        for table, style in TABLES.items():
            if style is not ElementStyle:
                texts.append(" · ".join([f"[{table}]", *self._values(table, shown={*declarations(style)})]))
        x = left + page.character_pitch
        rows = [row for text in texts for row in self._wrapped(text, page.text_width - page.character_pitch)]
        size = min(_SIZE, max(_SMALLEST, (self._top - 2 * _SPACE) / ((len(rows) + 2) * _PITCH)))
        for count, row in enumerate(rows, 1):
            yield self._note(row, size, x, _SPACE + count * size * _PITCH)

    def _wrapped(self, text: str, room: float) -> Iterator[str]:
        """A text in lines that fit a room at the size of notes, parted between its values."""
        row = ""
        for piece in text.split(" · "):
            longer = f"{row} · {piece}" if row else piece
            if row and self._width(longer) > room:
                yield row
                longer = piece
            row = longer
        yield row

    def _elements(self, page: Page, left: float, right: float) -> Iterator[Line]:
        """Beside the first line of each element what the sheet says of it, half of it at either side.

        Where lines are close, notes stand lower than their element, but never in each other.
        """
        page_style = self._sheet.page
        size = self._size(min(left, page_style.width - right))
        noted: set[str] = set()
        free = {_SPACE: 0.0, right + _SPACE: 0.0}
        for line in page.lines:
            if line.element in noted:
                continue
            noted.add(line.element)
            said = [f"[{line.element}]", *self._values(line.element, shown={"font", "size"})]
            half = -(-len(said) // 2)
            top = line.y - ASCENT * self._sheet.elements[line.element].size + size
            for texts, x in zip((said[:half], said[half:]), free, strict=True):
                y = max(top, free[x])
                for text in texts:
                    yield self._note(text, size, x, y)
                    y += size * _PITCH
                free[x] = y

    def _values(self, table: str, shown: set[str]) -> Iterator[str]:
        """The attributes of a table that are always `shown`, and those that are not as declared."""
        for key, declared, entry in attributes(self._written, table):
            value = value_of(declared, entry)
            if key in shown or value != declared.default:
                yield f"{key} {value if isinstance(value, str) else toml(value)}"

    def _size(self, margin: float) -> float:
        return min(_SIZE, max(_SMALLEST, (margin - 2 * _SPACE) / _WIDEST))

    def _note(self, text: str, size: float, x: float, y: float) -> Line:
        """A note whose baseline begins at a point."""
        looks, widths = measured([(text, self._glyphs)], size, spacing=0.0)
        line = set_line(widths, 0, len(text), widths.width(0, len(text)), stretch=False)
        return Line(y, tuple(runs(widths, looks, line, x)), SPECIMEN, ARTIFACT, first=True)

    def _width(self, text: str) -> float:
        """The width of a note."""
        _, widths = measured([(text, self._glyphs)], _SIZE, spacing=0.0)
        return widths.width(0, len(text))


def _level(start: float, end: float, y: float, color: str) -> Rule:
    return Rule(start, y - _HAIR / 2, end - start, _HAIR, color, SPECIMEN)


def _upright(x: float, top: float, bottom: float, color: str) -> Rule:
    return Rule(x - _HAIR / 2, top, _HAIR, bottom - top, color, SPECIMEN)


def _mm(points: float) -> str:
    return f"{points / POINTS['mm']:.4g}mm"
