"""Titles broken between words, in a trapezoid or a diamond (GB/T 9704-2012, 7.3.1).

In comes a title, out come its lines: 上长下短, 上短下长 or 菱形, whichever parts
the words best. The rules of good parting are costs, so that a title which cannot
keep them all still gets the least bad lines:

- a word is never split, unless it is wider than a line;
- no line opens with what leans on the words before it (的, 会, 上), and none closes
  with what reaches for the words behind it (在, 关于, 和, a number);
- what stands in “” or 《》, and a string of single characters, which is mostly a
  name, stays together;
- a mark, a space, a dash or 暨 is where a title parts best;
- the last line has more than two characters;
- a further line is taken only where it saves more than it costs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import ceil
from typing import NamedTuple

from yinfa.layout import characters
from yinfa.layout.breaking import break_lines, feasible_breaks
from yinfa.layout.glyphs import glyphs_of, letter_spacing, measured, script_gap
from yinfa.layout.justify import TOLERANCE
from yinfa.layout.measured import MeasuredText
from yinfa.layout.metrics import Metrics
from yinfa.lexicon import segment
from yinfa.shapes import is_chinese
from yinfa.style.sheet import ElementStyle, Sheet

MOST_LINES = 6
"""What needs more lines than this is no title: it is broken as a paragraph is."""

STEP = 2.0
"""The ideal difference between neighbouring lines, in em."""

_UNEVEN = 0.15  # the cost of the square of the ems by which a line misses its ideal length
_FURTHER_LINE = 25.0
_SHORT_LAST = 200.0
_LEANING = 100.0
_REACHING = 30.0
_TORN = 30.0
_JOINING = 8.0
_SINGLE = 4.0
_WITHIN = 6.0

_INFEASIBLE = float("inf")

_LEANS_BACK = frozenset("的地得了着过们等之会上中下里内外时后前间届次年月日者式化性省市县区镇乡村级")
_REACHES_ON = frozenset("在对向为于从以把被将与和及暨或至到由给同跟第是全各") | {
    "以及", "关于", "对于", "至于", "围绕", "根据", "按照", "通过", "为了",
}  # fmt: skip
_JOINS = frozenset("与和及或并") | {"以及"}
_JOINT = re.compile(r"[，、；：。？！’”）》〉】〕\s].|.(?:——|暨)", re.DOTALL)
_NUMERAL = re.compile(r"第?[0-9〇零一二三四五六七八九十百千万亿]+")


class _Parting(NamedTuple):
    position: int
    cost: float


class _Way(NamedTuple):
    cost: float
    ends: list[int]


def title_lines(text: str, style: ElementStyle, sheet: Sheet, metrics: Metrics) -> list[str]:
    """The lines of a balanced element; joined, they are its text.

    Raises FontError where no font has a character.
    """
    page = sheet.page
    pieces = [(text, glyphs_of(metrics, "title", style.font, style.color, bold=style.bold))]
    _, title = measured(pieces, style.size, letter_spacing(style, page), script_gap(style))
    room = page.text_width - style.indent_left - style.indent_right - style.first_line_indent
    return [text[start:end] for start, end in pairwise((0, *balanced_breaks(title, room)))]


def balanced_breaks(title: MeasuredText, measure: float) -> list[int]:
    """The positions behind the lines of a title, none wider than `measure` (points).

    One line where it fits; an empty title has none.
    """
    text = title.text
    if not text:
        return []
    fewest = ceil((title.width(0, title.trimmed(0, len(text))) - TOLERANCE) / measure)
    if fewest <= 1:
        return [len(text)]
    if fewest > MOST_LINES:
        return break_lines(title, measure, measure)
    partings = _partings(title, measure)
    best = _Way(_INFEASIBLE, [])
    fewest = min(fewest, len(partings))  # spaces at the ends of lines take no room
    for number in range(fewest, len(partings) + 1):
        extra = (number - fewest) * _FURTHER_LINE
        if extra > best.cost:
            break
        ways = (_best_way(title, partings, ideal, measure) for ideal in _shapes(title, number))
        best = min(best, *(_Way(way.cost + extra, way.ends) for way in ways), key=lambda way: way.cost)
    return best.ends


def _partings(title: MeasuredText, measure: float) -> list[_Parting]:
    """Where the title may be parted, and what that costs; the last parting is its end."""
    text = title.text
    words = segment(text)
    neighbours = dict(zip(accumulate(map(len, words)), pairwise((*words, "")), strict=False))
    allowed = feasible_breaks(title, measure)
    partings: list[_Parting] = []
    waiting: list[int] = []  # breaks within a word, needed only where the word is wider than a line
    begin = 0
    for position in allowed:
        if position not in neighbours:
            waiting.append(position)
            continue
        if title.width(begin, title.trimmed(begin, position)) > measure:
            partings += [_Parting(inside, _TORN) for inside in waiting]
        cost = _cost_of_parting(*neighbours[position]) + _cost_of_tearing(text[:position])
        if not _JOINT.match(text, position - 1):
            cost += _WITHIN
        partings.append(_Parting(position, cost))
        waiting, begin = [], position
    return [*partings[:-1], _Parting(len(text), 0.0)]


def _cost_of_parting(left: str, right: str) -> float:
    """What it costs to end a line with one word and begin the next with the other."""
    cost = 0.0
    if right in _LEANS_BACK:
        cost += _LEANING
    if left in _REACHES_ON or (_NUMERAL.fullmatch(left) and is_chinese(right[:1])):
        cost += _REACHING
    if right in _JOINS:
        cost += _JOINING
    singles = [len(word) == 1 and word != "暨" and is_chinese(word) for word in (left, right)]
    return cost + (_TORN if all(singles) else _SINGLE * sum(singles))


def _cost_of_tearing(before: str) -> float:
    """What it costs to part a title where a quotation or a 《》 title is open."""
    opened = sum(mark in characters.OPENING for mark in before)
    closed = sum(mark in characters.CLOSING for mark in before)
    return _TORN * max(0, opened - closed)


def _shapes(title: MeasuredText, number: int) -> Iterator[list[float]]:
    """The ideal lengths of a number of lines, in points: two trapezoids and a diamond."""
    mean = title.width(0, len(title.text)) / number
    ranks = range(number)
    shapes = [list(ranks)[::-1], list(ranks), [min(rank, number - 1 - rank) for rank in ranks]]
    for shape in shapes if number > 2 else shapes[:2]:
        middle = sum(shape) / number
        yield [mean + (rank - middle) * STEP * title.size for rank in shape]


def _best_way(
    title: MeasuredText, partings: Sequence[_Parting], ideal: Sequence[float], measure: float
) -> _Way:
    """The cheapest way to part a title into lines near the ideal lengths."""
    ways = {0: _Way(0.0, [])}  # by the position reached
    for length in ideal:
        reached: dict[int, _Way] = {}
        for start, way in ways.items():
            for parting in partings[bisect_right(partings, start, key=_position) :]:
                width = title.width(start, title.trimmed(start, parting.position))
                if width > measure + TOLERANCE:
                    break
                missed = (width - length) / title.size
                cost = way.cost + parting.cost + _UNEVEN * missed * missed
                if parting.position == len(title.text) and _is_short(title.text[start:]):
                    cost += _SHORT_LAST
                if parting.position not in reached or cost < reached[parting.position].cost:
                    reached[parting.position] = _Way(cost, [*way.ends, parting.position])
        ways = reached
    return ways.get(len(title.text), _Way(_INFEASIBLE, []))


def _position(parting: _Parting) -> int:
    return parting.position


def _is_short(line: str) -> bool:
    """Whether a line has no more than two characters beside its marks."""
    return sum(character not in characters.MARKS for character in line.strip()) <= 2
