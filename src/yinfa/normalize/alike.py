"""The lines of a web page that no form or word tells, and the model of characters does: 猜你感兴趣.

In: a text whose other lines of the page are out. Out: proposals that drop such lines, each with a low
confidence, for a motto, a house that signs and the last thing said may be like them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.normalize import frame, head, page_lines, spoken
from yinfa.normalize.beside import without_told
from yinfa.normalize.english import is_english
from yinfa.normalize.likeness import ALL_BUT_SURE, BEYOND_DOUBT, CERTAIN, LIKELY, likeness
from yinfa.normalize.lines import Line, Proposal, drop, lines
from yinfa.normalize.link_lists import links
from yinfa.normalize.own_title import own_title
from yinfa.normalize.paragraphs import paragraphs
from yinfa.normalize.pieces import is_marked
from yinfa.normalize.titles import repeated, unwrapped
from yinfa.normalize.unfinished import SURELY, joint
from yinfa.normalize.wrapping import is_wrapped
from yinfa.patterns import compiled

_STOPS = tuple(shapes.ENDS + "；;，,：:")
"""What lines of a page that no form tells do not end with, and lines that are said do."""
_NEAR = 5
"""Lines from the last words that are said to the date below those who sign, at most."""


def alike(text: str) -> Iterator[Proposal]:
    """A line that is like those of pages in each of its characters is taken out: 猜你感兴趣.

    What a program has cut says nothing of the line it belongs to.
    """
    if is_wrapped(lines(text)):
        return
    rows = paragraphs(text)
    inside = spoken.inside(text)
    found = [
        float(is_alike(row.text, behind=index >= inside.stop, within=index in inside))
        for index, row in enumerate(rows)
    ]
    for index in (*spoken.headings(rows, inside), *_signed(rows, inside.stop), *_broken_off(rows)):
        found[index] = 0.0
    for index in inside[:-1]:
        if found[index] and _goes_on(rows[index].text, rows[index + 1].text):
            found[index] = 0.0
    found = without_told(rows, inside.start, found)
    if not any(found) or not any(shapes.is_prose(row.text) for row in rows):
        return
    alone = sum(found) == 1 and next(repeated(text), None) is None
    if alone and _may_be_said(rows, found.index(1), inside):
        return
    found[: inside.start] = head.without_title([row.text for row in rows[: inside.start]], found)
    own = own_title(text)
    for index in {*(index for index in range(len(rows)) if found[index]), *links(rows, inside.stop, found)}:
        if rows[index] not in own:
            yield drop(text, rows[index], 0.72)


def is_alike(row: str, *, behind: bool, within: bool) -> bool:
    """Whether a line that no form tells is the page's by its characters.

    `behind` and `within` tell where it stands: behind the speech less is enough
    than above it, where titles and mottos stand, within it hardly anything is.
    """
    if is_marked(row) or shapes.is_title(unwrapped(row)) or (shapes.is_subtitle(row) and row[-1] not in "—-"):
        return False
    number = shapes.numbering(row)
    if is_english(row, behind=behind):
        return False
    person = shapes.has_post(row) or shapes.is_name(row) if behind else shapes.is_speaker(row)
    if not number and (shapes.is_prose(row) or row[-1] in _STOPS or person):
        return False
    kept = page_lines.is_kept(row) and not (number and behind)
    if kept or frame.weight(row) < 0 or page_lines.is_told(row):
        return False
    if within:
        cut = compiled("[。！？]\\w").search(row) is not None  # it begins or ends in mid-sentence
        return shapes.has_chinese(row) and not cut and likeness(row) >= BEYOND_DOUBT
    phrase = not behind and shapes.all_chinese(row)  # above a speech a motto, a school, a title
    return likeness(row) >= (ALL_BUT_SURE if phrase else LIKELY if behind and not number else CERTAIN)


def _goes_on(above: str, below: str) -> bool:
    """Whether a row within a speech goes on in the next, as where a line was cut in mid-word."""
    return joint(above, below, above, cut=True) >= SURELY


def _broken_off(rows: Sequence[Line]) -> Sequence[int]:
    """The last row of a text that stops in mid-sentence below a numbered heading: what the heading names.

    A page numbers its links with bare figures.
    """
    last = len(rows) - 1
    number = shapes.numbering(rows[last - 1].text) if last > 0 else None
    return [last] if number and number.level < _OF_LINKS and len(rows[last].text) >= _LEAST_CUT else []


_OF_LINKS = 3
"""The level of the numbers that the links of a page have: 1.."""
_LEAST_CUT = 20
"""Characters of the shortest line that is thought to be cut in mid-sentence."""


def _signed(rows: Sequence[Line], stop: int) -> Sequence[int]:
    """The rows behind a speech that name a house or a person right above a date: those who sign it."""
    dated = (at for at in range(stop, min(stop + _NEAR, len(rows))) if shapes.is_date(rows[at].text))
    last = first = next(dated, stop)
    while first > stop and shapes.all_chinese(rows[first - 1].text):
        first -= 1
    return range(first, last)


def _may_be_said(rows: Sequence[Line], alone: int, inside: range) -> bool:
    """Whether the one line that the model takes for a page's is a motto, a credit, or the last thing said."""
    row = rows[alone].text
    if alone < inside.start:
        credited = head.is_credited([above.text for above in rows[: alone + 1]])
        least = ALL_BUT_SURE if compiled(r"[A-Za-z]").search(row) else BEYOND_DOUBT
        return credited or (likeness(row) < least and not compiled(r"[|｜:：>\d]").search(row))
    return alone == inside.stop and likeness(row) < CERTAIN
