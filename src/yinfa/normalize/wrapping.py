"""How a program or a page has cut all lines of a text: at which width, and what sets off its paragraphs.

In: lines. Out: the width they were cut at, or nothing where none was, and whether a line is full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from yinfa import shapes
from yinfa.normalize.lines import Line
from yinfa.patterns import compiled

_ENDS = (*shapes.ENDS, *"：:；;", "...")
_NARROWEST, _WIDEST = 16, 90
"""Characters of the narrowest and of the widest line that a program would cut at."""
_MOST_WIDTHS = 12
_USUAL_INDENT = 2
"""Characters of the usual indent."""
_HANGING = 2
"""Marks that may hang over the right edge."""
_OVER = 0.75
"""What a line that hangs over the edge tells of the width, beside one that fills it."""
_LEAST_FULL = 3
"""So many lines of one width make it the width of the page."""
_LEAST_STRIPPED = 2
"""So many lines that stop an indent early tell that the indents have gone."""


class Measure(NamedTuple):
    """How wide lines are: in characters, or in half cells, the width of a letter.

    `marks` is the width of a half-width mark in half cells, 2 where the marks were
    narrowed after the lines were cut; `borders` that of the space between Chinese
    characters and Latin words, which is no character (a quarter of an em, GB/T 9704
    as Word sets it).
    """

    cells: bool
    marks: int = 1
    borders: float = 0.0

    @property
    def unit(self) -> int:
        """The width of a character."""
        return 2 if self.cells else 1

    def of(self, row: Line) -> float:
        """The width of a line with its indent: two wide or up to four narrow blanks are two characters."""
        if not self.cells:
            return length(row)
        usual = _USUAL_INDENT * self.unit
        return (usual if 1 < row.indent <= usual else row.indent) + _width(row.printed or row.text, self)

    def need(self, row: Line) -> float:
        """The width of what a line begins with and cannot be parted."""
        text = row.printed or row.text
        token = compiled(_BEGINNING).match(text)
        if token is None:
            return self.unit
        return _width(token[0], self) if self.cells else len(token[0])


_MEASURES = (
    Measure(cells=False),
    Measure(cells=True),
    Measure(cells=True, marks=2),
    Measure(cells=True, borders=0.5),
    Measure(cells=True, marks=2, borders=0.5),
)
_BEGINNING = r"[“‘（《【(]*(?:(?:https?://|www\.)[!-~]+|[A-Za-z0-9._-]+@[!-~]+|[A-Za-z0-9.%+/]+(?:[,:][0-9][A-Za-z0-9.%+/]*)*|.)[，。、；：！？”’）》】…,.;:!?)]*"
_MARKS = "[,:;?!()]"
_BORDERS = (r"[A-Za-z0-9](?<=[^\x00-\xff].)", r"[A-Za-z0-9%](?=[^\x00-\xff])")


class Page(NamedTuple):
    """How a text was cut: at `width`, in the unit of `measure`.

    `indents` and `blanks` tell whether paragraphs are set off by indents or by
    blank lines; then a full line that neither follows goes on for certain.
    `stripped` tells that there were indents, which have gone: the first line of a
    paragraph stops two characters early. `points` tells whether 一是, 二是 begin
    paragraphs, `words` whether Latin words and numbers are kept whole: a line stops
    early before one.
    """

    width: float
    measure: Measure
    indents: bool = False
    blanks: bool = False
    points: bool = False
    stripped: bool = False
    words: bool = False

    def room(self, above: Line, below: Line) -> float:
        """What would be left on a line with what the line below begins with; less than nothing if full."""
        return self.width - self.measure.of(above) - self.measure.need(below)

    def is_full(self, above: Line, below: Line) -> bool:
        """Whether what the line below begins with had no room on the line above."""
        return self.room(above, below) < 0

    def is_nearly_full(self, above: Line, below: Line) -> bool:
        """Whether a line that is not full has room for no more than an indent."""
        return 0 <= self.room(above, below) < _USUAL_INDENT * self.measure.unit

    def is_first(self, above: Line, below: Line) -> bool:
        """Whether a line would be full with the indent that it had as the first line of a paragraph."""
        return self.stripped and self.is_nearly_full(above, below)


@lru_cache(maxsize=2)
def page_of(rows: tuple[Line, ...]) -> Page | None:
    """How a program cut all lines, or None where none did.

    Told by the right edge: the lines that end without a mark are equally long,
    in characters (a program that counts) or in half cells (a page that is set).
    """
    indented = any(row.indent for row in rows)
    cut = [
        _Cut(above, below, not indented and (before is None or ends(before.text)))
        for before, (above, below) in zip((None, *rows), pairwise(rows), strict=False)
        if _may_be_cut(above.text)
    ]
    ways: list[tuple[float, Page]] = []
    if len(cut) >= _LEAST_FULL:
        ways = [_set(rows, cut, measure) for measure in _MEASURES]
    if indented and not any(number for number, _ in ways):
        ways = [_set_off(rows, measure) for measure in _MEASURES]
    number, page = max(ways, key=lambda found: found[0], default=(0, None))
    return _parted(rows, page) if number and page else None


def _set_off(rows: Sequence[Line], measure: Measure) -> tuple[float, Page]:
    """How many lines without an indent follow one that is nearly full, where all paragraphs have indents."""
    first = next(index for index, row in enumerate(rows) if row.indent)
    body = rows[first:]
    going = [(above, below) for above, below in pairwise(body) if not below.indent]
    if len(going) < _LEAST_GOING or len(body) - len(going) < _LEAST_FULL:
        return _few(body, measure)
    page = Page(max(measure.of(above) for above, _ in going), measure)
    full = sum(
        (page.is_full(above, below) or page.is_nearly_full(above, below))
        and not (_is_head(below.text) or (ends(above.text) and shapes.numbering(below.text)))
        for above, below in going
    )
    longer = sum(measure.of(row) > page.width + _HANGING * measure.unit for row in rows)
    wide = longer * 10 <= len(rows) and _NARROWEST < page.width <= _WIDEST * measure.unit
    return (full if wide and full * 5 >= len(going) * 4 else 0), page


def _few(body: Sequence[Line], measure: Measure) -> tuple[float, Page]:
    """The same of a few lines: each without an indent follows a line that is open and has no room."""
    page = Page(max(map(measure.of, body)), measure, indents=True)
    cut = [
        not ends(above.text) and (page.is_full(above, below) or page.is_nearly_full(above, below))
        for above, below in pairwise(body)
        if not below.indent
    ]
    set_off = len(body) - len(cut)
    fits = (
        set_off >= _LEAST_SET_OFF
        and any(cut)
        and all(cut)
        and _NARROWEST < page.width <= _WIDEST * measure.unit
    )
    return (sum(cut) if fits else 0), page


_LEAST_SET_OFF = 2
"""Paragraphs with indents of the shortest text that is cut."""


def _is_head(line: str) -> bool:
    """Whether a line stands above a speech, where no line has an indent."""
    return shapes.is_title(line) or shapes.is_salutation(line)


def _may_be_cut(line: str) -> bool:
    """Whether a line stops without a mark and is long enough to go on."""
    return (
        len(line) >= _NARROWEST and not ends(line) and not (shapes.is_title(line) or shapes.is_heading(line))
    )


class _Cut(NamedTuple):
    """A line that stops without a mark, the next one, and whether it may be a first one, unindented."""

    above: Line
    below: Line
    first: bool


def _set(rows: Sequence[Line], cut: Sequence[_Cut], measure: Measure) -> tuple[float, Page]:
    """How many open lines leave no room in a number of half cells, which few exceed; and that."""
    indent, hanging = _USUAL_INDENT * measure.unit, _HANGING * measure.unit
    widths = [(measure.of(one.above), measure.need(one.below), indent * one.first) for one in cut]
    common = Counter(own for own, _, _ in widths).most_common(_MOST_WIDTHS)
    number, width = max((sum(_fills(width, hanging, *one) for one in widths), width) for width, _ in common)
    longer = sum(measure.of(row) > width + hanging for row in rows)
    fits = number >= _LEAST_FULL and number * 2 >= len(cut) and longer * 10 <= len(rows)
    return (number if fits and width <= _WIDEST * measure.unit else 0), Page(width, measure)


def _fills(width: float, hanging: float, own: float, need: float, indent: float) -> float:
    """How well a width tells why an open line stops: there was no room, or its marks hang over the edge."""
    if own > width:
        return _OVER if own <= width + hanging else 0.0
    return 1.0 if own + need > width or (own + indent <= width < own + indent + need) else 0.0


def _parted(rows: Sequence[Line], page: Page) -> Page:
    """The page with what sets off its paragraphs: told by what stands below lines that are not full."""
    short = [below for above, below in pairwise(rows) if ends(above.text) and not page.is_full(above, below)]
    going = [pair for pair in pairwise(rows) if not ends(pair[0].text) and page.is_full(*pair)]
    first = next((row.start for row in rows if row.indent), 0)
    body = [row for row in short if row.start >= first and not _is_set_apart(row.text)]
    indents = sum(row.indent > 0 for row in body)
    blanks = sum(row.blank for row in short)
    # Where blank lines stand below full lines that are open as well, they stand all over the text.
    spaced = sum(row.blank for _, row in going) * 2 > len(going) or all(row.blank for row in rows[1:])
    return page._replace(
        points=any(is_point(row.text) for row in short),
        indents=page.indents
        or is_set_off(rows)
        or (indents >= 2 and indents * 5 >= len(body) * 4 and not all(row.indent for row in rows)),
        blanks=blanks >= 2 and blanks * 3 >= len(short) * 2 and not spaced,
        stripped=_is_stripped(rows, page),
        words=any(_is_kept(row.text, page.width - page.measure.of(above)) for above, row in going),
    )


def _is_kept(line: str, left: float) -> bool:
    """Whether a line begins with a word that was kept whole, as its beginning had room on the line above."""
    return left >= 2 and compiled("[A-Za-z0-9]{3}").match(line) is not None


def _is_stripped(rows: Sequence[Line], page: Page) -> bool:
    """Whether the open lines that are not full stop at the place of a first line whose indent has gone."""
    if any(row.indent for row in rows):
        return False
    bare = page._replace(stripped=True)
    early = [
        bare.is_first(above, below)
        for above, below in pairwise(rows)
        if _may_be_cut(above.text) and not page.is_full(above, below)
    ]
    return sum(early) >= _LEAST_STRIPPED and 2 * sum(early) >= len(early)


def is_set_off(rows: Sequence[Line]) -> bool:
    """Whether paragraphs, and they alone, have indents: a line without one goes on with an open line."""
    first = next((index for index, row in enumerate(rows) if row.indent), len(rows))
    body = [pair for pair in pairwise(rows[first:]) if not _is_set_apart(pair[1].text)]
    going = [is_open(above.text) for above, below in body if not below.indent]
    opening = [_may_precede(above.text) for above, below in body if below.indent]
    return (
        len(going) >= _LEAST_GOING
        and len(opening) >= _LEAST_FULL
        and sum(going) * 10 >= len(going) * 9
        and sum(opening) * 10 >= len(opening) * 9
    )


def _is_set_apart(line: str) -> bool:
    """Whether a line often has no indent where paragraphs have one: a salutation, a thanks, a date."""
    return shapes.is_salutation(line) or shapes.is_closing(line) or shapes.is_date(line)


_LEAST_GOING = 2


def is_open(line: str) -> bool:
    """Whether a line ends in mid-sentence, as at a semicolon or a colon."""
    return not ends(line) or line[-1] in "；;：:"


def _may_precede(line: str) -> bool:
    return ends(line) or shapes.is_heading(line) or shapes.is_title(line)


def length(row: Line) -> int:
    """The characters of a line with its indent."""
    return row.indent + len(row.printed or row.text)


@lru_cache(maxsize=1024)
def _width(text: str, measure: Measure) -> float:
    """Width in half cells: one for ASCII, two for all else."""
    width: float = 2 * len(text) - len(text.encode("ascii", "ignore"))
    if measure.marks > 1:
        width += (measure.marks - 1) * len(compiled(_MARKS).findall(text))
    if measure.borders:
        width += measure.borders * sum(len(compiled(border).findall(text)) for border in _BORDERS)
    return width


def is_latin(character: str) -> bool:
    """Whether a character is a letter of ASCII."""
    return character.isascii() and character.isalpha()


def is_wrapped(rows: Sequence[Line]) -> bool:
    """Whether a program cut all lines at one width."""
    return page_of(tuple(rows)) is not None


def is_spaced(rows: Sequence[Line]) -> bool:
    """Whether blank lines stand all over a text, and part nothing."""
    return sum(row.blank for row in rows) * 2 > len(rows)


@lru_cache(maxsize=512)
def ends(line: str) -> bool:
    """Whether a line ends as paragraphs and headings with a mark do."""
    if line.endswith("“") and len(compiled('[“”"]').findall(line)) % 2 == 0:
        line = line[:-1] + "”"  # a closing mark the wrong way round
    if line.endswith(_NOTES):
        line = compiled(_NOTE).sub("", line)
    bare = line.rstrip(shapes.CLOSERS + "〞〟＂＇")
    if bare != line and (line[-1] in ")）》】" or compiled(r"[a-z]\.$").search(bare[-2:])):  # “Not yet.”
        return True
    if line[-1:].isdigit() and compiled(_COUNT).fullmatch(line):
        return True
    return bare.endswith(_ENDS) or (line[-1:] == "." and compiled(_IN_ENGLISH).search(line) is not None)


_IN_ENGLISH = r"(?:[A-Za-z]{2,},? [a-z]{2,}|(?:^|[^\w./@:-])[A-Za-z][a-z]{4,})\.$"
"""How a sentence in English ends: in two words, or in one too long for what is cut short."""
_COUNT = r"\d{1,2}(?:[、，]\d{1,2})+"
"""Numbers that are said one by one: 3、2、1."""
_NOTES = tuple("①②③④⑤⑥⑦⑧⑨⑩]］〕")
_NOTE = r"(?<=[。！？!?…”’）)])(?:[①-⑩]|[\[［〔]\d{1,2}[\]］〕])$"
"""The number of a footnote, behind what it is about."""


def is_point(line: str) -> bool:
    """Whether a line opens with 一是, 一要."""
    found = shapes.numbering(line)
    return found is not None and found.style == "point"
