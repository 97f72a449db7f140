"""Blanks that stand where a program took the line feeds out: each was a paragraph's border.

In: a long line whose sentences go on one behind the other, now and then with a blank
between. Out: proposals that part it there. Blanks of the indent (wide, several, a tab)
part everywhere, a single narrow one only behind a sentence's end and about headings.
Blanks as far apart as the lines of a printed page are that page's line ends: they too
become line feeds, which the rules of broken lines then judge.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.normalize.lines import Line, Proposal, lines
from yinfa.normalize.wrapping import Page, page_of
from yinfa.patterns import compiled

_LEAST_LINE = 200
"""Characters of the shortest line that can be a whole text."""
_LEAST_GAPS, _MOST_LINES = 3, 4
_BLANKS = "[ \t\xa0\u2000-\u200a\u3000]+"
_LONGEST_NAME = 3
_LONGEST_HEADING = 46
_LONGEST_ABOVE = 200
"""Characters before a blank that are looked at: no heading, title or salutation has as many."""
_SLACK = 4
"""So much may a printed line that stops at a Latin word be off the width of its page."""
_FOLIO = "[-–—] ?[0-9]{1,3} ?[-–—]"
"""A page number, whose blanks part nothing."""
_TYPED, _UNTYPED = r"(?<=[^\x00-\xff])[,;] ", r"(?<=[^\x00-\xff])[,;](?! |$)"
"""A narrow mark with the blank that its writer sets behind each, and one without."""
_NUMBER = r"[0-9]{1,2}[.．、](?![0-9])"
"""The number of a heading."""
_POINT = "(?<=[^\x00-\xff])[.]"
"""A full stop that was made narrow."""
_NOTHING = Line(0, 0, "", 0, blank=False)


def borders(text: str) -> Iterator[Proposal]:
    """Blanks between the paragraphs of a text in one line part it: …的讲话　　同志们：　　今天… → 3 lines."""
    for row in lines(text):
        if len(row.text) < _LEAST_LINE:
            continue
        gaps = list(compiled(_BLANKS).finditer(row.text))
        if len(compiled(_TYPED).findall(row.text)) >= _LEAST_GAPS and not compiled(_UNTYPED).search(row.text):
            gaps = [gap for gap in gaps if row.text[gap.start() - 1] not in ",;:!?"]
        if len(gaps) < _LEAST_GAPS:
            continue
        seen = row.text if "。" in row.text else compiled(_POINT).sub("。", row.text)
        narrow = len(row.text) * _MOST_LINES >= len(text)  # blanks strewn into a text of lines part nothing
        for gap in _wide(seen, gaps) or (narrow and _narrow(seen, gaps)) or _printed(seen, gaps):
            yield row.first + gap.start(), row.first + gap.end(), "\n", 0.85


def _wide(line: str, gaps: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The gaps as wide as an indent, where they part sentences; a name's own stays."""
    wide = [gap for gap in gaps if len(gap[0]) > 1 or gap[0] in "\u3000\t"]
    if len(wide) < _LEAST_GAPS or 2 * sum(_ends(line, gap.start()) for gap in wide) < len(wide):
        return []
    found, start = [], 0
    for gap in wide:
        below = _piece(line, gap.end())
        if not _is_name(below) or _is_post(line, gap.end()) or shapes.is_title(_above(line, start, gap)):
            found.append(gap)
            start = gap.end()
    return found


def _narrow(line: str, gaps: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The narrow gaps that part paragraphs, where most do; behind every sentence they part nothing."""
    gaps = [gap for gap in gaps if not (_is_latin(line[gap.start() - 1]) and _is_latin(line[gap.end()]))]
    behind = sum(_ends(line, gap.start()) for gap in gaps)
    sentences = len(compiled("[。！？；]").findall(line))
    if behind < _LEAST_GAPS or 4 * behind > 3 * sentences:
        return []
    found, start, last, head = [], 0, 0, True
    for gap in gaps:
        above, below = _above(line, start, gap), _piece(line, gap.end())
        named = _is_name(below) and not _is_post(line, gap.end())
        if _parts(above, below) or (head and not named):
            found.append(gap)
            start = gap.end()
        head = head and not _is_said(line[last : gap.start()])
        last = gap.end()
    return found if 3 * len(found) >= 2 * len(gaps) else []


def _printed(line: str, gaps: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The gaps that were line ends of a printed page, told by its width.

    A blank between a Chinese character and a Latin word is one only where the line would be too long.
    """
    numbered = {
        at for match in compiled(_FOLIO).finditer(line) for at in range(match.start() + 1, match.end())
    }
    gaps = [gap for gap in gaps if gap.start() not in numbered]
    bounds = [gap for gap in gaps if not _is_border(line, gap)]
    starts = [0, *(gap.end() for gap in bounds)]
    ends = [*(gap.start() for gap in bounds), len(line)]
    rows = tuple(_row(line[start:end]) for start, end in zip(starts, ends, strict=True))
    page = page_of(rows)
    if page is None or 2 * sum(2 * page.measure.of(row) > page.width for row in rows) < len(rows):
        return []
    within = [
        gap for start, end in zip(starts, ends, strict=True) for gap in _overrun(line, start, end, gaps, page)
    ]
    return sorted([*bounds, *within], key=lambda gap: gap.start())


def _overrun(
    line: str, start: int, end: int, gaps: Sequence[re.Match[str]], page: Page
) -> Iterator[re.Match[str]]:
    """The gaps that part a piece wider than the page, each where the line so far fills it best."""
    at = bisect_right(gaps, start, key=re.Match.start)
    last = bisect_left(gaps, end, key=re.Match.start)
    while at < last:
        # No further than the page is wide: of a gap behind that the line would be too long.
        room = [page.room(_row(line[start : gaps[at].start()]), _NOTHING)]
        while room[-1] >= -_SLACK and at + len(room) < last:
            room.append(page.room(_row(line[start : gaps[at + len(room)].start()]), _NOTHING))
        if room[-1] >= -_SLACK and page.room(_row(line[start:end]), _NOTHING) >= -_SLACK:
            return
        best = min(range(len(room)), key=lambda index: abs(room[index]))
        if abs(room[best]) > _SLACK:
            return
        yield gaps[at + best]
        start, at = gaps[at + best].end(), at + best + 1


def _is_border(line: str, gap: re.Match[str]) -> bool:
    """Whether a gap stands between a Chinese character and a Latin word, or two of these."""
    left, right = line[gap.start() - 1], line[gap.end()]
    numbered = compiled(_NUMBER).match(line, gap.end()) is not None
    return _is_latin(left) or (_is_latin(right) and shapes.is_chinese(left) and not numbered)


def _row(piece: str) -> Line:
    """A piece as a line, without the blanks about Latin words."""
    return Line(0, len(piece), compiled(_BLANKS).sub("", piece), 0, blank=False)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _parts(above: str, below: str) -> bool:
    """Whether a paragraph ends with what stands before a gap, or a new one begins behind it."""
    if _is_name(below):
        return shapes.is_title(above)
    named = len(above) <= _LONGEST_HEADING and shapes.is_heading(above)
    alone = named or any(shape(above) for shape in (shapes.is_title, shapes.is_salutation, shapes.is_date))
    alone = alone or compiled(_FOLIO).fullmatch(above) is not None
    return alone or _ends(above, len(above)) or above[-2:-1] in tuple(shapes.ENDS)


def _is_said(piece: str) -> bool:
    """Whether the speech has begun with a piece: a salutation, or a sentence."""
    return piece[-1:] in "：:" or compiled("[。！？；]").search(piece) is not None


def _ends(line: str, at: int) -> bool:
    """Whether a sentence or a salutation ends at a place of a line."""
    return line[max(at - 12, 0) : at].rstrip(shapes.CLOSERS)[-1:] in tuple(shapes.ENDS + "：:；;")


def _above(line: str, start: int, gap: re.Match[str]) -> str:
    """What stands before a gap, from `start` on, as far as it is looked at."""
    return line[max(start, gap.start() - _LONGEST_ABOVE) : gap.start()]


def _piece(line: str, start: int) -> str:
    """What stands between a gap and the next one, as far as it is looked at."""
    return compiled(_BLANKS).split(line[start : start + 2 * _LONGEST_HEADING], maxsplit=1)[0]


def _is_post(line: str, start: int) -> bool:
    """Whether the short piece behind a gap is a post, with its name behind the next gap: 连长 王五."""
    pieces = compiled(_BLANKS).split(line[start : start + 2 * _LONGEST_HEADING], maxsplit=2)
    return len(pieces) > 2 and _is_name(pieces[1])


def _is_name(piece: str) -> bool:
    return len(piece) <= _LONGEST_NAME and shapes.all_chinese(piece)
