"""What was measured in a document, whatever its format; the rules read nothing else.

The readers of PDF and DOCX make it. Lengths are points, the origin of a page is
its upper left corner and y grows downward. A length that a file leaves open is
None, a text that it leaves open is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from yinfa.check.findings import Place


class Look(NamedTuple):
    """How characters are drawn.

    `family` is the name the file gives the font of Chinese characters (empty where it
    names none), `color` is #RRGGBB.
    """

    family: str
    size: float | None
    bold: bool
    color: str


class Piece(NamedTuple):
    """Characters of one look."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, without its outer blanks.

    `align` is left, center, right or justify, or empty. `first_indent` and
    `rest_indent` lie between the left edge of the text area and the first and the
    other lines, `right_indent` between all lines and its right edge. `letter_spacing` is
    what is added behind each character, `space_before` and `space_after` what is free
    above and below. `auto_space` parts hanzi from Latin letters and digits, None
    where nobody says so; those are drawn in the family `latin`, empty where the file names none.
    `kept` is said of one that stays on the page of the next one.
    """

    pieces: tuple[Piece, ...]
    place: Place
    align: str = ""
    first_indent: float | None = None
    rest_indent: float | None = None
    line_pitch: float | None = None
    letter_spacing: float | None = None
    right_indent: float = 0.0
    space_before: float = 0.0
    space_after: float = 0.0
    auto_space: bool | None = None
    latin: str = ""
    kept: bool = False

    @property
    def text(self) -> str:
        """The characters in reading order."""
        return "".join(piece.text for piece in self.pieces)


class Cast(NamedTuple):
    """A paragraph and the style element whose part it plays; empty where that is uncertain.

    A run-in heading is ``text[:lead_end]`` and plays the part of `lead`.
    """

    paragraph: Paragraph
    element: str
    lead: str = ""
    lead_end: int = 0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    language: str | None = None


class Glyph(NamedTuple):
    """One glyph: `x` is its origin, `width` its own advance without letter spacing.

    `text` is empty where the file does not say which character it stands for.
    `drawn` is False where the font has no glyph for it, None where nobody can tell.
    """

    text: str
    x: float
    y: float
    width: float
    look: Look
    font: int
    drawn: bool | None

    @property
    def size(self) -> float:
        """Size of the characters."""
        return self.look.size or 0.0

    @property
    def end(self) -> float:
        """Where its advance ends."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Line:
    """The glyphs on one baseline `y`, from left to right; blanks at its ends are left out."""

    glyphs: tuple[Glyph, ...]
    y: float
    place: Place

    @property
    def text(self) -> str:
        """The characters from left to right."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        sizes = [glyph.size for glyph in self.glyphs]
        return max(set(sizes), key=sizes.count)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page of a PDF: its size and its lines from top to bottom.

    `strays` are lines in the margins above and below; the page number's is none of them.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    number_line: Line | None
    strays: tuple[Line, ...]


class Edges(NamedTuple):
    """Left and right edge of the text area on a page.

    `told` is False where too few lines show them, so that they are those of the style sheet.
    """

    left: float
    right: float
    told: bool


class Font(NamedTuple):
    """A font of a PDF."""

    name: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, measured.

    `edges` are those of odd (1) and even (0) pages, `blocks` the lines of each member of
    the cast; `claim` is the profile of PDF/A that the file claims, such as 2a, or empty;
    `unseen` tells where there is what was not looked at, by kind (pictures).
    """

    pages: tuple[PrintedPage, ...]
    edges: Mapping[int, Edges]
    fonts: tuple[Font, ...]
    cast: tuple[Cast, ...]
    blocks: tuple[tuple[Line, ...], ...]
    metadata: Metadata
    claim: str
    unseen: Mapping[str, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Footer:
    """A footer; its page number stands as ``{page}`` in the text, `below` points above the footer's end."""

    paragraph: Paragraph
    text: str
    below: float = 0.0


@dataclass(frozen=True, slots=True)
class Section:
    """The page of a section of a DOCX.

    `footer_distance` lies between the paper's lower edge and the footer. `row` and `cell`
    are the height and width of a grid's cells, None where there is no such grid;
    `first_page` says that the first page has a footer of its own.
    `footers` holds those with a page number by kind: default, even, first.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    footer_distance: float
    row: float | None
    cell: float | None
    footers: Mapping[str, Footer]
    first_page: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A DOCX, measured.

    `even_footers` and `mirrored` are settings of the document; `embedded` are the fonts
    it carries; `unruled` are paragraphs whose line breaks keep no rule (kinsoku off),
    `widowed` those held together at page breaks, so that pages are not filled. `unseen`
    tells where there is what was not looked at, by kind (tables, text boxes).
    """

    sections: tuple[Section, ...]
    cast: tuple[Cast, ...]
    even_footers: bool
    mirrored: bool
    unruled: tuple[Place, ...]
    widowed: tuple[Place, ...]
    embedded: tuple[str, ...]
    metadata: Metadata
    unseen: Mapping[str, tuple[Place, ...]]
