"""The automatic numbers of a Word document, which stand in no paragraph's text.

In: the parts ``numbering.xml`` and ``styles.xml``, and the properties of each
paragraph in order. Out: the number that Word shows before it (ISO/IEC 29500-1,
17.9): 一、 or （一） or 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from yinfa.extract.numbers import formatted
from yinfa.extract.wordml import child, is_on, local, value

_LEVELS = 9
_LONGEST_CHAIN = 20  # styles that are based upon each other


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: where it starts, its format, its text (%1、), what parts number and text."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A numbering instance: the abstract list that it counts with, its levels, and where it starts anew."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass(slots=True)
class _Style:
    """What of a paragraph style concerns numbers and visibility."""

    base: str | None
    number: str | None
    level: int | None
    name: str
    hidden: bool


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of a document, asked in the order of the text."""

    _lists: dict[str, _List]
    _styles: dict[str, _Style]
    _default: str | None
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Any, styles: Any) -> Numbering:
        """The numbering of a document by the roots of its two parts, None where one is missing."""
        found = _styles(styles)
        default = next(
            (
                str(value(style, "styleId"))
                for style in (styles if styles is not None else ())
                if local(style) == "style" and value(style, "type") == "paragraph"
                and value(style, "default") in ("1", "true", "on")
            ),
            None,
        )  # fmt: skip
        return cls(_lists(numbering, found), found, default)

    def style_name(self, properties: Any) -> str:
        """The name of a paragraph's style in lower case, '' where it has none."""
        style = self._styles.get(value(child(properties, "pStyle")) or "")
        return style.name if style else ""

    def hides(self, properties: Any) -> bool:
        """Whether a paragraph's style hides its text."""
        return any(style.hidden for style in self._chain(properties))

    def next(self, properties: Any) -> str:
        """The number of a paragraph with what parts it from the text; '' where it has none."""
        number, level = self._numbered(properties)
        found = self._lists.get(number) if number and number != "0" else None
        if found is None or level not in found.levels:
            return ""
        counters = self._counters.setdefault(found.abstract, [None] * _LEVELS)
        self._count(found, str(number), level, counters)
        return _shown(found, level, counters)

    def _chain(self, properties: Any) -> list[_Style]:
        """A paragraph's style and those it is based on."""
        name = value(child(properties, "pStyle")) or self._default
        chain: list[_Style] = []
        while name and len(chain) < _LONGEST_CHAIN and (style := self._styles.get(name)):
            chain.append(style)
            name = style.base
        return chain

    def _numbered(self, properties: Any) -> tuple[str | None, int]:
        """The list and level of a paragraph: its own, else those of its style."""
        own = child(properties, "numPr")
        number, level = value(child(own, "numId")), _integer(value(child(own, "ilvl")))
        if number is not None:
            return number, level or 0
        for style in self._chain(properties):
            if style.number is not None:
                return style.number, level if level is not None else style.level or 0
        return None, 0

    def _count(self, found: _List, number: str, level: int, counters: list[int | None]) -> None:
        if level in found.starts and (number, level) not in self._begun:
            counters[level] = None
        start = found.starts.get(level, found.levels[level].start)
        self._begun.add((number, level))
        current = counters[level]
        counters[level] = start if current is None else current + 1
        for above in range(level):
            if counters[above] is None and above in found.levels:
                counters[above] = found.levels[above].start
        for below in range(level + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or (restart != 0 and level < restart):
                counters[below] = None


def _shown(found: _List, level: int, counters: list[int | None]) -> str:
    """The text of a number: the level's text with the counters in it."""
    own = found.levels[level]
    if own.format == "bullet":
        return ""

    def counter(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        style = found.levels[at].format if at in found.levels else "decimal"
        return formatted(counters[at] or 0, "decimal" if own.legal and style != "none" else style)

    text = re.sub("%([1-9])", counter, own.text)
    return text + (" " if text and own.suffix != "nothing" else "")


def _lists(root: Any, styles: dict[str, _Style]) -> dict[str, _List]:
    if root is None:
        return {}
    abstracts = {value(item, "abstractNumId"): item for item in root if local(item) == "abstractNum"}
    numbers = {value(item, "numId"): item for item in root if local(item) == "num"}
    lists: dict[str, _List] = {}
    for number, item in numbers.items():
        abstract = value(child(item, "abstractNumId"))
        link = value(child(abstracts.get(abstract), "numStyleLink"))
        if link and (linked := styles.get(link)) and linked.number in numbers:
            abstract = value(child(numbers[linked.number], "abstractNumId"))
        levels = _levels(abstracts.get(abstract))
        starts: dict[int, int] = {}
        for override in item:
            at = _integer(value(override, "ilvl"))
            if local(override) == "lvlOverride" and at is not None:
                levels |= _levels(override)
                start = _integer(value(child(override, "startOverride")))
                starts |= {at: start} if start is not None else {}
        lists[str(number)] = _List(str(abstract), levels, starts)
    _tell_styles(lists, styles)
    return lists


def _tell_styles(lists: dict[str, _List], styles: dict[str, _Style]) -> None:
    """A style that names a list without a level takes the level that names the style."""
    for name, style in styles.items():
        if style.number in lists and style.level is None:
            levels = lists[str(style.number)].levels
            style.level = next((at for at, level in levels.items() if level.style == name), None)


def _levels(parent: Any) -> dict[int, _Level]:
    levels = {}
    for item in parent if parent is not None else ():
        at = _integer(value(item, "ilvl"))
        if local(item) == "lvl" and at is not None and 0 <= at < _LEVELS:
            levels[at] = _Level(
                start=_integer(value(child(item, "start"))) or 0,
                format=_format(item),
                text=value(child(item, "lvlText")) or "",
                suffix=value(child(item, "suff")) or "tab",
                legal=is_on(child(item, "isLgl")),
                restart=_integer(value(child(item, "lvlRestart"))),
                style=value(child(item, "pStyle")),
            )
    return levels


def _format(level: Any) -> str:
    """The number format of a level, which newer Word writes as a choice with a fallback."""
    found = child(level, "numFmt")
    if found is None and (choice := child(level, "AlternateContent")) is not None:
        found = child(child(choice, "Fallback"), "numFmt")
    return value(found) or "decimal"


def _styles(root: Any) -> dict[str, _Style]:
    styles = {}
    for item in root if root is not None else ():
        name = value(item, "styleId")
        if local(item) == "style" and name:
            properties = child(item, "pPr")
            numbered = child(properties, "numPr")
            styles[name] = _Style(
                base=value(child(item, "basedOn")),
                number=value(child(numbered, "numId")),
                level=_integer(value(child(numbered, "ilvl"))),
                name=(value(child(item, "name")) or "").lower(),
                hidden=is_on(child(child(item, "rPr"), "vanish")),
            )
    return styles


def _integer(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else None
