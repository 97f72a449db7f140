"""PDF: every glyph where the page says, every character extracted as it was written."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTContainer
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from made_fonts import build, collection, keyed_by_cid, saved
from yinfa.errors import FontError, UsageError
from yinfa.fonts import FontSet, bundled
from yinfa.formats.pdf import render
from yinfa.formats.pdf_outline import bookmarks
from yinfa.layout.page import Line, Page, Run
from yinfa.speech import Speech
from yinfa.style import load
from yinfa.style.sheet import FontStack, Sheet

WIDTH, HEIGHT = 595.276, 841.89
STACKS = {font.role: FontStack(font.role, (font.family,)) for font in bundled()}
SPEECH = Speech(title="在全县“两学一做”动员大会上的讲话", speaker="县委书记 张三")
# Fallbacks, marks of one em, characters that share a glyph (— ─, … ⋯, ① ➀), Latin letters and digits.
TROUBLE = "同志们：“两学一做”‘教育’……要——抓好※①●镕基·×㐀─⋯➀ABC2022年95%（）〔2023〕5号don't"


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet(STACKS)


def sheet(*, two_sided: bool = True) -> Sheet:
    return load("official", [f"page.two_sided={str(two_sided).lower()}"])


def line(
    fonts: FontSet,
    text: str,
    *,
    font: str = "仿宋",
    size: float = 16,
    x: float = 79.37,
    y: float = 120,
    spacing: Sequence[float] = (0.0,),
    element: str = "body",
    block: int = 0,
    first: bool = True,
    color: str = "#000000",
    bold: bool = False,
) -> Line:
    """A line whose characters stand `spacing` (in turn, pt) wider than their fonts say."""
    runs: list[Run] = []
    for index, character in enumerate(text):
        face = fonts.face(font, character)
        advance = fonts.advance(face, character) * size + spacing[index % len(spacing)]
        if runs and runs[-1].face == face:
            last = runs.pop()
            runs.append(
                Run(
                    last.text + character, last.x, (*last.advances, advance), face, size, color, bold, element
                )
            )
        else:
            runs.append(Run(character, x, (advance,), face, size, color, bold, element))
        x += advance
    return Line(y, tuple(runs), element, block, first)


def squeezed(fonts: FontSet, text: str, ems: float, y: float) -> Line:
    """A line whose pairs of marks are squeezed by so many ems, and single marks by up to half an em."""
    pairs = list(pairwise((*text, "")))
    taken = [
        ems
        if one in "：，。！”）》" and two in "“（《，。”"
        else min(ems, 0.5)
        if one in "：，。！”）》"
        else 0.0
        for one, two in pairs
    ]
    return line(fonts, text, y=y, spacing=[-16 * em for em in taken])


def page(*lines: Line, number: int = 1, artifacts: Sequence[Line] = ()) -> Page:
    return Page(number, WIDTH, HEIGHT, lines, tuple(artifacts))


def expected(pages: Sequence[Page]) -> list[tuple[str, float, float]]:
    """Character, x and baseline (from the top) of every glyph, in drawing order."""
    return [
        (character, x, line.y)
        for page in pages
        for line in (*page.lines, *page.artifacts)
        for run in line.runs
        for character, x in zip(run.text, accumulate(run.advances, initial=run.x), strict=False)
    ]


def drawn(pdf: bytes) -> list[tuple[str, float, float]]:
    """The same as pdfminer reads it out of the file."""
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    interpreter = PDFPageInterpreter(manager, device)
    found: list[tuple[str, float, float]] = []
    for entry in PDFPage.get_pages(io.BytesIO(pdf)):
        interpreter.process_page(entry)
        found += [
            (item.get_text(), item.matrix[4], HEIGHT - item.matrix[5])
            for item in _items(device.get_result())
            if isinstance(item, LTChar)
        ]
    return found


def _items(container: LTContainer[LTComponent]) -> list[LTComponent]:
    return [
        inner for item in container for inner in (_items(item) if isinstance(item, LTContainer) else [item])
    ]


def assert_drawn_as_placed(pdf: bytes, pages: Sequence[Page]) -> None:
    found, wanted = drawn(pdf), expected(pages)
    assert "".join(character for character, _, _ in found) == "".join(character for character, _, _ in wanted)
    for (character, x, y), (_, wanted_x, wanted_y) in zip(found, wanted, strict=True):
        assert abs(x - wanted_x) < 0.01, character
        assert abs(y - wanted_y) < 0.01, character


def streams(pdf: bytes) -> list[bytes]:
    """What the compressed streams hold."""
    packed = re.findall(rb"/Filter /FlateDecode[^>]*>>\nstream\n(.*?)\nendstream\n", pdf, re.DOTALL)
    return [zlib.decompressobj().decompress(data) for data in packed]


def operators(pdf: bytes) -> str:
    return "\n".join(data.decode("latin-1") for data in streams(pdf) if data.startswith(b"BT"))


def catalogue(pdf: bytes) -> PDFDocument:
    return PDFDocument(PDFParser(io.BytesIO(pdf)))


def run_tool(*command: str | Path) -> str:
    return subprocess.run([*map(str, command)], check=True, capture_output=True, text=True).stdout


def test_every_glyph_stands_where_the_page_says(fonts: FontSet) -> None:
    lines = [
        line(fonts, TROUBLE[:28], font=role, y=100 + 30 * row, spacing=spacing, size=size)
        for row, (role, size, spacing) in enumerate(
            [
                ("仿宋", 16, (-0.21,)),
                ("楷体", 16, (0, 0.333, -8)),
                ("黑体", 15.75, (1 / 3,)),
                ("小标宋", 22, (0,)),
                ("宋体", 14, (0.1, -0.1, 0.01, 3)),
            ]
        )
    ]
    number = line(fonts, "— 1 —", font="宋体", size=14, x=480, y=790, element="page_number", block=-1)
    pages = [page(*lines, artifacts=[number]), page(line(fonts, TROUBLE), number=2)]
    assert_drawn_as_placed(render(pages, SPEECH, fonts, sheet()), pages)


@settings(max_examples=25)
@given(
    text=st.text(st.sampled_from(TROUBLE + "<>\\()&[] "), min_size=1, max_size=60),
    size=st.floats(5, 72),
    x=st.floats(0, 500),
    y=st.floats(0, HEIGHT),
    spacing=st.lists(st.floats(-8, 8), min_size=1, max_size=5),
)
def test_any_text_anywhere_is_drawn_as_placed(
    text: str, size: float, x: float, y: float, spacing: list[float]
) -> None:
    fonts = FontSet(STACKS)
    pages = [page(line(fonts, text, size=size, x=x, y=y, spacing=spacing))]
    assert_drawn_as_placed(render(pages, SPEECH, fonts, sheet()), pages)


def test_a_line_of_one_face_is_one_text_showing_operator(fonts: FontSet) -> None:
    placed = line(fonts, "同志们，今天我们在这里召开大会，" * 2, spacing=(-0.21,))
    shown = operators(render([page(placed)], SPEECH, fonts, sheet()))
    assert shown.count("Tj") + shown.count("TJ") == 1
    assert "-0.21 Tc" in shown


@pytest.mark.judge("pdftotext")
@pytest.mark.parametrize("role", STACKS)
def test_pdftotext_extracts_every_character(tmp_path: Path, fonts: FontSet, role: str) -> None:
    written = [TROUBLE[:28], TROUBLE[28:], "Made in China，English words"]
    lines = [
        line(fonts, text, font=role, y=100 + 30 * row, block=row, spacing=(-0.21,))
        for row, text in enumerate(written)
    ]
    (tmp_path / "a.pdf").write_bytes(render([page(*lines)], SPEECH, fonts, sheet()))
    assert run_tool("pdftotext", tmp_path / "a.pdf", "-").strip("\f\n").split("\n") == written


@pytest.mark.judge("pdftotext")
@pytest.mark.parametrize("mode", ["-raw", "-layout"])
def test_squeezed_marks_do_not_end_a_line_for_pdftotext(tmp_path: Path, fonts: FontSet, mode: str) -> None:
    text = "我们说：“人民，人民！”（笑声）《国家》，好。"
    (tmp_path / "squeezed.pdf").write_bytes(
        render(
            [page(*(squeezed(fonts, text, tenth / 10, 100 + tenth * 30) for tenth in range(11)))],
            SPEECH,
            fonts,
            sheet(),
        )
    )
    extracted = run_tool("pdftotext", mode, tmp_path / "squeezed.pdf", "-")
    assert extracted.replace(" ", "").split() == [text] * 11


def test_markup_is_text(fonts: FontSet) -> None:
    text = '<img src="/etc/passwd">A<B且C>D&amp;<b>(\\)'
    pdf = render([page(line(fonts, text))], SPEECH, fonts, sheet())
    assert "".join(character for character, _, _ in drawn(pdf)) == text


def test_tounicode_lists_are_short_and_never_name_zero(fonts: FontSet) -> None:
    hanzi = "".join(map(chr, range(0x4E00, 0x4E00 + 350)))
    pdf = render([page(line(fonts, hanzi, font="宋体", size=5))], SPEECH, fonts, sheet())
    maps = [data.decode() for data in streams(pdf) if b"beginbfchar" in data]
    lists = re.findall(r"(\d+) beginbfchar\n(.*?)endbfchar", "".join(maps), re.DOTALL)
    assert [int(count) for count, _ in lists] == [entries.count("\n") for _, entries in lists]
    assert [int(count) for count, _ in lists] == [100, 100, 100, 50]
    assert "<0000>" not in "".join(entries for _, entries in lists)


@pytest.mark.judge("pdffonts")
def test_all_fonts_are_embedded_subsets_with_unicode(tmp_path: Path, fonts: FontSet) -> None:
    lines = [line(fonts, TROUBLE, font=role, y=100 + 30 * row) for row, role in enumerate(STACKS)]
    (tmp_path / "a.pdf").write_bytes(render([page(*lines)], SPEECH, fonts, sheet()))
    listed = run_tool("pdffonts", tmp_path / "a.pdf").splitlines()[2:]
    assert len({entry.split()[0] for entry in listed}) == len(STACKS)
    assert all(re.match(r"[A-Z]{6}\+", entry) for entry in listed)
    assert all(re.search(r"CID TrueType +Identity-H +yes yes yes", entry) for entry in listed)


def test_no_font_but_ours_is_in_the_file(fonts: FontSet) -> None:
    pdf = render([page(line(fonts, "中"))], SPEECH, fonts, sheet())
    assert set(re.findall(rb"/BaseFont /(\S+)", pdf)) == set(re.findall(rb"/FontName /(\S+)", pdf))
    assert b"Helvetica" not in pdf


def test_a_subset_is_small_and_its_tag_differs_with_its_glyphs(fonts: FontSet) -> None:
    one, other = (render([page(line(fonts, text))], SPEECH, fonts, sheet()) for text in ("中", "国"))
    assert len(one) < 10_000
    assert re.findall(rb"/FontName /(\w{6})", one) != re.findall(rb"/FontName /(\w{6})", other)


@pytest.mark.judge("qpdf")
def test_qpdf_finds_no_fault(tmp_path: Path, fonts: FontSet) -> None:
    lines = [
        line(fonts, TROUBLE, font=role, element="heading1", block=row) for row, role in enumerate(STACKS)
    ]
    (tmp_path / "a.pdf").write_bytes(render([page(*lines)], SPEECH, fonts, sheet()))
    assert "No syntax or stream encoding errors found" in run_tool("qpdf", "--check", tmp_path / "a.pdf")


def test_every_stream_is_as_long_as_it_says_and_ends_with_a_line_end(fonts: FontSet) -> None:
    pdf = render([page(line(fonts, TROUBLE))], SPEECH, fonts, sheet())
    lengths = re.finditer(rb"/Length (\d+)[^1]*?>>\nstream\n", pdf)
    ends = [pdf[match.end() + int(match[1]) :][:11] for match in lengths]
    assert ends
    assert set(ends) == {b"\nendstream\n"}


def test_a_bold_run_is_stroked_only_where_its_face_is_not_bold(fonts: FontSet) -> None:
    plain, thick, title = (
        operators(
            render([page(line(fonts, "中", font=font, bold=bold, color="#C00000"))], SPEECH, fonts, sheet())
        )
        for font, bold in (("仿宋", False), ("仿宋", True), ("小标宋", True))
    )
    assert "2 Tr" in thick
    assert "0.7529 0 0 rg" in thick
    assert "0.7529 0 0 RG" in thick
    assert "Tr" not in plain + title


def test_a_header_for_whose_fields_the_speech_has_nothing_is_empty(fonts: FontSet) -> None:
    empty = Line(60.0, (), "header", -1, first=True)
    pages = [page(line(fonts, "同志们："), artifacts=[empty, line(fonts, "— 1 —", y=780, block=-1)])]
    assert "".join(character for character, _, _ in drawn(render(pages, SPEECH, fonts, sheet()))) == (
        "同志们：— 1 —"
    )


def test_state_does_not_leak_from_a_line_to_the_next(fonts: FontSet) -> None:
    red = line(fonts, "红旗", bold=True, color="#FF0000", spacing=(2,), y=100)
    black = line(fonts, "黑字", y=130, block=1)
    shown = operators(render([page(red, black)], SPEECH, fonts, sheet()))
    after = shown[shown.index("EMC") :]
    assert {"0 Tr", "0 0 0 rg", "0 Tc"} <= set(after.split("\n"))


def headings(fonts: FontSet, *entries: tuple[str, str]) -> list[Line]:
    return [
        line(fonts, text, element=element, block=block, y=100 + 30 * block)
        for block, (element, text) in enumerate(entries)
    ]


def test_bookmarks_follow_title_and_headings_by_level(fonts: FontSet) -> None:
    lines = headings(
        fonts,
        ("title", "讲话"), ("body", "同志们"), ("heading1", "一、甲"), ("heading3", "1.乙"),
        ("heading2", "（一）丙"), ("heading3", "1.丁"), ("heading1", "二、戊"),
    )  # fmt: skip
    pdf = render([page(*lines)], SPEECH, fonts, sheet())
    outline = [(level, title) for level, title, *_ in catalogue(pdf).get_outlines()]
    assert outline == [
        (1, "讲话"), (2, "一、甲"), (3, "1.乙"), (3, "（一）丙"), (4, "1.丁"), (2, "二、戊"),
    ]  # fmt: skip


def test_a_bookmark_has_all_the_lines_of_its_block_and_leads_to_the_first(fonts: FontSet) -> None:
    start = line(fonts, "一、提高Made in ", element="heading1", block=3, y=700)
    rest = line(fonts, "China认识", element="heading1", block=3, y=100, first=False)
    pages = [page(line(fonts, "前言")), page(start, number=2), page(rest, number=3)]
    (entry,) = bookmarks(pages)
    assert (entry.text, entry.page, entry.y) == ("一、提高Made in China认识", 1, 700)
    document = catalogue(render(pages, SPEECH, fonts, sheet()))
    ((_, _, destination, *_),) = document.get_outlines()
    target, fit, _, top, _ = resolve1(destination)
    assert target.objid == list(PDFPage.create_pages(document))[1].pageid
    assert (fit.name, top) == ("XYZ", pytest.approx(HEIGHT - 700 + 1.5 * 16, abs=0.01))


def test_a_speech_without_headings_has_no_outline(fonts: FontSet) -> None:
    pdf = render([page(line(fonts, "同志们"))], Speech(), fonts, sheet())
    assert "Outlines" not in catalogue(pdf).catalog


def test_the_file_says_what_it_is(fonts: FontSet) -> None:
    document = catalogue(render([page(line(fonts, "同志们"))], SPEECH, fonts, sheet()))
    information = {
        key: value.decode("utf-16") for key, value in document.info[0].items() if value[:1] == b"\xfe"
    }
    assert information == {"Title": SPEECH.title, "Author": SPEECH.speaker}
    assert document.info[0]["Producer"].startswith(b"Yinfa ")
    assert document.info[0]["Creator"].startswith(b"Yinfa ")
    assert document.catalog["Lang"] == b"zh-CN"
    assert resolve1(document.catalog["ViewerPreferences"])["DisplayDocTitle"] is True


@pytest.mark.parametrize("two_sided", [True, False])
def test_a_two_sided_sheet_asks_for_two_sided_printing(fonts: FontSet, two_sided: bool) -> None:
    document = catalogue(render([page(line(fonts, "中"))], SPEECH, fonts, sheet(two_sided=two_sided)))
    assert ("Duplex" in resolve1(document.catalog["ViewerPreferences"])) is two_sided


def test_a_speech_without_title_is_called_by_its_first_line(fonts: FontSet) -> None:
    document = catalogue(render([page(line(fonts, "同志们"))], Speech(), fonts, sheet()))
    assert document.info[0]["Title"].decode("utf-16") == "同志们"
    assert "Author" not in document.info[0]


def test_a_date_is_given_only_where_it_is_told(fonts: FontSet, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [page(line(fonts, "中"))]
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert b"Date" not in render(pages, SPEECH, fonts, sheet())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1652486400")
    dated = catalogue(render(pages, SPEECH, fonts, sheet())).info[0]
    assert dated["CreationDate"] == dated["ModDate"] == b"D:20220514000000Z"


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "9" * 30])
def test_a_wrong_source_date_is_refused(fonts: FontSet, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        render([page(line(fonts, "中"))], SPEECH, fonts, sheet())


def render_trouble() -> bytes:
    fonts = FontSet(STACKS)
    return render([page(line(fonts, TROUBLE, element="title"))], SPEECH, fonts, sheet())


def test_the_same_pages_give_the_same_bytes_in_every_process() -> None:
    code = "import hashlib, test_pdf; print(hashlib.sha256(test_pdf.render_trouble()).hexdigest())"
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        result = subprocess.run(
            [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
        )
        assert result.stdout.strip() == hashlib.sha256(render_trouble()).hexdigest()


def test_other_pages_give_another_file_id(fonts: FontSet) -> None:
    one, other = (catalogue(render([page(line(fonts, text))], SPEECH, fonts, sheet())) for text in "中国")
    assert one.xrefs[0].get_trailer()["ID"] != other.xrefs[0].get_trailer()["ID"]


def test_a_run_whose_face_lacks_a_character_is_refused(fonts: FontSet) -> None:
    run = Run("※", 0, (16,), fonts.face("仿宋", "中"), 16, "#000000", False, "body")
    with pytest.raises(FontError, match=r"U\+203B"):
        render([page(Line(100, (run,), "body", 0, True))], SPEECH, fonts, sheet())


@pytest.fixture(params=["TrueType", "CFF", "CFF keyed by CID", "collection"])
def own_font(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The family of a font in `tmp_path` that draws 甲, 乙 and 丙 as boxes in the em's tenths 1, 2 and 3."""
    made = build("Own", "甲乙丙", cff="CFF" in request.param)
    if request.param == "collection":
        collection(tmp_path / "own.ttc", build("Other", "丙乙甲"), made)
    else:
        saved(keyed_by_cid(made) if "CID" in request.param else made, tmp_path / "own.otf")
    return "Own"


def test_an_own_font_of_any_kind_is_extracted(tmp_path: Path, own_font: str) -> None:
    fonts = FontSet({}, [tmp_path])
    pages = [page(line(fonts, "丙甲甲乙", font=own_font, spacing=(0.5, -0.25)))]
    assert_drawn_as_placed(render(pages, SPEECH, fonts, sheet()), pages)


@pytest.mark.judge("pdffonts", "pdftoppm")
@pytest.mark.parametrize(("character", "tenth"), [("甲", 1), ("丙", 3)])
def test_an_own_font_of_any_kind_is_drawn(tmp_path: Path, own_font: str, character: str, tenth: int) -> None:
    fonts = FontSet({}, [tmp_path])
    placed = line(fonts, character, font=own_font, size=200, x=100, y=400)
    (tmp_path / "a.pdf").write_bytes(render([page(placed)], SPEECH, fonts, sheet()))
    assert "Own" in run_tool("pdffonts", tmp_path / "a.pdf")
    run_tool("pdftoppm", "-r", "72", "-gray", "-singlefile", tmp_path / "a.pdf", tmp_path / "a")
    data = (tmp_path / "a.pgm").read_bytes()
    header = re.match(rb"P5\s+(\d+)\s+\d+\s+255\s", data)
    assert header
    across = int(header[1])
    row = data[header.end() + 300 * across :][:across]  # 100 pt above the baseline
    inked = [x for x, shade in enumerate(row) if shade < 128]
    assert (min(inked), max(inked) + 1) == pytest.approx((100 + 20 * tenth, 120 + 20 * tenth), abs=1)
