"""The furniture of pages: their numbers, their running heads, what a browser prints about them.

In: the text with one line a line of the page. Out: the numbers of the lines that are no text.
No wording is known: furniture returns from page to page, counts, and stands within sentences.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from yinfa import shapes
from yinfa.normalize.lines import Line, lines
from yinfa.normalize.pieces import may_name
from yinfa.normalize.wrapping import ends, is_wrapped
from yinfa.patterns import compiled

_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_DASH = r"[-—–－―─~～·•.*]"
_FOLIO = (
    rf"{_DASH}{{1,3}}\s*{_NUMBER}\s*{_DASH}{{1,3}}|"
    rf"(?:{_DASH}{{1,3}}\s*)?第\s*{_NUMBER}\s*页(?:\s*[,，/／、|"
    rf"]?\s*共\s*{_NUMBER}\s*页)?(?:\s*{_DASH}{{1,3}})?|"
    rf"共\s*{_NUMBER}\s*页\s*[,，/／、|]?\s*(?:当前)?第\s*{_NUMBER}\s*页|"
    r"\d{1,3}\s*(?:[/／]|of)\s*\d{1,3}(?:\s*页)?|[(（]\d{1,3}\s*of\s*\d{1,3}[)）]|(?:page|p|页码)\s*[.:：]?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?"
)
"""A page number with something about it: - 3 -, 第3页 共8页, 3 / 8, Page 3 of 8."""
_ADDRESS = r"(?:https?|file)://\S+"
_HOUR = (
    r"[\[［]?\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?[,，]?\s*(?:[上下]午|[AP]M)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    r"(?:\s*[AP]M)?[\]］]?"
)
"""When a page was printed: 2021/3/9 10:21, 2021年3月9日 下午3:20."""
_PRINTED = rf"(?:{_FOLIO}|{_ADDRESS}|{_HOUR})"
"""What a program prints at the head or the foot of a page beside its name."""
_PAGED = (
    r"\W{0,2}(?:第\s?)?(?P<left>\d{1,3})(?:\s?页)?\W{0,2}[\s|｜·•]+(?P<head>\D.*)|"
    r"(?P<foot>.*\D)[\s|｜·•]+\W{0,2}(?:第\s?)?(?P<right>\d{1,3})(?:\s?页)?\W{0,2}"
)
"""A running head with the page number at its outer end: 42　大会材料, 大会材料　43."""
_LONGEST_FOLIO = 24
_FOLIO_SIGNS = frozenset("-—–－―─~～·•.*页/／pPfF")
_BARE = r"[\[(（〔<]?\s*\d{1,3}\s*[\])）〕>]?"
"""A page number alone; a line of the text may be that as well."""
_OF_PAPERS = "内部|资料|材料|文件|汇编|注意保存|秘密|页$"
_OF_PRINT = "(?:[编翻]印|印[制刷]|[（(]第.{1,3}[辑期卷册][）)])$"
_OFTEN = 3
"""What only a print sets on its pages, and how often it tells so wherever it stands."""
_SET_APART = (
    rf"{_OF_PAPERS}|\s{{2}}|\d|"
    "^[^的我你]{2,}(?:办公[室厅]|委员会|政府|公司|集团|大学|学院|中学|小学|医院|协会|研究[所院]|党[委校]|支部|中心|[局厅])$"
)
"""What a head holds and a title without a speech's noun seldom does."""
_STOPS = tuple(shapes.ENDS + "；;，,：:、”’")
_NO_START = "，。、；：！？”’）》】…—,.;:!?)"
_LEAST_HEAD, _LONGEST_HEAD, _LONGEST_PRINTED = 3, 50, 120
_LEAST_PAGE = 3
"""Lines of the shortest page: what counts faster is a list."""


@lru_cache(maxsize=1)
def furniture(text: str) -> frozenset[int]:
    """The numbers of the lines that belong to the page: its number and its running head."""
    rows = lines(text)
    found = {index for index, row in enumerate(rows) if _is_folio(row.text)}
    found |= _bare_folios(rows) | _paged_heads(rows)
    names = _names(rows, found)
    if not found and len(names) == len(set(names.values())):
        return frozenset()  # most texts: nothing counts, and nothing returns
    names = {index: name for index, name in names.items() if not _is_of_speech(_name(rows[index].text))}
    found |= _printed_heads(rows, names)
    begins = _begins(rows)
    heads = _running_heads(rows, names, found, begins)
    odd = _odd_heads(rows, names, found, begins) if found else set()
    # A head of two lines: the second stands beside the first.
    heads |= _running_heads(rows, names, found | heads, begins)
    found |= heads | odd
    return frozenset(found | _first_heads(rows, found, begins))


def _is_folio(line: str) -> bool:
    """Whether a line is a page number, or holds nothing but several things that a program prints."""
    if len(line) > _LONGEST_PRINTED or not any(map(str.isalnum, line)):
        return False
    if _FOLIO_SIGNS.isdisjoint(line) and not any(map(str.isdigit, line)):
        return False
    if len(line) <= _LONGEST_FOLIO and not _FOLIO_SIGNS.isdisjoint(line) and _matches(_FOLIO, line):
        return True
    return any(map(str.isspace, line)) and _name(line) == "" and not _matches(_PRINTED, line)


def _matches(pattern: str, line: str) -> bool:
    return compiled(pattern, re.IGNORECASE).fullmatch(line) is not None


def _bare_folios(rows: Sequence[Line]) -> set[int]:
    """Lines that are a number and nothing else, where they count the pages: 1, 2, 3."""
    bare = [
        (index, int(compiled(r"\D").sub("", row.text)))
        for index, row in enumerate(rows)
        if len(row.text) <= 7 and compiled(_BARE).fullmatch(row.text)
    ]
    counting = {
        index
        for (first, left), (second, right) in pairwise(bare)
        if right == left + 1
        for index in (first, second)
    }
    last, wrapped = len(rows) - 1, bool(bare) and is_wrapped(rows)
    lone = {
        index
        for index, _ in bare
        if index > 0 and (wrapped or index == last or _stops_within(rows[index - 1]))
    }
    return counting | lone


def _name(line: str) -> str:
    """A line without what a program prints at either end of a page's head: hour, address, page number."""
    if len(line) > _LONGEST_PRINTED or not any(map(str.isdigit, line)):
        return line
    before = ""
    while line != before:
        before = line
        line = compiled(rf"^{_PRINTED}(?:\s+|$)|\s+{_PRINTED}$", re.IGNORECASE).sub("", line)
    return line


def _paged_heads(rows: Sequence[Line]) -> set[int]:
    """Heads with the number of their page, which counts: of one wording, or with it at either end in turn."""
    paged = [
        (index, match)
        for index, row in enumerate(rows)
        if len(row.text) <= _LONGEST_HEAD
        and any(map(str.isdigit, row.text))
        and not compiled("[，。；：！？,;:!?]").search(row.text)
        and (match := compiled(_PAGED).fullmatch(row.text))
    ]
    found: set[int] = set()
    for (first, one), (second, two) in pairwise(paged):
        counts = int(two["left"] or two["right"]) == int(one["left"] or one["right"]) + 1
        turned = (one["left"] is None) != (two["left"] is None)
        alike = (one["head"] or one["foot"]) == (two["head"] or two["foot"])
        if counts and (turned or alike) and second - first > _LEAST_PAGE:
            found |= {first, second}
    return found


def _names(rows: Sequence[Line], folios: Collection[int]) -> dict[int, str]:
    """The rows that may be heads of pages, each with what it has in common with the other heads."""
    found = {}
    for index, row in enumerate(rows):
        if index in folios or len(row.text) > _LONGEST_PRINTED or row.text[-1] in _STOPS:
            continue
        name = _name(row.text)
        if _LEAST_HEAD <= len(name) <= _LONGEST_HEAD:
            found[index] = compiled(r"\d+|\s+").sub("#", name)
    return found


def _is_of_speech(name: str) -> bool:
    return shapes.is_date(name) or shapes.is_salutation(name)


def _printed_heads(rows: Sequence[Line], names: Mapping[int, str]) -> set[int]:
    """Heads with the hour, the address or the number that a program printed beside the name of the page."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, name in names.items():
        if len(_name(rows[index].text)) < len(rows[index].text):
            places[name].append(index)
    return {
        index for printed in places.values() if printed[-1] - printed[0] > _LEAST_PAGE for index in printed
    }


def _running_heads(
    rows: Sequence[Line], names: Mapping[int, str], folios: Collection[int], begins: int
) -> set[int]:
    """Lines that stand on each page: alike but for digits, next to a page number or within a sentence."""
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for index, name in names.items():
        if index not in folios:
            alike[name].append(index)
    found: set[int] = set()
    for places in alike.values():
        cutting = [index for index in places if index > begins and _cuts(rows, index, folios)]
        near = places[-1] - places[0] <= _LEAST_PAGE
        below = rows[places[-1] + 1].text if places[-1] + 1 < len(rows) else ""
        of_print = compiled(_OF_PRINT).search(rows[places[0]].text) is not None
        if (len(places) == 1 and not of_print) or (near and shapes.follows_title(below)):
            continue
        if cutting and len(cutting) * 2 >= len(places) - 1:
            of_papers = compiled(_OF_PAPERS).search(rows[places[0]].text) is not None
            first = begins + 1 if of_papers else cutting[0]  # else the text's own line may stand above
            found |= {index for index in places if index >= first}
        elif of_print and len(places) >= _OFTEN:
            found.update(places)
    return found


def _odd_heads(
    rows: Sequence[Line], names: Mapping[int, str], folios: Collection[int], begins: int
) -> set[int]:
    """Lines beside a page number that stand once and can be no part of the text."""
    titles = {above.text + below.text for above, below in pairwise(rows[:begins])}
    counted = Counter(names.values())
    return {
        index
        for index, name in names.items()
        if counted[name] == 1
        and index not in folios
        and len(name) > _LEAST_HEAD
        and _is_odd(rows, index, folios, begins, titles)
    }


def _first_heads(rows: Sequence[Line], found: Collection[int], begins: int) -> set[int]:
    """The heads of the first page, which stand above the title: what returns as furniture below."""
    heads = {rows[index].text for index in found if index > begins}
    stop = next((index for index in range(begins) if index not in found and rows[index].text not in heads), 0)
    below = [row.text for row in rows[stop:begins]]
    titled = any(shapes.is_title(line) and not shapes.is_subtitle(line) for line in below)
    titled = titled or any(map(shapes.is_subtitle, below[1:]))
    bare = not titled and any(map(may_name, below))
    return {
        index
        for index in range(stop)
        if titled
        or (bare and not shapes.is_title(rows[index].text) and compiled(_SET_APART).search(rows[index].text))
    }


def _begins(rows: Sequence[Line]) -> int:
    """The row of the first salutation; of the first sentence where there is none."""
    for begin in (shapes.is_salutation, shapes.is_prose):
        # Blanks may still be strewn into the words.
        if found := next((index for index, row in enumerate(rows) if begin("".join(row.text.split()))), 0):
            return found
    return len(rows)


def _cuts(rows: Sequence[Line], index: int, folios: Collection[int]) -> bool:
    """Whether a line stands beside a page number or between the halves of a sentence."""
    row = rows[index].text
    if shapes.numbering(row) or row[0] in _NO_START or row[-1] in "，,、":
        return False
    if len(row) > 16 and compiled("[，；,;]").search(row):
        return False
    if index + 1 < len(rows) and shapes.is_salutation(rows[index + 1].text):
        return False  # the speaker of several speeches
    if index - 1 in folios or index + 1 in folios:
        return True
    within = 0 < index < len(rows) - 1 and _stops_within(rows[index - 1])
    return within and len(row) + 3 < len(rows[index - 1].text)


def _is_odd(
    rows: Sequence[Line], index: int, folios: Collection[int], begins: int, titles: Collection[str]
) -> bool:
    """Whether a line beside a page number can be no part of the text.

    Below the number a short line without a mark is the head of the next page, once the
    speech has begun; above it only what speaks of papers is. `titles` are the pairs of
    lines above the speech: a title that the text breaks stands in one line in the heads.
    """
    text = rows[index].text
    if text in titles:
        return True
    if index + 1 < len(rows) and shapes.is_salutation(rows[index + 1].text):
        return False  # the speaker of a speech whose title stands on the page before
    if (
        len(text) > 30
        or compiled("[，。；：、！？,;:!?]").search(text)
        or shapes.numbering(text)
        or shapes.is_closing(text)
    ):
        return False
    if shapes.is_title(text):
        # A head that is a title stands on the pages twice at least; the title itself may stand there once.
        return False
    if index - 1 in folios and index > begins:
        below = rows[index + 1].text if index + 1 < len(rows) else ""
        headed = shapes.is_subtitle(below) or shapes.follows_title(below)  # a further speech begins
        return below != "" and not headed and not _is_of_speech(text)
    return index + 1 in folios and compiled(_OF_PAPERS).search(text) is not None


def _stops_within(row: Line) -> bool:
    """Whether a line of running text stops without a mark."""
    return (
        len(row.text) >= 15
        and not ends(row.text)
        and compiled("[，。；：、！？,;:!?]").search(row.text) is not None
    )
