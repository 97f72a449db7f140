"""What the break of a page puts into a text: page numbers, running heads, words said again.

In: the text with one line a line of the page. Out: proposals that take out the
furniture of the pages, and words that stand at the foot of one page and again at
the head of the next.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from yinfa import shapes
from yinfa.lexicon import WORD_CUT, bond
from yinfa.normalize.breaks import LONGEST_NAME, is_unfinished
from yinfa.normalize.lines import Line, Proposal, drop, lines
from yinfa.normalize.wrapping import ends, is_wrapped

_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_DASH = r"[-—–－―─~～·•.*]"
_FOLIO = (
    rf"{_DASH}{{1,3}}\s*{_NUMBER}\s*{_DASH}{{1,3}}|"
    rf"(?:{_DASH}{{1,3}}\s*)?第\s*{_NUMBER}\s*页(?:\s*[,，/／、|"
    rf"]?\s*共\s*{_NUMBER}\s*页)?(?:\s*{_DASH}{{1,3}})?|"
    rf"共\s*{_NUMBER}\s*页\s*[,，/／、|]?\s*(?:当前)?第\s*{_NUMBER}\s*页|"
    r"\d{1,3}\s*(?:[/／]|of)\s*\d{1,3}(?:\s*页)?|(?:page|p|页码)\s*[.:：]?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?"
)
"""A page number with something about it: - 3 -, 第3页 共8页, 3 / 8, Page 3 of 8."""
_PRINTED = r"(?:https?|file)://\S+\s+\d{1,3}\s*[/／]\s*\d{1,3}页?|\d{1,3}\s*[/／]\s*\d{1,3}页?\s+(?:https?|file)://\S+"
"""What a browser prints at the foot of a page: its address and the page number."""
_LONGEST_FOLIO = 24
_FOLIO_SIGNS = frozenset("-—–－―─~～·•.*页/／pPfF")
_BARE = r"[\[(（〔<]?\s*\d{1,3}\s*[\])）〕>]?"
"""A page number alone; a line of the text may be that as well."""
_OF_PAPERS = "内部|资料|材料|文件|汇编|注意保存|秘密|页$"
_NO_START = "，。、；：！？”’）》】…—,.;:!?)"
_LEAST_HEAD, _LONGEST_HEAD = 3, 50
_MEASURES = "[个件步点次遍条项层级户村人天年月代字句笔页关环座家批]"
_LONGEST_REPEAT = 40
_LEAST_ABOVE = 6


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
        apart = below.blank or after - before > 1
        size = _repeated(above.text, below.text)
        if size and (apart or not wrapped or size >= 6) and not _is_doubling(above.text, below.text, size):
            yield above.last, below.first + size, "", 0.85


def _repeated(above: str, below: str) -> int:
    """How many characters at the end of one line stand again at the start of the next, or 0."""
    if ends(above) or len(above) < _LEAST_ABOVE or above[-1] in "，、,":
        return 0
    if shapes.is_title(above) or shapes.is_title(below):
        return 0
    said, solid = re.sub(r"\s", "", below[: 2 * _LONGEST_REPEAT]), re.sub(r"\s", "", above)
    for size in range(min(len(solid), len(said) - 1, _LONGEST_REPEAT), 1, -1):
        if solid.endswith(said[:size]):
            spaced = re.match(r"\s*".join(map(re.escape, said[:size])), below)
            return spaced.end() if spaced and _is_running(solid, said, size) else 0
    return 0


def _is_running(above: str, below: str, size: int) -> bool:
    """Whether a line that a repetition ends is running text, not a name that its text takes up."""
    before, said, behind = above[:-size], below[:size], below[size:]
    cut = max(bond(before, said), bond(said, behind))
    if shapes.is_heading(above) and len(above) <= LONGEST_NAME:
        return cut >= WORD_CUT
    return (
        cut >= WORD_CUT / 2
        or re.search("[，。；：、！？,;:!?《”》“]", above) is not None
        or above[-1] in "了着过"
        or said[0] in "的了着过们和与及中上下里"
        or (said[-1] in shapes.CHINESE_DIGITS and behind[0] in shapes.CHINESE_DIGITS)
        or is_unfinished(above)
        or (len(before) > 1 and is_unfinished(before))
    )


def _is_doubling(above: str, below: str, size: int) -> bool:
    """Whether the repetition may be meant: 一个 / 一个地, 20 / 20年, ×× / ××."""
    before, said = above[:-size], below[:size]
    if not shapes.has_chinese(said) or len(set(said)) == 1:
        return True
    if before[-1:] in tuple("每这那第某另整任") or bond(before, said) >= WORD_CUT:
        return False
    if bond(said, below[size:]) >= WORD_CUT:
        return False
    if said[0] in "一逐" and (size < 4 or (size < 7 and re.fullmatch(rf"[一逐]{_MEASURES}\w*", said))):
        return True
    return size == 2 and not said[0].isdigit() and said * 2 + "地" in above + below


@lru_cache(maxsize=1)
def furniture(text: str) -> frozenset[int]:
    """The numbers of the lines that belong to the page: its number and its running head."""
    rows = lines(text)
    found = {index for index, row in enumerate(rows) if _is_folio(row.text)}
    found |= _bare_folios(rows)
    return frozenset(found | _running_heads(rows, found))


def _is_folio(line: str) -> bool:
    if len(line) > _LONGEST_FOLIO:
        return "://" in line and re.fullmatch(_PRINTED, line) is not None
    return not _FOLIO_SIGNS.isdisjoint(line) and re.fullmatch(_FOLIO, line, re.IGNORECASE) is not None


def _bare_folios(rows: Sequence[Line]) -> set[int]:
    """Lines that are a number and nothing else, where they count the pages: 1, 2, 3."""
    bare = [
        (index, int(re.sub(r"\D", "", row.text)))
        for index, row in enumerate(rows)
        if len(row.text) <= 7 and re.fullmatch(_BARE, row.text)
    ]
    counting = {
        index
        for (first, left), (second, right) in pairwise(bare)
        if right == left + 1
        for index in (first, second)
    }
    last, wrapped = len(rows) - 1, bool(bare) and is_wrapped(rows)
    lone = {
        index for index, _ in bare if index > 0 and (wrapped or index == last or _is_open(rows[index - 1]))
    }
    return counting | lone


def _running_heads(rows: Sequence[Line], folios: set[int]) -> set[int]:
    """Lines that stand on each page: alike but for digits, next to a page number or within a sentence."""
    alike: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if index in folios or not _LEAST_HEAD <= len(row.text) <= _LONGEST_HEAD or ends(row.text):
            continue
        if not shapes.is_date(row.text) and not shapes.is_salutation(row.text):
            alike[re.sub(r"\d+|\s+", "#", row.text)].append(index)
    found: set[int] = set()
    begins = _begins(rows)
    titles = {above.text + below.text for above, below in pairwise(rows[:begins])}
    for places in alike.values():
        cutting = [index for index in places if _cuts(rows, index, folios) and index > begins]
        if len(places) > 1 and len(cutting) * 2 >= len(places) - 1:
            found |= {index for index in places if cutting and index >= cutting[0]}
        elif (
            folios
            and len(rows[places[0]].text) > _LEAST_HEAD
            and _is_odd(rows, places[0], folios, begins, titles)
        ):
            found.add(places[0])
    return found


def _begins(rows: Sequence[Line]) -> int:
    """The row of the first salutation; of the first sentence where there is none."""
    for begin in (shapes.is_salutation, shapes.is_prose):
        if found := next((index for index, row in enumerate(rows) if begin(row.text)), 0):
            return found
    return len(rows)


def _cuts(rows: Sequence[Line], index: int, folios: set[int]) -> bool:
    """Whether a line stands beside a page number or between the halves of a sentence."""
    row = rows[index].text
    if shapes.numbering(row) or row[0] in _NO_START or row[-1] in "，,、":
        return False
    if len(row) > 16 and re.search("[，；,;]", row):
        return False
    if index - 1 in folios or index + 1 in folios:
        return True
    within = 0 < index < len(rows) - 1 and _is_open(rows[index - 1])
    return within and len(row) + 3 < len(rows[index - 1].text)


def _is_odd(rows: Sequence[Line], index: int, folios: set[int], begins: int, titles: set[str]) -> bool:
    """Whether a line beside a page number can be no part of the text.

    Below the number a short line without a mark is the head of the next page, once the
    speech has begun; above it only what speaks of papers is. `titles` are the pairs of
    lines above the speech: a title that the text breaks stands in one line in the heads.
    """
    text = rows[index].text
    if text in titles:
        return True
    if (
        len(text) > 30
        or re.search("[，。；：、！？,;:!?]", text)
        or shapes.numbering(text)
        or shapes.is_closing(text)
    ):
        return False
    if shapes.is_title(text):
        # A head that is a title stands on the pages twice at least; the title itself may stand there once.
        return False
    if index - 1 in folios and index > begins:
        return index + 1 < len(rows) and not shapes.is_date(text) and not shapes.is_salutation(text)
    return index + 1 in folios and re.search(_OF_PAPERS, text) is not None


def _is_open(row: Line) -> bool:
    """Whether a line of running text stops without a mark."""
    return (
        len(row.text) >= 15
        and not ends(row.text)
        and re.search("[，。；：、！？,;:!?]", row.text) is not None
    )
