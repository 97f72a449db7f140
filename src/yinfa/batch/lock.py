"""One run at a time in an output folder.

In: the folder. The lock is the operating system's, on a hidden file in the
folder: it ends with the process, however that dies. What the file says is for
the message of a run that comes too late.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from yinfa.errors import LockedError, OutputError

NAME = ".yinfa.lock"
_LONGEST = 200  # bytes read of what the holder says of itself

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # others cannot read what is locked
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Hold a folder, which must exist, against other runs.

    Raises LockedError where another run holds it, OutputError where it cannot be locked.
    """
    path = folder / NAME
    try:
        descriptor = _acquired(path)
    except OSError as error:
        raise OutputError(
            f"The folder cannot be locked: {error.strerror}.",
            place=str(folder),
            remedy="Name a folder that may be written to, on a disk of this computer.",
        ) from error
    try:
        os.truncate(descriptor, 0)
        since = datetime.now().astimezone().isoformat(" ", "seconds")
        os.write(descriptor, f"process {os.getpid()} on {platform.node()}, since {since}".encode())
        yield
    finally:
        with contextlib.suppress(OSError):  # Windows removes no open file; one that stays does no harm
            path.unlink()
        os.close(descriptor)


def _acquired(path: Path) -> int:
    """A descriptor of the locked file; a holder that ends may remove the file before it is locked here."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            _claim(descriptor, path)
            if _is_at(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _claim(descriptor: int, path: Path) -> None:
    try:
        _lock(descriptor)
    except (BlockingIOError, PermissionError) as error:
        holder = os.read(descriptor, _LONGEST).decode("utf-8", "replace")
        raise LockedError(
            f"Another run of Yinfa is writing into this folder{holder and f' ({holder})'}.",
            place=str(path.parent),
            remedy="Wait until it has ended, or name another folder with -o.",
        ) from error


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
