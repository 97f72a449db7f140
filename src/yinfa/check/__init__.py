"""Checking a finished document, ours or anyone's, against a style sheet.

The way of a check: bytes → measures (`pdf`, `pdf_lines`; `docx`) → cast (`roles`:
who plays what) → findings (`rules_*`) → `Report`. Everything is measured in the
file itself, its glyphs or its XML, never taken from what an exporter meant.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from yinfa.check.findings import Finding, Report, Severity, merged
from yinfa.errors import InputError
from yinfa.style.sheet import Sheet

if TYPE_CHECKING:
    from yinfa.check.measured import Printed

__all__ = ["LARGEST", "Finding", "Report", "Severity", "check"]

LARGEST = 100 << 20
"""Bytes of the largest file that is read."""


def check(data: bytes, name: str, sheet: Sheet) -> Report:
    """What is to be said of a PDF or a DOCX under a style sheet.

    The kind of file is told by its first bytes. Raises InputError where it is neither, is
    damaged, or is beyond the limits.
    """
    if len(data) > LARGEST:
        raise InputError(
            f"The file is larger than {LARGEST >> 20} MB.", place=name, remedy="Check a part of it."
        )
    if b"%PDF-" in data[:1024]:
        kind, pages, findings = "pdf", *_printed(data, name, sheet)
    elif data.startswith(b"PK"):
        kind, pages, findings = "docx", None, _written(data, name, sheet)
    else:
        raise InputError(
            "This is neither a PDF nor a DOCX.",
            place=name,
            remedy="An old .doc must be saved as .docx first.",
        )
    digest = hashlib.sha256(data).hexdigest()
    return Report(name, kind, digest, sheet.name, pages, merged(findings))


def _written(data: bytes, name: str, sheet: Sheet) -> Iterator[Finding]:
    from yinfa.check import docx, rules_docx

    return rules_docx.written(docx.read(data, name), sheet)


def _printed(data: bytes, name: str, sheet: Sheet) -> tuple[int, Iterator[Finding]]:
    from yinfa.check import pdf, pdf_lines

    raw = pdf.read(data, name)
    measured = pdf_lines.measure(raw, sheet)
    return len(measured.pages), _of_printed(data, measured, sheet)


def _of_printed(data: bytes, measured: Printed, sheet: Sheet) -> Iterator[Finding]:
    from yinfa.check import pdfa, rules_lines, rules_pdf, rules_text

    yield from rules_pdf.pages(measured, sheet)
    yield from rules_text.text(measured.cast, measured.metadata, sheet)
    yield from rules_pdf.numbers(measured, sheet)
    yield from rules_lines.lines(measured, sheet)
    yield from rules_pdf.fonts(measured)
    yield from rules_text.replaced(measured.cast)
    yield from rules_text.unseen(measured.unseen)
    yield from pdfa.verdict(data, measured.claim)
