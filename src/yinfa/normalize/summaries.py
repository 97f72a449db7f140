"""The summary that a page sets above a title: the title and the beginning of the speech, in one line.

In: the lines. Out: proposals that take such a line out, whatever the page says behind the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.normalize.lines import Line, Proposal, drop, lines

_LEAST = 16
"""Characters of the speech's beginning that its summary holds at least."""
_HEAD = 12
"""Lines from the top of a page to its summary, and from that to the speech."""


def above(text: str) -> Iterator[Proposal]:
    """The summary above a title goes: …讲话春天来了…␊…讲话␊春天来了…。 → …讲话␊春天来了…。."""
    rows = lines(text)
    for index, row in enumerate(rows[:_HEAD]):
        if shapes.is_prose(row.text):
            if _sums_up(row.text, rows[index + 1 : index + _HEAD]):
                yield drop(text, row, 0.85)
            return


def _sums_up(line: str, below: Sequence[Line]) -> bool:
    """Whether a line opens with the title, and goes on with the first sentence, that stand below it."""
    first = next((index for index, row in enumerate(below) if shapes.is_prose(row.text)), 0)
    begun = below[first].text[:_LEAST] if first else ""
    titles = (row.text for row in below[:first] if shapes.is_title(row.text))
    return len(begun) == _LEAST and any(line.startswith(title + begun) for title in titles)
