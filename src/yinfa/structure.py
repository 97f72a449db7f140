"""From clean text to speeches: which line is the title, which a heading, where a speech begins.

In: the ledger, whose text has one paragraph a line. Out: `Analysis`. Every line
stands in exactly one place; nothing is changed, added or left out. Where a
collection is parted is read off the ledger: a speech begins where a rule of the
family ``collection`` took a mark out or a line between two speeches, and where a
title is followed by a salutation.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from yinfa import shapes
from yinfa.ledger import Ledger
from yinfa.normalize import mojibake, truncation, whole_heads
from yinfa.normalize.glued_titles import LEAST_GLUED
from yinfa.normalize.parts import LEAST_GLUED_SENTENCE, holding_headings
from yinfa.normalize.unfinished import UNFINISHED
from yinfa.patterns import compiled
from yinfa.rows import UNSURE, Row, leaves_glued, marked_lines, placed, rows_of
from yinfa.speech import Block, Heading, Lead, Paragraph, Salutation, Speech, TextWarning
from yinfa.speech_head import (
    greets,
    head_fields,
    is_body,
    is_phrase,
    is_signed,
    parted,
    signature,
    taken_salutation,
)

TRUNCATION = "truncation."
_QUOTED = 30
_BESIDE = 10  # characters quoted on each side of a place
GAPS_RULE = "lines.gaps"
_GLUED_LENGTH, _LEAST_SENTENCES = 300, 4
_FEW_LINES = 4
"""A source of so few lines is one in which everything was glued together."""
_LEAST_PROSE = 150
"""A text with neither title nor salutation is a speech if it has this many characters of prose."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The speeches of a source, and the warnings that concern the source as a whole."""

    speeches: tuple[Speech, ...]
    warnings: tuple[TextWarning, ...]


def read(ledger: Ledger) -> Analysis:
    """The speeches in a cleaned text."""
    rows = rows_of(ledger)
    starts = _starts(rows, marked_lines(ledger))
    parts = [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    speeches = tuple(_speech(part) for part in parts if part)
    return Analysis(speeches, tuple(_doubts(ledger, rows)))


def _starts(rows: Sequence[Row], marked: set[int]) -> list[int]:
    """The numbers of the lines that begin a speech; the first is always 0."""
    starts = {0} | {number for number in marked if number < len(rows)}
    last = 0
    for number in range(1, len(rows)):
        if number in starts:
            last = number
        elif (
            (number - last > 2 or (shapes.is_closing(rows[number - 1].seen) and _is_whole(rows[number].seen)))
            and _opens(rows, number)
            and any(is_body(row.seen) for row in rows[last:number])
        ):
            starts.add(number)
            last = number
    return sorted(starts)


def _is_whole(title: str) -> bool:
    """Whether a title needs no other one above it, as one with a dash does."""
    return shapes.is_title(title) and not shapes.is_subtitle(title)


def _opens(rows: Sequence[Row], number: int) -> bool:
    """Whether a line in mid-text is the title of a further speech: a salutation follows close behind.

    Below the thanks that end a speech a paragraph is enough.
    """
    if not _may_open(rows, number) or rows[number - 1].seen[-1] in "：，":
        return False
    below = rows[number + 1 : number + 5]
    for row in below:
        if shapes.is_salutation(row.seen):
            return True
        if not is_signed(row) and not any(
            shape(row.seen) for shape in (shapes.is_date, shapes.is_subtitle, shapes.is_speaker)
        ):
            break
    thanked = shapes.is_closing(rows[number - 1].seen) and shapes.is_title(rows[number].seen)
    return thanked and any(shapes.is_prose(row.seen) for row in below)


def _may_open(rows: Sequence[Row], number: int) -> bool:
    """Whether a line is shaped like a title, or a phrase above a subtitle that is, or behind thanks."""
    row, below = rows[number].seen, rows[number + 1].seen if number + 1 < len(rows) else ""
    if shapes.is_title(row):
        return True
    if not is_phrase(row) or shapes.numbering(row):
        return False
    subtitled = shapes.is_subtitle(below) and shapes.is_title(below)
    return subtitled or (_thanks(rows[number - 1].seen) and shapes.is_salutation(below))


def _thanks(line: str) -> bool:
    """Whether a line ends a speech with thanks."""
    return shapes.is_closing(compiled("[，。！]").split(line.rstrip("！。"))[-1] + "！")


def _speech(rows: Sequence[Row]) -> Speech:
    """One speech of its lines."""
    head, body = parted(rows)
    fields, unplaced = head_fields(head, body)
    body = [*unplaced, *body]
    salutation = taken_salutation(head, body)
    fields |= signature(body, fields)
    if body and shapes.is_closing(body[-1].seen):
        fields["closing"] = body.pop().text
    speech = Speech(
        title=fields.get("title"),
        subtitle=fields.get("subtitle"),
        speaker=fields.get("speaker"),
        date_text=fields.get("date_text"),
        date=fields.get("date"),
        salutation=salutation,
        body=tuple(_blocks(body, fields.get("title"))),
        closing=fields.get("closing"),
    )
    signed = any(row.text == speech.speaker and is_signed(row) for row in head)
    return replace(speech, warnings=tuple(_doubts_of(speech, signed=signed)))


def _blocks(rows: Sequence[Row], title: str | None) -> Iterator[Block]:
    """The blocks of a body. 第一， and 一是 take the level below the numbered heading above them.

    The `title` said again addresses nobody.
    """
    numbered = above = 0
    items = shapes.items([row.seen for row in rows])
    for index, row in enumerate(rows):
        found = shapes.numbering(row.seen)
        if row.text != title and greets(rows[index : index + 2], first=False):
            yield Salutation(row.text)
        elif found and index not in items and shapes.is_heading(row.seen) and not _holds_text(row):
            above = found.level or min(numbered + 1, 4)
            numbered = found.level or numbered
            yield Heading(row.text, above)
        else:
            yield Paragraph(row.text, leads(row.seen, above))


def _holds_text(row: Row) -> bool:
    """Whether a line that a heading opens ends with the sentence that stood behind the heading."""
    stops = row.seen.rstrip(shapes.CLOSERS)[-1:] in tuple(shapes.ENDS)
    return row.runs_on and stops and len(row.seen) > LEAST_GLUED_SENTENCE


def leads(row: str, above: int) -> tuple[Lead, ...]:
    """The numbered sentence that opens a paragraph, where the paragraph goes on behind it.

    `above` is the level of the heading that stands above, 0 where none does.
    """
    found = shapes.numbering(row)
    end = row.find("。") + 1
    if not found or not end or end == len(row.rstrip(shapes.CLOSERS)) or end <= found.end:
        return ()
    return (Lead(0, end, found.level or min(above + 1, 4)),)


def _doubts_of(speech: Speech, *, signed: bool) -> Iterator[TextWarning]:
    """What a reader of one speech should check; `signed` tells that a blank parts the post and name."""
    first = next((block.text for block in speech.body), speech.closing or speech.title or "")
    if speech.title is None:
        yield TextWarning("no_title", f"no title was found above {_quote(first)}")
    elif not (speech.salutation or speech.subtitle or shapes.is_title(speech.title)):
        yield TextWarning("low_confidence", f"taken for the title by its place: {_quote(speech.title)}")
    subtitle = speech.subtitle or ""
    if subtitle and not shapes.is_subtitle(subtitle) and not shapes.is_title(subtitle):
        yield TextWarning("low_confidence", f"taken for the subtitle by its place: {_quote(subtitle)}")
    if not (speech.speaker is None or signed or shapes.is_speaker(speech.speaker)):
        yield TextWarning("low_confidence", f"taken for the speaker by its place: {_quote(speech.speaker)}")
    if not speech.salutation:
        yield TextWarning("no_salutation", f"no salutation was found above {_quote(first)}")
    last = speech.body[-1].text if speech.body and not speech.closing else ""
    if _stops_short(last):
        yield TextWarning("truncated", f"the text may break off here: {_quote(last[-_QUOTED:])}")
    for block in speech.body:
        if (
            len(block.text) > _GLUED_LENGTH
            and len(compiled("[。；：！？]\\s*[一二三]、").findall(block.text)) > 1
        ):
            yield TextWarning("glued", f"several parts may be glued into one line: {_quote(block.text)}")


def _stops_short(line: str) -> bool:
    """Whether the last line of a speech is no whole sentence; a wish or a name may lack its mark."""
    said = line.rstrip(shapes.CLOSERS)
    if said.endswith(("…", *UNFINISHED)):
        return True
    return said[-1:].isalnum() and compiled("[。！？]").search(said) is not None


def _doubts(ledger: Ledger, rows: Sequence[Row]) -> Iterator[TextWarning]:
    """What a reader of the whole source should check."""
    prose = sum(len(row.text) for row in rows if shapes.is_prose(row.seen))
    marked = any(shapes.is_salutation(row.seen) or shapes.is_title(row.seen) for row in rows)
    if not marked and prose < _LEAST_PROSE:
        first = rows[0].text if rows else ""
        yield TextWarning("not_a_speech", f"neither title nor salutation nor paragraphs: {_quote(first)}")
    yield from _unparted(ledger, rows)
    for start, end in mojibake.remains(ledger.text):
        yield TextWarning("mojibake", f"this cannot be read: {_quote(_around(ledger.text, start, end))}")
    for edit, at, end in placed(ledger):
        if TRUNCATION in edit.rule:
            place = _around(ledger.text, at, end)
            for notice in truncation.notices(edit.before):
                yield TextWarning("truncated", f"a part is missing, said {_quote(notice)}: {_quote(place)}")
        behind = _line_at(ledger.text, end) if leaves_glued(edit) else ""
        if shapes.numbering(behind):
            yield TextWarning("glued", f"a heading may run on into its text: {_quote(behind)}")
        elif edit.confidence < UNSURE:
            place = _around(ledger.text, at, end)
            yield TextWarning(
                "low_confidence",
                f"{edit.rule}: {_quote(edit.before)} became {_quote(edit.after)} in {_quote(place)}",
            )


def _unparted(ledger: Ledger, rows: Sequence[Row]) -> Iterator[TextWarning]:
    """Paragraphs which may still be glued together, be it of a text that stood in one line.

    Parts are told by their numbers, and nothing tells where the last one ends.
    The first line holds more than the title if it says something, or ends as the speaker's does.
    """
    if sum(not line.isspace() for line in ledger.source.splitlines()) > _FEW_LINES:
        for line in holding_headings(ledger.text):
            yield TextWarning("glued", f"a heading may run on into its text: {_quote(line.text)}")
        return
    known = any(GAPS_RULE in edit.rule for edit in ledger.edits)
    last = next((row for row in reversed(rows) if shapes.is_prose(row.seen)), None)
    doubtful = _doubtful_heads(rows)
    for number, row in enumerate(rows):
        long = len(row.seen) > _GLUED_LENGTH or (row is last and shapes.numbering(row.seen))
        several = long and not known and len(compiled("[。！？]").findall(row.seen)) >= _LEAST_SENTENCES
        headed = number in doubtful or (not number and shapes.is_prose(row.seen))
        headed = headed or (not known and not row.runs_on and _may_hold_heading(row.seen))
        headed = headed or (not number and _goes_on(row.seen))
        if several or headed or compiled("[。！？…”]第[二三四五六]，").search(row.seen):
            yield TextWarning("glued", f"several parts may be glued into one line: {_quote(row.text)}")


_BEHIND_NOUN = rf"[会式礼典动坛]上的{shapes.SPEECH_NOUN}[^，。：；！？]{{2,}}$"
"""A title with something behind its noun, be it the one who speaks: …大会上的讲话场长."""


def _may_hold_heading(line: str) -> bool:
    """Whether a numbered paragraph begins with a sentence that is no lead, and goes on behind it."""
    found = shapes.numbering(line)
    if not found or not found.level:
        return False
    return compiled("[^，。！？]*，[^。！？]*[。！？].").match(line[found.end :]) is not None


def _goes_on(line: str) -> bool:
    """Whether a line is no title, but for its beginning."""
    return not shapes.is_title(line) and compiled(_BEHIND_NOUN).search(line) is not None


def _doubtful_heads(rows: Sequence[Row]) -> set[int]:
    """The numbers of the lines within which a piece of the head may end."""
    if sum(len(row.seen) for row in rows) < LEAST_GLUED:
        return set()
    borders = list(accumulate(len(row.seen) for row in rows))
    may_end = whole_heads.may_end("".join(row.seen for row in rows))
    return {bisect_right(borders, place) for place in may_end if place not in borders}


def _line_at(text: str, place: int) -> str:
    """The line in which a place lies."""
    return text[text.rfind("\n", 0, place) + 1 :].partition("\n")[0]


def _around(text: str, start: int, end: int) -> str:
    """A place with what stands on both sides of it."""
    return text[max(start - _BESIDE, 0) : end + _BESIDE].replace("\n", " ")


def _quote(text: str) -> str:
    shown = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    return f"“{shown}”"
