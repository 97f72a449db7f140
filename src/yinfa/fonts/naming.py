"""A font file under a name of its own, so that the subset of one document is not taken for another's.

In come a TrueType file and a family name, out comes the file as the only, regular face of that
family. Field offsets are those of ISO/IEC 14496-22 (Open Font Format); what the old names say
of copyright and licence stays.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from math import log2

_FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_RIGHTS = (0, 7, 13, 14)  # copyright, trademark, licence and its address
_WINDOWS, _UNICODE, _ENGLISH = 3, 1, 0x0409
_REGULAR_WEIGHT, _REGULAR = 400, 0x0040
_ADJUSTED = 0xB1B0AFBA  # what head's checksum adjustment completes that of the whole file to


def renamed(data: bytes, family: str) -> bytes:
    """The file as the regular face of a family, whose name is of ASCII letters, digits and spaces."""
    tables = {
        tag: data[start : start + length]
        for tag, _, start, length in struct.iter_unpack(">4sLLL", data[12 : 12 + 16 * _count(data)])
    }
    tables[b"name"] = _names(tables[b"name"], family)
    head, os2 = bytearray(tables[b"head"]), bytearray(tables[b"OS/2"])
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">H", head, 44, 0)
    struct.pack_into(">H", os2, 4, _REGULAR_WEIGHT)
    struct.pack_into(">H", os2, 62, _REGULAR)
    return _file(data[:4], {**tables, b"head": bytes(head), b"OS/2": bytes(os2)})


def _count(data: bytes) -> int:
    count: int = struct.unpack_from(">H", data, 4)[0]
    return count


def _names(table: bytes, family: str) -> bytes:
    """The table of names: the rights as they were, and the new ones."""
    _, count, storage = struct.unpack_from(">HHH", table)
    kept = {}
    for platform, encoding, language, name, length, start in struct.iter_unpack(
        ">HHHHHH", table[6 : 6 + 12 * count]
    ):
        if (platform, encoding, language) == (_WINDOWS, _UNICODE, _ENGLISH) and name in _RIGHTS:
            kept[name] = table[storage + start : storage + start + length]
    postscript = family.replace(" ", "-")
    new = {_FAMILY: family, _STYLE: "Regular", _UNIQUE: family, _FULL: family, _POSTSCRIPT: postscript}
    texts = kept | {name: text.encode("utf-16-be") for name, text in new.items()}
    records, strings = b"", b""
    for name, text in sorted(texts.items()):
        records += struct.pack(">HHHHHH", _WINDOWS, _UNICODE, _ENGLISH, name, len(text), len(strings))
        strings += text
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + strings


def _file(version: bytes, tables: Mapping[bytes, bytes]) -> bytes:
    """A font file of the tables."""
    power = int(log2(len(tables)))
    search = 16 << power
    head = version + struct.pack(">HHHH", len(tables), search, power, 16 * len(tables) - search)
    directory, body = b"", b""
    start = len(head) + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        directory += struct.pack(">4sLLL", tag, _checksum(table), start + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    whole = bytearray(head + directory + body)
    place = next(place for tag, _, place, _ in struct.iter_unpack(">4sLLL", directory) if tag == b"head")
    struct.pack_into(">L", whole, place + 8, (_ADJUSTED - _checksum(whole)) % (1 << 32))
    return bytes(whole)


def _checksum(data: bytes | bytearray) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) % (1 << 32)
