"""Style sheets: what they may say, how they inherit, and what the official one says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinfa.fonts.fontset import coverage
from yinfa.style import load, names, show
from yinfa.style.sheet import ELEMENTS, TABLES, FontStack, declarations
from yinfa.style.values import NAMED_SIZES, POINTS, resolve

MM = 72 / 25.4

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a sheet and give its path."""

    def write(source: str, name: str = "mine.toml") -> str:
        path = tmp_path / name
        path.write_text(source, encoding="utf-8")
        return str(path)

    return write


def test_the_official_page_is_that_of_the_standard() -> None:
    page = load("official").page
    assert page.width == pytest.approx(210 * MM)
    assert page.height == pytest.approx(297 * MM)
    assert page.text_width == pytest.approx(156 * MM)
    assert page.text_height == pytest.approx(225 * MM)
    assert (page.margin_top, page.margin_left) == pytest.approx((37 * MM, 28 * MM))
    assert page.character_pitch == pytest.approx(15.79, abs=0.005)
    assert page.line_pitch == pytest.approx(28.99, abs=0.005)
    assert page.two_sided


@pytest.mark.parametrize(
    ("element", "font", "size", "align", "cells"),
    [
        ("title", "小标宋", 22, "center", 0),
        ("subtitle", "楷体", 16, "center", 0),
        ("speaker", "楷体", 16, "center", 0),
        ("date", "楷体", 16, "center", 0),
        ("salutation", "仿宋", 16, "justify", 0),
        ("body", "仿宋", 16, "justify", 2),
        ("heading1", "黑体", 16, "justify", 2),
        ("heading2", "楷体", 16, "justify", 2),
        ("heading3", "仿宋", 16, "justify", 2),
        ("heading4", "仿宋", 16, "justify", 2),
        ("closing", "仿宋", 16, "justify", 2),
    ],
)
def test_the_official_elements_are_those_of_practice(
    element: str, font: str, size: float, align: str, cells: float
) -> None:
    sheet = load("official")
    style = sheet.elements[element]
    assert (style.font, style.size, style.align, style.bold) == (font, size, align, False)
    assert style.first_line_indent == pytest.approx(cells * sheet.page.character_pitch)
    assert style.on_grid is (element != "title")


def test_the_official_title_is_balanced_on_a_pitch_of_its_own() -> None:
    title = load("official").elements["title"]
    assert (title.balanced, title.line_pitch, title.on_grid) == (True, 35, False)


def test_official_sets_apart_the_opening_sentences_of_level_two() -> None:
    lead = load("official").lead
    assert [lead.extent(level) for level in range(1, 5)] == ["none", "sentence", "none", "none"]


def test_official_writes_out_every_declared_attribute_and_no_other(root: Path) -> None:
    written = tomllib.loads((root / "styles" / "official.toml").read_text("utf-8"))
    assert {table: list(written[table]) for table in TABLES} == {
        table: list(declarations(style)) for table, style in TABLES.items()
    }
    assert set(written) == {"description", "fonts", *TABLES}
    for stack in written["fonts"].values():
        assert set(stack) == set(declarations(FontStack))


def test_the_declared_defaults_are_the_officials_page_body_lead_and_page_number(write: Write) -> None:
    official, bare = load("official"), load(write(""))
    assert (bare.page, bare.lead, bare.page_number) == (official.page, official.lead, official.page_number)
    assert bare.elements["body"] == official.elements["body"]


def test_every_attribute_has_a_description_that_ends_a_sentence() -> None:
    for style in (*TABLES.values(), FontStack):
        for declared in declarations(style).values():
            assert declared.description.endswith(".")


def test_every_default_is_a_value_that_the_attribute_allows() -> None:
    for style in TABLES.values():
        for declared in declarations(style).values():
            resolve(declared, declared.default, cell=15.79)


def test_every_font_the_official_sheet_asks_for_is_a_role_of_its_own() -> None:
    sheet = load("official")
    asked = {style.font for style in sheet.elements.values()} | {sheet.page_number.font}
    assert asked == set(sheet.fonts)


def test_a_font_that_is_no_role_is_a_family_by_itself() -> None:
    stack = load("official").stack("华文行楷")
    assert (stack.docx, stack.pdf) == ("华文行楷", ("华文行楷",))


def test_names_lists_the_built_in_sheets_with_their_descriptions() -> None:
    sheets = dict(names())
    assert "official" in sheets
    assert all(sheets.values())


# ---- the other sheets ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["electronic", "office", "reading", "draft", "traditional"])
def test_every_other_sheet_extends_the_official_one_and_writes_only_what_differs(
    root: Path, name: str
) -> None:
    written = tomllib.loads((root / "styles" / f"{name}.toml").read_text("utf-8"))
    assert written["extends"] == "official"
    official = tomllib.loads((root / "styles" / "official.toml").read_text("utf-8"))
    for table in set(written) & set(TABLES):
        for key, value in written[table].items():
            assert value != official[table][key], f"{table}.{key}"
    for role, stack in written.get("fonts", {}).items():
        for key, value in stack.items():
            assert value != official["fonts"][role][key], f"fonts.{role}.{key}"


def test_electronic_stands_its_characters_where_the_official_page_has_them() -> None:
    sheet, official = load("electronic"), load("official")
    page = sheet.page
    margins = (page.margin_top, page.margin_bottom, page.margin_left, page.margin_right)
    assert margins == pytest.approx((34.58 * MM, 32.58 * MM, 28 * MM, 26 * MM))
    assert (page.lines, page.characters, page.line_pitch) == (22, 28, 29.5)
    assert page.margin_top + (29.5 - 16) / 2 == pytest.approx(37 * MM, abs=0.2)
    from_foot = [one.page.margin_bottom - one.page_number.distance for one in (sheet, official)]
    assert from_foot[0] == pytest.approx(from_foot[1], abs=0.01)


def test_office_is_the_common_rule() -> None:
    sheet = load("office")
    page = sheet.page
    margins = (page.margin_top, page.margin_bottom, page.margin_left, page.margin_right)
    assert margins == pytest.approx((25 * MM, 25 * MM, 28 * MM, 28 * MM))
    assert (page.line_pitch, page.lines) == (30, 23)
    assert (sheet.elements["title"].size, sheet.elements["title"].line_pitch) == (20, 30)
    bold = {name: style.font for name, style in sheet.elements.items() if style.bold}
    assert bold == {"heading2": "楷体", "heading3": "仿宋"}
    assert sheet.page_number.position == "center"


def test_reading_is_large_print_with_points_at_the_left_edge() -> None:
    sheet = load("reading")
    body = sheet.elements["body"]
    assert (body.font, body.bold) == ("仿宋", True)
    assert 18 <= body.size <= 20
    assert sheet.page.line_pitch >= 33
    for level in range(1, 5):
        heading = sheet.elements[f"heading{level}"]
        assert (heading.font, heading.first_line_indent, heading.size) == ("黑体", 0, body.size)
    assert sheet.page_number.position == "center"
    assert sheet.page_number.size > load("official").page_number.size


def test_draft_leaves_more_than_a_lines_height_between_its_lines() -> None:
    page, body = load("draft").page, load("draft").elements["body"]
    assert page.line_pitch > 2 * body.size
    assert page.characters == load("official").page.characters


def test_traditional_writes_traditional_characters_in_the_fonts_of_windows() -> None:
    sheet = load("traditional")
    assert (sheet.text.script, sheet.text.quotes, sheet.language) == ("traditional-tw", "「」", "zh-TW")
    fonts = {*(style.font for style in sheet.elements.values()), sheet.page_number.font}
    families = {sheet.stack(font).docx: sheet.stack(font).docx_substitute for font in fonts}
    assert families == {"標楷體": "DFKai-SB", "新細明體": "PMingLiU", "微軟正黑體": "Microsoft JhengHei"}


def test_the_fonts_of_the_traditional_sheet_draw_the_frequent_characters_of_big5() -> None:
    rows = (
        bytes([high, low]) for high in range(0xA4, 0xC7) for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    )
    frequent = [row.decode("big5") for row in rows if row <= b"\xc6\x7e"]
    assert len(frequent) == 5401
    sheet = load("traditional")
    asked = {style.font: sheet.stack(style.font) for style in sheet.elements.values()}
    for covered in coverage("".join(frequent), asked):
        assert (covered.fallback, covered.missing) == ({}, ())


def test_a_pitch_counts_more_than_the_number_of_lines(write: Write) -> None:
    page = load(write('extends = "official"\n[page]\nline_pitch = "28pt"\nlines = 5')).page
    assert (page.line_pitch, page.lines) == (28, 22)
    assert load("official", ["page.line_pitch=28.3pt"]).page.lines == 22
    assert load("official", ["page.line_pitch=28.99pt"]).page.lines == 22
    assert load("official", ["page.line_pitch=29.1pt"]).page.lines == 21


def test_elements_without_a_pitch_have_that_of_the_page(write: Write) -> None:
    elements = load("official", ["page.line_pitch=30pt"]).elements
    assert {name: style.line_pitch for name, style in elements.items()} == {
        name: 35 if name == "title" else 30 for name in ELEMENTS
    }


# ---- units ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("12pt", 12),
        ("12 pt", 12),
        ("10mm", 10 * MM),
        ("0.5cm", 5 * MM),
        ("0.25in", 18),
        ("1字", 156 * MM / 28),
        ("小四", 12),
        ("五号", 10.5),
    ],
)
def test_a_length_may_be_written_in_any_unit(write: Write, written: str, points: float) -> None:
    sheet = load(write(f'[body]\nindent_left = "{written}"'))
    assert sheet.elements["body"].indent_left == pytest.approx(points)


def test_the_named_sizes_are_those_of_chinese_type() -> None:
    sizes = "初号 42 小初 36 一号 26 小一 24 二号 22 小二 18 三号 16 小三 15 四号 14 小四 12 "
    words = f"{sizes} 五号 10.5 小五 9 六号 7.5".split()
    for name, points in zip(words[::2], words[1::2], strict=True):
        assert NAMED_SIZES[name] == float(points)


def test_a_character_is_a_cell_of_the_sheets_own_grid(write: Write) -> None:
    sheet = load(write('[page]\ncharacters = 20\n[body]\nfirst_line_indent = "2字"'))
    assert sheet.elements["body"].first_line_indent == pytest.approx(156 * MM / 10)


@given(st.decimals(min_value=4, max_value=200, places=2), st.sampled_from(sorted(POINTS)))
def test_a_number_and_its_unit_make_points(number: object, unit: str) -> None:
    declared = declarations(TABLES["page"])["width"]
    points = float(str(number)) * POINTS[unit]
    if 100 <= points <= 3000:
        assert resolve(declared, f"{number}{unit}", None) == pytest.approx(points)
    else:
        with pytest.raises(ValueError, match="from 100 pt to 3000 pt"):
            resolve(declared, f"{number}{unit}", None)


# ---- inheritance, variables, settings ---------------------------------------------------------


def test_a_sheet_holds_only_what_differs_from_the_one_it_extends(write: Write) -> None:
    official = load("official")
    sheet = load(write('extends = "official"\n[body]\nsize = "四号"'))
    assert sheet.elements["body"].size == 14
    assert sheet.elements["body"].font == official.elements["body"].font
    assert {name: sheet.elements[name] for name in ELEMENTS if name != "body"} == {
        name: official.elements[name] for name in ELEMENTS if name != "body"
    }
    assert (sheet.page, sheet.fonts) == (official.page, official.fonts)


def test_a_sheet_is_named_for_its_file_and_described_by_itself(write: Write) -> None:
    sheet = load(write('extends = "official"\ndescription = "ours"', "office-2.toml"))
    assert (sheet.name, sheet.description) == ("office-2", "ours")
    assert load(write('extends = "official"', "other.toml")).description == ""


def test_a_chain_of_sheets_is_read_from_the_most_general_one(write: Write, tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    write('extends = "official"\n[body]\nsize = "小三"\nbold = true', "house/base.toml")
    write('extends = "base.toml"\n[body]\nsize = "四号"', "house/middle.toml")
    sheet = load(write('extends = "house/middle.toml"\n[heading1]\nbold = true'))
    assert (sheet.elements["body"].size, sheet.elements["body"].bold) == (14, True)
    assert sheet.elements["heading1"].bold


def test_a_role_can_be_given_other_fonts_for_one_format_alone(write: Write) -> None:
    sheet = load(write('extends = "official"\n[fonts]\n"仿宋".docx = "FangSong"'))
    assert sheet.stack("仿宋").docx == "FangSong"
    assert sheet.stack("仿宋").pdf == load("official").stack("仿宋").pdf


def test_a_sheet_can_add_a_role(write: Write) -> None:
    sheet = load(
        write('extends = "official"\n[title]\nfont = "行楷"\n[fonts."行楷"]\ndocx = "行楷"\npdf = ["A", "B"]')
    )
    assert sheet.stack(sheet.elements["title"].font).pdf == ("A", "B")


def test_a_variable_stands_for_its_value_wherever_it_is_named(write: Write) -> None:
    source = """
        [variables]
        text = "四号"
        same = "$text"
        count = 2
        rule = "quotes"
        [body]
        size = "$text"
        blank_after = "$count"
        [heading1]
        size = "$same"
        [text]
        no_rules = ["$rule", "names"]
    """
    sheet = load(write(source))
    assert (sheet.elements["body"].size, sheet.elements["heading1"].size) == (14, 14)
    assert sheet.elements["body"].blank_after == 2
    assert sheet.text.no_rules == ("quotes", "names")


def test_a_sheet_may_change_a_variable_of_the_one_it_extends(write: Write) -> None:
    write('[variables]\ntext = "三号"\n[body]\nsize = "$text"', "base.toml")
    assert load(write('extends = "base.toml"\n[variables]\ntext = "四号"')).elements["body"].size == 14


@pytest.mark.parametrize(
    ("setting", "table", "key", "value"),
    [
        ("body.size=四号", "body", "size", 14),
        (" body.size = 14pt ", "body", "size", 14),
        ("page.margin_top=30mm", "page", "margin_top", 30 * MM),
        ("page.lines=20", "page", "lines", 20),
        ("page.two_sided=false", "page", "two_sided", False),
        ('output.formats=["pdf"]', "output", "formats", ("pdf",)),
        ("lead.level2=none", "lead", "level2", "none"),
        ("page_number.form=第{page}页", "page_number", "form", "第{page}页"),
        ("page_number.form=", "page_number", "form", ""),
        ('body.color="#c00000"', "body", "color", "#C00000"),
        ("body.color=#C00000", "body", "color", "#C00000"),
    ],
)
def test_a_setting_counts_more_than_the_sheet(setting: str, table: str, key: str, value: object) -> None:
    sheet = load("official", [setting])
    style = sheet.elements[table] if table in ELEMENTS else getattr(sheet, table)
    expected = pytest.approx(value) if isinstance(value, float) else value
    assert getattr(style, key) == expected


def test_the_last_of_two_settings_counts() -> None:
    assert load("official", ["body.size=14pt", "body.size=15pt"]).elements["body"].size == 15


def test_a_setting_can_change_a_font_and_a_variable(write: Write) -> None:
    path = write('extends = "official"\n[variables]\ntext = "三号"\n[body]\nsize = "$text"')
    sheet = load(path, ["variables.text=四号", "fonts.仿宋.docx=FangSong"])
    assert (sheet.elements["body"].size, sheet.stack("仿宋").docx) == (14, "FangSong")


# ---- show -------------------------------------------------------------------------------------


def test_what_show_prints_loads_as_the_same_sheet(write: Write) -> None:
    original = load("official")
    shown = load(write(show("official"), "official.toml"))
    assert shown == original


def test_show_writes_out_what_a_sheet_inherits_and_its_variables(write: Write) -> None:
    path = write('extends = "official"\n[variables]\ntext = "四号"\n[body]\nsize = "$text"')
    shown = tomllib.loads(show(path))
    assert "extends" not in shown
    assert shown["body"]["size"] == "四号"
    assert shown["title"]["font"] == "小标宋"


def test_show_says_what_each_attribute_is_its_clause_and_where_it_was_written(root: Path) -> None:
    lines = show("official").splitlines()
    at = (root / "styles" / "official.toml").read_text("utf-8").splitlines().index("characters = 28") + 1
    assert f"characters = 28  # Characters a line. (GB/T 9704-2012, 5.2.3) [official.toml:{at}]" in lines
    keys = [line for line in lines if " = " in line and not line.startswith("description")]
    assert keys
    assert all(re.search(r"  # .+ \[official\.toml:\d+\]$", line) for line in keys)


def test_show_names_the_sheet_of_the_chain_that_wrote_a_value(write: Write) -> None:
    write('extends = "office"\n[page]\nlines = 20', "base.toml")
    lines = show(write('extends = "base.toml"\n\n[body]\nbold = true')).splitlines()
    origins = {
        line.split(" = ")[0]: line.rsplit(" [", 1)[1] for line in lines if line.endswith("]") and " [" in line
    }
    page, body = lines.index("[page]"), lines.index("[body]")
    assert any(line.startswith("bold = true") and line.endswith("[mine.toml:4]") for line in lines[body:])
    assert any(line.startswith("lines = 20") and line.endswith("[base.toml:3]") for line in lines[page:])
    assert re.fullmatch(r"office\.toml:\d+\]", origins["margin_top"])
    assert re.fullmatch(r"official\.toml:\d+\]", origins["width"])


def test_show_says_which_values_nobody_wrote(write: Write) -> None:
    assert "lines = 22  # " in (shown := show(write("")))
    assert all(line.endswith("[default]") for line in shown.splitlines() if "  # " in line)


def test_show_quotes_what_toml_would_misread(write: Write) -> None:
    path = write("description = 'a \"quoted\" \\ text'\n[fonts.'a\"b']\ndocx = \"x\"\npdf = ['y']")
    again = load(write(show(path), "again.toml"))
    assert again.description == 'a "quoted" \\ text'
    assert again.fonts == load(path).fonts
