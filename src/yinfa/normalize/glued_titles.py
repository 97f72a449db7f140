"""Where a title ends to which the speech, or the page's words about it, are glued without a salutation.

In: a line. Out: the places behind the title, and behind who signed it and when.
"""

from __future__ import annotations

from yinfa import shapes
from yinfa.normalize import frame
from yinfa.patterns import compiled

GOING_ON = tuple("、，的们")
"""What no piece of a head begins with: 亲爱|的朋友们, 运动员|、裁判员."""
LONGEST_HEAD = 120
"""Characters of the longest title, or salutation, that is looked for within a line."""
LEAST_GLUED = 60
"""Characters of the shortest line that is looked at for a title without a salutation."""
NOUN = rf"{shapes.SPEECH_NOUN}(?:范[文本例])?"
SPOKEN = "我|你们|咱|在此|在座|借此|最后|首先|其次|今天|现在|下面|同时|也祝|衷心|谨|刚才"
"""What a sentence holds and a title hardly."""


def salutation_end(line: str, start: int) -> int:
    """Where a salutation that begins at `start` ends, or 0: behind its mark or at the line's end."""
    rest = line[start:]
    for match in compiled("[：:！!。]").finditer(rest[:LONGEST_HEAD]):
        if match[0] == "。":
            break
        if shapes.is_salutation(rest[: match.end()]):
            return start + match.end()
    return len(line) if len(rest) <= LONGEST_HEAD and shapes.is_salutation(rest) else 0


def signed_title(line: str) -> tuple[int, ...]:
    """Where title, speaker and date in brackets end, glued to the first sentence of a speech, if they are.

    The speaker need not be told.
    """
    for match in (
        compiled(shapes.SPEECH_NOUN).finditer(line[:LONGEST_HEAD]) if len(line) >= LEAST_GLUED else ()
    ):
        signed = compiled(_SIGNED).match(line, match.end())
        if signed and shapes.is_title(line[: match.end()]):
            if not signed[1]:
                return match.end(), signed.end()
            named = shapes.is_speaker(signed[1].strip()) and not compiled(shapes.SPEECH_NOUN).match(signed[1])
            if named and "上的" not in signed[1]:  # 动员|会上的讲话县长王五
                return match.end(), signed.end(1), signed.end()
    return ()


def led_in(line: str) -> int:
    """Where the title that opens a line ends to which the page's introduction is glued, or 0.

    What follows it is the page's bracket, or an introduction that begins as such or names it again.
    """
    for match in compiled(NOUN).finditer(line[:LONGEST_HEAD]) if len(line) >= LEAST_GLUED else ():
        title, rest = line[: match.end()], line[match.end() :]
        if not shapes.is_title(title) or len(title) < _LEAST_TWIN:
            continue
        bracket = compiled(shapes.IN_BRACKETS).match(rest)
        if bracket and bracket.end() < len(rest):
            return match.end() + bracket.end()
        count = frame.begins(rest, (title,))
        if count and (compiled(_LEADS_IN).match(rest) or title in rest[:count]):
            return match.end()
    return 0


_LEADS_IN = "(?:[下以][面下]|这里)[^，。：:]{0,4}小编|小编|[本此]文|[这本此该]篇"
"""What a page's introduction begins with."""


def noted_title(line: str) -> tuple[int, ...]:
    """Where title and editor's note end that are glued to a speech: …讲话编者按：…，详见：同志们：…."""
    if end := led_in(line):
        return (end,)
    note = compiled("编者按[：:]|(?<=稿)[本此该这]篇").search(line[:LONGEST_HEAD])
    if not note or not shapes.is_title(line[: note.start()]):
        return ()
    told = compiled("[^。：:]{0,10}(?:详见|如下|原文)[：:]").search(line, note.end())
    if not told and note[0][-1] == "篇":  # 本篇发言稿来自…，条理清楚：同志们：…
        told = compiled("[^。：:]{4,80}[：:]").match(line, note.end())
        told = told if told and salutation_end(line, told.end()) else None
    return (note.start(), told.end()) if told else ()


def title_end(line: str, *, first: bool) -> int:
    """Where a title ends to which the first sentence of a speech without salutation is glued, or 0.

    In the `first` line a draft's name is a title as well: 学习贯彻会议精神发言稿今天….
    """
    for match in compiled(rf"{shapes.SPEECH_NOUN}(?:文?稿|范文|全文)?(篇\d{{1,2}})?").finditer(
        line[:LONGEST_HEAD]
    ):
        title, rest = line[: match.end()], line[match.end() :]
        said = compiled(rf"{_OCCASION}{shapes.SPEECH_NOUN}[^，,]*[，,]").search(
            title
        )  # …会上的讲话方才，各地汇报
        if said or compiled("[。！？；：]").search(title) or compiled(_DATED_VERB).match(rest):
            return 0
        draft = first and title[-1] == "稿" and "的" not in title and rest[:1] not in ("我", "你")
        begins = _begins(rest, title, draft=draft) or (match[1] and len(rest) >= LEAST_GLUED)
        begins = begins and rest[:1] not in GOING_ON  # 运动员|、裁判员
        if begins and shapes.is_title(title) and not compiled(SPOKEN).search(title):
            return match.end()
    return 0


def title_again(line: str, title: str) -> int:
    """Where the title that stands above a line ends in it, to which the first sentence is glued, or 0."""
    rest = line[len(title) :].lstrip() if len(title) >= _LEAST_TWIN and line.startswith(title) else ""
    goes_on = len(rest) < LEAST_GLUED or compiled(rf"{_TELLS}|[^\w*×☆○“《（(]").match(rest) is not None
    return 0 if goes_on or not shapes.is_title(title) else len(title)


_LEAST_TWIN = 8
"""Characters of the shortest title that no sentence begins with by chance right below it."""


_OCCASION = "[在于][^，]{4,}上的"


def _begins(rest: str, title: str, *, draft: bool) -> bool:
    """Whether a speech begins with what stands behind a title: 各位来宾，…; or, in a long line, 今年…."""
    if shapes.is_called(compiled("(?<=，)").split(rest, maxsplit=1)[0]):
        return True
    if len(title) + len(rest) < LEAST_GLUED:
        return False
    named = draft or compiled(f"{_OCCASION}|的(?=..$)").search(title) is not None
    return compiled(rf"{_BEGINNINGS}|{_GREETED}" if named else _GREETED).match(rest) is not None


_BRACKETED = r"[（(]\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*[）)]\s*"
_TELLS = "[是为中里上下的指强提要作]"
"""What a sentence goes on with that tells something of a speech, which its date in brackets follows."""
_DATED_VERB = _BRACKETED + _TELLS
_SIGNED = (
    r"\s*([^\s，。；：！？、（()）][^，。；：！？、（()）]{1,30})?"
    rf"{_BRACKETED}(?![\s，。；：！？、]|{_TELLS}|$)"
)
"""The speaker, who need not be told, and the date in brackets behind a title, with no verb of it behind."""
_OPENERS = (
    "我们|你们|大家|各[级部单乡镇地县位]|今年|去年|当前|目前|过去|近年|近期|近日|全[县市省镇区校国体][^一]|面对|一是|首先|"
    "一方面|必须|有[的些位]|作为|按照|根据|刚才|随着|只有|没有|如果|虽然|尽管|为了|上半年|一年来|今天|由于|经过|围绕|应该|"
    "方才|刚刚|应当|截至|截止|\\d{4}年|\\d{1,2}月|（一）|1\\.|其中|第一|年初|年底|多年来|长期以来|实践证明|事实证明|俗话说|"
    "古人|毛泽东|邓小平|习近平|上个?月|“|《|不少|一些|部分|个别|特别|尤其|同时|老百姓|许多|很多|难道|希望|请[各大同你]|"
    "比如|例如|需要|什么是|可以说|从[^严优快]|关于|这[次项个些是里几]|那[个些是年]"
)
"""What a paragraph opens with, and a title seldom goes on with."""
_BEGINNINGS = (
    rf"{_OPENERS}|[（(]?\d{{4}}年|一、|最近|前不久|马上|"
    "[在正当][^，。,的]{2,30}(?:之际|时候?|时刻|日子里?|前夕)[，,]"
)
"""What a speech without salutation opens with."""
_GREETED = (
    "(?:(?:尊[敬重]|敬爱|亲爱)的|各位)[^，。；：！？,:!?]{1,16}[，、,]|"
    "(?:[^，。；：！？、,:!?的们]{1,8}们[、，,]?)+(?:大家|你们)?[早上中下午晚]{0,2}好"
)
"""What addresses an audience and goes over into the first sentence."""
