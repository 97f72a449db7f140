"""Pairs of bytes that were dropped from a run, put back.

A reader of GBK drops pairs that it does not define, without a trace. Such a pair
ended one character and began the next, so that where one character is read two
may have stood. In: a reading, and the byte that goes on behind the pair; out: the
readings with the two characters, or with three where two pairs were dropped in a row.

There are thousands for each place. Those are put back that make words with what
stands before; others only where the reading at hand is one of the best and odd.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from yinfa.normalize.shifted.channel import LOSABLE, decode, dropped
from yinfa.normalize.shifted.language import Candidates, Language, form_of
from yinfa.normalize.shifted.shelves import Reading
from yinfa.normalize.shifted.table import Table

_LONE = 3.0  # bits against a character behind a dropped pair that makes no word with those before
_DROPPED = 2.0  # bits against putting a dropped pair back
_MOST_DROPPED = 3  # pairs put back in one run
_JOINED = -4.0  # bits that a character can save by making the one before it part of a word


def before_pair(
    reading: Reading, table: Table, language: Language, most: float, *, near: bool
) -> Iterator[tuple[int, Reading]]:
    """The first bytes of dropped pairs, and the readings with the characters that these complete.

    Those that continue a word; with one of the best readings (`near`) also those that
    are no more than `most` bits surprising.
    """
    if reading.dropped == _MOST_DROPPED:
        return
    continuing = language.continuing(reading.context.tail)
    for lead, first, form in _begun(reading.pending):
        within = form in continuing
        if not within and not near:
            continue
        before = reading.less(table.unglossed_bits(first) + _DROPPED).grown(language, first)
        if within or before.surprise - reading.surprise <= most - _JOINED:
            before = before._replace(dropped=reading.dropped + 1)
            yield lead, before
            if within:
                yield from _before_next_pair(lead, before, language)


def before_byte(
    reading: Reading, byte: int, table: Table, language: Language, most: float, *, near: bool
) -> Iterator[tuple[Reading, float]]:
    """The readings that wait for a byte with the second byte of a dropped pair.

    With the bits that the character of the two may be surprising.
    """
    for lead, before in before_pair(reading, table, language, most, near=near):
        left = most + reading.surprise - before.surprise
        completed = _completed(lead, byte)
        joined = completed.joined(language.following(before.context.tail))
        for trail in sorted(joined):
            yield before._replace(pending=trail), left
        for trail in completed.common(left) if near else ():
            if trail not in joined:
                yield before.less(_LONE)._replace(pending=trail), left


def before_loss(
    reading: Reading, at: int, table: Table, language: Language, most: float, *, near: bool
) -> Iterator[Reading]:
    """The readings behind a lost byte that completes a character with the second byte of a dropped pair.

    They are in step at the offset `at`.
    """
    for lead, before in before_pair(reading, table, language, most, near=near):
        left = most + reading.surprise - before.surprise
        for character, (trail, lost) in language.pairs_behind(before.context.tail):
            if trail in dropped()[lead] and lost in LOSABLE:
                yield before.grown(language, character, at)
        for character, (trail, lost) in language.common_pairs(left) if near else ():
            if trail in dropped()[lead] and lost in LOSABLE:
                yield before.less(_LONE).grown(language, character, at)


def _before_next_pair(lead: int, reading: Reading, language: Language) -> Iterator[tuple[int, Reading]]:
    """The same for a second dropped pair where the character between goes on with the word."""
    if reading.dropped == _MOST_DROPPED:
        return
    for character, (trail, next_lead) in language.pairs_behind(reading.context.tail):
        if trail in dropped()[lead] and next_lead in dropped():
            following = reading.less(_DROPPED).grown(language, character)
            yield next_lead, following._replace(dropped=reading.dropped + 1)


@cache
def _begun(pending: int) -> list[tuple[int, str, str]]:
    """The first bytes of dropped pairs, the characters that they complete, and these simplified."""
    characters = [(lead, decode(pending, lead)) for lead in dropped()]
    return [(lead, character, form_of(character)) for lead, character in characters if character]


@cache
def _completed(lead: int, behind: int) -> Candidates:
    """The characters that the second byte of a dropped pair makes with the byte behind it."""
    return Candidates((trail, made) for trail in dropped()[lead] if (made := decode(trail, behind)))
