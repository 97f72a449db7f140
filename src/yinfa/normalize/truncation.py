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
_BEFORE = r"(?:…|⋯|\.{3,}|。{3,})*\s*[（(【\[]?\s*\Z"
_BEHIND = r"\s*[）)】\]]?\s*(?:…|⋯|\.{3,}|。{3,})*"
_WIDEST = 16  # characters of dots and brackets before a notice
_UNFINISHED = (
    r"[（(【\[]\s*(?:(?:本文|全文|文章)?未完|待续|后文|下文|余文|以下内容)(?:[，,；;。\s]*[^（）()【】\[\]\n]{0,24})?\s*[）)】\]]|"
    r"[（(【\[]\s*(?:下略|以下略|以下从略|以下省略|后略|中略|上略|前略|节略|有删节|有删减|文字略|具体略)\s*[）)】\]]"
)
_ELISION = r"[\[［【〔]\s*(?:…|⋯|\.{3,}|。{3,})+\s*[\]］】〕]"
_ASKS = (
    "登录|登陆|注册|付费|购买|支付|充值|开通|会员|(?i:vip|app)|订阅|解锁|扫码|关注|回复|客户端|展开|继续阅读"
)
_OFFERS = "下载|点击|下一页|翻页|查看|阅读"
_REST = "剩余|剩下|余下|其余|未读|未展示|未显示|隐藏|试读|预览|还剩|以下|下文|后文"
_WHOLE = "全文|完整|全部|正文"
_WHAT = r"内容|全文|正文|部分|文档|文章|本文|\d+\s*[页字%]"
_SPOKEN = "大家|同志|我们|各位|认真|学习|会议|群众|领导"
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
    for match in re.finditer(rf"{_HIDDEN}|{_UNFINISHED}|{_ELISION}", text):
        position, (start, end) = end, match.span()
        if match[0][0] not in _BRACKETS:
            before = re.search(_BEFORE, text[max(start - _WIDEST, position) : start])
            behind = re.compile(_BEHIND).match(text, end)
            start -= len(before[0]) if before else 0
            end = behind.end() if behind else end
        yield start, end, "", 0.95


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
    found = [text[start:end].strip() for rule in (inside, line) for start, end, _, _ in rule(text)]
    return tuple(found) or (text.strip(),)


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
