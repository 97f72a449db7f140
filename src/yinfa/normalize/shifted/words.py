"""The words that a text may hold: those of the lexicon, our own lists, and what the page has elsewhere.

Out: trees of words, character by character. A word is as probable as it is frequent.
``terms.txt`` holds the words of speeches and offices that the lexicon lacks or has too
seldom, each line with the binary logarithm of how often they are guessed to stand in a
corpus of the lexicon's size; those of the turns (see `word_pairs`) are words as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from math import inf, log2
from operator import itemgetter
from pathlib import Path

from yinfa import lexicon
from yinfa.lexicon import CORPUS
from yinfa.normalize.shifted.forms import FOLDED, UNFOLDED
from yinfa.normalize.word_pairs import MANY_ALONE, turns

_TERM = 8.0  # the logarithm of the frequency of a word that stands in no list but that of turns
_PAGE = 2.0  # bits against a word of the page's own: one in four is taken to be such
_ACROSS = 4.0  # bits against one of these that lies across the border of two words wherever it stands
_ONCE = 0.75  # what is taken off a count, since what was seen once may be chance
_NONE = (inf, "x")  # no word


Ending = tuple[str, float, str]
"""A word, its surprise, and its part of speech."""


class Node:
    """What words begin with the same characters: the words that go on, and the one that ends here.

    `whole` is the surprise and the part of speech of the word that ends here, and `further` the surprise
    of the likeliest that goes on.
    """

    def __init__(self, words: Sequence[Ending], length: int) -> None:
        """Words, the least surprising first, whose first `length` characters are the same."""
        self._words = words
        self._length = length
        self._children: dict[str, Node] = {}
        self.whole, self.further = _NONE, inf
        for word, bits, part in words:
            if len(word) > length:
                self.further = min(self.further, bits)
            elif self.whole is _NONE:
                self.whole = bits, part
            if self.further < inf and self.whole is not _NONE:
                break

    @cached_property
    def further_words(self) -> Mapping[str, Sequence[Ending]]:
        """The words that go on by their next character, the likeliest first."""
        length = self._length
        grouped: defaultdict[str, list[Ending]] = defaultdict(list)
        for ending in self._words:
            if len(ending[0]) > length:
                grouped[ending[0][length]].append(ending)
        return grouped

    def child(self, character: str) -> Node:
        """The words with one more character."""
        if character not in self._children:
            self._children[character] = Node(self.further_words[character], self._length + 1)
        return self._children[character]


@cache
def tree(first: str) -> Node:
    """The words of the lexicon and the lists that begin with a simplified character."""
    endings = [
        (word, CORPUS - known, part)
        for row in (first, *UNFOLDED.get(first, ""))
        for word, (known, part) in lexicon.words(row).items()
    ]
    every = "".join(map(itemgetter(0), endings))
    if any(character in every for character in UNFOLDED.values()):  # to translate each word takes long
        endings = [(word.translate(FOLDED), bits, part) for word, bits, part in endings]
    endings += [
        (word, CORPUS - known, lexicon.part_of_speech(word)) for word, known in _listed().get(first, ())
    ]
    return Node(sorted(endings, key=itemgetter(1)), 1)


@cache
def alone(character: str) -> tuple[float, str]:
    """The surprise of a simplified character as a word, infinite where it is none, and its part of speech."""
    bits, part = tree(character).whole
    return bits, part.upper() if part in MANY_ALONE else part


@cache
def least(first: str) -> float:
    """The surprise of the likeliest word that begins with a simplified character."""
    rows = (first, *UNFOLDED.get(first, ""))
    known = [known for _, known in _listed().get(first, ())]
    return CORPUS - max(*map(lexicon.highest, rows), *known, 0.0)


class PageWords:
    """What a page has elsewhere, as words of two characters: as surprising as they are few."""

    def __init__(self, text: str, pairs: Mapping[str, int]) -> None:
        """From the page's characters, and how often it has each pair of them."""
        self._text = text
        self._size = len(text)
        self._across: dict[str, float] = {}
        self._behind: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._least: dict[str, float] = {}
        bits = {count: self.bits(count) for count in set(pairs.values())}
        for pair, count in pairs.items():
            self._behind[pair[0]][pair[1]] = bits[count]

    def bits(self, count: int) -> float:
        """The surprise of a string that stands so many times on the page."""
        return log2(self._size / (count - _ONCE)) + _PAGE if count else inf

    def behind(self, first: str) -> tuple[float, Mapping[str, float]]:
        """The least surprise of the words that begin with a character, and each one's by its second."""
        if first not in self._least:
            self._least[first] = min(self._behind[first].values(), default=inf)
        return self._least[first], self._behind[first]

    def across(self, pair: str) -> float:
        """The bits against a pair that the page has only where two words meet: 动公 in 滚动公开."""
        if pair not in self._across:
            self._across[pair] = _ACROSS if self._meet(pair) else 0.0
        return self._across[pair]

    def _meet(self, pair: str) -> bool:
        text, at = self._text, self._text.find(pair)
        behind = lexicon.words(pair[1])
        while (
            at > 0
            and text[at + 1 : at + 3] in behind
            and text[at - 1 : at + 1] in lexicon.words(text[at - 1])
        ):
            at = text.find(pair, at + 1)
        return at < 0 and pair not in lexicon.words(pair[0])


@cache
def _listed() -> Mapping[str, list[tuple[str, float]]]:
    """The words of the lists and the logarithms of their frequencies, by their first characters."""
    table: dict[str, list[tuple[str, float]]] = {}
    for row in Path(__file__).with_name("terms.txt").read_text("utf-8").splitlines():
        known, *terms = row.split(" ")
        for word in terms:
            table.setdefault(word[0], []).append((word, float(known)))
    for _, kinds in turns():
        for word in chain.from_iterable(kinds):
            if len(word) > 1:
                table.setdefault(word[0], []).append((word, _TERM))
    return table
