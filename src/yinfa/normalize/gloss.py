"""Pinyin glosses that a page put behind its characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    else:
        for match in toned:
            if _well_known(text[match.start() - 1]):
                yield match.start(), match.end(), "", 0.7


def _is_toned(syllable: str) -> bool:
    return any(letter in TONED for letter in syllable)


def _well_known(character: str) -> bool:
    """Whether a traditional form that needs no gloss: GB 2312 lacks it, Big5's common plane has it."""
    try:
        return character.encode("big5") < b"\xc9\x40" and not character.encode("gb2312", "ignore")
    except UnicodeEncodeError:
        return False
