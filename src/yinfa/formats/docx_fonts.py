"""The fonts that a DOCX carries with it (ISO/IEC 29500-1, 17.8), where its sheet asks for that.

In come a sheet, its fonts and the pages they draw; out come the sheet with the families
that are embedded instead of those that offices have, and the embedded files: the
characters of the speech, those of ASCII and Chinese marks, or the whole font where its
licence allows no subset. A subset has a family name of its own, since word processors know
one font of a name: of two documents that are open, one would lack characters.

A DOCX knows no fallback: what the first family of a role lacks is left to the reader's fonts.
"""

from __future__ import annotations

import hashlib
import re
import string
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from yinfa.errors import FontError
from yinfa.fonts import FontSet
from yinfa.fonts.face import ONE_EM, Face
from yinfa.fonts.naming import renamed
from yinfa.formats.docx_styles import named_fonts
from yinfa.layout.characters import MARKS
from yinfa.layout.page import Page
from yinfa.style.sheet import Sheet

_OBFUSCATED = 32
"""Bytes of a font that its key hides (17.8.1)."""

_LONGEST_NAME = 31
"""Characters of a font's name in a DOCX, as many as Windows has room for (LF_FACESIZE)."""

_TAG = 5
"""Letters that tell the subsets of a family apart."""

_ALWAYS = frozenset(string.printable) - frozenset(string.whitespace) | MARKS | ONE_EM | {" ", "\u3000"}
"""What a page number needs, and whoever corrects a date or a mark."""


class EmbeddedFont(NamedTuple):
    """The one face of a family: `data` is its file, obfuscated with `key`, a GUID in braces."""

    family: str
    key: str
    data: bytes


def embedded(sheet: Sheet, fonts: FontSet, pages: Sequence[Page]) -> tuple[Sheet, tuple[EmbeddedFont, ...]]:
    """The sheet with the families it embeds, and these.

    Raises FontError where a font has CFF outlines, which word processors do not take from a DOCX.
    """
    faces = {role: fonts.stack(role)[0] for role in named_fonts(sheet)}
    drawn = _drawn(fonts, pages)
    files = {face.key: _file(face, _ALWAYS.union(drawn.get(_source(face), ()))) for face in faces.values()}
    stacks = {
        role: sheet.stack(role)._replace(docx=files[face.key].family, docx_substitute="")
        for role, face in faces.items()
    }
    return sheet._replace(fonts={**sheet.fonts, **stacks}), tuple(files.values())


def _source(face: Face) -> tuple[str, int]:
    return str(face.path), face.index


def _drawn(fonts: FontSet, pages: Sequence[Page]) -> Mapping[tuple[str, int], set[str]]:
    """The characters of the pages by the font file and face that draw them."""
    found: dict[tuple[str, int], set[str]] = {}
    for page in pages:
        for line in (*page.lines, *page.artifacts):
            for run in line.runs:
                found.setdefault(_source(fonts.get(run.face)), set()).update(run.text)
    return found


def _file(face: Face, characters: frozenset[str]) -> EmbeddedFont:
    if face.is_cff:
        raise FontError(
            f"The font {face.family} has CFF outlines, so that a DOCX cannot carry it.",
            place=str(face.path),
            remedy="Name a TrueType font in the sheet's [fonts], or set output.embed_fonts to false.",
        )
    data = face.file(characters)
    digest = hashlib.sha256(data).digest()
    tag = "".join(string.ascii_uppercase[byte % 26] for byte in digest[:_TAG])
    plain = re.sub(r"[^ -~]", "", face.family).strip() or "Yinfa"
    family = f"{plain[: _LONGEST_NAME - _TAG - 1]} {tag}"
    key = UUID(bytes=digest[:16], version=4)
    return EmbeddedFont(family, f"{{{key}}}".upper(), _obfuscated(renamed(data, family), key))


def _obfuscated(data: bytes, key: UUID) -> bytes:
    """The font with its first bytes hidden under the GUID, whose bytes count from the last one."""
    mask = key.bytes[::-1] * (_OBFUSCATED // len(key.bytes))
    return bytes(byte ^ hidden for byte, hidden in zip(data, mask, strict=False)) + data[_OBFUSCATED:]
