"""What runs along the pages: which lines a page has, and what they say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinfa.flow import flow
from yinfa.running import em, pattern, running_lines
from yinfa.speech import Paragraph, Speech
from yinfa.style import load

SPEECH = Speech(title="在会上的讲话", speaker="张三", date_text="2022年5月14日", body=(Paragraph("文。"),))


def said(*settings: str, speech: Speech = SPEECH, page: int = 2, first: bool = False) -> dict[str, str]:
    """The running lines of a page of nine by their elements."""
    sheet = load("official", settings)
    lines = running_lines(sheet, flow(speech, sheet), even=page % 2 == 0, first=first)
    return {line.element: line.text(page, 9) for line in lines}


def test_the_official_page_has_its_number_alone() -> None:
    assert said() == {"page_number": "— 2 —"}


def test_fields_say_what_the_speech_and_the_page_say() -> None:
    assert said("header.text={title}/{speaker}/{date}/{page}/{pages}", "page_number.form=") == {
        "header": "在会上的讲话/张三/2022年5月14日/2/9"
    }


def test_what_the_speech_does_not_have_stays_empty() -> None:
    assert said("footer.text=讲话人{speaker}。", speech=Speech(body=SPEECH.body))["footer"] == "讲话人。"


def test_quotation_marks_are_those_of_the_sheet() -> None:
    speech = Speech(title="“双减”座谈会讲话", body=SPEECH.body)
    assert said("header.text={title}", "text.quotes=「」", speech=speech)["header"] == "「双减」座谈会讲话"


@pytest.mark.parametrize("page", [3, 4])
def test_texts_of_even_pages_count_only_where_paper_has_two_sides(page: int) -> None:
    settings = ("header.text=单", "header.even_text=双")
    assert said(*settings, page=page)["header"] == ("单" if page % 2 else "双")
    assert said(*settings, "page.two_sided=false", page=page)["header"] == "单"


def test_the_first_page_may_do_without_each_of_them() -> None:
    settings = ("header.text=眉", "footer.text=脚", "footer.first_page=false", "page_number.first_page=false")
    assert said(*settings, first=True) == {"header": "眉"}
    assert len(said(*settings)) == 3


def test_what_a_line_says_is_known_by_its_form() -> None:
    match = re.fullmatch(pattern("{title} · 第{page}页（{page}/{pages}）"), "讲话·第12页（12/40）")
    assert match is not None
    assert match["page"] == "12"
    assert not re.fullmatch(pattern("第{page}页"), "第一页")


@given(
    st.text("在全市大会上AB12", min_size=1, max_size=200),
    st.sampled_from(["{title}", "机密　{title}　{page}"]),
)
def test_a_title_is_cut_only_where_the_line_has_no_room_for_it(title: str, form: str) -> None:
    room = load("official").page.text_width / 9
    found = said(f"header.text={form}", speech=Speech(title=title, body=SPEECH.body))["header"]
    whole = form.replace("{title}", title).replace("{page}", "2")
    assert em(found) <= room
    if em(whole) <= room - 2:
        assert found == whole
    if found != whole:
        kept, _, behind = found.partition("……")
        assert whole.startswith(kept)
        assert whole.endswith(behind)
        assert em(kept) > room - 8  # no more is cut than must be
