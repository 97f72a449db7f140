"""Marks of a collection that are told by their return alone: ——1——, 消防讲座1, <第2篇>, 3.在….

In: the text with one line a line of the source. Out: proposals that take the marks
out. No word of them is known: those of one form count from one, and the head of
a speech stands below or behind each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from yinfa import shapes
from yinfa.normalize.lines import Line, Proposal, lines
from yinfa.normalize.pieces import Mark, above_first, heads, is_addressed, may_name, named, taken

_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DIGITS = r"(?<!\d)\d{1,2}(?!\d|\s*[年月日时点届次个周班级路号])"
_OTHERS = rf"[{_ROMAN}{_CIRCLED}]|(?<![A-Za-z])(?:IX|IV|V?I{{1,3}}|[VX])(?![A-Za-z])"
_COUNT = (
    rf"({_DIGITS}|[一二三四五六七八九十]{{1,2}}|{_OTHERS})"
    r"([篇章则例讲期集回份段]?[^\w\s，。；！？“《]{0,5}(?:\s[^\w\s，。；！？“《]{1,3})?)"
)
"""The number of a mark, and what stands behind it."""
_PIECE = r"(?:篇|范[文例本]|[例样][文本例]?|模[板版]|参考|讲话稿?|演讲稿?|发言稿?|附件?|之|[A-Za-z]+\.?)\s*$"
"""What a mark may end with before a number to which the title is glued."""
_SIGNS = frozenset(f"0123456789一二三四五六七八九十IVX{_ROMAN}{_CIRCLED}")
_LONGEST, _LONGEST_BEFORE, _FURTHEST = 60, 12, 40
"""Characters of the longest line that can be a mark with a title behind it, and of what stands before its
number: a title may stand there where a salutation follows."""
_OPENING = "第（([【〖-—_"
"""What may stand between a title and its number."""


class _Count(NamedTuple):
    """A line parted at a number: what stands before it, the number, its measure and marks, the rest."""

    before: str
    digits: str
    suffix: str
    rest: str


class _Found(NamedTuple):
    """A mark that may be one: its row, its number, and whether a salutation follows it."""

    row: int
    value: int
    greeted: bool
    mark: Mark


def marks(text: str) -> Iterator[Proposal]:
    """A mark told by its return goes, with what stands above the first: ——1—— / 在… → 在…."""
    rows = lines(text)
    forms: defaultdict[tuple[str, str, bool], list[_Found]] = defaultdict(list)
    for index, row in enumerate(rows):
        if (count := _counted(row.text)) and (found := _found(rows, index, count)):
            forms[count.before, count.suffix, not count.rest].append(found)
    for group in forms.values():
        if _returns(group):
            yield from above_first(text, group[0].row)
            for found in group:
                yield taken(text, rows[found.row], found.mark)
            return


def _returns(group: Sequence[_Found]) -> bool:
    """Whether some marks of one form count from one, and more than the first has an audience."""
    counted = [found.value for found in group] == list(range(1, len(group) + 1))
    return counted and len(group) > 1 and any(found.greeted for found in group[1:])


def _found(rows: Sequence[Line], index: int, count: _Count) -> _Found | None:
    """The mark of a row, where the head of a speech stands below or behind it."""
    addressed = _addresses(count.rest)
    greeted = addressed or is_addressed(rows, index)
    below = _title_below(rows, index) if not count.rest else ""
    if not greeted and not shapes.is_title(below):
        return None
    name = count.before.rstrip(_OPENING)
    titled = shapes.is_title(name) and (not count.rest or addressed)
    mark = Mark(named(name, below, recurs=True) if titled else 0, len(rows[index].text) - len(count.rest))
    return _Found(index, _value(count.digits), greeted, mark)


def _title_below(rows: Sequence[Line], index: int) -> str:
    """The line below a mark that is likeliest the title: shaped so, above a subtitle, or else the last."""
    head = [row.text for row in heads(rows, index)]
    shaped = (line for line in head if shapes.is_title(line) and not shapes.is_subtitle(line))
    over = (line for line, under in pairwise(head) if shapes.is_subtitle(under))
    others = (line for line in reversed(head) if may_name(line))
    return next(shaped, next(over, next(others, "")))


def _counted(line: str) -> _Count | None:
    """The number of a mark of any form that a line may hold, or None."""
    if _SIGNS.isdisjoint(line[:_FURTHEST]):
        return None
    short = len(line) <= _LONGEST and line[-1] not in "。；，" and not shapes.date(line)
    if not short and not re.search(rf"{_COUNT}(?:{shapes.ADDRESS})", line[:_FURTHEST]):
        return None
    for match in re.finditer(_COUNT, line):
        count = _Count(line[: match.start()], match[1], match[2], line[match.end() :])
        if len(count.before) > _FURTHEST or re.search("[，。；！？]", count.before):
            return None
        if (short and len(count.before) <= _LONGEST_BEFORE and _is_parted(count)) or (
            re.match(shapes.ADDRESS, count.rest) and shapes.is_title(count.before)
        ):
            return count
    return None


def _is_parted(count: _Count) -> bool:
    """Whether what stands behind a mark on its line cannot belong to it."""
    if not count.rest or re.match(rf"\s+\w|{shapes.ADDRESS}", count.rest):
        return True
    if not re.match(r"\s*[\w“《]", count.rest):
        return False
    if count.suffix or re.search(_PIECE, count.before):
        return True
    loose = not shapes.is_chinese(count.digits[0]) or count.rest[0] in "在关"
    return loose and re.search(r"\w", count.before) is None


def _addresses(rest: str) -> bool:
    """Whether what stands behind a mark on its line begins with a salutation."""
    return rest != "" and (shapes.is_salutation(rest) or shapes.salutation_end(rest) > 0)


def _value(digits: str) -> int:
    for signs in (_ROMAN, _CIRCLED, _ROMANS):
        if digits in signs:
            return signs.index(digits) + 1
    return shapes.number(digits)
