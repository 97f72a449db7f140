"""How a program or a page has cut all lines of a text: at which width, and what sets off its paragraphs.

In: lines. Out: the width they were cut at, or nothing where none was, and whether a line is full.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from yinfa import shapes
from yinfa.normalize.lines import Line

_NARROWEST, _WIDEST = 16, 90
"""Characters of the narrowest and of the widest line that a program would cut at."""
_MOST_WIDTHS = 12
_USUAL_INDENT = 4
"""Half cells of the usual indent."""
_HANGING = 2
"""Marks that may hang over the right edge."""
_LEAST_FULL = 3
"""So many lines of one width make it the width of the page."""


class Page(NamedTuple):
    """How a text was cut: at `width` characters, or at `width` half cells.

    `indents` and `blanks` tell whether paragraphs are set off by indents or by
    blank lines; then a full line that neither follows goes on for certain.
    `points` tells whether 一是, 二是 begin paragraphs.
    """

    width: int
    cells: bool
    indents: bool = False
    blanks: bool = False
    points: bool = False


@lru_cache(maxsize=2)
def page_of(rows: tuple[Line, ...]) -> Page | None:
    """How a program cut all lines, or None where none did.

    Told by the right edge: the lines that end without a mark are equally long,
    in characters (a program that counts) or in half cells (a page that is set).
    """
    cut = [(above, below) for above, below in pairwise(rows) if _may_be_cut(above.text)]
    if len(cut) < _LEAST_FULL:
        return None
    counted, measured = _counted(rows, cut), _measured(rows, cut)
    if max(counted, measured)[0] == 0:
        return None
    by_count = counted[0] >= measured[0]
    return _parted(rows, Page(counted[1], cells=False) if by_count else Page(measured[1], cells=True))


def _may_be_cut(line: str) -> bool:
    """Whether a line stops without a mark and is long enough to go on."""
    return (
        len(line) >= _NARROWEST and not ends(line) and not (shapes.is_title(line) or shapes.is_heading(line))
    )


def _counted(rows: Sequence[Line], cut: Sequence[tuple[Line, Line]]) -> tuple[int, int]:
    """How many open lines stop at one number of characters, which hardly a line exceeds; and that."""
    (width, number), *_ = Counter(length(above) for above, _ in cut).most_common(1)
    longer = sum(length(row) > width + _HANGING for row in rows)
    fits = number >= _LEAST_FULL and number * 2 >= len(cut) and longer * 20 <= len(rows) and width <= _WIDEST
    return (number if fits else 0), width


def _measured(rows: Sequence[Line], cut: Sequence[tuple[Line, Line]]) -> tuple[int, int]:
    """How many open lines leave no room in a number of half cells, which few exceed; and that."""
    widths = [(_indented_width(above), _need(below)) for above, below in cut]
    common = Counter(width for width, _ in widths).most_common(_MOST_WIDTHS)
    number, width = max(
        (sum(width - need < own <= width + 2 * _HANGING for own, need in widths), width)
        for width, _ in common
    )
    longer = sum(_indented_width(row) > width + 2 * _HANGING for row in rows)
    fits = number >= _LEAST_FULL and number * 2 >= len(cut) and longer * 10 <= len(rows)
    return (number if fits and width <= 2 * _WIDEST else 0), width


def _parted(rows: Sequence[Line], page: Page) -> Page:
    """The page with what sets off its paragraphs: told by what stands below lines that are not full."""
    short = [below for above, below in pairwise(rows) if ends(above.text) and not is_full(above, below, page)]
    indents = sum(row.indent > 0 for row in short)
    blanks = sum(row.blank for row in short)
    return page._replace(
        points=any(is_point(row.text) for row in short),
        indents=indents >= 2 and indents * 5 >= len(short) * 4 and not all(row.indent for row in rows),
        blanks=blanks >= 2 and blanks * 5 >= len(short) * 4 and not all(row.blank for row in rows[1:]),
    )


def is_full(above: Line, below: Line, page: Page) -> bool:
    """Whether what the line below begins with had no room on the line above."""
    if not page.cells:
        blank = is_latin(above.text[-1]) and is_latin(
            below.text[0]
        )  # the cut fell on the blank between words
        return length(above) + blank >= page.width
    return _indented_width(above) + _need(below) > page.width


def _need(row: Line) -> int:
    """The width in half cells of what a line begins with and cannot be parted."""
    token = re.match(r"[“‘（《【(]*(?:[A-Za-z0-9.%+/]+|.)[，。、；：！？”’）》】…,.;:!?)]*", row.text)
    return _width(token[0]) if token else 2


def length(row: Line) -> int:
    """The characters of a line with its indent."""
    return row.indent + len(row.text)


def _indented_width(row: Line) -> int:
    """The width of a line with its indent: two wide blanks, or up to four narrow ones, are two characters."""
    return (_USUAL_INDENT if 1 < row.indent <= _USUAL_INDENT else row.indent) + _width(row.text)


def _width(text: str) -> int:
    """Width in half cells: one for ASCII, two for all else."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def is_latin(character: str) -> bool:
    """Whether a character is a letter of ASCII."""
    return character.isascii() and character.isalpha()


def is_wrapped(rows: Sequence[Line]) -> bool:
    """Whether a program cut all lines at one width."""
    return page_of(tuple(rows)) is not None


def ends(line: str) -> bool:
    """Whether a line ends as paragraphs and headings with a mark do."""
    if line.endswith("“") and len(re.findall('[“”"]', line)) % 2 == 0:
        line = line[:-1] + "”"  # a closing mark the wrong way round
    bare = line.rstrip(shapes.CLOSERS)
    return bare[-1:] in tuple(shapes.ENDS + "：:；;") or (bare != line and line[-1] in ")）》】")


def is_point(line: str) -> bool:
    """Whether a line opens with 一是, 一要."""
    found = shapes.numbering(line)
    return found is not None and found.style == "point"
