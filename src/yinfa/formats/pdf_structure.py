"""What the parts of a PDF are: the structure tree, and the pieces of the pages that belong to it.

In come pages, out come structure elements (ISO 32000-1, 14.7 and 14.8) and, for
each page, its marked-content sequences in drawing order. A document's children
are its blocks, each one element even where it runs over several pages:

- The title is a `Title`, mapped to P: PDF 1.7 has no such type, and as an H1 it would
  push every heading one level down.
- A heading is H1 to H4 by how deep it stands below the headings before it, not by
  its number: PDF/UA-1 (ISO 14289-1, 7.4.2) lets no level be skipped, but a speech may
  begin at 1. or put 1. straight under 一、.
- Everything else is a P. A run-in heading is a Span in it.

The lines of a block hold its text with the spaces at which it was broken, so that
put together they read as written: nothing has to be added between them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFDictionary, PDFDocument

from yinfa.layout.page import Line, Page, Run

HEADING_LEVELS: Mapping[str, int] = {f"heading{level}": level for level in range(1, 5)}
"""The elements that are headings, and the level of each."""

_TITLE, _PARAGRAPH, _SPAN = "Title", "P", "Span"


class Placed(NamedTuple):
    """A run and the line on which it stands."""

    line: Line
    run: Run


@dataclass(slots=True, eq=False)
class Element:
    """A structure element: its type, and its parts in reading order.

    A part is an element, or a marked-content sequence as (page index, its number there).
    """

    tag: str
    parts: list[Element | tuple[int, int]] = field(default_factory=list)


class Marked(NamedTuple):
    """A marked-content sequence of a page; its number is its place among those of the page."""

    element: Element
    runs: Sequence[Placed]


class Structure(NamedTuple):
    """The elements below the document, and the marked content of each page."""

    elements: Sequence[Element]
    marked: Sequence[Sequence[Marked]]


def structure(pages: Sequence[Page]) -> Structure:
    """The structure of a speech's pages."""
    reader = _Reader()
    marked = [list(reader.page(index, page)) for index, page in enumerate(pages)]
    return Structure(list(reader.blocks.values()), marked)


class _Reader:
    """Reads page after page; `blocks` has the element of each block."""

    def __init__(self) -> None:
        self.blocks: dict[int, Element] = {}
        self._headings: list[int] = []
        self._last = (-1, "")  # block and run-in heading of the marked content before

    def page(self, index: int, page: Page) -> Sequence[Marked]:
        placed = (Placed(line, run) for line in page.lines for run in line.runs)
        marked: list[Marked] = []
        for (block, lead), group in groupby(placed, key=_place):
            runs = list(group)
            element = self._element(block, lead, runs[0].line.element)
            element.parts.append((index, len(marked)))
            marked.append(Marked(element, runs))
            self._last = (block, lead)
        return marked

    def _element(self, block: int, lead: str, name: str) -> Element:
        """The element of a piece: a lead that runs over onto the next page stays one."""
        if block not in self.blocks:
            self.blocks[block] = Element(self._tag(name))
        owner = self.blocks[block]
        if not lead:
            return owner
        if self._last == (block, lead) and isinstance(owner.parts[-1], Element):
            return owner.parts[-1]
        span = Element(_SPAN)
        owner.parts.append(span)
        return span

    def _tag(self, name: str) -> str:
        if name not in HEADING_LEVELS:
            return _TITLE if name == "title" else _PARAGRAPH
        while self._headings and self._headings[-1] >= HEADING_LEVELS[name]:
            self._headings.pop()
        self._headings.append(HEADING_LEVELS[name])
        return f"H{len(self._headings)}"


def _place(placed: Placed) -> tuple[int, str]:
    """The block of a run, and the heading whose look it has where that is not the line's own."""
    line, run = placed
    return line.block, "" if run.element == line.element else run.element


def add_tree(document: PDFDocument, read: Structure, pages: Sequence[Any]) -> Any:
    """Add the structure tree (14.7.2) over the pages, given as references; returns a reference to it."""
    root = PDFDictionary({"Type": "/StructTreeRoot"})
    root_reference = document.Reference(root)
    top = Element("Document", [*read.elements])
    references = _add_elements(document, top, root_reference, pages)
    numbers: list[Any] = []
    for index, marked in enumerate(read.marked):
        numbers += [index, PDFArrayCompact([references[piece.element] for piece in marked])]
    root["K"] = references[top]
    root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArrayCompact(numbers)}))
    root["ParentTreeNextKey"] = len(pages)
    root["RoleMap"] = PDFDictionary({_TITLE: f"/{_PARAGRAPH}"})
    return root_reference


def _add_elements(
    document: PDFDocument, element: Element, parent: Any, pages: Sequence[Any]
) -> dict[Element, Any]:
    """Add an element with all below it; returns their references."""
    entries = PDFDictionary({"Type": "/StructElem", "S": f"/{element.tag}", "P": parent})
    references = {element: document.Reference(entries)}
    home = next((part[0] for part in element.parts if isinstance(part, tuple)), None)
    if home is not None:
        entries["Pg"] = pages[home]
    kids: list[Any] = []
    for part in element.parts:
        if isinstance(part, Element):
            references |= _add_elements(document, part, references[element], pages)
            kids.append(references[part])
        elif part[0] == home:
            kids.append(part[1])
        else:
            kids.append(PDFDictionary({"Type": "/MCR", "Pg": pages[part[0]], "MCID": part[1]}))
    entries["K"] = PDFArrayCompact(kids)
    return references
