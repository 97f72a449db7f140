"""The questions a check asks: each with the clause that rules it and how a fault is mended.

The one place where clauses and remedies of the check stand. Rules answer a
question by its code; tolerances stand with the rules.
"""

from __future__ import annotations

from typing import NamedTuple

from yinfa.check.findings import Finding, Place, Severity
from yinfa.style.sheet import ElementStyle, PageNumberStyle, PageStyle, declarations
from yinfa.style.values import NAMED_SIZES, POINTS

_PAGE, _ELEMENT, _NUMBER = map(declarations, (PageStyle, ElementStyle, PageNumberStyle))
_GB = "GB/T 9704-2012, "
_MARKS = "GB/T 15834-2011, 5.1"

ELEMENT_CLAUSES = {
    "title": _GB + "7.3.1",
    "salutation": _GB + "7.3.2",
    **dict.fromkeys(("body", "heading1", "heading2", "heading3", "heading4"), _GB + "7.3.3"),
}
"""The clauses on single elements; the standard says nothing of a speech's other ones."""


class Question(NamedTuple):
    """What is asked. The clause of `ELEMENT_CLAUSES` counts more where it has the element."""

    clause: str
    remedy: str


QUESTIONS = {
    "page.size": Question(_PAGE["width"].clause, "Set the paper size of the whole document."),
    "page.margin": Question(_PAGE["margin_top"].clause, "Set this margin in the page setup."),
    "page.mirrored": Question("", "Change mirror margins in the page setup."),
    "grid.lines": Question(
        _PAGE["lines"].clause,
        "Set a fixed line pitch that lets the lines fill the page, and turn widow control off.",
    ),
    "grid.pitch": Question(_PAGE["lines"].clause, "Set the line spacing to exactly this pitch."),
    "grid.characters": Question(
        _PAGE["characters"].clause, "Condense the letter spacing, so that size and spacing make this pitch."
    ),
    "font.family": Question(_ELEMENT["font"].clause, "Set these characters in the font asked for."),
    "font.size": Question(_ELEMENT["size"].clause, "Set these characters in the size asked for."),
    "font.weight": Question(_ELEMENT["bold"].clause, "Change the weight of these characters."),
    "font.color": Question(_ELEMENT["color"].clause, "Change the colour of these characters."),
    "font.embedded": Question(
        "", "Make the PDF anew with all fonts embedded, or it looks different elsewhere."
    ),
    "glyph.missing": Question("", "Set these characters in a font that has them (yinfa fonts check)."),
    "glyph.unmapped": Question(
        "", "Make the PDF anew with a ToUnicode map: these characters can neither be searched nor copied."
    ),
    "glyph.replacement": Question("", "Put the right character in the place of this one."),
    "text.align": Question(_ELEMENT["align"].clause, "Change the alignment of the paragraph."),
    "text.indent": Question(
        _ELEMENT["first_line_indent"].clause, "Set the indent in the paragraph's format, in characters."
    ),
    "text.unseen": Question("", "Look at it yourself."),
    "text.outside": Question(_PAGE["margin_top"].clause, "Move it into the text area or take it out."),
    "title.split": Question(_GB + "7.3.1", "Break the title between words."),
    "title.short": Question(_GB + "7.3.1", "Break the title into lines that make a trapezoid or a diamond."),
    "numbering.form": Question(_GB + "7.3.3", "Write 一、 （一） 1. （1）."),
    "numbering.order": Question(_GB + "7.3.3", "See whether a part is missing or miscounted."),
    "pagenumber.present": Question(_NUMBER["form"].clause, "Insert a page number field into the footer."),
    "pagenumber.form": Question(
        _NUMBER["form"].clause, "Write the number in half-width digits, a dash (一字线) on either side."
    ),
    "pagenumber.value": Question(_NUMBER["form"].clause, "Number the pages in their order."),
    "pagenumber.font": Question(_NUMBER["font"].clause, "Change the font of the footer."),
    "pagenumber.size": Question(_NUMBER["size"].clause, "Change the size of the footer's characters."),
    "pagenumber.position": Question(
        _NUMBER["position"].clause, "Set the page number at this side, with this indent."
    ),
    "pagenumber.distance": Question(
        _NUMBER["distance"].clause, "Change the footer's distance from the paper's edge."
    ),
    "line.start": Question(_MARKS, "Turn Chinese line breaking (kinsoku) on, or squeeze the line above."),
    "line.end": Question(_MARKS, "Turn Chinese line breaking (kinsoku) on."),
    "line.split": Question(_MARKS, "Keep these characters on one line."),
    "line.overfull": Question(_PAGE["characters"].clause, "Break the line earlier or squeeze its marks."),
    "line.hanging": Question(_PAGE["characters"].clause, "Turn hanging punctuation off."),
    "line.ragged": Question(_ELEMENT["align"].clause, "Justify the paragraph."),
    "line.lone": Question("", "Squeeze the paragraph by a character or stretch it by one."),
    "line.rules": Question(_MARKS, "Turn Chinese line breaking (kinsoku) on for these paragraphs."),
    "page.heading": Question("", "Keep the heading with the paragraph below it."),
    "page.last": Question("", "Let a line or two of the page before keep it company."),
    "grid.widows": Question(_PAGE["lines"].clause, "Turn widow control off, or pages end a line early."),
    "metadata.title": Question("", "Fill in the title in the file's properties."),
    "metadata.author": Question("", "Fill in the author in the file's properties."),
    "metadata.language": Question("", "Set the language of the document to Chinese (zh-CN)."),
    "pdfa": Question("", "Export as PDF/A where the file is to be kept (ISO 19005)."),
}


def fault(code: str, found: str, expected: str = "", element: str = "", *places: Place) -> Finding:
    """An answer that breaks the sheet."""
    return _answer(Severity.FAULT, code, found, expected, element, places)


def warning(code: str, found: str, expected: str = "", element: str = "", *places: Place) -> Finding:
    """An answer that a person should judge."""
    return _answer(Severity.WARNING, code, found, expected, element, places)


def unjudged(code: str, found: str, element: str = "", *places: Place) -> Finding:
    """No answer: what is there was not looked at, or does not show enough."""
    remedy = QUESTIONS["text.unseen"].remedy
    return Finding(code, Severity.UNJUDGED, found, "", element, _clause(code, element), remedy, places)


def ok(code: str, found: str, element: str = "") -> Finding:
    """An answer that is as it should be."""
    return Finding(code, Severity.OK, found, element=element, clause=_clause(code, element))


def mm(points: float) -> str:
    """A length in millimetres."""
    return f"{points / POINTS['mm']:.1f} mm"


def pt(points: float) -> str:
    """A size or a pitch in points, with its name where it has one."""
    name = next((name for name, size in NAMED_SIZES.items() if abs(size - points) < 0.1), "")
    return f"{points:.4g} pt" + (f" ({name})" if name else "")


def _answer(
    severity: Severity, code: str, found: str, expected: str, element: str, places: tuple[Place, ...]
) -> Finding:
    remedy = QUESTIONS[code].remedy
    return Finding(code, severity, found, expected, element, _clause(code, element), remedy, places)


def _clause(code: str, element: str) -> str:
    own = QUESTIONS[code].clause
    return ELEMENT_CLAUSES.get(element, own) if code.startswith(("font.", "text.")) and own else own
