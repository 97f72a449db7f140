"""The bookmarks of a PDF: title and headings by level, each leading to its line.

In come pages, out comes the outline (ISO 32000-1, 12.3.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFDictionary, PDFDocument, PDFString

from yinfa.formats.pdf_objects import number
from yinfa.formats.pdf_structure import HEADING_LEVELS
from yinfa.layout.page import Page

LEVELS: Mapping[str, int] = {"title": 0, **HEADING_LEVELS}
"""The elements that become bookmarks, and how deep they stand."""

_ABOVE = 1.5  # em: from the upper edge of the window to the baseline that a bookmark leads to


@dataclass(slots=True)
class Bookmark:
    """An entry of the outline, which leads to the baseline `y` (from the top) of a page.

    `size` is that of the characters there, in pt.
    """

    text: str
    level: int
    page: int
    y: float
    size: float
    children: list[Bookmark] = field(default_factory=list)


def bookmarks(pages: Sequence[Page]) -> list[Bookmark]:
    """The outline: title and headings, each below the nearest one before it of a higher level."""
    top: list[Bookmark] = []
    above: list[Bookmark] = []
    for entry in _entries(pages):
        while above and above[-1].level >= entry.level:
            above.pop()
        (above[-1].children if above else top).append(entry)
        above.append(entry)
    return top


def _entries(pages: Sequence[Page]) -> Iterator[Bookmark]:
    lines = ((index, line) for index, page in enumerate(pages) for line in page.lines)
    for _, group in groupby(lines, key=lambda placed: placed[1].block):
        block = list(group)
        index, first = block[0]
        if first.element in LEVELS:
            size = max((run.size for run in first.runs), default=0.0)
            text = "".join(line.text for _, line in block)
            yield Bookmark(text, LEVELS[first.element], index, first.y, size)


def add_outline(document: PDFDocument, pages: Sequence[Page], references: Sequence[Any]) -> dict[str, Any]:
    """Add the outline of pages, which are given as references too; returns what the catalogue needs."""
    entries = bookmarks(pages)
    if not entries:
        return {}

    def add(entry: Bookmark, parent: Any) -> PDFDictionary:
        top = pages[entry.page].height - entry.y + entry.size * _ABOVE
        item = PDFDictionary(
            {
                "Title": PDFString(entry.text),
                "Parent": parent,
                "Dest": PDFArrayCompact([references[entry.page], "/XYZ", "null", number(top), "null"]),
            }
        )
        add_all(item, entry.children)
        return item

    def add_all(owner: PDFDictionary, children: Sequence[Bookmark]) -> None:
        if not children:
            return
        parent = document.Reference(owner)
        items = [add(child, parent) for child in children]
        for before, after in pairwise(items):
            before["Next"], after["Prev"] = document.Reference(after), document.Reference(before)
        owner["First"], owner["Last"] = document.Reference(items[0]), document.Reference(items[-1])
        owner["Count"] = _count(children)

    root = PDFDictionary({"Type": "/Outlines"})
    add_all(root, entries)
    return {"Outlines": document.Reference(root)}


def _count(entries: Iterable[Bookmark]) -> int:
    return sum(1 + _count(entry.children) for entry in entries)
