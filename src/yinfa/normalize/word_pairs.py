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

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

from yinfa.lexicon import part_of_speech

MANY_ALONE = "nvad"
"""Parts of speech whose words of one character are classes of their own, in capitals."""
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
def classes() -> Mapping[str, Mapping[str, float]]:
    """The bits against a part of speech behind another, few below nought where it is likely there."""
    head, *rows = Path(__file__).with_name("classes.txt").read_text("utf-8").splitlines()
    table = (row.split(" ") for row in rows)
    return {row[0]: dict(zip(head.split(" "), map(float, row[1:]), strict=True)) for row in table}


@cache
def turns() -> Sequence[tuple[float, Sequence[Sequence[str]]]]:
    """The rows of the list of turns: the bits, and the words of each kind."""
    rows = (
        line.partition(" ") for line in Path(__file__).with_name("turns.txt").read_text("utf-8").splitlines()
    )
    return [(float(bits), [kind.split(" ") for kind in line.split(" | ")]) for bits, _, line in rows]


@cache
def _turns() -> Mapping[str, list[tuple[float, Sequence[str]]]]:
    table: dict[str, list[tuple[float, Sequence[str]]]] = {}
    for bits, kinds in turns():
        for before, behind in pairwise(kinds):
            row = bits, behind
            for word in before:
                table.setdefault(word, []).append(row)
    return table


def turn(before: Sequence[str], behind: Sequence[str]) -> float:
    """By how many bits one of some words is likelier behind one of others than by chance."""
    ahead, after, bits = _rows_of_words()
    wanted = 0
    for word in behind:
        wanted |= after.get(word, 0)
    found = 0
    for word in before if wanted else ():
        found |= ahead.get(word, 0)
        if word[0] in _COUNTING and len(word) == 2:
            found |= ahead.get(word[1:], 0)
    found &= wanted
    return bits[(found & -found).bit_length() - 1] if found else 0.0


@cache
def _rows_of_words() -> tuple[Mapping[str, int], Mapping[str, int], Sequence[float]]:
    """The rows of turns that words stand first and second in, as the bits of a number, and what each counts.

    Those that count most are the lowest bits.
    """
    rows = [(bits, *pair) for bits, kinds in turns() for pair in pairwise(kinds)]
    rows.sort(key=itemgetter(0), reverse=True)
    ahead: defaultdict[str, int] = defaultdict(int)
    after: defaultdict[str, int] = defaultdict(int)
    for number, (_, before, behind) in enumerate(rows):
        for word in before:
            ahead[word] |= 1 << number
        for word in behind:
            after[word] |= 1 << number
    return ahead, after, [bits for bits, _, _ in rows]


def class_of(word: str) -> str:
    """The part of speech of a word as it is counted: a capital for one character, x for what is no word."""
    part = part_of_speech(word)
    found = part.upper() if len(word) == 1 and part in MANY_ALONE else part
    return found if found in classes() else "x"
