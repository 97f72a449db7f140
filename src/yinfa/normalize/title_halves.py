"""Titles over several lines: the halves of one are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.lexicon import bond
from yinfa.normalize.lines import Proposal
from yinfa.normalize.titles import heads, may_be_half
from yinfa.normalize.unfinished import is_unfinished


def broken(text: str) -> Iterator[Proposal]:
    """A title cut over lines is joined: 在…年度 / 总结表彰大会上的讲话 → one line."""
    for head in heads(text):
        rows = [row.text for row in head]
        index = 0
        while index < len(head) - 1:
            last, confidence = _last_half(rows, index)
            for above, below in zip(head[index:last], head[index + 1 : last + 1], strict=True):
                yield above.last, below.first, "", confidence
            index = last + 1


def _last_half(rows: Sequence[str], first: int) -> tuple[int, float]:
    """The last of the lines that together with line `first` make one title, and how certain that is."""
    keys = [shapes.title_key(row) for row in rows]
    spelled = _spelled(rows, keys, first)
    if spelled:
        return spelled, 0.97
    if len(set(keys)) == len(keys) and _is_couplet(rows, first):
        return first + 1, 0.72
    begun, last = rows[first], first
    while last + 1 < len(rows) and keys[last + 1] not in keys[first] and _is_cut(begun, rows[last + 1], keys):
        last += 1
        begun += rows[last]
    rest = rows[first + 1 : first + 3]
    if (
        last == first
        and len(rest) > 1
        and all(map(may_be_half, rest))
        and _is_cut(begun, "".join(rest), keys)
    ):
        return first + 2, 0.85
    return last, 0.9


def _is_couplet(rows: Sequence[str], first: int) -> bool:
    """Whether two lines are a motto of two phrases beside a title proper: 用心用情 / 奋力开创新局面."""
    pair = rows[first : first + 2]
    least = _LEAST_LINE if any(map(shapes.is_subtitle, rows[first + 2 : first + 3])) else _LEAST_PHRASE
    phrases = len(pair) > 1 and all(
        least <= len(row) <= _LONGEST_PHRASE
        and all(shapes.is_chinese(character) or character in "“”、" for character in row)
        and not (shapes.is_title(row) or shapes.is_speaker(row) or shapes.ends_in_name(row))
        for row in pair
    )
    if phrases and (pair[0] in pair[1] or pair[1] in pair[0]):
        return False
    others = [*rows[:first], *rows[first + 2 :]]
    return phrases and any(
        re.match("[^，。]*[在上][^，。]*的", row) and shapes.is_title(row) for row in others
    )


_LEAST_PHRASE, _LONGEST_PHRASE = 6, 26
_LEAST_LINE = 4
"""Characters of the shortest line of a motto of two that stands right above a subtitle."""


def _spelled(rows: Sequence[str], keys: Sequence[str], first: int) -> int:
    """The last of the lines from `first` on that together spell another line of the head, or 0."""
    joined = keys[first]
    for last in range(first + 1, min(first + 4, len(keys))):
        if not keys[first] or not keys[last] or shapes.is_subtitle(rows[last]):
            return 0
        joined += keys[last]
        if joined in keys:
            return last
    return 0


def _is_cut(first: str, second: str, keys: Sequence[str]) -> bool:
    """Whether two lines of a head are the halves of one title."""
    if keys.count(shapes.title_key(first)) > 1 or keys.count(shapes.title_key(second)) > 1:
        return False
    if not may_be_half(first) or not may_be_half(second):
        return False
    if not shapes.is_title(first + second):
        return _is_cut_phrase(first, second)
    if shapes.is_title(first):
        return (
            re.match("大?会|上的|仪式|活动|暨|典礼", second) is not None
            or re.match("在[^的]+$", first) is not None
        )
    if first[-1] in "在对向致关":
        return True
    if re.match("[在于]", second) or (shapes.is_speaker(first) and (" " in first or len(first) < 5)):
        return False
    return (
        re.match(r"[在关致]|[^上的]*在[^上]*$", first) is not None
        or second[0] in "的上暨及和与会中"
        or len(second) < 6
        or re.match(_OCCASION, first) is not None
        or _is_bound(first, second)
    )


def _is_cut_phrase(first: str, second: str) -> bool:
    """Whether two lines without a speech's noun are halves: a word or a quotation reaches over the break."""
    if shapes.is_title(first) or shapes.is_title(second):
        return False
    if bond(first, second) > 8 or second[0] in "的了和与及之" or first.count("“") > first.count("”"):
        return True
    if is_unfinished(first) or re.search("[方才][能可会]$", first):
        return re.search("[|_–-]", first) is None
    return first[-1] in "，、" and not shapes.is_speaker(second)


_OCCASION = (
    r"(?:在|全[市县省区国镇乡村校院厂]|[^，。]{0,6}第.{1,4}[届次]|(?:\d{4}|二[〇零○].{2})年)"
    "[^，。的|_–—-]{4,}$"
)
"""What opens the name of an occasion, which goes on below where no speech's noun ends it."""


def _is_bound(first: str, second: str) -> bool:
    return (
        bond(first, second) > 4
        or re.search(r"(?:年度?|暨|的|和|与|及|第.{1,4}[届次]|全[市县省区镇乡校国])$", first) is not None
    )
