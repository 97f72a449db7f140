"""The diff of clean: readable, honest, and harmless on a terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_edits import edited
from yinfa.cleaned import make_clean
from yinfa.formats.text import diff
from yinfa.ledger import Edit
from yinfa.normalize import Options
from yinfa.source import read

SOURCE = """首页 > 讲话稿 > 会议讲话 >
在工作会议上的讲话
同志们:
今天我们召开会议,主要任务是部署工作。
一、提高认识
大家要认真学习。
大家要认真工作。
大家要认真休息。
谢谢大家!
"""
ESCAPE = "\x1b"


def shown(text: str, *, colour: bool = False) -> list[str]:
    return diff(make_clean(read(text.encode(), "a.txt"), Options()), colour=colour).splitlines()


def test_a_changed_line_stands_with_its_numbers_marks_and_rules() -> None:
    lines = shown(SOURCE)
    at = lines.index("-     3        同志们[-:-]")
    assert lines[at + 1] == "+           2  同志们{+：+}"
    assert re.fullmatch(r" +punctuation\.full_width 0\.\d\d", lines[at + 2])


def test_a_line_taken_out_has_no_other_half() -> None:
    lines = shown(SOURCE)
    at = lines.index("-     1        [-首页 > 讲话稿 > 会议讲话 >-]")
    assert lines[at + 1].strip().startswith("chrome.")


def test_unchanged_lines_are_folded_but_for_those_beside_a_change() -> None:
    lines = shown(SOURCE)
    assert "      5     4  一、提高认识" in lines
    assert "  ⋯ 2 lines unchanged" in lines
    assert "      8     7  大家要认真休息。" in lines
    assert not any("学习" in line for line in lines)


def test_long_unchanged_stretches_of_a_line_are_folded() -> None:
    source = "我们要把各项工作抓紧抓实抓好。" * 20 + "今天开会,很好。"
    edit = Edit("a.x", source.index(","), source.index(",") + 1, ",", "，", 0.9)
    (line,) = [line for line in diff(edited(source, (edit,))).splitlines() if line.startswith("- ")]
    assert line == "-     1         ⋯ 项工作抓紧抓实抓好。今天开会[-,-]很好。"


def test_lines_that_were_joined_keep_their_numbers() -> None:
    source = "在会上的讲话\n同志们：\n各级各部门要认真制定方\n案，确保各项工作落到实处。\n"
    lines = [line for line in shown(source) if line[0] in "-+"][2:]
    assert lines == [
        "-     3        各级各部门要认真制定方[-↵-]",
        "-     4        案，确保各项工作落到实处。",
        "+           3  各级各部门要认真制定方案，确保各项工作落到实处。",
    ]


def test_edits_between_lines_are_counted_and_not_shown() -> None:
    lines = shown("在会上的讲话\r\n\r\n\u3000\u3000同志们：\r\n\r\n\u3000\u3000今天很好。\r\n")
    assert re.fullmatch(r" +Not shown: \d edits of line ends, indents and blank lines.*", lines[2])
    assert not any(line.startswith(("-  ", "+  ")) for line in lines)


@pytest.mark.parametrize(("confidence", "said"), [(0.9, "a.x 0.90"), (0.6, "a.x 0.60 unsure")])
def test_an_unsure_edit_is_called_so(confidence: float, said: str) -> None:
    lines = diff(edited("开会,很好。", (Edit("a.x", 2, 3, ",", "，", confidence),))).splitlines()
    assert lines[-1].strip() == said


def test_colour_takes_the_place_of_the_marks() -> None:
    text = "\n".join(shown(SOURCE, colour=True))
    assert ESCAPE in text
    assert "[-" not in text
    assert "{+" not in text
    assert re.sub(r"\x1b\[\d+m", "", text).count("同志们") == 2


def test_a_plain_diff_has_no_codes_of_a_terminal() -> None:
    assert ESCAPE not in "\n".join(shown(SOURCE))


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("\x1b[31m\x07\x9b\u202e同志们:,。\n"), st.characters(codec="utf-8")
        )
    )
)
def test_no_text_can_command_a_terminal(text: str) -> None:
    lines = diff(edited(text, (Edit("a.x", 0, 0, "", text, 0.9),) if text else ())).split("\n")
    assert all(c.isprintable() or c == "\u3000" for line in lines for c in line)
