"""Words whose script is left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import yinfa
from yinfa.errors import UsageError
from yinfa.ledger import Edit, apply
from yinfa.normalize import Options, normalize
from yinfa.normalize.protect import load, spared

SOURCE = "在動員會上的講話\n同志們：\n今天，範國華同志作了報告，國華電廠也來了。"


def test_a_protected_word_is_not_converted_and_all_around_it_is() -> None:
    text = normalize(SOURCE, Options(protect=frozenset({"範國華", "國華電廠"}))).text
    assert text == "在动员会上的讲话\n同志们：\n今天，範國華同志作了报告，國華電廠也来了。"


def test_a_word_is_protected_when_it_is_written_in_traditional_characters_too() -> None:
    options = Options(script="traditional", protect=frozenset({"范国华"}))
    assert normalize("同志们：范国华说得对。", options).text == "同志們：范国华說得對。"


def test_without_a_list_everything_is_converted() -> None:
    assert "範" not in normalize(SOURCE).text


def test_other_rules_still_see_a_protected_word() -> None:
    text = normalize(
        "同志們：\n範(fàn)國華同志說，很好。領(lǐng)導(dǎo)也來了。", Options(protect=frozenset({"範國華"}))
    ).text
    assert text == "同志们：\n範國華同志说，很好。领导也来了。"


def test_a_run_that_crosses_a_word_is_cut_at_the_words_end() -> None:
    edit = Edit("script.simplified", 0, 4, "範國華們", "范国华们", 0.95)
    assert list(spared([edit], "範國華們", ["範國華"])) == [Edit("script.simplified", 3, 4, "們", "们", 0.95)]


def test_an_edit_that_changes_the_length_of_a_word_is_left_out() -> None:
    edit = Edit("script.simplified", 0, 2, "甲乙", "丙", 0.95)
    assert list(spared([edit], "甲乙", ["乙"])) == []


@given(st.text("甲乙丙丁", max_size=30), st.sets(st.text("甲乙丙丁", min_size=1, max_size=4)))
def test_every_protected_word_stands_where_it_stood_and_all_else_is_converted(
    text: str, words: set[str]
) -> None:
    whole = [Edit("script.simplified", 0, len(text), text, "x" * len(text), 0.95)]
    made = apply(text, list(spared(whole, text, words)))
    inside = {
        place
        for word in words
        for start in range(len(text))
        if text.startswith(word, start)
        for place in range(start, start + len(word))
    }
    assert made == "".join(c if place in inside else "x" for place, c in enumerate(text))


def test_the_list_is_a_word_a_line_with_remarks(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("\ufeff範國華\n\n# 电厂\n國華電廠  # 旧称\n", encoding="utf-8")
    assert load(path) == ("範國華", "國華電廠")


def test_a_list_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.txt"):
        load(tmp_path / "none.txt")
    (tmp_path / "gbk.txt").write_bytes("範".encode("gbk"))
    with pytest.raises(UsageError, match="not UTF-8"):
        load(tmp_path / "gbk.txt")


def test_the_python_api_protects_as_well() -> None:
    assert "範國華" in yinfa.clean(SOURCE, protect=["範國華"]).text
