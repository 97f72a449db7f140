"""The lines of a cleaned text, each with what the ledger tells of it.

In: the ledger, whose text has one paragraph a line. Out: `Row`s, from which the structure is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yinfa import shapes
from yinfa.ledger import Edit, Ledger
from yinfa.normalize import PARTING
from yinfa.normalize.script import holds_traditional, shadow

UNSURE = 0.75
"""Edits of less confidence than this are pointed out."""
GLUED_RULE = "lines.glued"
_WIDE = r"[\u3000\t]|[^\S\r\n]{2,}"
"""A blank as wide as a character, such as stands between a post and a name."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line, and what is looked at to recognise it: its simplified shadow, of the same length.

    `turn` tells that it opens with the label of one of several speakers, `runs_on` that a heading
    which opens it may run on into its text. `gap` is the offset at which a wide blank of the source
    was closed, 0 where none was.
    """

    text: str
    seen: str
    turn: bool
    runs_on: bool
    gap: int


def rows_of(ledger: Ledger) -> list[Row]:
    """The lines of a cleaned text that are not empty."""
    seen = shadow(ledger.text) if holds_traditional(ledger.text) else ledger.text
    pairs = [both for both in zip(ledger.text.split("\n"), seen.split("\n"), strict=True) if both[0]]
    turns = shapes.turns(tuple(shown for _, shown in pairs))
    runs_on, gaps = _running_on(ledger), _gaps(ledger)
    return [Row(*both, at in turns, at in runs_on, gaps.get(at, 0)) for at, both in enumerate(pairs)]


def marked_lines(ledger: Ledger) -> set[int]:
    """The numbers of the lines at which a mark of a collection stood."""
    return _line_numbers(ledger, [offset for rule in PARTING for offset in ledger.offsets(rule)])


def placed(ledger: Ledger) -> Iterator[tuple[Edit, int, int]]:
    """The edits, each with where in the text what it leaves there begins and ends."""
    shift = 0
    for edit in ledger.edits:
        start = edit.start + shift
        yield edit, start, start + len(edit.after)
        shift += len(edit.after) - len(edit.before)


def leaves_glued(edit: Edit) -> bool:
    """Whether an edit parts a line off whose heading may run on into its text."""
    return edit.confidence < UNSURE and GLUED_RULE in edit.rule


def _running_on(ledger: Ledger) -> set[int]:
    """The numbers of the lines that open with a heading whose end is not known."""
    return _line_numbers(ledger, [end for edit, _, end in placed(ledger) if leaves_glued(edit)])


def _gaps(ledger: Ledger) -> dict[int, int]:
    """Where in a line, told by its number, the first wide blank was closed."""
    places = [at for edit, at, _ in placed(ledger) if not edit.after and re.fullmatch(_WIDE, edit.before)]
    found: dict[int, int] = {}
    if places:
        starts = [0, *(match.end() for match in re.finditer("\n", ledger.text))]
        for place in places:
            number = bisect_right(starts, place) - 1
            if place > starts[number]:
                found.setdefault(number, place - starts[number])
    return found


def _line_numbers(ledger: Ledger, offsets: Sequence[int]) -> set[int]:
    """The numbers of the lines in which offsets lie."""
    feeds = [match.start() for match in re.finditer("\n", ledger.text)] if offsets else []
    return {bisect_right(feeds, offset) for offset in offsets}
