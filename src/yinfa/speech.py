"""The model of a speech: what stands between the cleaned text and the page.

Normalising and structure make it, the formats read it; it knows neither damage
nor output. All texts are single lines without leading or trailing space.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextWarning:
    """Something a reader should check.

    `code` is one of the contract's: truncated, mojibake, undecodable,
    low_confidence, no_title, no_salutation, glued, not_a_speech. `message`
    quotes the place.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A numbered opening sentence that runs on into its paragraph.

    Offsets are code points within the paragraph; `end` lies behind the first 。
    """

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on a line of its own; levels 1 一、 · 2 （一） · 3 1. · 4 （1）."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    text: str
    leads: tuple[Lead, ...] = ()


@dataclass(frozen=True, slots=True)
class Salutation:
    """A salutation on a line of its own in mid-text."""

    text: str


Block = Heading | Paragraph | Salutation


@dataclass(frozen=True, slots=True)
class Speech:
    """One speech; every line of its text stands in exactly one field.

    `date_text` is the date as printed, `date` its ISO 8601 form.
    """

    title: str | None = None
    subtitle: str | None = None
    speaker: str | None = None
    date_text: str | None = None
    date: str | None = None
    salutation: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    closing: str | None = None
    warnings: tuple[TextWarning, ...] = ()
