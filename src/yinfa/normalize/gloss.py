"""Pinyin glosses that a page put behind its characters, with their tones or without."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from yinfa.normalize import breaks, frame, page_lines
from yinfa.normalize.furniture import furniture
from yinfa.normalize.lines import Line, Proposal, drop, lines
from yinfa.normalize.pieces import is_marked
from yinfa.normalize.script import shadow, usual_traditional
from yinfa.normalize.wrapping import is_wrapped
from yinfa.patterns import compiled
from yinfa.shapes import is_chinese

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_LETTER = f"[a-züê{TONED}ɡ]"
SYLLABLE = f"{_LETTER}{{1,6}}"
_GLOSS = rf"[(（\[【]\s{{0,3}}({_LETTER}(?:\s{{0,3}}{_LETTER}){{0,5}})\s{{0,3}}[)）\]】]"
"""A syllable in brackets, of which the letters may have been spread or stand on two lines."""
_CUT = rf"[(（\[【]{_LETTER}{{0,5}}$|^{_LETTER}{{0,5}}[)）\]】]"
"""What a line's end leaves of a gloss on either line."""
_MANY = 3
"""Glosses that no writer puts for help."""
_NEAR = 4
"""Characters before a gloss among which its own stands, where blanks are spread."""
_U = str.maketrans("üv", "uu")


def joined(text: str) -> Iterator[Proposal]:
    """Lines cut at one width are joined while the glosses that count in it are there: …领(l / ǐng)导.

    What the pages have between the lines goes along, as it is not to be told afterwards.
    """
    if sum(_is_toned(gloss) for gloss in compiled(_GLOSS).findall(text)) < _MANY:
        return
    rows = lines(text)
    bare = [compiled(f"{_GLOSS}|{_CUT}").sub("", shadow(row.text)).strip() or row.text for row in rows]
    of_pages = furniture(text) | furniture("\n".join(bare))
    parted = dict(_parted([row.text for row in rows]))
    between = {index for above, below in parted.items() for index in range(above + 1, below)}
    of_page = of_pages | between | {index for index, row in enumerate(bare) if _is_of_page(row)}
    said = [
        row._replace(text=seen, printed=row.text)
        for index, (row, seen) in enumerate(zip(rows, bare, strict=True))
        if index not in of_page
    ]
    if not is_wrapped(said):
        return
    joints = {
        start: (start, end, "", confidence)
        for piece in _pieces(said)
        for start, end, _, confidence in breaks.joined(piece)
    }
    for above, below in parted.items():
        joints[rows[above].last] = rows[above].last, rows[below].first, "", 0.95
    yield from joints.values()
    for row in (rows[index] for index in of_pages):
        if not any(start < row.start < end for start, end, _, _ in joints.values()):
            yield drop(text, row, 0.95)


def _pieces(rows: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """The lines from each mark of a collection to the next."""
    starts = [index for index, row in enumerate(rows) if index == 0 or is_marked(row.text)]
    for start, stop in pairwise([*starts, len(rows)]):
        yield tuple(rows[start:stop])


def _parted(rows: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The rows between which a gloss is parted, the one that opens and the one that closes it.

    Whatever a page has put between them is its own.
    """
    for index, row in enumerate(rows):
        if compiled(rf"[(（\[【]{_LETTER}{{0,5}}$").search(row):
            near = range(index + 1, min(index + 1 + _MOST_BETWEEN, len(rows)))
            closing = (at for at in near if compiled(rf"{_LETTER}{{0,5}}[)）\]】]").match(rows[at]))
            yield from ((index, at) for at in islice(closing, 1))


_MOST_BETWEEN = 3


def _is_of_page(row: str) -> bool:
    """Whether a line among those of a speech can only be a page's, or says nothing."""
    within = page_lines.within(row, cut=True) or page_lines.is_of_page(row) or frame.begins(row) == len(row)
    return bool(within) or not any(map(str.isalnum, row))


def pinyin(text: str) -> Iterator[Proposal]:
    """Pinyin in brackets behind a character is taken out: 领(lǐng)导(dǎo) → 领导.

    One or two glosses may be the writer's own help with a character; those stay,
    unless they give the usual reading of a character that every reader knows.
    """
    if not any(bracket in text for bracket in "(（[【"):
        return
    glosses = [
        _Gloss(*match.span(), compiled(r"\s").sub("", match[1]), before, "\n" if "\n" in match[0] else "")
        for match in compiled(_GLOSS).finditer(text)
        if is_chinese(before := text[max(match.start() - _NEAR, 0) : match.start()].rstrip()[-1:])
    ]
    toned = {gloss for gloss in glosses if _is_toned(gloss.syllable)}
    if len(toned) >= _MANY:
        for gloss in glosses:
            yield gloss.proposal(0.99 if gloss in toned else 0.9)
        return
    toneless = [gloss for gloss in glosses if gloss not in toned]
    read = {gloss for gloss in toneless if _reads(gloss.syllable, gloss.character)}
    # A Latin word in brackets is the reading of the character before it by chance alone, and seldom.
    if len(read) < _MANY or 2 * len(read) <= len(toneless):
        read = set()
    for gloss in glosses:
        if gloss in read:
            yield gloss.proposal(0.9)
        elif _is_needless(gloss.syllable, gloss.character):
            yield gloss.proposal(0.7)


class _Gloss(NamedTuple):
    """A syllable in brackets: its place, the syllable, the character before it, the line end within it."""

    start: int
    end: int
    syllable: str
    character: str
    line_end: str

    def proposal(self, confidence: float) -> Proposal:
        """To take it out."""
        return self.start, self.end, self.line_end, confidence


def _is_toned(syllable: str) -> bool:
    return any(letter in TONED for letter in syllable)


@lru_cache(maxsize=256)
def _readings(character: str) -> tuple[str, ...]:
    """The readings of a character, the usual one first."""
    from pypinyin.pinyin_dict import pinyin_dict

    return tuple(pinyin_dict.get(ord(character), "").split(","))


def _reads(syllable: str, character: str) -> bool:
    """Whether a syllable without tone is a reading of a character; ü may be u or v, as pages write it."""
    readings = unicodedata.normalize("NFD", " ".join(_readings(character)))
    return syllable.translate(_U) in compiled("[\u0300\u0301\u0304\u0308\u030c]").sub("", readings).split(" ")


def _is_needless(syllable: str, character: str) -> bool:
    """Whether a gloss is no writer's help: the usual reading of a character that every reader knows.

    It is a page's where its character is traditional or has a traditional form: those are
    the ones that get glosses. Known are the 3,755 characters of GB 2312's first level, and
    of Big5's first level those that GB 2312 has not. A reading without a tone counts only
    where the character's has none.
    """
    if not _is_toned(syllable) and character not in _NEUTRAL:
        return False
    simple = character.encode("gb2312", "ignore")
    if simple:
        known = simple < b"\xd8" and character in usual_traditional()
    else:
        known = b"" < character.encode("big5", "ignore") < b"\xc9\x40"
    return known and syllable == _readings(character)[0]


_NEUTRAL = "们們么麼吗嗎过過"
"""Characters that are read without a tone and have a traditional form."""
