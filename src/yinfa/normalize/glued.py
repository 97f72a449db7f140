"""The head of a speech glued into one line: title, speaker, date and salutation get lines of their own.

In: a line that holds more than one of them. Out: proposals that part it before and
behind the salutation, which is told by its build and by what stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from yinfa import shapes
from yinfa.lexicon import bits, last_word, part_of_speech, segment
from yinfa.normalize import frame
from yinfa.normalize.head_borders import borders, undated
from yinfa.normalize.lines import Line, Proposal, lines
from yinfa.normalize.paragraphs import paragraphs

_POSTS = "(?:主席|主任|书记|[市县区省镇乡州院校局部会]长|审判长|主持人)"
LONGEST_HEAD = 120
"""Characters of the longest title, or salutation, that is looked for within a line."""
LEAST_GLUED = 60
"""Characters of the shortest line that is looked at for a title without a salutation."""
_LONG = 400
"""From this length on a line that opens with a salutation holds more than one paragraph."""
_LEAST_WHOLE = 150
"""Characters of the shortest text of one line that is a speech as a whole."""
_NEAR = 220
"""So far behind a line's start a salutation that is glued to its title may end."""


def head(text: str) -> Iterator[Proposal]:
    """Title, date and salutation glued together get lines of their own: …上的讲话同志们： → two lines."""
    rows = paragraphs(text)
    for index, row in enumerate(rows):
        above = rows[index - 1].text if index else ""
        if len(row.text) > 6 and not (
            (shapes.is_prose(above) and not _is_head(row.text)) or shapes.is_salutation(above)
        ):
            if index == 0 and (ends := _signed_title(row.text) or _noted_title(row.text)):
                yield from ((row.after(end), row.after(end), "\n", 0.85) for end in ends)
            else:
                whole = len(rows) == 1 and len(row.text) >= _LEAST_WHOLE
                yield from _breaks(row, above, whole=whole)


def doubled(text: str) -> Iterator[Proposal]:
    """Of two forms of a title glued into one the first goes: 村茶会发言稿茶会发言稿 → 茶会发言稿.

    What is glued to a title that stands twice alike has a line of its own.
    """
    for row in lines(text)[:2]:
        half = len(row.text) // 2 if row.text[-1] not in shapes.ENDS else 0
        if _LEAST_HALF <= half <= _LONGEST_TWIN and row.text == 2 * row.text[:half]:
            yield row.first, row.first + half, "", 0.85
            return
        start = twin = 0
        for first, second in pairwise(match.end() for match in re.finditer(_NOUN, row.text)):
            if second - start > 2 * LONGEST_HEAD:
                break
            title, again = row.text[start:first], row.text[first:second].lstrip(" _-|—")
            again = re.sub(_LABEL, "", again)
            whole = shapes.is_title(title) and shapes.is_title(again) and not re.match(_NO_TITLE, again)
            whole = whole and again[0] not in "】])）》”"  # 【闭幕词】…的闭幕词
            if whole and (_are_alike(title, again) or re.search(_OF_PAGE, title)):
                start = second - len(again)
                twin = second if title == again else 0
            elif start:
                break
        if start:
            yield row.first, row.first + start, "", 0.72
            rest = row.text[twin:] if twin else ""
            if len(rest) >= LEAST_GLUED and rest[0].isalnum() and not shapes.salutation_end(rest):
                yield row.first + twin, row.first + twin, "\n", 0.72
            return


_NOUN = rf"{shapes.SPEECH_NOUN}(?:范[文本例])?"
_LABEL = r"^(?:文章|文档)?(?:标题|题目)[:：]\s*"
_NO_TITLE = r"[本此该这]|(?:[下以][面下][^，。：:]{0,4})?小编|\S+\s|.*[：。！；:!;]"
"""What opens a sentence about a text, or words of the page, or the speech, behind a title."""
_OF_PAGE = r"稿(?:范[文例本]|模板)$"
"""What ends a page's name for a draft, and not a title to which anything but another form of it is glued."""
_LEAST_HALF, _LONGEST_TWIN = 6, 40
"""Characters of a title that is told by nothing but that it stands twice."""
_LEAST_ALIKE = 0.6
"""Share of the pairs of characters of the shorter form of a title that the other one holds."""


def _are_alike(first: str, second: str) -> bool:
    """Whether two titles are forms of one: most pairs of characters of the shorter one stand in the other."""
    pairs = [{left + right for left, right in pairwise(title)} for title in (first, second)]
    return len(pairs[0] & pairs[1]) >= _LEAST_ALIKE * min(map(len, pairs))


def _is_head(line: str) -> bool:
    """Whether a line is a title and a salutation and nothing more: the head of a further speech."""
    found = _behind_head(line, named=False, titled=False, whole=False) if line[-1] in "：:" else None
    return found is not None and found[1] == len(line) and shapes.is_title(line[: found[0]])


def _is_of_head(line: str) -> bool:
    """Whether a line stands above a salutation: a title, a subtitle, the speaker or a date."""
    if shapes.is_title(line) or shapes.is_themed(line) or shapes.is_subtitle(line) or shapes.is_date(line):
        return True
    return shapes.is_speaker(line)


def _breaks(row: Line, above: str, *, whole: bool) -> Iterator[Proposal]:
    """Where a line is to be parted that stands below the line `above`; `whole`: it is a speech."""
    opening = _is_of_head(above)
    announced = re.match(_ANNOUNCED, row.text) if row.text[0] == "以" else None
    if announced and salutation_end(row.text, announced.end()):
        yield row.first + announced.end(1), row.first + announced.end(), "\n", 0.95
        return
    found = _salutation(row.text, titled=opening, whole=whole)
    if found is None:
        if end := _title_end(row.text, first=not above) or _title_again(row.text, above):
            yield row.after(end), row.after(end), "\n", 0.85
        return
    start, end = found
    places = [*_head_breaks(row.text[:start]), start] if start else []
    greeting = shapes.is_greeting(row.text[end:].lstrip()) and shapes.is_salutation(row.text)
    runs_on = end < len(row.text) and not greeting
    opening = opening and re.match(_SAID_OF, row.text[end:].lstrip()) is None
    if runs_on and (start or opening or whole or len(row.text) > _LONG):
        places.append(end)
        while further := salutation_end(row.text, places[-1]):
            places.append(further)
    for place in places:
        if row.text[place : place + 1] in _GOING_ON:
            continue
        before = len(row.text[:place].rstrip())
        behind = len(row.text) - len(row.text[place:].lstrip())
        yield row.after(before), row.after(behind), "\n", 0.95 if place < end else 0.9


_GOING_ON = tuple("、，的们")
"""What no piece of a head begins with: 亲爱|的朋友们, 运动员|、裁判员."""
_ANNOUNCED = (
    r"(以下[是为][^。，！？：:]{4,80}(?:讲话|致[辞词]|演[讲辞]|发言)(?:的?全文|内容)?"
    r"(?:[（(][^（()）]{2,10}[）)])?[：:])\s*"
)
"""What announces a speech, with the speech in the same line: 以下是市长致辞全文：各位来宾：…."""
_SAID_OF = "[是有都也就还要不]|一[个位是]|第?一[，、]|[（(]"
"""What a sentence begins with that says something of people named before it, and not to them."""


def _salutation(line: str, *, titled: bool, whole: bool) -> tuple[int, int] | None:
    """Where the salutation of a line begins and ends, behind a title or at its start; or None.

    A line that is a salutation as a whole can hold, below a head (`titled`), the speaker besides.
    In a speech that stands in one line (`whole`) what calls an audience ends the head, whatever it is.
    """
    single = shapes.is_salutation(line) or shapes.may_be_salutation(line, "")
    end = len(line) if single else shapes.salutation_end(line)
    if not end and titled and re.match(shapes.ADDRESS, line):
        end = salutation_end(line, 0)  # 各位老师，大家好！今天…
    if end and re.match(shapes.ADDRESS, line):
        return (0, end) if end < len(line) else None
    if not single or titled:
        found = _behind_head(line, named=titled and end > 0, titled=titled, whole=whole)
        return found or ((0, end) if 0 < end < len(line) else None)
    return None


def _behind_head(line: str, *, named: bool, titled: bool, whole: bool) -> tuple[int, int] | None:
    """Where the salutation behind a title, or if `named` behind the speaker's name alone, begins and ends.

    Below a title (`titled`) no other phrase is one.
    """
    found: dict[int, tuple[int, int]] = {}
    for start in _starts(line[:_NEAR]):
        head = line[:start].rstrip()
        if len(head) > LONGEST_HEAD or re.search("[。！？；：:!?;]", re.sub(_COLONS, "", head)):
            break
        if len(re.findall("[（(]", head)) > len(re.findall("[）)]", head)):
            continue
        end = salutation_end(line, start) if start else 0
        dated = shapes.is_date(head)
        if end and (dated or "的" in head or not line.startswith("“", end)):  # 县长寄语青年：“…”
            rank = _rank(head, line[start:end], named=named, whole=whole)
            if titled and rank == _PHRASE and not dated and not shapes.is_speaker(head):
                continue
            if rank == _UNUSUAL or rank not in found:
                found[rank] = (start, end)  # what nobody opens with may be the speaker before 师傅们：
    found.pop(_NO_HEAD, None)
    if not found:
        return None
    start, end = found[min(found)]
    posts = re.search(rf"(?:{_POSTS}[、，,])+$", line[:start])
    return (posts.start() if posts else start), end


_COLONS = (
    rf"^[^，。；：:]{{0,12}}{shapes.SPEECH_NOUN}[：:]|(?<=\d):(?=\d\d)|"
    "(?:[持讲报告宣述职竞聘言授课读诵话祭]人|主持|主讲|主祭)[：:]"
)
"""The colons of a head: of what a theme stands behind (国旗下的讲话：节约用水), of hours and of labels."""


def _starts(line: str) -> list[int]:
    """Where a salutation may begin in a line: at a word that most open with, or behind a speech's noun.

    Behind the first noun, where the speaker and the date may stand, it may begin at any word.
    """
    nouns = [match.end() for match in re.finditer(rf"{shapes.SPEECH_NOUN}{_BRACKET}(?!\s*\d)", line)]
    starts = {match.start() for match in re.finditer(shapes.ADDRESS_OPENING, line)} | {*nouns}
    if first := re.search(shapes.SPEECH_NOUN, line):
        behind = re.split("[：:。]", line[first.end() :], maxsplit=1)[0]
        starts |= {*accumulate(map(len, segment(behind)), initial=first.end())}
    return sorted(starts)


_BRACKET = "(?:（[^（）]{2,8}）(?!$))?"
"""What a page sets behind a title: 致辞（收藏备用）."""
_CALLED = r"((?![全我老])\w{1,2}?)(?:各位|诸位|同志们|(?:尊敬|敬爱|亲爱)的)"
"""What calls an audience, and before it the last characters of a name that end no post."""
_CALLING = "各位|诸位|(?:尊敬|敬爱|亲爱)的"
_UNUSUAL, _PHRASE, _NO_HEAD = 1, 2, 3


def _rank(head: str, salutation: str, *, named: bool, whole: bool) -> int:
    """How well a salutation fits behind a head: 0 best, `_NO_HEAD` not at all."""
    if re.search("(?:[的和、]|各位|诸位|全体|广大|们[、，][^、，]{0,6})$", head) or salutation[0] in "们、":
        return _NO_HEAD
    cut = re.match(_CALLED, salutation)
    if cut and (len(cut[1]) == 1 or bits(cut[1]) is None):
        return _NO_HEAD  # 书记李根|生各位领导
    usual = re.match(shapes.ADDRESS, salutation) is not None
    signed = shapes.has_post(head) and shapes.ends_in_name(head)
    if signed or (not named and (shapes.is_themed(head) or borders(head) is not None)):
        return 0 if usual else _UNUSUAL
    alone = salutation.startswith(("同志：", "同志:"))  # behind a name, not behind a title
    called = usual and not named and not alone and salutation[-1] in "：:"
    closed = whole and re.match(_CALLING, salutation) is not None and _is_closed(head)
    return _PHRASE if called and (closed or _is_phrase(head)) else _NO_HEAD


def _is_closed(head: str) -> bool:
    """Whether a head may end before those who are called: not 我要介绍|各位来宾, not 在座的领导|各位来宾."""
    named = not shapes.names_people(head) or any(shapes.is_name(head[-size:]) for size in (2, 3))
    return named and part_of_speech(last_word(head)) not in "pcdurv" and head[-1] not in "，,、致给对向"


def _is_phrase(head: str) -> bool:
    """Whether what stands before a salutation is a title without a speech's noun, and no open sentence."""
    last = last_word(head)
    return (
        len(head) > _LEAST_PHRASE
        and not shapes.names_people(head)
        and re.search(rf"{_SPOKEN}|[啊呀]|(?:[的、，,暨致给对向]|全体|广大|各位)$", head) is None
        and part_of_speech(last) not in "pcdur"
        and not (part_of_speech(last) == "v" and (len(last) == 1 or re.fullmatch(_TO_PEOPLE, last)))
    )


_LEAST_PHRASE = 3
_SPOKEN = "我|你们|咱|在此|在座|借此|最后|首先|其次|今天|现在|下面|同时|也祝|衷心|谨|刚才"
"""What a sentence holds and a title hardly."""
_TO_PEOPLE = (
    "欢迎|感谢|祝愿|祝福|祝贺|恭祝|敬祝|预祝|希望|恳请|邀请|有请|拜托|委托|代表|告诉|提醒|请教|问候|慰问|"
    "依靠|关心|关爱|服务|带领|团结|组织|动员|号召|要求|包括|成为|作为|属于|汇报|致敬|致意|看望|接待|选举|"
    "见到|看到|收到|听取|征求|面对|不负|辜负"
)
"""Verbs that people follow."""


def salutation_end(line: str, start: int) -> int:
    """Where a salutation that begins at `start` ends, or 0: behind its mark or at the line's end."""
    rest = line[start:]
    for match in re.finditer("[：:！!。]", rest[:LONGEST_HEAD]):
        if match[0] == "。":
            break
        if shapes.is_salutation(rest[: match.end()]):
            return start + match.end()
    return len(line) if len(rest) <= LONGEST_HEAD and shapes.is_salutation(rest) else 0


def _head_breaks(head: str) -> list[int]:
    """Where the title, its subtitle, the speaker and the date before a salutation are to be parted."""
    if found := borders(head):
        return found
    bare = undated(head)
    twin = _twin(bare)
    return [place for place in (twin, len(bare)) if 0 < place < len(head.rstrip())]


def _signed_title(line: str) -> tuple[int, ...]:
    """Where title, speaker and date in brackets end, glued to the first sentence of a speech, if they are.

    The speaker need not be told.
    """
    for match in re.finditer(shapes.SPEECH_NOUN, line[:LONGEST_HEAD]) if len(line) >= LEAST_GLUED else ():
        signed = re.compile(_SIGNED).match(line, match.end())
        if signed and shapes.is_title(line[: match.end()]):
            if not signed[1]:
                return match.end(), signed.end()
            named = shapes.is_speaker(signed[1].strip()) and not re.match(shapes.SPEECH_NOUN, signed[1])
            if named and "上的" not in signed[1]:  # 动员|会上的讲话县长王五
                return match.end(), signed.end(1), signed.end()
    return ()


def led_in(line: str) -> int:
    """Where the title that opens a line ends to which the page's introduction is glued, or 0.

    What follows it is the page's bracket, or an introduction that begins as such or names it again.
    """
    for match in re.finditer(_NOUN, line[:LONGEST_HEAD]) if len(line) >= LEAST_GLUED else ():
        title, rest = line[: match.end()], line[match.end() :]
        if not shapes.is_title(title) or len(title) < _LEAST_TWIN:
            continue
        bracket = re.match(shapes.IN_BRACKETS, rest)
        if bracket and bracket.end() < len(rest):
            return match.end() + bracket.end()
        count = frame.begins(rest, (title,))
        if count and (re.match(_LEADS_IN, rest) or title in rest[:count]):
            return match.end()
    return 0


_LEADS_IN = "(?:[下以][面下]|这里)[^，。：:]{0,4}小编|小编|[本此]文|[这本此该]篇"
"""What a page's introduction begins with."""


def _noted_title(line: str) -> tuple[int, ...]:
    """Where title and editor's note end that are glued to a speech: …讲话编者按：…，详见：同志们：…."""
    if end := led_in(line):
        return (end,)
    note = re.search("编者按[：:]|(?<=稿)[本此该这]篇", line[:LONGEST_HEAD])
    if not note or not shapes.is_title(line[: note.start()]):
        return ()
    told = re.compile("[^。：:]{0,10}(?:详见|如下|原文)[：:]").search(line, note.end())
    if not told and note[0][-1] == "篇":  # 本篇发言稿来自…，条理清楚：同志们：…
        told = re.compile("[^。：:]{4,80}[：:]").match(line, note.end())
        told = told if told and salutation_end(line, told.end()) else None
    return (note.start(), told.end()) if told else ()


def _title_end(line: str, *, first: bool) -> int:
    """Where a title ends to which the first sentence of a speech without salutation is glued, or 0.

    In the `first` line a draft's name is a title as well: 学习贯彻会议精神发言稿今天….
    """
    for match in re.finditer(rf"{shapes.SPEECH_NOUN}(?:文?稿|范文|全文)?(篇\d{{1,2}})?", line[:LONGEST_HEAD]):
        title, rest = line[: match.end()], line[match.end() :]
        if re.search("[。！？；：]", title) or re.match(_DATED_VERB, rest):
            return 0
        draft = first and title[-1] == "稿" and "的" not in title and rest[:1] not in ("我", "你")
        begins = _begins(rest, title, draft=draft) or (match[1] and len(rest) >= LEAST_GLUED)
        if begins and shapes.is_title(title) and not re.search(_SPOKEN, title):
            return match.end()
    return 0


def _title_again(line: str, title: str) -> int:
    """Where the title that stands above a line ends in it, to which the first sentence is glued, or 0."""
    rest = line[len(title) :].lstrip() if len(title) >= _LEAST_TWIN and line.startswith(title) else ""
    goes_on = len(rest) < LEAST_GLUED or re.match(rf"{_TELLS}|[^\w*×☆○“《（(]", rest) is not None
    return 0 if goes_on or not shapes.is_title(title) else len(title)


_LEAST_TWIN = 8
"""Characters of the shortest title that no sentence begins with by chance right below it."""


def _begins(rest: str, title: str, *, draft: bool) -> bool:
    """Whether a speech begins with what stands behind a title: 各位来宾，…; or, in a long line, 今年…."""
    if shapes.is_called(re.split("(?<=，)", rest, maxsplit=1)[0]):
        return True
    if len(title) + len(rest) < LEAST_GLUED:
        return False
    named = draft or re.search("[在于][^，]{4,}上的|的(?=..$)", title) is not None
    return re.match(rf"{_BEGINNINGS}|{_GREETED}" if named else _GREETED, rest) is not None


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
    "应当|截至|截止|\\d{4}年|\\d{1,2}月|（一）|1\\.|其中|第一|年初|年底|多年来|长期以来|实践证明|事实证明|俗话说|"
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


def _twin(head: str) -> int:
    """Where a title that stands twice in a row begins again, or 0."""
    again = head.find(head[:5], 5)
    if again > 0 and shapes.title_key(head[:again]) == shapes.title_key(head[again:]):
        return again
    return 0
