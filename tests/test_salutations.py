"""Which lines address the audience and do nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import yinfa
from yinfa import shapes

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
