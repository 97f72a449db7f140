"""Spaces inside Chinese: between signs, and lines whose every sign stands apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from yinfa.lexicon import WORD_CUT, bond, part_of_speech, segment
from yinfa.normalize.lines import Proposal, lines
from yinfa.normalize.punctuation import is_western
from yinfa.patterns import compiled
from yinfa.shapes import all_chinese, bare_end, has_chinese, is_chinese, is_prose, is_title, turns

_WIDE = r"[^\x00-\xd6\xd8-\u024f\u1e00-\u1eff]"
"""What is neither ASCII nor a letter of a Western word (Cảm ơn); × stands between Chinese."""
_INNER = (
    rf" (?:(?<={_WIDE} ) *(?=\S)|(?<=\S ) *(?={_WIDE})|(?<=\d ) *(?=%)|"
    rf"(?<={_WIDE}\d[.:] |\d\d[.:] |.\d[,] )(?=\d))"
)
"""A blank beside a Chinese character or within a number: 63. 5亿元, 8: 30, 2, 600多."""


_OF_WORDS = r"(?<=[A-Za-z]{2})\s+[A-Za-z]|(?<=[A-Za-z]{2}[,;:])\s+[A-Za-z]|(?<=[A-Za-z])\s+[A-Za-z]{2}"
"""A blank between Western words, one of which at least has not been spread itself."""

_LEAST_SPREAD = 4
"""Signs of the shortest line that is known to be spread; 目 录 and 王 五 may be aligned."""
_LEAST_APART = 8
"""Pairs of Chinese characters that stand apart in the shortest spread line with numbers or marks within."""


def spread(text: str) -> Iterator[Proposal]:
    """A line whose every sign stands apart is closed: 在 2 0 1 4 年 度 … → 在2014年度…."""
    for line in lines(text):
        if " " in line.text and _is_spread(line.text):
            for match in compiled(rf"(?!{_OF_WORDS})\s+").finditer(line.text):
                yield line.first + match.start(), line.first + match.end(), "", 0.95


def _is_spread(line: str) -> bool:
    signs = line.split()
    if len("".join(signs)) == len(signs):
        return len(signs) >= _LEAST_SPREAD and 2 * sum(map(is_chinese, signs)) >= len(signs)
    apart = len(compiled(rf"(?<={_WIDE}) (?={_WIDE})").findall(line))
    if apart < _LEAST_APART:
        return False
    chinese = [is_chinese(character) for character in line]
    return not any(left and right for left, right in pairwise(chinese))


def inner(text: str) -> Iterator[Proposal]:
    """Spaces beside Chinese characters and marks are closed: 顽 强 → 顽强, 共 5 人 → 共5人."""
    kept = {*_behind_speakers(text), *_between_halves(text), *_behind_parts(text)}
    for match in compiled(_INNER).finditer(text):
        if match.start() in kept:
            if len(match[0]) > 1:
                yield match.start() + 1, match.end(), "", 0.95
            continue
        if text[match.start() - 1] in "*-+•" and text[match.start() - 2 : match.start() - 1] in ("", "\n"):
            continue  # the mark of an item of a list
        beside = text[match.start() - 1] + text[match.end() : match.end() + 1]
        if not has_chinese(beside) and is_western(text, match.start()):
            continue
        yield match.start(), match.end(), "", 0.95


def _behind_speakers(text: str) -> Iterator[int]:
    """The blanks that part the name of who speaks from the words: 男 晚风送爽."""
    rows = lines(text)
    for at in turns(tuple(row.text for row in rows)):
        if end := bare_end(rows[at].text):
            yield rows[at].first + end


def _between_halves(text: str) -> Iterator[int]:
    """The blanks that part the halves of a title above a speech: 守好一片林 护好一方水."""
    for row in takewhile(lambda row: not is_prose(row.text), lines(text)[:_HEAD]):
        halves = [match.span() for match in compiled(r"\S+").finditer(row.text)]
        if len({end - start for start, end in halves}) > 1 or is_title(row.text) or len(halves) < 2:
            continue
        phrases = [row.text[start:end] for start, end in halves]
        alike = len(phrases[0]) >= _LEAST_HALF and all_chinese("".join(phrases))
        alike = alike and not any(half.endswith(_BEFORE_NONE) for half in phrases[:-1])
        if alike and all(bond(left, right) < WORD_CUT for left, right in pairwise(phrases)):
            yield from (row.first + end for _, end in halves[:-1])


def _behind_parts(text: str) -> Iterator[int]:
    """The blanks between the number of a part and its name: 第一部分 家底."""
    if "第" in text:
        for match in compiled(r"^ *第[一二三四五六七八九十]{1,3}(?:部分|章)(?= \S)", re.M).finditer(text):
            yield match.end()


_HEAD, _LEAST_HALF = 8, 4
"""Lines in which a title is looked for, and characters of the shorter half of one."""
_BEFORE_NONE = tuple("的地得和与及在是把被将让使向从为对于们")
"""What neither a sentence nor a part of a name ends with."""
_BEHIND_NONE = tuple("的了着们过")
_NEAR = 6
_LIST = 4
"""Characters between the points of a list: 县.乡.村."""


def dots(text: str) -> Iterator[Proposal]:
    """Points that a site strewed within sentences go: 春天的.脚步 → 春天的脚步.

    Certain where a phrase or a word reaches over the point; in a text that has
    such a one, also behind a word that is no name. Where points end sentences
    nothing is done; names (马克.吐温), lists and numbers stay.
    """
    yield from _apostrophes(text)
    if "." not in text or compiled(rf"{_WIDE}\.(?:[”\"\n]|\Z)").search(text):
        return
    places = [
        match.start()
        for match in compiled(rf"(?<={_WIDE})\.(?={_WIDE})").finditer(text)
        if is_chinese(text[match.start() - 1]) and is_chinese(text[match.start() + 1])
    ]
    places = [at for at in places if "." not in text[max(at - _LIST, 0) : at] + text[at + 1 : at + 1 + _LIST]]
    strewn = {at for at in places if _is_strewn(text, at)}
    for at in places:
        if at in strewn:
            yield at, at + 1, "", 0.85
        elif strewn and part_of_speech(segment(text[max(at - _NEAR, 0) : at])[-1]) in "vdapr":
            yield at, at + 1, "", 0.7


def _apostrophes(text: str) -> Iterator[Proposal]:
    """Apostrophes behind 的 and the like, in lines where no other is left to pair them: 重要的'意义."""
    for row in lines(text) if "'" in text or "`" in text else ():
        places = [match.start() for match in compiled("['`‘’]").finditer(row.text)]
        if all(row.text[at] in "'`" and _is_between(row.text, at) for at in places):
            yield from ((row.first + at, row.first + at + 1, "", 0.85) for at in places)


def _is_between(row: str, at: int) -> bool:
    """Whether a sign stands in the middle of a phrase, between Chinese characters."""
    return row[at - 1 : at] in _BEFORE_NONE and is_chinese(row[at + 1 : at + 2] or " ")


def _is_strewn(text: str, at: int) -> bool:
    """Whether a phrase or a word reaches over a point."""
    if text[at - 1] in _BEFORE_NONE or text[at + 1] in _BEHIND_NONE:
        return True
    return bond(text[max(at - _NEAR, 0) : at], text[at + 1 : at + 1 + _NEAR]) >= WORD_CUT
