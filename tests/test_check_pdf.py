"""`check` on a PDF: ours are without fault, and one thing made wrong is the fault that is found.

The wrong ones are drawn by ReportLab's canvas, glyph by glyph where the layout
puts them, so that nothing of our own PDF writer takes part.
"""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from yinfa.check import Report, Severity, check
from yinfa.check import pdf as reader
from yinfa.errors import InputError
from yinfa.flow import flow
from yinfa.fonts import FontSet
from yinfa.formats.pdf import render
from yinfa.layout.page import Line, Page
from yinfa.layout.pages import paginate
from yinfa.speech import Block, Heading, Lead, Paragraph, Speech
from yinfa.style import load

OFFICIAL = load("official")
SENTENCE = "我们要把这项工作放在更加突出的位置抓紧抓实抓出成效，确保各项任务按时完成。"
LINE = "全面建设小康社会实现中华民族伟大复兴" * 20
SPEECH = Speech(
    title="在全市农村综合改革动员会上的讲话",
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
        Paragraph(LINE[: 26 + 28 * 3 + 10] + "。"),
        Paragraph("今年产量增长5%～10%。" + SENTENCE * 8),
        Heading("二、狠抓落实", 1),
        Paragraph(LINE[: 26 + 28 * 8 + 10] + "。"),
    ),
    closing="谢谢大家！",
)
Pages = list[Page]
Change = Callable[[Pages], Pages]
LineChange = Callable[[Line], Line | None]


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet(OFFICIAL.fonts)


@pytest.fixture(scope="module")
def pages(fonts: FontSet) -> Pages:
    return list(paginate(flow(SPEECH, OFFICIAL), OFFICIAL, fonts))


def drawn(
    pages: Iterable[Page], fonts: FontSet, *, title: str = "讲话", wider: float = 0.0, unembedded: str = ""
) -> bytes:
    """Pages drawn by ReportLab; lines that begin with `unembedded` in a font that is not in the file."""
    data = io.BytesIO()
    canvas = Canvas(data, initialFontName="Helvetica", lang="zh-CN")
    canvas.setTitle(title)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for page in pages:
        canvas.setPageSize((page.width + wider, page.height))
        for line in (*page.lines, *page.artifacts):
            foreign = unembedded and line.text.startswith(unembedded)
            for run in line.runs:
                name = "STSong-Light" if foreign else _registered(run.face, fonts)
                canvas.setFont(name, run.size)
                canvas.setFillColor(HexColor(run.color))
                for character, x in zip(run.text, accumulate(run.advances, initial=run.x), strict=False):
                    canvas.drawString(x, page.height - line.y, character)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def _registered(face: str, fonts: FontSet) -> str:
    path = fonts.get(face).path
    if path.stem not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(path.stem, str(path)))
    return path.stem


def report(data: bytes) -> Report:
    return check(data, "speech.pdf", OFFICIAL)


def found(data: bytes, severity: Severity = Severity.FAULT) -> set[str]:
    return {f.code for f in report(data).findings if f.severity is severity}


def each(change: LineChange, *, artifacts: bool = False) -> Change:
    """The same change on every line of the text, or on every page number."""

    def changed(pages: Pages) -> Pages:
        if artifacts:
            return [page._replace(artifacts=_all(page.artifacts, change)) for page in pages]
        return [page._replace(lines=_all(page.lines, change)) for page in pages]

    return changed


def _all(lines: Sequence[Line], change: LineChange) -> tuple[Line, ...]:
    return tuple(new for line in lines if (new := change(line)) is not None)


def only(start: str, change: LineChange) -> Change:
    """A change on the one line that begins so."""
    return each(lambda line: change(line) if line.text.startswith(start) else line)


def shifted(x: float = 0.0, y: float = 0.0) -> LineChange:
    return lambda line: line._replace(
        y=line.y + y, runs=tuple(run._replace(x=run.x + x) for run in line.runs)
    )


def restyled(**looks: Any) -> LineChange:
    return lambda line: line._replace(runs=tuple(run._replace(**looks) for run in line.runs))


def faced(pages: Pages, element: str) -> str:
    return next(line.runs[0].face for page in pages for line in page.lines if line.element == element)


def full_lines(pages: Pages) -> list[Line]:
    """The inner lines of paragraphs that hold 28 Chinese characters and nothing else."""
    lines = [line for page in pages for line in page.lines]
    return [
        a
        for a, b in pairwise(lines)
        if len(a.text) == 28 and a.block == b.block and "，" not in a.text and "。" not in a.text
    ]


def rewritten(line: Line, text: str) -> Line:
    """Another text on a line, character for character in the same places; more go on behind it."""
    run = line.runs[0]
    steps = (*run.advances, *[run.advances[-1]] * len(text))[: len(text)]
    return line._replace(runs=(run._replace(text=text, advances=steps),))


def one_line(change: Callable[[str], str], *, which: int = 1) -> Change:
    """Another text on a full line of the body."""

    def changed(pages: Pages) -> Pages:
        chosen = full_lines(pages)[which]
        return each(lambda line: rewritten(line, change(line.text)) if line is chosen else line)(pages)

    return changed


def two_lines(end: str, start: str) -> Change:
    """Another end on a full line and another start on the full line below it."""

    def changed(pages: Pages) -> Pages:
        first, second = full_lines(pages)[1:3]
        assert second.y > first.y
        texts = {id(first): first.text[:-1] + end, id(second): start + second.text[1:]}
        return each(lambda line: rewritten(line, texts[id(line)]) if id(line) in texts else line)(pages)

    return changed


def torn_number(pages: Pages) -> Pages:
    """A number over two lines, of which the upper one is full."""
    changed = two_lines("1", "2")(pages)

    def full(line: Line) -> Line:
        if not line.text.endswith("1"):
            return line
        run = line.runs[0]
        return line._replace(runs=(run._replace(advances=(*run.advances[:-2], run.advances[-2] + 7, 0.0)),))

    return each(full)(changed)


def heading_in_body_font(pages: Pages) -> Pages:
    return only("一、", restyled(face=faced(pages, "body")))(pages)


def stray_line(pages: Pages) -> Pages:
    first = pages[0]
    line = first.lines[2]._replace(y=30.0)
    return [first._replace(lines=(line, *first.lines)), *pages[1:]]


def short_title(pages: Pages) -> Pages:
    """The title on two lines, of which the last has two characters."""
    first = pages[0]
    title = first.lines[0]
    run = title.runs[0]
    middle = (OFFICIAL.page.margin_left + OFFICIAL.page.width - OFFICIAL.page.margin_right) / 2

    def centred(text: str, y: float) -> Line:
        size = run.size
        return title._replace(
            y=y,
            runs=(run._replace(text=text, x=middle - len(text) * size / 2, advances=(size,) * len(text)),),
        )

    lines = (centred(run.text[:-2], title.y), centred(run.text[-2:], title.y + 35.0))
    return [first._replace(lines=(*lines, *first.lines[3:])), *pages[1:]]


WRONG: dict[str, tuple[Change, set[str]]] = {
    "margins": (each(shifted(x=9)), {"page.margin", "pagenumber.position"}),
    "the upper margin": (each(shifted(y=-12)), {"page.margin"}),
    "the title's size": (only("在全市", restyled(size=18.0)), {"font.size"}),
    "the title's place": (only("在全市", shifted(x=-30)), {"text.align"}),
    "a heading's font": (heading_in_body_font, {"font.family"}),
    "red words": (only("同志们", restyled(color="#FF0000")), {"font.color"}),
    "an indent": (only("一、", shifted(x=-31.6)), {"text.indent"}),
    "a line in the margin": (stray_line, {"text.outside"}),
    "a title's last line of two": (short_title, {"title.short"}),
    "a mark that closes at a line's start": (two_lines("要", "，"), {"line.start"}),
    "a mark that opens at a line's end": (two_lines("（", "要"), {"line.end"}),
    "a dash that is torn": (two_lines("—", "—"), {"line.split"}),
    "dots that are torn": (two_lines("…", "…"), {"line.split"}),
    "a number that is torn": (torn_number, {"line.split"}),
    "a line too long": (one_line(lambda text: text + "我"), {"line.overfull"}),
    "a mark that hangs over": (one_line(lambda text: text + "，"), {"line.hanging"}),
    "a ragged line": (one_line(lambda text: text[:-2]), {"line.ragged"}),
    "a character without a glyph": (one_line(lambda text: text[:5] + "㐀" + text[6:]), {"glyph.missing"}),
    "no page numbers": (each(lambda _: None, artifacts=True), {"pagenumber.present"}),
    "the page number's size": (each(restyled(size=12.0), artifacts=True), {"pagenumber.size"}),
    "the page number's distance": (each(shifted(y=10), artifacts=True), {"pagenumber.distance"}),
    "the page number's side": (each(shifted(x=-200), artifacts=True), {"pagenumber.position"}),
    "the page number's form": (
        each(lambda line: rewritten(line, line.text.replace("—", "－")), artifacts=True),
        {"pagenumber.form"},
    ),
}


def test_a_pdf_of_ours_has_neither_fault_nor_warning(pages: Pages, fonts: FontSet) -> None:
    data = render(tuple(pages), SPEECH, fonts, OFFICIAL)
    assert found(data) == set()
    assert found(data, Severity.WARNING) == set()


def test_the_same_pages_drawn_by_another_program_have_no_fault(pages: Pages, fonts: FontSet) -> None:
    data = drawn(pages, fonts)
    assert len(pages) == 2
    assert found(data) == set()
    sized = {f.element for f in report(data).findings if f.code == "font.size"}
    assert sized == set(OFFICIAL.elements) - {"subtitle", "speaker"}


@pytest.mark.parametrize("wrong", WRONG)
def test_one_thing_made_wrong_is_the_fault_that_is_found(wrong: str, pages: Pages, fonts: FontSet) -> None:
    change, expected = WRONG[wrong]
    assert found(drawn(change(pages), fonts)) == expected


def test_paper_of_another_size_is_found(pages: Pages, fonts: FontSet) -> None:
    assert found(drawn(pages, fonts, wider=15)) == {"page.size", "page.margin"}


def test_a_font_that_is_not_embedded_is_found(pages: Pages, fonts: FontSet) -> None:
    assert found(drawn(pages, fonts, unembedded="同志们")) == {"font.embedded", "font.family"}


def test_another_line_pitch_is_found(fonts: FontSet) -> None:
    other = load("official", ["page.line_pitch=28.6pt"])
    data = drawn(paginate(flow(SPEECH, other), other, fonts), fonts)
    assert found(data) == {"grid.pitch"}


def test_a_page_that_is_not_filled_is_found(fonts: FontSet) -> None:
    shorter = load("official", ["page.margin_bottom=60mm", "page.line_pitch=28.99pt"])
    speech = replace(SPEECH, body=(Paragraph(LINE[: 28 * 10] * 3),))
    pages = [page._replace(artifacts=()) for page in paginate(flow(speech, shorter), shorter, fonts)]
    assert found(drawn(pages, fonts)) == {"grid.lines", "pagenumber.present"}


def test_the_edges_of_a_short_page_are_those_of_the_page_before(fonts: FontSet) -> None:
    openings = tuple(Paragraph(LINE[:length]) for length in (12, 17, 17, 28))
    speech = replace(SPEECH, body=(Paragraph((LINE * 3)[: 28 * 17]), *openings), closing=None)
    pages = list(paginate(flow(speech, OFFICIAL), OFFICIAL, fonts))
    assert 3 < len(pages[1].lines) < 8
    data = drawn(pages, fonts)
    assert found(data) == set()
    assert found(data, Severity.UNJUDGED) == {"page.margin"}


@pytest.mark.parametrize("sheet", ["official", "office"])
def test_paragraphs_of_one_line_do_not_move_the_left_edge(fonts: FontSet, sheet: str) -> None:
    style = load(sheet)
    speech = replace(SPEECH, body=(Paragraph(LINE[:24] + "。"),) * 40)
    report = check(drawn(paginate(flow(speech, style), style, fonts), fonts), "speech.pdf", style)
    assert not [f for f in report.findings if f.severity is Severity.FAULT]


def test_english_words_on_two_lines_are_not_torn(fonts: FontSet) -> None:
    english = "Reading maketh a full man; conference a ready man; Expo 2024, a new start."
    speech = replace(SPEECH, body=tuple(Paragraph(LINE[:n] + english + LINE[:60]) for n in range(0, 26, 2)))
    assert found(drawn(paginate(flow(speech, OFFICIAL), OFFICIAL, fonts), fonts)) == set()


def test_a_line_alone_on_the_last_page_is_a_warning(pages: Pages, fonts: FontSet) -> None:
    *rest, last = pages
    data = drawn([*rest, last._replace(lines=last.lines[:1])], fonts)
    assert "page.last" in found(data, Severity.WARNING)
    assert "page.last" not in found(drawn(pages, fonts), Severity.WARNING)


def test_a_page_that_gives_lines_to_the_last_one_is_full(fonts: FontSet) -> None:
    for length in range(300, 900, 20):
        body = (Paragraph((LINE * 3)[:length]), Paragraph(LINE[:70]))
        speech = replace(SPEECH, body=body, closing="谢谢大家！")
        pages = list(paginate(flow(speech, OFFICIAL), OFFICIAL, fonts))
        if len(pages) == 2:
            assert len(pages[1].lines) == 4
            data = drawn(pages, fonts)
            assert found(data) == set()
            assert found(data, Severity.WARNING) == {"pdfa"}
            return
    pytest.fail("no closing came to stand alone")


def test_a_heading_that_is_a_pages_last_line_is_found(fonts: FontSet) -> None:
    loose = load("official", ["heading1.keep_with_next=false"])
    for lines in range(14, 22):
        short = [Paragraph(LINE[start : start + 8 + start]) for start in range(lines)]
        body: tuple[Block, ...] = (*short, Heading("一、提高认识", 1), Paragraph(LINE[:300]))
        pages = list(paginate(flow(replace(SPEECH, body=body), loose), loose, fonts))
        if pages[0].lines[-1].element == "heading1":
            data = drawn(pages, fonts)
            assert found(data) == {"page.heading"}
            assert found(data, Severity.WARNING) == {"pdfa"}
            return
    pytest.fail("no heading came to stand last on a page")


def test_a_fault_says_where_it_stands(pages: Pages, fonts: FontSet) -> None:
    data = drawn(two_lines("要", "，")(pages), fonts)
    (fault,) = (f for f in report(data).findings if f.severity is Severity.FAULT)
    second = full_lines(pages)[2]
    page = next(page for page in pages if second in page.lines)
    (place,) = fault.places
    assert (place.page, place.line) == (page.number, page.lines.index(second) + 1)
    assert place.text.startswith("，")
    assert fault.clause == "GB/T 15834-2011, 5.1"


def test_a_file_that_claims_pdfa_and_is_none_is_found(pages: Pages, fonts: FontSet) -> None:
    data = render(tuple(pages), SPEECH, fonts, OFFICIAL)
    assert {f.found for f in report(data).findings if f.code == "pdfa"} == {"PDF/A-2a"}
    broken = data.replace(b"/OutputIntents", b"/OutputIntentz")
    assert broken != data
    assert found(broken) == {"pdfa"}


def test_without_the_judge_pdfa_is_said_to_be_unchecked(
    pages: Pages, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yinfa.check.pdfa.find_spec", lambda _: None)
    data = render(tuple(pages), SPEECH, fonts, OFFICIAL)
    (answer,) = (f for f in report(data).findings if f.code == "pdfa")
    assert answer.severity is Severity.WARNING
    assert "not checked: install" in answer.found


class TestForeignAndHostileFiles:
    def canvas(self, draw: Callable[[Canvas], None]) -> bytes:
        data = io.BytesIO()
        canvas = Canvas(data)
        draw(canvas)
        canvas.save()
        return data.getvalue()

    def test_a_page_in_english_is_judged(self) -> None:
        data = self.canvas(lambda canvas: canvas.drawString(72, 700, "Speech at the annual meeting"))
        assert {"font.embedded", "pagenumber.present"} <= found(data)
        assert "page.margin" in found(data, Severity.UNJUDGED), "one line shows no edge"

    def test_pictures_and_turned_text_are_said_not_to_be_judged(self) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 700, "Speech at the annual meeting")
            canvas.showPage()
            canvas.drawString(72, 700, "of the committee")
            canvas.drawInlineImage(Image.new("RGB", (4, 4)), 72, 500)
            canvas.rotate(90)
            canvas.drawString(100, -100, "DRAFT")

        unseen = [f for f in report(self.canvas(draw)).findings if f.code == "text.unseen"]
        assert {f.element: [place.page for place in f.places] for f in unseen} == {
            "pictures": [2], "turned text": [2],
        }  # fmt: skip

    def test_turned_text_is_not_taken_for_lines(self, pages: Pages, fonts: FontSet) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(100, 400, "one")
            canvas.rotate(90)
            canvas.drawString(300, -300, "CONFIDENTIAL")

        places = [place.text for f in report(self.canvas(draw)).findings for place in f.places]
        assert places
        assert not any("CONFIDENTIAL" in text for text in places)

    def test_a_page_that_is_stored_turned_is_measured_as_it_is_shown(
        self, pages: Pages, fonts: FontSet
    ) -> None:
        def turned(canvas: Canvas) -> None:
            canvas.setPageRotation(90)  # a page that lies on its side and is shown upright
            canvas.rotate(90)
            canvas.drawString(80, -120, "upper")
            canvas.drawString(80, -500, "lower")

        (page,) = reader.read(self.canvas(turned), "turned.pdf").pages
        assert page.width < page.height
        shown = {glyph.text: (round(glyph.x), round(glyph.y)) for glyph in page.glyphs}
        assert (shown["u"], shown["l"]) == ((80, 120), (80, 500))

    def test_pages_without_text_are_unusable(self) -> None:
        with pytest.raises(InputError, match="no text"):
            report(self.canvas(lambda canvas: canvas.rect(10, 10, 100, 100)))

    def test_a_locked_file_is_unusable(self) -> None:
        from reportlab.lib.pdfencrypt import StandardEncryption

        data = io.BytesIO()
        canvas = Canvas(data, encrypt=StandardEncryption("secret", strength=128))
        canvas.drawString(72, 700, "x")
        canvas.save()
        with pytest.raises(InputError, match="cannot be read"):
            report(data.getvalue())

    @pytest.mark.parametrize("layers", [1, 2])
    def test_streams_that_blow_up_are_refused(self, layers: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reader, "MOST_DECODED", 1 << 20)
        bomb = b" " * (4 << 20)
        for _ in range(layers):
            bomb = zlib.compress(bomb, 9)
        with pytest.raises(InputError, match="inflate to more"):
            report(b"%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode>>stream\n" + bomb + b"\nendstream\nendobj\n")

    def test_forms_that_draw_each_other_come_to_an_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reader, "MOST_FORMS", 100)

        def draw(canvas: Canvas) -> None:
            canvas.beginForm("f0")
            canvas.drawString(10, 10, "x")
            canvas.endForm()
            for level in range(1, 12):
                canvas.beginForm(f"f{level}")
                canvas.doForm(f"f{level - 1}")
                canvas.doForm(f"f{level - 1}")
                canvas.endForm()
            canvas.doForm("f11")

        with pytest.raises(InputError, match="forms are drawn"):
            report(self.canvas(draw))

    @pytest.mark.parametrize("length", [10, 500, 5000])
    def test_a_file_that_breaks_off_is_unusable_or_judged(
        self, length: int, pages: Pages, fonts: FontSet
    ) -> None:
        data = render(tuple(pages), SPEECH, fonts, OFFICIAL)
        with pytest.raises(InputError):
            report(data[:length])

    def test_damaged_bytes_give_a_report_or_a_clear_error(self, pages: Pages, fonts: FontSet) -> None:
        good = drawn(pages[:1], fonts)
        chance = random.Random(9704)
        outcomes: set[type] = set()
        for _ in range(25):
            data = bytearray(good)
            for _ in range(chance.choice((5, 50, 500))):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                outcomes.add(type(report(bytes(data))))
            except InputError as error:
                outcomes.add(type(error))
        assert outcomes == {Report, InputError}
