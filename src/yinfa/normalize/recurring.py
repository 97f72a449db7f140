"""The strings that stand in a text more than once.

In: a text. Out: strings of 6 to 40 characters, as long as they are alike, and the shorter
ones that stand between signs, in brackets or within sentences, each as its places and its length.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress

from yinfa.patterns import compiled
from yinfa.shapes import all_chinese

SHORTEST, LONGEST = 6, 40
_BLOCK = 200_000
"""Characters in which a string must recur."""
_MOST_PLACES = 200
MOST = 400
"""Strings looked at in one text; a text that repeats more than this is no speech."""
SIGNED = r"(?:©[^\W\d_]{4}|([#＃@＠★◆※◇◎§])[^\s\x00-\xff，。！？]{2,4}\1|[【\[〖（(][^\W\d_]{2,4}[】\]〗）)])"
"""A name between two signs or in square brackets."""
NAME, _LONGEST_NAME = 4, 5
"""Characters of a name that stands within sentences without any sign."""
_LEAST_NAMED = 3
"""Places within sentences from which on such a name is looked at."""


def recurring(text: str) -> Iterator[tuple[list[int], int]]:
    """The strings of a text that stand in it more than once: long ones block by block, signed ones, names."""
    names: list[tuple[list[int], int]] = []
    for begin in range(0, len(text), _BLOCK):
        block = text[begin : begin + _BLOCK]
        again = _again(block)
        for starts, size in _repeats(block, again):
            if len(starts) <= _MOST_PLACES:
                yield [begin + start for start in starts], size
        if begin == 0:
            names = list(_named(block, again))
    yield from _signed(text)
    yield from names


def _again(text: str) -> list[int]:
    """Where each string of 4 characters that stands in a text more than once begins, in order.

    A few others are among them.
    """
    keys = _keys(text)
    often = {key for key, count in Counter(keys).items() if count > 1}
    return list(compress(range(len(keys)), map(often.__contains__, keys)))


def _signed(text: str) -> Iterator[tuple[list[int], int]]:
    """The strings shorter than 6 characters between signs, in brackets, more than once: ＃文书汪＃."""
    places: dict[str, list[int]] = defaultdict(list)
    for match in compiled(SIGNED).finditer(text):
        if len(match[0]) < SHORTEST:
            places[match[0]].append(match.start())
    return ((starts, len(string)) for string, starts in places.items() if 1 < len(starts) <= _MOST_PLACES)


def _named(text: str, again: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """The strings of 4 or 5 characters that stand within sentences: 楼上放某某文库了二十年."""
    for gram, starts in _by_string(text, again, NAME).items():
        if _LEAST_NAMED <= len(starts) <= _MOST_PLACES and all_chinese(gram):
            size = NAME + (len({text[start + NAME : start + NAME + 1] for start in starts}) == 1)
            if size <= _LONGEST_NAME and _is_apart(text, starts, size):
                yield starts, size


def _by_string(text: str, starts: Sequence[int], size: int) -> dict[str, list[int]]:
    """The places at which each string of `size` characters within one line begins."""
    places: dict[str, list[int]] = defaultdict(list)
    for start in starts:
        if len(gram := text[start : start + size]) == size and "\n" not in gram:
            places[gram].append(start)
    return places


def _is_apart(text: str, starts: Sequence[int], size: int) -> bool:
    """Whether a string stands between characters at most places, hardly twice between the same ones."""
    before = [text[start - 1] for start in starts if start and text[start - 1].isalnum()]
    behind = [text[start + size] for start in starts if text[start + size : start + size + 1].isalnum()]
    return all(
        len(beside) >= _LEAST_NAMED and len(set(beside)) >= len(beside) - (len(beside) > _LEAST_NAMED)
        for beside in (before, behind)
    )


def _repeats(text: str, again: Sequence[int]) -> list[tuple[list[int], int]]:
    """The strings of 6 to 40 characters that stand in a text more than once, as long as they are alike.

    Each with its places, longest first.
    """
    found: dict[str, list[int]] = {}
    for starts in _by_string(text, again, SHORTEST).values():
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


def _keys(text: str) -> list[int]:
    """A number for each string of 4 characters: the low bytes of the characters, packed.

    Strings with one number are hardly ever unlike; to compare them takes three times as long.
    """
    low = text.encode("utf-32-le", "surrogatepass")[::4] + bytes(NAME)
    cells = bytearray(4 * len(text))
    for at in range(NAME):
        cells[at::4] = low[at : at + len(text)]
    return memoryview(cells).cast("I").tolist()[: 1 - NAME]


def _shared(strings: Sequence[str]) -> str:
    """What strings begin with alike: 6 characters at least."""
    first, last = min(strings), max(strings)
    size = SHORTEST
    while size < len(first) and first[size] == last[size]:
        size += 1
    return first[:size]
