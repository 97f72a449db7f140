"""Which lines address the audience and do nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import yinfa
from yinfa import shapes
from yinfa.normalize import title_halves
from yinfa.speech import Salutation

CASES = tomllib.loads((Path(__file__).parent / "cases" / "salutations.toml").read_text(encoding="utf-8"))
SENTENCE = "今天我们在这里相聚，心里有许多话要说。"


def salutation_of(*lines: str) -> tuple[str, ...]:
    (speech,) = yinfa.clean("\n".join(lines).encode()).speeches
    return speech.salutation


@pytest.mark.parametrize("line", CASES["called"])
def test_a_line_that_calls_people_is_a_salutation_wherever_it_stands(line: str) -> None:
    assert shapes.is_salutation(line)
    assert salutation_of("在联欢会上的致辞", line, SENTENCE) == (line,)


@pytest.mark.parametrize("line", CASES["named"])
def test_a_line_that_names_people_is_a_salutation_only_below_the_head(line: str) -> None:
    assert not shapes.is_salutation(line)
    assert salutation_of("在联欢会上的致辞", line, SENTENCE) == (line,)
    assert salutation_of("在联欢会上的致辞", "同志们：", SENTENCE, line, SENTENCE) == ("同志们：",)


@pytest.mark.parametrize("line", CASES["said"])
def test_a_line_that_says_something_of_people_is_no_salutation(line: str) -> None:
    assert not shapes.is_salutation(line)
    assert not shapes.may_be_salutation(line, SENTENCE)


def test_a_name_is_a_salutation_where_the_speech_says_you() -> None:
    assert salutation_of("写给老梁的话", "老梁：", "你走了三个月，院里的枣树又结了果。") == ("老梁：",)
    assert salutation_of("写给老梁的话", "老梁：", "他走了三个月，院里的枣树又结了果。") == ()


def test_a_house_is_a_salutation_where_the_letter_speaks_of_it_as_the_reader_s() -> None:
    lines = ("贺信", "江东师范大学：", "喜闻贵校迎来建校九十周年，我们谨表祝贺。")
    assert salutation_of(*lines) == (lines[1],)
    assert salutation_of(*lines[:2], "建校九十年来，这里走出了许多好老师。") == ()


def test_the_last_of_several_calls_may_name_people_alone() -> None:
    lines = ("敬爱的师傅！", "亲爱的师傅！", "我的师傅！")
    assert salutation_of("在拜师会上的发言", *lines, SENTENCE) == lines
    assert salutation_of("在拜师会上的发言", *lines[:2], "开炉！", SENTENCE) == lines[:2]


def test_a_salutation_may_stand_above_a_short_sentence() -> None:
    assert salutation_of("封炉", "老炉长，新徒弟：", "炉子凉了。", SENTENCE) == ("老炉长，新徒弟：",)


def test_a_salutation_of_two_lines_may_end_its_first_with_a_comma() -> None:
    lines = ("尊敬的罗厅长，", "各位同事：")
    assert salutation_of("在年终总结会上的发言", *lines, SENTENCE) == lines


@pytest.mark.parametrize(
    ("salutation", "sentence"),
    [
        ("各位社员、各位乡亲：", "承蒙大家信得过，选我当这个组长。"),
        ("敬爱的师傅、亲爱的工友：", "当我站在这里的时候，炉子里的火还没有熄。"),
        ("远道而来的亲人们：", "请允许我代表全村，敬你们一碗米酒。"),
    ],
)
def test_a_salutation_below_the_head_is_parted_from_the_first_sentence(
    salutation: str, sentence: str
) -> None:
    assert salutation_of("在联欢会上的致辞", salutation + sentence, SENTENCE) == (salutation,)
    assert salutation_of(f"在联欢会上的致辞{salutation}{sentence}", SENTENCE) == (salutation,)


@pytest.mark.parametrize(
    "paragraph",
    [
        "孩子们的老师：是我最想感谢的人，没有他们就没有今天。",
        "同志们的意见：我都记下了，一条一条办。",
        "对党员干部：我只提一个要求，就是干净。",
        "有人问老兵：你怕不怕？老兵说，怕，可是不能退。",
    ],
)
def test_a_sentence_with_a_colon_below_the_head_is_not_parted(paragraph: str) -> None:
    (speech,) = yinfa.clean(f"在联欢会上的致辞\n{paragraph}\n{SENTENCE}".encode()).speeches
    assert speech.body[0].text == paragraph


@pytest.mark.parametrize("name", ["护林站站长曾大山", "某部政治教导员韩铁柱"])
def test_a_salutation_glued_to_the_speaker_is_parted(name: str) -> None:
    lines = ("在联欢会上的致辞", f"{name}尊敬的各位首长、同志们：", SENTENCE)
    assert salutation_of(*lines) == ("尊敬的各位首长、同志们：",)


@pytest.mark.parametrize(
    "lines",
    [
        ("尊敬的各位嘉宾，", "获奖的护林员和家属代表，", "同志们、朋友们："),
        ("尊敬的罗厅长，", "尊敬的各位领导、各位校友，", "女士们、先生们："),
        ("各位家长；", "各位老师、各位同学；", "朋友们："),
        ("尊敬的各位领导、各位来宾，",),
        ("老师们、同学们，",),
    ],
)
def test_the_lines_of_a_salutation_may_end_with_commas(lines: tuple[str, ...]) -> None:
    assert salutation_of("在年终总结会上的发言", *lines, SENTENCE) == lines
    title = "在年终总结会上的发言" + lines[0]
    if lines[0][-1] == "，":
        assert salutation_of(title, *lines[1:], SENTENCE) == lines


def test_those_of_whom_the_next_line_speaks_are_not_called() -> None:
    assert (
        salutation_of("水手之歌", "朋友，", "是一盏不灭的渔灯；", "朋友，", "是一张不破的渔网。", SENTENCE)
        == ()
    )


def test_a_greeting_stands_below_the_salutation_that_ends_with_a_comma() -> None:
    (speech,) = yinfa.clean(
        f"在年终总结会上的发言\n各位领导、各位来宾，\n大家好！\n{SENTENCE}".encode()
    ).speeches
    assert (speech.salutation, speech.body[0].text) == (("各位领导、各位来宾，",), "大家好！")


def test_a_salutation_of_several_lines_in_mid_text_ends_them_with_commas_too() -> None:
    lines = (
        "在年终总结会上的发言",
        "同志们：",
        SENTENCE,
        "各位伙伴，",
        "各位学徒和家长，",
        "乡亲们：",
        SENTENCE,
    )
    (speech,) = yinfa.clean("\n".join(lines).encode()).speeches
    assert [block.text for block in speech.body if isinstance(block, Salutation)] == [*lines[3:6]]


@pytest.mark.parametrize(
    ("lines", "salutation"),
    [
        (("尊敬的各位领导，各位来自四面八方的企", "业家朋友，同志们："), "尊敬的各位领导，各位来自四面八方的企业家朋友，同志们："),
        (("尊敬的各位领导，各位来自四面八方的", "朋友们："), "尊敬的各位领导，各位来自四面八方的朋友们："),
        (("尊敬的各位领导、", "各位来宾："), "尊敬的各位领导、各位来宾："),
    ],
)  # fmt: skip
def test_a_salutation_that_was_cut_in_mid_phrase_is_joined(lines: tuple[str, ...], salutation: str) -> None:
    assert salutation_of("在年终总结会上的发言", *lines, SENTENCE) == (salutation,)


@pytest.mark.parametrize(
    "lines",
    [
        ("我要感谢这些年一路陪我走来的各位师傅，", "也感谢食堂的每一位阿姨。"),
        ("借此机会，我代表公司向各位股东、各位伙伴，", "向所有帮助过我们的人表示感谢。"),
        ("今天到场的还有我们车间的老师傅和家属代表，", "他们坐在最后一排，请大家鼓掌。"),
    ],
)
def test_a_sentence_that_was_cut_behind_people_and_a_comma_is_joined(lines: tuple[str, ...]) -> None:
    (speech,) = yinfa.clean(
        "\n".join(("在年终总结会上的发言", "同志们：", SENTENCE, *lines)).encode()
    ).speeches
    assert [block.text for block in speech.body] == [SENTENCE, "".join(lines)]


def test_a_title_is_not_parted_from_what_only_looks_like_a_salutation() -> None:
    title = "致词老师们的欢迎词"
    assert salutation_of(title, "同志们：", SENTENCE) == ("同志们：",)
    (speech,) = yinfa.clean(
        f"在例会上的讲话\n同志们：\n领导讲话各位代表，先学一遍。\n{SENTENCE}".encode()
    ).speeches
    assert speech.body[0].text == "领导讲话各位代表，先学一遍。"


def test_houses_called_below_a_title_end_its_head() -> None:
    text = (
        "第二收割队抢收事迹的宣读稿\n各单位、机关各部门：\n10月12日夜里，气温骤降到零下3摄氏\n"
        "度，第二收割队的队员连续干了十四个小时，把\n河东最后一片稻子收进了仓。"
    )
    assert not list(title_halves.broken(text))


def test_the_last_line_of_a_salutation_may_end_with_a_comma_as_those_above_it() -> None:
    lines = ("尊敬的罗厅长，", "尊敬的各位使节，", "女士们、先生们、朋友们，")
    assert salutation_of("在招待会上的致辞", *lines, f"晚上好！{SENTENCE}") == lines


@pytest.mark.parametrize(
    "head",
    [
        "新年献词——致全体社工和志愿者亲爱的伙伴们：",
        "竞聘演讲城东街道评审老师，亲爱的朋友们：",
    ],
)
def test_no_piece_of_a_head_in_one_line_begins_within_a_phrase(head: str) -> None:
    text = f"{head}当你读到这封信的时候，新年的钟声已经敲过了，窗外的雪还没有停，屋里的灯还亮着。"
    assert not [line for line in yinfa.clean(text).text.split("\n") if line[0] in "的、，们"]
