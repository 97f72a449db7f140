"""The web page around a speech: breadcrumbs, bylines, counters, buttons, lists of links, frames.

Chrome is known by its shape and its place. The speech reaches from its first
salutation or sentence to its last; outside of it a line goes that consists of
labels, their values and separators, inside of it only one of several. Words such
as 来源 or 下载 in a sentence are never touched. Marks of a text that was cut off
(未完, 下一页) are left to the rule that warns of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from yinfa import shapes
from yinfa.normalize import chrome_words as words
from yinfa.normalize.breaks import ends
from yinfa.normalize.lines import Line, Proposal, drop, lines
from yinfa.normalize.titles import is_marker

_LEAST_CUT = 20
"""Characters of the shortest line that is thought to be cut in mid-sentence."""
_LEAST_SAID = 8
"""A sentence of more characters than this is taken to be said."""


def frame(text: str) -> Iterator[Proposal]:
    """The farm's words around a speech are taken out: 下面是小编为大家整理的…，供大家参考。."""
    rows = lines(text)
    inside = _inside(text)
    around = [*rows[: inside.start], *rows[inside.stop :]]
    heads = _names(rows[: inside.start])
    for row in around:
        if _is_frame(row.text, heads):
            yield drop(text, row, 0.9)
    spoken = rows[inside.start : inside.stop]
    gone = {*_above_salutation(rows, inside), *_below_end(rows, inside, heads)}
    for row in gone:
        yield drop(text, row, 0.8)
    for row in {*spoken[:1], *spoken[-1:]} - gone:
        yield from _framed(row, heads)


def _above_salutation(rows: Sequence[Line], inside: range) -> list[Line]:
    """Sentences between a title and the salutation below it that speak of texts and of nothing else."""
    begins = range(inside.start, min(inside.start + 4, inside.stop))
    greeted = next((index for index in begins if shapes.is_salutation(rows[index].text)), inside.start)
    above = rows[inside.start : greeted]
    if not inside.start or not all(
        _speaks_of_texts(row.text) or not shapes.is_prose(row.text) for row in above
    ):
        return []
    return [row for row in above if _speaks_of_texts(row.text)]


def _speaks_of_texts(row: str) -> bool:
    return (
        len(row) <= 400
        and shapes.is_prose(row)
        and re.search(words.PAGE_WORDS, row) is not None
        and not re.search(words.MINE + "|" + words.KEPT, _unquoted(row))
    )


def _unquoted(row: str) -> str:
    """A line without what it quotes."""
    return re.sub('“[^”]*”|《[^》]*》|"[^"]*"', "", row)


def _below_end(rows: Sequence[Line], inside: range, titles: tuple[str, ...]) -> list[Line]:
    """The last sentence where it speaks of the speech by its title, or follows the speaker's thanks."""
    if len(inside) < 3 or inside.stop - 1 >= len(rows):
        return []
    last, before = rows[inside.stop - 1].text, rows[inside.stop - 2].text
    if len(last) > 200 or re.search(words.KEPT, last) or not shapes.is_prose(last):
        return []
    named = any(title in last for title in titles) and re.search(words.ENDS_OFFER, last)
    thanked = shapes.is_closing(before) and _speaks_of_texts(last)
    return [rows[inside.stop - 1]] if named or thanked else []


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
    titled = inside.start > 1 or any(shapes.is_title(row.text) for row in rows[: inside.start])
    below = False
    for index, row in enumerate(rows):
        within = index in inside
        if within and (len(row.text) > 80 or row.text[-1] in "。！？；，"):
            continue
        cut = within and _is_cut(rows[index - 1].text)
        confidence = _chrome(row.text, within=within, titled=titled, cut=cut)
        if index >= inside.stop:
            below = below or bool(confidence)
            if below and not confidence and _is_loose(rows, index):
                confidence = 0.8
        if confidence:
            yield drop(text, row, confidence)


def _is_cut(row: str) -> bool:
    """Whether a line stops in mid-sentence."""
    return not ends(row) and (len(row) > _LEAST_CUT or row[-1] in "，、,")


def _is_loose(rows: Sequence[Line], index: int) -> bool:
    """Whether a line below chrome behind a speech belongs to neither its end nor the next speech."""
    row = rows[index].text
    return not (
        shapes.date(row)
        or shapes.is_closing(row)
        or re.search(words.KEPT, row)
        or any(shapes.is_salutation(later.text) for later in rows[index:])
    )


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
    first = next((index for index in range(count) if _is_spoken(rows[index].text)), None)
    if first is None:
        return range(count)
    last = next(index for index in range(count - 1, -1, -1) if _is_spoken(rows[index].text))
    while last + 1 < count and _runs_on(rows[last].text, rows[last + 1].text):
        last += 1
    return range(first, last + 1)


def _runs_on(above: str, below: str) -> bool:
    """Whether a line that is no whole sentence goes on with the speech, as where all lines were cut."""
    if not _labels(below)[2] or any(_matches(pattern, below) for pattern in _LINES):
        return False
    paused = re.search("[，。；：、,;:]", below) is not None
    return (_is_cut(above) and len(above) > _LEAST_CUT) or (paused and _is_cut(below))


_LINES = (words.BREADCRUMB, words.ALWAYS, words.LISTS, words.NOTES)


def _is_spoken(row: str) -> bool:
    """Whether a line can only be said by a speaker: an address, a sentence of a speech, a thanks."""
    if shapes.is_prose(row) or (row[-1] == "。" and len(row) > _LEAST_SAID):
        return not _is_site_prose(row)
    return shapes.is_salutation(row) or shapes.is_closing(row)


def _is_site_prose(row: str) -> bool:
    """Whether a sentence is the page's and not the speaker's."""
    if len(row) > 500 or re.search(words.KEPT, row):
        return False
    return (
        _is_frame(row)
        or any(_matches(pattern, row) for pattern in (words.BREADCRUMB, words.ALWAYS, words.LISTS))
        or (len(set(re.findall(words.SITE_WORDS, row))) >= 3 and not re.search(words.MINE, row))
        or (len(row) <= 120 and row[-1] in ":：" and _labels(row)[0] >= 2)
    )


def _names(rows: Sequence[Line]) -> tuple[str, ...]:
    """The lines above a speech that may be its title: a sentence that quotes one speaks about the speech."""
    return tuple(row.text.removesuffix("稿") for row in rows if 5 < len(row.text) <= 60)


def _is_frame(row: str, titles: tuple[str, ...] = ()) -> bool:
    """Whether a line introduces, praises or explains a text that it offers."""
    if len(row) > 500 or re.search(words.KEPT, row):
        return False
    if _matches(words.NOTES, row):
        return True
    if not re.search(words.OFFERS + "|" + words.INFRINGES, row):
        return False
    sentences = re.findall("[^。！？!?]+[。！？!?]*", row)
    offered = sum(len(sentence) for sentence in sentences if _offers(sentence, titles))
    return offered * (2 if len(row) > 120 else 4) >= len(row) and not shapes.salutation_end(row)


def _offers(sentence: str, titles: tuple[str, ...]) -> bool:
    """Whether a sentence offers a text to a page's readers."""
    if re.search("小编|本站|范文网", sentence):
        return re.search(words.OFFERS, sentence) is not None
    named = [title for title in titles if title in sentence]
    for title in named:
        sentence = sentence.replace(title, "")
    if re.search(words.MINE, _unquoted(sentence)):
        return False
    if re.match(words.INVITES, sentence) or re.search(words.INFRINGES, sentence):
        return True
    return bool(
        re.search(words.ABOUT, sentence)
        and re.search(words.OFFERS, sentence)
        and (named or re.search(words.TEXTS, sentence))
    )


def _framed(row: Line, titles: tuple[str, ...]) -> Iterator[Proposal]:
    """Frame sentences that stand in one line with the speaker's first or last words."""
    if not re.search("小编|本站|范文", row.text):
        return
    sentences = list(re.finditer("[^。！？!?]+[。！？!?]*", row.text))
    while sentences and _offers(sentences[0][0], titles):
        match = sentences.pop(0)
        yield row.first + match.start(), row.first + match.end(), "", 0.85
    while sentences and _offers(sentences[-1][0], titles):
        match = sentences.pop()
        yield row.first + match.start(), row.first + match.end(), "", 0.85


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
    return len(row) >= 80 or shapes.numbering(row) is not None or re.search(words.MINE, row) is not None


def _opens(rows: Sequence[Line], index: int) -> bool:
    """Whether a salutation follows close behind a title."""
    return any(shapes.is_salutation(row.text) for row in rows[index + 1 : index + 5])


def _chrome(row: str, *, within: bool, titled: bool, cut: bool) -> float:
    """How certain it is that a line belongs to the page; 0 where it does not.

    `cut` tells that the line above stops in mid-sentence, so that this one may go on with it.
    """
    if len(row) > 300 or shapes.numbering(row) or re.search(words.KEPT, row):
        return 0
    if shapes.date(row):
        return 0.8 if not within and re.fullmatch(r"\d{4}[-/]\d{2}[-/]\d{2}", row) else 0
    if shapes.is_salutation(row) or shapes.is_closing(row):
        return 0
    if not cut and len(row) <= 200 and (_matches(words.BREADCRUMB, row) or _matches(words.ALWAYS, row)):
        return 0.97
    labels, values, rest = _labels(row)
    if within:
        parted = values or re.search(r"[|｜丨:：【\[\s]", row)
        return 0.9 if labels >= 2 and not rest and parted else 0
    if labels and not rest:
        return 0.95 if labels + values >= 2 else 0.85
    return _outside(row, titled) or _mostly(row, labels + values, rest)


def _mostly(row: str, tokens: int, rest: int) -> float:
    """How certain a line outside of the speech is chrome that holds names beside its labels and values."""
    if re.fullmatch(r"[\d\s|/,，.\-:]+", row):
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
    pairs = len(re.findall(r"(?:^|[\s|])[^\s:：|，。]{2,6}\s*[:：]\s*[^\s:：，。]", row))
    if tokens >= 2 and (rest <= 8 or rest * 2 <= len(row) or re.search(r"\d{1,2}[:：]\d{2}", row)):
        return 0.85
    if pairs >= 2 or tokens >= 4:
        return 0.85
    label = re.match(r"[【\[（(]?([^\s:：]{2,8}?)\s*[:：丨]", row)
    return 0.85 if label and label[1] not in words.TITLE_LABELS and _cover(label[1].lower()) else 0


def _outside(row: str, titled: bool) -> float:
    """How certain it is that a line outside of the speech that is no row of labels is the page's."""
    if _matches(words.LISTS, row) or _matches(words.NOTES, row):
        return 0.85
    if shapes.is_prose(row):
        return 0.8 if _is_site_prose(row) else 0
    if re.search(words.FOOTERS, row):
        return 0.85
    if shapes.is_title(row) or shapes.is_subtitle(row):
        return 0
    if len(set(re.findall(words.SITE_WORDS, row))) > 1:
        return 0.8
    return 0.8 if titled and _is_slogan(row) else 0


def _labels(row: str) -> tuple[int, int, int]:
    """How many labels and how many values of a page stand in a line, and how many characters are neither.

    A label with a colon, or the last thing before a value, may have a short name beside it.
    """
    if len(row) > 200:
        return 0, 0, len(row)
    rest, values = re.subn(words.VALUE, "\0", row.lower(), flags=re.IGNORECASE)
    rest = re.sub(words.PAIR, _label_alone, rest)
    labels = uncovered = 0
    for piece in re.split(words.SPLITS, rest):
        if piece and piece not in words.FILLERS:
            found = _cover(piece) or _behind_name(piece)
            labels += found
            uncovered += 0 if found else len(piece)
    return labels, values, uncovered


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
    return (
        len(row) <= 60
        and re.search(r"[◆◇★■□▲▼※~～|｜_@#^]|网$|网站|文库|论坛|公众号|\.(?:com|cn|net|org)", row) is not None
        and re.search(r"[。！？]$", row) is None
        and not is_marker(row)
    )
