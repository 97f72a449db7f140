"""Marks of a collection that are told by their return alone: ——1——, 消防讲座1, <第2篇>, 3.在…, …讲话（之二）.

In: the text with one line a line of the source. Out: proposals that take the marks
out. No word of them is known: those of one form count from one, and the head of
a speech stands below or behind each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from yinfa import shapes
from yinfa.normalize.lines import Line, Proposal, lines
from yinfa.normalize.pieces import (
    NUMBER,
    Mark,
    above_first,
    has_head,
    heads,
    is_addressed,
    is_begun,
    may_name,
    named,
    opening_mark,
    taken,
)
from yinfa.patterns import compiled

_ALPHABETS = (
    "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ",
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "壹贰叁肆伍陆柒捌玖拾",
    "甲乙丙丁戊己庚辛壬癸",
    "ABCDEFGHJK",
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_MEASURE = "(?:[篇章节则例讲期集回份段编]|部分)"
_OF_DATE = r"(?<!\d{4}[-/.])(?<!\d{4}[-/.]\d[-/.])(?<!\d{4}[-/.]\d\d[-/.])"
"""What stands before a month or a day: the stamps of a page may count as well."""
_NUMBER = (
    rf"(?<!\d){_OF_DATE}\d{{1,3}}(?!\d|\s*[年月日时点届次个周班级路号])|[一二三四五六七八九十]{{1,2}}|"
    rf"[{''.join(_ALPHABETS[:3])}]|[甲乙丙丁戊己庚辛壬癸](?![^\W\d])|(?<![A-Za-z])(?:IX|IV|V?I{{1,3}}|[A-HJKVX])(?![A-Za-z])"
)
_OF_ALL = r"(?:\s*[/／]\s*共?\d{1,3}(?:篇)?)?"
"""How many pieces there are, behind the number of one: 1/3."""
_COUNT = (
    rf"({_NUMBER}){_OF_ALL}"
    rf"({_MEASURE}?{_OF_ALL}[^\w\s，。；！？“《]{{0,24}}(?:\s[^\w\s，。；！？“《]{{1,24}})?)"
)
"""The number of a mark, and what stands behind it."""
_ADDRESSED = rf"{_COUNT}(?:{shapes.ADDRESS})"
_TAIL = (
    r"((?:[^\w》”’）)】\]]|_){0,3}(?:第|之|其|篇|范[文例]|例文|样[本章]|模板)?\s*)"
    rf"({_NUMBER}){_OF_ALL}({_MEASURE}?[^\w》”’]{{0,3}})$"
)
"""A number behind a title, with what stands before and behind it."""
_BULLETS = "★☆◆◇●○■□▲△▼※◎▶►♦♥❤"
_BULLET = rf"[{_BULLETS}]+\s*(?=[\w“《])"
_PIECE = (
    r"(?:篇|范[文例本]|[例样][文本例]?|模[板版]|参考|讲话稿?|演讲稿?|发言稿?|附件?|之|其|编号|"
    r"[A-Za-z]+\.?)\s*$"
)
"""What a mark may end with before a number to which the title is glued."""
_SIGNS = frozenset("".join(_ALPHABETS) + "IVX0123456789一二三四五六七八九十")
_LONGEST, _LONGEST_BEFORE, _FURTHEST = 60, 12, 40
"""Characters of the longest line that can be a mark with a title behind it, and of what stands before its
number: a title may stand there where a salutation follows."""
_LONGEST_TAIL = 16
_OPENED = r"[第（(\[【〖—_-]*(?:\s*(?:篇|之|其|范[文例]|例文|样本|模板))?\s*$"
"""What may stand between a title and its number."""


class _Count(NamedTuple):
    """A line parted at a number: what stands before it, the number, its measure and marks, the rest."""

    before: str
    digits: str
    suffix: str
    rest: str


class _Found(NamedTuple):
    """A mark that may be one: its row, its number (0 for none), and whether a salutation follows it.

    `told` tells that the head of a speech is seen below or behind it, `known` that its words are those
    of a collection, and `behind` that it stands behind the title.
    """

    row: int
    value: int
    greeted: bool
    mark: Mark
    told: bool = True
    known: bool = False
    behind: bool = False


def marks(text: str) -> Iterator[Proposal]:
    """A mark told by its return goes, with what stands above the first: ——1—— / 在… → 在…."""
    rows = lines(text)
    forms: defaultdict[tuple[str, ...], list[_Found]] = defaultdict(list)
    turns = shapes.turns(tuple(row.text for row in rows))
    names = Counter(_name(row.text) for row in rows if _is_short(row.text))
    for index in range(len(rows)):
        for form, found in _forms(rows, index, names) if index not in turns else ():
            forms[form].append(found)
    for group in sorted(forms.values(), key=lambda group: group[0].behind):
        told = [found for found in group if found.told]
        series = group if _returns(rows, group) else told if _returns(rows, told) else ()
        if series:
            yield from above_first(text, series[0].row)
            for found in series:
                yield taken(text, rows[found.row], found.mark)
            return


def _forms(
    rows: Sequence[Line], index: int, names: Mapping[str, int]
) -> Iterator[tuple[tuple[str, ...], _Found]]:
    """The marks that a row may hold, each with its form: before a title, behind one, a sign alone.

    `names` counts what stands before the numbers at the ends of rows.
    """
    line = rows[index].text
    short = _is_short(line) and not shapes.is_date(line)
    opening = opening_mark(line) if short else None
    number = compiled(NUMBER).search(line[: opening.end]) if opening else None
    if opening and number and (value := _value(number[0])):
        rest = line[opening.end :]
        greeted = _addresses(rest) or is_addressed(rows, index) or _is_said_again(rows, index, rest)
        told = greeted or shapes.is_title(rest or _title_below(rows, index))
        form = line[: number.start()], line[number.end() : opening.end].strip(), "known"
        yield form, _Found(index, value, greeted, opening, told, known=True)
    elif (count := _counted(line, short)) and _value(count.digits):  # “六一” counts nothing
        yield (count.before, count.suffix, "" if count.rest else "whole"), _found(rows, index, count)
    if not short:
        return
    if line[0] in _BULLETS and (match := compiled(_BULLET).match(line)):
        greeted = is_addressed(rows, index)
        yield (match[0],), _Found(index, 0, greeted, Mark(0, match.end()))
    match, name = _tail(line), _name(line)
    if match and name and compiled("[。；].").search(name) is None:  # no sentence that a page has cut
        greeted = is_addressed(rows, index) or _is_said_again(rows, index, name)
        mark = Mark(named(name, _title_below(rows, index), recurs=names[name] > 1), len(line))
        value, told = _value(match[2]), greeted or has_head(rows, index)
        yield (match[1], match[3]), _Found(index, value, greeted, mark, told, known=True, behind=True)


def _returns(rows: Sequence[Line], group: Sequence[_Found]) -> bool:
    """Whether marks of one form count from one, or do not count, and more than the first has an audience.

    Where no speech is begun above, some may stand above a head that nothing tells: if a title stands
    below most of them, or if their words are known, and then a subtitle, a speaker or a date tells as well.
    """
    values = [found.value for found in group]
    if len(group) < 2:
        return False
    if not any(values):
        return all(found.greeted for found in group)
    if values != list(range(1, len(group) + 1)):
        return False
    known, told = group[0].known, sum(found.told for found in group)
    greeted = any(found.greeted for found in group[1:])
    if greeted and told == len(group):
        return True
    if is_begun(rows[: group[0].row]) or any(left.row + 1 == right.row for left, right in pairwise(group)):
        return False
    if known:
        return greeted or any(has_head(rows, found.row) for found in group[1:])
    headed = sum(found.told and bool(heads(rows, found.row)) for found in group)
    return greeted and 2 * headed > len(group)


def _found(rows: Sequence[Line], index: int, count: _Count) -> _Found:
    """The mark of a row, told by the head of a speech below or behind it, or by its title in both places."""
    addressed = _addresses(count.rest)
    greeted = addressed or is_addressed(rows, index) or _is_said_again(rows, index, count.rest)
    below = _title_below(rows, index) if not count.rest else ""
    told = greeted or shapes.is_title(below)
    name = compiled(_OPENED).sub("", count.before)
    titled = shapes.is_title(name) and (not count.rest or addressed)
    mark = Mark(named(name, below, recurs=True) if titled else 0, len(rows[index].text) - len(count.rest))
    return _Found(index, _value(count.digits), greeted, mark, told)


def _is_said_again(rows: Sequence[Line], index: int, title: str) -> bool:
    """Whether a title beside a mark stands once more on the line below: the mark names the speech."""
    key = shapes.title_key(title)
    return key != "" and index + 1 < len(rows) and shapes.title_key(rows[index + 1].text) == key


def _title_below(rows: Sequence[Line], index: int) -> str:
    """The line below a mark that is likeliest the title: shaped so, above a subtitle, or else the last."""
    head = [row.text for row in heads(rows, index)]
    shaped = (line for line in head if shapes.is_title(line) and not shapes.is_subtitle(line))
    over = (line for line, under in pairwise(head) if shapes.is_subtitle(under))
    others = (line for line in reversed(head) if may_name(line))
    return next(shaped, next(over, next(others, "")))


def _is_short(line: str) -> bool:
    """Whether a line may be a mark with a title beside it."""
    return len(line) <= _LONGEST and line[-1] not in "。；，"


def _tail(line: str) -> re.Match[str] | None:
    """The number that ends a line, with what stands about it."""
    end = line[-_LONGEST_TAIL:]
    return None if _SIGNS.isdisjoint(end) else compiled(_TAIL).search(end)


def _name(line: str) -> str:
    """What stands before the number that ends a line; '' where there is none."""
    match = _tail(line)
    return line[: len(line) - len(match[0])] if match else ""


def _counted(line: str, short: bool) -> _Count | None:
    """The number of a mark of any form that a line may hold, or None."""
    if _SIGNS.isdisjoint(line[:_FURTHEST]):
        return None
    if not short and not _is_addressed(line[:_FURTHEST]):
        return None
    for match in compiled(_COUNT).finditer(line):
        count = _Count(line[: match.start()], match[1], match[2], line[match.end() :])
        if len(count.before) > _FURTHEST or compiled("[，。；！？]").search(count.before):
            return None
        if (short and sum(map(str.isalnum, count.before)) <= _LONGEST_BEFORE and _is_parted(count)) or (
            compiled(shapes.ADDRESS).match(count.rest) and shapes.is_title(count.before)
        ):
            return count
    return None


def _is_addressed(line: str) -> bool:
    """Whether a number stands right before an audience in the beginning of a line."""
    # The audience first: it is sought ten times faster than a number of any form.
    return compiled(shapes.ADDRESS).search(line) is not None and compiled(_ADDRESSED).search(line) is not None


def _is_parted(count: _Count) -> bool:
    """Whether what stands behind a mark on its line cannot belong to it."""
    if not count.rest or compiled(rf"\s+\w|{shapes.ADDRESS}").match(count.rest):
        return True
    if not compiled(r"\s*[\w“《]").match(count.rest):
        return False
    if count.suffix or compiled(_PIECE).search(count.before):
        return True
    loose = not shapes.is_chinese(count.digits[0]) or count.rest[0] in "在关"
    return loose and compiled(r"\w").search(count.before) is None


def _addresses(rest: str) -> bool:
    """Whether what stands behind a mark on its line begins with a salutation."""
    return rest != "" and (shapes.is_salutation(rest) or shapes.salutation_end(rest) > 0)


def _value(digits: str) -> int:
    for signs in (_ROMAN, *_ALPHABETS):
        if digits in signs:
            return signs.index(digits) + 1
    return shapes.number(digits)
