"""Corrections of a speech's structure: lines get their places, words stay."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import yinfa
from yinfa.cleaned import Cleaned, make_clean
from yinfa.correcting import correct
from yinfa.errors import UsageError
from yinfa.normalize import Options
from yinfa.overrides import KINDS, Correction, Overrides, load
from yinfa.roles import FIELDS, placed
from yinfa.source import read
from yinfa.speech import Heading, Lead, Paragraph, Salutation, Speech

TEXT = """在全镇防汛会议上的讲话
——致各村干部
张三
2024年5月6日
同志们：
今天开一个短会，只讲防汛。
提高认识
一是查堤防。每个村都要走一遍。
二、抓好落实
各村回去就办。
谢谢大家！
"""
LINES = TEXT.splitlines()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fix.toml"


def corrected(path: Path, toml: str, text: str = TEXT, name: str = "a.txt") -> Cleaned:
    path.write_text(toml, encoding="utf-8")
    return make_clean(read(text.encode(), name), Options(), load(path))


def only(cleaned: Cleaned) -> Speech:
    (speech,) = cleaned.speeches
    return speech


def test_a_field_is_given_to_the_line_that_is_named(path: Path) -> None:
    speech = only(corrected(path, '[[speech]]\ntitle = "今天开一个短会，只讲防汛。"'))
    assert speech.title == "今天开一个短会，只讲防汛。"


def test_the_line_that_held_the_field_becomes_a_paragraph(path: Path) -> None:
    speech = only(corrected(path, '[[speech]]\ntitle = "——致"'))
    assert (speech.title, speech.subtitle) == ("——致各村干部", None)
    assert speech.body[0] == Paragraph("在全镇防汛会议上的讲话")


def test_a_salutation_below_a_paragraph_stays_there(path: Path) -> None:
    speech = only(corrected(path, '[[speech]]\n[[speech.line]]\nline = 1\nkind = "paragraph"'))
    assert speech.salutation == ()
    assert Salutation("同志们：") in speech.body


def test_a_line_becomes_a_heading_and_the_leads_below_it_follow(path: Path) -> None:
    toml = '[[speech]]\n[[speech.line]]\ntext = "提高认识"\nkind = "heading"\nlevel = 2\n'
    body = only(corrected(path, toml)).body
    assert body[1] == Heading("提高认识", 2)
    assert body[2] == Paragraph("一是查堤防。每个村都要走一遍。", (Lead(0, 6, 3),))


def test_a_heading_becomes_a_paragraph(path: Path) -> None:
    toml = '[[speech]]\n[[speech.line]]\ntext = "二、"\nkind = "paragraph"\n'
    assert Paragraph("二、抓好落实") in only(corrected(path, toml)).body


def test_a_closing_and_a_date_are_moved(path: Path) -> None:
    toml = """
[[speech]]
[[speech.line]]
text = "谢谢"
kind = "paragraph"
[[speech.line]]
line = 4
kind = "paragraph"
"""
    speech = only(corrected(path, toml))
    assert (speech.closing, speech.date, speech.date_text) == (None, None, None)
    assert speech.body[-1] == Paragraph("谢谢大家！")


def test_a_date_is_read_from_the_line_that_is_named(path: Path) -> None:
    text = TEXT.replace("2024年5月6日\n", "").replace("各村回去就办。", "2025年1月2日")
    speech = only(corrected(path, '[[speech]]\ndate = "2025"', text))
    assert (speech.date, speech.date_text) == ("2025-01-02", "2025年1月2日")


def test_no_word_is_touched(path: Path) -> None:
    cleaned = corrected(path, '[[speech]]\ntitle = "提高认识"\nspeaker = "各村"')
    assert cleaned.text == make_clean(read(TEXT.encode()), Options()).text


def test_warnings_that_are_answered_go(path: Path) -> None:
    text = "防汛工作要点\n大家好，今天开一个短会，主要讲防汛工作。\n大家回去就办，一天也不能等。\n"
    before = {warning.code for warning in make_clean(read(text.encode()), Options()).all_warnings}
    after = corrected(path, '[[speech]]\ntitle = "防汛"\nsalutation = "大家好"', text).all_warnings
    assert "no_salutation" in before
    assert not {warning.code for warning in after} & {"no_title", "no_salutation", "not_a_speech"}


TWO = "第一篇:在甲会上的讲话\n同志们:\n好的。\n第二篇:在乙会上的讲话\n同志们:\n好的。\n"


def test_of_a_collection_the_numbered_speech_is_meant(path: Path) -> None:
    first, second = corrected(path, '[[speech]]\nnumber = 2\ntitle = "好的。"', TWO).speeches
    assert (first.title, second.title) == ("在甲会上的讲话", "好的。")


def test_a_line_number_counts_through_the_whole_clean_text(path: Path) -> None:
    toml = '[[speech]]\n[[speech.line]]\nline = 6\nkind = "closing"'
    first, second = corrected(path, toml, TWO).speeches
    assert (first.closing, second.closing) == (None, "好的。")


@pytest.mark.parametrize("source", ["a.txt", "a.*", "deep/a.txt", "*/a.txt"])
def test_a_source_is_known_by_name_or_glob(source: str, path: Path) -> None:
    toml = f'[[speech]]\nsource = "{source}"\ntitle = "提高认识"'
    assert only(corrected(path, toml, name="in/deep/a.txt")).title == "提高认识"
    assert only(corrected(path, toml, name="in/deep/b.txt")).title == "在全镇防汛会议上的讲话"


def test_a_name_with_brackets_is_taken_as_it_is(path: Path) -> None:
    toml = '[[speech]]\nsource = "讲话[1].txt"\ntitle = "提高认识"'
    assert only(corrected(path, toml, name="讲话[1].txt")).title == "提高认识"


@pytest.mark.parametrize(
    ("toml", "line", "said"),
    [
        ('[[speech]]\ntitle = "没有"', 2, "No line of a.txt begins with “没有”"),
        ('[[speech]]\n\ntitle = "二、"\nnumber = 3', 3, "no speech 3 of a.txt; it holds 1"),
        ('[[speech]]\n[[speech.line]]\nline = 99\nkind = "title"', 2, "There is no line 99 in a.txt"),
        (
            '[[speech]]\nspeaker = "同志们"\n[[speech.line]]\nline = 5\nkind = "title"',
            3,
            "given a place already",
        ),
        ('[[speech]]\ntitle = "同志"\n[[speech]]\ntitle = "二、"', 4, "The title is given twice"),
        ('[[speech]]\nclosing = "同志们"', 2, "is not the last line"),
        ('[[speech]]\ntitel = "x"', 2, "no key titel"),
        ("[[speech]]\ntitle = 5", 2, "title must be a text"),
        ('[[speech]]\ntitle = ""', 2, "title must be the text of a line"),
        ("[[speech]]\nsalutation = [1]", 2, "salutation must be the text of a line"),
        ("[[speech]]\nnumber = 0", 2, "numbered from 1"),
        ("[[speech]]\nnumber = true", 2, "number must be a number"),
        ('[[speech]]\n[[speech.line]]\nkind = "title"', 2, "by its text or by its number"),
        (
            '[[speech]]\n[[speech.line]]\nline = 1\ntext = "同"\nkind = "title"',
            2,
            "by its text or by its number",
        ),
        ("[[speech]]\n[[speech.line]]\nline = 1", 2, "kind of the line is missing"),
        ('[[speech]]\n[[speech.line]]\nline = 1\nkind = "chapter"', 4, "no kind chapter"),
        ('[[speech]]\n[[speech.line]]\nline = 1\nkind = "heading"', 2, "level from 1 to 4"),
        ('[[speech]]\n[[speech.line]]\nline = 1\nkind = "heading"\nlevel = 5', 5, "level from 1 to 4"),
        ('[[speech]]\n[[speech.line]]\nline = 1\nkind = "title"\nlevel = 1', 5, "level from 1 to 4"),
        ('[[speech]]\n[[speech]]\n[[speech.line]]\nline = 1\nkind = "x"', 5, "no kind x"),
        ("[speech]\ntitle = 'x'", None, "speech must be a list"),
        ("[[speeches]]", None, "no key speeches"),
        ("speech = [1]", None, "tables"),
        ("[[speech]]\nline = [1]", None, "tables"),
        ("title = ", None, "not TOML"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_file_and_line(
    toml: str, line: int | None, said: str, path: Path
) -> None:
    with pytest.raises(UsageError) as refused:
        corrected(path, toml)
    assert said in str(refused.value)
    assert refused.value.place == (f"{path}:{line}" if line else str(path))


def test_a_line_that_stands_twice_must_be_told_by_number(path: Path) -> None:
    with pytest.raises(UsageError, match=r"a\.txt are meant by “同志们：”: 2, 5.*line = 2"):
        corrected(path, '[[speech]]\nspeaker = "同志们："', TWO)


def test_a_file_that_is_missing_is_refused_by_name(path: Path) -> None:
    with pytest.raises(UsageError, match=r"fix\.toml"):
        load(path)


def test_an_entry_without_a_source_is_for_one_input_only(path: Path) -> None:
    path.write_text('[[speech]]\ntitle = "x"', encoding="utf-8")
    assert list(load(path).check(["a.txt"])) == []
    with pytest.raises(UsageError, match="which of the 2 inputs"):
        list(load(path).check(["a.txt", "b.txt"]))


def test_an_entry_that_concerns_no_input_is_noted(path: Path) -> None:
    path.write_text('\n[[speech]]\nsource = "c.txt"', encoding="utf-8")
    assert list(load(path).check(["a.txt", "b.txt"])) == [f"{path}:2: No input is called c.txt."]


def test_the_python_api_corrects_as_well(path: Path, tmp_path: Path) -> None:
    path.write_text('[[speech]]\ntitle = "提高认识"', encoding="utf-8")
    assert yinfa.clean(TEXT, overrides=path).speeches[0].title == "提高认识"


@given(st.lists(st.tuples(st.integers(1, len(LINES)), st.sampled_from(KINDS)), max_size=6))
def test_every_line_stands_in_one_place_whatever_is_corrected(told: list[tuple[int, str]]) -> None:
    cleaned = make_clean(read(TEXT.encode()), Options())
    corrections = [
        Correction("fix.toml:1", number, kind, 1 if kind == "heading" else 0) for number, kind in told
    ]
    try:
        speeches = correct(cleaned.speeches, cleaned.lines, corrections, "a.txt")
    except UsageError:
        closes = [number for number, kind in told if kind == "closing"]
        fields = [kind for _, kind in told if kind in FIELDS]
        numbers = [number for number, _ in told]
        assert closes or len(set(fields)) < len(fields) or len(set(numbers)) < len(numbers)
        return
    roles = {line.number: line.role for line in placed(cleaned.text, speeches)}
    assert set(roles) == set(range(1, len(LINES) + 1))
    assert all(roles[number] == kind for number, kind in told)


def test_a_correction_that_says_what_is_known_changes_nothing(seeds: Path) -> None:
    for document in sorted(seeds.glob("*.txt")):
        cleaned = make_clean(read(document), Options())
        known = [
            Correction("fix.toml:1", line.number, line.role, getattr(line.block, "level", 0))
            for line in cleaned.lines
        ]
        made = correct(cleaned.speeches, cleaned.lines, known, "a.txt")
        assert [replace(speech, warnings=()) for speech in made] == [
            replace(speech, warnings=()) for speech in cleaned.speeches
        ]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_example_of_the_readme_can_be_followed(readme: str, root: Path, path: Path) -> None:
    text = (root / readme).read_text("utf-8")
    blocks = dict(re.findall(r"^<!-- (\w+) -->\n```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    speech = only(corrected(path, blocks["overrides"], blocks["before"], "speech.txt"))
    assert speech.title == "在全镇安全生产会议上的讲话"
    assert speech.body[-1] == Heading("一是查用电。老旧线路逐户过一遍。", 2)


def test_no_corrections_correct_nothing() -> None:
    assert Overrides().of("a.txt") == ()
