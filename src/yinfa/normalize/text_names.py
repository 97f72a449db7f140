"""The names by which a page calls the text that it offers: lines above the speech that may be its title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from yinfa import shapes
from yinfa.normalize.lines import Line
from yinfa.patterns import compiled

_DRAFT = "(?:稿|范文|全文|[（(【\\[][^）)】\\]]{0,12}[）)】\\]]|[_ -]++[^\\s_-]{2,12})++$"
"""What a page puts behind the name of a text."""
_BEHIND_NAME = r'\A(?:稿|范文)*[》”"】\]]?'
"""The same before the closing mark about a name."""


CALL = "[^。！？：；]{5,39}[！？]"
"""A title that is a call or a question: 颗粒归仓，寸土不荒！."""


def names(rows: Sequence[Line]) -> tuple[str, ...]:
    """The lines above a speech that may be its title, the longest first: a page names the text by it."""
    found: set[str] = set()
    for row in rows[:12]:
        if shapes.is_salutation(row.text) or (shapes.is_prose(row.text) and len(row.text) > 80):
            break
        called = row is rows[0] and compiled(CALL).fullmatch(row.text)
        if 5 < len(row.text) <= 60 and (called or not shapes.is_prose(row.text)):
            found |= {row.text, _named(row.text)}
    return tuple(sorted((name for name in found if len(name) > 5), key=len, reverse=True))


@lru_cache(maxsize=512)
def _named(row: str) -> str:
    """A line without what a page puts behind the name of a text."""
    return compiled(_DRAFT).sub("", row)


def of_others(row: str, titles: tuple[str, ...]) -> tuple[str, ...]:
    """The names but for the one that only this line gives: a title with （推荐） says nothing of itself."""
    own = _named(row)
    if own == row or any(own in title for title in titles if title not in (row, own)):
        return titles
    return tuple(title for title in titles if title != own)


def renamed(row: str, titles: tuple[str, ...]) -> str:
    """A line in which the name of the text, with its marks, is 本文; the name with a site behind it stays."""
    if not any(title in row for title in titles):
        return row
    own = _named(row)
    for title in titles:
        if title in row and title not in (row, own):
            first, *others = row.split(title)
            others = [compiled(_BEHIND_NAME).sub("", piece, count=1) for piece in others]
            pieces = [
                piece[:-1] if piece[-1:] in tuple('《“"【[') else piece for piece in (first, *others[:-1])
            ]
            row = "本文".join((*pieces, others[-1]))
    return row
