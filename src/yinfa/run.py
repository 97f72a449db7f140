"""One run of `export` or `clean` over the INPUT arguments: find, attempt, write, report.

In: what the user asked for and the work to be done on a source. Out: files or
stdout, messages on stderr, and the exit code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from yinfa import batch, files, inputs
from yinfa.batch import Failure, Outcome, Work
from yinfa.errors import ExitCode, UsageError, YinfaError
from yinfa.outputs import Destination, Writer
from yinfa.overrides import UNCORRECTED, Overrides
from yinfa.report import Report


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for, named as on the command line."""

    inputs: tuple[str, ...]
    out: str
    force: bool = False
    dry_run: bool = False
    jobs: int = 1
    timeout: float | None = None
    fail_fast: bool = False
    report: Path | None = None
    open: bool = False
    quiet: bool = False
    verbose: bool = False
    no_progress: bool = True
    overrides: Overrides = UNCORRECTED


def run(
    asked: Asked, work: Work, suffixes: Sequence[str], *, streams: bool, edited: bool = False
) -> ExitCode:
    """Do the work on every input and write what comes of it.

    Args:
        asked: what the user asked for.
        work: what is done with a source.
        suffixes: those of the outputs.
        streams: several sources may go to stdout one after another.
        edited: the edits are summed up at the end.

    Raises YinfaError for what concerns the whole run.
    """
    destination = Destination.of(asked.out, suffixes)
    plan = inputs.find(asked.inputs, destination.folder)
    _check_destination(destination, plan, suffixes, streams=streams)
    unmatched = list(asked.overrides.check([item.name for item in plan.found]))
    writer = Writer(destination, force=asked.force, dry_run=asked.dry_run)
    writer.prepare()
    with _console(asked, len(plan.found)) as (console, step):
        report = Report(
            console.message, verbosity=asked.verbose - asked.quiet, single=plan.single, edited=edited
        )
        for note in (*plan.notes, *unmatched):
            report.note(note)
        for error in plan.unusable:
            report.refused(error)
        outcomes = batch.run(plan.found, work, jobs=asked.jobs, timeout=asked.timeout)
        written = _settle(outcomes, writer, report, console.path, step, fail_fast=asked.fail_fast)
    report.summary()
    if asked.report:
        files.make_folder(asked.report.parent)
        files.write(asked.report, report.to_json())
    if asked.open and written and not asked.dry_run:
        click.launch(str(written[0] if plan.single else destination.folder or written[0]))
    return report.exit_code


def _settle(
    outcomes: Iterator[Outcome],
    writer: Writer,
    report: Report,
    print_path: Callable[[Path], None],
    step: Callable[[], None],
    *,
    fail_fast: bool,
) -> list[Path]:
    """Write each outcome as it comes; returns the files written."""
    written: list[Path] = []
    for outcome in outcomes:
        failure = _write(outcome, writer, report, written, print_path)
        step()
        if failure:
            report.failed(outcome.item.name, failure)
            if fail_fast:
                report.note("Stopped at the first failure (--fail-fast).")
                break
    return written


def _write(
    outcome: Outcome,
    writer: Writer,
    report: Report,
    written: list[Path],
    print_path: Callable[[Path], None],
) -> Failure | None:
    if isinstance(outcome.result, Failure):
        return outcome.result
    try:
        paths = writer.write(outcome.item.name, outcome.item.target, outcome.result.outputs)
    except YinfaError as error:
        return Failure(str(error), error.exit_code)
    for path in paths:
        print_path(path)
    written += paths
    report.done(outcome, outcome.result, paths)
    return None


def _check_destination(
    destination: Destination, plan: inputs.Inputs, suffixes: Sequence[str], *, streams: bool
) -> None:
    if destination.is_stdout and not streams and len(suffixes) > 1:
        raise UsageError("stdout takes one format.", remedy="Name it with --to.")
    if destination.folder is None and not plan.single and not (destination.is_stdout and streams):
        raise UsageError("Several inputs need a folder to go to.", remedy="Name one with -o.")


class _Console:
    """Prints at once, or, while a progress bar has the terminal, keeps what there is to print."""

    def __init__(self, *, kept: bool) -> None:
        self._kept: list[tuple[str, bool]] | None = [] if kept else None

    def message(self, text: str) -> None:
        self._print(text, error=True)

    def path(self, path: Path) -> None:
        self._print(str(path), error=False)

    def release(self) -> None:
        kept, self._kept = self._kept or [], None
        for text, error in kept:
            click.echo(text, err=error)

    def _print(self, text: str, *, error: bool) -> None:
        if self._kept is None:
            click.echo(text, err=error)
        else:
            self._kept.append((text, error))


@contextmanager
def _console(asked: Asked, length: int) -> Iterator[tuple[_Console, Callable[[], None]]]:
    """The console of a run, and what is called after each source."""
    shown = length > 1 and sys.stderr.isatty() and not asked.no_progress and not asked.quiet
    console = _Console(kept=shown)
    with ExitStack() as stack:
        stack.callback(console.release)
        if not shown:
            yield console, lambda: None
            return
        bar = stack.enter_context(click.progressbar(length=length, file=sys.stderr, show_pos=True))
        yield console, lambda: bar.update(1)
