"""The head of a speech glued into one line: title, speaker, date and salutation get lines of their own.

In: a line that holds more than one of them. Out: proposals that part it before and
behind the salutation, which is told by its build and by what stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from yinfa import shapes
from yinfa.lexicon import bits, last_word, part_of_speech, segment
from yinfa.normalize import whole_heads
from yinfa.normalize.glued_titles import (
    GOING_ON,
    LEAST_GLUED,
    LONGEST_HEAD,
    NOUN,
    SPOKEN,
    noted_title,
    salutation_end,
    signed_title,
    title_again,
    title_end,
)
from yinfa.normalize.head_borders import OF_NOUN, borders, undated
from yinfa.normalize.lines import Line, Proposal, lines
from yinfa.normalize.paragraphs import paragraphs
from yinfa.patterns import compiled

_POSTS = "(?:主席|主任|书记|[市县区省镇乡州院校局部会]长|审判长|主持人)"
_LONG = 400
"""From this length on a line that opens with a salutation holds more than one paragraph."""
_LEAST_WHOLE = 150
"""Characters of the shortest text of one line that is a speech as a whole."""
_NEAR = 220
"""So far behind a line's start a salutation that is glued to its title may end."""


def head(text: str) -> Iterator[Proposal]:
    """Title, date and salutation glued together get lines of their own: …上的讲话同志们： → two lines."""
    rows = paragraphs(text)
    whole = len(rows) == 1 and len(rows[0].text) >= LEAST_GLUED
    if whole and not noted_title(rows[0].text) and (found := list(_whole(rows[0]))):
        yield from found
        return
    for index, row in enumerate(rows):
        above = rows[index - 1].text if index else ""
        if len(row.text) > 6 and not (
            (shapes.is_prose(above) and not is_head(row.text)) or shapes.is_salutation(above)
        ):
            if index == 0 and (ends := signed_title(row.text) or noted_title(row.text)):
                yield from ((row.after(end), row.after(end), "\n", 0.85) for end in ends)
            else:
                yield from _breaks(row, above, whole=whole and len(row.text) >= _LEAST_WHOLE)


def _whole(row: Line) -> Iterator[Proposal]:
    """Where the head of a speech that stands in one line is to be parted."""
    found = dict(whole_heads.places(row.text))
    first, *others = sorted(found) or [0]
    if others and row.text[0] in "全各" and shapes.is_salutation(row.text[: others[0]]):
        del found[first]  # 全厂的焊工|师傅们：
    last = max(found, default=0)
    while found and (last := salutation_end(row.text, last)):
        found[last] = 1.0
    for place, probability in found.items():
        before = len(row.text[:place].rstrip())
        behind = len(row.text) - len(row.text[place:].lstrip())
        yield row.after(before), row.after(behind), "\n", 0.95 if probability >= _SURE else 0.72


_SURE = 0.9
"""How probable the end of a piece must be that nothing is to be told of."""


def doubled(text: str) -> Iterator[Proposal]:
    """Of two forms of a title glued into one the first goes: 村茶会发言稿茶会发言稿 → 茶会发言稿.

    What is glued to a title that stands twice alike has a line of its own.
    """
    for index, row in enumerate(lines(text)):
        if (half := _half(row.text)) and (index < _HEAD or shapes.is_title(row.text[:half])):
            yield row.first, row.first + half, "", 0.85
            return
    for row in lines(text)[:_HEAD]:
        start = twin = 0
        for first, second in pairwise(match.end() for match in compiled(NOUN).finditer(row.text)):
            if second - start > 2 * LONGEST_HEAD:
                break
            title, again = row.text[start:first], row.text[first:second].lstrip(" _-|—")
            again = compiled(_LABEL).sub("", again)
            whole = shapes.is_title(title) and shapes.is_title(again) and not compiled(_NO_TITLE).match(again)
            whole = whole and again[0] not in "】])）》”"  # 【闭幕词】…的闭幕词
            whole = whole and not compiled(_NO_TITLE).match(title) and again.count("，") <= title.count("，")
            if whole and (_are_alike(title, again) or compiled(_OF_PAGE).search(title)):
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


_LABEL = r"^(?:文章|文档)?(?:标题|题目)[:：]\s*"
_NO_TITLE = r"[本此该这]|(?:[下以][面下][^，。：:]{0,4})?小编|\S+\s|.*[：。！；:!;]"
"""What opens a sentence about a text, or words of the page, or the speech, behind a title."""
_OF_PAGE = r"稿(?:范[文例本]|模板)$"
"""What ends a page's name for a draft, and not a title to which anything but another form of it is glued."""
_HEAD = 2
"""Lines in which a title is glued to another form of it."""
_LEAST_HALF, _LONGEST_TWIN = 6, 40
"""Characters of a title that is told by nothing but that it stands twice."""
_LEAST_ALIKE = 0.6
"""Share of the pairs of characters of the shorter form of a title that the other one holds."""


def _half(row: str) -> int:
    """How many characters of a line that is one phrase twice are the first one; 0 where it is none."""
    half = len(row) // 2 if len(row) <= 2 * _LONGEST_TWIN and row[-1] not in shapes.ENDS else 0
    return half if half >= _LEAST_HALF and row == 2 * row[:half] else 0


def _are_alike(first: str, second: str) -> bool:
    """Whether two titles are forms of one: most pairs of characters of the shorter one stand in the other."""
    pairs = [{left + right for left, right in pairwise(title)} for title in (first, second)]
    return len(pairs[0] & pairs[1]) >= _LEAST_ALIKE * min(map(len, pairs))


def is_head(line: str) -> bool:
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
    announced = compiled(_ANNOUNCED).match(row.text) if row.text[0] == "以" else None
    if announced and salutation_end(row.text, announced.end()):
        yield row.first + announced.end(1), row.first + announced.end(), "\n", 0.95
        return
    found = _salutation(row.text, titled=opening, whole=whole)
    if found is None:
        if end := title_end(row.text, first=not above) or title_again(row.text, above):
            yield row.after(end), row.after(end), "\n", 0.85
        return
    start, end = found
    places = [*_head_breaks(row.text[:start]), start] if start else []
    greeting = shapes.is_greeting(row.text[end:].lstrip()) and shapes.is_salutation(row.text)
    runs_on = end < len(row.text) and not greeting
    opening = opening and compiled(_SAID_OF).match(row.text[end:].lstrip()) is None
    if runs_on and (start or opening or whole or len(row.text) > _LONG):
        places.append(end)
        while further := salutation_end(row.text, places[-1]):
            places.append(further)
    for place in places:
        if row.text[place : place + 1] in GOING_ON:
            continue
        before = len(row.text[:place].rstrip())
        behind = len(row.text) - len(row.text[place:].lstrip())
        yield row.after(before), row.after(behind), "\n", 0.95 if place < end else 0.9


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
    if not end and titled and compiled(shapes.ADDRESS).match(line):
        end = salutation_end(line, 0)  # 各位老师，大家好！今天…
    if end and compiled(shapes.ADDRESS).match(line):
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
        if len(head) > LONGEST_HEAD or compiled("[。！？；：:!?;]").search(compiled(_COLONS).sub("", head)):
            break
        if len(compiled("[（(]").findall(head)) > len(compiled("[）)]").findall(head)):
            continue
        end = salutation_end(line, start) if start else 0
        if start and whole and not end and (called := compiled(_CALLS_ANY).match(line, start)):
            end = called.end()
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
    posts = compiled(rf"(?:{_POSTS}[、，,])+$").search(line[:start])
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
    nouns = [match.end() for match in compiled(rf"{shapes.SPEECH_NOUN}{_BRACKET}(?!\s*\d)").finditer(line)]
    starts = {match.start() for match in compiled(shapes.ADDRESS_OPENING).finditer(line)} | {*nouns}
    if first := compiled(shapes.SPEECH_NOUN).search(line):
        behind = compiled("[：:。]").split(line[first.end() :], maxsplit=1)[0]
        starts |= {*accumulate(map(len, segment(behind)), initial=first.end())}
    return sorted(starts)


_BRACKET = "(?:（[^（）]{2,8}）(?!$))?"
"""What a page sets behind a title: 致辞（收藏备用）."""
_CALLED = r"((?![全老])(?:[^\W的我]{1,3}?(?=[各诸]位|(?:尊敬|敬爱|亲爱)的)|[^\W我](?=同志们)))"
"""What calls an audience, and before it the last characters of a name that end no post."""
_CALLING = "各位|诸位|(?:尊敬|敬爱|亲爱)的"
_CALLS_ANY = rf"(?:{_CALLING})[^。？…；！!：:我你他今现请有是将要向对]{{2,30}}："
"""What calls an audience of any name, and says nothing: 各位“赤脚大夫”：."""
_UNUSUAL, _PHRASE, _NO_HEAD = 1, 2, 3


def _rank(head: str, salutation: str, *, named: bool, whole: bool) -> int:
    """How well a salutation fits behind a head: 0 best, `_NO_HEAD` not at all."""
    if (
        compiled("(?:[的和、各]|[各诸]位|全体|广大|们[、，][^、，]{0,6})$").search(head)
        or salutation[0] in "们、"
    ):
        return _NO_HEAD
    if compiled(OF_NOUN).match(salutation):
        return _NO_HEAD
    cut = compiled(_CALLED).match(salutation)
    if cut and (len(cut[1]) == 1 or bits(cut[1]) is None):
        return _NO_HEAD  # 书记李根|生各位领导
    usual = compiled(shapes.ADDRESS).match(salutation) is not None
    signed = shapes.has_post(head) and shapes.ends_in_name(head)
    if signed or (not named and (shapes.is_themed(head) or borders(head) is not None)):
        return 0 if usual else _UNUSUAL
    alone = salutation.startswith(("同志：", "同志:"))  # behind a name, not behind a title
    called = usual and not named and not alone and salutation[-1] in "：:"
    closed = whole and compiled(_CALLING).match(salutation) is not None and _is_closed(head)
    return _PHRASE if called and (closed or _is_phrase(head)) else _NO_HEAD


def _is_closed(head: str) -> bool:
    """Whether a head may end before those who are called: not 我要介绍|各位来宾, not 在座的领导|各位来宾."""
    named = not shapes.names_people(head) or any(shapes.is_name(head[-size:]) for size in (2, 3))
    last = part_of_speech(last_word(head))
    return named and last not in "pcdurv" and compiled(f"(?:[，,、]|{_OPEN})$").search(head) is None


def _is_phrase(head: str) -> bool:
    """Whether what stands before a salutation is a title without a speech's noun, and no open sentence."""
    last = last_word(head)
    return (
        len(head) > _LEAST_PHRASE
        and not shapes.names_people(head)
        and compiled(rf"{SPOKEN}|[啊呀]|(?:[的、，,]|{_OPEN})$").search(head) is None
        and part_of_speech(last) not in "pcdur"
        and not (part_of_speech(last) == "v" and (len(last) == 1 or compiled(_TO_PEOPLE).fullmatch(last)))
    )


_OPEN = "[暨致给对向]|的新|全体|广大|每?一?位|[届级]"
"""What goes on with those who are called."""
_LEAST_PHRASE = 3
_TO_PEOPLE = (
    "欢迎|感谢|祝愿|祝福|祝贺|恭祝|敬祝|预祝|希望|恳请|邀请|有请|拜托|委托|代表|告诉|提醒|请教|问候|慰问|"
    "依靠|关心|关爱|服务|带领|团结|组织|动员|号召|要求|包括|成为|作为|属于|汇报|致敬|致意|看望|接待|选举|"
    "见到|看到|收到|听取|征求|面对|不负|辜负"
)
"""Verbs that people follow."""


def _head_breaks(head: str) -> list[int]:
    """Where the title, its subtitle, the speaker and the date before a salutation are to be parted."""
    if found := borders(head):
        return found
    bare = undated(head)
    twin = _twin(bare)
    return [place for place in (twin, len(bare)) if 0 < place < len(head.rstrip())]


def _twin(head: str) -> int:
    """Where a title that stands twice in a row begins again, or 0."""
    again = head.find(head[:5], 5)
    if again > 0 and shapes.title_key(head[:again]) == shapes.title_key(head[again:]):
        return again
    return 0
