"""The report of a run: it counts, says what happened, and owns the exit code.

In: the outcomes of a batch. Out: written paths on stdout, all else on stderr,
and the JSON of ``--report``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import yinfa
from yinfa.batch.workers import Failure, Outcome
from yinfa.errors import ExitCode, YinfaError
from yinfa.pipeline import Result

SCHEMA_VERSION = 1
STATUSES = ("done", "unchanged", "failed")
"""What can become of a source."""

Say = Callable[[str], object]


@dataclass
class Report:
    """Collects what became of each source.

    Args:
        say: prints a line on stderr.
        verbosity: -1 errors only, 0 warnings as well, 1 every source.
        single: the command was given one source, whose error is the command's.
        edited: the edits are what the command is about, and are summed up at its end.
        records: where what `to_json` tells of each source is kept meanwhile.
    """

    say: Say
    verbosity: int = 0
    single: bool = False
    edited: bool = False
    records: BinaryIO | None = None
    _statuses: Counter[str] = field(default_factory=Counter)
    _first_failure: Failure | None = None
    _written: int = 0
    _edits: int = 0
    _rules: Counter[str] = field(default_factory=Counter)

    def note(self, message: str) -> None:
        """Something the user may want to know."""
        if self.verbosity >= 0:
            self.say(f"yinfa: {message}")

    def done(self, outcome: Outcome, result: Result, paths: Sequence[Path]) -> None:
        """A source whose outputs are written."""
        self._written += len(paths)
        self._edits += result.edits
        self._rules.update(result.rules)
        self._enter(
            outcome.item.name,
            "done",
            outputs=[str(path) for path in paths],
            speeches=result.speeches,
            edits=result.edits,
            rules=dict(sorted(result.rules.items())),
            warnings=[asdict(warning) for warning in result.warnings],
            seconds=round(outcome.seconds, 3),
        )
        if self.verbosity >= 0:
            for warning in result.warnings:
                self.say(f"{outcome.item.name}: warning: {warning.code}: {warning.message}")
        if self.verbosity > 0:
            counts = f"{result.speeches} speeches, {result.edits} edits, {outcome.seconds:.2f} s"
            self.say(f"{outcome.item.name}: {counts}")

    def failed(self, name: str, failure: Failure) -> None:
        """A source of which nothing is written."""
        self._first_failure = self._first_failure or failure
        self._enter(name, "failed", error=failure.message, exit_code=int(failure.exit_code))
        self.say(f"yinfa: {failure.message}")

    def unchanged(self, name: str, paths: Sequence[Path]) -> None:
        """A source whose outputs stand from an earlier run."""
        self._enter(name, "unchanged", outputs=[str(path) for path in paths])
        if self.verbosity > 0:
            self.say(f"{name}: unchanged")

    def refused(self, error: YinfaError) -> None:
        """A source that failed with an error."""
        self.failed(error.place, Failure(str(error), error.exit_code))

    def summary(self) -> None:
        """What was edited, by rule or in one line by family; what became of several sources."""
        done, unchanged = self._statuses["done"], self._statuses["unchanged"]
        if done and self.verbosity > 0:
            self.note(f"{_edits(self._edits)}{':' if self._rules else '.'}")
            for name, count in _most_first(self._rules):
                self.say(f"{count:>8}  {name}")
        elif done and self.edited:
            families: Counter[str] = Counter()
            for name, count in self._rules.items():
                families[name.partition(".")[0]] += count
            told = ", ".join(f"{name} {count}" for name, count in _most_first(families))
            self.note(f"{_edits(self._edits)}{': ' if told else ''}{told}.")
        if not self.single:
            told = f"{unchanged} unchanged, " if unchanged else ""
            self.note(f"{told}{done} done, {self._statuses['failed']} failed; {self._written} files.")

    @property
    def exit_code(self) -> ExitCode:
        """OK; a single source's own code; or SOME_FAILED."""
        if self._first_failure is None:
            return ExitCode.OK
        return self._first_failure.exit_code if self.single else ExitCode.SOME_FAILED

    def to_json(self) -> Iterator[bytes]:
        """The report of ``--report`` in pieces: counts, and an object a source, each on its line."""
        head = {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "yinfa", "version": yinfa.__version__},
            "counts": {status: self._statuses[status] for status in STATUSES} | {"files": self._written},
        }
        yield _dumped(head).removesuffix(b"}") + b', "sources": ['
        if self.records:
            self.records.seek(0)
        for number, record in enumerate(self.records or ()):
            yield (b",\n" if number else b"\n") + record.rstrip()
        yield b"\n]}\n"

    def _enter(self, name: str, status: str, **details: object) -> None:
        self._statuses[status] += 1
        if self.records:
            self.records.write(_dumped({"path": name, "status": status, **details}) + b"\n")


def _dumped(record: dict[str, Any]) -> bytes:
    """JSON on one line; bytes of a file name that are no UTF-8 are escaped."""
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _edits(count: int) -> str:
    return f"{count} edit" if count == 1 else f"{count} edits"


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
