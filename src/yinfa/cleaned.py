"""A source made clean: normalised, read as speeches, and proven to have kept the ledger's promises.

In: a `Source`, the options of the rules, the user's corrections. Out: `Cleaned`, from which every
output is made.
"""

from __future__ import annotations

from dataclasses import dataclass

from yinfa import ledger
from yinfa.correcting import correct
from yinfa.errors import BrokenPromiseError
from yinfa.ledger import Edit, Ledger
from yinfa.normalize import Options, normalize
from yinfa.overrides import UNCORRECTED, Overrides
from yinfa.roles import Placed, UnplacedError, placed
from yinfa.source import Source
from yinfa.speech import Speech, TextWarning
from yinfa.structure import read

_REPORT = "This is a fault of Yinfa: please report it, with the file if you may."


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The clean text of a source: applying `edits` to ``source.text`` gives `text`.

    `lines` tells the part that each line of `text` plays in the speeches.
    `warnings` are those of the whole source; each speech has its own besides.
    """

    source: Source
    text: str
    edits: tuple[Edit, ...]
    speeches: tuple[Speech, ...]
    lines: tuple[Placed, ...]
    warnings: tuple[TextWarning, ...]

    @property
    def all_warnings(self) -> tuple[TextWarning, ...]:
        """The warnings of the source and of its speeches."""
        return self.warnings + tuple(warning for speech in self.speeches for warning in speech.warnings)


def make_clean(source: Source, options: Options, overrides: Overrides = UNCORRECTED) -> Cleaned:
    """Normalise a source, read its speeches, and put right what the user says of them.

    Raises BrokenPromiseError where the edits do not lead from the source to the
    text and back, or a line of the text is in no speech; UsageError where the
    user's word cannot be followed.
    """
    record = normalize(source.text, options)
    analysis = read(record)
    _check_ledger(record, source)
    lines = _lines(record.text, analysis.speeches, source)
    corrections = overrides.of(source.path)
    speeches, warnings = analysis.speeches, source.warnings + analysis.warnings
    if corrections:
        speeches = correct(speeches, lines, corrections, source.path)
        lines = _lines(record.text, speeches, source)
        warnings = tuple(warning for warning in warnings if warning.code != "not_a_speech")
    return Cleaned(source, record.text, record.edits, speeches, lines, warnings)


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


def _lines(text: str, speeches: tuple[Speech, ...], source: Source) -> tuple[Placed, ...]:
    """The lines of the text, each of which stands in the speeches once, in order."""
    try:
        return tuple(placed(text, speeches))
    except UnplacedError as error:
        near = error.args[0][:40]
        raise BrokenPromiseError(
            f"A line of the text was lost or doubled when it was read as a speech, near “{near}”.",
            place=source.path,
            remedy=_REPORT,
        ) from error
