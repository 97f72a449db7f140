"""Remnants of HTML and Markdown: what holds for every text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinfa.ledger import Ledger
from yinfa.normalize import RULES, normalize

PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<br/>", "<b>", "</b>", "<script>", "</script>", "<style>", "</style>", "<!--", "-->", "&lt;", "&gt;",
        "&amp;", "&nbsp;", "nbsp;", "lt;", "amp;", "&#8220;", "<p a=\"", "\">", "**", "# ", "> ", "\n", "[", "](http://a)",
        "p{a:b}", "{", "}", "<", ">", "县", "一、", "同志们", "。", "A", "5",
    ]
)  # fmt: skip


def bare(text: str) -> str:
    ledger = Ledger(text)
    for rule in RULES:
        if rule.family == "markup":
            ledger.propose(rule.edits(ledger.text))
    return ledger.text


@given(st.lists(PIECES, max_size=24).map("".join))
def test_whatever_is_left_of_markup_stays_so(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@given(st.lists(PIECES, max_size=24).map("".join))
def test_no_chinese_text_is_lost_outside_comments_and_scripts(text: str) -> None:
    if not any(opening in text for opening in ("<!--", "<script>", "<style>")):
        assert bare(text).count("同志们") == text.count("同志们")


@pytest.mark.parametrize(
    "text",
    [
        "a <b 且 c> d",
        "若x<y，则y>x。",
        "<某某>同志",
        "<一>总体要求",
        "他说<这很重要>。",
        "&;和&#;和&无名;都不是字符。",
        "页面上写着<p",
    ],
)
def test_angle_brackets_and_ampersands_of_the_writer_stay(text: str) -> None:
    assert bare(text) == text


def test_an_unclosed_comment_hides_nothing() -> None:
    assert "大家好" in bare("<!-- 注释没有结束 <p>大家好</p>")


def test_markup_is_read_in_time_that_grows_with_the_text() -> None:
    for unit in ("<p ", "<!--", "<script>好", "&amp;", "{a:b;", "**一、", "[a](/", "<p a=&quot;"):
        assert len(bare(unit * 40_000)) <= len(unit) * 40_000
