"""The INPUT arguments of a command → the list of sources, and where their outputs lie under OUT.

An argument is a file, a folder (read with all below it), a glob or ``-``.
Globs are expanded here, for shells that do not. A source costs some hundred
bytes of memory, so that a hundred thousand may be named.
"""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from yinfa.errors import InputError
from yinfa.source import LARGEST, STDIN, SUFFIXES

_OF_OUTPUTS = frozenset({".docx", ".html", ".htm"})
"""Suffixes that a source and an output of ours may have."""
_NO_NAME = r"[\x00-\x1f\x7f-\x9f]"
"""Control characters, which a name may hold on some systems, but a list of names, one a line, may not."""


class Input(NamedTuple):
    """A source to be read.

    `name` is its path as the user gave it; `place` its outputs' path under OUT,
    unsuffixed; `data` its bytes where it came by stdin.
    """

    name: str
    place: str
    data: bytes | None = None

    @property
    def origin(self) -> Path | bytes:
        """Where it is read from."""
        return Path(self.name) if self.data is None else self.data

    @property
    def target(self) -> PurePath:
        """The path of its outputs under OUT, unsuffixed and without control characters."""
        return PurePath(re.sub(_NO_NAME, "_", self.place))


class Inputs(NamedTuple):
    """What the arguments stand for: inputs in order, what cannot be read, what was passed over.

    `single` says that one source was named, so that its error is the command's.
    """

    found: tuple[Input, ...]
    unusable: tuple[InputError, ...]
    notes: tuple[str, ...]
    single: bool


def find(arguments: Sequence[str], out: Path | None) -> Inputs:
    """The sources that arguments name, each once; the folder `out` is not searched.

    Raises InputError where there are none at all.
    """
    found: dict[str, Input] = {}
    unusable: list[InputError] = []
    passed: Counter[str] = Counter()
    folders = False
    for path in _expanded(arguments, unusable):
        if path == STDIN:
            if STDIN not in found and (data := _stdin(unusable)):
                found[STDIN] = Input(STDIN, "stdin", data)
        elif stat.S_ISDIR(_mode(path)):
            folders = True
            for real, item in _walk(path, out, unusable, passed):
                found.setdefault(real, item)
        else:
            found.setdefault(os.path.realpath(path), Input(str(Path(path)), Path(path).stem))
    if not found and not unusable:
        raise InputError(
            f"No .txt or .md file, web page or Word document was found.{_told(passed)}",
            place=" ".join(arguments),
            remedy="Name a file (.txt, .md, .html, .docx) or a folder.",
        )
    notes = (_told(passed).strip(),) if passed else ()
    single = not folders and len(arguments) == 1 and len(found) + len(unusable) == 1
    return Inputs(tuple(found.values()), tuple(unusable), notes, single)


def _told(passed: Counter[str]) -> str:
    """What was passed over, as a sentence after a blank."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(passed.items()))
    return f" Files of other kinds were passed over: {kinds}; name one to read why." if kinds else ""


def _stdin(unusable: list[InputError]) -> bytes:
    """What came by stdin, nothing where it is closed."""
    data = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""
    if not data:
        unusable.append(
            InputError("Nothing came by stdin.", place=STDIN, remedy="Pipe a text into it, or name a file.")
        )
    return data


def _is_output(file: str) -> bool:
    """Whether Yinfa made a file of a folder; what cannot be opened is for the reading of it to report."""
    from yinfa.formats import is_own

    try:
        with Path(file).open("rb") as opened:
            return is_own(opened.read(LARGEST))
    except OSError:
        return False


def _expanded(arguments: Sequence[str], unusable: list[InputError]) -> Iterator[str]:
    for argument in arguments:
        if not argument:
            unusable.append(InputError("A name is empty.", remedy="Look for an empty pair of quotes."))
            continue
        if argument == STDIN or os.path.lexists(argument) or not glob.has_magic(argument):
            yield argument
            continue
        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            unusable.append(InputError("No file matches this.", place=argument, remedy="Check the pattern."))
        yield from matches


def _walk(
    top: str, out: Path | None, unusable: list[InputError], passed: Counter[str]
) -> Iterator[tuple[str, Input]]:
    """The sources below a folder in the order of their names, each with its real path; no hidden ones.

    A folder that is a link is not entered: it may lead back to one above it.
    """
    own = os.path.realpath(out) if out else None
    folders = [(top, os.path.realpath(top), "")]
    while folders:
        folder, real, below = folders.pop()
        subfolders = []
        for entry in _entries(folder, unusable):
            here = os.path.realpath(entry.path) if entry.is_symlink() else f"{real}{os.sep}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if here != own:
                    subfolders.append((entry.path, here, f"{below}{entry.name}{os.sep}"))
            elif reason := _passed_over(entry):
                passed[reason] += 1
            else:
                yield here, Input(entry.path, below + PurePath(entry.name).stem)
        folders += reversed(subfolders)


def _entries(folder: str, unusable: list[InputError]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(
                (entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name
            )
    except OSError as error:
        unusable.append(
            InputError(
                f"The folder cannot be read: {error.strerror}.",
                place=folder,
                remedy="Check its permissions.",
            )
        )
        return []


def _passed_over(entry: os.DirEntry[str]) -> str:
    """Why something in a folder is no source, '' where it is one: a broken link is, whose reading fails."""
    mode = _mode(entry.path) if entry.is_symlink() else 0
    suffix = PurePath(entry.name).suffix.lower()
    if stat.S_ISDIR(mode):
        return "linked folder"
    if suffix not in SUFFIXES:
        return suffix
    if not (stat.S_ISREG(mode) if mode else entry.is_file(follow_symlinks=False) or entry.is_symlink()):
        return "device or pipe"
    if suffix in _OF_OUTPUTS and _is_output(entry.path):
        return "of Yinfa's own"
    return ""


def _mode(path: str) -> int:
    """What kind of file there is, as `stat` tells it; 0 where there is none or it cannot be told."""
    try:
        return Path(path).stat().st_mode
    except (OSError, ValueError):
        return 0
