"""The number that a line opens with, and the headings that have one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from yinfa.patterns import compiled
from yinfa.shapes.marks import sentences

CHINESE_DIGITS = "一二三四五六七八九十百"


class Numbering(NamedTuple):
    """The number a line opens with.

    `level` is that of the contract (1 一、 · 2 （一） · 3 1. · 4 （1）), or 0 for
    the ordinals 第一， 一是 一要, whose level hangs on what stands above.
    `end` is the offset behind the number and its mark, `style` tells ordinals
    apart: ``chinese``, ``chinese_bracket``, ``digit``, ``digit_bracket``,
    ``part`` (第一部分 ), ``ordinal`` (第一，), ``point`` (一是, 一要).
    """

    style: str
    level: int
    end: int
    value: int


_NO_COUNT = "(?![一二三四五六七八九十][，,])"
"""What does not stand behind the comma of a number: 三，二，一，走！."""
_TWO_MARKS = r"[.．、][.．、](?![.．、\d])"
"""Marks of two forms behind a number: 1.、."""
_POINT = r"\.(?!\d(?!\d{3}年))"
"""A full stop in the place of a mark, which a year may follow: 一.2023年."""
_NUMBERINGS = (
    (
        "chinese",
        1,
        "一二三四五六七八九十",
        rf"([一二三四五六七八九十]{{1,3}})\s*(?:{_TWO_MARKS}|[、．]|[，,]{_NO_COUNT}|{_POINT})\s*",
    ),
    ("chinese_bracket", 2, "（(", r"[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)]\s*[、．.，,]?\s*"),
    ("digit", 3, "0123456789", rf"(\d{{1,2}})\s*(?:{_TWO_MARKS}|[、．]|{_POINT})\s*"),
    ("digit_bracket", 4, "（(", r"[（(]\s*(\d{1,2})\s*[）)]\s*[、．.，,]?\s*"),
    ("part", 1, "第", r"第([一二三四五六七八九十]{1,3})(?:部分|章)(?:\s*[：:、]\s*|\s+)"),
    ("ordinal", 0, "第", r"第([一二三四五六七八九十]{1,3})\s*[，,、：:]\s*"),
    ("point", 0, "一二三四五六七八九十", r"([一二三四五六七八九十]{1,3})(?:是|要)(?!的)"),
)


@lru_cache(maxsize=512)
def numbering(line: str) -> Numbering | None:
    """The number that opens a line, or None."""
    for style, level, firsts, pattern in _NUMBERINGS:
        if line and line[0] in firsts and (match := compiled(pattern).match(line)):
            counted = style == "digit" and _is_counted(match)
            return None if counted else Numbering(style, level, match.end(), number(match[1]))
    return None


def _is_counted(match: re.Match[str]) -> bool:
    """Whether a number and what stands behind its mark are said in a row: 3、4月份, 80、90后, 3、2、1."""
    behind = compiled(r"(\d{1,2})(?:(、\d)|\D|$)").match(match.string, match.end())
    return behind is not None and (behind[2] is not None or int(behind[1]) - int(match[1]) in (1, 10))


def number(digits: str) -> int:
    """The value of a Chinese (up to 99) or Arabic number."""
    if digits.isascii():
        return int(digits)
    tens, ten, units = digits.rpartition("十")
    value = CHINESE_DIGITS.find(units) + 1 if units else 0
    return value + (10 * (CHINESE_DIGITS.find(tens) + 1 if tens else 1) if ten else 0)


@lru_cache(maxsize=512)
def is_heading(line: str) -> bool:
    """Whether a numbered line of its own is a phrase or a short clause, not a full sentence."""
    found = numbering(line)
    if not found or found.style == "point":
        return False
    text = line[found.end :]
    if not text or text[-1] in "；;，,、" or _is_list(text):
        return False
    if text[-1] in "：:":
        return found.style.startswith("chinese") and len(text) <= _LONGEST_OPEN
    if sentences(text) > 1:
        return compiled(_ASKED).fullmatch(text) is not None and len(text) <= _LONGEST_ASKED
    pauses = text.count("，") + text.count(",")
    if text[-1] in "。！!":
        return len(text) <= 30 or (len(text) <= 50 and pauses <= 2)
    return len(text) <= 60


_LONGEST_OPEN = 12
"""Characters of the longest heading that ends with a colon: 几点体会：."""


def _is_list(text: str) -> bool:
    """Whether a text sets several items one behind the other: 修渠；（2）补坝."""
    pieces = compiled("[；;]").split(text)
    return len(pieces) > 1 and (text[-1] in "。！!" or any(map(numbering, pieces[1:])))


_ASKED = (
    "(?:[^，。；：？！,;:?!…]{2,15}[？?！!]+[”’）]*+)+"
    "(?:(?=.{1,14}$)[^，。；：？！,;:?!…]+(?:[，,][^，。；：？！,;:?!…]+)?|[^，。；：？！,;:?!…]{1,10}。)?"
)
"""Short questions or calls, and the answer: 谁来管？大家管, 为了谁？依靠谁？, 谁说了算？群众。"""
_LONGEST_ASKED = 30
_LEAST_LIST, _LONGEST_SHORT = 3, 20
"""Sentences that make a list whatever their length, and characters of a short one."""
_MANY_PAUSES = 2
"""Commas of a sentence that says too much for a name."""


def items(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that are items of a list of sentences, though short enough for headings.

    In such a list each stands right below the one before it, and one at least is too long for
    a heading or has three clauses. Of two sentences a short one may be a heading all the same.
    What is attached to a speech is listed as well.
    """
    found = set(_attached(lines))
    run: list[int] = []
    last: tuple[str, int] | None = None
    for index, line in enumerate([*lines, ""]):
        number = numbering(line) if line[-1:] in tuple("。！；") else None
        if number is None or last != (number.style, number.value - 1):
            short = {place for place in run if is_heading(lines[place])}
            long = len(short) < len(run) or any(_pauses(lines[place]) >= _MANY_PAUSES for place in run)
            if len(run) < _LEAST_LIST:
                short = {place for place in short if len(lines[place]) > _LONGEST_SHORT}
            found |= short if long and len(run) > 1 else set()
            run = []
        run += [index] if number else []
        last = (number.style, number.value) if number else None
    return found


def _pauses(line: str) -> int:
    """The commas of a line behind its number."""
    found = numbering(line)
    return line.count("，", found.end if found else 0)


def _attached(lines: Sequence[str]) -> Iterator[int]:
    """The numbers of the lines that go on with a list of what is attached: 附件：1.名单, 2.日程."""
    following = 0
    for index, line in enumerate(lines):
        if compiled(r"附件?[：:]\s*1\D").match(line):
            following = 2
        elif following and (own := numbering(line)) and own.value == following:
            following += 1
            yield index
        else:
            following = 0
