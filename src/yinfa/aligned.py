"""Source and clean text side by side: rows of the same lines, with every edit in its place.

In: the source, the clean text and the edits between them. Out: `Row`s in the
order of both, made in one walk along the edits. What shows changes to people
(diff, html) is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from yinfa.ledger import Edit

_BREAK = "\r\n?|[\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]"
_NEAR = 1
"""Edits of one rule with no more characters between them are shown as one."""


class Piece(NamedTuple):
    """A stretch of one side: kept, or what an edit took away (left) or put there (right).

    A `quiet` edit is one of line ends, indents or blank lines, of which a reader
    need not be told.
    """

    text: str
    edit: Edit | None = None
    quiet: bool = False


class Row(NamedTuple):
    """A line of the clean text on the right, and on the left what it was made of.

    `number` is that of the source line in which the left side begins, `line`
    that of the clean line, both from 1. A row of source lines that were taken
    out has the line 0 and nothing on its right. Pieces of the left side hold line
    ends where several source lines became one; the last piece of the right side
    is closed by one where a source line was parted.
    """

    number: int
    left: tuple[Piece, ...]
    line: int
    right: tuple[Piece, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in this row that a reader should see, each once, in order."""
        pieces = (*self.left, *self.right)
        return tuple(
            dict.fromkeys(piece.edit for piece in pieces if piece.edit is not None and not piece.quiet)
        )

    @property
    def is_visible(self) -> bool:
        """Whether anything but white space stands on either side."""
        return any(piece.text.strip() for piece in (*self.left, *self.right))


def rows(source: str, text: str, edits: Sequence[Edit]) -> Iterator[Row]:
    """The rows of a source and the text that `edits` make of it."""
    walk = _Walk()
    position = at = 0  # in the source, in the text
    for edit in joined(source, edits):
        kept = source[position : edit.start]
        yield from walk.keep(kept)
        at += len(kept)
        end = at + len(edit.after)
        yield from walk.change(
            edit,
            quiet=_is_quiet(edit, text, at, end),
            closes=end == len(text) or text[end] == "\n",
        )
        position, at = edit.end, end
    yield from walk.keep(source[position:])
    yield from walk.end()


def joined(source: str, edits: Sequence[Edit], near: int = _NEAR) -> list[Edit]:
    """The edits with neighbours of one rule and confidence made one where a line holds both.

    They make the same text of the source; `near` counts the characters kept between neighbours.
    """
    groups: list[list[Edit]] = []
    for edit in edits:
        if groups and _are_one(source, groups[-1][-1], edit, near):
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return [_one(source, group) for group in groups]


def _are_one(source: str, left: Edit, right: Edit, near: int) -> bool:
    return (
        right.start - left.end <= near
        and left.rule == right.rule
        and left.confidence == right.confidence
        and "\n" not in source[left.end : right.start]
        and not any(re.search(_BREAK, side) for edit in (left, right) for side in (edit.before, edit.after))
    )


def _one(source: str, group: Sequence[Edit]) -> Edit:
    first, last = group[0], group[-1]
    if first is last:
        return first
    after: list[str] = []
    position = first.start
    for edit in group:
        after += (source[position : edit.start], edit.after)
        position = edit.end
    return first._replace(end=last.end, before=source[first.start : last.end], after="".join(after))


def _is_quiet(edit: Edit, text: str, start: int, end: int) -> bool:
    """Whether an edit changes only white space, and that only between lines of the clean text."""
    if edit.before.strip() or edit.after.strip():
        return False
    if "\n" in edit.after:
        return re.search(_BREAK, edit.before) is not None
    return start == 0 or end == len(text) or text[start - 1] == "\n" or text[end] == "\n"


class _Walk:
    """The row that is being filled, and where it stands on both sides."""

    def __init__(self) -> None:
        self._left: list[Piece] = []
        self._right: list[Piece] = []
        self._number = self._line = 1
        self._breaks = 0  # line ends of the source in `_left`
        self._is_spent = False  # the clean line of this row stands in the row above

    def keep(self, text: str) -> Iterator[Row]:
        """What is the same on both sides."""
        *lines, rest = text.split("\n")
        for line in lines:
            self._add(Piece(line), Piece(line))
            yield self._close()
        self._add(Piece(rest), Piece(rest))

    def change(self, edit: Edit, *, quiet: bool, closes: bool) -> Iterator[Row]:
        """An edit; `closes` where a line of the clean text ends behind it."""
        before, after = re.split(_BREAK, edit.before), edit.after.split("\n")
        mark = Piece("", edit, quiet)
        if len(after) > 1:
            yield from self._replace(before, after, mark)
        elif len(before) > 1 and (closes or not (edit.after or self._right)):
            yield from self._take_out(before, mark)
        else:
            self._breaks += len(before) - 1
            self._add(mark._replace(text=edit.before), mark._replace(text=edit.after))

    def end(self) -> Iterator[Row]:
        """The last row, where the text does not end with a line end."""
        if self._left or self._right:
            yield self._close(out=not self._right)

    def _replace(self, before: list[str], after: list[str], mark: Piece) -> Iterator[Row]:
        """Lines for lines: the first share a row, and so do the last, which stays open."""
        breaks = len(before) > 1
        last = before.pop() if breaks else ""
        *middle, open_ = after[1:]
        parted = "" if breaks else "\n"
        self._add(mark._replace(text=before[0]), mark._replace(text=after[0] + parted))
        yield self._close(breaks=breaks)
        for old, new in zip_longest(before[1:], middle):
            self._add(mark._replace(text=old or ""), mark._replace(text=new or ""))
            yield self._close(breaks=old is not None, out=new is None)
        self._add(mark._replace(text=last), mark._replace(text=open_))

    def _take_out(self, before: list[str], mark: Piece) -> Iterator[Row]:
        """Lines of which nothing is left but what stands in the first have rows of their own."""
        first, *others = before
        self._add(mark._replace(text=first), mark._replace(text=mark.edit.after if mark.edit else ""))
        for line in others:
            spends = bool(self._right)
            yield self._close(out=not spends)
            self._is_spent = self._is_spent or spends
            self._add(mark._replace(text=line), Piece(""))

    def _add(self, left: Piece, right: Piece) -> None:
        for side, piece in ((self._left, left), (self._right, right)):
            if piece.text:
                side.append(piece)

    def _close(self, *, breaks: bool = True, out: bool = False) -> Row:
        """The row as it stands; `breaks` where a source line ends here, `out` where no clean line does."""
        ends_line = not out and not self._is_spent
        row = Row(self._number, tuple(self._left), self._line if ends_line else 0, tuple(self._right))
        if not out:
            self._is_spent = False
        self._line += ends_line
        self._number += self._breaks + breaks
        self._left, self._right, self._breaks = [], [], 0
        return row
