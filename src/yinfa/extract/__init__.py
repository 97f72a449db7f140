"""Text out of documents that are no plain text: web pages and Word documents.

In: the bytes of a file and its kind. Out: `Extracted`, its text with one line a
paragraph or line break, and what a reader should know of what was left out.
What a page or document shows is kept, in order; what it does not show (scripts,
deleted revisions, hidden text) is not. Heavy libraries are loaded only here.
"""

from __future__ import annotations

from yinfa.extract.extracted import Extracted

SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".docx"})
"""The kinds of document, in lower case."""

__all__ = ["SUFFIXES", "Extracted", "extract"]


def extract(data: bytes, suffix: str, name: str) -> Extracted:
    """The text of a document of the kind `suffix`; `name` is what it is called in messages.

    Raises InputError where it is malformed, unreasonably large when unpacked, or holds no text.
    """
    if suffix == ".docx":
        from yinfa.extract import docx

        return docx.extract(data, name)
    from yinfa.extract import html

    return html.extract(data, name)
