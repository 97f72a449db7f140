"""Tables of contents above a speech: the headings that come again below, named before the salutation.

In: the text with one line a line of the source. Out: proposals that take such a table out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.normalize.lines import Line, Proposal, drop, lines

_ANNOUNCED = (
    r"[【\[]?(?:本文|文章|内容|讲话|全文)?(?:目\s*录|提\s*纲|大\s*纲|导\s*[读航]|要\s*目)(?:[/／、](?:目录|提纲))?"
    r"[】\]]?\s*[:：]?[.…\s]*"
)
"""The line above a table of contents."""
_OPEN = r"[.…\s]+"
_PAGE = r"[\s.…·]*(?:\d{1,4}|[（(]第?\s*\d{1,4}\s*页?[）)]|[Pp第]\s*\d{1,4}页?)?$"
_PIECE = r"第([一二三四五六七八九十]{1,3}|\d{1,2})[篇讲章节]\s*"
_LEAST, _NEAR = 2, 2
"""Lines of the shortest table, and lines below it within which the salutation stands."""
_FURTHEST = 40
"""Lines above a table of contents."""


def table(text: str) -> Iterator[Proposal]:
    """A table of contents above a speech goes: 目录： / 一、认清形势 / 二、… / 同志们： → 同志们：."""
    if "二" not in text and "2" not in text:
        return
    rows = lines(text)
    start, stop = _listed(rows)
    listed = [row.text for row in rows[start:stop] if _count(row.text)]
    if len(listed) < _LEAST or (
        start and rows[start - 1].text[-1] in "：:" and not _announces(rows[start - 1])
    ):
        return
    announced = start > 0 and _announces(rows[start - 1])
    addressed = any(shapes.is_salutation(row.text) for row in rows[stop : stop + _NEAR])
    if (announced and addressed) or _come_again(listed, rows[stop:]):
        for row in rows[start - announced : stop]:
            yield drop(text, row, 0.85)


def _announces(row: Line) -> bool:
    return re.fullmatch(_ANNOUNCED, row.text) is not None


def _listed(rows: Sequence[Line]) -> tuple[int, int]:
    """The numbered lines that stand together above all text: the first, and the one behind the last."""
    start = 0
    while start < len(rows) and not _count(rows[start].text):
        if start == _FURTHEST or shapes.is_prose(rows[start].text) or shapes.is_salutation(rows[start].text):
            return 0, 0
        start += 1
    stop = start
    while (
        stop < len(rows) and _is_listed(rows[stop].text) and (stop == start or not _begins(rows[stop].text))
    ):
        stop += 1
    return start, stop


def _is_listed(line: str) -> bool:
    counted = shapes.is_heading(line) or (_count(line) is not None and shapes.numbering(line) is None)
    return counted or re.fullmatch(_OPEN, line) is not None


def _count(line: str) -> tuple[int, int] | None:
    """The number a line opens with and where it ends, as of a part or of a piece: 一、, 1., 第一篇."""
    if found := shapes.numbering(line):
        return found.value, found.end
    match = re.match(_PIECE, line)
    return (shapes.number(match[1]), match.end()) if match else None


def _begins(line: str) -> bool:
    """Whether a line is the first of a new count."""
    found, counted = shapes.numbering(line), _count(line)
    return counted is not None and counted[0] == 1 and (found is None or found.level in (1, 3))


def _come_again(listed: Sequence[str], rows: Sequence[Line]) -> bool:
    """Whether most of the lines listed stand below as well, with or without their number."""
    below = {_name(row.text) for row in rows if len(row.text) <= _LONGEST}
    return sum(_name(line) in below for line in listed) * 2 > len(listed)


_LONGEST = 80


def _name(line: str) -> str:
    """A line of a table of contents or a heading without its number and its page."""
    found = _count(line)
    return shapes.title_key(re.sub(_PAGE, "", line[found[1] :] if found else line))
