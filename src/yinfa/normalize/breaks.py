"""Lines: those that a page or a program cut are joined, blank ones and indents go.

In: the text with one line a line of the source. Out: proposals that join two
lines. Where all lines are cut at one width (text taken from a PDF or a mail),
a full line goes on in the next; elsewhere a line goes on where it stops in
mid-sentence or in mid-word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from yinfa import shapes
from yinfa.lexicon import WORD_CUT, bond, part_of_speech, segment
from yinfa.normalize import verses
from yinfa.normalize.lines import Line, Proposal, lines
from yinfa.normalize.wrapping import Page, ends, is_latin, is_open, is_point, is_set_off, length, page_of

_LONGEST_SCRAP = 2
LONGEST_NAME = 36
"""Characters of a numbered line without a mark that is still the name of a part."""
_REMEMBERED = 200
_UNFINISHED = tuple(
    "着的和与及在把将对向从为是以被让使于并且而其该各每不也都就才更很最却第、，,（(“‘《〈「『【"
)
"""What a sentence does not end with."""
_MEASURES = tuple("位名个件项条户台座所辆间")
"""What a noun follows, where a number stands before it."""
_UNFINISHED_WORDS = (
    "要|主要|请|给|同|跟|由|凡|凡是|全体|各级|一个|这个|那个|"
    "每个|因为|如果|虽然|必须|应该|应当|进一步|能够|可以|已经|正在|任何|以及|"
    "或者|而且|但是|就是|不是|还是|都是|也是|通过|按照|根据|关于|对于|由于|"
    "为了|作为|随着|立即|不断|切实|逐步|逐级|始终|尤其|尤其是|特别是|包括|现有|"
    "共有|成为|属于|位于|来自|不仅|既是|不但|即使|尽管|只有|只要|无论|不论|"
    "究竟|召开"
)
"""Words with which neither a sentence nor the name of a part ends."""
_CONTINUING = tuple("的了着过们和与及等地得之者性化中上下里内外间后前时，。、；：！？,.;:!?”’）)》〉」』】…%")
"""What a sentence does not begin with."""
_NEVER_FIRST = tuple("，。、；：！？”’）》〉」』】,.;:!?)")
_OPENERS = (
    "同志们|各位|大家|我|你|他|她|它|这|那|今天|今年|明天|去年|当前|目前|近年|刚才|过去|现在|如今|首先|其次|"
    "再次|最后|下面|"
    "同时|另外|此外|因此|所以|但|然而|如果|虽然|一方面|另一方面|一边|总之|总的|记得|回顾|回首|展望|借此|在此|在这|"
    "老师们|同学们|朋友们|女士|先生|谢谢|希望|祝|让我们|关于|\\d{4}年"
)
"""What a sentence often begins with."""
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
    page = page_of(rows)
    begun, spoken, set_off = "", False, page is None and is_set_off(rows)
    meant = verses.poems(rows) | (verses.sayings(rows) if page is None else frozenset())
    turns = {rows[at] for at in shapes.turns(tuple(row.text for row in rows))}
    for (above, below), after in zip_longest(pairwise(rows), rows[2:]):
        begun = begun or above.text
        spoken = spoken or above in turns or (shapes.is_prose(begun) and not shapes.is_called(begun))
        kept = below in turns or (above in meant and below in meant)
        confidence = 0.0 if kept else _cut(above, below, after, page, begun, spoken)
        if set_off and spoken and not kept and not below.indent and _is_within(above.text, below.text, begun):
            confidence = 0.9
        if confidence:
            yield above.last, below.first, _between(above, below, page), confidence
            begun = _remembered(begun + below.text)
        else:
            begun = ""
        spoken = spoken or shapes.is_salutation(above.text)


def _is_within(above: str, below: str, begun: str) -> bool:
    """Whether a line without an indent goes on, where all paragraphs have indents."""
    if not is_open(above) or verses.is_verse(above, below):
        return False
    return not (_stands_alone(begun) or _starts(below) or _is_apart(below))


def _remembered(begun: str) -> str:
    """A long paragraph's beginning and end: all that is looked at."""
    return begun if len(begun) <= 2 * _REMEMBERED else begun[:_REMEMBERED] + begun[-_REMEMBERED:]


def blank(text: str) -> Iterator[Proposal]:
    """Indents and blank lines go, one paragraph is one line: [U+3000][U+3000]同志们 → 同志们."""
    if "\n\n" not in text and "\n " not in text and " \n" not in text and text == text.strip():
        return
    # With a sign of its own in front the search runs from blank to blank, as it does not with \s+.
    for match in re.finditer(r"\s\s*", text):
        outer = match.start() == 0 or match.end() == len(text)
        after = "" if outer else "\n"
        if match[0] != after and (outer or "\n" in match[0]):
            yield match.start(), match.end(), after, 1.0


def _between(above: Line, below: Line, page: Page | None) -> str:
    """What stands between two joined lines: a space between Latin words, unless a word may have been cut."""
    counted = page is not None and not page.measure.cells and length(above) >= page.width
    whole = above.text[-1].islower() and below.text[0].isupper()
    return " " if (whole or not counted) and is_latin(above.text[-1]) and is_latin(below.text[0]) else ""


def _cut(above: Line, below: Line, after: Line | None, page: Page | None, begun: str, spoken: bool) -> float:
    """How certain it is that two lines are one; 0 where they are not.

    `begun` is the paragraph so far, which ends with the line above; `spoken`
    tells whether the speech has begun, so that no title is to be expected.
    """
    if page is not None and page.is_full(above, below) and not spoken:
        last = after.text if after is not None and page.is_full(below, after) else ""
        if _is_wrapped_salutation(begun, below.text, last):
            return 0.9
    if page is not None and (page.is_full(above, below) or _has_no_room(above, below, after, page, begun)):
        return 0 if not spoken and _stands_alone(begun) else _wrapped(above, below, after, page, begun)
    if _stands_alone(begun) or ends(above.text):
        within = page is not None and page.indents and spoken and not below.indent
        return 0.9 if within and _goes_on_anew(begun, below.text) else 0
    if _starts(below.text):
        return 0.9 if _is_cut_salutation(begun, below.text) else 0
    if shapes.is_called_with(begun, below.text) or (not spoken and shapes.is_called(begun)):
        return 0
    if page is not None:
        within = (page.indents and not below.indent) or (page.blanks and not below.blank)
        return 0.9 if (within and spoken) or (above.text[-1] in "，、," and len(above.text) > 12) else 0
    if not spoken and _may_be_title(begun):
        return 0.9 if below.text[0] in _NEVER_FIRST or _is_cut_word(above.text, below.text) else 0
    return _single(above.text, below.text, begun)


def _goes_on_anew(begun: str, below: str) -> bool:
    """Whether a line without an indent goes on with a sentence's end, where all paragraphs have indents."""
    marked = re.search("[，。；：！？、,;:!?]", below) is not None
    return marked and _is_prose(begun) and not (_starts(below) or _stands_alone(begun))


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


def _wrapped(above: Line, below: Line, after: Line | None, page: Page, begun: str) -> float:
    """How certain it is that a full line goes on in the next where all lines were cut at one width."""
    if _is_apart(below.text) or (page.indents and below.indent > 0):
        return 0
    if ends(above.text) and after is not None and _opens_speech(below.text, after.text):
        return 0
    anew = after is not None and page.is_first(below, after) and not ends(below.text)
    if not ends(above.text):
        named = (below.blank and page.blanks and not _is_prose(begun)) or (anew and shapes.is_heading(begun))
        return 0 if named or _starts_anew(below.text, begun) else 0.9
    # Each paragraph of a long quotation opens with a mark (GB/T 15834-2011, 4.8.3.5).
    quoted = below.text[0] == "“" and _opens_mark(begun)
    if quoted or (below.blank and page.blanks):
        return 0
    if page.indents or page.blanks:
        return 0 if _is_of_its_own(below.text) else 0.9
    if anew:
        return 0
    if is_point(below.text):
        return 0 if page.points else 0.72
    return 0 if _starts(below.text) or re.match(_PARTS, below.text) else 0.72


def _opens_speech(line: str, below: str) -> bool:
    """Whether a line is the title of a further speech: what stands below a title stands below it."""
    if shapes.is_subtitle(below):
        return not ends(line)
    return shapes.is_title(line) and shapes.follows_title(below)


def _is_of_its_own(line: str) -> bool:
    """Whether a line is a heading, a salutation or a thanks."""
    return shapes.is_heading(line) or shapes.is_salutation(line) or shapes.is_closing(line)


def _is_apart(line: str) -> bool:
    """Whether a line is a subtitle or a date, which go on with nothing."""
    return shapes.is_subtitle(line) or shapes.is_date(line)


def _starts_anew(line: str, begun: str) -> bool:
    """Whether a line opens something new although the line above was full and open."""
    if {begun[-1], line[0]} <= {*shapes.CHINESE_DIGITS}:  # 百分之九 / 十八
        return False
    if _is_prose(begun):
        return shapes.is_heading(line) and begun[-1] not in _UNFINISHED
    found = shapes.numbering(line)
    if found and begun[-1] in _UNFINISHED:
        return False
    return bool((found and found.style != "point") or shapes.is_salutation(line) or shapes.is_closing(line))


def _may_be_title(begun: str) -> bool:
    """Whether what stands above a speech can be its title: a phrase, no sentence nor the start of one."""
    return len(begun) <= LONGEST_NAME and not (
        _is_prose(begun) or re.match(_OPENERS, begun) or begun[-1] in "，、," or is_unfinished(begun)
    )


def _is_wrapped_salutation(begun: str, below: str, after: str) -> bool:
    """Whether full lines are one salutation, which ends with the line below or with the one behind that."""
    if shapes.is_title(begun) or begun[-1] in "：:":
        return False
    whole = begun + below if below[-1] in "：:" else begun + below + after
    return whole[-1] in "：:" and shapes.is_salutation(whole)


def _is_cut_salutation(begun: str, below: str) -> bool:
    """Whether two lines are one salutation that was cut in mid-phrase: 各位来自各地的企 / 业家，同志们：."""
    within = shapes.is_chinese(begun[-1]) and (is_unfinished(begun) or _is_cut_word(begun, below))
    return (
        (within or begun[-1] == "、")
        and re.match(shapes.ADDRESS, begun) is not None
        and shapes.is_salutation(begun + below)
    )


def _is_cut_word(above: str, below: str) -> bool:
    """Whether a word reaches over a line's end."""
    return _joins(above[-1], below[0]) and bond(above, below) >= WORD_CUT


def _is_bare_point(begun: str) -> bool:
    """Whether a line is 一是 with a clause and no mark, as where it names what stands below it."""
    return is_point(begun) and re.search("[，。；：！？,;:!?]", begun) is None


def _is_prose(begun: str) -> bool:
    """Whether a paragraph so far can only be running text."""
    return re.search("[。；！？;!?]", begun) is not None or begun.count("，") + begun.count(",") > 2


def _single(above: str, below: str, begun: str) -> float:
    """How certain it is that two lines are one where lines are not cut at one width."""
    if below[0] in _NEVER_FIRST:
        return 0.95
    if above[-1] == "—" or verses.is_verse(above, below):
        return 0
    if above[-1] in "，、,":
        return 0.9 if len(above) > 8 or above[-1] == "、" else 0
    if len(begun) > 5 and (_is_left_open(above, below, begun) or _wants_noun(begun)):
        return 0.9
    strength = bond(above, below) if _joins(above[-1], below[0]) else 0.0
    named = (shapes.is_heading(begun) or _is_bare_point(begun)) and len(begun) <= LONGEST_NAME
    if named or not _is_running(begun):
        rest = re.match("[^，。；：！？]{1,8}[。！？]", below)
        cut = strength >= WORD_CUT and (not named or rest or not _is_prose(below))
        return 0.9 if cut else _stub(begun, below, strength)
    if strength >= WORD_CUT or _goes_on(above, below, begun) or _is_scrap(above):
        return 0.9
    if strength <= 0 and _is_long_name(begun, below):
        return 0
    guessed = not re.match(_OPENERS, below) and len(below) > 1 and (strength > 0 or _is_prose(below))
    return 0.72 if guessed or (_wants_more(above) and re.match(_PRONOUNS, below)) else 0


def _is_long_name(begun: str, below: str) -> bool:
    """Whether a line with the number of a part names it at length, above a paragraph of its own."""
    number = shapes.numbering(begun)
    named = number is not None and number.style in _OF_PARTS and shapes.is_heading(begun)
    return named and len(begun) <= _LONGEST_PART and len(below) > len(begun) and ends(below)


_OF_PARTS, _LONGEST_PART = ("chinese", "chinese_bracket"), 60
"""The numbers of a speech's parts, and the characters of the longest name of one."""


def _is_left_open(above: str, below: str, begun: str) -> bool:
    """Whether a line ends with a word that wants another; a heading above its text may end with most."""
    if shapes.is_heading(begun) and _is_prose(below):
        return segment(above[-_LAST_WORD:])[-1] in _JOINING and not re.match(_OPENERS, below)
    return is_unfinished(above)


_JOINING = tuple("与和及在对向将把被从让而且并其该各每、，")
"""What not even a heading ends with: 心往一处想，劲往一处使 and 主动担当作为 do with others."""


def _wants_more(above: str) -> bool:
    """Whether the last word of a line wants something behind it: 一起站 / 在这里, 先不知道 / 我们是."""
    return "，" in above and part_of_speech(segment(above[-_LAST_WORD:])[-1]) in "vdpcr"


_LAST_WORD = 6
_PRONOUNS = "[我你他她它这那]|在这|在此"


def _is_scrap(above: str) -> bool:
    """Whether a line ends with so few characters behind its last mark that no sentence is left there."""
    return len(re.split("[，。；：！？、,;:!?]", above)[-1]) <= _LONGEST_SCRAP


def _stub(begun: str, below: str, strength: float) -> float:
    """How certain it is that a short line is the stub of a sentence and not the name of a part."""
    if shapes.is_title(below) or shapes.numbering(begun) or not _is_prose(below):
        return 0
    if strength > 4 and re.search("[，,]", begun):
        return 0.9
    clause = re.match("[^，。；：！？、,;:]{1,4}[，,]|[^，。；：！？、,;:]{1,7}的[，,]", below)
    return 0.72 if clause and len(begun) > 8 and not re.match(_OPENERS, below) else 0


def _wants_noun(begun: str) -> bool:
    """Whether a line without a number of its own ends with a number and a measure: 还有五十二位."""
    return (
        begun[-1] in _MEASURES
        and re.search(rf"[\d一二两三四五六七八九十百千万几]{begun[-1]}$", begun) is not None
        and shapes.numbering(begun) is None
    )


def is_unfinished(line: str) -> bool:
    """Whether no sentence and no name of a part ends with the last word of a line."""
    last = segment(line[-_LAST_WORD:])[-1]
    if len(last) > 1 and part_of_speech(last) in "nwi":  # 方向, 目的
        return False
    return line[-1] in _UNFINISHED or re.fullmatch(_UNFINISHED_WORDS, last) is not None


def _is_running(begun: str) -> bool:
    """Whether a paragraph so far is running text and not the name of a part."""
    number = shapes.numbering(begun)
    if _is_prose(begun) or re.search("[，；：、,;:]", begun[number.end if number else 0 :]) is None:
        return _is_prose(begun)
    if len(begun) >= _LEAST_RUNNING or re.match(_OPENERS, begun) or _is_scrap(begun):
        return True
    clauses = [len(clause) for clause in re.split("[，、,]", begun)]
    return max(clauses) - min(clauses) >= _UNEVEN or re.search("，.*(?:我|你们|大家|咱)", begun) is not None


_LEAST_RUNNING, _UNEVEN = 20, 3
"""Characters of a line with a comma that is no name of a part, and by how many its clauses would differ."""


def _goes_on(above: str, below: str, begun: str) -> bool:
    """Whether the line below can only go on with the line above: a number, a particle, a closing mark."""
    if above[-1].isdigit() and re.match(r"[\d年月日号时点分个名万亿千元%.]", below):
        return True
    if below[0] in _CONTINUING:
        return True
    return _opens_mark(begun) and re.match("[^“‘（(《]*[”’）)》]", below) is not None


def _joins(left: str, right: str) -> bool:
    """Whether a word can hold these two characters."""
    return shapes.is_chinese(left) and shapes.is_chinese(right)


def _opens_mark(text: str) -> bool:
    """Whether a quotation or a bracket is left open."""
    return any(text.count(left) > text.count(right) for left, right in ("“”", "‘’", "（）", "()", "《》"))


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
        re.match(_ATTACHED, line)
        or shapes.is_salutation(line)
        or shapes.is_title(line)
        or shapes.is_date(line)
        or (shapes.is_heading(line) and len(line) < 10)
    )
