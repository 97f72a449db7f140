"""The places of the damage's graph, and the fans of characters that bytes and halves of bytes allow.

In: bytes that wait, were lost or dropped; out: the true characters that they may belong to, by their
simplified forms, with what waits behind each.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple, TypeVar

from yinfa.normalize.shifted.channel import LEADS, LOSABLE, decode, dropped
from yinfa.normalize.shifted.forms import Follower, Kinds, Unlisted, Words, by_form

IN_STEP = -1
"""What waits at a place where the reader is in step again."""

UNREAD = -2
"""What waits where the text has been read as it stands."""

SWALLOWED = -3
"""What waits where a lost byte has taken an ASCII character along that the page does not show."""

DROPPED = 0x100
"""Added to the lead byte that waits for its second half in a dropped pair."""

_SIGN_LEADS = range(0xA1, 0xA4)  # the first bytes of marks


Rank = tuple[int, int]
"""The order in which places are gone through: no path leads back."""


class Place(NamedTuple):
    """An offset of the damaged text, and the byte that waits there for its second half, or another state."""

    at: int
    pending: int

    @property
    def in_step(self) -> bool:
        """Whether a reader is in step here, and all is read that is not shown."""
        return self.pending in (IN_STEP, UNREAD)

    @property
    def rank(self) -> Rank:
        """When it is gone through."""
        if self.pending >= DROPPED:
            return self.at, self.pending // DROPPED
        return self.at, 0 if self.pending >= 0 else 8 if self.pending == SWALLOWED else 9


_Next = TypeVar("_Next")


class Fan(NamedTuple):
    """True characters that may come next, by their simplified forms, at the cost of some bits.

    They lead to the offset `at`. Those are `settled` whose gloss is known to be there or not;
    some are completed by one half of a pair that was `dropped`, some by halves of two (2).
    """

    at: int
    bits: float
    words: Words
    signs: Words
    settled: bool = False
    dropped: int = 0

    def shared(self, following: Mapping[str, _Next]) -> list[tuple[str, tuple[Follower, ...], _Next]]:
        """Those of the characters that stand in a table, with what that has for them."""
        words = self.words
        if isinstance(words, Unlisted):
            return [(form, words[form], behind) for form, behind in following.items()]
        if len(words) < len(following):
            return [(form, words[form], following[form]) for form in words if form in following]
        return [(form, words[form], behind) for form, behind in following.items() if form in words]


def one(at: int, character: str, bits: float = 0.0, pending: int = IN_STEP) -> Fan:
    """One character, whose gloss is known to be there or not."""
    return Fan(at, bits, *by_form([(character, pending)]), settled=True)


@cache
def opened(lost: int, pending: int) -> Kinds:
    """The characters that a byte ends whose first byte was lost."""
    return by_form((character, pending) for lead in LEADS if (character := decode(lead, lost)))


@cache
def begun(pending: int, level: int) -> Kinds:
    """The characters that the first bytes of dropped pairs complete, and these bytes as they wait."""
    return by_form(
        (character, level * DROPPED + lead) for lead in dropped() if (character := decode(pending, lead))
    )


@cache
def begun_again(lead: int) -> Kinds:
    """The same where a dropped pair's second byte waits."""
    trails, waiting = dropped()[lead], {again: 2 * DROPPED + again for again in dropped()}
    return Unlisted(trails, waiting), _signs(trails, waiting)


@cache
def completed(pendings: tuple[int, ...], byte: int, left: int) -> Kinds:
    """The characters that a byte completes, and what is left of the damaged character it came from."""
    return by_form((character, left) for pending in pendings if (character := decode(pending, byte)))


@cache
def ended(pendings: tuple[int, ...], left: int) -> Kinds:
    """The characters that a lost byte completes."""
    if len(pendings) == 1:
        return by_form((c, left) for lost in LOSABLE if (c := decode(pendings[0], lost)))
    waiting = dict.fromkeys(LOSABLE, left)
    return Unlisted(pendings, waiting), _signs(pendings, waiting)


def _signs(leads: Collection[int], waiting: Mapping[int, int]) -> Words:
    """The signs with one of some first bytes and one of some second ones."""
    pairs = ((lead, last) for lead in _SIGN_LEADS if lead in leads for last in waiting)
    return by_form((c, waiting[last]) for lead, last in pairs if (c := decode(lead, last)))[1]
