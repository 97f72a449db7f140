"""Watermarks that are spelled: the characters of a site's name with one sign, or a blank, between each two.

A speaker joins words by signs, 产-学-研, and titles are set wide, but no word of a speaker's
sentences reaches over such a string, and none is set wide again and again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from yinfa.normalize import placing
from yinfa.normalize.lines import Proposal

_CHINESE = "[\u4e00-\u9fff]"
_SPELLED = (
    rf"(?<={_CHINESE}) (?P<spread>{_CHINESE}(?: {_CHINESE}){{3,8}}) (?={_CHINESE})|"
    rf"(?<![-*·.~_=/|+^])(?P<signed>{_CHINESE}([-*·.~_=/|+^]){_CHINESE}(?:\3{_CHINESE}){{1,8}})(?![-*·.~_=/|+^])"
)
_LEAST_SPREAD = 3
"""Places at which a string must be set wide where no word reaches over any of them."""


def spelled(text: str) -> Iterator[Proposal]:
    """A name that is spelled within sentences again and again is taken out: 可某-文-先-生以 → 可以."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in re.finditer(_SPELLED, text):
        places[match["spread"] or match["signed"]].append(match.span())
    for name, spans in places.items():
        if len(spans) > 1 and (
            any(placing.of_place(text, *span) == placing.CUT for span in spans)
            or (" " in name and len(spans) >= _LEAST_SPREAD)
        ):
            yield from ((start, end, "", 0.9) for start, end in spans)
