"""What the user sees while a run goes on: messages, written paths, a progress bar on a terminal.

Names and quoted texts come from anywhere: what a terminal would obey rather
than show is spelled out.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

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
    """Prints at once, or, while a progress bar has the terminal, keeps what there is to print."""

    def __init__(self, *, kept: bool) -> None:
        self._kept: list[tuple[str, bool]] | None = [] if kept else None

    def message(self, text: str) -> None:
        """A line on stderr."""
        self._print(printable(text), error=True)

    def path(self, path: Path) -> None:
        """The path of a file written, a line on stdout, if that is open."""
        self._print(str(path), error=False)

    def release(self) -> None:
        """Print what was kept, and from now on at once."""
        kept, self._kept = self._kept or [], None
        for text, error in kept:
            self._print(text, error=error)

    def _print(self, text: str, *, error: bool) -> None:
        if self._kept is not None:
            self._kept.append((text, error))
        elif error:
            click.echo(text, err=True)
        elif sys.stdout is not None:
            write_stdout(f"{text}\n".encode("utf-8", "surrogateescape"))


@contextmanager
def console(length: int, *, progress: bool) -> Iterator[tuple[Console, Callable[[], None]]]:
    """The console of a run over so many sources, and what is called after each of them."""
    shown = progress and length > 1 and sys.stderr.isatty()
    made = Console(kept=shown)
    with ExitStack() as stack:
        stack.callback(made.release)
        if not shown:
            yield made, lambda: None
            return
        bar = stack.enter_context(click.progressbar(length=length, file=sys.stderr, show_pos=True))
        yield made, lambda: bar.update(1)
