"""What a DOCX answers for: pages, grid and page numbers, worked out from its measures.

What a word processor would make of them is arithmetic: so many lines of this pitch
fill the text area, so many characters of this width a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from yinfa.check.families import is_asked_for
from yinfa.check.findings import Finding, Place
from yinfa.check.measured import Cast, Footer, Section, Written
from yinfa.check.questions import fault, mm, ok, pt, unjudged, warning
from yinfa.check.rules_text import SIZE_TOLERANCE, replaced, text, unseen
from yinfa.style.sheet import PageStyle, Sheet
from yinfa.style.values import POINTS

TOLERANCE = 1.0 * POINTS["mm"]
"""By how much margins and paper may differ (GB/T 9704-2012, 5.2.1: ±1 mm)."""
NUMBER_TOLERANCE = 1.5 * POINTS["mm"]
"""By how much the page number's distance may differ: where a dash stands in its line hangs on the font."""
DASH = 0.48
"""The dash above the lower edge of its line, in heights of the line, as measured."""
AUTOMATIC = 1.3
"""The height of a line whose spacing is left to the font, in em."""
FIT = 0.05
"""Points by which rounding to twips may carry lines beyond the text area."""

_Value = TypeVar("_Value")


def written(measured: Written, sheet: Sheet) -> Iterator[Finding]:
    """All that is asked of a DOCX."""
    for section in measured.sections:
        yield from _page(section, sheet.page)
        yield from _grid(section, measured.cast, sheet)
        yield from _numbers(section, measured, sheet)
    if not measured.sections:
        yield fault("page.size", "no page is set up", _paper(sheet.page.width, sheet.page.height))
    found, asked = (
        "mirrored" if flag else "not mirrored" for flag in (measured.mirrored, sheet.page.mirrored)
    )
    yield ok("page.mirrored", found) if found == asked else warning("page.mirrored", found, asked)
    yield from _breaking(measured)
    for member in measured.cast:
        if member.element:
            yield from _set(member, sheet)
    yield from text(measured.cast, measured.metadata, sheet)
    yield from replaced(measured.cast)
    yield from unseen(measured.unseen)
    yield ok("font.embedded", ", ".join(measured.embedded) or "none; a DOCX names its fonts")


def _page(section: Section, page: PageStyle) -> Iterator[Finding]:
    yield ok("page.size", _paper(section.width, section.height))
    if abs(section.width - page.width) > TOLERANCE or abs(section.height - page.height) > TOLERANCE:
        yield fault("page.size", _paper(section.width, section.height), _paper(page.width, page.height))
    for side in ("top", "bottom", "left", "right"):
        found, asked = getattr(section, side), getattr(page, f"margin_{side}")
        yield ok("page.margin", mm(found), side)
        if abs(found - asked) > TOLERANCE:
            yield fault("page.margin", mm(found), mm(asked), side)


def _paper(width: float, height: float) -> str:
    return f"{width / POINTS['mm']:.0f} × {height / POINTS['mm']:.0f} mm"


def _grid(section: Section, cast: Sequence[Cast], sheet: Sheet) -> Iterator[Finding]:
    """Lines a page and characters a line, of the body as most of it is."""
    body = [member.paragraph for member in cast if member.element == "body"]
    pitch = _commonest([p.line_pitch for p in body for _ in p.text])
    cells = [
        section.cell or (p.pieces[0].look.size or 0.0) + (p.letter_spacing or 0.0)
        for p in body
        for _ in p.text
    ]
    height = section.height - section.top - section.bottom
    width = section.width - section.left - section.right
    style = sheet.elements["body"]
    asked_lines = int((sheet.page.text_height + FIT) / (style.line_pitch or sheet.page.line_pitch))
    if body and pitch is None:
        yield warning("grid.lines", "the line pitch hangs on the font", f"{asked_lines} lines a page")
    elif pitch:
        yield from _counted("grid.lines", int((height + FIT) / pitch), asked_lines, "lines a page", pitch)
    if cell := _commonest(cells):
        asked = int(
            (sheet.page.text_width + FIT) / (sheet.page.character_pitch if style.on_grid else style.size)
        )
        yield from _counted("grid.characters", int((width + FIT) / cell), asked, "characters a line", cell)


def _counted(code: str, found: int, asked: int, what: str, pitch: float) -> Iterator[Finding]:
    said = f"{found} {what} (pitch {pitch:.2f} pt)"
    yield ok(code, said) if found == asked else fault(code, said, f"{asked} {what}")


def _commonest(values: Sequence[_Value]) -> _Value | None:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None


def _breaking(measured: Written) -> Iterator[Finding]:
    yield ok("line.rules", "kinsoku is on")
    if measured.unruled:
        yield fault("line.rules", "kinsoku is off", "on", "", *measured.unruled)
    yield ok("grid.widows", "widow control is off")
    last = measured.cast[-1].paragraph.place  # of which no line is to stand alone on the last page
    if widowed := [place for place in measured.widowed if place != last]:
        yield warning("grid.widows", "widow control is on", "off", "", *widowed)


def _set(member: Cast, sheet: Sheet) -> Iterator[Finding]:
    """Whether the lines of a paragraph would be full, and a heading stay with what it heads."""
    paragraph, style = member.paragraph, sheet.elements[member.element]
    long = len(paragraph.text) * style.size > sheet.page.text_width  # if not, left is as good as justified
    if style.align == "justify" and paragraph.align == "left" and long:
        yield fault("text.align", "left", "justify", member.element, paragraph.place)
    if member.element.startswith("heading") and style.keep_with_next:
        yield ok("page.heading", "kept with the next paragraph")
        if not paragraph.kept:
            yield warning("page.heading", "not kept with the next paragraph", "kept", "", paragraph.place)


def _numbers(section: Section, measured: Written, sheet: Sheet) -> Iterator[Finding]:
    """The page numbers of the kinds of pages that a section has."""
    style = sheet.page_number
    if not style.form:
        return
    outside = style.position == "outside"
    alternating = outside and sheet.page.two_sided
    sides = {"default": "right" if outside else style.position}
    if alternating or (measured.even_footers and not outside):
        sides["even"] = "left" if alternating else style.position
    for kind, side in sides.items():
        footer = section.footers.get(kind if measured.even_footers else "default")
        name = "even pages" if kind == "even" else ("odd pages" if "even" in sides else "all pages")
        if footer is None or not footer.text:
            yield fault("pagenumber.present", "none", style.form, name)
        else:
            yield ok("pagenumber.present", footer.text, name)
            yield from _footer(footer, side, name, section, sheet)
    if section.first_page:
        footer = section.footers.get("first")
        if footer and footer.text:
            yield from _footer(footer, sides["default"], "first page", section, sheet)
        else:
            # some offices number no first page: that is for them to say
            yield unjudged("pagenumber.present", "none", "first page")


def _footer(footer: Footer, side: str, name: str, section: Section, sheet: Sheet) -> Iterator[Finding]:
    style, paragraph = sheet.page_number, footer.paragraph
    place = Place(text=footer.text)
    yield ok("pagenumber.form", footer.text)
    if "".join(footer.text.split()) != "".join(style.form.split()):
        yield fault("pagenumber.form", footer.text, style.form, "", place)
    for piece in paragraph.pieces:
        look = piece.look
        yield ok("pagenumber.font", look.family)
        yield ok("pagenumber.size", pt(look.size or 0.0))
        if not is_asked_for(look.family, style.font, sheet):
            yield fault("pagenumber.font", look.family or "none is named", style.font, "", place)
        if abs((look.size or 0.0) - style.size) > SIZE_TOLERANCE:
            yield fault("pagenumber.size", pt(look.size or 0.0), pt(style.size), "", place)
    yield from _side(footer, side, name, sheet)
    size = paragraph.pieces[0].look.size or style.size if paragraph.pieces else style.size
    dash = DASH * (paragraph.line_pitch or AUTOMATIC * size)
    distance = section.bottom - section.footer_distance - footer.below - dash
    yield ok("pagenumber.distance", mm(distance))
    if abs(distance - style.distance) > NUMBER_TOLERANCE:
        yield fault("pagenumber.distance", mm(distance), mm(style.distance), "", place)


def _side(footer: Footer, side: str, name: str, sheet: Sheet) -> Iterator[Finding]:
    """At which side the number stands, and how far in."""
    style, paragraph = sheet.page_number, footer.paragraph
    align = "left" if paragraph.align == "justify" else paragraph.align
    indent = {"left": paragraph.first_indent, "right": paragraph.rest_indent}.get(align) or 0.0
    asked = 0.0 if side == "center" else style.indent
    expected = side if side == "center" else f"{side}, {mm(asked)} in"
    found = align if align == "center" else f"{align}, {mm(indent)} in"
    yield ok("pagenumber.position", found, name)
    if align != side or abs(indent - asked) > style.size / 2:
        yield fault("pagenumber.position", found, expected, name, Place(text=footer.text))
