"""A style sheet as it is written: one TOML file, with the line and column of every key.

In comes a path, out comes a `Document`. The parser of the standard library
tells no positions, so a scan of the source finds them; the same scan refuses
sources that are built to exhaust the parser before the parser sees them. The
parser also ends at its first error: the line is taken out, and it begins again.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from yinfa.errors import StyleError
from yinfa.style.faults import Faults

LARGEST = 64 * 1024
"""Bytes of the largest sheet that is read; a full sheet has some ten thousand."""

MOST_SYNTAX_ERRORS = 10
"""After so many lines that are no TOML a file is given up."""

DEEPEST = 8
"""How deep brackets may be nested, and how many parts a dotted key may have; a sheet needs three."""

Key = tuple[str, ...]
"""A key with the tables around it: ``("page", "margin_top")``."""

_TOKEN = re.compile(
    r'''
      (?P<skip>[ \t\r]+|\#[^\n]*)
    | (?P<newline>\n)
    | (?P<string>
        """(?:[^\\]|(?>\\.?))*?(?:"""|\Z)"{0,2}
      | \'\'\'.*?(?:\'\'\'|\Z)'{0,2}
      | "(?:[^"\\\n]|\\.)*+"?
      | '[^'\n]*+'?
      )
    | (?P<mark>[\[\]{},=.])
    | (?P<bare>[^\s\[\]{},=."'\#]+)
    ''',
    re.VERBOSE | re.DOTALL,
)
"""Strings run on to their line's or the file's end where they are left open, so that a scan is linear."""

_AT = re.compile(r" ?\(at (?:line (\d+), column (\d+)|end of document)\)$")
"""How tomllib ends its messages."""


@dataclass(frozen=True)
class Document:
    """One sheet: the source that was parsed, and its values.

    What is not TOML is left out; then the document is not `whole`.
    """

    path: Path
    source: str
    values: Mapping[str, Any]
    whole: bool

    @cached_property
    def positions(self) -> Mapping[Key, tuple[int, int]]:
        """The line and column, from 1, of each key and table; a sheet without a fault is never asked."""
        walk = _Walk(self.source)
        for kind, text, offset in _tokens(self.source):
            walk.step(kind, text, offset)
        return walk.found

    def place(self, *key: str) -> str:
        """``file:line:column`` of a key, or of the innermost table around it that is written."""
        for length in range(len(key), 0, -1):
            if key[:length] in self.positions:
                line, column = self.positions[key[:length]]
                return f"{self.path}:{line}:{column}"
        return str(self.path)


def read(path: Path, faults: Faults) -> Document:
    """Read and parse one sheet; what of it is no TOML is noted.

    Raises StyleError where the file is missing, unreadable, larger than `LARGEST`, no
    UTF-8, or nested deeper than `DEEPEST`.
    """
    source = _source(path)
    _check_depth(source, path)
    for count in range(MOST_SYNTAX_ERRORS):
        try:
            return Document(path, source, tomllib.loads(source), whole=count == 0)
        except ValueError as error:  # tomllib's own error, or a number too long to convert
            fault, line = _syntax_error(str(error), source, path)
            faults.append(fault)
            source = _without(source, line)
    return Document(path, "", {}, whole=False)


def _source(path: Path) -> str:
    if not path.is_file():
        raise StyleError(
            "There is no such style sheet.",
            place=str(path),
            remedy="`yinfa styles list` names those that come with Yinfa.",
        )
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise StyleError(f"The style sheet cannot be read: {error.strerror}.", place=str(path)) from error
    if len(raw) > LARGEST:
        raise StyleError(
            f"The style sheet is larger than {LARGEST // 1024} KB.",
            place=str(path),
            remedy="A sheet holds only what differs from the sheet it extends.",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        line, column = _position(before, len(before))
        raise StyleError(
            "The style sheet is not UTF-8.", place=f"{path}:{line}:{column}", remedy="Save it as UTF-8."
        ) from error


def _check_depth(source: str, path: Path) -> None:
    depth = dots = 0
    for kind, text, offset in _tokens(source):
        if text == ".":
            dots += 1
        elif kind not in {"bare", "string"}:
            dots = 0
        if kind == "mark":
            depth += (text in "[{") - (text in "]}")
        if depth > DEEPEST or dots >= DEEPEST:
            line, column = _position(source, offset)
            raise StyleError(
                f"The style sheet is nested more than {DEEPEST} levels deep.",
                place=f"{path}:{line}:{column}",
                remedy="A sheet has tables of plain values.",
            )


def _syntax_error(message: str, source: str, path: Path) -> tuple[StyleError, int]:
    """The fault that a message of the parser tells of, and its line, 0 where that is not known."""
    at = _AT.search(message)
    line, column = _position(source, len(source))
    if at and at[1]:
        line, column = int(at[1]), int(at[2])
    place = f"{path}:{line}:{column}" if at else str(path)
    said = f"This is not TOML: {_AT.sub('', message).rstrip('.')}."
    fault = StyleError(said, place=place, remedy='Write key = "value".')
    return fault, line if at and at[1] else 0


def _without(source: str, number: int) -> str:
    """A source without the statement that is no TOML on a line, a table's header with its table.

    The other lines keep their numbers. Where the line is 0, not known, nothing is left.
    """
    if number == 0:
        return ""
    lines = source.split("\n")
    headers = [at for at, line in enumerate(lines, 1) if line.lstrip().startswith("[")]
    first, last = _statement(source, number)
    if first == number in headers:
        last = next((at - 1 for at in headers if at > number), len(lines))
    else:  # an array that was left open does not take the tables behind it along
        last = next((at - 1 for at in headers if first < at <= last), last)
    lines[first - 1 : last] = [""] * (last - first + 1)
    return "\n".join(lines)


def _statement(source: str, number: int) -> tuple[int, int]:
    """The first and last line of the statement to which a line belongs: an array may have several."""
    depth, first, line = 0, 1, 1
    for kind, text, _ in _tokens(source):
        if kind == "mark":
            depth = max(0, depth + (text in "[{") - (text in "]}"))
        if kind == "newline" and depth == 0:
            if line >= number:
                return first, line
            first = line + 1
        line += text.count("\n")
    return first, line


def _position(source: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in code points."""
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def _tokens(source: str) -> Iterator[tuple[str, str, int]]:
    for match in _TOKEN.finditer(source):
        if match.lastgroup and match.lastgroup != "skip":
            yield match.lastgroup, match[0], match.start()


class _Walk:
    """A walk through the tokens of a source that tomllib accepts: whether a key is being read, and whose."""

    def __init__(self, source: str) -> None:
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self.found: dict[Key, tuple[int, int]] = {}
        self.brackets: list[Key | None] = []  # what is open: an inline table's key, None for an array
        self.table: Key = ()
        self.key: list[str] = []
        self.start = 0
        self.in_key = True

    def step(self, kind: str, text: str, offset: int) -> None:
        """Take one token."""
        if kind == "newline":
            if not self.brackets:
                self._expect_key()
        elif self.in_key:
            self._step_in_key(kind, text, offset)
        elif text == "{":
            self.brackets.append((*self._around(), *self.key))
            self._expect_key()
        elif text == "[":
            self.brackets.append(None)
        elif text == ",":
            if self.brackets and self.brackets[-1] is not None:
                self._expect_key()
        elif kind == "mark" and text in "]}" and self.brackets:
            self.brackets.pop()

    def _step_in_key(self, kind: str, text: str, offset: int) -> None:
        if kind in {"bare", "string"}:
            self.start = self.start if self.key else offset
            self.key.append(tomllib.loads(f"key = {text}")["key"] if kind == "string" else text)
        elif text == "=":
            self._record((*self._around(), *self.key))
            self.in_key = False
        elif text == "]" and self.key:  # the end of a table's header
            self.table = tuple(self.key)
            self._record(self.table)
            self.in_key = False
        elif text == "}":  # an empty inline table
            self.brackets.pop()
            self.in_key = False

    def _expect_key(self) -> None:
        self.in_key, self.key = True, []

    def _around(self) -> Key:
        return next((path for path in reversed(self.brackets) if path is not None), self.table)

    def _record(self, path: Key) -> None:
        line = bisect_right(self.line_starts, self.start)
        position = line, self.start - self.line_starts[line - 1] + 1
        for length in range(1, len(path) + 1):
            self.found.setdefault(path[:length], position)
