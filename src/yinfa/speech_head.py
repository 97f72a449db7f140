"""The head of a speech and who signs it: title, subtitle, speaker, date and those who are addressed.

In: the lines of one speech. Out: which of them stand above its text, and the field
that each fills, told by its shape and where that says nothing by its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yinfa import shapes
from yinfa.patterns import compiled
from yinfa.rows import Row

_LONGEST_TITLE, _LONGEST_SPEAKER = 80, 40
_LONGEST_PHRASE = 30
"""Characters of the longest line that is one phrase."""
_LONGEST_PART = 12
"""Characters of the longest name of a part that stands without number above its text."""
_LEAST_SIGNS = 2
"""Of three signs (a surname, no word, no parts with names) so many tell a person's name."""


def greets(rows: Sequence[Row], *, first: bool) -> bool:
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
    called = first or (spoken and _turns_to(row, below))
    return called and spoken and shapes.may_be_salutation(row, below)


def _turns_to(row: str, below: str) -> bool:
    """Whether a speaker turns to somebody in mid-speech: a short line without a verb, above 你 or 您."""
    named = compiled(_TURNED).fullmatch(row) is not None and row[-2] not in _SAYING
    return (
        named
        and compiled("[你您]").search(compiled("[。！？]").split(below, maxsplit=1)[0][:_NEAR]) is not None
    )


_TURNED, _SAYING = r"[^\W\d_]{1,6}(?:[、，][^\W\d_]{1,6}){0,3}：", tuple("说问讲喊道叫写答话告念唱想看听")
"""Those whom a speaker turns to, and what a line ends with that says who said something."""
_NEAR = 20


def taken_salutation(head: Sequence[Row], body: list[Row]) -> tuple[str, ...]:
    """The lines that address the audience above what is said; they are taken off the body."""
    found: list[str] = []
    if head and body and _greets_by_place([*head[-1:], *body[:2]], 1):
        found.append(body.pop(0).text)
    while greets(body, first=not found) or _goes_on(found, body):
        found.append(body.pop(0).text)
    return tuple(found)


def _goes_on(salutation: Sequence[str], rows: Sequence[Row]) -> bool:
    """Whether the uppermost line goes on with an address whose lines all end with one mark: a comma, a ！."""
    if not (salutation and rows):
        return False
    above, row = salutation[-1], rows[0].seen
    called = above[-1] == row[-1] == "！" and len(row) <= len(above)
    if called and len(rows) > 1 and shapes.is_prose(rows[1].seen):
        return shapes.may_be_salutation(f"{row[:-1]}：", "")
    return shapes.is_called(above) and shapes.is_called(row)


def parted(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The lines above the salutation or the first paragraph, and the rest."""
    for number, row in enumerate(rows):
        if not number and _is_titled(rows):
            continue
        addresses = greets(rows[number : number + 2], first=True) or _greets_by_place(rows, number)
        last = row.seen[-1] in shapes.ENDS and shapes.is_closing(
            "".join(r.seen for r in rows[number + 1 :][:1])
        )
        if addresses or last or (row.turn and not _names_speaker(row.seen)) or is_body(row.seen):
            return list(rows[:number]), list(rows[number:])
    return list(rows[:1]), list(rows[1:])


def _greets_by_place(rows: Sequence[Row], number: int) -> bool:
    """Whether a line addresses whoever it names, as a head stands above it and a speech below it.

    二〇四一年的小满：, 即将翻修的老粮仓：.
    """
    if not number or number + 1 >= len(rows) or rows[number].turn:
        return False
    row, above, below = (rows[at].seen for at in (number, number - 1, number + 1))
    shaped = (shapes.is_title, shapes.is_subtitle, shapes.is_date, shapes.is_speaker, _names_speaker)
    said = shapes.is_prose(below) or shapes.is_salutation(below)
    return said and any(shape(above) for shape in shaped) and shapes.calls_by_place(row)


def _is_titled(rows: Sequence[Row]) -> bool:
    """Whether the uppermost line is a title whatever it says: a line with a dash stands below it.

    Below a question or a call a line of the head is enough.
    """
    row, below = rows[0].seen, rows[1].seen if len(rows) > 1 else ""
    asked = row[-1] in "？！" and len(row) <= _LONGEST_PHRASE
    if asked and (shapes.follows_title(below) or shapes.is_speaker(below)):
        return True
    return row[-1] not in "：，；" and shapes.is_subtitle(below) and not shapes.is_prose(below)


def is_body(row: str) -> bool:
    """Whether a line can stand neither in a title nor beside it."""
    return bool(
        len(row) > _LONGEST_TITLE
        or shapes.is_prose(row)
        or shapes.numbering(row)
        or shapes.salutation_end(row)
        or shapes.is_closing(row)
    )


def head_fields(rows: list[Row], body: Sequence[Row]) -> tuple[dict[str, str], list[Row]]:
    """Title, subtitle, speaker and date of the lines above the body, and what is left of them.

    Where the body opens with a salutation, what stands below the title can only be the subtitle or
    the speaker; where it does not, of several lines with a wide blank none is the speaker. The first
    line that fits nowhere ends the head: it and all behind it belong to the body. Where the speech is
    given, and before whom, fills no field.
    """
    fields: dict[str, str] = {}
    titled = any(shapes.is_title(row.seen) for row in rows)
    greeted = greets(body, first=True)
    apart = [row for row in (*rows[1:], *body) if row.gap and not shapes.is_prose(row.seen)]
    told: list[Row] = []
    for number, row in enumerate(rows):
        if compiled(shapes.OCCASION).match(row.seen):
            told.append(row)
            continue
        signed = is_signed(row) and (greeted or len(apart) == 1)
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
            return fields, [*told, *rows[number:]]
        fields[field] = row.text
        if field == "date_text":
            fields |= _iso(row)
    return fields, told


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
    if "subtitle" not in taken and is_phrase(row):
        return "subtitle"
    named = "title" in taken and len(row) <= _LONGEST_SPEAKER and row[-1] not in "。；，、：！？"
    return "speaker" if named and "speaker" not in taken else None


def is_phrase(row: str) -> bool:
    """Whether a line is one phrase, as a title's second half or a motto is."""
    whole = compiled("[。；：！？（(]").search(row) is None and shapes.has_chinese(row)
    return whole and len(row) <= _LONGEST_PHRASE


def is_signed(row: Row) -> bool:
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


def signature(body: list[Row], fields: dict[str, str]) -> dict[str, str]:
    """The date, and the name above it, that close a speech; they are taken off the body."""
    found: dict[str, str] = {}
    if body and "date_text" not in fields and shapes.is_date(body[-1].seen):
        found |= _iso(body[-1]) | {"date_text": body.pop().text}
    signs = _signs if found else _signs_undated
    if body and "speaker" not in fields and signs(body):
        found["speaker"] = body.pop().text
    return found


def _signs_undated(body: Sequence[Row]) -> bool:
    """Whether the last line names who signs though no date stands below it: a post with a name, a house."""
    last, above = body[-1].seen, body[-2].seen if len(body) > 1 else ""
    signed = above[-1:] in tuple(shapes.ENDS + "”") and shapes.names_body(last)
    return bool(above) and (signed or shapes.has_post(last))


def _signs(body: Sequence[Row]) -> bool:
    """Whether the last line, above a date, names who signs: a person, or a house where no other one signs."""
    last, above = body[-1].seen, body[-2].seen if len(body) > 1 else ""
    alone = len(last) <= _LONGEST_PHRASE and above[-1:] in tuple(shapes.ENDS + "”")
    return shapes.is_speaker(last) or (alone and shapes.names_office(last))
