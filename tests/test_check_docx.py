"""`check` on a DOCX: what Yinfa makes is without fault, and one thing made wrong is the fault that is found."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm, Pt, RGBColor

from yinfa.check import Report, Severity, check
from yinfa.check import docx_package as package
from yinfa.errors import InputError
from yinfa.formats.docx import render
from yinfa.speech import Heading, Lead, Paragraph, Speech
from yinfa.style import load

OFFICIAL = load("official")
SENTENCE = "我们要把这项工作放在更加突出的位置抓紧抓实抓出成效，确保各项任务按时完成。"
SPEECH = Speech(
    title="在全市农村综合改革试验区建设动员会上的讲话",
    subtitle="——在全市干部大会上",
    speaker="市委书记张三",
    date_text="（2022年5月14日）",
    date="2022-05-14",
    salutation=("同志们：",),
    body=(
        Heading("一、提高认识", 1),
        Heading("（一）加强领导", 2),
        Paragraph(SENTENCE * 3),
        Paragraph("（二）压实责任。" + SENTENCE * 2, (Lead(0, 8, 2),)),
        Heading("1.抓学习", 3),
        Heading("（1）抓落实", 4),
        Paragraph("今年产量增长5%～10%。" + SENTENCE * 3),
        Heading("二、狠抓落实", 1),
        Paragraph(SENTENCE * 4),
    ),
    closing="谢谢大家！",
)
GOOD = render(SPEECH, OFFICIAL)
Change = Callable[[Any], None]
"""What is done to a document of python-docx, whose objects are untyped."""


def changed(change: Change, data: bytes = GOOD) -> bytes:
    """A document with one thing done to it by python-docx."""
    document = docx.Document(io.BytesIO(data))
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def report(data: bytes) -> Report:
    return check(data, "speech.docx", OFFICIAL)


def found(data: bytes, severity: Severity = Severity.FAULT) -> set[tuple[str, str]]:
    return {(f.code, f.element) for f in report(data).findings if f.severity is severity}


def paragraph(document: Any, start: str) -> Any:
    return next(one for one in document.paragraphs if one.text.startswith(start))


def set_fonts(element: Any, **fonts: str) -> None:
    wanted = element.get_or_add_rPr().get_or_add_rFonts()
    for name, value in fonts.items():
        wanted.set(qn(f"w:{name}"), value)


def page(**measures: Any) -> Change:
    """Another page: attributes of python-docx's section."""

    def change(document: Any) -> None:
        for name, value in measures.items():
            setattr(document.sections[0], name, value)

    return change


def font(style_name: str, **looks: Any) -> Change:
    def change(document: Any) -> None:
        for name, value in looks.items():
            setattr(document.styles[style_name].font, name, value)

    return change


def aligned(style_name: str, alignment: WD_ALIGN_PARAGRAPH) -> Change:
    def change(document: Any) -> None:
        document.styles[style_name].paragraph_format.alignment = alignment

    return change


def text(start: str, new: str) -> Change:
    """Another text in the paragraph that begins so."""

    def change(document: Any) -> None:
        paragraph(document, start).runs[0].text = new

    return change


def wider_pitch(document: Any) -> None:
    document.styles["Body Text"].paragraph_format.line_spacing = Pt(31)


def no_letter_spacing(document: Any) -> None:
    document.styles["Body Text"].element.rPr.find(qn("w:spacing")).set(qn("w:val"), "0")


def song_heading(document: Any) -> None:
    set_fonts(document.styles["Heading 1"].element, eastAsia="仿宋_GB2312")


def strange_words(document: Any) -> None:
    set_fonts(paragraph(document, "我们").runs[0]._r, eastAsia="微软雅黑")


def red_words(document: Any) -> None:
    paragraph(document, "我们").runs[0].font.color.rgb = RGBColor(255, 0, 0)


def centred_paragraph(document: Any) -> None:
    paragraph(document, "今年").alignment = WD_ALIGN_PARAGRAPH.CENTER


def no_indent(document: Any) -> None:
    indentation = paragraph(document, "今年")._p.get_or_add_pPr().get_or_add_ind()
    for side in ("firstLineChars", "firstLine"):
        indentation.set(qn(f"w:{side}"), "0")


def no_kinsoku(document: Any) -> None:
    document.styles["Normal"].element.pPr.find(qn("w:kinsoku")).set(qn("w:val"), "0")


def no_number(document: Any) -> None:
    for field in list(document.sections[0].footer._element.iter(qn("w:fldSimple"))):
        field.getparent().remove(field)


def hyphens_around_the_number(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].runs[0].text = "- "


def centred_number(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def one_footer(document: Any) -> None:
    document.settings.odd_and_even_pages_header_footer = False


def test_a_document_of_ours_has_neither_fault_nor_warning() -> None:
    assert found(GOOD) == set()
    assert found(GOOD, Severity.WARNING) == set()


def test_every_part_of_the_speech_was_recognised() -> None:
    sized = {f.element for f in report(GOOD).findings if f.code == "font.size"}
    assert sized == set(OFFICIAL.elements)


WRONG: dict[str, tuple[Change, tuple[str, str]]] = {
    "a top margin": (page(top_margin=Mm(33)), ("page.margin", "top")),
    "a right margin": (page(right_margin=Mm(24)), ("page.margin", "right")),
    "paper a little wider": (page(page_width=Mm(213)), ("page.size", "")),
    "a line pitch": (wider_pitch, ("grid.lines", "")),
    "no letter spacing": (no_letter_spacing, ("grid.characters", "")),
    "the title's size": (font("Title", size=Pt(18)), ("font.size", "title")),
    "the title's alignment": (aligned("Title", WD_ALIGN_PARAGRAPH.LEFT), ("text.align", "title")),
    "a heading's font": (song_heading, ("font.family", "heading1")),
    "a heading in bold": (font("Heading 3", bold=True), ("font.weight", "heading3")),
    "words in another font": (strange_words, ("font.family", "body")),
    "words in red": (red_words, ("font.color", "body")),
    "a paragraph without indent": (no_indent, ("text.indent", "body")),
    "a centred paragraph": (centred_paragraph, ("text.align", "body")),
    "ragged paragraphs": (aligned("Body Text", WD_ALIGN_PARAGRAPH.LEFT), ("text.align", "body")),
    "kinsoku off": (no_kinsoku, ("line.rules", "")),
    "no page number": (no_number, ("pagenumber.present", "odd pages")),
    "the page number's size": (font("Footer", size=Pt(12)), ("pagenumber.size", "")),
    "the page number's side": (centred_number, ("pagenumber.position", "odd pages")),
    "the page number's form": (hyphens_around_the_number, ("pagenumber.form", "")),
    "the page number's distance": (page(footer_distance=Mm(15)), ("pagenumber.distance", "")),
    "one footer for both sides": (one_footer, ("pagenumber.position", "even pages")),
    "a number's form": (text("1.", "1、抓学习"), ("numbering.form", "")),
    "a character that was lost": (text("今年", "今年产量增长\ufffd成。"), ("glyph.replacement", "")),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_one_thing_made_wrong_is_the_fault_that_is_found(wrong: str) -> None:
    change, expected = WRONG[wrong]
    assert found(changed(change)) == {expected}


def test_a_fault_says_where_by_which_clause_and_how_to_mend_it() -> None:
    data = changed(font("Title", size=Pt(18)))
    (fault,) = (f for f in report(data).findings if f.severity is Severity.FAULT)
    assert (fault.found, fault.expected) == ("18 pt (小二)", "22 pt (二号)")
    assert fault.clause == "GB/T 9704-2012, 7.3.1"
    assert fault.places[0].paragraph == 1
    assert fault.places[0].text == SPEECH.title
    assert fault.remedy


def test_the_sheet_decides_what_is_wrong() -> None:
    data = changed(font("Title", size=Pt(18)))
    sheet = load("official", ["title.size=小二"])
    assert check(data, "speech.docx", sheet).count(Severity.FAULT) == 0


def test_a_number_out_of_order_is_a_warning() -> None:
    data = changed(text("二、", "三、狠抓落实"))
    assert found(data) == set()
    assert found(data, Severity.WARNING) == {("numbering.order", "")}


def test_a_heading_that_may_stand_last_on_a_page_is_a_warning() -> None:
    def loosen(document: Any) -> None:
        document.styles["Heading 2"].paragraph_format.keep_with_next = False

    assert found(changed(loosen)) == set()
    (warned,) = (f for f in report(changed(loosen)).findings if f.severity is Severity.WARNING)
    assert (warned.code, warned.places[0].text) == ("page.heading", "（一）加强领导")


def test_missing_metadata_are_warnings() -> None:
    def forget(document: Any) -> None:
        document.core_properties.title = ""
        document.core_properties.author = ""

    assert found(changed(forget), Severity.WARNING) == {("metadata.title", ""), ("metadata.author", "")}


def test_what_is_not_looked_at_is_said() -> None:
    def more(document: Any) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "甲"
        cell.add_table(1, 1)
        drawn = parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            "<mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>乙</w:t></w:r></w:p>"
            "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
        )
        document.paragraphs[-1]._p.append(drawn)

    unseen = [f for f in report(changed(more)).findings if f.severity is Severity.UNJUDGED]
    assert {f.element: [place.text for place in f.places] for f in unseen} == {
        "tables": ["甲"], "text boxes": ["乙"],
    }  # fmt: skip
    assert found(GOOD, Severity.UNJUDGED) == set()


def test_a_first_page_with_a_footer_of_its_own_is_judged_where_that_has_a_number() -> None:
    def bare(document: Any) -> None:
        document.sections[0].different_first_page_header_footer = True

    def numbered(document: Any) -> None:
        bare(document)
        section = document.sections[0]
        first = section.first_page_footer
        first.is_linked_to_previous = False
        first.paragraphs[0]._p.getparent().replace(
            first.paragraphs[0]._p, deepcopy(section.even_page_footer.paragraphs[0]._p)
        )

    assert found(changed(bare)) == set()
    assert found(changed(bare), Severity.UNJUDGED) == {("pagenumber.present", "first page")}
    assert found(changed(numbered)) == {("pagenumber.position", "first page")}


class TestForeignDocuments:
    """Documents that no program of ours made."""

    def foreign(self, *texts: str) -> Any:
        document = docx.Document()
        for text in texts:
            document.add_paragraph(text)
        return document

    def saved(self, document: Any) -> bytes:
        data = io.BytesIO()
        document.save(data)
        return data.getvalue()

    def test_a_document_of_words_own_template_is_judged(self) -> None:
        document = self.foreign("在动员会上的讲话", "同志们：", SENTENCE * 3, "一、提高认识", "谢谢大家！")
        faults = found(self.saved(document))
        assert {
            ("page.size", ""),
            ("font.family", "body"),
            ("font.size", "title"),
            ("text.align", "title"),
        } <= faults
        assert ("pagenumber.present", "odd pages") in faults

    def test_theme_fonts_are_resolved(self) -> None:
        document = self.foreign("在动员会上的讲话", SENTENCE)
        set_fonts(document.paragraphs[1].runs[0]._r, eastAsiaTheme="minorEastAsia", eastAsia="仿宋_GB2312")
        (family,) = (
            f for f in report(self.saved(document)).findings if (f.code, f.element) == ("font.family", "body")
        )
        assert family.severity is not Severity.OK
        assert "仿宋" not in family.found

    def test_indents_by_blanks_count_as_indents(self) -> None:
        def blanks(document: Any) -> None:
            no_indent(document)
            run = paragraph(document, "今年").runs[0]
            run.text = "\u3000\u3000" + run.text

        assert found(changed(blanks)) == set()

    def test_numbers_of_lists_are_read_as_if_they_were_typed(self) -> None:
        def listed(document: Any) -> None:
            numbering = document.part.numbering_part.element
            level = (
                '<w:lvl xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:ilvl="0">'
                '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
            )
            abstract = OxmlElement("w:abstractNum", {qn("w:abstractNumId"): "77"})
            abstract.append(parse_xml(level))
            numbering.insert(0, abstract)
            num = OxmlElement("w:num", {qn("w:numId"): "77"})
            num.append(OxmlElement("w:abstractNumId", {qn("w:val"): "77"}))
            numbering.append(num)
            for text in ("提高认识", "狠抓落实"):
                properties = document.add_paragraph(text)._p.get_or_add_pPr()
                properties.get_or_add_numPr().get_or_add_numId().val = 77
                properties.numPr.get_or_add_ilvl().val = 0

        document = self.foreign("在动员会上的讲话", SENTENCE)
        listed(document)
        places = {
            place.text
            for finding in report(self.saved(document)).findings
            if finding.element == "heading1"
            for place in finding.places
        }
        assert {"一、提高认识", "二、狠抓落实"} <= places

    def test_deleted_and_hidden_text_is_not_measured(self) -> None:
        def hide(document: Any) -> None:
            run = paragraph(document, "今年").add_run("看不见的字")
            run.font.hidden = True
            set_fonts(run._r, eastAsia="微软雅黑")

        assert found(changed(hide)) == set()

    def test_an_empty_document_is_unusable(self) -> None:
        with pytest.raises(InputError, match="no text"):
            report(self.saved(self.foreign()))


class TestHostileFiles:
    """Whatever a file holds, the answer is a report or an InputError."""

    def test_a_zip_bomb_is_refused(self) -> None:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b" " * (package.MOST_UNPACKED + 1))
        with pytest.raises(InputError, match="unpacks to more"):
            report(data.getvalue())

    def test_entities_are_not_expanded(self) -> None:
        entities = '<!DOCTYPE x [<!ENTITY a "同志们"><!ENTITY b "&a;&a;&a;">]>'

        def altered(text: bytes) -> bytes:
            return text.replace(b"<w:document", entities.encode() + b"<w:document", 1).replace(
                SENTENCE.encode(), b"&b;"
            )

        data = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(data, "w") as archive:
            for name in source.namelist():
                part = source.read(name)
                archive.writestr(name, altered(part) if name == "word/document.xml" else part)
        texts = [place.text for f in report(data.getvalue()).findings for place in f.places]
        assert not any("同志们同志们" in text for text in texts)

    @pytest.mark.parametrize(
        "part", ["word/styles.xml", "word/settings.xml", "word/fontTable.xml", "docProps/core.xml"]
    )
    def test_a_part_that_is_named_and_missing_is_named(self, part: str) -> None:
        data = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(data, "w") as archive:
            for name in source.namelist():
                if name != part:
                    text = source.read(name)
                    if name.endswith(".rels"):
                        text = text.replace(part.rpartition("/")[2].encode(), b"gone.xml")
                    archive.writestr(name, text)
        with pytest.raises(InputError, match=r"gone\.xml"):
            report(data.getvalue())

    def test_a_zip_that_is_no_word_document_is_refused(self) -> None:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("hello.txt", "你好")
        with pytest.raises(InputError, match="no Word document"):
            report(data.getvalue())

    def test_damaged_bytes_give_a_report_or_a_clear_error(self) -> None:
        random_bytes = random.Random(9704)
        outcomes: set[type] = set()
        for _ in range(150):
            data = bytearray(GOOD)
            for _ in range(random_bytes.choice((1, 5, 50))):
                data[random_bytes.randrange(len(data))] = random_bytes.randrange(256)
            try:
                outcomes.add(type(report(bytes(data))))
            except InputError as error:
                outcomes.add(type(error))
        assert InputError in outcomes
