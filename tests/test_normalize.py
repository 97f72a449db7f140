"""What the rules repair, what they leave alone, and what holds for every text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinfa.ledger import apply, undo
from yinfa.normalize import RULES, Options, normalize

CASES = Path(__file__).with_name("cases")
REPAIRS = tomllib.loads((CASES / "repairs.toml").read_text("utf-8"))["case"]
NEGATIVE = tomllib.loads((CASES / "negative.toml").read_text("utf-8"))["texts"]

raw_texts = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "同志们各位领导一二三（）(),:;!?.\"“”'‘’「」-—…~ \n\t\u3000\u200b1205xX*☆第篇讲话在的，。：！领導們看著"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=120,
)


@pytest.mark.parametrize("case", REPAIRS, ids=lambda case: case["name"])
def test_damage_is_repaired(case: dict[str, str]) -> None:
    assert normalize(case["given"]).text == case["text"]


@pytest.mark.parametrize("case", REPAIRS, ids=lambda case: case["name"])
def test_a_repaired_text_stays_as_it_is(case: dict[str, str]) -> None:
    assert normalize(case["text"]).edits == ()


@pytest.mark.parametrize("text", NEGATIVE)
def test_a_clean_text_is_not_touched(text: str) -> None:
    assert normalize(text).edits == ()


@given(raw_texts)
def test_the_ledger_of_any_text_undoes_to_its_source(text: str) -> None:
    ledger = normalize(text)
    assert apply(text, ledger.edits) == ledger.text
    assert undo(ledger.text, ledger.edits) == text


@given(raw_texts)
def test_a_second_pass_changes_nothing(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@given(raw_texts)
def test_clean_text_has_one_paragraph_a_line(text: str) -> None:
    clean = normalize(text).text
    assert all(line and line == line.strip() for line in clean.split("\n") if clean)


def test_a_rule_or_a_family_can_be_left_out() -> None:
    assert normalize("同志们:", Options(without=frozenset({"punctuation"}))).text == "同志们:"
    assert normalize("同志们:", Options(without=frozenset({"punctuation.full_width"}))).text == "同志们:"


def test_rules_can_be_used_alone() -> None:
    assert normalize("同 志 们:", Options(only=frozenset({"spaces"}))).text == "同志们:"


def test_script_is_kept_when_asked_while_all_else_is_repaired() -> None:
    given = "在動員會上的講話稿\n在動員會上的講話\n同志們:\n大家辛苦了,謝謝!"
    assert normalize(given, Options(script="keep")).text == "在動員會上的講話\n同志們：\n大家辛苦了，謝謝！"


def test_simplified_text_becomes_traditional_when_asked() -> None:
    assert normalize("领导们后来都说好", Options(script="traditional")).text == "領導們後來都說好"


def test_each_rule_has_a_name_and_a_description() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.description.endswith(".") and "." in rule.name for rule in RULES)
