"""How probable a text is: words and signs, each by what stands before it.

In: the page, and a text character by character; out: bits of surprise. A text is a
row of words and signs. A word is as probable as it is frequent, its kind behind the
word before it counts, and so do the partners that `pairs` knows. A sign (mark,
letter, digit, end of line) depends on the character before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from math import inf, log2
from operator import add
from string import ascii_letters
from typing import NamedTuple

from yinfa import lexicon
from yinfa.normalize.script import hong_kong, leaning, shadow, usual_traditional
from yinfa.normalize.shifted.forms import WIDTHS, Unlisted, Words, form_of, written
from yinfa.normalize.shifted.table import GLOSS
from yinfa.normalize.shifted.words import PageWords, alone, least, tree
from yinfa.normalize.word_pairs import behind, openings, partners, preceding
from yinfa.patterns import compiled
from yinfa.shapes import is_chinese, is_greeting, is_salutation, numbering

_UNTRUSTED = 20  # characters behind a possible loss that teach nothing of the page
_LAST = 16  # characters that hold the last one before such a place and its gloss
_UNKNOWN = 28.0  # bits of a character that neither lexicon nor page knows: rarer than all in the lexicon
_LEAST = 1.5  # bits of a word at least, however likely it is behind the one before
_STOP_FITS = 1.0  # bits by which a stop is likelier behind one word than behind any, at most
_SINGLE = 1.0  # bits by which a character is likelier a word of the page's own than two
_VARIANT = 0.02  # occurrences expected on a page of a form of older print, or of the other script
_FAMILIAR = 50  # occurrences of a character after which the page's habits count as much as the usual ones
_OTHER = 14.0  # bits of any sign not named here that a page may hold
_STRANGE = 24.0  # bits of letters and signs of other scripts, lines and symbols
_USUAL = {"，": 4.0, "。": 4.0, "、": 6.0, "\n": 7.0}
_USUAL |= dict.fromkeys("；：！“”", 8.0) | dict.fromkeys("？（）《》…—0123456789", 9.0)
_USUAL |= dict.fromkeys(ascii_letters, 17.0)
"""Bits of a sign behind any character, as is usual in speeches."""

_KNOWN = "‘’〈〉【】〔〕「」『』·×～％℃"
_BEFORE = {"“": "：，。\n", "”": "。！？", "\n": "。！？："}
_EXPECTED = 3.0  # bits of a quotation mark, or a line's end, behind the marks that mostly stand before it
_STOPS = "，。、；：？！"
_STOPS_OR_START = _STOPS + "\n"
_STOPS_OR_SIGNS = _STOPS + "·％℃～"
_OPENING, _CLOSING = "“‘《（〔【", "”’》）〕】"
_NUMBERED = 4.0  # bits against the end of a line behind a digit
_STOPPED = 10.0  # bits against a stop, or a sign that stands within a line, behind a stop, dots or a dash,
# or at a line's beginning; and against a stop, a line's end or a closing mark behind an opening one
_DOUBLED = "—…"  # signs that stand in pairs
_HALF = 8.0  # bits against one of these alone
_CLAUSE_ENDS = "，。；：！？\n"
_SHORT = (4.0, 2.0)  # bits against such a mark behind a clause of one or two characters
_LEADING = frozenset(
    "把被从对和与或及于以为将使让给向往由因每各某之所并且但则就又也还再很更最太较未曾已正应须必跟而若虽即其该此这那哪几到道有能可在不没"
) | {
    "非常",
    "十分",
    "已经",
    "因为",
    "如果",
    "为了",
    "通过",
    "根据",
    "按照",
    "关于",
    "对于",
    "由于",
    "这个",
    "那个",
    "每个",
    "一种",
}
"""Words behind which a clause goes on."""
_LED = 4.0  # bits against a mark that ends a clause behind one of them
_PROSE = 40  # characters from which a line without a stop is taken to be prose as well
UNSTOPPED = 5.0
"""Bits against the end of such a line without a mark."""
_PARTICLES = "了过着的得地个"  # words that may stand between partners
_PARTED = 0.6  # what such a word leaves of the bits between them
_DOUBLING = "了一不"  # words that stand between a word and the same again: 停一停, 想了想, 难不难
_VERBAL = "VA"  # parts of speech of verbs and adjectives of one character
_AGAIN = 8.0  # bits by which it is likelier there than by chance
_AT_ONCE = 6.0  # the same of one of these behind itself: 坐坐


class Before(NamedTuple):
    """What of a text read so far matters for the rest.

    Its last two characters, simplified, its last word or sign with the part of speech, and the word before
    that if the last is a particle.
    """

    tail: str = "\n\n"
    word: str = ""
    part: str = "."
    head: str = ""


class Language:
    """The words of the language and the habits of one page."""

    def __init__(self, text: str, sites: Sequence[int]) -> None:
        page = compiled(GLOSS).sub("", "\n".join(_trusted(text, sites)))
        characters = Counter(page)
        forms = {character: form_of(character) for character in characters}
        plain = "".join(map(forms.__getitem__, page))
        single: Counter[str] = Counter()
        for character, count in characters.items():
            single[forms[character]] += count
        pairs = Counter(map(add, plain, plain[1:]))
        self.page = PageWords(plain, pairs)
        self.forms = _Forms(characters)
        self._signs = _Signs(single, pairs)
        self._leasts = _Leasts(self)
        self._singles = _Singles(self, pairs)
        # By the number of the object, which is held so that no other one can get its number.
        self._likely: dict[int, tuple[Words, list[str]]] = {}
        self._ranked: dict[int, tuple[Words, list[tuple[float, str]]]] = {}

    def sign_bits(self, before: Before, sign: str) -> float:
        """The surprise of a sign, in bits."""
        tail = before.tail
        last = tail[1]
        bits = self._signs[last + sign]
        if last in _DOUBLED and tail[0] != last != sign:
            bits += _HALF
        if sign in _CLAUSE_ENDS and is_chinese(last):
            bits += _hurry(tail)
            if before.word in _LEADING and sign != "：":
                bits += _LED
        if sign in _STOPS_OR_START:
            bits += max(behind(before.word, before.part)["."], -_STOP_FITS)
        return bits

    def word_bits(self, before: Before, word: str, bits: float, part: str) -> float:
        """The surprise of a word that has these bits on its own."""
        tail, last, last_part, head = before
        bits += behind(last, last_part)[part] + preceding(word).get(last_part, 0.0)
        gain = partners(last).get(word, 0.0)
        if head:
            gain = max(gain, _PARTED * partners(head).get(word, 0.0))
        if word == tail[0] and tail[1] in _DOUBLING:
            gain = max(gain, _AGAIN)
        elif word == tail[1] and part in _VERBAL and last_part in _VERBAL:
            gain = max(gain, _AT_ONCE)
        bits -= gain
        return bits if bits > _LEAST else _LEAST

    def count(self, character: str) -> int:
        """How often the page has a character."""
        return self._signs.count(character)

    def alone(self, form: str) -> tuple[float, str]:
        """The surprise of a character as a word of its own, and its part of speech."""
        bits, part = alone(form)
        if bits == inf:
            return min(self.page.bits(self._signs.count(form)), _UNKNOWN), part
        return min(bits, self._singles[form]), part

    def ranked(self, words: Words) -> Iterable[tuple[float, str]]:
        """Characters with what a word that begins with each is surprising at least, the likeliest first."""
        if isinstance(words, Unlisted):
            return ((bits, form) for bits, form in self._common if words[form])
        if len(words) < 2:
            return [(self._leasts[form], form) for form in words]
        key = id(words)
        if key not in self._ranked:
            self._ranked[key] = words, self._rank(words)
        return self._ranked[key][1]

    def likely(self, signs: Words) -> list[str]:
        """Those of some signs that may stand on the page; one alone is not asked for."""
        if len(signs) < 2:
            return [*signs]
        key = id(signs)
        if key not in self._likely:
            usual = [sign for sign in signs if sign in _USUAL or self._signs.count(sign)]
            self._likely[key] = signs, usual
        return self._likely[key][1]

    @cached_property
    def _common(self) -> list[tuple[float, str]]:
        """The same of all characters that the page has elsewhere."""
        return self._rank(self._signs.characters())

    def _rank(self, forms: Iterable[str]) -> list[tuple[float, str]]:
        forms = list(forms)
        return sorted(zip(map(self._leasts.__getitem__, forms), forms, strict=True))


def behind_sign(before: Before, sign: str) -> Before:
    """What is before the next word or sign, behind a sign."""
    return Before(before.tail[1] + sign, sign, _part(sign), "")


def behind_word(before: Before, word: str, part: str) -> Before:
    """What is before the next word or sign, behind a word."""
    head = (before.head or before.word) if word in _PARTICLES else ""
    return Before((before.tail + word)[-2:], word, part, head)


def most_gains(befores: Sequence[Before]) -> tuple[float, list[Mapping[str, float]]]:
    """By how many bits a word is likelier behind one of these at most, in all and by its first character."""
    found = [openings(word) for word in {before.word for before in befores}]
    most = max(most for most, _ in found)
    tables = [table for most, table in found if most]
    for head in {before.head for before in befores}:
        gain, table = openings(head)
        if gain:
            most = max(most, _PARTED * gain)
            tables.append({first: _PARTED * bits for first, bits in table.items()})
    again = {before.tail[1]: _AT_ONCE for before in befores if before.part in _VERBAL}
    again |= {before.tail[0]: _AGAIN for before in befores if before.tail[1] in _DOUBLING}
    if again:
        most = max(most, *again.values())
        tables.append(again)
    return most, tables


def closing_mark(language: Language, before: str) -> str:
    """The most probable mark for one that was lost as a whole at the end of a line."""
    plain = compiled(GLOSS).sub("", before)
    if mark := customary_mark(shadow(plain).translate(WIDTHS)):
        return mark
    tail = Before((shadow("\n" + plain).translate(WIDTHS))[-2:], "", "x", "")

    def bits(mark: str) -> float:
        return language.sign_bits(tail, mark) + language.sign_bits(behind_sign(tail, mark), "\n")

    return min("。！？", key=bits)


def customary_mark(line: str) -> str:
    """The mark that custom sets at the end of a line: 同志们：, 大家好！; '' where it sets none."""
    if is_greeting(line + "！"):
        return "！"
    return "：" if is_salutation(line + "：") else ""


def is_prose(line: str) -> bool:
    """Whether a line as far as it is read must end in a mark."""
    return "。" in line or len(line) > _PROSE or ("，" in line and not numbering(line))


def _part(sign: str) -> str:
    if sign in _STOPS_OR_START:
        return "."
    return "m" if sign.isdigit() else "x"


def _hurry(tail: str) -> float:
    """The bits against a mark that ends a clause of few characters."""
    for bits, before in zip(_SHORT, tail[1::-1], strict=True):
        if before in _CLAUSE_ENDS:
            return bits
    return 0.0


def _trusted(text: str, sites: Sequence[int]) -> Iterator[str]:
    """What stands between the places where a text may be damaged.

    Without the character before each: it may begin a word whose rest is damaged, and teaches no pair.
    """
    start = 0
    for site in sites:
        last = max(site - _LAST, start)
        yield text[start:last] + compiled(rf".(?:{GLOSS})*$").sub("", text[last:site])
        start = max(start, site + _UNTRUSTED)
    yield text[start:]


class _Leasts(dict[str, float]):
    """What a word that begins with a character is surprising at least, when first asked for."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, form: str) -> float:
        by_page = self._language.page.bits(self._language.count(form)) - _SINGLE
        self[form] = min(least(form), by_page, _UNKNOWN)
        return self[form]


class _Singles(dict[str, float]):
    """The surprise of a character as a word of its own by the page, when first asked for."""

    def __init__(self, language: Language, pairs: Counter[str]) -> None:
        super().__init__()
        self._language = language
        self._pairs = pairs

    def __missing__(self, form: str) -> float:
        count = self._language.count(form)
        # What stands in words of two characters is no word; most characters need no such counting.
        for within in (self._begun, self._ended):
            if self._bits(count) < alone(form)[0]:
                count -= sum(map(self._pairs.__getitem__, within(form)))
        self[form] = self._bits(count)
        return self[form]

    def _bits(self, count: int) -> float:
        return self._language.page.bits(count) - _SINGLE if count > 1 else inf

    def _begun(self, form: str) -> Iterator[str]:
        further = tree(form).further_words
        return (form + second for second in self._language.page.behind(form)[1] if second in further)

    def _ended(self, form: str) -> Iterator[str]:
        return (pair for first in self._ahead.get(form, "") if (pair := first + form) in lexicon.words(first))

    @cached_property
    def _ahead(self) -> Mapping[str, str]:
        """What the page has before each character."""
        found: defaultdict[str, str] = defaultdict(str)
        for pair in self._pairs:
            found[pair[1]] += pair[0]
        return found


class _Signs(dict[str, float]):
    """The surprise of a sign behind a character, when first asked for."""

    def __init__(self, single: Counter[str], pairs: Counter[str]) -> None:
        super().__init__()
        self._size = single.total()
        self._single = single
        self._seen = pairs

    def count(self, character: str) -> int:
        """How often the page has a character."""
        return self._single.get(character, 0)

    def characters(self) -> Iterator[str]:
        """The Chinese characters of the page."""
        return filter(is_chinese, self._single)

    def __missing__(self, pair: str) -> float:
        before, sign = pair[0], pair[1]
        usual: float = 2**-_STRANGE
        if sign < "\x7f" or sign in _USUAL or sign in _KNOWN:
            usual = max(2 ** -_USUAL.get(sign, _OTHER), self.count(sign) / self._size)
        if before in _BEFORE.get(sign, ()):
            usual = max(usual, 2**-_EXPECTED)
        if sign == "\n" and before.isdigit():
            usual *= 2**-_NUMBERED
        stops = sign in _STOPS_OR_SIGNS and before in _STOPS_OR_START + _DOUBLED
        if stops or (before in _OPENING and sign in _STOPS_OR_START + _CLOSING):
            usual *= 2**-_STOPPED
        expected = _FAMILIAR * usual
        self[pair] = log2((self.count(before) + _FAMILIAR) / (self._seen.get(pair, 0) + expected))
        return self[pair]


class _Forms(dict[str, tuple[str, float]]):
    """Of each character: its simplified form, and the bits against it as a way of writing that.

    A page is written in one script: of the characters that the scripts write differently,
    those of the other script are as surprising as they are few.
    """

    def __init__(self, characters: Counter[str]) -> None:
        super().__init__()
        self._count = characters
        scripts: Counter[int] = Counter()
        for character, number in self._count.items():
            scripts[_form_and_script(character)[1]] += number
        self._traditional = scripts[1] > scripts[-1]
        both = scripts[1] + scripts[-1] + 2
        self._scripts = {0: 0.0} | {script: log2(both / (scripts[script] + 1)) for script in (1, -1)}

    def __missing__(self, character: str) -> tuple[str, float]:
        form, script = _form_and_script(character)
        self[character] = form, self._scripts[script] + self._choice(character, form)
        return self[character]

    def _choice(self, character: str, form: str) -> float:
        """The bits against one of the characters that are written for one, by the page's habit."""
        forms = written(form)
        if len(forms) < 2:
            return 0.0
        seen = sum(self._count.get(other, 0) for other in forms)
        if character == form:
            foreign = self._traditional and form in usual_traditional() and form not in hong_kong()
        else:
            foreign = not character.encode("big5", "ignore")
        expected = _VARIANT if foreign else 0.5
        return log2((seen + 1) / (self._count[character] + expected))


@cache
def _form_and_script(character: str) -> tuple[str, int]:
    form, script = form_of(character), leaning(character)
    of_both = script < 0 and (len(written(form)) < 2 or form in hong_kong())
    return form, 0 if of_both else script
