"""Writing files whole or not at all, and never over what is not ours.

In: paths and bytes; out: files. A file is written under another name in the same
folder, forced to the disk, and renamed: a reader, a crash or Ctrl-C never meets
half of it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from yinfa.errors import OutputError

_TEMPORARY = ".yinfa-"

_REMEDIES: Mapping[int | None, str] = {
    errno.ENAMETOOLONG: "Give the input a shorter name.",
    errno.ENOSPC: "Make room on the disk.",
    errno.EDQUOT: "Make room on the disk: your share of it is used up.",
    errno.EROFS: "Name a folder that may be written to.",
    errno.ENOTDIR: "A part of this path is a file: name another folder.",
    errno.EEXIST: "There is a file of this name: name another folder.",
}
"""What to do about an error of the system; by its number."""


def write(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file atomically, whole or piece by piece; the folder must exist.

    Raises OutputError where it cannot be written; nothing of it is left then.
    """
    try:
        _replace(path, data)
    except OSError as error:
        raise _cannot(path, error) from error


def nameless(folder: Path) -> BinaryIO:
    """A file for the time being, which is gone when it is closed; raises OutputError as `write` would."""
    try:
        return tempfile.TemporaryFile(prefix=_TEMPORARY, dir=folder)
    except OSError as error:
        raise _cannot(folder, error) from error


def make_folder(path: Path) -> None:
    """Make a folder and those above it; raises OutputError where that is impossible."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot(path, error) from error


def check_replaceable(path: Path, is_own: Callable[[bytes], bool], *, force: bool) -> None:
    """Raise OutputError where something stands at `path` that must not be replaced.

    `is_own` tells from a file's bytes whether Yinfa wrote it.
    """
    try:
        if path.is_dir():
            raise OutputError(
                "There is a folder of this name.", place=str(path), remedy="Name another output."
            )
        if force or not path.exists() or is_own(path.read_bytes()):
            return
    except OSError as error:
        raise _cannot(path, error) from error
    raise OutputError(
        "There is a file of this name that Yinfa did not write.",
        place=str(path),
        remedy="Move it away, name another output, or replace it with --force.",
    )


def _replace(path: Path, data: bytes | Iterable[bytes]) -> None:
    descriptor, name = tempfile.mkstemp(prefix=_TEMPORARY, suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _fill(file, data)
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except BaseException:  # Ctrl-C as well must leave nothing behind
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _fill(file: BinaryIO, data: bytes | Iterable[bytes]) -> None:
    file.writelines([data] if isinstance(data, bytes) else data)
    file.flush()
    os.fsync(file.fileno())


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those a new file would have."""
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Force the new name to the disk, where folders can be opened (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems refuse; the file itself is safe
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"This cannot be written: {error.strerror}.",
        place=str(path),
        remedy=_REMEDIES.get(error.errno, "Check that the folder may be written to."),
    )
