"""Pinyin glosses that a page put behind its characters, with their tones or without."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from yinfa.normalize.lines import Proposal
from yinfa.shapes import is_chinese

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SYLLABLE = f"[a-züê{TONED}ɡ]{{1,6}}"
_MANY = 3


def pinyin(text: str) -> Iterator[Proposal]:
    """Pinyin in brackets behind a character is taken out: 领(lǐng)导(dǎo) → 领导.

    One or two glosses may be the writer's own help with a rare character;
    those stay unless the character is one that every reader knows.
    """
    if "(" not in text and "（" not in text:
        return
    glosses = [
        match
        for match in re.finditer(rf"[(（]\s?({SYLLABLE})\s?[)）]", text)
        if match.start() and is_chinese(text[match.start() - 1])
    ]
    toned = [match for match in glosses if _is_toned(match[1])]
    if len(toned) >= _MANY:
        for match in glosses:
            yield match.start(), match.end(), "", 0.99 if _is_toned(match[1]) else 0.9
        return
    for match in toned:
        if _well_known(text[match.start() - 1]):
            yield match.start(), match.end(), "", 0.7
    toneless = [match for match in glosses if not _is_toned(match[1])]
    read = [match for match in toneless if match[1] in _readings(text[match.start() - 1])]
    # A Latin word in brackets is the reading of the character before it by chance alone, and seldom.
    if len(read) >= _MANY and 2 * len(read) > len(toneless):
        for match in read:
            yield match.start(), match.end(), "", 0.9


def _is_toned(syllable: str) -> bool:
    return any(letter in TONED for letter in syllable)


@lru_cache(maxsize=256)
def _readings(character: str) -> frozenset[str]:
    """The readings of a character without their tones; ü also as u and v, as pages write it."""
    from pypinyin.pinyin_dict import pinyin_dict

    toned = unicodedata.normalize("NFD", pinyin_dict.get(ord(character), ""))
    rounded = re.sub("[\u0300\u0301\u0304\u030c]", "", toned)
    forms = (rounded, rounded.replace("u\u0308", "u"), rounded.replace("u\u0308", "v"))
    return frozenset(unicodedata.normalize("NFC", form) for row in forms for form in row.split(","))


def _well_known(character: str) -> bool:
    """Whether a traditional form that needs no gloss: GB 2312 lacks it, Big5's common plane has it."""
    try:
        return character.encode("big5") < b"\xc9\x40" and not character.encode("gb2312", "ignore")
    except UnicodeEncodeError:
        return False
