"""Spaces inside Chinese: between signs, and lines whose every sign stands apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yinfa.normalize.lines import Proposal, lines
from yinfa.shapes import is_chinese

_WIDE = r"[^\x00-\xd6\xd8-\xff]"
_INNER = rf"(?<={_WIDE}) +(?=\S)|(?<=\S) +(?={_WIDE})|(?<=\d) +(?=%)"


_LEAST_SPREAD = 4
"""Signs of the shortest line that is known to be spread; 目 录 and 王 五 may be aligned."""


def spread(text: str) -> Iterator[Proposal]:
    """A line whose every sign stands apart is closed: 在 2 0 1 4 年 度 … → 在2014年度…."""
    for line in lines(text):
        signs = line.text.split()
        if len(signs) < _LEAST_SPREAD or len("".join(signs)) != len(signs):
            continue
        if 2 * sum(map(is_chinese, signs)) >= len(signs):
            for match in re.finditer(r"\s+", line.text):
                yield line.first + match.start(), line.first + match.end(), "", 0.95


def inner(text: str) -> Iterator[Proposal]:
    """Spaces beside Chinese characters and marks are closed: 顽 强 → 顽强, 共 5 人 → 共5人."""
    for match in re.finditer(_INNER, text):
        if text[match.start() - 1] in "*-+•" and text[match.start() - 2 : match.start() - 1] in ("", "\n"):
            continue  # the mark of an item of a list
        yield match.start(), match.end(), "", 0.95
