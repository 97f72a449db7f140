"""The few PDF objects that ReportLab's document writer lacks or writes differently than we want.

ReportLab numbers objects, resolves references and writes the file; what the
objects say is ours.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject

_LEVEL = 4  # outlines packed at zlib's own level, 6, take 2 % less room but half as much time again


class Stream(PDFObject):  # type: ignore[misc]  # ReportLab is not typed
    """A stream, an indirect object of its own, compressed where it is `packed`.

    ReportLab's own stream sets no line end before `endstream`, which ISO 19005-2,
    6.1.7.1 asks for.
    """

    __RefOnly__ = 1

    def __init__(self, data: bytes, entries: Mapping[str, Any] | None = None, *, packed: bool = True) -> None:
        self.data = data
        self.entries = dict(entries or {})
        self.packed = packed

    def format(self, document: PDFDocument) -> bytes:
        """The stream as it stands in the file."""
        data, entries = self.data, self.entries
        if self.packed:
            data = _compressed(data)
            entries = {**entries, "Filter": "/FlateDecode"}
        head: bytes = PDFDictionary({**entries, "Length": len(data)}).format(document)
        return head + b"\nstream\n" + data + b"\nendstream\n"


def _compressed(data: bytes) -> bytes:
    """The data as zlib packs them, never ending in a carriage return.

    Readers may take one before the line end of `endstream` for a part of that, and
    find the stream shorter than it says. What follows the end of packed data is ignored.
    """
    packed = zlib.compress(data, _LEVEL)
    return packed + b"\n" if packed.endswith(b"\r") else packed


def number(value: float, digits: int = 4) -> str:
    """A number as PDF writes it: no exponent, no trailing zeros, no minus zero."""
    written = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if written in ("", "-0") else written
