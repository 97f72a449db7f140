"""The bundled fonts, and which of them draws a character."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from yinfa import resources
from yinfa.errors import ExitCode, FontError
from yinfa.fonts import BundledFont, FontSet, bundled, coverage
from yinfa.style.sheet import FontStack

ROLES = ("仿宋", "楷体", "黑体", "小标宋", "宋体")
STACKS: Mapping[str, FontStack] = {font.role: FontStack(font.role, (font.family,)) for font in bundled()}
FALLBACK = "Noto Serif SC Subset"


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet(STACKS)


@pytest.fixture
def copied_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the bundled fonts that a test may damage."""
    folder = Path(
        shutil.copytree(resources.folder("fonts"), tmp_path / "fonts", copy_function=shutil.copyfile)
    )
    monkeypatch.setattr(resources, "folder", lambda name: tmp_path / name)
    bundled.cache_clear()
    yield folder
    bundled.cache_clear()


def test_every_role_has_one_bundled_font() -> None:
    assert sorted(font.role for font in bundled()) == sorted(ROLES)
    assert [font.role for font in bundled() if font.fallback] == ["宋体"]


@pytest.mark.parametrize("font", bundled(), ids=lambda font: font.role)
def test_a_bundled_file_is_the_one_recorded(font: BundledFont) -> None:
    assert font.intact()


def test_a_changed_file_is_noticed(copied_fonts: Path) -> None:
    font = bundled()[0]
    content = bytearray(font.path.read_bytes())
    content[-1] ^= 1
    font.path.write_bytes(content)
    assert not font.intact()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("character", "“”‘’…—·×")
def test_marks_shared_with_western_text_take_one_em(fonts: FontSet, role: str, character: str) -> None:
    assert fonts.advance(fonts.face(role, character), character) == 1.0


def test_quotation_marks_come_from_the_feature_where_the_font_has_it_and_else_from_the_fallback(
    fonts: FontSet,
) -> None:
    assert {fonts.face("仿宋", mark) for mark in "“”‘’·"} == {"Zhuque Fangsong"}
    assert {fonts.face("楷体", mark) for mark in "“”‘’·"} == {FALLBACK}


@pytest.mark.parametrize("role", ROLES)
def test_hanzi_and_full_width_marks_take_one_em(fonts: FontSet, role: str) -> None:
    for character in "印发讲话，。、；：？！（）《》〈〉【】～":
        assert fonts.advance(fonts.face(role, character), character) == 1.0, character


def test_digits_of_the_body_font_are_tabular(fonts: FontSet) -> None:
    assert {fonts.advance(fonts.face("仿宋", digit), digit) for digit in "0123456789"} == {0.45}


@pytest.mark.parametrize("character", "※①●㐀Ⅱ")
def test_what_the_body_font_lacks_comes_from_the_fallback(fonts: FontSet, character: str) -> None:
    assert fonts.face("仿宋", character) == FALLBACK


@pytest.mark.parametrize("role", ROLES)
def test_a_rare_but_standard_character_comes_from_the_font_itself(fonts: FontSet, role: str) -> None:
    assert fonts.face(role, "镕") == STACKS[role].pdf[0]


@pytest.mark.parametrize("role", ROLES)
def test_an_extension_a_character_is_drawn_in_every_role(fonts: FontSet, role: str) -> None:
    face = fonts.get(fonts.face(role, "㐀"))
    assert face.glyph("㐀") != 0


@pytest.mark.parametrize(
    ("character", "point"), [("😀", "U+1F600"), ("\ue000", "U+E000"), ("\x07", "U+0007")]
)
def test_a_character_no_font_has_is_refused_by_name(fonts: FontSet, character: str, point: str) -> None:
    with pytest.raises(FontError, match=point.replace("+", r"\+")) as caught:
        fonts.face("仿宋", character)
    assert caught.value.exit_code == ExitCode.FONT
    assert caught.value.remedy


def test_a_family_may_be_asked_for_by_role_or_any_of_its_names(fonts: FontSet) -> None:
    for name in ("仿宋", "Zhuque Fangsong", "朱雀仿宋", "zhuque-fangsong"):
        assert fonts.face(name, "中") == "Zhuque Fangsong"


def test_coverage_says_what_falls_back_and_what_is_missing() -> None:
    report = {entry.font: entry for entry in coverage("同志们：※😀\n", STACKS)}
    assert set(report) == set(ROLES)
    assert report["仿宋"].fallback == {"※": FALLBACK}
    assert report["黑体"].fallback == {}
    assert all(entry.missing == ("😀",) for entry in report.values())


@pytest.mark.parametrize("kept", [0, 100, 4096, -1000])
def test_a_bundled_font_that_was_cut_short_is_refused_with_its_path(copied_fonts: Path, kept: int) -> None:
    path = copied_fonts / "NotoSansSC-Medium.ttf"
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(FontError, match="NotoSansSC-Medium") as caught:
        FontSet(STACKS).face("黑体", "中")
    assert "Install Yinfa again" in caught.value.remedy


def test_a_bundled_font_that_is_gone_is_refused_with_its_path(copied_fonts: Path) -> None:
    (copied_fonts / "ZhuqueFangsong-Regular.ttf").unlink()
    with pytest.raises(FontError, match="ZhuqueFangsong-Regular"):
        FontSet(STACKS).face("仿宋", "中")
    with pytest.raises(FontError, match="ZhuqueFangsong-Regular"):
        bundled()[0].intact()


@pytest.mark.parametrize("catalogue", [None, "", "[[font]]\nrole = 1", "font = 3", "\x00"])
def test_an_unusable_catalogue_is_refused(copied_fonts: Path, catalogue: str | None) -> None:
    (copied_fonts / "fonts.toml").unlink()
    if catalogue is not None:
        (copied_fonts / "fonts.toml").write_text(catalogue)
    with pytest.raises(FontError, match=r"fonts\.toml"):
        bundled()
