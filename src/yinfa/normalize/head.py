"""Which of the lines above a salutation is the title, told by its place: what stands above it is the page's.

In: the lines, where the speech begins, and which of the lines above are the
page's by their shape. Out: the others that must be the page's as well, because
the title stands below them and a line of the page between. What stands close above
the title may be its first half or a motto and stays, unless it is a button.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise, takewhile

from yinfa import shapes
from yinfa.normalize import accounts, frame
from yinfa.normalize import chrome_words as words
from yinfa.normalize.breadcrumbs import is_breadcrumb
from yinfa.normalize.english import is_phrase_in_english
from yinfa.normalize.file_names import is_file, without_type
from yinfa.normalize.head_lines import (
    LEAST_TITLE,
    is_byline,
    is_kind,
    is_labelled,
    is_phrase,
    is_shaped,
    is_whole_title,
)
from yinfa.normalize.likeness import BEYOND_DOUBT, CERTAIN, UNLIKE, likeness
from yinfa.normalize.lines import Line
from yinfa.normalize.page_lines import is_note, is_untold, labels
from yinfa.normalize.pieces import is_addressed, is_marked
from yinfa.normalize.titles import unwrapped
from yinfa.patterns import compiled, matches

_LONGEST_HALF = 40
"""Characters of the longest line that may be the first half of a title, or a motto above it."""
_MANY = 2
"""Labels of a row that is no title; blanks of a title in English."""
_LONGEST_WORD, _LEAST_COLUMN = 8, 3
"""Characters of a menu's words, and how many make a menu that stands as a column."""


def columns(rows: Sequence[Line], stop: int, of_page: Collection[int]) -> Iterator[int]:
    """The rows of a menu that stands as a column above a speech: short words, some of them the page's.

    Above a line that is no title the last of them that is shaped like one may be it, or the last.
    """
    start = 0
    for index in range(stop + 1):
        row = rows[index].text
        if index < stop and (_is_word(row) or (index in of_page and len(row) <= _LONGEST_WORD)):
            continue
        shaped = any(
            shapes.is_title(below.text) and not shapes.is_subtitle(below.text) for below in rows[index:stop]
        )
        told = index < stop and index not in of_page and not _is_beside(row) and likeness(row) < CERTAIN
        told = told and row[-1] not in "：:"
        titled = shaped or told
        title = index if titled or start == index else _last_title(rows, start, index)
        below = range(title + 1, index)
        named = {at for at in below if is_byline(rows[at].text) or likeness(rows[at].text) < UNLIKE}
        column = [at for at in range(start, index) if at != title and at not in named]
        known = sum(at in of_page for at in column)
        needed = 0 if shaped and len(column) > _LEAST_COLUMN else 1 if titled else 2
        if len(column) >= _LEAST_COLUMN and known >= needed:
            yield from column
        start = index + 1


def _last_title(rows: Sequence[Line], start: int, stop: int) -> int:
    """Which of the rows of a column is the title if none below it is."""
    column = [at for at in range(stop - 1, start - 1, -1) if not is_byline(rows[at].text)]
    last = column[0] if column else stop - 1
    whole = next((at for at in column if is_whole_title(rows[at].text)), last)
    return next((at for at in (whole, *column) if is_shaped(rows[at].text)), whole)


def _is_word(row: str) -> bool:
    return (
        len(row) <= _LONGEST_WORD
        and not compiled("[，。；！？《》“”—]|[：:]$").search(row)
        and not shapes.is_date(row)
    )


def _is_beside(row: str) -> bool:
    """Whether a line of the head of a speech stands below its title: a subtitle, a speaker, a date."""
    return shapes.is_subtitle(row) or shapes.is_date(row) or shapes.is_speaker(row)


def above(rows: Sequence[Line], stop: int, of_page: Collection[int]) -> Iterator[int]:
    """The rows above the title that are the page's; `of_page` are those that were known before."""
    while stop > 0 and shapes.is_heading(rows[stop - 1].text):
        stop -= 1
    texts = [row.text for row in rows[:stop]]
    whole = [*texts, *(row.text for row in rows[stop:][:1])]
    naming = {index for index in range(stop) if names(whole, index)}
    if any(is_marked(texts[index]) for index in naming) and sum(is_marked(row.text) for row in rows) > 1:
        naming = {index for index in naming if not is_marked(texts[index])}  # 第一篇：… of a collection
    yield from naming
    known = {*of_page, *naming}
    doubled = set(_about_doubled(texts, known)) if known else set()
    yield from doubled - naming
    known |= doubled
    left = [index for index in range(stop) if index not in known]
    title = max(titles(whole), default=_doubled(texts, left))
    if title < 0:
        title = _title(texts, left)
    greeted = stop < len(rows) and shapes.is_salutation(rows[stop].text)
    sure = _is_sure(texts, title, naming)
    placed = all(
        index in known or is_byline(texts[index]) or shapes.is_subtitle(texts[index])
        for index in range(title + 1, stop)
    )
    alike = {index for index in left if index < title and _is_alike(texts[index])}
    if not (sure or greeted) or not (known or alike or (sure and placed)):
        return
    parted = max((index for index in known | alike if index < title), default=-1)
    for index in left:
        row = texts[index]
        if index >= title:
            return
        far = (index <= parted or len(row) > _LONGEST_HALF) and (placed or not _is_named(row))
        told = is_phrase(texts[title]) or likeness(texts[title]) < UNLIKE
        settled = greeted and (sure or (placed and told and not _is_named(row)))
        half = index == title - 1 and row[-1] in _GOES_ON
        own = shapes.is_date(row) or _is_part(row, texts[title])
        own = own or row == "".join(texts[title : title + 2])  # the title, which is cut below
        apart = settled and (far or is_labelled(row) or is_kind(row)) and not own
        if matches(words.BUTTON, row) or ((apart or (sure and placed and index in alike)) and not half):
            yield index


def _about_doubled(texts: Sequence[str], known: Collection[int]) -> Iterator[int]:
    """The rows above the lower of two equal titles, the page's and the speech's own, that are of neither.

    Between the two a speaker and a date may stand.
    """
    left = [index for index in range(len(texts)) if index not in known]
    title = _doubled(texts, left)
    upper = texts.index(texts[title])
    for index in takewhile(title.__gt__, left):
        row = texts[index]
        told = index > upper and (shapes.is_date(row) or (is_byline(row) and likeness(row) < CERTAIN))
        part = len(row) >= LEAST_TITLE and _is_part(row, texts[title])
        if not (told or shapes.is_subtitle(row) or is_marked(row) or part):
            yield index


def _doubled(texts: Sequence[str], left: Sequence[int]) -> int:
    """The lower of two equal rows that name no speaker: the title; -1 where there is none."""
    twice = (at for at in reversed(left) if len(texts[at]) >= LEAST_TITLE and texts[at] in texts[:at])
    return next((at for at in twice if not shapes.is_speaker(texts[at])), -1)


def _is_alike(row: str) -> bool:
    """Whether a row above the title is like a page's: no title, no mark, or the mere kind of a draft."""
    if not any(map(str.isalnum, row)):
        return True
    if is_marked(row) or compiled(f"[{shapes.CHINESE_DIGITS}\\d]$").search(row):  # it may count the pieces
        return False
    return likeness(row) >= CERTAIN and (is_kind(row) or not _is_named(row))


def stamped(rows: Sequence[Line], index: int) -> float:
    """How certain it is that a row in the head of a further speech is the page's: 时间：2020-02-13.

    It stands, alone or among others, below the mark of a piece of a collection, between two
    forms of one title, or between a title and its salutation.
    """
    if not _is_stamp(rows[index].text):
        return 0
    near = [row.text for row in rows[max(index - _MOST_STAMPS, 0) : index + _MOST_STAMPS]]
    at = min(index, _MOST_STAMPS)
    above = next((row for row in near[:at][::-1] if not _is_stamp(row)), "")
    below = next((row for row in near[at:] if not _is_stamp(row)), "")
    key = shapes.title_key(above)
    again = key != "" and key.endswith(shapes.title_key(below) or " ")
    return 0.85 if again or is_marked(above) or (shapes.is_title(above) and is_addressed(rows, index)) else 0


def _is_stamp(row: str) -> bool:
    """Whether a row says when a page was made, and nothing that is not the page's."""
    if len(row) > _LONGEST_STAMP or not any(map(str.isdigit, row)):
        return False
    found, values, rest = labels(row)
    return (found > 0 and values > 0 and not rest) or matches(words.STAMP, row)


_LONGEST_STAMP, _MOST_STAMPS = 60, 3
"""Characters of the longest row that says so, and how many of them stand together, with a row beside them."""


_GOES_ON = "的与和及暨在、，"
"""What the first half of a title ends with."""


def _is_named(row: str) -> bool:
    return shapes.is_title(row) and "|" not in row


def _is_sure(texts: Sequence[str], title: int, naming: Collection[int]) -> bool:
    """Whether a row is shaped like a title, stands twice, above a subtitle, or is named by the page."""
    if title >= len(texts):
        return False
    below = texts[title + 1] if title + 1 < len(texts) else ""
    named = any(texts[index].endswith(texts[title]) for index in naming) or texts.count(texts[title]) > 1
    return is_shaped(texts[title]) or shapes.is_subtitle(below) or named


def _is_part(row: str, title: str) -> bool:
    """Whether a row is the title once more, or a part of it."""
    key = shapes.title_key(row)
    return key != "" and key in shapes.title_key(title)


def named(texts: Sequence[str], found: Sequence[float]) -> set[int]:
    """The rows above a speech that are its title, half of it, or it in English, and look like a page's.

    `texts` end with the salutation, `found` tells how certain it is of each row that it is the page's.
    """
    above = texts[:-1]
    own = {*titles(texts), *lone(above, found)}
    if all(found[: len(above)]):
        own.update(_possible(above))
    own.update(index for index, row in enumerate(above) if _is_adorned(row))
    for index in range(1, len(above)):
        whole = _is_in_english(above[index]) or above[index - 1][-1] in "，、"
        if whole and (index - 1 in own or not found[index - 1]):
            own.add(index)
    return own


def lone(above: Sequence[str], found: Sequence[float]) -> Iterator[int]:
    """The one row that looks like a page's above a speech that has no page about it, if no word tells it.

    It is the title or names the speaker: 从3G到6G, 选手：5号 沈小满.
    """
    of_page = [index for index in range(len(above)) if found[index]]
    if len(above) > _SHORT_HEAD or len(of_page) != 1:
        return
    others = above[of_page[0] + 1 :]
    own = above[of_page[0]]
    untold = is_untold(own) and likeness(own) < BEYOND_DOUBT
    if own[-1] not in ":：" and untold and not any(map(shapes.is_title, others)):
        yield of_page[0]


def is_credited(above: Sequence[str]) -> bool:
    """Whether a row between title and speech tells who wrote the speech, as a page may tell: 撰稿：王强."""
    return len(above) > 1 and compiled(_WRITER).fullmatch(above[-1]) is not None


_WRITER = rf"(?:作\s*者|撰\s*稿|撰\s*文)\s*[：:]\s*[{shapes.SURNAMES}][^\W\d_]{{1,2}}"
_SHORT_HEAD = 3
"""Lines above a speech that has no page about it: title, subtitle, speaker."""


def without_title(above: Sequence[str], found: Sequence[float]) -> list[float]:
    """What was found above a speech, without the line that is left for its title if no other one is.

    Nor does a line go here that is another one with the year at its other end.
    """
    others = [row for row, own in zip(above, found, strict=False) if not own]
    keys = [sorted(shapes.title_key(other)) for other in others]
    page = [
        index
        for index in range(len(above))
        if found[index] and sorted(shapes.title_key(above[index])) not in keys
    ]
    if page and all(shapes.is_subtitle(other) or is_byline(other) for other in others):
        page.remove(
            min(page, key=lambda index: (matches(words.BUTTON, above[index]), likeness(above[index])))
        )
    kept = {*range(len(above))} - {*page} | {*lone(above, found), *_standing_twice(above)}
    return [0.0 if index in kept else found[index] for index in range(len(above))]


def _standing_twice(above: Sequence[str]) -> Iterator[int]:
    """The rows of a long phrase that stands twice above a speech, as titles do, if not surely a page's."""
    for index, row in enumerate(above):
        twice = len(row) >= _LEAST_DOUBLED and above.count(row) > 1
        if twice and is_phrase(row) and likeness(row) < BEYOND_DOUBT:
            yield index


_LEAST_DOUBLED = 8


def is_named(texts: Sequence[str]) -> bool:
    """Whether the first of the rows above a speech is its title, though it opens with a word of pages.

    It is a phrase (来源：一条河的故事), and no row below it names the speech or is the page's.
    """
    if not texts or len(texts) > _FURTHEST or not compiled(_NAMED).fullmatch(texts[0]):
        return False
    name = compiled("[：:]").split(texts[0])[-1]
    if likeness(texts[0]) >= BEYOND_DOUBT or (len(name) <= _LONGEST_PERSON and name[0] in shapes.SURNAMES):
        return False
    person = compiled(_PERSON).fullmatch
    return all(is_byline(row) or shapes.is_subtitle(row) or person(row) for row in texts[1:])


_NAMED = r"[^\W\d_]{2,10}(?:[：:，][^\W\d_]{2,14})?"
_PERSON = rf"[^，。；：！？、—…]{{2,20}}[{shapes.SURNAMES}]\w{{1,2}}"
"""A line that may be a post and a name, where nothing else is to be expected: 护林员王强."""
_LONGEST_PERSON = 3


def _possible(texts: Sequence[str]) -> Iterator[int]:
    """The last row that may be the title, though its words are a page's: 国旗下的演讲稿500字 感谢有你."""
    for index in reversed(range(len(texts))):
        solid = "".join(texts[index].split())
        told = is_breadcrumb(texts[index]) or is_note(solid) or frame.weight(solid) >= frame.LEAST
        if compiled(shapes.SPEECH_NOUN).search(solid) and not told and labels(texts[index])[0] < _MANY:
            yield index
            return


def _is_adorned(row: str) -> bool:
    """Whether a row is a title between signs: ★在…上的讲话★."""
    bare = unwrapped(row) if row[0] in shapes.DECORATION else ""
    return shapes.is_title(bare) and compiled(words.SLOGAN).search(bare) is None


def _is_in_english(row: str) -> bool:
    """Whether a row is a phrase of English, as no button is: World Bamboo Day 2024."""
    return row.count(" ") >= _MANY and is_phrase_in_english(row)


def titles(texts: Sequence[str]) -> Iterator[int]:
    """The rows that are the title by their place, whatever words they hold.

    A phrase above a subtitle is one (把小网格织成幸福网), and what is said at an occasion above
    a salutation (在民宿大会上的分享); `texts` end with the salutation.
    """
    for index, (row, below) in enumerate(pairwise(texts)):
        if shapes.is_subtitle(below) and shapes.is_title(below):
            yield from _over_subtitle(texts, index)
        elif shapes.is_salutation(below) and compiled("在.{2,40}[会式礼班营]上的.{2,6}").fullmatch(row):
            yield index


def _over_subtitle(texts: Sequence[str], last: int) -> Iterator[int]:
    """The row of the title that stands above a subtitle, at once or above words of the page."""
    account = {*accounts.users(texts[: last + 1])}
    rows = [index for index in range(last, -1, -1) if index not in account][:_FURTHEST]
    near = [index for index in rows if _may_head(texts[index])]
    told = (index for index in near if not _is_of_page(texts[index]))
    yield from [*islice(told, 1)] or near[:1]


_FURTHEST = 4  # rows above a subtitle in which the title is looked for


def _is_of_page(row: str) -> bool:
    return matches(words.BUTTON, row) or labels(row)[0] > 0 or likeness(row) >= CERTAIN


def _may_head(row: str) -> bool:
    """Whether a row is one phrase, and no row of links."""
    parted = compiled(_SEPARATED).search(unwrapped(row)) is not None
    return (shapes.has_chinese(row) and not parted) or _is_in_english(row)


_SEPARATED = r"[【】\[\]（(|｜:：>＞»\d]|\S\s+\S+\s+\S"


def names(texts: Sequence[str], index: int) -> bool:
    """Whether a row names, behind words of the page or as a file, the title below it: 首页 县长的讲话."""
    row = f" {without_type(texts[index])}" if is_file(texts[index]) else texts[index]
    names = (row[match.end() :] for match in compiled(r"[\s>＞»/|、·】:：《—-]+").finditer(row.rstrip("》")))
    return any(
        len(name) >= LEAST_TITLE and any(_is_titled(below, name) for below in texts[index + 1 :])
        for name in names
    )


def _is_titled(row: str, name: str) -> bool:
    """Whether a row is a title, or one to which the salutation is glued."""
    return row == name or (row.startswith(name) and shapes.is_salutation(row[len(name) :]))


def _title(texts: Sequence[str], left: Sequence[int]) -> int:
    """The row of the title: the one above a subtitle, else the last shaped like a title, else the last."""
    over = list(takewhile(lambda index: not shapes.is_subtitle(texts[index]), left))
    over = over if len(over) < len(left) else []
    left = [index for index in left if not matches(words.BUTTON, texts[index])]
    over = [index for index in over if index in left] or over[-1:]
    if over:
        return next((index for index in reversed(over) if is_phrase(texts[index])), over[-1])
    shaped = [index for index in left if is_shaped(texts[index])]
    whole = [index for index in shaped if is_whole_title(texts[index])]
    others = [index for index in left if not is_byline(texts[index])]
    told = [index for index in others if likeness(texts[index]) < CERTAIN]
    return (whole or [index for index in told if index not in shaped] or shaped or told or others or [0])[-1]
