"""Titles over several lines: the halves of one are joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from yinfa import shapes
from yinfa.lexicon import WORD_CUT, bond, last_word, part_of_speech
from yinfa.normalize.lines import Proposal
from yinfa.normalize.titles import heads, may_be_half
from yinfa.normalize.unfinished import is_unfinished
from yinfa.patterns import compiled


def broken(text: str) -> Iterator[Proposal]:
    """A title cut over lines is joined: 在…年度 / 总结表彰大会上的讲话 → one line."""
    for head in heads(text):
        rows = [row.text for row in head]
        index = 0
        while index < len(head) - 1:
            last, confidence = _last_half(rows, index)
            for above, below in zip(head[index:last], head[index + 1 : last + 1], strict=True):
                yield above.last, below.first, "", confidence
            index = last + 1


def signed(text: str) -> Iterator[Proposal]:
    """A speaker's name is joined with the post above it: 教师发展中心主任 / 易明 → 教师发展中心主任易明."""
    for head in heads(text):
        for title, post, name in zip(head, head[1:], head[2:], strict=False):
            if not shapes.is_post(title.text) and shapes.is_post(post.text) and shapes.is_name(name.text):
                yield post.last, name.first, "", 0.85


def held(rows: Sequence[str]) -> set[int]:
    """The rows that are parts of one title for certain, whatever words they hold, as it is open at each end.

    在全县乡村振兴论坛上的␊致辞, 全市教育工作会议主持词及总␊结讲话.
    """
    found: set[int] = set()
    for first in range(len(rows)):
        begun = rows[first]
        for last in range(first + 1, min(first + _MOST_LINES, len(rows))):
            if not _is_open(begun, rows[last]):
                break
            begun += rows[last]
            if shapes.is_title(begun):
                found |= {*range(first, last + 1)}
    return found


_LONGEST_WORD = 6
"""Characters of a menu's word, at most."""


def _is_open(first: str, second: str) -> bool:
    """Whether a title goes on at a line's end: in mid-phrase, in mid-word, in the name of its occasion."""
    if not may_be_half(first) or not may_be_half(second) or compiled(r"[_|\[【]|-\D").search(first + second):
        return False
    if compiled("(?:上的|暨|[^目]的|及|和|与)$").search(first) or compiled("的|上的|暨|及").match(second):
        return True
    cut = len(first) > _LONGEST_WORD and bond(first, second) >= WORD_CUT
    if cut or (len(second) == 1 and shapes.is_title(first + second)):
        return True
    named = (
        compiled("(?:在(?!线)|关于).{4}").match(first) is not None
        and compiled("[在关致]").match(second) is None
    )
    return named and not shapes.is_title(first)


def _last_half(rows: Sequence[str], first: int) -> tuple[int, float]:
    """The last of the lines that together with line `first` make one title, and how certain that is."""
    keys = [shapes.title_key(row) for row in rows]
    spelled = _spelled(rows, keys, first)
    if spelled:
        return spelled, 0.97
    if phrase := _phrase(rows, keys, first):
        return phrase, 0.9
    if len(set(keys)) == len(keys) and _is_couplet(rows, first):
        return first + 1, 0.72
    begun, last = rows[first], first
    while last + 1 < len(rows) and keys[last + 1] not in keys[first] and _is_cut(begun, rows[last + 1], keys):
        last += 1
        begun += rows[last]
    rest = rows[first + 1 : first + 3]
    if (
        last == first
        and len(rest) > 1
        and all(map(may_be_half, rest))
        and _is_cut(begun, "".join(rest), keys)
    ):
        return first + 2, 0.85
    return last, 0.9


def _phrase(rows: Sequence[str], keys: Sequence[str], first: int) -> int:
    """The last of the lines from `first` on that are one phrase and the title by their place, or 0.

    They stand right above a subtitle, or in a head of which no line is shaped like a title. A line
    ends in mid-phrase at each break; or, above a subtitle, the phrase has clauses of one length that
    the lines do not keep to: 守住一座山，护 / 好一江水.
    """
    stop = next((at for at in range(first, len(rows)) if shapes.is_subtitle(rows[at])), 0)
    over = stop > 0
    block = rows[first : stop or first + _MOST_LINES]
    others = (*keys[:first], *keys[first + 1 : first + len(block)])
    again = any(_is_in(*sorted((key, keys[first]), key=len)) for key in others)
    again = again or any(keys.count(key) > 1 for key in keys[first : first + len(block)])
    if not 2 <= len(block) <= _MOST_LINES or again or (not over and any(map(shapes.is_title, rows))):
        return 0
    cut = _cut_lines(block, over)
    if over and cut < len(block) - 1:
        return stop - 1 if _is_even(block) else 0
    return first + cut if cut else 0


def _cut_lines(block: Sequence[str], over: bool) -> int:
    """How many lines from the first one on end in mid-phrase."""
    begun = ""
    for index, (row, below) in enumerate(pairwise(block)):
        begun += row
        if not (
            _may_be_phrase(row, over) and _may_be_phrase(below, over) and _ends_within(begun, below, over)
        ):
            return index
    return len(block) - 1


_MOST_LINES = 4


def _is_in(short: str, long: str) -> bool:
    """Whether one line of a head holds another, which is more than a scrap of it."""
    return len(short) >= _LEAST_LINE and short in long


def _may_be_phrase(row: str, over: bool) -> bool:
    """Whether a line can be a part of a title without a speech's noun."""
    named = shapes.has_post(row) if over else shapes.is_speaker(row)
    return may_be_half(row) and not (named or shapes.is_title(row))


def _ends_within(left: str, right: str, over: bool) -> bool:
    """Whether a phrase is open at the end of a line: in mid-word, behind a number, with a stub of a clause.

    Right above a subtitle (`over`), where hardly anything else can stand, less is enough.
    """
    if len(left) < _LEAST_LINE:
        return over and len(left) > 2 and bond(left, right) > _BOND
    if bond(left, right) > (_BOND if over else WORD_CUT) or right[0] in _NEVER_FIRST or is_unfinished(left):
        return True
    clauses, rest = compiled("[，、,]").split(left), compiled("[，、,]").split(right)[0]
    stub = len(clauses) > 1 and len(clauses[-1]) <= 1 + over < len(clauses[0])
    last = last_word(left)
    counted = right[0] == "一" and len(last) == 1 and part_of_speech(last) == "v"
    number = compiled(_DIGITS).fullmatch(last) is not None and (
        not last.isascii() or compiled(_COUNTED).match(right)
    )
    return stub or len(rest) == 1 or counted or bool(number)


_BOND = 4
_DIGITS = r"[一二两三四五六七八九十百千万亿几半\d]+"
_COUNTED = r"[\d年月日周届次期个名位项号级强万亿千百余多%]"
"""What goes on from a number in digits, which a title may end with: 从1到100."""
_NEVER_FIRST = tuple("的了和与及之，、")


def _is_even(block: Sequence[str]) -> bool:
    """Whether the clauses of a phrase are of one length and no line ends where a clause does."""
    clauses = [len(clause) for clause in compiled("[，、,]").split("".join(block))]
    within = all(row[-1] not in "，、," and _may_be_phrase(row, over=True) for row in block)
    return len(clauses) > 1 and within and max(clauses) - min(clauses) <= 1 and min(clauses) >= _LEAST_LINE


def _is_couplet(rows: Sequence[str], first: int) -> bool:
    """Whether two lines are a motto of two phrases beside a title proper: 用心用情 / 奋力开创新局面."""
    pair = rows[first : first + 2]
    over = any(map(shapes.is_subtitle, rows[first + 2 : first + 3]))
    least, marks = (_LEAST_LINE, "“”、，") if over else (_LEAST_PHRASE, "“”、")
    phrases = len(pair) > 1 and all(
        least <= len(row) <= _LONGEST_PHRASE
        and all(shapes.is_chinese(character) or character in marks for character in row)
        and not (shapes.is_title(row) or shapes.is_speaker(row) or shapes.is_date(row))
        for row in pair
    )
    if phrases and (pair[0] in pair[1] or pair[1] in pair[0]):
        return False
    others = [*rows[:first], *rows[first + 2 :]]
    return phrases and any(
        compiled("[^，。]*[在上][^，。]*的").match(row) and shapes.is_title(row) for row in others
    )


_LEAST_PHRASE, _LONGEST_PHRASE = 6, 26
_LEAST_LINE = 4
"""Characters of the shortest line of a motto of two that stands right above a subtitle."""


def _spelled(rows: Sequence[str], keys: Sequence[str], first: int) -> int:
    """The last of the lines from `first` on that together spell another line of the head, or 0."""
    joined = keys[first]
    for last in range(first + 1, min(first + 4, len(keys))):
        if not keys[first] or not keys[last] or shapes.is_subtitle(rows[last]):
            return 0
        joined += keys[last]
        if joined in keys:
            return last
    return 0


def _is_cut(first: str, second: str, keys: Sequence[str]) -> bool:
    """Whether two lines of a head are the halves of one title."""
    if keys.count(shapes.title_key(first)) > 1 or keys.count(shapes.title_key(second)) > 1:
        return False
    if not may_be_half(first) or not may_be_half(second):
        return False
    if not shapes.is_title(first + second):
        return _is_cut_phrase(first, second)
    if shapes.is_title(first):
        return (
            compiled("大?会|上的|仪式|活动|暨|典礼|及").match(second) is not None
            or _is_cut_noun(first, second)
            or compiled("在[^的]+$").match(first) is not None
        )
    if first[-1] in "在对向致关":
        return True
    if compiled("[在于]").match(second) or (shapes.is_speaker(first) and (" " in first or len(first) < 5)):
        return False
    return (
        compiled(r"[在关致]|[^上的]*在[^上]*$").match(first) is not None
        or second[0] in "的上暨及和与会中"
        or len(second) < 6
        or (compiled(_GATHERING).search(first) is not None and len(second) <= _LONGEST_KIND)
        or compiled(_OCCASION).match(first) is not None
        or _is_bound(first, second)
    )


def _is_cut_noun(first: str, second: str) -> bool:
    """Whether the kind of a speech reaches over the break of a title: 讲话␊提纲, 答␊问."""
    noun = compiled(f"{shapes.SPEECH_NOUN}$").search(first + second)
    return len(second) == 1 or (noun is not None and noun.start() < len(first) < noun.end())


def _is_cut_phrase(first: str, second: str) -> bool:
    """Whether two lines without a speech's noun are halves: a word or a quotation reaches over the break."""
    if shapes.is_title(first) or shapes.is_title(second) or shapes.has_post(second):
        return False
    begun = compiled("[的了和与及之暨]|上的").match(second) is not None
    if bond(first, second) > 8 or begun or first.count("“") > first.count("”"):
        return True
    if is_unfinished(first) or compiled("[方才][能可会]$").search(first):
        return compiled("[|_–-]").search(first) is None
    return first[-1] in "，、" and not shapes.is_speaker(second)


_OCCASION = (
    r"(?:在|全[市县省区国镇乡村校院厂]|[^，。]{0,6}第.{1,4}[届次]|(?:\d{4}|二[〇零○].{2})年)"
    "[^，。的|_–—-]{4,}$|竞[聘选][^，。的]{2,}$"
)
"""What opens the name of an occasion, which goes on below where no speech's noun ends it."""


_GATHERING = "(?:大会|会议|[^委员协工学]会|仪式|典礼|论坛|活动|工作)$"
"""What the first half of a title may end with, of which the second names the kind: 总经理发言稿."""
_LONGEST_KIND = 12


def _is_bound(first: str, second: str) -> bool:
    return (
        bond(first, second) > 4
        or compiled(r"(?:年度?|暨|的|和|与|及|第.{1,4}[届次]|全[市县省区镇乡校国])$").search(first)
        is not None
    )
