"""What the break of a page puts into a text: page numbers, running heads, words said again.

In: the text with one line a line of the page. Out: proposals that take out the
furniture of the pages, and words that stand at the foot of one page and again at
the head of the next.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from yinfa import shapes
from yinfa.lexicon import WORD_CUT, bond, first_word, part_of_speech, segment
from yinfa.normalize.furniture import furniture
from yinfa.normalize.lines import Line, Proposal, drop, lines
from yinfa.normalize.unfinished import LONGEST_NAME, is_unfinished, may_name, surely_prose
from yinfa.normalize.wrapping import Page, ends, is_spaced, is_wrapped, page_of
from yinfa.patterns import compiled

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
    page = page_of(tuple(row for index, row in enumerate(rows) if index not in found)) if found else None
    for index in sorted(found - {0}):
        # With the blank lines about it: they belong to the page and part no paragraphs.
        end = rows[index + 1].start if index + 1 < len(rows) else len(text)
        start = rows[index].start if index - 1 in found else rows[index - 1].end + 1
        yield start, end, "\n" if page and _parts(rows, index, found, page) else "", 0.95
    if 0 in found:
        yield drop(text, rows[0], 0.95)
    names = {compiled(r"[\d\W]+$|^[\d\W]+").sub("", rows[index].text) for index in found} - {""}
    for row in (row for index, row in enumerate(rows) if names and index not in found):
        size = max(_head_before_title(row.text, name) for name in names)
        if size:
            yield row.first, row.first + size, "", 0.85


def _parts(rows: Sequence[Line], index: int, found: Collection[int], page: Page) -> bool:
    """Whether a paragraph ends above a page's furniture, by a blank line where they all part paragraphs."""
    below = next((at for at in range(index, len(rows)) if at not in found), None)
    if index - 1 in found or below is None or not page.blanks:
        return False
    blank = any(row.blank for row in rows[index : below + 1])
    return blank and ends(rows[index - 1].text) and not page.is_full(rows[index - 1], rows[below])


def _head_before_title(row: str, name: str) -> int:
    """How many characters of a running head stand before a title in one line: 年会材料　3　在…上的讲话."""
    head = compiled(rf"[\d\W]*{re.escape(name)}[\d\W]*\s(?=\S)").match(row) if name in row else None
    return head.end() if head and shapes.is_title(row[head.end() :]) else 0


def words(text: str) -> Iterator[Proposal]:
    """Words that a page's break says twice stand once: 组织10名 / 10名乡镇党委书记."""
    rows = lines(text)
    if len(rows) < 2:
        return
    found = furniture(text)
    content = [index for index in range(len(rows)) if index not in found]
    wrapped = is_wrapped([rows[index] for index in content])
    for sure in (True, False):
        # What one break says twice tells that the others may: a line that could be a motto is doubted then.
        proposals = list(_said_twice(rows, content, wrapped=wrapped, sure=sure))
        if not (sure and proposals):
            break
    yield from proposals


def _said_twice(
    rows: Sequence[Line], content: Sequence[int], *, wrapped: bool, sure: bool
) -> Iterator[Proposal]:
    """The words that two of the lines `content` both have; where `sure`, those that no speaker says twice."""
    opened, spaced = False, wrapped and is_spaced(rows)
    for before, after in pairwise(content):
        above, below = rows[before], rows[after]
        paged = after - before > 1
        apart = paged or (below.blank and not spaced)
        opened = opened or shapes.is_salutation(above.text)
        size = _repeated(above.text, below.text, paged=paged, opened=opened, sure=sure)
        meant = size > 0 and _is_doubling(above.text, below.text, size, wrapped=wrapped)
        if size and not meant and (apart or not wrapped or size >= 6):
            yield above.last, below.first + size, "", 0.85


def _repeated(above: str, below: str, *, paged: bool, opened: bool, sure: bool) -> int:
    """How many characters at the end of one line stand again at the start of the next, or 0.

    Behind the salutation (`opened`) a line like a title over a sentence is a sentence: 刚才县长的讲话.
    """
    if ends(above) or len(above) < _LEAST_ABOVE or above[-1] in "，、,":
        return 0
    titled = shapes.is_title(above) and not (opened and surely_prose(below))
    if titled or shapes.is_title(below):
        return 0
    said, solid = compiled(r"\s").sub("", below[: 2 * _LONGEST_REPEAT]), compiled(r"\s").sub("", above)
    for size in range(min(len(solid), len(said) - 1, _LONGEST_REPEAT), 1, -1):
        if solid.endswith(said[:size]):
            spaced = compiled(r"\s*".join(map(re.escape, said[:size]))).match(below)
            return spaced.end() if spaced and _is_running(solid, said, size, paged=paged, sure=sure) else 0
    return 0


def _is_running(above: str, below: str, size: int, *, paged: bool, sure: bool) -> bool:
    """Whether a line that a repetition ends stops in mid-sentence, not at words that its text takes up.

    A speaker's line, be it the name of a part or a motto, is short and can stand alone:
    为什么要读书 / 读书可以让人明理.
    """
    before, said, behind = above[:-size], below[:size], below[size:]
    if not before:
        return False
    numbered = shapes.numbering(above) is not None
    cut = max(bond(before, said), 0.0 if _is_whole(said) else bond(said, behind))
    least = _ALONE if sure or numbered else _BESIDE_OTHERS
    if numbered and len(above) <= LONGEST_NAME:
        least = _NUMBERED
    if surely_prose(below) and may_name(above, below) < least:
        return True
    if shapes.is_heading(above) and len(above) <= LONGEST_NAME:
        return cut >= WORD_CUT or is_unfinished(above)
    if paged or cut >= WORD_CUT / 2 or len(above) > _LONGEST_MOTTO or is_unfinished(above):
        return True
    if (
        compiled("[。；！]").search(above)
        or before[-1] in _GOVERN
        or (before[-1] in _JOIN and "，" in before)
    ):
        return True
    return not _is_taken_up(before, said, behind)


_GOVERN, _JOIN = tuple("把被跟让使由"), tuple("与和同")
"""What a noun stands behind within a sentence; and what joins two of them, as names do: 人与自然."""


def _is_whole(said: str) -> bool:
    """Whether words end with one that a longer one below may take up: 停三秒 / 三秒钟, 办实事 / 实事求是."""
    words = segment(said)
    return len(words[-1]) > 1 or (len(words) > 1 and part_of_speech(words[-2]) == "m")


def _is_taken_up(before: str, said: str, behind: str) -> bool:
    """Whether a sentence may begin with the words that end the line above, and say something of them."""
    if _parts_number(before, said, behind) or len(said) > _LONGEST_WORDS:
        return False
    parts = [part_of_speech(word) for word in segment(said)]
    clause = before[-1:] in tuple("，,") and len(parts) > 1 and behind[0] not in _CLAUSE_ENDS
    if clause or compiled(f"[{_CLAUSE_ENDS}]").search(said) or behind[0] in "了着过":
        return False
    if parts[0] in _NO_FIRST or parts[-1] in _NO_LAST:
        return False
    if behind[0] not in _CLAUSE_ENDS and (not {*parts}.isdisjoint(_OF_CLAUSES) or _wants_more(said, behind)):
        return False
    next_part = part_of_speech(first_word(behind))
    return behind[0] in _CLAUSE_ENDS or len(parts) == 1 or next_part in _OF_PREDICATES


def _wants_more(said: str, behind: str) -> bool:
    """Whether words are no subject of what is behind them: 苗不会 / 替, 六个小伙子睡 / 在, 没有发出 / 去."""
    words = segment(said)
    parts = [part_of_speech(word) for word in words]
    if compiled(_DENIED).search(said) or (len(words) == 1 and parts[0] == "i" and behind[0] == "的"):
        return True
    if len(words) == 1:
        return False
    directed = parts[-1] == "v" and behind[0] in _COMPLEMENTS + _CALLED
    return directed or words[0] in _WITHIN or (parts[-1] == "m" and parts[0] != "m")


_DENIED = "(?:不[会准得能敢许要可]|没有)$"
"""What a verb follows."""
_COMPLEMENTS = tuple("到在出去来给成进")
"""What a verb goes on with."""
_CALLED = tuple("你我他她它您")
"""Whom a verb goes on with: 不想陪 / 你."""
_WITHIN = tuple("里内外间旁")
"""What stands behind a place."""


def _parts_number(before: str, said: str, behind: str) -> bool:
    """Whether a repetition begins or ends within what is counted: 新 / 一代, 二十八 / 万."""
    digits = shapes.CHINESE_DIGITS + "千万亿"
    if before[-1:] in digits and compiled(f"{_COUNTED}").match(said):  # 四十 / 多位
        return True
    return (before[-1:] in _BEFORE_NUMBERS and said[0] in digits) or (
        said[-1] in digits and behind[0] in digits
    )


_BESIDE_OTHERS, _ALONE, _NUMBERED = 0.4, 0.015, 0.002
"""The chance below which a line is no heading whose words the next one takes up: where other lines are said
twice, where none is, and of a numbered line as long as headings are."""
_COUNTED = "多[位名个件项条户台座所辆间人次天年里]"
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


def _is_doubling(above: str, below: str, size: int, *, wrapped: bool) -> bool:
    """Whether the repetition may be meant: 一个 / 一个地, 20 / 20年, ×× / ××.

    What is meant is seldom parted so but by a program that cuts all lines at one width (`wrapped`).
    """
    before, said = above[:-size], below[:size]
    if not shapes.has_chinese(said):
        return True
    parted = before[-1:] in tuple("十百千万") and said[0] in shapes.CHINESE_DIGITS  # 十一个 / 一个
    parted = parted or (not wrapped and before[-1:] in _BEFORE_THINGS)
    if parted or before[-1:] in _BEFORE_NUMBERS or bond(before, said) >= WORD_CUT:
        return False
    if len(set(said)) == 1:
        return True
    doubled = before.endswith(said.removesuffix("地")) or said[: size // 2] * 2 == said  # 一步一步地 / 一步地
    if (
        doubled or (size > 2 and said[-1] == "一") or bond(said, below[size:]) >= WORD_CUT
    ):  # 一捆一 / 一捆一捆
        return False
    each = size == 2 or (size < 7 and (wrapped or size <= 3) and _is_each(said, below[size:]))
    if each and said[0] in "一逐" and not said.startswith(_NO_NUMBERS):
        return True
    return size == 2 and not said[0].isdigit() and said * 2 + "地" in above + below


_BEFORE_THINGS = tuple("给是有把被让像的了")
"""What a thing stands behind, and not how something is done: 交给一群 / 一群人."""
_NO_NUMBERS = ("一共", "一起", "一直", "一定", "一样", "一切", "一向")


def _is_each(said: str, behind: str) -> bool:
    """Whether a number of things may be said twice for each of them: 一家单位 / 一家单位地查."""
    things = part_of_speech(said[:2]) == "m" or compiled(rf"[一逐]{_MEASURES}\w*").fullmatch(said) is not None
    done = any(part_of_speech(word) in "dvp" for word in segment(said))
    return things and not done and behind[0] not in "的是，、"
