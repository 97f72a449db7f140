"""One run at a time in an output folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from yinfa.batch import lock
from yinfa.cli import main
from yinfa.errors import ExitCode, LockedError, OutputError

SPEECH = "在工作会议上的讲话\n同志们：\n今天开会。\n谢谢大家！\n"

HOLDER = """
import sys, time
from pathlib import Path
from yinfa.batch import lock
with lock.hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds a folder."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def speech(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "speech.txt"
    path.write_text(SPEECH, encoding="utf-8")
    (tmp_path / "out").mkdir()
    return path


def test_a_folder_is_free_again_afterwards_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    for _ in range(2):
        with lock.hold(tmp_path):
            assert [path.name for path in tmp_path.iterdir()] == [lock.NAME]
        assert os.name == "nt" or list(tmp_path.iterdir()) == []


def test_a_folder_that_is_held_is_refused_and_another_is_not(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with lock.hold(tmp_path / "a"), lock.hold(tmp_path / "b"):
        with pytest.raises(LockedError) as caught, lock.hold(tmp_path / "a"):
            pass
        assert f"process {os.getpid()} on " in str(caught.value)
        assert ", since 2" in str(caught.value)
        assert caught.value.place == str(tmp_path / "a")
        assert "-o" in caught.value.remedy


def test_a_refused_run_leaves_the_lock_to_its_holder(tmp_path: Path) -> None:
    with lock.hold(tmp_path):
        for _ in range(2):
            with pytest.raises(LockedError), lock.hold(tmp_path):
                pass


def test_a_run_into_a_held_folder_ends_in_7_and_says_who_holds_it(
    speech: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with holder(Path("out")) as process:
        for arguments in (["export", "--to", "docx"], ["clean", "-o", "out"]):
            assert main([*arguments, "speech.txt"]) == ExitCode.LOCKED
            printed = capsys.readouterr()
            assert printed.out == ""
            assert (
                f"yinfa: out: Another run of Yinfa is writing into this folder (process {process.pid} on"
                in printed.err
            )
        assert [path.name for path in Path("out").iterdir()] == [lock.NAME]


def test_stdout_a_file_and_a_dry_run_need_no_folder(
    speech: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with holder(Path("out")):
        assert main(["clean", "speech.txt"]) == 0
        assert main(["export", "speech.txt", "--to", "docx", "-o", "-"]) == 0
        assert main(["export", "speech.txt", "-o", "out/one.docx"]) == 0
        assert main(["export", "speech.txt", "--to", "docx", "--dry-run"]) == 0
    assert capsysbinary.readouterr().out.count(b"[Content_Types].xml") == 2


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_the_lock_of_a_killed_run_holds_nobody_up(speech: Path) -> None:
    with holder(Path("out")) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert Path("out", lock.NAME).exists()
        assert main(["export", "speech.txt", "--to", "docx"]) == 0


def test_of_many_runs_at_once_one_holds_the_folder_at_a_time(tmp_path: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom yinfa.batch import lock\nfrom yinfa.errors import LockedError\n"
        "folder, ends = Path(sys.argv[1]), time.monotonic() + 2\n"
        "while time.monotonic() < ends:\n"
        "    try:\n"
        "        with lock.hold(folder):\n"
        "            (folder / 'alone').mkdir()\n"
        "            (folder / 'alone').rmdir()\n"
        "    except LockedError:\n"
        "        pass\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("words", encoding="utf-8")
    (tmp_path / lock.NAME).symlink_to(tmp_path / "precious")
    with pytest.raises(OutputError, match="cannot be locked"), lock.hold(tmp_path):
        pass
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "words"


def test_a_lock_that_the_system_refuses_is_an_error_of_the_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(lock, "_lock", refuse)
    begun = time.monotonic()
    with pytest.raises(OutputError, match="No locks available"), lock.hold(tmp_path):
        pass
    assert time.monotonic() - begun < 5
