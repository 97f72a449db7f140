"""Which face draws each character of a text, and how wide the text is.

In come texts and the styles they are set in, out come looks (what tells runs
apart) and measured texts. Each character of a font is asked for once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from yinfa.layout import characters
from yinfa.layout.measured import MeasuredText, measure
from yinfa.layout.metrics import Metrics
from yinfa.style.sheet import ElementStyle, PageStyle

AUTO_SPACE = 0.25
"""The space between hanzi and Latin letters or digits, in em (CLREQ, 3.2.2)."""


_MOST_TABLES = 32  # of glyphs; a sheet has some 15 elements


class Look(NamedTuple):
    """What tells the runs of a line apart; `element` is the style element that it comes from."""

    face: str
    color: str
    bold: bool
    element: str


class Glyph(NamedTuple):
    """Look and advance of a character in em, and its advance where a word processor draws it."""

    look: Look
    em: float
    plain_em: float


class Glyphs(dict[str, Glyph]):
    """The glyph of each character set in one font, colour and weight of an element.

    Looking up a character that no font has raises FontError.
    """

    def __init__(self, metrics: Metrics, element: str, font: str, color: str, *, bold: bool) -> None:
        super().__init__()
        self._metrics = metrics
        self._element = element
        self._font = font
        self._color = color
        self._bold = bold
        self._looks: dict[str, Look] = {}

    def __missing__(self, character: str) -> Glyph:
        glyph = self[character] = self._glyph(character, western=False)
        return glyph

    def of(self, text: str) -> list[Glyph]:
        """The glyph of each character of a text, in the form that its neighbours ask for."""
        found = [self[character] for character in text]
        for position in characters.western_marks(text):
            found[position] = self._glyph(text[position], western=True)
        return found

    def _glyph(self, character: str, *, western: bool) -> Glyph:
        face = self._metrics.face(self._font, character, western=western)
        look = self._looks.setdefault(face, Look(face, self._color, self._bold, self._element))
        metrics = self._metrics
        return Glyph(look, metrics.advance(face, character), metrics.plain_advance(face, character))


@lru_cache(maxsize=_MOST_TABLES)
def glyphs_of(metrics: Metrics, element: str, font: str, color: str, *, bold: bool = False) -> Glyphs:
    """The glyphs of an element, one table for all documents in a row that are set in the same fonts."""
    return Glyphs(metrics, element, font, color, bold=bold)


def letter_spacing(style: ElementStyle, page: PageStyle) -> float:
    """What stands behind each character, in points: on the grid a hanzi fills its cell."""
    return page.character_pitch - style.size if style.on_grid else style.letter_spacing


def script_gap(style: ElementStyle) -> float:
    """What stands between hanzi and Latin letters or digits, in points."""
    return AUTO_SPACE * style.size if style.auto_space else 0.0


def measured(
    pieces: Iterable[tuple[str, Glyphs]], size: float, spacing: float, gap: float = 0.0
) -> tuple[Sequence[Look], MeasuredText]:
    """The look of each character of a text that is given in pieces of one font each, and its widths.

    `size`, `spacing` (behind each character) and `gap` (between hanzi and Latin letters or
    digits) are points.
    """
    text = ""
    glyphs: list[Glyph] = []
    for piece, table in pieces:
        text += piece
        glyphs += table.of(piece)
    looks, ems, plain_ems = zip(*glyphs, strict=True) if glyphs else ((), (), ())
    return looks, measure(text, ems, plain_ems, size, spacing, gap)
