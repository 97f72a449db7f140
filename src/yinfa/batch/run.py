"""One run of `export` or `clean` over the INPUT arguments: find, attempt, write, report.

In: what the user asked for and the work to be done on a source. Out: files or
stdout, messages on stderr, and the exit code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import BinaryIO, NamedTuple

import click

from yinfa import files
from yinfa.batch import inputs, lock, manifest, workers
from yinfa.batch.inputs import Input
from yinfa.batch.manifest import Fingerprint, Manifest
from yinfa.batch.outputs import Destination, Writer
from yinfa.batch.report import Report
from yinfa.batch.workers import Failure, Outcome, Unchanged, Work
from yinfa.console import Console
from yinfa.errors import ExitCode, UsageError, YinfaError
from yinfa.formats import is_own
from yinfa.overrides import UNCORRECTED, Overrides


class Asked(NamedTuple):
    """What the user asked for, named as on the command line."""

    inputs: tuple[str, ...]
    out: str
    force: bool = False
    dry_run: bool = False
    resume: bool = False
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
    asked: Asked,
    work: Work,
    suffixes: Sequence[str],
    *,
    streams: bool,
    edited: bool = False,
    fingerprint: Fingerprint | None = None,
) -> ExitCode:
    """Do the work on every input and write what comes of it.

    Args:
        asked: what the user asked for.
        work: what is done with a source.
        suffixes: those of the outputs.
        streams: several sources may go to stdout one after another.
        edited: the edits are summed up at the end.
        fingerprint: of the settings, where a manifest of what is done is to be kept.

    Raises YinfaError for what concerns the whole run.
    """
    destination = Destination.of(asked.out, suffixes)
    plan = inputs.find(asked.inputs, destination.folder)
    _check_destination(destination, plan, suffixes, asked, streams=streams)
    unmatched = list(asked.overrides.check([item.name for item in plan.found]))
    writer = Writer(destination, force=asked.force, dry_run=asked.dry_run)
    if plan.found:
        writer.prepare()
    with ExitStack() as stack:
        record = _hold(stack, destination.folder, asked, plan, fingerprint)
        shown = Console()
        report = Report(
            shown.message,
            verbosity=asked.verbose - asked.quiet,
            single=plan.single,
            edited=edited,
            records=_prepared(asked.report, stack, force=asked.force) if asked.report else None,
        )
        for note in (*plan.notes, *unmatched):
            report.note(note)
        for error in plan.unusable:
            report.refused(error)
        desk = _Desk(writer, record, report, shown)
        outcomes = workers.run(desk.remaining(plan.found), work, jobs=asked.jobs, timeout=asked.timeout)
        wanted = not asked.no_progress and not asked.quiet
        with closing(outcomes), shown.progress(len(plan.found), wanted=wanted) as step:
            for outcome in outcomes:
                done = desk.settle(outcome)
                step()
                if asked.fail_fast and not done:
                    report.note("Stopped at the first failure (--fail-fast).")
                    break
        report.summary()
        if asked.report:
            files.write(asked.report, report.to_json())
    if asked.open and desk.first and not asked.dry_run:
        click.launch(str(desk.first if plan.single else destination.folder or desk.first))
    return report.exit_code


def _hold(
    stack: ExitStack,
    folder: Path | None,
    asked: Asked,
    plan: inputs.Inputs,
    fingerprint: Fingerprint | None,
) -> Manifest | None:
    """Hold the output folder, if there is one to be written into; returns its manifest, if one is kept.

    None is begun for a single source: who issues one file wants one file.
    """
    if folder is None or not plan.found:
        return None
    if not asked.dry_run:
        stack.enter_context(lock.hold(folder))
    if fingerprint is None or (plan.single and not asked.resume and not manifest.exists(folder)):
        return None
    return stack.enter_context(
        Manifest(folder, fingerprint, resume=asked.resume, recording=not asked.dry_run)
    )


def _prepared(path: Path, stack: ExitStack, *, force: bool) -> BinaryIO:
    """Where a report grows; made before the work, so that one that cannot be written is known."""
    files.make_folder(path.parent)
    files.check_replaceable(path, is_own, force=force)
    return stack.enter_context(files.nameless(path.parent))


class _Desk:
    """Where outcomes are settled: outputs written, and entered in the manifest and the report.

    `first` is the first file that was written.
    """

    def __init__(self, writer: Writer, manifest: Manifest | None, report: Report, shown: Console) -> None:
        self.first: Path | None = None
        self._writer = writer
        self._manifest = manifest
        self._report = report
        self._shown = shown

    def remaining(self, items: Sequence[Input]) -> Iterator[Input | Outcome]:
        """The sources; one whose outputs stand is settled already."""
        for item in items:
            paths = self._manifest.standing(item) if self._manifest else None
            yield Outcome(item, Unchanged(tuple(paths))) if paths else item

    def settle(self, outcome: Outcome) -> bool:
        """Carry an outcome out; returns whether it is no failure."""
        try:
            self._carry_out(outcome)
        except YinfaError as error:
            self._report.failed(outcome.item.name, Failure(str(error), error.exit_code))
            return False
        return not isinstance(outcome.result, Failure)

    def _carry_out(self, outcome: Outcome) -> None:
        item, result = outcome.item, outcome.result
        if isinstance(result, Failure):
            self._report.failed(item.name, result)
        elif isinstance(result, Unchanged):
            self._writer.claim(item.name, result.paths)
            self._report.unchanged(item.name, result.paths)
        else:
            paths = self._writer.write(item.name, item.target, result.outputs)
            if self._manifest:
                self._manifest.record(item, result.sha256, paths)
            for path in paths:
                self._shown.path(path)
            self.first = self.first or next(iter(paths), None)
            self._report.done(outcome, result, paths)


def _check_destination(
    destination: Destination, plan: inputs.Inputs, suffixes: Sequence[str], asked: Asked, *, streams: bool
) -> None:
    if destination.folder is None and asked.resume:
        raise UsageError("--resume needs an output folder.", remedy="Name one with -o.")
    if destination.is_stdout and not streams and len(suffixes) > 1:
        raise UsageError("stdout takes one format.", remedy="Name it with --to.")
    if destination.folder is None and not plan.single and not (destination.is_stdout and streams):
        raise UsageError("Several inputs need a folder to go to.", remedy="Name one with -o.")
