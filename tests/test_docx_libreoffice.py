"""A DOCX as LibreOffice sets it: the page of the standard, measured on the paper."""

from __future__ import annotations

import io
import os
import random
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer

from yinfa.cleaned import make_clean
from yinfa.flow import flow
from yinfa.fonts import FontSet
from yinfa.formats import DOCUMENTS, Typeset
from yinfa.formats.docx import render
from yinfa.layout.pages import paginate
from yinfa.normalize import Options
from yinfa.source import read
from yinfa.speech import Heading, Lead, Paragraph, Speech
from yinfa.style import load

pytestmark = pytest.mark.judge("soffice")

MM = 72 / 25.4
FAMILIES = {
    "仿宋_GB2312": "Zhuque Fangsong (technical preview)",
    "楷体_GB2312": "LXGW WenKai GB Lite",
    "黑体": "Noto Sans SC Subset",
    "方正小标宋简体": "Noto Serif SC Subset",
    "宋体": "Noto Serif SC Subset",
}
"""The fonts that come with Yinfa, under the names by which a DOCX asks for the offices' own."""

HANZI = "全面建设小康社会实现中华民族伟大复兴"
TITLE = ("在全市农村综合改革试验区建设", "工作总结暨挂职干部动员会上的讲话")
SPEECH = Speech(
    title="".join(TITLE),
    speaker="张三",
    salutation=("同志们：",),
    body=(
        Heading("一、提高认识", 1),
        Heading("（一）加强领导", 2),
        Paragraph("（二）压实责任。" + HANZI * 3, (Lead(0, 8, 2),)),
        *(Paragraph((HANZI * 60)[: 28 * 30 - 2]) for _ in range(4)),
    ),
)


@dataclass(frozen=True)
class Row:
    """A line on the paper: its text, sizes and fonts, and its place in points from the upper left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    fonts: frozenset[str]


@dataclass(frozen=True)
class Paper:
    """A page of the PDF; the last row is the page number."""

    height: float
    rows: tuple[Row, ...]

    @property
    def lines(self) -> tuple[Row, ...]:
        return self.rows[:-1]

    @property
    def number(self) -> Row:
        return self.rows[-1]


def _characters(item: object) -> Iterator[LTChar]:
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for child in item:
            yield from _characters(child)


def _papers(pdf: bytes) -> list[Paper]:
    papers = []
    for page in extract_pages(io.BytesIO(pdf), laparams=LAParams(all_texts=True)):
        by_baseline: dict[float, list[LTChar]] = {}
        for character in _characters(page):
            by_baseline.setdefault(round(character.matrix[5], 1), []).append(character)
        rows = []
        for baseline in sorted(by_baseline, reverse=True):
            line = sorted(by_baseline[baseline], key=lambda character: float(character.x0))
            rows.append(
                Row(
                    text="".join(character.get_text() for character in line),
                    left=line[0].x0,
                    right=line[-1].x1,
                    baseline=page.height - baseline,
                    size=line[0].size,
                    fonts=frozenset(character.fontname.partition("+")[2] for character in line),
                )
            )
        papers.append(Paper(page.height, tuple(rows)))
    return papers


def _printed(folder: Path, root: Path, documents: Mapping[str, bytes]) -> dict[str, list[Paper]]:
    """The pages of each document, set by LibreOffice with the fonts that come with Yinfa."""
    aliases = "".join(
        '<match target="pattern"><test name="family"><string>'
        f"{escape(asked)}</string></test>"
        '<edit name="family" mode="assign" binding="strong"><string>'
        f"{escape(given)}</string></edit></match>"
        for asked, given in FAMILIES.items()
    )
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(root / 'fonts'))}</dir><cachedir>{escape(str(folder / 'cache'))}</cachedir>"
        f"{aliases}</fontconfig>",
        "utf-8",
    )
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", "pdf", "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in documents),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(config)}, check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {name: _papers((folder / f"{name}.pdf").read_bytes()) for name in documents}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory, root: Path) -> list[Paper]:
    """The speech's pages."""
    data = render(SPEECH, load("official"), {0: TITLE})
    return _printed(tmp_path_factory.mktemp("libreoffice"), root, {"speech": data})["speech"]


def test_a_full_page_holds_22_lines_of_28_characters(papers: list[Paper]) -> None:
    full = papers[1:-1]
    assert len(full) >= 3
    for page in full:
        assert len(page.lines) == 22
        for row in page.lines:
            indented = row.left > papers[2].rows[0].left + 20
            assert len(row.text.strip()) == (26 if indented else 28)


def test_the_lines_stand_on_rows_of_one_pitch(papers: list[Paper]) -> None:
    for page in papers[1:-1]:
        baselines = [row.baseline for row in page.lines]
        pitches = {round(lower - upper, 1) for upper, lower in pairwise(baselines)}
        assert all(abs(pitch - 28.95) < 0.1 for pitch in pitches)


def test_the_text_area_is_156_by_225_mm_and_28_mm_from_the_left_edge(papers: list[Paper]) -> None:
    for page in papers[1:-1]:
        left = min(row.left for row in page.lines) / MM
        right = max(row.right for row in page.lines) / MM
        assert left == pytest.approx(28, abs=0.3)
        assert right == pytest.approx(210 - 26, abs=0.6)
        first, last = page.lines[0].baseline, page.lines[-1].baseline
        assert 37 < (first - 0.88 * 16) / MM < 41
        assert last / MM < 297 - 35


def test_the_title_stands_in_the_lines_given_and_is_centred(papers: list[Paper]) -> None:
    title = papers[0].rows[:2]
    assert tuple(row.text for row in title) == TITLE
    for row in title:
        assert row.size == pytest.approx(22, abs=0.1)
        assert (row.left + row.right) / 2 == pytest.approx((28 + 156 / 2) * MM, abs=1.5)
    assert title[1].baseline - title[0].baseline == pytest.approx(35, abs=0.1)


def test_one_blank_line_parts_the_head_from_the_speech(papers: list[Paper]) -> None:
    speaker, salutation = papers[0].rows[2:4]
    assert (speaker.text, salutation.text) == ("张三", "同志们：")
    assert salutation.baseline - speaker.baseline == pytest.approx(2 * 28.95, abs=1)


def test_levels_and_the_run_in_heading_have_their_fonts(papers: list[Paper]) -> None:
    fonts = {row.text[:3]: row.fonts for row in papers[0].lines}
    assert fonts["一、提"] == {"NotoSansSC-MediumSubset"}
    assert fonts["（一）"] == {"LXGWWenKaiGBLite-Regular"}
    assert fonts["（二）"] == {"LXGWWenKaiGBLite-Regular", "ZhuqueFangsong-Regular"}
    assert fonts["同志们"] == {"ZhuqueFangsong-Regular"}


def test_the_page_number_stands_outside_under_the_text(papers: list[Paper]) -> None:
    for number, page in enumerate(papers, start=1):
        row = page.number
        assert row.text.replace(" ", "") == f"—{number}—"
        assert row.size == pytest.approx(14, abs=0.1)
        if number % 2:
            assert row.right == pytest.approx((210 - 26) * MM - 14, abs=1)
        else:
            assert row.left == pytest.approx(28 * MM + 14, abs=1)
        dash = row.baseline - 0.38 * row.size  # the middle of a dash over its baseline
        assert dash / MM - (297 - 35) == pytest.approx(7, abs=0.3)


# ---- what runs along the pages -----------------------------------------------------------------

# LibreOffice 7.4 takes the first page for an odd one even where its number is not; so it is odd here.
RUNNING = (
    "header.text={title}", "header.position=outside", "header.rule=0.75pt", "footer.text=第{page}页 共{pages}页",
    "footer.first_page=false", "footer.rule=0.5pt", "page_number.start=3", "heading1.space_before=12pt",
    "heading1.space_after=9pt", "heading2.space_before=20pt",
)  # fmt: skip


@pytest.fixture(scope="module")
def along(tmp_path_factory: pytest.TempPathFactory, root: Path) -> tuple[list[Paper], list[Paper]]:
    """A speech with header, footer and spaces as LibreOffice sets its DOCX, and its PDF."""
    sheet = load("official", RUNNING)
    fonts = FontSet(sheet.fonts)
    typeset = Typeset(SPEECH, sheet, fonts, paginate(flow(SPEECH, sheet), sheet, fonts))
    docx = {"along": DOCUMENTS["docx"](typeset)}
    printed = _printed(tmp_path_factory.mktemp("along"), root, docx)
    return printed["along"], _papers(DOCUMENTS["pdf"](typeset))


def test_what_runs_along_the_pages_stands_in_the_docx_where_the_pdf_has_it(
    along: tuple[list[Paper], list[Paper]],
) -> None:
    theirs, ours = along
    assert len(theirs) == len(ours) > 2
    for number, pages in enumerate(zip(theirs, ours, strict=True), start=3):
        rows = [[row for row in page.rows if not 37 * MM < row.baseline < 262 * MM] for page in pages]
        texts = [["".join(row.text.split()) for row in found] for found in rows]
        footer = [] if number == 3 else [f"第{number}页共{len(ours)}页"]
        assert texts == [[SPEECH.title, f"—{number}—", *footer]] * 2
        for their, our in zip(*rows, strict=True):
            assert their.baseline == pytest.approx(our.baseline, abs=1)
            assert (their.left, their.right) == pytest.approx((our.left, our.right), abs=4)


def test_space_between_elements_is_as_wide_in_the_docx_as_in_the_pdf(
    along: tuple[list[Paper], list[Paper]],
) -> None:
    steps = []
    for papers in along:
        rows = [row for row in papers[0].rows if 37 * MM < row.baseline < 262 * MM]
        steps.append([below.baseline - above.baseline for above, below in pairwise(rows)])
    assert steps[0] == pytest.approx(steps[1], abs=1.5)
    assert any(step > 45 for step in steps[1])  # the space is there


def test_every_line_of_a_draft_has_its_number_in_the_margin(
    tmp_path_factory: pytest.TempPathFactory, root: Path
) -> None:
    data = render(SPEECH, load("draft"))
    papers = _printed(tmp_path_factory.mktemp("draft"), root, {"draft": data})["draft"]
    for paper in papers:
        found = [row.text.split()[0] for row in paper.lines if row.right > 40 * MM]
        assert all(row.left < 24 * MM for row in paper.lines)
        assert [int("".join(c for c in text if c.isdecimal())) for text in found] == list(
            range(1, len(found) + 1)
        )


# ---- the same lines as in the PDF --------------------------------------------------------------

WORDS = ["我们", "要", "全面", "贯彻", "落实", "精神", "推进", "乡村", "振兴", "加强", "基层", "为了", "奋斗"]
KINDS = {
    "hanzi": [],
    "numbers": ["2023年", "15个", "5%", "8.6万", "1,520元", "GDP", "3月12日"],
    "quotations": ["“会议”", "《条例》", "“四个‘自信’”", "（试行）", "×××"],
}


def _made(kind: str) -> Speech:
    """A speech of some pages whose words and marks stand at random."""
    chance = random.Random(kind)
    words = WORDS * 4 + KINDS[kind]

    def paragraph() -> str:
        phrases = (
            "".join(chance.choices(words, k=chance.randint(2, 7))) for _ in range(chance.randint(3, 25))
        )
        return "".join(phrase + chance.choice("，，，、；。") for phrase in phrases)[:-1] + "。"

    return Speech(title="在工作会议上的讲话", body=tuple(Paragraph(paragraph()) for _ in range(20)))


def _ended() -> dict[str, Speech]:
    """Speeches of which one line would stand alone on the last page: a closing, a last line, a last paragraph."""
    ends = {
        "closing": (19, (HANZI * 4,), "谢谢大家！"),
        "last line": (20, (HANZI * 4,), None),
        "last paragraph": (20, (HANZI * 2, HANZI), None),
    }
    return {
        name: Speech(body=tuple(map(Paragraph, (*[HANZI] * filled, *texts))), closing=closing)
        for name, (filled, texts, closing) in ends.items()
    }


def _cleaned(files: Iterable[Path]) -> dict[str, Speech]:
    return {
        f"{file.stem}-{number}": speech
        for file in files
        for number, speech in enumerate(make_clean(read(file, file.name), Options()).speeches, 1)
    }


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, tuple[Typeset, list[Paper]]]:
    """Speeches as layout sets them and as LibreOffice does."""
    files = sorted((root / "seeds").glob("*.txt"))[:6]
    files += sorted((root.parent / "shared" / "seeds").glob("*.txt"))
    sheet = load("official")
    fonts = FontSet(sheet.fonts)
    speeches = {kind: _made(kind) for kind in KINDS} | _cleaned(files) | _ended()
    typesets = {
        name: Typeset(speech, sheet, fonts, paginate(flow(speech, sheet), sheet, fonts))
        for name, speech in speeches.items()
    }
    documents = {name: DOCUMENTS["docx"](typeset) for name, typeset in typesets.items()}
    printed = _printed(tmp_path_factory.mktemp("compared"), root, documents)
    return {name: (typesets[name], printed[name]) for name in typesets}


def test_a_docx_has_the_pages_of_the_pdf(compared: dict[str, tuple[Typeset, list[Paper]]]) -> None:
    pages = {name: (len(typeset.pages), len(papers)) for name, (typeset, papers) in compared.items()}
    assert {name: both for name, both in pages.items() if both[0] != both[1]} == {}


def test_a_last_page_has_the_company_in_the_docx_that_it_has_in_the_pdf(
    compared: dict[str, tuple[Typeset, list[Paper]]],
) -> None:
    for name in _ended():
        typeset, papers = compared[name]
        ours = [len(page.lines) for page in typeset.pages]
        assert [len(paper.lines) for paper in papers] == ours, name
        assert ours[-1] > 1


def test_nine_lines_in_ten_are_the_same_in_docx_and_pdf(
    compared: dict[str, tuple[Typeset, list[Paper]]],
) -> None:
    same = total = 0
    for name, (typeset, papers) in compared.items():
        ours = [line.text.strip() for page in typeset.pages for line in page.lines]
        theirs = [row.text.strip() for page in papers for row in page.lines]
        alike = sum(
            block.size for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        )
        if name in KINDS:
            assert alike >= 0.9 * len(ours), name
        same += alike
        total += len(ours)
    assert same >= 0.9 * total


def test_chinese_quotations_take_one_em_each(compared: dict[str, tuple[Typeset, list[Paper]]]) -> None:
    _, papers = compared["quotations"]
    fonts = {font for paper in papers for row in paper.lines if "“" in row.text for font in row.fonts}
    assert fonts == {"ZhuqueFangsong-Regular", "NotoSerifSC-RegularSubset"}
    ends = [row.right for paper in papers for row in paper.lines if row.left < 81]
    assert max(ends) < (210 - 26) * MM + 17  # a mark that hangs, which is LibreOffice's, and nothing wider
