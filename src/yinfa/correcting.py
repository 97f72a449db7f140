"""Carries out what a user puts right of a speech's structure.

In: the speeches of a source, the place of each line in them, and corrections.
Out: speeches of the same lines, those that were named in their right places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from yinfa import shapes
from yinfa.errors import UsageError
from yinfa.normalize.script import shadow
from yinfa.overrides import Correction
from yinfa.roles import FIELDS, Placed
from yinfa.speech import Block, Heading, Paragraph, Salutation, Speech
from yinfa.structure import leads

_QUOTED = 30
_ANSWERED = {"no_title": "title", "no_salutation": "salutation"}
"""Warnings that hold no more once the field is there."""


def correct(
    speeches: Sequence[Speech], lines: Sequence[Placed], corrections: Sequence[Correction], name: str
) -> tuple[Speech, ...]:
    """The speeches of the source `name` with lines in the places that the corrections say.

    Raises UsageError, with the correction's file and line, where there is no such
    line, where several lines are meant, or where two corrections contradict each other.
    """
    told: dict[int, Correction] = {}
    for correction in corrections:
        number = _find(correction, lines, name).number
        if number in told:
            raise UsageError(
                f"Line {number} of {name} was given a place already, at {told[number].place}.",
                place=correction.place,
                remedy="Say once what a line is.",
            )
        told[number] = correction
    corrected = list(speeches)
    for speech in {line.speech for line in lines if line.number in told}:
        own = [line for line in lines if line.speech == speech]
        corrected[speech - 1] = _rebuilt(speeches[speech - 1], own, told)
    return tuple(corrected)


def _find(correction: Correction, lines: Sequence[Placed], name: str) -> Placed:
    """The one line that a correction means."""
    wanted, where = correction.line, f"speech {correction.speech} of {name}" if correction.speech else name
    known = [line for line in lines if correction.speech in (None, line.speech)]
    if not known:
        raise UsageError(
            f"There is no {where}; it holds {max((line.speech for line in lines), default=0)}.",
            place=correction.place,
            remedy="Speeches are numbered from 1.",
        )
    if isinstance(wanted, int):
        found = [line for line in known if line.number == wanted]
        said = f"There is no line {wanted} in {where}."
    else:
        found = [line for line in known if line.text == wanted]
        found = found or [line for line in known if line.text.startswith(wanted)]
        said = f"No line of {where} begins with {_quote(wanted)}."
    if not found:
        raise UsageError(
            said, place=correction.place, remedy="Lines are those that yinfa clean prints, from 1."
        )
    if len(found) > 1:
        numbers = ", ".join(str(line.number) for line in found)
        raise UsageError(
            f"Several lines of {where} are meant by {_quote(str(wanted))}: {numbers}.",
            place=correction.place,
            remedy=f'Name one: [[speech.line]] line = {found[0].number}, kind = "{correction.role}".',
        )
    return found[0]


def _rebuilt(speech: Speech, lines: Sequence[Placed], told: Mapping[int, Correction]) -> Speech:
    """A speech of its lines in their order, with the roles that were corrected."""
    roles = _roles(lines, told)
    fields: dict[str, str] = {}
    salutation: list[str] = []
    body: list[Block] = []
    for line in lines:
        role, correction = roles[line.number], told.get(line.number)
        if role in FIELDS:
            fields[role] = line.text
        elif role == "salutation" and not body:
            salutation.append(line.text)
        else:
            body.append(_block(line, role, correction))
    date_text = fields.get("date")
    return replace(
        speech,
        title=fields.get("title"),
        subtitle=fields.get("subtitle"),
        speaker=fields.get("speaker"),
        date_text=date_text,
        date=shapes.date(shadow(date_text)) if date_text else None,
        salutation=tuple(salutation),
        body=tuple(_with_leads(body)),
        closing=fields.get("closing"),
        warnings=tuple(
            warning
            for warning in speech.warnings
            if _ANSWERED.get(warning.code) not in {*fields, *(["salutation"] if salutation else [])}
        ),
    )


def _roles(lines: Sequence[Placed], told: Mapping[int, Correction]) -> dict[int, str]:
    """The role of each line, by its number.

    A line that held a field which another line is given becomes a paragraph, and
    so does a closing that is the last line no more.
    """
    given: dict[str, Correction] = {}
    for line in lines:
        correction = told.get(line.number)
        if correction and correction.role in FIELDS:
            if correction.role in given:
                raise UsageError(
                    f"The {correction.role} is given twice, at {given[correction.role].place} as well.",
                    place=correction.place,
                    remedy=f"A speech has one {correction.role}.",
                )
            given[correction.role] = correction
    roles = {
        line.number: told[line.number].role
        if line.number in told
        else ("paragraph" if line.role in given else line.role)
        for line in lines
    }
    last = next((line for line in reversed(lines) if roles[line.number] not in ("speaker", "date")), None)
    for line in lines:
        if roles[line.number] == "closing" and line is not last:
            if line.number in told:
                raise UsageError(
                    f"The closing {_quote(line.text)} is not the last line of its speech.",
                    place=told[line.number].place,
                    remedy="A thanks in mid-text is a paragraph.",
                )
            roles[line.number] = "paragraph"
    return roles


def _block(line: Placed, role: str, correction: Correction | None) -> Block:
    if line.block and line.role == role and not correction:
        return line.block
    if role == "heading" and correction:
        return Heading(line.text, correction.level)
    return Salutation(line.text) if role == "salutation" else Paragraph(line.text)


def _with_leads(body: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the leads of the paragraphs as they are below the headings that now stand above."""
    above = 0
    for block in body:
        if isinstance(block, Heading):
            above = block.level
        if isinstance(block, Paragraph):
            yield replace(block, leads=leads(shadow(block.text), above))
        else:
            yield block


def _quote(text: str) -> str:
    return f"“{text if len(text) <= _QUOTED else text[: _QUOTED - 1] + '…'}”"
