"""Where outputs go, and that they get there whole: the -o option and the writing of results.

In: what a source's pipeline returned. Out: files, or bytes on stdout. All
outputs of a source are checked before the first is written.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath, PureWindowsPath
from typing import NamedTuple

from yinfa import files
from yinfa.console import write_stdout
from yinfa.errors import OutputError, UsageError
from yinfa.formats import TEXTS, is_own
from yinfa.pipeline import Output

STDOUT = "-"


class Destination(NamedTuple):
    """What OUT means: a folder, one file, or stdout (both None)."""

    folder: Path | None = None
    file: Path | None = None

    @classmethod
    def of(cls, out: str, suffixes: Sequence[str]) -> Destination:
        """OUT is a file where it is none yet but has the suffix of an output, or is one already."""
        if out == STDOUT:
            return cls()
        path = Path(out)
        is_file = path.is_file() or (path.suffix.lower() in suffixes and not path.is_dir())
        return cls(file=path) if is_file else cls(folder=path)

    @property
    def is_stdout(self) -> bool:
        """Whether the bytes go to stdout."""
        return self.folder is None and self.file is None

    def path(self, target: PurePath, output: Output) -> Path:
        """The file of an output."""
        if self.file:
            return self.file
        number = f"-{output.number}" if output.number else ""
        return (self.folder or Path()) / target.parent / f"{target.name}{number}{output.suffix}"


class Writer:
    """Writes the outputs of one run; knows what it has written, so that no input overwrites another's.

    Args:
        destination: where they go.
        force: replace files that Yinfa did not write.
        dry_run: check all, write nothing.
    """

    def __init__(self, destination: Destination, *, force: bool = False, dry_run: bool = False) -> None:
        self._destination = destination
        self._dry_run = dry_run
        self._force = force
        self._taken: dict[str, str] = {}

    def prepare(self) -> None:
        """Make the folder, so that one that cannot be made is known before the work.

        Raises OutputError.
        """
        place = self._destination.folder or (self._destination.file and self._destination.file.parent)
        if place and not self._dry_run:
            files.make_folder(place)

    def write(self, name: str, target: PurePath, outputs: Sequence[Output]) -> list[Path]:
        """Write what was made of the source `name`; returns the files, none for stdout.

        Raises OutputError where a file is another's or cannot be written.
        """
        if self._destination.is_stdout:
            self._to_stdout(name, outputs)
            return []
        paths = [self._destination.path(target, output) for output in outputs]
        self._check_number(name, paths)
        self.claim(name, paths)
        for path, output in zip(paths, outputs, strict=True):
            _check_name(path)
            self._check(path, output.data)
        if not self._dry_run:
            for path, output in zip(paths, outputs, strict=True):
                files.make_folder(path.parent)
                files.write(path, output.data)
        return paths

    def _check_number(self, name: str, paths: Sequence[Path]) -> None:
        if len(set(paths)) < len(paths):
            raise OutputError(
                f"This gives {len(paths)} documents, but -o names one file.",
                place=name,
                remedy="Name a folder.",
            )

    def _check(self, path: Path, data: bytes) -> None:
        files.check_replaceable(path, lambda old: old == data or is_own(old), force=self._force)

    def claim(self, name: str, paths: Iterable[Path]) -> None:
        """Set files aside for the source `name`; raises OutputError where one is another source's.

        Two names that differ in case or composition only are one file on some systems.
        """
        for path in paths:
            key = unicodedata.normalize("NFC", str(path)).casefold()
            owner = self._taken.setdefault(key, name)
            if owner != name:
                raise OutputError(
                    f"{path} is the output of {owner} already.",
                    place=name,
                    remedy="Rename one of the two inputs, or export them into different folders.",
                )

    def _to_stdout(self, name: str, outputs: Sequence[Output]) -> None:
        if len(outputs) != 1:
            raise OutputError(
                f"This gives {len(outputs)} documents, but stdout takes one.",
                place=name,
                remedy="Name a folder with -o.",
            )
        if not self._dry_run:
            write_stdout(outputs[0].data)


def _check_name(path: Path) -> None:
    if os.name == "nt" and (reason := unfit_for_windows(path.name)):
        raise OutputError(
            f"Windows allows no file of this name: {reason}.", place=str(path), remedy="Rename the input."
        )


def unfit_for_windows(name: str) -> str:
    """Why a file cannot be called so on Windows, '' where it can."""
    if PureWindowsPath(name).is_reserved():
        return "it is that of a device"
    if name.endswith((".", " ")):
        return "it ends with a full stop or a blank"
    return 'it holds one of < > : " | ? *' if set(name) & set('<>:"|?*') else ""


def formats(
    out: str, wanted: tuple[str, ...] | None, known: Sequence[str], usual: tuple[str, ...]
) -> tuple[str, ...]:
    """The document formats to make: those wanted, else that of the file OUT names, else the usual ones.

    Raises UsageError where OUT is a file of another format.
    """
    suffix = Path(out).suffix.lower().removeprefix(".")
    if suffix not in known or Path(out).is_dir():
        return wanted or usual
    if wanted not in (None, (suffix,)):
        raise UsageError(
            f"{out} is a {suffix} file, but --to asks for {', '.join(wanted)}.",
            remedy="Name a folder, or one format.",
        )
    return (suffix,)


def text_format(out: str, wanted: str | None) -> str:
    """The text format to make: that wanted, else that of the file OUT names, else plain text."""
    suffix = Path(out).suffix.lower()
    return wanted or next((name for name, made in TEXTS.items() if made.suffix == suffix), "text")
