"""PDF: pages of placed runs in, the bytes of a file out, valid as PDF/A-2a and PDF/UA-1.

Every glyph stands where the page says; the text is drawn by operators of our own
and never passes through markup. ReportLab's canvas knows fonts only by names in a
table of the whole process, has no marked content and no structure tree, and hides
the catalogue, so we stand on its document writer, below the canvas: the
dictionaries are ours, as ISO 32000-1 describes them (clauses are quoted by
number), the numbering and writing are ReportLab's.

The same pages always give the same bytes. A file bears a date only where
SOURCE_DATE_EPOCH gives one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import BasicFonts, PDFArrayCompact, PDFDictionary, PDFDocument, PDFString

from yinfa.fonts import FontSet
from yinfa.formats import pdf_colour
from yinfa.formats.pdf_content import content
from yinfa.formats.pdf_fonts import EmbeddedFace
from yinfa.formats.pdf_metadata import Metadata, metadata
from yinfa.formats.pdf_objects import Stream, number
from yinfa.formats.pdf_outline import add_outline
from yinfa.formats.pdf_structure import add_tree, structure
from yinfa.layout.page import Page, Run
from yinfa.speech import Speech
from yinfa.style.sheet import Sheet

_PDF_VERSION = (1, 7)


def render(pages: Sequence[Page], speech: Speech, fonts: FontSet, sheet: Sheet) -> bytes:
    """The PDF file of a speech's pages.

    Raises FontError where a face lacks a character of its runs, and UsageError where
    SOURCE_DATE_EPOCH is no moment in time.
    """
    known = metadata(speech, pages, sheet)
    faces = _embedded_faces(pages, fonts)
    tree = structure(pages)
    contents = [content(page, marked, faces) for page, marked in zip(pages, tree.marked, strict=True)]

    document = PDFDocument(invariant=True, pdfVersion=_PDF_VERSION)
    for face in faces.values():
        document.idToObject[BasicFonts].dict.update(face.add_to(document))
    references = [_add_page(document, index, page, contents[index]) for index, page in enumerate(pages)]
    document.info = PDFDictionary({key: PDFString(value) for key, value in known.information().items()})
    document.Catalog = PDFDictionary(
        {
            **_catalogue(document, known, sheet),
            "StructTreeRoot": add_tree(document, tree, references),
            **add_outline(document, pages, references),
        }
    )
    for data in (*contents, *(face.digest for face in faces.values()), repr(known).encode()):
        document.updateSignature(data)
    written: bytes = document.format()
    return written


def _embedded_faces(pages: Sequence[Page], fonts: FontSet) -> dict[str, EmbeddedFace]:
    """The faces of the pages by key, in the order in which they first appear."""
    characters: dict[str, set[str]] = {}
    for run in _runs(pages):
        characters.setdefault(run.face, set()).update(run.text)
    return {
        key: EmbeddedFace(f"F{count}", fonts.get(key), drawn)
        for count, (key, drawn) in enumerate(characters.items(), start=1)
    }


def _runs(pages: Sequence[Page]) -> Iterator[Run]:
    return (run for page in pages for line in (*page.lines, *page.artifacts) for run in line.runs)


def _add_page(document: PDFDocument, index: int, page: Page, drawn: bytes) -> Any:
    """Add a page (7.7.3.3), whose marked content the structure tree knows by its index."""
    entries = PDFDictionary(
        {
            "Type": "/Page",
            "Parent": document.Reference(document.Pages),
            "MediaBox": PDFArrayCompact([0, 0, number(page.width), number(page.height)]),
            "Resources": PDFDictionary({"Font": document.Reference(document.idToObject[BasicFonts])}),
            "Contents": Stream(drawn),
            "StructParents": index,
            "Tabs": "/S",
        }
    )
    document.addPage(entries)
    return document.Reference(entries)


def _catalogue(document: PDFDocument, known: Metadata, sheet: Sheet) -> dict[str, Any]:
    """The root of the document (7.7.2), without what leads into the pages."""
    preferences = {"DisplayDocTitle": "true"}
    if sheet.page.two_sided:
        preferences["Duplex"] = "/DuplexFlipLongEdge"
    labels = {}
    if sheet.page_number.start > 1:  # what readers call the pages (12.4.2)
        first = PDFDictionary({"S": "/D", "St": sheet.page_number.start})
        labels = {"PageLabels": PDFDictionary({"Nums": PDFArrayCompact([0, first])})}
    return {
        **labels,
        "Type": "/Catalog",
        "Pages": document.Reference(document.Pages),
        "Lang": PDFString(sheet.language),
        "MarkInfo": PDFDictionary({"Marked": "true"}),
        "Metadata": Stream(known.xmp(), {"Type": "/Metadata", "Subtype": "/XML"}, packed=False),
        "OutputIntents": PDFArrayCompact([document.Reference(_output_intent())]),
        "ViewerPreferences": PDFDictionary(preferences),
    }


def _output_intent() -> PDFDictionary:
    """What the colours mean (14.11.5)."""
    return PDFDictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": PDFString(pdf_colour.NAME),
            "Info": PDFString(pdf_colour.NAME),
            "DestOutputProfile": Stream(pdf_colour.srgb_profile(), {"N": pdf_colour.COMPONENTS}),
        }
    )
