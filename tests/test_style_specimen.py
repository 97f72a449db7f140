"""A specimen is set as any speech is, and shows the grid and the measures of its sheet."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from page import validate_pdf_bytes

from yinfa.check import pdf, pdf_lines
from yinfa.cli import main
from yinfa.errors import ExitCode
from yinfa.flow import flow
from yinfa.formats.docx_styles import STYLES
from yinfa.layout.page import Page
from yinfa.layout.pages import paginate
from yinfa.specimen import _speech, specimen
from yinfa.specimen_layer import SPECIMEN, annotated
from yinfa.style import names
from yinfa.style.checking import ready
from yinfa.style.sheet import ELEMENTS, TABLES, ElementStyle, Sheet, declarations

SHEETS = [name for name, _ in names()]


def shown(style: str, *settings: str) -> tuple[Sheet, tuple[Page, ...]]:
    """The pages of a specimen."""
    examined, fonts = ready(style, settings)
    sheet = examined.sheet
    pages = paginate(flow(_speech(sheet), sheet), sheet, fonts)
    return sheet, annotated(pages, sheet, examined.written, fonts)


def notes(pages: tuple[Page, ...]) -> list[str]:
    return [line.text for page in pages for line in page.artifacts if line.element == SPECIMEN]


@pytest.mark.parametrize("name", SHEETS)
def test_it_is_one_valid_page_with_every_element_in_order(name: str) -> None:
    made = specimen(name, (), "pdf")
    raw = pdf.read(made, "specimen.pdf")
    assert len(raw.pages) == 1
    for profile in ("2a", "ua1"):
        assert not validate_pdf_bytes(made, profile=profile).failures
    _, (page,) = shown(name)
    assert list(dict.fromkeys(line.element for line in page.lines)) == [
        *(element for element in ELEMENTS if element != "closing"), "closing",
    ]  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_it_says_the_measures_that_its_sheet_has(name: str) -> None:
    sheet, pages = shown(name)
    said = notes(pages)
    assert f"{sheet.name} · {sheet.description}" in said
    for table in TABLES:
        assert any(note.startswith(f"[{table}]") for note in said)


@pytest.mark.parametrize(
    "setting",
    [
        "body.indent_right=3字",
        "title.size=26pt",
        "heading2.bold=true",
        "date.align=right",
        "closing.blank_before=2",
    ],
)
def test_a_change_is_noted_beside_its_element(setting: str) -> None:
    _, pages = shown("official", setting)
    note = setting.partition(".")[2].replace("=", " ")
    assert note not in notes(shown("official")[1])
    assert note in notes(pages)


def test_every_attribute_can_be_noted() -> None:
    for key, declared in declarations(ElementStyle).items():
        value = {"flag": str(not declared.default).lower(), "count": "1", "length": "17pt", "color": "#C00000",
                 "choice": "center", "font": "楷体"}.get(declared.kind)  # fmt: skip
        assert value, f"how to change {key} is not known here"
        _, pages = shown(
            "official",
            "page.line_pitch=30pt",
            "page.characters=26",
            "body.on_grid=false",
            f"body.{key}={value}",
        )
        assert f"{key} {value}" in notes(pages)


def test_characters_stand_in_the_cells_of_the_grid() -> None:
    sheet, (page,) = shown("official")
    uprights = sorted(
        {rule.x + rule.length / 2 for rule in page.rules if rule.width > sheet.page.text_height - 1}
    )
    assert len(uprights) == sheet.page.characters + 1
    line = next(line for line in page.lines if line.element == "heading1")
    run = line.runs[0]
    for count in range(len(run.text)):
        assert min(abs(run.x + sum(run.advances[:count]) - x) for x in uprights) < 0.01


def test_each_line_stands_between_two_rules() -> None:
    sheet, (page,) = shown("official")
    levels = sorted({rule.y for rule in page.rules if rule.length > sheet.page.text_width - 1})
    for line in page.lines:
        above = max(y for y in levels if y < line.y)
        below = min(y for y in levels if y > line.y)
        style = sheet.elements[line.element]
        assert below - above == pytest.approx(style.line_pitch or sheet.page.line_pitch, abs=0.3)


def test_notes_do_not_stand_in_each_other_where_lines_are_close() -> None:
    _, (page,) = shown(
        "official", "page.line_pitch=16pt", "title.line_pitch=22pt", "body.color=#111111", "body.align=left"
    )
    found = [(round(line.runs[0].x), line.y) for line in page.artifacts if line.element == SPECIMEN]
    left = sorted(y for x, y in found if x == 3)
    assert min(below - above for above, below in pairwise(left)) > 5


def test_grid_and_notes_follow_mirrored_margins() -> None:
    sheet, pages = shown("official", "page.mirrored=true", "page.lines=10")
    assert len(pages) > 1
    for page in pages:
        edges = {rule.x for rule in page.rules if rule.width > sheet.page.text_height - 1}
        left = sheet.page.margin_left if page.number % 2 else sheet.page.margin_right
        assert min(edges) == pytest.approx(left, abs=0.2)


def test_grid_and_notes_are_no_part_of_what_is_read() -> None:
    sheet, _ = shown("official")
    measured = pdf_lines.measure(pdf.read(specimen("official", (), "pdf"), "specimen.pdf"), sheet)
    text = "".join(one.paragraph.text for one in measured.cast)
    assert "正文，仿宋，三号" in text


def test_a_docx_has_every_element_in_its_style() -> None:
    document = docx.Document(io.BytesIO(specimen("office", (), "docx")))
    found = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert set(STYLES.values()) <= {name.replace("Heading", "heading") for name in found if name}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_writes_where_it_may(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "specimen", "office"]) == ExitCode.OK
    assert main(["styles", "specimen", "office", "--set", "body.bold=true"]) == ExitCode.OK
    assert main(["styles", "specimen", "office", "-o", "new/one.docx"]) == ExitCode.OK
    assert capsys.readouterr().out == f"specimen.pdf\nspecimen.pdf\n{Path('new/one.docx')}\n"
    (folder / "mine.pdf").write_bytes(b"%PDF-1.4 mine")
    assert main(["styles", "specimen", "office", "-o", "mine.pdf"]) == ExitCode.OUTPUT
    assert main(["styles", "specimen", "office", "-o", "mine.pdf", "--force"]) == ExitCode.OK
    assert main(["styles", "specimen", "office", "-o", "mine.txt"]) == ExitCode.USAGE
    assert main(["styles", "specimen", "offic"]) == ExitCode.STYLE
    assert main(["styles", "specimen", "office", "--set", "body.font=No Such Font"]) == ExitCode.FONT
