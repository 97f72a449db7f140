"""The head of a speech that stands in one line with it, read as a whole.

In: a text in one line. Out: where the pieces of its head end (title, subtitle, speaker,
date, salutation), the last of them behind which the speech begins, and how probable each is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from math import exp
from typing import NamedTuple

from yinfa import shapes
from yinfa.lexicon import segment
from yinfa.normalize import head_signs
from yinfa.normalize.head_borders import DATE
from yinfa.normalize.head_signs import Signs
from yinfa.normalize.weights import weights_of
from yinfa.patterns import compiled

_NEAR, _LONGEST = 230, 140
"""So far behind a text's start its head ends, and so many characters stand before the salutation."""
_MOST_MARKS = 3
"""Marks behind which a salutation is thought to end."""
_LEAST, _DOUBTFUL = 0.85, 0.3
"""How probable the end of a piece must be that is parted off, and of which is told if it is not."""
_SEEN = 300
"""Characters of a text that are looked at."""
_HIDDEN = r"([×*＊☆○△])\1"
"""Two signs of a hidden name, which nothing parts: 县长赵×|×."""


class Reading(NamedTuple):
    """One way to part a head: where its pieces end, what each is, and the signs of it."""

    places: tuple[int, ...]
    kinds: str
    signs: Signs


def readings(line: str) -> Iterator[Reading]:
    """The ways in which a head may be parted."""
    near = compiled("(?<=[。；;])").split(line[:_NEAR], maxsplit=1)[0]
    words = tuple(
        end
        for end in accumulate(map(len, segment(near)))
        if not compiled(_HIDDEN).match(near[end - 1 : end + 1])
    )
    heads: dict[int, list[Reading]] = {}
    for place, end, kind, signs in _ends(line, near, words):
        if place not in heads:
            heads[place] = list(_heads(line[:place], words))
        for head in heads[place]:
            if kind == "a" or head.kinds != "T" or any(head.signs.get(sign) for sign in _CLOSED):
                ends = (*head.places, place, end) if end else (*head.places, place)
                yield Reading(ends, head.kinds + kind.upper(), _behind(head, kind, signs))


def _ends(line: str, near: str, words: Sequence[int]) -> Iterator[tuple[int, int, str, Signs]]:
    """Where a salutation may begin and end (``a``), or the speech begin (``b``), with the signs."""
    for mark in [*compiled("[：:！!]").finditer(near)][:_MOST_MARKS]:
        end = mark.end()
        for start in words[: bisect_left(words, end)]:
            signs = head_signs.called(line[:start], line[start:end], line[end : end + 60])
            if signs is not None:
                yield start, end, "a", signs
    for start in words:
        signs = head_signs.begins(line[start : start + 60])
        if signs is not None:
            yield start, 0, "b", signs


def _behind(head: Reading, kind: str, signs: Signs) -> Signs:
    """The signs of a head with those of what stands behind it."""
    closed = any(head.signs.get(sign) for sign in _CLOSED[:2])
    last = head.kinds[-1] + ("+" if closed and head.kinds[-1] in "TS" else "")
    return head.signs | signs | {f"{kind}_behind_{last}": 1.0}


_CLOSED = "t.noun", "t.said_at", "t.at", "t.themed"
"""The signs of a title that ends by its build."""


def _heads(head: str, words: Sequence[int]) -> Iterator[Reading]:
    """The ways to part what stands before the salutation or the speech."""
    if not 2 <= len(head) <= _LONGEST or compiled("[。；;]").search(head):
        return
    dash = head.find("——")
    if dash <= 1 or head.count("——") > 1:
        yield from _bylined(head, 0, words)
    elif not head_signs.quotes_open(head[:dash]):
        for rest in _bylined(head, dash, words):
            yield Reading((dash, *rest.places), f"T{rest.kinds}", rest.signs | {"dash": 1.0})


def _bylined(head: str, start: int, words: Sequence[int]) -> Iterator[Reading]:
    """The ways to part a title or subtitle from the speaker and the date behind it."""
    kind, size = "S" if start else "T", len(head)

    def made(title: int, *places: int, kinds: str = "", signs: Signs | None) -> Iterator[Reading]:
        own = head_signs.title(head[start:title], head[title:], subtitle=start > 0)
        if own is not None and signs is not None:
            yield Reading((title, *places)[: len(kinds)], kind + kinds, own | signs)

    inner = [place for place in words if start + 1 < place < size - 1]
    yield from made(size, signs={})
    for place in inner:
        yield from made(place, kinds="P", signs=_speaker(head, place, size))
    for first, last, day in _days(head, words):
        if first <= start + 1:
            continue
        if last < size:
            speaker = _speaker(head, last, size)
            yield from made(first, last, kinds="DP", signs=speaker and day | speaker)
            continue
        yield from made(first, kinds="D", signs=day)
        for place in inner:
            if place < first:
                speaker = _speaker(head, place, first)
                yield from made(place, first, kinds="PD", signs=speaker and day | speaker)


def _speaker(head: str, start: int, end: int) -> Signs | None:
    return head_signs.speaker(head[start:end])


_DAY = r"[（(]?(?:\d{4}|[一二三四五六七八九〇零○]{4}|[\d×xX*]{4})(?:年|[-./]\d)"


_NO_NOTE = "各位|诸位|尊敬|亲爱|敬爱|们|各[县市乡镇部]"
"""What no note of a place behind a day holds."""


def _days(head: str, words: Sequence[int]) -> Iterator[tuple[int, int, Signs]]:
    """Where dates may begin and end, with their signs: whole, with a place, or with a note behind."""
    for match in compiled(_DAY).finditer(head):
        start = match.start()
        ends = {place for place in words if start + 5 < place <= len(head)} | {len(head)}
        ends |= {mark.end() for mark in compiled("[日号）)月]").finditer(head) if mark.end() > start + 5}
        whole = {end for end in ends if shapes.is_date(head[start:end])}
        if (noted := compiled(DATE).match(head, start)) and noted[0][-1] in "）)":
            ends = whole = {noted.end()}
        placed = {
            end for end in whole if compiled("[于在]").search(head[start:end]) and head[end - 1] not in "）)"
        }
        yield from ((start, end, {"d": 1.0, "d.placed": 1.0}) for end in placed)
        if whole - placed:
            yield start, max(whole - placed), {"d": 1.0}
        for end in ends - whole:
            if head_signs.quotes_open(head[start:end]):
                continue  # （2018年6月18日于事故|现场）
            if compiled(_NO_NOTE).search(head[start:end]) is None and shapes.dated(head[start:end]):
                yield start, end, {"d": 1.0, "d.noted": 1.0}


def places(line: str) -> list[tuple[int, float]]:
    """Where the pieces of the head of a text in one line end, with how probable each is.

    They are those of the most probable reading that are probable enough.
    """
    best, shares = _chances(line[:_SEEN])
    return [(place, shares[place]) for place in best if shares[place] >= _LEAST]


def may_end(line: str) -> list[int]:
    """Where a piece of the head of a text in one line may end, were it but as probable as not."""
    return sorted(place for place, share in _chances(line[:_SEEN])[1].items() if share >= _DOUBTFUL)


@lru_cache(maxsize=2)
def _chances(line: str) -> tuple[tuple[int, ...], Mapping[int, float]]:
    """The most probable reading of a head, and how probable it is that a piece of it ends at a place.

    A place counts with all the readings that have it.
    """
    weights = weights_of("head_weights.txt")
    found = [Reading((), "", {}), *readings(_widened(line))]
    totals = [sum(weights.get(sign, 0.0) * count for sign, count in own.signs.items()) for own in found]
    most = max(totals)
    powers = [exp(total - most) for total in totals]
    shares: dict[int, float] = defaultdict(float)
    for power, own in zip(powers, found, strict=True):
        for place in own.places:
            shares[place] += power / sum(powers)
    return found[totals.index(most)].places, shares


def _widened(line: str) -> str:
    """A line with its marks full width, but for those within numbers."""
    return compiled(r"(?<!\d)[:,]|[!?;()]|[:,](?!\d)").sub(lambda mark: chr(ord(mark[0]) + _WIDE), line)


_WIDE = 0xFEE0
