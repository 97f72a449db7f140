"""PDF/A-2a and PDF/UA-1: what a validator says, and what a reader of the structure tree reads."""

from __future__ import annotations

import io
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from hypothesis import example, given, settings
from hypothesis import strategies as st
from page import validate_pdf_bytes
from pdfminer.high_level import extract_text
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral
from PIL import Image, ImageCms

from made_fonts import build, collection, keyed_by_cid, saved
from test_pdf import streams
from yinfa.cleaned import make_clean
from yinfa.flow import flow
from yinfa.fonts import FontSet
from yinfa.formats.pdf import render
from yinfa.formats.pdf_colour import srgb_profile
from yinfa.formats.pdf_objects import Stream
from yinfa.layout.page import Page
from yinfa.layout.pages import paginate
from yinfa.normalize import Options
from yinfa.source import read
from yinfa.speech import Block, Heading, Lead, Paragraph, Salutation, Speech
from yinfa.style import load
from yinfa.style.sheet import Sheet

# Quotes, an apostrophe, Latin words, marks of one em, Extension A, what only the fallback has, private use.
ALPHABET = "同志们要抓好落实，。“”‘’……——·×㐀※①●镕—─ABCde 2022%（）don’t\ue003<>&\\"
LONG = "我们要统筹发展和安全，坚持“两手抓”，" * 60 + "抓好落实。"


@cache
def official() -> tuple[Sheet, FontSet]:
    sheet = load("official", ())
    return sheet, FontSet(sheet.fonts)


def typeset(speech: Speech) -> tuple[Page, ...]:
    sheet, fonts = official()
    return paginate(flow(speech, sheet), sheet, fonts)


def made(speech: Speech, *settings: str) -> bytes:
    sheet, fonts = load("official", settings), official()[1]
    return render(paginate(flow(speech, sheet), sheet, fonts), speech, fonts, sheet)


def faults(pdf: bytes) -> list[str]:
    """What the validator finds, but that 2b and 2u would have the file claim them instead of 2a."""
    failures = [
        failure
        for profile in ("2a", "2b", "2u", "ua1")
        for failure in validate_pdf_bytes(pdf, profile=profile).failures
    ]
    claims = ("PDFA2B-ID-CONFORMANCE-001", "PDFA2U-ID-CONFORMANCE-001")
    return [f"{failure.rule_id}: {failure.message}" for failure in failures if failure.rule_id not in claims]


@dataclass
class Tagged:
    """A structure element as a reader sees it: type, own text with that of the elements in it, those elements."""

    tag: str
    text: str = ""
    inner: list[Tagged] = field(default_factory=list)

    @property
    def shape(self) -> tuple[str, str]:
        return self.tag, self.text


class MarkedText(PDFTextDevice):
    """The text of each marked-content sequence, by its number, and of the artifacts."""

    def __init__(self) -> None:
        super().__init__(PDFResourceManager())
        self.pages: list[dict[int, str]] = []
        self.artifacts: list[str] = []
        self.untagged = ""
        self._open: list[tuple[str, int | None]] = []

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        self.pages.append({})

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        number = props.get("MCID") if isinstance(props, dict) else None
        self._open.append((str(tag.name), number))
        if tag.name == "Artifact":
            self.artifacts.append("")

    def end_tag(self) -> None:
        self._open.pop()

    def render_char(self, *arguments: Any) -> float:
        font, code = arguments[1], arguments[5]
        text = font.to_unichr(code)
        numbers = [number for _, number in self._open if number is not None]
        if numbers:
            (number,) = numbers
            self.pages[-1][number] = self.pages[-1].get(number, "") + text
        elif [tag for tag, _ in self._open] == ["Artifact"]:
            self.artifacts[-1] += text
        else:
            self.untagged += text
        return float(font.char_width(code) * arguments[2] * arguments[3])


class ReadBack:
    """A file as a reader of its structure sees it."""

    def __init__(self, pdf: bytes) -> None:
        document = PDFDocument(PDFParser(io.BytesIO(pdf)))
        pages = list(PDFPage.create_pages(document))
        self.marked = MarkedText()
        interpreter = PDFPageInterpreter(PDFResourceManager(), self.marked)
        for page in pages:
            interpreter.process_page(page)
        self.catalogue = document.catalog
        self.information = document.info[0]
        self._pages = {page.pageid: index for index, page in enumerate(pages)}
        self._root = resolve1(document.catalog["StructTreeRoot"])
        self.document = self._element(self._root["K"])
        self.metadata = ElementTree.fromstring(resolve1(document.catalog["Metadata"]).get_data())

    @property
    def parts(self) -> list[tuple[str, str]]:
        return [part.shape for part in self.document.inner]

    @property
    def roles(self) -> dict[str, str]:
        return {key: value.name for key, value in resolve1(self._root["RoleMap"]).items()}

    def xmp(self, name: str) -> str:
        """The text of the first property of a local name."""
        found = next(e for e in self.metadata.iter() if e.tag.endswith("}" + name))
        return "".join(found.itertext()).strip()

    def _element(self, reference: PDFObjRef) -> Tagged:
        entries = resolve1(reference)
        element = Tagged(entries["S"].name)
        for kid in resolve1(entries["K"]):
            value = resolve1(kid)
            if isinstance(value, int):
                element.text += self._text(reference, entries["Pg"], value)
            elif value["Type"].name == "MCR":
                element.text += self._text(reference, value["Pg"], value["MCID"])
            else:
                assert resolve1(value["P"]) == entries
                element.inner.append(self._element(kid))
                element.text += element.inner[-1].text
        return element

    def _text(self, owner: PDFObjRef, page: PDFObjRef, number: int) -> str:
        index = self._pages[page.objid]
        parents = resolve1(self._root["ParentTree"])["Nums"]
        back = dict(zip(parents[::2], parents[1::2], strict=True))[index]
        assert resolve1(back)[number].objid == owner.objid
        return self.marked.pages[index][number]


def texts(speech: Speech) -> list[str]:
    return [block.text for block in flow(speech, official()[0])]


def test_a_real_document_of_every_kind_is_valid(real_documents: tuple[Path, ...]) -> None:
    for document in real_documents:
        for speech in make_clean(read(document, document.name), Options()).speeches:
            pdf = made(speech)
            assert faults(pdf) == []
            assert [text for _, text in ReadBack(pdf).parts] == texts(speech)


def test_every_sample_is_valid(seeds: Path) -> None:
    for sample in sorted(seeds.glob("*.txt")):
        for speech in make_clean(read(sample, sample.name), Options()).speeches:
            assert faults(made(speech)) == [], sample.name


@pytest.mark.judge("pdftotext")
def test_the_lines_of_a_sample_are_extracted_whole_and_in_order(seeds: Path, tmp_path: Path) -> None:
    for sample in sorted(seeds.glob("*.txt"))[::4]:
        for speech in make_clean(read(sample, sample.name), Options()).speeches:
            drawn = [line.text for page in typeset(speech) for line in (*page.lines, *page.artifacts)]
            wanted = [line.replace(" ", "") for line in drawn]
            (tmp_path / "sample.pdf").write_bytes(made(speech))
            for mode in ("-raw", "-layout"):
                command = ["pdftotext", mode, str(tmp_path / "sample.pdf"), "-"]
                shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
                assert shown.replace(" ", "").split() == wanted, (sample.name, mode)
            assert extract_text(tmp_path / "sample.pdf").replace(" ", "").split() == wanted, sample.name


PHRASES = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=90).map(str.strip).filter(bool)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, PHRASES, st.integers(1, 4)),
    st.builds(
        lambda text, level: Paragraph(text, (Lead(0, max(1, len(text) // 2), level),)),
        PHRASES,
        st.integers(1, 4),
    ),
    st.builds(Paragraph, PHRASES),
    st.builds(Salutation, PHRASES),
    st.just(Paragraph(LONG, (Lead(0, 700, 2),))),
)
SPEECHES = st.builds(
    Speech,
    title=st.none() | PHRASES,
    subtitle=st.none() | PHRASES,
    speaker=st.none() | PHRASES,
    salutation=st.lists(PHRASES, max_size=2).map(tuple),
    body=st.lists(BLOCKS, max_size=8).map(tuple),
    closing=st.none() | PHRASES,
)


@settings(max_examples=40)
@given(speech=SPEECHES.filter(lambda speech: bool(texts(speech))))
@example(Speech(title="讲话"))
@example(Speech(salutation=("同志们：",)))
@example(
    Speech(title="讲话", body=tuple(Heading(f"{level}.题", level) for level in (3, 1, 4, 2, 2, 3, 4, 1)))
)
def test_any_speech_is_valid_and_read_back_word_for_word(speech: Speech) -> None:
    pdf = made(speech)
    assert faults(pdf) == []
    found = ReadBack(pdf)
    assert [text for _, text in found.parts] == texts(speech)
    assert found.marked.untagged == ""


def test_each_part_has_the_type_that_it_is() -> None:
    speech = Speech(
        title="在全县大会上的讲话", subtitle="——摘要", speaker="张三", salutation=("同志们：",),
        body=(Heading("一、认识", 1), Heading("（一）学习", 2), Heading("1.甲", 3), Heading("（1）乙", 4), Paragraph("丙。")),
        closing="谢谢大家！",
    )  # fmt: skip
    found = ReadBack(made(speech))
    assert found.document.tag == "Document"
    assert found.parts == [
        ("Title", "在全县大会上的讲话"), ("P", "——摘要"), ("P", "张三"), ("P", "同志们："),
        ("H1", "一、认识"), ("H2", "（一）学习"), ("H3", "1.甲"), ("H4", "（1）乙"), ("P", "丙。"), ("P", "谢谢大家！"),
    ]  # fmt: skip
    assert found.roles == {"Title": "P"}


@pytest.mark.parametrize(
    ("levels", "tags"),
    [((3,), "H1"), ((1, 3), "H1 H2"), ((3, 1, 2), "H1 H1 H2"), ((1, 4, 2, 3, 1, 3), "H1 H2 H2 H3 H1 H2")],
)
def test_no_level_of_heading_is_skipped(levels: tuple[int, ...], tags: str) -> None:
    found = ReadBack(made(Speech(body=tuple(Heading("题", level) for level in levels))))
    assert [tag for tag, _ in found.parts] == tags.split()


def test_a_paragraph_over_several_pages_is_one_element() -> None:
    speech = Speech(body=(Paragraph(LONG),))
    assert len(typeset(speech)) > 1
    assert ReadBack(made(speech)).parts == [("P", LONG)]


def test_a_run_in_heading_is_a_span_even_over_a_page_end() -> None:
    short = ReadBack(made(Speech(body=(Paragraph("（一）加强领导。我们要抓好落实。", (Lead(0, 8, 2),)),))))
    assert [inner.shape for inner in short.document.inner[0].inner] == [("Span", "（一）加强领导。")]
    long = ReadBack(made(Speech(body=(Paragraph(LONG, (Lead(0, 700, 2),)),))))
    assert [inner.shape for inner in long.document.inner[0].inner] == [("Span", LONG[:700])]
    assert long.parts == [("P", LONG)]


def test_words_keep_the_space_at_which_a_line_ends_and_hanzi_get_none() -> None:
    words = "the quick brown fox jumps over a lazy dog " * 6
    speech = Speech(
        title="深化改革 Made in China " * 3 + "的讲话", body=(Paragraph(f"同志们{words}完"), Paragraph(LONG))
    )
    assert [text for _, text in ReadBack(made(speech)).parts] == texts(speech)


def test_page_numbers_are_artifacts() -> None:
    speech = Speech(body=(Paragraph(LONG),))
    found = ReadBack(made(speech))
    assert found.marked.artifacts == [f"— {page.number} —" for page in typeset(speech)]


def test_what_the_file_says_of_itself_agrees_with_its_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1652486400")
    pdf = made(Speech(title="A<B且C>D & “讲话”", speaker="书记 张三"))
    assert faults(pdf) == []
    found = ReadBack(pdf)
    assert found.xmp("title") == found.information["Title"].decode("utf-16") == "A<B且C>D & “讲话”"
    assert found.xmp("creator") == found.information["Author"].decode("utf-16") == "书记 张三"
    assert found.xmp("Producer") == found.information["Producer"].decode()
    assert found.xmp("CreatorTool") == found.information["Creator"].decode()
    assert found.information["CreationDate"] == found.information["ModDate"] == b"D:20220514000000Z"
    assert found.xmp("CreateDate") == found.xmp("ModifyDate") == "2022-05-14T00:00:00Z"
    assert (found.xmp("part"), found.xmp("conformance")) == ("2", "A")


def test_the_metadata_bear_no_date_that_nobody_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    pdf = made(Speech(title="讲话"))
    assert faults(pdf) == []
    assert not [element for element in ReadBack(pdf).metadata.iter() if element.tag.endswith("Date")]


@pytest.mark.judge("pdftotext")
def test_characters_of_private_use_are_extracted_as_often_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made(Speech(title="字\ue003\ue003\ue500字\ue003")))
    extracted = subprocess.run(
        ["pdftotext", tmp_path / "a.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    assert extracted.split()[0] == "字\ue003\ue003\ue500字\ue003"


def own_fonts(folder: Path) -> Iterator[tuple[str, Sheet, FontSet]]:
    """The official sheet with its body in a font of each kind; 乙 is a character of private use."""
    characters = "甲\ue000丙"
    saved(build("Plain", characters), folder / "plain.ttf")
    saved(build("Compact", characters, cff=True), folder / "compact.otf")
    saved(keyed_by_cid(build("Keyed", characters, cff=True)), folder / "keyed.otf")
    collection(folder / "both.ttc", build("First", "丙甲"), build("Second", characters))
    for family in ("Plain", "Compact", "Keyed", "Second"):
        sheet = load("official", (f"body.font={family}",))
        yield family, sheet, FontSet(sheet.fonts, [folder])


def test_own_fonts_of_every_kind_are_valid(tmp_path: Path) -> None:
    speech = Speech(title="讲话", body=(Paragraph("甲\ue000丙甲，“其他”同志don’t。" * 9),))
    for family, sheet, fonts in own_fonts(tmp_path):
        pdf = render(paginate(flow(speech, sheet), sheet, fonts), speech, fonts, sheet)
        assert family.encode() in pdf
        assert faults(pdf) == [], family
        assert [text for _, text in ReadBack(pdf).parts] == texts(speech)


def test_the_codes_of_a_font_keyed_by_cid_are_its_cids(tmp_path: Path) -> None:
    font = keyed_by_cid(build("Keyed", "甲乙丙", cff=True), first=100)
    sheet = load("official", ("body.font=Keyed",))
    saved(font, tmp_path / "keyed.otf")
    speech = Speech(body=(Paragraph("丙甲"),))
    fonts = FontSet(sheet.fonts, [tmp_path])
    pdf = render(paginate(flow(speech, sheet), sheet, fonts), speech, fonts, sheet)
    (program,) = [data for data in streams(pdf) if data.startswith(b"OTTO")]
    assert TTFont(io.BytesIO(program))["CFF "].cff.topDictIndex[0].charset[1:] == ["cid00001", "cid00002"]


def test_the_validator_would_find_a_fault() -> None:
    pdf = made(Speech(title="讲话"))
    assert faults(pdf.replace(b"/Marked true", b"/Marked false"))
    assert faults(pdf.replace(b"/S /Title", b"/S /Tutle"))


def test_packed_data_that_end_in_a_carriage_return_are_followed_by_a_line_end() -> None:
    data = b"\x0c"  # its checksum ends in 13
    assert zlib.compress(data).endswith(b"\r")
    written = Stream(data).format(None)
    assert b"\r\n\nendstream\n" in written
    assert b"/Length %d\n" % (len(zlib.compress(data)) + 1) in written


def test_the_colour_profile_is_srgb() -> None:
    own = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    picture = Image.new("RGB", (16, 256))
    picture.putdata([(r * 17, g * 17, b * 17) for r in range(16) for g in range(16) for b in range(16)])
    converted = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"))
    assert converted is not None
    pairs = zip(picture.tobytes(), converted.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in pairs) <= 1


def test_what_runs_along_the_pages_is_no_part_of_the_text() -> None:
    speech = Speech(title="在会上的讲话", body=(Paragraph(LONG),))
    pdf = made(
        speech, "header.text={title}", "header.rule=1pt", "footer.text=内部资料", "page_number.start=3",
        "line_numbers.every=1",
    )  # fmt: skip
    assert faults(pdf) == []
    read_back = ReadBack(pdf)
    assert read_back.marked.untagged == ""
    text = "".join(element.text for element in read_back.document.inner)
    assert text == f"{speech.title}{LONG}"
    assert {"在会上的讲话", "内部资料", "— 3 —", "12"} <= set(read_back.marked.artifacts)
