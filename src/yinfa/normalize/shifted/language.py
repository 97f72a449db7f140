"""How probable a text is: common words, and what the page itself says elsewhere.

In: the page, and a text character by character; out: bits of surprise. The model
is the simplest that is a model: a text is a row of words and signs. A word is as
probable as it is frequent, and a text's surprise is that of its most probable
division into words. The words are those of the lexicon, and the terms and turns of
speeches and offices that it lacks: ``terms.txt`` and ``turns.txt`` are lists of our
own. The one tells the binary logarithm of how often a term is guessed to stand in
a corpus of the lexicon's size, the other by how many bits words of some kinds are
likelier to follow each other than by chance. Where these do not know a word, two
characters that the page has side by side elsewhere are one. A sign (mark, letter,
digit, end of line) depends on the character before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache, cached_property
from itertools import product
from math import inf, log2
from operator import add
from pathlib import Path
from string import ascii_letters
from typing import NamedTuple

from yinfa import lexicon
from yinfa.lexicon import CORPUS
from yinfa.normalize.script import leaning, shadow, traditional_forms
from yinfa.normalize.shifted.channel import LOST, encode
from yinfa.normalize.shifted.table import GLOSS
from yinfa.shapes import is_chinese

_LONGEST = 4  # characters of the words that are known
WIDTHS = str.maketrans(",?;!:()", "，？；！：（）")
"""The marks that the page's last step narrowed."""
_FOLDED = str.maketrans("後於著乾徵夥摺藉覆瞭菸祇揹捱", "后于着干征伙折借复了烟只背挨")
"""Characters that simplified texts hold as well and traditional ones for others: read as these everywhere."""

_UNFOLDED = {chr(form): chr(code) for code, form in _FOLDED.items()}
_UNTRUSTED = 20  # characters behind a possible loss that teach nothing of the page
_UNKNOWN = 28.0  # bits of a character that neither lexicon nor page knows: rarer than all in the lexicon
_COMMON = 12.0  # bits of a character of its own from which on its count is doubted:
_DOUBT = 1.0  # for each bit more one is added, since the counts of such are mostly pieces of unknown words
_PAGE = 2.0  # bits against a word of the page's own: one in four is taken to be such
_VARIANT = 0.02  # occurrences of a form of older print that are expected on a page
_ONCE = 0.75  # what is taken off a count, since what was seen once may be chance
_FAMILIAR = 50  # occurrences of a character after which the page's habits count as much as the usual ones
_OTHER = 14.0  # bits of any sign not named here that a page may hold
_STRANGE = 24.0  # bits of letters and signs of other scripts, lines and symbols
_USUAL = {"，": 4.0, "。": 5.0, "、": 6.0, "\n": 7.0}
_USUAL |= dict.fromkeys("；：！“”", 8.0) | dict.fromkeys("？（）《》…—0123456789", 9.0)
_USUAL |= dict.fromkeys(ascii_letters, 17.0)
"""Bits of a sign behind any character, as is usual in speeches."""

_KNOWN = "‘’〈〉【】〔〕「」『』·×～％℃"
_BEFORE = {"“": "：，。\n", "”": "。！？"}
_EXPECTED = 3.0  # bits of a quotation mark behind the marks that mostly stand before it
_STOPS = "，。、；：？！"
_STOPS_OR_START = _STOPS + "\n"
_STOPPED = 10.0  # bits against a stop behind a stop or at a line's beginning
_DOUBLED = "—…"  # signs that stand in pairs
_HALF = 8.0  # bits against one of these alone
_CLAUSE_ENDS = "，。；：！？\n"
_SHORT = (4.0, 2.0)  # bits against such a mark behind a clause of one or two characters
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
        forms = sorted((_lexicon_bits(form := form_of(made)), form, byte) for byte, made in characters)
        self._alone = [bits for bits, _, _ in forms]
        self._bytes = [byte for _, _, byte in forms]
        self._by_form: dict[str, list[int]] = {}
        for _, form, byte in forms:
            self._by_form.setdefault(form, []).append(byte)

    def common(self, most: float) -> list[int]:
        """The bytes whose characters are words of at most so many bits."""
        return self._bytes[: bisect_right(self._alone, most)]

    def joined(self, following: Set[str]) -> set[int]:
        """The bytes whose characters, simplified, are among those that make a word with a text."""
        return {byte for form in self._by_form.keys() & following for byte in self._by_form[form]}


class Language:
    """The lexicon and the habits of one page."""

    def __init__(self, text: str) -> None:
        page = re.sub(GLOSS, "", re.sub(rf"[{LOST}].{{0,{_UNTRUSTED}}}", "\n", text))
        plain = form_of(page)
        self._frequencies = _frequencies()
        self._forms = _Forms(page)
        self._pairs = _Pairs(plain)
        self._continuing: dict[str, Set[str]] = {}
        self._pairs_behind: dict[str, list[tuple[str, bytes]]] = {}

    def read(self, context: Context, character: str) -> tuple[float, Context]:
        """The surprise of one more character, in bits, and the context behind it."""
        (last, second, third, fourth), tail = context
        form, alone, extra = self._forms[character]
        if tail[2] in _DOUBLED and tail[1] != tail[2] != form:
            extra += _HALF
        pair = self._pairs[tail[2] + form]
        behind = tail[1:] + form
        if alone == inf:
            before = tail[2]
            if form in _STOPS and before in _DEPENDENT and last == second + self._forms[before][1]:
                extra += _CUT_OFF
            if form in _CLAUSE_ENDS and is_chinese(before):
                extra += _hurry(tail)
            return pair + extra, Context(_AT_SIGN, behind)
        known = self._frequencies
        best = min(
            last + alone,
            second + pair,
            third + CORPUS - known.get(behind, -inf),
            fourth + CORPUS - known.get(tail + form, -inf),
        )
        return best - last + extra, Context((best, last, second, third), behind)

    def following(self, tail: str) -> Set[str]:
        """The characters, simplified, that go on with a word at the end of a text, by lexicon or page."""
        words = [_following().get(tail[start:], frozenset()) for start in range(len(tail))]
        return frozenset().union(self._pairs.seconds.get(tail[-1], ()), *words)

    def continuing(self, tail: str) -> Set[str]:
        """The characters, simplified, that together with the end of a text are the beginning of a word."""
        if tail not in self._continuing:
            following = _following()
            self._continuing[tail] = {
                character
                for end in (tail[-1], tail[-2:])
                for character in following.get(end, ())
                if end + character in following
            }
        return self._continuing[tail]

    def pairs_behind(self, tail: str) -> list[tuple[str, bytes]]:
        """The characters of either script that make a word with the end of a text, and their two bytes."""
        if tail not in self._pairs_behind:
            self._pairs_behind[tail] = [
                pair for form in sorted(self.following(tail)) for pair in _pairs(form)
            ]
        return self._pairs_behind[tail]

    def common_pairs(self, most: float) -> Iterator[tuple[str, bytes]]:
        """The characters of either script that are words of at most so many bits, and their two bytes."""
        alone, forms = _common()
        for form in forms[: bisect_right(alone, most)]:
            yield from _pairs(form)


def _hurry(tail: str) -> float:
    """The bits against a mark that ends a clause of few characters."""
    for bits, before in zip(_SHORT, tail[1::-1], strict=True):
        if before in _CLAUSE_ENDS:
            return bits
    return 0.0


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
        usual: float = 2**-_STRANGE
        if sign < "\x7f" or sign in _USUAL or sign in _KNOWN:
            usual = max(2 ** -_USUAL.get(sign, _OTHER), self._single[sign] / self._size)
        if before in _BEFORE.get(sign, ()):
            usual = max(usual, 2**-_EXPECTED)
        if sign in _STOPS and before in _STOPS_OR_START:
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
            scripts[_form_and_script(character)[1]] += number
        both = scripts[1] + scripts[-1] + 2
        self._scripts = {0: 0.0} | {script: log2(both / (scripts[script] + 1)) for script in (1, -1)}

    def __missing__(self, character: str) -> tuple[str, float, float]:
        form, script = _form_and_script(character)
        alone = self._alone(character, form) if is_chinese(form) else inf
        self[character] = form, alone, self._scripts[script] + self._choice(character, form)
        return self[character]

    def _choice(self, character: str, form: str) -> float:
        """The bits against one of the characters that are written for one, by the page's habit."""
        written = _written(form)
        if len(written) < 2:
            return 0.0
        seen = sum(self._count[other] for other in written)
        expected = 0.5 if character.encode("big5", "ignore") or character == form else _VARIANT
        return log2((seen + 1) / (self._count[character] + expected))

    def _alone(self, character: str, form: str) -> float:
        known = _lexicon_bits(form)
        if known == inf:
            return min(_page_bits(self._count[character], self._size), _UNKNOWN)
        return known + _DOUBT * max(known - _COMMON, 0.0)


def form_of(text: str) -> str:
    """A text as it is looked up: simplified, its marks wide."""
    return shadow(text).translate(WIDTHS).translate(_FOLDED)


@cache
def _form_and_script(character: str) -> tuple[str, int]:
    return form_of(character), leaning(character)


@cache
def _frequencies() -> Mapping[str, float]:
    """The lexicon with the terms of speeches and offices, and the turns that two kinds of words make."""
    table = lexicon.frequencies()
    for word in re.findall(rf".*[{''.join(map(chr, _FOLDED))}].*", "\n".join(table)):
        folded = word.translate(_FOLDED)
        table[folded] = max(table[word], table.get(folded, -inf))
    for bits, words in _listed("terms.txt"):
        table |= dict.fromkeys(words.split(" "), bits)
    for gain, kinds in _listed("turns.txt"):
        for words_in_turn in product(*(kind.split(" ") for kind in kinds.split(" | "))):
            turn = "".join(words_in_turn)
            chance = sum(table.get(word, 0.0) - CORPUS for word in words_in_turn) + CORPUS
            if len(turn) <= _LONGEST:
                table[turn] = max(chance + gain, table.get(turn, -inf))
    return table


def _listed(name: str) -> Iterator[tuple[float, str]]:
    """The lines of a list beside this module: the number at their head, and the rest."""
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        number, _, rest = line.partition(" ")
        yield float(number), rest


@cache
def _following() -> Mapping[str, Set[str]]:
    """The characters with which words go on, by what stands before them."""
    return _grouped(_frequencies())


@cache
def _common() -> tuple[list[float], list[str]]:
    """The words of one character, the commonest first: their bits, and themselves."""
    words = sorted((_lexicon_bits(word), word) for word in _frequencies() if len(word) == 1)
    return [bits for bits, _ in words], [word for _, word in words]


@cache
def _pairs(form: str) -> list[tuple[str, bytes]]:
    """A simplified character and the traditional ones that it stands for, with their two bytes."""
    return [(character, pair) for character in _written(form) for pair in encode(character)]


@cache
def _written(form: str) -> tuple[str, ...]:
    """The characters of either script that are read as a simplified one; none for a sign."""
    others = (*traditional_forms().get(form, ()), *_UNFOLDED.get(form, ""))
    return (form, *others) if is_chinese(form) else ()


def _grouped(words: Iterable[str]) -> Mapping[str, Set[str]]:
    table: dict[str, set[str]] = {}
    for word in words:
        for length in range(1, len(word)):
            table.setdefault(word[:length], set()).add(word[length])
    return table


def _lexicon_bits(word: str) -> float:
    return CORPUS - _frequencies().get(word, -inf)


def _page_bits(seen: int, size: int) -> float:
    return log2(size / (seen - _ONCE)) + _PAGE if seen else inf
