"""One face: which glyph draws a character in Chinese text, how wide it is, and its subset for embedding.

In come a record of a font file and characters, out come glyph ids, advances in
em and font programs. HarfBuzz chooses the glyphs, so that OpenType features
count.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import uharfbuzz as hb

from yinfa.errors import FontError
from yinfa.fonts.sfnt import FaceRecord

ONE_EM = frozenset("“”‘’…—·×")
"""Characters that Western and Chinese text share, and that take one em in Chinese text (CLREQ 3.1)."""

_DIGITS = {digit: {"tnum": True} for digit in "0123456789"}
_CHINESE: Mapping[str, Mapping[str, bool]] = {
    **{character: {"fwid": True} for character in ONE_EM},
    **_DIGITS,
}
_WESTERN: Mapping[str, Mapping[str, bool]] = {
    **{character: {"pwid": True} for character in ONE_EM},
    **_DIGITS,
}
_BOLD = 600
_REGULAR = 400
# The tables of a font program in a PDF (ISO 32000-1, 9.9), and those that instancing a variable font reads.
_KEPT_TABLES = frozenset(("CFF ", "glyf", "head", "hhea", "hmtx", "loca", "maxp"))
_FILE_TABLES = frozenset(("OS/2", "cmap", "name", "post"))  # those of a file that is installed, beside
_VARIATION_TABLES = frozenset(("HVAR", "MVAR", "avar", "fvar", "gvar"))


class Subset(NamedTuple):
    """A font program with the glyphs of one document.

    `data` is a TrueType file, or an OpenType one where `is_cff`; `glyphs` maps the
    face's glyph ids to the program's.
    """

    data: bytes
    is_cff: bool
    glyphs: Mapping[int, int]


class Face:
    """A face of a font file, opened, in the forms of Chinese text or those of `western` text.

    `key` names it in the runs of a page. `ascent`, `descent` (negative) and
    `cap_height` are in em, `bounds` (left, bottom, right, top of all glyphs) too.
    """

    def __init__(self, key: str, family: str, record: FaceRecord, *, western: bool = False) -> None:
        self.key = key
        self.record = record
        self.family = family
        self.path = record.path
        self.index = record.index
        self.postscript = record.postscript
        self.is_bold = record.weight >= _BOLD
        self._western = western
        self._face = hb.Face(hb.Blob.from_file_path(str(record.path)), record.index)
        self._font = hb.Font(self._face)
        self._axes = _regular_axes(self._face)
        self.is_cff = "CFF " in self._face.table_tags
        self._font.set_variations(self._axes)
        self._glyphs: dict[str, int] = {}
        self._widths: dict[str, float] = {}
        self.upem: int = self._face.upem
        extents = self._font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.upem
        self.descent: float = extents.descender / self.upem
        self.cap_height: float = (
            self._font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT) / self.upem
        )
        left, bottom, right, top = struct.unpack(">4h", self._face.reference_table("head").data[36:44])
        self.bounds = (left / self.upem, bottom / self.upem, right / self.upem, top / self.upem)

    def has(self, character: str) -> bool:
        """Whether the face draws a character in the form that the text wants."""
        suits_all = self._western or character not in ONE_EM
        return self.glyph(character) != 0 and (suits_all or self.width(character) == 1.0)

    def glyph(self, character: str) -> int:
        """The glyph id of a character, 0 where the face has none."""
        glyph = self._glyphs.get(character)
        if glyph is None:
            glyph = self._glyphs[character] = self._shaped(character)
        return glyph

    def width(self, character: str) -> float:
        """The advance width of a character's glyph as the font has it, in em."""
        width = self._widths.get(character)
        if width is None:
            width = self._font.get_glyph_h_advance(self.glyph(character)) / self.upem
            self._widths[character] = width
        return width

    def advance(self, character: str) -> float:
        """What a character takes of a line, in em.

        That is the width of its glyph, but where a font has no Western form of a mark, the
        blank behind its Chinese form is made as narrow as the one before it.
        """
        width = self.width(character)
        if not self._western or character not in ONE_EM or width < 1.0:
            return width
        ink = self._font.get_glyph_extents(self.glyph(character))
        narrow: float = (2 * ink.x_bearing + ink.width) / self.upem
        return min(width, narrow)

    def plain_advance(self, character: str) -> float:
        """What a character takes of a line in em where no feature chooses the digits."""
        if character not in _DIGITS:
            return self.advance(character)
        nominal = self._font.get_nominal_glyph(ord(character)) or 0
        plain: float = self._font.get_glyph_h_advance(nominal) / self.upem
        return plain

    def subset(self, glyphs: Iterable[int]) -> Subset:
        """A font program that holds `glyphs` (of this face), their components and glyph 0.

        Raises FontError where the font is too damaged for it.
        """
        request = hb.SubsetInput()
        request.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
        request.flags = (
            hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.CFF_IDENTITY_CHARSET
        )
        self._drop_tables(request, kept=_KEPT_TABLES)
        plan, program = self._cut(request)
        return Subset(bytes(program.blob.data), self.is_cff, dict(plan.old_to_new_glyph_mapping))

    def file(self, characters: Iterable[str]) -> bytes:
        """A font file of its own, under its own names, with `characters` as far as the face has them.

        It holds the whole face where the licence allows no subset. Raises FontError where
        the font is too damaged for it.
        """
        request = hb.SubsetInput()
        if self.record.whole:
            request.keep_everything()
        else:
            request.sets(hb.SubsetInputSets.UNICODE).update(map(ord, characters))
            request.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE
            self._drop_tables(request, kept=_KEPT_TABLES | _FILE_TABLES)
        for names in (hb.SubsetInputSets.NAME_ID, hb.SubsetInputSets.NAME_LANG_ID):
            request.sets(names).clear()
            request.sets(names).invert()
        _, program = self._cut(request)
        return bytes(program.blob.data)

    def _drop_tables(self, request: Any, kept: frozenset[str]) -> None:
        dropped = set(self._face.table_tags) - kept - _VARIATION_TABLES
        request.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            int.from_bytes(tag.encode("ascii"), "big") for tag in dropped
        )

    def _cut(self, request: Any) -> tuple[Any, Any]:
        """The plan of a subset, in which no axis is left to vary, and what comes of it."""
        if self._axes:
            request.pin_all_axes_to_default(self._face)
            for tag, value in self._axes.items():
                request.pin_axis_location(self._face, tag, value)
        try:
            plan = hb.SubsetPlan(self._face, request)
            return plan, plan.execute()
        except RuntimeError as error:  # HarfBuzz has no narrower one
            raise FontError(
                f"The font {self.family} is damaged: its glyphs cannot be taken out.",
                place=str(self.path),
                remedy="Install the font again, or name another one in the sheet's [fonts] table.",
            ) from error

    def _shaped(self, character: str) -> int:
        """The glyph that the features give; a nominal one must be there, or HarfBuzz puts in a blank."""
        nominal: int = self._font.get_nominal_glyph(ord(character)) or 0
        if not nominal:
            return 0
        buffer = hb.Buffer()
        buffer.add_str(character)
        buffer.direction, buffer.script, buffer.language = "ltr", "Hani", "zh-Hans"
        hb.shape(self._font, buffer, (_WESTERN if self._western else _CHINESE).get(character, {}))
        shaped: list[int] = [info.codepoint for info in buffer.glyph_infos]
        return shaped[0] if len(shaped) == 1 and shaped[0] else nominal


def _regular_axes(face: Any) -> dict[str, float]:
    """Where to pin the axes of a variable font: at regular weight, the others at their default."""
    axes = {axis.tag: axis.default_value for axis in face.axis_infos}
    for axis in face.axis_infos:
        if axis.tag == "wght":
            axes["wght"] = min(max(_REGULAR, axis.min_value), axis.max_value)
    return axes
