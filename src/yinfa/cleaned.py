"""A source made clean: normalised, read as speeches, and proven to have kept the ledger's promises.

In: a `Source` and the options of the rules. Out: `Cleaned`, from which every
output is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yinfa import ledger
from yinfa.errors import BrokenPromiseError
from yinfa.ledger import Edit, Ledger
from yinfa.normalize import Options, normalize
from yinfa.source import Source
from yinfa.speech import Speech, TextWarning
from yinfa.structure import read

_REPORT = "This is a fault of Yinfa: please report it, with the file if you may."


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The clean text of a source: applying `edits` to ``source.text`` gives `text`.

    `warnings` are those of the whole source; each speech has its own besides.
    """

    source: Source
    text: str
    edits: tuple[Edit, ...]
    speeches: tuple[Speech, ...]
    warnings: tuple[TextWarning, ...]

    @property
    def all_warnings(self) -> tuple[TextWarning, ...]:
        """The warnings of the source and of its speeches."""
        return self.warnings + tuple(warning for speech in self.speeches for warning in speech.warnings)


def make_clean(source: Source, options: Options) -> Cleaned:
    """Normalise a source and read its speeches.

    Raises BrokenPromiseError where the edits do not lead from the source to the
    text and back, or a line of the text is in no speech.
    """
    record = normalize(source.text, options)
    analysis = read(record)
    _check_ledger(record, source)
    _check_lines(record.text, analysis.speeches, source)
    return Cleaned(
        source=source,
        text=record.text,
        edits=record.edits,
        speeches=analysis.speeches,
        warnings=source.warnings + analysis.warnings,
    )


def lines(speech: Speech) -> Iterator[str]:
    """The lines of a speech; where a head's or a signature's field stood is not known any more."""
    for text in (speech.title, speech.subtitle, speech.speaker, speech.date_text, speech.closing):
        if text:
            yield text
    yield from speech.salutation
    for block in speech.body:
        yield block.text


def _check_ledger(record: Ledger, source: Source) -> None:
    try:
        kept = ledger.apply(source.text, record.edits) == record.text
        kept = kept and ledger.undo(record.text, record.edits) == source.text
    except ValueError as error:
        raise BrokenPromiseError(
            f"The recorded edits do not lead back to the source: {error}.", place=source.path, remedy=_REPORT
        ) from error
    if not kept:
        raise BrokenPromiseError(
            "The recorded edits do not lead from the source to the text and back.",
            place=source.path,
            remedy=_REPORT,
        )


def _check_lines(text: str, speeches: tuple[Speech, ...], source: Source) -> None:
    """Every line of the text stands in the speeches, as often as in the text."""
    written = sorted(line for line in text.split("\n") if line)
    placed = sorted(line for speech in speeches for line in lines(speech))
    if written != placed:
        odd = next(
            (pair for pair in zip(written, placed, strict=False) if pair[0] != pair[1]),
            (written or placed)[-1:],
        )
        raise BrokenPromiseError(
            f"A line of the text was lost or doubled when it was read as a speech, near “{min(odd)[:40]}”.",
            place=source.path,
            remedy=_REPORT,
        )
