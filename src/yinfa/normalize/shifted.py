"""Shifted GBK: text whose bytes were cut apart by inserted pinyin and marks, put back together.

What happened (reconstructed): a program put pinyin in brackets behind each of a
table of characters, in the GBK bytes of the page and without regard to where
characters begin, and blanks before the bytes of some marks. Where such an
insertion splits a character, a lead byte and the ASCII byte behind it became
``?`` and all that follows is read one byte off until an ASCII byte restores the
step. 販手里買 with 準 (9CCA) across 販手 reads ``販?zhǔn)掷镔I``.

The way back is a search. The damaged characters are encoded to bytes again; a
state is the byte still waiting for its second half; what was lost is
enumerated: the byte before an inserted gloss is fixed by the character whose
pinyin it is, others by how probable the words are that they yield. Where two
readings are close the better one is taken with a low confidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import log2
from typing import NamedTuple

from yinfa import lexicon
from yinfa.normalize.gloss import SYLLABLE, TONED
from yinfa.normalize.lines import Proposal
from yinfa.normalize.script import shadow
from yinfa.shapes import is_chinese

_GLOSS = rf"[(（]?({SYLLABLE})[)）]"
_FULL_GLOSS = rf"[(（]({SYLLABLE})[)）]"
_LEAST_GLOSSES = 3
_MARKS = {",": b"\xa3\xac", "?": b"\xa3\xbf", ";": b"\xa3\xbb", "!": b"\xa3\xa1", "、": b"\xa1\xa2"}
_MARKS |= {"，": b"\xa3\xac", "？": b"\xa3\xbf", "；": b"\xa3\xbb", "！": b"\xa3\xa1"}
_WIDE = str.maketrans(",?;!:", "，？；！：")
_LOST = "?？\ufffd"
_LONGEST_RUN = 80
_BEAM = 32
_CANDIDATES = 12
_BEHIND = 8  # characters looked at behind the last candidate's end
_GAIN = 12.0  # bits a reading must be better than the text as it stands
_DROP = 6.0  # bits against a dropped pair
_MOST_DROPPED = 2
_ALONE = 3.0  # bits against a character that makes no word with the one before it
_USUAL = 2.0  # bits in favour of 。 before a mark that was found across a border
_SPREAD = 18.0  # bits behind the best at which a way is given up
_CLEAR = 10.0  # bits by which the best reading must lead to be certain
_MARK_BITS = {"。": 6.0, "，": 5.0, "、": 7.0, "；": 9.0, "：": 9.0, "？": 10.0, "！": 10.0, "“": 8.0, "”": 8.0}
_MARK_BITS |= {"（": 10.0, "）": 10.0, "《": 10.0, "》": 10.0, "…": 11.0, "—": 11.0, "·": 14.0, "☆": 14.0, "×": 14.0}
_UNKNOWN = 40.0
_ODD = 14.0  # bits from which a character is odd enough to look for a dropped pair
_UNTRUSTED = 20  # characters behind a possible loss that teach nothing of the page
_WELL_KNOWN = 10  # occurrences
_FINAL_PARTICLES = "矣了吗嗎呢吧啊呀嘛哉焉"
_PARTICLE = 6.0  # bits in favour of a mark behind a final particle
_TWICE = 15.0  # bits against a mark behind the same mark
_RARE = 24.0
_UNCOMMON = 14.0  # bits from which a character is dearer than its frequency says
_WHOLE = 15.0  # bits against a character lost as a whole before its gloss
_LEADS = range(0x81, 0xFF)
_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))


class _State(NamedTuple):
    """A way of reading so far.

    `at` is the offset of the next damaged character, `pending` the byte that
    waits for its second half (-1 where the reader is in step), `text` what was
    read, `cost` its improbability in bits, `dropped` how many lost pairs were restored.
    """

    cost: float
    at: int
    pending: int
    text: str
    dropped: int = 0


def gbk(text: str) -> Iterator[Proposal]:
    """Characters that were read one byte off are read in step again: 販?zhǔn)掷镔I → 販手里買."""
    if not any(mark in text for mark in _LOST):
        return
    glosses = re.findall(rf"(.){_FULL_GLOSS}", text)
    learned = {(character, _plain(pinyin)) for character, pinyin in glosses if is_chinese(character)}
    if sum(any(letter in TONED for letter in pinyin) for _, pinyin in learned) < _LEAST_GLOSSES:
        return
    page = _Page(_Readings(frozenset(learned)), _Language(text))
    position = 0
    for match in re.finditer(f"[{_LOST}]", text):
        if match.start() < position:
            continue
        found = _repair(text, match.start(), page)
        if found:
            end, after, confidence = found
            yield match.start(), end, after, confidence
            position = end


class _Readings:
    """Which character a gloss stands for: the page's own glosses first, then a dictionary of pinyin."""

    def __init__(self, learned: frozenset[tuple[str, str]]) -> None:
        self.learned = learned
        self.by_pinyin: dict[str, list[str]] = {}
        for character, pinyin in learned:
            self.by_pinyin.setdefault(pinyin, []).append(character)

    def fitting(self, characters: Iterable[str], pinyin: str) -> list[tuple[float, str]]:
        """The characters that a gloss can stand for, with the bits against each.

        The dictionary, which takes long to load, is asked only where the page knows none.
        """
        known = [(0.0, character) for character in characters if (character, pinyin) in self.learned]
        return known or [(4.0, character) for character in characters if pinyin in _dictionary(character)]


class _Language:
    """How probable a character is behind another: common words, and the page's own habits."""

    def __init__(self, text: str) -> None:
        plain = shadow(re.sub(rf"[{_LOST}].{{0,{_UNTRUSTED}}}", "\n", _undamaged(text))).translate(_WIDE)
        self.singles = Counter(plain)
        self.pairs = Counter(pairwise(plain))
        self._costs: dict[tuple[str, str], float] = {}

    def cost(self, before: str, character: str) -> float:
        """Bits of improbability of a character behind `before` ('' where nothing is known)."""
        cost = self._costs.get((before, character))
        if cost is None:
            cost = self._costs[before, character] = self._cost(before, character)
        return cost

    def _cost(self, before: str, character: str) -> float:
        cost = _bits(character)
        if not before:
            return cost
        if character in _MARK_BITS:
            return self._mark_cost(before, character, cost)
        if not is_chinese(character):
            return min(cost, 9.0) if self.singles[character] else cost
        left, right = shadow(before), shadow(character)
        word = lexicon.bits(left + right)
        cost = cost + _ALONE if word is None else min(cost, max(word - _bits(before), 0.0))
        seen = self.pairs[left, right]
        return min(cost, log2((self.singles[left] + 4) / seen)) if seen else cost

    def _mark_cost(self, before: str, mark: str, cost: float) -> float:
        if before == mark:
            return cost + _TWICE
        if not is_chinese(before):
            return cost
        if before in _FINAL_PARTICLES:
            return max(cost - _PARTICLE, 0.0)
        alone, seen = self.singles[shadow(before)], self.pairs[shadow(before), mark]
        return cost if alone < _WELL_KNOWN else max(cost - 3, log2((alone + 8) / (seen + 0.5)))

    def improbable(self, text: str) -> float:
        """Bits of improbability of a text, character by character."""
        return sum(self.cost(before, character) for before, character in pairwise(" " + text.translate(_WIDE)))


class _Page(NamedTuple):
    """What is learned of the page as a whole."""

    readings: _Readings
    language: _Language


@cache
def _pinyin() -> dict[int, str]:
    from pypinyin.pinyin_dict import pinyin_dict

    table: dict[int, str] = pinyin_dict
    return table


@cache
def _dictionary(character: str) -> frozenset[str]:
    return frozenset(_pinyin().get(ord(character), "").split(",")) if character else frozenset()


def _plain(pinyin: str) -> str:
    return pinyin.replace("ɡ", "g")


def _repair(text: str, at: int, page: _Page) -> tuple[int, str, float] | None:
    """The end, the reading and the confidence of the damage that begins at an offset, or None."""
    line_end = text.find("\n", at)
    line_end = len(text) if line_end < 0 else line_end
    limit = min(line_end, at + _LONGEST_RUN)
    done, language = _search(text, at, limit, page), page.language
    if not done:
        return None
    window = min(max(state.at for state in done) + _BEHIND, limit)
    left = _undamaged(text[max(at - 12, 0) : at])[-6:]
    as_it_is = language.improbable(left + _undamaged(text[at:window])) + 25 * _stray(text, at, window)
    line = text[text.rfind("\n", 0, at) + 1 : at]
    ranked = sorted(
        (
            language.improbable(left + state.text + _undamaged(text[state.at : window]))
            + _DROP * state.dropped
            + _TWICE * (_open_quotes(line + state.text + text[state.at : line_end]) != 0),
            state,
        )
        for state in done
    )
    (best, state), second = ranked[0], next((cost for cost, other in ranked if other.text != ranked[0][1].text), 99e9)
    if best > as_it_is - _GAIN:
        return None
    return state.at, state.text, 0.95 if second - best >= _CLEAR else 0.5


def _open_quotes(line: str) -> int:
    return line.count("“") - line.count("”")


def _undamaged(text: str) -> str:
    return re.sub(_FULL_GLOSS, "", text)


def _stray(text: str, start: int, end: int) -> int:
    """How many signs of damage no sentence has: a Latin letter before a gloss, a gloss without its bracket."""
    return len(re.findall(rf"[A-Za-z@_`~^|]{_FULL_GLOSS}|[{_LOST}]{SYLLABLE}[)）]|[{_LOST}][{_LOST},;!、，；！]", text[start:end]))


def _sign_bits(sign: str) -> float:
    if sign in _MARKS:
        return 7.0
    return _MARK_BITS.get(sign, 9.0 if sign.isdigit() else 20.0)


def _search(text: str, start: int, limit: int, page: _Page) -> list[_State]:
    """The most plausible readings from an offset on that come into step again."""
    done: list[_State] = []
    frontier = list(_starts(text, start, page))
    while frontier:
        ways: dict[tuple[int, int, str], _State] = {}
        for state in frontier:
            if state.pending < 0:
                done.append(state)
                continue
            key = state.at, state.pending, state.text[:1] + state.text[-1:]
            if key not in ways or state < ways[key]:
                ways[key] = state
        bound = min((state.cost for state in ways.values()), default=0.0) + _SPREAD
        frontier = [
            after
            for state in sorted(ways.values())[:_BEAM]
            if state.cost <= bound and state.at < limit
            for after in _steps(text, state, page)
        ]
    return sorted(done)[:_CANDIDATES]


def _starts(text: str, at: int, page: _Page) -> Iterator[_State]:
    """The states behind the first lost byte; the reader was in step before it."""
    gloss = re.compile(_GLOSS).match(text, at + 1)
    if gloss:
        pinyin, before = _plain(gloss[1]), _last_bytes(text, at)
        split = {lost: _decode(before[-1], lost) for lost in _LEADS} if before else {}
        for cost, fits in page.readings.fitting(split.values(), pinyin):
            for lost in _LEADS:
                if split[lost] == fits:
                    yield _State(cost, gloss.end(), lost, "")
        for character in page.readings.by_pinyin.get(pinyin, ()):
            yield _State(_WHOLE + _bits(character), gloss.end(), -1, character)
        return
    mark = _MARKS.get(text[at + 1 : at + 2])
    if mark:
        left = _undamaged(text[max(at - 12, 0) : at])[-1:]
        for lost in _LEADS:
            for state in _emit(_State(0.0, at, lost, left), mark[0], at + 2, mark[1], page):
                after = state.text[len(left) :]
                yield state._replace(text=after, cost=state.cost - _USUAL * (after == "。"))


def _last_bytes(text: str, at: int) -> bytes:
    """The bytes of the last character before an offset that is no gloss."""
    while (found := re.search(rf"{_FULL_GLOSS}$", text[max(at - 12, 0) : at])) is not None:
        at -= len(found[0])
    return _encode(text[at - 1 : at])


def _steps(text: str, state: _State, page: _Page) -> Iterator[_State]:
    """The states that the next damaged character can lead to; the reader is one byte off."""
    character = text[state.at]
    gloss = re.compile(_FULL_GLOSS).match(text, state.at)
    if gloss:  # put in between two characters of the shifted reading
        yield state._replace(at=gloss.end())
        return
    if character in _LOST:
        yield from _behind_lost(text, state, page)
    pair = _encode(character)
    if not pair or pair[0] < 0x21:
        return
    odd = True
    for trail, pending in _as_bytes(pair):
        for after in _emit(state, trail, state.at + 1, pending, page):
            odd = odd and after.cost - state.cost > _ODD
            yield after
    if odd and state.dropped < _MOST_DROPPED:
        for lead, lost in _droppable(state.pending, pair[0]):
            for middle in _emit(state, lead, state.at, lost, page):
                for trail, pending in _as_bytes(pair):
                    for after in _emit(middle, trail, state.at + 1, pending, page):
                        yield after._replace(dropped=state.dropped + 1, cost=after.cost + _DROP)


def _as_bytes(pair: bytes) -> Iterator[tuple[int, int]]:
    """The byte that ends the waiting character and the one that waits next, for a damaged character."""
    if len(pair) == 2:
        yield pair[0], pair[1]
    else:
        if pair[0] >= 0x40:
            yield pair[0], -1
        yield 0xA3, pair[0] + 0x80


def _behind_lost(text: str, state: _State, page: _Page) -> Iterator[_State]:
    """A lead byte was lost here together with the ASCII byte behind it: a bracket, a blank, or a sign."""
    gloss = re.compile(_GLOSS).match(text, state.at + 1)
    next_sign = text[state.at + 1 : state.at + 2]
    if gloss:
        split = {lost: _decode(state.pending, lost) for lost in _TRAILS}
        for cost, fits in page.readings.fitting(split.values(), _plain(gloss[1])):
            yield _State(state.cost + cost + _bits(fits), gloss.end(), -1, state.text + fits, state.dropped)
        return
    for lost in _TRAILS:
        if next_sign in _MARKS:
            yield from _emit(state, lost, state.at + 1, -1, page)
        elif lost > 0x7F:
            swallowed = "*" if next_sign == "*" else ""
            for after in _emit(state, lost, state.at + 1, -1, page):
                yield after._replace(text=after.text + swallowed, cost=after.cost + 8)


def _emit(state: _State, trail: int, at: int, pending: int, page: _Page) -> Iterator[_State]:
    """The state behind the character that the pending byte forms with `trail`, if there is one."""
    character = _decode(state.pending, trail)
    if character:
        cost = state.cost + page.language.cost(state.text[-1:], character)
        yield _State(cost, at, pending, state.text + character, state.dropped)


@cache
def _droppable(pending: int, following: int) -> tuple[tuple[int, int], ...]:
    """The undefined pairs that make common characters of the byte before and the byte behind them."""
    return tuple(
        (lead, trail)
        for lead, trails in _undefined().items()
        if _known(_decode(pending, lead))
        for trail in trails
        if _known(_decode(trail, following))
    )


@cache
def _bits(character: str) -> float:
    """Bits of improbability of a single character."""
    if is_chinese(character):
        known = lexicon.bits(shadow(character))
        return _UNKNOWN if known is None else known + 4 * max(known - _UNCOMMON, 0.0)
    return _sign_bits(character)


def _known(character: str) -> bool:
    return bool(character) and _bits(character) < _RARE


@cache
def _decode(lead: int, trail: int) -> str:
    """The character of two GBK bytes, ASCII for its full-width form; '' where GBK has none."""
    try:
        character = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    if len(character) != 1:
        return ""
    return chr(ord(character) - 0xFEE0) if "０" <= character <= "ｚ" and character.isalnum() else character


@cache
def _encode(character: str) -> bytes:
    return character.encode("gbk", "ignore")


@cache
def _undefined() -> dict[int, tuple[int, ...]]:
    """The pairs that GBK leaves to its users, and the blank: a decoder drops them."""
    table = {lead: tuple(range(0xA1, 0xFF)) for lead in (*range(0xAA, 0xB0), *range(0xF8, 0xFF))}
    table |= {lead: tuple(trail for trail in range(0x40, 0xA1) if trail != 0x7F) for lead in range(0xA1, 0xA8)}
    table[0xA1] += (0xA1,)
    return table
