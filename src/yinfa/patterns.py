"""How patterns are kept, and written, that are searched for in every line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_MOST = 4096
"""Patterns kept: all of ours, four times over; those made of a text's own words come and go."""


@lru_cache(maxsize=_MOST)
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of the text repair, compiled when it is first asked for.

    ``re.search`` and its like keep 512 patterns and forget the oldest, so that a text that
    asks for more compiles them again and again; and the way to a kept one takes
    four times as long as here.
    """
    return re.compile(pattern, flags)


def matches(pattern: str, row: str) -> bool:
    """Whether a line as a whole has a shape, whatever the case of its letters."""
    return compiled(pattern, re.IGNORECASE).fullmatch(row) is not None


def led_by(firsts: Iterable[str], rest: str) -> str:
    """A pattern's alternatives, one for each beginning: 上文为|下文为 for 上, 下 and 文为.

    Where every alternative begins with a character of its own the search runs from one
    of these characters to the next; with [上下]文为 or (?:上|下)文为 among them it stops
    at each character of the text, and takes three times as long.
    """
    return "|".join(first + rest for first in firsts)
