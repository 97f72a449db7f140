"""The text of a Word document, with the automatic numbers that Word shows and without what it hides.

Paragraphs and the cells of tables in order, each a line; line breaks and page
breaks part lines. Inserted text counts, deleted and moved-away text does not, nor
do hidden text, tables of contents, headers, footers and comments. Footnotes are
left out with a warning.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from yinfa.errors import InputError
from yinfa.extract.extracted import Extracted
from yinfa.extract.numbering import Numbering
from yinfa.extract.package import Package
from yinfa.extract.wordml import child, is_on, local, value
from yinfa.speech import TextWarning

_LEFT_OUT = frozenset(
    (
        "del", "delInstrText", "delText", "endnoteReference", "fldData", "footnoteReference", "instrText",
        "moveFrom", "pPr", "rPr", "rt", "rubyPr", "sdtPr", "sectPr", "tblGrid", "tblPr", "tcPr", "trPr",
    )
)  # fmt: skip
"""Elements that hold no text, or text that the document does not show."""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_NOTES = frozenset(("footnoteReference", "endnoteReference"))


def extract(data: bytes, name: str) -> Extracted:
    """The text of a Word document. Raises InputError where it is none, is damaged, or a bomb."""
    package = Package(data, name)
    part = package.related("", "officeDocument")
    root = package.xml(part) if part else None
    body = child(root, "body")
    if part is None or body is None:
        raise InputError(
            "This is a ZIP archive, but no Word document.",
            place=name,
            remedy="Unpack it and name what is in it.",
        )
    document = _Document(
        Numbering.of(package.related_xml(part, "numbering"), package.related_xml(part, "styles"))
    )
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            document.close(element)
        elif not document.open(element):
            walker.skip_subtree()
    return Extracted(document.text(), document.warnings())


class _Paragraph:
    """A paragraph as its text grows."""

    def __init__(self, properties: Any, *, hidden: bool) -> None:
        self.properties = properties
        self.hidden = hidden
        self.pieces: list[str] = []


class _Document:
    """The lines of a document as they grow, element by element."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._lines: list[str] = []
        self._open: list[_Paragraph] = []  # a text box holds paragraphs within a paragraph
        self._carried = ""
        self._notes = 0

    def open(self, element: Any) -> bool:
        """An element begins; returns whether what it holds is to be read."""
        name = local(element)
        self._notes += name in _NOTES
        if name in _LEFT_OUT or _is_hidden(element, name):
            return False
        if name == "p":
            properties = child(element, "pPr")
            self._open.append(_Paragraph(properties, hidden=self._numbering.hides(properties)))
        elif self._open and not self._open[-1].hidden:
            self._open[-1].pieces.append(_sign(element, name))
        return True

    def close(self, element: Any) -> None:
        """An element ends."""
        if local(element) != "p" or not self._open:
            return
        paragraph = self._open.pop()
        text = "".join(paragraph.pieces)
        mark = child(paragraph.properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            # Without its mark the paragraph runs on into the next, whose number counts.
            self._carried += text
            return
        number = self._numbering.next(paragraph.properties)
        text, self._carried = self._carried + text, ""
        if text.strip() and not self._numbering.style_name(paragraph.properties).startswith("toc "):
            self._lines.append(number + text)

    def text(self) -> str:
        """The lines, each closed by a line feed."""
        return "".join(f"{line}\n" for line in (*self._lines, self._carried) if line)

    def warnings(self) -> tuple[TextWarning, ...]:
        """What was left out that a reader may miss."""
        if not self._notes:
            return ()
        return (TextWarning("low_confidence", f"{self._notes} footnotes or endnotes were left out"),)


def _sign(element: Any, name: str) -> str:
    """The text that an element itself stands for."""
    if name == "t":
        return str(element.text or "")
    if name == "sym":
        code = value(element, "char") or ""
        return chr(int(code, 16)) if re.fullmatch("(?![dD][89a-fA-F])[0-9a-fA-F]{4}", code) else ""
    return _SIGNS.get(name, "")


def _is_hidden(element: Any, name: str) -> bool:
    """Whether a run is hidden, a control shows no text of its own, an alternative is the second."""
    if name == "r":
        return is_on(child(child(element, "rPr"), "vanish"))
    if name == "sdt":
        properties = child(element, "sdtPr")
        contents = child(properties, "docPartObj")
        gallery = value(child(contents, "docPartGallery")) or ""
        return is_on(child(properties, "showingPlcHdr")) or gallery == "Table of Contents"
    return name == "Fallback" and child(element.getparent(), "Choice") is not None
