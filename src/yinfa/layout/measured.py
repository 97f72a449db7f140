"""A text with the widths of its characters, ready to be broken into lines.

In come a text, the advance of each character in em, size and letter spacing; out
comes a `MeasuredText`: running sums from which the width of any line, the room
for squeezing it and the gaps for stretching it are read without walking through
it, so that breaking takes time in proportion to the length of a paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from itertools import accumulate
from operator import sub
from typing import NamedTuple

from yinfa.layout import characters
from yinfa.layout.filling import Filling, filling, script_changes

AT_LINE_START = -1
"""Where a `Squeeze` stands that moves the line's first glyph to the left."""

HALF = 0.5
"""What a mark can give up of its advance: the blank half."""

NARROW = 0.75
"""A mark no wider than this, in em, is set as a half-width glyph already."""


class Stage(IntEnum):
    """In which order blanks are squeezed (CLREQ, line adjustment by compression)."""

    LINE_END = 0
    ADJACENT = 1  # two marks to one and a half em
    CLOSED_UP = 2  # two marks to one em
    BRACKET = 3
    PAUSE = 4
    STOP = 5


_STAGES: Mapping[str, Stage] = {
    **dict.fromkeys(characters.CLOSING, Stage.BRACKET),
    **dict.fromkeys(characters.PAUSES, Stage.PAUSE),
    **dict.fromkeys(characters.STOPS, Stage.STOP),
}
"""When the blank behind a mark that stands alone is squeezed."""


class Squeeze(NamedTuple):
    """A blank behind a character (by its position), which may lose up to `room` points at a stage."""

    behind: int
    stage: Stage
    room: float


class MeasuredText(NamedTuple):
    """A text and its widths in points.

    `advances` holds one advance a character, letter spacing included, ``edges[i]`` the
    sum of the first i, and ``ends[i]`` where a line ends that ends in front of character i.
    `squeezes` are the blanks between two characters, by position, and
    ``squeeze_counts[i]`` is the number of those behind the first i characters;
    ``rooms[k]`` is what the first k give, by stage. `stretchable` has a 1 for each
    character behind which a line may be stretched, ``gap_counts[i]`` their number before
    i. `filling` knows where a word processor would end a line. In front of the characters
    at `changes` of script stands a gap, which the advance before them includes and the
    end of a line does without.
    """

    text: str
    size: float
    advances: Sequence[float]
    edges: Sequence[float]
    ends: Sequence[float]
    squeezes: Sequence[Squeeze]
    squeeze_counts: Sequence[int]
    rooms: Sequence[Sequence[float]]
    stretchable: bytearray
    gap_counts: Sequence[int]
    filling: Filling
    changes: frozenset[int]
    gap: float

    def trimmed(self, start: int, end: int) -> int:
        """Where the ink of ``text[start:end]`` ends: spaces at a line's end take no room."""
        while end > start and self.text[end - 1] in characters.SPACES:
            end -= 1
        return end

    def width(self, start: int, end: int) -> float:
        """The natural width of ``text[start:end]``."""
        return self.ends[end] - self.edges[start]

    def gaps(self, start: int, end: int) -> int:
        """The number of stretchable gaps within ``text[start:end]``."""
        return max(0, self.gap_counts[end - 1] - self.gap_counts[start])

    def squeezes_of(self, start: int, end: int) -> list[Squeeze]:
        """All blanks that a line ``text[start:end]``, which is not empty, can give up."""
        found = list(self.squeezes[self.squeeze_counts[start] : self.squeeze_counts[end - 1]])
        if self.text[end - 1] in characters.RIGHT_BLANK:
            found.append(Squeeze(end - 1, Stage.LINE_END, self._blank(end - 1)))
        if self.text[start] in characters.OPENING:
            found.append(Squeeze(AT_LINE_START, Stage.BRACKET, self._blank(start)))
        return found

    def room(self, start: int, end: int) -> list[float]:
        """What `squeezes_of` gives by stage, in points, summed without walking through them."""
        before = self.rooms[self.squeeze_counts[start]]
        within = self.rooms[self.squeeze_counts[end - 1]]
        room = list(map(sub, within, before))
        if self.text[end - 1] in characters.RIGHT_BLANK:
            room[Stage.LINE_END] += self._blank(end - 1)
        if self.text[start] in characters.OPENING:
            room[Stage.BRACKET] += self._blank(start)
        return room

    def _blank(self, index: int) -> float:
        return _blank(self.advances[index], self.size)


def measure(
    text: str,
    ems: Sequence[float],
    plain_ems: Sequence[float],
    size: float,
    spacing: float,
    gap: float = 0.0,
) -> MeasuredText:
    """Measures a text.

    Args:
        text: the text of a paragraph or title.
        ems: the natural advance of each character, in em.
        plain_ems: its advance as a word processor draws it, in em.
        size: size of the characters, in points.
        spacing: what is added behind each character, in points.
        gap: what stands between hanzi and Latin letters or digits, in points.
    """
    advances = [em * size + spacing for em in ems]
    changes = frozenset(script_changes(text)) if gap else frozenset()
    for change in changes:
        advances[change - 1] += gap
    edges = list(accumulate(advances, initial=0.0))
    ends = edges.copy()
    for change in changes:
        ends[change] -= gap
    squeezes = _squeezes(text, advances, size)
    counts = [0] * (len(text) + 1)
    for squeeze in squeezes:
        counts[squeeze.behind + 1] += 1
    stretchable = characters.stretchable(text)
    return MeasuredText(
        text=text,
        size=size,
        advances=advances,
        edges=edges,
        ends=ends,
        squeezes=squeezes,
        squeeze_counts=list(accumulate(counts)),
        rooms=_rooms(squeezes),
        stretchable=stretchable,
        gap_counts=list(accumulate(stretchable, initial=0)),
        filling=filling(text, plain_ems, size, spacing),
        changes=changes,
        gap=gap,
    )


def _squeezes(text: str, advances: Sequence[float], size: float) -> list[Squeeze]:
    squeezes: list[Squeeze] = []
    for index in characters.marks(text):
        blank = _blank(advances[index], size)
        if text[index] not in characters.OPENING:
            squeezes.append(Squeeze(index, _stage(text[index], text[index + 1 : index + 2]), blank))
        elif index:
            squeezes.append(Squeeze(index - 1, _stage_of_opening(text[index - 1]), blank))
    return squeezes


def _rooms(squeezes: Sequence[Squeeze]) -> list[list[float]]:
    rooms = [[0.0] * len(Stage)]
    for squeeze in squeezes:
        room = rooms[-1].copy()
        room[squeeze.stage] += squeeze.room
        rooms.append(room)
    return rooms


def _stage(mark: str, after: str) -> Stage:
    """When the blank behind a mark is squeezed, by what stands there."""
    return Stage.ADJACENT if after in characters.MARKS else _STAGES[mark]


def _stage_of_opening(before: str) -> Stage:
    """When the blank in front of an opening mark is squeezed, by what stands there.

    Where that is blank behind as well, both come to one em: to one and a half by its own blank.
    """
    if before in characters.RIGHT_BLANK:
        return Stage.CLOSED_UP
    return Stage.ADJACENT if before in characters.OPENING else Stage.BRACKET


def _blank(advance: float, size: float) -> float:
    """The blank half of a mark in points; a mark that is narrow by itself has none to give.

    It is half of what the mark takes with its letter spacing, so that two marks make room for
    a character on every grid.
    """
    return HALF * advance if advance > NARROW * size else 0.0
