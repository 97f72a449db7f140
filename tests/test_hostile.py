"""Sources of an enemy: each is named with what to do, and the rest is done."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from yinfa.batch.outputs import unfit_for_windows
from yinfa.cli import main
from yinfa.console import printable
from yinfa.errors import ExitCode
from yinfa.formats import is_own

SPEECH = "在工作会议上的讲话\n同志们：\n今天开会。\n谢谢大家！\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="files of POSIX")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    Path("in").mkdir()
    Path("in/good.txt").write_text(SPEECH, encoding="utf-8")


def outcome(*arguments: str) -> tuple[int, dict[str, str]]:
    """The exit code of a run over the folder, and the status or error of each source."""
    code = main(["export", "in", "--to", "docx", "--report", "report.json", *arguments])
    sources = json.loads(Path("report.json").read_text("utf-8"))["sources"]
    return code, {source["path"]: source.get("error", source["status"]) for source in sources}


def packed(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def encrypted(data: bytes) -> bytes:
    changed = bytearray(data)
    changed[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def packed_otherwise(data: bytes) -> bytes:
    changed = bytearray(data)
    changed[data.index(b"PK\x01\x02") + 10] = 99
    return bytes(changed)


APP = packed({"docProps/app.xml": b"<Application>Yinfa"})


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04",
        APP[:60],
        encrypted(APP),
        packed_otherwise(APP),
        packed({"docProps/app.xml": b" " * (64 * 1024 * 1024)}),
        APP.replace(b"PK\x03\x04", b"PK\x03\x05"),
        packed({f"{number}": b"" for number in range(21_000)}),
    ],
    ids=["cut", "no directory", "encrypted", "packed otherwise", "bomb", "no part", "many"],
)
def test_what_only_looks_like_a_document_of_ours_is_no_document_of_ours(data: bytes) -> None:
    assert is_own(APP)
    assert not is_own(data)
    Path("in/a.docx").write_bytes(data)
    code, told = outcome()
    assert code == ExitCode.SOME_FAILED
    assert told["in/good.txt"] == "done"
    assert told["in/a.docx"].startswith("in/a.docx: ")
    Path("out/good.docx").write_bytes(data)
    assert "did not write" in outcome()[1]["in/good.txt"]


@POSIX
def test_links_pipes_and_folders_that_cannot_be_read_end_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("in/locked").mkdir()
    Path("in/self").symlink_to(".")
    Path("in/loop.txt").symlink_to("loop.txt")
    Path("in/broken.txt").symlink_to("nowhere.txt")
    Path("in/linked.txt").symlink_to("good.txt")
    os.mkfifo("in/pipe.txt")
    scandir = os.scandir

    def refuse(path: str) -> os._ScandirIterator[str]:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    code, told = outcome()
    assert code == ExitCode.SOME_FAILED
    assert told == {
        "in/locked": "in/locked: The folder cannot be read: Permission denied. Check its permissions.",
        "in/broken.txt": "in/broken.txt: There is no such file. Check the name.",
        "in/good.txt": "done",
        "in/loop.txt": "in/loop.txt: The file cannot be read: Too many levels of symbolic links. "
        "It is a link that leads to itself: remove it.",
    }
    assert "1 device or pipe, 1 linked folder" in capsys.readouterr().err


@POSIX
def test_names_that_would_steer_a_terminal_are_spelled_out(capsys: pytest.CaptureFixture[str]) -> None:
    Path("in/a\x1b[2J\nb.txt").write_text(SPEECH, encoding="utf-8")
    Path("in/c\x1b]0;\n\u202ed.txt").write_bytes(b"")
    assert outcome()[0] == ExitCode.SOME_FAILED
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["out/a_[2J_b.docx", "out/good.docx"]
    assert r"yinfa: in/c\x1b]0;\n\u202ed.txt: The file is empty." in printed.err
    assert "\x1b" not in printed.err


@POSIX
def test_a_name_that_is_no_text_is_read_written_and_reported(capfd: pytest.CaptureFixture[str]) -> None:
    Path("in/good.txt").rename(os.fsdecode(b"in/\xff.txt"))
    for arguments, status in (([], "done"), (["--resume"], "unchanged")):
        assert outcome(*arguments) == (0, {"in/\udcff.txt": status})
    assert Path(os.fsdecode(b"out/\xff.docx")).exists()
    assert main(["clean", "in", "--format", "json", "-o", "cleaned"]) == 0
    assert "\udcff" in capfd.readouterr().out


@POSIX
def test_a_name_too_long_for_its_output_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path(f"in/{'a' * 251}.txt").write_text(SPEECH, encoding="utf-8")
    code, told = outcome()
    assert code == ExitCode.SOME_FAILED
    assert told["in/good.txt"] == "done"
    assert "File name too long. Give the input a shorter name." in told[f"in/{'a' * 251}.txt"]
    assert main(["export", "a" * 5000]) == ExitCode.UNUSABLE_INPUT
    assert "too long" in capsys.readouterr().err


def test_two_inputs_of_one_output_leave_the_first_and_name_it() -> None:
    Path("in/good.md").write_text(SPEECH.replace("今天", "明天"), encoding="utf-8")
    Path("in/GOOD.txt").write_text(SPEECH, encoding="utf-8")
    code, told = outcome()
    assert code == ExitCode.SOME_FAILED
    errors = [status for status in told.values() if status != "done"]
    assert len(errors) == len(told) - 1
    assert all("is the output of in" in error and "Rename one of the two" in error for error in errors)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("con.docx", "device"), ("LPT1.pdf", "device"), ("a.docx.", "full stop"), ("a ", "blank"),
        ("a?.docx", "one of"), ("a.docx", ""), ("讲话.pdf", ""), ("contract.docx", ""),
    ],
)  # fmt: skip
def test_names_that_windows_cannot_hold_are_known(name: str, said: str) -> None:
    assert said in unfit_for_windows(name)
    assert bool(said) == bool(unfit_for_windows(name))


@pytest.mark.parametrize(
    ("name", "data", "remedy"),
    [
        ("a.pdf", b"%PDF-1.4", "Copy its text"), ("a.txt", b"%PDF-1.4", "Copy its text"),
        ("a.doc", b"", "save it as .docx"), ("a.wps", b"", "save it as .docx"), ("a.rtf", b"{\\rtf1", "save it as .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "without a password"), ("a.html", b"{\\rtf1", "save it as .docx"),
        ("a.png", b"", "OCR"), ("a.JPG", b"", "OCR"), ("a.zip", b"", "Unpack"), ("a.txt", b"PK\x03\x04", "called .docx"),
        ("a.xyz", b"", "Save the text as"),
    ],
)  # fmt: skip
def test_what_is_no_text_says_what_to_do(
    name: str, data: bytes, remedy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(data)
    assert main(["export", name]) == ExitCode.UNUSABLE_INPUT
    assert capsys.readouterr().err.startswith(f"yinfa: {name}: ")
    assert main(["clean", name]) == ExitCode.UNUSABLE_INPUT
    assert remedy in capsys.readouterr().err


def test_an_empty_name_and_a_folder_without_sources_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", ""]) == ExitCode.UNUSABLE_INPUT
    assert "A name is empty" in capsys.readouterr().err
    Path("none").mkdir()
    Path("none/a.doc").write_bytes(b"")
    assert main(["export", "none"]) == ExitCode.UNUSABLE_INPUT
    assert "1 .doc" in capsys.readouterr().err
    assert not Path("out").exists()


def test_a_report_never_replaces_another_file_and_is_refused_before_the_work() -> None:
    assert main(["export", "in", "--to", "docx", "--report", "in/good.txt"]) == ExitCode.OUTPUT
    assert Path("in/good.txt").read_text("utf-8") == SPEECH
    assert not list(Path("out").glob("*.docx"))
    assert [outcome()[0] for _ in range(2)] == [0, 0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("讲话　稿", "讲话　稿"),
        ("a\tb\r\n", r"a\tb\r\n"),
        ("\x9b1m\u2028", r"\x9b1m\u2028"),
        ("\u202e", r"\u202e"),
    ],
)
def test_only_what_a_terminal_obeys_is_spelled_out(text: str, shown: str) -> None:
    assert printable(text) == shown
