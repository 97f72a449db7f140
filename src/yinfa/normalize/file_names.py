"""Names of files that a page offers or an office program shows: …上的讲话.docx - 已保存到云端."""

from __future__ import annotations

import re

from yinfa.patterns import compiled

_TYPE = (
    r"(?<=\w)\.(?:docx?|pdf|wps|pptx?|txt|zip|rar)"
    r"(?:\s*[\[(（【](?:兼容模式|只读|已?保存)[\])）】]|\s*[-—–]\s*(?:已保存|word|wps|microsoft).{0,12})?$"
)
"""The type of a file, with what a program says of it."""
_LONGEST = 80


def is_file(row: str) -> bool:
    """Whether a line is the name of a file that a page offers: …上的讲话.docx."""
    return len(row) <= _LONGEST and compiled(_TYPE, re.IGNORECASE).search(row) is not None


def without_type(row: str) -> str:
    """The name of a file without its type."""
    return compiled(_TYPE, re.IGNORECASE).sub("", row)
