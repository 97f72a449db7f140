"""The few PDF objects that ReportLab's document writer lacks or writes differently than we want.

ReportLab numbers objects, resolves references and writes the file; what the
objects say is ours.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject


class Stream(PDFObject):  # type: ignore[misc]  # ReportLab is not typed
    """A compressed stream, an indirect object of its own.

    ReportLab's own stream sets no line end before `endstream`, which ISO 19005-2,
    6.1.7.1 asks for.
    """

    __RefOnly__ = 1

    def __init__(self, data: bytes, entries: Mapping[str, Any] | None = None) -> None:
        self.data = data
        self.entries = dict(entries or {})

    def format(self, document: PDFDocument) -> bytes:
        """The stream as it stands in the file."""
        packed = zlib.compress(self.data)
        entries = PDFDictionary({**self.entries, "Filter": "/FlateDecode", "Length": len(packed)})
        head: bytes = entries.format(document)
        return head + b"\nstream\n" + packed + b"\nendstream\n"


def number(value: float, digits: int = 4) -> str:
    """A number as PDF writes it: no exponent, no trailing zeros, no minus zero."""
    written = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if written in ("", "-0") else written
