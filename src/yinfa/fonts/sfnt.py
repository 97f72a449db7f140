"""Just enough of the sfnt container (TrueType, OpenType, collections) to find a font by name.

In comes a file, out come records of its faces. Only the table directory, the
names, the weight and the embedding permission are read, so that hundreds of
installed fonts are looked through in a fraction of a second.

Field offsets are those of ISO/IEC 14496-22 (Open Font Format).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_SFNT_VERSIONS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_REQUIRED = ("cmap", "head", "hhea", "hmtx", "maxp")
_MOST_FACES = 256
_FAMILY, _FULL, _POSTSCRIPT, _TYPOGRAPHIC_FAMILY = 1, 4, 6, 16
_RESTRICTED, _UNDIVIDED = 0x0002, 0x0100

# (platform, encoding) of a name → Python's codec; the old Chinese fonts use GBK and Big5 ones.
_CODECS: Mapping[tuple[int, int], str] = {
    **{(0, encoding): "utf-16-be" for encoding in range(7)},
    (1, 0): "mac_roman",
    (1, 2): "big5",
    (1, 25): "gb2312",
    (3, 0): "utf-16-be",
    (3, 1): "utf-16-be",
    (3, 3): "gbk",
    (3, 4): "big5",
    (3, 10): "utf-16-be",
}


class UnusableFontError(Exception):
    """A file that is no font, is damaged, or must not be embedded; the message says which."""


@dataclass(frozen=True, slots=True)
class FaceRecord:
    """A face of a font file: `index` counts the faces of a collection from 0.

    `weight` is that of OS/2: 400 is regular, 700 bold. `families` and
    `full_names` hold every language's, as written in the font. `whole` is a font whose
    licence allows no subset of it (OS/2 fsType, bit 8).
    """

    path: Path
    index: int
    families: tuple[str, ...]
    full_names: tuple[str, ...]
    postscript: str
    weight: int
    italic: bool
    whole: bool


def read(path: Path) -> tuple[FaceRecord, ...]:
    """The faces of a font file.

    Raises UnusableFontError where the file cannot be read, is damaged, has no outlines
    that a PDF can hold, or is under a licence that forbids embedding.
    """
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            return tuple(
                _face(file, path, index, offset, size) for index, offset in enumerate(_offsets(file))
            )
    except OSError as error:
        raise UnusableFontError(f"cannot be read ({error.strerror})") from error
    except (struct.error, UnicodeDecodeError) as error:
        raise UnusableFontError("is damaged (no proper table directory)") from error


def _offsets(file: BinaryIO) -> tuple[int, ...]:
    """Where the table directory of each face stands."""
    head = file.read(12)
    if head[:4] != b"ttcf":
        return (0,)
    (count,) = struct.unpack(">L", head[8:])
    if not 0 < count <= _MOST_FACES:
        raise UnusableFontError("is damaged (an impossible number of faces)")
    return struct.unpack(f">{count}L", file.read(4 * count))


def _face(file: BinaryIO, path: Path, index: int, offset: int, size: int) -> FaceRecord:
    tables = _directory(file, offset, size)
    names = _names(_table(file, tables, "name"))
    os2 = _table(file, tables, "OS/2")
    weight, _, permission = struct.unpack(">HHH", os2[4:10]) if os2 else (400, 5, 0)
    if permission & 0x000F == _RESTRICTED:
        raise UnusableFontError("may not be embedded (its licence forbids it: OS/2 fsType 2)")
    (mac_style,) = struct.unpack(">H", _table(file, tables, "head")[44:46])
    return FaceRecord(
        path=path,
        index=index,
        families=_distinct(names, _TYPOGRAPHIC_FAMILY, _FAMILY),
        full_names=_distinct(names, _FULL, _POSTSCRIPT),
        postscript=next(iter(_distinct(names, _POSTSCRIPT)), path.stem),
        weight=weight,
        italic=bool(mac_style & 2),
        whole=bool(permission & _UNDIVIDED),
    )


def _directory(file: BinaryIO, offset: int, size: int) -> dict[str, tuple[int, int]]:
    """Offset and length of each table, checked against the size of the file."""
    file.seek(offset)
    version, count = struct.unpack(">4sH6x", file.read(12))
    if version not in _SFNT_VERSIONS:
        raise UnusableFontError("is no TrueType or OpenType font")
    entries = struct.iter_unpack(">4s4xLL", file.read(16 * count))
    tables = {tag.decode("ascii"): (start, length) for tag, start, length in entries}
    if len(tables) < count:
        raise UnusableFontError("is damaged (cut short)")
    outlines = "CFF " if "CFF " in tables else "glyf"
    if outlines not in tables:
        raise UnusableFontError("has no TrueType or CFF outlines")
    for tag in (*_REQUIRED, outlines):
        start, length = tables.get(tag, (0, 0))
        if length == 0 or start + length > size:
            raise UnusableFontError(f"is damaged (table {tag} is missing or cut short)")
    return tables


def _table(file: BinaryIO, tables: Mapping[str, tuple[int, int]], tag: str) -> bytes:
    if tag not in tables:
        return b""
    start, length = tables[tag]
    file.seek(start)
    return file.read(length)


def _names(table: bytes) -> list[tuple[int, str]]:
    """(name id, text) of every name that can be decoded, Windows' before the others'."""
    if not table:
        return []
    _, count, storage = struct.unpack(">HHH", table[:6])
    found: list[tuple[int, int, str]] = []
    for record in struct.iter_unpack(">HHHHHH", table[6 : 6 + 12 * count]):
        platform, encoding, _, name_id, length, offset = record
        codec = _CODECS.get((platform, encoding))
        if codec is None:
            continue
        raw = table[storage + offset : storage + offset + length]
        if codec in ("gbk", "big5"):
            raw = raw.replace(b"\0", b"")
        found.append((-platform, name_id, raw.decode(codec, errors="replace").strip()))
    return [(name_id, text) for _, name_id, text in sorted(found, key=lambda name: name[0])]


def _distinct(names: list[tuple[int, str]], *name_ids: int) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(text for wanted in name_ids for name_id, text in names if name_id == wanted and text)
    )
