"""The operators that draw a page of a PDF (ISO 32000-1, 9.4 and 14.6).

In come the marked content of a page, its artifacts and the embedded faces; out
come the bytes of its content stream: one text object, in it a marked-content
sequence for each piece of the structure, in that a text-showing operator a run.

A program that extracts text takes a glyph that begins far within the one before it
for a new line (poppler in raw mode, from 0.2 em on) or for an accent. A squeezed mark
is therefore put into a span with its neighbour, of which ActualText (14.9.4) says the
characters: their extent is then that of the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, groupby
from operator import add, sub
from typing import NamedTuple

from yinfa.formats.pdf_fonts import EmbeddedFace
from yinfa.formats.pdf_objects import number
from yinfa.formats.pdf_structure import Marked
from yinfa.layout.page import Page, Run

_FILL, _FILL_AND_STROKE = "0", "2"  # text rendering modes, 9.3.6
_BOLD_STROKE = 1 / 30  # em: the line around the glyphs of a face that has no bold
_TOLERANCE = 0.001  # pt: nearer to its place than that, a glyph is not moved
_OVERLAP = 0.15  # em: what a glyph may cover of the one before it and still be extracted right
_INITIAL = {"Tc": "0", "Tr": _FILL, "rg": "0 0 0", "RG": "0 0 0", "w": "1"}
_ARTIFACTS = {
    "header": "/Pagination /Subtype /Header",
    "footer": "/Pagination /Subtype /Footer",
    "page_number": "/Pagination /Subtype /Footer",
    "specimen": "/Page",
}


def content(page: Page, marked: Sequence[Marked], faces: Mapping[str, EmbeddedFace]) -> bytes:
    """The content stream of a page; its marked content is numbered as it comes."""
    return "\n".join(_Drawing(page.height, faces).operators(page, marked)).encode("ascii")


class _Glyphs(NamedTuple):
    """The glyphs of a line, in columns with an entry each.

    They begin at `starts` and are `widths` wide of themselves; behind all but the last are
    `spaces`, negative where two overlap. All are points. `runs` is to whose text they belong,
    the other columns are those of `Code`.
    """

    fonts: Sequence[str]
    digits: Sequence[str]
    meanings: Sequence[str]
    private: Sequence[bool]
    runs: Sequence[Run]
    starts: Sequence[float]
    widths: Sequence[float]
    spaces: Sequence[float]


class _Drawing:
    """Draws one page; what it knows of the graphics state spares operators."""

    def __init__(self, height: float, faces: Mapping[str, EmbeddedFace]) -> None:
        self._height = height
        self._faces = faces
        self._state = dict(_INITIAL)

    def operators(self, page: Page, marked: Sequence[Marked]) -> Iterator[str]:
        for rule in page.rules:
            yield _artifact(rule.element)
            yield from self._set("rg", _color(rule.color))
            corner = f"{number(rule.x)} {number(self._height - rule.y - rule.width)}"
            yield f"{corner} {number(rule.length)} {number(rule.width)} re f"
            yield "EMC"
        yield "BT"
        for mcid, (element, placed) in enumerate(marked):
            yield f"/{element.tag} <</MCID {mcid}>> BDC"
            for y, on_line in groupby(placed, key=lambda one: one.line.y):
                yield from self._line([run for _, run in on_line], self._height - y)
            yield "EMC"
        for line in page.artifacts:
            yield _artifact(line.element)
            yield from self._line(line.runs, self._height - line.y)
            yield "EMC"
        yield "ET"

    def _line(self, runs: Sequence[Run], baseline: float) -> Iterator[str]:
        """Show the runs of one line, spaced (Tc) as most of its glyphs are."""
        if not runs:
            return  # a header of fields that the speech has nothing for
        glyphs = self._glyphs(runs)
        spacing = _commonest(glyphs.spaces)
        yield from self._set("Tc", number(spacing, 5))
        said = _said(glyphs)
        manners = list(zip(glyphs.runs, glyphs.fonts, strict=True))
        for is_said, group in groupby(range(len(said)), key=said.__getitem__):
            places = list(group)
            if is_said:
                meaning = "".join(glyphs.meanings[places[0] : places[-1] + 1])
                yield f"/Span <</ActualText <FEFF{meaning}>>> BDC"
            for (run, font), shown in groupby(places, key=manners.__getitem__):
                yield from self._paint(run)
                yield from self._set("Tf", f"/{font} {number(run.size)}")
                yield from _shown(glyphs, list(shown), spacing, baseline)
            if is_said:
                yield "EMC"

    def _glyphs(self, runs: Sequence[Run]) -> _Glyphs:
        codes = [code for run in runs for code in map(self._faces[run.face].codes.__getitem__, run.text)]
        fonts, digits, ems, meanings, private = zip(*codes, strict=True)
        owners = [run for run in runs for _ in run.text]
        starts = [x for run in runs for x in accumulate(run.advances[:-1], initial=run.x)]
        widths = [em * run.size for em, run in zip(ems, owners, strict=True)]
        spaces = list(map(sub, starts[1:], map(add, starts, widths)))
        return _Glyphs(fonts, digits, meanings, private, owners, starts, widths, spaces)

    def _paint(self, run: Run) -> Iterator[str]:
        thicken = run.bold and not self._faces[run.face].face.is_bold
        color = _color(run.color)
        yield from self._set("rg", color)
        yield from self._set("Tr", _FILL_AND_STROKE if thicken else _FILL)
        if thicken:
            yield from self._set("RG", color)
            yield from self._set("w", number(run.size * _BOLD_STROKE))

    def _set(self, operator: str, operands: str) -> Iterator[str]:
        """A state operator, left out where the state is that already."""
        if self._state.get(operator) != operands:
            self._state[operator] = operands
            yield f"{operands} {operator}"


def _artifact(element: str) -> str:
    """What begins the marked content of an artifact (14.8.2.2)."""
    return f"/Artifact <</Type {_ARTIFACTS.get(element, '/Pagination')}>> BDC"


@cache
def _color(color: str) -> str:
    """The operands of a colour #RRGGBB."""
    return " ".join(number(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))


def _commonest(spaces: Sequence[float]) -> float:
    """The space that most glyphs have behind them, to five digits; 0 where there is none."""
    digits = {space: round(space, 5) for space in set(spaces)}  # rounding is slow, and most are equal
    rounded = [digits[space] for space in spaces]
    return max(dict.fromkeys(rounded), key=rounded.count, default=0.0)


def _said(glyphs: _Glyphs) -> Sequence[bool]:
    """Of each glyph of a line, whether ActualText must say what it is.

    It must where two overlap, and for characters of private use (ISO 19005-2, 6.2.11.7.3).
    """
    said = list(glyphs.private)
    for place, (space, run) in enumerate(zip(glyphs.spaces, glyphs.runs, strict=False)):
        if space < -_OVERLAP * run.size:
            said[place] = said[place + 1] = True
    return said


def _shown(glyphs: _Glyphs, places: Sequence[int], spacing: float, baseline: float) -> Iterator[str]:
    """Show glyphs of one font under a spacing: by Tj where it is that of them all, else by TJ.

    Each adjustment of TJ goes out from where the rounded ones before it lead, so that
    rounding does not add up along a line.
    """
    first, last = places[0], places[-1]
    pen, size = glyphs.starts[first], glyphs.runs[first].size
    yield f"1 0 0 1 {number(pen)} {number(baseline)} Tm"
    spaces, digits = glyphs.spaces[first:last], glyphs.digits[first : last + 1]
    if not spaces or len(spaces) * max(spacing - min(spaces), max(spaces) - spacing) <= _TOLERANCE:
        yield f"<{''.join(digits)}> Tj"
        return
    shown = ["<"]
    for place, code in zip(places, digits, strict=True):
        x = glyphs.starts[place]
        if abs(pen - x) > _TOLERANCE:
            adjustment = number((pen - x) * 1000 / size, 3)
            shown.append(f">{adjustment}<")
            pen -= float(adjustment) * size / 1000
        shown.append(code)
        pen += glyphs.widths[place] + spacing
    strings = "".join([*shown, ">"])
    yield f"{strings} Tj" if len(shown) == len(places) + 1 else f"[{strings}] TJ"
