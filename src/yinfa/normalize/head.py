"""Which of the lines above a salutation is the title, told by its place: what stands above it is the page's.

In: the lines, where the speech begins, and which of the lines above are the
page's by their shape. Out: the others that must be the page's as well, because
the title stands below them and a line of the page between. What stands close above
the title may be its first half or a motto and stays, unless it is a button.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from yinfa import shapes
from yinfa.normalize import chrome_words as words
from yinfa.normalize.lines import Line
from yinfa.normalize.page_lines import matches

_LEAST_TITLE = 5
_LONGEST_HALF = 40
"""Characters of the longest line that may be the first half of a title, or a motto above it."""
_LONGEST_WORD, _LEAST_COLUMN = 8, 3
"""Characters of a menu's words, and how many make a menu that stands as a column."""


def columns(rows: Sequence[Line], stop: int, of_page: Collection[int]) -> Iterator[int]:
    """The rows of a menu that stands as a column above a speech: short words, some of them the page's.

    The last one above the speech may be its title.
    """
    start = 0
    for index in range(stop + 1):
        row = rows[index].text
        if index < stop and (_is_word(row) or (index in of_page and len(row) <= _LONGEST_WORD)):
            continue
        shaped = any(
            shapes.is_title(below.text) and not shapes.is_subtitle(below.text) for below in rows[index:stop]
        )
        titled = shaped or (index < stop and index not in of_page and not _is_beside(row))
        column = range(start, index if titled else index - 1)
        known = sum(at in of_page for at in column)
        needed = 0 if shaped and len(column) > _LEAST_COLUMN else 1 if titled else 2
        if len(column) >= _LEAST_COLUMN and known >= needed:
            yield from column
        start = index + 1


def _is_word(row: str) -> bool:
    return len(row) <= _LONGEST_WORD and not re.search("[，。；！？《》“”—]", row) and not shapes.date(row)


def _is_beside(row: str) -> bool:
    """Whether a line of the head of a speech stands below its title: a subtitle, a speaker, a date."""
    return shapes.is_subtitle(row) or bool(shapes.date(row)) or shapes.is_speaker(row)


def above(rows: Sequence[Line], stop: int, of_page: Collection[int]) -> Iterator[int]:
    """The rows above the title that are the page's; `of_page` are those that were known before."""
    texts = [row.text for row in rows[:stop]]
    naming = {
        index for index in range(stop) if names([*texts, *(row.text for row in rows[stop:][:1])], index)
    }
    yield from naming
    left = [index for index in range(stop) if index not in of_page and index not in naming]
    title = _title(texts, [index for index in left if not matches(words.BUTTON, texts[index])])
    sure = _is_sure(texts, title, naming)
    greeted = stop < len(rows) and shapes.is_salutation(rows[stop].text)
    if not (of_page or naming) or not (sure or greeted):
        return
    parted = max((index for index in {*of_page, *naming} if index < title), default=-1)
    for index in left:
        row = texts[index]
        if index >= title:
            return
        shaped = shapes.is_title(row) and "|" not in row
        apart = (index < parted or len(row) > _LONGEST_HALF) and not shaped
        if matches(words.BUTTON, row) or (sure and greeted and apart and not _is_part(row, texts[title])):
            yield index


def _is_sure(texts: Sequence[str], title: int, naming: Collection[int]) -> bool:
    """Whether a row is shaped like a title, stands above a subtitle, or is named by a row of the page."""
    if title >= len(texts):
        return False
    below = texts[title + 1] if title + 1 < len(texts) else ""
    named = any(texts[index].endswith(texts[title]) for index in naming)
    return shapes.is_title(texts[title]) or shapes.is_subtitle(below) or named


def _is_part(row: str, title: str) -> bool:
    """Whether a row is the title once more, or a part of it."""
    return shapes.title_key(row) in shapes.title_key(title)


def names(texts: Sequence[str], index: int) -> bool:
    """Whether a row names, behind words of the page, the title that stands below it: 首页 讲话 县长的讲话."""
    row = texts[index]
    names = (row[match.end() :] for match in re.finditer(r"[\s>＞»/|、·-]+", row))
    return any(
        len(name) >= _LEAST_TITLE and any(_is_titled(below, name) for below in texts[index + 1 :])
        for name in names
    )


def _is_titled(row: str, name: str) -> bool:
    """Whether a row is a title, or one to which the salutation is glued."""
    return row == name or (row.startswith(name) and shapes.is_salutation(row[len(name) :]))


def _title(texts: Sequence[str], left: Sequence[int]) -> int:
    """The row of the title: the one above a subtitle, else the last shaped like a title, else the last."""
    subtitles = [index for index in left if shapes.is_subtitle(texts[index])]
    over = [index for index in left if subtitles and index < subtitles[0]]
    if over:
        return next((index for index in reversed(over) if _is_phrase(texts[index])), over[-1])
    shaped = [index for index in left if shapes.is_title(texts[index])]
    if shaped:
        return shaped[-1]
    others = [index for index in left if not is_byline(texts[index])]
    return others[-1] if others else 0


def _is_phrase(row: str) -> bool:
    return (
        len(row) >= _LEAST_TITLE
        and re.search(r"[【】\[\]（(|:：\d]", row) is None
        and shapes.has_chinese(row)
    )


def is_byline(row: str) -> bool:
    """Whether a line is a date or names the speaker."""
    return bool(shapes.date(row)) or shapes.is_speaker(row) or shapes.ends_in_name(row)
