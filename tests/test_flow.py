"""The blocks of a speech in reading order: elements, run-in headings, blank lines."""

from __future__ import annotations

import pytest

from yinfa.flow import Span, flow
from yinfa.speech import Heading, Lead, Paragraph, Salutation, Speech
from yinfa.style import load

OFFICIAL = load("official")

WHOLE = Speech(
    title="在动员会上的讲话",
    subtitle="——在全市干部大会上",
    speaker="市委书记张三",
    date_text="（2022年5月14日）",
    date="2022-05-14",
    salutation=("各位领导，", "同志们："),
    body=(
        Heading("一、提高认识", 1),
        Paragraph("今天开会。"),
        Heading("（一）抓学习", 2),
        Salutation("同志们！"),
        Heading("1.抓落实", 3),
        Heading("（1）抓检查", 4),
    ),
    closing="谢谢大家！",
)


def test_a_speech_is_set_in_reading_order() -> None:
    assert [(block.element, block.text) for block in flow(WHOLE, OFFICIAL)] == [
        ("title", "在动员会上的讲话"),
        ("subtitle", "——在全市干部大会上"),
        ("speaker", "市委书记张三"),
        ("date", "（2022年5月14日）"),
        ("salutation", "各位领导，"),
        ("salutation", "同志们："),
        ("heading1", "一、提高认识"),
        ("body", "今天开会。"),
        ("heading2", "（一）抓学习"),
        ("salutation", "同志们！"),
        ("heading3", "1.抓落实"),
        ("heading4", "（1）抓检查"),
        ("closing", "谢谢大家！"),
    ]


def test_an_empty_speech_has_no_blocks() -> None:
    assert flow(Speech(), OFFICIAL) == ()


def test_official_leaves_one_blank_line_under_the_head_and_nowhere_else() -> None:
    assert [block.element for block in flow(WHOLE, OFFICIAL) if block.blank_before] == ["salutation"]
    assert [block.blank_before for block in flow(WHOLE, OFFICIAL)][4] == 1


@pytest.mark.parametrize(
    "speech",
    [
        Speech(title="题", body=(Paragraph("文。"),)),
        Speech(title="题", date_text="2022年5月14日", body=(Heading("一、文", 1),)),
        Speech(speaker="张三", closing="谢谢！"),
        Speech(title="题", subtitle="——副题", salutation=("同志们：",)),
    ],
)
def test_the_blank_line_stands_under_any_head_above_anything(speech: Speech) -> None:
    blocks = flow(speech, OFFICIAL)
    assert [block.blank_before for block in blocks] == [0] * (len(blocks) - 1) + [1]


def test_a_speech_without_a_head_begins_without_a_blank_line() -> None:
    assert flow(Speech(body=(Paragraph("文。"),)), OFFICIAL)[0].blank_before == 0


def test_between_two_blocks_stand_as_many_blank_lines_as_the_greedier_one_asks_for() -> None:
    sheet = load("official", ["heading1.blank_before=1", "heading1.blank_after=2", "body.blank_before=1"])
    speech = Speech(title="题", body=(Heading("一、甲", 1), Paragraph("乙。"), Paragraph("丙。")))
    assert [block.blank_before for block in flow(speech, sheet)] == [0, 1, 2, 1]


def test_within_the_head_only_blank_lines_before_an_element_count() -> None:
    sheet = load("official", ["speaker.blank_before=1", "subtitle.blank_after=3"])
    speech = Speech(title="题", subtitle="——副题", speaker="张三", body=(Paragraph("文。"),))
    assert [block.blank_before for block in flow(speech, sheet)] == [0, 0, 1, 1]


def _spans(paragraph: Paragraph, *settings: str) -> tuple[Span, ...]:
    return flow(Speech(body=(paragraph,)), load("official", settings))[0].spans


def test_official_sets_the_opening_sentence_of_level_two_in_the_font_of_its_heading() -> None:
    paragraph = Paragraph("（一）压实责任。各单位要落实。", (Lead(0, 8, 2),))
    assert _spans(paragraph) == (Span(0, 8, "heading2"),)


@pytest.mark.parametrize("level", [1, 3, 4])
def test_official_leaves_the_other_levels_alone(level: int) -> None:
    assert _spans(Paragraph("1.压实责任。各单位要落实。", (Lead(0, 7, level),))) == ()


def test_a_sheet_may_set_other_levels_apart_or_none() -> None:
    paragraph = Paragraph("1.压实责任。各单位要落实。", (Lead(0, 7, 3),))
    assert _spans(paragraph, "lead.level3=sentence") == (Span(0, 7, "heading3"),)
    assert _spans(Paragraph("（一）压实责任。", (Lead(0, 8, 2),)), "lead.level2=none") == ()


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("（一）压实责任。", "（一）"),
        ("（12）压实责任。", "（12）"),
        ("一、压实责任。", "一、"),
        ("十二、压实责任。", "十二、"),
        ("1.压实责任。", "1."),
        ("第一，压实责任。", "第一，"),
        ("第二个是要压实责任。", "第二个是"),
        ("一是压实责任。", "一是"),
        ("二要压实责任。", "二要"),
        ("一是要压实责任。", "一是要"),
        ("其一，压实责任。", "其一，"),
    ],
)
def test_a_sheet_may_set_only_the_number_apart(text: str, marker: str) -> None:
    paragraph = Paragraph(f"{text}各单位要落实。", (Lead(0, len(text), 2),))
    assert _spans(paragraph, "lead.level2=marker") == (Span(0, len(marker), "heading2"),)
