"""Blanks that stand where a program took the line feeds out: each was a paragraph's border.

In: a long line whose sentences go on one behind the other, now and then with a blank
between. Out: proposals that part it there. Blanks of the indent (wide, or several)
part everywhere, a single narrow one only behind a sentence's end and about headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.normalize.lines import Proposal, lines

_LEAST_LINE = 200
"""Characters of the shortest line that can be a whole text."""
_LEAST_GAPS = 3
_BLANKS = "[ \t\xa0\u2000-\u200a\u3000]+"
_LONGEST_NAME = 3
_LONGEST_HEADING = 46


def borders(text: str) -> Iterator[Proposal]:
    """Blanks between the paragraphs of a text in one line part it: …的讲话　　同志们：　　今天… → 3 lines."""
    for row in lines(text):
        if len(row.text) < _LEAST_LINE:
            continue
        gaps = list(re.finditer(_BLANKS, row.text))
        if len(gaps) < _LEAST_GAPS:
            continue
        for gap in _wide(row.text, gaps) or _narrow(row.text, gaps):
            yield row.first + gap.start(), row.first + gap.end(), "\n", 0.85


def _wide(line: str, gaps: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The gaps as wide as an indent, where they part sentences; a name's own stays."""
    wide = [gap for gap in gaps if len(gap[0]) > 1 or gap[0] == "\u3000"]
    if len(wide) < _LEAST_GAPS or 2 * sum(_ends(line[: gap.start()]) for gap in wide) < len(wide):
        return []
    return [gap for gap in wide if not _is_name(_piece(line, gap.end())) or _is_post(line, gap.end())]


def _narrow(line: str, gaps: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The narrow gaps that part paragraphs, where most do; behind every sentence they part nothing."""
    behind = sum(_ends(line[: gap.start()]) for gap in gaps)
    sentences = len(re.findall("[。！？]", line))
    if behind < _LEAST_GAPS or 4 * behind > 3 * sentences:
        return []
    found, start = [], 0
    for gap in gaps:
        above, below = line[start : gap.start()], _piece(line, gap.end())
        if _parts(above, below):
            found.append(gap)
            start = gap.end()
    return found if 3 * len(found) >= 2 * len(gaps) else []


def _parts(above: str, below: str) -> bool:
    """Whether a paragraph ends with what stands before a gap, or a new one begins behind it."""
    if _is_name(below):
        return False
    named = len(above) <= _LONGEST_HEADING and shapes.is_heading(above)
    alone = named or shapes.is_title(above) or shapes.is_salutation(above) or shapes.date(above) is not None
    return alone or above[-1:] in tuple(shapes.ENDS) or above[-2:-1] in tuple(shapes.ENDS)


def _ends(before: str) -> bool:
    """Whether a sentence or a salutation ends a text."""
    return before[-12:].rstrip(shapes.CLOSERS)[-1:] in tuple(shapes.ENDS + "：:")


def _piece(line: str, start: int) -> str:
    """What stands between a gap and the next one, as far as it is looked at."""
    return re.split(_BLANKS, line[start : start + 2 * _LONGEST_HEADING], maxsplit=1)[0]


def _is_post(line: str, start: int) -> bool:
    """Whether the short piece behind a gap is a post, with its name behind the next gap: 连长 王五."""
    pieces = re.split(_BLANKS, line[start : start + 2 * _LONGEST_HEADING], maxsplit=2)
    return len(pieces) > 2 and _is_name(pieces[1])


def _is_name(piece: str) -> bool:
    return len(piece) <= _LONGEST_NAME and all(map(shapes.is_chinese, piece))
