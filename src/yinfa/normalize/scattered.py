"""What viewers of documents make of a text: numbers and marks on lines of their own, pieces that they count.

In: the lines. Out: proposals that give a number or a mark back to its sentence, and one line
to what the viewer cut in mid-sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from yinfa import shapes
from yinfa.normalize.lines import Line, Proposal, lines
from yinfa.normalize.wrapping import ends
from yinfa.patterns import compiled

_NUMBER = r"\d{1,4}(?:[.,]\d{1,4})?[%％]?"
_LONGEST = 10
_COUNTED = tuple("年月日号时点分届名个人位岁周项次条万亿多余级所家元")
"""What stands behind a number in a sentence."""
_LEAST_NUMBERS = 3
"""Numbers with their measures on the next lines that no pages count."""
_PIECE = r"(\d{1,2})、\s*"
_LEAST_PIECE = 80
"""Characters of the shortest piece, which holds a whole sentence and ends in the next one."""


def numbers(text: str) -> Iterator[Proposal]:
    """A number on a line of its own rejoins its sentence: 送走␊2779␊名学生 → 送走2779名学生."""
    if len(compiled(r"\n[ \t]*\d{1,4}[ \t]*\n").findall(text)) < _LEAST_NUMBERS:
        return
    rows = lines(text)
    found = [
        index
        for index, row in enumerate(rows[:-1])
        if len(row.text) <= _LONGEST and compiled(_NUMBER).fullmatch(row.text) and not rows[index + 1].blank
    ]
    counted = [index for index in found if rows[index + 1].text.startswith(_COUNTED)]
    if len(counted) < _LEAST_NUMBERS or len(found) > 2 * len(counted):
        return
    for index in found:
        row, below = rows[index], rows[index + 1]
        if index and not row.blank and not ends(rows[index - 1].text):
            yield rows[index - 1].last, row.first, "", 0.85
        if index in counted or shapes.is_chinese(below.text[0]):
            yield row.last, below.first, "", 0.85


def marks(text: str) -> Iterator[Proposal]:
    """Quotation marks on lines of their own rejoin their sentence: 工作的␊“␊根␊”␊和 → 工作的“根”和."""
    if "\n”" not in text:
        return
    rows = lines(text)
    for index in range(1, len(rows) - 1):
        mark, row, closing = rows[index - 1 : index + 2]
        if mark.text != "“" or closing.text != "”":
            continue
        yield mark.last, row.first, "", 0.9
        yield row.last, closing.first, "", 0.9
        if index > 1 and not ends(rows[index - 2].text):
            yield rows[index - 2].last, mark.first, "", 0.85
        below = rows[index + 2].text if index + 2 < len(rows) else ""
        if below and below != "“" and not ends(row.text) and not shapes.numbering(below):
            yield closing.last, rows[index + 2].first, "", 0.85


def pieces(text: str) -> Iterator[Proposal]:
    """The numbers of a viewer's pieces go, which end in mid-sentence: …这几␊2、年，… → …这几年，…."""
    if "\n2、" not in text:
        return
    rows = lines(text)
    for first, row in enumerate(rows):
        if row.text.startswith("1、"):
            run = _run(rows[first:])
            if len(run) > 1 and all(_is_cut(piece.text) for piece in run[:-1]):
                yield row.first, row.first + _number_end(row), "", 0.72
                for above, below in pairwise(run):
                    yield above.last, below.first + _number_end(below), "", 0.72
            return


def _run(rows: Sequence[Line]) -> list[Line]:
    """The rows from the first on that count from one without a gap."""
    run: list[Line] = []
    for row in rows:
        if not row.text.startswith(f"{len(run) + 1}、"):
            break
        run.append(row)
    return run


def _number_end(row: Line) -> int:
    match = compiled(_PIECE).match(row.text)
    return match.end() if match else 0


def _is_cut(piece: str) -> bool:
    return len(piece) >= _LEAST_PIECE and "。" in piece and not ends(piece)
