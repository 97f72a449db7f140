"""The outer shape of an Office Open XML file: elements, text, and the package they are zipped into.

Knows nothing of speeches. In come strings, out come strings of XML and the bytes
of a package, the same for the same input on every machine and day.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a ZIP archive can name, and so the date of every part."""

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, escaped or not (production 2, Char)."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the package.

    `kind` is the last word of its relationship's type and, with ``+xml``, of its
    content type: ``styles``, ``settings``, ``footer``.
    """

    kind: str
    file: str
    xml: str


def element(tag: str, *content: str, **attributes: object) -> str:
    """An element whose attributes have the prefix ``w:``; True and False become 1 and 0."""
    written = "".join(f" w:{name}={quoteattr(_value(value))}" for name, value in attributes.items())
    inside = "".join(content)
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def text(characters: str) -> str:
    """A ``w:t`` that keeps every space."""
    kept = characters != characters.strip() or "  " in characters or "\t" in characters
    space = ' xml:space="preserve"' if kept else ""
    return f"<w:t{space}>{escape(characters)}</w:t>"


def root(tag: str, *content: str) -> str:
    """The root element of a part of its own."""
    namespaces = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONSHIPS}"'
    return f"{_DECLARATION}<{tag} {namespaces}>{''.join(content)}</{tag}>"


def package(document: str, parts: Sequence[Part], core: str, app: str) -> bytes:
    """A word-processing package.

    `parts` belong to the document under the relationships rId1, rId2, … in
    their order; `core` and `app` are the properties, without XML declaration.
    """
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relationships(
            (
                (f"{RELATIONSHIPS}/officeDocument", "word/document.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                (f"{RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
            )
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships(
            (f"{RELATIONSHIPS}/{part.kind}", part.file) for part in parts
        ),
        **{f"word/{part.file}": part.xml for part in parts},
        "docProps/core.xml": _DECLARATION + core,
        "docProps/app.xml": _DECLARATION + app,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, xml in files.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # as written under Unix, whatever this machine is
            archive.writestr(entry, xml.encode())
    return buffer.getvalue()


def _value(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    rows = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _content_types(parts: Sequence[Part]) -> str:
    types = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        **{f"word/{part.file}": f"{_WORD}.{part.kind}+xml" for part in parts},
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    return f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'
