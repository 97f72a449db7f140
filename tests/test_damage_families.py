"""The families of damage case by case: what is repaired, what is warned of, what is left alone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from yinfa.normalize import normalize
from yinfa.structure import read

CASES = Path(__file__).with_name("cases")
FAMILIES = {
    name: tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    for name in ("characters", "jammer", "markup", "mojibake", "truncation")
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
