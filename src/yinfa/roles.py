"""Which line of a clean text plays which part in its speeches.

In: the text and the speeches read from it. Out: one `Placed` a line. A `Speech`
tells what its title is, not where it stood; here its place is found again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from yinfa.speech import Block, Heading, Salutation, Speech

FIELDS = ("title", "subtitle", "speaker", "date", "closing")
"""The parts that one line of a speech can play."""

_BODY = {Heading: "heading", Salutation: "salutation"}


class UnplacedError(ValueError):
    """A line of the text stands in no speech, or one of a speech not in the text; `args` holds it."""


class Placed(NamedTuple):
    """A line: its number in the text and that of its speech, both from 1, and its role.

    The role is one of `FIELDS` or ``salutation``, ``heading``, ``paragraph``;
    `block` is the line's block where it stands in the body.
    """

    number: int
    text: str
    speech: int
    role: str
    block: Block | None = None


def placed(text: str, speeches: Sequence[Speech]) -> list[Placed]:
    """The lines of a text that are not empty, each with its role.

    Raises UnplacedError where they are not the lines of the speeches, in order.
    """
    numbered = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line]
    found: list[Placed] = []
    for count, speech in enumerate(speeches, start=1):
        end = len(found) + _length(speech)
        found += _of_speech(numbered[len(found) : end], speech, count)
    if len(found) != len(numbered):
        raise UnplacedError(numbered[len(found)][1])
    return found


def fields(speech: Speech) -> dict[str, str]:
    """The lines of a speech that stand alone in their field, by role."""
    values = (speech.title, speech.subtitle, speech.speaker, speech.date_text, speech.closing)
    return {role: value for role, value in zip(FIELDS, values, strict=True) if value}


def _length(speech: Speech) -> int:
    return len(fields(speech)) + len(speech.salutation) + len(speech.body)


def _of_speech(numbered: Sequence[tuple[int, str]], speech: Speech, count: int) -> list[Placed]:
    """Salutations and body stand in the text in their order; the fields are the lines between them.

    Taken from the end, so that of two equal lines the upper one is the title.
    """
    flow: list[tuple[str, Block | None]] = [(line, None) for line in speech.salutation]
    flow += [(block.text, block) for block in speech.body]
    left = fields(speech)
    found = []
    for number, line in reversed(numbered):
        if flow and flow[-1][0] == line:
            _, block = flow.pop()
            role = _BODY.get(type(block), "paragraph") if block else "salutation"
            found.append(Placed(number, line, count, role, block))
        else:
            role = next((role for role in reversed(left) if left[role] == line), "")
            if not role:
                raise UnplacedError(line)
            del left[role]
            found.append(Placed(number, line, count, role))
    if len(numbered) < _length(speech):
        raise UnplacedError(flow[0][0] if flow else next(iter(left.values())))
    return found[::-1]
