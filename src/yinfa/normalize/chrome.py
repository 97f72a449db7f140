"""The web page around a speech: breadcrumbs, bylines, counters, buttons, frames.

Chrome is known by its shape and its place. The speech reaches from its first
salutation or sentence to its last; outside of it a line goes that consists of
labels, their values and separators, inside of it only one of several. Words such
as 来源 or 下载 in a sentence are never touched. Marks of a text that was cut off
(未完, 下一页) are left to the rule that warns of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.normalize import (
    accounts,
    beside,
    glued,
    glued_titles,
    head,
    head_lines,
    link_lists,
    page_lines,
    page_shapes,
    spoken,
    text_names,
    watermark,
)
from yinfa.normalize import chrome_words as words
from yinfa.normalize import frame as page
from yinfa.normalize.breadcrumbs import menu
from yinfa.normalize.frame_words import KEPT
from yinfa.normalize.likeness import ALL_BUT_SURE, likeness
from yinfa.normalize.lines import Line, Proposal, drop, kept, lines
from yinfa.normalize.own_title import own_title
from yinfa.normalize.paragraphs import paragraphs
from yinfa.normalize.titles import unwrapped
from yinfa.normalize.wrapping import ends, is_wrapped
from yinfa.patterns import compiled, matches

_LEAST_BUTTON, _LONGEST_BUTTON = 4, 24
"""Characters of the shortest button that is told by nothing but its characters, and of one with a comma."""
_LONGEST_WITHIN = 80
"""Characters of the longest line within the speech that can be a row of labels."""
_UNLIKE = 0.05
"""Likeness below which a row is no page's by its place alone."""
_LEAST_RULE = 3
_ORNAMENTS = "·•▪▽▼△▲◇◆○●□■☆★♦♥❤━═─┄┅"
"""Signs that a page sets between paragraphs, alone on a line."""
_OF_LIBRARY = "【正】"
"""What a library of journals sets before the text of a speech."""
_BARS = ("|", "｜")
"""What is left of a page's table behind a speech."""
_DAY = r"\d{4}([-/.])\d{1,2}\1\d{1,2}"
_FIRST_SAID = 3
"""Paragraphs behind which a page may set the title once more."""
_NEAR = 5
"""Lines from a salutation to what the page says below it, at most."""


@kept
def frame(text: str) -> Iterator[Proposal]:
    """The farm's words around a speech are taken out: 下面是小编为大家整理的…，供大家参考。."""
    if not watermark.waits(text):
        yield from _frame(text)


def _frame(text: str) -> Iterator[Proposal]:
    """What a farm sets above a speech, behind it, before its first sentence and behind its last."""
    rows = paragraphs(text)
    inside = spoken.inside(text)
    titles = text_names.names(rows)
    above = ""
    own = own_title(text)
    framed: list[int] = []
    for index in (*range(inside.start), *range(inside.stop, len(rows))):
        row = rows[index]
        framing = row not in own and _is_framing(row.text, text_names.of_others(row.text, titles))
        if framing or (above and _goes_on(above, row.text)):
            framed.append(index)
            yield drop(text, row, 0.9 if framing else 0.8)
        above = row.text if framing else ""
    behind = next((index for index in framed if index >= inside.stop), len(rows))
    for index in sorted({*_wrapped_report(rows, framed), *link_lists.loose(rows, behind)} - {*framed}):
        yield drop(text, rows[index], 0.8)
    below = list(_below_address(rows[inside.start : inside.stop], titles))
    yield from (drop(text, row, 0.85) for row in below)
    left = [row for row in rows[inside.start : inside.stop] if row not in below]
    said = [row for row in left if shapes.is_prose(spoken.as_told(row.text))]
    if not said:
        return
    first = said[0]
    above = rows[rows.index(first) - 1].text if first != rows[inside.start] else ""
    if first is rows[0] and (glued_titles.led_in(first.text) or any(glued.doubled(text))):
        return  # the title goes out of its line first
    count = _before_said(first.text, above, titles)
    if 0 < count < len(first.text):
        yield first.first, first.after(count), "", 0.85
    for row, size in sorted(_behind(left, said, titles, cut=is_wrapped(rows)).items()):
        if 0 < size < len(row.text) - (count if first is row else 0):
            yield row.after(len(row.text) - size), row.last, "", 0.85


def _before_said(row: str, above: str, titles: tuple[str, ...]) -> int:
    """How many characters at the start of the first line that is said are the page's."""
    goes_on = above and _runs_into(above)
    found = 0 if goes_on else page.begins(row, titles) or page.before_title(row, titles)
    return found or (len(_OF_LIBRARY) if row.startswith(_OF_LIBRARY) else 0)


def _wrapped_report(rows: Sequence[Line], framed: Sequence[int]) -> Iterator[int]:
    """The first half of a report that goes on in the line which announces the speech.

    A title and a line of its head hold no comma: 3月8日，县档案局局长␊李四出席会议。现将讲话刊登如下：.
    """
    for index in framed:
        above = rows[index - 1].text if index and index - 1 not in framed else ""
        cut = "，" in above and not ends(above) and not shapes.is_title(above)
        if cut and spoken.announces(rows[index].text) and compiled("[^。：]+。").match(rows[index].text):
            yield index - 1


def _behind(
    rows: Sequence[Line], said: Sequence[Line], titles: tuple[str, ...], *, cut: bool
) -> dict[Line, int]:
    """How many characters at the end of each line of a speech are the page's; `cut`: a program cut all.

    Within the speech a blank parts them; what stands behind a sentence so may stand behind a heading too.
    """
    last = rows[-1:] if cut else (said[-1], rows[-1])
    found = {row: page.stops(row.text, titles) or _buttons(row.text) for row in last}
    if cut:
        return found
    called = (row for row in rows if shapes.salutation_end(row.text))
    others = [row for row in (*said[:-1], *called) if not _is_caption(row.text)]
    found |= {row: _apart(row.text) for row in others if row not in found}
    named = {row.text[-size:].strip() for row, size in found.items() if size}
    for row in rows if named else ():
        if not found.get(row):
            found[row] = next((len(own) + 1 for own in named if row.text.endswith(f" {own}")), 0)
    return found


def _apart(row: str) -> int:
    """How many characters behind the last sentence of a line are the page's words behind a blank."""
    behind = _buttons(row)
    return behind if behind and row[-behind].isspace() else 0


def _below_address(rows: Sequence[Line], titles: tuple[str, ...]) -> Iterator[Line]:
    """The page's sentences between a salutation and the first words that are said."""
    above = ""
    for row in rows[:_NEAR]:
        if above and _runs_into(above):
            return
        above = row.text
        if row is not rows[0] and page.leads_in(row.text, titles):
            yield row
        elif not (
            row.text[-1] in ":：" or shapes.is_greeting(row.text) or page_lines.within(row.text, cut=False)
        ):
            return


def _runs_into(above: str) -> bool:
    """Whether a line goes on in the next, which so begins no sentence."""
    return spoken.is_cut(above) and not shapes.is_salutation(above)


def above(text: str) -> Iterator[Proposal]:
    """A line that only its place above the title tells is taken out: 资源描述␊县长的讲话 → 县长的讲话."""
    rows = paragraphs(text)
    inside = spoken.inside(text)
    stop = inside.start
    if stop < 2:
        return
    starts = {start for rule in (frame, link_lists.tail, line) for start, _, _, _ in rule(text)}
    known = {index for index in range(stop) if rows[index].start in starts}
    column = set(head.columns(rows, stop, known))
    own = own_title(text)
    if head.is_credited([row.text for row in rows[:stop]]) and starts - {rows[stop - 1].start}:
        column.add(stop - 1)
    found = {*column, *head.above(rows, stop, known | column)}
    left = [rows[index].text for index in range(stop) if index not in known | found]
    for index in sorted(found):
        if rows[index] not in own and not _may_be_title(rows[index].text, left):
            yield drop(text, rows[index], 0.8 if index in column else 0.72)


def _may_be_title(row: str, left: Sequence[str]) -> bool:
    """Whether a row above the speech is unlike a page's, and neither a title nor it is left without it."""
    titled = any(head_lines.is_shaped(other) or other in row for other in left)
    unlike = len(row) >= head_lines.LEAST_TITLE and likeness(row) < _UNLIKE
    return unlike and not titled and not any(map(shapes.is_subtitle, left[1:]))


def _buttons(row: str) -> int:
    """How many characters of labels, or of what only pages say, stand behind the last sentence of a line."""
    behind = row[len(spoken.as_told(row)) :]
    found, _, rest = page_lines.labels(behind)
    found = found or behind.strip() in _BARS
    alike = len(behind) >= _LEAST_BUTTON and shapes.has_chinese(behind) and likeness(behind) >= ALL_BUT_SURE
    alike = alike and page.weight(behind) >= 0 and not page_lines.is_told(behind)
    alike = alike and not (len(behind) > _LONGEST_BUTTON and "，" in behind)  # a sentence that was cut off
    address = compiled(r"\s*(?:https?:|www\.)").match(behind) is not None
    return len(behind) if ((found or address) and not rest) or alike else 0


def _goes_on(above: str, row: str) -> bool:
    """Whether a line outside of the speech ends the sentence of the page that the line above leaves open."""
    return spoken.is_cut(above) and ends(row) and page.weight(row) > 0


def _is_framing(row: str, titles: tuple[str, ...]) -> bool:
    """Whether a line outside of the speech is a sentence of the page, or is headed as such a one."""
    if shapes.is_title(row) or shapes.is_salutation(row) or shapes.is_closing(row) or glued.is_head(row):
        return False
    if compiled(KEPT).search(row) or link_lists.heads_list(row, titles) or page_lines.is_footnote(row):
        return False
    noted = page_lines.is_note(row) or spoken.announces(row)
    return shapes.is_prose(row) or noted or page.begins(row, titles) == len(row)


@kept
def line(text: str) -> Iterator[Proposal]:
    """Lines of labels, counters and links are taken out: 来源: 时间: 点击:."""
    rows = paragraphs(text)
    inside = spoken.inside(text)
    found = _found(rows, inside)
    for index in _of_occasion(rows):
        label = compiled(r"..\s*[:：]\s*").match(rows[index].text)
        if label and matches(words.DATED, rows[index].text):
            yield rows[index].first, rows[index].after(label.end()), "", 0.72
    own = own_title(text)
    dropped = [(row, found[index]) for index, row in enumerate(rows) if found[index] and row not in own]
    if len(dropped) == 1 and not frame(text):  # no page stands about the speech
        row = dropped[0][0]
        behind = row in rows[inside.stop :] and not page_lines.is_of_page(row.text)
        ended = behind and page.may_end(row.text, alone=True)
        if ended or compiled(_DAY).fullmatch(row.text):
            return
    yield from (drop(text, row, confidence) for row, confidence in dropped)


def _found(rows: Sequence[Line], inside: range) -> list[float]:
    """How certain it is of each row that it is the page's by its shape and place."""
    titles = [index for index in range(inside.start) if shapes.is_title(rows[index].text)]
    titled = inside.start > 1 or bool(titles)
    found = [0.0] * len(rows)
    headings = spoken.headings(rows, inside)
    for index, row in enumerate(rows):
        if index in headings:
            continue
        if index in inside:
            found[index] = _within(rows, index) or head.stamped(rows, index)
            continue
        if index + 1 == inside.start and shapes.may_be_salutation(row.text, rows[index + 1].text):
            continue
        least = page.SPOKEN_OUT if titles and index < titles[0] else page.SPOKEN_OUT - 1
        found[index] = page_lines.outside(row.text, titled=titled, least=least, below=index >= inside.stop)
    for index in _of_occasion(rows):
        found[index] = 0
    found = beside.without_told(rows, inside.start, found)
    for index in (
        *_titles_again(rows, inside),
        *_answered(rows, titles, inside.start),
        *accounts.users([row.text for row in rows[: inside.start]]),
        *beside.advertised(rows),
        *menu([row.text for row in rows[: inside.start]]),
        *link_lists.links(rows, inside.stop, found),
    ):
        found[index] = found[index] or 0.8
    for index, confidence in beside.by_neighbours(rows, inside, found).items():
        found[index] = confidence
    for index in head.named([row.text for row in rows[: inside.start + 1]], found):
        found[index] = 0
    if sum(map(bool, found)) == 1 and head.is_credited([row.text for row in rows[: inside.start]]):
        found[inside.start - 1] = 0
    return found


def _titles_again(rows: Sequence[Line], inside: range) -> Iterator[int]:
    """The rows that are a speech's title once more: behind it in brackets, or close below its beginning.

    In quotation marks it is said.
    """
    keys = {shapes.title_key(name) for name in text_names.names(rows[: inside.start])}
    above = {row.text for row in rows[: inside.start]}
    for index in inside[1:2]:
        named = shapes.is_title(rows[index].text) or rows[index].text in above
        below = named and shapes.is_salutation(rows[index - 1].text)
        if below and shapes.title_key(rows[index].text) in keys:
            yield index
    for index in inside[1:_FIRST_SAID]:
        named = shapes.is_title(rows[index].text) and rows[index].text in above
        if named and all(shapes.is_prose(row.text) for row in (rows[index - 1], *rows[index + 1 :][:1])):
            yield index
    for index in range(inside.stop, len(rows)):
        name = unwrapped(rows[index].text)
        if name != rows[index].text and rows[index].text[0] != "“" and shapes.title_key(name) in keys:
            yield index


def _answered(rows: Sequence[Line], titles: Sequence[int], stop: int) -> Iterator[int]:
    """The buttons between a title and the speech, where a page answers who asked for it: 最佳答案."""
    below = titles[-1] + 1 if titles else stop
    yield from (index for index in range(below, stop) if matches(words.BUTTON, rows[index].text))


def _within(rows: Sequence[Line], index: int) -> float:
    """The same of a row within the speech."""
    row = rows[index].text
    if _parts(rows, index) or _is_caption(row):
        return 0.8
    if len(row) > _LONGEST_WITHIN or row[-1] in "。！？；，":
        return 0
    return page_lines.within(row, cut=index > 0 and spoken.is_cut(rows[index - 1].text))


def _is_caption(row: str) -> bool:
    """Whether a line is what stands below a picture, with whoever took it."""
    return "摄" in row[-_CREDITED:] and matches(page_shapes.CAPTION, row)


_CREDITED = 3
"""Characters at the end of a line in which the word stands with which a picture is credited."""


def _of_occasion(rows: Sequence[Line]) -> Iterator[int]:
    """The rows that tell the day or the hour beside the place or who led it: 时间：2019年3月8日."""
    for index, row in enumerate(rows):
        if row.text[0] in "时日" and matches(f"{words.DATED}|{words.TIMED}", row.text):
            beside = (rows[at].text for at in (index - 1, index + 1) if 0 <= at < len(rows))
            if any(compiled(f"{words.OCCASION}|{shapes.SPEAKER_LABEL}").match(text) for text in beside):
                yield index


def _parts(rows: Sequence[Line], index: int) -> bool:
    """Whether a row of signs parts two texts, as no hidden name above a salutation does: ＊＊＊."""
    row = "".join(rows[index].text.split())
    if not row.strip(_ORNAMENTS):
        return True
    if row.strip("*") or len(row) < _LEAST_RULE:
        return False
    return index + 1 == len(rows) or not shapes.is_salutation(rows[index + 1].text)


def credit(text: str) -> Iterator[Proposal]:
    """Buttons and credits at the end of a line are taken out: …谢谢！（责任编辑：张三）【打印】."""
    for row in lines(text):
        if row.text[-1] in ")）】]" and len(row.text) > 8:
            match = compiled(words.CREDIT).search(row.text[-160:]) or _offer(row.text)
            if match and len(match[0]) < len(row.text) and len(match[0]) < 160:
                yield row.last - len(match[0]), row.last, "", 0.9


def _offer(row: str) -> re.Match[str] | None:
    """What a page offers in square brackets behind the last mark of a line."""
    match = compiled(r"(?<=[。！？：；”])\s*[【\[]([^【】\[\]]{6,60})[】\]]$").search(row[-_LONGEST_WITHIN:])
    offered = match is not None and page.weight(match[1]) > 0 and likeness(match[1]) >= ALL_BUT_SURE
    return match if offered else None
