"""Numbered parts that were glued together get lines of their own, and so do their headings.

In: a line that holds several parts, the end of one with the heading of the next, or lines
that each hold a heading and its paragraph. Out: proposals that part them: before numbers
that count, at the two sides of a salutation, and behind a heading that nothing but its
words and its place in a run of headings tells from its text (`heading_ends`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from yinfa import shapes
from yinfa.lexicon import last_word, segment
from yinfa.normalize.glued_titles import LEAST_GLUED, LONGEST_HEAD, salutation_end
from yinfa.normalize.heading_ends import Ends, ends
from yinfa.normalize.lines import Line, Proposal, lines
from yinfa.normalize.unfinished import UNFINISHED, is_unfinished
from yinfa.patterns import compiled


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
_LONGEST_WORD = 6
_LONGEST_HEADING = 46
_LONGEST_SINGLE = 30
"""Characters of the longest sentence that is taken for a heading where the parts below it follow."""
_SURE, _SURE_IN_LINES = 0.87, 0.95
"""Probability from which the headings of a run are parted off, and of one whose numbers have their lines
or whose texts are one sentence each.

From the second on there is nothing to warn of.
"""
_SURE_ALONE, _SURE_BESIDE = 0.99, 0.98
"""Probability from which a heading is parted off although others of its run are not certain: within a line,
and where each has its line.
"""
LEAST_GLUED_SENTENCE = 20
"""A heading and the first sentence of its paragraph are seldom shorter together."""
_FEW, _MOST_ROWS = 4, 7
"""Lines of a text that stood in one, but for its head; and with the longest head."""
_RUN = 12
"""Headings of one run that are held against each other."""
_CERTAIN, _OPEN = 0.9, 0.7
"""Confidence of a border, and of one whose heading may end elsewhere or run on into its text."""


def tails(text: str) -> Iterator[Proposal]:
    """A heading glued to the end of a paragraph gets its own line: …三点意见。一、提高认识 → two lines."""
    if "一" not in text and "1" not in text:
        return
    for number in sorted(number for run in _runs(text.rstrip(), whole=True) for number in run):
        end = text.find("\n", number.end)
        if end > 0 and _ends_part(text, number.start) and _is_name(text[number.end : end].rstrip()):
            yield number.start, number.start, "\n", 0.85


def dated(text: str) -> Iterator[Proposal]:
    """A day glued to the last sentence gets its own line: 谢谢大家！2019年3月8日 → two lines."""
    for row in lines(text)[-1:]:
        day = compiled(_DAY_BEHIND).search(row.text[-_LONGEST_DAY:]) if row.text[-1] in "日）)" else None
        if day and shapes.is_date(day[1]):
            yield row.last - len(day[0]), row.last - len(day[1]), "\n", 0.85


_DAY_BEHIND = r"(?<=[。！？…])\s*+([（(]?[\d一二〇○零]{4}年[^，。！？]+)$"
_LONGEST_DAY = 30
"""Characters of the longest date, with the mark before it."""


def headings(text: str) -> Iterator[Proposal]:
    """Headings glued to their text, each on a line: 一、认识要高各村要… 二、措施要硬当前… → four lines."""
    for run, found in _glued_runs(text):
        for (line, end), length, chance in zip(run, found.lengths, found.chances, strict=True):
            if length and (found.probability >= _SURE_IN_LINES or chance >= _SURE_BESIDE):
                place = line.first + end + length
                yield place, place, "\n", _CERTAIN


def holding_headings(text: str) -> Iterator[Line]:
    """The numbered lines of a text that may begin with a heading: their first sentences are no leads."""
    for run, _ in _glued_runs(text):
        yield from (line for line, end in run if not _line_piece(line.text[end:])[1])


def _glued_runs(text: str) -> Iterator[tuple[list[tuple[Line, int]], Ends]]:
    """The runs of numbered lines of which several are more than a heading or a lead, and their headings."""
    if "二" not in text and "2" not in text:
        return
    for run in _line_runs(lines(text)):
        pieces = [_line_piece(line.text[end:]) for line, end in run]
        if sum(not whole for _, whole in pieces) > 1:
            yield run, _ends(pieces)


def _line_piece(text: str) -> tuple[str, bool]:
    """The text behind a line's number; or its first sentence, where that is a lead or a heading."""
    sentence = compiled("(?<=[。！？])").split(text, maxsplit=1)[0]
    longest = LEAST_GLUED_SENTENCE if sentence[-1] in _STOPS else _LONGEST_HEADING
    return (sentence, True) if len(sentence) <= longest else (text, False)


def _line_runs(rows: Sequence[Line]) -> Iterator[list[tuple[Line, int]]]:
    """The runs of numbers that lines open with: each line, and where its number ends."""
    open_runs: dict[int, list[tuple[Line, int]]] = {}
    for row in rows:
        match = compiled(_NUMBERS).match(row.text)
        if match is None or match.end() == len(row.text):
            continue
        level, value = match.lastindex or 1, _value(match[0])
        for own in [own for own in open_runs if own > level or (own == level and value == 1)]:
            yield open_runs.pop(own)
        run = open_runs.setdefault(level, [])
        if value == len(run) + 1 and value <= _RUN:
            run.append((row, match.end()))
    yield from open_runs.values()


def _opens_line(text: str, place: int) -> bool:
    """Whether nothing but an indent stands before a place on its line."""
    before, line_end, indent = text[max(place - _LONGEST_INDENT, 0) : place].rpartition("\n")
    return not indent.strip() and (line_end != "" or place == len(before) + len(indent))


def _ends_part(text: str, place: int) -> bool:
    """Whether what stands before a place on its line can be a paragraph's end: not 大小不, not 附件：."""
    before = text[max(place - _LONGEST_WORD, 0) : place]
    attached = before.endswith(("附件：", "附：", "附件:", "附:"))
    return not (attached or _opens_line(text, place) or is_unfinished(before))


def _is_name(text: str) -> bool:
    """Whether a text is the name of a part: short, with no mark of a sentence but at its end a question's."""
    return 1 < len(text) <= _LONGEST_HEADING and compiled("[。！；…]|：$|[？，].*？").search(text) is None


def parts(text: str) -> Iterator[Proposal]:
    """Numbered parts glued together get lines of their own: …三点意见。一、…。二、…。 → three lines."""
    rows = lines(text)
    long = [row for row in rows if len(row.text) >= LEAST_GLUED]
    body = text[long[0].start :] if long and len(rows) <= _MOST_ROWS else text
    whole = sum(len(row.text) for row in long) * 5 > 4 * len(body)
    for row in long:
        if "二、" not in row.text and not whole:
            continue
        runs = _runs(row.text, whole=whole and (len(long) == 1 or len(rows) <= _FEW))
        places = dict(_beginnings(row.text, runs)) | dict(_addresses(row.text) if whole else ())
        for place, confidence in places.items():
            yield row.first + place, row.first + place, "\n", confidence


def _addresses(line: str) -> Iterator[tuple[int, float]]:
    """The two sides of each salutation that opens a sentence within a line."""
    for match in compiled(f"[{_STOPS}][”’）]*").finditer(line):
        start = match.end()
        end = salutation_end(line, start) if "：" in line[start : start + LONGEST_HEAD] else 0
        if end:
            yield start, _CERTAIN
        if 0 < end < len(line):
            yield end, _CERTAIN


def _runs(line: str, *, whole: bool) -> list[list[_Number]]:
    """The runs of numbers that part a line: each counts from one, at one level, within one part."""
    open_runs: dict[int, list[_Number]] = {}
    runs: list[list[_Number]] = []
    last: _Number | None = None
    for match in compiled(_NUMBERS).finditer(line):
        level = match.lastindex or 1
        number = _Number(*match.span(), level, _value(match[0]))
        run = open_runs.get(level, [])
        if _is_of_word(line, number):
            continue
        if number.value == 1 and (_opens(line, number.start) or (not run and _may_begin(line, number, last))):
            run = open_runs[level] = []
            runs.append(run)
        elif number.value == len(run) + 1 > 1 and (
            _ends_before(line, number.start) or _is_named(line, last, number)
        ):
            # The first of a run ends no other one: 每周一、周四 may count no further.
            open_runs = {own: other for own, other in open_runs.items() if own <= level}
        else:
            continue
        run.append(number)
        last = number
    runs = [run for run in runs if len(run) > 1 or _is_announced(line, run[0], runs[0][0])]
    if whole or shapes.numbering(line):
        return runs
    return runs if any(run[0].level == 1 for run in runs) else []


def _is_announced(line: str, number: _Number, first: _Number) -> bool:
    """Whether the first of the parts that a speaker counts needs no second, as where a page cut the text.

    The first part of such a one needs none either: 我讲两点意见：一、提高认识（一）形势逼人.
    """
    if (first.level, number.level) == (1, 2):
        return _is_announced(line, first, first)
    before = line[max(number.start - _LONGEST_ANNOUNCED, 0) : number.start]
    return number.level == 1 and compiled(_ANNOUNCED).search(before) is not None


_ANNOUNCED = (
    r"(?:[两二三四五六七八几]|(?<![\d.])[2-9])个?(?:方面|问题|意见|要求|点|条)[^，。；：！？]{0,6}"
    r"(?:，[供请与同和望][^，。；：！？]{2,10})?[：。]$"
)
"""What announces how many parts there are: 我讲三点意见：, 提两点要求，请大家抓好落实。."""
_LONGEST_ANNOUNCED = 30


def _value(number: str) -> int:
    return shapes.number(number.strip("（()）、.．"))


def _opens(line: str, place: int) -> bool:
    """Whether a place stands at the start of a line, or behind a sentence or a colon."""
    return not place or _ends_before(line, place) or line[place - 1] in "：:"


def _may_begin(line: str, number: _Number, last: _Number | None) -> bool:
    """Whether the first number of a run may stand within a sentence, glued to what is above."""
    if last is not None and last.level < number.level:
        between = line[last.end : number.start]
        phrase = compiled("[。！？；]").search(between) is None
        named = phrase or shapes.is_heading(line[last.start : number.start])
        return len(between) <= _LONGEST_HEADING and named
    return number.level == 1 and shapes.is_chinese(line[number.start - 1])


def _is_named(line: str, last: _Number | None, number: _Number) -> bool:
    """Whether nothing but the name of its part stands behind the number above: （一）政治账（二）经济账."""
    name = line[last.end : number.start] if last else ""
    return _is_name(name) and last_word(name) not in _GOING_ON


_GOING_ON = {*UNFINISHED, *"；：《"} - {"的"}
"""Words and marks that the name of a part does not end with."""


def _is_of_word(line: str, number: _Number) -> bool:
    """Whether the last word before a number's mark is more than the number: 大小不一、高低不平."""
    word = segment(line[max(number.start - _LONGEST_WORD, 0) : number.end - 1])[-1]
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
    for group in (run[at : at + _RUN] for run in runs for at in range(0, len(run), _RUN)):
        pieces = [_piece(line, number, following[number]) for number in group]
        found = _ends(pieces)
        sure = found.probability >= _SURE
        for number, length, chance, (_, whole) in zip(
            group, found.lengths, found.chances, pieces, strict=True
        ):
            alone = length > 0 and chance >= _SURE_ALONE
            if number.start:
                yield number.start, _CERTAIN if whole or sure or alone else _OPEN
            if length and (sure or alone):
                certain = alone or found.probability >= _SURE_IN_LINES
                yield number.end + length, _CERTAIN if certain else _OPEN


def _ends(pieces: Sequence[tuple[str, bool]]) -> Ends:
    """The headings that open the pieces of a run; as improbable as can be if they are too little probable.

    Texts of one sentence each, as numbered paragraphs without headings often are, must be more certain.
    Where all of them ask first, the answers may belong to the headings: 谁来管？大家管.
    """
    asked = [compiled(_QUESTION).match(text) for text, _ in pieces]
    if all(asked):
        behind = [match.end() for match in asked if match]
        answers = [(text[start:], whole) for (text, whole), start in zip(pieces, behind, strict=True)]
        found = _sure_ends(answers)
        if any(found.lengths) and found.probability >= _SURE:
            lengths = [length and start + length for length, start in zip(found.lengths, behind, strict=True)]
            return found._replace(lengths=lengths)
    return _sure_ends(pieces)


def _sure_ends(pieces: Sequence[tuple[str, bool]]) -> Ends:
    found = ends([text for text, _ in pieces], [whole for _, whole in pieces])
    several = any(compiled("[。！？].*[。！？]").search(text) for text, _ in pieces)
    if several or found.probability >= _SURE_IN_LINES:
        return found
    return found._replace(probability=0.0, chances=[0.0] * len(pieces))


_QUESTION = "[^，。；：？！]{2,15}？(?=[^”’）])"
"""What each heading of a run may ask before it answers: 谁来管？大家管."""


def _piece(line: str, number: _Number, following: _Number | None) -> tuple[str, bool]:
    """The text behind a number up to the next one, and whether it is a heading and nothing else."""
    end = following.start if following else len(line)
    text = line[number.end : end]
    above = following is not None and following.level > number.level
    single = len(text) <= _LONGEST_SINGLE and shapes.is_heading(line[number.start : end])
    return text, single and (above or text[-1] not in "。！？")
