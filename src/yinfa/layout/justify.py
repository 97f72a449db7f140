"""One line brought to its measure: squeezed where it is too long, stretched where it is too short.

The order is that of CLREQ (line adjustment) and GB/T 15834-2011, 5.1: the blank
half of the mark at the line's end, blanks between adjacent marks, brackets,
pauses, stops; only a line that has no room left to give is never chosen. A line
that is too short is stretched evenly between its characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from yinfa.layout.measured import AT_LINE_START, MeasuredText

TOLERANCE = 0.001
"""Points by which a width may differ from a measure and still count as equal."""


class SetLine(NamedTuple):
    """A line's characters at their final widths.

    `advances` has one entry a character, `shift` is the distance by which the line
    begins to the left of its edge (the blank half of an opening mark); `width` is
    what the line takes of its measure. All in points.
    """

    start: int
    end: int
    advances: tuple[float, ...]
    shift: float
    width: float


def taken_by_stage(room: Sequence[float], excess: float) -> list[float] | None:
    """How much each stage gives of its room to make a line shorter by `excess`; None if all cannot.

    All in points.
    """
    taken = []
    for available in room:
        given = available if available < excess else excess
        taken.append(given)
        excess -= given
    return taken if excess <= TOLERANCE else None


def set_line(text: MeasuredText, start: int, end: int, measure: float, *, stretch: bool) -> SetLine:
    """Sets ``text[start:end]`` to a measure.

    Args:
        text: the measured paragraph.
        start: where the line begins.
        end: where it ends; spaces before it get no width.
        measure: the room, in points.
        stretch: whether a line that is too short is stretched to its measure.
    """
    inked = text.trimmed(start, end)
    advances = list(text.advances[start:inked])
    if inked in text.changes and advances:
        advances[-1] -= text.gap
    shift = 0.0
    excess = text.width(start, inked) - measure
    if excess > TOLERANCE:
        shift = _squeeze(text, start, advances, excess)
    elif stretch and excess < 0 and (gaps := text.gaps(start, inked)):
        wider = -excess / gaps
        for index in range(len(advances) - 1):
            if text.stretchable[start + index]:
                advances[index] += wider
    width = sum(advances) - shift
    return SetLine(start, end, (*advances, *[0.0] * (end - inked)), shift, width)


def _squeeze(text: MeasuredText, start: int, advances: list[float], excess: float) -> float:
    """Takes `excess` from the advances; gives what is taken from before the first glyph."""
    end = start + len(advances)
    room = text.room(start, end)
    taken = taken_by_stage(room, excess)
    if taken is None:
        return 0.0  # a single character wider than the measure
    shift = 0.0
    for behind, stage, available in text.squeezes_of(start, end):
        share = taken[stage] * available / room[stage]
        if behind == AT_LINE_START:
            shift += share
        else:
            advances[behind - start] -= share
    return shift
