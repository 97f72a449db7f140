"""What the break of a page puts into a text: page numbers, running heads, words said again.

In: the text with one line a line of the page. Out: proposals that take out the
furniture of the pages, and words that stand at the foot of one page and again at
the head of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from yinfa import shapes
from yinfa.lexicon import WORD_CUT, bond, first_word, part_of_speech, segment
from yinfa.normalize.furniture import furniture
from yinfa.normalize.lines import Proposal, drop, lines
from yinfa.normalize.unfinished import LONGEST_NAME, is_unfinished
from yinfa.normalize.wrapping import ends, is_wrapped

_MEASURES = "[个件步点次遍条项层级户村人天年月代字句笔页关环座家批]"
_LONGEST_REPEAT = 40
_LEAST_ABOVE = 6


def whole(text: str) -> Iterator[Proposal]:
    """What a page gives twice, or as a beginning above the whole, stands once: 甲␊乙。␊甲␊乙。 → 甲␊乙。."""
    rows = lines(text)
    again = next((at for at, row in enumerate(rows) if at and row.text == rows[0].text), 0)
    size = min(again, len(rows) - again)
    both = [row.text for row in rows[:size]]
    headed = any(shapes.is_title(row) or shapes.is_salutation(row) for row in both)
    told = headed and any(map(shapes.is_prose, both))
    if told and both == [row.text for row in rows[again : again + size]]:
        first = 0 if size == again else again
        yield rows[first].first, rows[first + size].first if first + size < len(rows) else len(text), "", 0.85


def pages(text: str) -> Iterator[Proposal]:
    """Page numbers and running heads between the lines are taken out: - 3 -, 第3页 共8页."""
    rows = lines(text)
    found = furniture(text)
    for index in sorted(found - {0}):
        # With the blank lines about it: they belong to the page and part no paragraphs.
        end = rows[index + 1].start if index + 1 < len(rows) else len(text)
        start = rows[index].start if index - 1 in found else rows[index - 1].end + 1
        yield start, end, "", 0.95
    if 0 in found:
        yield drop(text, rows[0], 0.95)
    names = {re.sub(r"[\d\W]+$|^[\d\W]+", "", rows[index].text) for index in found} - {""}
    for row in (row for index, row in enumerate(rows) if names and index not in found):
        size = max(_head_before_title(row.text, name) for name in names)
        if size:
            yield row.first, row.first + size, "", 0.85


def _head_before_title(row: str, name: str) -> int:
    """How many characters of a running head stand before a title in one line: 年会材料　3　在…上的讲话."""
    head = re.match(rf"[\d\W]*{re.escape(name)}[\d\W]*\s(?=\S)", row) if name in row else None
    return head.end() if head and shapes.is_title(row[head.end() :]) else 0


def words(text: str) -> Iterator[Proposal]:
    """Words that a page's break says twice stand once: 组织10名 / 10名乡镇党委书记."""
    rows = lines(text)
    if len(rows) < 2:
        return
    found = furniture(text)
    content = [index for index in range(len(rows)) if index not in found]
    wrapped = is_wrapped([rows[index] for index in content])
    for before, after in pairwise(content):
        above, below = rows[before], rows[after]
        paged = after - before > 1
        apart = below.blank or paged
        size = _repeated(above.text, below.text, paged=paged)
        meant = size > 0 and _is_doubling(above.text, below.text, size, paged=paged)
        if size and not meant and (apart or not wrapped or size >= 6):
            yield above.last, below.first + size, "", 0.85


def _repeated(above: str, below: str, *, paged: bool) -> int:
    """How many characters at the end of one line stand again at the start of the next, or 0."""
    if ends(above) or len(above) < _LEAST_ABOVE or above[-1] in "，、,":
        return 0
    if shapes.is_title(above) or shapes.is_title(below):
        return 0
    said, solid = re.sub(r"\s", "", below[: 2 * _LONGEST_REPEAT]), re.sub(r"\s", "", above)
    for size in range(min(len(solid), len(said) - 1, _LONGEST_REPEAT), 1, -1):
        if solid.endswith(said[:size]):
            spaced = re.match(r"\s*".join(map(re.escape, said[:size])), below)
            return spaced.end() if spaced and _is_running(solid, said, size, paged=paged) else 0
    return 0


def _is_running(above: str, below: str, size: int, *, paged: bool) -> bool:
    """Whether a line that a repetition ends stops in mid-sentence, not at words that its text takes up.

    A speaker's line, be it the name of a part or a motto, is short and can stand alone:
    为什么要读书 / 读书可以让人明理.
    """
    before, said, behind = above[:-size], below[:size], below[size:]
    if not before:
        return False
    cut = max(bond(before, said), bond(said, behind))
    if shapes.is_heading(above) and len(above) <= LONGEST_NAME:
        return cut >= WORD_CUT or is_unfinished(above)
    if paged or cut >= WORD_CUT / 2 or len(above) > _LONGEST_MOTTO or is_unfinished(above):
        return True
    if re.search("[。；！]", above) or before[-1] == "把":
        return True
    return not _is_taken_up(before, said, behind)


def _is_taken_up(before: str, said: str, behind: str) -> bool:
    """Whether a sentence may begin with the words that end the line above, and say something of them."""
    if _parts_number(before, said, behind) or len(said) > _LONGEST_WORDS:
        return False
    parts = [part_of_speech(word) for word in segment(said)]
    clause = before[-1:] in tuple("，,") and len(parts) > 1 and behind[0] not in _CLAUSE_ENDS
    if clause or re.search(f"[{_CLAUSE_ENDS}]", said) or behind[0] in "了着过":
        return False
    if parts[0] in _NO_FIRST or parts[-1] in _NO_LAST:
        return False
    if behind[0] not in _CLAUSE_ENDS and not {*parts}.isdisjoint(_OF_CLAUSES):
        return False
    next_part = part_of_speech(first_word(behind))
    return behind[0] in _CLAUSE_ENDS or len(parts) == 1 or next_part in _OF_PREDICATES


def _parts_number(before: str, said: str, behind: str) -> bool:
    """Whether a repetition begins or ends within what is counted: 新 / 一代, 二十八 / 万."""
    digits = shapes.CHINESE_DIGITS + "千万亿"
    return (before[-1:] in _BEFORE_NUMBERS and said[0] in digits) or (
        said[-1] in digits and behind[0] in digits
    )


_BEFORE_NUMBERS = tuple("每这那第某另整任新上下同")
_CLAUSE_ENDS = "，、。；：！？,;:!?"
_LONGEST_WORDS = 8
"""Characters of the longest words that a text takes up."""
_LONGEST_MOTTO = 24
"""Characters of the longest line without a stop that is a motto or the name of a part."""
_NO_FIRST, _NO_LAST, _OF_PREDICATES = tuple("dcpu"), tuple("dcpuf"), tuple("vdcpru")
"""Parts of speech that no such words begin or end with, and of those that something is said with."""
_OF_CLAUSES = "dp"
"""Parts of speech within a clause: 各单位把联系人, 门口都要挂."""


def _is_doubling(above: str, below: str, size: int, *, paged: bool) -> bool:
    """Whether the repetition may be meant: 一个 / 一个地, 20 / 20年, ×× / ××.

    `paged` tells that the furniture of a page parts the two: what is meant is seldom parted so.
    """
    before, said = above[:-size], below[:size]
    if not shapes.has_chinese(said):
        return True
    if before[-1:] in _BEFORE_NUMBERS or bond(before, said) >= WORD_CUT:
        return False
    if len(set(said)) == 1:
        return True
    if before.endswith(said.removesuffix("地")):  # 一步一步地 / 一步地
        return False
    if bond(said, below[size:]) >= WORD_CUT:
        return False
    if said[0] in "一逐" and (size < 4 or (size < 7 and not paged and _is_each(said, below[size:]))):
        return True
    return size == 2 and not said[0].isdigit() and said * 2 + "地" in above + below


def _is_each(said: str, behind: str) -> bool:
    """Whether a number of things may be said twice for each of them: 一家单位 / 一家单位地查."""
    things = re.fullmatch(rf"[一逐]{_MEASURES}\w*", said) is not None
    done = any(part_of_speech(word) in "dv" for word in segment(said))
    return things and not done and behind[0] not in "的是，、"
