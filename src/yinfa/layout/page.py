"""What layout yields: pages of lines of placed runs.

Enough for any fixed-layout format to draw without further thought, and nothing
of any one format. Lengths are points (1/72 inch), the origin is the upper left
corner of the sheet, y grows downward.
"""

from __future__ import annotations

from typing import NamedTuple


class Run(NamedTuple):
    """Characters of one face and size, set one behind the other on a line.

    `advances` holds one advance a character, in points: the glyph of
    ``text[i]`` starts at ``x + sum(advances[:i])``. A squeezed opening mark
    gives up its blank left half by a smaller advance before it. `face` is the
    key under which the fonts room knows the face. `element` is the style element
    whose look it has: its line's, or in a run-in heading that of the heading.
    """

    text: str
    x: float
    advances: tuple[float, ...]
    face: str
    size: float
    color: str
    bold: bool
    element: str


class Line(NamedTuple):
    """One line: `y` is its baseline, `element` the style element it belongs to.

    `block` counts the blocks of the speech (title, subtitle, … paragraphs) from
    0 in reading order, so that lines of one paragraph can be put together
    again; `first` marks a block's first line. Lines of an artifact, such as a page
    number, have block -1.
    """

    y: float
    runs: tuple[Run, ...]
    element: str
    block: int
    first: bool

    @property
    def text(self) -> str:
        """The characters of the line in reading order."""
        return "".join(run.text for run in self.runs)


class Rule(NamedTuple):
    """A rule of an artifact: its upper left corner, length (level) and width (upright) in points."""

    x: float
    y: float
    length: float
    width: float
    color: str
    element: str


class Page(NamedTuple):
    """A page: the number that it bears, its lines from top to bottom, its artifacts."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    artifacts: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
