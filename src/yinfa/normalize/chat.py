"""Speeches copied out of a chat: the heads of its messages, what others answer, what the program notes.

In: the text with one line a line of the chat. Out: proposals that take out all but
the messages of the one who sent the speech. No wording is known: a head is a name beside
an hour, the first stands at the top, and the same sender's return or their hours are exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from yinfa import shapes
from yinfa.normalize.lines import Line, Proposal, drop, lines
from yinfa.patterns import compiled

_DAY = (
    r"(?:(?:\d{4}\s?[-/.年]\s?)?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|[昨前今]天|(?:星期|周)[一二三四五六日天])"
    r"(?:\s?(?:星期|周)[一二三四五六日天])?"
)
_CLOCK = (
    r"(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|[AP]M)?\s?(?<!\d)\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)"
    r"(?:\s?[AP]M)?"
)
_CLOCKED = r"\d[:：]\d\d"
_HOUR = rf"(?:{_DAY}\s?[,，]?\s*)?{_CLOCK}"
_EXACT = r"\d{1,2}[:：]\d{2}[:：]\d{2}|\d\s?[-/.月]\s?\d{1,2}.*\d[:：]\d"
"""An hour with its seconds or its day."""
_NAME = r"[^\s，。；！？：:“”《》、][^，。；！？：:“”《》、]{0,28}?"
_NAME_FIRST = rf"(?P<name>{_NAME})(?:\s+|(?=[\[(（]))[\[(（]?(?P<hour>{_HOUR})[\])）]?\s*[:：]?(?P<said>)"
_HOUR_FIRST = (
    rf"[\[(（]?(?P<hour>{_HOUR})(?:[\])）]\s*|\s*[-–—|]\s*|\s+)(?P<name>{_NAME})\s*"
    r"(?:(?P<mark>[:：])\s*(?P<said>.*))?"
)
_NOTE = (
    rf"[-—–─=·*]{{2,}}\s*(?:{_DAY}|{_HOUR})\s*[-—–─=·*]{{2,}}|{_HOUR}|(?:\[[^\W\d_]{{1,6}}\]\s*)+|"
    r"[“\"「]?[^，。：:]{1,24}(?:撤回了一条消息.{0,8}|拍了拍.{1,24}|(?:邀请.{1,30})?(?:加入|退出)了?群.{0,4})"
)
"""What the program itself writes: the day, the hour, a picture that it left out, who has come."""
_FACES = r"(?:\s*\[[^\W\d_]{1,4}\])+$"
"""The faces that end a message, by their names."""
_CALLED = r"(?:@\S{1,16}\s+)+|@\S{1,16}$"
_QUOTED = r"「.*」|(?:-\s?){6,}"
"""A message that is answered, and the row of dashes below it."""
_TOP = 2
"""Lines above the first head, at most."""
_LONGEST_ANSWER, _LEAST_SHARE = 60, 6
"""Characters of the longest line of an answer, and how often all of its sender goes into the speech."""


class _Head(NamedTuple):
    """The head of a message: its first and last row, its sender, how much of the last row it takes."""

    row: int
    last: int
    name: str
    size: int
    width: int
    exact: bool


def messages(text: str) -> Iterator[Proposal]:
    """The heads of a chat's messages and the answers of others go: 王主任 2021-03-08 09:12:33 → nothing."""
    if not compiled(_CLOCKED).search(text):
        return
    rows = lines(text)
    found = _heads(rows)
    if not _is_chat(found):
        return
    sent = _sent(rows, found)
    main = sent.most_common(1)[0][0]
    for row in rows[: found[0].row]:
        if _is_note(row.text):
            yield drop(text, row, 0.9)
    leading = _leading(rows, found)
    for head, stop in _spans(rows, found):
        for row in rows[head.row : head.last]:
            yield drop(text, row, 0.9)
        own = rows[head.last]
        answer = head.name != main and _answers(rows, found, head.name, sent)
        if head.size == head.width or answer:
            yield drop(text, own, 0.9)
        else:
            yield own.first, own.first + head.size, "", 0.9
        for row in rows[head.last + 1 : stop]:
            if answer or row in leading or _is_note(row.text):
                yield drop(text, row, 0.85)
            else:
                yield from _without_faces(row)


def _heads(rows: Sequence[Line]) -> list[_Head]:
    """The rows that can be heads of messages."""
    clocks = [index for index, row in enumerate(rows) if compiled(_CLOCKED).search(row.text[:_FURTHEST])]
    hours = {index for index in clocks if compiled(_HOUR).fullmatch(rows[index].text)}
    found = {
        index: head for index in clocks if index not in hours and (head := _head(index, rows[index].text))
    }
    return sorted((*found.values(), *_pairs(rows, hours - {0} - {index + 1 for index in found})))


def _pairs(rows: Sequence[Line], hours: Collection[int]) -> Iterator[_Head]:
    """The heads of which the name stands in the row above the hour, where one of the names returns."""
    names = {
        index: rows[index - 1].text for index in hours if compiled(_NAME).fullmatch(rows[index - 1].text)
    }
    counted = Counter(names.values())
    if max(counted.values(), default=0) < _RETURNS:
        return
    for index, name in names.items():
        if counted[name] >= _RETURNS or len(name) <= _LONGEST_NAME:
            size = len(rows[index].text)
            exact = compiled(_EXACT).search(rows[index].text) is not None
            yield _Head(index - 1, index, name, size, size, exact)


_RETURNS, _LONGEST_NAME = 2, 8
"""How often one of the names stands above an hour, and characters of one that does so once."""
_FURTHEST = 60
"""Characters of a line within which the hour of a head stands."""


def _head(index: int, line: str) -> _Head | None:
    """The head that a row is or begins with."""
    match = compiled(_NAME_FIRST).fullmatch(line) or compiled(_HOUR_FIRST).fullmatch(line)
    if match is None or not compiled(r"[^\W\d_]").search(match["name"]):
        return None
    if shapes.is_date(match["name"]) or shapes.is_salutation(f"{match['name']}："):
        return None  # an address, with the second of a recording at which it was spoken
    exact = compiled(_DAY if match.re.groupindex.get("mark") else _EXACT).search(match["hour"]) is not None
    bound = line[0] in "[(（" or match.re.groupindex.get("mark") is None or match["mark"] is not None
    if not (exact or bound):
        return None
    size = match.start("said") if match["said"] else len(line)
    return _Head(index, index, match["name"], size, len(line), exact)


def _spans(rows: Sequence[Line], found: Sequence[_Head]) -> Iterator[tuple[_Head, int]]:
    """Each head with the row behind its message."""
    return zip(found, [*(head.row for head in found[1:]), len(rows)], strict=True)


def _is_chat(found: Sequence[_Head]) -> bool:
    """Whether heads part a chat: the first at the top with a message below it, one sender or exact hours."""
    if len(found) < 2 or found[0].row > _TOP:
        return False
    listed = all(one.last + 1 == two.row and one.size == one.width for one, two in pairwise(found))
    if listed:
        return False
    recurs = max(Counter(head.name for head in found).values()) > 1
    return recurs or all(head.exact for head in found)


def _sent(rows: Sequence[Line], found: Sequence[_Head]) -> Counter[str]:
    """How many characters each sender's messages have."""
    sent: Counter[str] = Counter()
    for head, stop in _spans(rows, found):
        sent[head.name] += head.width - head.size
        sent[head.name] += sum(len(row.text) for row in rows[head.last + 1 : stop] if not _is_note(row.text))
    return sent


def _answers(rows: Sequence[Line], found: Sequence[_Head], name: str, sent: Counter[str]) -> bool:
    """Whether a sender says little beside the one who sent the speech, in short lines."""
    if sent[name] * _LEAST_SHARE > max(sent.values()):
        return False
    told = (
        (
            head.width - head.size,
            *(len(row.text) for row in rows[head.last + 1 : stop] if not _is_note(row.text)),
        )
        for head, stop in _spans(rows, found)
        if head.name == name
    )
    return all(size <= _LONGEST_ANSWER for sizes in told for size in sizes)


def _leading(rows: Sequence[Line], found: Sequence[_Head]) -> Sequence[Line]:
    """The sentences with which the speech is sent: what stands in the first messages above its title."""
    of_heads = {row for head in found for row in range(head.row, head.last + 1)}
    first = [row for index, row in enumerate(rows[:_FIRST]) if index not in of_heads]
    over = [shapes.is_subtitle(row.text) for row in first[1:]] + [False]
    title = next((at for at, row in enumerate(first) if shapes.is_title(row.text) or over[at]), 0)
    above = [row for row in first[:title] if compiled("^@|[，。！？：:]").search(row.text)]
    return [] if any(shapes.is_salutation(row.text) for row in above) else above


_FIRST = 10
"""Rows of a chat in which the title of the speech stands."""


def _is_note(line: str) -> bool:
    return compiled(f"{_NOTE}|{_QUOTED}|{_CALLED}").fullmatch(line) is not None


def _without_faces(row: Line) -> Iterator[Proposal]:
    """The faces at the end of a message's line, and whom it calls at its beginning."""
    faces = compiled(_FACES).search(row.text)
    if faces:
        yield row.first + faces.start(), row.last, "", 0.85
    if called := compiled(_CALLED).match(row.text):
        yield row.first, row.first + called.end(), "", 0.85
