"""Pages of lines, with what runs along them.

In come the blocks of a speech, the sheet and the metrics; out come finished
pages. Lines fill the text area from its upper edge, each as high as its pitch
(GB/T 9704-2012, 5.2.3: 22 lines a page). Widows and orphans are not avoided, or
22 lines would not fill, but on the last page (`yinfa.flow.Keep`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from yinfa.flow import FlowBlock, Keep
from yinfa.layout.blocks import BlockSetter, Row
from yinfa.layout.metrics import Metrics
from yinfa.layout.page import Line, Page
from yinfa.layout.running import RunningSetter, left_edge
from yinfa.style.sheet import PageStyle, Sheet

ASCENT = 0.88
"""The part of the em box of Chinese type above the baseline, in em."""

FIT = 0.01
"""Points by which rounding may carry the lines of a page beyond the text area."""


class _Slot(NamedTuple):
    """The place of a line, `space` points below the one above.

    `row` is None for a blank line; a `kept` one is never a page's last.
    """

    space: float
    pitch: float
    row: Row | None
    block: int
    element: str
    kept: bool


class _Placed(NamedTuple):
    """A line whose slot begins `top` points below the upper edge of the text area."""

    slot: _Slot
    row: Row
    top: float


def paginate(blocks: Sequence[FlowBlock], sheet: Sheet, metrics: Metrics) -> tuple[Page, ...]:
    """Sets a speech into pages; there is always one.

    Blank lines and space are dropped at the top of every page but the first. An element that is
    kept with the next stands whole on one page with the first line behind it,
    as far as that fits on a page. On the even pages of two-sided print the margins are
    mirrored.

    The sheet is one that `yinfa.style.load` has checked, so that a line has room for
    two characters and a page for a line. Raises FontError where no font has a character.
    """
    setter = BlockSetter(sheet, metrics)
    filled = _fill(_groups(_slots(blocks, sheet, setter)), sheet.page.text_height)
    running = RunningSetter(sheet, blocks, metrics, len(filled))
    pages: list[Page] = []
    before = 0
    for number, placed in enumerate(filled, sheet.page_number.start):
        lines = tuple(_line(one, number, sheet.page) for one in placed)
        artifacts = (*running.lines(number), *running.line_numbers(number, lines, before))
        page = Page(number, sheet.page.width, sheet.page.height, lines, artifacts, running.rules(number))
        pages.append(page)
        before += len(lines)
    return tuple(pages)


def _slots(blocks: Iterable[FlowBlock], sheet: Sheet, setter: BlockSetter) -> Iterator[_Slot]:
    kept = False
    for index, block in enumerate(blocks):
        blank = _Slot(0.0, sheet.page.line_pitch, None, index, block.element, kept)
        yield from [blank] * block.blank_before
        rows = list(setter.rows(block))
        keep = Keep.WITH_NEXT if sheet.elements[block.element].keep_with_next else block.keep
        for number, row in enumerate(rows):
            kept = _is_kept(keep, number, len(rows))
            space = block.space_before if row.first else 0.0
            yield _Slot(space, row.pitch, row, index, block.element, kept)


def _is_kept(keep: Keep, number: int, count: int) -> bool:
    """Whether a line, of so many of a block, stays with the next one."""
    match keep:
        case Keep.NOTHING:
            return False
        case Keep.WITH_NEXT:
            return True
        case Keep.LAST_WITH_NEXT:
            return number == count - 1
        case Keep.PAIRS:
            return number < count - 1 and number in (0, count - 2)


def _groups(slots: Iterable[_Slot]) -> Iterator[list[_Slot]]:
    """Lines that stay together: kept ones and the one behind them."""
    group: list[_Slot] = []
    for slot in slots:
        group.append(slot)
        if not slot.kept:
            yield group
            group = []
    if group:
        yield group


def _fill(groups: Iterable[list[_Slot]], height: float) -> list[list[_Placed]]:
    pages: list[list[_Placed]] = [[]]
    used = 0.0
    for group in groups:
        together = sum(slot.space + slot.pitch for slot in group)
        if together <= height + FIT < used + together and pages[-1]:
            pages.append([])
            used = 0.0
        for slot in group:
            if used + slot.space + slot.pitch > height + FIT:
                pages.append([])
                used = 0.0
            if len(pages) == 1 or pages[-1]:
                used += slot.space
            elif not slot.row:
                continue
            if slot.row:
                pages[-1].append(_Placed(slot, slot.row, used))
            used += slot.pitch
    return pages


def _line(placed: _Placed, number: int, page: PageStyle) -> Line:
    """The line where it stands on the sheet: the em box is centred in its slot."""
    slot, row = placed.slot, placed.row
    x = left_edge(number, page)
    return Line(
        y=page.margin_top + placed.top + (slot.pitch - row.size) / 2 + ASCENT * row.size,
        runs=tuple(run._replace(x=run.x + x) for run in row.runs),
        element=slot.element,
        block=slot.block,
        first=row.first,
    )
