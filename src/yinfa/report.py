"""The report of a run: it counts, says what happened, and owns the exit code.

In: the outcomes of a batch. Out: written paths on stdout, all else on stderr,
and the JSON of ``--report``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yinfa
from yinfa.batch import Failure, Outcome
from yinfa.errors import ExitCode, YinfaError
from yinfa.pipeline import Result

SCHEMA_VERSION = 1

Say = Callable[[str], object]


@dataclass
class Report:
    """Collects what became of each source.

    Args:
        say: prints a line on stderr.
        verbosity: -1 errors only, 0 warnings as well, 1 every source.
        single: the command was given one source, whose error is the command's.
        edited: the edits are what the command is about, and are summed up at its end.
    """

    say: Say
    verbosity: int = 0
    single: bool = False
    edited: bool = False
    _records: list[dict[str, Any]] = field(default_factory=list)
    _failures: list[Failure] = field(default_factory=list)
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
        self._records.append(
            {
                "path": outcome.item.name,
                "status": "done",
                "outputs": [str(path) for path in paths],
                "speeches": result.speeches,
                "edits": result.edits,
                "rules": dict(sorted(result.rules.items())),
                "warnings": [asdict(warning) for warning in result.warnings],
                "seconds": round(outcome.seconds, 3),
            }
        )
        if self.verbosity >= 0:
            for warning in result.warnings:
                self.say(f"{outcome.item.name}: warning: {warning.code}: {warning.message}")
        if self.verbosity > 0:
            counts = f"{result.speeches} speeches, {result.edits} edits, {outcome.seconds:.2f} s"
            self.say(f"{outcome.item.name}: {counts}")

    def failed(self, name: str, failure: Failure) -> None:
        """A source of which nothing is written."""
        self._failures.append(failure)
        self._records.append({"path": name, "status": "failed", "error": failure.message})
        self.say(f"yinfa: {failure.message}")

    def refused(self, error: YinfaError) -> None:
        """A source that failed with an error."""
        self.failed(error.place, Failure(str(error), error.exit_code))

    def summary(self) -> None:
        """What was edited, by rule or in one line by family; what became of several sources."""
        done = len(self._records) - len(self._failures)
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
            self.note(f"{done} done, {len(self._failures)} failed; {self._written} files.")

    @property
    def exit_code(self) -> ExitCode:
        """OK; a single source's own code; or SOME_FAILED."""
        if not self._failures:
            return ExitCode.OK
        return self._failures[0].exit_code if self.single else ExitCode.SOME_FAILED

    def to_json(self) -> bytes:
        """The report of ``--report``: counts, and an object a source."""
        failed = len(self._failures)
        report = {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "yinfa", "version": yinfa.__version__},
            "counts": {"done": len(self._records) - failed, "failed": failed, "files": self._written},
            "sources": self._records,
        }
        return (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()


def _edits(count: int) -> str:
    return f"{count} edit" if count == 1 else f"{count} edits"


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
