"""The web page around a speech: breadcrumbs, bylines, counters, buttons, lists of links, frames.

Chrome is known by its shape and its place. The speech reaches from its first
salutation or sentence to its last; outside of it a line goes that consists of
labels, their values and separators, inside of it only one of several. Words such
as 来源 or 下载 in a sentence are never touched. Marks of a text that was cut off
(未完, 下一页) are left to the rule that warns of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from yinfa import shapes
from yinfa.normalize import chrome_words as words
from yinfa.normalize import frame as page
from yinfa.normalize.breaks import ends
from yinfa.normalize.lines import Line, Proposal, drop, lines

_LEAST_CUT = 20
"""Characters of the shortest line that is thought to be cut in mid-sentence."""
_PLACES = "室厅堂楼馆院场县市区镇乡村校"
_LEAST_SAID = 8
"""A sentence of more characters than this is taken to be said."""


def frame(text: str) -> Iterator[Proposal]:
    """The farm's words around a speech are taken out: 下面是小编为大家整理的…，供大家参考。."""
    rows = lines(text)
    inside = _inside(text)
    titles = page.names(rows)
    above = ""
    for row in (*rows[: inside.start], *rows[inside.stop :]):
        framing = _is_framing(row.text, titles)
        if framing or (above and _goes_on(above, row.text)):
            yield drop(text, row, 0.9 if framing else 0.8)
        above = row.text if framing else ""
    said = [row for row in rows[inside.start : inside.stop] if shapes.is_prose(row.text)]
    for row in said[:1]:
        if count := page.begins(row.text, titles):
            yield row.first, row.first + count, "", 0.85
    for row in said[-1:]:
        count = page.stops(row.text, titles)
        if 0 < count < len(row.text):
            yield row.last - count, row.last, "", 0.85


def _goes_on(above: str, row: str) -> bool:
    """Whether a line outside of the speech ends the sentence of the page that the line above leaves open."""
    return _is_cut(above) and ends(row) and not shapes.is_salutation(row) and not shapes.is_closing(row)


def _is_framing(row: str, titles: tuple[str, ...]) -> bool:
    """Whether a line outside of the speech is a sentence of the page, or is headed as such a one."""
    if shapes.is_title(row) or shapes.is_salutation(row) or shapes.is_closing(row):
        return False
    if re.search(page.KEPT, row):
        return False
    return shapes.is_prose(row) or _matches(words.NOTES, row) or page.begins(row, titles) == len(row)


def tail(text: str) -> Iterator[Proposal]:
    """A list of links or comments goes with its heading: 相关推荐, 用户评论 and what stands below."""
    rows = lines(text)
    heads = [
        index for index, row in enumerate(rows) if len(row.text) <= 80 and _matches(words.LISTS, row.text)
    ]
    inside = _inside(text) if heads else range(0)
    done = 0
    for start in heads:
        if start < done:
            continue
        done = _list_end(rows, start, inside)
        for row in rows[start:done]:
            yield drop(text, row, 0.9)
        done = max(done, start + 1)


def line(text: str) -> Iterator[Proposal]:
    """Lines of labels, counters and links are taken out: 来源: 时间: 点击:."""
    rows = lines(text)
    inside = _inside(text)
    title = next((index for index in range(inside.start) if shapes.is_title(rows[index].text)), -1)
    titled = inside.start > 1 or title >= 0
    menu = _menu(rows[: inside.start])
    below = False
    for index, row in enumerate(rows):
        within = index in inside
        if within and (len(row.text) > 80 or row.text[-1] in "。！？；，"):
            continue
        cut = within and _is_cut(rows[index - 1].text)
        confidence = _chrome(row.text, within=within, titled=titled, cut=cut, least=4 if index < title else 3)
        if index >= inside.stop:
            # A title below the last sentence is a link: it has no text.
            below = below or bool(confidence) or shapes.is_title(row.text)
            if below and not confidence and _is_loose(row.text):
                confidence = 0.8
        if index < menu:
            confidence = confidence or 0.8
        if confidence:
            yield drop(text, row, confidence)


def _menu(rows: Sequence[Line]) -> int:
    """How many rows stand above the last breadcrumb: the page's, if a title follows."""
    crumb = next(
        (
            index
            for index in range(len(rows) - 1, -1, -1)
            if len(rows[index].text) <= 200 and _matches(words.BREADCRUMB, rows[index].text)
        ),
        0,
    )
    return crumb if any(shapes.is_title(row.text) for row in rows[crumb + 1 :]) else 0


def _is_cut(row: str) -> bool:
    """Whether a line stops in mid-sentence."""
    return not ends(row) and (len(row) > _LEAST_CUT or row[-1] in "，、,")


def _is_loose(row: str) -> bool:
    """Whether a line below chrome behind a speech can be no part of its end."""
    return not (shapes.date(row) or shapes.is_closing(row) or re.search(page.KEPT, row))


def credit(text: str) -> Iterator[Proposal]:
    """Buttons and credits at the end of a line are taken out: …谢谢！（责任编辑：张三）【打印】."""
    for row in lines(text):
        if row.text[-1] in ")）】]" and len(row.text) > 8:
            match = re.search(words.CREDIT, row.text[-160:])
            if match and len(match[0]) < len(row.text) and len(match[0]) < 160:
                yield row.last - len(match[0]), row.last, "", 0.9


def _matches(pattern: str, row: str) -> bool:
    return re.fullmatch(pattern, row, re.IGNORECASE) is not None


@lru_cache(maxsize=2)
def _inside(text: str) -> range:
    """The rows from the first salutation or sentence to the last sentence or thanks: the speech itself."""
    rows = lines(text)
    count = len(rows)
    titles = page.names(rows)
    spoken = (index for index in range(count) if _is_spoken(rows[index].text, titles, page.begins))
    first = next(spoken, None)
    if first is None:
        return range(count)
    first = _greeted(rows, first, titles)
    last = next(
        index for index in range(count - 1, first - 1, -1) if _is_spoken(rows[index].text, titles, page.stops)
    )
    thanked = last > first and shapes.is_closing(rows[last - 1].text)
    if thanked and page.stops(rows[last].text, titles, page.SPOKEN_OUT) == len(rows[last].text):
        last -= 1
    while last + 1 < count and _runs_on(rows[last].text, rows[last + 1].text):
        last += 1
    return range(first, last + 1)


def _greeted(rows: Sequence[Line], first: int, titles: tuple[str, ...]) -> int:
    """The salutation close below a title, if between the two stand only sentences that a page may say."""
    for index in range(first, min(first + 8, len(rows)) if first else 0):
        if shapes.is_salutation(rows[index].text):
            return index
        row = rows[index].text
        if shapes.is_prose(row) and page.begins(row, titles, page.SOME, neutral=0) < len(row):
            break
    return first


def _runs_on(above: str, below: str) -> bool:
    """Whether a line that is no whole sentence goes on with the speech, as where all lines were cut."""
    if not _labels(below)[2] or page.weight(below) >= page.SPOKEN_OUT or _is_of_page(below):
        return False
    paused = re.search("[，。；：、,;:]", below) is not None
    return (_is_cut(above) and len(above) > _LEAST_CUT) or (paused and _is_cut(below))


_LINES = (words.BREADCRUMB, words.ALWAYS, words.LISTS, words.NOTES)


def _is_spoken(row: str, titles: tuple[str, ...], framed: Callable[[str, tuple[str, ...]], int]) -> bool:
    """Whether a line can only be said by a speaker: an address, a sentence of a speech, a thanks."""
    row = re.sub(r"(?<=[。！？”])\s*[（(【\[][^（）()【】\[\]]*[）)】\]]$", "", row)
    if shapes.is_prose(row) or (row[-1] == "。" and len(row) > _LEAST_SAID):
        return bool(re.search(page.KEPT, row)) or not (
            framed(row, titles) == len(row) or _is_of_page(page.renamed(row, titles))
        )
    return shapes.is_salutation(row) or shapes.is_closing(row)


def _is_of_page(row: str) -> bool:
    """Whether a sentence has the shape of a page's line."""
    return any(_matches(pattern, row) for pattern in _LINES) or (
        len(row) <= 120 and row[-1] in ":：" and _labels(row)[0] >= 2
    )


def _list_end(rows: Sequence[Line], start: int, inside: range) -> int:
    """The row behind a list that a heading opens; `start` where there is none.

    Above the speech the list ends before its title, below it at the end or
    before the next speech; within it only where little text follows.
    """
    if start < inside.start:
        titles = [index for index in range(start + 1, inside.start) if shapes.is_title(rows[index].text)]
        return titles[-1] if titles else start
    for index in range(start + 1, len(rows)):
        if shapes.is_title(rows[index].text) and _opens(rows, index):
            return index
    if any(_is_told(row.text) for row in rows[start + 1 : inside.stop]):
        return start
    told = sum(len(row.text) for row in rows[inside.start : start])
    listed = sum(len(row.text) for row in rows[start:])
    return len(rows) if listed <= max(200, told // 3) else start


def _is_told(row: str) -> bool:
    """Whether a line below the heading of a list is the speaker's after all."""
    return len(row) >= 80 or shapes.numbering(row) is not None or page.weight(row) < 0


def _opens(rows: Sequence[Line], index: int) -> bool:
    """Whether a salutation follows close behind a title."""
    return any(shapes.is_salutation(row.text) for row in rows[index + 1 : index + 5])


def _chrome(row: str, *, within: bool, titled: bool, cut: bool, least: int) -> float:
    """How certain it is that a line belongs to the page; 0 where it does not.

    `cut` tells that the line above stops in mid-sentence, so that this one may go on with it.
    """
    if len(row) > 300 or shapes.numbering(row) or re.search(page.KEPT, row):
        return 0
    if shapes.date(row):
        return 0.8 if not within and re.fullmatch(words.STAMP, row) else 0
    if shapes.is_salutation(row) or shapes.is_closing(row):
        return 0
    if not cut and len(row) <= 200 and (_matches(words.BREADCRUMB, row) or _matches(words.ALWAYS, row)):
        return 0.97
    labels, values, rest = _labels(row)
    if within:
        parted = values or re.search(r"[|｜丨:：【\[\s]", row)
        return 0.9 if labels >= 2 and not rest and parted else 0
    if labels and (not rest or _is_menu(row)):
        return 0.95 if labels + values >= 2 else 0.85
    return _outside(row, titled, least) or _mostly(row, labels + values, rest)


def _mostly(row: str, tokens: int, rest: int) -> float:
    """How certain a line outside of the speech is chrome that holds names beside its labels and values."""
    if re.fullmatch(r"[\d\s|/,，.\-:()（）\[\]【】]+", row):
        return 0.9
    if tokens and not rest and re.search("浏览|阅读|看过|已读|评论|点赞|收藏|下载|人次", row):
        return 0.85
    if (
        shapes.is_title(row)
        or shapes.is_subtitle(row)
        or shapes.is_prose(row)
        or re.match(words.SPEAKER_LABEL, row)
    ):
        return 0
    if _is_stamp(row):
        return 0.8
    pairs = len(re.findall(r"(?:^|[\s|])[^\s:：|，。]{2,6}\s*[:：]\s*[^\s:：，。]", row))
    if tokens >= 2 and (rest <= 8 or rest * 2 <= len(row) or re.search(r"\d{1,2}[:：]\d{2}", row)):
        return 0.85
    if pairs >= 2 or tokens >= 4:
        return 0.85
    label = re.match(r"[【\[（(]?([^\s:：]{2,8}?)\s*[:：丨]", row)
    return 0.85 if label and label[1] not in words.TITLE_LABELS and _cover(label[1].lower()) else 0


def _is_menu(row: str) -> bool:
    """Whether a line is a row of short words: 首页 范文 论文 合同."""
    return re.fullmatch(r"[^\s|/，。：]{2,6}(?:(?:\s+|\s*[|/]\s*)[^\s|/，。：]{2,6}){2,}", row) is not None


def _is_stamp(row: str) -> bool:
    """Whether a line is a date as sites write it with a name that is neither a speaker's nor a place's."""
    match = re.fullmatch(
        r"[\[(（]?\d{4}([-/.年])\d{1,2}[-/.月]\d{1,2}日?[\])）]?\s*(?:\d{1,2}:\d{2}\s*)?([^\s，。；：]{2,16})",
        row,
    )
    if not match or shapes.is_speaker(match[2]) or match[2][-1] in _PLACES:
        return False
    return match[1] != "年" or re.search(page.SITE_NAME, match[2]) is not None


def _outside(row: str, titled: bool, least: int) -> float:
    """How certain it is that a line outside of the speech that is no row of labels is the page's."""
    if _matches(words.LISTS, row) or _matches(words.NOTES, row):
        return 0.85
    if shapes.is_prose(row):
        return 0.8 if _is_of_page(row) else 0
    if re.search(words.FOOTERS, row):
        return 0.85
    if shapes.is_title(row) or shapes.is_subtitle(row):
        return 0
    if page.weight(row) >= least:
        return 0.8
    return 0.8 if titled and _is_slogan(row) else 0


def _labels(row: str) -> tuple[int, int, int]:
    """How many labels and how many values of a page stand in a line, and how many characters are neither.

    A label with a colon, or the last thing before a value, may have a short name beside it.
    Where there is something else, labels in one piece count as one: 分享阅读 is two only alone.
    """
    if len(row) > 200:
        return 0, 0, len(row)
    rest, values = re.subn(words.VALUE, "\0", row.lower(), flags=re.IGNORECASE)
    rest = re.sub(words.PAIR, _label_alone, rest)
    labels = pieces = uncovered = 0
    for piece in re.split(words.SPLITS, rest):
        if piece and piece not in words.FILLERS:
            found = _cover(piece) or _behind_name(piece)
            labels += found
            pieces += found > 0
            uncovered += 0 if found else len(piece)
    return pieces if uncovered else labels, values, uncovered


def _label_alone(match: re.Match[str]) -> str:
    """A label without the name behind it: 编辑：小王 → 编辑：."""
    return match[1] + " " if _cover(match[1]) else match[0]


def _cover(piece: str) -> int:
    """How many labels a piece is made of without rest, or 0: 加入收藏打印 is two."""
    count, start = 0, 0
    while start < len(piece):
        for size in range(min(words.LONGEST_LABEL, len(piece) - start), 0, -1):
            if piece[start : start + size] in words.LABELS or (
                count and piece[start : start + size] in words.FILLERS
            ):
                count, start = count + 1, start + size
                break
        else:
            return 0
    return count


def _behind_name(piece: str) -> int:
    """1 where a piece is a short name with 发表时间, 分享 and the like behind it: 爱美丽发表时间."""
    match = re.fullmatch(r".{1,10}?(?:发表时间|发布时间|发表于|发布于|上传于|上传|分享|更新于|编辑)", piece)
    return 1 if match else 0


def _is_slogan(row: str) -> bool:
    """Whether a line above or below a titled speech advertises a site: odd signs, 网, 文库."""
    return len(row) <= 60 and row[-1] not in "。？" and re.search(words.SLOGAN, row) is not None
