"""Collections: the marks that part them (第一篇：, 【篇二】, 演讲稿 篇1) and what stands above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from yinfa import shapes
from yinfa.normalize import frame
from yinfa.normalize.lines import Line, Proposal, drop, lines
from yinfa.normalize.titles import may_be_half
from yinfa.patterns import compiled

NUMBER = r"[一二三四五六七八九十\d①-⑳]{1,3}"
_PIECE = r"(?:范文|材料|范例|例文|样本|样例|版本|模板|参考|讲话稿?|演讲稿?|发言稿?)"
_NUMBERED = rf"第\s*{NUMBER}\s*篇|(?:篇|{_PIECE}之?)\s*{NUMBER}|(?:Part|PART)\s*\d{{1,2}}"
_MARKER = (
    rf"(?:{_NUMBERED})\s*(?:(?:[:：、]|[.．](?!\d))\s*|\s+|$)|"
    rf"[{shapes.DECORATION}]+\s*(?:{_NUMBERED})\s*[{shapes.DECORATION}:：、]*\s*|"
    rf"[【\[（(〖]\s*(?:{_NUMBERED}|例\s*{NUMBER})\s*[】\]）)〗]\s*[:：、]?\s*|"
    rf"[【\[〖][^】\]〗，。]{{0,8}}{shapes.SPEECH_NOUN}\s*{NUMBER}[】\]〗]\s*"
)
CALLED = rf"{shapes.SPEECH_NOUN}稿?\s*(?:{NUMBER})?\s*(?:{shapes.ADDRESS})[^，。]{{0,20}}[：:]"
"""A title with a salutation behind it, and between them the number of a piece: 发言稿1各位街坊：."""
_PIECE_NUMBER = rf"\s*篇\s*{NUMBER}$"
_FIRST = "第篇范材例样版模参讲演发P【[（(〖" + shapes.DECORATION
_TAIL_MARKER = (
    rf"\s*(?:[【\[（(]?篇\s*{NUMBER}[】\]）)]?|第\s*{NUMBER}\s*篇|[（(]\s*{NUMBER}\s*[）)]|{_PIECE}\s*{NUMBER}|"
    rf"(?<=[文稿词辞]){NUMBER})$"
)
_TAIL_NUMBER = rf"(?<=[文稿词辞]){NUMBER}$"
_GENERIC = "(?:领导|优秀|精选|最新|讲话|发言|演讲|致辞|范文|稿|材料)+"
"""What titles nothing, though it stands where a title may."""
_NAME = (
    rf"[^，。：；！？]{{0,16}}(?:{NUMBER}\s*篇|[两几多]篇|合集|汇编|汇总|大全|集锦|锦集|集合)"
    r"(?:[（(【\[][^）)】\]]{0,10}[）)】\]])?"
)
"""The name of a collection above the title of its first speech."""
_BORDER = r"[^\w“”…。！？《》]+|[^\w]*(?:END|(?:全文|正文|本篇)?完)[^\w]*"
"""A line of signs, or one that says that a text ends."""
_BORDER_WORDS = "E全正本完"
"""What its words begin with."""
_PAIRS = (("【", "】"), ("[", "]"), ("（", "）"), ("(", ")"), ("〖", "〗"), ("《", "》"))
_LONGEST_HEAD = 6
"""Lines below a mark within which the salutation follows: title, subtitle, speaker, date."""
_LEAST_TITLE = 5
_LEAST_PIECE = 200
"""Characters of the shortest speech of a collection that has neither a title's noun nor a salutation."""
_SHORT_PREFACE = 400
"""Characters of the longest paragraph that can stand above the first speech of a collection."""


class Mark(NamedTuple):
    """A mark of a collection within its line: what stands before `start` is a title, behind `end` a head."""

    start: int
    end: int


def marker(text: str) -> Iterator[Proposal]:
    """The mark that parts a collection goes; its place is where a speech begins: 第一篇：在… → 在…."""
    end = 0
    for row, mark in zip(lines(text), _markers(text), strict=True):
        if mark:
            start, stop, after, confidence = taken(text, row, mark)
            gone = max(end - start, 0)  # the line feed, which went with the mark above
            yield start + gone, stop, after[gone:], confidence
            end = stop


def taken(text: str, row: Line, mark: Mark) -> Proposal:
    """A proposal that takes a mark out, so that its place is the line's start; the title before it stays.

    A blank line is left above the speech: what a program cut into lines goes on in none of its own.
    """
    rest = _bare(row.text[mark.start : mark.end], row.text[mark.end :].lstrip())
    below = text[row.end + 1 :].lstrip()
    apart = "\n" if row.start else ""
    if not mark.start and rest and below.partition("\n")[0].rstrip() == rest:
        return row.start, len(text) - len(below), apart, 0.97  # 篇二：…␊…, the title once more
    if mark.start:
        # Together with the line feed above it, as nothing of the line's start is changed.
        start, above = max(row.start - 1, 0), text[max(row.start - 1, 0) : row.start]
        name = _without_open(row.text[: mark.start].rstrip(), row.text[mark.start : mark.end])
        return start, row.end, above + name + ("\n" + rest if rest else ""), 0.9
    if not rest:
        return row.start, min(row.end + 1, len(text)), apart, 0.97
    if row.text.endswith(rest):
        return row.start, row.last - len(rest), apart, 0.97
    return row.start, row.last, apart + rest, 0.9


def border(text: str) -> Iterator[Proposal]:
    """A line between two speeches that says nothing goes: —END— above a mark or a title → nothing."""
    rows = lines(text)
    found = [at for at in range(1, len(rows) - 1) if _is_border(rows[at].text)]
    if not found:
        return
    marks = _markers(text)
    said = next((at for at, row in enumerate(rows) if shapes.is_prose(row.text)), len(rows))
    for index in found:
        below = rows[index + 1].text
        headed = is_addressed(rows, index) or has_head(rows, index + 1)
        spoken = any(map(shapes.is_prose, (row.text for row in rows[index + 1 :])))
        if spoken and index > said and (marks[index + 1] or (_is_phrase(below) and headed)):
            # Taken together with the line feed above it, as the mark below may take its own.
            yield rows[index].start - 1, rows[index].end, "", 0.9


def glued(text: str) -> Iterator[Proposal]:
    """The marks of a collection that is one line get their own lines: …稿篇一各位…。…稿篇二各位… → 5 lines.

    Before each number the name of the collection stands once more, as above the line.
    """
    rows = lines(text)
    for above, row in pairwise(rows[: _NEAR + 1]):
        if len(row.text) < _LEAST_PIECE or "篇" not in row.text or len(above.text) > _LONGEST_ABOVE:
            continue
        found = compiled(rf"篇({NUMBER})").finditer(row.text)
        named = ((_name_before(above.text, row.text, mark.start()), mark) for mark in found)
        marks = [(mark.start() - len(name), mark) for name, mark in named if name]
        names = {row.text[start : mark.start()] for start, mark in marks}
        if len(names) != 1 or [mark[1] for _, mark in marks][:2] not in (["一", "二"], ["1", "2"]):
            continue
        for start, mark in marks:
            before = len(row.text[:start].rstrip())
            behind = len(row.text) - len(row.text[mark.end() :].lstrip())
            if start:
                yield row.after(before), row.after(start), "\n", 0.85
            yield row.after(mark.end()), row.after(behind), "\n", 0.85


def _name_before(above: str, row: str, place: int) -> str:
    """The name of a collection that ends at a place of a row and stands above as well; '' if none does."""
    sizes = range(min(place, len(above)), _LEAST_NAME - 1, -1)
    return next((row[place - size : place] for size in sizes if row[place - size : place] in above), "")


_NEAR = 3
"""Lines below the name of a collection in which its pieces are glued."""
_LEAST_NAME, _LONGEST_ABOVE = 6, 120
"""Characters of the shortest name that tells a mark by standing above, and of the longest line above."""


def _is_border(line: str) -> bool:
    """Whether a line says nothing, or that a text ends."""
    return (not line[0].isalnum() or line[0] in _BORDER_WORDS) and compiled(_BORDER).fullmatch(
        line
    ) is not None


def _is_phrase(line: str) -> bool:
    """Whether a line can be a title with or without a speech's noun."""
    return shapes.is_title(line) or (may_be_half(line) and not shapes.is_salutation(line))


def _without_open(name: str, mark: str) -> str:
    """A title before a mark, without the bracket that closes behind the mark: 【在…（一）】."""
    for left, right in _PAIRS:
        if name.startswith(left) and right not in name and mark.endswith(right):
            return name[1:]
    return name


def _bare(mark: str, rest: str) -> str:
    """What stands behind a mark, without a piece's number and the bracket or rule that the mark opened."""
    adorned = 1 if mark[:1] in tuple("★☆◆■●▲※") else 2
    if mark and not mark[0].isalnum() and rest.endswith(adorned * mark[0]):
        rest = rest.rstrip(mark[0] + " ")
    for left, right in _PAIRS:
        if mark.startswith(left) and right not in mark and rest.endswith(right):
            rest = rest[:-1]
    return compiled(_PIECE_NUMBER).sub("", rest)


def is_marker(line: str) -> bool:
    """Whether a line is nothing but a mark of a collection: 第一篇, 【篇二】, ★第三篇★."""
    return line[:1] in _FIRST and compiled(_MARKER).fullmatch(line) is not None


def is_marked(line: str) -> bool:
    """Whether a line opens with a mark of a collection: 第一篇：在…上的讲话."""
    return line[:1] in _FIRST and compiled(_MARKER).match(line) is not None


def preface(text: str) -> Iterator[Proposal]:
    """What stands above the first speech of a collection goes: 讲话稿三篇 / 第一篇：… → 第一篇：….

    Where no other piece is left, and no title of its own, its mark goes: …讲话稿 / 篇1 / 同志们：.
    """
    found = [(index, mark) for index, mark in enumerate(_markers(text)) if mark]
    first = found[0][0] if found else 0
    announced = (compiled(rf"{NUMBER}\s*篇").search(row.text) for row in lines(text)[:first])
    if found and _is_further(lines(text)[first].text, found[0][1]) and is_begun(lines(text)[:first]):
        return  # what stands above is the first speech, whose mark is lost
    named = found and _names_again(lines(text), first, found[0][1])
    if len(found) > 1 or any(announced) or (named and first and not is_begun(lines(text)[:first])):
        above = list(above_first(text, first))
        yield from above
        if above and len(found) == 1:  # A mark that stands alone is told by what goes.
            yield taken(text, lines(text)[first], found[0][1])
        return
    if first and _is_alone(lines(text), first, found[0][1]):
        yield taken(text, lines(text)[first], found[0][1])
        return
    rows = lines(text)[:_LONGEST_HEAD]
    for row, *below in zip(rows, rows[1:], rows[2:], strict=False):
        titled = shapes.is_title(below[0].text) or (
            may_name(below[0].text) and shapes.is_subtitle(below[1].text)
        )
        if titled and compiled(_NAME).fullmatch(row.text):
            yield drop(text, row, 0.85)


def _names_again(rows: Sequence[Line], index: int, mark: Mark) -> bool:
    """Whether a title stands behind a mark, 篇一：…的讲话, or below it the same as above: 甲␊第1篇␊甲."""
    name = rows[index].text[mark.end :]
    below = "" if name else next((row.text for row in rows[index + 1 : index + 2]), "")
    return shapes.is_title(name) or any(row.text == below for row in rows[:index])


def _is_alone(rows: Sequence[Line], index: int, mark: Mark) -> bool:
    """Whether the only mark of a text says nothing between the title and what is said: …讲话␊篇1␊同志们：."""
    whole = not mark.start and mark.end >= len(rows[index].text)
    titled = any(shapes.is_title(row.text) for row in rows[:index]) and not is_begun(rows[:index])
    return whole and titled and not heads(rows, index)


def _is_further(line: str, mark: Mark) -> bool:
    """Whether the number of a mark is not the first."""
    number = compiled(NUMBER).search(line[mark.start : mark.end])
    return number is not None and number[0] not in ("1", "01", "一", "①")


def above_first(text: str, first: int) -> Iterator[Proposal]:
    """What stands above the first speech of a collection, which the row `first` opens, goes."""
    above = lines(text)[:first]
    if all(len(row.text) <= _SHORT_PREFACE and not _is_said(row.text) for row in above):
        for row in above:
            # With the line feed above it: that below is taken together with the mark.
            yield max(row.start - 1, 0), row.end, "", 0.85


def _is_said(row: str) -> bool:
    """Whether a line opens or ends a speech: a salutation, be it glued to a title, or thanks."""
    if shapes.is_salutation(row) or shapes.is_closing(row):
        return True
    return compiled(CALLED).search(row) is not None


@lru_cache(maxsize=1)
def _markers(text: str) -> tuple[Mark | None, ...]:
    """For each line the mark of a collection that it holds, or None."""
    rows = lines(text)
    found = tuple(opening_mark(row.text) for row in rows)
    if any(found):
        return found if _parts_speeches(rows, found) else (None,) * len(rows)
    below = [*(row.text for row in rows[1:]), ""]
    counted = Counter(
        compiled(_PIECE_NUMBER).sub("", row.text)
        for row in rows
        if "篇" in row.text and compiled(_PIECE_NUMBER).search(row.text)
    )
    found = tuple(
        _tail_marker(row.text, under, counted[compiled(_PIECE_NUMBER).sub("", row.text)] if counted else 0)
        for row, under in zip(rows, below, strict=False)
    )
    certain = sum(map(bool, found)) > 1 or any(mark and not mark.start for mark in found)
    return found if certain or _is_counted(rows, found) else (None,) * len(rows)


def _parts_speeches(rows: Sequence[Line], found: Sequence[Mark | None]) -> bool:
    """Whether a text that marks part is a collection, and they do not name the parts of one speech.

    A speech has a title or a salutation; without both, one that is no part of the speech begun above is long.
    """
    marked = [index for index, mark in enumerate(found) if mark]
    pieces = [(index, mark, stop) for index, stop in pairwise([*marked, len(rows)]) if (mark := found[index])]
    if any(_is_headed(rows, index, mark) for index, mark, _ in pieces):
        return True
    return not is_begun(rows[: marked[0]]) and any(
        rows[stop - 1].end - rows[index].start >= _LEAST_PIECE for index, _, stop in pieces
    )


def is_begun(above: Sequence[Line]) -> bool:
    """Whether a speech begins in the lines above a mark: a salutation, a sentence that no page says."""
    return any(
        shapes.is_salutation(row.text) or (shapes.is_prose(row.text) and frame.weight(row.text) <= 0)
        for row in above
    )


def _is_headed(rows: Sequence[Line], index: int, mark: Mark) -> bool:
    """Whether a mark stands above a title or a salutation."""
    row = rows[index].text
    below = [below.text for below in rows[index + 1 : index + _LONGEST_HEAD]]
    named = (row[mark.end :].strip(), row[: mark.start].strip(), *below[:2])
    return any(map(shapes.is_title, named)) or any(map(shapes.is_salutation, below))


def _is_counted(rows: Sequence[Line], found: Sequence[Mark | None]) -> bool:
    """Whether the title before the first mark stands above with the number of pieces: …讲话稿（15篇）."""
    first, mark = next(((index, mark) for index, mark in enumerate(found) if mark), (0, None))
    title = shapes.title_key(rows[first].text[: mark.start]) if mark else ""
    return title != "" and any(
        compiled(rf"{NUMBER}\s*篇\W?$").search(row.text) and shapes.title_key(row.text) == title
        for row in rows[:first]
    )


def opening_mark(line: str) -> Mark | None:
    """The mark of a collection that opens a line, or None: 第一篇：, 【篇二】."""
    if line[0] not in _FIRST:
        return None
    match = compiled(_MARKER).match(line)
    if match:
        return Mark(0, match.end())
    match = compiled(rf"(?:{_NUMBERED})\s*").match(line)
    return Mark(0, match.end()) if match and shapes.is_title(line[match.end() :]) else None


def _tail_marker(line: str, below: str, pieces: int) -> Mark | None:
    """A number that ends a title (演讲稿 篇1, 讲话范文（二）), with the title where none stands below.

    `pieces` counts the lines of the text that are alike but for their number.
    """
    if len(line) > 50 or line[-1] not in "）)一二三四五六七八九十0123456789篇":
        return None
    for pattern in (_TAIL_MARKER, _TAIL_NUMBER):
        match = compiled(pattern).search(line)
        name = line[: match.start()] if match else ""
        if match and (pieces > 1 or shapes.is_title(name) or shapes.is_title("某某" + name)):
            return Mark(named(name, below, recurs=pieces > 1), len(line))
    return None


def named(name: str, below: str, *, recurs: bool) -> int:
    """How much of what stands before a number is a title: nothing where the title proper stands below."""
    proper = shapes.title_key(below) != shapes.title_key(name) and (
        shapes.is_title(below) or (recurs and not compiled("在|关于").match(name) and may_name(below))
    )
    return 0 if proper or compiled(rf"\W*{_GENERIC}\W*").fullmatch(name) else len(name)


def may_name(line: str) -> bool:
    """Whether a line can be a title without a speech's noun."""
    return may_be_half(line) and len(line) >= _LEAST_TITLE and not shapes.is_speaker(line)


def is_addressed(rows: Sequence[Line], index: int) -> bool:
    """Whether a salutation follows a line with nothing but the head of a speech between."""
    head = heads(rows, index)
    under = rows[index + 1 + len(head) : index + _LONGEST_HEAD]
    return bool(under) and shapes.is_salutation(under[0].text)


def heads(rows: Sequence[Line], index: int) -> Sequence[Line]:
    """The rows below a line that can stand in the head of a speech: title, subtitle, speaker, date."""
    stop = index + 1
    for row in rows[stop : index + _LONGEST_HEAD]:
        if any(shape(row.text) for shape in _NO_HEAD) or _is_numbered(row.text):
            break
        stop += 1
    return rows[index + 1 : stop]


def has_head(rows: Sequence[Line], index: int) -> bool:
    """Whether a subtitle, a speaker or a date stands below a line, above the first sentence."""
    told = (shapes.is_subtitle, shapes.is_date, shapes.has_post)
    return any(shape(row.text) for row in heads(rows, index) for shape in told)


_NO_HEAD = (shapes.is_salutation, shapes.is_prose, shapes.is_closing)


def _is_numbered(line: str) -> bool:
    return shapes.numbering(line) is not None and not shapes.is_title(line)
