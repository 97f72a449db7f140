"""What the colours of a PDF mean: an ICC profile of sRGB, made here number by number.

Nothing comes in; out come the bytes of a profile after ICC.1:2004-10 (version
4.2), always the same ones. The matrix and the curve are those of IEC 61966-2-1,
the matrix adapted from D65 to the profile connection space's D50 by the Bradford
transform.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

NAME = "sRGB IEC61966-2.1"
"""The name under which printers and readers know these colours."""

COMPONENTS = 3

_DESCRIPTION = "Yinfa sRGB"
_COPYRIGHT = "No copyright, use freely"
_VERSION = 0x04200000
_MADE = (2022, 1, 1, 0, 0, 0)  # an arbitrary moment: a profile must bear one
_D50 = (0.9642, 1.0, 0.8249)
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_ADAPTATION = (1.04781, 0.02289, -0.05013, 0.02954, 0.99048, -0.01707, -0.00923, 0.01505, 0.75213)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_PARAMETRIC_OF_FIVE = 3  # Y = (aX + b)^g from d on, cX below it


def srgb_profile() -> bytes:
    """The profile: header, table of tags, tags; each tag begins at a multiple of four bytes."""
    white, curve = _xyz(_D50), _curve(_CURVE)
    tags = {
        b"desc": _text(_DESCRIPTION),
        b"cprt": _text(_COPYRIGHT),
        b"wtpt": white,
        b"chad": b"sf32" + bytes(4) + _fixed(_ADAPTATION),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = 128 + 4 + 12 * len(tags)
    table, data = [struct.pack(">L", len(tags))], b""
    places: dict[bytes, int] = {}
    for signature, tag in tags.items():
        if tag not in places:
            places[tag] = start + len(data)
            data += tag + bytes(-len(tag) % 4)
        table.append(struct.pack(">4sLL", signature, places[tag], len(tag)))
    return _header(start + len(data)) + b"".join(table) + data


def _header(size: int) -> bytes:
    """The 128 bytes of 7.2: a display's profile, for perceptual rendering."""
    return struct.pack(
        ">L4xL4s4s4s6H4s4xL8xQL12s48x",
        size, _VERSION, b"mntr", b"RGB ", b"XYZ ", *_MADE, b"acsp", 0, 0, 0, _fixed(_D50),
    )  # fmt: skip


def _fixed(values: Sequence[float]) -> bytes:
    """Numbers as s15Fixed16Number (4.6)."""
    return struct.pack(f">{len(values)}l", *(round(value * 65536) for value in values))


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(values)


def _curve(values: Sequence[float]) -> bytes:
    return b"para" + struct.pack(">4xHxx", _PARAMETRIC_OF_FIVE) + _fixed(values)


def _text(text: str) -> bytes:
    """A text in one language (multiLocalizedUnicodeType, 10.13)."""
    encoded = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">4xLL2s2sLL", 1, 12, b"en", b"US", len(encoded), 28) + encoded
