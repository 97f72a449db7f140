"""Many sources: one that fails takes no other with it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from yinfa.batch import workers
from yinfa.batch.inputs import Input
from yinfa.batch.workers import Failure, Outcome, Unchanged
from yinfa.errors import ExitCode, InputError
from yinfa.pipeline import Output, Result


def items(*orders: str) -> list[Input]:
    return [Input(f"{n}-{order}", str(n), order.encode()) for n, order in enumerate(orders)]


def work(origin: Path | bytes, name: str) -> Result:
    """Does what the source says; runs in the workers."""
    match origin:
        case b"refuse":
            raise InputError("refused", place=name, remedy="Try again.")
        case b"bug":
            raise KeyError(name)
        case b"crash":
            os._exit(139)
        case b"killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"hang":
            time.sleep(60)
        case b"slow":
            time.sleep(0.3)
    return Result((Output(0, ".pdf", name.encode()),), 1, 0, (), {}, "")


def shown(outcomes: list[Outcome]) -> list[str]:
    return [
        out.result.outputs[0].data.decode()
        if isinstance(out.result, Result)
        else getattr(out.result, "message", "")
        for out in outcomes
    ]


def test_outcomes_come_in_the_order_of_the_sources() -> None:
    names = ["slow", "quick", "slow", *["quick"] * 30]
    outcomes = list(workers.run(items(*names), work, jobs=3))
    assert [out.item.name for out in outcomes] == [f"{n}-{name}" for n, name in enumerate(names)]
    assert shown(outcomes) == [f"{n}-{name}" for n, name in enumerate(names)]


def test_an_error_of_one_source_is_its_own() -> None:
    outcomes = list(workers.run(items("good", "refuse", "good"), work))
    assert shown(outcomes) == ["0-good", "1-refuse: refused Try again.", "2-good"]
    assert isinstance(outcomes[1].result, Failure)
    assert outcomes[1].result.exit_code == ExitCode.UNUSABLE_INPUT


NO_SIGKILL = pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("death", ["crash", "bug", pytest.param("killed", marks=NO_SIGKILL)])
def test_a_worker_that_dies_fails_its_source_only(
    death: str, jobs: int, capfd: pytest.CaptureFixture[str]
) -> None:
    outcomes = list(workers.run(items("good", death, "good", "good"), work, jobs=jobs))
    assert [isinstance(out.result, Failure) for out in outcomes] == [False, True, False, False]
    assert "crashed" in shown(outcomes)[1]
    assert shown(outcomes)[1].startswith(f"1-{death}")


def test_a_source_beyond_the_time_limit_is_given_up_and_the_rest_is_done() -> None:
    begun = time.monotonic()
    outcomes = list(workers.run(items("good", "hang", "good"), work, timeout=3))
    assert [isinstance(out.result, Failure) for out in outcomes] == [False, True, False]
    assert "--timeout" in shown(outcomes)[1]
    assert time.monotonic() - begun < 30


def test_a_single_source_can_have_a_time_limit_too() -> None:
    (outcome,) = workers.run(items("hang"), work, timeout=1)
    assert isinstance(outcome.result, Failure)


@NO_SIGKILL
def test_a_worker_that_the_system_ends_while_it_waits_is_replaced() -> None:
    import multiprocessing

    def sources() -> Iterator[Input]:
        yield from items("good", "good")
        for process in multiprocessing.active_children():
            process.kill()
            process.join()
        yield from items("good", "good")

    outcomes = workers.run(sources(), work)
    assert not any(isinstance(out.result, Failure) for out in outcomes)


def test_sources_are_taken_only_as_they_are_needed() -> None:
    taken = 0

    def sources() -> Iterator[Input]:
        nonlocal taken
        for item in items(*["good"] * 500):
            taken += 1
            yield item

    outcomes = workers.run(sources(), work)
    next(outcomes)
    outcomes.close()
    assert taken < 20


def test_an_outcome_that_is_known_is_passed_on_in_its_place() -> None:
    known = [Outcome(item, Unchanged((Path("old"),))) for item in items("known", "known")]
    mixed: list[Input | Outcome] = [known[0], *items("good", "slow"), known[1]]
    assert [out.item.name for out in workers.run(mixed, work, jobs=2)] == [
        "0-known",
        "0-good",
        "1-slow",
        "1-known",
    ]
    assert list(workers.run(known, work)) == known
    assert list(workers.run(known[:1], work)) == known[:1]
    assert list(workers.run([], work)) == []


def test_a_run_that_is_left_ends_its_workers() -> None:
    import multiprocessing

    outcomes = workers.run(items("good", "hang", "hang"), work, jobs=2)
    next(outcomes)
    outcomes.close()
    assert multiprocessing.active_children() == []


def test_a_fault_of_the_program_is_not_swallowed_in_the_same_process() -> None:
    with pytest.raises(KeyError):
        list(workers.run(items("bug"), work))
