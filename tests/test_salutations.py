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
