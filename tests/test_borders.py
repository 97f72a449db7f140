"""A speech's first and last words: what begins like a page's line and is said, and what a page says there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import yinfa

BORDERS = tomllib.loads((Path(__file__).with_name("cases") / "borders.toml").read_text("utf-8"))
HEAD = "在青石镇秋收工作会议上的讲话\n同志们："
BODY = (
    "今年的秋粮收购已经过半，仓里的谷子堆到了屋檐下，老乡们的脸上有了笑容。",
    "我昨天在河东村走了一天，看到三户人家的谷子还晒在公路上，心里很不踏实。",
    "接下来的十天，镇里的干部要一户一户地走，把最后一袋谷子收进仓。",
)


@pytest.mark.parametrize("said", BORDERS["said"])
def test_a_sentence_that_begins_like_a_page_s_stays_wherever_it_stands(said: str) -> None:
    first, second, last = BODY
    for body in (
        (said, *BODY),
        (first, said, last),
        (*BODY, said),
        (*BODY, said, "谢谢大家！"),
        (said + first, last),
        (first, last + said),
        (first, said + second),
    ):
        for head in (HEAD, HEAD.splitlines()[0]):
            text = "\n".join((head, *body))
            assert yinfa.clean(text).text == text


@pytest.mark.parametrize("row", BORDERS["page"])
def test_a_sentence_of_the_page_goes_behind_the_last_words(row: str) -> None:
    for body in (BODY, (*BODY, "谢谢大家！")):
        text = "\n".join((HEAD, *body))
        assert yinfa.clean(f"{text}\n{row}").text == text
