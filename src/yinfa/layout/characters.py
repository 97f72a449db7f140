"""What a character may do on a line: W3C CLREQ and GB/T 15834-2011, 5.1, as tables.

Text comes in; out come the positions at which a line may end, the pieces that
must not be stretched, and which side of a mark is blank. Nothing here knows a
width.
"""

from __future__ import annotations

import re
from itertools import compress, pairwise

OPENING = frozenset("‘“（［｛〔【〖《〈「『")
"""Opening marks: the left half of the em is blank, and no line ends in one."""

CLOSING = frozenset("’”）］｝〕】〗》〉」』")
"""Closing marks: the right half of the em is blank."""

PAUSES = frozenset("，、；：")
"""Marks within a sentence: the right half of the em is blank."""

STOPS = frozenset("。？！．")
"""Marks that end a sentence: the right half of the em is blank."""

RIGHT_BLANK = CLOSING | PAUSES | STOPS
"""The marks that can give up their right half."""

MARKS = OPENING | RIGHT_BLANK
"""The marks of which one half is blank."""

NO_LINE_START = RIGHT_BLANK | frozenset("…⋯—–‐～〜·•・/／%％‰°′″℃℉∶々-,.;:?!)]}")
"""What never opens a line (CLREQ's list, and the ASCII forms of its marks)."""

NO_LINE_END = OPENING | frozenset("([{$£¥￥€№§")
"""What never ends a line: opening marks, and signs that belong to the number behind them."""

SPACES = frozenset(" \t\u2002\u2003\u2009\u3000")
"""Spaces that vanish at a line's end."""

_SPACES = "".join(sorted(SPACES))

_JOINERS = "\u0300-\u036f\u200d\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Combining marks and variation selectors, which belong to the character before them."""

_WESTERN = (
    "!-~\u00a0°±²³µ¹ºª¢£¥€￥％\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff′″‰∶℃℉№"
    "\u3380-\u33df\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
)
"""Western letters, digits, the signs and units (㎡) of numbers, and ASCII marks: × and ÷ are none."""

_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"

_LATIN = re.compile(f"[!-~{_LETTER}]")

_APOSTROPHE = f"(?<=[{_LETTER}])’(?=[{_LETTER}])"

_WITHIN_WESTERN = re.compile(rf"{_APOSTROPHE}|(?<=[{_LETTER}0-9])[·×](?=[{_LETTER}0-9])")
"""An apostrophe within a word, a dot or a cross between letters or digits: no Chinese marks there."""

_WHOLE = re.compile(rf"—+|…+|⋯+|(?:[{_WESTERN}]++|(?<=\d)·(?=\d)|{_APOSTROPHE})+")
"""A dash, an ellipsis, a Western word, a number with its signs: neither broken nor stretched."""

_NOT_BEFORE = re.compile(
    f"[{re.escape(''.join(sorted(NO_LINE_START)) + _SPACES)}{_JOINERS}]"
    r"|(?<=\d)[年月日号]|(?<=\d〕)\d"  # the parts of a date (GB/T 9704-1999: 年份不能回行), of 〔2012〕9号
)
_NOT_AFTER = re.compile(f"[{re.escape(''.join(sorted(NO_LINE_END)))}]")
_INSEPARABLE = re.compile(rf"[{_JOINERS}]|[{_SPACES}]")
_MARKS = re.compile(f"[{re.escape(''.join(sorted(MARKS)))}]")

_SENSIBLE = re.compile(r"[/.?&=_,;:@#+~%|\\-]+(?=[^/.?&=_,;:@#+~%|\\-])|——|……")
"""Behind what a word too long for any line is broken first."""

_ADDRESS = re.compile(r"(?=[!-~]*[A-Za-z])[!-~]{16,}")
"""An address, or what is as long: a line without it would have a third of it blank."""


def marks(text: str) -> list[int]:
    """The positions of all marks of which one half is blank."""
    return [match.start() for match in _MARKS.finditer(text)]


def is_latin(character: str) -> bool:
    """Whether a character is a Latin letter, a digit or an ASCII mark."""
    return _LATIN.match(character) is not None


def latin_signs(text: str) -> list[int]:
    """The positions of Latin letters, digits and ASCII marks."""
    return [match.start() for match in _LATIN.finditer(text)]


def western_marks(text: str) -> list[int]:
    """The positions of marks that Chinese and Western text share and that stand in Western text here."""
    return [match.start() for match in _WITHIN_WESTERN.finditer(text)]


def breaks(text: str) -> list[int]:
    """The positions at which a line may end, ascending; the last is the text's end.

    Position i lies before ``text[i]``.
    """
    allowed = bytearray(b"\x01") * (len(text) + 1)
    allowed[0] = 0
    for match in _NOT_BEFORE.finditer(text):
        allowed[match.start()] = 0
    for match in _NOT_AFTER.finditer(text):
        allowed[match.end()] = 0
    for match in _WHOLE.finditer(text):
        start, end = match.span()
        allowed[start + 1 : end] = bytes(end - start - 1)
    if text:
        allowed[-1] = 1
    return list(compress(range(len(allowed)), allowed))


def stretchable(text: str) -> bytearray:
    """1 for each character behind which a line may be stretched, else 0.

    Never inside a dash, an ellipsis, a word or a number, nor before a space, whose
    other side is stretched.
    """
    flags = bytearray(b"\x01") * len(text)
    for match in _WHOLE.finditer(text):
        start, end = match.span()
        flags[start : end - 1] = bytes(end - start - 1)
    for match in _INSEPARABLE.finditer(text):
        if match.start():
            flags[match.start() - 1] = 0
    return flags


def address_breaks(text: str) -> list[int]:
    """The positions behind the joints of addresses, where they are broken before a line is set too wide."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    return [joint.end() for span in addresses for joint in _SENSIBLE.finditer(text, *span)]


def emergency_breaks(text: str, start: int, end: int) -> tuple[list[int], list[int], list[int]]:
    """Where ``text[start:end]``, which has no ordinary break, may be broken if it must be.

    Three lists of positions, each taken only where the one before is not enough:
    behind the joints of an address (/ . - ? &) and between dashes or ellipses;
    wherever the prohibitions allow; anywhere.
    """
    joints = [match.end() for match in _SENSIBLE.finditer(text, start, end) if match.end() < end]
    free = [
        position
        for position, (left, right) in enumerate(pairwise(text[start:end]), start + 1)
        if left not in NO_LINE_END and not _NOT_BEFORE.match(right)
    ]
    return joints, free, list(range(start + 1, end))
