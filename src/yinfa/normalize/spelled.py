"""Watermarks that are spelled: the characters of a site's name with one sign, or a blank, between each two.

A speaker joins words by signs, 产-学-研, and titles are set wide, but no word of a speaker's
sentences reaches over such a string, and none is set wide again and again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from yinfa.normalize import placing
from yinfa.normalize.lines import Proposal
from yinfa.patterns import compiled

_CHINESE = "[\u4e00-\u9fff]"
_SPELLED = (
    rf"(?<={_CHINESE}) (?P<spread>{_CHINESE}(?: {_CHINESE}){{3,8}}) (?={_CHINESE})|"
    rf"(?<![-*·.~_=/|+^])(?P<signed>{_CHINESE}([-*·.~_=/|+^]){_CHINESE}(?:\3{_CHINESE}){{1,8}})(?![-*·.~_=/|+^])"
)
_OFTEN = 3
"""Places from which on a string is told that no word surely reaches over."""


def spelled(text: str) -> Iterator[Proposal]:
    """A name that is spelled within sentences again and again is taken out: 可某-文-先-生以 → 可以."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in compiled(_SPELLED).finditer(text):
        places[match["spread"] or match["signed"]].append(match.span())
    for name, spans in places.items():
        if len(spans) > 1 and _is_dropped(text, name, spans):
            # A line's end may part it as well; the same characters without signs are said.
            between, about = (r"\s+", " ?") if name[1] == " " else (rf"\s*{re.escape(name[1])}\s*", "")
            for match in compiled(about + between.join(name[::2]) + about).finditer(text):
                yield match.start(), match.end(), "\n" if "\n" in match[0] else "", 0.9


def _is_dropped(text: str, name: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether words reach over a spelled name, or it is set wide, or may be, often enough."""
    if any(placing.of_place(text, *span) == placing.CUT for span in spans):
        return True
    over = (placing.may_cut(text, [start], end - start) for start, end in spans)
    return len(spans) >= _OFTEN and (" " in name or sum(over) > 1)
