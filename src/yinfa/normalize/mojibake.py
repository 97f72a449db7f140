"""Mojibake: text that was read in a wrong encoding, read again in the right one.

UTF-8 read as GBK (鍚屽織), UTF-8 or GBK read as Latin-1 or Windows-1252 (åŒå¿—,
Í¬Ö¾), Big5 read as GBK or as Latin-1. A stretch is read again only where its bytes are
strict in the other encoding and the text they give is far more probable as
Chinese than what stands; what was lost in it stays U+FFFD. Whatever cannot be
read again is left as it is, and `remains` points it out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate, product
from typing import NamedTuple

from yinfa.normalize import reread
from yinfa.normalize.gloss import TONED
from yinfa.normalize.holes import LOST, Hole, Page, Reader, bits, closed
from yinfa.normalize.lines import Proposal
from yinfa.shapes import has_chinese

_LEAST = 2  # certain characters of a stretch
_LEAST_BIG5 = 3  # different characters of a stretch of Big5
_LOOK = 48  # bytes looked at before a stretch is believed
_GAIN = 8.0  # bits a character that a reading must gain
_LEAST_GAIN = 24.0
_DEAREST = 17.0  # bits a character of a reading whose bytes are UTF-8
_DEAREST_PAIRS = 13.0  # the same for GBK and Big5, in which most pairs of bytes are characters
_SAMPLE = 240  # characters of a line that are weighed
_STRICT, _FILLED = 0.97, 0.85

_WINDOWS = {bytes((code,)).decode("cp1252", "ignore"): code for code in range(0x80, 0xA0)}
_LATIN = {chr(code): code for code in range(0x80, 0x100)} | {
    sign: code for sign, code in _WINDOWS.items() if sign
}
_LATIN_CLASS = "".join(_LATIN)

_EURO = "€".encode("gb18030")


class _Stretch(NamedTuple):
    """A stretch to be read again: `start` to `end` in the text, its pieces, whether it is more than marks."""

    start: int
    end: int
    pieces: tuple[str | Hole, ...]


_Reading = tuple[int, int, str]
"""A stretch of a line, start and end, and what it reads."""


def utf8_as_gbk(text: str) -> Iterator[Proposal]:
    """UTF-8 that was read as GBK is read again: 鍚屽織 → 同志."""
    seeds = _gbk_seeds()
    if seeds.search(text):
        reader: Reader = "gb18030" if re.search("[\ue000-\ue765]", text) else "gbk"
        yield from _reread(text, seeds, reader, _gbk_bytes)


def utf8_as_latin(text: str) -> Iterator[Proposal]:
    """UTF-8 that was read as Latin-1 or Windows-1252 is read again: åŒå¿— → 同志."""
    if re.search("[\xc2-\xc5\xc7\xce\xcf\xe2-\xe9\xef]", text):
        yield from _reread(text, re.compile("[\xc2-\xc5\xc7\xce\xcf\xe2-\xe9\xef]"), "latin", _latin_bytes)


def big5_as_latin(text: str) -> Iterator[Proposal]:
    """Big5 that was read as Latin-1 or Windows-1252 is read again: ¤j®a¦n¡I → 大家好！."""
    if re.search(_BIG5_AS_LATIN, text):
        yield from _pairs_as_latin(text, _big5_readings)


def gbk_as_latin(text: str) -> Iterator[Proposal]:
    """GBK that was read as Latin-1 or Windows-1252 is read again: Í¬Ö¾ÃÇ → 同志们."""
    if re.search("[\xb0-\xf7][\xa1-\xfe]{3}", text):
        yield from _pairs_as_latin(text, _gbk_readings)


_BIG5_AS_LATIN = "(?:[\xa1-\xf9][@-~\xa1-\xfe]){3}"
"""Three characters of Big5, of which the second byte may be a letter."""


def big5_as_gbk(text: str) -> Iterator[Proposal]:
    """Big5 that was read as GBK is read again: 癸猭ㄢㄆ → 對法兩事."""
    if not re.search(_NO_CHINESE, text):
        return
    lines, doubtful, position = [], [], 0
    for line in text.split("\n"):
        spans = list(_big5_stretches(line)) if re.search(_NO_CHINESE, line) else []
        lines += [(position, line, span) for span in spans]
        if not spans and not line.isascii():
            doubtful.append((position, line, (0, len(line.rstrip("\r")))))
        position += len(line) + 1
    if lines:
        lines += [found for found in doubtful if _goes_with_big5(found[1])]
    for position, line, (start, end) in lines:
        yield position + start, position + end, _big5(line[start:end]), _STRICT


_NO_CHINESE = "[\u0370-\u04ff\u2500-\u2595\u3041-\u3129\ue000-\uf8ff]"
"""Letters and signs that the commonest bytes of Big5 become in GBK."""


def remains(text: str) -> Iterator[tuple[int, int]]:
    """The first place of each line at which something is left that nobody can read, as start and end.

    What stands for lost characters (U+FFFD, ????), what programs write over them
    (锟斤拷, 烫烫烫), characters without a meaning, and mojibake that was not certain enough.
    """
    if not any(sign in text for sign in _LOST_SIGNS) and not re.search(_STRANGE, text):
        return
    end = -1
    for match in re.finditer(_UNREADABLE, text):
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
    rf"[{''.join(c for c in _LATIN if _LATIN[c] < 0xC0)}]{{2}}|"
    r"[\ue000-\uf8ff\U000f0000-\U0010ffff]+"
)


def _asks(match: re.Match[str], text: str) -> bool:
    """Whether question marks are three behind Chinese, as an eager writer puts them."""
    return len(match[0]) == 3 and match[0][0] in "?？" and text[match.start() - 1 : match.start()] > "\xff"


def _big5_stretches(line: str) -> Iterator[tuple[int, int]]:
    """The whole line where it is better read as Big5, else what of it is between ASCII."""
    whole = line.strip("\r")
    if _is_big5(whole):
        yield 0, len(whole)
        return
    for match in re.finditer(r"[^\x00-\x7f\ufffd]{4,}", line):
        if _is_big5(match[0]):
            yield match.span()


def _goes_with_big5(line: str) -> bool:
    """Whether a line without a telling sign, or of one alone, is Big5 in a text that is."""
    return _is_big5(line, sign="") or bool(
        re.fullmatch(r"\s*[\ue000-\uf8ff]\s*", line) and LOST not in _big5(line)
    )


def _is_big5(stretch: str, sign: str = _NO_CHINESE) -> bool:
    """Whether a stretch is Big5 of which nothing was lost: a lost first byte leaves a letter alone."""
    sample = stretch[:_SAMPLE]
    reading = _big5(sample)
    stray = len(re.findall(r"(?<![!-~])[@-~]{1,2}(?![!-~])", sample))
    return (
        re.search(sign, sample) is not None
        and len(set(reading)) >= _LEAST_BIG5
        and stray * 16 <= len(sample)
        and LOST not in reading
        and _is_better(sample, reading, _DEAREST_PAIRS)
    )


def _big5(stretch: str) -> str:
    return "".join(map(_big5_character, stretch))


@cache
def _big5_character(character: str) -> str:
    """A character of GBK read as Big5; U+FFFD where Big5 has none."""
    if character <= "\x7f" or character == LOST:
        return character
    reading = _decoded(_gbk_bytes(character), "cp950")
    return reading if len(reading) == 1 else LOST


def _decoded(data: bytes, encoding: str) -> str:
    """The text of bytes of which the last may lack its second half; '' where they are no such text."""
    for end in (len(data), len(data) - 1):
        try:
            return data[:end].decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _pairs_as_latin(text: str, readings: Callable[[str], list[_Reading]]) -> Iterator[Proposal]:
    """The lines of which the readings, taken together, are better than what stands.

    One character or two cannot tell; they are Chinese where another line is.
    """
    lines, alone, position = [], [], 0
    for line in text.split("\n"):
        found = [] if line.isascii() else readings(line)
        reading = "".join(reading for *_, reading in found)
        standing = "".join(line[start:end] for start, end, _ in found)
        if len(reading) >= _LEAST and _is_better(standing[:_SAMPLE], reading[:_SAMPLE], _DEAREST_PAIRS):
            lines.append((position, found))
        elif (
            len(reading.strip()) <= _LEAST
            and len(standing) == len(line)
            and line.lstrip()[:1] in _FIRST_BYTES
        ):
            alone.append((position, found))
        position += len(line) + 1
    for position, found in lines + alone if lines else ():
        for start, end, reading in found:
            yield position + start, position + end, reading, _STRICT


def _big5_readings(line: str) -> list[_Reading]:
    """What of a line is Big5, and less probably GBK."""
    found, as_gbk = list(_read(line, _BYTES, "cp950")), list(_read(line, _BYTES, "gb18030"))
    return found if len(as_gbk) < len(found) or _cost(found) < _cost(as_gbk) else []


def _gbk_readings(line: str) -> list[_Reading]:
    """What of a line is GBK: stretches with the letters that are second bytes, else what is not ASCII."""
    return [
        reading
        for stretch in re.finditer(_BYTES, line)
        for reading in list(_read(line, _BYTES, "gb18030", *stretch.span()))
        or _read(line, _HIGH_BYTES, "gb18030", *stretch.span())
    ]


def _read(line: str, pattern: str, encoding: str, *part: int) -> Iterator[_Reading]:
    """The stretches of a pattern that are more than ASCII and can be read; `part` is a start and an end."""
    for match in re.compile(pattern).finditer(line, *part):
        if not match[0].isascii() and (reading := _decoded(_latin_bytes(match[0]), encoding)):
            yield match.start(), match.start() + len(reading.encode(encoding)), reading


def _cost(readings: list[_Reading]) -> float:
    return bits("".join(reading for *_, reading in readings))


_MARKS = "\xa0“”‘’–—…•"
_LETTERS = "".join(sign for sign in _LATIN if sign not in _MARKS)
_BESIDE = f"[{_LETTERS}][@-~{_MARKS}]?\0|\0[{_MARKS}]?[{_LETTERS}]"
"""What beside a sign tells that its two bytes are GBK, as 位 is λ: the bytes of another one."""
_FIRST_BYTES = frozenset(map(chr, range(0xA1, 0xFF)))
_HIGH_BYTES = f"[{_LATIN_CLASS}]{{2,}}"
_BYTES = f"[\x01-\x7f{_LATIN_CLASS}]{{2,}}"
"""What bytes are to Latin-1: those above 7F alone, and all of them."""


def _reread(
    text: str, seeds: re.Pattern[str], reader: Reader, to_bytes: Callable[[str], bytes]
) -> Iterator[Proposal]:
    stretches = list(_stretches(text, seeds, reader, to_bytes))
    page = Page.of(piece for stretch in stretches for piece in stretch.pieces if isinstance(piece, str))
    for start, end, pieces in stretches:
        reading = closed(pieces, text[end : end + 4].partition("\n")[0], page)
        while reader == "latin" and (deeper := _once_more(reading)):
            reading = deeper
        confidence = _STRICT if all(isinstance(piece, str) for piece in pieces) else _FILLED
        yield start, end, reading, confidence


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


def _is_believed(text: str, start: int, end: int, reading: str, reader: Reader) -> bool:
    """Whether the certain characters of a stretch are what was meant."""
    if reader == "latin":
        reading = _once_more(reading, errors="ignore") or reading
        if re.fullmatch("[\xa0°±²³µ·×“”‘’–—•…\u3001-\u301f\uff01-\uff5e\ufeffΑ-Ωα-ω]+", reading):
            return not re.search(_BESIDE, f"{text[max(start - 2, 0) : start]}\0{text[end : end + 2]}")
        reading = re.sub(f"[{TONED}]", "", reading)
    return len(reading) >= _LEAST and _is_better(text[start:end], reading, _DEAREST)


def _is_better(standing: str, reading: str, dearest: float) -> bool:
    """Whether a reading is Chinese, and far more probably so than what stands."""
    if not has_chinese(reading):
        return False
    count = sum(character > "\x7f" for character in reading)
    cost = bits(reading)
    return cost <= dearest * count and bits(standing) - cost >= max(_GAIN * count, _LEAST_GAIN)


def _once_more(reading: str, errors: str = "strict") -> str:
    """What was read in Latin-1 twice, read again once more; '' where it was not."""
    if reading.isascii():
        return ""
    data = _latin_bytes(reading)
    try:
        return "" if b"\xff" in data else data.decode(errors=errors)
    except UnicodeDecodeError:
        return ""


def _latin_bytes(text: str) -> bytes:
    """The bytes that Latin-1 or Windows-1252 reads as a text; FF, which is no UTF-8, for others."""
    return b"".join(_latin_byte(character) for character in text)


@cache
def _latin_byte(character: str) -> bytes:
    if character == LOST:
        return reread.SIGN
    if "\x00" < character < "\x80":
        return character.encode()
    return bytes((_LATIN.get(character, 0xFF),))


@cache
def _gbk_bytes(character: str) -> bytes:
    """The bytes that GBK reads as a character; FF, which is no UTF-8, where there are none."""
    if character == LOST:
        return reread.SIGN
    data = character.encode("gb18030", "ignore") if character > "\x00" else b""
    return data or b"\xff"


@cache
def _gbk_seeds() -> re.Pattern[str]:
    """The characters with which UTF-8 read as GBK can begin: two bytes of a Chinese character, or ×."""
    pairs = map(bytes, product((*range(0xE2, 0xEA), 0xEF), range(0x80, 0xC0)))
    return re.compile(f"[{b''.join(pairs).decode('gbk')}{'×'.encode().decode('gbk')}]")
