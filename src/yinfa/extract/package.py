"""The parts of an Office document: a ZIP archive of XML, read with limits.

Only the parts that are asked for are unpacked, so that a bomb among the pictures
does no harm. No document type is allowed, no entity resolved, nothing fetched.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from yinfa.errors import InputError

LARGEST_PART = 32 * 1024 * 1024
"""Bytes of the largest part that is unpacked: a speech's takes some hundred thousand."""
_MOST_PARTS = 20_000
_PART = b"PK\x01\x02"  # begins the entry of a part in the archive's directory
_REMEDY = "Open it in Word or WPS and save it again as .docx, or save its text as a .txt file."


class Package:
    """An Office document; `name` is what it is called in messages.

    Raises InputError where it is no archive or a part of it cannot be read.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        parts = data.count(_PART)
        if parts > _MOST_PARTS:
            raise self.error(f"it has {parts:,} parts")
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self.error(f"it is no ZIP archive ({error})") from error
        self._parts = {info.filename.lower(): info for info in self._archive.infolist()}

    def error(self, reason: str) -> InputError:
        """The error that this document cannot be used."""
        return InputError(f"The Word document cannot be read: {reason}.", place=self._name, remedy=_REMEDY)

    def xml(self, part: str) -> Any:
        """The root element of a part, or None where there is no such part."""
        data = self.part(part)
        return None if data is None else self._parsed(data, part)

    def part(self, part: str) -> bytes | None:
        """The bytes of a part, or None where there is no such part."""
        info = self._parts.get(part.lower().lstrip("/"))
        if info is None:
            return None
        if info.file_size > LARGEST_PART:
            raise self.error(f"{part} takes {info.file_size // 1024**2} MB when unpacked")
        if info.flag_bits & 1:
            raise self.error("it is protected by a password")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.error(f"{part} is packed in a way that Office documents are not")
        try:
            return self._archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise self.error(f"{part} is damaged ({error})") from error

    def related(self, part: str, kind: str) -> str | None:
        """The name of the part that is related to a part ('' is the package) by a kind, or None."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relationship in root if root is not None else ():
            fits = str(relationship.get("Type")).endswith(f"/{kind}")
            if fits and relationship.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relationship.get("Target") or ""))
                return target.lstrip("/")
        return None

    def related_xml(self, part: str, kind: str) -> Any:
        """The root element of the part that is related to a part by a kind, or None."""
        related = self.related(part, kind)
        return self.xml(related) if related else None

    def _parsed(self, data: bytes, part: str) -> Any:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self.error(f"{part} is malformed ({error.msg})") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.error(f"{part} declares a document type, which no Word document does")
        return root
