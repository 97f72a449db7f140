"""Mojibake of encodings of two bytes: GBK and Big5 read as Latin-1 or Windows-1252, Big5 read as GBK.

In: the text. Out: proposals for lines, or stretches of them, whose bytes are strict in
the other encoding and give what is far more probable as Chinese than what stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from yinfa.normalize.holes import LOST, bits
from yinfa.normalize.lines import Proposal
from yinfa.normalize.misread import (
    DEAREST_PAIRS,
    LATIN_CLASS,
    SAMPLE,
    STRICT,
    Reading,
    gbk_bytes,
    is_better,
    latin_bytes,
)
from yinfa.patterns import compiled

_LEAST = 2  # characters of a line
_LEAST_BIG5 = 3  # different characters of a stretch of Big5


def big5_as_latin(text: str) -> Iterator[Proposal]:
    """Big5 that was read as Latin-1 or Windows-1252 is read again: ¤j®a¦n¡I → 大家好！."""
    if compiled(_BIG5_AS_LATIN).search(text):
        yield from _pairs_as_latin(text, _big5_readings)


def gbk_as_latin(text: str) -> Iterator[Proposal]:
    """GBK that was read as Latin-1 or Windows-1252 is read again: Í¬Ö¾ÃÇ → 同志们."""
    if compiled("[\xb0-\xf7][\xa1-\xfe]{3}").search(text):
        yield from _pairs_as_latin(text, _gbk_readings)


_BIG5_AS_LATIN = "(?:[\xa1-\xf9][@-~\xa1-\xfe]){3}"
"""Three characters of Big5, of which the second byte may be a letter."""


def big5_as_gbk(text: str) -> Iterator[Proposal]:
    """Big5 that was read as GBK is read again: 癸猭ㄢㄆ → 對法兩事."""
    if not compiled(_NO_CHINESE).search(text):
        return
    lines, doubtful, position = [], [], 0
    for line in text.split("\n"):
        spans = list(_big5_stretches(line)) if compiled(_NO_CHINESE).search(line) else []
        lines += [(position, line, span) for span in spans]
        if not spans and not line.isascii():
            doubtful.append((position, line, (0, len(line.rstrip("\r")))))
        position += len(line) + 1
    if lines:
        lines += [found for found in doubtful if _goes_with_big5(found[1])]
    for position, line, (start, end) in lines:
        yield position + start, position + end, _big5(line[start:end]), STRICT


_NO_CHINESE = "[\u0370-\u04ff\u2500-\u2595\u3041-\u3129\ue000-\uf8ff]"
"""Letters and signs that the commonest bytes of Big5 become in GBK."""


def _big5_stretches(line: str) -> Iterator[tuple[int, int]]:
    """The whole line where it is better read as Big5, else what of it is between ASCII."""
    whole = line.strip("\r")
    if _is_big5(whole):
        yield 0, len(whole)
        return
    for match in compiled(r"[^\x00-\x7f\ufffd]{4,}").finditer(line):
        if _is_big5(match[0]):
            yield match.span()


def _goes_with_big5(line: str) -> bool:
    """Whether a line without a telling sign, or of one alone, is Big5 in a text that is."""
    return _is_big5(line, sign="") or bool(
        compiled(r"\s*[\ue000-\uf8ff]\s*").fullmatch(line) and LOST not in _big5(line)
    )


def _is_big5(stretch: str, sign: str = _NO_CHINESE) -> bool:
    """Whether a stretch is Big5 of which nothing was lost: a lost first byte leaves a letter alone."""
    sample = stretch[:SAMPLE]
    reading = _big5(sample)
    stray = len(compiled(r"(?<![!-~])[@-~]{1,2}(?![!-~])").findall(sample))
    return (
        compiled(sign).search(sample) is not None
        and len(set(reading)) >= _LEAST_BIG5
        and stray * 16 <= len(sample)
        and LOST not in reading
        and is_better(sample, reading, DEAREST_PAIRS)
    )


def _big5(stretch: str) -> str:
    return "".join(map(_big5_character, stretch))


@cache
def _big5_character(character: str) -> str:
    """A character of GBK read as Big5; U+FFFD where Big5 has none."""
    if character <= "\x7f" or character == LOST:
        return character
    reading = _decoded(gbk_bytes(character), "cp950")
    return reading if len(reading) == 1 else LOST


def _decoded(data: bytes, encoding: str) -> str:
    """The text of bytes of which the last may lack its second half; '' where they are no such text."""
    for end in (len(data), len(data) - 1):
        try:
            return data[:end].decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _pairs_as_latin(text: str, readings: Callable[[str], list[Reading]]) -> Iterator[Proposal]:
    """The lines of which the readings, taken together, are better than what stands.

    One character or two cannot tell; they are Chinese where another line is.
    """
    lines, alone, position = [], [], 0
    for line in text.split("\n"):
        found = [] if line.isascii() else readings(line)
        if _are_better(line, found):
            lines.append((position, found))
        elif _may_be_alone(line, found):
            alone.append((position, found))
        position += len(line) + 1
    for position, found in lines + alone if lines else ():
        for start, end, reading in found:
            yield position + start, position + end, reading, STRICT


def _are_better(line: str, readings: list[Reading]) -> bool:
    """Whether the readings of a line, taken together, are better than what stands."""
    reading = "".join(reading for *_, reading in readings)
    standing = "".join(line[start:end] for start, end, _ in readings)
    return len(reading) >= _LEAST and is_better(standing[:SAMPLE], reading[:SAMPLE], DEAREST_PAIRS)


def _may_be_alone(line: str, readings: list[Reading]) -> bool:
    """Whether a line, read as a whole, is a character or two with ASCII beside them, or has no letter: — 7 —.

    A post and a name are too rare for the lexicon to tell.
    """
    whole = sum(end - start for start, end, _ in readings) == len(line)
    short = sum(sign > "\x7f" for *_, reading in readings for sign in reading) <= _LEAST
    foreign = compiled("[A-Za-z]").search(line) is None
    return whole and (short or foreign) and line.lstrip()[:1] in _FIRST_BYTES


def _big5_readings(line: str) -> list[Reading]:
    """What of a line is Big5, and less probably GBK."""
    found, as_gbk = list(_read(line, _BYTES, "cp950")), list(_read(line, _BYTES, "gb18030"))
    return found if len(as_gbk) < len(found) or _cost(found) < _cost(as_gbk) else []


def _gbk_readings(line: str) -> list[Reading]:
    """What of a line is GBK: stretches with the letters that are second bytes, else what is not ASCII."""
    return [
        reading
        for stretch in compiled(_BYTES).finditer(line)
        for reading in list(_read(line, _BYTES, "gb18030", *stretch.span()))
        or _read(line, _HIGH_BYTES, "gb18030", *stretch.span())
    ]


def _read(line: str, pattern: str, encoding: str, *part: int) -> Iterator[Reading]:
    """The stretches of a pattern that are more than ASCII and can be read; `part` is a start and an end."""
    for match in compiled(pattern).finditer(line, *part):
        if not match[0].isascii() and (reading := _decoded(latin_bytes(match[0]), encoding)):
            yield match.start(), match.start() + len(reading.encode(encoding)), reading


def _cost(readings: list[Reading]) -> float:
    return bits("".join(reading for *_, reading in readings))


_FIRST_BYTES = frozenset(map(chr, range(0xA1, 0xFF)))
_HIGH_BYTES = f"[{LATIN_CLASS}]{{2,}}"
_BYTES = f"[\x01-\x7f{LATIN_CLASS}]{{2,}}"
"""What bytes are to Latin-1: those above 7F alone, and all of them."""


def is_rather_gbk(line: str, as_utf8: list[Reading]) -> bool:
    """Whether a line is GBK that holds UTF-8 by chance: of 村公 (B4 E5 B9 AB) E5 B9 AB is 幫."""
    as_gbk = _gbk_readings(line)
    return _are_better(line, as_gbk) and bits(_with(line, as_gbk)) < bits(_with(line, as_utf8))


def _with(line: str, readings: list[Reading]) -> str:
    """A line with some of it read again."""
    pieces: list[str] = []
    position = 0
    for start, end, reading in readings:
        pieces += (line[position:start], reading)
        position = end
    return "".join((*pieces, line[position:]))
