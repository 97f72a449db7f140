"""Tables of contents above a speech or a collection: lines that come again below as headings or titles.

In: the text with one line a line of the source. Out: proposals that take such a table out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from yinfa import shapes
from yinfa.normalize import frame
from yinfa.normalize.lines import Line, Proposal, drop, lines
from yinfa.normalize.pieces import is_addressed, is_marker
from yinfa.patterns import compiled

_ANNOUNCED = (
    r"(?:-\s)?[【\[]?(?:本文|文章|内容|讲话|全文)?(?:目\s*录|提\s*纲|大\s*纲|导\s*[读航]|要\s*目)(?:[/／、](?:目录|提纲))?"
    r"[】\]]?\s*[:：]?[.…\s]*"
)
"""The line above a table of contents."""
_OPEN = r"[.…\s]+"
_COUNT = r"[一二三四五六七八九十\d]{1,3}"
_BEFORE = rf"^[\W_]*(?:第?\s*{_COUNT}\s*[篇章则例讲]?|[^\W\d]{{0,4}}篇?\s*{_COUNT}(?=\W))?[\W_]*"
_BEHIND = (
    rf"\s*[（(【]?(?:第\s*)?篇?\s*{_COUNT}\s*篇?[）)】]?$|"
    r"[\s.…·—-]*(?:[（(]?(?:第\s*)?\d{1,4}\s*页?[）)]?|[Pp]\s*\d{1,4})?$"
)
_BEHIND_ENDS = tuple("）)】]篇页.…·—-一二三四五六七八九十")
"""What the number of a page or a piece may end with, if with no digit."""
_LEAST, _NEAR = 2, 2
"""Lines of the shortest table, and lines below it within which the salutation stands."""
_FURTHEST = 40
"""Lines above a speech among which a table is sought."""
_LONGEST, _LEAST_NAME = 80, 4
"""Characters of the longest line of a table, and of the shortest title in a table of one line."""


def table(text: str) -> Iterator[Proposal]:
    """A table of contents above a speech goes: 目录： / 一、认清形势 / 二、… / 同志们： → 同志们：."""
    rows = lines(text)
    if paged := [*_paged(text, rows)]:
        yield from paged
        return
    head = _head(rows)
    if head < _LEAST:
        return
    start, stop = _recurring(rows, head) or _numbered(rows, head) or (0, 0)
    if start and (numbered := _numbered(rows, head)) and numbered[0] == start:
        stop = max(stop, numbered[1])
    if start == stop:
        start = next((index for index in range(head) if _is_whole(rows, index)), 0)
        stop = start + _is_whole(rows, start)
    elif start and _announces(rows[start - 1]):
        start -= 1
    for row in rows[start:stop]:
        yield drop(text, row, 0.85)


def _paged(text: str, rows: Sequence[Line]) -> Iterator[Proposal]:
    """The line that announces a table and the lines below it that end with the number of a page.

    The last one is the title of the first text where none stands below it; where one does that the
    table lists, what stands above the table is the name of the page.
    """
    head = [*takewhile(lambda row: not shapes.is_salutation(row.text), rows[:_FURTHEST])]
    start = next((at for at, row in enumerate(head) if _heads_table(row.text)), len(rows))
    stop = next((at for at in range(start + 1, len(rows)) if not _page_of(rows[at].text)), len(rows))
    if stop - start <= _LEAST:
        return
    titled = stop == len(rows) or not (
        shapes.is_prose(rows[stop].text) or shapes.is_salutation(rows[stop].text)
    )
    listed = {_name(row.text) for row in rows[start + 1 : stop]}
    of_text = titled and stop < len(rows) and _name(rows[stop].text) in listed and is_addressed(rows, stop)
    for row in rows[0 if of_text else start : stop if titled else stop - 1]:
        yield drop(text, row, 0.85)
    if not titled:
        title = rows[stop - 1]
        yield title.last - _page_of(title.text), title.last, "", 0.85


def _heads_table(line: str) -> bool:
    return len(line) <= _LONGEST and compiled(r"目\s*录\s*[:：]?$").search(line) is not None


def _page_of(line: str) -> int:
    """How many characters at the end of a line are the number of a page and what leads to it."""
    found = compiled(r"(?<=[^\d\s.…·])[\s.…·]+\d{1,4}$").search(line) if len(line) <= _LONGEST else None
    return len(found[0]) if found else 0


def _head(rows: Sequence[Line]) -> int:
    """How many lines stand above the first salutation or sentence of a speaker; none where none is near."""
    for index, row in enumerate(rows[:_FURTHEST]):
        said = shapes.is_prose(row.text) and not _announces(row) and frame.begins(row.text) < len(row.text)
        if said or shapes.is_salutation(row.text):
            return index
    return 0


def _announces(row: Line) -> bool:
    return compiled(_ANNOUNCED).fullmatch(row.text) is not None


def _recurring(rows: Sequence[Line], head: int) -> tuple[int, int] | None:
    """The lines of a head that stand together and come again below, or None: first, behind the last."""
    places = {_name(row.text): at for at, row in enumerate(rows) if len(row.text) <= _LONGEST}
    names = [_name(row.text) for row in rows[:head]]
    start = 0
    while start < head:
        stop = start
        while stop < head and places.get(names[stop], 0) > stop and names[stop] not in names[start:stop]:
            stop += 1
        again = [places[name] for name in names[start:stop]]
        if len(again) >= _LEAST and min(again) >= stop and _lists(rows, start, stop, again):
            return start, stop
        start = max(stop, start + 1)
    return None


def _lists(rows: Sequence[Line], start: int, stop: int, again: Sequence[int]) -> bool:
    """Whether lines that come again are a table: announced as one, of headings, or of titles."""
    if start and _announces(rows[start - 1]):
        return True
    if start and rows[start - 1].text[-1] in "：:":
        return False
    if any(shapes.is_date(row.text) or shapes.is_speaker(row.text) for row in rows[start:stop]):
        return False  # the head of a speech, which another one has as well
    headings = all(shapes.numbering(row.text) for row in rows[start:stop])
    return headings or sum(is_addressed(rows, at) for at in again) >= _LEAST


def _numbered(rows: Sequence[Line], head: int) -> tuple[int, int] | None:
    """The numbered lines between a line that announces them and a salutation, or None."""
    start = next((at + 1 for at in range(head) if _announces(rows[at])), head)
    stop = start
    while stop < head and (shapes.is_heading(rows[stop].text) or compiled(_OPEN).fullmatch(rows[stop].text)):
        stop += 1
    near = any(shapes.is_salutation(row.text) for row in rows[stop : stop + _NEAR])
    addressed = near or is_addressed(rows, stop - 1)
    return (start, stop) if addressed and stop - start >= _LEAST else None


def _is_whole(rows: Sequence[Line], index: int) -> bool:
    """Whether a line is a table in itself: 目录：1.… 2.…, with titles of speeches that stand below.

    What announces it may stand above: 目录␊第1篇… 第2篇….
    """
    row = rows[index].text
    announced = compiled(_ANNOUNCED).match(row) if "目" in row[:4] else None
    itself = announced is not None and announced.end() < len(row)
    listed = row.startswith("第") and row.count("篇") >= _LEAST
    if not itself and not (listed and any(map(_announces, rows[max(index - _NEAR, 0) : index]))):
        return False
    key = shapes.title_key(row)
    titles = (_name(row.text) for at, row in enumerate(rows) if at > index and is_addressed(rows, at))
    return sum(len(title) >= _LEAST_NAME and title in key for title in titles) >= _LEAST


@lru_cache(maxsize=512)
def _name(line: str) -> str:
    """A line of a table of contents, a heading or a title without its number and its page."""
    if is_marker(line):
        return line
    bare = compiled(_BEFORE).sub("", line)
    if bare[-1:].isdecimal() or bare[-1:] in _BEHIND_ENDS:
        bare = compiled(_BEHIND).sub("", bare)
    name = shapes.title_key(bare)
    return name or line
