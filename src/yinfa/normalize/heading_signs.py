"""What tells where a heading ends that was glued to its text: the signs that `heading_ends` weighs.

In: a text behind a number. Out: the places where its heading may end, each with its
signs: the words and parts of speech on both sides, the build of the heading's clauses,
how the rest begins, what it takes up, what asks, what wants a verb.
A sign is a short name with its value, such as ``d:把``; blanks are written ␣.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

from yinfa.lexicon import WORD_CUT, bond, part_of_speech, segment
from yinfa.normalize import word_pairs
from yinfa.normalize.word_places import first_in, last_in
from yinfa.patterns import compiled

_LEAST, LONGEST = 2, 46
"""Characters of the shortest and of the longest heading."""
_WEAK = 6.0
"""Bits of `bond` below which a word may stand over a border by chance: 不能停|滞销."""
_BEHIND = 14
"""Characters behind the last place that are looked at."""
_STEPS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40)
"""Lengths are told apart up to these."""
_NO_START = "，、；：。！？”）》%"
_NO_END = "，、；：（“《"
_NEVER_FIRST = (
    "[我你他她]：|之[前内间中下外]|以[内来]|[的了着们]|为[“‘]|[一二三四五六七八九十]，|过去年(?!年)"
)
"""What no sentence begins with; 一， is the number that a heading would end with: 方案一，."""
_HALVES = (
    r"从[^到，]+ 到|.*(?:有[^，有]{1,4} 可(?![是以能见谓怜惜靠])|的几[点条个项件] |(?<!第)(一.) \1)"
    "|.* [^，。]{0,4}[这那].“|“[^”]{2,}” [^“]|这是[^，的]+ (?:[我你他咱]们|大家)的"
)
"""Constructions, and where no heading ends in them: 从课本|到课外, 有书|可读, 几点|意见, 一步|一步,
守住清廉|那条“线”, “财神”|请不来, 这是历史告诉|我们的."""
_JOINING = tuple("和与及或而并且把被将从向由")
_MODAL = (*"要应须能会", "必须", "应当", "应该")
_ASKED = ("程度", "时候", "地方", "东西", "问题", "原因", "样子", "标准", "办法", "意义", "作用")
"""What 什么 asks for."""
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))
_BETWEEN = tuple("，；：")
_MARK = "[，、；：。！？]"
_ASKING = "什么|怎|如何|[哪谁]|为何|几[个笔件条项句次]|是不是|能不能|要不要|会不会"
"""Words with which a sentence asks, or a heading whose text answers."""
_LEAD = "第一[，、步]|首先|一[是要则靠]|其一|（一）|1[.、]"
"""What opens the first of several things, and a heading's text as soon as any."""
_GOVERNORS = tuple("把将拿让使叫令对向从往在以用靠为给替与同跟被由")
"""Words that a noun follows, and behind that a verb."""
_NOWHERE = 99


class Place(NamedTuple):
    """A length that the heading of a text may have, 0 for none, and its signs."""

    length: int
    signs: tuple[str, ...]


class Parted(NamedTuple):
    """A text parted at a place, as it is held against the others of its run.

    Where no heading is `named`, its first sentence stands for it, if that is as short as one.
    """

    named: bool
    heading: str
    words: tuple[str, ...]
    shape: str
    clauses: tuple[int, ...]
    marks: str
    rest: str
    rest_words: tuple[str, ...]
    rest_shape: str


def places(text: str) -> list[Place]:
    """The places where the heading of a text may end; the first one says that it has none."""
    text = compiled(r"\s").sub("␣", text[: 2 * LONGEST])
    stop = compiled("[。！？]").search(text)
    end = stop.end() if stop and stop[0] == "？" else stop.start() - 1 if stop else len(text) - 1
    limit = min(end, LONGEST, len(text) - 1)
    words = segment(text[: limit + _BEHIND])
    found = [Place(0, tuple(_none(text, words, stop)))]
    marked = compiled("[“”（）《》]").search(text)
    doubled = set(_within_doubled(text[: limit + _BEHIND]))
    ends = {end: index for index, end in enumerate(accumulate(map(len, words)))}
    for length in range(_LEAST, limit + 1):
        heading, rest = text[:length], text[length:]
        if length in doubled or rest[0] in _NO_START or heading[-1] in _NO_END:
            continue
        if marked and not _closed(heading):
            continue
        index, own = ends.get(length, -1), words
        if index < 0 and bond(heading, rest) < _WEAK:
            own = segment(heading)
            index = len(own) - 1
            own = own + segment(rest[:_BEHIND])
        if index >= 0:
            signs = (
                *_border(own, index),
                *_build(heading, own[: index + 1]),
                *_beyond(heading, rest, own, index),
            )
            found.append(Place(length, signs))
    return found


def _within_doubled(text: str) -> Iterator[int]:
    """The places within words that stand twice in a row, but for the one between them: 核安全|核安全."""
    for match in compiled(r"(.{2,8})\1").finditer(text):
        middle = match.start() + len(match[1])
        yield from (at for at in range(match.start() + 1, match.end()) if at != middle)


def _closed(heading: str) -> bool:
    return all(heading.count(left) == heading.count(right) for left, right in _PAIRS)


def _asks(text: str) -> bool:
    """Whether a text holds a word that asks."""
    return compiled(_ASKING).search(text) is not None


def _none(text: str, words: Sequence[str], stop: re.Match[str] | None) -> Iterator[str]:
    """The signs of a text without a heading: how long its first sentence is, and how it begins."""
    mark, end = (stop[0], stop.start()) if stop else ("-", _NOWHERE)
    clause = compiled(_MARK).search(text)
    count = min(len(compiled("[，；]").findall(text[: min(end, LONGEST)])), 4)
    yield "none"
    yield f"ne:{step(end)}"
    yield f"nm:{mark}{step(end)}"
    yield f"nc:{count}{mark if end <= LONGEST else '-'}"
    yield f"nw:{_name(words[0])}"
    yield f"np:{part(words[0])}"
    yield f"ns:{_shape(words[:3])}"
    yield f"nk:{clause[0]}{step(clause.start())}" if clause else "nk:-"
    yield f"nq:{_asks(text[: clause.start()] if clause else text):d}{mark}"


def _border(words: Sequence[str], index: int) -> Iterator[str]:
    """The words next to a place, the characters, and the parts of speech."""
    before, behind = words[max(index - 2, 0) : index + 1], words[index + 1 : index + 4]
    third, second, last = (*("^",) * (3 - len(before)), *map(_name, before))
    first, next_, after = (*map(_name, behind), *("$",) * (3 - len(behind)))
    c, b, a, x, y, z = map(part, (third, second, last, first, next_, after))
    yield from (f"l:{last}", f"f:{first}", f"fn:{first}{next_}")
    yield from (f"lc:{last[-1]}", f"fc:{first[0]}", f"ll:{(second + last)[-2:]}", f"ff:{(first + next_)[:2]}")
    yield from (f"a:{a}", f"x:{x}", f"ax:{a}{x}", f"ba:{b}{a}", f"xy:{x}{y}", f"bax:{b}{a}{x}")
    yield from (f"axy:{a}{x}{y}", f"cba:{c}{b}{a}", f"xyz:{x}{y}{z}")
    left, right = f"{a}{min(len(last), 3)}", f"{x}{min(len(first), 3)}"
    yield from (f"an:{left}", f"xn:{right}", f"axn:{left}{right}")
    yield f"bt:{word_pairs.turn((last, second + last), (first, first + next_)):.0f}"
    yield from _beside(last, first)
    yield f"sv:{_subject((*words[index + 1 : index + 8], '$')[:7])}"
    yield from (f"y{at}:{digit}" for at, digit in enumerate(last_in(last) + first_in(first)))


@lru_cache(maxsize=4096)
def _beside(last: str, first: str) -> tuple[str, ...]:
    """What two words say of the parts of speech beside them: of each other, and of a stop between them."""
    left, right = word_pairs.class_of(last), word_pairs.class_of(first)
    behind, before = word_pairs.behind(last, left), word_pairs.preceding(first)
    start = word_pairs.classes()["."][right] + before.get(".", 0.0)
    return (
        f"bn:{behind[right] + before.get(left, 0.0):.0f}",
        f"be:{2 * behind['.']:.0f}",
        f"bs:{2 * start:.0f}",
    )


def _subject(words: Sequence[str]) -> str:
    """The parts of speech up to the first verb or mark of a sentence, those of one kind as one: nv, rdv."""
    found = ""
    for word in words:
        own = part(_name(word))
        kind = own if own in "vpdrtmqac，、；：$" else "n"
        if found[-1:] != kind:
            found += kind
        if kind in "vp，、；：$":
            break
    return found


def _build(heading: str, words: Sequence[str]) -> Iterator[str]:
    """The length of a heading, and how its clauses are built."""
    clauses = [list(own) for mark, own in groupby(words, _BETWEEN.__contains__) if not mark]
    *_, above, last = [[], *clauses]
    size, first, end = len("".join(last)), part(words[0]), part(words[-1])
    yield from ("place", f"h:{step(len(heading))}", f"c:{step(size)}", f"cc:{min(len(clauses), 4)}")
    yield from (f"o:{first}{end}", f"oc:{part(last[0])}{end}{min(len(last), 5)}")
    if not above:
        yield f"s:{_shape(words) if len(words) <= 5 else '-'}"
    else:
        longer = size - len("".join(above))
        yield f"d:{max(-6, min(longer, 6))}"
        yield f"ds:{_shape(above) == _shape(last):d}{sizes(above) == sizes(last):d}"
        yield f"dl:{part(above[-1]) == part(last[-1]):d}{len(above[-1]) == len(last[-1]):d}{not longer:d}"
        yield f"df:{part(above[0]) == part(last[0]):d}{above[0] == last[0]:d}{not longer:d}"
    yield from _governed(last)
    if compiled(r"\d").search(heading):
        yield "digit"


def _governed(clause: Sequence[str]) -> Iterator[str]:
    """Whether a verb stands behind the last word of a clause that wants one: 让病人, 让病人放心."""
    places = [at for at, word in enumerate(clause) if word in _GOVERNORS]
    if places:
        behind = clause[places[-1] + 1 :]
        verb = any(part(word) in "vaiw" for word in behind)
        yield f"g:{clause[places[-1]]}{verb:d}"
        yield f"gv:{verb:d}{min(len(behind), 3)}"


def _beyond(heading: str, rest: str, words: Sequence[str], index: int) -> Iterator[str]:
    """The first clause behind a heading, what reaches over the border, and what is taken up."""
    last, first = words[index], words[index + 1]
    clause = compiled(_MARK).search(rest)
    size = step(clause.start() if clause else _NOWHERE)
    stop = compiled("[。！？]").search(rest)
    yield from (f"r:{size}", f"rm:{clause[0] if clause else '-'}{size}")
    yield f"e:{stop[0]}{step(stop.start())}" if stop else "e:-"
    opening = rest[: clause.start() if clause else _BEHIND]
    yield f"q:{_asks(heading):d}{_asks(opening):d}{stop[0] if stop else '-'}"
    if rest[0] == "“":
        yield f"tq:{rest[1:2] in heading:d}"
    cut = min(bond(heading, rest), WORD_CUT + 4)
    yield f"w:{int(cut / 2) if cut else '-'}"
    yield from _taken_up(heading, rest, last, first)
    if compiled(_LEAD).match(rest):
        yield "lead"
    yield from _paired(rest)
    if rest[0] == heading[0]:
        yield "t:2" if rest[1:2] == heading[1:2] else "t:1"
    if first == words[0]:
        yield "t:first"
    yield f"u:{min(sum(character in heading for character in {*rest[:12]} if character >= '一'), 6)}"


def _taken_up(heading: str, rest: str, last: str, first: str) -> Iterator[str]:
    """What the rest takes up of a heading's end, and what stands over the border and elsewhere as well."""
    if len(first) > 1:
        if first in heading:
            yield "t:=" if first == last else "t:+"
        if first in rest[len(first) :]:
            yield "t:again"
    if len(last) > 1 and last in rest:
        yield "t:last"
    if rest[0] == heading[-1]:
        yield "tc:2" if rest[:2] == heading[-2:] else "tc:1"
    if heading[-1] + rest[0] in rest[1:] or heading[-1] + rest[0] in heading:
        yield "tb:over"
    if heading[-2:] in rest:
        yield "tb:end"
    if rest[:2] in rest[2:]:
        yield "tb:start"


def _paired(rest: str) -> Iterator[str]:
    """Whether the first two clauses behind a heading are alike: |母慈子孝，家和业旺."""
    one, other, *_ = [*compiled(_MARK).split(rest[:LONGEST]), "", ""]
    if one and other:
        yield f"rp:{len(one) == len(other):d}{one[0] == other[0]:d}{one[-1] == other[-1]:d}"


def parted(text: str, length: int) -> Parted:
    """What of a text parted at a place, or not at all, is held against the others of its run."""
    lead = None if length else compiled(rf"[^。！？]{{1,{LONGEST}}}(?=[。！？])").match(text)
    end = lead.end() if lead else length
    heading, rest = text[:end], text[end:]
    words, rest_words = segment(heading), segment(rest[:12])[:5]
    return Parted(
        length > 0,
        heading,
        words,
        _shape(words),
        tuple(map(len, compiled("[，、；：]").split(heading))),
        compiled("[^，、；：]").sub("", heading),
        rest,
        rest_words,
        _shape(rest_words[:3]),
    )


def is_possible(place: Parted) -> bool:
    """Whether grammar lets a heading end at a place: not 把孩子放在, 各村要在月底, “稳”字."""
    if not place.named or not place.rest:
        return True
    last = place.words[-1]
    if (
        last in _JOINING
        or compiled(_NEVER_FIRST).match(place.rest)
        or compiled("“.”字").fullmatch(place.heading)
        or compiled(_HALVES).match(f"{place.heading} {place.rest[:7]}")
    ):
        return False
    if last.endswith("什么") and place.rest.startswith(_ASKED):
        return False
    marks = [at for at, word in enumerate(place.words) if word in _BETWEEN]
    clause = place.words[marks[-1] + 1 :] if marks else place.words
    if last[-1] in "在成为给于变" and not {*clause}.isdisjoint("把将"):
        return False
    modal, governor, noun = ("", "", *clause[-3:])[-3:]
    return not (modal in _MODAL and governor in _GOVERNORS and part(noun) not in "vaiw")


@lru_cache(maxsize=4096)
def part(word: str) -> str:
    """The part of speech of a word as one letter, a mark as itself."""
    return word if word in "^$，、；：" else part_of_speech(word)


def _name(word: str) -> str:
    return "0" if word[0].isdigit() else word


def _shape(words: Sequence[str]) -> str:
    return "".join(map(part, words))


def sizes(words: Sequence[str]) -> list[int]:
    """The lengths of words."""
    return [len(word) for word in words]


def step(length: int) -> int:
    """The number of the step that a length belongs to."""
    return bisect_left(_STEPS, length)
