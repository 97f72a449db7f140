"""The readings that a search follows, laid down where they go on.

In: readings with an offset each; out: those that can still win, offset by offset.
"""

from __future__ import annotations

from math import inf
from operator import attrgetter
from typing import NamedTuple

from yinfa.normalize.shifted.language import Context, Language

IN_STEP = -1
"""The `pending` of a reading that waits for no byte."""

SPREAD = 26.0
"""Bits behind the best reading at which another is given up."""

_BEAM = 8  # readings followed at an offset
_BEGUN = 14.0  # bits behind the best up to which those of one character, whose word is to come, follow too


class Reading(NamedTuple):
    """A way of reading the damage so far.

    `surprise` counts the bits against it, `pending` is the byte that waits for its second
    half, `text` what was read, `end` the offset where it came into step (0 while it is off),
    `rival` the bits by which another way that cannot be told apart any more stands behind,
    `dropped` the number of dropped pairs that it puts back.
    """

    surprise: float
    context: Context
    pending: int = IN_STEP
    text: str = ""
    end: int = 0
    rival: float = inf
    dropped: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether this is the text as it stands."""
        return self.pending == IN_STEP and not self.text

    def grown(self, language: Language, character: str, end: int = 0, pending: int = IN_STEP) -> Reading:
        """The reading with one more character."""
        bits, context = language.read(self.context, character)
        before, _, _, text, _, rival, dropped = self
        return Reading(before + bits, context, pending, text + character, end, rival, dropped)

    def less(self, bits: float) -> Reading:
        """The same reading with some more bits against it."""
        return Reading(self[0] + bits, *self[1:]) if bits else self


surprise = attrgetter("surprise")


class Shelves:
    """A shelf of readings for each offset of the damaged text, gone through in order.

    Two readings that stand at the same offset, wait for the same byte and end in the
    same characters go on alike: only the better one is kept.
    """

    def __init__(self) -> None:
        self._shelves: dict[int, dict[tuple[int, str, bool], Reading]] = {}

    def put(self, at: int, reading: Reading) -> None:
        """Lay a reading down at an offset; of two that go on alike the better stays and knows its rival."""
        shelf = self._shelves.setdefault(at, {})
        key = reading.pending, reading.context.tail, bool(reading.text)
        other = shelf.get(key)
        if other is not None:
            behind = reading.surprise - other.surprise
            if behind < 0:
                reading, other, behind = other, reading, -behind
            reading = other if reading.text == other.text else other._replace(rival=min(other.rival, behind))
        shelf[key] = reading

    def __bool__(self) -> bool:
        return bool(self._shelves)

    def take(self) -> tuple[int, float, list[Reading]]:
        """The next offset, the bits of the best reading there or further on, and the readings at the offset.

        Without those that are far behind, so that there may be none; but the text as it
        stands, of which nothing was read otherwise, stays to be compared.
        """
        at = min(self._shelves)
        best = min(min(map(surprise, shelf.values())) for shelf in self._shelves.values())
        readings = sorted(self._shelves.pop(at).values(), key=surprise)
        readings = [r for rank, r in enumerate(readings) if rank < _BEAM or r.is_plain or _is_begun(r, best)]
        return at, best, [r for r in readings if r.surprise <= best + SPREAD or r.is_plain]


def _is_begun(reading: Reading, best: float) -> bool:
    return len(reading.text) == 1 and reading.surprise <= best + _BEGUN
