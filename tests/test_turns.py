"""Scripts for several speakers: each turn is a paragraph, whatever form its label has."""

from __future__ import annotations

import pytest

import yinfa
from yinfa.shapes import turns
from yinfa.speech import Paragraph

TITLE = "“稻香之夜”文艺晚会主持词"
SAID = (
    "尊敬的各位领导、各位来宾，",
    "亲爱的乡亲们，",
    "大家晚上好！",
    "金秋送爽，瓜果飘香。",
    "欢歌笑语，喜气洋洋",
    "今晚我们欢聚在村里的文化广场，共同庆祝丰收的节日，",
    "共同分享劳动的喜悦。请欣赏开场舞《好日子》。",
)
SPEAKERS = [
    ("男：", "女：", "合：", "男：", "女：", "男：", "女："),
    ("【男】", "【女】", "【合】", "【男】", "【女】", "【男】", "【女】"),
    ("（甲）", "（乙）", "（齐）", "（甲）", "（乙）", "（甲）", "（乙）"),
    ("A：", "B：", "AB：", "A：", "B：", "A：", "B："),
    ("主持人甲：", "主持人乙：", "甲、乙：", "主持人甲：", "主持人乙：", "主持人甲：", "主持人乙："),
    ("男 ", "女 ", "合 ", "男 ", "女 ", "男 ", "女 "),
    ("男（热情地）：", "女：", "男、女：", "男：", "女（指向舞台）：", "男：", "女："),
    ("主持人：", "小满：", "齐：", "主持人：", "小满：", "主持人：", "小满："),
]


def script(speakers: tuple[str, ...]) -> list[str]:
    return [label + said for label, said in zip(speakers, SAID, strict=True)]


def blocks_of(text: str) -> list[str]:
    (speech,) = yinfa.clean(text.encode()).speeches
    assert (speech.title, speech.salutation, speech.closing) == (TITLE, (), None)
    assert all(isinstance(block, Paragraph) for block in speech.body)
    return [block.text for block in speech.body]


@pytest.mark.parametrize("speakers", SPEAKERS)
def test_each_turn_is_a_paragraph_of_its_own(speakers: tuple[str, ...]) -> None:
    lines = script(speakers)
    assert blocks_of("\n".join([TITLE, *lines])) == lines
    assert blocks_of("\n".join([TITLE, *("\u3000\u3000" + line for line in lines)])) == lines


@pytest.mark.parametrize("speakers", SPEAKERS)
def test_a_clean_script_stays_as_it_is(speakers: tuple[str, ...]) -> None:
    text = "\n".join([TITLE, *script(speakers)])
    assert yinfa.clean(text.encode()).text == text


def test_a_turn_that_was_cut_goes_on_and_ends_at_the_next_label() -> None:
    lines = script(SPEAKERS[0])
    cut = [*lines[:6], lines[6][:10], lines[6][10:], "男：看，演员们已经等不及了，", "女：掌声有请。"]
    assert blocks_of("\n".join([TITLE, *cut])) == [*lines, *cut[-2:]]


@pytest.mark.parametrize("speakers", [SPEAKERS[0], SPEAKERS[3], SPEAKERS[4]])
def test_turns_in_one_line_are_parted(speakers: tuple[str, ...]) -> None:
    lines = [line if line[-1] in "，。！" else line + "。" for line in script(speakers)]
    assert blocks_of(TITLE + "".join(lines)) == lines
    assert blocks_of("\n".join([TITLE, "".join(lines[:3]), "".join(lines[3:])])) == lines


@pytest.mark.parametrize("said", ["我们要算好三笔账", "今天只说两件事"])
def test_labels_that_do_not_take_turns_part_nothing(said: str) -> None:
    sentence = f"{said}，报到的学员里，男：二十人，女：十六人，都已经安排了住处。"
    text = f"在开班仪式上的讲话\n同志们：\n{sentence}"
    assert yinfa.clean(text.encode()).text == text


def test_what_only_returns_is_no_turn() -> None:
    assert not turns(("同志们：", "今年怎么干？", "乡亲们：", "明年怎么干？", "同志们：", "乡亲们："))
    assert not turns(("时间：五月六日", "地点：礼堂", "时间：五月七日", "地点：操场"))
    assert not turns(("A：项目建设", "B：招商引资", "C：民生实事"))
    assert not turns(("（一）抓项目", "（二）抓招商", "（一）保民生", "（二）保稳定"))


def test_blanks_that_a_page_strewed_are_no_label() -> None:
    text = "在例会上的讲话\n同志们：\n全 镇上下要动起来。\n合 作社要带好头。\n全 体党员要走在前。\n合 力才能成事。"
    (speech,) = yinfa.clean(text.encode()).speeches
    assert [block.text[:2] for block in speech.body] == ["全镇", "合作", "全体", "合力"]


def test_letters_that_count_speeches_still_part_a_collection() -> None:
    pieces = [f"{letter}：在{place}会上的讲话\n同志们：\n{place}的事今天定下来，大家回去就办，月底前见结果。" for letter, place in
              (("A", "防汛"), ("B", "护林"), ("C", "秋收"))]  # fmt: skip
    titles = [speech.title for speech in yinfa.clean("\n".join(pieces).encode()).speeches]
    assert titles == ["在防汛会上的讲话", "在护林会上的讲话", "在秋收会上的讲话"]


@pytest.mark.parametrize("line", ["主持人：罗可、简小宁", "主持人：团委副书记简小宁"])
def test_a_line_below_the_title_that_names_the_speakers_is_no_turn(line: str) -> None:
    lines = script(SPEAKERS[0])
    (speech,) = yinfa.clean("\n".join([TITLE, line, *lines]).encode()).speeches
    assert (speech.speaker, [block.text for block in speech.body]) == (line, lines)
