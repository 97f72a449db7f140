"""Mojibake: text that was read in a wrong encoding, read again in the right one.

UTF-8 read as GBK (鍚屽織), or as Latin-1 or Windows-1252 (åŒå¿—). A stretch is read
again only where its bytes are UTF-8 and the text they give is far more probable as
Chinese than what stands; what was lost in it stays U+FFFD. Whatever cannot be
read again is left as it is, and `remains` points it out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby, product
from typing import NamedTuple

from yinfa.normalize import reread
from yinfa.normalize.gloss import TONED
from yinfa.normalize.holes import LOST, Hole, Page, Reader, closed
from yinfa.normalize.lines import Proposal
from yinfa.normalize.misread import LATIN, STRICT, gbk_bytes, is_better, latin_bytes
from yinfa.normalize.mojibake_pairs import is_rather_gbk
from yinfa.patterns import compiled

_LEAST = 2  # certain characters of a stretch
_LOOK = 48  # bytes looked at before a stretch is believed
_DEAREST = 17.0  # bits a character of a reading
_FILLED = 0.85

_EURO = "€".encode("gb18030")


class _Stretch(NamedTuple):
    """A stretch to be read again: `start` to `end` in the text, its pieces, whether it is more than marks."""

    start: int
    end: int
    pieces: tuple[str | Hole, ...]


def utf8_as_gbk(text: str) -> Iterator[Proposal]:
    """UTF-8 that was read as GBK is read again: 鍚屽織 → 同志."""
    seeds = _gbk_seeds()
    if seeds.search(text):
        reader: Reader = "gb18030" if compiled("[\ue000-\ue765]").search(text) else "gbk"
        yield from _reread(text, seeds, reader, gbk_bytes)


def utf8_as_latin(text: str) -> Iterator[Proposal]:
    """UTF-8 that was read as Latin-1 or Windows-1252 is read again: åŒå¿— → 同志."""
    if not compiled(_UTF8_AS_LATIN).search(text):
        return
    found = _reread(text, compiled(_UTF8_AS_LATIN), "latin", latin_bytes)
    starts = [0, *(match.end() for match in compiled("\n").finditer(text)), len(text) + 1]
    for number, group in groupby(found, lambda proposal: bisect_right(starts, proposal[0])):
        start, line = starts[number - 1], text[starts[number - 1] : starts[number] - 1]
        proposals = list(group)
        if not is_rather_gbk(
            line, [(first - start, last - start, read) for first, last, read, _ in proposals]
        ):
            yield from proposals


_UTF8_AS_LATIN = "[\xc2-\xc5\xc7\xce\xcf\xe2-\xe9\xef]"
"""What a character of UTF-8 begins with to Latin-1."""


def remains(text: str) -> Iterator[tuple[int, int]]:
    """The first place of each line at which something is left that nobody can read, as start and end.

    What stands for lost characters (U+FFFD, ????), what programs write over them
    (锟斤拷, 烫烫烫), characters without a meaning, and mojibake that was not certain enough.
    """
    if not any(sign in text for sign in _LOST_SIGNS) and not compiled(_STRANGE).search(text):
        return
    end = -1
    for match in compiled(_UNREADABLE).finditer(text):
        if match.start() > end and not _asks(match, text):
            yield match.span()
            end = text.find("\n", match.end())
            if end < 0:
                return


_LOST_SIGNS = ("锟", "拷", "嚙", "啮", "烫烫烫", "屯屯屯", "??", "？？", "?？", "？?", "鈥", "銆", "锛")
_STRANGE = r"[\xc0-\xd6\xd8-\xf6\xf8-\xff\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]"
"""What is lost, of private use, or what bytes of UTF-8 and GBK are to Latin-1."""
_UNREADABLE = (
    r"\ufffd+|锟斤[锟斤拷]*|[锟斤]拷[锟斤拷]*|[嚙啮][踝蕭萧]|烫{3,}|屯{3,}|[?？]{3,}|"
    r"[鈥銆锛]|[\xc0-\xd6\xd8-\xf6\xf8-\xff][\xa1-\xff]{3,}|[\xe3-\xe9\xef]"
    rf"[{''.join(c for c in LATIN if LATIN[c] < 0xC0)}]{{2}}|"
    r"[\ue000-\uf8ff\U000f0000-\U0010ffff]+"
)


def _asks(match: re.Match[str], text: str) -> bool:
    """Whether question marks are three behind Chinese, as an eager writer puts them."""
    return len(match[0]) == 3 and match[0][0] in "?？" and text[match.start() - 1 : match.start()] > "\xff"


def _reread(
    text: str, seeds: re.Pattern[str], reader: Reader, to_bytes: Callable[[str], bytes]
) -> Iterator[Proposal]:
    stretches = list(_stretches(text, seeds, reader, to_bytes))
    if any(end - start >= _LONG for start, end, _ in stretches):
        stretches = sorted((*stretches, *_short(text, stretches, reader, to_bytes)))
    page = Page.of(piece for stretch in stretches for piece in stretch.pieces if isinstance(piece, str))
    for start, end, pieces in stretches:
        reading = closed(pieces, text[end : end + 4].partition("\n")[0], page)
        while reader == "latin" and (deeper := _once_more(reading)):
            reading = deeper
        confidence = STRICT if all(isinstance(piece, str) for piece in pieces) else _FILLED
        yield start, end, reading, confidence


_LONG = 12  # characters of a stretch that leaves no doubt that the text was misread


def _short(
    text: str, stretches: Sequence[_Stretch], reader: Reader, to_bytes: Callable[[str], bytes]
) -> Iterator[_Stretch]:
    """The lines of such a text that are too short to tell it themselves: 涓佸畯 is 丁宏, ç¨¿ is 稿."""
    starts = [start for start, _, _ in stretches]
    hardly_else = _HARDLY_LATIN if reader == "latin" else _HARDLY_GBK
    for row in compiled("[^\\n]+").finditer(text):
        line = row[0].strip()
        read_before = bisect_left(starts, row.start()) < bisect_left(starts, row.end())
        if read_before or len(line) > _LONGEST_SHORT:
            continue
        codes = list(map(to_bytes, line))
        data, borders = b"".join(codes), [0, *accumulate(map(len, codes))]
        end, pieces = reread.read(data, borders, reader, 0, len(data))
        reading = "".join(piece for piece in pieces if isinstance(piece, str))
        if end == len(data) and LOST not in reading and compiled(hardly_else).fullmatch(reading):
            start = row.start() + row[0].index(line)
            yield _Stretch(start, start + len(line), pieces)


_LONGEST_SHORT = 12
_HARDLY_GBK = "[\u4e00-\u9fff，。：！（）]{2,}|×{2,3}"
_HARDLY_LATIN = rf"(?=.*[\u2000-\uffff])[\x20-\x7e{TONED}\u2000-\uffff]+|×{{2,3}}"
"""What two or more characters that GBK reads, or three of Latin-1, are in UTF-8 by no chance."""


def _stretches(
    text: str, seeds: re.Pattern[str], reader: Reader, to_bytes: Callable[[str], bytes]
) -> Iterator[_Stretch]:
    """The stretches to be read again, line by line."""
    position = 0
    while seed := seeds.search(text, position):
        start = seed.start()
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        codes = [to_bytes(character) for character in text[start:end]]
        if reader != "latin":
            _tell_euros(codes)
        line = _Line(text, start, b"".join(codes), [0, *accumulate(map(len, codes))])
        yield from _of_line(line, seeds, reader)
        position = end


def _tell_euros(codes: list[bytes]) -> None:
    """The euro sign is A2E3 in GBK, and the byte 80 to Windows and browsers: told by what it completes."""
    for number, code in enumerate(codes):
        if code == _EURO:
            begun = b"".join(codes[max(number - 2, 0) : number])
            following = b"".join(codes[number + 1 : number + 2])[:1]
            ends = re.search(rb"[\xe2-\xe9\xef][\x80-\xbf]\Z", begun)
            if not ends or not re.match(rb"[\x80-\xbf\x00?]", following):
                codes[number] = b"\x80"


class _Line(NamedTuple):
    """A line from its first seed on: where it begins in the text, its bytes, where characters begin."""

    text: str
    start: int
    data: bytes
    borders: list[int]


def _of_line(line: _Line, seeds: re.Pattern[str], reader: Reader) -> Iterator[_Stretch]:
    text, base, data, borders = line
    whole = reread.strict(data, reader)
    position = base
    while seed := seeds.search(text, position, base + len(borders) - 1):
        position = seed.start() + 1
        at = borders[seed.start() - base]
        if bisect_left(whole, at + _LOOK) == bisect_left(whole, at):
            continue
        look = reread.read(data, borders, reader, at, min(at + _LOOK, len(data)))
        end = base + bisect_left(borders, look.end)
        if _is_believed(text, seed.start(), end, look.certain, reader):
            reading = reread.read(data, borders, reader, at, len(data))
            position = base + bisect_left(borders, reading.end)
            yield _Stretch(seed.start(), position, reading.pieces)


_MARKS = "\xa0“”‘’–—…•"
_LETTERS = "".join(sign for sign in LATIN if sign not in _MARKS)
_BESIDE = f"[{_LETTERS}][@-~{_MARKS}]?\0|\0[{_MARKS}]?[{_LETTERS}]"
"""What beside a sign tells that its two bytes are GBK, as 位 is λ: the bytes of another one."""


def _is_believed(text: str, start: int, end: int, reading: str, reader: Reader) -> bool:
    """Whether the certain characters of a stretch are what was meant."""
    if reader == "latin":
        reading = _once_more(reading, errors="ignore") or reading
        if compiled("[\xa0°±²³µ·×“”‘’–—•…\u3001-\u301f\uff01-\uff5e\ufeffΑ-Ωα-ω]+").fullmatch(reading):
            return not compiled(_BESIDE).search(f"{text[max(start - 2, 0) : start]}\0{text[end : end + 2]}")
        reading = compiled(f"[{TONED}]").sub("", reading)
    return len(reading) >= _LEAST and is_better(text[start:end], reading, _DEAREST)


def _once_more(reading: str, errors: str = "strict") -> str:
    """What was read in Latin-1 twice, read again once more; '' where it was not."""
    if reading.isascii():
        return ""
    data = latin_bytes(reading)
    try:
        return "" if b"\xff" in data else data.decode(errors=errors)
    except UnicodeDecodeError:
        return ""


@cache
def _gbk_seeds() -> re.Pattern[str]:
    """The characters with which UTF-8 read as GBK can begin: two bytes of a Chinese character, or ×."""
    pairs = map(bytes, product((*range(0xE2, 0xEA), 0xEF), range(0x80, 0xC0)))
    return compiled(f"[{b''.join(pairs).decode('gbk')}{'×'.encode().decode('gbk')}]")
