"""The families of damage case by case: what is repaired, what is warned of, what is left alone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinfa.ledger import undo
from yinfa.normalize import normalize
from yinfa.structure import read

CASES = Path(__file__).with_name("cases")
FAMILIES = {
    name: tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    for name in ("characters", "chrome", "jammer", "markup", "mojibake", "truncation")
}
REPAIRS = [
    pytest.param(case, id=f"{name}: {case['name']}")
    for name, family in FAMILIES.items()
    for case in family["case"]
]
CLEAN = [
    pytest.param(text, id=f"{name}: {text[:12]}")
    for name, family in FAMILIES.items()
    for text in family["texts"]
]
CODES = {"mojibake", "truncated"}


def warned(text: str) -> list[str]:
    codes = [warning.code for warning in read(normalize(text)).warnings]
    return [code for code in codes if code in CODES]


PIECES = st.sampled_from(
    [
        "同志们：", "今天开会。", "工作", "县", "王", "A", "5", " ", "\n", "。", "**", "[", "]", "(http://a**b)", "# ", "> ",
        "……", "此处隐藏5个字", "（未完，点击下一页）", "[…]", "剩余内容请登录后查看", "全文", "…",
        "下面是小编整理的讲话稿，欢迎阅读。", "首页 > 正文", "在会上的讲话", "编者按：", "希望对你有帮助！",
        "/ G- k; W% a% |( ^# n", "6 A* I5 C; N3 y, z* L", "\\", "&nbsp;", "&amp;", "<p>", "</p>", "<b", ">", "p{a:b}",
        "鍚屽織浠", "锛", "骞\ufffd", "\ue10a", "?", "åŒå¿—", "Ã¥", "Í¬Ö¾ÃÇ", "さぱ秨", "锟斤拷", "\u0336", "\u200d", "\ue004",
        "\uf06c", "⻓", "👨", "\r\n", "\x85",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_mixture_of_damage_comes_to_rest_and_can_be_undone(text: str) -> None:
    ledger = normalize(text)
    assert undo(ledger.text, ledger.edits) == text
    assert normalize(ledger.text).text == ledger.text
    read(ledger)


@pytest.mark.parametrize("case", REPAIRS)
def test_damage_is_repaired_and_stays_so(case: dict[str, Any]) -> None:
    assert normalize(case["given"]).text == case["text"]
    assert normalize(case["text"]).edits == ()


@pytest.mark.parametrize("case", REPAIRS)
def test_what_is_lost_is_warned_of_and_nothing_else(case: dict[str, Any]) -> None:
    assert warned(case["given"]) == case.get("warns", [])


@pytest.mark.parametrize("text", CLEAN)
def test_a_clean_text_is_neither_touched_nor_warned_of(text: str) -> None:
    assert normalize(text).edits == ()
    assert warned(text) == []
