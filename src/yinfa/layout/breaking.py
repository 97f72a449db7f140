"""A paragraph broken into lines, the best over the whole paragraph.

In come a measured text and the measures of its first and its other lines; out
come the positions at which its lines end. As in Knuth and Plass, "Breaking
Paragraphs into Lines" (1981), every feasible line has a cost and the cheapest
way through the paragraph is found by dynamic programming. The costs are ours:

- A line that ends where a word processor ends it (`yinfa.layout.filling`) costs nothing, unless
  it would be set visibly wide: the DOCX of the speech breaks there. Any other costs `PARTED` for
  each line left of the paragraph, since all of these will then break elsewhere.
- A mark for which there is no room is squeezed in where Word and LibreOffice draw it up, and
  where more than one character would have to go with it; else it takes that one to the next line.
- Squeezing costs by the em, more with each stage of CLREQ's order (`SQUEEZED`).
- Stretching costs more by the em than any squeezing, and more again the wider
  the single gap becomes.
- A last line of a single character (孤字) costs more than pushing a companion down, which
  is done as late as possible. Pulling it up costs `DRAWN_UP` besides: then the paragraph
  would have a line less than in the DOCX, and the pages would not be the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Set
from itertools import pairwise
from operator import mul, sub

from yinfa.layout import characters
from yinfa.layout.filling import HANGING
from yinfa.layout.justify import TOLERANCE, taken_by_stage
from yinfa.layout.measured import MeasuredText

PARTED = 5.0
"""The cost of each line from one that a word processor would end elsewhere to the paragraph's end."""

DRAWN_UP = 10.0
"""The cost of a line into which more is drawn up than a word processor would."""

MOST_PUSHED = 1.5
"""How many ems go to the next line with a mark, as in LibreOffice, if it could be squeezed in as well."""

BEARABLE = 24.0
"""What adjusting a line costs that is stretched by a tenth of an em a gap: nobody sees it yet."""

ADJUSTED = 1.0
"""The cost of a line that is adjusted at all, where a word processor does not end it."""

SQUEEZED = (1.0, 1.5, 3.0, 3.5, 4.5, 6.0)
"""The cost of an em taken at each `Stage`."""

STRETCHED = 8.0
"""The cost of an em by which a line is stretched."""

LOOSENESS = 200.0
"""The cost of the square of the ems added to a single gap."""

LONELY = 60.0
"""The cost of a last line of one character."""

TORN = 110.0
"""The cost of a line that ends within an address: more than that of one left eight ems short of it."""

OVERFULL = 1e6
"""The cost of a line that holds one unbreakable glyph wider than the measure."""

LONGEST_STRETCH = 2.5
"""Lines shorter than their measure by more ems than this are tried only where nothing else fits."""

_NO_COMPANY = characters.NO_LINE_START | characters.OPENING
"""What keeps a last character no company."""

_INFEASIBLE = float("inf")
_EQUAL = 1e-9  # what rounding makes of two equal costs


def break_lines(text: MeasuredText, first: float, rest: float) -> list[int]:
    """The positions behind the lines of a paragraph, ascending; the last is the text's length.

    Args:
        text: the measured paragraph; an empty one has no lines.
        first: the measure of the first line, in points.
        rest: the measure of the other lines, in points.

    No line breaks a prohibition of `yinfa.layout.characters`, nor a word or number
    that fits into a line, but an address where the line would be set wide; longer ones are
    broken at their joints, else anywhere. No line is wider than its measure, unless a single glyph is.
    """
    if not text.text:
        return []
    breaks = feasible_breaks(text, min(first, rest))
    torn = set(characters.address_breaks(text.text)).difference(breaks)
    breaker = _Breaker(text, sorted([*breaks, *torn]) if torn else breaks, torn, first, rest)
    return breaker.as_filled() or breaker.best()


def feasible_breaks(text: MeasuredText, narrowest: float) -> list[int]:
    """The positions at which a line may end, no two of them further apart than the measure.

    Between two that would be, emergency breaks are added.
    """
    edges = text.edges
    ordinary = characters.breaks(text.text)
    reached = [edges[position] for position in ordinary]
    if max(map(sub, reached, (0.0, *reached)), default=0.0) <= narrowest:
        return ordinary
    positions: list[int] = []
    done = 0
    for place, (start, end) in enumerate(pairwise((0, *ordinary))):
        if edges[end] - edges[start] > narrowest:
            positions += ordinary[done:place]
            positions += _broken(text, start, end, narrowest)
            done = place + 1
    return positions + ordinary[done:]


def _broken(text: MeasuredText, start: int, end: int, narrowest: float) -> list[int]:
    """The breaks in and the end of a piece without breaks, as few kinds of them as will do."""
    inked = text.trimmed(start, end)
    positions = [end]
    for more in characters.emergency_breaks(text.text, start, inked):
        if _widest(text, start, positions) <= narrowest:
            break
        positions = _refined(text, start, positions, more, narrowest)
    return positions


def _widest(text: MeasuredText, start: int, positions: list[int]) -> float:
    return max(text.width(left, text.trimmed(left, right)) for left, right in pairwise((start, *positions)))


def _refined(
    text: MeasuredText, start: int, positions: list[int], more: list[int], narrowest: float
) -> list[int]:
    """The positions, with `more` of them wherever two are too far apart."""
    refined: list[int] = []
    for left, right in pairwise((start, *positions)):
        if text.width(left, text.trimmed(left, right)) > narrowest:
            refined += more[bisect_right(more, left) : bisect_left(more, right)]
        refined.append(right)
    return refined


class _Breaker:
    """The search for the cheapest way through a paragraph.

    Node 0 is the paragraph's start, node k the k-th break; a line that ends at one of `torn`
    costs more. Most paragraphs need no search: where every line ends as a word processor ends it,
    at no cost, no other way is as cheap.
    """

    def __init__(
        self, text: MeasuredText, breaks: list[int], torn: Set[int], first: float, rest: float
    ) -> None:
        nodes = [0, *breaks]
        inked = nodes
        if not characters.SPACES.isdisjoint(text.text):
            inked = [text.trimmed(start, end) for start, end in pairwise((0, *nodes))]
        self._text = text
        self._first = first
        self._rest = rest
        self._nodes = nodes
        self._torn = torn
        self._inked = inked
        self._last = len(breaks)

    def as_filled(self) -> list[int]:
        """The ends of the lines as a word processor ends them; none where one of them costs anything."""
        ends = []
        node = 0
        while node < self._last:
            end = self._filled(node)
            if self._cost(node, end) >= BEARABLE or self._is_lonely(node, end):
                return []
            ends.append(self._nodes[end])
            node = end
        return ends

    def best(self) -> list[int]:
        """The ends of the lines of the cheapest way.

        Only nodes are visited through which a way could lead that is cheaper than choosing
        the best line one by one, which is near the best mostly and quickly found.
        """
        last = self._last
        bound = self._cost_line_by_line() + TOLERANCE
        costs = [_INFEASIBLE] * (last + 1)
        before = [0] * (last + 1)
        costs[0] = 0.0
        for node in range(last):
            base = costs[node]
            if base > bound:
                continue
            for end, cost in self._lines(node):
                # Of two ways as cheap the one that comes from further on has the longer earlier lines.
                if base + cost <= costs[end] + _EQUAL:
                    costs[end] = base + cost
                    before[end] = node
        return self._way(before)

    def _way(self, before: list[int]) -> list[int]:
        way = []
        node = self._last
        while node:
            way.append(self._nodes[node])
            node = before[node]
        return way[::-1]

    def _limit(self, node: int) -> float:
        """The edge of the measure of a line from a node."""
        return self._text.edges[self._nodes[node]] + self._rest if node else self._first

    def _shortest(self, node: int) -> int:
        """The first node that is worth trying as the end of a line from a node."""
        limit, end = self._limit(node), self._text.ends.__getitem__
        tried = bisect_left(self._inked, limit - LONGEST_STRETCH * self._text.size, node + 1, key=end)
        fullest = bisect_right(self._inked, limit + TOLERANCE, tried, key=end) - 1
        return max(node + 1, min(tried, fullest))

    def _cost_line_by_line(self) -> float:
        """The cost of the way on which every line ends where that line costs least."""
        node, total = 0, 0.0
        while node < self._last:
            cost, farther = min((cost, -end) for end, cost in self._lines(node))
            total += cost
            node = -farther
        return total

    def _lines(self, node: int) -> Iterator[tuple[int, float]]:
        """The nodes at which a line from a node may end, and the cost of each of these lines."""
        filled = self._filled(node)
        parted = PARTED * self._lines_left(node)
        for end in range(min(self._shortest(node), filled), self._last + 1):
            cost = self._cost(node, end)
            if cost == _INFEASIBLE:
                break
            if end != filled:
                cost += parted + (DRAWN_UP if end > filled else 0.0)
            elif cost < BEARABLE:
                cost = 0.0
            if self._nodes[end] in self._torn:
                cost += TORN
            if self._is_lonely(node, end):
                cost += LONELY
            yield end, cost

    def _filled(self, node: int) -> int:
        """The node at which a word processor ends a line from another."""
        text, nodes = self._text, self._nodes
        cut = text.filling.end(nodes[node], self._rest if node else self._first)
        pushed = max(node + 1, bisect_right(self._inked, cut) - 1)
        while nodes[pushed] in self._torn and pushed > node + 1:
            pushed -= 1
        squeezed = pushed + 1
        if squeezed > self._last or nodes[squeezed] in self._torn:
            return pushed
        if text.text[cut] not in characters.NO_LINE_START:
            return pushed
        drawn_up = text.text[cut] in HANGING and nodes[squeezed] == cut + 1
        too_far = text.width(nodes[pushed], cut) > MOST_PUSHED * text.size
        if (drawn_up or too_far) and self._cost(node, squeezed) < OVERFULL:
            return squeezed
        return pushed

    def _lines_left(self, node: int) -> float:
        """About how many lines there are from a node to the paragraph's end, this one included."""
        edges = self._text.edges
        return 1.0 + (edges[-1] - edges[self._nodes[node]]) / self._rest

    def _cost(self, node: int, end: int) -> float:
        """The cost of the line from one node to another, infinite where it cannot be set."""
        text, inked = self._text, self._inked[end]
        excess = text.ends[inked] - self._limit(node)
        if excess > TOLERANCE:
            cost = self._cost_of_squeezing(node, end, excess)
        elif end == self._last or excess >= -TOLERANCE:
            cost = 0.0
        else:
            ems = -excess / text.size
            gap = ems / (text.gaps(self._nodes[node], inked) or 1)
            cost = ADJUSTED + STRETCHED * ems + LOOSENESS * gap * gap
        return cost

    def _cost_of_squeezing(self, node: int, end: int, excess: float) -> float:
        text, start, inked = self._text, self._nodes[node], self._inked[end]
        taken = None
        most = (text.squeeze_counts[inked] - text.squeeze_counts[start] + 1) * text.size
        if excess <= most + TOLERANCE:
            taken = taken_by_stage(text.room(start, inked), excess)
        if taken is None:
            return OVERFULL if end == node + 1 else _INFEASIBLE
        weighed: float = sum(map(mul, SQUEEZED, taken))
        return ADJUSTED + weighed / text.size

    def _is_lonely(self, node: int, end: int) -> bool:
        """Whether a line that is the last of several holds one character alone, and perhaps marks."""
        if end < self._last or not node:
            return False
        start = self._nodes[node]
        left = self._text.text[start : start + 8]
        if start + len(left) < len(self._text.text):
            return False
        return sum(character not in _NO_COMPANY for character in left) <= 1
