"""From clean text to speeches: which line is the title, which a heading, where a speech begins.

In: the ledger, whose text has one paragraph a line. Out: `Analysis`. Every line
stands in exactly one place; nothing is changed, added or left out. Where a
collection is parted is read off the ledger: a speech begins where a rule of the
family ``collection`` took a mark out or a line between two speeches, and where a
title is followed by a salutation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from yinfa import shapes
from yinfa.ledger import Ledger
from yinfa.normalize import mojibake, truncation
from yinfa.normalize.parts import LEAST_GLUED_SENTENCE
from yinfa.rows import UNSURE, Row, leaves_glued, marked_lines, placed, rows_of
from yinfa.speech import Block, Heading, Lead, Paragraph, Salutation, Speech, TextWarning

TRUNCATION = "truncation."
_QUOTED = 30
_BESIDE = 10  # characters quoted on each side of a place
_LONGEST_TITLE, _LONGEST_SPEAKER = 80, 40
_LONGEST_PART = 12
"""Characters of the longest name of a part that stands without number above its text."""
_LEAST_SIGNS = 2
"""Of three signs (a surname, no word, no parts with names) so many tell a person's name."""
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
            number - last > 2
            and _opens(rows, number)
            and any(_is_body(row.seen) for row in rows[last:number])
        ):
            starts.add(number)
            last = number
    return sorted(starts)


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
        if not _is_signed(row) and not any(
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
    if not _is_phrase(row) or shapes.numbering(row):
        return False
    subtitled = shapes.is_subtitle(below) and shapes.is_title(below)
    return subtitled or (_thanks(rows[number - 1].seen) and shapes.is_salutation(below))


def _thanks(line: str) -> bool:
    """Whether a line ends a speech with thanks."""
    return shapes.is_closing(re.split("[，。！]", line.rstrip("！。"))[-1] + "！")


def _speech(rows: Sequence[Row]) -> Speech:
    """One speech of its lines."""
    head, body = _parted(rows)
    fields, unplaced = _head(head, body)
    body = [*unplaced, *body]
    salutation: list[str] = []
    if head and body and _greets_by_place([*head[-1:], *body[:2]], 1):
        salutation.append(body.pop(0).text)
    while _greets(body, first=not salutation) or _goes_on(salutation, body):
        salutation.append(body.pop(0).text)
    fields |= _signature(body, fields)
    if body and shapes.is_closing(body[-1].seen):
        fields["closing"] = body.pop().text
    speech = Speech(
        title=fields.get("title"),
        subtitle=fields.get("subtitle"),
        speaker=fields.get("speaker"),
        date_text=fields.get("date_text"),
        date=fields.get("date"),
        salutation=tuple(salutation),
        body=tuple(_blocks(body, fields.get("title"))),
        closing=fields.get("closing"),
    )
    signed = any(row.text == speech.speaker and _is_signed(row) for row in head)
    return replace(speech, warnings=tuple(_doubts_of(speech, signed=signed)))


def _greets(rows: Sequence[Row], *, first: bool) -> bool:
    """Whether the uppermost line addresses the audience; `first` tells that nothing above it does.

    There a line that names people is enough, where a sentence follows.
    """
    if rows and rows[0].turn:
        return False
    row, below = (rows[0].seen, rows[1].seen if len(rows) > 1 else "") if rows else ("", "")
    if shapes.is_salutation(row) or (first and shapes.is_greeting(row)):
        return True
    subject = below[:1] == "是"  # what stands above is what the line below speaks of
    if shapes.is_called_with(row, below) or (first and shapes.is_called(row) and not subject):
        return True
    prose = shapes.is_prose(below) or below[-1:] in tuple(shapes.ENDS + ".")
    spoken = shapes.is_greeting(below) or (prose and not shapes.numbering(below))
    return first and spoken and shapes.may_be_salutation(row, below)


def _goes_on(salutation: Sequence[str], rows: Sequence[Row]) -> bool:
    """Whether the uppermost line is the last one of an address whose lines all end with a comma."""
    return bool(salutation and rows) and all(
        shapes.is_called(line) for line in (salutation[-1], rows[0].seen)
    )


def _parted(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The lines above the salutation or the first paragraph, and the rest."""
    for number, row in enumerate(rows):
        if not number and _is_titled(rows):
            continue
        greets = _greets(rows[number : number + 2], first=True) or _greets_by_place(rows, number)
        if greets or (row.turn and not _names_speaker(row.seen)) or _is_body(row.seen):
            return list(rows[:number]), list(rows[number:])
    return list(rows[:1]), list(rows[1:])


def _greets_by_place(rows: Sequence[Row], number: int) -> bool:
    """Whether a line addresses whoever it names, as a head stands above it and a speech below it.

    2041年的温小暖：, 即将消失的红楼：.
    """
    if not number or number + 1 >= len(rows) or rows[number].turn:
        return False
    row, above, below = (rows[at].seen for at in (number, number - 1, number + 1))
    headed = shapes.is_title(above) or shapes.is_subtitle(above) or shapes.is_date(above)
    said = shapes.is_prose(below) or shapes.is_salutation(below)
    return (
        (headed or shapes.is_speaker(above) or _names_speaker(above)) and said and shapes.calls_by_place(row)
    )


def _is_titled(rows: Sequence[Row]) -> bool:
    """Whether the uppermost line is a title whatever it says: a line with a dash stands below it.

    Below a question or a call a line of the head is enough.
    """
    row, below = rows[0].seen, rows[1].seen if len(rows) > 1 else ""
    asked = row[-1] in "？！" and len(row) <= _QUOTED
    if asked and (shapes.follows_title(below) or shapes.is_speaker(below)):
        return True
    return row[-1] not in "：，；" and shapes.is_subtitle(below) and not shapes.is_prose(below)


def _is_body(row: str) -> bool:
    """Whether a line can stand neither in a title nor beside it."""
    return bool(
        len(row) > _LONGEST_TITLE
        or shapes.is_prose(row)
        or shapes.numbering(row)
        or shapes.salutation_end(row)
        or shapes.is_closing(row)
    )


def _head(rows: list[Row], body: Sequence[Row]) -> tuple[dict[str, str], list[Row]]:
    """Title, subtitle, speaker and date of the lines above the body, and what is left of them.

    Where the body opens with a salutation, what stands below the title can only be the subtitle or
    the speaker; where it does not, of several lines with a wide blank none is the speaker. The first
    line that fits nowhere ends the head: it and all behind it belong to the body.
    """
    fields: dict[str, str] = {}
    titled = any(shapes.is_title(row.seen) for row in rows)
    greeted = _greets(body, first=True)
    apart = [row for row in (*rows[1:], *body) if row.gap and not shapes.is_prose(row.seen)]
    for number, row in enumerate(rows):
        signed = _is_signed(row) and (greeted or len(apart) == 1)
        field = _field(row.seen, fields, titled, signed)
        subtitled = field != "subtitle" and any(shapes.is_subtitle(r.seen) for r in rows[number + 1 :][:1])
        if subtitled and "title" not in fields:
            field = "title"
        if field == "speaker" and not greeted and _names_part(row, [*rows[number + 1 :], *body]):
            field = None
        below = rows[number + 1 : number + 2]
        if field is None and (greeted or (below and shapes.is_date(below[0].seen))):
            field = _by_place(row.seen, fields)
        if field is None:
            return fields, rows[number:]
        fields[field] = row.text
        if field == "date_text":
            fields |= _iso(row)
    return fields, []


def _names_part(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a short word names the first part rather than a person: names of further parts follow."""
    signs = shapes.name_signs(row.seen)
    alone = signs > 1 or not any(
        len(above.seen) <= _LONGEST_PART and above.seen[-1] not in "，；：" and below.seen[-1] in shapes.ENDS
        for above, below in pairwise(rows)
        if above.seen[-1] not in shapes.ENDS and not shapes.numbering(above.seen)
    )
    return signs + alone < _LEAST_SIGNS


def _names_speaker(row: str) -> bool:
    """Whether a line below a title names those who speak behind a label: 主持人：罗可、简小宁."""
    return "：" in row and shapes.names_office(row)


def _by_place(row: str, taken: dict[str, str]) -> str | None:
    """The field of a line between title and salutation that looks like none of them."""
    if "speaker" not in taken and shapes.names_office(row):
        return "speaker"
    if row[0] in "（(" and row[-1] in "）)":
        return next((field for field in ("subtitle", "date_text") if field not in taken), None)
    if "subtitle" not in taken and _is_phrase(row):
        return "subtitle"
    named = "title" in taken and len(row) <= _LONGEST_SPEAKER and row[-1] not in "。；，、：！？"
    return "speaker" if named and "speaker" not in taken else None


def _is_phrase(row: str) -> bool:
    """Whether a line is one phrase, as a title's second half or a motto is."""
    return len(row) <= _QUOTED and re.search("[。；：！？（(]", row) is None and shapes.has_chinese(row)


def _is_signed(row: Row) -> bool:
    """Whether a wide blank parts a line as a post and a name: 值班员　王小满."""
    return row.gap > 0 and shapes.are_post_and_name(row.seen[: row.gap], row.seen[row.gap :])


def _field(row: str, taken: dict[str, str], titled: bool, signed: bool) -> str | None:
    """The field of the head that a line fills; None where it fits none that is free.

    `signed` tells that a wide blank parts it as a post and a name.
    """
    if shapes.is_date(row) or ("title" in taken and shapes.dated(row)):
        fitting = ["date_text"]
    elif shapes.is_subtitle(row):
        fitting = ["subtitle"]
    elif shapes.is_title(row):
        fitting = ["title", "subtitle"]
    elif ("title" in taken and (signed or _names_speaker(row))) or (
        (titled or "title" in taken or "date_text" in taken) and shapes.is_speaker(row)
    ):
        fitting = ["speaker"]
    elif row[-1] in "。；，：":
        fitting = []
    else:
        fitting = ["title"]
    return next((field for field in fitting if field not in taken), None)


def _iso(row: Row) -> dict[str, str]:
    """The field of a date's ISO 8601 form, where its line tells the day or the month."""
    iso = shapes.date(row.seen) or shapes.dated(row.seen)
    return {"date": iso} if iso else {}


def _signature(body: list[Row], fields: dict[str, str]) -> dict[str, str]:
    """The date, and the name above it, that close a speech; they are taken off the body."""
    found: dict[str, str] = {}
    if not body or "date_text" in fields:
        return found
    if not shapes.is_date(body[-1].seen):
        if "speaker" not in fields and len(body) > 1 and shapes.has_post(body[-1].seen):
            found["speaker"] = body.pop().text
        return found
    found |= _iso(body[-1]) | {"date_text": body.pop().text}
    if body and "speaker" not in fields and _signs(body):
        found["speaker"] = body.pop().text
    return found


def _signs(body: Sequence[Row]) -> bool:
    """Whether the last line, above a date, names who signs: a person, or a house where no other one signs."""
    last, above = body[-1].seen, body[-2].seen if len(body) > 1 else ""
    house = len(last) <= _QUOTED and above[-1:] in tuple(shapes.ENDS + "”") and shapes.names_office(last)
    return shapes.is_speaker(last) or house


def _blocks(rows: Sequence[Row], title: str | None) -> Iterator[Block]:
    """The blocks of a body. 第一， and 一是 take the level below the numbered heading above them.

    The `title` said again addresses nobody.
    """
    numbered = above = 0
    items = shapes.items([row.seen for row in rows])
    for index, row in enumerate(rows):
        found = shapes.numbering(row.seen)
        if row.text != title and _greets(rows[index : index + 2], first=False):
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
    for block in speech.body:
        if len(block.text) > _GLUED_LENGTH and len(re.findall("[。；：！？]\\s*[一二三]、", block.text)) > 1:
            yield TextWarning("glued", f"several parts may be glued into one line: {_quote(block.text)}")


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
    """Paragraphs of a text that stood in one line, which may still be glued together.

    Parts are told by their numbers, and nothing tells where the last one ends.
    """
    if sum(not line.isspace() for line in ledger.source.splitlines()) > _FEW_LINES:
        return
    known = any(GAPS_RULE in edit.rule for edit in ledger.edits)
    last = next((row for row in reversed(rows) if shapes.is_prose(row.seen)), None)
    for row in rows:
        long = len(row.seen) > _GLUED_LENGTH or (row is last and shapes.numbering(row.seen))
        several = long and not known and len(re.findall("[。！？]", row.seen)) >= _LEAST_SENTENCES
        if several or re.search("[。！？…”]第[二三四五六]，", row.seen):
            yield TextWarning("glued", f"several parts may be glued into one line: {_quote(row.text)}")


def _line_at(text: str, place: int) -> str:
    """The line in which a place lies."""
    return text[text.rfind("\n", 0, place) + 1 :].partition("\n")[0]


def _around(text: str, start: int, end: int) -> str:
    """A place with what stands on both sides of it."""
    return text[max(start - _BESIDE, 0) : end + _BESIDE].replace("\n", " ")


def _quote(text: str) -> str:
    shown = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    return f"“{shown}”"
