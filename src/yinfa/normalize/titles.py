"""Titles and collections: markers such as 第一篇：, titles that stand twice, broken or glued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yinfa import shapes
from yinfa.lexicon import bond
from yinfa.normalize.lines import Line, Proposal, drop, lines

_NUMBER = r"[一二三四五六七八九十\d]{1,3}"
_MARKER = (
    rf"(?:第\s*{_NUMBER}\s*篇|(?:篇|范文|范例|例文|样本|版本)\s*{_NUMBER})\s*(?:[:：、]\s*|\s+|$)|"
    rf"[【\[（(]\s*(?:第\s*{_NUMBER}\s*篇|(?:篇|范文|范例|例文|样本|版本|例)\s*{_NUMBER})\s*[】\]）)]\s*[:：]?\s*"
)


def marker(text: str) -> Iterator[Proposal]:
    """The mark that parts a collection goes; its place is where a speech begins: 第一篇：在… → 在…."""
    for row in lines(text):
        match = re.match(_MARKER, row.text)
        if match:
            rest = row.text[match.end() :]
            end = row.first + match.end() if rest else min(row.end + 1, len(text))
            yield row.start, end, "", 0.97


def preface(text: str) -> Iterator[Proposal]:
    """What stands above the first speech of a collection goes: its name, its table of contents."""
    rows = list(lines(text))
    first = next((index for index, row in enumerate(rows) if re.match(_MARKER, row.text)), 0)
    above = rows[:first]
    if all(len(row.text) <= 120 and not shapes.is_salutation(row.text) for row in above):
        for row in above:
            yield drop(text, row, 0.85)


def glued(text: str) -> Iterator[Proposal]:
    """A salutation glued to the title gets its own line: …上的讲话同志们： → two lines."""
    for row in lines(text):
        if len(row.text) > 160:
            continue
        for match in re.finditer("同志|各位|尊敬|亲爱|朋友们|在座", row.text):
            head, rest = row.text[: match.start()].rstrip(), row.text[match.start() :]
            if shapes.is_title(head) and shapes.is_salutation(rest):
                at = row.first + match.start()
                yield row.first + len(head), at, "\n", 0.95
                break


_HEAD_SPAN = 12


def broken(text: str) -> Iterator[Proposal]:
    """A title cut over lines is joined: 在…年度 / 总结表彰大会上的讲话 → one line."""
    rows = list(lines(text))
    for head in _heads(rows):
        keys = [shapes.title_key(row.text) for row in head]
        for index in range(len(head) - 1):
            above, below = head[index], head[index + 1]
            if keys[index] + keys[index + 1] in keys:
                yield above.last, below.first, "", 0.97
            elif _is_cut(above, below, keys):
                yield above.last, below.first, "", 0.9


def _is_cut(above: Line, below: Line, keys: list[str]) -> bool:
    """Whether two lines of a head are the halves of one title."""
    first, second = above.text, below.text
    if not shapes.is_title(second) and not re.fullmatch(r".{0,6}(?:讲话|发言|致辞)(?:稿)?", second):
        return False
    if shapes.is_title(first) or keys.count(shapes.title_key(second)) > 1 or len(first) > 40:
        return False
    if re.search(r"[。！？：:；;>|◆]|\d{4}[-/]", first) or shapes.date(first) or shapes.is_subtitle(second):
        return False
    if (
        shapes.is_salutation(first)
        or re.match(r"[在于]", second)
        or (shapes.is_speaker(first) and " " in first)
    ):
        return False
    return (
        re.match(r"[在关]", first) is not None or second[0] in "的上暨及和与会中" or _is_bound(first, second)
    )


def _is_bound(first: str, second: str) -> bool:
    return (
        bond(first, second) > 4
        or re.search(r"(?:年度?|暨|的|和|与|及|全[市县省区镇乡校])$", first) is not None
    )


def repeated(text: str) -> Iterator[Proposal]:
    """Of a title that stands twice the better form stays, the one without 稿 or 范文."""
    for head in _heads(list(lines(text))):
        rows = [row for row in head if shapes.is_title(row.text)]
        keys = [shapes.title_key(row.text) for row in rows]
        for key in dict.fromkeys(keys):
            same = [row for row, own in zip(rows, keys, strict=True) if own == key]
            best = min(same, key=lambda row: shapes.is_draft_title(row.text))
            for row in same:
                if row is not best:
                    yield drop(text, row, 0.97)


def draft(text: str) -> Iterator[Proposal]:
    """A title's 范文 and the like at its end go: …讲话（精选3篇） → …讲话."""
    for head in _heads(list(lines(text))):
        for row in head:
            match = re.search(
                r"(?:范文|模板|[（(【\[]?(?:精选|通用|优秀|最新)?\d+篇[）)】\]]?|[（(【\[](?:范文|精选|通用|优秀|最新|完整版|全文)[）)】\]])+$",
                row.text,
            )
            if match and shapes.is_title(row.text) and match.start() > 3:
                yield row.first + match.start(), row.last, "", 0.85


def _heads(rows: list[Line]) -> Iterator[list[Line]]:
    """The lines above each speech's salutation or first paragraph, as far as a title can stand there."""
    head: list[Line] = []
    for row in rows:
        if shapes.is_salutation(row.text) or shapes.is_prose(row.text) or shapes.is_closing(row.text):
            if any(shapes.is_title(line.text) for line in head):
                yield head[-_HEAD_SPAN:]
            head = []
        else:
            head.append(row)
    if any(shapes.is_title(line.text) for line in head):
        yield head[-_HEAD_SPAN:]
