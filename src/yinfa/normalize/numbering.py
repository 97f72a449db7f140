"""Heading numbers in the forms of GB/T 9704: 一、 （一） 1. （1）, and 第一， with a comma."""

from __future__ import annotations

from collections.abc import Iterator

from yinfa.lexicon import bond
from yinfa.normalize.lines import Proposal, lines
from yinfa.patterns import compiled
from yinfa.shapes import number, numbering

_MARKS = {
    "chinese": ("", "、"),
    "chinese_bracket": ("（", "）"),
    "digit": ("", "."),
    "digit_bracket": ("（", "）"),
    "ordinal": ("第", "，"),
}


def marks(text: str) -> Iterator[Proposal]:
    """The mark behind a number that opens a line takes its standard form: 1、 → 1. and (一)、 → （一）."""
    for line in lines(text):
        found = numbering(line.text)
        if found is None or found.style not in _MARKS:
            continue
        written = line.text[: found.end]
        digits = compiled(r"[^0-9一二三四五六七八九十]").sub("", written)
        opening, closing = _MARKS[found.style]
        wanted = opening + digits + closing
        if found.style == "digit" and compiled(r"\d(?!\d{3}年)").match(line.text[found.end :]):
            continue  # 1、57 is not 1.57
        if wanted != written:
            yield line.first, line.first + found.end, wanted, 0.97


def bare(text: str) -> Iterator[Proposal]:
    """The blank behind a Chinese number that heads a part becomes its mark: 一 守住底线 → 一、守住底线.

    The numbers must count from one, each at the start of a short line of its own; the first
    may stand alone below a line that says how many there are.
    """
    rows = lines(text)
    found = [
        (line, match)
        for line in rows
        if len(line.text) <= _LONGEST and (match := compiled(_BARE).match(line.text)) is not None
        if bond(match[1], line.text[match.end() :]) <= _LOOSE
    ]
    counts = [number(match[1]) for _, match in found]
    announced = len(found) == 1 and compiled(_ANNOUNCED).search(
        rows[max(rows.index(found[0][0]) - 1, 0)].text
    )
    if (len(found) >= _LEAST or announced) and counts == list(range(1, len(found) + 1)):
        for line, match in found:
            yield line.first + match.end(1), line.first + match.end(), "、", 0.85


_DIGITS = "一二三四五六七八九十"
_BARE = rf"([{_DIGITS}]{{1,3}})[ \u3000]+(?=(?![{_DIGITS}])[\u4e00-\u9fff“《][^。；！？]+$)"
_ANNOUNCED = "[几幾两兩二三四五六七八九十][个個点點条條件项項方][^。！？]{0,16}[。：:]$"
_LEAST, _LONGEST = 2, 40
"""Numbers of a run, and characters of the longest heading."""
_LOOSE = 4.0
"""The bond of a number and a heading at most: 一 点也不错 is one word that a blank cuts."""
