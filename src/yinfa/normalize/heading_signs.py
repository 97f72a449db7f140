"""What tells where a heading ends that was glued to its text: the signs that `heading_ends` weighs.

In: a text behind a number. Out: the places where its heading may end, each with its
signs: the words and parts of speech on both sides, the build of the heading's clauses,
how the rest begins, what it takes up, what asks, what wants a verb. And the signs of
two headings of one run together: they are alike in length, clauses, first and last
words, and what follows them is not.
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
_NEVER_FIRST = "之[前内间中下外]|以[内来]|[的了着们]|为[“‘]|[一二三四五六七八九十]，"
"""What no sentence begins with: 一， is the number of what the heading would end with (方案一，)."""
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
_MOST_ALIGNED = 6
"""Words of the longest headings that are held against each other word by word."""


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
    doubled = set(_within_doubled(text[: limit + _BEHIND]))
    ends = {end: index for index, end in enumerate(accumulate(map(len, words)))}
    for length in range(_LEAST, limit + 1):
        heading, rest = text[:length], text[length:]
        if length in doubled or rest[0] in _NO_START or heading[-1] in _NO_END or not _closed(heading):
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
    yield f"ne:{_step(end)}"
    yield f"nm:{mark}{_step(end)}"
    yield f"nc:{count}{mark if end <= LONGEST else '-'}"
    yield f"nw:{_name(words[0])}"
    yield f"np:{_part(words[0])}"
    yield f"ns:{_shape(words[:3])}"
    yield f"nk:{clause[0]}{_step(clause.start())}" if clause else "nk:-"
    yield f"nq:{_asks(text[: clause.start()] if clause else text):d}{mark}"


def _border(words: Sequence[str], index: int) -> Iterator[str]:
    """The words next to a place, the characters, and the parts of speech."""
    around = ["^", "^", *map(_name, words), "$", "$", "$"]
    third, second, last, first, next_, after = around[index : index + 6]
    c, b, a, x, y, z = map(_part, (third, second, last, first, next_, after))
    yield from (f"l:{last}", f"f:{first}", f"fn:{first}{next_}")
    yield from (f"lc:{last[-1]}", f"fc:{first[0]}", f"ll:{(second + last)[-2:]}", f"ff:{(first + next_)[:2]}")
    yield from (f"a:{a}", f"x:{x}", f"ax:{a}{x}", f"ba:{b}{a}", f"xy:{x}{y}", f"bax:{b}{a}{x}")
    yield from (f"axy:{a}{x}{y}", f"cba:{c}{b}{a}", f"xyz:{x}{y}{z}")
    yield from (f"an:{a}{min(len(last), 3)}", f"xn:{x}{min(len(first), 3)}")
    yield from (f"y{at}:{digit}" for at, digit in enumerate(last_in(last) + first_in(first)))


def _build(heading: str, words: Sequence[str]) -> Iterator[str]:
    """The length of a heading, and how its clauses are built."""
    clauses = [list(own) for mark, own in groupby(words, _BETWEEN.__contains__) if not mark]
    *_, above, last = [[], *clauses]
    size, first, end = len("".join(last)), _part(words[0]), _part(words[-1])
    yield from ("place", f"h:{_step(len(heading))}", f"c:{_step(size)}", f"cc:{min(len(clauses), 4)}")
    yield from (f"o:{first}{end}", f"oc:{_part(last[0])}{end}{min(len(last), 5)}")
    if not above:
        yield f"s:{_shape(words) if len(words) <= 5 else '-'}"
    else:
        longer = size - len("".join(above))
        yield f"d:{max(-6, min(longer, 6))}"
        yield f"ds:{_shape(above) == _shape(last):d}{_sizes(above) == _sizes(last):d}"
        yield f"dl:{_part(above[-1]) == _part(last[-1]):d}{len(above[-1]) == len(last[-1]):d}{not longer:d}"
        yield f"df:{_part(above[0]) == _part(last[0]):d}{above[0] == last[0]:d}{not longer:d}"
    yield from _governed(last)
    if compiled(r"\d").search(heading):
        yield "digit"


def _governed(clause: Sequence[str]) -> Iterator[str]:
    """Whether a verb stands behind the last word of a clause that wants one: 让病人, 让病人放心."""
    places = [at for at, word in enumerate(clause) if word in _GOVERNORS]
    if places:
        behind = clause[places[-1] + 1 :]
        verb = any(_part(word) in "vaiw" for word in behind)
        yield f"g:{clause[places[-1]]}{verb:d}"
        yield f"gv:{verb:d}{min(len(behind), 3)}"


def _beyond(heading: str, rest: str, words: Sequence[str], index: int) -> Iterator[str]:
    """The first clause behind a heading, what reaches over the border, and what is taken up."""
    last, first = words[index], words[index + 1]
    clause = compiled(_MARK).search(rest)
    step = _step(clause.start() if clause else _NOWHERE)
    stop = compiled("[。！？]").search(rest)
    yield from (f"r:{step}", f"rm:{clause[0] if clause else '-'}{step}")
    yield f"e:{stop[0]}{_step(stop.start())}" if stop else "e:-"
    opening = rest[: clause.start() if clause else _BEHIND]
    yield f"q:{_asks(heading):d}{_asks(opening):d}{stop[0] if stop else '-'}"
    if rest[0] == "“":
        yield f"tq:{rest[1:2] in heading:d}"
    cut = min(bond(heading, rest), WORD_CUT + 4)
    yield f"w:{int(cut / 2) if cut else '-'}"
    if len(first) > 1:
        if first in heading:
            yield "t:=" if first == last else "t:+"
        if first in rest[len(first) :]:
            yield "t:again"
    if len(last) > 1 and last in rest:
        yield "t:last"
    if rest[0] == heading[-1]:
        yield "tc:2" if rest[:2] == heading[-2:] else "tc:1"
    if compiled(_LEAD).match(rest):
        yield "lead"
    yield from _paired(rest)
    if rest[0] == heading[0]:
        yield "t:2" if rest[1:2] == heading[1:2] else "t:1"
    if first == words[0]:
        yield "t:first"
    yield f"u:{min(sum(character in heading for character in {*rest[:12]} if character >= '一'), 6)}"


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
    ):
        return False
    if last.endswith("什么") and place.rest.startswith(_ASKED):
        return False
    marks = [at for at, word in enumerate(place.words) if word in _BETWEEN]
    clause = place.words[marks[-1] + 1 :] if marks else place.words
    if last[-1] in "在成为给于变" and not {*clause}.isdisjoint("把将"):
        return False
    modal, governor, noun = ("", "", *clause[-3:])[-3:]
    return not (modal in _MODAL and governor in _GOVERNORS and _part(noun) not in "vaiw")


def together(left: Parted, right: Parted) -> list[str]:
    """The signs of two texts of one run that are parted so."""
    if left.named != right.named:
        return ["P:one"]
    if not left.heading or not right.heading:
        return ["P:none" if left.heading == right.heading else "P:lead"]
    signs = [*_alike(left, right), *(_rests(left, right) if left.rest and right.rest else ())]
    return signs if left.named else [f"N{sign}" for sign in signs]


def _alike(left: Parted, right: Parted) -> Iterator[str]:
    """What the headings of two texts have in common."""
    one, other = left.heading, right.heading
    shared = len({*left.words} & {*right.words}) / max(len(left.words), len(right.words))
    yield "P"
    yield f"Pm:{left.marks == right.marks:d}"
    yield f"Pc:{left.clauses == right.clauses:d}"
    yield f"Pd:{_step(abs(len(one) - len(other)))}"
    yield f"Pe:{_same(one[:-4:-1], other[:-4:-1])}"
    yield f"Pb:{_same(one[:2], other[:2])}"
    yield f"Pl:{left.shape[-1] == right.shape[-1]:d}{len(left.words[-1]) == len(right.words[-1]):d}"
    yield f"Pf:{left.shape[0] == right.shape[0]:d}"
    yield f"Ps:{left.shape == right.shape:d}"
    yield f"Pn:{min(abs(len(left.words) - len(right.words)), 3)}"
    yield f"Pz:{_sizes(left.words) == _sizes(right.words):d}"
    yield f"Pj:{round(5 * shared)}"
    yield f"Pa:{_aligned(left.words, right.words)}"
    yield f"Px:{left.clauses == right.clauses:d}{len(left.clauses)}{min(_shared(one, other), 5)}"
    yield f"Pt:{left.marks == right.marks:d}{len(left.clauses)}{_step(abs(len(one) - len(other)))}"


def _shared(one: str, other: str) -> int:
    """How many characters, but for marks, two headings have at the same places, from the start or the end."""
    pairs = [*zip(one, other, strict=False), *zip(one[::-1], other[::-1], strict=False)]
    found = sum(left == right and left not in "，、；：" for left, right in pairs)
    return found // 2 if len(one) == len(other) else found


def _rests(left: Parted, right: Parted) -> Iterator[str]:
    """What the rests of two texts share, and paragraphs seldom do: |有新作为, |起来."""
    one, other = left.rest, right.rest
    words = {word for word in left.rest_words if len(word) > 1} & {*right.rest_words}
    yield f"Pr:{_same(one[:3], other[:3])}"
    yield f"Po:{one[1:3] == other[1:3] or one[2:4] == other[2:4]:d}"
    yield f"Pq:{_same(left.rest_shape, right.rest_shape)}"
    yield f"Pw:{min(len(words), 2)}"
    yield f"Pk:{_kin(left.rest_words, right.rest_words)}"
    yield f"Pv:{len({*one[:6]} & {*other[:6]})}"


def _aligned(left: Sequence[str], right: Sequence[str]) -> str:
    """Which words of two short headings are the same or of one kind, if as many: =k for 抓学习, 抓审核."""
    if len(left) != len(right) or len(left) > _MOST_ALIGNED:
        return "-"
    return "".join(
        "=" if one == other else ".k"[_is_kin(one, other)] for one, other in zip(left, right, strict=True)
    )


def _kin(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words two texts begin with that are of one kind and length, three at most."""
    for at, (one, other) in enumerate(zip(left[:3], right[:3], strict=False)):
        if not _is_kin(one, other):
            return at
    return min(len(left), len(right), 3)


def _is_kin(one: str, other: str) -> bool:
    return _part(one) == _part(other) and len(one) == len(other)


def _same(left: str, right: str) -> int:
    """How many characters two texts begin with alike."""
    for at, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return at
    return min(len(left), len(right))


@lru_cache(maxsize=4096)
def _part(word: str) -> str:
    """The part of speech of a word as one letter, a mark as itself."""
    return word if word in "^$，、；：" else part_of_speech(word)


def _name(word: str) -> str:
    return "0" if word[0].isdigit() else word


def _shape(words: Sequence[str]) -> str:
    return "".join(map(_part, words))


def _sizes(words: Sequence[str]) -> list[int]:
    return [len(word) for word in words]


def _step(length: int) -> int:
    return bisect_left(_STEPS, length)
