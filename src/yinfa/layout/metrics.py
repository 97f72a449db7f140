"""What layout needs to know of fonts: which face draws a character, how wide it is."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol


class Metrics(Hashable, Protocol):
    """Answers from the fonts room (`yinfa.fonts.FontSet`), or from a table in tests."""

    def face(self, font: str, character: str, *, western: bool = False) -> str:
        """The key of the face that draws a character where the sheet asks for `font`.

        `font` is a role or family name of the sheet. The face is the first of the
        font's stack, then of the fallbacks, that has the character in the form
        Chinese text wants (quotation marks of one em), or in that of `western`
        words and numbers (the apostrophe of don’t). Raises FontError where no face
        has it.
        """

    def advance(self, face: str, character: str) -> float:
        """What a character takes of a line in a face, in em."""

    def plain_advance(self, face: str, character: str) -> float:
        """What a character takes in em in a program that draws the plain digits of a face.

        Word processors do: where a font's own digits are of uneven width, layout has others.
        """
