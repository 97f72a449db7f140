"""UTF-8 that was read in another encoding: its bytes read again.

In: the bytes that damaged characters stand for, `SIGN` where U+FFFD stands
among them. Out: a `Reading`, the text they are in UTF-8 in pieces: what is
certain, and between it holes where bytes are missing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from yinfa.normalize.holes import LOST, Hole, Part, Reader

SIGN = b"\x00"
"""Stands for U+FFFD among the bytes."""

_LEAD, _NEXT, _END = rb"[\xe2-\xe9\xef]", rb"[\x80-\xbf]", rb"(?![\x80-\xbf])"
_PINYIN = rb"\xc4[\x81\x93\x9b\xab]|\xc5[\x84\x88\x8d\xab]|\xc7[\x8e\x90\x92\x94\x96\x98\x9a\x9c\xb9]"
_GBK_TWO = rb"\xc2[\xa0-\xbf]|\xc3[\x97\xa0-\xbc]|" + _PINYIN
_LATIN_TWO = (
    rb"[\xc2\xc3][\x80-\xbf]|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92|\xcb[\x86\x9c]|"
    rb"\xce[\x91-\xa9\xb1-\xbf]|\xcf[\x80-\x89]|" + _PINYIN
)
"""Characters of two bytes: marks of Latin-1, letters of pinyin, Greek; Windows-1252 read so twice."""

_CUT_TONES = {b"\xc4": "ā", b"\xc5": "ō", b"\xc7": "ǐ", b"\xc3 ": "à"}
"""Letters of pinyin of whose two bytes Windows-1252 lost the second; of \\xc3 alone it may be à or í."""

_LOSSES = {"pair": (2,), "third": (2, 1), "rest": (1,)}
_LOSSES |= {"marked_pair": (2,), "marked_third": (2,), "marked_second": (1,), "marked_rest": (1,)}
"""Where in a damaged sequence bytes can be missing."""

_LONGEST = 6  # bytes of the longest damaged sequence


class Reading(NamedTuple):
    """What bytes say in UTF-8: up to where, and in which pieces."""

    end: int
    pieces: tuple[str | Hole, ...]

    @property
    def certain(self) -> str:
        """The pieces that are no holes, without ASCII."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str) and not piece.isascii())


def read(data: bytes, borders: Sequence[int], reader: Reader, start: int, end: int) -> Reading:
    """The longest stretch of UTF-8 that begins at an offset and ends at or before another.

    `borders` are the offsets, in order, at which the damaged characters begin, and the
    end: nothing is lost within a character, and the stretch ends where one ends.
    """
    pieces, position = _pieces(data, borders, reader, start, end)
    # What follows the stretch may have been taken for more of it: try the borders close behind.
    first, last = bisect_right(borders, position), bisect_right(borders, min(position + _LONGEST, end))
    for border in reversed(borders[first:last]):
        more, reached = _pieces(data, borders, reader, position, border)
        if reached == border and more:
            return Reading(border, _ended([*pieces, *more]))
    while pieces and not _is_border(borders, position):
        border = borders[bisect_right(borders, position) - 1]
        pieces, position = _pieces(data, borders, reader, start, border)
    return Reading(position, _ended(pieces))


def _ended(pieces: Sequence[str | Hole]) -> tuple[str | Hole, ...]:
    """The pieces of a whole stretch: what stands behind a hole that ends it was not read with it."""
    if not pieces or not isinstance(pieces[-1], Hole):
        return tuple(pieces)
    last = pieces[-1]
    parts = tuple(part._replace(following=part.behind[:1]) for part in last.parts)
    return (*pieces[:-1], last._replace(parts=parts))


def strict(data: bytes, reader: Reader) -> list[int]:
    """Where in bytes whole characters of UTF-8 can begin, in order."""
    return [match.start() for match in re.finditer(_strict(reader), data)]


def _pieces(
    data: bytes, borders: Sequence[int], reader: Reader, start: int, end: int
) -> tuple[list[str | Hole], int]:
    """The pieces from an offset on, and the offset at which they end."""
    pieces: list[str | Hole] = []
    position = start
    for match in _tokens(reader).finditer(data, start, end):
        token, kind = match[0], str(match.lastgroup)
        if match.start() != position:
            break
        if kind in _LOSSES:
            losses = [at for at in _LOSSES[kind] if _is_border(borders, position + at)]
            if not losses:
                break
            pieces.append(_hole(token, kind, losses, data[match.end() : min(match.end() + 1, end)], reader))
        elif kind == "tone":
            pieces.append(_CUT_TONES.get(token.replace(SIGN, b""), LOST))
        else:
            pieces.append(token.replace(SIGN, LOST.encode()).decode())
        position = match.end()
    return pieces, position


def _is_border(borders: Sequence[int], offset: int) -> bool:
    return borders[bisect_left(borders, offset)] == offset


def _hole(token: bytes, kind: str, losses: Sequence[int], following: bytes, reader: Reader) -> Hole:
    """The hole that a damaged sequence is."""
    sign = token[losses[0] : losses[0] + 1] if kind.startswith("marked") else b""
    parts = []
    for loss in losses:
        before, behind = token[:loss], token[loss:].lstrip(sign)
        missing = 1 if len(before) + len(behind) == 2 else 2
        parts.append(Part(before, behind, missing, (behind or following)[:1]))
    return Hole(tuple(parts), sign, 2 if kind.endswith("pair") else 1, reader)


def _strict(reader: Reader) -> bytes:
    two = _LATIN_TWO if reader == "latin" else _GBK_TWO
    four = rb"\xf0[\x9f-\xaf]" + _NEXT + _NEXT
    return rb"(?:" + _LEAD + _NEXT + _NEXT + rb"|" + four + rb"|" + two + rb")" + _END


@cache
def _tokens(reader: Reader) -> re.Pattern[bytes]:
    sign, one, two = rb"[\x00? ]" if reader == "latin" else rb"[\x00?]", _LEAD, _LEAD + _NEXT
    unmarked = rb"(?![\x80-\xbf\x00?])"
    tone = [(b"tone", rb"(?<=[(a-z])[\xc3\xc4\xc5\xc7][\x00 ]?(?=[a-z)])")] if reader == "latin" else []
    kinds = (
        (b"strict", rb"(?:" + _strict(reader) + rb")+"),
        (b"marked_pair", two + sign + rb"{1,2}" + _NEXT + _NEXT + _END),
        (b"marked_third", two + sign + _END),
        (b"marked_second", one + sign + _NEXT + _END),
        (b"marked_rest", one + sign + rb"{1,2}" + _END),
        (b"pair", two + _NEXT + _NEXT + _END),
        (b"third", two + unmarked),
        (b"rest", one + unmarked),
        (b"ascii", rb"[\x00-\x7f]+"),
        *tone,
    )
    return re.compile(b"|".join(b"(?P<" + name + b">" + pattern + b")" for name, pattern in kinds))
