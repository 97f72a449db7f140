"""How the lines of a PDF are broken: what begins and ends them, what is torn, what hangs over.

In come the measured PDF and the style sheet, out come findings. The prohibitions
are those the layout itself keeps, asked of what the file shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from yinfa.check.findings import Finding
from yinfa.check.measured import Cast, Edges, Line, Printed
from yinfa.check.questions import fault, ok, warning
from yinfa.layout.characters import MARKS, NO_LINE_END, NO_LINE_START, OPENING, RIGHT_BLANK, breaks
from yinfa.lexicon import segment
from yinfa.shapes import has_chinese
from yinfa.style.sheet import ElementStyle, Sheet

OVER = 0.3
"""Em by which a line may reach beyond the text area: its last cell is narrower than its character."""
HALF = 0.6
"""Em that a mark at a line's edge may lie beyond it: its blank half."""
SHORT = 0.6
"""Em that a justified line may leave free."""

_STARTS = NO_LINE_START - frozenset("—…")
# GB/T 15834 lets a line begin with —— or ……, CLREQ does not.
_LETTER = "A-Za-z\u00c0-\u024f"
_APART = re.compile(
    f"(?:[{_LETTER}][,.;:!?)’”]*\n[“‘(]?[0-9{_LETTER}])|(?:[0-9][,.;:!?)’”]+\n[“‘(]?[{_LETTER}])"
)
_LONGEST_WHOLE = 20  # characters: what is longer, such as an address, must be broken somewhere


def lines(measured: Printed, sheet: Sheet) -> Iterator[Finding]:
    """All that is asked of the lines."""
    for code in ("start", "end", "split", "overfull", "hanging", "ragged", "lone"):
        yield ok(
            f"line.{code}", "none" if code in ("overfull", "hanging", "ragged", "lone") else "as it should be"
        )
    for block, member in zip(measured.blocks, measured.cast, strict=True):
        style = sheet.elements.get(member.element)
        for line in block:
            yield from _edges(line, measured.edges[(line.place.page or 1) % 2])
        for above, below in pairwise(block):
            yield from _break(above, below)
            if style and style.align == "justify":
                yield from _ragged(above, measured.edges[(above.place.page or 1) % 2])
        if style and len(block) > 1:
            yield from _last(block, member, style)
    yield from _headings(measured, sheet)
    yield from _ending(measured)


def _edges(line: Line, area: Edges) -> Iterator[Finding]:
    """What reaches beyond the text area."""
    first, last = line.glyphs[0], line.glyphs[-1]
    before, beyond = (area.left - first.x) / line.size, (last.end - area.right) / line.size
    if before > (HALF if first.text in OPENING else OVER):
        yield fault("line.overfull", f"{before:.1f} characters beyond the left edge", "none", "", line.place)
    if beyond > OVER and last.text in RIGHT_BLANK:
        if beyond > HALF:
            yield fault("line.hanging", "marks beyond the right edge", "none", "", line.place)
    elif beyond > OVER:
        yield fault("line.overfull", f"{beyond:.1f} characters beyond the right edge", "none", "", line.place)


def _break(above: Line, below: Line) -> Iterator[Finding]:
    """Whether a paragraph may be broken between two lines."""
    end, start = above.text[-1:], below.text[:1]
    if end in NO_LINE_END and end:
        yield fault("line.end", end, "no mark that opens, at a line's end", "", above.place)
    elif start in _STARTS and start:
        yield fault("line.start", start, "no mark that closes, at a line's start", "", below.place)
    elif _is_torn(above.text, below.text):
        yield fault("line.split", f"{above.text[-3:]} | {below.text[:3]}", "one line", "", above.place)
    elif start and start in "—…":
        yield warning("line.start", start, "with what stands before it", "", below.place)


def _is_torn(above: str, below: str) -> bool:
    """Whether what belongs together is broken; two Western words are taken to have stood apart."""
    if not above or not below or _APART.search(f"{above[-4:]}\n{below[:2]}"):
        return False
    before, after = above[-_LONGEST_WHOLE:], below[:_LONGEST_WHOLE]
    allowed = breaks(before + after)
    if len(before) in allowed or (below[0] in "—…" and above[-1] != below[0]):
        return False
    whole = any(at < len(before) for at in allowed) and any(len(before) < at for at in allowed[:-1])
    return whole or len(above + below) <= _LONGEST_WHOLE


def _ragged(line: Line, area: Edges) -> Iterator[Finding]:
    free = (area.right - line.glyphs[-1].end) / line.size
    if free > SHORT:
        yield fault("line.ragged", f"{free:.1f} characters free", "a full line", "", line.place)


def _last(block: Sequence[Line], member: Cast, style: ElementStyle) -> Iterator[Finding]:
    """The last line of a paragraph, and how a title is parted."""
    last = block[-1]
    core = [sign for sign in last.text if sign not in MARKS]
    if style.balanced and member.element == "title":
        yield ok("title.split", f"{len(block)} lines")
        yield ok("title.short", f"{len(core)} characters on the last line")
        if len(core) <= 2:
            yield fault(
                "title.short", f"a last line of {len(core)}", "more than two characters", "", last.place
            )
        yield from _split_words(block)
    elif len(core) <= 1 and not style.balanced:
        yield warning("line.lone", last.text, "two characters at least", "", last.place)


def _split_words(block: Sequence[Line]) -> Iterator[Finding]:
    """Words of a title that go over a line's end; what a word is, a lexicon says."""
    words = list(accumulate(map(len, segment("".join(line.text for line in block)))))
    at = 0
    for above, below in pairwise(block):
        at += len(above.text)
        if at not in words and has_chinese(above.text[-1:]) and has_chinese(below.text[:1]):
            yield warning(
                "title.split", f"{above.text[-2:]} | {below.text[:2]}", "words whole", "", above.place
            )


def _headings(measured: Printed, sheet: Sheet) -> Iterator[Finding]:
    """Whether a heading is the last line of a page that has a next one."""
    yield ok("page.heading", "none stands last on a page")
    lasts = {page.lines[-1].place for page in measured.pages[:-1] if page.lines}
    for block, member in zip(measured.blocks, measured.cast, strict=True):
        style = sheet.elements.get(member.element)
        if style and style.keep_with_next and block[-1].place in lasts:
            yield fault(
                "page.heading", "a heading is the page's last line", "a line below it", "", block[-1].place
            )


def _ending(measured: Printed) -> Iterator[Finding]:
    """Whether one line, such as the closing, is all that the last of several pages holds."""
    yield ok("page.last", "no line is alone on the last page")
    lines = measured.pages[-1].lines
    if len(measured.pages) > 1 and len(lines) == 1:
        yield warning("page.last", "one line alone on the last page", "two at least", "", lines[0].place)
