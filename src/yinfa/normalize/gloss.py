"""Pinyin glosses that a page put behind its characters, with their tones or without."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from yinfa.lexicon import WORD_CUT, bond
from yinfa.normalize.lines import Proposal
from yinfa.shapes import is_chinese

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SYLLABLE = f"[a-züê{TONED}ɡ]{{1,6}}"
_MANY = 3
_NEAR = 4
_U = str.maketrans("üv", "uu")


def pinyin(text: str) -> Iterator[Proposal]:
    """Pinyin in brackets behind a character is taken out: 领(lǐng)导(dǎo) → 领导.

    One or two glosses may be the writer's own help with a character; those stay
    but in the midst of a word, or where the character is one that every reader knows.
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
    for match in toned:
        if _is_foreign(text, match):
            yield match.start(), match.end(), "", 0.7
    toneless = [match for match in glosses if not _is_toned(match[1])]
    read = [match for match in toneless if _reads(match[1], text[match.start() - 1])]
    # A Latin word in brackets is the reading of the character before it by chance alone, and seldom.
    if len(read) >= _MANY and 2 * len(read) > len(toneless):
        for match in read:
            yield match.start(), match.end(), "", 0.9


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


def _is_foreign(text: str, gloss: re.Match[str]) -> bool:
    """Whether a gloss is no writer's help: in the midst of a word, or behind a usual traditional form.

    In the first case the reading must be the usual one. Usual forms stand in Big5's
    common plane and not in GB 2312.
    """
    character = text[gloss.start() - 1]
    if character.encode("gb2312", "ignore"):
        before = text[max(gloss.start() - _NEAR, 0) : gloss.start()]
        behind = text[gloss.end() : gloss.end() + _NEAR]
        return gloss[1] == _readings(character)[0] and bond(before, behind) >= WORD_CUT
    return b"" < character.encode("big5", "ignore") < b"\xc9\x40"
