"""Lines as the rules see them: where each begins and ends, without its outer space."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import NamedTuple

Proposal = tuple[int, int, str, float]
"""What a rule yields: start, end, the text to put there, confidence (0 to 1)."""


class Line(NamedTuple):
    """A line that is not blank.

    `start` and `end` enclose it with its outer space but without its line feed,
    `text` is what stands within; `indent` counts the characters before `text`
    that stand behind the `margin`, which all lines have; `blank` tells whether a
    blank line stands above it. `printed` is what stands there where `text` is less:
    what is looked at, without glosses or line ends.
    """

    start: int
    end: int
    text: str
    indent: int
    blank: bool
    printed: str = ""
    margin: int = 0

    @property
    def first(self) -> int:
        """The offset of the line's first character that is no space."""
        return self.start + self.margin + self.indent

    @property
    def last(self) -> int:
        """The offset behind the line's last character that is no space."""
        return self.first + len(self.printed or self.text)

    def after(self, count: int) -> int:
        """The offset behind the first so many characters of `text`."""
        at = 0 if self.printed else count
        for sign in self.text[:count] if self.printed else "":
            at = self.printed.index(sign, at) + 1
        return self.first + at


@lru_cache(maxsize=2)
def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, in order."""
    found: list[Line] = []
    position, blank = 0, False
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            found.append(Line(position, position + len(raw), stripped, indent, blank))
        blank = not stripped
        position += len(raw) + 1
    margin = min((line.indent for line in found), default=0)
    if margin:
        found = [line._replace(indent=line.indent - margin, margin=margin) for line in found]
    return tuple(found)


def kept(rule: Callable[[str], Iterable[Proposal]]) -> Callable[[str], tuple[Proposal, ...]]:
    """A rule whose proposals for the last text are kept, because other rules ask for them as well."""

    @lru_cache(maxsize=1)
    @wraps(rule)
    def proposals(text: str) -> tuple[Proposal, ...]:
        return tuple(rule(text))

    return proposals


def drop(text: str, line: Line, confidence: float) -> Proposal:
    """A proposal that takes out a line together with its line feed."""
    end = line.end + 1 if line.end < len(text) else line.end
    return line.start, end, "", confidence
