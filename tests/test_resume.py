"""A run that ended early is taken up where it stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from yinfa import pipeline
from yinfa.batch import manifest
from yinfa.cli import main
from yinfa.errors import ExitCode

SPEECH = "在第{}次会议上的讲话\n同志们：\n今天开会。\n谢谢大家！\n"
TO_DOCX = ["--to", "docx", "--report", "report.json", "-q"]


@pytest.fixture(autouse=True)
def _sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    Path("in/deep").mkdir(parents=True)
    for name in ("a", "b", "deep/c"):
        Path("in", f"{name}.txt").write_text(SPEECH.format(name), encoding="utf-8")


def statuses(*arguments: str, code: int = 0) -> dict[str, str]:
    """What a run made of each source."""
    assert main(["export", "in", *TO_DOCX, *arguments]) == code
    report = json.loads(Path("report.json").read_text("utf-8"))
    return {Path(source["path"]).stem: source["status"] for source in report["sources"]}


def test_what_is_done_is_left_out_and_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert statuses() == {"a": "done", "b": "done", "c": "done"}
    written = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*.docx")}
    capsys.readouterr()
    assert statuses("--resume") == {"a": "unchanged", "b": "unchanged", "c": "unchanged"}
    assert capsys.readouterr().out == ""
    assert {path: path.stat().st_mtime_ns for path in Path("out").rglob("*.docx")} == written
    assert statuses() == {"a": "done", "b": "done", "c": "done"}


def test_what_changed_lacks_its_output_or_failed_is_done_again() -> None:
    Path("in/bad.txt").write_bytes(b"%PDF-")
    assert statuses(code=1) == {"a": "done", "b": "done", "bad": "failed", "c": "done"}
    Path("in/a.txt").write_text(SPEECH.format("新"), encoding="utf-8")
    Path("out/deep/c.docx").unlink()
    Path("in/d.txt").write_text(SPEECH.format("d"), encoding="utf-8")
    resumed = statuses("--resume", code=1)
    assert resumed == {"a": "done", "b": "unchanged", "bad": "failed", "c": "done", "d": "done"}
    assert list(resumed) == ["a", "b", "bad", "d", "c"]
    Path("in/bad.txt").write_text(SPEECH.format("b"), encoding="utf-8")
    assert [*statuses("--resume").values()].count("done") == 1


def test_an_output_that_was_cut_is_written_again() -> None:
    statuses()
    whole = Path("out/a.docx").read_bytes()
    Path("out/a.docx").write_bytes(whole[:-1])
    assert main(["export", "in", *TO_DOCX, "--resume"]) == ExitCode.SOME_FAILED  # cut, it is nobody's
    Path("out/a.docx").unlink()
    assert statuses("--resume")["a"] == "done"


def test_a_source_that_was_only_touched_is_unchanged() -> None:
    statuses()
    os.utime("in/a.txt", (1, 1))
    assert statuses("--resume")["a"] == "unchanged"


@pytest.mark.parametrize(
    "setting",
    [["--set", "body.size=小三"], ["--style", "office"], ["--script", "keep"], ["--no-rule", "quotes"], ["--to", "pdf"]],
)  # fmt: skip
def test_other_settings_do_all_again(setting: list[str]) -> None:
    statuses()
    assert set(statuses("--resume", *setting).values()) == {"done"}
    assert set(statuses("--resume", *setting).values()) == {"unchanged"}


def test_the_sheet_counts_by_what_it_says_not_by_its_bytes() -> None:
    told = []
    for sheet in (
        'extends = "official"',
        'extends = "official" # the same',
        'extends = "official"\nbody.size = "小三"',
    ):
        Path("mine.toml").write_text(sheet, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "yinfa",
            "export",
            "in",
            *TO_DOCX,
            "--resume",
            "--style",
            "mine.toml",
        ]
        subprocess.run(command, check=True)
        counts = json.loads(Path("report.json").read_text("utf-8"))["counts"]
        told.append((counts["done"], counts["unchanged"]))
    assert told == [(3, 0), (0, 3), (3, 0)]


def test_a_font_file_of_another_size_does_all_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.ttf"
    sheet, _ = pipeline.workshop("official", ())
    fonts = SimpleNamespace(stack=lambda _: (SimpleNamespace(postscript="X", path=file),))
    monkeypatch.setattr(pipeline, "workshop", lambda *_: (sheet, fonts))
    told = set()
    for data in (b"old", b"new and longer"):
        file.write_bytes(data)
        pipeline._settings.cache_clear()
        told.add(pipeline.fingerprint("a", pipeline.Documents()))
    pipeline._settings.cache_clear()
    assert len(told) == 2


def test_a_correction_concerns_its_source_only() -> None:
    statuses()
    Path("fix.toml").write_text('[[speech]]\nsource = "b.txt"\nclosing = "谢谢"\n', encoding="utf-8")
    again = statuses("--resume", "--overrides", "fix.toml")
    assert again == {"a": "unchanged", "b": "done", "c": "unchanged"}


def test_a_dry_run_says_what_would_be_done_and_records_nothing() -> None:
    statuses()
    Path("in/a.txt").write_text(SPEECH.format("新"), encoding="utf-8")
    for _ in range(2):
        assert statuses("--resume", "--dry-run") == {"a": "done", "b": "unchanged", "c": "unchanged"}


def test_a_single_source_leaves_no_record_unless_there_is_one_or_it_is_asked_for() -> None:
    single = ["export", "in/a.txt", *TO_DOCX]
    assert main(single) == 0
    assert [path.name for path in Path("out").iterdir()] == ["a.docx"]
    assert main([*single, "--resume"]) == 0
    assert main([*single, "--set", "body.size=小三"]) == 0
    assert main([*single, "--resume"]) == 0
    assert json.loads(Path("report.json").read_text("utf-8"))["counts"]["unchanged"] == 0
    assert main([*single, "--resume"]) == 0
    assert json.loads(Path("report.json").read_text("utf-8"))["counts"]["unchanged"] == 1


def test_the_folder_may_be_moved_and_named_in_another_way(tmp_path: Path) -> None:
    statuses()
    Path("out").rename("issued")
    assert set(statuses("--resume", "-o", "issued").values()) == {"unchanged"}
    assert main(["export", str(tmp_path / "in"), *TO_DOCX, "--resume", "-o", str(tmp_path / "issued")]) == 0
    assert json.loads(Path("report.json").read_text("utf-8"))["counts"]["unchanged"] == 3


def test_two_inputs_of_one_output_are_told_apart_when_resumed() -> None:
    Path("in/a.md").write_text(SPEECH.format("md"), encoding="utf-8")
    for arguments in ([], ["--resume"]):
        assert main(["export", "in", *TO_DOCX, *arguments]) == ExitCode.SOME_FAILED
        failed = [
            s
            for s in json.loads(Path("report.json").read_text("utf-8"))["sources"]
            if s["status"] == "failed"
        ]
        assert [source["path"] for source in failed] == [str(Path("in/a.txt"))]
        assert "a.md" in failed[0]["error"]


@pytest.mark.parametrize("junk", [b'{"target": "b", "outp', b"\xff\xfe\n", b"[]\n5\n", b"{}\n", b"\n\n"])
def test_a_line_that_was_cut_or_is_none_is_passed_over(junk: bytes) -> None:
    statuses()
    path = Path("out", manifest.NAME)
    path.write_bytes(path.read_bytes() + junk)
    Path("in/a.txt").write_text(SPEECH.format("新"), encoding="utf-8")
    assert statuses("--resume") == {"a": "done", "b": "unchanged", "c": "unchanged"}
    assert set(statuses("--resume").values()) == {"unchanged"}


def test_a_manifest_that_is_a_link_is_not_written_through() -> None:
    Path("precious").write_text("words", encoding="utf-8")
    Path("out").mkdir()
    Path("out", manifest.NAME).symlink_to(Path("precious").absolute())
    assert main(["export", "in", *TO_DOCX]) == ExitCode.OUTPUT
    assert not list(Path("out").glob("*.docx"))
    assert Path("precious").read_text("utf-8") == "words"


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_run_that_is_killed_loses_one_source_at_most() -> None:
    for number in range(30):
        Path(f"in/{number:02}.txt").write_text(SPEECH.format(number), encoding="utf-8")
    command = [sys.executable, "-m", "yinfa", "export", "in", "--to", "docx", "-q"]
    with subprocess.Popen([*command, "-j", "2"], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        for _ in range(5):
            run.stdout.readline()
        run.send_signal(signal.SIGKILL)
        run.wait()
    done = sorted(Path("out").rglob("*.docx"))
    assert 5 <= len(done) < 33
    deadline = time.monotonic() + 30
    while (
        resumed := subprocess.run([*command, "--resume"], capture_output=True, text=True, check=False)
    ).returncode:
        assert resumed.returncode == ExitCode.LOCKED, resumed.stderr
        assert time.monotonic() < deadline
    assert 33 - len(done) <= len(resumed.stdout.splitlines()) <= 33 - len(done) + 1
    assert len(list(Path("out").rglob("*.docx"))) == 33
