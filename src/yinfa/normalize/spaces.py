"""Spaces inside Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yinfa.normalize.lines import Proposal

_WIDE = r"[^\x00-\xd6\xd8-\xff]"
_INNER = rf"(?<={_WIDE}) +(?=\S)|(?<=\S) +(?={_WIDE})|(?<=\d) +(?=%)"


def inner(text: str) -> Iterator[Proposal]:
    """Spaces beside Chinese characters and marks are closed: 顽 强 → 顽强, 共 5 人 → 共5人."""
    for match in re.finditer(_INNER, text):
        if text[match.start() - 1] in "*-+•" and text[match.start() - 2 : match.start() - 1] in ("", "\n"):
            continue  # the mark of an item of a list
        yield match.start(), match.end(), "", 0.95
