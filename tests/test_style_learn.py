"""What `styles learn` reads from a document is the sheet it was set by."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yinfa.cli import main
from yinfa.errors import ExitCode, InputError, OutputError, StyleError, UsageError
from yinfa.flow import flow
from yinfa.fonts import FontSet
from yinfa.formats.docx import render
from yinfa.layout.pages import paginate
from yinfa.speech import Heading, Lead, Paragraph, Speech
from yinfa.style import load, names
from yinfa.style.checking import check
from yinfa.style.learn import Learnt, learn, learn_file
from yinfa.style.sheet import ELEMENTS, Sheet, declarations

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

SPEECH = Speech(
    title="在全县春耕备耕动员会上的讲话",
    subtitle="——兼谈粮食安全",
    speaker="县长李四",
    date="2022-05-14",
    date_text="（2022年5月14日）",
    salutation=("同志们：",),
    body=(
        Paragraph("今天的会议只有一个议题，就是把春耕抓紧抓实，田间地头人手要到位。" * 3),
        *(
            Heading(text, level)
            for level, text in enumerate(("一、认清形势", "（一）抓住农时", "1.备足种子", "（1）逐户登记"), 1)
        ),
        Paragraph("种子、化肥、农机都要在月底之前到村到户，一户也不能落下。" * 3),
        Paragraph("（二）守住底线。粮田一亩也不能少，哪个乡镇少了，哪个乡镇负责。", (Lead(0, 8, 2),)),
    ),
    closing="谢谢大家！",
)


def learnt(tmp_path: Path, style: str = "official", *settings: str) -> tuple[Sheet, Learnt]:
    """The sheet learnt from the speech set by a sheet."""
    found = learn(render(SPEECH, load(style, settings)), "issued.docx")
    path = tmp_path / "learnt.toml"
    path.write_text(found.text, "utf-8")
    return load(str(path)), found


def assert_alike(one: object, other: object) -> None:
    """Attributes are equal, lengths to a quarter of a millimetre."""
    for key, declared in declarations(type(other)).items():
        value, expected = getattr(one, key), getattr(other, key)
        assert value == (pytest.approx(expected, abs=0.7) if declared.kind == "length" else expected), key


@pytest.mark.parametrize("name", [name for name, _ in names()])
def test_every_sheet_is_learnt_back(tmp_path: Path, name: str) -> None:
    sheet, (_, unexpressed) = learnt(tmp_path, name)
    expected = load(name)
    assert_alike(sheet.page, expected.page)
    for element in ELEMENTS:
        assert_alike(sheet.elements[element], expected.elements[element])
    position = (sheet.page_number.position, sheet.page_number.size)
    assert position == (expected.page_number.position, expected.page_number.size)
    assert unexpressed == ()


def test_of_the_official_page_nothing_is_written(tmp_path: Path) -> None:
    assert learnt(tmp_path)[1].text == 'extends = "official"\ndescription = "learnt from issued"\n'


@pytest.mark.parametrize(
    ("setting", "written"),
    [
        ("page.width=8.5in", 'width = "215.9mm"'),
        ("page.margin_top=30mm", 'margin_top = "30mm"'),
        ("page.margin_left=30mm", 'margin_left = "30mm"'),
        ("page.lines=20", "lines = 20"),
        ("page.characters=27", "characters = 27"),
        ("page.line_pitch=28pt", 'line_pitch = "28pt"'),
        ("page.mirrored=true", "mirrored = true"),
        ("page.two_sided=false", "two_sided = false"),
        ("title.font=黑体", 'font = "黑体"'),
        ("title.size=26pt", 'size = "26pt"'),
        ("title.color=#c00000", 'color = "#C00000"'),
        ("title.line_pitch=40pt", 'line_pitch = "40pt"'),
        ("date.blank_after=2", "blank_after = 2"),
        ("subtitle.font=仿宋", 'font = "仿宋"'),
        ("speaker.bold=true", "bold = true"),
        ("date.align=right", 'align = "right"'),
        ("salutation.first_line_indent=2字", 'first_line_indent = "2字"'),
        ("body.align=left", 'align = "left"'),
        ("body.size=15pt", 'size = "15pt"'),
        ("body.first_line_indent=10pt", 'first_line_indent = "10pt"'),
        ("heading1.bold=true", "bold = true"),
        ("heading2.font=仿宋", 'font = "仿宋"'),
        ("heading3.indent_left=1字", 'indent_left = "1字"'),
        ("heading4.blank_before=1", "blank_before = 1"),
        ("closing.on_grid=false", "on_grid = false"),
        ("closing.blank_before=1", "blank_before = 1"),
        ("lead.level2=marker", 'level2 = "marker"'),
        ("lead.level2=none", 'level2 = "none"'),
        ("page_number.form={page}", 'form = "{page}"'),
        ("page_number.form=", 'form = ""'),
        ("page_number.font=黑体", 'font = "黑体"'),
        ("page_number.size=12pt", 'size = "12pt"'),
        ("page_number.color=#0000ff", 'color = "#0000FF"'),
        ("page_number.position=left", 'position = "left"'),
        ("page_number.position=center", 'position = "center"'),
        ("page_number.distance=12mm", 'distance = "12mm"'),
        ("page_number.indent=28pt", 'indent = "28pt"'),
        ("fonts.仿宋.docx=FangSong", 'docx = "FangSong"'),
    ],
)
def test_a_change_is_learnt_back(tmp_path: Path, setting: str, written: str) -> None:
    sheet, (text, _) = learnt(tmp_path, "official", setting)
    assert written in text.splitlines()
    table, key = setting.split("=", maxsplit=1)[0].rsplit(".", 1)
    if table in ELEMENTS:
        expected = getattr(load("official", [setting]).elements[table], key)
        value = getattr(sheet.elements[table], key)
        assert value == (pytest.approx(expected, abs=0.7) if isinstance(expected, float) else expected)


def placed(sheet: Sheet) -> list[tuple[str, float, float, float, str, bool]]:
    """The lines of the speech as a PDF has them: text, x, y, size, colour, weight."""
    fonts = FontSet(sheet.fonts)
    pages = paginate(flow(SPEECH, sheet), sheet, fonts)
    lines = (line for page in pages for line in (*page.lines, *page.artifacts))
    return [
        (line.text, run.x, line.y, run.size, run.color, run.bold) for line in lines for run in line.runs[:1]
    ]


CHANGES = st.one_of(
    st.builds(
        "{}.{}".format,
        st.sampled_from(sorted(ELEMENTS)),
        st.sampled_from(
            ["font=楷体", "size=15pt", "bold=true", "color=#c00000", "align=left", "first_line_indent=0字",
             "first_line_indent=1字", "indent_left=1字", "indent_right=2字", "line_pitch=40pt", "blank_before=1",
             "blank_after=2", "space_before=6pt", "space_after=10pt", "on_grid=false", "auto_space=true"]
        ),
    ),
    st.sampled_from(
        ["page.margin_top=30mm", "page.margin_left=25mm", "page.lines=18", "page.characters=26", "page.mirrored=true",
         "page.line_pitch=33pt", "page.two_sided=false", "header.text={title}", "footer.text=内部资料",
         "page_number.position=center", "page_number.form={page}/{pages}", "page_number.start=5",
         "page_number.first_page=false", "page_number.distance=10mm", "line_numbers.every=5",
         "line_numbers.restart=document", "fonts.仿宋.docx=华文仿宋", "fonts.黑体.latin=宋体"]
    ),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from([name for name, _ in names()]), changes=st.lists(CHANGES, max_size=3))
@example(name="traditional", changes=["body.color=#c00000"])  # a lead that its colour alone sets apart
def test_what_is_learnt_sets_the_speech_as_the_sheet_did(
    tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[str]
) -> None:
    try:
        expected = load(name, changes)
    except StyleError:  # changes that do not go together
        return
    found = learn(render(SPEECH, expected), "issued.docx")
    path = tmp_path_factory.getbasetemp() / "again.toml"
    path.write_text(found.text, "utf-8")
    sheet = load(str(path))
    assert learn(render(SPEECH, sheet), "issued.docx").text == found.text
    lines, wanted = placed(sheet), placed(expected)
    assert [one[0] for one in lines] == [one[0] for one in wanted]
    for line, other in zip(lines, wanted, strict=True):
        assert line[1:4] == pytest.approx(other[1:4], abs=2.0), line[0]
        assert line[4:] == other[4:], line[0]


def test_a_family_that_plays_no_role_becomes_one_that_a_pdf_can_draw(tmp_path: Path) -> None:
    sheet, _ = learnt(tmp_path, "official", "title.font=华文隶书")
    assert sheet.elements["title"].font == "华文隶书"
    assert sheet.stack("华文隶书").docx == "华文隶书"
    assert sheet.stack("华文隶书").pdf == load("official").stack("小标宋").pdf


def foreign() -> bytes:
    """A document as an office makes one: Word's template, formatting by hand, spaces for indents."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(25)
    section.left_margin = section.right_margin = Mm(28)
    for text, font, size, align in (
        ("在全县春耕备耕动员会上的讲话", "方正小标宋简体", 20, WD_ALIGN_PARAGRAPH.CENTER),
        ("", "仿宋", 16, None),
        ("同志们：", "仿宋", 16, None),
        (
            "　　今天的会议只有一个议题，就是把春耕抓紧抓实，田间地头人手要到位，一户也不能落下。",
            "仿宋",
            16,
            None,
        ),
        ("　　一、认清形势", "黑体", 16, None),
        (
            "　　种子、化肥、农机都要在月底之前到村到户，哪个乡镇误了农时，哪个乡镇负责到底。",
            "仿宋",
            16,
            None,
        ),
    ):
        paragraph = document.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        layout = paragraph.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(30)
        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), font)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple", {qn("w:instr"): " PAGE "})
    field.append(footer.add_run("1")._r)
    footer._p.append(field)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_a_document_formatted_by_hand_is_learnt_from(tmp_path: Path) -> None:
    text, unexpressed = learn(foreign(), "office.docx")
    path = tmp_path / "learnt.toml"
    path.write_text(text, "utf-8")
    sheet, office = load(str(path)), load("office")
    assert_alike(sheet.page, office.page)
    assert (sheet.elements["title"].size, sheet.elements["title"].line_pitch) == (20, 30)
    assert sheet.elements["body"].first_line_indent == pytest.approx(2 * sheet.page.character_pitch)
    assert sheet.elements["heading1"].font == "黑体"
    assert sheet.stack("仿宋").docx == "仿宋"
    assert (sheet.page_number.form, sheet.page_number.position) == ("{page}", "center")
    assert any("nothing to learn these from: subtitle, speaker, date" in one for one in unexpressed)


def reworked(change: Callable[[Any], None]) -> bytes:
    """The document formatted by hand, changed."""
    document = docx.Document(io.BytesIO(foreign()))
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def learnt_from(tmp_path: Path, data: bytes) -> Sheet:
    path = tmp_path / "learnt.toml"
    path.write_text(learn(data, "office.docx").text, "utf-8")
    return load(str(path))


@pytest.mark.parametrize(
    ("side", "position"), [("center", "center"), ("outside", "outside"), ("left", "left")]
)
def test_a_page_number_in_a_text_box_is_found_once_and_where_it_stands(
    tmp_path: Path, side: str, position: str
) -> None:
    """WPS puts page numbers into text boxes, with another form of each for old programs."""

    def boxed(document: Any) -> None:
        paragraph = document.sections[0].footer.paragraphs[0]._p
        for child in list(paragraph):
            paragraph.remove(child)
        number = (
            f'<w:txbxContent {W}><w:p><w:r><w:t xml:space="preserve">— </w:t></w:r><w:fldSimple w:instr="PAGE">'
            '<w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:txbxContent>'
        )
        paragraph.append(
            parse_xml(
                f'<w:r {W} {WP} {MC}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
                f'<wp:positionH relativeFrom="margin"><wp:align>{side}</wp:align></wp:positionH>{number}'
                f"</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>{number}</w:pict></mc:Fallback>"
                "</mc:AlternateContent></w:r>"
            )
        )

    number = learnt_from(tmp_path, reworked(boxed)).page_number
    assert (number.form, number.position) == ("— {page} —", position)


def test_a_first_line_that_a_paragraph_takes_back_is_not_indented(tmp_path: Path) -> None:
    """LibreOffice writes a hanging indent of 0 over the first line's indent of a style."""

    def taken_back(document: Any) -> None:
        document.styles["Normal"].paragraph_format.first_line_indent = Pt(32)
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.lstrip("\u3000")
            paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:ind {W} w:hanging="0"/>'))

    assert learnt_from(tmp_path, reworked(taken_back)).elements["body"].first_line_indent == 0


def test_latin_letters_in_a_family_of_their_own_are_learnt_and_can_be_drawn(tmp_path: Path) -> None:
    def western(document: Any) -> None:
        for paragraph in document.paragraphs[2:]:
            for run in paragraph.runs:
                run.text += "2022"
                run.font.name = "Times New Roman"

    sheet = learnt_from(tmp_path, reworked(western))
    assert sheet.stack("仿宋").latin == "Times New Roman"
    assert sheet.stack("Times New Roman").docx == "Times New Roman"
    assert check(str(tmp_path / "learnt.toml"))[1] == ()


def test_a_header_that_says_the_title_is_learnt_as_a_field(tmp_path: Path) -> None:
    def headed(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "在全县春耕备耕动员会上的讲话 内部资料"

    assert learnt_from(tmp_path, reworked(headed)).header.text == "{title} 内部资料"


def test_what_differs_within_an_element_is_told(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(foreign()))
    document.paragraphs[-1].runs[0].font.bold = True
    saved = io.BytesIO()
    document.save(saved)
    assert any(
        "1 of 2 of body look otherwise" in one for one in learn(saved.getvalue(), "x.docx").unexpressed
    )


@pytest.mark.parametrize("value", ["inf", "nan", "1e999"])
def test_a_document_whose_measures_are_no_numbers_is_refused(value: str) -> None:
    document = docx.Document(io.BytesIO(foreign()))
    document.element.body.sectPr.find(qn("w:pgSz")).set(qn("w:w"), value)
    saved = io.BytesIO()
    document.save(saved)
    with pytest.raises(InputError, match="no numbers"):
        learn(saved.getvalue(), "x.docx")


@pytest.mark.parametrize("value", ["0", "-500", "100000"])
def test_measures_that_no_sheet_allows_are_refused_with_their_place(tmp_path: Path, value: str) -> None:
    document = docx.Document(io.BytesIO(foreign()))
    document.element.body.sectPr.find(qn("w:pgSz")).set(qn("w:w"), value)
    document.save(str(tmp_path / "odd.docx"))
    with pytest.raises(StyleError, match=r"ours\.toml:5:1"):
        learn_file(tmp_path / "odd.docx", str(tmp_path / "ours.toml"), force=False)


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        learn(b"PK no zip", "x.docx")
    with pytest.raises(InputError):
        learn_file(tmp_path / "missing.docx", "-", force=False)


def test_the_command_writes_the_sheet_and_tells_the_rest_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "office.docx", tmp_path / "ours.toml"
    source.write_bytes(foreign())
    assert main(["styles", "learn", str(source), "-o", str(target)]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out == f"{target}\n"
    assert "nothing to learn these from" in err
    assert load(str(target)).page.line_pitch == 30
    assert main(["styles", "learn", str(source)]) == ExitCode.OK
    assert capsys.readouterr().out == target.read_text("utf-8")


def test_a_sheet_that_exists_is_replaced_only_by_force(tmp_path: Path) -> None:
    source, target = tmp_path / "office.docx", tmp_path / "ours.toml"
    source.write_bytes(foreign())
    target.write_text("mine", "utf-8")
    with pytest.raises(OutputError):
        learn_file(source, str(target), force=False)
    assert target.read_text("utf-8") == "mine"
    learn_file(source, str(target), force=True)
    assert load(str(target)).page.line_pitch == 30
    with pytest.raises(UsageError):
        learn_file(source, str(tmp_path / "ours.txt"), force=False)
