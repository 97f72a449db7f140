"""Lists of links, readers' answers and comments around a speech: they go with what heads them.

In: the lines. Out: proposals that take out a heading and what stands below it: above the
speech to the title, behind it to the end or the next speech, within it only where little
text follows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from yinfa import shapes
from yinfa.normalize import chrome_words as words
from yinfa.normalize import frame as page
from yinfa.normalize import page_lines, spoken, text_names
from yinfa.normalize.frame_words import KEPT
from yinfa.normalize.likeness import LIKELY, is_said, likeness
from yinfa.normalize.lines import Line, Proposal, drop, kept
from yinfa.normalize.own_title import own_title
from yinfa.normalize.paragraphs import paragraphs
from yinfa.patterns import compiled, matches

_LONGEST_ANSWER = 20
"""Characters of the longest line that is a reader's answer by its place alone."""
_LEAST_PARAGRAPH = 80
"""Characters of a line that no comment has."""


@kept
def tail(text: str) -> Iterator[Proposal]:
    """A list of links or comments goes with its heading: 相关推荐, 用户评论 and what stands below."""
    rows = paragraphs(text)
    titles = text_names.names(rows)
    inside = spoken.inside(text)
    heads = [index for index, row in enumerate(rows) if heads_list(row.text, titles)]
    linked = (
        index for index in range(inside.start + 1, len(rows)) if page_lines.heads_link(rows[index].text)
    )
    heads = sorted({*heads, *linked, *_replies(rows, inside)} - spoken.headings(rows, inside))
    for start, end in _notices(rows, titles):
        yield from (drop(text, row, 0.85) for row in rows[start:end])
    done, own = 0, own_title(text)
    for start, end in zip(heads, _list_ends(rows, heads, inside), strict=True):
        if start < done:
            continue
        done = max(end, start + (start not in inside))
        yield from (drop(text, row, 0.9) for row in rows[start:done] if row not in own)


def _notices(rows: Sequence[Line], titles: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the numbered notices of a page begin and end, with the label above them: 温馨提示：␊1.本站….

    Half of them at least say what only a page says.
    """
    for index, row in enumerate(rows):
        if len(row.text) > _LONGEST_LABEL or not page_lines.is_note(row.text):
            continue
        under = (rows[at] for at in range(index + 1, len(rows)))
        below = [*takewhile(lambda row: shapes.numbering(row.text) is not None, under)]
        told = sum(page.weight(row.text, titles) >= page.SPOKEN_OUT for row in below)
        if below and 2 * told >= len(below):
            yield index, index + 1 + len(below)


_LONGEST_LABEL = 12
_ANSWERS = "[评留帖复]"
"""What the heading of readers' answers holds; they end as sentences do, links do not."""


def _last_link(rows: Sequence[Line]) -> int:
    """The last row that is no sentence of a speech: the heading itself where no link stands below it."""
    told = (is_said(row.text) or shapes.is_closing(row.text) for row in reversed(rows))
    return next((len(rows) - count for count, said in enumerate(told, start=1) if not said), -1)


def heads_list(row: str, titles: tuple[str, ...]) -> bool:
    """Whether a line heads a list of links, whichever of the titles of the text it names."""
    return len(row) <= 80 and page_lines.heads_list(text_names.renamed(row, titles))


def _replies(rows: Sequence[Line], inside: range) -> Iterator[int]:
    """The first head of a reply, where behind it stand only short lines and none that ends a speech."""
    heads = (
        index for index in range(inside.start + 1, len(rows)) if page_lines.heads_reply(rows[index].text)
    )
    first = next(heads, None)
    if first is not None and not any(_goes_on_speaking(row.text) for row in rows[first:]):
        yield first


def _goes_on_speaking(row: str) -> bool:
    return _is_long(row) or shapes.is_salutation(row) or shapes.is_closing(row)


def _list_ends(rows: Sequence[Line], heads: Sequence[int], inside: range) -> Iterator[int]:
    """For each heading of a list the row behind the list; the heading's own where there is none.

    Above the speech the list ends before its title, below it at the end or
    before the next speech; within it only where little text follows.
    """
    if not heads:
        return
    link = _last_link(rows)
    titles = [index for index, row in enumerate(rows) if shapes.is_title(row.text)]
    title = max((index for index in titles if index < inside.start), default=-1)
    speeches = [index for index in titles if _opens(rows, index)]
    told = next((index for index in reversed(inside) if _is_told(rows[index].text)), -1)
    lengths = [*accumulate((len(row.text) for row in rows), initial=0)]
    for start in heads:
        further = bisect_right(speeches, start)
        if start < inside.start:
            yield title if title > start and not shapes.is_subtitle(rows[title].text) else start
        elif further < len(speeches):
            stop = speeches[further]
            yield start if any(_is_said(row.text) for row in rows[start + 1 : stop]) else stop
        else:
            said, listed = lengths[start] - lengths[inside.start], lengths[-1] - lengths[start]
            answered = compiled(_ANSWERS).search(rows[start].text) is not None
            spoken_on = not answered and start + 1 < len(rows) and is_said(rows[start + 1].text)
            ended = told <= start and (start < link or answered) and not spoken_on
            ended = ended or page_lines.heads_reply(rows[start].text)
            yield len(rows) if ended and listed <= max(200, said // 3) else start


def _is_told(row: str) -> bool:
    """Whether a line below the heading of a list is the speaker's after all."""
    return _is_long(row) or (page.weight(row) < 0 and not compiled(words.COMMENT).match(row))


def _is_said(row: str) -> bool:
    """Whether a line below a heading between two speeches is still the first one's."""
    return (
        _is_told(row)
        or shapes.is_closing(row)
        or (is_said(row) and compiled(words.COMMENT).match(row) is None)
    )


def _is_long(row: str) -> bool:
    """Whether a line is too long for a comment, or opens with a number."""
    return len(row) >= _LEAST_PARAGRAPH or shapes.numbering(row) is not None


def _opens(rows: Sequence[Line], index: int) -> bool:
    """Whether a salutation follows close behind a title."""
    return any(shapes.is_salutation(row.text) for row in rows[index + 1 : index + 5])


def links(rows: Sequence[Line], stop: int, found: Sequence[float]) -> Iterator[int]:
    """The rows below the first of the page's lines behind a speech, or below a title that has no text."""
    starts = (index for index in range(stop, len(rows)) if found[index] or shapes.is_title(rows[index].text))
    return loose(rows, next(starts, len(rows)))


def loose(rows: Sequence[Line], start: int) -> Iterator[int]:
    """The rows from a line of the page's on, behind the speech, that can be no part of its end."""
    answered = False
    for index in range(start, len(rows)):
        row = rows[index].text
        answered = answered or matches(words.FLOOR, row)
        if _is_loose(row) or (answered and len(row) <= _LONGEST_ANSWER and not shapes.is_closing(row)):
            yield index


def _is_loose(row: str) -> bool:
    """Whether a line below chrome behind a speech can be no part of its end."""
    if (row[-1] in shapes.ENDS and likeness(row) < LIKELY) or page_lines.is_told(row):
        return False
    number = shapes.numbering(row)
    if number and number.style in _OF_PARTS:
        return False
    return not (
        shapes.is_date(row) or shapes.is_closing(row) or shapes.has_post(row) or compiled(KEPT).search(row)
    )


_OF_PARTS = ("chinese", "chinese_bracket")
"""The numbers of a speech's parts; pages number their links with digits."""
