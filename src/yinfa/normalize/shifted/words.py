"""The words that a text may hold: those of the lexicon, our own lists, and what the page has elsewhere.

Out: trees of words, character by character, and what one word says of the next. A
word is as probable as it is frequent. ``terms.txt`` holds the terms of speeches and
offices that the lexicon lacks, each line with the binary logarithm of how often they
are guessed to stand in a corpus of the lexicon's size; ``turns.txt`` by how many bits
words of some kinds are likelier behind words of others than by chance; ``classes.txt``
how surprising a part of speech is behind another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, cached_property
from itertools import pairwise
from math import inf, log2
from pathlib import Path

from yinfa import lexicon
from yinfa.lexicon import CORPUS

FOLDED = str.maketrans("後於著乾徵夥摺藉覆瞭菸祇揹捱", "后于着干征伙折借复了烟只背挨")
"""Characters that simplified texts hold as well and traditional ones for others: read as these everywhere."""

UNFOLDED = {chr(form): chr(code) for code, form in FOLDED.items()}
"""The other way round."""

_TERM = 8.0  # the logarithm of the frequency of a word that stands in no list but that of turns
_PAGE = 2.0  # bits against a word of the page's own: one in four is taken to be such
_ONCE = 0.75  # what is taken off a count, since what was seen once may be chance
_COUNTING = "一两三四五六七八九十几多半每这那各某"
_MANY_ALONE = "nvad"  # parts of speech whose words of one character are classes of their own, in capitals
_LONGEST = 2  # characters of a word of the page's own


Ending = tuple[str, float, str]
"""The rest of a word, its surprise, and its part of speech."""


class Node:
    """What words begin with the same characters: the words that go on, and the one that ends here.

    `bits` and `part` are the surprise and the part of speech of the word that ends here, `least` the
    bits of the least surprising word here or further on.
    """

    def __init__(self, endings: Sequence[Ending]) -> None:
        self._endings = endings
        self.least = min((bits for _, bits, _ in endings), default=inf)
        whole = [(bits, part) for rest, bits, part in endings if not rest]
        self.bits, self.part = min(whole, default=(inf, "x"))

    @cached_property
    def children(self) -> dict[str, Node]:
        """The words with one more character."""
        grouped: dict[str, list[Ending]] = {}
        for rest, bits, part in self._endings:
            if rest:
                grouped.setdefault(rest[0], []).append((rest[1:], bits, part))
        return {character: Node(endings) for character, endings in grouped.items()}


@cache
def tree(first: str) -> Node:
    """The words of the lexicon and the lists that begin with a simplified character."""
    endings = [
        (word[1:].translate(FOLDED), CORPUS - known, part)
        for row in (first, *UNFOLDED.get(first, ""))
        for word, (known, part) in lexicon.words(row).items()
    ]
    for word, known in _listed().get(first, ()):
        endings.append((word[1:], CORPUS - known, lexicon.part_of_speech(word)))
    root = Node(endings)
    if root.part in _MANY_ALONE:
        root.part = root.part.upper()
    return root


class PageWords:
    """What a page has elsewhere, as words: as surprising as they are few."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._places: dict[str, list[int]] = {}
        for at, character in enumerate(plain):
            self._places.setdefault(character, []).append(at)
        self._trees: dict[str, PageNode] = {}

    def bits(self, count: int) -> float:
        """The surprise of a string that stands so many times on the page."""
        return log2(len(self._plain) / (count - _ONCE)) + _PAGE if count else inf

    def tree(self, first: str) -> PageNode:
        """The strings of the page that begin with a character."""
        if first not in self._trees:
            self._trees[first] = PageNode(self, self._places.get(first, ()), 1)
        return self._trees[first]


class PageNode:
    """The places of a page where the same characters stand."""

    part = "x"

    def __init__(self, page: PageWords, places: Sequence[int], length: int) -> None:
        self._page = page
        self._places = places
        self._length = length
        self.least = page.bits(len(places))
        self.bits = self.least if length > 1 else inf

    @cached_property
    def children(self) -> dict[str, PageNode]:
        """The strings with one more character."""
        if self._length == _LONGEST:
            return {}
        grouped: dict[str, list[int]] = {}
        plain = self._page._plain
        for at in self._places:
            behind = plain[at + self._length : at + self._length + 1]
            if "\u3400" <= behind <= "\u9fff":
                grouped.setdefault(behind, []).append(at)
        return {c: PageNode(self._page, places, self._length + 1) for c, places in grouped.items()}


@cache
def partners(word: str) -> tuple[tuple[float, AbstractSet[str]], ...]:
    """The words that are likelier behind a word than by chance, and by how many bits.

    Behind 每个 and 这项 stands what stands behind 个 and 项.
    """
    counted = word[1:] if len(word) == 2 and word[0] in _COUNTING else ""
    return (*_turns().get(word, ()), *_turns().get(counted, ()))


def gain(word: str, following: str) -> float:
    """By how many bits a word is likelier behind another than by chance."""
    return max((bits for bits, words in partners(word) if following in words), default=0.0)


@cache
def most(word: str) -> float:
    """By how many bits any word may be likelier behind a word."""
    return max((bits for bits, _ in partners(word)), default=0.0)


@cache
def _turns() -> Mapping[str, list[tuple[float, AbstractSet[str]]]]:
    table: dict[str, list[tuple[float, AbstractSet[str]]]] = {}
    for bits, line in _lines("turns.txt"):
        kinds = [kind.split(" ") for kind in line.split(" | ")]
        for before, behind in pairwise(kinds):
            row = bits, frozenset(behind)
            for word in before:
                table.setdefault(word, []).append(row)
    return table


@cache
def _listed() -> Mapping[str, list[tuple[str, float]]]:
    """The words of the lists and the logarithms of their frequencies, by their first characters."""
    table: dict[str, list[tuple[str, float]]] = {}
    for known, line in _lines("terms.txt"):
        for word in line.split(" "):
            table.setdefault(word[0], []).append((word, known))
    for _, line in _lines("turns.txt"):
        for word in line.replace(" | ", " ").split(" "):
            if len(word) > 1:
                table.setdefault(word[0], []).append((word, _TERM))
    return table


@cache
def classes() -> Mapping[str, Mapping[str, float]]:
    """The bits against a part of speech behind another, few below nought where it is likely there."""
    head, *rows = Path(__file__).with_name("classes.txt").read_text("utf-8").splitlines()
    table = (row.split(" ") for row in rows)
    return {row[0]: dict(zip(head.split(" "), map(float, row[1:]), strict=True)) for row in table}


@cache
def _lines(name: str) -> list[tuple[float, str]]:
    """The lines of a list beside this module: the number at their head, and the rest."""
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [(float(number), rest) for number, _, rest in (line.partition(" ") for line in lines)]
