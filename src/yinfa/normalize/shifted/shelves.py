"""Where ways of reading are laid down by how far they have come, and taken up again.

In: ways one by one; out: the best of those at an offset. Of two that go on alike only
the better one is kept, which knows how far the other was behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappush, heappushpop
from math import inf
from operator import attrgetter
from typing import NamedTuple

from yinfa.normalize.shifted.fans import Place, Rank
from yinfa.normalize.shifted.language import Before

_LONGER = 6.0  # bits of a character
_BEAM = 16  # ways that are followed from an offset
_LAST_BEAM = 64  # the same at a line's end, where ways without a mark have not paid for that yet


class Path(NamedTuple):
    """A way of reading up to a border between words.

    `surprise` counts the bits against it, `text` is what was read, `landed` the offset where it came
    into step and the length of the text there, and `rival` the bits by which another way that cannot
    be told apart any more stands behind.
    """

    surprise: float
    place: Place
    before: Before
    text: str
    landed: tuple[int, int]
    rival: float = inf


surprise = attrgetter("surprise")


def behind(path: Path, better: Path) -> float:
    """The bits by which a way is behind another, without those of the characters that it has more.

    A pair of bytes may have been dropped anywhere unseen, and each character costs bits.
    """
    return path.surprise - better.surprise - _LONGER * max(len(path.text) - len(better.text), 0)


class Shelf:
    """The ways that have come to an offset: of those that go on alike the best.

    A way with more bits than the `limit` is not among those that will be followed.
    """

    def __init__(self, room: int) -> None:
        self.limit = inf
        self._room = room
        self._paths: dict[tuple[int, str, str], Path] = {}
        self._most: list[float] = []  # the bits of the best ways, less than nothing: the most first

    def __iter__(self) -> Iterator[Path]:
        return iter(self._paths.values())

    def best(self) -> list[Path]:
        """The ways that will be followed, the best first."""
        return sorted(self._paths.values(), key=surprise)[: self._room]

    def put(self, path: Path) -> None:
        """Lay a way down; of two that go on alike the better stays and knows its rival."""
        key = path.place.pending, path.before.tail, path.before.part
        other = self._paths.get(key)
        if other is not None:
            if path.surprise < other.surprise:
                path, other = other, path
            if path.text != other.text and (bits := behind(path, other)) < other.rival:
                other = other._replace(rival=bits)
            path = other
        elif len(self._most) < self._room:
            heappush(self._most, -path.surprise)
        else:
            heappushpop(self._most, -path.surprise)
            self.limit = -self._most[0]
        self._paths[key] = path


class Shelves(dict[Rank, Shelf]):
    """The ways that have come to each offset of a line."""

    def __init__(self, line_end: int) -> None:
        super().__init__()
        self._line_end = line_end

    def __missing__(self, rank: Rank) -> Shelf:
        self[rank] = Shelf(_LAST_BEAM if rank[0] == self._line_end else _BEAM)
        return self[rank]
