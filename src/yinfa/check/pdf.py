"""A PDF's bytes become its glyphs, each where the page draws it.

pdfminer.six reads the file and runs the pages' operators; the device below takes
down every glyph that is shown, with its place after ISO 32000-1, 9.4.4, its font
and its colour. What lines and paragraphs the glyphs make is told in `pdf_lines`.

A hostile file is refused: too many bytes, pages or glyphs, streams that blow up,
forms that draw each other.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from math import hypot
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text, mult_matrix

from yinfa.check.families import bare
from yinfa.check.measured import Font, Glyph, Look, Metadata
from yinfa.check.pdf_program import FontProgram
from yinfa.errors import InputError

MOST_PAGES = 2_000
MOST_GLYPHS = 3_000_000
MOST_FORMS = 20_000
"""Forms drawn, those within forms counted each time."""
MOST_DECODED = 512 << 20
"""Bytes that all streams together may have when inflated."""

_CHUNK = 1 << 16
_BLANK = 32  # the code that word spacing widens, ISO 32000-1, 9.3.3
_THICKENED = (1, 2, 5, 6)  # text rendering modes that stroke, ISO 32000-1, table 106
_BOLD = re.compile(r"bold|heavy|black|粗", re.IGNORECASE)

# What pdfminer lets through from a broken file: it looks values up and computes with
# them before it has looked at their types.
_BROKEN = (
    PSException, PDFException, ArithmeticError, AssertionError, AttributeError, LookupError,
    OSError, RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page's size in points and its glyphs in the order in which they are drawn.

    `unseen` are the kinds of what else stands on it: pictures, turned text.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    unseen: frozenset[str]


@dataclass(frozen=True, slots=True)
class RawPdf:
    """What stands in a PDF; `claim` is the PDF/A profile its metadata claim, such as 2a, or empty."""

    pages: tuple[RawPage, ...]
    fonts: tuple[Font, ...]
    metadata: Metadata
    claim: str


def read(data: bytes, name: str) -> RawPdf:
    """The glyphs of a PDF. Raises InputError where it is damaged, locked or beyond the limits."""
    logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # what it grumbles is for us to say
    try:
        _refuse_bombs(data, name)
        return _read(data, name)
    except _BROKEN as error:
        raise InputError(
            f"The PDF cannot be read ({type(error).__name__}: {error}).",
            place=name,
            remedy="Open it in a viewer; if it shows there, print it to a new PDF and check that.",
        ) from error


def _read(data: bytes, name: str) -> RawPdf:
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    resources = _Resources()
    device = _Device(resources, name)
    interpreter = PDFPageInterpreter(resources, device)
    pages: list[RawPage] = []
    for page in PDFPage.create_pages(document):
        if len(pages) == MOST_PAGES:
            raise _too_much(name, f"more than {MOST_PAGES:,} pages")
        interpreter.process_page(page)
        pages.append(_raw_page(page, *device.taken()))
    if not any(glyph.text.strip() for page in pages for glyph in page.glyphs):
        raise InputError(
            "There is no text in this PDF; pictures of pages cannot be measured.",
            place=name,
            remedy="Check the file that was printed or scanned, not its picture.",
        )
    packet = _packet(document)
    return RawPdf(tuple(pages), tuple(device.fonts), _metadata(document, packet), _claim(packet))


def _raw_page(page: PDFPage, glyphs: list[Glyph], unseen: frozenset[str]) -> RawPage:
    """A page as a viewer shows it: turned, or else cut to its crop box."""
    left, bottom, right, top = page.mediabox
    if page.rotate % 360:
        width, height = (top - bottom, right - left) if page.rotate % 180 else (right - left, top - bottom)
        return RawPage(width, height, tuple(glyph._replace(y=height - glyph.y) for glyph in glyphs), unseen)
    crop_left, crop_bottom, crop_right, crop_top = page.cropbox
    x, height = left - crop_left, crop_top - bottom
    placed = tuple(glyph._replace(x=glyph.x + x, y=height - glyph.y) for glyph in glyphs)
    return RawPage(crop_right - crop_left, crop_top - crop_bottom, placed, unseen)


class _Resources(PDFResourceManager):
    """Keeps the dictionary of each font, of which pdfminer's font objects drop a part."""

    def __init__(self) -> None:
        super().__init__()
        self._dictionaries: dict[int, tuple[Any, Any]] = {}

    def get_font(self, objid: object, spec: Any) -> Any:
        font = super().get_font(objid, spec)
        # Of a composite font the descendant comes first, and its dictionary is the one with the glyphs.
        self._dictionaries.setdefault(id(font), (font, spec))
        return font

    def dictionary(self, font: Any) -> Any:
        """The dictionary of a font that `get_font` made."""
        return self._dictionaries[id(font)][1]


class _Device(PDFTextDevice):
    """Takes down the glyphs of a page; y still grows upward."""

    def __init__(self, resources: _Resources, name: str) -> None:
        super().__init__(resources)
        self.fonts: list[Font] = []
        self._resources = resources
        self._name = name
        self._programs: dict[int, tuple[int, FontProgram, Any]] = {}
        self._glyphs: list[Glyph] = []
        self._unseen: set[str] = set()
        self._count = self._forms = 0

    def taken(self) -> tuple[list[Glyph], frozenset[str]]:
        """The glyphs since the last call, and the kinds of what else was drawn."""
        glyphs, self._glyphs = self._glyphs, []
        unseen, self._unseen = frozenset(self._unseen), set()
        return glyphs, unseen

    def render_image(self, *_image: object) -> None:
        self._unseen.add("pictures")

    def begin_figure(self, *_figure: object) -> None:
        self._forms += 1
        if self._forms > MOST_FORMS:
            raise _too_much(self._name, f"more than {MOST_FORMS:,} forms are drawn")

    def render_string(self, textstate: Any, seq: Any, _ncs: Any, graphicstate: Any) -> None:
        """Show a string: ISO 32000-1, 9.4.4; pdfminer's own leaves out the spacing behind the last glyph."""
        font = textstate.font
        if font is None or self.ctm is None:
            return
        number, program = self._program(font)
        scaling = textstate.scaling / 100
        bold = textstate.render in _THICKENED or _BOLD.search(program.name) is not None
        look = Look(program.name, textstate.fontsize, bold, _color(graphicstate.ncolor))
        matrix = mult_matrix(textstate.matrix, self.ctm)
        x, y = textstate.linematrix
        for shown in seq:
            if isinstance(shown, (int, float)):
                x -= shown * textstate.fontsize * scaling / 1000
                continue
            for code in font.decode(shown):
                width = font.char_width(code) * textstate.fontsize * scaling
                place = mult_matrix((1, 0, 0, 1, x, y + textstate.rise), matrix)
                self._take(place, number, program, code, look, width)
                blank = textstate.wordspace if code == _BLANK and not font.is_multibyte() else 0.0
                x += width + (textstate.charspace + blank) * scaling
        textstate.linematrix = (x, y)

    def _take(
        self, matrix: Any, number: int, program: FontProgram, code: int, look: Look, width: float
    ) -> None:
        a, b, c, d, x, y = matrix
        self._count += 1
        if self._count > MOST_GLYPHS:
            raise _too_much(self._name, f"more than {MOST_GLYPHS:,} glyphs")
        if abs(b) > abs(a) or a < 0:
            self._unseen.add("turned text")  # as watermarks are
            return
        text = _text(program.font, code)
        sized = look._replace(size=(look.size or 0.0) * hypot(c, d))
        drawn = program.draws(code, text)
        self._glyphs.append(Glyph(text, x, y, width * hypot(a, b), sized, number, drawn))

    def _program(self, font: Any) -> tuple[int, FontProgram]:
        known = self._programs.get(id(font))
        if known is None:
            program = FontProgram(font, self._resources.dictionary(font))
            known = self._programs[id(font)] = (len(self.fonts), program, font)
            self.fonts.append(Font(bare(program.name), program.embedded))
        return known[:2]


def _text(font: Any, code: int) -> str:
    try:
        text: str = font.to_unichr(code)
    except PDFUnicodeNotDefined:
        return ""
    return text.replace("\0", "")


def _color(color: Any) -> str:
    """A colour's components (gray, RGB or CMYK) as #RRGGBB; nothing for a pattern."""
    parts = list(color) if isinstance(color, (tuple, list)) else [color]
    if not all(isinstance(part, (int, float)) for part in parts):
        return ""
    if len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    if len(parts) == 1:
        parts *= 3
    return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02X}" for part in parts)


def _metadata(document: PDFDocument, packet: str) -> Metadata:
    information = {key: value for entry in document.info for key, value in entry.items()}
    title = _said(information.get("Title")) or _element(packet, "title")
    author = _said(information.get("Author")) or _element(packet, "creator")
    return Metadata(title or None, author or None, _said(document.catalog.get("Lang")) or None)


def _said(value: Any) -> str:
    value = resolve1(value)
    return decode_text(value).strip() if isinstance(value, bytes) else ""


def _packet(document: PDFDocument) -> str:
    """The XMP packet of the document, or nothing."""
    stream = resolve1(document.catalog.get("Metadata"))
    return stream.get_data().decode("utf-8", "replace") if isinstance(stream, PDFStream) else ""


def _element(packet: str, name: str) -> str:
    found = re.search(rf"<dc:{name}>.{{0,200}}?<rdf:li[^>]{{0,200}}>([^<]{{1,2000}})<", packet, re.DOTALL)
    return found[1].strip() if found else ""


def _claim(packet: str) -> str:
    """The profile of PDF/A that XMP claims (ISO 19005-2, 6.6.4), as an element or an attribute."""
    part = re.search(r"pdfaid:part\s*(?:>|=\s*[\"'])\s*(\d)", packet)
    level = re.search(r"pdfaid:conformance\s*(?:>|=\s*[\"'])\s*([A-Za-z])", packet)
    return (part[1] + (level[1].lower() if level else "")) if part else ""


def _refuse_bombs(data: bytes, name: str) -> None:
    """Raises InputError where the streams inflate to more than a document has; layers count each."""
    left = MOST_DECODED
    for match in re.finditer(rb"stream\r?\n", data):
        layer = _chunks(data, match.end())
        while (first := next(layer, b""))[:1] == b"\x78":
            layer = _inflated(chain([first], layer))
            inflated = []
            for chunk in layer:
                left -= len(chunk)
                inflated.append(chunk)
                if left < 0:
                    raise _too_much(name, f"its streams inflate to more than {MOST_DECODED >> 20} MB")
            layer = iter(inflated)


def _chunks(data: bytes, start: int) -> Iterator[bytes]:
    for at in range(start, len(data), _CHUNK):
        yield data[at : at + _CHUNK]


def _inflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What a stream inflates to, in pieces; a damaged one ends where the damage begins."""
    inflater = zlib.decompressobj()
    for chunk in chunks:
        pending = chunk
        while pending and not inflater.eof:
            try:
                yield inflater.decompress(pending, _CHUNK)
            except zlib.error:
                return
            pending = inflater.unconsumed_tail
        if inflater.eof:
            return


def _too_much(name: str, what: str) -> InputError:
    return InputError(f"This is beyond any speech: {what}.", place=name, remedy="Check a part of it.")
