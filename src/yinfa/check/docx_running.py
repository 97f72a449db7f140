"""What runs along the pages of a DOCX: headers, footers, the numbers of pages and lines.

In come the bytes of a file, out comes what its first section says. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from yinfa.check.docx import alignment, is_first, pitch, with_fields
from yinfa.check.docx_formatting import Formatting, Properties, look, number
from yinfa.check.docx_package import Package, W
from yinfa.check.measured import Look

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TWIPS = 1 / 20
_EIGHTHS = 1 / 8  # the width of a border counts eighths of a point
_LINE_NUMBER = "line number"  # the name of Word's own style


@dataclass(frozen=True, slots=True)
class RunningLine:
    """A paragraph of a header or footer; its fields stand in braces in the text.

    `before` and `behind` are what stands above and below it in its part; `pitch` is
    None where it hangs on the font, `rule` the width of its border, of `rule_color`.
    """

    text: str
    look: Look | None
    align: str
    pitch: float | None
    before: float
    behind: float
    rule: float
    rule_color: str


@dataclass(frozen=True, slots=True)
class LineNumbers:
    """The numbers of lines: every how many, whether counted anew on each page, how far from the text."""

    every: int
    each_page: bool
    distance: float
    look: Look | None


@dataclass(frozen=True, slots=True)
class Running:
    """What runs along the pages.

    `lines` has the lines of headers and footers by part (header, footer) and kind (default,
    even, first); `other_first` says whether the first page has those of its own kind.
    """

    lines: Mapping[tuple[str, str], tuple[RunningLine, ...]]
    other_first: bool
    start: int
    header_distance: float
    line_numbers: LineNumbers | None


NOTHING = Running({}, other_first=False, start=1, header_distance=0.0, line_numbers=None)
"""What a document has that says nothing of its sections."""


def read(data: bytes, name: str) -> Running:
    """What runs along the pages of the first section. Raises InputError where the file cannot be used."""
    package = Package(data, name)
    section = next(package.part(package.main).iter(f"{W}sectPr"), None)
    if section is None:
        return NOTHING
    formatting = Formatting(package)
    values = {etree.QName(child).localname: _attributes(child) for child in section.iterchildren(f"{W}*")}
    return Running(
        dict(_parts(package, section, formatting)),
        other_first=values.get("titlePg", {"val": "0"}).get("val", "1") not in ("0", "false", "off"),
        start=int(number(values, "pgNumType", "start", 1, 1)),
        header_distance=number(values, "pgMar", "header", _TWIPS),
        line_numbers=_line_numbers(values, package, formatting),
    )


def _attributes(element: Any) -> dict[str, str]:
    return {etree.QName(key).localname: value for key, value in element.attrib.items()}


def _parts(
    package: Package, section: Any, formatting: Formatting
) -> Iterator[tuple[tuple[str, str], tuple[RunningLine, ...]]]:
    for part in ("header", "footer"):
        for reference in section.iter(f"{W}{part}Reference"):
            path = package.by_id(package.main, reference.get(f"{_R}id", ""))
            if path:
                lines = tuple(_lines(package.part(path), formatting))
                yield (part, reference.get(f"{W}type", "default")), lines


def _lines(part: Any, formatting: Formatting) -> Iterator[RunningLine]:
    paragraphs = [element for element in part.iter(f"{W}p") if is_first(element)]
    heights = [_height(formatting.paragraph(element)) for element in paragraphs]
    for place, element in enumerate(paragraphs):
        text, looks = with_fields(element, formatting)
        properties = formatting.paragraph(element)
        rule, color = next(_rules(formatting, element), (0.0, ""))
        after = number(properties, "spacing", "after", _TWIPS) if place + 1 < len(paragraphs) else 0.0
        yield RunningLine(
            text.strip(),
            looks[0] if looks else None,
            alignment(properties),
            pitch(properties, None),
            sum(heights[:place]),
            sum(heights[place + 1 :]) + after,
            rule,
            color,
        )


def _height(properties: Properties) -> float:
    return pitch(properties, None) or 0.0


def _rules(formatting: Formatting, element: Any) -> Iterator[tuple[float, str]]:
    """Width and colour of the borders above and below a paragraph."""
    for border in formatting.borders(element):
        width = number({"border": border}, "border", "sz", _EIGHTHS)
        color = border.get("color", "auto")
        yield width, "#000000" if color == "auto" else f"#{color.upper()}"


def _line_numbers(values: Properties, package: Package, formatting: Formatting) -> LineNumbers | None:
    every = int(number(values, "lnNumType", "countBy", 1))
    if not every:
        return None
    restart = values["lnNumType"].get("restart", "newPage")
    distance = number(values, "lnNumType", "distance", _TWIPS)
    return LineNumbers(every, restart == "newPage", distance, _number_look(package, formatting))


def _number_look(package: Package, formatting: Formatting) -> Look | None:
    """How the numbers of lines look, which Word draws in a character style of its own."""
    styles = package.optional("styles")
    for style in () if styles is None else styles.iter(f"{W}style"):
        named = style.find(f"{W}name")
        if named is not None and named.get(f"{W}val", "").lower() == _LINE_NUMBER:
            return look(formatting.character(style.get(f"{W}styleId", "")))
    return None
