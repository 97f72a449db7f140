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

    def __init__(self, *, bar: bool) -> None:
        self._bar = bar

    def message(self, text: str) -> None:
        """A line on stderr."""
        self._wipe()
        click.echo(printable(text), err=True)

    def path(self, path: Path) -> None:
        """The path of a file written, a line on stdout if that is open."""
        if sys.stdout is not None:
            self._wipe()
            write_stdout(f"{path}\n".encode("utf-8", "surrogateescape"))

    def _wipe(self) -> None:
        if self._bar:
            click.echo(f"\r{' ' * (get_terminal_size().columns - 1)}\r", nl=False, err=True)


@contextmanager
def console(length: int, *, progress: bool) -> Iterator[tuple[Console, Callable[[], None]]]:
    """The console of a run over so many sources, and what is called when all is said of one."""
    if not (progress and length > 1 and sys.stderr.isatty()):
        yield Console(bar=False), lambda: None
        return
    with click.progressbar(length=length, file=sys.stderr, show_pos=True) as bar:
        yield Console(bar=True), lambda: bar.update(1)
