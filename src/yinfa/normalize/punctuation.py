"""Marks to GB/T 15834-2011: full width in Chinese, …… of six dots, —— of two em, ～ in ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yinfa.normalize.lines import Proposal
from yinfa.patterns import compiled
from yinfa.shapes import has_chinese, is_chinese, is_subtitle, is_title

_FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_MARKS = "，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』…—～·×"
_FOREIGN = (
    r"(?:https?://|www\.)[\w.\-]*[\w\-](?::\d+)?(?:[/?#][\w./?=&%#:;,~+\-]*(?<![.?:;,]))?|"
    r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+"
)
"""Addresses of the net: a host, which holds no comma, and what stands behind its slash."""


# The patterns begin with the signs they are about, so that the search runs from sign to sign.
_DASHES = r"[—–―─－━-](?:(?:(?<!-)|-+)(?:\s?(?:[—–―─－━]|-++))+|(?<=-)-+|(?<=[─―━])[─―━]*)"
_ELLIPSES = (
    r"[…⋯.。·・•„](?:(?<=[…⋯])\s?(?:[…⋯]\s?)*\.{0,4}|(?<=\.)(?:\.{2,}|\.(?=\s*\Z))|(?<=。)。{2,}|"
    r"(?<=[·・•])[·・•]{2,}|(?<=„)„+)"
)


_EXTRA = "[，,](?=[，。！？、；：,])"
_TWICE = r"(?<=\w)，(?=，\w)|(?<=：)。(?=\n|\Z)"
"""A comma before another one; a full stop behind the colon of a salutation."""
_MANY_EXTRA = 5


def doubled(text: str) -> Iterator[Proposal]:
    """The commas that a site set before other marks go: 大家好，！今天，，我们 → 大家好！今天，我们."""
    found = list(compiled(_EXTRA).finditer(text)) if "，。" in text or ",。" in text else []
    if len(found) < _MANY_EXTRA:
        found = list(compiled(_TWICE).finditer(text)) if "，，" in text or "：。" in text else []
    yield from ((match.start(), match.end(), "", 0.85) for match in found)


def dashes(text: str) -> Iterator[Proposal]:
    """A dash is —— of two em: -- → ——, － － → ——."""
    for match in compiled(_DASHES).finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        opens = before in ("", "\n") and compiled(r"\d{4}年|\d{4}届").match(
            text[match.end() : match.end() + 5]
        )
        if match[0] != "——" and (_chinese(before) or _chinese(after) or opens):
            yield match.start(), match.end(), "——", 0.95
    for match in compiled(_HALF_DASH).finditer(text):
        before = text[match.start() - 1 : match.start()]
        if is_chinese(before) and before not in _PRONOUNS:
            yield match.start(), match.end(), "——", 0.85
    for match in compiled(r"^—(?!—)[^\n]+", re.MULTILINE).finditer(text):
        if is_subtitle(match[0]) and is_title(match[0]):
            yield match.start(), match.start() + 1, "——", 0.95


_PRONOUNS = "我你他她它己"
_HALF_DASH = (
    r"[—–－](?:(?=[“\"「『‘《](?![一二三四五六七八九十]+[”\"」』’]))|"
    r"(?=(?:我(?![国省市县区州镇乡村校院军])|你|[他它](?![人乡山])|她|这|那|就是|也就是|因为|而是|特别是|尤其是|比如|例如|哪怕)"
    r"[^。！？\n]{2,100}[。！？]))"
)
"""One em before a quotation, or before what opens a sentence: the mark that joins places and years
(北京—上海, 春节—“五一”) stands before neither."""


def ellipses(text: str) -> Iterator[Proposal]:
    """An ellipsis is …… of six dots: ... → ……, 。。。 → ……, „„ → ……, …….. → ……, and .. at the end."""
    for match in compiled(_ELLIPSES).finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if match[0].rstrip() != "……" and (_chinese(before) or _chinese(after)):
            yield match.start(), match.start() + len(match[0].rstrip()), "……", 0.95


def points(text: str) -> Iterator[Proposal]:
    """The point within a name or between month and day is ·: 买买提•艾力 → 买买提·艾力, “5•12” → “5·12”."""
    for match in compiled(_POINT).finditer(text):
        yield match.start(), match.end(), "·", 0.95


_POINT = r"[•‧∙⋅・･](?:(?<=\d.)(?=\d)|(?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff]))"
"""A point of another form with nothing about it but digits or characters; a bullet has a blank behind it."""


def full_width(text: str) -> Iterator[Proposal]:
    """Half-width , : ; ? ! in Chinese text take full width: 同志们: → 同志们：."""
    foreign = _foreign(text)
    for match in compiled(r"[,:;?!]").finditer(text):
        at = match.start()
        near = foreign.get(at // _BUCKET, ())
        if any(start <= at < end for start, end in near):
            continue
        behind = any(at == end for _, end in near) and has_chinese(text[at + 1 : at + _NEAR])
        if (behind or _in_chinese(text, at)) and not is_western(text, at):
            yield at, at + 1, _FULL[match[0]], 0.97


_BUCKET, _NEAR = 4096, 12


def is_western(text: str, at: int) -> bool:
    """Whether a mark stands in a Western quotation, or in a line of Western words: “OK!”, Where are we?"""
    if not (text[at - 1 : at] + text[at + 1 : at + 2]).strip(" “”\n").isascii():
        return False  # most marks stand beside a Chinese character: nothing further is looked at
    start = max(text.rfind("\n", 0, at) + 1, at - _FURTHEST)
    end = at + _FURTHEST if (stop := text.find("\n", at, at + _FURTHEST)) < 0 else stop
    quoted = text.rfind("“", start, at) + 1
    if quoted and (closed := text.find("”", at, end)) > 0 and "”" not in text[quoted:at]:
        start, end = quoted, closed
    return compiled("[A-Za-z]{2}").search(text[start:at]) is not None and not has_chinese(text[start:end])


_FURTHEST = 120
"""Characters looked at to either side of a mark."""


def _foreign(text: str) -> dict[int, list[tuple[int, int]]]:
    """The spans of addresses of the net, by the bucket of the text they lie in."""
    found: dict[int, list[tuple[int, int]]] = {}
    if "@" in text or "http" in text or "www." in text:
        for match in compiled(_FOREIGN, re.ASCII).finditer(text):
            for bucket in range(match.start() // _BUCKET, match.end() // _BUCKET + 1):
                found.setdefault(bucket, []).append(match.span())
    return found


def _in_chinese(text: str, at: int) -> bool:
    """Whether a half-width mark at an offset belongs to Chinese text."""
    before, behind = _neighbour(text, at, -1), _neighbour(text, at, 1)
    if before.isdigit() and behind.isdigit():
        return text[at] == "," and _parts_numbers(text, at)
    if _chinese(before):
        return True
    if before and before in ",:;?!)]\"'%‰℃°":
        inner = at - 1
        while inner >= 0 and text[inner] in ",:;?!)]\"' %":
            inner -= 1
        if before in "%‰℃°":
            return has_chinese(text[max(at - 12, 0) : at + 12])
        return inner >= 0 and (
            _chinese(text[inner]) or (text[inner].isalnum() and (_chinese(behind) or not behind))
        )
    return before.isalnum() and (
        _chinese(behind)
        or (behind in ("'", '"', "(") and has_chinese(text[at + 1 : at + 4]))
        or (not behind and has_chinese(text[max(text.rfind("\n", 0, at), at - _NEAR) : at]))
    )


def _parts_numbers(text: str, at: int) -> bool:
    """Whether a comma between digits stands between clauses: 上午9:40,7个办公室, not 1,520 or 1,2,3."""
    behind = compiled(r"(\d+)([^\x00-\xff]?)").match(text, at + 1)
    before = compiled(r"([^\x00-\xff])?[\d.:%]*$").search(text[max(at - 12, 0) : at])
    return bool(behind and before and before[1] and len(behind[1]) != _THOUSANDS and has_chinese(behind[2]))


_THOUSANDS = 3


def _neighbour(text: str, at: int, step: int) -> str:
    """The nearest character of the same line that is no space, or ''."""
    at += step
    while 0 <= at < len(text) and text[at] == " ":
        at += step
    return text[at] if 0 <= at < len(text) and text[at] != "\n" else ""


def book_titles(text: str) -> Iterator[Proposal]:
    """The marks about a title are 《 and 》: <<乡土中国>> → 《乡土中国》.

    Signs of "less" about a word of two characters may stress it: <<重要>>的事情.
    """
    for match in compiled(_ANGLED).finditer(text):
        if has_chinese(match[1]):
            yield match.start(), match.start(1), "《", 0.9
            yield match.end(1), match.end(), "》", 0.9


_ANGLED = r"(?:(?:<<|＜＜)(?=[^>＞]{3})|≪|«|〈〈)([^<>≪≫«»〈〉＜＞《》。！？\n]{1,40})(?:>>|≫|»|〉〉|＞＞)"


def brackets(text: str) -> Iterator[Proposal]:
    """Half-width brackets that hold or stand in Chinese take full width: (试行) → （试行）."""
    if "(" not in text and ")" not in text:
        return
    position = 0
    for row in text.split("\n"):
        for at in _chinese_brackets(row):
            yield position + at, position + at + 1, "（" if row[at] == "(" else "）", 0.97
        position += len(row) + 1


def _chinese_brackets(row: str) -> list[int]:
    """The offsets of a line's half-width brackets to be widened."""
    found, stack = [], []
    for match in compiled(r"[()（）]").finditer(row):
        at = match.start()
        if match[0] in "(（":
            stack.append(at)
        elif stack:
            start = stack.pop()
            if row[start] == "（" or row[at] == "）" or _holds_chinese(row, start, at):
                found += [place for place in (start, at) if row[place] in "()"]
        elif match[0] == ")" and at and _chinese(row[at - 1]):
            found.append(at)
    found += [
        at
        for at in stack
        if row[at] == "(" and (has_chinese(row[at + 1 : at + 3]) or _chinese(row[at - 1 : at]))
    ]
    return sorted(found)


def _holds_chinese(row: str, start: int, end: int) -> bool:
    """Whether brackets hold or stand in Chinese, or are about the figures of a line: (2019.9.10)."""
    if (start, end) == (0, len(row) - 1) and not any(map(str.isalpha, row)):
        return True
    beside = _neighbour(row, start, -1), _neighbour(row, end, 1)
    return has_chinese(row[start + 1 : end]) or _chinese(beside[0]) or (not beside[0] and _chinese(beside[1]))


def ranges(text: str) -> Iterator[Proposal]:
    """A tilde between values is ～: 5~10% → 5～10%."""
    if not any(tilde in text for tilde in "~∼〜˜"):
        return
    for match in compiled(
        r"(?<=[\d%‰℃年月日时点个十百千万亿元])\s?[~∼〜˜]\s?(?=[\d第约近])|(?<=[^\x00-\xff])[~∼〜](?=[^\x00-\xff])"
    ).finditer(text):
        yield match.start(), match.end(), "～", 0.95


def _chinese(character: str) -> bool:
    return bool(character) and (is_chinese(character) or character in _MARKS)
