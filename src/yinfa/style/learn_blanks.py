"""The blank lines between the elements of a document, learnt.

Between two elements stand as many as the upper one asks for below it, or the lower one
above it, whichever is more: which of the two it was shows where either meets others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from yinfa.check.measured import Cast
from yinfa.flow import HEAD
from yinfa.style.learn_document import Document, most

_Pair = tuple[str, str]


def blanks(document: Document) -> Iterator[tuple[str, str, int]]:
    """Element, key and number of the blank lines that are not those of the base."""
    cast, base = document.written.cast, document.base.elements
    first = cast[0]
    if first.element and (count := _place(first) - 1) != base[first.element].blank_before:
        yield first.element, "blank_before", count
    pairs: dict[_Pair, Counter[int]] = defaultdict(Counter)
    for above, below in pairwise(cast):
        if above.element in HEAD and below.element not in HEAD:
            if (count := _place(below) - _place(above) - 1) != base[above.element].blank_after:
                yield from ((element, "blank_after", count) for element in HEAD if element in document.parts)
        elif above.element in HEAD and below.element in HEAD:
            if (count := _place(below) - _place(above) - 1) != base[below.element].blank_before:
                yield below.element, "blank_before", count
        elif below.element and above.element and below.element not in HEAD:
            pairs[above.element, below.element][_place(below) - _place(above) - 1] += 1
    yield from _asked({pair: most(found.items()) for pair, found in pairs.items()}, document)


def _asked(gaps: Mapping[_Pair, int], document: Document) -> Iterator[tuple[str, str, int]]:
    """Who asks for the blank lines between elements."""
    after = {upper: 0 for upper, _ in gaps}
    before = {lower: 0 for _, lower in gaps}
    for (upper, lower), gap in gaps.items():
        least_above = min(found for (_, below), found in gaps.items() if below == lower)
        below_it = [found for (above, _), found in gaps.items() if above == upper]
        if least_above < gap or (len(below_it) > 1 and min(below_it) == gap):
            after[upper] = max(after[upper], gap)
        else:
            before[lower] = max(before[lower], gap)
    for key, counted in (("blank_before", before), ("blank_after", after)):
        for element, count in counted.items():
            if count != getattr(document.base.elements[element], key):
                yield element, key, count


def _place(one: Cast) -> int:
    """The number of a paragraph from 1, blank ones counted."""
    return one.paragraph.place.paragraph or 0
