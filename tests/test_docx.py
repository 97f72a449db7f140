"""A speech as a DOCX: the facts of its XML."""

from __future__ import annotations

import dataclasses
import io
import subprocess
import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from yinfa.errors import InputError, UsageError
from yinfa.flow import flow
from yinfa.fonts import FontSet
from yinfa.formats import DOCUMENTS, Typeset
from yinfa.formats.docx import render
from yinfa.layout.pages import paginate
from yinfa.speech import Heading, Lead, Paragraph, Salutation, Speech
from yinfa.style import load

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
OFFICIAL = load("official")

SPEECH = Speech(
    title="在全市农村综合改革试验区建设动员会上的讲话",
    subtitle="——在全市干部大会上",
    speaker="市委书记张三",
    date_text="（2022年5月14日）",
    date="2022-05-14",
    salutation=("各位领导，", "同志们："),
    body=(
        Paragraph("今天，我们“总结”经验——部署工作……增长5%～10%，A<B且C>D & E。"),
        Heading("一、提高认识，统一思想", 1),
        Heading("（一）加强组织领导", 2),
        Paragraph("（二）压实责任。各单位要把“责任”扛在肩上。", (Lead(0, 8, 2),)),
        Heading("1.抓学习", 3),
        Heading("（1）抓落实", 4),
        Salutation("同志们！"),
        Paragraph("完毕。"),
    ),
    closing="谢谢大家！",
)


def _part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def _document(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def _style(data: bytes, name: str) -> etree._Element:
    return next(
        style
        for style in _part(data, "word/styles.xml").iter(f"{W}style")
        if _values(style, "name") == {"val": name}
    )


def _values(element: etree._Element, tag: str) -> dict[str, str]:
    """The attributes of the first element of a name, without their prefix."""
    found = next(element.iter(W + tag))
    return {str(key).removeprefix(W): str(value) for key, value in found.attrib.items()}


@pytest.fixture(scope="module")
def official() -> bytes:
    return render(SPEECH, OFFICIAL)


# ---- text and structure -----------------------------------------------------------------------


def _texts(speech: Speech) -> list[str]:
    head = (speech.title, speech.subtitle, speech.speaker, speech.date_text)
    body = (block.text for block in speech.body)
    return [text for text in (*head, *speech.salutation, *body, speech.closing) if text]


def test_the_text_of_the_file_is_the_text_of_the_speech_in_order(official: bytes) -> None:
    assert [paragraph.text for paragraph in _document(official).paragraphs if paragraph.text] == _texts(
        SPEECH
    )


def test_every_element_has_a_style_of_its_own(official: bytes) -> None:
    names = [p.style.name if p.style else None for p in _document(official).paragraphs]
    assert names == [
        "Title", "Subtitle", "讲话人", "Date", "空行", "Salutation", "Salutation", "Body Text",
        "Heading 1", "Heading 2", "Body Text", "Heading 3", "Heading 4", "Salutation", "正文（与下段同页）", "Closing",
    ]  # fmt: skip


def test_the_lines_that_end_a_speech_are_kept_together_by_their_styles(official: bytes) -> None:
    assert _values(_style(official, "正文（与下段同页）"), "keepNext") == {"val": "1"}
    thanked = dataclasses.replace(
        SPEECH, body=(Paragraph("今天开会。" * 30), Paragraph("谢谢大家。" * 30)), closing=None
    )
    *_, before, last = _document(render(thanked, OFFICIAL)).paragraphs
    assert [p.style.name if p.style else None for p in (before, last)] == ["Body Text", "正文（末段）"]
    assert _values(_style(official, "正文（末段）"), "widowControl") == {"val": "1"}


def test_a_run_in_heading_has_the_character_style_of_its_level(official: bytes) -> None:
    paragraph = next(p for p in _document(official).paragraphs if p.text.startswith("（二）"))
    assert [(run.text, run.style.name) for run in paragraph.runs] == [
        ("（二）压实责任。", "段首标题 2"),
        ("各单位要把", "Default Paragraph Font"),
        ("“", "标点"),
        ("责任", "Default Paragraph Font"),
        ("”", "标点"),
        ("扛在肩上。", "Default Paragraph Font"),
    ]


def _runs(element: str, text: str, leads: tuple[Lead, ...] = ()) -> list[tuple[str, str]]:
    """The text and character style of the runs of a block."""
    block = Heading(text, int(element[-1])) if element.startswith("heading") else Paragraph(text, leads)
    paragraph = _document(render(Speech(body=(block,)), OFFICIAL)).paragraphs[0]
    return [(run.text, run.style.name) for run in paragraph.runs]


def test_marks_of_latin_width_in_some_fonts_have_the_style_of_marks() -> None:
    assert _runs("body", "“‘甲’”·×××") == [
        ("“‘", "标点"), ("甲", "Default Paragraph Font"), ("’”·×××", "标点"),
    ]  # fmt: skip
    assert _runs("heading2", "（一）“甲”")[1] == ("“", "标点")


def test_marks_in_a_run_in_heading_keep_its_look() -> None:
    runs = _runs("body", "（二）“甲”。乙。", (Lead(0, 7, 2),))
    assert [style for _, style in runs[:3]] == ["段首标题 2", "段首标题 2 标点", "段首标题 2"]
    data = render(Speech(), OFFICIAL)
    assert _values(_style(data, "段首标题 2 标点"), "basedOn") == {"val": "段首标题2"}


@pytest.mark.parametrize("text", ["don’t", "A·B", "3×4"])
def test_marks_in_western_text_have_no_style(text: str) -> None:
    assert _runs("body", text) == [(text, "Default Paragraph Font")]


def test_marks_in_fonts_that_have_them_have_no_style() -> None:
    assert _runs("heading1", "一、“甲”") == [("一、“甲”", "Default Paragraph Font")]


def test_the_style_of_marks_is_in_the_font_of_song(official: bytes) -> None:
    marks = _style(official, "标点")
    assert set(_values(marks, "rFonts").values()) == {"宋体"}
    assert _values(marks, "w") == {"val": "97"}


def test_no_text_has_formatting_of_its_own(official: bytes) -> None:
    body = _part(official, "word/document.xml")
    for properties in body.iter(f"{W}pPr"):
        assert [child.tag for child in properties] == [f"{W}pStyle"]
    for properties in body.iter(f"{W}rPr"):
        assert {child.tag for child in properties} <= {f"{W}rStyle", f"{W}rFonts"}
        for fonts in properties.iter(f"{W}rFonts"):
            assert dict(fonts.attrib) == {f"{W}hint": "eastAsia"}


def test_marks_that_word_takes_for_latin_are_hinted_as_chinese(official: bytes) -> None:
    hinted = {
        "".join(run.itertext()): run.find(f"{W}rPr/{W}rFonts") is not None
        for run in _part(official, "word/document.xml").iter(f"{W}r")
    }
    assert hinted["——在全市干部大会上"]
    assert hinted["“"]
    assert not hinted["一、提高认识，统一思想"]


def test_the_title_is_broken_where_layout_breaks_it(official: bytes) -> None:
    lines = ("在全市农村综合改革试验区", "建设动员会上的讲话")
    data = render(SPEECH, OFFICIAL, {0: lines})
    assert _document(data).paragraphs[0].text == "\n".join(lines)
    assert _document(official).paragraphs[0].text == SPEECH.title
    assert len(list(_part(data, "word/document.xml").iter(f"{W}br"))) == 1


def test_a_subtitle_is_broken_in_the_same_way() -> None:
    data = render(SPEECH, OFFICIAL, {1: ("——在全市", "干部大会上")})
    assert _document(data).paragraphs[1].text == "——在全市\n干部大会上"


def test_a_blank_that_layout_leaves_out_at_the_end_of_a_line_stays_in_the_text() -> None:
    speech = Speech(title="在 Global Digital Economy 大会上的讲话")
    data = render(speech, OFFICIAL, {0: ("在 Global Digital", "Economy 大会上的讲话")})
    assert _document(data).paragraphs[0].text == "在 Global Digital \nEconomy 大会上的讲话"


def test_a_line_may_end_within_a_run_in_heading() -> None:
    speech = Speech(body=(Paragraph("（二）压实责任。各单位要扛在肩上。", (Lead(0, 8, 2),)),))
    data = render(speech, OFFICIAL, {0: ("（二）压实", "责任。各单位", "要扛在肩上。")})
    assert [(run.text, run.style.name) for run in _document(data).paragraphs[0].runs] == [
        ("（二）压实", "段首标题 2"),
        ("\n责任。", "段首标题 2"),
        ("各单位", "Default Paragraph Font"),
        ("\n要扛在肩上。", "Default Paragraph Font"),
    ]


@pytest.mark.parametrize(("settings", "broken"), [((), [0]), (("title.balanced=false",), [])])
def test_only_what_the_sheet_wants_balanced_is_broken_by_layout(
    settings: tuple[str, ...], broken: list[int]
) -> None:
    sheet = load("official", settings)
    fonts = FontSet(sheet.fonts)
    speech = dataclasses.replace(SPEECH, title="在全市农村综合改革试验区建设工作总结暨挂职干部动员会上的讲话")
    typeset = Typeset(speech, sheet, fonts, paginate(flow(speech, sheet), sheet, fonts))
    paragraphs = _document(DOCUMENTS["docx"](typeset)).paragraphs
    assert [index for index, paragraph in enumerate(paragraphs) if "\n" in paragraph.text] == broken
    assert [p.text.replace("\n", "") for p in paragraphs if p.text] == _texts(speech)


def test_lines_that_are_not_the_title_are_refused() -> None:
    with pytest.raises(ValueError, match="do not give the title"):
        render(SPEECH, OFFICIAL, {0: ("在全市", "的讲话")})


@pytest.mark.parametrize("text", [" 首尾 ", "两  个", "A B", "\t制表"])
def test_spaces_are_kept(text: str) -> None:
    data = render(Speech(body=(Paragraph(text),)), OFFICIAL)
    found = next(_part(data, "word/document.xml").iter(f"{W}t"))
    assert found.text == text
    kept = found.get("{http://www.w3.org/XML/1998/namespace}space")
    assert (kept == "preserve") is (text != text.strip())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1))
def test_any_printable_text_comes_back_as_it_was(text: str) -> None:
    data = render(Speech(title=text, body=(Paragraph(text, (Lead(0, 1, 2),)),)), OFFICIAL)
    assert ["".join(p.itertext()) for p in _part(data, "word/document.xml").iter(f"{W}p")] == [text, "", text]


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff", "\n", "\r"])
def test_a_character_that_xml_cannot_hold_is_refused_by_its_name(character: str) -> None:
    with pytest.raises(InputError, match=rf"body holds U\+{ord(character):04X} after '前面的字'"):
        render(Speech(body=(Paragraph(f"前面的字{character}后面的字"),)), OFFICIAL)


# ---- page and styles --------------------------------------------------------------------------


def test_the_official_page_has_the_measures_of_the_standard_in_twips(official: bytes) -> None:
    section = next(_part(official, "word/document.xml").iter(f"{W}sectPr"))
    assert _values(section, "pgSz") == {"w": "11906", "h": "16838"}
    margins = _values(section, "pgMar")
    assert {side: margins[side] for side in ("top", "right", "bottom", "left")} == {
        "top": "2098", "right": "1474", "bottom": "1984", "left": "1588",
    }  # fmt: skip
    assert _values(section, "docGrid") == {"type": "lines", "linePitch": "579"}


def test_the_official_body_is_on_the_grid_of_28_by_22(official: bytes) -> None:
    body = _style(official, "Body Text")
    paragraph, run = body.find(f"{W}pPr"), body.find(f"{W}rPr")
    assert paragraph is not None
    assert run is not None
    assert _values(paragraph, "spacing") == {"before": "0", "after": "0", "line": "579", "lineRule": "exact"}
    indents = _values(paragraph, "ind")
    assert (indents["firstLineChars"], indents["firstLine"]) == ("200", "632")
    assert _values(paragraph, "jc") == {"val": "both"}
    assert (_values(run, "sz"), _values(run, "spacing")) == ({"val": "32"}, {"val": "-5"})


def test_all_paragraphs_break_lines_as_chinese_does(official: bytes) -> None:
    normal = _style(official, "Normal")
    flags = {
        tag: _values(normal, tag)["val"]
        for tag in (
            "kinsoku", "widowControl", "overflowPunct", "topLinePunct",
            "autoSpaceDE", "autoSpaceDN", "snapToGrid",
        )
    }  # fmt: skip
    assert flags.pop("kinsoku") == "1"
    assert set(flags.values()) == {"0"}


def test_the_official_title_is_off_the_grid(official: bytes) -> None:
    title = _style(official, "Title")
    paragraph, run = title.find(f"{W}pPr"), title.find(f"{W}rPr")
    assert paragraph is not None
    assert run is not None
    assert _values(paragraph, "spacing")["line"] == "700"
    assert _values(paragraph, "jc") == {"val": "center"}
    assert (_values(run, "sz"), _values(run, "spacing")) == ({"val": "44"}, {"val": "0"})


@pytest.mark.parametrize(
    ("level", "font"), [(1, "黑体"), (2, "楷体_GB2312"), (3, "仿宋_GB2312"), (4, "仿宋_GB2312")]
)
def test_a_heading_is_one_to_word_and_stands_like_the_body(official: bytes, level: int, font: str) -> None:
    heading = _style(official, f"heading {level}")
    assert _values(heading, "basedOn") == {"val": "BodyText"}
    assert _values(heading, "outlineLvl") == {"val": str(level - 1)}
    assert _values(heading, "keepNext") == {"val": "1"}
    assert _values(heading, "b") == {"val": "0"}
    assert _values(heading, "ind")["firstLineChars"] == "200"
    assert set(_values(heading, "rFonts").values()) == {font}


def test_every_style_names_one_font_for_all_scripts(official: bytes) -> None:
    scripts = {f"{W}{script}" for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    fonts = list(_part(official, "word/styles.xml").iter(f"{W}rFonts"))
    assert fonts
    for found in fonts:
        assert set(found.attrib) == scripts
        assert len(set(found.attrib.values())) == 1


def test_the_fonts_named_have_substitutes_for_other_computers(official: bytes) -> None:
    table = {
        str(font.get(f"{W}name")): [str(other.get(f"{W}val")) for other in font.iter(f"{W}altName")]
        for font in _part(official, "word/fontTable.xml").iter(f"{W}font")
    }
    assert table == {
        "仿宋_GB2312": ["仿宋"],
        "楷体_GB2312": ["楷体"],
        "黑体": [],
        "方正小标宋简体": ["华文中宋"],
        "宋体": [],
    }


@pytest.mark.parametrize(
    ("settings", "size", "spacing"),
    [
        ((), "32", "-5"),
        (("body.size=四号",), "28", "35"),
        (("body.size=五号", "page.characters=42"), "21", "0"),
        (("body.size=15.8pt",), "32", "-5"),  # files know half points only
        (("body.on_grid=false",), "32", "0"),
    ],
)
def test_letters_are_spaced_so_that_the_line_holds_its_characters(
    settings: tuple[str, ...], size: str, spacing: str
) -> None:
    small = [f"{name}.size=10pt" for name in ("subtitle", "speaker", "date", "salutation", "closing")]
    small += [f"heading{level}.size=10pt" for level in range(1, 5)]
    run = _style(render(SPEECH, load("official", [*small, *settings])), "Body Text").find(f"{W}rPr")
    assert run is not None
    assert (_values(run, "sz")["val"], _values(run, "spacing")["val"]) == (size, spacing)


def test_an_indent_that_is_not_of_whole_characters_is_given_in_twips_alone() -> None:
    data = render(SPEECH, load("official", ["body.first_line_indent=10mm", "body.indent_left=1字"]))
    assert _values(_style(data, "Body Text"), "ind") == {
        "leftChars": "100", "left": "316", "rightChars": "0", "right": "0",
        "firstLineChars": "0", "firstLine": "567",
    }  # fmt: skip


def test_bold_colour_and_alignment_of_the_sheet_reach_the_style() -> None:
    settings = ["heading2.bold=true", "heading2.color=#c00000", "heading2.align=right"]
    data = render(SPEECH, load("official", settings))
    heading = _style(data, "heading 2")
    assert (_values(heading, "b"), _values(heading, "color"), _values(heading, "jc")) == (
        {"val": "1"}, {"val": "C00000"}, {"val": "right"},
    )  # fmt: skip
    lead = _style(data, "段首标题 2")
    assert (_values(lead, "b"), _values(lead, "color")) == ({"val": "1"}, {"val": "C00000"})


# ---- page number ------------------------------------------------------------------------------


def _footers(data: bytes) -> dict[str, tuple[str, dict[str, str], dict[str, str]]]:
    """Each footer's text, alignment and indents by the pages it stands on."""
    section = next(_part(data, "word/document.xml").iter(f"{W}sectPr"))
    footers = {}
    for reference in section.iter(f"{W}footerReference"):
        pages = str(reference.get(f"{W}type"))
        relationship = reference.get(f"{R}id")
        assert relationship is not None
        footer = etree.fromstring(_document(data).part.related_parts[relationship].blob)
        style_id = _values(footer, "pStyle")["val"]
        styles = _part(data, "word/styles.xml")
        style = next(style for style in styles if style.get(f"{W}styleId") == style_id)
        for field in footer.iter(f"{W}fldSimple"):
            assert field.get(f"{W}instr") == "PAGE"
            next(field.iter(f"{W}t")).text = "{page}"
        text = "".join(str(run) for run in footer.itertext())
        footers[pages] = text, _values(style, "jc"), _values(style, "ind")
    return footers


def test_the_official_page_number_stands_outside(official: bytes) -> None:
    right = {"leftChars": "0", "left": "0", "rightChars": "100", "right": "280"}
    left = {"leftChars": "100", "left": "280", "rightChars": "0", "right": "0"}
    assert _footers(official) == {
        "default": ("— {page} —", {"val": "right"}, right),
        "even": ("— {page} —", {"val": "left"}, left),
    }
    settings = _part(official, "word/settings.xml")
    assert settings.find(f"{W}evenAndOddHeaders") is not None
    assert settings.find(f"{W}mirrorMargins") is None


def test_margins_are_mirrored_where_the_sheet_says_so() -> None:
    settings = _part(render(SPEECH, load("official", ["page.mirrored=true"])), "word/settings.xml")
    assert settings.find(f"{W}mirrorMargins") is not None


@pytest.mark.parametrize("position", ["left", "center", "right"])
def test_a_page_number_may_stand_at_one_place_on_all_pages(position: str) -> None:
    data = render(SPEECH, load("official", [f"page_number.position={position}", "page_number.indent=0pt"]))
    assert {pages: footer[1] for pages, footer in _footers(data).items()} == {"default": {"val": position}}
    assert _part(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is None


def test_on_one_sided_paper_outside_is_right() -> None:
    data = render(SPEECH, load("official", ["page.two_sided=false"]))
    assert {pages: footer[1] for pages, footer in _footers(data).items()} == {"default": {"val": "right"}}
    assert _part(data, "word/settings.xml").find(f"{W}mirrorMargins") is None


def test_a_sheet_may_have_another_page_number_or_none() -> None:
    other = render(SPEECH, load("official", ["page_number.form=第 {page} 页"]))
    assert _footers(other)["default"][0] == "第 {page} 页"
    none = render(SPEECH, load("official", ["page_number.form="]))
    assert _footers(none) == {}
    assert not [name for name in zipfile.ZipFile(io.BytesIO(none)).namelist() if "footer" in name]


# ---- the file ---------------------------------------------------------------------------------


def test_the_file_says_who_spoke_and_in_what_language(official: bytes) -> None:
    properties = _document(official).core_properties
    assert (properties.title, properties.author) == (SPEECH.title, SPEECH.speaker)
    assert properties.language == "zh-CN"
    assert properties.comments == properties.last_modified_by == ""


def test_a_title_longer_than_a_property_may_be_is_cut_there_and_nowhere_else() -> None:
    title = "长" * 300
    document = _document(render(Speech(title=title, speaker=title), OFFICIAL))
    assert document.core_properties.title == document.core_properties.author == title[:255]
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == [title] * 2


def test_the_file_says_that_yinfa_made_it(official: bytes) -> None:
    properties = zipfile.ZipFile(io.BytesIO(official)).read("docProps/app.xml")
    assert b"<Application>Yinfa</Application>" in properties


def test_chinese_text_is_in_chinese_and_no_text_in_another_language(official: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(official))
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert _values(_part(official, "word/styles.xml"), "lang") == {"val": "x-none", "eastAsia": "zh-CN"}
    assert b"en-US" not in everything


def test_nothing_of_a_template_is_left(official: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(official))
    assert archive.namelist() == [
        "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels",
        "word/styles.xml", "word/settings.xml", "word/fontTable.xml",
        "word/footer1.xml", "word/footer2.xml", "docProps/core.xml", "docProps/app.xml",
    ]  # fmt: skip
    assert b"Theme" not in archive.read("word/styles.xml")
    assert b"latentStyles" not in archive.read("word/styles.xml")


def test_word_is_told_how_to_break_chinese_lines(official: bytes) -> None:
    settings = _part(official, "word/settings.xml")
    assert _values(settings, "characterSpacingControl") == {"val": "compressPunctuation"}
    before, after = _values(settings, "noLineBreaksBefore"), _values(settings, "noLineBreaksAfter")
    assert before["lang"] == after["lang"] == "zh-CN"
    assert set("、，。；：？！’”）］｝〕】》〉」』…—～·%‰℃") <= set(before["val"])
    assert set("‘“（［｛〔【《〈「『") <= set(after["val"])
    assert _values(settings, "compatSetting")["name"] == "compatibilityMode"
    assert _values(settings, "compatSetting")["val"] == "15"


def test_the_same_speech_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    first = render(SPEECH, OFFICIAL)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: time.struct_time((2096, 10, 2, 7, 6, 40, 1, 276, 0)))
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert render(dataclasses.replace(SPEECH), load("official")) == first


def test_the_date_of_the_file_is_the_one_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1652486400")
    properties = _document(render(SPEECH, OFFICIAL)).core_properties
    for moment in (properties.created, properties.modified):
        assert moment is not None
        assert moment.isoformat()[:19] == "2022-05-14T00:00:00"


def test_a_file_without_a_date_bears_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    properties = _document(render(SPEECH, OFFICIAL)).core_properties
    assert properties.created is properties.modified is None


@pytest.mark.parametrize("epoch", ["today", "1e9", "9" * 30])
def test_a_date_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        render(SPEECH, OFFICIAL)


@pytest.mark.judge("ooxml-validator")
@pytest.mark.parametrize(
    ("speech", "settings"),
    [
        (SPEECH, ()),
        (SPEECH, ("page.two_sided=false", "page_number.position=center")),
        (SPEECH, ("page_number.form=", "lead.level2=none")),
        (
            SPEECH,
            (
                "header.text={title}",
                "header.even_text={speaker}",
                "header.rule=1pt",
                "footer.text={page}/{pages}",
                "footer.rule=1pt",
                "page_number.first_page=false",
                "page_number.start=2",
            ),
        ),
        (SPEECH, ("lead.level1=sentence", "lead.level2=marker", "lead.level3=marker", "body.bold=true")),
        (Speech(body=(Paragraph("只有一段。"),)), ()),
        (Speech(title="只有标题"), ()),
        (Speech(), ()),
    ],
)
def test_the_file_is_valid_by_the_open_xml_sdk(
    tmp_path: Path, speech: Speech, settings: tuple[str, ...]
) -> None:
    path = tmp_path / "speech.docx"
    path.write_bytes(render(speech, load("official", settings)))
    verdict = subprocess.run(["ooxml-validator", str(path)], capture_output=True, text=True, check=False)
    assert '"ok": true' in verdict.stdout, verdict.stdout


def test_a_bold_lead_in_a_bold_body_stays_bold() -> None:
    """Bold is a toggle: set in both styles it would be off."""
    data = render(SPEECH, load("reading"))
    styles = {style.get(f"{W}styleId"): style for style in _part(data, "word/styles.xml").iter(f"{W}style")}
    lead = next(
        style for name, style in styles.items() if name and name.startswith("段首标题") and "标点" not in name
    )
    bold = lead.find(f"{W}rPr/{W}b")
    assert bold is not None
    assert bold.get(f"{W}val") == "0"
