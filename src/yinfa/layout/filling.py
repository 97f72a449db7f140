"""Where a word processor would end each line, so that a DOCX breaks where the PDF does.

In come a text and the advances of a font's plain glyphs; out comes a `Filling`, which
tells for the start of any line the first character that does not fit on it.

What Word does is taken from its documentation (ECMA-376 Part 1, 17.3.1 and 17.15.1.18, and
[MS-OI29500] 2.1.531), what LibreOffice does was tried with 7.4:

- Both fill line by line and never look back. Word compresses full-width marks where the
  document says compressPunctuation, from which follows that one too many still ends its line.
  LibreOffice compresses nothing. It reads overflowPunct the wrong way round and hangs
  `HANGING` in the margin under the value that keeps Word from it: the line ends at the same
  place. Any other mark it pushes to the next line with the character before it.
- LibreOffice ignores autoSpaceDE and autoSpaceDN and puts a fifth of an em between a hanzi
  and a letter or digit. Word leaves nothing there and may get one more character into such a line.
- LibreOffice adds no letter spacing behind the last character before a change of script or font.
- Letter spacing is whole twips, rounded down, in both.

Tried one by one with the bundled fonts: lines that end alike in per cent, of made speeches of
hanzi and marks, with numbers, with quotations; of nine real ones and of our 27 (in brackets how
many of these have as many pages).

=============================================  =====  =======  ======  ============  ============
breaks and settings                            hanzi  numbers  quotes  nine real     our 27
=============================================  =====  =======  ======  ============  ============
best over the paragraph, one style of run       96.6     37.6    50.0  41.0 (7)      71.8 (27)
the same, marks of one em in the DOCX           96.6     37.6    88.6  63.3 (8)      75.3 (27)
as filled, one style of run                    100      100      50.7  40.9 (8)      83.4 (27)
as filled, marks of one em not scaled          100      100      65.7  51.0 (8)      93.1 (27)
as filled, no gap at a change of script        100       53.5   100    84.3 (9)      86.8 (27)
as filled, by the widths of even digits        100       88.1   100    97.4 (9)      95.8 (27)
as filled, every mark squeezed in if it can    100      100     100    93.6 (9)      96.8 (27)
as filled, overflowPunct 1 (wrong for Word)     69.9     49.0    62.1  55.3 (7)      89.2 (25)
all of it, as it is                            100      100     100    98.8 (9)      97.8 (27)
=============================================  =====  =======  ======  ============  ============

What still parts them: last lines of one character, which layout avoids; dashes, ellipses and
addresses, which LibreOffice breaks; lines that would be too wide. A paragraph style spaced a twip
wider would keep a DOCX from such last lines, but take a character from every line of the paragraph,
and a joiner before the last character would be a character more than the speaker's. The price are
lines stretched rather than squeezed: 13 in a hundred, by 0.6 pt a gap, where there were five, by
0.25 pt.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import floor
from typing import NamedTuple

from yinfa.shapes import is_chinese

HANGING = frozenset("，、。．：；？！")
"""The full-width marks that a word processor draws up to a line that has no room left."""

SCRIPT_GAP = 0.2
"""What LibreOffice puts between a hanzi and a letter or digit, in em."""

TWIPS = 20
"""Twips to the point: letter spacing in a DOCX is whole twips."""

_ALPHANUMERIC = re.compile("[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+")
_SCRIPT_CHANGE = re.compile(r"(?<=[!-~])(?=[^ -~])|(?<=[^ -~])(?=[!-~])")


class Filling(NamedTuple):
    """The widths by which a word processor fills lines, in points.

    ``edges[i]`` is the sum of the first i advances; `gaps` holds the gap before a
    character, by position, which its advance includes and a line's start does without.
    """

    edges: Sequence[float]
    gaps: Mapping[int, float]

    def end(self, start: int, measure: float) -> int:
        """The first character from `start` on that does not fit into a measure (points); or the length."""
        return bisect_right(self.edges, self.edges[start] + self.gaps.get(start, 0.0) + measure) - 1


def filling(text: str, ems: Sequence[float], size: float, spacing: float) -> Filling:
    """What fills the lines of a text.

    Args:
        text: the text of a paragraph.
        ems: the advance of each character as a word processor draws it, in em.
        size: size of the characters, in points.
        spacing: what is added behind each character, in points.
    """
    spacing = floor(spacing * TWIPS) / TWIPS
    widths = [em * size + spacing for em in ems]
    for change in _SCRIPT_CHANGE.finditer(text):
        widths[change.start() - 1] -= spacing
    gaps = dict.fromkeys(script_changes(text), SCRIPT_GAP * size)
    for position, gap in gaps.items():
        widths[position] += gap
    return Filling(list(accumulate(widths, initial=0.0)), gaps)


def script_changes(text: str) -> list[int]:
    """The positions in front of which a hanzi meets a letter or digit."""
    spans = [match.span() for match in _ALPHANUMERIC.finditer(text)]
    return [
        place
        for start, end in spans
        for place, neighbour in ((start, text[start - 1 : start]), (end, text[end : end + 1]))
        if _is_hanzi(neighbour)
    ]


def _is_hanzi(character: str) -> bool:
    return is_chinese(character) or "\uf900" <= character <= "\ufaff"
