"""Fonts made for the tests: small, with outlines that tell which glyph was drawn.

The glyph of the n-th character is a box in the n-th tenth of its em.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

EM = 1000


def build(
    family: str,
    characters: str,
    *,
    chinese: str = "",
    weight: int = 400,
    cff: bool = False,
    fs_type: int = 0,
    width: int = EM,
) -> TTFont:
    """A font of one family; `chinese` is its Chinese family name."""
    names = [".notdef", *(f"glyph{index}" for index in range(len(characters)))]
    builder = FontBuilder(EM, isTTF=not cff)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(sign): name for sign, name in zip(characters, names[1:], strict=True)})
    if cff:
        outlines = {
            name: _box(T2CharStringPen(width, None), at).getCharString() for at, name in enumerate(names)
        }
        builder.setupCFF(family.replace(" ", ""), {}, outlines, {})
    else:
        builder.setupGlyf({name: _box(TTGlyphPen(None), at).glyph() for at, name in enumerate(names)})
    builder.setupHorizontalMetrics({name: (width, 100 * at) for at, name in enumerate(names)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    label = {"en": family, "zh": chinese} if chinese else family
    style = "Bold" if weight >= 600 else "Regular"
    builder.setupNameTable(
        {"familyName": label, "styleName": style, "psName": f"{family.replace(' ', '')}-{style}"}
    )
    builder.setupOS2(usWeightClass=weight, fsType=fs_type)
    builder.setupPost()
    return builder.font


def keyed_by_cid(font: TTFont, first: int = 100) -> TTFont:
    """The same CFF font with CIDs, from `first` on, instead of glyph names."""
    top = font["CFF "].cff.topDictIndex[0]
    order = font.getGlyphOrder()
    renamed = {name: f"cid{first + at:05}" if at else name for at, name in enumerate(order)}
    charstrings = top.CharStrings
    charstrings.charStrings = {renamed[name]: value for name, value in charstrings.charStrings.items()}
    top.charset = [renamed[name] for name in order]
    private = FontDict()
    private.Private = top.Private
    top.FDArray, top.FDSelect = FDArrayIndex(), FDSelect()
    top.FDArray.append(private)
    top.FDSelect.gidArray = [0] * len(order)
    top.FDSelect.format = 3
    charstrings.fdArray, charstrings.fdSelect = top.FDArray, top.FDSelect
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), first + len(order)
    top.rawDict.pop("Private", None)
    del top.Private
    for table in font["cmap"].tables:
        table.cmap = {code: renamed[name] for code, name in table.cmap.items()}
    font["hmtx"].metrics = {renamed[name]: value for name, value in font["hmtx"].metrics.items()}
    font.setGlyphOrder(top.charset)
    return font


def with_weight_axis(font: TTFont, thin: int = 100, heavy: int = 900) -> TTFont:
    """The same TrueType font as a variable one: thin by default, each box 800 units wider when heaviest."""
    builder = FontBuilder(font=font)
    builder.setupFvar([("wght", thin, thin, heavy, "Weight")], [])
    right = [(0, 0), (0, 0), (800, 0), (800, 0), (0, 0), (0, 0), (0, 0), (0, 0)]
    builder.setupGvar({name: [TupleVariation({"wght": (0, 1, 1)}, right)] for name in font.getGlyphOrder()})
    return font


def collection(path: Path, *fonts: TTFont) -> Path:
    """A TrueType collection of the fonts."""
    together = TTCollection()
    together.fonts = list(fonts)
    together.save(path)
    return path


def saved(font: TTFont, path: Path) -> Path:
    """The path of the font, written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path


def _box(pen: Any, tenth: int) -> Any:
    left = 100 * tenth
    pen.moveTo((left, 0))
    pen.lineTo((left, 700))
    pen.lineTo((left + 100, 700))
    pen.lineTo((left + 100, 0))
    pen.closePath()
    return pen
