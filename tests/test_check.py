"""`check` as a whole: what Yinfa issues is without fault, and what it says can be read by people and programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from yinfa import pipeline
from yinfa.check import Finding, Report, Severity, check
from yinfa.check.families import is_anonymous, is_asked_for, role
from yinfa.check.findings import Place, merged
from yinfa.check.questions import QUESTIONS, fault, ok, warning
from yinfa.check.report import dumps, table
from yinfa.cli import main
from yinfa.errors import ExitCode, InputError
from yinfa.style import load, names

OFFICIAL = load("official")
SPEECH = """在工作会议上的讲话
同志们：
今天我们召开会议，主要任务是部署工作。今天我们召开会议，主要任务是部署工作，请大家认真领会、抓好落实。
一、提高认识
大家要认真学习，把思想和行动统一到会议的部署上来，把各项任务落实到每一个岗位、每一个人。
谢谢大家！
"""


def faults(data: bytes, style: str = "official") -> list[str]:
    report = check(data, "speech", load(style))
    return [f"{f.code} {f.element}: {f.found}" for f in report.findings if f.severity is Severity.FAULT]


def issued(origin: Path | bytes, style: str = "official") -> list[bytes]:
    order = pipeline.Documents(style=style)
    name = origin.name if isinstance(origin, Path) else "speech.txt"
    return [output.data for output in pipeline.export(origin, name, order).outputs]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for data, kind in zip(issued(SPEECH.encode()), ("docx", "pdf"), strict=True):
        Path(f"good.{kind}").write_bytes(data)
    Path("bad.docx").write_bytes(issued(SPEECH.encode(), "office")[0])
    Path("notes.txt").write_text("你好", "utf-8")
    return tmp_path


def test_what_is_issued_of_the_samples_has_no_fault(seeds: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        for data in issued(path):
            assert faults(data) == [], path.name


def test_what_is_issued_of_real_documents_has_no_fault(real_documents: tuple[Path, ...]) -> None:
    for path in real_documents:
        for data in issued(path):
            assert faults(data) == [], path.name


@pytest.mark.parametrize("style", [name for name, _ in names()])
def test_what_is_issued_under_a_sheet_has_no_fault_under_it(style: str, seeds: Path) -> None:
    for data in issued(seeds / "03-work-safety.txt", style):
        assert faults(data, style) == []


def test_what_is_issued_under_one_sheet_has_faults_under_another(seeds: Path) -> None:
    for data in issued(seeds / "03-work-safety.txt", "reading"):
        assert any(fault.startswith("font.size body") for fault in faults(data))


class TestFindings:
    def test_findings_that_differ_in_their_places_become_one(self) -> None:
        one = fault("line.start", "，", "", "", Place(1, 2))
        two = fault("line.start", "，", "", "", Place(3, 4))
        (joined,) = merged([one, two, one])
        assert joined.places == (Place(1, 2), Place(3, 4))

    def test_faults_stand_before_warnings_before_what_is_right(self) -> None:
        found = merged([ok("line.end", "x"), warning("line.lone", "议。"), fault("line.start", "，")])
        assert [f.severity for f in found] == [Severity.FAULT, Severity.WARNING, Severity.OK]

    def test_a_question_with_a_fault_is_not_said_to_be_right(self) -> None:
        found = merged([ok("font.size", "16 pt", "body"), fault("font.size", "12 pt", "16 pt", "body")])
        assert [f.severity for f in found] == [Severity.FAULT]

    def test_the_same_question_of_another_element_stays_right(self) -> None:
        found = merged([ok("font.size", "16 pt", "body"), fault("font.size", "12 pt", "22 pt", "title")])
        assert {f.element: f.severity for f in found} == {"title": Severity.FAULT, "body": Severity.OK}

    def test_every_question_has_a_remedy(self) -> None:
        assert all(question.remedy.endswith(".") for question in QUESTIONS.values())


class TestFamilies:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("仿宋_GB2312", "仿宋"),
            ("ABCDEF+FangSong_GB2312", "仿宋"),
            ("STFangsong", "仿宋"),
            ("FZFSK--GBK1-0", "仿宋"),
            ("ZhuqueFangsong-Regular", "仿宋"),
            ("KaiTi_GB2312", "楷体"),
            ("LXGWWenKaiGBLite-Regular", "楷体"),
            ("SimHei", "黑体"),
            ("MicrosoftYaHei", "黑体"),
            ("方正小标宋简体", "小标宋"),
            ("FZXBSJW--GB1-0", "小标宋"),
            ("STZhongsong", "小标宋"),
            ("NotoSerifSC-BoldSubset", "小标宋"),
            ("SimSun", "宋体"),
            ("宋体", "宋体"),
            ("TimesNewRomanPSMT", ""),
        ],
    )
    def test_a_role_is_told_by_the_name(self, name: str, expected: str) -> None:
        assert role(name) == expected

    def test_a_family_that_a_sheet_names_itself_is_asked_for(self) -> None:
        sheet = load("official", ["body.font=Source Han Mono"])
        assert is_asked_for("SourceHanMono", sheet.elements["body"].font, sheet)
        assert not is_asked_for("Calibri", sheet.elements["body"].font, sheet)

    def test_names_of_print_drivers_say_nothing(self) -> None:
        assert is_anonymous("CIDFont+F1")
        assert is_anonymous("ABCDEF+F3")
        assert not is_anonymous("SimSun")


class TestReport:
    def report(self, *findings: Finding) -> Report:
        return Report("a.pdf", "pdf", "00", "official", 2, merged(findings))

    def test_the_table_says_what_where_by_which_clause_and_how_to_mend_it(self) -> None:
        text = table(self.report(fault("line.start", "，", "none", "", Place(1, 2, text="，大家"))))
        for part in (
            "a.pdf",
            "line.start",
            "page 1, line 2 “，大家”",
            "GB/T 15834-2011, 5.1",
            "→ Turn Chinese",
        ):
            assert part in text
        assert text.endswith("1 fault, 0 warnings, 0 ok")

    def test_many_places_are_counted(self) -> None:
        places = [Place(page) for page in range(1, 10)]
        assert "page 3 and 6 more" in table(self.report(fault("line.start", "，", "", "", *places)))

    def test_the_json_holds_every_place(self) -> None:
        places = [Place(page, 1, text="，") for page in range(1, 10)]
        record = json.loads(dumps(self.report(fault("line.start", "，", "", "", *places))))
        (finding,) = record["findings"]
        assert len(finding["places"]) == 9
        assert finding["places"][0] == {"page": 1, "line": 1, "paragraph": None, "text": "，"}
        assert record["summary"] == {"fault": 1, "warning": 0, "unjudged": 0, "ok": 0}


class TestCommand:
    def test_documents_without_faults_end_in_0(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", "good.docx", "good.pdf"]) == ExitCode.OK
        assert capsys.readouterr().out.count("0 faults") == 2

    def test_faults_end_in_1(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "good.docx", "bad.docx"]) == ExitCode.SOME_FAILED
        assert "✗ page.margin" in capsys.readouterr().out

    def test_the_sheet_that_is_named_counts(self, folder: Path) -> None:
        assert main(["check", "bad.docx", "--style", "office"]) == ExitCode.OK

    def test_json_is_a_line_a_file(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "good.docx", "good.pdf", "--json"]) == ExitCode.OK
        records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [record["file"]["path"] for record in records] == ["good.docx", "good.pdf"]
        assert [record["file"]["kind"] for record in records] == ["docx", "pdf"]

    @pytest.mark.parametrize("name", ["notes.txt", "missing.pdf", "."])
    def test_a_single_file_that_cannot_be_used_ends_in_3(
        self, name: str, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", name]) == ExitCode.UNUSABLE_INPUT
        assert name in capsys.readouterr().err

    def test_one_of_several_that_cannot_be_used_does_not_stop_the_others(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", "notes.txt", "good.pdf"]) == ExitCode.SOME_FAILED
        said = capsys.readouterr()
        assert "notes.txt" in said.err
        assert "good.pdf" in said.out

    def test_an_unknown_sheet_ends_in_4(self, folder: Path) -> None:
        assert main(["check", "good.pdf", "--style", "nothing"]) == ExitCode.STYLE


def test_a_file_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yinfa.check.LARGEST", 10)
    with pytest.raises(InputError, match="larger than"):
        check(b"%PDF-1.7 and more", "big.pdf", OFFICIAL)
