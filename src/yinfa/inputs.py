"""The INPUT arguments of a command → the list of sources, and where their outputs lie under OUT.

An argument is a file, a folder (read with all below it), a glob or ``-``.
Globs are expanded here, for shells that do not.
"""

from __future__ import annotations

import glob
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from yinfa.errors import InputError
from yinfa.source import LARGEST, STDIN, SUFFIXES

_OF_OUTPUTS = frozenset({".docx", ".html", ".htm"})
"""Suffixes that a source and an output of ours may have."""


@dataclass(frozen=True, slots=True)
class Input:
    """A source to be read: `name` is what it is called, `target` its outputs' path under OUT, unsuffixed."""

    origin: Path | bytes
    name: str
    target: PurePath


@dataclass(frozen=True, slots=True)
class Inputs:
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
    found: dict[Path | str, Input] = {}
    unusable: list[InputError] = []
    passed: Counter[str] = Counter()
    folders = False
    for path in _expanded(arguments, unusable):
        if path == STDIN:
            data = sys.stdin.buffer.read(LARGEST + 1)
            found.setdefault(STDIN, Input(data, STDIN, PurePath("stdin")))
            continue
        top = Path(path)
        if not top.is_dir():
            found.setdefault(top.resolve(), Input(top, str(top), PurePath(top.stem)))
            continue
        folders = True
        for file in _walk(top, out, unusable):
            if file.suffix.lower() not in SUFFIXES:
                passed[file.suffix.lower()] += 1
                continue
            if _is_output(file):
                passed["of Yinfa's own"] += 1
                continue
            target = file.relative_to(top).with_suffix("")
            found.setdefault(file.resolve(), Input(file, str(file), target))
    if not found and not unusable:
        raise InputError(
            "No .txt or .md file, web page or Word document was found.",
            place=" ".join(arguments),
            remedy="Name a file (.txt, .md, .html, .docx) or a folder.",
        )
    kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(passed.items()))
    notes = (f"Files of other kinds were passed over: {kinds}.",) if kinds else ()
    single = not folders and len(arguments) == 1 and len(found) + len(unusable) == 1
    return Inputs(tuple(found.values()), tuple(unusable), notes, single)


def _is_output(file: Path) -> bool:
    """Whether Yinfa made a file of a folder; what cannot be opened is for the reading of it to report."""
    if file.suffix.lower() not in _OF_OUTPUTS:
        return False
    from yinfa.formats import is_own

    try:
        return is_own(file.read_bytes())
    except OSError:
        return False


def _expanded(arguments: Sequence[str], unusable: list[InputError]) -> Iterator[str]:
    for argument in arguments:
        if argument == STDIN or Path(argument).exists() or not glob.has_magic(argument):
            yield argument
            continue
        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            unusable.append(InputError("No file matches this.", place=argument, remedy="Check the pattern."))
        yield from matches


def _walk(top: Path, out: Path | None, unusable: list[InputError]) -> Iterator[Path]:
    """The files below a folder in the order of their names, hidden ones left out."""

    def unreadable(error: OSError) -> None:
        unusable.append(
            InputError(
                f"The folder cannot be read: {error.strerror}.",
                place=str(error.filename),
                remedy="Check its permissions.",
            )
        )

    own = out.resolve() if out else None
    for folder, subfolders, files in os.walk(top, onerror=unreadable):
        here = Path(folder)
        subfolders[:] = sorted(
            name for name in subfolders if not name.startswith(".") and (here / name).resolve() != own
        )
        yield from (here / name for name in sorted(files) if not name.startswith("."))
