"""Export: what is written where, what is never overwritten, and that a promise broken writes nothing."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path, PurePath

import pytest

import yinfa
from yinfa import cleaned, files, pipeline
from yinfa.batch import manifest
from yinfa.batch.outputs import Destination, Writer
from yinfa.cli import main
from yinfa.errors import BrokenPromiseError, ExitCode, InputError, OutputError
from yinfa.formats import is_own
from yinfa.layout import pages
from yinfa.ledger import Ledger
from yinfa.normalize import Options
from yinfa.pipeline import Output
from yinfa.source import read
from yinfa.structure import Analysis

SPEECH = """在工作会议上的讲话
同志们:
今天我们召开会议,主要任务是部署工作。
一、提高认识
大家要认真学习。
谢谢大家!
"""
COLLECTION = f"篇一:\n{SPEECH}篇二:\n{SPEECH.replace('工作', '动员')}"


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in [name for name in os.environ if name.startswith("YINFA_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def speech() -> Path:
    path = Path("speech.txt")
    path.write_text(SPEECH, encoding="utf-8")
    return path


def tree(folder: str = "out") -> list[str]:
    """The files of a folder but for the hidden manifest."""
    found = (path for path in Path(folder).rglob("*") if path.is_file() and path.name != manifest.NAME)
    return sorted(path.relative_to(folder).as_posix() for path in found)


class TestWhatIsWritten:
    def test_a_speech_gives_a_docx_and_a_pdf_under_out(
        self, speech: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["export", str(speech)]) == 0
        assert [Path(line) for line in capsys.readouterr().out.split()] == [
            Path("out/speech.docx"),
            Path("out/speech.pdf"),
        ]
        assert tree() == ["speech.docx", "speech.pdf"]
        assert Path("out/speech.pdf").read_bytes().startswith(b"%PDF-")
        with zipfile.ZipFile("out/speech.docx") as package:
            assert "提高认识" in package.read("word/document.xml").decode()

    def test_a_collection_gives_one_numbered_document_a_speech(self) -> None:
        Path("both.txt").write_text(COLLECTION, encoding="utf-8")
        assert main(["export", "both.txt", "--to", "docx"]) == 0
        assert tree() == ["both-1.docx", "both-2.docx"]

    def test_the_same_source_gives_the_same_bytes(self, speech: Path) -> None:
        first, second = (
            pipeline.export(speech, "a", pipeline.Documents(options=Options())).outputs for _ in range(2)
        )
        assert first == second

    def test_a_folders_tree_is_kept(self) -> None:
        for name in ("in/a.txt", "in/2022/五月/b.md", "in/2022/五月/c.d.txt"):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(SPEECH, encoding="utf-8")
        assert main(["export", "in", "--to", "docx", "-j", "2"]) == 0
        assert tree() == ["2022/五月/b.docx", "2022/五月/c.d.docx", "a.docx"]

    @pytest.mark.parametrize("name", ["issued.docx", "deep/issued.PDF"])
    def test_out_may_be_a_file_whose_suffix_is_the_format(self, speech: Path, name: str) -> None:
        assert main(["export", str(speech), "-o", name]) == 0
        assert Path(name).is_file()
        assert is_own(Path(name).read_bytes())
        assert not Path("out").exists()

    def test_stdin_to_stdout(
        self, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SPEECH.encode())))
        assert main(["export", "-", "--to", "pdf", "-o", "-"]) == 0
        assert capfdbinary.readouterr().out.startswith(b"%PDF-")

    def test_a_dry_run_writes_nothing_and_says_what_it_would(
        self, speech: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["export", str(speech), "--dry-run"]) == 0
        assert len(capsys.readouterr().out.split()) == 2
        assert not Path("out").exists()

    def test_the_report_tells_of_every_source(self, speech: Path) -> None:
        Path("empty.txt").write_bytes(b"")
        code = main(["export", str(speech), "empty.txt", "--to", "docx", "--report", "deep/report.json"])
        assert code == ExitCode.SOME_FAILED
        report = json.loads(Path("deep/report.json").read_text(encoding="utf-8"))
        assert report["counts"] == {"done": 1, "unchanged": 0, "failed": 1, "files": 1}
        done, failed = report["sources"]
        assert done["outputs"] == [str(Path("out/speech.docx"))]
        assert done["speeches"] == 1
        assert done["edits"] > 0
        assert failed["status"] == "failed"
        assert "empty" in failed["error"]

    def test_fail_fast_stops_at_the_first_failure(self, speech: Path) -> None:
        Path("a.txt").write_bytes(b"")
        assert main(["export", "a.txt", str(speech), "--fail-fast"]) == ExitCode.SOME_FAILED
        assert tree() == []


class TestWhatIsRefused:
    def test_a_shopping_list_alone_ends_in_3(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("shopping.txt").write_text("牛奶\n鸡蛋\n面包\n", encoding="utf-8")
        assert main(["export", "shopping.txt"]) == ExitCode.UNUSABLE_INPUT
        assert "no speech" in capsys.readouterr().err
        assert tree() == []

    def test_a_shopping_list_among_others_ends_in_1(self, speech: Path) -> None:
        Path("in").mkdir()
        speech.rename("in/speech.txt")
        Path("in/shopping.txt").write_text("牛奶\n鸡蛋\n面包\n", encoding="utf-8")
        assert main(["export", "in", "--to", "docx"]) == ExitCode.SOME_FAILED
        assert tree() == ["speech.docx"]

    def test_twenty_megabytes_are_no_speech(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("big.txt").write_text(SPEECH * 200_000, encoding="utf-8")
        assert Path("big.txt").stat().st_size > 20_000_000
        assert main(["export", "big.txt"]) == ExitCode.UNUSABLE_INPUT
        assert "no speech" in capsys.readouterr().err

    def test_a_character_that_no_font_has_ends_in_5_and_writes_nothing(
        self, speech: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        speech.write_text(SPEECH.replace("认真学习", "认真\U0001f600学习"), encoding="utf-8")
        assert main(["export", str(speech)]) == ExitCode.FONT
        told = capsys.readouterr().err
        assert "speech.txt" in told
        assert "认真\U0001f600学习" in told
        assert tree() == []

    def test_a_collection_does_not_fit_one_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("both.txt").write_text(COLLECTION, encoding="utf-8")
        assert main(["export", "both.txt", "-o", "one.pdf"]) == ExitCode.OUTPUT
        assert "2 documents" in capsys.readouterr().err
        assert not Path("one.pdf").exists()

    def test_several_inputs_do_not_fit_one_file(self, speech: Path) -> None:
        Path("b.txt").write_text(SPEECH, encoding="utf-8")
        assert main(["export", str(speech), "b.txt", "-o", "one.pdf"]) == ExitCode.USAGE

    @pytest.mark.parametrize("second", ["a.md", "A.txt"])
    def test_two_inputs_of_one_output_fail_the_second(
        self, second: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("a.txt").write_text(SPEECH, encoding="utf-8")
        Path("b").mkdir()
        Path("b", second).write_text(SPEECH.replace("工作", "动员"), encoding="utf-8")
        assert main(["export", "a.txt", str(Path("b", second)), "--to", "docx"]) == ExitCode.SOME_FAILED
        assert "is the output of a.txt already" in capsys.readouterr().err
        assert tree() == ["a.docx"]

    def test_an_input_named_twice_is_done_once(
        self, speech: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["export", str(speech), "./speech.txt", "--to", "docx"]) == 0
        assert len(capsys.readouterr().out.split()) == 1


class TestWhatIsOverwritten:
    @pytest.mark.parametrize("suffix", ["docx", "pdf"])
    def test_a_foreign_file_stays_and_none_of_the_source_is_written(
        self, speech: Path, suffix: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("out").mkdir()
        Path(f"out/speech.{suffix}").write_bytes(b"%PDF-1.4 another's")
        assert main(["export", str(speech)]) == ExitCode.OUTPUT
        assert "--force" in capsys.readouterr().err
        assert tree() == [f"speech.{suffix}"]
        assert Path(f"out/speech.{suffix}").read_bytes() == b"%PDF-1.4 another's"
        assert main(["export", str(speech), "--force"]) == 0
        assert is_own(Path(f"out/speech.{suffix}").read_bytes())

    def test_yinfas_own_files_are_replaced(self, speech: Path) -> None:
        assert main(["export", str(speech)]) == 0
        before = Path("out/speech.pdf").read_bytes()
        speech.write_text(SPEECH.replace("认真", "努力"), encoding="utf-8")
        assert main(["export", str(speech)]) == 0
        assert Path("out/speech.pdf").read_bytes() != before

    def test_another_programs_docx_and_a_broken_zip_are_foreign(self) -> None:
        import docx

        document = io.BytesIO()
        docx.Document().save(document)
        assert not is_own(document.getvalue())
        assert not is_own(b"PK\x03\x04broken")
        assert not is_own(b"")


class TestFaults:
    @pytest.mark.parametrize("error", ["No space left on device", "Permission denied"])
    def test_an_output_that_cannot_be_written_ends_in_6(
        self, error: str, speech: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def fail(*_: object) -> None:
            raise OSError(28, error)

        monkeypatch.setattr(files, "_fill", fail)
        assert main(["export", str(speech)]) == ExitCode.OUTPUT
        assert error in capsys.readouterr().err
        assert tree() == []

    def test_a_folder_that_cannot_be_made_ends_in_6_before_the_work(self, speech: Path) -> None:
        Path("file").write_bytes(b"")
        assert main(["export", str(speech), "-o", "file/out"]) == ExitCode.OUTPUT

    def test_an_unusual_order_of_claims_keeps_the_first(self) -> None:
        writer = Writer(Destination(folder=Path("out")))
        writer.prepare()
        writer.write("a.txt", PurePath("a"), [Output(1, ".pdf", b"1"), Output(2, ".pdf", b"2")])
        with pytest.raises(OutputError, match=r"output of a\.txt"):
            writer.write("a-1.txt", PurePath("a-1"), [Output(0, ".pdf", b"3")])
        assert Path("out/a-1.pdf").read_bytes() == b"1"

    def test_edits_that_do_not_lead_back_to_the_source_are_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def forgetful(text: str, _options: Options) -> Ledger:
            ledger = Ledger(text)
            ledger.text = text.replace("认真", "")
            return ledger

        monkeypatch.setattr(cleaned, "normalize", forgetful)
        with pytest.raises(BrokenPromiseError):
            cleaned.make_clean(read(SPEECH.encode()), Options())

    def test_a_line_lost_by_structure_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cleaned, "read", lambda _ledger: Analysis((), ()))
        with pytest.raises(BrokenPromiseError, match="lost"):
            cleaned.make_clean(read(SPEECH.encode()), Options())

    def test_pages_that_lack_a_line_are_refused_and_nothing_is_written(
        self, speech: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(pages, "paginate", lambda *_: ())
        assert main(["export", str(speech)]) == ExitCode.UNUSABLE_INPUT
        assert "whole text" in capsys.readouterr().err
        assert tree() == []

    @pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
    def test_ctrl_c_ends_in_130_and_leaves_whole_files_only(self) -> None:
        Path("in").mkdir()
        for number in range(60):
            Path(f"in/{number:02}.txt").write_text(SPEECH, encoding="utf-8")
        with subprocess.Popen(
            [sys.executable, "-m", "yinfa", "export", "in", "-j", "2"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.readline()
            time.sleep(0.05)
            os.killpg(process.pid, signal.SIGINT)
            printed = process.stderr.read().decode()
            assert process.wait(20) == ExitCode.INTERRUPTED
        assert "interrupted" in printed
        assert "Traceback" not in printed
        written = [Path("out", name) for name in tree()]
        assert 0 < len(written) < 120
        assert all(is_own(path.read_bytes()) for path in written)


class TestPythonInterface:
    def test_a_text_is_cleaned(self) -> None:
        made = yinfa.clean(SPEECH)
        assert made.speeches[0].title == "在工作会议上的讲话"
        assert made.text.startswith("在工作会议上的讲话\n同志们：\n")

    @pytest.mark.parametrize("as_what", ["text", "bytes", "file"])
    def test_a_source_is_exported(self, as_what: str, speech: Path) -> None:
        kinds: dict[str, str | bytes | Path] = {
            "text": SPEECH,
            "bytes": SPEECH.encode("gb18030"),
            "file": speech,
        }
        assert yinfa.export(kinds[as_what], "issued", formats=["docx"]) == [Path("issued/speech.docx")]

    def test_the_style_sheet_says_formats_and_script_where_the_caller_does_not(self, tmp_path: Path) -> None:
        sheet = tmp_path / "mine.toml"
        sheet.write_text('extends = "traditional"\n[output]\nformats = ["docx"]\n', encoding="utf-8")
        (path,) = yinfa.export(SPEECH, "issued", style=str(sheet))
        with zipfile.ZipFile(path) as archive:
            assert "在工作會議上的講話" in archive.read("word/document.xml").decode()
        (path,) = yinfa.export(SPEECH, "kept", style=str(sheet), script="keep", formats=["docx"])
        with zipfile.ZipFile(path) as archive:
            assert "在工作会议上的讲话" in archive.read("word/document.xml").decode()

    def test_an_unusable_source_raises(self) -> None:
        with pytest.raises(InputError):
            yinfa.export("牛奶", "issued")
        assert not Path("issued").exists()


def test_what_yinfa_wrote_is_passed_over_in_a_folder_but_read_when_named(
    speech: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(speech), "-o", "in", "--to", "docx"]) == ExitCode.OK
    assert main(["export", ".", "-o", "out", "--to", "docx"]) == ExitCode.OK
    assert "passed over: 1 of Yinfa's own" in capsys.readouterr().err
    assert not Path("out/in").exists()
    assert main(["export", "in/speech.docx", "-o", "again", "--to", "docx"]) == ExitCode.OK
