"""What the rules repair, what they leave alone, and what holds for every text."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinfa.ledger import apply, undo
from yinfa.normalize import RULES, Options, Script, normalize, watermark

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


@pytest.mark.parametrize("blank", ["\u3000", "\xa0"])
def test_headings_that_blanks_spread_hold_no_watermark(blank: str) -> None:
    headings = ("（一）突出重点工作。要盯住关键环节。", "（二）突出重要产业。要盯住龙头企业。")
    text = "\n".join(heading.replace("突出重", blank.join(("突", "出", "重", ""))) for heading in headings)
    assert not list(watermark.dropped(f"同志们：\n{text}"))


@given(raw_texts)
def test_the_ledger_of_any_text_undoes_to_its_source(text: str) -> None:
    ledger = normalize(text)
    assert apply(text, ledger.edits) == ledger.text
    assert undo(ledger.text, ledger.edits) == text


@given(raw_texts)
def test_a_second_pass_changes_nothing(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@pytest.mark.parametrize(
    "text",
    [
        "来到市第二人民医院！同事们、朋友们！同志们：三、久久为功，把规矩立起人,每人带3名乡村教师,一带三年,不许只签字不上课。",
        "。 nbsp; nbsp; 年。     頭",
        "隐藏" * 250,
        "_" * 60 + " 尊敬的各位领导：今天开会。" + "_" * 60 + "大家辛苦了。",
        "www." * 100 + "文库网" * 100,
        "在茶会上的讲话" * 200,
    ],
    ids=[
        "two addresses meet a number",
        "nothing but marks and blanks recurs",
        "a notice without end",
        "rules of underscores",
        "addresses and sites without end",
        "a title without end",
    ],
)
def test_an_odd_text_comes_to_rest(text: str) -> None:
    ledger = normalize(text)
    assert undo(ledger.text, ledger.edits) == text
    assert normalize(ledger.text).text == ledger.text


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


REGIONS = {
    "traditional": "羣衆心裏有數，爲此查賬，由於着力稅收，幹渠和家具都說好",
    "traditional-tw": "群眾心裡有數，為此查帳，由於著力稅收，幹渠和家具都說好",
    "traditional-hk": "羣眾心裏有數，為此查賬，由於着力税收，幹渠和家具都説好",
}


@pytest.mark.parametrize(("script", "wanted"), REGIONS.items())
def test_traditional_text_takes_the_forms_of_a_region_when_asked(script: Script, wanted: str) -> None:
    given = "群众心里有数，为此查账，由于着力税收，干渠和家具都说好"
    assert normalize(given, Options(script=script)).text == wanted
    assert normalize(wanted, Options(script=script)).text == wanted


def test_lines_of_both_scripts_take_the_forms_of_a_region() -> None:
    given = "領導們說，羣衆心裏有數。\n领导们说，群众心里有数。"
    line = "領導們說，群眾心裡有數。"
    assert normalize(given, Options(script="traditional-tw")).text == f"{line}\n{line}"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [("于书记、余主任讲了话。", "于書記、余主任講了話。"), ("范国华同志来了。", "范國華同志來了。"),
     ("由于书记带头，其余同志跟上。", "由於書記帶頭，其餘同志跟上。"), ("模范同志受了奖。", "模範同志受了獎。")],
)  # fmt: skip
def test_surnames_before_a_post_keep_their_character(given: str, wanted: str) -> None:
    assert normalize(given, Options(script="traditional-tw")).text == wanted


def test_a_protected_word_keeps_its_script_in_the_forms_of_a_region() -> None:
    options = Options(script="traditional-tw", protect=frozenset({"沈着"}))
    assert normalize("领导沈着说着。", options).text == "領導沈着說著。"


def test_a_clean_simplified_speech_loads_no_converter() -> None:
    code = (
        "import sys, yinfa; yinfa.clean('在动员会上的讲话\\n同志们：\\n大家辛苦了——谢谢大家！');"
        "sys.exit('opencc' in sys.modules or 'pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_each_rule_has_a_name_and_a_description() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.description.endswith(".") and "." in rule.name for rule in RULES)
