"""The errors a user meets, and the exit code each one ends in.

Everything Yinfa refuses is raised as a `YinfaError`: what happened, where, and
what to do about it. One function in `cli` turns them into messages and exits;
no other place prints an error or ends the process.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    UNUSABLE_INPUT = 3
    STYLE = 4
    FONT = 5
    OUTPUT = 6
    LOCKED = 7
    INTERRUPTED = 130


class YinfaError(Exception):
    """Something the user can understand and act upon.

    Args:
        message: what happened, without the place.
        place: the file, with line and column where known (``notes.txt:3:14``).
        remedy: what to do about it, as a sentence.
    """

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(message, place, remedy)
        self.message = message
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}" + (f" {self.remedy}" if self.remedy else "")


class UsageError(YinfaError):
    """The command was called in a way that cannot be carried out."""

    exit_code = ExitCode.USAGE


class InputError(YinfaError):
    """A source that cannot be read, or holds no speech."""

    exit_code = ExitCode.UNUSABLE_INPUT


class BrokenPromiseError(InputError):
    """A promise of the ledger did not hold, so nothing of this file is written."""


class StyleError(YinfaError):
    """A style sheet that is missing, malformed or out of range."""

    exit_code = ExitCode.STYLE


class FontError(YinfaError):
    """A font that is missing or unusable, or a character no font has."""

    exit_code = ExitCode.FONT


class MissingGlyphError(FontError):
    """A character of the text that no font has; `character` is that character."""

    def __init__(self, character: str) -> None:
        shown = character if character.isprintable() else "?"
        super().__init__(
            f"No font has the character {shown} (U+{ord(character):04X}).",
            remedy="Correct the text, or name a font that has it in a stack of the sheet's [fonts].",
        )
        self.character = character

    def quote(self, texts: Iterable[str]) -> None:
        """Say which words the character stands among in the first text that has it, if any does."""
        for text in texts:
            before, found, behind = text.partition(self.character)
            if found:
                self.message += f" It stands in “{before[-8:]}{found}{behind[:8]}”."
                return


class OutputError(YinfaError):
    """An output that cannot or must not be written."""

    exit_code = ExitCode.OUTPUT


class LockedError(YinfaError):
    """Another run holds the output folder."""

    exit_code = ExitCode.LOCKED
