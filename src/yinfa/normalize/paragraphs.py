"""Whole paragraphs, where a program has cut them at one width and each of them has an indent.

In: a text. Out: its lines, those of one paragraph as one, for half a sentence tells
nothing of who says it: 意见请发到 / ywh@163.com，也可以面谈。.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from yinfa import shapes
from yinfa.normalize import page_lines
from yinfa.normalize.lines import Line, lines
from yinfa.normalize.wrapping import Page, ends, is_spaced, page_of


@lru_cache(maxsize=2)
def paragraphs(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, those of a paragraph with an indent as one line."""
    rows = lines(text)
    page = page_of(rows) if any(row.indent for row in rows) else None
    if page is None or not page.indents:
        return rows
    return tuple(_whole(text, part) for part in _parts(rows, page))


def _parts(rows: tuple[Line, ...], page: Page) -> Iterator[list[Line]]:
    """The lines of each paragraph: the first has an indent, and each line but the last is full."""
    part, spaced = [rows[0]], is_spaced(rows)
    for above, below in pairwise(rows):
        set_apart = below.indent > 0 or (below.blank and not spaced)
        if part[0].indent and not set_apart and _goes_on(above, below, page):
            part.append(below)
        else:
            yield part
            part = [below]
    yield part


def _goes_on(above: Line, below: Line, page: Page) -> bool:
    """Whether a line of a paragraph goes on in the next, which is not set apart and no row of labels.

    An open line need not be full, for a long word may have had no room on it.
    """
    full = page.is_full(above, below) or page.is_nearly_full(above, below)
    long = not ends(above.text) and 2 * page.measure.of(above) >= page.width
    if not (full or long):
        return False
    if ends(above.text) and (shapes.is_heading(below.text) or shapes.is_salutation(below.text)):
        return False
    return not page_lines.within(below.text, cut=True)


def _whole(text: str, part: list[Line]) -> Line:
    """The lines of a paragraph as one, which stands where they stand."""
    first, last = part[0], part[-1]
    if first is last:
        return first
    return first._replace(
        end=last.end,
        text="".join(row.text for row in part),
        printed=text[first.first : last.last],
    )
