"""What a font in a PDF can draw, told from the font program embedded in it.

In come pdfminer's font and its dictionary, out come its name, whether it is
embedded, and whether a code leads to a glyph. Only what the file itself proves
counts: where the program cannot be looked into the answer is None.
"""

from __future__ import annotations

import struct
from typing import Any

from pdfminer.pdffont import PDFCIDFont, PDFTrueTypeFont, PDFType3Font
from pdfminer.pdftypes import PDFStream, resolve1

_PROGRAMS = ("FontFile", "FontFile2", "FontFile3")
_SYMBOLIC = 4  # flag of a font descriptor, ISO 32000-1, table 123
_SYMBOL = 0xF000  # where the cmap of a symbolic font may keep its codes, ISO 32000-1, 9.6.6.4


class FontProgram:
    """A font as one document has it. `name` is decoded, with the tag of its subset."""

    def __init__(self, font: Any, dictionary: Any) -> None:
        self.font = font
        self.name = _decoded(getattr(font, "basefont", None) or font.fontname)
        streams = (resolve1(font.descriptor.get(key)) for key in _PROGRAMS)
        self._stream = next((stream for stream in streams if isinstance(stream, PDFStream)), None)
        self.embedded = self._stream is not None or isinstance(font, PDFType3Font)
        self._by_cid = isinstance(font, PDFCIDFont)
        self._to_glyph = _cid_to_glyph(dictionary) if self._by_cid else None
        is_truetype = self._stream is not None and "FontFile2" in font.descriptor
        self._outlines = Outlines(self._stream.get_data()) if self._stream and is_truetype else None
        self._drawn: dict[tuple[int, bool], bool | None] = {}

    def draws(self, code: int, text: str) -> bool | None:
        """Whether a code (a CID in a composite font) leads to a glyph; a blank needs no outline."""
        blank = not text.strip()
        key = (code, blank)
        if key not in self._drawn:
            self._drawn[key] = self._draws(code, blank=blank)
        return self._drawn[key]

    def _draws(self, code: int, *, blank: bool) -> bool | None:
        glyph = self._glyph(code)
        if glyph is None:
            return None
        if glyph == 0:
            return False
        if self._outlines is None or blank:
            return True
        outline = self._outlines[glyph]
        return outline != b"" and outline != self._outlines[0]

    def _glyph(self, code: int) -> int | None:
        """The number of a code's glyph, 0 for .notdef; None where only the viewer's own tables tell."""
        if self._by_cid:
            if self._to_glyph is None:
                return code if self._stream else None
            return int.from_bytes(self._to_glyph[2 * code : 2 * code + 2], "big")
        symbolic = isinstance(self.font, PDFTrueTypeFont) and self.font.flags & _SYMBOLIC
        return self._outlines.of_code(code) if self._outlines and symbolic and code < 256 else None


class Outlines:
    """The glyphs of a TrueType program, as the bytes that describe their outlines.

    .notdef is glyph 0; a program may hold copies of it under other numbers. Raises
    struct.error, KeyError and ValueError where the program is damaged.
    """

    def __init__(self, program: bytes) -> None:
        import uharfbuzz

        face = uharfbuzz.Face(program)
        self._font = uharfbuzz.Font(face)
        self._glyf = bytes(face.reference_table("glyf").data)
        long_offsets = face.reference_table("head").data[51:52] == b"\x01"  # indexToLocFormat
        loca = bytes(face.reference_table("loca").data)
        unit, size, scale = ("I", 4, 1) if long_offsets else ("H", 2, 2)
        count = len(loca) // size
        self._starts = [at * scale for at in struct.unpack(f">{count}{unit}", loca[: count * size])]

    def __getitem__(self, glyph: int) -> bytes:
        """The outline of a glyph; empty where it draws nothing or does not exist."""
        start, end = [*self._starts[glyph : glyph + 2], 0, 0][:2]
        return self._glyf[start:end]

    def of_code(self, code: int) -> int:
        """The glyph of a code of a simple font, 0 where it has none (ISO 32000-1, 9.6.6.4)."""
        # HarfBuzz takes Unicode and finds it in a Macintosh cmap by way of MacRoman
        places = (_SYMBOL + code, ord(bytes([code]).decode("mac_roman")), code)
        return next((glyph for at in places if (glyph := self._font.get_nominal_glyph(at))), 0)


def _decoded(name: Any) -> str:
    """A name as text: some programs write it in GBK (ISO 32000-1, 7.3.5 leaves the encoding open)."""
    raw = name if isinstance(name, bytes) else str(name).encode("latin-1", "replace")
    for encoding in ("ascii", "utf-8", "gbk"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return str(name)


def _cid_to_glyph(dictionary: Any) -> bytes | None:
    table = resolve1(dictionary.get("CIDToGIDMap"))
    data: bytes | None = table.get_data() if isinstance(table, PDFStream) else None
    return data
