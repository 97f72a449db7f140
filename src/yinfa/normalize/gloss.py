"""Pinyin glosses that a page put behind its characters, with their tones or without."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from yinfa.normalize.lines import Proposal
from yinfa.normalize.script import usual_traditional
from yinfa.shapes import is_chinese

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SYLLABLE = f"[a-züê{TONED}ɡ]{{1,6}}"
_MANY = 3
_U = str.maketrans("üv", "uu")


def pinyin(text: str) -> Iterator[Proposal]:
    """Pinyin in brackets behind a character is taken out: 领(lǐng)导(dǎo) → 领导.

    One or two glosses may be the writer's own help with a character; those stay,
    unless they give the usual reading of a character that every reader knows.
    """
    if not any(bracket in text for bracket in "(（[【"):
        return
    glosses = [
        match
        for match in re.finditer(rf"[(（\[【]\s?({SYLLABLE})\s?[)）\]】]", text)
        if match.start() and is_chinese(text[match.start() - 1])
    ]
    toned = [match for match in glosses if _is_toned(match[1])]
    if len(toned) >= _MANY:
        for match in glosses:
            yield match.start(), match.end(), "", 0.99 if _is_toned(match[1]) else 0.9
        return
    toneless = [match for match in glosses if not _is_toned(match[1])]
    read = [match for match in toneless if _reads(match[1], text[match.start() - 1])]
    # A Latin word in brackets is the reading of the character before it by chance alone, and seldom.
    if len(read) < _MANY or 2 * len(read) <= len(toneless):
        read = []
    for match in glosses:
        if match in read:
            yield match.start(), match.end(), "", 0.9
        elif _is_needless(match[1], text[match.start() - 1]):
            yield match.start(), match.end(), "", 0.7


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
    return syllable.translate(_U) in re.sub("[\u0300\u0301\u0304\u0308\u030c]", "", readings).split(" ")


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
