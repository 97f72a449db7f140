"""Holes in a text that was read again: what can have stood there, and what is certain of it.

In: pieces of text with a `Hole` where bytes are missing. Out: the text. The
bytes around a hole leave few characters to choose from, and the words these make
with their neighbours tell which it was; where none is clearly the best the hole
stays U+FFFD, so that nothing is guessed.

Which bytes can be missing hangs on how they were read. A reader of GBK drops or
marks pairs that GBK leaves undefined, and a single byte before ASCII. A reader
of Windows-1252 loses the five bytes that it leaves undefined; the no-break space
and the soft hyphen get lost in copying.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product
from math import log2, prod
from typing import Literal, NamedTuple

from yinfa import lexicon
from yinfa.normalize.script import leaning, shadow
from yinfa.patterns import compiled
from yinfa.shapes import CHINESE_DIGITS, is_closing, is_greeting, is_salutation

LOST = "\N{REPLACEMENT CHARACTER}"

Reader = Literal["gbk", "gb18030", "latin"]
"""How the bytes were read: GB18030 is GBK in which the pairs undefined there are private-use characters."""

_MARKS = "，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』…—～·×％　"
_MARK_BITS = 6.0
_UNKNOWN = 40.0  # bits of a character that is no word
_RARE = 19.0  # bits from which a character is not taken for a hole
_MOST = 40  # candidates for a hole
_MOST_TOGETHER = 72  # candidates for neighbouring holes
_NEAR = 4  # characters weighed on each side
_LINE = 120  # characters of the line that are looked at: those of the longest salutation
_DEAREST = 11.0  # bits a character of a reading that is believed
_CLEAR = 8.0  # bits by which the best must lead
_FIT = 12.0  # bits in favour of what a date, a salutation or a sentence asks for
_LOST_BY_LATIN = b"\x81\x8d\x8f\x90\x9d\xad\xa0"


class Part(NamedTuple):
    """One way to see a hole: `missing` bytes between those before and behind, then the byte `following`."""

    before: bytes
    behind: bytes
    missing: int
    following: bytes


class Hole(NamedTuple):
    """A place where bytes are missing, in each of the ways to see it.

    `sign` is what stands for them (b"" for nothing), `length` how many characters they
    and their neighbours make.
    """

    parts: tuple[Part, ...]
    sign: bytes
    length: int
    reader: Reader


@dataclass(frozen=True, slots=True)
class Page:
    """What the certain text of a page says: how often two characters stand side by side, and its script.

    `script` is 1 for traditional, -1 for simplified, 0 for neither.
    """

    pairs: Mapping[tuple[str, str], int]
    script: int

    @classmethod
    def of(cls, texts: Iterable[str]) -> Page:
        """The page that some texts belong to."""
        texts = tuple(texts)
        lean = sum(map(leaning, texts))
        return cls(Counter(pair for text in texts for pair in pairwise(text)), (lean > 0) - (lean < 0))

    def habit(self, text: str) -> float:
        """How used the page is to the pairs of characters in a text, in bits."""
        return sum(log2(1 + self.pairs.get((left, right), 0)) for left, right in pairwise(text))


def closed(pieces: Iterable[str | Hole], behind: str, page: Page) -> str:
    """The text of the pieces; a hole takes the clearly best of its candidates, else U+FFFD.

    `behind` is the rest of the line.
    """
    done, line = [], ""
    known = (piece if isinstance(piece, str) else _only(piece) or piece for piece in pieces)
    for piece, following in pairwise((*_grouped(known, page), behind)):
        if isinstance(piece, str):
            text = piece
        else:
            text = _best(line, piece, following[:_NEAR] if isinstance(following, str) else "", page)
            text += LOST if following and _candidates(piece[-1], page.script)[1] else ""
        done.append(text)
        line = (line + text)[-_LINE:]
    return "".join(done)


def bits(text: str) -> float:
    """Bits of improbability of a text as simplified or traditional Chinese; ASCII counts nothing."""
    marks = sum(map(text.count, _MARKS))
    return marks * _MARK_BITS - sum(
        lexicon.score(stretch)
        for stretch in compiled(rf"[\x00-\x7f{_MARKS}]+").split(shadow(text))
        if stretch
    )


def _grouped(pieces: Iterable[str | Hole], page: Page) -> Iterator[str | list[Hole]]:
    """The texts, and the holes between them in groups small enough to be weighed together."""
    group: list[Hole] = []
    for piece in pieces:
        if isinstance(piece, Hole) and _fits_in(group, piece, page):
            group.append(piece)
            continue
        if group:
            yield group
        group = [piece] if isinstance(piece, Hole) else []
        if isinstance(piece, str):
            yield piece
    if group:
        yield group


def _fits_in(group: list[Hole], hole: Hole, page: Page) -> bool:
    candidates = [_candidates(member, page.script) for member in (*group, hole)]
    ways = prod(len(texts) for texts, _ in candidates)
    return 0 < ways <= _MOST_TOGETHER and not any(swallowed for _, swallowed in candidates[:-1])


def _best(line: str, holes: list[Hole], right: str, page: Page) -> str:
    """What neighbouring holes read: the characters in which all that are nearly as good as the best agree."""
    left = line[-_NEAR:]
    ranked = sorted(
        (
            bits(left + candidate + right)
            - 2 * page.habit(left[-1:] + candidate + right[:1])
            - _FIT * _fits(line, candidate, right),
            candidate,
        )
        for candidate in map("".join, product(*(_candidates(hole, page.script)[0] for hole in holes)))
    )
    length = sum(hole.length for hole in holes)
    if not ranked or ranked[0][0] > bits(left) + bits(right) + _DEAREST * length:
        return LOST * length
    rivals = [candidate for cost, candidate in ranked if cost < ranked[0][0] + _CLEAR]
    return "".join(signs[0] if len(set(signs)) == 1 else LOST for signs in zip(*rivals, strict=True))


def _fits(line: str, candidate: str, right: str) -> bool:
    """Whether the line speaks for a candidate: a date for 年月日, what is open or a sentence for its mark."""
    line, last = line + candidate[:-1], candidate[-1]
    if last in _DATE_PARTS:
        return compiled(_DATE_PARTS[last]).search(line) is not None
    if last in _OPENING:
        return line.count(_OPENING[last]) > line.count(last)
    if last == "们":
        return (not right.strip() or right[0] in "：，") and is_salutation(line + "们：")
    if last in CHINESE_DIGITS:
        return right[:1] == "、" and not line.strip()
    return not right.strip() and _ends_line(line, last)


def _ends_line(line: str, mark: str) -> bool:
    """Whether a line without its last mark asks for this one."""
    if mark == "。":
        return not any(line.count(opening) > line.count(_CLOSING[opening]) for opening in _CLOSING)
    if mark == "：":
        return is_salutation(line + mark)
    clause = compiled("[，。；：！？]").split(line)[-1]
    if mark == "？":
        return compiled(_ASKS).search(clause) is not None
    return mark == "！" and (is_greeting(line) or is_closing(line) or bool(compiled(_CALLS).search(clause)))


_DATE_PARTS = {"年": r"\d{4}$", "月": r"年\d{1,2}$", "日": r"月\d{1,2}$"}
_CLOSING = dict(zip("《〈【「『〔（“‘", "》〉】」』〕）”’", strict=True))
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_ASKS = r"[吗呢]$|(?:什么|谁|哪里|哪儿|怎么样|如何|何在|怎么办)$|难道|为什么|(.)不\1|有没有"
_CALLS = "^(?:让我们|祝|预祝|祝愿|谢谢|感谢)|[啊呀吧]$"


@lru_cache(maxsize=4096)
def _candidates(hole: Hole, script: int) -> tuple[tuple[str, ...], bool]:
    """The known characters of a script that can have stood in a hole, the commonest first.

    The truth value says that its sign, a question mark, also took the ASCII character behind the bytes.
    """
    found = _known((text for part in hole.parts for text in _filled(part, _lost(part, hole))), script)
    first = hole.parts[0]
    if found or hole.sign != b"?" or hole.reader == "latin" or (first.behind, first.missing) != (b"", 1):
        return found, False
    return _known(_filled(first, _lost_by_gbk(1, b"")), script), True


@lru_cache(maxsize=4096)
def _only(hole: Hole) -> str:
    """What stood in a hole that has only one possible reading, however rare; '' where it has several."""
    lost = [(part, _lost(part, hole)) for part in hole.parts]
    if any(len(missing) > 1 for _, missing in lost):
        return ""
    texts = {text for part, missing in lost for text in _filled(part, missing)}
    return texts.pop() if len(texts) == 1 else ""


def _known(texts: Iterable[str], script: int) -> tuple[str, ...]:
    """Those of some texts that consist of known characters of a script, the commonest first."""
    weighed = sorted((sum(map(_single, text)), text) for text in set(texts) if leaning(text) * script >= 0)
    return tuple(text for weight, text in weighed if weight < _RARE * len(text))[:_MOST]


def _filled(part: Part, lost: Iterable[bytes]) -> Iterator[str]:
    for missing in lost:
        try:
            yield (part.before + missing + part.behind).decode()
        except UnicodeDecodeError:
            continue


def _lost(part: Part, hole: Hole) -> tuple[bytes, ...]:
    if hole.reader == "gb18030" and part.missing == 1 and part.following >= b"\x80":
        return (b"\x80",)
    if hole.reader != "latin":
        return _lost_by_gbk(part.missing, part.following)
    singles = b"\xa0" if hole.sign == b" " else _LOST_BY_LATIN
    return tuple(map(bytes, product(singles, repeat=part.missing)))


@cache
def _lost_by_gbk(count: int, following: bytes) -> tuple[bytes, ...]:
    """What a reader of GBK can have lost before a byte: a pair that is undefined, or half of one."""
    nexts = range(0x80, 0xC0)
    if count == 2:
        pairs = map(bytes, product(nexts, (*nexts, *range(0xE2, 0xEA), 0xEF)))
        return tuple(filter(_is_undefined, pairs))
    singles = (bytes((byte,)) for byte in nexts)
    return tuple(lost for lost in singles if following < b"\x80" or _is_undefined(lost + following))


def _is_undefined(pair: bytes) -> bool:
    return pair[0] == 0x80 or not pair.decode("gbk", "ignore")


@cache
def _single(character: str) -> float:
    if character in _MARKS:
        return _MARK_BITS
    known = lexicon.bits(shadow(character))
    return _UNKNOWN if known is None else known
