"""The lines above a speech that are its title, whatever else they hold: they are never dropped whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from yinfa import shapes
from yinfa.normalize import head, head_lines, page_lines, spoken, text_names
from yinfa.normalize.breadcrumbs import is_place
from yinfa.normalize.frame import SPOKEN_OUT
from yinfa.normalize.frame_words import SITE_NAME
from yinfa.normalize.likeness import CERTAIN, likeness
from yinfa.normalize.lines import Line
from yinfa.normalize.paragraphs import paragraphs
from yinfa.normalize.title_halves import held
from yinfa.normalize.titles import title_within, unwrapped
from yinfa.patterns import compiled

_LEAST = 4
"""Characters of the shortest line that may be a title."""
_MANY = 2
"""Labels of a line that holds no title beside them."""


@lru_cache(maxsize=1)
def own_title(text: str) -> frozenset[Line]:
    """The lines above a speech that are never dropped: the only title, and what a title is cut into."""
    rows = paragraphs(text)
    inside = spoken.inside(text)
    above = rows[: inside.start]
    if above and spoken.is_named_call(above[0].text, above[1:], text_names.names(rows)):
        return frozenset(above[:1])
    only = _only_title(rows, inside)
    halves = (above[at] for at in _halves([row.text for row in above]))
    return frozenset((*halves, only) if only else halves)


def _halves(above: Sequence[str]) -> set[int]:
    """The rows above a speech that are parts of one title; what the page says may stand between them."""
    left = [at for at, row in enumerate(above) if not page_lines.outside(row, titled=True, least=SPOKEN_OUT)]
    return held(above) | {left[at] for at in held([above[at] for at in left])}


def _only_title(rows: Sequence[Line], inside: range) -> Line | None:
    """The line above a speech that holds its title among the page's words, where no other one does.

    Such a line is never dropped: what is about the title is taken off it by the rules of titles.
    The title may be glued to the first row of the speech.
    """
    stop = inside.start
    above = rows[:stop]
    if _is_alone(above):
        return above[0]
    over = set(head.titles([row.text for row in rows[: stop + 1]]))
    shaped = (
        row.text
        for index, row in enumerate(above)
        if index in over or (shapes.is_title(row.text) and not shapes.is_subtitle(row.text))
    )
    if not all(page_lines.outside(row, titled=True, least=SPOKEN_OUT) for row in shaped):
        return None
    named = (row for row in reversed(above) if page_lines.labels(row.text)[0] < _MANY)
    found = next((row for row in named if title_within(row.text)), None)
    if found:
        below = [row.text for row in rows[above.index(found) : stop + 1]]
        return None if any(map(_may_be_title, below[1:-1])) or head.names(below, 0) else found
    behind = (row.text for row in rows[inside.stop :])
    if head.is_named([row.text for row in above]) and not any(map(_is_behind, behind)):
        return above[0]
    return None


def _is_labels(row: str) -> bool:
    """Whether a row is made of a page's labels alone: 播报 编辑 讨论 上传视频."""
    found, _, rest = page_lines.labels(row)
    return found >= _MANY and not rest


def _is_alone(above: Sequence[Line]) -> bool:
    """Whether a phrase stands above a subtitle, a speaker or a date, and nothing else above the speech."""
    others = [row.text for row in above[1:]]
    return (
        bool(others)
        and above[0].text[-1] != "。"
        and not (_is_labels(above[0].text) or is_place(above[0].text))
        and all(shapes.is_subtitle(row) or head_lines.is_byline(row) for row in others)
        and head_lines.is_phrase(unwrapped(above[0].text))
        and compiled(f"(?:{SITE_NAME})$").search(above[0].text) is None
    )


def _may_be_title(row: str) -> bool:
    """Whether a row below one with the page's words has none, and is neither a subtitle nor a byline."""
    paged = page_lines.outside(row, titled=True, least=SPOKEN_OUT) > 0 or likeness(row) >= CERTAIN
    return len(row) >= _LEAST and not (paged or head_lines.is_byline(row) or shapes.is_subtitle(row))


def _is_behind(row: str) -> bool:
    """Whether a row behind the speech is the page's."""
    return page_lines.outside(row, titled=True, least=SPOKEN_OUT, below=True) > 0
