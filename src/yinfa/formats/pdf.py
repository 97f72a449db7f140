"""PDF: pages of placed runs in, the bytes of a file out.

Every glyph stands where the page says; the text is drawn by operators of our own
and never passes through markup. ReportLab's canvas knows fonts only by names in a
table of the whole process and hides the catalogue, so we stand on its document
writer, below the canvas: the dictionaries are ours, as ISO 32000-1 describes them
(clauses are quoted by number), the numbering and writing are ReportLab's.

The same pages always give the same bytes. A file bears a date only where
SOURCE_DATE_EPOCH gives one.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate, groupby, pairwise
from typing import Any

from reportlab.pdfbase.pdfdoc import BasicFonts, PDFArrayCompact, PDFDictionary, PDFDocument, PDFString

from yinfa import __version__
from yinfa.errors import UsageError
from yinfa.fonts import FontSet
from yinfa.formats.pdf_fonts import EmbeddedFace
from yinfa.formats.pdf_objects import Stream, number
from yinfa.layout.page import Line, Page, Run
from yinfa.speech import Speech
from yinfa.style.sheet import Sheet

LANGUAGE = "zh-CN"
OUTLINE_LEVELS: Mapping[str, int] = {"title": 0, "heading1": 1, "heading2": 2, "heading3": 3, "heading4": 4}
"""The elements that become bookmarks, and how deep they stand."""

_PDF_VERSION = (1, 7)
_FILL, _FILL_AND_STROKE = "0", "2"  # text rendering modes, 9.3.6
_BOLD_STROKE = 1 / 30  # em: the line around the glyphs of a face that has no bold
_TOLERANCE = 0.001  # pt: nearer to its place than that, a glyph is not moved
_ABOVE_BOOKMARK = 1.5  # em: from the upper edge of the window to the baseline that a bookmark leads to


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


def render(pages: Sequence[Page], speech: Speech, fonts: FontSet, sheet: Sheet) -> bytes:
    """The PDF file of a speech's pages.

    Raises FontError where a face lacks a character of its runs, and UsageError where
    SOURCE_DATE_EPOCH is no number.
    """
    info = _information(pages, speech)
    faces = _embedded_faces(pages, fonts)
    contents = [_Content(faces).page(page) for page in pages]
    document = PDFDocument(invariant=True, pdfVersion=_PDF_VERSION)
    for face in faces.values():
        document.idToObject[BasicFonts].dict.update(face.add_to(document))
    references = [_add_page(document, page, data) for page, data in zip(pages, contents, strict=True)]
    document.info = PDFDictionary({key: PDFString(value) for key, value in info.items()})
    document.Catalog = _catalogue(
        document, sheet, _add_outline(document, bookmarks(pages), pages, references)
    )
    for data in (*contents, *(face.digest for face in faces.values()), repr(info).encode()):
        document.updateSignature(data)
    written: bytes = document.format()
    return written


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
        if first.element in OUTLINE_LEVELS:
            size = max((run.size for run in first.runs), default=0.0)
            text = _joined([line.text for _, line in block])
            yield Bookmark(text, OUTLINE_LEVELS[first.element], index, first.y, size)


def _joined(lines: Sequence[str]) -> str:
    """A block's lines as one text; between Latin words the line break stood for a space."""
    text = lines[0]
    for line in lines[1:]:
        latin = (text[-1:] + line[:1]).isascii() and text[-1:].isalnum() and line[:1].isalnum()
        text += f" {line}" if latin else line
    return text


def _runs(pages: Sequence[Page]) -> Iterator[Run]:
    return (run for page in pages for line in (*page.lines, *page.artifacts) for run in line.runs)


def _embedded_faces(pages: Sequence[Page], fonts: FontSet) -> dict[str, EmbeddedFace]:
    """The faces of the pages by key, in the order in which they first appear."""
    characters: dict[str, set[str]] = {}
    for run in _runs(pages):
        characters.setdefault(run.face, set()).update(run.text)
    return {
        key: EmbeddedFace(f"F{count}", fonts.get(key), drawn)
        for count, (key, drawn) in enumerate(characters.items(), start=1)
    }


class _Content:
    """Writes the operators of one page (9.4): a text object a line, a text-showing operator a run."""

    def __init__(self, faces: Mapping[str, EmbeddedFace]) -> None:
        self._faces = faces
        self._operators: list[str] = []
        self._state = {"Tc": "0", "Tr": _FILL, "rg": "0 0 0", "RG": "0 0 0", "w": "1"}

    def page(self, page: Page) -> bytes:
        for line in (*page.lines, *page.artifacts):
            self._line(line, page.height - line.y)
        return "\n".join(self._operators).encode("ascii")

    def _line(self, line: Line, baseline: float) -> None:
        self._operators.append("BT")
        for run in line.runs:
            self._run(run, baseline)
        self._operators.append("ET")

    def _run(self, run: Run, baseline: float) -> None:
        face = self._faces[run.face]
        self._paint(run, thicken=run.bold and not face.face.is_bold)
        starts = accumulate(run.advances, initial=run.x)
        glyphs = zip(run.text, starts, run.advances, strict=False)
        for font, group in groupby(glyphs, key=lambda glyph: face.codes[glyph[0]].font):
            piece = list(group)
            self._set("Tf", f"/{font} {number(run.size)}")
            self._operators.append(f"1 0 0 1 {number(piece[0][1])} {number(baseline)} Tm")
            self._show(face, run.size, piece)

    def _paint(self, run: Run, *, thicken: bool) -> None:
        color = " ".join(number(int(run.color[at : at + 2], 16) / 255) for at in (1, 3, 5))
        self._set("rg", color)
        self._set("Tr", _FILL_AND_STROKE if thicken else _FILL)
        if thicken:
            self._set("RG", color)
            self._set("w", number(run.size * _BOLD_STROKE))

    def _show(self, face: EmbeddedFace, size: float, glyphs: Sequence[tuple[str, float, float]]) -> None:
        """Show glyphs (character, x, advance): the commonest spacing by Tc, what differs from it by TJ.

        Each adjustment goes out from where the rounded ones before it lead, so that
        rounding does not add up along a line.
        """
        widths = [face.face.advance(character) * size for character, _, _ in glyphs]
        spacings = Counter(
            round(advance - width, 4) for (_, _, advance), width in zip(glyphs, widths, strict=True)
        )
        spacing = spacings.most_common(1)[0][0]
        self._set("Tc", number(spacing))
        shown = ["<"]
        pen = glyphs[0][1]
        for (character, x, _), width in zip(glyphs, widths, strict=True):
            if abs(pen - x) > _TOLERANCE:
                adjustment = number((pen - x) * 1000 / size, 3)
                shown.append(f">{adjustment}<")
                pen -= float(adjustment) * size / 1000
            shown.append(face.codes[character].digits)
            pen += width + spacing
        self._operators.append(
            f"{''.join(shown)}> Tj" if len(shown) == len(glyphs) + 1 else f"[{''.join(shown)}>] TJ"
        )

    def _set(self, operator: str, operands: str) -> None:
        """A state operator, left out where the state is that already."""
        if self._state.get(operator) != operands:
            self._state[operator] = operands
            self._operators.append(f"{operands} {operator}")


def _add_page(document: PDFDocument, page: Page, content: bytes) -> Any:
    """Add a page (7.7.3.3); returns a reference to it."""
    entries = PDFDictionary(
        {
            "Type": "/Page",
            "Parent": document.Reference(document.Pages),
            "MediaBox": PDFArrayCompact([0, 0, number(page.width), number(page.height)]),
            "Resources": PDFDictionary({"Font": document.Reference(document.idToObject[BasicFonts])}),
            "Contents": Stream(content),
        }
    )
    document.addPage(entries)
    return document.Reference(entries)


def _catalogue(document: PDFDocument, sheet: Sheet, outline: Any) -> PDFDictionary:
    """The root of the document (7.7.2)."""
    preferences = {"DisplayDocTitle": "true"}
    if sheet.page.two_sided:
        preferences["Duplex"] = "/DuplexFlipLongEdge"
    entries = {
        "Type": "/Catalog",
        "Pages": document.Reference(document.Pages),
        "Lang": PDFString(LANGUAGE),
        "ViewerPreferences": PDFDictionary(preferences),
    }
    return PDFDictionary({**entries, "Outlines": outline} if outline else entries)


def _add_outline(
    document: PDFDocument, entries: Sequence[Bookmark], pages: Sequence[Page], references: Sequence[Any]
) -> Any:
    """Add the outline (12.3.3); returns a reference to it, or None where there is nothing to list."""
    if not entries:
        return None

    def add(entry: Bookmark, parent: Any) -> PDFDictionary:
        top = pages[entry.page].height - entry.y + entry.size * _ABOVE_BOOKMARK
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
    return document.Reference(root)


def _count(entries: Iterable[Bookmark]) -> int:
    return sum(1 + _count(entry.children) for entry in entries)


def _information(pages: Sequence[Page], speech: Speech) -> dict[str, str]:
    """The document information (14.3.3); a speech without a title is called by its first line."""
    tool = f"Yinfa {__version__}"
    first = next((line.text for page in pages for line in page.lines), "")
    information = {"Title": speech.title or first, "Creator": tool, "Producer": tool}
    if speech.speaker:
        information["Author"] = speech.speaker
    date = _date()
    return {**information, "CreationDate": date, "ModDate": date} if date else information


def _date() -> str:
    """The moment SOURCE_DATE_EPOCH gives as a PDF date (7.9.4), or nothing."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        return f"{datetime.fromtimestamp(int(epoch), UTC):D:%Y%m%d%H%M%SZ}" if epoch else ""
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is “{epoch}”, which is no moment in time.",
            remedy="Give it as seconds since 1970-01-01 UTC, or unset it.",
        ) from error
