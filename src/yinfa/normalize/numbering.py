"""Heading numbers in the forms of GB/T 9704: 一、 （一） 1. （1）, and 第一， with a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yinfa.normalize.lines import Proposal, lines
from yinfa.shapes import numbering

_MARKS = {
    "chinese": ("", "、"),
    "chinese_bracket": ("（", "）"),
    "digit": ("", "."),
    "digit_bracket": ("（", "）"),
    "ordinal": ("第", "，"),
}


def marks(text: str) -> Iterator[Proposal]:
    """The mark behind a number that opens a line takes its standard form: 1、 → 1. and (一)、 → （一）."""
    for line in lines(text):
        found = numbering(line.text)
        if found is None or found.style not in _MARKS:
            continue
        written = line.text[: found.end]
        digits = re.sub(r"[^0-9一二三四五六七八九十]", "", written)
        opening, closing = _MARKS[found.style]
        wanted = opening + digits + closing
        if wanted != written:
            yield line.first, line.first + found.end, wanted, 0.97
