"""Text that was glued into one line: title, date, salutation and parts get lines of their own.

In: a line that holds more than one of them. Out: proposals that part it where that
is certain: before and behind a salutation, before numbers that count, and behind
a heading that nothing but its place in a run of headings tells from its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from yinfa import shapes
from yinfa.lexicon import part_of_speech, segment
from yinfa.normalize.heading_ends import OPENERS, ends
from yinfa.normalize.lines import Line, Proposal, lines

_ADDRESS = (
    "同志|各位|尊敬|敬爱|亲爱|朋友|在座|老师|同学|女士|先生|乡亲|父老|全体|领导|战友|代表|委员|家长|来宾|嘉宾"
)
_POSTS = "(?:主席|主任|书记|[市县区省镇乡州院校局部会]长|审判长|主持人)"
_LONGEST_HEAD = 120
_LEAST_GLUED = 60
"""Characters of the shortest line that is looked at for parts."""
_LONG = 400
"""From this length on a line that opens with a salutation holds more than one paragraph."""
_NEAR = 220
"""So far behind a line's start a salutation that is glued to its title may end."""
_DATE = (
    r"[（(]?(?:\d{4}|"
    r"[一二三四五六七八九〇零○]{4})年[\d一二三四五六七八九十]{1,2}月(?:[\d一二三四五六七八九十]{1,3}日)?[）"
    r")]?$"
)


def head(text: str) -> Iterator[Proposal]:
    """Title, date and salutation glued together get lines of their own: …上的讲话同志们： → two lines."""
    rows = lines(text)
    for index, row in enumerate(rows):
        if len(row.text) > 6 and (index == 0 or not shapes.is_prose(rows[index - 1].text)):
            yield from _breaks(row, opening=index > 0 and _is_of_head(rows[index - 1].text))


def _is_of_head(line: str) -> bool:
    """Whether a line stands above a salutation: a title, a subtitle, the speaker or a date."""
    if shapes.is_title(line) or shapes.is_subtitle(line) or shapes.is_date(line):
        return True
    return shapes.is_speaker(line) or shapes.ends_in_name(line)


def _breaks(row: Line, *, opening: bool) -> Iterator[Proposal]:
    """Where a line is to be parted; `opening` tells that it stands right below a head."""
    found = _salutation(row.text, titled=opening)
    if found is None:
        if end := _title_end(row.text):
            yield row.first + end, row.first + end, "\n", 0.85
        return
    start, end = found
    places = [*_head_breaks(row.text[:start]), start] if start else []
    runs_on = end < len(row.text) and not shapes.is_greeting(row.text[end:].lstrip())
    if runs_on and (start or opening or len(row.text) > _LONG):
        places.append(end)
        while further := _salutation_end(row.text, places[-1]):
            places.append(further)
    for place in places:
        before = len(row.text[:place].rstrip())
        behind = len(row.text) - len(row.text[place:].lstrip())
        yield row.first + before, row.first + behind, "\n", 0.95 if place < end else 0.9


def _salutation(line: str, *, titled: bool) -> tuple[int, int] | None:
    """Where the salutation of a line begins and ends, behind a title or at its start; or None.

    A line that is a salutation as a whole can hold, below a head (`titled`), the speaker besides.
    """
    whole = shapes.is_salutation(line) or shapes.may_be_salutation(line, "")
    end = len(line) if whole else shapes.salutation_end(line)
    if end and re.match(shapes.ADDRESS, line):
        return (0, end) if end < len(line) else None
    if not whole or titled:
        found = _behind_head(line, named=titled and end > 0)
        return found or ((0, end) if 0 < end < len(line) else None)
    return None


def _behind_head(line: str, *, named: bool) -> tuple[int, int] | None:
    """Where the salutation behind a title, or if `named` behind the speaker's name alone, begins and ends."""
    found: dict[int, tuple[int, int]] = {}
    for start in _starts(line[:_NEAR]):
        head = line[:start].rstrip()
        if len(head) > _LONGEST_HEAD or re.search("[。！？；：:!?;]", head):
            break
        end = _salutation_end(line, start) if start else 0
        if end:
            found.setdefault(_rank(head, line[start:end], named), (start, end))
    found.pop(_NO_HEAD, None)
    if not found:
        return None
    start, end = found[min(found)]
    posts = re.search(rf"(?:{_POSTS}[、，,])+$", line[:start])
    return (posts.start() if posts else start), end


def _starts(line: str) -> list[int]:
    """Where a salutation may begin in a line: at a word that most open with, or behind a speech's noun."""
    nouns = (match.end() for match in re.finditer(shapes.SPEECH_NOUN, line))
    return sorted({match.start() for match in re.finditer(_ADDRESS, line)} | set(nouns))


_NO_HEAD = 3


def _rank(head: str, salutation: str, named: bool) -> int:
    """How well a salutation fits behind a head: 0 best, `_NO_HEAD` not at all."""
    usual = re.match(shapes.ADDRESS, salutation) is not None
    signed = shapes.has_post(head) and shapes.ends_in_name(head)
    if signed or (not named and _is_title_head(head)):
        return 0 if usual else 1
    return 2 if usual and not named and salutation[-1] in "：:" and _is_phrase(head) else _NO_HEAD


def _is_phrase(head: str) -> bool:
    """Whether what stands before a salutation is a title without a speech's noun, and no open sentence."""
    last = segment(head[-_LAST_WORD:])[-1]
    return (
        len(head) > _LEAST_PHRASE
        and not shapes.names_people(head)
        and re.search(rf"{_SPOKEN}|[啊呀]|(?:[的、，,暨致给对向]|全体|广大|各位)$", head) is None
        and part_of_speech(last) not in "pcdur"
        and not (part_of_speech(last) == "v" and (len(last) == 1 or re.fullmatch(_TO_PEOPLE, last)))
    )


_LAST_WORD = 6
_LEAST_PHRASE = 3
_SPOKEN = "我|你们|咱|在此|在座|借此|最后|首先|其次|今天|现在|下面|同时|也祝|衷心|谨|刚才"
"""What a sentence holds and a title hardly."""
_TO_PEOPLE = (
    "欢迎|感谢|祝愿|祝福|祝贺|恭祝|敬祝|预祝|希望|恳请|邀请|有请|拜托|委托|代表|告诉|提醒|请教|问候|慰问|"
    "依靠|关心|关爱|服务|带领|团结|组织|动员|号召|要求|包括|成为|作为|属于|汇报|致敬|致意|看望|接待|选举|"
    "见到|看到|收到|听取|征求|面对|不负|辜负"
)
"""Verbs that people follow."""


def _salutation_end(line: str, start: int) -> int:
    """Where a salutation that begins at `start` ends, or 0: behind its mark or at the line's end."""
    rest = line[start:]
    if len(rest) <= _LONGEST_HEAD and shapes.is_salutation(rest):
        return len(line)
    for match in re.finditer("[：:！!。]", rest[:_LONGEST_HEAD]):
        if match[0] == "。":
            break
        if shapes.is_salutation(rest[: match.end()]):
            return start + match.end()
    return 0


def _is_title_head(head: str) -> bool:
    """Whether what stands before a salutation is a title, or one with its speaker and date."""
    head = re.sub(_DATE, "", head).rstrip()
    return any(_is_title(part) for part in (head, *(head[:end] for end in _title_ends(head))))


def _is_title(text: str) -> bool:
    return shapes.is_title(text.strip("【】"))


def _title_ends(head: str) -> list[int]:
    """Where a title may end within a head: behind each noun of a speech that a speaker follows."""
    if _is_title(head):
        return []
    return [
        match.end()
        for match in re.finditer("讲话|发言|致辞|致词|演讲|报告|主持词|贺词|党课|寄语|述职", head)
        if _is_byline(head[match.end() :])
    ]


def _is_byline(text: str) -> bool:
    """Whether a text names the speaker, and not those who are spoken to: 张三, but not 老兵."""
    named = len(text) <= _LONGEST_NAME and shapes.names_people(text)
    return text != "" and shapes.is_speaker(text) and not named


_LONGEST_NAME = 3


def _head_breaks(head: str) -> list[int]:
    """Where the title, the speaker and the date before a salutation are to be parted."""
    places = []
    dated = re.search(_DATE, head)
    bare = head[: dated.start()].rstrip() if dated else head.rstrip()
    ends = _title_ends(bare)
    if ends and shapes.is_title(bare[: ends[-1]]):
        places.append(ends[-1])
    elif twin := _twin(bare):
        places.append(twin)
    if dated and dated.start():
        places.append(dated.start())
    return places


def _title_end(line: str) -> int:
    """Where a title ends to which the first sentence of a speech without salutation is glued, or 0."""
    if len(line) < _LEAST_GLUED:
        return 0
    for match in re.finditer(rf"{shapes.SPEECH_NOUN}(?:文?稿|范文|全文)?", line[:_LONGEST_HEAD]):
        title, rest = line[: match.end()], line[match.end() :]
        if re.search("[。！？；：]", title):
            return 0
        named = re.search("[在于][^，]{4,}上的|的(?=..$)", title) is not None
        opened = re.match(_BEGINNINGS, rest) if named else None
        if (opened or re.match(_GREETED, rest)) and shapes.is_title(title) and not re.search(_SPOKEN, title):
            return match.end()
    return 0


_BEGINNINGS = (
    rf"{OPENERS}|[（(]?\d{{4}}年|一、|最近|前不久|马上|"
    "[在正当][^，。,的]{2,30}(?:之际|时候?|时刻|日子里?|前夕)[，,]"
)
"""What a speech without salutation opens with."""
_GREETED = (
    "(?:(?:尊[敬重]|敬爱|亲爱)的|各位)[^，。；：！？,:!?]{1,16}[，、,]|"
    "(?:[^，。；：！？,:!?的]{1,8}们[、，,]?)+(?:大家|你们)?[早上中下午晚]{0,2}好"
)
"""What addresses an audience and goes over into the first sentence."""


def _twin(head: str) -> int:
    """Where a title that stands twice in a row begins again, or 0."""
    again = head.find(head[:5], 5)
    if again > 0 and shapes.title_key(head[:again]) == shapes.title_key(head[again:]):
        return again
    return 0


class _Number(NamedTuple):
    """A number that may open a part: where it begins and where it ends, its level, its value."""

    start: int
    end: int
    level: int
    value: int


_NUMBERS = (
    # What may begin a number comes first, so that the search runs from one to the next.
    r"[一二三四五六七八九十\d（(](?:"
    r"(?<=[一二三四五六七八九十])(?<![第〇零百千\d一二三四五六七八九十].)[一二三四五六七八九十]{0,2}(、)|"
    r"(?<=[（(])[一二三四五六七八九十]{1,3}([）)])|"
    r"(?<=\d)(?<![\d.．、].)\d?([.．、])(?!\d)|"
    r"(?<=[（(])\d{1,2}([）)]))"
)
"""The numbers that parts open with, by level: 一、 （一） 1. （1）; a group is the mark behind."""
_STOPS = "。！？…"
_LONGEST_INDENT = 6
_LONGEST_HEADING = 46
_LONGEST_SINGLE = 30
"""Characters of the longest sentence that is taken for a heading where the parts below it follow."""
_LEAST_MARGIN = 3.0
"""Margin of `heading_ends.ends` from which a heading is parted off: below it one in ten is wrong."""
_RUN = 12
"""Headings of one run that are held against each other."""
_CERTAIN, _OPEN = 0.9, 0.7
"""Confidence of a part's beginning, and of one whose heading may still run on into its text."""


def tails(text: str) -> Iterator[Proposal]:
    """A heading glued to the end of a paragraph gets its own line: …三点意见。一、提高认识 → two lines."""
    if "一" not in text and "1" not in text:
        return
    numbers = sorted(number for run in _runs(text, whole=True) for number in run)
    following = dict(pairwise([*numbers, None]))
    for number in numbers:
        end = text.find("\n", number.end)
        after = following[number]
        name = text[number.end : min(end, after.start if after else end)].rstrip()
        if end > 0 and not _opens_line(text, number.start) and _is_name(name):
            yield number.start, number.start, "\n", 0.85


def _opens_line(text: str, place: int) -> bool:
    """Whether nothing but an indent stands before a place on its line."""
    before, line_end, indent = text[max(place - _LONGEST_INDENT, 0) : place].rpartition("\n")
    return not indent.strip() and (line_end != "" or place == len(before) + len(indent))


def _is_name(text: str) -> bool:
    """Whether a text is the name of a part: short, with no mark of a sentence but at its end a question's."""
    return 1 < len(text) <= _LONGEST_HEADING and re.search("[。！；…]|：$|[？，].*？", text) is None


def parts(text: str) -> Iterator[Proposal]:
    """Numbered parts glued together get lines of their own: …三点意见。一、…。二、…。 → three lines."""
    rows = lines(text)
    whole = sum(len(row.text) for row in rows if len(row.text) >= _LEAST_GLUED) * 5 > 4 * len(text)
    for row in rows:
        if len(row.text) < _LEAST_GLUED or ("二、" not in row.text and not whole):
            continue
        runs = _runs(row.text, whole=whole and len(rows) <= 4)
        places = dict(_beginnings(row.text, runs)) | dict(_addresses(row.text) if whole else ())
        for place, confidence in places.items():
            yield row.first + place, row.first + place, "\n", confidence


def _addresses(line: str) -> Iterator[tuple[int, float]]:
    """The two sides of each salutation that opens a sentence within a line."""
    for match in re.finditer(f"[{_STOPS}][”’）]*", line):
        start = match.end()
        end = _salutation_end(line, start) if "：" in line[start : start + _LONGEST_HEAD] else 0
        if end and end < len(line):
            yield start, _CERTAIN
            yield end, _CERTAIN


def _runs(line: str, *, whole: bool) -> list[list[_Number]]:
    """The runs of numbers that part a line: each counts from one, at one level, within one part."""
    open_runs: dict[int, list[_Number]] = {}
    runs: list[list[_Number]] = []
    last: _Number | None = None
    for match in re.finditer(_NUMBERS, line):
        level = match.lastindex or 1
        number = _Number(*match.span(), level, shapes.number(match[0].strip("（()）、.．")))
        run = open_runs.get(level, [])
        if _is_of_word(line, number):
            continue
        if number.value == 1 and _may_begin(line, number, last):
            run = []
            runs.append(run)
        elif number.value != len(run) + 1 or not run or not _ends_before(line, number.start):
            continue
        run.append(number)
        open_runs = {own: other for own, other in open_runs.items() if own < level} | {level: run}
        last = number
    runs = [run for run in runs if len(run) > 1]
    if whole or shapes.numbering(line):
        return runs
    return runs if any(run[0].level == 1 for run in runs) else []


def _may_begin(line: str, number: _Number, last: _Number | None) -> bool:
    """Whether the first number of a run may stand where it does."""
    if not number.start or _ends_before(line, number.start) or line[number.start - 1] in "：:":
        return True
    if last is not None and last.level < number.level:
        between = line[last.end : number.start]
        return len(between) <= _LONGEST_HEADING and not re.search("[。！？；]", between)
    return number.level == 1 and shapes.is_chinese(line[number.start - 1])


def _is_of_word(line: str, number: _Number) -> bool:
    """Whether the last word before a number's mark is more than the number: 大小不一、高低不平."""
    word = segment(line[max(number.start - _LAST_WORD, 0) : number.end - 1])[-1]
    return number.level == 1 and len(word) > number.end - 1 - number.start


def _ends_before(line: str, place: int) -> bool:
    """Whether a sentence ends right before a place."""
    before = line[max(place - _LONGEST_INDENT, 0) : place].rstrip(shapes.CLOSERS + " \u3000")
    return before[-1:] in tuple(_STOPS + "\n")


def _beginnings(line: str, runs: Sequence[Sequence[_Number]]) -> Iterator[tuple[int, float]]:
    """Where parts begin, and the text behind headings that go over into it without a mark."""
    if not runs:
        return
    numbers = sorted(number for run in runs for number in run)
    following = dict(pairwise([*numbers, None]))
    opening = _opening_words(line)
    for group in (run[at : at + _RUN] for run in runs for at in range(0, len(run), _RUN)):
        pieces = [_piece(line, number, following[number]) for number in group]
        lengths, margin = ends([text for text, _ in pieces], [whole for _, whole in pieces], opening)
        for number, length, (_, whole) in zip(group, lengths, pieces, strict=True):
            if number.start:
                yield number.start, _CERTAIN if whole or margin >= _LEAST_MARGIN else _OPEN
            if length and margin >= _LEAST_MARGIN:
                yield number.end + length, _CERTAIN


def _piece(line: str, number: _Number, following: _Number | None) -> tuple[str, bool]:
    """The text behind a number up to the next one, and whether it is a heading and nothing else."""
    text = line[number.end : following.start if following else len(line)]
    above = following is not None and following.level > number.level
    single = re.fullmatch("[^。！？]+[。！？]?", text) is not None and len(text) <= _LONGEST_SINGLE
    return text, single and (above or text[-1] not in "。！？")


def _opening_words(line: str) -> frozenset[str]:
    """The words that open the sentences of a line."""
    return frozenset(_first_word(sentence[:6]) for sentence in re.split("[。！？]", line)[1:] if sentence)


@lru_cache(maxsize=512)
def _first_word(text: str) -> str:
    return segment(text)[0]
