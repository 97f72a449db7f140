"""What a sheet says is what both outputs show: each attribute is changed, and PDF and DOCX are measured."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from lxml import etree
from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import mult_matrix

from yinfa.flow import flow
from yinfa.fonts import FontSet
from yinfa.formats import DOCUMENTS, Typeset
from yinfa.formats.docx_styles import STYLES
from yinfa.layout.pages import paginate
from yinfa.speech import Heading, Lead, Paragraph, Speech
from yinfa.style import load, names
from yinfa.style.sheet import ELEMENTS, TABLES, ElementStyle, Sheet, declarations

MM = 72 / 25.4
CELL = 156 * MM / 28
PITCH = 225 * MM / 22
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

TEXTS = {
    "title": "关于春耕备耕的讲话",
    "subtitle": "——在动员会上",
    "speaker": "县长李四",
    "date": "（2022年5月14日）",
    "salutation": "同志们：",
    "heading1": "一、认清形势",
    "heading2": "（一）抓住农时",
    "heading3": "1.备足种子",
    "heading4": "（1）逐户登记",
    "body": "田间地头人手要到位，" * 40,
    "closing": "谢谢大家！",
}
"""The texts of the elements, in the order of the page; each begins as no other does."""

LEAD = "（二）守住底线。粮田一亩不能少。"
SPEECH = Speech(
    title=TEXTS["title"],
    subtitle=TEXTS["subtitle"],
    speaker=TEXTS["speaker"],
    date="2022-05-14",
    date_text=TEXTS["date"],
    salutation=(TEXTS["salutation"],),
    body=(
        *(Heading(TEXTS[f"heading{level}"], level) for level in (1, 2, 3, 4)),
        Paragraph(TEXTS["body"]),
        Paragraph(LEAD, (Lead(0, 8, 2),)),
    ),
    closing=TEXTS["closing"],
)


class Glyph(NamedTuple):
    """A glyph of a PDF: x from the left edge and y, its baseline, from the upper edge of page `page`."""

    page: int
    text: str
    x: float
    y: float
    size: float
    font: str
    color: tuple[float, ...]
    bold: bool


class Rule(NamedTuple):
    """A filled rectangle of a PDF; y from the upper edge of the page."""

    page: int
    x: float
    y: float
    length: float
    width: float
    color: tuple[float, ...]


class _Recorder(PDFPageAggregator):
    glyphs: list[Glyph]
    rules: list[Rule]
    page = 0
    height = 0.0

    def begin_page(self, page: Any, ctm: Any) -> None:
        self.page += 1
        self.height = page.mediabox[3]
        super().begin_page(page, ctm)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self.mode, self.color = textstate.render, graphicstate.ncolor
        super().render_string(textstate, seq, ncs, graphicstate)

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        corners = [
            mult_matrix((1, 0, 0, 1, *point), self.ctm)[4:] for _, *one in path for point in [one[:2]] if one
        ]
        xs, ys = zip(*corners, strict=True)
        color = gstate.ncolor if isinstance(gstate.ncolor, tuple) else (gstate.ncolor,) * 3
        self.rules.append(
            Rule(self.page, min(xs), self.height - max(ys), max(xs) - min(xs), max(ys) - min(ys), color)
        )

    def render_char(self, matrix: Any, font: Any, fontsize: float, *rest: Any) -> float:
        x, y = mult_matrix((1, 0, 0, 1, 0, 0), matrix)[4:]
        text = font.to_unichr(rest[2])
        color = self.color if isinstance(self.color, tuple) else (self.color,) * 3
        bold = self.mode == 2 or "Bold" in font.fontname
        self.glyphs.append(Glyph(self.page, text, x, self.height - y, fontsize, font.fontname, color, bold))
        return float(super().render_char(matrix, font, fontsize, *rest))


@dataclass(frozen=True)
class Made:
    """Both documents of the speech under a sheet, read again."""

    sheet: Sheet
    glyphs: tuple[Glyph, ...]
    parts: dict[str, etree._Element]
    sizes: tuple[tuple[float, float], ...]
    rules: tuple[Rule, ...]
    language: str

    def pdf(self, text: str) -> list[Glyph]:
        """The glyphs of a text, from its first occurrence on."""
        page = self.sheet.page
        numbered = self.sheet.line_numbers.size if self.sheet.line_numbers.every else 0.0
        within = [
            glyph
            for glyph in self.glyphs
            if glyph.y < page.height - page.margin_bottom + 1 and glyph.size != numbered
        ]
        start = "".join(glyph.text for glyph in within).index(text)
        return within[start : start + len(text)]

    def number(self, page: int) -> list[Glyph]:
        """The lowest line of a page."""
        lowest = max(glyph.y for glyph in self.glyphs if glyph.page == page)
        return [glyph for glyph in self.glyphs if (glyph.page, glyph.y) == (page, lowest)]

    def running(self, text: str, page: int = 1) -> list[Glyph]:
        """The glyphs of a text outside the text area of a page; empty where it is not there."""
        top, bottom = self.sheet.page.margin_top, self.sheet.page.height - self.sheet.page.margin_bottom
        outside = [glyph for glyph in self.glyphs if glyph.page == page and not top < glyph.y < bottom]
        start = "".join(glyph.text for glyph in outside).find(text)
        return outside[start : start + len(text)] if start >= 0 else []

    def stories(self, kind: str) -> list[str]:
        """The texts of the headers or footers, each with its fields in brackets, in the order of the file."""
        found = []
        for name in sorted(self.parts):
            if re.fullmatch(rf"word/{kind}\d+\.xml", name):
                paragraphs = ("".join(_pieces(paragraph)) for paragraph in self.parts[name].iter(f"{W}p"))
                found.append("|".join(paragraphs))
        return found

    def style(self, name: str) -> etree._Element:
        return next(
            style
            for style in self.parts["word/styles.xml"].iter(f"{W}style")
            if values(style, "name") == {"val": name}
        )

    def section(self, tag: str) -> dict[str, str]:
        return values(next(self.parts["word/document.xml"].iter(f"{W}sectPr")), tag)

    def paragraphs(self) -> list[tuple[str, str]]:
        """Style and text of each paragraph of the DOCX."""
        return [
            (values(paragraph, "pStyle")["val"], "".join(text.text or "" for text in paragraph.iter(f"{W}t")))
            for paragraph in self.parts["word/document.xml"].iter(f"{W}p")
        ]

    def blanks_before(self, text: str) -> int:
        """Empty paragraphs of the DOCX above the one that begins with a text."""
        texts = [each for _, each in self.paragraphs()]
        at = next(index for index, each in enumerate(texts) if each.startswith(text))
        above = next((index for index in range(at - 1, -1, -1) if texts[index]), -1)
        return at - above - 1


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for child in paragraph:
        text = "".join(text.text or "" for text in child.iter(f"{W}t"))
        if child.tag == f"{W}fldSimple":
            yield f"[{child.get(f'{W}instr')}: {text}]"
        elif child.tag == f"{W}r":
            yield text


def values(element: etree._Element, tag: str) -> dict[str, str]:
    """The attributes of the first element of a name, without their prefix; empty where there is none."""
    found = next(element.iter(W + tag), None)
    return {} if found is None else {str(k).removeprefix(W): str(v) for k, v in found.attrib.items()}


@lru_cache(maxsize=64)
def made(*settings: str, style: str = "official") -> Made:
    sheet = load(style, settings)
    fonts = FontSet(sheet.fonts)
    typeset = Typeset(SPEECH, sheet, fonts, tuple(paginate(flow(SPEECH, sheet), sheet, fonts)))
    pdf = DOCUMENTS["pdf"](typeset)
    recorder = _Recorder(PDFResourceManager(), laparams=None)
    recorder.glyphs, recorder.rules = [], []
    pages = list(PDFPage.get_pages(io.BytesIO(pdf)))
    interpreter = PDFPageInterpreter(PDFResourceManager(), recorder)
    for page in pages:
        interpreter.process_page(page)
    with zipfile.ZipFile(io.BytesIO(DOCUMENTS["docx"](typeset))) as archive:
        parts = {
            name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")
        }
    sizes = tuple((float(page.mediabox[2]), float(page.mediabox[3])) for page in pages)
    language = PDFDocument(PDFParser(io.BytesIO(pdf))).catalog["Lang"].decode()
    return Made(sheet, tuple(recorder.glyphs), parts, sizes, tuple(recorder.rules), language)


def twips(points: float) -> str:
    return str(round(points * 20))


# ---- the page ---------------------------------------------------------------------------------


def test_the_paper_has_the_width_and_height_of_the_sheet() -> None:
    changed = made("page.width=8.5in", "page.height=11in")
    assert changed.sizes[0] == pytest.approx((612, 792), abs=0.01)
    assert changed.section("pgSz") == {"w": "12240", "h": "15840"}


def test_the_first_line_stands_under_the_top_margin() -> None:
    moved = made("page.margin_top=30mm").pdf("关")[0].y - made().pdf("关")[0].y
    assert moved == pytest.approx(-7 * MM, abs=0.01)
    assert int(made("page.margin_top=30mm").section("pgMar")["top"]) == pytest.approx(1701, abs=1)


def test_the_text_ends_over_the_bottom_margin() -> None:
    changed = made("page.margin_bottom=100mm", "page.lines=15")
    text = [glyph for glyph in changed.glyphs if glyph.page == 1 and glyph.size == 16]
    lowest = max(glyph.y for glyph in text)
    # the title's pitch of 35 pt leaves less than a line at the foot of the page
    assert 297 * MM - 100 * MM - 2 * 160 * MM / 15 < lowest < 297 * MM - 100 * MM
    assert int(changed.section("pgMar")["bottom"]) == pytest.approx(5669, abs=1)


def test_lines_begin_at_the_left_margin() -> None:
    changed = made("page.margin_left=32mm", "page.characters=27")
    assert changed.pdf("同志们")[0].x == pytest.approx(32 * MM, abs=0.01)
    assert int(changed.section("pgMar")["left"]) == pytest.approx(1814, abs=1)


def test_lines_end_at_the_right_margin() -> None:
    changed = made("page.margin_right=40mm", "page.characters=25")
    last = max(glyph.x for glyph in changed.glyphs if glyph.size == 16 and glyph.text not in "，。：")
    assert last == pytest.approx(170 * MM - 142 * MM / 25, abs=1)
    assert int(changed.section("pgMar")["right"]) == pytest.approx(2268, abs=1)


def test_as_many_lines_as_the_sheet_says_fill_a_page() -> None:
    changed = made("page.lines=18")
    body = sorted({(glyph.page, round(glyph.y, 2)) for glyph in changed.pdf(TEXTS["body"])})
    steps = [lower - upper for (one, upper), (other, lower) in pairwise(body) if one == other]
    assert steps == pytest.approx([225 * MM / 18] * len(steps), abs=0.02)
    assert changed.section("docGrid")["linePitch"] == str(int(225 * MM * 20 / 18))
    assert values(changed.style("Normal"), "spacing")["line"] == str(int(225 * MM * 20 / 18))


def test_as_many_characters_as_the_sheet_says_fill_a_line() -> None:
    changed = made("page.characters=26")
    body = changed.pdf(TEXTS["body"])
    assert body[1].x - body[0].x == pytest.approx(6 * MM, abs=0.01)
    assert values(changed.style("Body Text").find(f"{W}rPr"), "spacing")["val"] == str(
        int(156 * MM * 20) // 26 - 320
    )


def test_on_one_sided_paper_all_page_numbers_stand_right() -> None:
    assert made().number(2)[0].x < 105 * MM < made("page.two_sided=false").number(2)[0].x
    assert "word/footer2.xml" in made().parts
    assert "word/footer2.xml" not in made("page.two_sided=false").parts


def test_mirrored_margins_change_places_on_even_pages() -> None:
    second = [glyph.x for glyph in made("page.mirrored=true").glyphs if glyph.page == 2 and glyph.size == 16]
    assert min(second) == pytest.approx(26 * MM, abs=0.01)
    settings = made("page.mirrored=true").parts["word/settings.xml"]
    assert next(settings.iter(f"{W}mirrorMargins"), None) is not None


def test_the_pitch_of_a_page_holds_for_all_lines_without_one_of_their_own() -> None:
    changed = made("page.line_pitch=28pt")
    body = sorted({(glyph.page, round(glyph.y, 2)) for glyph in changed.pdf(TEXTS["body"])})
    steps = [lower - upper for (one, upper), (other, lower) in pairwise(body) if one == other]
    assert steps == pytest.approx([28] * len(steps), abs=0.02)
    for element in ELEMENTS:
        pitch = "700" if element == "title" else "560"
        assert values(changed.style(STYLES[element]), "spacing")["line"] == pitch
    # the blank line as well: from the last line of the head to the salutation
    assert changed.pdf("同志们")[0].y - changed.pdf("（2022")[0].y == pytest.approx(56, abs=0.02)


# ---- the elements -----------------------------------------------------------------------------


@pytest.fixture(params=ELEMENTS)
def element(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def _first(name: str, *settings: str) -> Glyph:
    return made(*settings).pdf(TEXTS[name])[0]


def test_the_font_of_an_element(element: str) -> None:
    changed = made(*(f"{name}.font=楷体" for name in ELEMENTS))
    assert "LXGWWenKai" in changed.pdf(TEXTS[element])[0].font
    fonts = values(changed.style(STYLES[element]), "rFonts")
    assert {fonts[script] for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"楷体_GB2312"}


def test_the_size_of_an_element(element: str) -> None:
    changed = made(*(f"{name}.size=15pt" for name in ELEMENTS))
    assert changed.pdf(TEXTS[element])[0].size == pytest.approx(15)
    assert values(changed.style(STYLES[element]), "sz")["val"] == "30"


def test_the_weight_of_an_element(element: str) -> None:
    changed = made(*(f"{name}.bold=true" for name in ELEMENTS))
    assert changed.pdf(TEXTS[element])[0].bold
    assert made().pdf(TEXTS[element])[0].bold is (element == "title")  # 小标宋 is a bold face by itself
    assert values(changed.style(STYLES[element]), "b")["val"] == "1"
    assert values(made().style(STYLES[element]), "b")["val"] == "0"


def test_the_colour_of_an_element(element: str) -> None:
    changed = made(*(f"{name}.color=#c00000" for name in ELEMENTS))
    assert changed.pdf(TEXTS[element])[0].color == pytest.approx((0xC0 / 255, 0, 0), abs=0.001)
    assert values(changed.style(STYLES[element]), "color")["val"] == "C00000"


@pytest.mark.parametrize(
    ("align", "x", "docx"),
    [("left", 28, "left"), ("justify", 28, "both"), ("right", 184, "right"), ("center", 106, "center")],
)
def test_the_alignment_of_an_element(element: str, align: str, x: float, docx: str) -> None:
    plain = (f"{name}.first_line_indent=0字" for name in ELEMENTS)
    changed = made(*plain, *(f"{name}.align={align}" for name in ELEMENTS))
    text = changed.pdf(TEXTS[element])
    line = [glyph for glyph in text if (glyph.page, glyph.y) == (text[-1].page, text[-1].y)]
    style = changed.sheet.elements[element]
    cell = CELL if style.on_grid else style.size
    left, right = line[0].x, line[-1].x + cell
    stands = {"left": left, "justify": left, "right": right, "center": (left + right) / 2}[align]
    # a full mark at an end, or a Latin character, is narrower than a cell
    assert stands == pytest.approx(x * MM, abs=cell / 2 + 0.3)
    assert values(changed.style(STYLES[element]), "jc")["val"] == docx


def test_the_indents_of_an_element(element: str) -> None:
    settings = ("first_line_indent=3字", "indent_left=1字", "indent_right=20pt", "align=left")
    changed = made(*(f"{name}.{setting}" for name in ELEMENTS for setting in settings))
    text = changed.pdf(TEXTS[element])
    assert text[0].x == pytest.approx(28 * MM + 4 * CELL, abs=0.01)
    indents = values(changed.style(STYLES[element]), "ind")
    assert (indents["firstLine"], indents["left"]) == (twips(3 * CELL), twips(CELL))
    assert indents["right"] == "400"
    if element == "body":
        assert min(glyph.x for glyph in text) == pytest.approx(28 * MM + CELL, abs=0.01)
        assert max(glyph.x + CELL for glyph in text if glyph.text != "，") <= 184 * MM - 20 + 0.3


def test_the_pitch_of_an_element(element: str) -> None:
    changed = made(*(f"{name}.line_pitch=40pt" for name in ELEMENTS))
    below = list(TEXTS.values())[list(TEXTS).index(element) + 1 :][:1]
    if below and element not in {"body", "date"}:
        step = changed.pdf(below[0])[0].y - changed.pdf(TEXTS[element])[-1].y
        unlike = changed.pdf(below[0])[0].size - changed.pdf(TEXTS[element])[0].size
        assert step == pytest.approx(40 + unlike * (0.88 - 0.5), abs=0.02)
    assert values(changed.style(STYLES[element]), "spacing")["line"] == "800"


@pytest.mark.parametrize("name", ["blank_before", "blank_after"])
def test_the_blank_lines_of_an_element(element: str, name: str) -> None:
    neighbours = list(TEXTS)
    neighbours.remove("closing")  # the lead stands between the body and it
    if element not in neighbours or (element, name) in {("title", "blank_before"), ("body", "blank_after")}:
        element, upper, lower = "closing", LEAD, TEXTS["closing"]
        name = "blank_before"
    else:
        at = neighbours.index(element) + (name == "blank_after")
        upper, lower = (TEXTS[neighbours[index]] for index in (at - 1, at))
    changed, plain = made(f"{element}.{name}=3"), made()
    head = {"title", "subtitle", "speaker"}
    if name == "blank_after" and element in head:
        assert changed.blanks_before(lower) == 0  # within the head it does not count
        return
    assert changed.blanks_before(lower) == 3
    gaps = [one.pdf(lower)[0].y - one.pdf(upper)[-1].y for one in (changed, plain)]
    if gaps[0] > 0:  # both on one page
        more = 3 - plain.blanks_before(lower)
        assert gaps[0] - gaps[1] == pytest.approx(more * PITCH, abs=0.02)


def test_on_the_grid_a_character_takes_a_cell_and_off_it_its_own_size(element: str) -> None:
    sizes = [f"{name}.size=三号" for name in ELEMENTS]
    for flag, advance, spacing in (("true", CELL, "-5"), ("false", 16.0, "0")):
        changed = made(*sizes, *(f"{name}.on_grid={flag}" for name in ELEMENTS))
        text = pairwise(changed.pdf(TEXTS[element]))
        hanzi = [(one, after) for one, after in text if "\u4e00" <= one.text <= "\u9fff"]
        steps = [after.x - glyph.x for glyph, after in hanzi if after.y == glyph.y]
        assert min(steps) == pytest.approx(advance, abs=0.01)
        run = changed.style(STYLES[element]).find(f"{W}rPr")
        assert run is not None
        assert values(run, "spacing")["val"] == spacing


def test_what_is_kept_with_the_next_is_never_the_last_line_of_a_page(element: str) -> None:
    kept = made(*(f"{name}.keep_with_next=true" for name in ELEMENTS))
    loose = made(*(f"{name}.keep_with_next=false" for name in ELEMENTS))
    assert values(kept.style(STYLES[element]), "keepNext")["val"] == "1"
    assert values(loose.style(STYLES[element]), "keepNext")["val"] == "0"
    assert kept.glyphs


def test_a_heading_at_the_foot_of_a_page_goes_to_the_next_where_it_is_kept() -> None:
    # nine lines: four of the head, a blank one, the salutation, three headings; the fourth is the tenth
    kept, loose = (made("page.margin_bottom=158mm", "page.lines=9", f"heading3.keep_with_next={flag}",
                        "title.line_pitch=0pt", "heading1.keep_with_next=false",
                        "heading2.keep_with_next=false", "heading4.keep_with_next=false")
                   for flag in ("true", "false"))  # fmt: skip
    assert [one.pdf(TEXTS["heading3"])[0].page for one in (kept, loose)] == [2, 1]


def test_a_balanced_element_is_broken_in_the_same_places_in_both_outputs() -> None:
    changed = made("title.size=60pt", "title.line_pitch=70pt")
    lines = sorted({(glyph.page, glyph.y) for glyph in changed.pdf(TEXTS["title"])})
    title = next(iter(changed.parts["word/document.xml"].iter(f"{W}p")))
    assert len(lines) > 1
    assert len(list(title.iter(f"{W}br"))) == len(lines) - 1
    unbalanced = made("title.size=60pt", "title.line_pitch=70pt", "title.balanced=false")
    assert not list(next(iter(unbalanced.parts["word/document.xml"].iter(f"{W}p"))).iter(f"{W}br"))


def _adjoining(*settings: str) -> list[tuple[Made, float]]:
    """The pitch from a heading to the one below it, under settings of both."""
    return [
        (one, one.pdf(TEXTS["heading3"])[0].y - one.pdf(TEXTS["heading2"])[0].y)
        for one in (made(*settings), made())
    ]


@pytest.mark.parametrize(
    ("settings", "points"),
    [
        (("heading2.space_after=10pt",), 10),
        (("heading3.space_before=10pt",), 10),
        (("heading2.space_after=10pt", "heading3.space_before=14pt"), 14),
        (("heading2.space_after=10pt", "heading3.space_before=14pt", "heading2.blank_after=1"), 24 + PITCH),
    ],
)
def test_of_the_spaces_of_two_elements_the_larger_counts_and_with_blank_lines_both(
    settings: tuple[str, ...], points: float
) -> None:
    (changed, pitch), (_, plain) = _adjoining(*settings)
    assert pitch - plain == pytest.approx(points, abs=0.02)
    for setting in settings:
        table, _, key = setting.partition("=")[0].partition(".")
        if key.startswith("space"):
            written = values(changed.style(STYLES[table]), "spacing")[key.removeprefix("space_")]
            assert written == twips(getattr(changed.sheet.elements[table], key))


def test_the_space_of_every_element(element: str) -> None:
    changed = made(
        *(f"{name}.space_before=7pt" for name in ELEMENTS), *(f"{name}.space_after=3pt" for name in ELEMENTS)
    )
    spacing = values(changed.style(STYLES[element]), "spacing")
    assert (spacing["before"], spacing["after"]) == ("140", "60")


def test_space_at_the_top_of_a_page_is_dropped() -> None:
    settings = (
        "page.margin_bottom=176mm",
        "page.lines=7",
        "title.line_pitch=0pt",
        "heading1.keep_with_next=false",
    )
    plain, changed = made(*settings), made(*settings, "heading2.space_before=10pt")
    assert changed.pdf(TEXTS["heading2"])[0].page == plain.pdf(TEXTS["heading2"])[0].page == 2
    assert changed.pdf(TEXTS["heading2"])[0].y == plain.pdf(TEXTS["heading2"])[0].y


def test_off_the_grid_characters_stand_apart_as_the_sheet_says(element: str) -> None:
    settings = ("size=三号", "on_grid=false", "letter_spacing=3.5pt")
    changed = made(*(f"{name}.{setting}" for name in ELEMENTS for setting in settings))
    text = pairwise(changed.pdf(TEXTS[element]))
    hanzi = [(one, after) for one, after in text if "\u4e00" <= one.text <= "\u9fff"]
    steps = [after.x - glyph.x for glyph, after in hanzi if after.y == glyph.y]
    assert min(steps) == pytest.approx(19.5, abs=0.01)
    run = changed.style(STYLES[element]).find(f"{W}rPr")
    assert run is not None
    assert values(run, "spacing")["val"] == "70"


def test_between_hanzi_and_digits_stands_a_quarter_of_an_em_where_the_sheet_wants_it() -> None:
    plain, changed = made(), made(*(f"{name}.auto_space=true" for name in ELEMENTS))
    wide, narrow = ([glyph.x for glyph in one.pdf("2022年5月14日")] for one in (changed, plain))
    grown = [after - before for before, after in pairwise(x - y for x, y in zip(wide, narrow, strict=True))]
    gaps = [0, 0, 0, 4, 4, 4, 4, 0, 4]  # 2022|年|5|月|14|日
    assert grown == pytest.approx(gaps, abs=0.01)
    for name in ELEMENTS:
        for one, flag in ((changed, "1"), (plain, "0")):
            style = one.style(STYLES[name])
            assert values(style, "autoSpaceDE") == values(style, "autoSpaceDN") == {"val": flag}


# ---- leads ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "apart"),
    [
        ((), "（二）守住底线。"),
        (("lead.level2=marker",), "（二）"),
        (("lead.level2=none",), ""),
        (("lead.level1=sentence", "lead.level2=none", "lead.level3=marker"), ""),
    ],
)
def test_as_much_of_a_lead_is_set_apart_as_the_sheet_says(settings: tuple[str, ...], apart: str) -> None:
    changed = made(*settings)
    assert "".join(glyph.text for glyph in changed.pdf(LEAD) if "WenKai" in glyph.font) == apart
    runs = [
        "".join(text.text or "" for text in run.iter(f"{W}t"))
        for run in changed.parts["word/document.xml"].iter(f"{W}r")
        if values(run, "rStyle")
    ]
    assert "".join(runs) == apart


# ---- page numbers -----------------------------------------------------------------------------


def test_the_page_number_has_the_form_font_size_and_colour_of_the_sheet() -> None:
    changed = made(
        "page_number.form=第{page}页", "page_number.font=黑体", "page_number.size=12pt",
        "page_number.color=#0000ff",
    )  # fmt: skip
    number = changed.number(1)
    assert "".join(glyph.text for glyph in number) == "第1页"
    assert (number[0].size, number[0].color) == (12, (0, 0, 1))
    assert "NotoSansSC" in number[0].font
    footer = changed.style("footer")
    assert values(footer, "rFonts")["eastAsia"] == "黑体"
    assert (values(footer, "sz")["val"], values(footer, "color")["val"]) == ("24", "0000FF")
    texts = [text.text for text in changed.parts["word/footer1.xml"].iter(f"{W}t")]
    assert texts == ["第", "1", "页"]


def test_without_a_form_there_is_no_page_number() -> None:
    changed = made("page_number.form=")
    assert "".join(glyph.text for glyph in changed.glyphs).count("—") == 2  # those of the subtitle
    assert not [name for name in changed.parts if "footer" in name]


@pytest.mark.parametrize(("position", "docx"), [("left", "left"), ("right", "right"), ("center", "center")])
def test_the_page_number_stands_where_the_sheet_says(position: str, docx: str) -> None:
    changed = made(f"page_number.position={position}", "page_number.indent=30pt")
    number = changed.number(2)
    left, right = number[0].x, number[-1].x + 14
    stands = {"left": left, "right": right, "center": (left + right) / 2}[position]
    expected = {"left": 28 * MM + 30, "right": 184 * MM - 30, "center": 106 * MM}[position]
    assert stands == pytest.approx(expected, abs=0.05)
    assert values(changed.style("footer"), "jc")["val"] == docx
    if position != "center":
        assert values(changed.style("footer"), "ind")[position] == "600"


def test_the_page_number_hangs_at_its_distance_under_the_text() -> None:
    near, far = made("page_number.distance=5mm"), made("page_number.distance=12mm")
    assert far.number(1)[0].y - near.number(1)[0].y == pytest.approx(7 * MM, abs=0.01)
    footers = [int(one.section("pgMar")["footer"]) for one in (near, far)]
    assert footers[0] - footers[1] == pytest.approx(7 * MM * 20, abs=1)


def test_the_number_of_all_pages_stands_in_the_form_of_the_page_number() -> None:
    changed = made("page_number.form={page}/{pages}")
    last = changed.glyphs[-1].page
    assert "".join(glyph.text for glyph in changed.number(1)) == f"1/{last}"
    assert changed.stories("footer")[0] == "[PAGE: 1]/[NUMPAGES: 1]"


def test_page_numbers_begin_with_the_number_of_the_sheet_which_tells_even_pages() -> None:
    changed = made("page_number.start=4")
    assert "".join(glyph.text for glyph in changed.number(1)) == "— 4 —"
    assert changed.number(1)[0].x < 105 * MM < changed.number(2)[0].x
    assert changed.section("pgNumType") == {"start": "4"}
    assert made().section("pgNumType") == {}


def test_the_first_page_may_be_without_a_number() -> None:
    changed = made("page_number.first_page=false")
    assert not changed.running("— 1 —")
    assert changed.running("— 2 —", 2)
    references = [
        dict(reference.attrib)[f"{W}type"]
        for reference in changed.parts["word/document.xml"].iter(f"{W}footerReference")
    ]
    assert sorted(references) == ["default", "even"]
    assert next(changed.parts["word/document.xml"].iter(f"{W}titlePg"), None) is not None
    assert next(made().parts["word/document.xml"].iter(f"{W}titlePg"), None) is None


# ---- headers and footers ----------------------------------------------------------------------

RUNNING = {"header": "header", "footer": "页脚文字"}
"""The styles of the DOCX for what runs along the pages."""


@pytest.fixture(params=["header", "footer"])
def running(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_the_official_page_has_neither_header_nor_footer_text() -> None:
    assert made().stories("header") == []
    assert made().stories("footer") == ["— [PAGE: 1] —"] * 2
    assert not made().rules


def test_a_running_text_has_its_fields_filled_in_and_is_live_in_the_docx(running: str) -> None:
    changed = made(f"{running}.text={{title}}·{{speaker}} {{date}} {{page}}/{{pages}}")
    pages = changed.glyphs[-1].page
    text = f"{TEXTS['title']}·{TEXTS['speaker']} {TEXTS['date']} 2/{pages}".replace(" ", "")
    shown = "".join(glyph.text for glyph in changed.glyphs if glyph.page == 2 and glyph.size == 9)
    assert shown.replace(" ", "") == text
    live = f"[TITLE: {TEXTS['title']}]·[AUTHOR: {TEXTS['speaker']}] {TEXTS['date']} [PAGE: 1]/[NUMPAGES: 1]"
    assert all(live in story for story in changed.stories(running))


def test_a_title_too_long_for_a_running_line_is_cut_in_both_outputs_alike(running: str) -> None:
    changed = made(f"{running}.text={'学习' * 21}{{title}}")
    shown = "".join(glyph.text for glyph in changed.glyphs if glyph.page == 1 and glyph.size == 9)
    assert shown == f"{'学习' * 21}关于春耕备……"
    assert shown in changed.stories(running)[0]


def test_the_look_of_a_running_text(running: str) -> None:
    changed = made(
        f"{running}.text=内部资料", f"{running}.font=黑体", f"{running}.size=11pt", f"{running}.color=#00ff00"
    )
    glyph = changed.running("内部资料")[0]
    assert (glyph.size, glyph.color) == (11, (0, 1, 0))
    assert "NotoSansSC" in glyph.font
    style = changed.style(RUNNING[running])
    assert values(style, "rFonts")["eastAsia"] == "黑体"
    assert (values(style, "sz")["val"], values(style, "color")["val"]) == ("22", "00FF00")


@pytest.mark.parametrize(
    ("position", "odd", "even"),
    [("left", "left", "left"), ("right", "right", "right"), ("center", "center", "center"),
     ("outside", "right", "left")],
)  # fmt: skip
def test_a_running_text_stands_where_the_sheet_says(running: str, position: str, odd: str, even: str) -> None:
    changed = made(f"{running}.text=内部资料", f"{running}.position={position}")
    for page, side in ((1, odd), (2, even)):
        line = changed.running("内部资料", page)
        left, right = line[0].x, line[-1].x + 9
        stands = {"left": left, "right": right, "center": (left + right) / 2}[side]
        assert stands == pytest.approx({"left": 28, "right": 184, "center": 106}[side] * MM, abs=0.05)
    name = RUNNING[running]
    assert values(changed.style(name), "jc")["val"] == odd
    if position == "outside":
        assert values(changed.style(f"{name}（双页）"), "jc")["val"] == "left"


def test_even_pages_may_have_another_text_where_paper_has_two_sides(running: str) -> None:
    settings = (f"{running}.text=单页", f"{running}.even_text=双页", "page_number.position=center")
    changed, plain = made(*settings), made(*settings, "page.two_sided=false")
    assert changed.running("单页", 1)
    assert changed.running("双页", 2)
    assert [story.split("|")[-1] for story in changed.stories(running)] == ["单页", "双页"]
    assert plain.running("单页", 2)
    assert [story.split("|")[-1] for story in plain.stories(running)] == ["单页"]


def test_a_running_text_may_be_missing_from_the_first_page(running: str) -> None:
    changed = made(f"{running}.text=内部资料", f"{running}.first_page=false")
    assert not changed.running("内部资料", 1)
    assert changed.running("内部资料", 2)
    assert next(changed.parts["word/document.xml"].iter(f"{W}titlePg"), None) is not None
    stories = changed.stories(running)
    assert sum("内部资料" in story for story in stories) == 2
    if running == "footer":  # the first page keeps its number, and the number its place
        assert "— [PAGE: 1] —|" in stories


def test_the_header_stands_at_its_distance_above_the_text() -> None:
    near, far = (made("header.text=内部资料", f"header.distance={mm}mm") for mm in (8, 15))
    ys = [one.running("内部资料")[0].y for one in (near, far)]
    assert ys[0] == pytest.approx(37 * MM - 8 * MM + 0.38 * 9, abs=0.01)
    assert ys[0] - ys[1] == pytest.approx(7 * MM, abs=0.01)
    tops = [int(one.section("pgMar")["header"]) for one in (near, far)]
    assert tops[0] - tops[1] == pytest.approx(7 * MM * 20, abs=1)
    assert tops[0] == pytest.approx((29 * MM - 0.52 * 9 * 10 / 7) * 20, abs=2)


@pytest.mark.parametrize(("footer", "number"), [(14, 7), (5, 14)])
def test_footer_and_page_number_stand_each_at_its_own_distance(footer: float, number: float) -> None:
    changed = made("footer.text=内部资料", f"footer.distance={footer}mm", f"page_number.distance={number}mm")
    bottom = 262 * MM
    assert changed.running("内部资料")[0].y == pytest.approx(bottom + footer * MM + 0.38 * 9, abs=0.01)
    assert changed.running("— 1 —")[0].y == pytest.approx(bottom + number * MM + 0.38 * 14, abs=0.01)
    heights = {"页脚文字": 9 * 10 / 7, "footer": 20.0}
    upper, lower = sorted(heights, key=lambda name: footer if name == "页脚文字" else number)
    edge = 297 * MM - int(changed.section("pgMar")["footer"]) / 20
    middle = {lower: edge - 0.48 * heights[lower]}
    after = int(values(changed.style(upper), "spacing")["after"]) / 20
    middle[upper] = edge - heights[lower] - after - 0.48 * heights[upper]
    assert middle["页脚文字"] - bottom == pytest.approx(footer * MM, abs=0.2)
    assert middle["footer"] - bottom == pytest.approx(number * MM, abs=0.2)


def test_a_rule_parts_a_running_text_from_the_text(running: str) -> None:
    changed = made(f"{running}.text=内部资料", f"{running}.rule=0.75pt", f"{running}.rule_color=#c00000")
    rule = changed.rules[0]
    assert (rule.x, rule.length, rule.width) == pytest.approx((28 * MM, 156 * MM, 0.75), abs=0.01)
    assert rule.color == pytest.approx((0xC0 / 255, 0, 0), abs=0.001)
    text = changed.running("内部资料")[0]
    assert 0 < (rule.y - text.y if running == "header" else text.y - 9 - rule.y) < 9
    border = next(changed.style(RUNNING[running]).iter(f"{W}pBdr"))[0]
    assert border.tag == W + ("bottom" if running == "header" else "top")
    assert (border.get(f"{W}sz"), border.get(f"{W}color")) == ("6", "C00000")


# ---- line numbers -----------------------------------------------------------------------------


def _line_numbers(one: Made, page: int) -> list[tuple[int, float]]:
    """The line numbers in the left margin of a page, each with its baseline."""
    digits: dict[float, str] = {}
    for glyph in one.glyphs:
        if glyph.page == page and glyph.x < one.sheet.page.margin_left - 1:
            digits[glyph.y] = digits.get(glyph.y, "") + glyph.text
    return [(int(text), y) for y, text in sorted(digits.items())]


def test_the_official_page_has_no_line_numbers() -> None:
    assert _line_numbers(made(), 1) == []
    assert made().section("lnNumType") == {}


def test_every_line_of_the_text_bears_a_number_anew_on_each_page() -> None:
    changed = made("line_numbers.every=1")
    for page in (1, 2):
        text = {glyph.y for glyph in changed.glyphs if glyph.page == page and glyph.size >= 16}
        found = _line_numbers(changed, page)
        assert [number for number, _ in found] == list(range(1, len(text) + 1))
        assert {y for _, y in found} == text
    assert changed.section("lnNumType") == {"countBy": "1", "distance": twips(6 * MM), "restart": "newPage"}
    assert next(changed.style("空行").iter(f"{W}suppressLineNumbers"), None) is not None


def test_lines_may_be_counted_through_the_document_and_numbered_now_and_then() -> None:
    changed = made("line_numbers.every=5", "line_numbers.restart=document")
    numbers = [number for page in (1, 2) for number, _ in _line_numbers(changed, page)]
    assert numbers == list(range(5, 5 * len(numbers) + 1, 5))
    assert len(numbers) > 4
    assert changed.section("lnNumType")["countBy"] == "5"
    assert changed.section("lnNumType")["restart"] == "continuous"


def test_the_look_and_the_place_of_line_numbers() -> None:
    changed = made(
        "line_numbers.every=1", "line_numbers.font=黑体", "line_numbers.size=8pt", "line_numbers.color=#0000ff",
        "line_numbers.distance=4mm",
    )  # fmt: skip
    numbers = [glyph for glyph in changed.glyphs if glyph.page == 1 and glyph.x < 27 * MM]
    assert {(glyph.size, glyph.color) for glyph in numbers} == {(8, (0, 0, 1))}
    assert "NotoSansSC" in numbers[0].font
    ends = {round(glyph.x + 8 * 0.57, 0) for glyph in numbers if len(_same_line(numbers, glyph)) == 1}
    assert ends == {round(24 * MM, 0)}
    style = changed.style("line number")
    assert values(style, "rFonts")["ascii"] == "黑体"
    assert (values(style, "sz")["val"], values(style, "color")["val"]) == ("16", "0000FF")
    assert changed.section("lnNumType")["distance"] == twips(4 * MM)


def _same_line(glyphs: list[Glyph], glyph: Glyph) -> list[Glyph]:
    return [one for one in glyphs if one.y == glyph.y]


# ---- text and language ------------------------------------------------------------------------


def test_quotation_marks_are_drawn_as_the_sheet_has_them_and_apostrophes_stay() -> None:
    text = "要“学‘雷锋’”，don’t stop。"
    speech = Speech(title="“学雷锋”大会", body=(Paragraph(text),))
    assert [block.text for block in flow(speech, load("official"))] == [speech.title, text]
    sheet = load("official", ["text.quotes=「」"])
    drawn = ["「学雷锋」大会", "要「学『雷锋』」，don’t stop。"]
    assert [block.text for block in flow(speech, sheet)] == drawn
    fonts = FontSet(sheet.fonts)
    typeset = Typeset(speech, sheet, fonts, paginate(flow(speech, sheet), sheet, fonts))
    with zipfile.ZipFile(io.BytesIO(DOCUMENTS["docx"](typeset))) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        assert "「学雷锋」大会" in archive.read("docProps/core.xml").decode()
    assert "".join(text.text or "" for text in document.iter(f"{W}t")) == "".join(drawn)
    assert "「学雷锋」大会" in DOCUMENTS["pdf"](typeset).decode("latin-1").encode("latin-1").decode(
        "utf-8", "ignore"
    )


@pytest.mark.parametrize(
    ("script", "language"),
    [("simplified", "zh-CN"), ("keep", "zh-CN"), ("traditional", "zh-TW"), ("traditional-hk", "zh-HK")],
)
def test_the_documents_are_in_the_language_of_their_script(script: str, language: str) -> None:
    changed = made(f"text.script={script}")
    assert changed.language == language
    assert values(changed.parts["word/styles.xml"], "lang")["eastAsia"] == language
    for tag in ("noLineBreaksAfter", "noLineBreaksBefore"):
        assert values(changed.parts["word/settings.xml"], tag)["lang"] == language
    core = etree.tostring(changed.parts["docProps/core.xml"], encoding="unicode")
    assert f"<dc:language>{language}<" in core


# ---- fonts, and the whole ---------------------------------------------------------------------


def test_a_role_stands_for_the_families_of_the_sheet() -> None:
    changed = made(
        "fonts.仿宋.docx=FangSong",
        "fonts.仿宋.docx_substitute=STFangsong",
        'fonts.仿宋.pdf=["Noto Sans SC Subset"]',
    )
    assert "NotoSansSC" in changed.pdf(TEXTS["salutation"])[0].font
    assert values(changed.style("Salutation"), "rFonts")["eastAsia"] == "FangSong"
    fonts = {
        values(font, "altName").get("val") for font in changed.parts["word/fontTable.xml"].iter(f"{W}font")
    }
    assert "STFangsong" in fonts


LATIN = (
    "fonts.西文.docx=Times New Roman", 'fonts.西文.pdf=["Noto Serif SC Subset"]',
    "fonts.楷体.latin=西文", "fonts.宋体.latin=西文",
)  # fmt: skip


def test_letters_and_digits_of_a_role_may_have_a_font_of_their_own() -> None:
    changed = made(*LATIN)
    date = {glyph.text: glyph.font for glyph in changed.pdf(TEXTS["date"])}
    assert all("NotoSerifSC" in date[digit] for digit in "20145")
    assert all("WenKai" in date[hanzi] for hanzi in "（年月日）")
    runs = [
        ("".join(text.text or "" for text in run.iter(f"{W}t")), values(run, "rStyle").get("val", ""))
        for run in changed.parts["word/document.xml"].iter(f"{W}r")
    ]
    assert ("2022", "西文TimesNewRoman") in runs
    assert ("年", "") in runs
    fonts = values(changed.style("西文 Times New Roman"), "rFonts")
    assert fonts == dict.fromkeys(("ascii", "hAnsi", "cs"), "Times New Roman")
    table = {
        font.get(f"{W}name"): values(font, "charset")["val"] for font in changed.parts["word/fontTable.xml"]
    }
    assert (table["Times New Roman"], table["楷体_GB2312"]) == ("00", "86")


def test_the_digits_of_a_page_number_and_of_a_run_in_heading_have_that_font_too() -> None:
    changed = made(*LATIN)
    footer = changed.parts["word/footer1.xml"]
    assert values(next(footer.iter(f"{W}fldSimple")), "rStyle") == {"val": "西文TimesNewRoman"}
    lead = changed.style("段首标题 2 西文")
    assert values(lead, "basedOn") == {"val": "段首标题2"}
    assert values(lead, "rFonts")["ascii"] == "Times New Roman"


def test_without_a_font_of_their_own_letters_and_digits_have_that_of_the_role() -> None:
    assert "西文" not in etree.tostring(made().parts["word/styles.xml"], encoding="unicode")


def test_every_attribute_of_an_element_is_measured_here() -> None:
    measured = {
        "font", "size", "bold", "color", "align", "first_line_indent", "indent_left", "indent_right",
        "line_pitch", "blank_before", "blank_after", "space_before", "space_after", "on_grid", "letter_spacing",
        "auto_space", "keep_with_next", "balanced",
    }  # fmt: skip
    assert measured == set(declarations(ElementStyle))


@pytest.mark.parametrize("name", [name for name, _ in names()])
def test_every_sheet_makes_the_page_it_says(name: str) -> None:
    sheet = load(name)
    one = made(style=name)
    page = sheet.page
    margins = {key: int(value) for key, value in one.section("pgMar").items()}
    for side in ("top", "bottom", "left", "right"):
        assert margins[side] == pytest.approx(getattr(page, f"margin_{side}") * 20, abs=1.5)
    body = one.pdf(TEXTS["body"])
    second = sorted({round(glyph.y, 2) for glyph in body if glyph.page == 2}) or sorted(
        {round(glyph.y, 2) for glyph in body}
    )
    steps = [lower - upper for upper, lower in pairwise(second)]
    assert steps == pytest.approx([page.line_pitch] * len(steps), abs=0.02)
    docx = int(values(one.style("Body Text"), "spacing")["line"]) / 20
    assert page.line_pitch - 0.05 <= docx <= page.line_pitch + 0.001
    assert body[1].x - body[0].x == pytest.approx(page.character_pitch, abs=0.01)


def test_the_tables_measured_here_are_all_there_are() -> None:
    assert set(TABLES) == {
        "page",
        *ELEMENTS,
        "lead",
        "header",
        "footer",
        "page_number",
        "line_numbers",
        "text",
        "output",
    }
