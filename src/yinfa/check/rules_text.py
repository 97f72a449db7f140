"""What any document answers for, whatever its format: looks and places by role, numbering, metadata.

In come the cast and the style sheet, out come findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from yinfa import shapes
from yinfa.check.families import bare, is_anonymous, is_asked_for, role
from yinfa.check.findings import Finding, Place
from yinfa.check.measured import Cast, Metadata, Paragraph, Piece
from yinfa.check.questions import fault, mm, ok, pt, unjudged, warning
from yinfa.check.roles import size
from yinfa.layout.characters import OPENING
from yinfa.style.sheet import ElementStyle, LeadStyle, Sheet

SIZE_TOLERANCE = 0.26
"""Points by which a size may differ: half a point is the smallest step of a word processor."""
INDENT_TOLERANCE = 0.4
"""Em by which an indent may differ."""
COLOR_TOLERANCE = 24
"""By how much of 255 a channel may differ: black that went through a colour profile is no pure black."""

_FORMS = {
    "chinese": "[一二三四五六七八九十]+、",
    "chinese_bracket": "（[一二三四五六七八九十]+）",
    "digit": r"\d+[.．]",
    "digit_bracket": r"（\d+）",
}
_SAID_FORMS = {"chinese": "一、", "chinese_bracket": "（一）", "digit": "1.", "digit_bracket": "（1）"}
_PRIVATE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")


def text(cast: Sequence[Cast], metadata: Metadata, sheet: Sheet) -> Iterator[Finding]:
    """All that is asked of the text."""
    for member in cast:
        if member.element:
            yield from _looks(member, sheet)
            yield from _placed(member, sheet.elements[member.element])
    yield from _numbering(cast)
    yield from _metadata(metadata, cast)


def unseen(found: Mapping[str, Sequence[Place]]) -> Iterator[Finding]:
    """What the document holds beside its text, which is not measured."""
    for kind, places in found.items():
        yield unjudged("text.unseen", "not looked at", kind, *places)


def replaced(cast: Sequence[Cast]) -> Iterator[Finding]:
    """Characters that stand for ones that were lost, or that only one font knows."""
    yield ok("glyph.replacement", "none")
    for member in cast:
        for match in _PRIVATE.finditer(member.paragraph.text):
            around = member.paragraph.text[max(match.start() - 8, 0) : match.end() + 8]
            place = Place(member.paragraph.place.page, None, member.paragraph.place.paragraph, around)
            yield fault("glyph.replacement", f"U+{ord(match[0]):04X}", "a character of Unicode", "", place)


def _looks(member: Cast, sheet: Sheet) -> Iterator[Finding]:
    """The look of each piece that holds Chinese characters; digits and Latin may have fonts of their own."""
    element, place = member.element, member.paragraph.place
    style = sheet.elements[element]
    asked = style.font
    yield ok("font.family", asked, element)
    yield ok("font.size", pt(style.size), element)
    yield ok("font.weight", "bold" if style.bold else "regular", element)
    yield ok("font.color", style.color, element)
    start = 0
    for piece in member.paragraph.pieces:
        elements = _elements(member, start, start + len(piece.text), sheet.lead)
        start += len(piece.text)
        if shapes.has_chinese(piece.text):
            at = Place(place.page, place.line, place.paragraph, piece.text)
            yield from _family(piece, elements, at, sheet)
            yield from _size(piece, style, element, at)
            yield from _weight(piece, elements, at, sheet)
            yield from _color(piece, style, element, at)


def _elements(member: Cast, start: int, end: int, lead: LeadStyle) -> tuple[str, ...]:
    """The elements whose face a piece may have; the first is the one that is asked for.

    A run-in heading of a level that the sheet leaves alone may still be set apart: the
    standard sets levels apart and does not say whether they stand alone.
    """
    if not member.lead or start >= member.lead_end:
        return (member.element,)
    level = int(member.lead.removeprefix("heading"))
    whole = end <= member.lead_end and lead.extent(level) == "sentence"
    return (member.lead,) if whole else (member.element, member.lead)


def _family(piece: Piece, elements: Sequence[str], at: Place, sheet: Sheet) -> Iterator[Finding]:
    family = piece.look.family
    if any(is_asked_for(family, sheet.elements[element].font, sheet) for element in elements):
        return
    asked = sheet.elements[elements[0]].font
    expected = f"{asked} ({sheet.stack(asked).docx})"
    hanzi = sum(map(shapes.is_chinese, piece.text))
    if is_anonymous(family):
        yield warning("font.family", f"a font named {bare(family) or 'nowhere'}", expected, elements[0], at)
    elif hanzi == 1:
        # one character alone is mostly one that the font lacks
        yield warning("font.family", f"single characters in {bare(family)}", expected, elements[0], at)
    else:
        yield fault("font.family", _named(family), expected, elements[0], at)


def _named(family: str) -> str:
    played = role(family)
    return f"{bare(family)} ({played})" if played and played != family else bare(family)


def _size(piece: Piece, style: ElementStyle, element: str, at: Place) -> Iterator[Finding]:
    found = piece.look.size
    if found is not None and abs(found - style.size) > SIZE_TOLERANCE:
        yield fault("font.size", pt(found), pt(style.size), element, at)


def _weight(piece: Piece, elements: Sequence[str], at: Place, sheet: Sheet) -> Iterator[Finding]:
    """小标宋 is bold by itself, so its fonts' names may say so."""
    if role(piece.look.family) == "小标宋":
        return
    wanted = {sheet.elements[element].bold for element in elements}
    if piece.look.bold not in wanted:
        found, expected = ("bold", "regular") if piece.look.bold else ("regular", "bold")
        yield fault("font.weight", found, expected, elements[0], at)


def _color(piece: Piece, style: ElementStyle, element: str, at: Place) -> Iterator[Finding]:
    found, asked = (_channels(color) for color in (piece.look.color, style.color))
    if found and asked and max(abs(a - b) for a, b in zip(found, asked, strict=True)) > COLOR_TOLERANCE:
        yield fault("font.color", piece.look.color, style.color, element, at)


def _channels(color: str) -> list[int]:
    found = re.fullmatch("#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})", color)
    return [int(channel, 16) for channel in found.groups()] if found else []


def _placed(member: Cast, style: ElementStyle) -> Iterator[Finding]:
    """Alignment and indents. A short line is as good left as justified."""
    paragraph, element = member.paragraph, member.element
    yield ok("text.align", style.align, element)
    flush = ("left", "justify", "")
    allowed = {"justify": flush, "left": flush, "center": ("center", ""), "right": ("right", "")}[style.align]
    if paragraph.align not in allowed:
        yield fault("text.align", paragraph.align, style.align, element, paragraph.place)
    elif style.align in ("left", "justify"):
        yield ok("text.indent", mm(style.first_line_indent), element)
        yield from _indents(paragraph, style, element)


def _indents(paragraph: Paragraph, style: ElementStyle, element: str) -> Iterator[Finding]:
    """The indents, counted in the paragraph's own characters."""
    # the blank half of an opening mark may be squeezed away
    slack = INDENT_TOLERANCE + 0.5 * (paragraph.text[:1] in OPENING)
    found = (paragraph.first_indent, paragraph.rest_indent)
    asked = (style.first_line_indent + style.indent_left, style.indent_left)
    for name, indent, wanted in zip(("first line", "other lines"), found, asked, strict=True):
        if indent is None:
            continue
        ems, wanted_ems = indent / (size(paragraph) or style.size), wanted / style.size
        if abs(ems - wanted_ems) > slack:
            said, expected = (f"{name} {length:.1f} characters" for length in (ems, wanted_ems))
            yield fault("text.indent", said, expected, element, paragraph.place)


def _numbering(cast: Sequence[Cast]) -> Iterator[Finding]:
    """The form of numbers, and whether they count on."""
    counts = [0] * 5
    yield ok("numbering.form", " ".join(_SAID_FORMS.values()))
    yield ok("numbering.order", "each number follows the one before")
    for member in cast:
        line = member.paragraph.text
        found = shapes.numbering(line)
        if (
            not found
            or found.style not in _FORMS
            or not (member.lead or member.element.startswith("heading"))
        ):
            continue
        written = line[: found.end].strip()
        if not re.fullmatch(_FORMS[found.style], written):
            yield fault("numbering.form", written, _SAID_FORMS[found.style], "", member.paragraph.place)
        if found.value not in (1, counts[found.level] + 1):
            said = f"{counts[found.level]} is followed by {found.value}"
            yield warning("numbering.order", said, str(counts[found.level] + 1), "", member.paragraph.place)
        counts[found.level :] = [found.value] + [0] * (4 - found.level)


def _metadata(metadata: Metadata, cast: Sequence[Cast]) -> Iterator[Finding]:
    title = next((member.paragraph.text for member in cast if member.element == "title"), "")
    speaker = next((member.paragraph.text for member in cast if member.element == "speaker"), "")
    if metadata.title:
        yield ok("metadata.title", metadata.title)
    else:
        yield warning("metadata.title", "none", title or "the title")
    if metadata.author:
        yield ok("metadata.author", metadata.author)
    elif speaker:
        yield warning("metadata.author", "none", speaker)
    if (metadata.language or "").lower().startswith("zh"):
        yield ok("metadata.language", metadata.language or "")
    else:
        yield warning("metadata.language", metadata.language or "none", "zh-CN")
