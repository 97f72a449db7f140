"""What one word says of the next: by how many bits the second is likelier behind the first than by chance.

Two tables, of which the higher figure counts. ``turns.txt`` was written by hand and holds the turns of
speeches: by how many bits words of some kinds are likelier behind words of others. ``pairs.txt`` was
counted and holds what stands together anywhere: a row has the first word of some pairs, then the second
ones, those with the most bits first, behind the bits that they share (``住院 9 期间 治疗 8 部``). It is
read row by row, as a text has its words.

The counts are those of the statistical language model of open-gram (package sunpinyin-data; by Kov Chai,
virus huo, Tinyfool and MDBG), and ``pairs.txt`` is under its licence, Creative Commons
Attribution-ShareAlike 3.0 (https://creativecommons.org/licenses/by-sa/3.0/). What was changed: its words
were parted into those that the lexicon or the lists have, and its conditional probabilities became bits
(the logarithm of P(first, second) / (P(first) P(second))), rounded to whole ones, 10 at most. Pairs of
less than one bit, and those whose bits times P(first, second) are less than 4 in a million, are left out:
ten times as many pairs tell little more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from yinfa.normalize.shifted.words import lines

_COUNTING = "一两三四五六七八九十几多半每这那各某"


@cache
def partners(word: str) -> Mapping[str, float]:
    """The words that are likelier behind a word than by chance, and by how many bits.

    Behind 每个 and 这项 stands what stands behind 个 and 项.
    """
    counted = word[1:] if len(word) == 2 and word[0] in _COUNTING else ""
    found = _counted(word)
    for bits, words in (*_turns().get(word, ()), *_turns().get(counted, ())):
        for other in words:
            if bits > found.get(other, 0.0):
                found[other] = bits
    return found


@cache
def openings(word: str) -> tuple[float, Mapping[str, float]]:
    """By how many bits a word's partners are likelier at most, in all and by their first characters."""
    found: dict[str, float] = {}
    for other, bits in partners(word).items():
        if bits > found.get(other[0], 0.0):
            found[other[0]] = bits
    return max(found.values(), default=0.0), found


@cache
def _rows() -> list[bytes]:
    """The rows of the counted pairs, in the order of their first words."""
    return Path(__file__).with_name("pairs.txt").read_bytes().splitlines()


def _counted(word: str) -> dict[str, float]:
    rows, key = _rows(), word.encode(errors="replace") + b" "
    at = bisect_left(rows, key)
    row = rows[at][len(key) :].decode() if at < len(rows) and rows[at].startswith(key) else ""
    found: dict[str, float] = {}
    for item in row.split():
        if item < ":":
            bits = float(item)
        else:
            found[item] = bits
    return found


@cache
def _turns() -> Mapping[str, list[tuple[float, list[str]]]]:
    table: dict[str, list[tuple[float, list[str]]]] = {}
    for bits, line in lines("turns.txt"):
        kinds = [kind.split(" ") for kind in line.split(" | ")]
        for before, behind in pairwise(kinds):
            row = bits, behind
            for word in before:
                table.setdefault(word, []).append(row)
    return table
