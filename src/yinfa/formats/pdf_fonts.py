"""The fonts of a PDF: which code shows a character, and the objects that embed a face.

In come the characters that a face draws, out come the codes for the page streams
and the dictionaries of a composite font (ISO 32000-1, 9.7). A code is two bytes:
the number of a glyph in the embedded subset.

ToUnicode gives a code one character, but a face may draw two characters by one
glyph (— and ─). The second is then shown through a second font dictionary,
another layer over the same embedded program, so that both are extracted as they
were written.
"""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterable, Iterator
from itertools import count, groupby
from typing import Any, NamedTuple
from unicodedata import category

from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFDictionary, PDFDocument, PDFString

from yinfa.errors import FontError
from yinfa.fonts.face import Face
from yinfa.formats.pdf_objects import Stream, number

_DEFAULT_WIDTH = 1000
_SYMBOLIC = 4
# Readers use the stem width only to stand in for a font that is not embedded, but it must be there.
_STEM_WIDTH, _BOLD_STEM_WIDTH = 80, 140
_LONGEST_LIST = 100
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class Code(NamedTuple):
    """How a character is shown.

    `font` is the font's name in the pages' resources, `digits` the code in hexadecimal, `em`
    the width of its glyph in em. `meaning` is the character in hexadecimal UTF-16, `is_private`
    whether it is one of private use, of which nobody else knows what it means.
    """

    font: str
    digits: str
    em: float
    meaning: str
    is_private: bool


class EmbeddedFace:
    """A face with the subset of its glyphs that a document shows; `codes` has every character.

    `name` is that of its first layer in the pages' resources, from which the names of
    the others are made. Raises FontError where the face lacks a character.
    """

    def __init__(self, name: str, face: Face, characters: Iterable[str]) -> None:
        self.face = face
        layers: list[dict[int, str]] = []
        for character in sorted(characters):
            glyph = _glyph(face, character)
            layer = next((layer for layer in layers if glyph not in layer), None)
            if layer is None:
                layers.append(layer := {})
            layer[glyph] = character
        self._subset = face.subset({glyph for layer in layers for glyph in layer})
        glyphs = self._subset.glyphs
        self.codes: dict[str, Code] = {}
        self._fonts = [f"{name}.{index}" if index else name for index in range(len(layers))]
        for font, layer in zip(self._fonts, layers, strict=True):
            for glyph, character in layer.items():
                digits, meaning = f"{glyphs[glyph]:04X}", character.encode("utf-16-be").hex().upper()
                is_private = category(character) == "Co"
                self.codes[character] = Code(font, digits, face.width(character), meaning, is_private)
        self.digest = hashlib.sha256(self._subset.data).digest()

    def add_to(self, document: PDFDocument) -> dict[str, Any]:
        """Add the font to a document; returns what the pages' resources need: name → reference."""
        name = self._base_font()
        cid_font = document.Reference(PDFDictionary(self._cid_font(document, name)))
        encoding = "Identity-H"
        entries = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{name}-{encoding}" if self._subset.is_cff else f"/{name}",
            "Encoding": f"/{encoding}",
            "DescendantFonts": PDFArrayCompact([cid_font]),
        }
        return {
            font: document.Reference(PDFDictionary({**entries, "ToUnicode": Stream(self._to_unicode(font))}))
            for font in self._fonts
        }

    def _cid_font(self, document: PDFDocument, name: str) -> dict[str, Any]:
        system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        entries = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if self._subset.is_cff else "/CIDFontType2",
            "BaseFont": f"/{name}",
            "CIDSystemInfo": PDFDictionary(system),
            "FontDescriptor": document.Reference(PDFDictionary(self._descriptor(name))),
            "DW": _DEFAULT_WIDTH,
            "W": PDFArrayCompact(self._widths()),
        }
        return entries if self._subset.is_cff else {**entries, "CIDToGIDMap": "/Identity"}

    def _descriptor(self, name: str) -> dict[str, Any]:
        face, data = self.face, self._subset.data
        if self._subset.is_cff:
            # A bare CFF table would have to be keyed by CID; in an OpenType file it need not be (9.9).
            program = {"FontFile3": Stream(data, {"Subtype": "/OpenType"})}
        else:
            program = {"FontFile2": Stream(data, {"Length1": len(data)})}
        return {
            "Type": "/FontDescriptor",
            "FontName": f"/{name}",
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArrayCompact([round(edge * 1000) for edge in face.bounds]),
            "ItalicAngle": 0,
            "Ascent": round(face.ascent * 1000),
            "Descent": round(face.descent * 1000),
            "CapHeight": round(face.cap_height * 1000),
            "StemV": _BOLD_STEM_WIDTH if face.is_bold else _STEM_WIDTH,
            **program,
        }

    def _base_font(self) -> str:
        """The PostScript name behind a tag of six letters, which differs with the glyphs (9.6.4)."""
        tag = "".join(string.ascii_uppercase[byte % 26] for byte in self.digest[:6])
        allowed = string.ascii_letters + string.digits + "-"
        return f"{tag}+{''.join(sign for sign in self.face.postscript if sign in allowed) or 'Font'}"

    def _widths(self) -> Iterator[Any]:
        """The W array: widths of neighbouring codes in one list, the default width left out (9.7.4.3)."""
        widths = {int(code.digits, 16): code.em * 1000 for code in self.codes.values()}
        codes = sorted(code for code, width in widths.items() if width != _DEFAULT_WIDTH)
        position = count()
        for _, group in groupby(codes, key=lambda code: code - next(position)):
            neighbours = list(group)
            yield neighbours[0]
            yield PDFArrayCompact([number(widths[code], 3) for code in neighbours])

    def _to_unicode(self, font: str) -> bytes:
        """The CMap that leads from codes back to characters; its lists hold at most 100 entries (9.10.3)."""
        codes = (code for code in self.codes.values() if code.font == font)
        mappings = sorted(f"<{code.digits}> <{code.meaning}>\n" for code in codes)
        lists = (mappings[start : start + _LONGEST_LIST] for start in range(0, len(mappings), _LONGEST_LIST))
        body = "".join(f"{len(part)} beginbfchar\n{''.join(part)}endbfchar\n" for part in lists)
        return f"{_CMAP_HEAD}{body}{_CMAP_TAIL}".encode("ascii")


def _glyph(face: Face, character: str) -> int:
    glyph = face.glyph(character)
    if not glyph:
        raise FontError(
            f"The font {face.family} has no glyph for {character} (U+{ord(character):04X}).",
            place=str(face.path),
            remedy="Name a font that has the character in the sheet's [fonts] table.",
        )
    return glyph
