"""What misread text stands for: its bytes, and how much more probable another reading of them is.

In: characters that Latin-1, Windows-1252 or GBK made of bytes. Out: those bytes.
"""

from __future__ import annotations

from functools import cache

from yinfa.normalize import reread
from yinfa.normalize.holes import LOST, bits
from yinfa.shapes import has_chinese

Reading = tuple[int, int, str]
"""A stretch of a line, start and end, and what it reads."""

_GAIN = 8.0  # bits a character that a reading must gain
_LEAST_GAIN = 24.0
DEAREST_PAIRS = 13.0
"""Bits a character of a reading in GBK or Big5, in which most pairs of bytes are characters."""
SAMPLE = 240
"""Characters of a line that are weighed."""
STRICT = 0.97
"""How certain a reading is of which no byte was lost."""

_WINDOWS = {bytes((code,)).decode("cp1252", "ignore"): code for code in range(0x80, 0xA0)}
LATIN = {chr(code): code for code in range(0x80, 0x100)} | {
    sign: code for sign, code in _WINDOWS.items() if sign
}
LATIN_CLASS = "".join(LATIN)


def is_better(standing: str, reading: str, dearest: float) -> bool:
    """Whether a reading is Chinese, and far more probably so than what stands."""
    if not has_chinese(reading):
        return False
    count = sum(character > "\x7f" for character in reading)
    cost = bits(reading)
    return cost <= dearest * count and bits(standing) - cost >= max(_GAIN * count, _LEAST_GAIN)


def latin_bytes(text: str) -> bytes:
    """The bytes that Latin-1 or Windows-1252 reads as a text; FF, which is no UTF-8, for others."""
    return b"".join(_latin_byte(character) for character in text)


@cache
def _latin_byte(character: str) -> bytes:
    if character == LOST:
        return reread.SIGN
    if "\x00" < character < "\x80":
        return character.encode()
    return bytes((LATIN.get(character, 0xFF),))


@cache
def gbk_bytes(character: str) -> bytes:
    """The bytes that GBK reads as a character; FF, which is no UTF-8, where there are none."""
    if character == LOST:
        return reread.SIGN
    data = character.encode("gb18030", "ignore") if character > "\x00" else b""
    return data or b"\xff"
