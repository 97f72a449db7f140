"""What one word says of the next: by how many bits the second is likelier behind the first than by chance.

``turns.txt`` was written by hand and holds the turns of speeches: by how many bits words of some kinds are
likelier behind words of others.

``neighbours.txt`` was counted, over a month of a daily newspaper (January 1998, as Peking University
published it). It holds the parts of speech that the commonest words of one character have beside them more
often or less than others of their own part of speech, and signs than other signs: the bits against each
behind the word, then, after the bar, before it. So a stop seldom stands behind 都, and a verb seldom before
个. What was met less than twice and more than half as often as expected is left out, and of the rest six
tenths count: the text at hand is no newspaper. Pairs of single words, counted over far more text, told no
more at forty times the size.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from yinfa.normalize.shifted.words import classes, lines

_COUNTING = "一两三四五六七八九十几多半每这那各某"
_NOTHING: Mapping[str, float] = {}


@cache
def partners(word: str) -> Mapping[str, float]:
    """The words that are likelier behind a word than by chance, and by how many bits.

    Behind 每个 and 这项 stands what stands behind 个 and 项.
    """
    counted = word[1:] if len(word) == 2 and word[0] in _COUNTING else ""
    found: dict[str, float] = {}
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
def behind(word: str, part: str) -> Mapping[str, float]:
    """The bits against parts of speech behind a word of one of them."""
    bits = classes()[part]
    own = _neighbours()[0].get(word)
    return {other: bits[other] + own.get(other, 0.0) for other in bits} if own else bits


@cache
def preceding(word: str) -> Mapping[str, float]:
    """The bits against a word behind parts of speech, beyond those against its own part of speech."""
    return _neighbours()[1].get(word, _NOTHING)


@cache
def _neighbours() -> tuple[Mapping[str, Mapping[str, float]], Mapping[str, Mapping[str, float]]]:
    """The parts of speech beside words: those behind each, and those before each."""
    after: dict[str, dict[str, float]] = {}
    ahead: dict[str, dict[str, float]] = {}
    for row in Path(__file__).with_name("neighbours.txt").read_text("utf-8").splitlines():
        words, _, rest = row.partition(" ")
        following, _, leading = rest.partition("|")
        after |= dict.fromkeys(words, _figures(following))
        ahead |= dict.fromkeys(words, _figures(leading))
    return after, ahead


def _figures(items: str) -> dict[str, float]:
    """Parts of speech, each with the number that stands before it or before those that share it."""
    found: dict[str, float] = {}
    for item in items.split():
        if item[-1].isdigit():
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
