"""Chinese personal names, told by how much more probable characters are as a name than as words.

In: a line; out: bits. ``personal_names.txt`` holds surnames, those of two characters, and
the characters of given names, the first and the last in rows behind the bits of surprise
that a row shares: counted over the 7,100 different names in a month of a daily newspaper
(January 1998, in the words that Peking University tagged); characters in fashion since,
such as 涵 and 梓, are set at a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from math import inf
from pathlib import Path

from yinfa.lexicon import score

_SURNAMES, _COMPOUND, _GIVEN = Path(__file__).with_suffix(".txt").read_text("utf-8").split("\n\n")
SURNAMES = "".join(row.split(" ")[1] for row in _SURNAMES.splitlines())
"""The commonest surnames of one character."""
COMPOUND = tuple(_COMPOUND.split(" "))
"""The surnames of two characters."""
_ALL = (*SURNAMES, *COMPOUND)
_OF_COMPOUND = 13.0  # bits of such a surname
_UNLISTED = 14.5  # bits of a character that is seldom given
_NEVER_GIVEN = "们的了着过会"
_LENGTHS = {1: 2.5, 2: 0.5}
"""Bits of a given name of one and of two characters: four in five have two."""
_CONTEXT = 7
"""Characters before a name that tell whether its first one belongs to a word with them."""


@cache
def _tables() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """The bits of surnames, and of the characters of given names."""
    return _table(_SURNAMES), _table(_GIVEN)


def _table(rows: str) -> Mapping[str, float]:
    split = (row.split(" ") for row in rows.splitlines())
    return {character: float(bits) for bits, characters in split for character in characters}


def has_surname(line: str) -> bool:
    """Whether a line begins with a surname."""
    return line.startswith(_ALL)


def _bits(name: str) -> float:
    """How surprising a name is among names; infinite for what is none."""
    surnames, characters = _tables()
    compound = name.startswith(COMPOUND)
    surname = _OF_COMPOUND if compound else surnames.get(name[:1], inf)
    given = name[1 + compound :]
    if len(given) not in _LENGTHS or surname == inf or given[-1] in _NEVER_GIVEN:
        return inf
    return surname + _LENGTHS[len(given)] + sum(characters.get(one, _UNLISTED) for one in given)


def name_gains(line: str) -> Iterator[tuple[int, float]]:
    """The names that a line may end with: their lengths, and by how many bits each is likelier than words."""
    for size in (2, 3, 4):
        if size <= len(line) and (bits := _bits(line[-size:])) < inf:
            yield size, _said(line[: len(line) - size][-_CONTEXT:], line[-size:]) - bits


@lru_cache(maxsize=1024)
def _said(before: str, behind: str) -> float:
    """How surprising characters are as words behind what stands before them, in bits."""
    return score(before) - score(before + behind)
