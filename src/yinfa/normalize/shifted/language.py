"""How probable a text is: common words, and what the page itself says elsewhere.

In: the page, and a text character by character; out: bits of surprise. The model
is the simplest that is a model: a text is a row of words and signs. A word is as
probable as it is frequent, and a text's surprise is that of its most probable
division into words. Where the lexicon does not know a word, two characters that
the page has side by side elsewhere are one. A sign (mark, letter, digit, end of
line) depends on the character before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from functools import cache, cached_property
from math import inf, log2
from operator import add
from typing import NamedTuple

from yinfa.lexicon import CORPUS, frequencies
from yinfa.normalize.script import leaning, shadow
from yinfa.normalize.shifted.channel import LOST
from yinfa.normalize.shifted.table import GLOSS
from yinfa.shapes import is_chinese

_WIDTHS = str.maketrans(",?;!:()", "，？；！：（）")
_UNTRUSTED = 20  # characters behind a possible loss that teach nothing of the page
_UNKNOWN = 28.0  # bits of a character that neither lexicon nor page knows: rarer than all in the lexicon
_COMMON = 12.0  # bits of a character of its own from which on its count is doubted:
_DOUBT = 1.0  # for each bit more one is added, since the counts of such are mostly pieces of unknown words
_PAGE = 2.0  # bits against a word of the page's own: one in four is taken to be such
_ONCE = 0.75  # what is taken off a count, since what was seen once may be chance
_FAMILIAR = 50  # occurrences of a character after which the page's habits count as much as the usual ones
_OTHER = 14.0  # bits of any sign not named here
_USUAL = {"，": 4.0, "。": 5.0, "、": 6.0, "\n": 7.0}
_USUAL |= dict.fromkeys("；：！“”", 8.0) | dict.fromkeys("？（）《》…—0123456789", 9.0)
"""Bits of a sign behind any character, as is usual in speeches."""

_STOPS = "，。、；：？！"
_STOPPED = 10.0  # bits against a stop behind a stop
_DEPENDENT = (
    "将把被对从向与和在以为很更最不也都就还又再要能会可各每这那其使让由因而但或若如于之则且并及给所一几某该"
)
"""Words of one character that no clause ends in: prepositions, conjunctions, adverbs, modal verbs."""

_CUT_OFF = 5.0  # bits against a stop behind such a word
_AT_SIGN = (0.0, inf, inf, inf)  # no word reaches over a sign


class Context(NamedTuple):
    """What of a text read so far matters for the rest.

    `bits` are the surprises of its words up to the last four borders between
    characters, counted from the last; `tail` its last three characters, simplified.
    """

    bits: tuple[float, float, float, float] = (0.0, inf, inf, inf)
    tail: str = "\n\n\n"


class Candidates:
    """Bytes that would each make another character, in the order of how common that is as a word."""

    def __init__(self, characters: Iterable[tuple[int, str]]) -> None:
        forms = sorted((_lexicon_bits(form := shadow(made)), form, byte) for byte, made in characters)
        self._alone = [bits for bits, _, _ in forms]
        self._bytes = [byte for _, _, byte in forms]
        self._by_form = {form: byte for _, form, byte in forms}

    def likely(self, seconds: Set[str], most: float) -> set[int]:
        """The bytes whose characters are words of at most so many bits, or are among `seconds`."""
        common = self._bytes[: bisect_right(self._alone, most)]
        return {*common, *(self._by_form[form] for form in self._by_form.keys() & seconds)}


class Language:
    """The lexicon and the habits of one page."""

    def __init__(self, text: str) -> None:
        page = re.sub(GLOSS, "", re.sub(rf"[{LOST}].{{0,{_UNTRUSTED}}}", "\n", text))
        plain = shadow(page).translate(_WIDTHS)
        self._frequencies = frequencies()
        self._forms = _Forms(page)
        self._pairs = _Pairs(plain)

    def read(self, context: Context, character: str) -> tuple[float, Context]:
        """The surprise of one more character, in bits, and the context behind it."""
        (last, second, third, fourth), tail = context
        form, alone, extra = self._forms[character]
        pair = self._pairs[tail[2] + form]
        behind = tail[1:] + form
        if alone == inf:
            before = tail[2]
            if form in _STOPS and before in _DEPENDENT and last == second + self._forms[before][1]:
                extra += _CUT_OFF
            return pair + extra, Context(_AT_SIGN, behind)
        known = self._frequencies
        best = min(
            last + alone,
            second + pair,
            third + CORPUS - known.get(behind, -inf),
            fourth + CORPUS - known.get(tail + form, -inf),
        )
        return best - last + extra, Context((best, last, second, third), behind)

    def seconds(self, character: str) -> Set[str]:
        """The characters, simplified, that make a word with another before them, by lexicon or page."""
        form = self._forms[character][0]
        return _seconds().get(form, frozenset()) | self._pairs.seconds.get(form, frozenset())


class _Pairs(dict[str, float]):
    """The surprise of a word of two characters, or of a sign behind a character, when first asked for."""

    def __init__(self, plain: str) -> None:
        super().__init__()
        self._size = len(plain)
        self._single = Counter(plain)
        self._seen = Counter(map(add, plain, plain[1:]))

    @cached_property
    def seconds(self) -> Mapping[str, Set[str]]:
        """The characters that the page has behind each of its characters."""
        return _grouped(self._seen)

    def __missing__(self, pair: str) -> float:
        before, behind = pair[0], pair[1]
        bits = self._word_bits(pair) if is_chinese(behind) else self._sign_bits(before, behind)
        self[pair] = bits
        return bits

    def _word_bits(self, pair: str) -> float:
        seen = self._seen[pair] if is_chinese(pair[0]) else 0
        return min(_lexicon_bits(pair), _page_bits(seen, self._size))

    def _sign_bits(self, before: str, sign: str) -> float:
        usual = max(2 ** -_USUAL.get(sign, _OTHER), self._single[sign] / self._size)
        if sign in _STOPS and before in _STOPS:
            usual *= 2**-_STOPPED
        expected = _FAMILIAR * usual
        return log2((self._single[before] + _FAMILIAR) / (self._seen[before + sign] + expected))


class _Forms(dict[str, tuple[str, float, float]]):
    """Of each character: its simplified form, its bits as a word of its own, the bits against its script.

    A sign is no word: infinitely many. A page is written in one script: of the
    characters that the scripts write differently, those of the other script are as
    surprising as they are few.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self._count = Counter(page)
        self._size = len(page)
        scripts: Counter[int] = Counter()
        for character, number in self._count.items():
            scripts[leaning(character)] += number
        both = scripts[1] + scripts[-1] + 2
        self._scripts = {0: 0.0} | {script: log2(both / (scripts[script] + 1)) for script in (1, -1)}

    def __missing__(self, character: str) -> tuple[str, float, float]:
        form = shadow(character).translate(_WIDTHS)
        alone = self._alone(character, form) if is_chinese(form) else inf
        self[character] = form, alone, self._scripts[leaning(character)]
        return self[character]

    def _alone(self, character: str, form: str) -> float:
        known = _lexicon_bits(form)
        if known == inf:
            return min(_page_bits(self._count[character], self._size), _UNKNOWN)
        return known + _DOUBT * max(known - _COMMON, 0.0)


@cache
def _seconds() -> Mapping[str, Set[str]]:
    """The second characters of the lexicon's words of two, by the first."""
    return _grouped(word for word in frequencies() if len(word) == 2)


def _grouped(pairs: Iterable[str]) -> Mapping[str, Set[str]]:
    table: dict[str, set[str]] = {}
    for pair in pairs:
        table.setdefault(pair[0], set()).add(pair[1])
    return table


def _lexicon_bits(word: str) -> float:
    return CORPUS - frequencies().get(word, -inf)


def _page_bits(seen: int, size: int) -> float:
    return log2(size / (seen - _ONCE)) + _PAGE if seen else inf
