"""Lines of a page that the lines about them tell: days, labels and links beside others of its own.

In: the lines of a text, and how certain it is of each that it is the page's. Out: the numbers of
further ones, or the same without figures that a speech announces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.normalize import page_lines
from yinfa.normalize.likeness import CERTAIN, likeness
from yinfa.normalize.lines import Line
from yinfa.patterns import compiled


def by_neighbours(rows: Sequence[Line], inside: range, found: Sequence[float]) -> dict[int, float]:
    """The rows about a speech (`inside`) that only those beside them tell, and how certain each is."""
    certain = (*_clocked(rows[: inside.start], found), *_heading_nothing(rows, inside.stop, found))
    return dict.fromkeys(certain, 0.8) | dict.fromkeys(_enclosed(rows, inside.stop, found), 0.72)


def _clocked(rows: Sequence[Line], found: Sequence[float]) -> Iterator[int]:
    """The days with an hour above a speech that stand beside a line of the page's: 2020年3月12日 16:20."""
    for index, row in enumerate(rows):
        beside = found[max(index - 1, 0) : index + 2]
        if any(beside) and compiled(_HOUR).fullmatch(row.text):
            yield index


_HOUR = r"\d{4}年\d{1,2}月\d{1,2}日\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"


def _heading_nothing(rows: Sequence[Line], stop: int, found: Sequence[float]) -> Iterator[int]:
    """A label of attachments behind a speech with nothing below it but the page's lines."""
    last = next((index for index in reversed(range(stop, len(rows))) if not found[index]), len(rows))
    yield from (
        index for index in range(last, len(rows))[:1] if compiled("附件\\s*[:：]").fullmatch(rows[index].text)
    )


def _enclosed(rows: Sequence[Line], stop: int, found: Sequence[float]) -> Iterator[int]:
    """The lines behind a speech that stand between two of the page's, and are none of a speech's."""
    last = max((index for index in range(stop, len(rows)) if found[index]), default=stop)
    paged = False
    for index in range(stop, last):
        paged = found[index] > 0 or (paged and _may_be_enclosed(rows[index].text))
        if paged and not found[index]:
            yield index


def _may_be_enclosed(row: str) -> bool:
    said = shapes.is_prose(row) or shapes.is_closing(row) or shapes.is_date(row) or shapes.has_post(row)
    return not (said or page_lines.is_kept(row) or shapes.is_title(row) or shapes.names_body(row))


def without_told(rows: Sequence[Line], start: int, found: list[float]) -> list[float]:
    """What was found, without the figures that a speech announces, or that alone were found in it."""
    below = range(start + 1, len(rows))
    told = dict.fromkeys(index for index in below if page_lines.may_be_told(rows[index].text))
    sure = any(own for index, own in enumerate(found) if index not in told)
    left, announced = list(found), -1
    for index in told:
        above = "" if found[index - 1] else rows[index - 1].text
        if announced == index - 1 or above[-1:] in tuple(":：") or compiled("附[:：表件录]").match(above):
            announced = index
        if announced == index or not sure:
            left[index] = 0
    return left


def advertised(rows: Sequence[Line]) -> Iterator[int]:
    """The rows right below a line that announces an advertisement, as far as they are like a page's."""
    for index, row in enumerate(rows):
        if page_lines.is_advert(row.text):
            for below in range(index + 1, min(index + 1 + _NEAR, len(rows))):
                text = rows[below].text
                if likeness(text) < CERTAIN or page_lines.is_told(text) or shapes.numbering(text):
                    break
                yield below


_NEAR = 5
"""Lines from an advertisement's announcement to its last one, at most."""
