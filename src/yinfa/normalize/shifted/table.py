"""The table of the program that glossed a page, as far as the page tells it.

In: the page's plain glosses; out: which character a gloss whose character was
split can stand for, and how surprising a character without its gloss is.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from importlib.util import find_spec
from math import log2
from pathlib import Path

from yinfa.normalize.gloss import SYLLABLE, TONED
from yinfa.normalize.script import leaning
from yinfa.normalize.shifted.channel import LOSABLE, decode
from yinfa.patterns import compiled
from yinfa.shapes import is_chinese

GLOSS = rf"[(（]({SYLLABLE})[)）]"
"""A gloss, of either width."""

OPEN_GLOSS = rf"[(（]?({SYLLABLE})[)）]"
"""A gloss whose opening bracket may have been lost."""

_GBK = (str(0x4E00), str(0x9FA5))  # the first and last codes of the characters of GBK
_UNLEARNED = 3.0  # bits against a character whose gloss is met nowhere else on the page: one in eight
_UNREAD = 15.0  # bits against a gloss that is no known reading of its character


class Table:
    """The characters that the page glosses, with the reading it gives them."""

    def __init__(self, text: str) -> None:
        self._count = Counter(text)
        found = [
            (text[match.start() - 1], match[1])
            for match in compiled(GLOSS).finditer(text)
            if match.start() and is_chinese(text[match.start() - 1])
        ]
        self._glossed = Counter(character for character, _ in found)
        self._scripts = Counter(map(leaning, self._glossed))
        self._characters: dict[str, set[str]] = {}
        for character, pinyin in found:
            self._characters.setdefault(pinyin, set()).add(character)

    def completions(self, lead: int, pinyin: str) -> list[tuple[float, int]]:
        """The second bytes of the characters that a gloss can stand for, where the first byte is known.

        With the bits against each; few for the page's own glosses. A byte that was lost had
        been taken to open a character.
        """
        characters = [(lost, character) for lost in LOSABLE if (character := decode(lead, lost))]
        return [
            (self.gloss_bits(character, pinyin), lost)
            for lost, character in characters
            if self.has(character, pinyin)
        ]

    def characters(self, pinyin: str) -> list[tuple[float, str]]:
        """The characters that a gloss can stand for where no byte is known, with the bits against each."""
        learned = self._characters.get(pinyin, set())
        characters = (chr(int(code)) for code in _homophones().get(pinyin, ()))
        others = (character for character in characters if character not in learned)
        return [(0.0, character) for character in sorted(learned)] + [
            (self._unlearned(character), character) for character in others
        ]

    def has(self, character: str, pinyin: str) -> bool:
        """Whether a character has this reading, on the page or in the dictionary."""
        return character in self._characters.get(pinyin, ()) or pinyin in _readings(character)

    def gloss_bits(self, character: str, pinyin: str) -> float:
        """The bits against a character with this gloss."""
        if character in self._characters.get(pinyin, ()):
            return 0.0
        return self._unlearned(character) if pinyin in _readings(character) else _UNREAD

    def unglossed_bits(self, character: str) -> float:
        """The bits against a character without a gloss: many where the page glosses it each time."""
        glossed = self._glossed.get(character)
        if not glossed:
            return 0.0
        count = max(self._count[character], glossed)
        return log2((count + 1) / (count - glossed + 0.5))

    def _unlearned(self, character: str) -> float:
        """The bits against a character of the table that has no plain gloss.

        More where it is of another script than the others, or stands on the page without one.
        """
        alike = self._scripts[leaning(character)]
        return _UNLEARNED + log2((len(self._glossed) + 2) / (alike + 1)) + log2(self._count[character] + 1)


def is_toned(pinyin: str) -> bool:
    """Whether a reading shows its tone, as no English word in brackets does."""
    return any(letter in TONED for letter in pinyin)


@cache
def _dictionary() -> dict[str, str]:
    """The readings of each code: pypinyin's table, without its phrases, whose import takes long."""
    package = find_spec("pypinyin")
    folders = package.submodule_search_locations if package else None
    if not folders:
        raise ModuleNotFoundError("pypinyin")
    table: dict[str, str] = json.loads((Path(folders[0]) / "pinyin_dict.json").read_bytes())
    return table


@cache
def _readings(character: str) -> list[str]:
    return _dictionary().get(str(ord(character)), "").split(",") if character else []


@cache
def _homophones() -> dict[str, list[str]]:
    """The codes of the characters of GBK by their readings."""
    table: dict[str, list[str]] = {}
    for code, readings in _dictionary().items():
        if _GBK[0] <= code <= _GBK[1] and len(code) == len(_GBK[0]):
            for pinyin in readings.split(","):
                table.setdefault(pinyin, []).append(code)
    return table
