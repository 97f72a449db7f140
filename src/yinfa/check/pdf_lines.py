"""The glyphs of a PDF become lines, the edges of the text area, and paragraphs.

A PDF knows nothing of these: lines are glyphs on one baseline, edges are where
lines begin and end again and again, a paragraph ends where a line is short, a
line is indented, or the look changes. All tolerances are given in em.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from statistics import median, mode

from yinfa import running, shapes
from yinfa.check.findings import Place
from yinfa.check.measured import Edges, Glyph, Line, Look, Paragraph, Piece, Printed, PrintedPage
from yinfa.check.pdf import RawPage, RawPdf
from yinfa.check.roles import cast
from yinfa.layout.characters import MARKS, RIGHT_BLANK
from yinfa.style.sheet import PageStyle, Sheet

SAME_LINE = 0.3
"""Baselines that differ by less stand on one line: digits and Latin letters of another font may."""
OVERPRINTED = 0.15
"""A glyph drawn again so near by is the same one made bold."""
SHORT = 2.2
"""A line that leaves more than this free is a paragraph's last: prohibitions push two characters at most."""
CENTRED = 0.6
"""By how much the room left and right of a centred line may differ."""
INDENT = 2
"""How far the first line of a paragraph is indented, so that a short one may look centred."""
MARGIN = 0.6
"""The part of the upper and lower margin in which no line of the text stands."""

UNNAMED = "□"
"""Stands for a glyph of which the file does not say what it means."""

LONG = 0.4
"""The part of the paper's width that the first line of a paragraph takes at least when it is full."""
FEW = 8
"""Lines of which most may open paragraphs: where one side has no more, the other's tell the edges."""
SHARING = 0.3
"""The part of all lines that end at the right edge in a text without indents."""

PAGE_NUMBER = re.compile(r"[\s—\-–－─―·.第]*(\d{1,4})[\s—\-–－─―·.页]*(?:[/共]\s*共?\s*\d{1,4}\s*页?)?")


def measure(raw: RawPdf, sheet: Sheet) -> Printed:
    """The lines of a PDF and what they make; the style sheet tells where margins are and what they hold."""
    measured = tuple(_page(number, one, sheet) for number, one in enumerate(raw.pages, 1))
    areas = edges(measured, sheet.page)
    parted = blocks(measured, areas)
    members = cast([paragraph(block, areas) for block in parted])
    unseen = {
        kind: tuple(Place(number) for number, one in enumerate(raw.pages, 1) if kind in one.unseen)
        for kind in sorted({kind for one in raw.pages for kind in one.unseen})
    }
    return Printed(measured, areas, raw.fonts, members, parted, raw.metadata, raw.claim, unseen)


def _page(number: int, raw: RawPage, sheet: Sheet) -> PrintedPage:
    style = sheet.page
    inside: list[list[Glyph]] = []
    strays: list[list[Glyph]] = []
    for row in _rows(_without_line_numbers(raw.glyphs, sheet)):
        y = row[0].y
        low = y > raw.height - MARGIN * style.margin_bottom
        outside = y > raw.height - style.margin_bottom or y < style.margin_top
        stray = low or y < MARGIN * style.margin_top or (outside and (_is_number(row) or _runs(row, sheet)))
        (strays if stray else inside).append(row)
    strays = [row for row in strays if not _runs(row, sheet)]
    found = next((row for row in reversed(strays) if _is_number(row)), None)
    others = [row for row in strays if row is not found]
    return PrintedPage(
        number, raw.width, raw.height,
        tuple(_line(row, number, count) for count, row in enumerate(inside, 1)),
        _line(found, number, len(inside) + 1) if found else None,
        tuple(_line(row, number, None) for row in others),
    )  # fmt: skip


def _without_line_numbers(glyphs: Sequence[Glyph], sheet: Sheet) -> Sequence[Glyph]:
    """The glyphs without the digits in the left margin, where the style sheet numbers lines."""
    if not sheet.line_numbers.every:
        return glyphs
    page, size = sheet.page, sheet.line_numbers.size
    edge = min(page.margin_left, page.margin_right) if page.mirrored else page.margin_left
    return [
        glyph
        for glyph in glyphs
        if not (glyph.text.isdecimal() and glyph.end < edge and abs(glyph.size - size) < 0.5)
    ]


def _is_number(row: Sequence[Glyph]) -> bool:
    """Whether a row is nothing but a page number."""
    return PAGE_NUMBER.fullmatch("".join(glyph.text for glyph in row)) is not None


def _runs(row: Sequence[Glyph], sheet: Sheet) -> bool:
    """Whether a row may be the header or the footer of the style sheet."""
    text = "".join("".join(glyph.text for glyph in row).split())
    asked = {form for element in ("header", "footer") for form in running.forms(element, sheet) if form}
    return any(re.fullmatch(running.pattern(form), text) for form in asked)


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs by baseline, from left to right, without outer blanks and what is drawn twice."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if rows and glyph.y - rows[-1][-1].y < SAME_LINE * max(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        inked = _inked(sorted(row, key=lambda glyph: glyph.x))
        if inked:
            yield inked


def _inked(row: list[Glyph]) -> list[Glyph]:
    start, end = 0, len(row)
    while start < end and _is_blank(row[start]):
        start += 1
    while end > start and _is_blank(row[end - 1]):
        end -= 1
    kept: list[Glyph] = []
    for glyph in row[start:end]:
        again = kept and kept[-1].text == glyph.text and glyph.x - kept[-1].x < OVERPRINTED * glyph.size
        if not again:
            kept.append(glyph)
    return kept


def _is_blank(glyph: Glyph) -> bool:
    return glyph.text != "" and not glyph.text.strip()


def _line(row: Sequence[Glyph], page: int, number: int | None) -> Line:
    text = "".join(glyph.text or UNNAMED for glyph in row)
    baseline = median(glyph.y for glyph in row)
    return Line(tuple(row), baseline, Place(page, number, text=text))


def edges(measured: Sequence[PrintedPage], style: PageStyle) -> Mapping[int, Edges]:
    """The left and right edge of the text area on odd (1) and even (0) pages.

    Where the lines of one side do not show them, those of the other side count, and
    where neither do, those of the style sheet.
    """
    sides = {parity: [page for page in measured if page.number % 2 == parity] for parity in (1, 0)}
    counts = {parity: sum(len(page.lines) for page in pages) for parity, pages in sides.items()}
    starts = [line.glyphs[0].x for page in measured for line in page.lines]
    lefts = (style.margin_right if style.mirrored else style.margin_left, style.margin_left)
    shown = [left if any(abs(start - left) < 1 for start in starts) else None for left in lefts]
    found = {
        parity: told
        for parity, pages in sides.items()
        if counts[parity] >= min(FEW, max(counts.values())) and (told := _told(pages, shown[parity]))
    }
    asked = Edges(style.margin_left, style.width - style.margin_right, told=False)
    other = next(iter(found.values()), asked)._replace(told=False)
    return {parity: found.get(parity, other) for parity, pages in sides.items() if pages}


def _told(pages: Sequence[PrintedPage], shown: float | None) -> Edges | None:
    """The edges that lines show: where lines turn over, or many end at the same place.

    An edge is the outermost place at which a tenth of the lines begin or end. One line, such as
    the salutation, is enough to show a left edge that is as the sheet asks; then it is `shown`.
    Marks are left out: their blank half may hang over.
    """
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return None
    starts = [line.glyphs[0].x for line in lines if line.glyphs[0].text not in MARKS]
    left = _outermost(starts or [line.glyphs[0].x for line in lines])
    if shown is not None and min(starts, default=0.0) > shown - 1:
        left = shown
    pairs = [pair for page in pages for pair in pairwise(page.lines) if _same_size(*pair)]
    turned = [above for above, below in pairs if abs(below.glyphs[0].x - left) < below.size / 2]
    indented = [line for line in turned if line.glyphs[0].x - left > line.size and _is_long(line, pages[0])]
    marked = [line.glyphs[-1].end for line in turned]
    ends = [line.glyphs[-1].end for line in turned if line.glyphs[-1].text not in RIGHT_BLANK] or marked
    if not ends:
        return None
    right = -_outermost([-end for end in ends])
    sharing = sum(abs(line.glyphs[-1].end - right) < 1 for line in lines)
    told = indented or sharing > max(1, SHARING * len(lines))
    return Edges(left, right, told=True) if told else None


def _same_size(above: Line, below: Line) -> bool:
    return abs(above.size - below.size) < 0.5


def _is_long(line: Line, page: PrintedPage) -> bool:
    return line.glyphs[-1].end - line.glyphs[0].x > LONG * page.width


def _outermost(places: list[float]) -> float:
    """The smallest place that a tenth of all share, within a point; the smallest where none do."""
    places.sort()
    least = max(2, len(places) // 10)
    for index, place in enumerate(places[: len(places) - least + 1]):
        if places[index + least - 1] - place < 1.0:
            return median(places[index : index + least])
    return places[0]


def blocks(measured: Sequence[PrintedPage], areas: Mapping[int, Edges]) -> tuple[tuple[Line, ...], ...]:
    """The lines of each paragraph, in reading order."""
    lines = [line for page in measured for line in page.lines]
    pitch = median([b.y - a.y for a, b in pairwise(lines) if b.y > a.y] or [0.0])
    body = mode(round(line.size, 1) for line in lines) if lines else 0.0
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, areas, pitch, body):
            found[-1].append(line)
        else:
            found.append([line])
    return tuple(map(tuple, found))


def _goes_on(
    block: Sequence[Line], line: Line, areas: Mapping[int, Edges], pitch: float, body: float
) -> bool:
    """Whether a line belongs to the paragraph of the lines above it."""
    above = block[-1]
    if abs(line.size - above.size) > 0.5 or 0 < line.y - above.y > 1.6 * max(pitch, above.size * 1.6):
        return False
    left, right = _room(line, areas)
    if is_centred(block, areas) and left > 1 and _is_symmetrical(line, left, right):
        if line.size > body + 1:
            return True  # lines as large as this are a title's
        if _opens(above, areas) and _opens(line, areas):
            return False
        dated = shapes.is_date(line.text) or shapes.is_subtitle(line.text) or shapes.is_date(above.text)
        return not dated and not shapes.is_speaker(line.text) and not _is_whole(block)
    if shapes.is_salutation(line.text) or (shapes.numbering(line.text) and _changes_font(above, line)):
        return False
    return left < 1.5 and _room(above, areas)[1] < SHORT


def _opens(line: Line, areas: Mapping[int, Edges]) -> bool:
    """Whether a line is indented as the first one of a paragraph is."""
    return abs(_room(line, areas)[0] - INDENT) < CENTRED


def _changes_font(above: Line, line: Line) -> bool:
    """Whether a line begins in another font than the one above ends in: a heading may stand flush left."""
    return above.glyphs[-1].look.family != line.glyphs[0].look.family


def _is_whole(block: Sequence[Line]) -> bool:
    """Whether the lines of a centred block are a whole title already."""
    return shapes.is_title("".join(line.text for line in block)) and not shapes.is_subtitle(block[0].text)


def is_centred(block: Sequence[Line], areas: Mapping[int, Edges]) -> bool:
    """Whether all lines leave as much room on their left as on their right, and some of it."""
    rooms = [(line, *_room(line, areas)) for line in block]
    return all(_is_symmetrical(*room) for room in rooms) and any(left > CENTRED for _, left, _ in rooms)


def _is_symmetrical(line: Line, left: float, right: float) -> bool:
    closed = line.glyphs[-1].text in RIGHT_BLANK
    opened = line.glyphs[0].text in MARKS - RIGHT_BLANK
    slack = CENTRED + 0.5 * (closed + opened)
    return abs(left - right) <= slack


def _room(line: Line, areas: Mapping[int, Edges]) -> tuple[float, float]:
    """The room that a line leaves on its left and right, in em."""
    area = areas[(line.place.page or 1) % 2]
    return (line.glyphs[0].x - area.left) / line.size, (area.right - line.glyphs[-1].end) / line.size


def paragraph(block: Sequence[Line], areas: Mapping[int, Edges]) -> Paragraph:
    """A paragraph with its look, alignment and indents."""
    glyphs = [glyph for line in block for glyph in line.glyphs]
    pieces = tuple(
        Piece("".join(glyph.text or UNNAMED for glyph in group), look)
        for look, group in groupby(glyphs, key=_look)
    )
    indents = [_indent(line, areas) for line in block]
    return Paragraph(
        pieces,
        block[0].place,
        align=_alignment(block, areas),
        first_indent=indents[0],
        rest_indent=median(indents[1:]) if indents[1:] else None,
    )


def _indent(line: Line, areas: Mapping[int, Edges]) -> float:
    """Where a line's em boxes begin: an opening mark may have given up its left half."""
    return line.glyphs[0].x - areas[(line.place.page or 1) % 2].left


def _look(glyph: Glyph) -> Look:
    return glyph.look._replace(size=round(glyph.size, 1))


def _alignment(block: Sequence[Line], areas: Mapping[int, Edges]) -> str:
    """Centred, right, justified or left; empty where a single short line could be more than one."""
    left, right = _room(block[0], areas)
    if is_centred(block, areas):
        return "" if len(block) == 1 and _opens(block[0], areas) else "center"
    if len(block) == 1:
        return "right" if left > SHORT and right < 4.5 else ("left" if right > SHORT else "")
    ragged = [_room(line, areas)[1] for line in block[:-1]]
    return "justify" if all(room < CENTRED for room in ragged) else "left"
