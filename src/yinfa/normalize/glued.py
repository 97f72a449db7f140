"""Parts of a speech that were glued into one line get lines of their own.

In: a line that holds more than one of them. Out: proposals that part it where that
is certain: before numbers that count, behind a heading that nothing but its place in
a run of headings tells from its text, and about a salutation between sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from yinfa import shapes
from yinfa.lexicon import segment
from yinfa.normalize.glued_head import LONGEST_HEAD, salutation_end
from yinfa.normalize.heading_ends import ends
from yinfa.normalize.lines import Proposal, lines

_LEAST_GLUED = 60
"""Characters of the shortest line that is looked at for parts."""
_LAST_WORD = 6


class _Number(NamedTuple):
    """A number that may open a part: where it begins and where it ends, its level, its value."""

    start: int
    end: int
    level: int
    value: int


_NUMBERS = (
    # What may begin a number comes first, so that the search runs from one to the next.
    r"[一二三四五六七八九十\d（(](?:"
    r"(?<=[一二三四五六七八九十])(?<![第〇零百千\d一二三四五六七八九十].)[一二三四五六七八九十]{0,2}(、)|"
    r"(?<=[（(])[一二三四五六七八九十]{1,3}([）)])|"
    r"(?<=\d)(?<![\d.．、].)\d?([.．、])(?!\d)|"
    r"(?<=[（(])\d{1,2}([）)]))"
)
"""The numbers that parts open with, by level: 一、 （一） 1. （1）; a group is the mark behind."""
_STOPS = "。！？…"
_LONGEST_INDENT = 6
_LONGEST_HEADING = 46
_LONGEST_SINGLE = 30
"""Characters of the longest sentence that is taken for a heading where the parts below it follow."""
_LEAST_MARGIN = 3.0
"""Margin of `heading_ends.ends` from which a heading is parted off: below it one in ten is wrong."""
_RUN = 12
"""Headings of one run that are held against each other."""
_CERTAIN, _OPEN = 0.9, 0.7
"""Confidence of a part's beginning, and of one whose heading may still run on into its text."""


def tails(text: str) -> Iterator[Proposal]:
    """A heading glued to the end of a paragraph gets its own line: …三点意见。一、提高认识 → two lines."""
    if "一" not in text and "1" not in text:
        return
    numbers = sorted(number for run in _runs(text, whole=True) for number in run)
    following = dict(pairwise([*numbers, None]))
    for number in numbers:
        end = text.find("\n", number.end)
        after = following[number]
        name = text[number.end : min(end, after.start if after else end)].rstrip()
        if end > 0 and not _opens_line(text, number.start) and _is_name(name):
            yield number.start, number.start, "\n", 0.85


def _opens_line(text: str, place: int) -> bool:
    """Whether nothing but an indent stands before a place on its line."""
    before, line_end, indent = text[max(place - _LONGEST_INDENT, 0) : place].rpartition("\n")
    return not indent.strip() and (line_end != "" or place == len(before) + len(indent))


def _is_name(text: str) -> bool:
    """Whether a text is the name of a part: short, with no mark of a sentence but at its end a question's."""
    return 1 < len(text) <= _LONGEST_HEADING and re.search("[。！；…]|：$|[？，].*？", text) is None


def parts(text: str) -> Iterator[Proposal]:
    """Numbered parts glued together get lines of their own: …三点意见。一、…。二、…。 → three lines."""
    rows = lines(text)
    whole = sum(len(row.text) for row in rows if len(row.text) >= _LEAST_GLUED) * 5 > 4 * len(text)
    for row in rows:
        if len(row.text) < _LEAST_GLUED or ("二、" not in row.text and not whole):
            continue
        runs = _runs(row.text, whole=whole and len(rows) <= 4)
        places = dict(_beginnings(row.text, runs)) | dict(_addresses(row.text) if whole else ())
        for place, confidence in places.items():
            yield row.first + place, row.first + place, "\n", confidence


def _addresses(line: str) -> Iterator[tuple[int, float]]:
    """The two sides of each salutation that opens a sentence within a line."""
    for match in re.finditer(f"[{_STOPS}][”’）]*", line):
        start = match.end()
        end = salutation_end(line, start) if "：" in line[start : start + LONGEST_HEAD] else 0
        if end and end < len(line):
            yield start, _CERTAIN
            yield end, _CERTAIN


def _runs(line: str, *, whole: bool) -> list[list[_Number]]:
    """The runs of numbers that part a line: each counts from one, at one level, within one part."""
    open_runs: dict[int, list[_Number]] = {}
    runs: list[list[_Number]] = []
    last: _Number | None = None
    for match in re.finditer(_NUMBERS, line):
        level = match.lastindex or 1
        number = _Number(*match.span(), level, shapes.number(match[0].strip("（()）、.．")))
        run = open_runs.get(level, [])
        if _is_of_word(line, number):
            continue
        if number.value == 1 and _may_begin(line, number, last):
            run = []
            runs.append(run)
        elif number.value != len(run) + 1 or not run or not _ends_before(line, number.start):
            continue
        run.append(number)
        open_runs = {own: other for own, other in open_runs.items() if own < level} | {level: run}
        last = number
    runs = [run for run in runs if len(run) > 1]
    if whole or shapes.numbering(line):
        return runs
    return runs if any(run[0].level == 1 for run in runs) else []


def _may_begin(line: str, number: _Number, last: _Number | None) -> bool:
    """Whether the first number of a run may stand where it does."""
    if not number.start or _ends_before(line, number.start) or line[number.start - 1] in "：:":
        return True
    if last is not None and last.level < number.level:
        between = line[last.end : number.start]
        return len(between) <= _LONGEST_HEADING and not re.search("[。！？；]", between)
    return number.level == 1 and shapes.is_chinese(line[number.start - 1])


def _is_of_word(line: str, number: _Number) -> bool:
    """Whether the last word before a number's mark is more than the number: 大小不一、高低不平."""
    word = segment(line[max(number.start - _LAST_WORD, 0) : number.end - 1])[-1]
    return number.level == 1 and len(word) > number.end - 1 - number.start


def _ends_before(line: str, place: int) -> bool:
    """Whether a sentence ends right before a place."""
    before = line[max(place - _LONGEST_INDENT, 0) : place].rstrip(shapes.CLOSERS + " \u3000")
    return before[-1:] in tuple(_STOPS + "\n")


def _beginnings(line: str, runs: Sequence[Sequence[_Number]]) -> Iterator[tuple[int, float]]:
    """Where parts begin, and the text behind headings that go over into it without a mark."""
    if not runs:
        return
    numbers = sorted(number for run in runs for number in run)
    following = dict(pairwise([*numbers, None]))
    opening = _opening_words(line)
    for group in (run[at : at + _RUN] for run in runs for at in range(0, len(run), _RUN)):
        pieces = [_piece(line, number, following[number]) for number in group]
        lengths, margin = ends([text for text, _ in pieces], [whole for _, whole in pieces], opening)
        for number, length, (_, whole) in zip(group, lengths, pieces, strict=True):
            if number.start:
                yield number.start, _CERTAIN if whole or margin >= _LEAST_MARGIN else _OPEN
            if length and margin >= _LEAST_MARGIN:
                yield number.end + length, _CERTAIN


def _piece(line: str, number: _Number, following: _Number | None) -> tuple[str, bool]:
    """The text behind a number up to the next one, and whether it is a heading and nothing else."""
    text = line[number.end : following.start if following else len(line)]
    above = following is not None and following.level > number.level
    single = re.fullmatch("[^。！？]+[。！？]?", text) is not None and len(text) <= _LONGEST_SINGLE
    return text, single and (above or text[-1] not in "。！？")


def _opening_words(line: str) -> frozenset[str]:
    """The words that open the sentences of a line."""
    return frozenset(_first_word(sentence[:6]) for sentence in re.split("[。！？]", line)[1:] if sentence)


@lru_cache(maxsize=512)
def _first_word(text: str) -> str:
    return segment(text)[0]
