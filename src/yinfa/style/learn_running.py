"""What runs along the pages of a document, learnt: page number, header, footer, numbers of lines.

In comes a document beside the base sheet, out come the keys in which it differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from yinfa.check.docx_running import RunningLine
from yinfa.check.measured import Footer, Look
from yinfa.running import DASH, LINE_HEIGHT, SPOKEN
from yinfa.style.learn_document import NEAR, Change, Document, font_of, look_of, mm, pt
from yinfa.style.sheet import LineNumberStyle, PageNumberStyle, RunningStyle


def page_number(document: Document) -> Iterator[Change]:
    """The keys of ``[page_number]``."""
    footer, base = document.section.footers.get("default"), document.base.page_number
    if footer is None or "{page}" not in footer.text:
        yield "form", ""
        return
    unsaid = Look(base.font, base.size, bold=False, color=base.color)
    look = look_of(footer.paragraph) if footer.paragraph.pieces else unsaid
    position = _position(footer)
    yield from _differing(base, form=footer.text, position=position, start=document.running.start)
    yield from _look(look, base, document)
    yield from _first_page("footer", "{page}", document)
    if position != "center":
        paragraph = footer.paragraph
        indent = paragraph.first_indent if position == "left" else paragraph.rest_indent
        if abs((indent or 0.0) - base.indent) > NEAR:
            yield "indent", pt(indent or 0.0)
    height = footer.paragraph.line_pitch or (look.size or base.size) * LINE_HEIGHT
    distance = document.section.bottom - document.section.footer_distance - footer.below - height * DASH
    if distance > 0 and abs(distance - base.distance) > 2 * NEAR:
        yield "distance", mm(distance)


def header(document: Document) -> Iterator[Change]:
    """The keys of ``[header]``."""
    yield from _running("header", document)


def footer(document: Document) -> Iterator[Change]:
    """The keys of ``[footer]``: what stands in the footer beside the page number."""
    yield from _running("footer", document)


def line_numbers(document: Document) -> Iterator[Change]:
    """The keys of ``[line_numbers]``."""
    found, base = document.running.line_numbers, document.base.line_numbers
    if found is None:
        return
    yield from _differing(base, every=found.every, restart="page" if found.each_page else "document")
    if found.look:
        yield from _look(found.look, base, document)
    if found.distance and abs(found.distance - base.distance) > NEAR:
        yield "distance", mm(found.distance)


def _running(part: str, document: Document) -> Iterator[Change]:
    line = _line(part, "default", document)
    if line is None:
        return
    base: RunningStyle = getattr(document.base, part)
    even = _line(part, "even", document) if document.written.even_footers else line
    yield "text", _with_fields(line.text, document)
    if even and even.text != line.text:
        yield "even_text", _with_fields(even.text, document)
    align = {"right": "right", "center": "center"}.get(line.align, "left")
    sides = (align, even.align if even else "")
    yield from _differing(base, position="outside" if sides in (("right", "left"), ("right", "")) else align)
    yield from _first_page(part, "", document)
    if line.look:
        yield from _look(line.look, base, document)
    if line.rule and abs(line.rule - base.rule) > NEAR / 2:
        yield "rule", pt(line.rule)
        yield from _differing(base, rule_color=line.rule_color)
    distance = _distance(part, line, document)
    if distance > 0 and abs(distance - base.distance) > 2 * NEAR:
        yield "distance", mm(distance)


def _line(part: str, kind: str, document: Document) -> RunningLine | None:
    """The line of a header or footer that is no page number; the first of several."""
    lines = document.running.lines.get((part, kind), ())
    return next(
        (line for line in lines if line.text and not (part == "footer" and "{page}" in line.text)), None
    )


def _distance(part: str, line: RunningLine, document: Document) -> float:
    """Between the text area and the middle of a line."""
    section = document.section
    height = line.pitch or (line.look.size if line.look else None) or 0.0
    height = height if line.pitch else height * LINE_HEIGHT
    if part == "header":
        return section.top - document.running.header_distance - line.before - height * (1 - DASH)
    return section.bottom - section.footer_distance - line.behind - height * DASH


def _with_fields(text: str, document: Document) -> str:
    """A text with what the speech fills in as fields."""
    for element in SPOKEN:
        for paragraph in document.parts.get(element, [])[:1]:
            text = text.replace(paragraph.text, f"{{{element}}}")
    return text


def _first_page(part: str, text: str, document: Document) -> Iterator[Change]:
    """Whether the first page lacks what the others have, a line of a part that holds a text."""
    if document.running.other_first:
        lines = document.running.lines.get((part, "first"), ())
        numbered = [line for line in lines if line.text and ("{page}" in line.text) == (text == "{page}")]
        if not numbered:
            yield "first_page", False


def _look(
    look: Look, base: RunningStyle | PageNumberStyle | LineNumberStyle, document: Document
) -> Iterator[Change]:
    yield from _differing(base, font=font_of(look.family, base.font, document.base), color=look.color)
    if look.size and look.size != base.size:
        yield "size", pt(look.size)


def _differing(base: object, **found: object) -> Iterator[Change]:
    yield from ((key, value) for key, value in found.items() if value != getattr(base, key))


def _position(footer: Footer) -> str:
    align = footer.paragraph.align
    return {"right": "outside", "center": "center"}.get(align, "left")
