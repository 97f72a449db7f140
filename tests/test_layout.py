"""Layout: where lines and pages break, and where every character stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinfa.errors import FontError
from yinfa.flow import FlowBlock, Span, flow
from yinfa.fonts import FontSet
from yinfa.layout.page import Line, Page
from yinfa.layout.pages import paginate
from yinfa.speech import Paragraph, Speech
from yinfa.style.load import load
from yinfa.style.sheet import Sheet

OFFICIAL = load("official")
PITCH = 156 / 25.4 * 72 / 28
MEASURE = 28 * PITCH
LEFT = 28 / 25.4 * 72
TOP = 37 / 25.4 * 72

# GB/T 15834-2011, 5.1, and the list of CLREQ.
NEVER_FIRST = set("、，。；：？！’”）］｝〕】》〉」』…—～·/%‰℃-")
NEVER_LAST = set("‘“（［｛〔【《〈「『")
WHOLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:%‰℃-]*|￥[0-9.,]+|——|……")


class TableMetrics:
    """Chinese characters and marks of one em, digits .45, Latin letters .5, one face a font."""

    def face(self, font: str, character: str, *, western: bool = False) -> str:
        if character == "\ue000":
            raise FontError("No font has the character.")
        return font if not character.isascii() else f"{font} Latin"

    def advance(self, face: str, character: str) -> float:
        if not character.isascii():
            return 1.0
        return 0.45 if character.isdigit() else 0.25 if character == " " else 0.5

    def plain_advance(self, face: str, character: str) -> float:
        return self.advance(face, character)


def block(text: str, element: str = "salutation", blank_before: int = 0) -> FlowBlock:
    """A block; salutations have no indent, which makes counting easy."""
    return FlowBlock(element, text, (), blank_before)


def lay(*blocks: FlowBlock, sheet: Sheet = OFFICIAL) -> tuple[Page, ...]:
    return paginate(blocks, sheet, TableMetrics())


def lines_of(pages: Sequence[Page]) -> list[Line]:
    return [line for page in pages for line in page.lines]


def lines(text: str, element: str = "salutation", sheet: Sheet = OFFICIAL) -> list[Line]:
    """The lines of one block, their x counted from the text area's left edge."""
    one_sided = sheet._replace(page=sheet.page._replace(two_sided=False))
    return lines_of(lay(block(text, element), sheet=one_sided))


def texts(text: str, element: str = "salutation") -> list[str]:
    return [line.text for line in lines(text, element)]


def advances(line: Line) -> list[float]:
    return [advance for run in line.runs for advance in run.advances]


def places(line: Line) -> list[float]:
    """x of each character from the text area's left edge."""
    found: list[float] = []
    for run in line.runs:
        found += [run.x - LEFT + before for before in accumulate(run.advances[:-1], initial=0.0)]
    return found


def right_end(line: Line) -> float:
    last = line.runs[-1]
    return last.x + sum(last.advances) - LEFT


def with_element(sheet: Sheet, element: str, **attributes: Any) -> Sheet:
    style = sheet.elements[element]._replace(**attributes)
    return sheet._replace(elements={**sheet.elements, element: style})


# --- what holds for every text -------------------------------------------------------------------

HANZI = st.text("我们要把发展经济的着力点放在实体上", min_size=1, max_size=9)
WESTERN = st.sampled_from(
    ["2012", "1,520", "3.14", "8:30", "95%", "5‰", "37℃", "￥500", "GDP", "COVID-19", "A4", "x", "12", "5.0"]
)
BEHIND = st.sampled_from(
    ["，", "。", "、", "；", "：", "？", "！", "……", "——", "～", "·", "/", "，", "。", " "]
)
CLOSED = st.sampled_from([("“", "”"), ("（", "）"), ("《", "》"), ("“‘", "’”"), ("〔", "〕"), ("【", "】")])


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """A few hanzi, perhaps a number or a word, perhaps enclosed, perhaps with a mark behind."""
    phrase = draw(HANZI) + draw(st.one_of(st.just(""), WESTERN))
    if draw(st.booleans()):
        opening, closing = draw(CLOSED)
        phrase = opening + phrase + draw(st.sampled_from(["", "。", "！"])) + closing
    return phrase + draw(st.one_of(st.just(""), BEHIND))


paragraphs = st.lists(phrases(), min_size=1, max_size=60).map("".join).map(str.strip)


@given(paragraphs)
def test_nothing_is_lost_and_no_line_is_empty(text: str) -> None:
    found = lines(text, "body")
    assert "".join(line.text for line in found) == text
    assert all(line.text.strip() for line in found)
    assert all(len(run.text) == len(run.advances) for line in found for run in line.runs)


@given(paragraphs)
def test_no_line_opens_with_what_must_not_open_one_nor_closes_with_what_must_not_close_one(text: str) -> None:
    found = texts(text, "body")
    assert not NEVER_FIRST & {line[0] for line in found[1:]}
    assert not NEVER_LAST & {line.rstrip()[-1] for line in found[:-1]}
    assert not [line for line in found[1:] if line.startswith(" ")]


@given(paragraphs)
def test_dashes_ellipses_words_and_numbers_are_never_broken(text: str) -> None:
    ends = set(accumulate(map(len, texts(text, "body"))))
    for whole in WHOLE.finditer(text):
        assert not ends & set(range(whole.start() + 1, whole.end()))


SPACED = with_element(OFFICIAL, "body", auto_space=True)


@given(paragraphs, st.sampled_from([OFFICIAL, SPACED]))
def test_full_lines_reach_the_right_edge_and_none_goes_beyond_it(text: str, sheet: Sheet) -> None:
    *full, last = lines(text, "body", sheet)
    for line in full:
        assert right_end(line) == pytest.approx(MEASURE, abs=0.01)
    assert right_end(last) <= MEASURE + 0.01


@given(paragraphs)
def test_no_advance_shrinks_by_more_than_a_mark_has_to_give(text: str) -> None:
    for line in lines(text, "body"):
        for (one, two), advance in zip(pairwise(line.text + "\n"), advances(line), strict=True):
            if one == " " and two == "\n":
                assert advance == 0.0
                continue
            natural = TableMetrics().advance("", one) * 16 + PITCH - 16
            gives = (one in "，。、；：？！’”）》〕】") + (two in "‘“（《〔【")
            assert advance >= natural - 8 * gives - 1e-6


@given(paragraphs)
def test_runs_follow_each_other_without_a_gap(text: str) -> None:
    for line in lines(text, "body"):
        for left, right in pairwise(line.runs):
            assert right.x == pytest.approx(left.x + sum(left.advances), abs=1e-6)


@given(paragraphs)
def test_dashes_ellipses_words_and_numbers_are_never_stretched(text: str) -> None:
    for line in lines(text, "body"):
        widths = advances(line)
        for whole in WHOLE.finditer(line.text):
            for place in range(whole.start(), whole.end() - 1):
                natural = TableMetrics().advance("", line.text[place]) * 16 + PITCH - 16
                assert widths[place] == pytest.approx(natural)


@given(st.integers(1, 300))
def test_hanzi_alone_stand_on_the_grid(count: int) -> None:
    for line in lines("国" * count, "body")[: -2 if count > 26 else None]:
        indent = 2 if line.first else 0
        for cell, x in enumerate(places(line), indent):
            assert x == pytest.approx(cell * PITCH, abs=1e-6)


def test_full_width_marks_stand_on_the_grid_where_nothing_needs_adjusting() -> None:
    for line in lines("谋发展，" * 60, "body"):
        cells = [x / PITCH for x in places(line)]
        assert cells == pytest.approx([round(cell) for cell in cells], abs=1e-6)


@given(paragraphs)
def test_lines_that_are_not_justified_are_not_stretched(text: str) -> None:
    ragged = with_element(OFFICIAL, "body", align="left")
    for line in lines(text, "body", ragged):
        natural = sum(TableMetrics().advance("", character) * 16 + PITCH - 16 for character in line.text)
        assert right_end(line) - places(line)[0] <= natural + 1e-6
        assert right_end(line) <= MEASURE + 0.01


def test_real_speeches_keep_the_prohibitions(root: Path) -> None:
    files = sorted((root.parent / "shared" / "seeds").glob("*.txt"))
    if not files:
        pytest.skip("no seeds beside the checkout")
    for file in files:
        text = file.read_text("utf-8", errors="ignore").translate(str.maketrans(",:;?!()", "，：；？！（）"))
        for paragraph in filter(None, map(str.strip, text.split("\n"))):
            found = texts(paragraph, "body")
            assert "".join(found) == paragraph
            assert not NEVER_FIRST & {line[0] for line in found[1:]}
            assert not NEVER_LAST & {line.rstrip()[-1] for line in found[:-1]}


# --- one line ------------------------------------------------------------------------------------


def test_the_mark_at_the_lines_end_is_squeezed_to_half_its_width_first() -> None:
    first, *_ = lines("国" * 10 + "、" + "国" * 15 + "123，" + "国" * 20)
    assert first.text.endswith("123，")
    widths = dict(zip(first.text, advances(first), strict=True))
    assert widths["、"] == pytest.approx(PITCH)
    assert PITCH / 2 <= widths["，"] < PITCH


def test_what_the_lines_end_cannot_give_is_taken_from_a_pause() -> None:
    first, *_ = lines("国" * 10 + "、" + "国" * 17 + "，" + "国" * 20)
    assert len(first.text) == 29
    widths = dict(zip(first.text, advances(first), strict=True))
    assert widths["，"] == pytest.approx(PITCH / 2)
    assert widths["、"] == pytest.approx(PITCH / 2)
    assert widths["国"] == pytest.approx(PITCH)


def test_adjacent_marks_give_before_brackets_and_brackets_before_pauses_and_stops() -> None:
    first, *_ = lines("国，国。国（国）国：“" + "国" * 16 + "”。" + "国" * 30)
    widths = advances(first)
    assert first.text.endswith("”。")
    assert len(first.text) == 29
    given = {place: PITCH - widths[place] for place in range(29) if widths[place] < PITCH - 1e-6}
    # One cell: the end gives half of it, the pairs share the rest.
    assert sum(given.values()) == pytest.approx(PITCH)
    assert given[28] == pytest.approx(PITCH / 2)
    assert {first.text[place] for place in given} == {"：", "”", "。"}
    assert set(given) == {9, 27, 28}


def test_brackets_give_before_pauses_and_pauses_before_stops() -> None:
    first, *_ = lines("国，国。国（国）国" + "国" * 19 + "，" + "国" * 30)
    widths = advances(first)
    given = {place for place in range(29) if widths[place] < PITCH - 1e-6}
    # What opens takes from the advance before it, what closes from its own.
    assert given == {4, 7, 28}
    first, *_ = lines("国，国。" + "国" * 24 + "，" + "国" * 30)
    assert {place for place, width in enumerate(advances(first)) if width < PITCH - 1e-6} == {1, 28}


def test_an_opening_mark_at_the_lines_start_gives_up_its_left_half() -> None:
    first, *_ = lines("（国）" + "国" * 25 + "，" + "国" * 30)
    assert len(first.text) == 29
    assert -8 <= places(first)[0] < 0
    assert right_end(first) == pytest.approx(MEASURE)


def test_a_line_without_room_to_give_is_stretched_evenly() -> None:
    first, *_ = lines("国" * 28 + "，" + "国" * 30)
    assert first.text == "国" * 27
    assert advances(first) == pytest.approx([*[PITCH + PITCH / 26] * 26, PITCH])


def test_two_equal_ways_keep_the_fuller_earlier_lines() -> None:
    assert [len(text) for text in texts("国" * 100)] == [28, 28, 28, 16]


def test_a_paragraph_does_not_end_in_a_line_of_one_character() -> None:
    assert texts("国" * 56 + "家。")[-1] == "国家。"
    assert texts("国" * 56 + "家")[-1] == "国家"
    assert texts("国" * 56 + "“家”。")[-1] == "国“家”。"


def test_a_single_last_character_gets_a_companion_from_the_line_above() -> None:
    found = texts("国、" * 7 + "国" * 14 + "国" * 28 + "强国家。")
    assert [len(text) for text in found] == [28, 28, 4]
    found = texts("国、" * 7 + "国" * 14 + "国" * 27 + "强家。")
    assert [len(text) for text in found] == [28, 27, 3]


def test_a_single_last_character_is_pulled_up_where_it_can_have_no_companion() -> None:
    text = "国、国、国、国、国、国、国、" + "国" * 8 + "GDPGDPGDPGDP" + "家。"
    assert texts(text) == [text]


# --- where a word processor ends its lines -------------------------------------------------------


def test_a_line_leaves_room_for_the_gap_that_word_processors_put_between_hanzi_and_digits() -> None:
    # Four digits leave room for 26 cells and a fifth of one, a gap on either side for 25 and a half.
    assert texts("国" * 12 + "2012" + "国" * 40)[0] == "国" * 12 + "2012" + "国" * 13
    assert texts("国" * 11 + "、2012、" + "国" * 40)[0] == "国" * 11 + "、2012、" + "国" * 13


def test_a_gap_at_a_lines_start_counts_for_nothing() -> None:
    text = "国" * 26 + "2012"
    assert texts(text + "国" * 40)[1] == "国" * 28


def test_a_gap_between_hanzi_and_digits_is_none_at_the_end_of_a_line() -> None:
    spaced = with_element(OFFICIAL, "salutation", auto_space=True)
    first, second = lines("国" * 28 + "2012年", sheet=spaced)
    assert (first.text, second.text) == ("国" * 28, "2012年")
    assert places(first) == pytest.approx([PITCH * place for place in range(28)])
    assert places(second)[4] == pytest.approx(4 * (0.45 * 16 + PITCH - 16) + 4)


def test_digits_count_as_a_word_processor_draws_them() -> None:
    class Uneven(TableMetrics):
        def plain_advance(self, face: str, character: str) -> float:
            return 0.9 if character == "2" else super().plain_advance(face, character)

    text = "国" * 12 + "2，2" + "国" * 40
    (narrow, *_), (wide, *_) = (
        lines_of(paginate([block(text)], OFFICIAL, metrics)) for metrics in (TableMetrics(), Uneven())
    )
    assert len(wide.text) == len(narrow.text) - 1


@pytest.mark.parametrize("mark", "，、。；：？！")
def test_a_stop_or_pause_is_drawn_up_by_squeezing(mark: str) -> None:
    assert texts("国、国" + "国" * 25 + mark + "国" * 20)[0] == "国、国" + "国" * 25 + mark


@pytest.mark.parametrize("sheet", ["official", "electronic", "office", "reading"])
def test_two_marks_make_room_for_a_character_on_every_grid(sheet: str) -> None:
    filled = "国、" + "国" * (load(sheet).page.characters - 2) + "。"
    assert lines(filled + "国" * 20, sheet=load(sheet))[0].text == filled


@pytest.mark.parametrize("mark", "”）》")
def test_a_closing_mark_takes_the_character_before_it_along(mark: str) -> None:
    opening = {"”": "“", "）": "（", "》": "《"}[mark]
    assert texts("国、" + opening + "国" * 25 + mark + "国" * 20)[0] == "国、" + opening + "国" * 24


def test_two_marks_are_squeezed_in_rather_than_two_characters_pushed() -> None:
    text = "国、“" + "国" * 24 + "。”"
    assert texts(text + "国" * 20)[0] == text


def test_a_line_that_would_be_visibly_wide_is_filled_as_layout_can() -> None:
    # With all their gaps the numbers would not fit in LibreOffice, and leave four ems of blank here.
    text = "3国4国5国6国7国8国9国3国4国5国" + "国" * 12 + "1234567"
    first, *_ = lines(text + "国" * 20)
    natural = sum(TableMetrics().advance("", character) * 16 + PITCH - 16 for character in first.text)
    assert (MEASURE - natural) / len(first.text) < 1.6


def test_a_paragraph_of_one_character_stays_as_it_is() -> None:
    assert texts("好。") == ["好。"]


def test_a_narrow_mark_has_nothing_to_give() -> None:
    class Narrow(TableMetrics):
        def advance(self, face: str, character: str) -> float:
            return 0.5 if character == "，" else super().advance(face, character)

    pages = paginate([block("国，" * 40)], OFFICIAL, Narrow())
    for line in lines_of(pages):
        assert min(advances(line)) >= 0.5 * 16 + PITCH - 16 - 1e-6


def test_spaces_at_a_lines_end_take_no_room() -> None:
    found = lines("国" * 28 + " " + "国" * 28 + " 国家")
    assert [line.text for line in found] == ["国" * 28 + " ", "国" * 28 + " ", "国家"]
    assert advances(found[0]) == pytest.approx([*[PITCH] * 28, 0.0])


@pytest.mark.parametrize("kept", ["5%～10%", "9·18", "3∶2", "￥1,520.00", "+86", "-5℃", "90°", "don't", "m²"])
def test_numbers_stay_with_their_signs(kept: str) -> None:
    pieces = ["5%～", "10%"] if "～" in kept else [kept]
    for before in range(20, 29):
        found = texts("国" * before + kept + "国" * 20)
        for piece in pieces:
            assert any(piece in line for line in found)


@pytest.mark.parametrize("kept", ["2012年", "5月", "14日", "〔2012〕9号", "120㎡", "28.5μg/m³"])
def test_parts_of_dates_units_and_numbers_of_documents_are_whole(kept: str) -> None:
    for before in range(20, 29):
        assert any(kept in line for line in texts("国" * before + kept + "国" * 20))


def test_the_gap_before_a_date_part_is_stretched_like_any_other() -> None:
    first, *_ = lines("国" * 22 + "5月3日1234567" + "国" * 20)
    widths = dict(zip(first.text, advances(first), strict=True))
    assert widths["国"] > PITCH
    assert widths["5"] == pytest.approx(widths["国"] - 0.55 * 16, abs=0.05)


def test_a_hidden_name_is_no_number() -> None:
    assert [len(text) for text in texts("×" * 40)] == [28, 12]


def test_a_variation_selector_stays_with_its_character() -> None:
    found = texts("国" * 27 + "葛\U000e0100" + "国" * 20)
    assert any("葛\U000e0100" in line for line in found)


# --- words longer than a line --------------------------------------------------------------------


def test_an_address_longer_than_a_line_is_broken_at_its_joints() -> None:
    address = "https://www.example.org/archive/speeches/2023/annual-conference/summary.html?lang=zh&page=2"
    found = texts("详见" + address + "。")
    assert "".join(found) == "详见" + address + "。"
    assert all(line[-1] in "/.-?&=" for line in found[:-1] if line[-1].isascii())
    assert len(found) > 1


def test_an_address_that_fits_into_a_line_is_not_broken() -> None:
    assert "www.example.org/2023/speech" in texts("国" * 20 + "www.example.org/2023/speech")[1]


def test_an_address_is_broken_before_the_line_above_it_is_set_with_holes() -> None:
    text = "国" * 12 + "www.example.org/2023/annual-conference/speech.html" + "国" * 20
    first, second, *_ = texts(text)
    assert first.endswith("www.example.org/2023/annual-")
    assert second.startswith("conference/speech.html国")


@pytest.mark.parametrize("character", ["a", "1", "！", "…", "“", "—", "."])
def test_what_has_no_joint_is_broken_anywhere_rather_than_run_over_the_edge(character: str) -> None:
    found = lines("国家" + character * 500)
    assert "".join(line.text for line in found) == "国家" + character * 500
    assert all(right_end(line) <= MEASURE + 0.01 for line in found)


def test_long_rows_of_dots_are_broken_between_ellipses() -> None:
    assert all(line.count("…") % 2 == 0 for line in texts("国" + "…" * 200))


# --- elements ------------------------------------------------------------------------------------


def test_a_first_line_is_indented_by_two_cells_and_holds_26_characters() -> None:
    found = lines("国" * 80, "body")
    assert [len(line.text) for line in found] == [26, 28, 26]
    assert [places(line)[0] for line in found] == pytest.approx([2 * PITCH, 0, 0])
    assert [line.first for line in found] == [True, False, False]


@pytest.mark.parametrize(("align", "left"), [("left", 0.0), ("center", 9 * PITCH), ("right", 18 * PITCH)])
def test_alignment(align: str, left: float) -> None:
    (line,) = lines("国" * 10, "salutation", with_element(OFFICIAL, "salutation", align=align))
    assert places(line)[0] == pytest.approx(left)


def test_indents_narrow_the_measure() -> None:
    sheet = with_element(OFFICIAL, "salutation", indent_left=3 * PITCH, indent_right=5 * PITCH)
    found = lines("国" * 45, "salutation", sheet)
    assert [len(line.text) for line in found] == [20, 20, 5]
    assert {round(places(line)[0] / PITCH, 6) for line in found} == {3}


def test_off_the_grid_a_hanzi_is_as_wide_as_its_size() -> None:
    sheet = with_element(OFFICIAL, "salutation", on_grid=False)
    (line,) = lines("国家，", "salutation", sheet)
    assert advances(line) == [16, 16, 16]


def test_a_lead_takes_font_weight_and_colour_of_its_heading_and_the_size_of_its_paragraph() -> None:
    sheet = with_element(OFFICIAL, "heading2", size=18, bold=True, color="#ff0000")
    lead = FlowBlock("body", "（一）加强领导。各级都要重视。", (Span(0, 8, "heading2"),), 0)
    (line,) = lines_of(lay(lead, sheet=sheet))
    assert [(run.text, run.face, run.size, run.bold, run.color) for run in line.runs] == [
        ("（一）加强领导。", "楷体", 16, True, "#ff0000"),
        ("各级都要重视。", "仿宋", 16, False, "#000000"),
    ]


def test_a_run_ends_where_the_face_changes() -> None:
    (line,) = lines("共2012年")
    assert [(run.text, run.face) for run in line.runs] == [
        ("共", "仿宋"), ("2012", "仿宋 Latin"), ("年", "仿宋"),
    ]  # fmt: skip


def test_a_character_that_no_font_has_is_refused() -> None:
    with pytest.raises(FontError):
        lay(block("国\ue000"))


# --- pages ---------------------------------------------------------------------------------------


def test_a_page_holds_22_lines_of_28_characters() -> None:
    first, second = lay(block("国" * 28 * 23))
    assert [len(line.text) for line in first.lines] == [28] * 22
    assert len(second.lines) == 1
    assert (first.number, second.number) == (1, 2)
    assert (first.width, first.height) == pytest.approx((210 / 25.4 * 72, 297 / 25.4 * 72))


def test_lines_stand_centred_in_the_rows_of_the_grid() -> None:
    (page,) = lay(block("国" * 28 * 22))
    pitch = 225 / 25.4 * 72 / 22
    rows = [TOP + row * pitch + (pitch - 16) / 2 + 0.88 * 16 for row in range(22)]
    assert [line.y for line in page.lines] == pytest.approx(rows)


def test_a_title_takes_its_own_pitch() -> None:
    (page,) = lay(block("在全县大会上的讲话", "title"), block("同志们：", blank_before=1))
    title, salutation = page.lines
    pitch = OFFICIAL.page.line_pitch
    assert title.y == pytest.approx(TOP + (35 - 22) / 2 + 0.88 * 22)
    assert salutation.y == pytest.approx(TOP + 35 + pitch + (pitch - 16) / 2 + 0.88 * 16)


def test_a_blank_line_is_kept_on_a_page_and_dropped_at_the_top_of_the_next() -> None:
    inside = lay(block("国"), block("家", blank_before=2))[0].lines
    assert inside[1].y - inside[0].y == pytest.approx(3 * OFFICIAL.page.line_pitch)
    _, second = lay(block("国" * 28 * 21), block("国" * 28), block("家", blank_before=2))
    assert second.lines[0].y == pytest.approx(inside[0].y)


def test_a_blank_line_that_a_sheet_asks_for_above_the_title_stays() -> None:
    (plain,), (lowered,) = lay(block("国")), lay(block("国", blank_before=1))
    assert lowered.lines[0].y - plain.lines[0].y == pytest.approx(OFFICIAL.page.line_pitch)


@given(
    st.lists(
        st.tuples(st.sampled_from(["body", "heading1", "heading2"]), st.integers(1, 90), st.integers(0, 2)),
        max_size=60,
    )
)
def test_a_heading_is_never_the_last_line_of_a_page(parts: list[tuple[str, int, int]]) -> None:
    blocks = [block("国" * count, element, blank) for element, count, blank in parts]
    blocks.append(block("国" * 40, "body"))
    pages = lay(*blocks)
    longest = max(accumulate(parts, _headings_in_a_row, initial=0))
    for page, following in pairwise(pages):
        if longest * 6 < 22:  # what is longer than a page cannot stay together
            assert not page.lines[-1].element.startswith("heading")
            assert following.lines[0].first or not following.lines[0].element.startswith("heading")


def _headings_in_a_row(count: int, part: tuple[str, int, int]) -> int:
    return count + 1 if part[0] != "body" else 0


def test_headings_one_under_the_other_move_together() -> None:
    first, second = lay(
        block("国" * 28 * 20),
        block("一、国家", "heading1"),
        block("（一）国家", "heading2"),
        block("国家", "body"),
    )
    assert len(first.lines) == 20
    assert [line.element for line in second.lines] == ["heading1", "heading2", "body"]


def test_headings_that_fill_more_than_a_page_are_still_set() -> None:
    pages = lay(*[block("一、国家", "heading1")] * 50)
    assert [len(page.lines) for page in pages] == [22, 22, 6]


def test_blocks_are_counted_in_reading_order() -> None:
    (page,) = lay(block("国" * 40), block("家"))
    assert [(line.block, line.first) for line in page.lines] == [(0, True), (0, False), (1, True)]


def test_a_speech_without_a_word_is_an_empty_page() -> None:
    (page,) = lay()
    assert page.lines == ()


# --- the last page -------------------------------------------------------------------------------


def speech_of(last: int, closing: str | None, filled: int) -> Speech:
    """So many lines of one paragraph each, and a paragraph of `last` lines to end with."""
    body = [Paragraph("国" * 20) for _ in range(filled)]
    return Speech(body=(*body, Paragraph("国" * (28 * last - 4))), closing=closing)


def filled_pages(speech: Speech) -> list[int]:
    return [len(page.lines) for page in paginate(flow(speech, OFFICIAL), OFFICIAL, TableMetrics())]


@pytest.mark.parametrize(
    ("last", "pages"), [(1, [21, 2]), (2, [20, 3]), (3, [19, 4]), (4, [21, 2]), (12, [21, 2])]
)
def test_a_closing_is_not_alone_on_the_last_page(last: int, pages: list[int]) -> None:
    assert filled_pages(speech_of(last, "谢谢大家！", filled=22 - last)) == pages


@pytest.mark.parametrize(("last", "pages"), [(2, [21, 2]), (3, [20, 3]), (4, [21, 2]), (12, [21, 2])])
def test_a_last_line_is_not_alone_on_the_last_page(last: int, pages: list[int]) -> None:
    assert filled_pages(speech_of(last, None, filled=23 - last)) == pages


def test_a_last_paragraph_of_one_line_takes_the_one_before_along() -> None:
    speech = Speech(body=(*(Paragraph("国" * 20),) * 20, Paragraph("国" * 50), Paragraph("国" * 26)))
    assert filled_pages(speech) == [20, 3]


@given(st.integers(1, 9), st.integers(1, 60), st.booleans())
def test_the_last_page_never_holds_one_line(last: int, filled: int, closed: bool) -> None:
    pages = filled_pages(speech_of(last, "谢谢大家！" if closed else None, filled))
    assert pages[-1] > 1
    assert all(count >= 19 for count in pages[:-1])


def test_pages_before_the_last_are_filled_to_the_last_line() -> None:
    assert filled_pages(speech_of(2, "谢谢大家！", filled=44)) == [22, 22, 3]
    assert filled_pages(speech_of(30, None, filled=20)) == [22, 22, 6]


# --- page numbers --------------------------------------------------------------------------------


def numbers(sheet: Sheet, pages: int = 2) -> list[Line]:
    return [page.artifacts[0] for page in lay(block("国" * 28 * 22 * pages), sheet=sheet)]


def test_page_numbers_stand_outside_one_character_in() -> None:
    odd, even = numbers(OFFICIAL)
    assert (odd.text, even.text) == ("— 1 —", "— 2 —")
    assert right_end(odd) == pytest.approx(MEASURE - 14)
    assert even.runs[0].x == pytest.approx(LEFT + 14)
    assert (odd.element, odd.block) == ("page_number", -1)


def test_the_dash_of_a_page_number_stands_7_mm_below_the_text_area() -> None:
    odd, _ = numbers(OFFICIAL)
    assert odd.y - 0.38 * 14 == pytest.approx((37 + 225 + 7) / 25.4 * 72)


def test_the_margins_of_even_pages_are_exchanged_only_where_the_sheet_says_so() -> None:
    plain = lay(block("国" * 28 * 40))
    assert [page.lines[0].runs[0].x for page in plain] == pytest.approx([LEFT, LEFT])
    mirrored = OFFICIAL._replace(page=OFFICIAL.page._replace(mirrored=True))
    pages = lay(block("国" * 28 * 40), sheet=mirrored)
    assert [page.lines[0].runs[0].x for page in pages] == pytest.approx([LEFT, 26 / 25.4 * 72])
    odd, even = numbers(OFFICIAL._replace(page=OFFICIAL.page._replace(two_sided=False)))
    assert right_end(odd) == right_end(even) == pytest.approx(MEASURE - 14)


# Two dashes of one em, two spaces of a quarter, a digit of .45, 14 pt to the em.
NUMBER_WIDTH = 2.95 * 14


@pytest.mark.parametrize(
    ("position", "left"),
    [("left", 14), ("center", (MEASURE - NUMBER_WIDTH) / 2), ("right", MEASURE - 14 - NUMBER_WIDTH)],
)
def test_page_numbers_elsewhere(position: str, left: float) -> None:
    sheet = OFFICIAL._replace(page_number=OFFICIAL.page_number._replace(position=position))
    odd, *_ = numbers(sheet)
    assert places(odd)[0] == pytest.approx(left)


def test_an_empty_form_gives_no_page_number() -> None:
    sheet = OFFICIAL._replace(page_number=OFFICIAL.page_number._replace(form=""))
    assert lay(block("国"), sheet=sheet)[0].artifacts == ()


# --- with the real fonts -------------------------------------------------------------------------


def test_with_the_bundled_fonts_chinese_stands_on_the_grid() -> None:
    metrics = FontSet(OFFICIAL.fonts)
    pages = paginate([block("“发展”，是‘硬道理’；国家……要——进步。" * 12)], OFFICIAL, metrics)
    for line in lines_of(pages)[:-1]:
        assert right_end(line) == pytest.approx(MEASURE, abs=0.01)
    (line,) = lines_of(paginate([block("“发展”，是‘硬道理’；国家……要——进步。")], OFFICIAL, metrics))
    assert places(line) == pytest.approx([cell * PITCH for cell in range(len(line.text))])
