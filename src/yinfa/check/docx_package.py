"""The parts of a DOCX: a zip of XML files that name each other by relationships (ISO/IEC 29500-2).

Only what is asked for is read, and nothing is made up for parts that are missing.
No entity is expanded and no link is followed; a package that unpacks to more than
a document has is refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree

from yinfa.errors import InputError

MOST_UNPACKED = 256 << 20
"""Bytes that all parts together may have."""
MOST_PARTS = 10_000

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_UNREADABLE = (
    EOFError, KeyError, OSError, RuntimeError, ValueError,
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError,
)  # fmt: skip
"""What zipfile and lxml raise for a part that is missing, locked, packed strangely or damaged."""
_REMEDY = "Open it in Word or WPS, save it as .docx, and check that."


class Package:
    """The parts of one file, parsed when they are asked for. Raises InputError for what is no DOCX."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise InputError(f"The DOCX cannot be unpacked ({error}).", place=name, remedy=_REMEDY) from error
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise InputError(
                f"The DOCX unpacks to more than {MOST_UNPACKED >> 20} MB or {MOST_PARTS:,} parts.",
                place=name,
                remedy="Take out its pictures and attachments.",
            )
        found = self.related("", "officeDocument")
        if not found or (self.part(found[0])).tag != f"{W}document":
            raise InputError("This is no Word document.", place=name, remedy=_REMEDY)
        self.main = found[0]

    def part(self, path: str) -> Any:
        """The root element of a part. Raises InputError where it is missing or damaged."""
        try:
            # the parser is as strict as can be: no entities, no network, no huge trees
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            return etree.fromstring(self._zip.read(path), parser)
        except _UNREADABLE as error:
            raise InputError(
                f"The part {path} of the DOCX cannot be read ({error}).", place=self._name, remedy=_REMEDY
            ) from error

    def optional(self, kind: str) -> Any:
        """The root of the main part's only relation of a kind, such as ``styles``, or None."""
        found = self.related(self.main, kind)
        return self.part(found[0]) if found else None

    def core(self) -> Any:
        """The root of the core properties, or None."""
        found = self.related("", "core-properties")
        return self.part(found[0]) if found else None

    def related(self, source: str, kind: str) -> list[str]:
        """The parts that a part (or the package, by an empty name) relates to in a way."""
        return [path for path, found, _ in self._relations(source) if found == kind]

    def by_id(self, source: str, identifier: str) -> str | None:
        """The part that a part refers to by an identifier."""
        return next((path for path, _, known in self._relations(source) if known == identifier), None)

    def _relations(self, source: str) -> list[tuple[str, str, str]]:
        folder, file = posixpath.split(source)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self._zip.namelist():
            return []
        return [
            (
                _resolved(folder, one.get("Target", "")),
                one.get("Type", "").rpartition("/")[2],
                one.get("Id", ""),
            )
            for one in self.part(path).iter(_RELATIONSHIP)
            if one.get("TargetMode") != "External"
        ]


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
