"""Where a heading ends that was glued to its text without a mark: 一、提高认识各级各部门要… ends behind 认识.

In: the texts behind the numbers of one run of headings (一、, 二、, 三、). Out: for
each the length of its heading, or 0 where it ends with a full stop and is no
heading of its own. Nothing in the text marks the place; three things tell it
together: headings of one run are alike in length and build, a paragraph opens
with other words than it goes on with, and no word reaches over the border.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from yinfa.lexicon import WORD_CUT, bond, part_of_speech, segment

_LONGEST = 46
_CERTAIN = 9.0
"""The margin of a choice that is the only one."""
_LONE = 1.5
"""So much less certain is the end of a heading that stands alone: nothing else of the run is open."""
_WHOLE = 3.0
"""The score of a heading behind which the next number follows, so that nothing is to be parted."""
_MOST = 14
"""Ends looked at for one heading."""
OPENERS = (
    "我们|你们|大家|各[级部单乡镇地县位]|今年|去年|当前|目前|过去|近年|近期|近日|全[县市省镇区校国体][^一]|面对|一是|首先|"
    "一方面|必须|有[的些位]|作为|按照|根据|刚才|随着|只有|没有|如果|虽然|尽管|为了|上半年|一年来|今天|由于|经过|围绕|应该|"
    "应当|截至|截止|\\d{4}年|\\d{1,2}月|（一）|1\\.|其中|第一|年初|年底|多年来|长期以来|实践证明|事实证明|俗话说|"
    "古人|毛泽东|邓小平|习近平|上个?月|“|《|不少|一些|部分|个别|特别|尤其|同时|老百姓|许多|很多|难道|希望|请[各大同你]|"
    "比如|例如|需要|什么是|可以说|从[^严优快]|关于|这[次项个些是里几]|那[个些是年]"
)
"""What a paragraph opens with, and a phrase seldom goes on with."""
_OPENING_WORDS = (
    "请|截至|截止|希望|难道|比如|例如|关于|虽然|如果|只有|由于|随着|一方面|通过|其中|同时|尤其|特别|首先|"
    "我们|大家"
)
"""Words that open a sentence and close no heading."""
_COUNTED = "一两几半个"
_NO_END = tuple(
    "的了着和与及在是要把将对为从以被让使而且并向到于或去来做、，；：（“《有能会可不很更最新再才就都也还之其每各"
    "这那此本全用"
)
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))
_NO_START = tuple("的了着们地得之者性化和与及、，；：。！？”）》%")
_NO_FIRST_WORDS = (
    "起来|下来|上来|下去|上去|出来|过来|开来|到位|以及|或者|而且|并且|乃至|之中|以内|以上|以下|之间"
)
_AT_END = {
    "n": 1.5, "w": 1.2, "i": 1.2, "a": 0.3, "v": -0.3, "m": -1.5, "q": 0.0, "t": -1.5, "r": -2.5, "d": -6.0,
    "p": -6.0, "c": -6.0, "b": -5.0, "u": -6.0,
}  # fmt: skip
"""How well a heading ends with a part of speech."""
_AT_START = {
    "r": 2.0, "t": 2.0, "c": 2.5, "m": 0.8, "d": 0.5, "p": 1.0, "n": 0.6, "w": 0.3, "a": -0.3, "i": 0.6,
    "b": 0.3, "q": -5.0, "f": -5.0, "u": -8.0, "y": -8.0,
}  # fmt: skip
"""How well a sentence begins with one."""
_BESIDE = {
    "vn": -2.0, "vw": -1.5, "vp": -2.0, "vv": -1.0, "vr": -0.5, "vm": -1.0, "an": -2.0, "nv": -1.0,
    "na": -1.5, "nd": -1.0, "wv": -1.5, "wd": -0.5, "nn": -0.3, "nw": -1.2, "ww": -2.0, "wn": -0.5,
    "mn": -3.0, "mm": -4.0,
}  # fmt: skip
"""How readily two parts of speech stand apart; those of one phrase do not."""


class _End(NamedTuple):
    """One place where a heading may end; `lead` where a full stop ends it."""

    length: int
    score: float
    lead: bool


def ends(
    texts: Sequence[str], whole: Sequence[bool], opening: frozenset[str] = frozenset()
) -> tuple[list[int], float]:
    """The lengths of the headings that open the texts of one run, 0 for a lead, and the margin of the choice.

    The margin is how much better, in the unit of the scores, the choice is than
    the best other one; below 1 it is a guess. `opening` are words with which
    sentences of the same speech begin.
    """
    options = [_options(text, single, opening) for text, single in zip(texts, whole, strict=True)]
    if not texts or not all(options):
        return [0] * len(texts), 0.0
    found: dict[tuple[_End, ...], float] = {}
    for first in range(len(texts)):
        for model in options[first]:
            choice = tuple(_like(texts, options, first, model))
            found[choice] = _total(texts, choice)
    ranked = sorted(found, key=lambda choice: -found[choice])
    margin = found[ranked[0]] - found[ranked[1]] if len(ranked) > 1 else _CERTAIN
    if whole.count(False) == 1:
        margin -= _LONE
    chosen = zip(texts, ranked[0], strict=True)
    return [0 if end.lead or end.length == len(text) else end.length for text, end in chosen], margin


def _like(texts: Sequence[str], options: Sequence[Sequence[_End]], first: int, model: _End) -> list[_End]:
    """For each text the end that goes best with a model end in the text `first`."""
    heading = texts[first][: model.length]

    def fit(text: str, end: _End) -> float:
        return end.score + _alike(heading, text[: end.length]) - 2 * (end.lead != model.lead)

    chosen = [max(ends, key=partial(fit, text)) for text, ends in zip(texts, options, strict=True)]
    chosen[first] = model
    return chosen


def _total(texts: Sequence[str], chosen: Sequence[_End]) -> float:
    """How good a choice of ends is: each for itself, and each two together."""
    headings = [text[: end.length] for text, end in zip(texts, chosen, strict=True)]
    rests = [text[end.length :] for text, end in zip(texts, chosen, strict=True)]
    pairs = [
        _alike(headings[left], headings[right])
        - 2 * (chosen[left].lead != chosen[right].lead)
        - _shared(rests[left], rests[right])
        for left in range(len(headings))
        for right in range(left)
    ]
    return sum(end.score for end in chosen) + (2 * sum(pairs) / len(headings) if pairs else 0.0)


def _options(text: str, whole: bool, opening: frozenset[str]) -> list[_End]:
    """The places where the heading of a text may end, best first."""
    if whole:
        return [_End(len(text), _WHOLE, text[-1] in "。！？")]
    stop = re.search("[。！？；：]", text)
    limit = min(stop.start() if stop else len(text), _LONGEST)
    found = []
    if stop and stop[0] in "。！？" and stop.start() <= _LONGEST:
        found.append(_End(stop.start(), 1.5 + _length_score(text[: stop.start()]), True))
    words = segment(text[: limit + 12])
    length = 0
    for index, word in enumerate(words[:-1]):
        length += len(word)
        if 2 <= length <= limit and length < len(text) and text[length] not in _NO_START:
            found.append(_End(length, _score(text, length, words, index, opening), False))
    return sorted(found, key=lambda end: -end.score)[:_MOST]


def _score(text: str, length: int, words: Sequence[str], index: int, opening: frozenset[str]) -> float:
    """How well a text is parted into a heading and the rest, seen for itself."""
    heading, rest = text[:length], text[length:]
    if heading[-1] in _NO_END or any(heading.count(left) != heading.count(right) for left, right in _PAIRS):
        return -8.0
    score = _length_score(heading) + _clauses_score(heading, rest)
    score += _words_score(heading, words[index], words[index + 1], opening)
    score -= min(bond(heading, rest), WORD_CUT)
    score -= 4.0 if rest[0] in "“《" and part_of_speech(words[index]) in "vp" else 0.0
    score -= 1.0 if re.search(r"\d", heading) else 0.0
    return score


def _words_score(heading: str, last: str, first: str, opening: frozenset[str]) -> float:
    """How well a heading ends with its last word, and the rest begins with its first."""
    left, right = part_of_speech(last), part_of_speech(first)
    score = _AT_END.get(left, 0.0) + _AT_START.get(right, 0.0) + _BESIDE.get(left + right, 0.0)
    score -= 1.6 * (len(last) == 1) + 6.0 * (re.fullmatch(_NO_FIRST_WORDS, first) is not None)
    score -= 6.0 if re.fullmatch(_OPENING_WORDS, last) or (last in "上下" and first[0] in _COUNTED) else 0.0
    if len(first) > 1:
        # A paragraph often takes up the last word of its heading.
        score += (3.0 if first == last else 1.2 * (first in heading)) + 1.0 * (first in opening)
    return score


def _clauses_score(heading: str, rest: str) -> float:
    """How well the clauses on both sides of a heading's end stand for themselves."""
    clauses = re.split("[，；]", heading)
    behind = re.split("[，、；。！？：]", rest)[0]
    opened = re.match(OPENERS, rest) is not None
    score = 2.5 * opened
    if len(clauses) > 1:
        score += 2.5 if len(clauses[-1]) == len(clauses[0]) else -0.5
        score -= 3.0 if len(clauses[-1]) < 3 else 0.0
    score -= 4.0 if re.match("[^。！？]{0,4}[。！？]", rest) else 0.0
    score -= 3.0 if len(behind) < 4 and not opened else 0.0
    score -= 4.0 if re.search("对[^的]*$", clauses[-1]) else 0.0
    return score


def _shared(left: str, right: str) -> float:
    """The cost of rests that still hold what their headings have in common: |有新作为, 紧|起来."""
    if left[1:3] == right[1:3] or left[2:4] == right[2:4]:
        return 6.0
    return 3.0 * (left[:1] == right[:1])


def _length_score(heading: str) -> float:
    return -0.12 * abs(len(heading) - 10) - (2.0 if len(heading) < 4 else 0.0)


def _alike(left: str, right: str) -> float:
    """How alike two headings are built."""
    marks = [re.sub("[^，、；]", "", heading) for heading in (left, right)]
    clauses = [[len(clause) for clause in re.split("[，、；]", heading)] for heading in (left, right)]
    score = 1.0 if marks[0] == marks[1] else -0.5
    score += 2.0 if clauses[0] == clauses[1] else 0.0
    score -= min(0.35 * abs(len(left) - len(right)), 3.0)
    score += 0.8 * (left[-1] == right[-1]) + 0.8 * (left[-2:] == right[-2:]) + 0.6 * (left[0] == right[0])
    return score
