"""The operators that draw a page of a PDF (ISO 32000-1, 9.4 and 14.6).

In come the marked content of a page, its artifacts and the embedded faces; out
come the bytes of its content stream: one text object, in it a marked-content
sequence for each piece of the structure, in that a text-showing operator a run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby

from yinfa.formats.pdf_fonts import Code, EmbeddedFace
from yinfa.formats.pdf_objects import number
from yinfa.formats.pdf_structure import Marked
from yinfa.layout.page import Page, Run

_FILL, _FILL_AND_STROKE = "0", "2"  # text rendering modes, 9.3.6
_BOLD_STROKE = 1 / 30  # em: the line around the glyphs of a face that has no bold
_TOLERANCE = 0.001  # pt: nearer to its place than that, a glyph is not moved
_EVEN = 1e-5  # pt: spacings that differ by less are one
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
            for line, run in placed:
                yield from self._run(run, self._height - line.y)
            yield "EMC"
        for line in page.artifacts:
            yield _artifact(line.element)
            for run in line.runs:
                yield from self._run(run, self._height - line.y)
            yield "EMC"
        yield "ET"

    def _run(self, run: Run, baseline: float) -> Iterator[str]:
        face = self._faces[run.face]
        yield from self._paint(run, thicken=run.bold and not face.face.is_bold)
        codes = list(map(face.codes.__getitem__, run.text))
        starts = list(accumulate(run.advances[:-1], initial=run.x))
        start = 0
        for (font, is_private), group in groupby(codes, key=_manner):
            piece = list(group)
            end = start + len(piece)
            if is_private:
                yield f"/Span <</ActualText <FEFF{''.join(code.meaning for code in piece)}>>> BDC"
            yield from self._set("Tf", f"/{font} {number(run.size)}")
            yield f"1 0 0 1 {number(starts[start])} {number(baseline)} Tm"
            yield from self._show(run.size, piece, starts[start:end])
            if is_private:
                yield "EMC"
            start = end

    def _paint(self, run: Run, *, thicken: bool) -> Iterator[str]:
        color = _color(run.color)
        yield from self._set("rg", color)
        yield from self._set("Tr", _FILL_AND_STROKE if thicken else _FILL)
        if thicken:
            yield from self._set("RG", color)
            yield from self._set("w", number(run.size * _BOLD_STROKE))

    def _show(self, size: float, codes: Sequence[Code], starts: Sequence[float]) -> Iterator[str]:
        """Show glyphs that start at the given x: all by one spacing (Tc) where it is even, else by TJ."""
        spaces = [
            after - x - code.em * size for code, x, after in zip(codes, starts, starts[1:], strict=False)
        ]
        if spaces:
            even = max(spaces) - min(spaces) < _EVEN
            spacing = spaces[0] if even else Counter(round(space, 4) for space in spaces).most_common(1)[0][0]
            yield from self._set("Tc", number(spacing, 5))
            if not even:
                yield _adjusted(size, spacing, codes, starts)
                return
        yield f"<{''.join([code.digits for code in codes])}> Tj"

    def _set(self, operator: str, operands: str) -> Iterator[str]:
        """A state operator, left out where the state is that already."""
        if self._state.get(operator) != operands:
            self._state[operator] = operands
            yield f"{operands} {operator}"


def _artifact(element: str) -> str:
    """What begins the marked content of an artifact (14.8.2.2)."""
    return f"/Artifact <</Type {_ARTIFACTS.get(element, '/Pagination')}>> BDC"


def _color(color: str) -> str:
    """The operands of a colour #RRGGBB."""
    return " ".join(number(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))


def _manner(code: Code) -> tuple[str, bool]:
    """What codes must have in common to be shown by one operator: the font, and whether of private use."""
    return code.font, code.meaning != ""


def _adjusted(size: float, spacing: float, codes: Sequence[Code], starts: Sequence[float]) -> str:
    """A TJ operator for glyphs that are not evenly spaced.

    Each adjustment goes out from where the rounded ones before it lead, so that
    rounding does not add up along a line.
    """
    shown = ["[<"]
    pen = starts[0]
    for code, x in zip(codes, starts, strict=True):
        if abs(pen - x) > _TOLERANCE:
            adjustment = number((pen - x) * 1000 / size, 3)
            shown.append(f">{adjustment}<")
            pen -= float(adjustment) * size / 1000
        shown.append(code.digits)
        pen += code.em * size + spacing
    return "".join([*shown, ">] TJ"])
