"""Many sources: each attempted on its own, so that one that fails takes no other with it.

In: the sources, as many as there may be, and the work to be done on each. Out: one
`Outcome` a source, in the order of the sources. Several sources are worked on in processes of their
own, which a crash or a time limit may end; they compute and never write a file.
"""

from __future__ import annotations

import math
import os
import signal
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from itertools import chain, count, islice
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple

from yinfa.batch.inputs import Input
from yinfa.errors import ExitCode, YinfaError
from yinfa.pipeline import Result

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Work = Callable[[Path | bytes, str], Result]
"""What is done with a source's origin and name; picklable, raises YinfaError."""

_AHEAD = 8  # results a worker may have waiting for an earlier source


class Failure(NamedTuple):
    """Why a source failed: the message for the user and the exit code it stands for."""

    message: str
    exit_code: ExitCode


class Unchanged(NamedTuple):
    """Why nothing was done to a source: its outputs stand."""

    paths: tuple[Path, ...]


class Outcome(NamedTuple):
    """What became of one source; `seconds` is how long it took."""

    item: Input
    result: Result | Failure | Unchanged
    seconds: float = 0.0


def run(
    items: Iterable[Input | Outcome], work: Work, *, jobs: int = 1, timeout: float | None = None
) -> Generator[Outcome, None, None]:
    """Attempt every source; yields the outcomes in the order of the sources.

    Args:
        items: the sources, taken as they are needed; an outcome that is known already is passed on.
        work: what is done with each.
        jobs: how many at once; 0 for as many as there are processors.
        timeout: seconds a source may take, None for any time.

    One source without a time limit is worked on in this process.
    """
    remaining = iter(items)
    first = tuple(islice(remaining, 2))
    if len(first) == 1 and timeout is None:
        (item,) = first
        yield item if isinstance(item, Outcome) else attempt(item, work)
        return
    crew = _Crew(chain(first, remaining), work, jobs or os.cpu_count() or 1, timeout)
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
    """A process, the pipe to it, and the source it is at with its place among all.

    It tells None when it has started, then an outcome for each source; the clock of the first
    source begins there.
    """

    def __init__(self, work: Work) -> None:
        from multiprocessing import get_context

        context = get_context("spawn")  # the same on every system
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        with _Uninterrupted():
            self._process.start()
        theirs.close()
        self.index: int
        self.item: Input
        self.begun = math.inf

    def assign(self, index: int, item: Input) -> None:
        self.index, self.item = index, item
        if self.begun < math.inf:
            self.begun = time.monotonic()
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
    """The life of a worker: sources come in, outcomes go out, until the parent ends or is killed."""
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(None)
        while True:
            pipe.send(attempt(pipe.recv(), work))


class _Crew:
    """The workers of a run, and the outcomes that wait for those of earlier sources."""

    def __init__(
        self, items: Iterator[Input | Outcome], work: Work, jobs: int, timeout: float | None
    ) -> None:
        self._items = enumerate(items)
        self._work = work
        self._jobs = jobs
        self._timeout = timeout
        self._taken = 0
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []
        self._waiting: dict[int, Outcome] = {}

    def outcomes(self) -> Iterator[Outcome]:
        for index in count():
            self._assign(index + _AHEAD * self._jobs)
            while index not in self._waiting and self._busy:
                self._collect()
                self._assign(index + _AHEAD * self._jobs)
            if index not in self._waiting:
                return
            yield self._waiting.pop(index)

    def dismiss(self) -> None:
        for worker in (*self._idle, *self._busy):
            worker.end()

    def _assign(self, limit: int) -> None:
        """Give the workers what there is to do, up to the source at `limit`."""
        while self._taken < limit and len(self._busy) < self._jobs:
            index, item = next(self._items, (0, None))
            if item is None:
                return
            self._taken += 1
            if isinstance(item, Outcome):
                self._waiting[index] = item
                continue
            self._busy.append(self._put_to_work(index, item))

    def _put_to_work(self, index: int, item: Input) -> _Worker:
        """A worker that has taken a source: an idle one, unless the system has killed it meanwhile."""
        while self._idle:
            worker = self._idle.pop()
            with suppress(BrokenPipeError, ConnectionResetError):
                worker.assign(index, item)
                return worker
            worker.end()
        worker = _Worker(self._work)
        worker.assign(index, item)
        return worker

    def _collect(self) -> None:
        """Wait until a worker is done, has died or is out of time."""
        from multiprocessing.connection import wait

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
        return None if first == math.inf else max(0.0, first + self._timeout - time.monotonic())

    def _finish(self, worker: _Worker) -> None:
        try:
            told: Outcome | None = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            code = worker.post_mortem()
            worker.end()
            self._fail(worker, f"the worker process crashed on this ({_told(code)}")
            return
        if told is None:
            worker.begun = time.monotonic()
            return
        self._waiting[worker.index] = told
        self._busy.remove(worker)
        self._idle.append(worker)

    def _fail(self, worker: _Worker, message: str) -> None:
        self._busy.remove(worker)
        failure = Failure(f"{worker.item.name}: {message}", ExitCode.SOME_FAILED)
        self._waiting[worker.index] = Outcome(worker.item, failure, time.monotonic() - worker.begun)


def _told(code: int | None) -> str:
    """How a process ended, and what to do about it; a negative code is the number of a signal."""
    if code == -9:
        return f"signal {-code}): the system may be short of memory. Try it alone, or with fewer --jobs."
    return f"exit code {code}): this is a fault of Yinfa. Please report it, with the file if you may."
