"""Lines: those that a page or a program cut are joined, blank ones and indents go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from yinfa import shapes
from yinfa.lexicon import bond
from yinfa.normalize.lines import Line, Proposal, lines

_WORD_CUT = 8.0
"""Bits of `lexicon.bond` from which a break lies inside a word."""


def broken(text: str) -> Iterator[Proposal]:
    """A line that was cut in mid-sentence is joined with the next: 制定方 / 案 → 制定方案."""
    rows = list(lines(text))
    wrapped = _wrap_width(rows)
    for above, below in pairwise(rows):
        confidence = _cut(above, below, wrapped)
        if confidence:
            between = " " if _latin(above.text[-1]) and _latin(below.text[0]) else ""
            yield above.last, below.first, between, confidence


def blank(text: str) -> Iterator[Proposal]:
    """One paragraph a line: indents and blank lines go."""
    for match in re.finditer(r"\A\s+|\s+\Z|\s*\n\s*", text):
        after = "" if match.start() == 0 or match.end() == len(text) else "\n"
        yield match.start(), match.end(), after, 1.0


def _cut(above: Line, below: Line, wrapped: int) -> float:
    """How certain it is that two lines are one; 0 where they are not."""
    if _ends(above.text) or _starts(below.text) or _stands_alone(above.text):
        return 0
    if wrapped and not below.blank and not _indented(below, above) and _width(above.text) >= wrapped - 4:
        return 0.9
    if above.text[-1] in "，、,":
        return 0.9 if not below.blank or len(above.text) > 20 else 0
    if len(above.text) < 12 or not shapes.is_chinese(above.text[-1]) or not shapes.is_chinese(below.text[0]):
        return 0
    return 0.9 if bond(above.text, below.text) >= _WORD_CUT else 0


def _ends(line: str) -> bool:
    """Whether a line ends as paragraphs and headings with a mark do."""
    bare = line.rstrip(shapes.CLOSERS)
    return bare[-1:] in tuple(shapes.ENDS + "：:；;") or (bare != line and line[-1] in ")）》】")


def _starts(line: str) -> bool:
    """Whether a line can only be the start of something."""
    return bool(
        shapes.numbering(line)
        or shapes.is_salutation(line)
        or shapes.is_closing(line)
        or shapes.is_subtitle(line)
    )


def _stands_alone(line: str) -> bool:
    return bool(
        shapes.is_salutation(line)
        or shapes.is_title(line)
        or shapes.date(line)
        or shapes.is_subtitle(line)
        or (shapes.is_heading(line) and len(line) < 20)
    )


def _indented(line: Line, above: Line) -> bool:
    return line.indent >= 2 and line.indent > above.indent


def _wrap_width(rows: list[Line]) -> int:
    """The width in half cells at which a program cut all lines, or 0 where none did.

    Told by its right edge: most lines that end without a mark are equally long.
    """
    open_ends = [_width(row.text) for row in rows if not _ends(row.text) and len(row.text) >= 15]
    if len(open_ends) < 5 or len(open_ends) * 3 < len(rows):
        return 0
    width = sorted(open_ends)[len(open_ends) * 9 // 10]
    near = sum(width - 4 <= length <= width + 2 for length in open_ends)
    longest = max(_width(row.text) for row in rows)
    return width if near * 2 >= len(open_ends) and longest <= width + 8 else 0


def _width(text: str) -> int:
    """Width in half cells: two for a Chinese character or full-width mark, else one."""
    return sum(2 if character > "\u02ff" else 1 for character in text)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
