"""Collections: the marks that part them (第一篇：, 【篇二】, 演讲稿 篇1) and what stands above them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from yinfa import shapes
from yinfa.normalize.lines import Line, Proposal, drop, lines
from yinfa.normalize.titles import may_be_half

_NUMBER = r"[一二三四五六七八九十\d]{1,3}"
_PIECE = r"(?:范文|范例|例文|样本|样例|版本|模板|参考|讲话稿?|演讲稿?|发言稿?)"
_NUMBERED = rf"第\s*{_NUMBER}\s*篇|(?:篇|{_PIECE})\s*{_NUMBER}"
_DECORATION = "★☆◆◇●■▲△※◎=＝~～#*＊"
_MARKER = (
    rf"(?:{_NUMBERED})\s*(?:[:：、.．]\s*|\s+|$)|"
    rf"[{_DECORATION}]+\s*(?:{_NUMBERED})\s*[{_DECORATION}:：、]*\s*|"
    rf"[【\[（(〖]\s*(?:{_NUMBERED}|例\s*{_NUMBER})\s*[】\]）)〗]\s*[:：、]?\s*|"
    rf"[【\[〖][^】\]〗，。]{{0,8}}{shapes.SPEECH_NOUN}\s*{_NUMBER}[】\]〗]\s*"
)
_PIECE_NUMBER = rf"\s*篇\s*{_NUMBER}$"
_FIRST = "第篇范例样版模参讲演发【[（(〖" + _DECORATION
_TAIL_MARKER = (
    rf"\s*(?:篇\s*{_NUMBER}|第\s*{_NUMBER}\s*篇|[（(]\s*{_NUMBER}\s*[）)]|{_PIECE}\s*{_NUMBER}|"
    rf"(?<=[文稿词辞]){_NUMBER})$"
)
_COUNTED = (
    r"([^\s，。；！？]{0,12}?)((?<!\d)\d{1,2}(?![\d年月])|[一二三四五六七八九十]{1,2})"
    r"([篇章则例讲期集回]?[^\w\s，。；！？“《]{0,3})(?:$|(?<=[^\w\s])\s*(?=\w|[“《]))"
)
"""A mark of any form: what stands before its number, the number, and what stands behind it."""
_LONGEST_MARKED = 60
_LONGEST_HEAD = 6
"""Lines below a mark within which the salutation follows: title, subtitle, speaker, date."""
_LEAST_TITLE = 6
_SHORT_PREFACE = 400
"""Characters of the longest paragraph that can stand above the first speech of a collection."""


def marker(text: str) -> Iterator[Proposal]:
    """The mark that parts a collection goes; its place is where a speech begins: 第一篇：在… → 在…."""
    rows = lines(text)
    for row, size in zip(rows, _markers(text), strict=True):
        if size > 0:
            rest = row.text[size:]
            title = re.sub(_PIECE_NUMBER, "", rest)
            if title != rest:
                yield row.start, row.last, title, 0.9
            else:
                yield row.start, (row.first + size if rest else min(row.end + 1, len(text))), "", 0.97
        elif size < 0:
            # The mark is taken together with the line feed above it, so that its place is the line's start.
            yield (
                max(row.start - 1, 0),
                row.end,
                text[max(row.start - 1, 0) : row.start] + row.text[:size],
                0.9,
            )


def is_marker(line: str) -> bool:
    """Whether a line is nothing but a mark of a collection: 第一篇, 【篇二】, ★第三篇★."""
    return line[:1] in _FIRST and re.fullmatch(_MARKER, line) is not None


def preface(text: str) -> Iterator[Proposal]:
    """What stands above the first speech of a collection goes: 讲话稿三篇 / 第一篇：… → 第一篇：…."""
    rows = lines(text)
    found = _markers(text)
    if sum(size != 0 for size in found) < 2:
        return
    above = rows[: next(index for index, size in enumerate(found) if size)]
    if all(len(row.text) <= _SHORT_PREFACE and not shapes.is_salutation(row.text) for row in above):
        for row in above:
            yield drop(text, row, 0.85)


@lru_cache(maxsize=1)
def _markers(text: str) -> tuple[int, ...]:
    """For each line the length of the mark that opens it, negative where it ends the line, or 0."""
    rows = lines(text)
    counted_marks = _recurring(rows)
    found = tuple(counted_marks.get(index) or _marker(row.text) for index, row in enumerate(rows))
    if any(found):
        return found
    below = [*(row.text for row in rows[1:]), ""]
    counted = Counter(
        re.sub(_PIECE_NUMBER, "", row.text)
        for row in rows
        if "篇" in row.text and re.search(_PIECE_NUMBER, row.text)
    )
    found = tuple(
        _tail_marker(row.text, under, counted[re.sub(_PIECE_NUMBER, "", row.text)])
        for row, under in zip(rows, below, strict=False)
    )
    return found if sum(size != 0 for size in found) > 1 or max(found, default=0) else (0,) * len(rows)


def _recurring(rows: Sequence[Line]) -> dict[int, int]:
    """The lines that open with a mark told by its return alone, and its length: 消防讲座1, <第2篇>, 3.在….

    The marks of one form count from one, and a speech's head stands below or behind each.
    """
    forms: defaultdict[tuple[str, str, bool], list[tuple[int, int, int]]] = defaultdict(list)
    greeted: set[int] = set()
    for index, row in enumerate(rows):
        match = re.match(_COUNTED, row.text) if _may_be_counted(row.text) else None
        if match and (addressed := _is_addressed(rows, index)):
            greeted.add(index)
        if match and (addressed or (match.end() == len(row.text) and _is_titled(rows, index))):
            form = match[1], match[3], match.end() == len(row.text)
            forms[form].append((shapes.number(match[2]), index, match.end()))
    return {
        index: size
        for marks in forms.values()
        if len(marks) > 1
        and [value for value, _, _ in marks] == list(range(1, len(marks) + 1))
        and any(index in greeted for _, index, _ in marks[1:])
        for _, index, size in marks
    }


def _may_be_counted(line: str) -> bool:
    """Whether a line can be a mark with or without a title behind it, by its marks and its length."""
    return len(line) <= _LONGEST_MARKED and line[-1] not in "。；，" and not shapes.date(line)


def _is_addressed(rows: Sequence[Line], index: int) -> bool:
    """Whether a salutation follows a line with nothing but the head of a speech between."""
    for row in rows[index + 1 : index + _LONGEST_HEAD]:
        if shapes.is_salutation(row.text):
            return True
        if shapes.is_prose(row.text) or shapes.is_closing(row.text):
            return False
    return False


def _is_titled(rows: Sequence[Line], index: int) -> bool:
    """Whether a title stands right below a line."""
    return index + 1 < len(rows) and shapes.is_title(rows[index + 1].text)


def _marker(line: str) -> int:
    if line[0] not in _FIRST:
        return 0
    match = re.match(_MARKER, line)
    if match:
        return match.end()
    match = re.match(rf"(?:{_NUMBERED})\s*", line)
    return match.end() if match and shapes.is_title(line[match.end() :]) else 0


def _tail_marker(line: str, below: str, pieces: int) -> int:
    """The length of a number that ends a title (演讲稿 篇1, 讲话范文（二）), negative.

    Where the title proper follows, the whole line is a mark; its length is positive.
    `pieces` counts the lines of the text that are alike but for their number.
    """
    if len(line) > 50 or line[-1] not in "）)一二三四五六七八九十0123456789篇":
        return 0
    match = re.search(_TAIL_MARKER, line)
    name = line[: match.start()] if match else ""
    if not match or not (pieces > 1 or shapes.is_title(name) or shapes.is_title("某某" + name)):
        return 0
    proper = shapes.title_key(below) != shapes.title_key(name) and (
        shapes.is_title(below) or (pieces > 0 and not re.match("在|关于", name) and _may_name(below))
    )
    generic = re.fullmatch("(?:领导|优秀|精选|最新|讲话|发言|演讲|致辞|范文|稿|材料)+", name)
    return len(line) if proper or generic else len(name) - len(line)


def _may_name(line: str) -> bool:
    """Whether a line can be a title without a speech's noun."""
    return may_be_half(line) and len(line) >= _LEAST_TITLE and not shapes.is_speaker(line)
