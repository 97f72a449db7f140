"""What runs have written into an output folder, so that a later one need not do it again.

In: each source whose outputs are written. Out: whether a source's outputs still
stand. The manifest is a hidden file in the folder, a JSON object a line; the last
line of a target counts. A line is appended when a source is done, so that a run
that is killed loses one at most; a line that was cut is passed over. Only where
the lines begin is kept in memory.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from yinfa.batch.inputs import Input
from yinfa.errors import OutputError

NAME = ".yinfa-manifest.jsonl"

Fingerprint = Callable[[str], str]
"""What the outputs of a source depend on besides its bytes, as a digest, by the source's name."""


def exists(folder: Path) -> bool:
    """Whether a folder has a manifest."""
    return (folder / NAME).exists()


class Manifest:
    """The manifest of a folder.

    Args:
        folder: where the outputs go.
        fingerprint: of the settings of this run.
        resume: what is recorded already counts.
        recording: more is to be recorded; the folder must be held (see `lock`).

    Raises OutputError where the file cannot be read or written.
    """

    def __init__(self, folder: Path, fingerprint: Fingerprint, *, resume: bool, recording: bool) -> None:
        self._folder = folder
        self._path = folder / NAME
        self._fingerprint = fingerprint
        self._open = ExitStack()
        self._lines: BinaryIO = BytesIO()
        self._end: BinaryIO | None = None
        try:
            if resume and self._path.exists():
                self._lines = self._open.enter_context(self._path.open("rb"))
            self._places = _places(self._lines)
            if recording:
                self._end = self._open.enter_context(_appended(self._path))
        except OSError as error:
            raise self._cannot(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._open.close()

    def standing(self, item: Input) -> list[Path] | None:
        """The outputs of a source that are as a run with these settings wrote them; None if not all are.

        The source must have the bytes it had then, and each output its size.
        """
        place = self._places.get(item.target.as_posix())
        if place is None:
            return None
        self._lines.seek(place)
        entry = json.loads(self._lines.readline())
        outputs = {self._folder / path: size for path, size in entry["outputs"].items()}
        stands = (
            entry.get("settings") == self._fingerprint(item.name)
            and all(_size(path) == size for path, size in outputs.items())
            and _sha256(item) == entry.get("sha256")
        )
        return list(outputs) if stands else None

    def record(self, item: Input, sha256: str, outputs: Sequence[Path]) -> None:
        """A source of these bytes is done; entered if anything is to be recorded. Raises OutputError."""
        if self._end is None:
            return
        try:
            entry = {
                "target": item.target.as_posix(),
                "source": item.name,
                "sha256": sha256,
                "settings": self._fingerprint(item.name),
                "outputs": {
                    path.relative_to(self._folder).as_posix(): path.stat().st_size for path in outputs
                },
            }
            self._end.write(_line(entry))
        except OSError as error:
            raise self._cannot(error) from error

    def _cannot(self, error: OSError) -> OutputError:
        return OutputError(
            f"The record of what is done cannot be kept: {error.strerror}.",
            place=str(self._path),
            remedy="Check that the folder may be written to and that the disk is not full.",
        )


def _appended(path: Path) -> BinaryIO:
    """The file, open for appending whole lines, unbuffered; a link is not followed."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(path, flags, 0o666), "r+b", buffering=0)
    if file.seek(0, os.SEEK_END):
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            file.write(b"\n")
    return file


def _places(file: BinaryIO) -> dict[str, int]:
    """Where the last line of each target begins."""
    places = {}
    place = 0
    for line in file:
        try:
            entry: Any = json.loads(line)
        except ValueError:
            entry = None  # the run that wrote it was killed
        if isinstance(entry, dict) and isinstance(entry.get("outputs"), dict):
            places[str(entry.get("target"))] = place
        place += len(line)
    return places


def _line(entry: dict[str, Any]) -> bytes:
    """A line of JSON; bytes of a file name that are no UTF-8 are escaped."""
    return (json.dumps(entry, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _sha256(item: Input) -> str:
    """The digest of a source's bytes, '' where it cannot be read: that is for its reading to report."""
    if item.data is not None:
        return hashlib.sha256(item.data).hexdigest()
    path = Path(item.name)
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _size(path: Path) -> int:
    """The size of an output in bytes, -1 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return -1
