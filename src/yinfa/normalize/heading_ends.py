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

from yinfa.lexicon import bond, segment

_LONGEST = 46
_CERTAIN = 9.0
"""The margin of a choice that is the only one."""
_MOST = 14
"""Ends looked at for one heading."""
OPENERS = (
    "我们|各[级部单乡镇地县位]|今年|去年|当前|目前|过去|近年|近期|近日|从|在|全[县市省镇区校国体]|通过|"
    "面对|一是|首先|一方面|这|为|必须|市委|"
    "县委|省委|党|习近平|同志|有的|作为|按照|根据|对|把|刚才|大家|我|随着|只有|没有|如果|上半年|一年来|"
    "今天|由于|经过|围绕|应该|应当|"
    "\\d{4}年|（一）|1\\.|关于|其中|第一|岁末|入汛|春节|年初|年底|多年来|长期以来|实践证明|事实证明|俗话说|"
    "古人|毛泽东|邓小平|上个?月|那|“|"
    "不少|一些|部分|个别|特别|尤其|同时|老百姓|许多|很多|每"
)
"""What a paragraph opens with, and a phrase seldom goes on with."""
_VERBS = (
    "要|坚持|开展|抓住|聚焦|紧紧|进一步|切实|认真|着力|大力|积极|严格|充分|牢固|深刻|全面|始终|努力|加强|"
    "加快|强化|抓好"
)
"""What a paragraph may open with as well as go on with."""
_NO_END = tuple(
    "的了着和与及在是要把将对为从以被让使而且并向到于或、，；：（“《有能会可不很更最新再才就都也还之其每各"
    "这那此本全用"
)
_NO_START = tuple("的了着们地得之者性化、，；：。！？”）》")
_ENDINGS = (
    "工作|意识|能力|水平|责任|落实|建设|发展|问题|基础|突破|担当|实效|任务|关系|优势|保障|作风|成效|氛围|"
    "认识|领导|重点|信心|措施|机制|环境|"
    "目标|质量|效率|形象|力度|管理|服务|安全|稳定|改革|创新|一些|上来|下去|起来|动力|合力|活力|力量|回顾|"
    "要求|部署|考核|监督|不足|提升|纵深|见效|"
    "感|性|力|度|观|关|线|仗|心|化|感情|本领|整治|感觉|明显|突出|不够|不强|不高|不实|到位|行动|秩序|设施|"
    "环节|场所|行业|监测|审批|特点|内涵"
)


class _End(NamedTuple):
    """One place where a heading may end; `lead` where a full stop ends it."""

    length: int
    score: float
    lead: bool


def ends(texts: Sequence[str], opening: frozenset[str] = frozenset()) -> tuple[list[int], float]:
    """The lengths of the headings that open the texts of one run, 0 for a lead, and the margin of the choice.

    The margin is how much better, in the unit of the scores, the choice is than
    the best other one; below 1 it is a guess. `opening` are words with which
    sentences of the same speech begin.
    """
    options = [_options(text, opening) for text in texts]
    if not texts or not all(options):
        return [0] * len(texts), 0.0
    found: dict[tuple[_End, ...], float] = {}
    for first in range(len(texts)):
        for model in options[first]:
            choice = tuple(_like(texts, options, first, model))
            found[choice] = _total(texts, choice)
    ranked = sorted(found, key=lambda choice: -found[choice])
    margin = found[ranked[0]] - found[ranked[1]] if len(ranked) > 1 else _CERTAIN
    return [0 if end.lead else end.length for end in ranked[0]], margin


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
    pairs = [
        _alike(headings[left], headings[right]) - 2 * (chosen[left].lead != chosen[right].lead)
        for left in range(len(headings))
        for right in range(left)
    ]
    return sum(end.score for end in chosen) + (2 * sum(pairs) / len(headings) if pairs else 0.0)


def _options(text: str, opening: frozenset[str]) -> list[_End]:
    """The places where the heading of a text may end, best first."""
    stop = re.search("[。！？；：]", text)
    limit = min(stop.start() if stop else len(text), _LONGEST)
    found = []
    if stop and stop[0] in "。！？" and stop.start() <= _LONGEST and stop.end() < len(text):
        found.append(_End(stop.start(), 1.5 + _length_score(text[: stop.start()]), True))
    length = 0
    words = segment(text[: limit + 12])
    for word, following in zip(words, [*words[1:], ""], strict=True):
        length += len(word)
        if 3 <= length <= limit and length < len(text) and text[length] not in _NO_START:
            score = _score(text[:length], text[length:])
            if len(following) > 1:
                score += 1.2 * (following in opening) + 1.2 * (following in text[:length])
            elif following and following in "上下中里内外前后":
                score -= 2.0
            score -= 0.8 * (len(word) == 1)
            found.append(_End(length, score, False))
    return sorted(found, key=lambda end: -end.score)[:_MOST]


def _score(heading: str, rest: str) -> float:
    """How well a text is parted into a heading and the rest, seen for itself."""
    if heading[-1] in _NO_END or heading.count("“") != heading.count("”"):
        return -8.0
    before = re.split("[，、；]", heading)[-1]
    behind = re.split("[，、；。！？：]", rest)[0]
    score = _length_score(heading)
    score += 2.5 if re.match(OPENERS, rest) else 1.2 if re.match(_VERBS, rest) else 0.0
    score -= 1.5 if re.search(r"\d", heading) else 0.0
    score += 1.2 if re.search(f"(?:{_ENDINGS})$", heading) else 0.0
    score -= min(bond(heading, rest), 8.0) / 2
    score -= 1.5 if len(before) + len(behind) < 9 else 0.0
    score -= 4.0 if re.match("[^。！？]{0,4}[。！？]", rest) else 0.0
    score -= 1.0 if len(before) < 3 or len(behind) < 2 else 0.0
    return score


def _length_score(heading: str) -> float:
    return -0.12 * abs(len(heading) - 12) - (2.0 if len(heading) < 4 else 0.0)


def _alike(left: str, right: str) -> float:
    """How alike two headings are built."""
    marks = [re.sub("[^，、；]", "", heading) for heading in (left, right)]
    clauses = [[len(clause) for clause in re.split("[，、；]", heading)] for heading in (left, right)]
    score = 1.0 if marks[0] == marks[1] else -0.5
    score += 2.0 if clauses[0] == clauses[1] else 0.0
    score -= min(0.35 * abs(len(left) - len(right)), 3.0)
    score += 0.8 * (left[-1] == right[-1]) + 0.8 * (left[-2:] == right[-2:]) + 0.6 * (left[0] == right[0])
    return score
