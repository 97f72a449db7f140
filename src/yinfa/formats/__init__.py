"""The output formats, by name.

A *document* format makes a file of each speech, a *text* format one text of each
source. A format's module is imported when it is used. To add one, write its
module and one line in a table below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from yinfa.errors import InputError

if TYPE_CHECKING:
    from yinfa.cleaned import Cleaned
    from yinfa.fonts import FontSet
    from yinfa.layout.page import Page
    from yinfa.speech import Speech
    from yinfa.style.sheet import Sheet


class Typeset(NamedTuple):
    """A speech under a style sheet, set on pages: what a document format draws."""

    speech: Speech
    sheet: Sheet
    fonts: FontSet
    pages: tuple[Page, ...]

    def balanced_lines(self) -> Mapping[int, Sequence[str]]:
        """The lines of each block whose lines the sheet wants balanced, by the block's place in the flow."""
        lines: dict[int, list[str]] = {}
        for line in (line for page in self.pages for line in page.lines):
            if self.sheet.elements[line.element].balanced:
                lines.setdefault(line.block, []).append(line.text)
        return lines


def _docx(typeset: Typeset) -> bytes:
    from yinfa.formats import docx

    lines = typeset.balanced_lines()
    if not typeset.sheet.output.embed_fonts:
        return docx.render(typeset.speech, typeset.sheet, lines)
    from yinfa.formats.docx_fonts import embedded

    sheet, fonts = embedded(typeset.sheet, typeset.fonts, typeset.pages)
    return docx.render(typeset.speech, sheet, lines, fonts)


def _pdf(typeset: Typeset) -> bytes:
    from yinfa.formats import pdf

    return pdf.render(typeset.pages, typeset.speech, typeset.fonts, typeset.sheet)


def _text(cleaned: Cleaned) -> str:
    from yinfa.formats import text

    return text.clean(cleaned)


def _diff(cleaned: Cleaned) -> str:
    from yinfa.formats import text

    return text.diff(cleaned)


def _coloured_diff(cleaned: Cleaned) -> str:
    from yinfa.formats import text

    return text.diff(cleaned, colour=True)


def _html(cleaned: Cleaned) -> str:
    from yinfa.formats import html

    return html.check(cleaned)


def _json(cleaned: Cleaned) -> str:
    from yinfa.formats import json

    return json.dumps(cleaned)


DOCUMENTS: Mapping[str, Callable[[Typeset], bytes]] = {"docx": _docx, "pdf": _pdf}
"""What `export` makes; the name is the file's suffix as well."""


class TextFormat(NamedTuple):
    """A text format: the file's suffix, what makes it, and what makes it in the colours of a terminal.

    What `streams` may follow the text of another source in one file.
    """

    suffix: str
    make: Callable[[Cleaned], str]
    make_coloured: Callable[[Cleaned], str] | None = None
    streams: bool = True


TEXTS: Mapping[str, TextFormat] = {
    "text": TextFormat(".txt", _text),
    "json": TextFormat(".json", _json),
    "diff": TextFormat(".diff", _diff, _coloured_diff),
    "html": TextFormat(".html", _html, streams=False),
}
"""What `clean` makes."""


def is_own(data: bytes) -> bool:
    """Whether Yinfa wrote these bytes: a PDF, a DOCX, or the JSON or HTML of `clean`."""
    if data.startswith(b"%PDF-"):
        return b"/Producer (Yinfa" in data
    if data.startswith(b"PK"):
        return _docx_generator(data)
    if data.startswith(b"<!DOCTYPE html>"):
        return b'<meta name="generator" content="Yinfa ' in data[:400]
    return data.startswith(b'{"schema_version": ') and b'"tool": {"name": "yinfa"' in data[:200]


def _docx_generator(data: bytes) -> bool:
    from yinfa.extract.package import Package

    try:
        return b"<Application>Yinfa" in (Package(data, "").part("docProps/app.xml") or b"")
    except InputError:
        return False
