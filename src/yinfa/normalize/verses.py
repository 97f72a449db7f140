"""Lines that end where they do because the speaker meant it: verses, slogans, sayings and forms.

In: the lines of a text. Out: those that are not to be joined though they end with a comma or no mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.normalize.lines import Line
from yinfa.patterns import compiled

_LONGEST_VERSE = 24
_LEAST_VERSES, _UNEVEN = 4, 4
_CLAUSE = "(?:[^，。；：！？、,;:!?]{2,9}[，,]){0,2}[^，。；：！？、,;:!?]{2,18}[，。；！？,;!?]"
_SENTENCE = "[^，。；！？,;!?]+(?:[，,][^，。；！？,;!?]+){0,2}[，。；！？,;!?]?"
_LONGEST_CLAUSES = 29
"""A line of one to three clauses, and its characters at most."""


def is_verse(above: str, below: str) -> bool:
    """Whether two lines are short and built alike, clause by clause, as verses and slogans are.

    Where each stands in quotation marks of its own it is one of several, however it is built.
    """
    if above[0] == below[0] and compiled(_QUOTED).fullmatch(above):
        return True
    if len(above) > _LONGEST_VERSE or abs(len(above) - len(below)) > 1:
        return False
    clauses = [
        [len(clause) for clause in compiled("[，、；。！？,;!?]").split(line) if clause]
        for line in (above, below)
    ]
    return clauses[0] == clauses[1]


_QUOTED = r"[“”\"「『][^“”\"「」『』]+[，；,;][“”\"」』]"
"""A line in quotation marks, be they the wrong way round, that ends as none does before another one."""


def is_short(line: str) -> bool:
    """Whether a line is no longer than a verse and no more than one sentence of a few clauses."""
    return len(line) <= _LONGEST_VERSE and compiled(_SENTENCE).fullmatch(line) is not None


def breaths(rows: Sequence[Line]) -> frozenset[Line]:
    """The lines of a toast that stop at commas: three or more, or two of short clauses without figures."""
    if not any(row.text[-1] in "，," for row in rows):
        return frozenset()
    found: set[Line] = set()
    group: list[Line] = []
    for row in rows:
        group = [*group, row] if is_short(row.text) else []
        if group and row.text[-1] in "，,":
            continue
        clauses = [clause for line in group for clause in compiled("[，,]").split(line.text)]
        short = all(len(clause) <= _BREATH and not compiled(r"\d").search(clause) for clause in clauses)
        if short or len(group) > _LEAST_BREATHS:
            found.update(group[:-1])
        group = []
    return frozenset(found)


_LEAST_BREATHS, _BREATH = 2, 11
"""Lines of which more are no sentence that was cut once, and characters of a clause said in a breath."""


def poems(rows: Sequence[Line]) -> frozenset[Line]:
    """The lines of poems: four or more of one to three clauses, about as long as their neighbours."""
    found: set[Line] = set()
    group: list[Line] = []
    for row in [*rows, None]:
        short = row is not None and len(row.text) <= _LONGEST_CLAUSES
        verse = [row] if row and short and compiled(_CLAUSE).fullmatch(row.text) else []
        if verse and group and abs(len(group[-1].text) - len(verse[0].text)) <= _UNEVEN:
            group += verse
            continue
        if len(group) >= _LEAST_VERSES:
            found.update(group)
        group = verse
    return frozenset(found)


def unmarked(rows: Sequence[Line]) -> Iterator[Line]:
    """The lines of poems without marks at their ends: four or more of one length, if no program cut lines."""
    group: list[Line] = []
    for row in [*rows, None]:
        verse = row is not None and compiled(_VERSE).fullmatch(row.text) is not None
        if row and verse and (not group or abs(len(group[-1].text) - len(row.text)) <= 1):
            group.append(row)
            continue
        if len(group) >= _LEAST_VERSES:
            yield from group
        group = [row] if row and verse else []


_VERSE = r"(?:[^\W\d]{2,9}[，,])?[^\W\d]{5,18}"


def sayings(rows: Sequence[Line]) -> frozenset[Line]:
    """The two short lines of a saying that a colon announces: …： / 铁打的营盘流水的兵， / …."""
    return frozenset(
        row
        for announced, *both in zip(rows, rows[1:], rows[2:], strict=False)
        if announced.text[-1] in "：:"
        and not shapes.may_be_salutation(announced.text, both[0].text)
        and all(len(row.text) <= _LONGEST_VERSE for row in both)
        and both[0].text[-1] in "，,；;"
        and both[1].text[-1] in shapes.ENDS
        for row in both
    )


def forms(rows: Sequence[Line]) -> frozenset[Line]:
    """The lines of a form, three or more of a name and what is filled in: 姓名：… / 性别：… / 职务：…."""
    found: set[Line] = set()
    for group in zip(rows, rows[1:], rows[2:], strict=False):
        if all(compiled(_FILLED).fullmatch(row.text) for row in group):
            found.update(group)
    return frozenset(found)


_FILLED = rf"[^，。；！？：、,;!?:]{{1,8}}[：:][^，。；！？：,;!?:]{{1,{_LONGEST_VERSE}}}"
