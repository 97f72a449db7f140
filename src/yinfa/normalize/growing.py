"""How far a watermark reaches: what its site says right before and behind it, be it not at each place.

In: a text, the spans of a string, what else was found. Out: spans that hold these words as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from yinfa.normalize import site_words as words
from yinfa.patterns import compiled


def grown(text: str, spans: Sequence[tuple[int, int]], seen: str) -> list[tuple[int, int]]:
    """The spans with what a site says right before and behind them, be it not at one: 版权|归…网|所有.

    Before one a line's end may part the two.
    """
    behind = [compiled(_BOUND).split(text[end : end + _LONGEST_END], maxsplit=1)[0] for _, end in spans]
    last = _often([[rest[:size] for size in range(2, len(rest) + 1)] for rest in behind], _is_last)
    above = [seen[max(start - _LONGEST_END, 0) : start] for start, _ in spans]
    before = [compiled(_BOUND).split(rest.removesuffix("\n"))[-1] for rest in above]
    first = _often(
        [[rest[-size:] for size in range(2, len(rest) + 1)] for rest in before],
        compiled(words.OPENS).fullmatch,
    )
    return [
        (
            start - (len(first) + rest.endswith("\n") if first and rest.rstrip("\n").endswith(first) else 0),
            end + len(last) if text.startswith(last, end) else end,
        )
        for (start, end), rest in zip(spans, above, strict=True)
    ]


def _often(ends: Sequence[Sequence[str]], told: Callable[[str], object]) -> str:
    """The longest of the strings that stand at all places but one, at two at least, or none."""
    counts = Counter(end for several in ends for end in several)
    often = (end for end, count in counts.items() if count >= max(len(ends) - 1, 2) and told(end))
    return max(often, key=len, default="")


def _is_last(ending: str) -> bool:
    return (
        compiled(words.OF_SITES).search(ending) is not None
        and compiled(f"(?:{words.CLOSES})$").search(ending) is not None
    )


_BOUND, _LONGEST_END = r"[\s，。；：！？]", 12
"""Characters of what a site says behind its name, at most."""


def ends_of(
    text: str, places: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """What stands at the places before, or behind, watermarks already found, if it is more of them."""
    before = [(start, left) for start, end in places for left, right in taken if start < left < end <= right]
    behind = [(right, end) for start, end in places for left, right in taken if left <= start < right < end]
    for spans, pattern in ((before, words.OPENS), (behind, f".*(?:{words.OF_SITES})")):
        rests = {compiled(r"\s").sub("", text[slice(*span)]) for span in spans}
        if len(spans) == len(places) and len(rests) == 1 and compiled(pattern).match(rests.pop()):
            return spans
    return []


def numbered(text: str, start: int) -> int:
    """How many characters before a string are the number of a page that it goes on with: 第2页共9页…."""
    before = text[max(start - 5, 0) : start] if text[start] in "页共" else ""
    number = compiled(r"第\d{1,3}页?$").search(before)
    return len(number[0]) if number else 0
