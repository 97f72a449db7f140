"""The pieces of a speech's head that were glued together: title, subtitle, speaker, date.

In: what stands before a salutation. Out: where the pieces behind the title begin, told by
their shapes: a dash, a date, a post with a name.
"""

from __future__ import annotations

from yinfa import shapes
from yinfa.patterns import compiled

_HOUR = (
    r"(?:[，,]?[（(]?(?:星期|周)[一二三四五六日天][）)]?|[上下中]午|凌晨|清晨|傍晚|早[上晨]|晚上?|"
    r"[\d一二三四五六七八九十]{1,3}[时点]半?|\d{1,2}[:：]\d{2})"
)
DATE = (
    r"[（(]\d{4}年\d{1,2}月(?:\d{1,2}日)?[^（()）]{1,20}[）)]|"
    r"[（(]?(?:\d{4}|[一二三四五六七八九〇零○]{4})年[\d一二三四五六七八九十]{1,2}月"
    rf"(?:[\d一二三四五六七八九十]{{1,3}}日{_HOUR}{{0,3}})?(?!\d)[）)]?|[（(]?\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}[）)]?|"
    r"[（(][\d×xX*＊]{4}年[\d×xX*＊]{1,3}月[\d×xX*＊]{1,3}日[）)]"
)
"""A date with its hour, in brackets with what stands beside it or is hidden: （2021年3月16日，报告厅）."""
_PLACE = r"(?:[（(][^（()）]{2,12}[）)]|\s?[·于，][\u4e00-\u9fff]{2,6})?"
"""What a date is followed by at the end of a head: （正月初三）, ·合肥, 于香港."""
_PIECE = rf"(?<=[辞词话言稿])(?:\d{{1,2}}|{shapes.PAGE_DRAFT})$"
"""What a page puts behind the title of a piece: 1, 【篇一】."""
_LONGEST_NAME, _CERTAIN = 3, 2
"""Characters of the longest bare name, and the signs that tell it."""


def borders(head: str) -> list[int] | None:
    """Where subtitle, speaker and date of a head begin, behind its title; None if it has no title."""
    head = compiled(_PIECE).sub("", head.rstrip())
    ends = {match.end() for match in compiled(_NOUN).finditer(head)} | {len(head)}
    for end in sorted(ends, reverse=True):
        whole = head.count("（", 0, end) == head.count("）", 0, end)
        behind = _bylines(head[end:]) if whole and shapes.is_title(head[:end].strip("【】")) else None
        if behind is not None:
            return [*_subtitle(head[:end]), *(end + place for place in behind)]
    return None


def undated(head: str) -> str:
    """A head without the date at its end."""
    return compiled(rf"(?:{DATE}){_PLACE}$").sub("", head.rstrip()).rstrip()


def _subtitle(title: str) -> list[int]:
    """Where the subtitle of a title begins: 守好每一颗道钉——在表彰会上的发言."""
    place = title.find("——")
    return [place] if place > 0 and title.count("——") == 1 else []


def _bylines(text: str) -> list[int] | None:
    """Where the speaker and the date begin of which a text consists, in either order; None if of more."""
    dated = compiled(rf"(?:{DATE}){_PLACE}$").search(text) or compiled(DATE).match(text.lstrip())
    date = dated[0] if dated else ""
    speaker = text.replace(date, "", 1).strip() if date else text.strip()
    if speaker and not _is_byline(speaker):
        return None
    return sorted(text.index(piece) for piece in (date, speaker) if piece)


def _is_byline(text: str) -> bool:
    """Whether a text names the speaker, and not those who are spoken to: 张三, but not 老兵, 社区志愿者."""
    text = compiled(_LABEL).sub("", text)
    if compiled(_HIDDEN).search(text):
        return len(text) <= _LONGEST_BYLINE and compiled("[，。；：]|^的").search(text) is None
    if len(text) <= _LONGEST_NAME and shapes.name_signs(text) < _CERTAIN:
        return False
    named = text.endswith(_HEADS) or (
        shapes.has_post(text) and any(shapes.is_name(text[-size:]) for size in (2, 3))
    )
    if (shapes.names_people(text) and not named) or compiled(OF_NOUN).match(text):
        return False
    return shapes.is_signature(text) or shapes.ends_in_name(text)


_NOUN = rf"{shapes.SPEECH_NOUN}(?:提[纲要]|摘要|[（(](?:节选|摘要|摘登|提纲)[）)])?"
_LABEL = "^[^：，。]{1,6}[人讲持]："
"""What says that the one behind it speaks: 主讲人：."""
OF_NOUN = rf"{shapes.SPEECH_NOUN}|[者令赛稿]|人：|[比大]赛|辅导"
"""What a title's noun goes on with, and no speaker or audience begins with: 演讲者."""
_HEADS = ("书记", "主席", "主任", "经理", "总裁")
"""Words for people of whom a house has one, whose post may name a speaker."""
_HIDDEN = r"[^\x00-\xff][×xX*＊☆○△]{2,3}$"
"""A post whose holder's name is hidden: 校长×××."""
_LONGEST_BYLINE = 20
