"""Lines: those that a page or a program cut are joined, blank ones and indents go.

In: the text with one line a line of the source. Out: proposals that join two
lines. Where all lines are cut at one width (text taken from a PDF or a mail),
a full line goes on in the next; elsewhere a line goes on where it stops in
mid-sentence or in mid-word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from yinfa import shapes
from yinfa.normalize import verses
from yinfa.normalize.lines import Line, Proposal, lines
from yinfa.normalize.pieces import heads, is_addressed
from yinfa.normalize.unfinished import (
    UNFINISHED,
    is_cut_word,
    is_unfinished,
    joint,
    may_be_title,
    may_be_whole,
    never_opens,
    opens_mark,
    surely_prose,
)
from yinfa.normalize.wrapping import Page, ends, is_latin, is_point, is_set_off, is_spaced, length, page_of
from yinfa.patterns import compiled

_REMEMBERED = 200
_ATTACHED = r"附(?:[件录表]\s*\d{0,2})?\s*[:：][^。！？]*$"
"""What names an attachment below a speech."""
_PARTS = (
    "(?:同志们|老师们|同学们|朋友们|女士们|乡亲们|各位[^，,。]{1,12})[，,：:]|最后[，,]|"
    "第[一二三四五六七八九十]{1,2}[，,、]"
)
"""What a paragraph often begins with, and a sentence within a paragraph seldom."""


def broken(text: str) -> Iterator[Proposal]:
    """A line that was cut in mid-sentence is joined with the next: 制定方 / 案 → 制定方案."""
    yield from joined(lines(text))


def joined(rows: tuple[Line, ...]) -> Iterator[Proposal]:
    """The joints of lines that were cut."""
    begun, spoken, stacked, setting = "", False, False, _setting(rows)
    page = setting.page
    unmarked = frozenset(verses.unmarked(rows) if page is None else ())
    meant = verses.poems(rows) | unmarked | (verses.sayings(rows) if page is None else frozenset())
    whole = unmarked | (verses.forms(rows) if page is None else frozenset())
    whole |= frozenset() if setting.cut else verses.breaths(rows)
    further = _further_heads(rows)
    turns = {rows[at] for at in shapes.turns(tuple(row.text for row in rows))}
    quoted = set(_quoted(rows))
    for (above, below), after in zip_longest(pairwise(rows), rows[2:]):
        begun = begun or above.text
        spoken = spoken or above in turns or (shapes.is_prose(begun) and not shapes.is_called(begun))
        kept = (
            below in turns
            or (above in turns and shapes.dated(below.text))
            or (above in meant and below in meant)
            or (stacked and begun == above.text and shapes.is_called(begun))
            or (above in whole and not is_cut_word(above.text, below.text))
            or (begun == above.text and (_is_dated(above, below, after, page) or _calls(above, below, after)))
            or (spoken and not setting.cut and begun == above.text and may_be_whole(begun, below.text))
        )
        expected = above in further or not spoken
        confidence = 0.0 if kept else _cut(above, below, after, setting, begun, not expected)
        confidence = 0.9 if below in quoted else confidence
        if confidence:
            yield above.last, below.first, _between(above, below, page), confidence
            begun = _remembered(begun + below.text)
        else:
            begun = ""
        spoken = spoken or shapes.is_salutation(above.text)
        stacked = not confidence and shapes.is_called_with(above.text, below.text)


def _calls(above: Line, below: Line, after: Line | None) -> bool:
    """Whether a speaker stands above those who are called: 党支部书记布和␊大会主席团，各单位的代表：."""
    said = after is not None and shapes.is_prose(after.text)
    return said and shapes.is_speaker(above.text) and shapes.calls_by_place(below.text)


def _quoted(rows: Sequence[Line]) -> Iterator[Line]:
    """The lines that go on with a quotation up to one that opens with its closing mark: “甲。␊乙。␊”的."""
    for last, row in enumerate(rows):
        if row.text[0] != "”" or row.text.count("”") <= row.text.count("“"):
            continue
        above = range(last - 1, max(last - _MOST_QUOTED, 0) - 1, -1)
        first = next((at for at in above if compiled("[“”]").search(rows[at].text)), last)
        if rows[first].text.count("“") == rows[first].text.count("”") + 1:
            yield from rows[first + 1 : last + 1]


_MOST_QUOTED = 4
"""Lines of one quotation that a page has set line by line, at most."""


def _further_heads(rows: tuple[Line, ...]) -> set[Line]:
    """The lines between a sentence or a date and a salutation that are the head of a further speech.

    One of several at least is shaped like a title, a subtitle, a date, or a post with a name.
    """
    found: set[Line] = set()
    for index, (row, below) in enumerate(pairwise(rows)):
        over = ends(row.text) or shapes.is_date(row.text)
        if over and not ends(below.text) and is_addressed(rows, index):
            head = heads(rows, index)
            if len(head) > 1 and any(shape(line.text) for line in head for shape in _OF_HEAD):
                found.update(head)
        if shapes.is_date(row.text) and shapes.has_post(below.text):
            found.add(below)
    return found


_OF_HEAD = (shapes.is_title, shapes.is_subtitle, shapes.is_date, shapes.has_post)


def _is_dated(above: Line, below: Line, after: Line | None, page: Page | None) -> bool:
    """Whether a date stands below the name of who speaks or signs: 筹备组 / 2022年5月4日."""
    if not shapes.is_date(below.text) or (page is not None and page.is_full(above, below)):
        return False
    said = compiled("[，。；！？,;!?…]|[：:]$").search(above.text) is not None or is_unfinished(above.text)
    return not said and (after is None or not never_opens(after.text))


class _Setting(NamedTuple):
    """How a text was cut, whether its paragraphs have indents, and whether any sentence of it is cut.

    `spaced` tells that blank lines stand all over it, and part nothing.
    """

    page: Page | None
    indents: bool
    cut: bool
    spaced: bool

    def goes_on(self, below: Line) -> bool:
        """Whether a line has nothing before it that a line which opens a paragraph has."""
        return self.indents and not below.indent and (self.spaced or not below.blank)


def _setting(rows: tuple[Line, ...]) -> _Setting:
    page = page_of(rows)
    spaced = is_spaced(rows)
    if page is not None:
        return _Setting(page, page.indents, cut=True, spaced=spaced)
    indents = is_set_off(rows)
    return _Setting(None, indents, cut=indents or any(_is_cut(row.text) for row in rows), spaced=spaced)


def _is_cut(line: str) -> bool:
    """Whether a line stops in mid-sentence and is too long for a verse."""
    return not ends(line) and surely_prose(line) and not verses.is_short(line)


def _remembered(begun: str) -> str:
    """A long paragraph's beginning and end: all that is looked at."""
    return begun if len(begun) <= 2 * _REMEMBERED else begun[:_REMEMBERED] + begun[-_REMEMBERED:]


def blank(text: str) -> Iterator[Proposal]:
    """Indents and blank lines go, one paragraph is one line: [U+3000][U+3000]同志们 → 同志们."""
    if "\n\n" not in text and "\n " not in text and " \n" not in text and text == text.strip():
        return
    # With a sign of its own in front the search runs from blank to blank, as it does not with \s+.
    for match in compiled(r"\s\s*").finditer(text):
        outer = match.start() == 0 or match.end() == len(text)
        after = "" if outer else "\n"
        if match[0] != after and (outer or "\n" in match[0]):
            yield match.start(), match.end(), after, 1.0


def _between(above: Line, below: Line, page: Page | None) -> str:
    """What stands between two joined lines: a space between Latin words, unless a word may have been cut."""
    if not (is_latin(above.text[-1]) and is_latin(below.text[0])) or compiled(_LINK).search(above.text):
        return ""
    counted = page is not None and not page.measure.cells and length(above) >= page.width
    whole = above.text[-1].islower() and below.text[0].isupper()
    spaced = above.end > above.last or below.indent > 0
    return " " if whole or spaced or not counted or (page is not None and page.words) else ""


_LINK = r"(?:://|www\.|@)[!-~]*$"
"""An address that may go on in the next line."""


def _cut(above: Line, below: Line, after: Line | None, setting: _Setting, begun: str, spoken: bool) -> float:
    """How certain it is that two lines are one; 0 where they are not.

    `begun` is the paragraph so far, which ends with the line above; `spoken`
    tells whether the speech has begun, so that no title is to be expected.
    """
    page = setting.page
    within = spoken and setting.goes_on(below)
    if page is not None and page.is_full(above, below) and not spoken:
        last = after.text if after is not None and page.is_full(below, after) else ""
        if _is_wrapped_salutation(begun, below.text, last):
            return 0.9
    if page is not None and (page.is_full(above, below) or _has_no_room(above, below, after, page, begun)):
        heads = not spoken and (_stands_alone(begun) or _is_beside(begun, below.text))
        return 0 if heads else _wrapped(above, below, after, setting, page, begun)
    called = _is_cut_salutation(begun, below.text) or _is_cut_note(begun, below.text)
    if not called and (_stands_alone(begun) or ends(above.text)):
        anew = within and not _signs(below.text, after) and _goes_on_anew(begun, below.text)
        return 0.9 if anew else 0
    if called or _starts(below.text) or shapes.is_date(below.text):
        return 0.9 if called else 0
    beside = not spoken and (shapes.is_called(begun) or _is_beside(begun, below.text))
    if beside or _speaks_to(begun, below.text) or shapes.is_called_with(begun, below.text):
        return 0
    if within or page is not None:
        return _short(above, below, page, within=within, spoken=spoken)
    if not spoken and (may_be_title(begun) or shapes.has_post(begun)):
        cut = is_cut_word(above.text, below.text) and not shapes.has_post(begun)
        return 0.9 if cut or never_opens(below.text) else 0
    return joint(above.text, below.text, begun, cut=setting.cut)


def _is_beside(begun: str, below: str) -> bool:
    """Whether a line of the head goes on with no line above it: a salutation, a date, a speaker's name."""
    if shapes.may_be_salutation(below, "") or shapes.is_date(below) or shapes.dated(below):
        return True
    if shapes.is_title(begun + below):
        return False
    if shapes.is_subtitle(begun):
        return shapes.is_speaker(below)
    return shapes.has_post(below) and not shapes.is_speaker(begun)


def _short(above: Line, below: Line, page: Page | None, *, within: bool, spoken: bool) -> float:
    """How certain it is that a line which is not full goes on, where the page tells its paragraphs."""
    if page is not None and page.indents and below.indent > 0:
        return 0
    ended = page is not None or (shapes.numbering(above.text) and surely_prose(below.text))
    if ended and shapes.is_heading(above.text) and not is_cut_word(above.text, below.text):
        return 0  # a heading that leaves room on its line ends there
    within = within or (page is not None and page.blanks and spoken and not below.blank)
    comma = above.text[-1] in "，、," and len(above.text) > 12
    return 0.9 if comma or (within and not verses.is_verse(above.text, below.text)) else 0


def _signs(line: str, below: Line | None) -> bool:
    """Whether a line names those who sign, above a date or as the last: 中共石桥县委、石桥县人民政府."""
    if below is None:
        return shapes.has_post(line) or shapes.names_body(line)
    dated = shapes.is_date(below.text) or shapes.dated(below.text)
    return bool(dated) and compiled("[，。；：！？]").search(line) is None


def _goes_on_anew(begun: str, below: str) -> bool:
    """Whether a line without an indent goes on behind a sentence or a colon, where all others have one."""
    introduced = begun[-1] in "：:" or compiled(_NOTED).search(begun) is not None
    marked = introduced or compiled("[，。；：！？、,;:!?]").search(below) is not None
    anew = _starts(below) or compiled(_NOTE).match(below)
    return marked and (introduced or surely_prose(begun)) and not (anew or _stands_alone(begun))


_NOTE = "[（(]?(?:附?注|说明)[：:]"
"""What opens a note below a speech."""


_NOTED = "[^。！？；：!?;:.…][）》】]$"
"""A bracket that ends no sentence."""


def _has_no_room(above: Line, below: Line, after: Line | None, page: Page, begun: str) -> bool:
    """Whether a line that is nearly full goes on.

    It does where other things show the paragraphs, where it opens one and has lost its
    indent, and where the next line is too full to open one.
    """
    if not page.is_nearly_full(above, below):
        return False
    if page.indents or page.blanks or not page.stripped:
        return page.indents or page.blanks
    return above.text == begun or (after is not None and not ends(below.text) and page.is_full(below, after))


def _wrapped(
    above: Line, below: Line, after: Line | None, setting: _Setting, page: Page, begun: str
) -> float:
    """How certain it is that a full line goes on in the next where all lines were cut at one width."""
    if _is_apart(below.text) or (page.indents and below.indent > 0):
        return 0
    opens = after is not None and (
        _opens_speech(below.text, after.text) or _speaks_to(below.text, after.text)
    )
    if ends(above.text) and (opens or _signs(below.text, after) or compiled(_NOTE).match(below.text)):
        return 0
    anew = after is not None and page.is_first(below, after) and not ends(below.text)
    if not ends(above.text):
        named = (below.blank and page.blanks and not surely_prose(begun)) or (
            anew and shapes.is_heading(begun)
        )
        within = page.indents and not (below.text[-1] in "：:" and shapes.is_salutation(below.text))
        return 0 if named or (not within and _starts_anew(below.text, begun)) else 0.9
    # Each paragraph of a long quotation opens with a mark (GB/T 15834-2011, 4.8.3.5).
    quoted = below.text[0] == "“" and opens_mark(begun)
    if quoted or (below.blank and page.blanks):
        return 0
    if page.indents or page.blanks:
        apart = page.indents and not setting.goes_on(below)
        return 0 if apart or _is_of_its_own(below.text) else 0.9
    if anew:
        return 0
    if is_point(below.text):
        return 0 if page.points else 0.72
    return 0 if _starts(below.text) or compiled(_PARTS).match(below.text) else 0.72


def _opens_speech(line: str, below: str) -> bool:
    """Whether a line is the title of a further speech: what stands below a title stands below it."""
    if shapes.is_subtitle(below):
        return not ends(line)
    return shapes.is_title(line) and shapes.follows_title(below)


def _speaks_to(line: str, below: str) -> bool:
    """Whether a line names who speaks, above those who are spoken to: 守祠人阮阿四 / 远道来的客人：."""
    named = shapes.names_office(line) or shapes.is_speaker(line)
    called = below[-1] in "：:" and compiled(shapes.ADDRESS).match(below) is not None
    return named and (called or shapes.may_be_salutation(below, ""))


def _is_of_its_own(line: str) -> bool:
    """Whether a line is a heading, a salutation or a thanks."""
    return shapes.is_heading(line) or shapes.is_salutation(line) or shapes.is_closing(line)


def _is_apart(line: str) -> bool:
    """Whether a line is a subtitle or a date, which go on with nothing; sentences have dashes too."""
    return shapes.is_date(line) or (shapes.is_subtitle(line) and not surely_prose(line))


def _starts_anew(line: str, begun: str) -> bool:
    """Whether a line opens something new although the line above was full and open."""
    counts = begun[-1] in f"{shapes.CHINESE_DIGITS}初第廿卅"
    if counts and line[0] in shapes.CHINESE_DIGITS:  # 百分之九 / 十八, 三月初 / 六，
        return False
    if surely_prose(begun):
        return shapes.is_heading(line) and begun[-1] not in UNFINISHED
    found = shapes.numbering(line)
    if found and begun[-1] in UNFINISHED:
        return False
    return bool((found and found.style != "point") or shapes.is_salutation(line) or shapes.is_closing(line))


def _is_wrapped_salutation(begun: str, below: str, after: str) -> bool:
    """Whether full lines are one salutation, which ends with the line below or with the one behind that."""
    if shapes.is_title(begun) or begun[-1] in "：:":
        return False
    whole = begun + below if below[-1] in "：:" else begun + below + after
    return whole[-1] in "：:" and shapes.is_salutation(whole)


def _is_cut_salutation(begun: str, below: str) -> bool:
    """Whether two lines are one salutation that was cut in mid-phrase: 各位来自各地的企 / 业家，同志们：."""
    if below[-1] not in "：:" or not compiled(shapes.ADDRESS).match(begun):
        return False
    within = shapes.is_chinese(begun[-1]) and (is_unfinished(begun) or is_cut_word(begun, below))
    open_ended = within or begun[-1] == "、" or begun.endswith(_CALLING)
    return open_ended and shapes.is_salutation(begun + below)


_CALLING = ("各位", "全体", "广大")
"""What stands before those who are called upon, never behind them."""


def _is_cut_note(begun: str, below: str) -> bool:
    """Whether what names an attachment was cut in mid-word: 附：…，联络人及电 / 话见公告栏。."""
    return compiled(_ATTACHED).match(begun) is not None and is_cut_word(begun, below)


def _starts(line: str) -> bool:
    """Whether a line can only be the start of something."""
    return bool(
        shapes.numbering(line)
        or shapes.is_salutation(line)
        or shapes.is_closing(line)
        or shapes.is_subtitle(line)
        or (line[0] in "（(" and shapes.is_date(line))
    )


def _stands_alone(line: str) -> bool:
    return bool(
        compiled(_ATTACHED).match(line)
        or shapes.is_salutation(line)
        or shapes.is_title(line)
        or shapes.is_date(line)
        or shapes.dated(line)
        or (shapes.is_heading(line) and len(line) < 10)
    )
