"""The head of an official document above the speech that it was sent out with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from yinfa import shapes
from yinfa.normalize.frame_words import WRITTEN_DOWN
from yinfa.normalize.head_lines import LEAST_TITLE
from yinfa.normalize.lines import Line, Proposal, drop
from yinfa.normalize.lines import lines as all_lines
from yinfa.normalize.titles import heads
from yinfa.patterns import compiled
from yinfa.shapes import CHINESE_DIGITS

_CIRCULATED = (
    r"[（(](?:此[件文][^）)]{2,20}|(?:[会阅用]后|会议结束后)[^，。）)]{0,6}(?:收回|退回|交回|销毁|归还))[）)]|"
    r"(?:内部|会议|参阅|学习|机密|涉密)?(?:资料|文件|材料|刊物|文稿)?[\s，,]*(?:注意|妥善|请妥善)保[存管密]|"
    r"(?:内部|会议|参阅|学习)(?:资料|文件|材料|刊物|文稿)[\s，,]*"
    r"(?:请勿|严禁|不得|禁止|切勿)(?:外传|翻印|转载|复制)"
)
"""The note of who may read a document, and what becomes of it."""
_DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
_COPIED = (
    r"(?:主?报|抄?送|[印分]?发|抄报)[：:][^。]{2,80}。?|[（(]共印\s*\d{1,5}\s*份[）)]|"
    rf"[^，。：]{{2,30}}\s*{_DAY}印发?|{_CIRCULATED}"
)
"""The last lines of a document: to whom it goes, who printed it, and when (GB/T 9704-2012, 7.4)."""
_BULLETIN = (
    rf"[^，。；：]{{2,20}}(?:简报|通讯|快报|专报|参阅件)|"
    rf"第\s*[{CHINESE_DIGITS}\d]{{1,4}}\s*期(?:\s*[（(]?总第\s*\d{{1,4}}\s*期[）)]?)?|"
    rf"[^，。；：]{{2,20}}(?:编印?|主办)\s*{_DAY}"
)
"""The head of a bulletin."""
_COUNT = rf"(?:之?[{CHINESE_DIGITS}\d]{{1,3}}|\s*[（(][{CHINESE_DIGITS}\d]{{1,3}}[）)])"
_LETTERHEAD = (
    r"(?:绝密|机密|秘密|内部|特急|加急|平急)(?:\s*[★☆].{0,6})?|\d{6}|"
    r"(?:密级|份号|编号|文号|签发人|紧急程度)\s*[：:]\s*[^，。]{1,20}|"
    r"[^，。；：]{2,12}[〔［\[]\d{4}[〕］\]]\s*第?\d+号|"
    r"[^，。；：]{2,30}(?:委|委员会|政府|办公[室厅]|党组|[局厅部院会校司])文件|"
    rf"(?:会议|大会|参阅|交流)?(?:文件|材料|资料){_COUNT}|附[件录]\s*{_COUNT}?[:：]?|{_BULLETIN}|{_CIRCULATED}"
)
"""The lines of an official document's head (GB/T 9704-2012, 7.2), and its number among a meeting's papers."""


def lines(text: str) -> Iterator[Proposal]:
    """The head of the document that a speech was sent out with goes: 机密★1年 / 在…上的讲话 → 在…上的讲话."""
    first = next(iter(all_lines(text)), None)
    gone = {*_sent_with(text)}
    yield from (drop(text, row, 0.72) for row in sorted(gone))
    for head in heads(text):
        found = [
            row for row in head if compiled(_LETTERHEAD).fullmatch(row.text) and not shapes.is_title(row.text)
        ]
        # Below a title it stays, and behind a speech above which another one stands.
        found += (row for row in head[:1] if row == first and compiled(WRITTEN_DOWN).fullmatch(row.text))
        if len(found) < len(head):
            yield from (drop(text, row, 0.85) for row in found if row not in gone)
    for row in takewhile(lambda row: compiled(_COPIED).fullmatch(row.text), reversed(all_lines(text)[1:])):
        yield drop(text, row, 0.85)


def _sent_with(text: str) -> Sequence[Line]:
    """The letter that a text was sent out with, above its head: 现将县长的讲话印发给你们，请认真学习。."""
    rows = all_lines(text)[:_HEAD]
    letter = next((at for at, row in enumerate(rows) if compiled(_SENT_OUT).match(row.text)), len(rows))
    named = (at for at, row in enumerate(rows) if at > letter and row.text in rows[letter].text)
    below = (at for at, row in enumerate(rows) if at > letter and not _signs(row.text))
    title = next((at for at in named if len(rows[at].text) >= LEAST_TITLE), next(below, 0))
    if title and (rows[title].text in rows[letter].text or _opens(rows[title:])):
        return rows[:title]
    return ()


_SENT_OUT = "(?:[^。，！？]{2,30}[：:])?现[将把].{2,80}(?:[印转]发|下发|发)给(?:你们|大家|各位)"
_HEAD = 16
"""Lines from the top to the head of the speech below such a letter."""


def _signs(row: str) -> bool:
    """Whether a line ends such a letter: an office, a date, who may read it."""
    return shapes.names_office(row) or shapes.is_date(row) or compiled(_CIRCULATED).fullmatch(row) is not None


def _opens(rows: Sequence[Line]) -> bool:
    """Whether a speech begins: a phrase, and close below it those who are addressed."""
    called = any(row.text[-1] in ":：" for row in rows[1:_LONGEST_HEAD])
    return called and shapes.numbering(rows[0].text) is None and not shapes.is_prose(rows[0].text)


_LONGEST_HEAD = 5
"""Lines from a title to the salutation."""
