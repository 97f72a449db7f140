"""The driver: the way of a source's bytes to the bytes of its outputs.

`export` and `clean` read as the table of contents of the program. Both write
nothing: what they return is written by `outputs`, so that nothing of a source is
written before all of it is made.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yinfa
from yinfa.cleaned import Cleaned, make_clean
from yinfa.errors import BrokenPromiseError, InputError, MissingGlyphError, YinfaError
from yinfa.formats import DOCUMENTS, TEXTS, Typeset
from yinfa.ledger import JOINT
from yinfa.normalize import Options
from yinfa.overrides import UNCORRECTED, Overrides
from yinfa.source import read
from yinfa.speech import Speech, TextWarning

if TYPE_CHECKING:
    from yinfa.fonts import FontSet
    from yinfa.layout.page import Page
    from yinfa.style.sheet import Sheet

LONGEST = 2_000_000
"""Characters of the longest text that is set as a speech: four days of speaking."""


class Documents(NamedTuple):
    """What `export` is to make: formats, style sheet, settings of it (KEY=VALUE).

    And how the text is cleaned before: options of the rules, corrections of the structure.
    """

    formats: tuple[str, ...] = ("docx", "pdf")
    style: str = "official"
    settings: tuple[str, ...] = ()
    options: Options = Options()
    overrides: Overrides = UNCORRECTED


class Text(NamedTuple):
    """What `clean` is to make: a format, options of the rules, corrections of the structure.

    `colour` asks for the colours of a terminal where the format has any.
    """

    format: str = "text"
    options: Options = Options()
    overrides: Overrides = UNCORRECTED
    colour: bool = False


class Output(NamedTuple):
    """One file to be: `number` counts the speeches of a collection from 1, 0 where there is one output."""

    number: int
    suffix: str
    data: bytes


class Result(NamedTuple):
    """What became of one source; `rules` counts the edits of each rule.

    `sha256` is the digest of the source's bytes.
    """

    outputs: tuple[Output, ...]
    speeches: int
    edits: int
    warnings: tuple[TextWarning, ...]
    rules: Mapping[str, int]
    sha256: str


def export(origin: Path | bytes, name: str, order: Documents) -> Result:
    """The documents of a source.

    Raises InputError where it cannot be used or holds no speech, StyleError,
    FontError, UsageError where a correction cannot be followed, and BrokenPromiseError
    where an output would not say what the source says.
    """
    source = read(origin, name)
    _check_length(source.text, name)
    cleaned = make_clean(source, order.options, order.overrides)
    _check_speech(cleaned)
    outputs = []
    for number, speech in enumerate(cleaned.speeches, start=1):
        typeset = _typeset(speech, order, name)
        for made in order.formats:
            data = DOCUMENTS[made](typeset)
            outputs.append(Output(number if len(cleaned.speeches) > 1 else 0, f".{made}", data))
    return _result(cleaned, outputs)


def clean(origin: Path | bytes, name: str, order: Text) -> Result:
    """The clean text of a source, in a text format.

    Raises InputError, BrokenPromiseError, and UsageError where a correction cannot be followed.
    """
    cleaned = make_clean(read(origin, name), order.options, order.overrides)
    made = TEXTS[order.format]
    make = made.make_coloured if order.colour and made.make_coloured else made.make
    return _result(cleaned, [Output(0, made.suffix, make(cleaned).encode("utf-8", "backslashreplace"))])


@lru_cache(maxsize=1)
def workshop(style: str, settings: tuple[str, ...]) -> tuple[Sheet, FontSet]:
    """The style sheet, and the fonts it asks for, opened once for all sources.

    Raises StyleError and FontError.
    """
    from yinfa.style.checking import ready

    examined, fonts = ready(style, settings)
    return examined.sheet, fonts


def fingerprint(name: str, order: Documents) -> str:
    """What the documents of the source `name` depend on besides its bytes, as a hexadecimal digest."""
    corrections = order.overrides.of(name)
    return hashlib.sha256(f"{_settings(order)}{corrections}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _settings(order: Documents) -> str:
    """All that an order says, the same in every process: the sheet with what it inherits, the fonts found."""
    from yinfa.style.checking import asked

    sheet, fonts = workshop(order.style, order.settings)
    faces = [face for font in asked(sheet) for face in fonts.stack(font)]
    files = sorted({(face.postscript, face.path.stat().st_size) for face in faces})
    options = order.options
    words = [sorted(words) for words in (options.only, options.without, options.protect)]
    return repr((yinfa.__version__, order.formats, sheet, files, options.script, words))


def _typeset(speech: Speech, order: Documents, name: str) -> Typeset:
    from yinfa.flow import flow
    from yinfa.layout.pages import paginate

    sheet, fonts = workshop(order.style, order.settings)
    blocks = flow(speech, sheet)
    texts = [block.text for block in blocks]
    try:
        pages = tuple(paginate(blocks, sheet, fonts))
    except MissingGlyphError as error:
        error.place = name
        error.quote(texts)
        raise
    except YinfaError as error:
        error.place = error.place or name
        raise
    _check_pages(texts, pages, name)
    return Typeset(speech, sheet, fonts, pages)


def _result(cleaned: Cleaned, outputs: list[Output]) -> Result:
    rules = Counter(name for edit in cleaned.edits for name in edit.rule.split(JOINT))
    return Result(
        tuple(outputs),
        len(cleaned.speeches),
        len(cleaned.edits),
        cleaned.all_warnings,
        rules,
        cleaned.source.sha256,
    )


def _check_length(text: str, name: str) -> None:
    if len(text) > LONGEST:
        raise InputError(
            f"With {len(text):,} characters this is no speech (at most {LONGEST:,}).",
            place=name,
            remedy="Divide the file; yinfa clean takes it as it is.",
        )


def _check_speech(cleaned: Cleaned) -> None:
    reason = next((w.message for w in cleaned.all_warnings if w.code == "not_a_speech"), "")
    if reason or not cleaned.speeches:
        raise InputError(
            f"This holds no speech: {reason or 'nothing is left of it'}.",
            place=cleaned.source.path,
            remedy="See what is left of it with yinfa clean.",
        )


def _check_pages(texts: list[str], pages: tuple[Page, ...], name: str) -> None:
    """Every character of the blocks stands on a page, in order; blanks may go at a line's end."""
    drawn = (line.text for page in pages for line in page.lines)
    if _without_blanks(drawn) != _without_blanks(texts):
        raise BrokenPromiseError(
            "The pages do not hold the whole text.",
            place=name,
            remedy="This is a fault of Yinfa: please report it, with the file if you may.",
        )


def _without_blanks(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())
