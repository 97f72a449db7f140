"""Marks that Chinese and Western text share: ’ · × of one em between hanzi, narrow within words and numbers."""

from __future__ import annotations

import pytest

from yinfa.flow import FlowBlock
from yinfa.fonts import FontSet, bundled
from yinfa.layout.characters import breaks, western_marks
from yinfa.layout.page import Run
from yinfa.layout.pages import paginate
from yinfa.style import load

SHEET = load("official", ())
ROLES = [font.role for font in bundled()]


def runs(text: str, element: str = "body") -> list[Run]:
    pages = paginate([FlowBlock(element, text, (), 0)], SHEET, FontSet(SHEET.fonts))
    return [run for page in pages for line in page.lines for run in line.runs]


def ems(text: str, mark: str, element: str = "body") -> list[float]:
    """What each `mark` takes on a line, in em of its size, without the grid's spacing."""
    style = SHEET.elements[element]
    spacing = SHEET.page.character_pitch - style.size if style.on_grid else 0.0
    return [
        round((advance - spacing) / run.size, 3)
        for run in runs(text, element)
        for character, advance in zip(run.text, run.advances, strict=True)
        if character == mark
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("don’t", "’"), ("O’Brien’s", "’’"), ("café’s", "’"), ("“don’t”", "’"), ("3·15和A·B", "··"), ("210×297", "×"),
        ("他’好", ""), ("‘abc’的", ""), ("的’s", ""), ("90’s", ""), ("马克·吐温", ""), ("A·吐温", ""), ("×××同志", ""),
        ("138××××5678", ""), ("", ""),
    ],
)  # fmt: skip
def test_only_marks_with_western_text_on_both_sides_are_western(text: str, marks: str) -> None:
    assert "".join(text[position] for position in western_marks(text)) == marks


@pytest.mark.parametrize("element", ["title", "subtitle", "heading1", "heading2", "body"])
def test_an_apostrophe_is_narrow_in_every_font(element: str) -> None:
    (wide,) = ems("同志’们", "’", element)
    (narrow,) = ems("在don’t上", "’", element)
    assert wide == 1.0
    assert 0.1 < narrow < 0.4


def test_dots_and_crosses_between_hanzi_keep_the_grid() -> None:
    assert ems("马克·吐温和×××同志", "·") == [1.0]
    assert ems("马克·吐温和×××同志", "×") == [1.0, 1.0, 1.0]


def test_dots_and_crosses_between_digits_are_those_of_the_font() -> None:
    assert ems("纪念3·15", "·") == [0.5]
    assert ems("长210×297毫米", "×") == [0.506]


def test_a_word_is_never_broken_at_its_apostrophe() -> None:
    text = "我们don’t说O’Brien’s好"
    assert [text[:end] for end in breaks(text)] == [
        "我",
        "我们",
        "我们don’t",
        "我们don’t说",
        "我们don’t说O’Brien’s",
        text,
    ]


@pytest.mark.parametrize("role", ROLES)
def test_a_narrow_form_takes_no_more_than_its_glyph(role: str) -> None:
    fonts = FontSet(SHEET.fonts)
    for mark in "’·×":
        key = fonts.face(role, mark, western=True)
        assert 0 < fonts.advance(key, mark) <= fonts.get(key).width(mark) <= 1.0
        assert fonts.face(role, mark) != key
