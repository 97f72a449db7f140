"""What the user sees while a run goes on: messages, written paths, a progress bar on a terminal.

Names and quoted texts come from anywhere: what a terminal would obey rather
than show is spelled out.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size

import click

from yinfa.errors import OutputError

_OBEYED = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]"
"""Control characters, ends of lines, and marks that turn the direction of writing."""


def printable(text: str) -> str:
    r"""A message of one line, safe on a terminal: an escape character is shown as ``\x1b``."""
    return re.sub(_OBEYED, lambda match: match[0].encode("unicode_escape").decode(), text)


def write_stdout(data: bytes) -> None:
    """Write bytes to stdout at once.

    Raises OutputError where it is closed or cannot take them, BrokenPipeError where its reader has gone.
    """
    if sys.stdout is None:  # so Python says that the shell closed it (>&-)
        raise OutputError("stdout is closed.", remedy="Name a file or a folder with -o.")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_stdout()
        raise OutputError(
            f"stdout cannot be written: {error.strerror}.", remedy="Name a file or a folder with -o."
        ) from error


def discard_stdout() -> None:
    """Send what is left for stdout nowhere, so that the flush at exit does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Console:
    """Prints line by line; what a progress bar has drawn on the terminal is wiped out before."""

    def __init__(self) -> None:
        self._has_bar = False

    def message(self, text: str) -> None:
        """A line on stderr."""
        self._wipe()
        click.echo(printable(text), err=True)

    def path(self, path: Path) -> None:
        """The path of a file written, a line on stdout if that is open."""
        if sys.stdout is not None:
            self._wipe()
            write_stdout(f"{path}\n".encode("utf-8", "surrogateescape"))

    @contextmanager
    def progress(self, length: int, *, wanted: bool) -> Iterator[Callable[[], None]]:
        """A bar for so many sources, on a terminal; gives what is called when all is said of one."""
        if not (wanted and length > 1 and sys.stderr.isatty()):
            yield lambda: None
            return
        self._has_bar = True
        with click.progressbar(length=length, file=sys.stderr, show_pos=True) as bar:
            yield lambda: bar.update(1)
        self._has_bar = False

    def _wipe(self) -> None:
        if self._has_bar:
            click.echo(f"\r{' ' * (get_terminal_size().columns - 1)}\r", nl=False, err=True)
