"""The numbers that a word processor puts before paragraphs by itself (ISO/IEC 29500-1, 17.9).

They stand nowhere in the text, yet the reader sees them, so 一、 made by a list is
as good as one that was typed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from yinfa.check.docx_formatting import Properties
from yinfa.check.docx_package import Package, W
from yinfa.shapes import CHINESE_DIGITS

_CHINESE = ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting")


class Labels:
    """Counts the paragraphs of lists; ask for the label of each paragraph in order."""

    def __init__(self, package: Package) -> None:
        root = package.optional("numbering")
        elements = [] if root is None else list(root)
        abstract = {e.get(f"{W}abstractNumId"): e for e in elements if e.tag == f"{W}abstractNum"}
        self._levels: dict[str, dict[str, Any]] = {}
        for element in elements:
            reference = element.find(f"{W}abstractNumId")
            if element.tag == f"{W}num" and reference is not None:
                defined = abstract.get(reference.get(f"{W}val"))
                levels = [] if defined is None else defined.iter(f"{W}lvl")
                self._levels[element.get(f"{W}numId", "")] = {lvl.get(f"{W}ilvl", "0"): lvl for lvl in levels}
        self._counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * 9)

    def next(self, properties: Properties) -> str:
        """The label of the next paragraph; empty where it is in no list or its mark is no number."""
        given = properties.get("numPr", {})
        identifier, level = given.get("numId", ""), given.get("ilvl", "0")
        defined = self._levels.get(identifier, {}).get(level)
        if defined is None or not level.isdigit() or int(level) > 8:
            return ""
        counts = self._counts[identifier]
        index = int(level)
        counts[index] = counts[index] + 1 if counts[index] else _start(defined)
        counts[index + 1 :] = [0] * (8 - index)
        return self._label(identifier, defined, counts)

    def _label(self, identifier: str, defined: Any, counts: list[int]) -> str:
        label = _value(defined, "lvlText", "")
        if "%" not in label:
            return ""  # a bullet
        for index, count in enumerate(counts):
            level = self._levels[identifier].get(str(index))
            style = "decimal" if level is None else _value(level, "numFmt", "decimal")
            label = label.replace(f"%{index + 1}", _number(count, style))
        return label


def _start(level: Any) -> int:
    start = _value(level, "start", "1")
    return int(start) if start.isdigit() else 1


def _value(element: Any, tag: str, default: str) -> str:
    child = element.find(f"{W}{tag}")
    return default if child is None else str(child.get(f"{W}val", default))


def _number(count: int, style: str) -> str:
    """A number up to 99 in Chinese or in digits."""
    if style not in _CHINESE or not 0 < count < 100:
        return str(count)
    tens, units = divmod(count, 10)
    return (
        ("" if tens < 2 else CHINESE_DIGITS[tens - 1])
        + ("十" if tens else "")
        + (CHINESE_DIGITS[units - 1] if units else "")
    )
