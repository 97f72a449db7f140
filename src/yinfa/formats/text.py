"""The clean text for people who read it on a terminal: as it is, or as what was changed line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from yinfa.aligned import Piece, Row, rows
from yinfa.cleaned import Cleaned
from yinfa.ledger import JOINT, Edit
from yinfa.rows import UNSURE

_FOLD = "⋯"
_NEAR = 14
"""Characters left on each side of a change when what is unchanged beyond them is folded."""
_HEAD = 40
"""Characters of an unchanged line that are shown beside a change."""


def clean(cleaned: Cleaned) -> str:
    """The clean text, one paragraph a line, closed by a line end."""
    return cleaned.text if cleaned.text.endswith("\n") else cleaned.text + "\n"


def diff(cleaned: Cleaned, *, colour: bool = False) -> str:
    """What was changed, line by line; with `colour`, in the codes of a terminal.

    A line of the source that was changed stands behind ``-`` and its number, what
    became of it behind ``+`` and its number in the clean text; below stand the
    rules that changed it, with their lowest confidence. What was changed in the
    line is coloured, or marked ``[-so-]`` and ``{+so+}``. Lines between that were
    not changed are folded, but for the one before and the one behind.
    """
    pen = _Pen(colour=colour)
    table = list(rows(cleaned.source.text, cleaned.text, cleaned.edits))
    quiet = {piece.edit for row in table for piece in (*row.left, *row.right) if piece.quiet}
    lines = [
        pen.bold(f"--- {pen.shown(cleaned.source.path)} ({cleaned.source.encoding})"),
        pen.bold(f"+++ clean text: {len(cleaned.edits)} edits"),
    ]
    if quiet:
        lines.append(
            pen.dim(f"    Not shown: {len(quiet)} edits of line ends, indents and blank lines between lines.")
        )
    lines += _body([row for row in table if row.edits or row.is_visible], pen)
    return "\n".join(lines) + "\n"


def _body(table: Sequence[Row], pen: _Pen) -> Iterator[str]:
    changed = [bool(row.edits) for row in table]
    folded = 0
    for index, row in enumerate(table):
        if changed[index]:
            yield from pen.fold(folded)
            yield from _changed(row, pen)
            folded = 0
        elif any(changed[max(0, index - 1) : index + 2]):
            yield from pen.fold(folded)
            text = "".join(piece.text for piece in row.right)
            text = text if len(text) <= _HEAD else text[: _HEAD - 1] + _FOLD
            yield f"  {row.number:>5} {row.line:>5}  {pen.shown(text)}"
            folded = 0
        else:
            folded += 1
    yield from pen.fold(folded)


def _changed(row: Row, pen: _Pen) -> Iterator[str]:
    """The source lines of a row, the clean line, and the rules between them."""
    if row.left:
        text = "".join(pen.pieces(row.left, "-"))
        for number, line in enumerate(text.split("\n"), start=row.number):
            yield pen.red("-") + f" {number:>5}        {line}"
    if row.right:
        text = "".join(pen.pieces(row.right, "+")).replace("\n", "")
        yield pen.green("+") + f"       {row.line:>5}  {text}"
    yield " " * 15 + pen.rules(row.edits)


class _Pen:
    """Writes for a terminal, or plainly."""

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour

    def bold(self, text: str) -> str:
        return self._style(text, bold=True)

    def dim(self, text: str) -> str:
        return self._style(text, dim=True)

    def red(self, text: str) -> str:
        return self._style(text, fg="red")

    def green(self, text: str) -> str:
        return self._style(text, fg="green")

    def fold(self, count: int) -> Iterator[str]:
        """The line that stands for `count` unchanged ones."""
        if count:
            yield self.dim(f"  {_FOLD} {count} {'line' if count == 1 else 'lines'} unchanged")

    def shown(self, text: str) -> str:
        """A text with an escape for each character that cannot be seen, so that none is a terminal's code."""
        return "".join(c if c.isprintable() or c == "\u3000" else repr(c)[1:-1] for c in text)

    def pieces(self, pieces: Sequence[Piece], sign: str) -> Iterator[str]:
        """The pieces of a side, those that changed marked; line ends between source lines stay."""
        last = len(pieces) - 1
        for index, piece in enumerate(pieces):
            if piece.edit is None:
                yield self._kept(piece.text, is_first=index == 0, is_last=index == last)
            elif piece.quiet:
                yield piece.text if piece.text == "\n" else ""
            else:
                yield "\n".join(self._mark(part, sign) for part in _with_ends(piece.text))

    def rules(self, edits: Sequence[Edit]) -> str:
        """The rules of some edits, each with its number where there are several and its confidence."""
        counts = Counter(edit.rule for edit in edits)
        told = []
        for rule, count in counts.items():
            confidence = min(edit.confidence for edit in edits if edit.rule == rule)
            text = (
                rule.replace(JOINT, f" {JOINT} ") + f" {confidence:.2f}" + (f" ×{count}" if count > 1 else "")
            )
            told.append(
                self._style(f"{text} unsure", fg="yellow", bold=True)
                if confidence < UNSURE
                else self.dim(text)
            )
        return ", ".join(told)

    def _kept(self, text: str, *, is_first: bool, is_last: bool) -> str:
        head, tail = (0 if is_first else _NEAR), (0 if is_last else _NEAR)
        if len(text) <= head + tail + 2 * _NEAR:
            return self.shown(text)
        end = text[len(text) - tail :]
        return self.shown(text[:head]) + self.dim(f" {_FOLD} ") + self.shown(end)

    def _mark(self, text: str, sign: str) -> str:
        if not text:
            return ""
        if self._colour:
            return click.style(self.shown(text), fg="red" if sign == "-" else "green", reverse=True)
        opening, closing = "[]" if sign == "-" else "{}"
        return f"{opening}{sign}{self.shown(text)}{sign}{closing}"

    def _style(self, text: str, **how: str | bool) -> str:
        return click.style(text, **how) if self._colour else text  # type: ignore[arg-type]


def _with_ends(text: str) -> list[str]:
    """The lines of a changed text, each but the last with a sign for the line end that was changed."""
    *lines, last = text.replace("\r\n", "\n").split("\n")
    return [*(f"{line}↵" for line in lines), last]
