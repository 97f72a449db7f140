"""Notices that a page has left out a part of the speech, or wants something for it.

They are taken out; `structure` warns of each of them, for the speech is not whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yinfa import shapes
from yinfa.normalize.lines import Proposal, lines

_HIDDEN = (
    r"(?:此处|此段|以下|中间|这里)(?:内容)?(?:已|被)?(?:隐藏|省略|略去|删除|删减)(?:了|约)?\s*"
    r"\d+\s*个?(?:字符|汉字|字|段|行|页)"
)
_DOTS = r"(?:…|⋯|\.{3,}|。{3,})"
_BETWEEN_DOTS = rf"(?<=[…⋯.。])[^…⋯.。！？\n]{{4,24}}(?={_DOTS})"
_BRACKETED = r"[（(【\[［〔]\s*[^（）()【】\[\]［］〔〕。！？\n]{2,40}?\s*[）)】\]］〕]"
_BEFORE = rf"{_DOTS}*\s*[（(【\[]?\s*\Z"
_BEHIND = rf"\s*[）)】\]]?\s*{_DOTS}*"
_WIDEST = 16  # characters of dots and brackets before a notice
_PART = "此处|中间|以?[上中下前后]文?面?|其余|具体|部分|内容|文字|正文|若干|\\d|[字行段页已被了去的约]"
_LEFT_OUT = (
    rf"(?:{_PART})*(?:从略|省略|隐藏|略去|删减|略(?<!^略))(?:{_PART})*|有?删[节减]|节略|[后下余]文|以下内容"
)
"""What stands in a bracket or between dots that says no more than that a part is left out."""
_BROKEN_OFF = "未完(?![成工结])|待续|截断|内容过长|字数过多|未显示|未展示|未读|未加载"
"""What no speaker puts into brackets: the page did not show all of it."""
_ELISION = r"[\[［【〔]\s*(?:…|⋯|\.{3,}|。{3,})+\s*[\]］】〕]"
_ASKS = (
    "登录|登陆|注册|付费|购买|支付|充值|开通|会员|(?i:vip|app)|订阅|解锁|扫码|关注|回复|客户端|展开|继续阅读"
)
_OFFERS = "下载|点击|下一页|翻页|查看|阅读"
_REST = "剩余|剩下|余下|其余|未读|未展示|未显示|隐藏|试读|预览|还剩|以下|下文|后文"
_WHOLE = "全文|完整|全部|正文"
_WHAT = r"内容|全文|正文|部分|文档|文章|本文|\d+\s*[页字%]"
_COUNT = r"(?:\d|若干)\s*个?(?:字|页|段|行)"
_SPOKEN = "大家|同志|我们|各位|认真|学习|会议|会后|群众|领导|附件|简称"
"""Words of a speaker, not of a page."""
_ANY = f"{_REST}|{_WHOLE}|未完|待续|下一页"
_FULL_STOPS = "。！？!?"
_BUTTON = (
    r"(?:点击|点此|点我|立即|马上|请)?(?:继续|展开|阅读|查看|浏览|显示)(?:剩余|余下|其余|完整|全部|隐藏)?的?"
    r"(?:全文|剩余内容|余下内容|余下全文|剩余部分|余下部分)|"
    r"未完[，,]?(?:待续)?|待续|(?:请?点击?)?(?:进入|查看|阅读|看|翻)?下一页(?:继续)?(?:阅读|查看|浏览|观看)?(?:全文|更多)?"
)
_BRACKETS = "（(【[［〔"
_LONGEST_NOTICE = 60
_FRAME = "…⋯.。·-—=*_>›»＞→↓▼▽ \t【】[]（）()《》<>~～!！"


def inside(text: str) -> Iterator[Proposal]:
    """A notice of a hidden part is taken out: 提高认识。……此处隐藏9358个字……下一步 → 提高认识。下一步."""
    end = 0
    for match in re.finditer(rf"{_HIDDEN}|{_ELISION}|{_BRACKETED}|{_BETWEEN_DOTS}", text):
        if not _is_left_out(match[0]):
            continue
        position, (start, end) = end, match.span()
        if not re.fullmatch(_ELISION, match[0]):
            behind = re.compile(_BEHIND if match[0][0] not in _BRACKETS else rf"{_DOTS}*").match(text, end)
            end = behind.end() if behind else end
            before = re.search(_BEFORE, text[max(start - _WIDEST, position) : start])
            if before and _is_of_notice(text[: start - len(before[0])][-1:], text[end - 1]):
                start -= len(before[0])
        yield start, end, "", 0.95


def _is_left_out(found: str) -> bool:
    """Whether what was found between dots or in brackets says that the text goes on elsewhere."""
    if re.fullmatch(_HIDDEN, found):
        return True
    core = (found[1:-1] if found[0] in _BRACKETS else found).strip()
    if re.search(f"{_SPOKEN}|《", core):
        return False
    if re.fullmatch(_ELISION, found) or re.fullmatch(_LEFT_OUT, core) or re.search(_BROKEN_OFF, core):
        return True
    asked = re.search(f"{_ASKS}|{_OFFERS}", core) is not None
    return (asked or re.search(_COUNT, core) is not None) and re.search(
        f"{_REST}|省略|略去|删减", core
    ) is not None


def _is_of_notice(before: str, last: str) -> bool:
    """Whether dots above a notice are the notice's own: behind a sentence, or with dots behind it as well."""
    return not before or before in "。！？!?”\n" or last in "…⋯.。"


def line(text: str) -> Iterator[Proposal]:
    """A line that offers the rest of the text is taken out: 剩余内容请登录后查看␊ → ␊."""
    rows = lines(text)
    last = next((at for at in range(len(rows) - 1, -1, -1) if _is_sentence(rows[at].text)), -1)
    for number, row in enumerate(rows):
        if is_notice(row.text) and (number > last or row.text[-1] not in _FULL_STOPS):
            yield row.first, row.last, "", 0.9
        elif number >= last and (start := _notice_behind(row.text)):
            yield row.first + start, row.last, "", 0.9


def notices(text: str) -> tuple[str, ...]:
    """The notices in a piece of text that these rules took out, or all of it."""
    within = [(start, end) for start, end, _, _ in inside(text)]
    whole = [
        (start, end) for start, end, _, _ in line(text) if not any(end > at >= start for at, _ in within)
    ]
    return tuple(text[start:end].strip() for start, end in within + whole) or (text.strip(),)


def is_notice(row: str) -> bool:
    """Whether a line says that there is more of the text, and what the page wants for it."""
    if not re.search(_ANY, row):
        return False
    core = row.strip(_FRAME)
    if len(row) > _LONGEST_NOTICE or shapes.sentences(core) > 1 or re.search(_SPOKEN, core):
        return False
    if row[-1] in _FULL_STOPS and not re.search(rf"(?:{_ASKS}|下载).{{0,6}}[后才]", core):
        return False
    if re.fullmatch(_BUTTON, core):
        return True
    wants = _ASKS if not re.search(_REST, core) else f"{_ASKS}|{_OFFERS}"
    return all(re.search(pattern, core) for pattern in (f"{_REST}|{_WHOLE}", wants, _WHAT))


def _is_sentence(row: str) -> bool:
    return shapes.is_prose(row) and not is_notice(row)


def _notice_behind(row: str) -> int:
    """Where a notice begins that stands behind the last sentence of a line, or 0."""
    end = row[-2 * _LONGEST_NOTICE :]
    match = re.search(rf"(?<=[。！？…”])[^。！？”]{{4,{_LONGEST_NOTICE}}}[。！!]?$", end)
    if not match or not is_notice(match[0]):
        return 0
    return len(row) - len(match[0])
