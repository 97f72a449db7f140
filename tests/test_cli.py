"""The command line: what it prints where, and with which exit code it ends."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import yinfa
from yinfa.cli import cli, main
from yinfa.errors import ExitCode
from yinfa.normalize import RULES

SPEECH = """在工作会议上的讲话
同志们:
今天我们召开会议,主要任务是部署工作。
一、提高认识
大家要认真学习。
谢谢大家!
"""
CLEAN = SPEECH.replace(":", "：").replace(",", "，").replace("!", "！")


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs in its own folder, and without the user's settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in [name for name in os.environ if name.startswith("YINFA_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    path = tmp_path / "speech.txt"
    path.write_text(SPEECH, encoding="utf-8")
    return path


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"yinfa {yinfa.__version__}\n"


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_nothing_heavy_is_imported_for_help_and_version(option: str) -> None:
    code = (
        "import sys; from yinfa.cli import main; main([sys.argv[1]]);"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    imported = set(python("-c", code, option).stderr.split())
    assert "click" in imported
    assert not imported & {"docx", "reportlab", "opencc", "uharfbuzz", "fontTools", "lxml", "multiprocessing"}


def test_importing_the_package_imports_nothing_heavy() -> None:
    printed = python(
        "-c", "import sys, yinfa; print(*(n for n in sys.modules if n.startswith('yinfa')))"
    ).stdout
    assert printed.split() == ["yinfa"]


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in cli.commands)])
def test_every_command_has_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert "Usage: yinfa" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["export"],
        ["export", "a.txt", "--to", "odt"],
        ["export", "a.txt", "--script", "latin"],
        ["export", "a.txt", "-j", "-1"],
        ["export", "a.txt", "--resume-not"],
        ["clean", "a.txt", "--rule", "no.such"],
        ["clean", "a.txt", "--no-rule", "nonsense"],
        ["export", "a.txt", "-o", "a.pdf", "--to", "docx"],
        ["export", "a.txt", "-o", "-"],
        ["export", "a.txt", "-o", "a.docx", "--resume"],
    ],
)
def test_wrong_usage_ends_in_2(
    arguments: list[str], speech: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    speech.rename("a.txt")
    assert main(arguments) == ExitCode.USAGE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err


class TestClean:
    def test_the_text_goes_to_stdout(self, speech: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["clean", str(speech)]) == 0
        assert capfdbinary.readouterr().out == CLEAN.encode()

    def test_stdin_is_read(
        self, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SPEECH.encode("gb18030"))))
        assert main(["clean", "-"]) == 0
        assert capfdbinary.readouterr().out == CLEAN.encode()

    def test_a_file_is_written_where_one_is_named(
        self, speech: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["clean", str(speech), "-o", "clean.txt"]) == 0
        assert capsys.readouterr().out == "clean.txt\n"
        assert Path("clean.txt").read_bytes() == CLEAN.encode()

    def test_the_source_itself_is_not_overwritten(
        self, speech: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["clean", str(speech), "-o", "speech.txt"]) == ExitCode.OUTPUT
        assert "--force" in capsys.readouterr().err
        assert speech.read_text(encoding="utf-8") == SPEECH

    def test_the_same_output_may_be_written_again(self, speech: Path) -> None:
        assert [main(["clean", str(speech), "-o", "out"]) for _ in range(2)] == [0, 0]

    def test_json_is_one_object_a_source_with_the_fields_of_the_contract(
        self, speech: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["clean", str(speech), "--format", "json"]) == 0
        record = json.loads(capfd.readouterr().out)
        assert list(record) == ["schema_version", "tool", "source", "text", "edits", "speeches", "warnings"]
        assert record["schema_version"] == 1
        assert record["tool"] == {"name": "yinfa", "version": yinfa.__version__}
        assert {"path", "sha256", "encoding", "bom"} <= set(record["source"])
        assert {"rule", "start", "end", "before", "after", "confidence"} == set(record["edits"][0])
        (made,) = record["speeches"]
        assert made["title"] == "在工作会议上的讲话"
        assert made["salutation"] == ["同志们："]
        assert {"kind": "heading", "level": 1, "text": "一、提高认识"} in made["body"]
        assert made["closing"] == "谢谢大家！"

    def test_several_sources_give_json_lines_in_order(
        self, speech: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        Path("b.txt").write_text(SPEECH, encoding="utf-8")
        assert main(["clean", str(speech), "b.txt", "--format", "json"]) == 0
        lines = capfd.readouterr().out.splitlines()
        assert [json.loads(line)["source"]["path"] for line in lines] == [str(speech), "b.txt"]

    def test_the_diff_names_place_and_rule(self, speech: Path, capfd: pytest.CaptureFixture[str]) -> None:
        assert main(["clean", str(speech), "--format", "diff"]) == 0
        printed = capfd.readouterr().out
        assert "-     2        同志们[-:-]\n+           2  同志们{+：+}\n" in printed
        assert "punctuation.full_width 0." in printed

    @pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
    @pytest.mark.parametrize(
        ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
    )
    def test_the_diff_is_coloured_on_a_terminal_unless_forbidden(
        self, environment: dict[str, str], coloured: bool, speech: Path
    ) -> None:
        import pty

        ours, theirs = pty.openpty()
        subprocess.run(
            [sys.executable, "-m", "yinfa", "clean", str(speech), "--format", "diff", "-q"],
            stdout=theirs,
            env={"TERM": "xterm"}
            | {k: v for k, v in os.environ.items() if k not in ("TERM", "NO_COLOR")}
            | environment,
            check=True,
        )
        os.close(theirs)
        with os.fdopen(ours, "rb") as terminal:
            assert (b"\x1b[" in terminal.read1()) == coloured

    def test_the_check_is_one_page_in_a_file(self, speech: Path, capfd: pytest.CaptureFixture[str]) -> None:
        for _ in range(2):
            assert main(["clean", str(speech), "--format", "html", "-o", "check.html"]) == 0
        assert capfd.readouterr().out == "check.html\n" * 2
        assert Path("check.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")

    def test_the_suffix_of_the_output_tells_the_format_where_none_is_named(self, speech: Path) -> None:
        for name, begin in (("a.html", "<!DOCTYPE"), ("a.json", "{"), ("a.diff", "---"), ("a.txt", "在")):
            assert main(["clean", str(speech), "-o", name]) == 0
            assert Path(name).read_text(encoding="utf-8").startswith(begin)
        assert main(["clean", str(speech), "-o", "b.txt", "--format", "text"]) == 0

    def test_a_page_that_yinfa_did_not_write_is_kept(self, speech: Path) -> None:
        Path("check.html").write_text("<!DOCTYPE html>\n<p>mine</p>", encoding="utf-8")
        assert main(["clean", str(speech), "--format", "html", "-o", "check.html"]) == ExitCode.OUTPUT

    def test_the_pages_of_several_sources_need_a_folder(
        self, speech: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        Path("b.txt").write_text(SPEECH, encoding="utf-8")
        assert main(["clean", "*.txt", "--format", "html"]) == ExitCode.USAGE
        assert "folder" in capfd.readouterr().err
        assert main(["clean", "*.txt", "--format", "html", "-o", "out"]) == 0
        assert sorted(path.name for path in Path("out").iterdir()) == ["b.html", "speech.html"]

    def test_the_edits_are_summed_up_by_family_and_when_asked_by_rule(
        self, speech: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["clean", str(speech), "--rule", "punctuation"]) == 0
        assert capfd.readouterr().err == "yinfa: 3 edits: punctuation 3.\n"
        assert main(["clean", str(speech), "--rule", "punctuation", "-v"]) == 0
        assert capfd.readouterr().err.endswith("yinfa: 3 edits:\n       3  punctuation.full_width\n")
        assert main(["clean", str(speech), "--rule", "mojibake"]) == 0
        assert capfd.readouterr().err == "yinfa: 0 edits.\n"

    def test_a_source_that_failed_is_not_summed_up(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert main(["clean", "none.txt"]) == ExitCode.UNUSABLE_INPUT
        assert "edits" not in capfd.readouterr().err

    def test_the_rules_are_listed_without_an_input(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert main(["clean", "--rules"]) == 0
        lines = capfd.readouterr().out.splitlines()
        assert [line.split()[0] for line in lines] == [rule.name for rule in RULES]
        assert all(rule.description in line for rule, line in zip(RULES, lines, strict=True))

    def test_a_family_of_rules_can_be_left_out(
        self, speech: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        assert main(["clean", str(speech), "--no-rule", "punctuation"]) == 0
        assert "同志们:" in capfdbinary.readouterr().out.decode()

    def test_what_is_no_speech_is_printed_with_a_warning(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        Path("shopping.txt").write_text("牛奶\n鸡蛋\n", encoding="utf-8")
        assert main(["clean", "shopping.txt"]) == 0
        printed = capfd.readouterr()
        assert printed.out == "牛奶\n鸡蛋\n"
        assert "not_a_speech" in printed.err

    def test_quiet_prints_no_warning(self, capfd: pytest.CaptureFixture[str]) -> None:
        Path("shopping.txt").write_text("牛奶\n鸡蛋\n", encoding="utf-8")
        assert main(["clean", "shopping.txt", "-q"]) == 0
        assert capfd.readouterr().err == ""

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "empty"),
            (b"%PDF-1.4", "PDF"),
            (b"\0\1\2\3" * 99, "text"),
            (b"\xe9t\xe9 \xe0 la mer", "UTF-8"),
        ],
    )
    def test_an_unusable_file_ends_in_3(
        self, data: bytes, said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("bad.txt").write_bytes(data)
        assert main(["clean", "bad.txt"]) == ExitCode.UNUSABLE_INPUT
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("yinfa: bad.txt: ")
        assert said in printed.err

    def test_of_several_the_usable_are_done_and_it_ends_in_1(
        self, speech: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        Path("empty.txt").write_bytes(b"")
        assert main(["clean", "empty.txt", str(speech), "none*.txt"]) == ExitCode.SOME_FAILED
        printed = capfdbinary.readouterr()
        assert printed.out == CLEAN.encode()
        assert b"empty.txt" in printed.err
        assert b"none*.txt" in printed.err

    def test_globs_are_expanded_without_a_shell(
        self, speech: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["clean", "*.txt", "-o", "out"]) == 0
        assert capfd.readouterr().out.split() == [str(Path("out/speech.txt"))]

    def test_a_folder_is_read_with_its_tree_and_never_its_own_output(
        self, capfd: pytest.CaptureFixture[str]
    ) -> None:
        Path("in/deep").mkdir(parents=True)
        for name in ("in/a.txt", "in/deep/b.md"):
            Path(name).write_text(SPEECH, encoding="utf-8")
        Path("in/picture.jpg").write_bytes(b"")
        for _ in range(2):
            assert main(["clean", "in", "-o", "in/out"]) == 0
            printed = capfd.readouterr()
            assert [Path(line) for line in printed.out.split()] == [
                Path("in/out/a.txt"),
                Path("in/out/deep/b.txt"),
            ]
            assert "1 .jpg" in printed.err

    def test_a_folder_without_texts_is_an_unusable_input(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("in").mkdir()
        assert main(["clean", "in"]) == ExitCode.UNUSABLE_INPUT
        assert "No .txt or .md file" in capsys.readouterr().err

    def test_an_unreadable_folder_is_told(
        self, speech: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def refuse(path: object) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        Path("in").mkdir()
        monkeypatch.setattr(os, "scandir", refuse)
        assert main(["clean", "in"]) == ExitCode.SOME_FAILED
        assert "in: The folder cannot be read: Permission denied" in capsys.readouterr().err


class TestRestore:
    @pytest.mark.parametrize(
        "data",
        [
            SPEECH.encode(),
            b"\xef\xbb\xbf" + SPEECH.replace("\n", "\r\n").encode(),
            SPEECH.encode("gb18030"),
            b"\xff\xfe" + SPEECH.encode("utf-16-le"),
            SPEECH.encode() + b"\xff\n",
        ],
    )
    def test_the_source_comes_back_byte_for_byte(
        self, data: bytes, speech: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        speech.write_bytes(data)
        assert main(["clean", str(speech), "--format", "json", "-o", "cleaned.json"]) == 0
        assert main(["restore", "cleaned.json", "-o", "original.txt"]) == 0
        assert Path("original.txt").read_bytes() == data
        assert capsys.readouterr().out.split() == ["cleaned.json", "original.txt"]

    def test_json_lines_give_every_source_back(
        self, speech: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        Path("b.txt").write_text(SPEECH * 2, encoding="utf-8")
        main(["clean", str(speech), "b.txt", "--format", "json"])
        Path("cleaned.jsonl").write_bytes(capfdbinary.readouterr().out)
        assert main(["restore", "cleaned.jsonl"]) == 0
        assert {path.name: path.read_text(encoding="utf-8") for path in Path("out").iterdir()} == {
            "speech.txt": SPEECH,
            "b.txt": SPEECH * 2,
        }

    def test_a_pretty_printed_object_is_read_as_well(
        self, speech: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        main(["clean", str(speech), "--format", "json"])
        pretty = json.dumps(json.loads(capfdbinary.readouterr().out), indent=2)
        Path("cleaned.json").write_text(pretty, encoding="utf-8")
        assert main(["restore", "cleaned.json", "-o", "-"]) == 0
        assert capfdbinary.readouterr().out == SPEECH.encode()

    def test_nothing_is_written_outside_the_folder_named(
        self, speech: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        main(["clean", str(speech), "--format", "json"])
        record = json.loads(capfdbinary.readouterr().out)
        for number, path in enumerate(["../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", ".."]):
            record["source"]["path"] = path
            Path("cleaned.json").write_text(json.dumps(record), encoding="utf-8")
            assert main(["restore", "cleaned.json", "-o", f"safe{number}"]) == 0
            assert [found.name for found in Path(f"safe{number}").iterdir()] in (["evil.txt"], ["stdin.txt"])

    @pytest.mark.parametrize(
        ("key", "value", "said"),
        [
            ("schema_version", 2, "schema_version is 2"),
            ("schema_version", True, "schema_version"),
            ("text", 5, "text is missing or not of the type str"),
            ("text", "another", "cannot be rebuilt"),
            ("edits", None, "edits"),
            ("edits", [{"rule": "x"}], "edits[0].start"),
            ("source", [], "source"),
            ("source", {"encoding": "klingon"}, "source.raw_bytes"),
        ],
    )
    def test_a_changed_file_is_refused_with_the_field(
        self,
        key: str,
        value: object,
        said: str,
        speech: Path,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        main(["clean", str(speech), "--format", "json"])
        record = json.loads(capfd.readouterr().out) | {key: value}
        Path("cleaned.json").write_text(json.dumps(record), encoding="utf-8")
        assert main(["restore", "cleaned.json"]) == ExitCode.UNUSABLE_INPUT
        assert said in capfd.readouterr().err
        assert not Path("out").exists()

    @pytest.mark.parametrize("change", ["encoding", "bom", "sha256", "offsets"])
    def test_what_does_not_rebuild_the_source_is_refused(
        self, change: str, speech: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        main(["clean", str(speech), "--format", "json"])
        record = json.loads(capfd.readouterr().out)
        if change == "offsets":
            record["edits"].reverse()
        else:
            record["source"][change] = {"encoding": "gbk", "bom": True, "sha256": "0" * 64}[change]
        Path("cleaned.json").write_text(json.dumps(record), encoding="utf-8")
        assert main(["restore", "cleaned.json"]) == ExitCode.UNUSABLE_INPUT
        assert not Path("out").exists()

    @pytest.mark.parametrize("text", ["", "no json", "[1, 2]", "{}\n{", '"text"', "{}\n{}\n"])
    def test_what_is_not_the_json_of_clean_is_refused(
        self, text: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("cleaned.json").write_text(text, encoding="utf-8")
        assert main(["restore", "cleaned.json"]) == ExitCode.UNUSABLE_INPUT
        assert "cleaned.json" in capsys.readouterr().err


class TestSettings:
    def test_the_nearest_file_upward_counts_and_the_command_line_more(
        self, speech: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "yinfa.toml").write_text('format = "json"\n', encoding="utf-8")
        (tmp_path / "deep/er").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / "deep/er")
        main(["clean", str(speech)])
        assert capfd.readouterr().out.startswith('{"schema_version"')
        monkeypatch.setenv("YINFA_FORMAT", "diff")
        main(["clean", str(speech)])
        assert capfd.readouterr().out.startswith("---")
        main(["clean", str(speech), "--format", "text"])
        assert capfd.readouterr().out == CLEAN

    @pytest.mark.skipif(sys.platform != "linux", reason="where the user's folder is named by XDG_CONFIG_HOME")
    def test_the_users_folder_counts_less_than_the_project(
        self, speech: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        user = tmp_path / "config/yinfa/yinfa.toml"
        user.parent.mkdir(parents=True)
        user.write_text('format = "json"\nno_rule = ["punctuation"]\n', encoding="utf-8")
        (tmp_path / "yinfa.toml").write_text('format = "text"\n', encoding="utf-8")
        main(["clean", str(speech)])
        assert capfd.readouterr().out.split("\n")[1] == "同志们:"

    def test_a_wrong_value_is_told_with_where_it_was_set(
        self,
        speech: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert main(["export", str(speech), "--script", "latin"]) == ExitCode.USAGE
        assert "set in" not in capsys.readouterr().err
        (tmp_path / "yinfa.toml").write_text('script = "latin"\n', encoding="utf-8")
        assert main(["export", str(speech)]) == ExitCode.USAGE
        assert capsys.readouterr().err.endswith("It is set in yinfa.toml.\n")
        monkeypatch.setenv("YINFA_SCRIPT", "greek")
        assert main(["export", str(speech)]) == ExitCode.USAGE
        assert capsys.readouterr().err.endswith("It is set in the environment: YINFA_SCRIPT.\n")

    @pytest.mark.parametrize(
        ("toml", "said"),
        [
            ("stlye = 'office'", "no setting stlye"),
            ("style = 5", "style must be a text"),
            ("jobs = true", "jobs must be a number"),
            ("set = [1]", "set must be a list of texts"),
            ("style = ", "not TOML"),
        ],
    )
    def test_a_wrong_file_is_refused_by_name_and_key(
        self, toml: str, said: str, speech: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "yinfa.toml").write_text(toml, encoding="utf-8")
        assert main(["clean", str(speech)]) == ExitCode.USAGE
        printed = capsys.readouterr().err
        assert said in printed
        assert "yinfa.toml" in printed

    def test_the_folder_of_export_is_no_setting_of_clean(
        self, speech: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "yinfa.toml").write_text('out = "issued"\n', encoding="utf-8")
        main(["clean", str(speech)])
        assert capfd.readouterr().out == CLEAN

    def test_words_are_protected_by_a_list_or_a_file_beside_the_settings(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "deep").mkdir()
        monkeypatch.chdir(tmp_path / "deep")
        Path("a.txt").write_text("同志們：\n範國華來了。\n", encoding="utf-8")
        (tmp_path / "names.txt").write_text("範國華\n", encoding="utf-8")
        for setting in ('protect = ["範國華"]', 'protect = "names.txt"'):
            (tmp_path / "yinfa.toml").write_text(setting, encoding="utf-8")
            assert main(["clean", "a.txt"]) == 0
            assert capfd.readouterr().out == "同志们：\n範國華来了。\n"
        (tmp_path / "other.txt").write_text("來了\n", encoding="utf-8")
        assert main(["clean", "a.txt", "--protect", "../other.txt"]) == 0
        assert capfd.readouterr().out == "同志们：\n范国华來了。\n"

    def test_rules_are_switched_for_export_as_for_clean(
        self, speech: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "yinfa.toml").write_text('no_rule = ["punctuation"]\n', encoding="utf-8")
        assert main(["export", str(speech), "-v", "--to", "docx", "--report", "report.json"]) == 0
        (source,) = json.loads(Path("report.json").read_text(encoding="utf-8"))["sources"]
        assert not any(rule.startswith("punctuation") for rule in source["rules"])
        assert main(["export", str(speech), "--to", "docx", "--no-rule", "nonsense"]) == ExitCode.USAGE


Exported = Callable[..., tuple[list[str], set[str]]]


class TestSheet:
    """What a style sheet says of the text and the formats, below all settings."""

    SHEET = 'extends = "official"\n[text]\nscript = "keep"\nno_rules = ["punctuation"]\n[output]\nformats = ["pdf"]\n'

    @pytest.fixture
    def report(self, tmp_path: Path) -> Exported:
        """Export a speech under the sheet: the suffixes, the families of rules that acted."""
        Path("mine.toml").write_text(self.SHEET, encoding="utf-8")
        Path("a.txt").write_text("在會上的講話\n同志們:\n我們要做好工作。\n", encoding="utf-8")

        def report(*arguments: str) -> tuple[list[str], set[str]]:
            assert (
                main(["export", "a.txt", "--style", "mine.toml", "--report", "report.json", *arguments]) == 0
            )
            (source,) = json.loads(Path("report.json").read_text(encoding="utf-8"))["sources"]
            suffixes = sorted(Path(name).suffix for name in source["outputs"])
            return suffixes, {rule.partition(".")[0] for rule in source["rules"]}

        return report

    def test_the_sheet_says_formats_script_and_rules(self, report: Exported) -> None:
        suffixes, families = report()
        assert suffixes == [".pdf"]
        assert not {"script", "punctuation"} & families

    def test_the_command_line_counts_more(self, report: Exported) -> None:
        suffixes, families = report("--to", "docx", "--script", "simplified", "--no-rule", "spaces")
        assert suffixes == [".docx"]
        assert {"script", "punctuation"} <= families

    def test_the_traditional_sheet_writes_traditional_characters_and_quotation_marks(self) -> None:
        Path("a.txt").write_text("在会上的讲话\n同志们：\n我们要“做好”工作。\n", encoding="utf-8")
        assert main(["export", "a.txt", "--style", "traditional", "--to", "docx"]) == 0
        with zipfile.ZipFile("out/a.docx") as archive:
            document = archive.read("word/document.xml").decode()
        text = re.sub("<[^>]*>", "", document)
        assert "在會上的講話" in text
        assert "我們要「做好」工作。" in text
        assert main(["export", "a.txt", "--style", "traditional", "--to", "docx", "--script", "keep"]) == 0
        with zipfile.ZipFile("out/a.docx") as archive:
            assert "在会上的讲话" in archive.read("word/document.xml").decode()

    def test_so_does_the_file_of_settings(self, report: Exported) -> None:
        Path("yinfa.toml").write_text('script = "simplified"\nto = ["docx"]\n', encoding="utf-8")
        suffixes, families = report()
        assert suffixes == [".docx"]
        assert "script" in families


class TestOverrides:
    def test_clean_and_export_follow_a_file_of_corrections(
        self, speech: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        Path("fix.toml").write_text(
            '[[speech]]\n[[speech.line]]\ntext = "大家"\nkind = "heading"\nlevel = 2\n', encoding="utf-8"
        )
        assert main(["clean", str(speech), "--overrides", "fix.toml", "--format", "json"]) == 0
        (made,) = json.loads(capfd.readouterr().out)["speeches"]
        assert {"kind": "heading", "level": 2, "text": "大家要认真学习。"} in made["body"]
        assert main(["export", str(speech), "--overrides", "fix.toml", "--to", "docx"]) == 0

    def test_a_wrong_correction_ends_in_2_with_its_place(
        self, speech: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("fix.toml").write_text('[[speech]]\ntitle = "没有这一行"\n', encoding="utf-8")
        assert main(["clean", str(speech), "--overrides", "fix.toml"]) == ExitCode.USAGE
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("yinfa: fix.toml:2: No line of ")

    def test_of_several_sources_the_workers_know_the_corrections(
        self, speech: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        Path("b.txt").write_text(SPEECH, encoding="utf-8")
        Path("fix.toml").write_text(
            '[[speech]]\nsource = "b.txt"\ntitle = "大家"\n[[speech]]\nsource = "c.txt"\n', encoding="utf-8"
        )
        assert main(["clean", "*.txt", "--overrides", "fix.toml", "--format", "json"]) == 0
        printed = capfd.readouterr()
        assert [json.loads(line)["speeches"][0]["title"] for line in printed.out.splitlines()] == [
            "大家要认真学习。",
            "在工作会议上的讲话",
        ]
        assert "yinfa: fix.toml:4: No input is called c.txt." in printed.err


class TestStylesAndFonts:
    def test_the_styles_are_listed_and_shown(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["styles", "list"]) == 0
        assert "official\t" in capsys.readouterr().out
        assert main(["styles", "show", "official"]) == 0
        assert "[page]" in capsys.readouterr().out

    def test_an_unknown_style_ends_in_4(self, speech: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["styles", "show", "oficial"]) == ExitCode.STYLE
        assert main(["export", str(speech), "--style", "oficial"]) == ExitCode.STYLE
        assert main(["export", str(speech), "--set", "body.nonsense=1"]) == ExitCode.STYLE
        assert capsys.readouterr().out == ""

    def test_the_fonts_are_listed_with_their_roles(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["fonts", "list"]) == 0
        assert {line.split("\t")[0] for line in capsys.readouterr().out.splitlines()} >= {
            "仿宋",
            "黑体",
            "楷体",
        }

    def test_characters_that_no_font_has_end_in_5(
        self, speech: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["fonts", "check", str(speech)]) == 0
        speech.write_text(SPEECH + "\U0001f600", encoding="utf-8")
        assert main(["fonts", "check", str(speech)]) == ExitCode.FONT
        assert "\U0001f600" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("option", "drawn"), [([], True), (["--no-progress"], False), (["-q"], False)])
def test_a_progress_bar_on_a_terminal_hides_no_message(option: list[str], drawn: bool, speech: Path) -> None:
    import pty

    Path("empty.txt").write_bytes(b"")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "yinfa", "export", "empty.txt", str(speech), "--to", "docx", *option]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, text=True, check=False)
    os.close(theirs)
    with os.fdopen(ours, "rb") as terminal:
        lines = terminal.read1().decode().splitlines()
    assert run.stdout == str(Path("out/speech.docx")) + "\n"
    assert any(line.rpartition("\r")[2].startswith("yinfa: empty.txt: The file is empty.") for line in lines)
    assert any("2/2" in line for line in lines) == drawn


def test_a_console_of_another_encoding_does_not_end_the_run(speech: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "yinfa", "clean", str(speech)],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
        check=False,
    )
    assert (run.returncode, run.stdout) == (0, CLEAN.encode())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [["clean"], ["export", "--to", "docx"]])
def test_a_full_stdout_is_an_error_of_the_output(arguments: list[str], speech: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "yinfa", *arguments, str(speech)]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == ExitCode.OUTPUT
    assert run.stderr.endswith(
        "stdout cannot be written: No space left on device. Name a file or a folder with -o.\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="the shell of POSIX")
def test_streams_that_the_shell_closed_are_told(speech: Path) -> None:
    def run(line: str) -> tuple[int, str]:
        ended = subprocess.run(
            ["sh", "-c", f'"{sys.executable}" -m yinfa {line}'], capture_output=True, text=True, check=False
        )
        return ended.returncode, ended.stderr

    assert run("clean - <&-") == (
        3,
        "yinfa: -: Nothing came by stdin. Pipe a text into it, or name a file.\n",
    )
    assert run("clean speech.txt >&-") == (6, "yinfa: stdout is closed. Name a file or a folder with -o.\n")
    assert run("export speech.txt --to docx >&-") == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_asked_to_end_leaves_whole_files_and_a_free_folder(number: signal.Signals) -> None:
    Path("in").mkdir()
    for name in range(40):
        Path(f"in/{name}.txt").write_text(SPEECH, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "yinfa", "export", "in", "--to", "docx", "-j", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as run:
        assert run.stdout
        assert run.stderr
        first = run.stdout.readline()
        os.killpg(run.pid, number) if number == signal.SIGINT else run.send_signal(number)
        written = [first, *run.stdout]
        told = run.stderr.read()
    assert run.returncode == ExitCode.INTERRUPTED
    assert (
        told.lstrip()
        == "yinfa: interrupted; the files that were written are whole. export --resume goes on.\n"
    )
    assert 1 <= len(written) < 40
    whole = {str(path) for path in Path("out").glob("*.docx") if zipfile.ZipFile(path).testzip() is None}
    told_of = {line.rstrip() for line in written}
    assert told_of <= whole
    assert len(whole - told_of) <= 1  # the signal may come between writing a file and telling of it
    assert [path.name for path in Path("out").iterdir() if path.suffix != ".docx"] == [
        ".yinfa-manifest.jsonl"
    ]


def test_a_closed_stdout_ends_quietly(speech: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "yinfa", "clean", str(speech)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
