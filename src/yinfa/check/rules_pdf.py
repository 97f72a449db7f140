"""What a PDF answers for: pages, grid, fonts, glyphs and page numbers, measured on its glyphs.

How its lines are broken is asked in `rules_lines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median, mode

from yinfa.check.families import bare, is_anonymous, is_asked_for
from yinfa.check.findings import Finding, Place, quote
from yinfa.check.measured import Edges, Line, Printed, PrintedPage
from yinfa.check.questions import fault, mm, ok, pt, unjudged, warning
from yinfa.check.rules_text import SIZE_TOLERANCE
from yinfa.flow import SHORT
from yinfa.layout.pages import ASCENT
from yinfa.layout.running import DASH_HEIGHT
from yinfa.running import pattern
from yinfa.shapes import is_chinese
from yinfa.style.sheet import PageStyle, Sheet
from yinfa.style.values import POINTS

TOLERANCE = 1.0 * POINTS["mm"]
"""By how much paper, side margins and the sum of all line pitches may differ (GB/T 9704-2012, 5.2.1)."""
UPRIGHT_TOLERANCE = 2.0 * POINTS["mm"]
"""By how much upper and lower margin may differ: where an em box stands in its line hangs on the program."""
NUMBER_TOLERANCE = 1.5 * POINTS["mm"]
"""By how much the page number's distance may differ: where a dash stands in its em hangs on the font."""
ROUNDING = 0.05
"""The part of a line by which rounding may carry lines beyond the text area."""
ENOUGH = 10
"""Pairs of characters in last lines that tell the pitch of all."""
CELL_TOLERANCE = 0.1
"""The part of a cell by which a line's last character may hang over: it has blank edges."""


def pages(measured: Printed, sheet: Sheet) -> Iterator[Finding]:
    """Paper, margins and grid."""
    yield from _paper(measured.pages, sheet.page)
    yield from _sides(measured, sheet.page)
    lines = [line for page in measured.pages for line in page.lines]
    pitch = _pitch(measured)
    if pitch:
        yield from _rows(measured, pitch, sheet)
    yield from _cells(measured, sheet)
    yield ok("text.outside", f"{len(lines)} lines within the margins")
    for page in measured.pages:
        for stray in page.strays:
            yield fault("text.outside", "a line in the margin above or below", "none", "", stray.place)


def _paper(found: Sequence[PrintedPage], page: PageStyle) -> Iterator[Finding]:
    asked = _size(page.width, page.height)
    for one in found:
        yield ok("page.size", _size(one.width, one.height))
        if abs(one.width - page.width) > TOLERANCE or abs(one.height - page.height) > TOLERANCE:
            yield fault("page.size", _size(one.width, one.height), asked, "", Place(one.number))


def _size(width: float, height: float) -> str:
    return f"{width / POINTS['mm']:.0f} × {height / POINTS['mm']:.0f} mm"


def _sides(measured: Printed, page: PageStyle) -> Iterator[Finding]:
    """The margins left and right; where they are mirrored, even pages exchange them."""
    plain = (page.margin_left, page.margin_right)
    width = measured.pages[0].width
    for parity, found in sorted(measured.edges.items(), reverse=True):
        name = "odd pages" if parity else "even pages"
        if not found.told:
            yield unjudged("page.margin", "too few full lines to measure", f"left and right, {name}")
            continue
        asked, other = (plain[::-1], plain) if page.mirrored and not parity else (plain, plain[::-1])
        margins = (found.left, width - found.right)
        if not parity and _near(margins, other) and not _near(margins, asked):
            said = ("not mirrored", "mirrored") if page.mirrored else ("mirrored", "not mirrored")
            yield warning("page.mirrored", *said, "", Place(2))
            continue
        for side, margin, wanted in zip(("left", "right"), margins, asked, strict=True):
            yield ok("page.margin", mm(margin), f"{side}, {name}")
            if abs(margin - wanted) > TOLERANCE:
                yield fault("page.margin", mm(margin), mm(wanted), f"{side}, {name}")


def _near(found: Sequence[float], asked: Sequence[float]) -> bool:
    return all(abs(a - b) <= TOLERANCE for a, b in zip(found, asked, strict=True))


def _body_size(measured: Printed) -> float:
    """The size in which most lines are set."""
    return mode(round(line.size, 1) for page in measured.pages for line in page.lines)


def _pitch(measured: Printed) -> float | None:
    """The distance between lines of the body, as most of it has it."""
    size = _body_size(measured)
    distances = [
        below.y - above.y
        for page in measured.pages
        for above, below in pairwise(page.lines)
        if abs(above.size - size) < 1 and abs(below.size - size) < 1
    ]
    return median(distances) if distances else None


def _slots(measured: Printed, pitch: float, sheet: Sheet) -> Mapping[float, float]:
    """The heights of the slots in which lines of the body and of the title stand, by their sizes."""
    title = sheet.elements["title"]
    return {title.size: title.line_pitch or sheet.page.line_pitch, _body_size(measured): pitch}


def _top(line: Line, slots: Mapping[float, float]) -> float | None:
    """The upper edge of a line's slot; None for a line of another size."""
    slot = slots.get(round(line.size, 1))
    return None if slot is None else line.y - ASCENT * line.size - (slot - line.size) / 2


def _upper(measured: Printed, slots: Mapping[float, float], page: PageStyle) -> Iterator[Finding]:
    """The upper margin, of every page that begins with a line of the title or of the body."""
    for one in measured.pages:
        found = _top(one.lines[0], slots) if one.lines else None
        if found is not None:
            yield ok("page.margin", mm(found), "top")
            if abs(found - page.margin_top) > UPRIGHT_TOLERANCE:
                yield fault("page.margin", mm(found), mm(page.margin_top), "top", one.lines[0].place)


def _rows(measured: Printed, pitch: float, sheet: Sheet) -> Iterator[Finding]:
    """The pitch of the lines, and whether the pages that have a next one are full."""
    page, style = sheet.page, sheet.elements["body"]
    asked = style.line_pitch or page.line_pitch
    count = int(page.text_height / pitch + ROUNDING)  # with a wrong pitch only the pitch is wrong
    yield ok("grid.pitch", f"{pitch:.2f} pt")
    if abs(pitch - asked) * count > TOLERANCE:
        yield fault("grid.pitch", f"{pitch:.2f} pt", f"{asked:.2f} pt")
    slots = _slots(measured, pitch, sheet)
    yield from _upper(measured, slots, page)
    heads = _heads(measured)
    for above, below in pairwise(measured.pages):
        if above.lines and below.lines:
            yield from _lower(above, slots, page)
            # a heading goes over to the next page with what it heads, others keep the last line company
            ends = below is measured.pages[-1] and len(below.lines) <= SHORT + 1
            moved = count if below.lines[0].place in heads else ends * (len(below.lines) - 1)
            yield from _filled(above, slots, count, measured, page, moved=moved)


def _lower(one: PrintedPage, slots: Mapping[float, float], page: PageStyle) -> Iterator[Finding]:
    """Whether the lines of a page reach into its lower margin."""
    last = one.lines[-1]
    top = _top(last, slots)
    if top is not None:
        slot = slots[round(last.size, 1)]
        found = one.height - top - slot
        if found < page.margin_bottom + slot:
            yield ok("page.margin", mm(found), "bottom")
        if found < page.margin_bottom - UPRIGHT_TOLERANCE:
            yield fault("page.margin", mm(found), mm(page.margin_bottom), "bottom", last.place)


def _filled(
    one: PrintedPage,
    slots: Mapping[float, float],
    count: int,
    measured: Printed,
    page: PageStyle,
    *,
    moved: int,
) -> Iterator[Finding]:
    """Whether a page has all the lines that it can hold but those that may have been `moved` to the next."""
    first, last = _top(one.lines[0], slots), _top(one.lines[-1], slots)
    if first is None or last is None:
        return
    pitch = slots[_body_size(measured)]
    free = page.text_height - (last + pitch - first)
    rows = round((last - first) / pitch) + 1
    yield ok("grid.lines", f"{rows} lines" if free < pitch / 2 else "full pages")
    if rows > count:
        yield fault("grid.lines", f"{rows} lines", f"{count} lines", "", Place(one.number))
    elif free > pitch * (1 + moved + ROUNDING):
        # where a paragraph ends with the page, somebody may have wanted the page to end there
        inner = any(one.lines[-1] in block[:-1] for block in measured.blocks)
        missing = f"room for {int(free / pitch + ROUNDING)} more"
        answer = fault if inner else warning
        yield answer("grid.lines", missing, f"{count} lines", "", Place(one.number))


def _heads(measured: Printed) -> set[Place]:
    """Where headings begin."""
    pairs = zip(measured.blocks, measured.cast, strict=True)
    return {block[0].place for block, member in pairs if member.element.startswith("heading")}


def _cells(measured: Printed, sheet: Sheet) -> Iterator[Finding]:
    """Characters a line: the pitch of neighbouring Chinese characters in the body.

    Full lines are stretched or squeezed, so the last ones of paragraphs tell it where they can.
    """
    style, page = sheet.elements["body"], sheet.page
    steps: list[float] = []
    last_steps: list[float] = []
    widths: list[float] = []
    for block, member in zip(measured.blocks, measured.cast, strict=True):
        if member.element == "body":
            last_steps += _steps(block[-1])
            for line in block[:-1]:
                steps += _steps(line)
                area = measured.edges[(line.place.page or 1) % 2]
                widths.append(area.right - area.left)
    if not steps:
        return
    step, width = median(last_steps if len(last_steps) >= ENOUGH else steps), median(widths)
    cell = page.character_pitch if style.on_grid else style.size
    found = _capacity(width, _body_size(measured), step)
    asked = _capacity(page.text_width, style.size, cell)
    said = f"{found} characters a line (pitch {step:.2f} pt)"
    yield ok("grid.characters", said)
    if found != asked:
        yield fault("grid.characters", said, f"{asked} characters a line (pitch {cell:.2f} pt)")


def _capacity(width: float, size: float, step: float) -> int:
    """How many characters of a size fit a line, one a step."""
    return int((width - size * (1 - CELL_TOLERANCE)) / step) + 1


def _steps(line: Line) -> Iterator[float]:
    for left, right in pairwise(line.glyphs):
        if left.text and right.text and is_chinese(left.text[0]) and is_chinese(right.text[0]):
            yield right.x - left.x


def fonts(measured: Printed) -> Iterator[Finding]:
    """Fonts embedded, glyphs there and mapped to characters."""
    yield ok("font.embedded", ", ".join(sorted({font.name for font in measured.fonts if font.embedded})))
    yield ok("glyph.missing", "none")
    yield ok("glyph.unmapped", "none")
    lines = [line for page in measured.pages for line in _all_lines(page)]
    for index, font in enumerate(measured.fonts):
        places = [line.place for line in lines if any(glyph.font == index for glyph in line.glyphs)]
        if places and not font.embedded:
            yield fault("font.embedded", f"{font.name} is not", "all embedded", "", places[0])
        yield from _missing(index, font.name, lines)
    unmapped = [line.place for line in lines if any(not g.text and g.drawn is not False for g in line.glyphs)]
    if unmapped:
        yield fault("glyph.unmapped", "glyphs that stand for no character", "none", "", *unmapped)


def _all_lines(page: PrintedPage) -> Iterator[Line]:
    yield from (*page.lines, *page.strays)
    if page.number_line:
        yield page.number_line


def _missing(index: int, name: str, lines: Sequence[Line]) -> Iterator[Finding]:
    """The characters that a font has no glyph for."""
    lacking = [
        (glyph.text, line.place)
        for line in lines
        for glyph in line.glyphs
        if glyph.font == index and glyph.drawn is False
    ]
    if lacking:
        signs = "".join(sorted({text for text, _ in lacking}))
        shown = quote(signs) if signs else "characters that the file does not name"
        places = dict.fromkeys(place for _, place in lacking)
        yield fault("glyph.missing", f"{name} lacks {shown}", "a glyph for every character", "", *places)


def numbers(measured: Printed, sheet: Sheet) -> Iterator[Finding]:
    """The page number on every page."""
    if not sheet.page_number.form:
        return
    for page in measured.pages:
        if page.number == 1 and not sheet.page_number.first_page:
            continue
        if page.number_line is None:
            yield fault("pagenumber.present", "none", sheet.page_number.form, "", Place(page.number))
        else:
            yield ok("pagenumber.present", "on every page")
            yield from _form(page.number_line, page.number, sheet)
            yield from _spot(page, page.number_line, measured.edges[page.number % 2], sheet)


def _form(line: Line, number: int, sheet: Sheet) -> Iterator[Finding]:
    style = sheet.page_number
    written = "".join(line.text.split())
    match = re.fullmatch(pattern(style.form), written)
    digits = match["page"] if match else ""
    yield ok("pagenumber.form", style.form)
    yield ok("pagenumber.value", "the pages in order")
    yield ok("pagenumber.font", style.font)
    yield ok("pagenumber.size", pt(style.size))
    if not digits.isascii() or not digits:
        yield fault("pagenumber.form", written, style.form, "", line.place)
    elif int(digits) != number + style.start - 1:
        yield warning("pagenumber.value", "another number than the page's", "the page's", "", line.place)
    families = sorted({glyph.look.family for glyph in line.glyphs if glyph.text.isdecimal()})
    for family in families:
        if not is_asked_for(family, style.font, sheet):
            answer = warning if is_anonymous(family) else fault
            yield answer("pagenumber.font", bare(family), style.font, "", line.place)
    if abs(line.size - style.size) > SIZE_TOLERANCE:
        yield fault("pagenumber.size", pt(line.size), pt(style.size), "", line.place)


def _spot(page: PrintedPage, line: Line, area: Edges, sheet: Sheet) -> Iterator[Finding]:
    """At which side the number stands, how far in and how far below the text area."""
    style = sheet.page_number
    side = style.position
    if side == "outside":
        even = (page.number + style.start) % 2
        side = "left" if sheet.page.two_sided and even else "right"
    gaps = {"left": line.glyphs[0].x - area.left, "right": area.right - line.glyphs[-1].end}
    middle = abs(gaps["left"] - gaps["right"]) < style.size
    found = "center" if middle else min(gaps, key=lambda name: gaps[name])
    name = "even pages" if page.number % 2 == 0 else "odd pages"
    said = found if middle else f"{found}, {mm(gaps[found])} in"
    wanted = side if side == "center" else f"{side}, {mm(style.indent)} in"
    yield ok("pagenumber.position", wanted, name)
    if found != side or (not middle and abs(gaps[side] - style.indent) > style.size / 2):
        yield fault("pagenumber.position", said, wanted, name, line.place)
    distance = line.y - DASH_HEIGHT * line.size - (page.height - sheet.page.margin_bottom)
    yield ok("pagenumber.distance", mm(distance))
    if abs(distance - style.distance) > NUMBER_TOLERANCE:
        yield fault("pagenumber.distance", mm(distance), mm(style.distance), "", line.place)
