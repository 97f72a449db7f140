"""What a page sets above a speech and tells by its place: a summary, or a lesson on such speeches.

In: the lines. Out: proposals that take it out, whatever the page says in it. A summary
is one line with the title and the beginning of the speech; a lesson is text above
the label of a sample, and nobody speaks in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.normalize.frame_words import LEADS
from yinfa.normalize.lines import Line, Proposal, drop
from yinfa.normalize.paragraphs import paragraphs
from yinfa.patterns import compiled

_LEAST = 16
"""Characters of the speech's beginning that its summary holds at least."""
_LABEL = f"^[【\\[（(]?(?:{LEADS})(?:[】\\])）][:：]?|[:：])"
_DOTS = r"[。，；！？]?(?:…+|\.{3,}|。{3,})(?:[\[（(【]?(?:详细|更多|全文|阅读全文|查看全文)[\]）)】]?)?$"
"""What stands before such a beginning, and behind it."""
_HEAD = 12
"""Lines from the top of a page to its summary, and from that to the speech."""
_SAMPLE = (
    r"[【\[（(]?(?:参考|经典|优秀)?(?:范[文例]|例文?|示例|样[例本])(?:如下|参考|示例|[一1])?[】\]）)]?[:：]?"
)
"""The label of a sample, alone on its line."""
_OFFERED = "(?:下面|以下)(?:再?给出|提供|附上?|列举|举出?|是)一[例篇则份][^，。：我你]{2,14}[。：:]"
"""A sentence that announces a sample: 下面给出一例述职报告。."""
_SECOND = r"(?m)^\s*[【\[（(]?[范例样][文例本][二2]"
"""The label of a second sample: the first is a mark of a collection."""
_LONGEST_LABEL, _LESSON = 24, 20
"""Characters of the longest label, and lines of the longest lesson with it."""
_SPOKEN = "我(?!国)|咱们|同志们|大家|在座|今天"
"""What a speaker says, and a lesson does not."""


def above(text: str) -> Iterator[Proposal]:
    """The summary above a title goes: …讲话春天来了…␊…讲话␊春天来了…。 → …讲话␊春天来了…。."""
    rows = paragraphs(text)
    for index, row in enumerate(rows[:_HEAD]):
        told = shapes.is_prose(row.text) and row.text[-1] not in "：:"
        if (told or len(row.text) > 2 * _LEAST) and _sums_up(row.text, rows[index + 1 : index + _HEAD]):
            yield drop(text, row, 0.85)
        if told:
            return


def below(text: str) -> Iterator[Proposal]:
    """The summary below a speech goes: …讲话␊春天来了…。␊…讲话》内容摘要：春天来了… → …讲话␊春天来了…。."""
    rows = paragraphs(text)
    head = rows[:_HEAD]
    told = next(
        (at for at, row in enumerate(head) if shapes.is_prose(row.text) and len(row.text) > _LEAST), 0
    )
    title = next((row.text for row in head[:told] if shapes.is_title(row.text)), "")
    begun = rows[told].text[:_LEAST] if title else ""
    for row in rows[told + 1 :] if begun and begun not in title else ():
        if begun in row.text and title in row.text:
            yield drop(text, row, 0.85)


def _sums_up(line: str, below: Sequence[Line]) -> bool:
    """Whether a line opens as the rows below it do, title and all, and goes on with the first sentence there.

    Of a line that holds all in one, the summary is no more than the beginning. One with a label, or
    with dots at its end, is the beginning of any row: 核心提示：春天来了，……␊…讲话␊春天来了，万物生长。.
    """
    summary, rows = _solid(line), [_solid(row.text) for row in below]
    if len(summary) > 2 * _LEAST and any(row != summary and row.startswith(summary) for row in rows[:1]):
        return True
    told = compiled(f"{_LABEL}正?").sub("", summary)
    begun = compiled(_DOTS).sub("", told)
    if begun != summary and len(begun) >= _LEAST and any(row.startswith(begun) for row in rows):
        return True
    first = next((index for index, row in enumerate(below) if shapes.is_prose(row.text)), 0)
    for start in range(first if len(rows[first]) >= _LEAST else 0) if rows else ():
        if summary.startswith("".join(rows[start:first]) + rows[first][:_LEAST]):
            return any(shapes.is_title(row.text) for row in below[start:first])
    return False


def _solid(line: str) -> str:
    return "".join(line.split())


def lesson(text: str) -> Iterator[Proposal]:
    """A lesson on such speeches above a sample goes: 祝词分三段。␊【范例】␊各位来宾：… → 各位来宾：…."""
    rows = paragraphs(text)
    label = next((at for at, row in enumerate(rows[:_LESSON]) if _is_label(row.text)), 0)
    above, below = rows[:label], [row.text for row in rows[label + 1 : label + 2]]
    told = next((at for at, row in enumerate(above) if shapes.is_prose(row.text)), None)
    if (
        told is None
        or compiled(_SECOND).search(text)
        or any(compiled(_SPOKEN).search(row.text) for row in above)
    ):
        return
    titled, addressed = any(map(shapes.is_title, below)), any(map(shapes.is_salutation, below))
    if titled or addressed:
        for row in rows[0 if titled else told : label + 1]:
            yield drop(text, row, 0.6)


def _is_label(row: str) -> bool:
    return len(row) <= _LONGEST_LABEL and compiled(f"{_SAMPLE}|{_OFFERED}").fullmatch(row) is not None
