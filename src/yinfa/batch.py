"""Many sources: each attempted on its own, so that one that fails takes no other with it.

In: the sources and the work to be done on each. Out: one `Outcome` a source, in
the order of the sources. Several sources are worked on in processes of their
own, which a crash or a time limit may end; they compute and never write a file.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import FrameType

from yinfa.errors import ExitCode, YinfaError
from yinfa.inputs import Input
from yinfa.pipeline import Result

Work = Callable[[Path | bytes, str], Result]
"""What is done with a source's origin and name; picklable, raises YinfaError."""

_AHEAD = 8  # results a worker may have waiting for an earlier source


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a source failed: the message for the user and the exit code it stands for."""

    message: str
    exit_code: ExitCode


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: a result or a failure; `seconds` is how long it took."""

    item: Input
    result: Result | Failure
    seconds: float


def run(
    items: Sequence[Input], work: Work, *, jobs: int = 1, timeout: float | None = None
) -> Iterator[Outcome]:
    """Attempt every source; yields the outcomes in the order of the sources.

    Args:
        items: the sources.
        work: what is done with each.
        jobs: how many at once; 0 for as many as there are processors.
        timeout: seconds a source may take, None for any time.

    One source without a time limit is worked on in this process.
    """
    if len(items) == 1 and timeout is None:
        yield attempt(items[0], work)
        return
    crew = _Crew(items, work, min(jobs or os.cpu_count() or 1, len(items)), timeout)
    try:
        yield from crew.outcomes()
    finally:
        crew.dismiss()


def attempt(item: Input, work: Work) -> Outcome:
    """Do the work on one source; a YinfaError becomes a `Failure`."""
    begun = time.monotonic()
    result: Result | Failure
    try:
        result = work(item.origin, item.name)
    except YinfaError as error:
        result = Failure(str(error), error.exit_code)
    return Outcome(item, result, time.monotonic() - begun)


class _Worker:
    """A process, the pipe to it, and the source it is at."""

    def __init__(self, work: Work) -> None:
        context = multiprocessing.get_context("spawn")  # the same on every system
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        with _Uninterrupted():
            self._process.start()
        theirs.close()
        self.index = -1
        self.begun = 0.0

    def assign(self, index: int, item: Input) -> None:
        self.index, self.begun = index, time.monotonic()
        self.pipe.send(item)

    def post_mortem(self) -> int | None:
        """The exit code of a process whose end of the pipe is closed."""
        self._process.join(timeout=5)
        return self._process.exitcode

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.pipe.close()


class _Uninterrupted:
    """Ctrl-C reaches the whole group of processes; one started herein leaves it to its parent."""

    def __enter__(self) -> None:
        self._handler: Callable[[int, FrameType | None], object] | int | None = signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._handler)


def _serve(pipe: Connection, work: Work) -> None:
    """The life of a worker: sources come in, outcomes go out, until the pipe is closed."""
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        pipe.send(attempt(item, work))


class _Crew:
    """The workers of a run, and the outcomes that wait for those of earlier sources."""

    def __init__(self, items: Sequence[Input], work: Work, jobs: int, timeout: float | None) -> None:
        self._items = items
        self._work = work
        self._jobs = jobs
        self._timeout = timeout
        self._pending = deque(range(len(items)))
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []
        self._waiting: dict[int, Outcome] = {}

    def outcomes(self) -> Iterator[Outcome]:
        for index in range(len(self._items)):
            while index not in self._waiting:
                self._assign(index + _AHEAD * self._jobs)
                self._collect()
            yield self._waiting.pop(index)

    def dismiss(self) -> None:
        for worker in (*self._idle, *self._busy):
            worker.end()

    def _assign(self, limit: int) -> None:
        while self._pending and self._pending[0] < limit and len(self._busy) < self._jobs:
            worker = self._idle.pop() if self._idle else _Worker(self._work)
            self._busy.append(worker)
            index = self._pending.popleft()
            worker.assign(index, self._items[index])

    def _collect(self) -> None:
        """Wait until a worker is done, has died or is out of time."""
        ready = wait([worker.pipe for worker in self._busy], self._patience())
        for worker in list(self._busy):
            if worker.pipe in ready:
                self._finish(worker)
            elif self._timeout is not None and time.monotonic() - worker.begun >= self._timeout:
                worker.end()
                self._fail(worker, f"this took longer than the {self._timeout:g} seconds of --timeout.")

    def _patience(self) -> float | None:
        if self._timeout is None:
            return None
        first = min(worker.begun for worker in self._busy)
        return max(0.0, first + self._timeout - time.monotonic())

    def _finish(self, worker: _Worker) -> None:
        try:
            outcome = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            code = worker.post_mortem()
            worker.end()
            self._fail(worker, f"the worker process crashed on this (exit code {code}).")
            return
        self._waiting[worker.index] = outcome
        self._busy.remove(worker)
        self._idle.append(worker)

    def _fail(self, worker: _Worker, message: str) -> None:
        self._busy.remove(worker)
        item = self._items[worker.index]
        failure = Failure(f"{item.name}: {message}", ExitCode.SOME_FAILED)
        self._waiting[worker.index] = Outcome(item, failure, time.monotonic() - worker.begun)
