"""What the user sees while a run goes on: messages, written paths, a progress bar on a terminal.

Names and quoted texts come from anywhere: what a terminal would obey rather
than show is spelled out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

_OBEYED = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]"
"""Control characters, ends of lines, and marks that turn the direction of writing."""


def printable(text: str) -> str:
    r"""A message of one line, safe on a terminal: an escape character is shown as ``\x1b``."""
    return re.sub(_OBEYED, lambda match: match[0].encode("unicode_escape").decode(), text)


class Console:
    """Prints at once, or, while a progress bar has the terminal, keeps what there is to print."""

    def __init__(self, *, kept: bool) -> None:
        self._kept: list[tuple[str, bool]] | None = [] if kept else None

    def message(self, text: str) -> None:
        """A line on stderr."""
        self._print(printable(text), error=True)

    def path(self, path: Path) -> None:
        """The path of a file written, a line on stdout."""
        self._print(str(path), error=False)

    def release(self) -> None:
        """Print what was kept, and from now on at once."""
        kept, self._kept = self._kept or [], None
        for text, error in kept:
            click.echo(text, err=error)

    def _print(self, text: str, *, error: bool) -> None:
        if self._kept is None:
            click.echo(text, err=error)
        else:
            self._kept.append((text, error))


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
