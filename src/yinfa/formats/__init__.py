"""The output formats, by name.

A *document* format makes a file of each speech, a *text* format one text of each
source. A format's module is imported when it is used. To add one, write its
module and one line in a table below.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yinfa.cleaned import Cleaned
    from yinfa.fonts import FontSet
    from yinfa.layout.page import Page
    from yinfa.speech import Speech
    from yinfa.style.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Typeset:
    """A speech under a style sheet, set on pages: what a document format draws."""

    speech: Speech
    sheet: Sheet
    fonts: FontSet
    pages: tuple[Page, ...]

    def lines(self, element: str) -> tuple[str, ...] | None:
        """The lines that an element of the head was broken into; None where there is none."""
        found = tuple(line.text for page in self.pages for line in page.lines if line.element == element)
        return found or None


def _docx(typeset: Typeset) -> bytes:
    from yinfa.formats import docx

    return docx.render(typeset.speech, typeset.sheet, typeset.lines("title"), typeset.lines("subtitle"))


def _pdf(typeset: Typeset) -> bytes:
    from yinfa.formats import pdf

    return pdf.render(typeset.pages, typeset.speech, typeset.fonts, typeset.sheet)


def _text(cleaned: Cleaned) -> str:
    from yinfa.formats import text

    return text.clean(cleaned)


def _diff(cleaned: Cleaned) -> str:
    from yinfa.formats import text

    return text.diff(cleaned)


def _json(cleaned: Cleaned) -> str:
    from yinfa.formats import json

    return json.dumps(cleaned)


DOCUMENTS: Mapping[str, Callable[[Typeset], bytes]] = {"docx": _docx, "pdf": _pdf}
"""What `export` makes; the name is the file's suffix as well."""

TEXTS: Mapping[str, tuple[str, Callable[[Cleaned], str]]] = {
    "text": (".txt", _text),
    "json": (".json", _json),
    "diff": (".diff", _diff),
}
"""What `clean` makes, with the file's suffix."""


def is_own(data: bytes) -> bool:
    """Whether Yinfa wrote these bytes: a PDF, a DOCX or the JSON of `clean`."""
    if data.startswith(b"%PDF-"):
        return b"/Producer (Yinfa" in data
    if data.startswith(b"PK"):
        return _docx_generator(data)
    return data.startswith(b'{"schema_version": ') and b'"tool": {"name": "yinfa"' in data[:200]


def _docx_generator(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return b"<Application>Yinfa" in package.read("docProps/app.xml")
    except (zipfile.BadZipFile, KeyError):
        return False
