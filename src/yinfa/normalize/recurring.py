"""The strings that stand in a text more than once.

In: a text. Out: strings of 6 to 40 characters, as long as they are alike, and the shorter
ones that stand between signs or in brackets, each as its places and its length.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import ne

SHORTEST, LONGEST = 6, 40
_BLOCK = 200_000
"""Characters in which a string must recur."""
_MOST_PLACES = 200
MOST = 400
"""Strings looked at in one text; a text that repeats more than this is no speech."""
SIGNED = r"(?:([#＃@＠★◆※])[^\s\x00-\xff，。！？]{2,4}\1|[【\[〖][^\W\d_]{2,4}[】\]〗])"
"""A name between two signs or in square brackets."""


def repeated(text: str) -> Iterator[tuple[list[int], int]]:
    """The repeated strings of a text, block by block."""
    for begin in range(0, len(text), _BLOCK):
        for starts, size in _repeats(text[begin : begin + _BLOCK]):
            if len(starts) <= _MOST_PLACES:
                yield [begin + start for start in starts], size


def signed(text: str) -> Iterator[tuple[list[int], int]]:
    """The strings too short for `repeated` between signs, in brackets, more than once: ＃文书汪＃."""
    places: dict[str, list[int]] = defaultdict(list)
    for match in re.finditer(SIGNED, text):
        if len(match[0]) < SHORTEST:
            places[match[0]].append(match.start())
    return ((starts, len(string)) for string, starts in places.items() if 1 < len(starts) <= _MOST_PLACES)


def _repeats(text: str) -> list[tuple[list[int], int]]:
    """The strings of 6 to 40 characters that stand in a text more than once, as long as they are alike.

    Each with its places, longest first.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for start in _recurring(text):
        if "\n" not in (gram := text[start : start + SHORTEST]):
            places[gram].append(start)
    found: dict[str, list[int]] = {}
    for starts in places.values():
        if len(found) >= MOST:
            break
        if len(starts) == 1:
            continue
        before = [text[start - 1 : start] for start in starts if text[start - 1 : start] != "\n"]
        if len(before) > 1 and len(set(before)) == 1 and before[0]:
            continue  # part of a longer one, though a line's end may part that
        string, alike = _longest(text, starts)
        if len(string) <= LONGEST:
            found[string] = alike
    return sorted(((starts, len(string)) for string, starts in found.items()), key=lambda item: -item[1])


def _longest(text: str, starts: list[int]) -> tuple[str, list[int]]:
    """What follows alike from some places on, and the places; without those that a line's end parts."""
    string = _shared([text[start : start + LONGEST + 1] for start in starts]).partition("\n")[0]
    whole = [start for start in starts if text[start + len(string) : start + len(string) + 1] != "\n"]
    if 1 < len(whole) < len(starts):
        longer, places = _longest(text, whole)
        if len(longer) > len(string):
            return longer, places
    return string, starts


def _recurring(text: str) -> list[int]:
    """Where each string of 6 characters that stands in a text more than once begins, in order.

    A few others are among them: compared are the low bytes of the characters, six of them
    packed into one number. That takes a third of the time of comparing the strings themselves.
    """
    low = text.encode("utf-32-le", "surrogatepass")[::4] + bytes(SHORTEST)
    cells = bytearray(8 * len(text))
    for at in range(SHORTEST):
        cells[at::8] = low[at : at + len(text)]
    keys = memoryview(cells).cast("Q").tolist()[: 1 - SHORTEST]
    starts = range(len(keys))
    last = dict(zip(keys, starts, strict=True))
    early = compress(starts, map(ne, map(last.__getitem__, keys), starts))
    return sorted({start for first in early for start in (first, last[keys[first]])})


def _shared(strings: Sequence[str]) -> str:
    """What strings begin with alike: 6 characters at least."""
    first, last = min(strings), max(strings)
    size = SHORTEST
    while size < len(first) and first[size] == last[size]:
        size += 1
    return first[:size]
