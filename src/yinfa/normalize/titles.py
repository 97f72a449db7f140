"""Titles and collections: markers such as 第一篇：, titles that stand twice, broken or glued."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from yinfa import shapes
from yinfa.lexicon import bond
from yinfa.normalize.lines import Line, Proposal, drop, lines

_NUMBER = r"[一二三四五六七八九十\d]{1,3}"
_PIECE = r"(?:范文|范例|例文|样本|样例|版本|模板|参考|讲话稿?|演讲稿?|发言稿?)"
_NUMBERED = rf"第\s*{_NUMBER}\s*篇|(?:篇|{_PIECE})\s*{_NUMBER}"
_DECORATION = "★☆◆◇●■▲△※◎=＝~～#*＊"
_MARKER = (
    rf"(?:{_NUMBERED})\s*(?:[:：、.．]\s*|\s+|$)|"
    rf"[{_DECORATION}]+\s*(?:{_NUMBERED})\s*[{_DECORATION}:：、]*\s*|"
    rf"[【\[（(〖]\s*(?:{_NUMBERED}|例\s*{_NUMBER})\s*[】\]）)〗]\s*[:：、]?\s*"
)
_FIRST = "第篇范例样版模参讲演发【[（(〖" + _DECORATION
_TAIL_MARKER = (
    rf"\s*(?:篇\s*{_NUMBER}|第\s*{_NUMBER}\s*篇|[（(]\s*{_NUMBER}\s*[）)]|{_PIECE}\s*{_NUMBER}|"
    rf"(?<=[文稿词辞]){_NUMBER})$"
)
_SHORT_PREFACE = 400
"""Characters of the longest paragraph that can stand above the first speech of a collection."""


def marker(text: str) -> Iterator[Proposal]:
    """The mark that parts a collection goes; its place is where a speech begins: 第一篇：在… → 在…."""
    rows = lines(text)
    for row, size in zip(rows, _markers(rows), strict=True):
        if size > 0:
            rest = row.text[size:]
            yield row.start, (row.first + size if rest else min(row.end + 1, len(text))), "", 0.97
        elif size < 0:
            # The mark is taken together with the line feed above it, so that its place is the line's start.
            yield (
                max(row.start - 1, 0),
                row.end,
                text[max(row.start - 1, 0) : row.start] + row.text[:size],
                0.9,
            )


def is_marker(line: str) -> bool:
    """Whether a line is nothing but a mark of a collection: 第一篇, 【篇二】, ★第三篇★."""
    return line[:1] in _FIRST and re.fullmatch(_MARKER, line) is not None


def preface(text: str) -> Iterator[Proposal]:
    """What stands above the first speech of a collection goes: 讲话稿三篇 / 第一篇：… → 第一篇：…."""
    rows = lines(text)
    found = _markers(rows)
    if sum(size != 0 for size in found) < 2:
        return
    above = rows[: next(index for index, size in enumerate(found) if size)]
    if all(len(row.text) <= _SHORT_PREFACE and not shapes.is_salutation(row.text) for row in above):
        for row in above:
            yield drop(text, row, 0.85)


def _markers(rows: Sequence[Line]) -> list[int]:
    """For each line the length of the mark that opens it, negative where it ends the line, or 0."""
    found = [_marker(row.text) for row in rows]
    if any(found):
        return found
    below = [*(row.text for row in rows[1:]), ""]
    found = [_tail_marker(row.text, text) for row, text in zip(rows, below, strict=False)]
    return found if sum(size != 0 for size in found) > 1 else [0] * len(rows)


def _marker(line: str) -> int:
    if line[0] not in _FIRST:
        return 0
    match = re.match(_MARKER, line)
    if match:
        return match.end()
    match = re.match(rf"(?:{_NUMBERED})\s*", line)
    return match.end() if match and shapes.is_title(line[match.end() :]) else 0


def _tail_marker(line: str, below: str) -> int:
    """The length of a number that ends a title (演讲稿 篇1, 讲话范文（二）), negative.

    Where the title proper follows, the whole line is a mark; its length is positive.
    """
    if len(line) > 50 or line[-1] not in "）)一二三四五六七八九十0123456789篇":
        return 0
    match = re.search(_TAIL_MARKER, line)
    name = line[: match.start()] if match else ""
    if not match or not (shapes.is_title(name) or shapes.is_title("某某" + name)):
        return 0
    proper = shapes.is_title(below) and shapes.title_key(below) != shapes.title_key(name)
    generic = re.fullmatch("(?:领导|优秀|精选|最新|讲话|发言|演讲|致辞|范文|稿|材料)+", name)
    return len(line) if proper or generic else len(name) - len(line)


_HEAD_SPAN = 12


def broken(text: str) -> Iterator[Proposal]:
    """A title cut over lines is joined: 在…年度 / 总结表彰大会上的讲话 → one line."""
    for head in _heads(lines(text)):
        rows = [row.text for row in head]
        index = 0
        while index < len(head) - 1:
            last, confidence = _last_half(rows, index)
            for above, below in zip(head[index:last], head[index + 1 : last + 1], strict=True):
                yield above.last, below.first, "", confidence
            index = last + 1


def _last_half(rows: Sequence[str], first: int) -> tuple[int, float]:
    """The last of the lines that together with line `first` make one title, and how certain that is."""
    keys = [shapes.title_key(row) for row in rows]
    spelled = _spelled(keys, first)
    if spelled:
        return spelled, 0.97
    if len(set(keys)) == len(keys) and _is_couplet(rows, first):
        return first + 1, 0.72
    begun, last = rows[first], first
    while last + 1 < len(rows) and _is_cut(begun, rows[last + 1], keys):
        last += 1
        begun += rows[last]
    rest = rows[first + 1 : first + 3]
    if (
        last == first
        and len(rest) > 1
        and all(map(_may_be_half, rest))
        and _is_cut(begun, "".join(rest), keys)
    ):
        return first + 2, 0.85
    return last, 0.9


def _is_couplet(rows: Sequence[str], first: int) -> bool:
    """Whether two lines are a motto of two phrases beside a title proper: 用心用情 / 奋力开创新局面."""
    pair = rows[first : first + 2]
    phrases = len(pair) > 1 and all(
        _LEAST_PHRASE <= len(row) <= _LONGEST_PHRASE
        and all(shapes.is_chinese(character) or character in "“”" for character in row)
        and not (shapes.is_title(row) or shapes.is_speaker(row) or shapes.ends_in_name(row))
        for row in pair
    )
    if phrases and (pair[0] in pair[1] or pair[1] in pair[0]):
        return False
    others = [*rows[:first], *rows[first + 2 :]]
    return phrases and any(
        re.match("[^，。]*[在上][^，。]*的", row) and shapes.is_title(row) for row in others
    )


_LEAST_PHRASE, _LONGEST_PHRASE = 6, 26


def _spelled(keys: Sequence[str], first: int) -> int:
    """The last of the lines from `first` on that together spell another line of the head, or 0."""
    joined = keys[first]
    for last in range(first + 1, min(first + 4, len(keys))):
        if not keys[first] or not keys[last]:
            return 0
        joined += keys[last]
        if joined in keys:
            return last
    return 0


def _is_cut(first: str, second: str, keys: Sequence[str]) -> bool:
    """Whether two lines of a head are the halves of one title."""
    if keys.count(shapes.title_key(first)) > 1 or keys.count(shapes.title_key(second)) > 1:
        return False
    if not _may_be_half(first) or not _may_be_half(second):
        return False
    if not shapes.is_title(first + second):
        return _is_cut_phrase(first, second)
    if shapes.is_title(first):
        return re.match("大?会|上的|仪式|活动|暨|典礼", second) is not None
    if first[-1] in "在对向致关":
        return True
    if re.match("[在于]", second) or (shapes.is_speaker(first) and (" " in first or len(first) < 5)):
        return False
    return (
        re.match(r"[在关致]|[^上的]*在[^上]*$", first) is not None
        or second[0] in "的上暨及和与会中"
        or len(second) < 6
        or _is_bound(first, second)
    )


def _is_cut_phrase(first: str, second: str) -> bool:
    """Whether two lines without a speech's noun are halves: a word or a quotation reaches over the break."""
    if shapes.is_title(first) or shapes.is_title(second):
        return False
    if bond(first, second) > 8 or second[0] in "的了和与及之" or first.count("“") > first.count("”"):
        return True
    return first[-1] in "，、" and not shapes.is_speaker(second)


def _may_be_half(line: str) -> bool:
    return len(line) <= 45 and not (
        re.search(r"[。！？：:；;>|◆]|\d{4}[-/]", line)
        or shapes.date(line)
        or shapes.is_salutation(line)
        or shapes.numbering(line)
        or shapes.is_subtitle(line)
        or shapes.title_key(line) == ""
    )


def _is_bound(first: str, second: str) -> bool:
    return (
        bond(first, second) > 4
        or re.search(r"(?:年度?|暨|的|和|与|及|第.{1,4}[届次]|全[市县省区镇乡校国])$", first) is not None
    )


def repeated(text: str) -> Iterator[Proposal]:
    """Of a title that stands twice the better form stays: …上的讲话稿 / …上的讲话 → …上的讲话."""
    for head in _heads(lines(text)):
        rows = [row for row in head if _may_be_title(row.text)]
        gone: set[Line] = set()
        for index, row in enumerate(rows):
            for other in rows[index + 1 :]:
                if row not in gone and other not in gone and _is_same(row.text, other.text):
                    gone.add(max((row, other), key=_rank))
        for row in sorted(gone):
            yield drop(text, row, 0.97)


def _may_be_title(line: str) -> bool:
    return len(shapes.title_key(line)) > 3 and line[-1] not in shapes.ENDS + "；，" and not shapes.date(line)


def _is_same(first: str, second: str) -> bool:
    """Whether two lines are forms of one title: alike but for marks, 稿, a label or the name of a site."""
    short, long = sorted((shapes.title_key(first), shapes.title_key(second)), key=len)
    shorter, longer = sorted((first, second), key=len)
    if short == long or (longer.startswith(shorter) and _is_page_tail(longer[len(shorter) :])):
        return True
    if not long.startswith(short) and not long.endswith(short):
        return False
    return (
        re.search(_SITE, longer) is not None and shapes.title_key(re.sub(_SITE, "", longer)) == short
    ) or long.replace(short, "", 1) in _LABELLED


def _is_page_tail(tail: str) -> bool:
    """Whether what one form of a title has behind the other is the page's: -秘书之友, 稿范文, （全文）."""
    if re.fullmatch(_DRAFT_TAIL, tail):
        return True
    named = re.fullmatch(_SITE_TAIL, tail)
    return named is not None and not (shapes.is_title(named[1]) and len(named[1]) > _LONGEST_NOUN)


_LONGEST_NOUN = 5
_DRAFT_TAIL = (
    r"(?:讲话|发言|演讲)?(?:稿|范文|范本|模板|全文|原文|材料|"
    r"[（(【\[](?:范文|精选|通用|优秀|最新|推荐|完整版|全文|\d+篇)+[）)】\]])+"
)
_SITE_TAIL = r"(?:\s*[-_|–»>]+\s*|\s+·\s+|\s*[—─]\s*)([^，。；：！？—─]{2,24})"
_SITE = (
    r"(?:\s*+(?:[-_|—–─»>]++|(?<=\s)·(?=\s))\s*+[^-_|—–─»>·]{0,14}(?:网|文库|论坛|公文|范文|文秘|文档|下载|资料|频道|栏目|"
    r"讲话稿?|演讲稿?|写作|首页|大全|com|"
    r"cn))+$|"
    r"\s*\.(?:docx?|pdf|txt|wps|html?)$"
)
"""What a page's title bar puts behind a title: - 某某范文网, _讲话稿, .doc."""
_LABELLED = (
    "演讲", "讲话", "发言", "致辞", "范文", "演讲稿", "讲话稿", "发言稿", "标题", "题目", "文章标题",
    "原标题", "主题演讲", "文档名称", "文件名", "正文", "全文", "标题名称", "推荐", "最新", "讲话材料",
    "发言材料", "演讲范文", "讲话范文", "发言范文",
)  # fmt: skip
_LABEL = r"^(?:(?:文章|文档|原)?(?:标题|题目|名称)|文件名|正文|篇名)\s*[：:]\s*"


def _rank(row: Line) -> tuple[int, int, int]:
    """Orders the forms of a title: those with faults behind, then the longer, then the later."""
    return _faults(row.text), len(shapes.title_key(row.text)), row.start


def _faults(line: str) -> int:
    """How many things about a title are the page's."""
    return sum(
        (
            shapes.is_draft_title(line) or re.search(_DRAFT_END, line) is not None,
            re.search(_SITE, line) is not None,
            re.match(_LABEL, line) is not None,
            line[0] in "【[《（(<〈",
        )
    )


_DRAFT_END = (
    r"(?:范文|模板|[（(【\[]?(?:精选|通用|优秀|最新|热门|合集|锦集|汇编|共)*\d+篇[）)】\]]?|"
    r"[（(【\[](?:范文|精选|通用|优秀|最新|完整版|全文|推荐|热门|修改版|定稿|终稿|范本|样本)+[）)】\]])+$"
)
_DRAFT_START = (
    r"^(?:[【\[（(](?:讲话|发言|演讲|致辞|范文|精选|推荐|最新|原创|精品|优秀|热门|转载|公文|文秘|"
    r"领导讲话)稿?[】\]）)]\s*)+"
)


_LONGEST_LINE = 150
_UNKNOWN_SITE = r"\s*[-_|–»]\s*([^\s\d，。：；！？、（）()《》“”—_|–»-]{4,12})$"
"""What a title bar puts behind a title, whatever its name."""


def draft(text: str) -> Iterator[Proposal]:
    """A title's 范文 and the like go: …讲话（精选3篇） → …讲话, 标题：在… → 在…."""
    for head in _heads(lines(text)):
        for row in head:
            if len(row.text) > _LONGEST_LINE:
                continue
            for pattern in (_DRAFT_END, _SITE, _LABEL, _DRAFT_START, _UNKNOWN_SITE):
                match = re.search(pattern, row.text)
                rest = row.text[: match.start()] + row.text[match.end() :] if match else ""
                certain = pattern in (_LABEL, _DRAFT_START) or (
                    match and match[0][0] in "（(【[" and pattern == _DRAFT_END
                )
                unknown = match if pattern == _UNKNOWN_SITE else None
                if unknown and (shapes.is_speaker(unknown[1]) or shapes.is_title(unknown[1])):
                    continue
                if match and len(rest) > 3 and (shapes.is_title(rest) or certain):
                    yield row.first + match.start(), row.first + match.end(), "", 0.72 if unknown else 0.85
                    break


def _heads(rows: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines above each speech's salutation or first paragraph, as far as a title can stand there."""
    head: list[Line] = []
    first = True
    for row in rows:
        if shapes.is_salutation(row.text) or shapes.is_prose(row.text) or shapes.is_closing(row.text):
            if first or _holds_title(head):
                yield head[-_HEAD_SPAN:]
            head, first = [], False
        elif not shapes.numbering(row.text) or shapes.is_title(row.text):
            head.append(row)
    if first or _holds_title(head):
        yield head[-_HEAD_SPAN:]


def _holds_title(head: Sequence[Line]) -> bool:
    """Whether one of some lines is shaped like a title, or stands there twice as titles do."""
    keys = [shapes.title_key(row.text) for row in head[-_HEAD_SPAN:] if _may_be_title(row.text)]
    return any(shapes.is_title(row.text) for row in head) or any(
        len(left) > 3 and left == right for left, right in pairwise(keys)
    )
