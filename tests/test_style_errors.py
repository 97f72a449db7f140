"""What a style sheet may not say, and where the message says it stands."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinfa.errors import ExitCode, StyleError
from yinfa.style import load
from yinfa.style.written import DEEPEST, LARGEST, read

Refused = Callable[..., StyleError]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """Write a sheet, load it, and give the error."""

    def refused(source: str | bytes, name: str = "mine.toml", settings: tuple[str, ...] = ()) -> StyleError:
        path = tmp_path / name
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        with pytest.raises(StyleError) as raised:
            load(str(path), settings)
        assert raised.value.exit_code is ExitCode.STYLE
        return raised.value

    return refused


@pytest.mark.parametrize(
    ("source", "line", "column", "says"),
    [
        # unknown names, with the nearest known one
        ("\n[boddy]\nsize = '16pt'", 2, 2, "Did you mean body?"),
        ("[body]\n  colour = '#000000'", 2, 3, "Did you mean color?"),
        ("[body]\nqqqq = 1", 2, 1, "Known are: font, size"),
        ("bold = true", 1, 1, "Unknown table or key 'bold'"),
        ("[body]\nfont.size = '16pt'", 2, 1, "must be a text"),
        ("body.sise = '16pt'", 1, 1, "Did you mean size?"),
        ("body = { size = '16pt', bald = true }", 1, 25, "Did you mean bold?"),
        ("[fonts]\n'仿宋' = { docx = 'A', pfd = ['B'] }", 2, 22, "Did you mean pdf?"),
        # wrong types
        ("[body]\nsize = 16", 2, 1, "must be a text with a unit"),
        ("[body]\nsize = true", 2, 1, "not true"),
        ("[body]\nbold = 'yes'", 2, 1, "must be true or false"),
        ("[body]\nbold = 1", 2, 1, "must be true or false"),
        ("[page]\nlines = '22'", 2, 1, "must be a whole number"),
        ("[page]\nlines = 22.0", 2, 1, "must be a whole number"),
        ("[page]\nlines = true", 2, 1, "must be a whole number"),
        ("[body]\nfont = ['仿宋']", 2, 1, "must be a text"),
        ("[lead]\nlevel2 = true", 2, 1, '"none", "marker", "sentence"'),
        ("[output]\nformats = 'pdf'", 2, 1, "must be a list of texts"),
        ("[text]\nrules = [1]", 2, 1, "must be a list of texts"),
        ("page = 'A4'", 1, 1, "page must be a table"),
        ("\n[[page]]\nlines = 22", 2, 3, "page must be a table"),
        ("fonts = 'SimSun'", 1, 1, "fonts must be a table"),
        ("[fonts]\n'仿宋' = 'SimSun'", 2, 1, "must be a table"),
        ("[fonts]\n'仿宋' = {}", 2, 1, "must be a table"),
        ("[fonts]\nx = { docx = 'A', pdf = 'B' }", 2, 19, "must be a list of families"),
        ("[fonts]\nx = { docx = 'A', pdf = [] }", 2, 19, "must be a list of families"),
        ("[fonts]\nx = { docx = 'A' }", 2, 7, "lacks pdf"),
        ("description = 3", 1, 1, "description must be a text"),
        # wrong units, forms and choices
        ("[body]\nsize = '16px'", 2, 1, "mm, cm, in, pt, 字"),
        ("[body]\nsize = '16'", 2, 1, "a number with a unit"),
        ("[body]\nsize = '九号'", 2, 1, "named size"),
        ("[body]\nsize = '１６pt'", 2, 1, "a number with a unit"),
        ("[body]\nsize = '1e1pt'", 2, 1, "a number with a unit"),
        ("[page]\nmargin_top = '2字'", 2, 1, "cannot be measured in 字"),
        ("[body]\ncolor = 'red'", 2, 1, "must be a colour"),
        ("[body]\nalign = 'middle'", 2, 1, '"left", "center", "right", "justify"'),
        ("[body]\nfont = ' '", 2, 1, "must be the name of a font"),
        ('[body]\nfont = "a\\u0001"', 2, 1, "control characters"),
        ("[page_number]\nform = '— 1 —'", 2, 1, "must hold {page} once"),
        ("[page_number]\nform = '{page}/{page}'", 2, 1, "must hold {page} once"),
        ("[page_number]\nform = '{page} {sheet}'", 2, 1, "no other braces"),
        ("[page_number]\nform = '{pages}'", 2, 1, "must hold {page} once"),
        ("[page_number]\nstart = 0", 2, 1, "from 1 to 9999"),
        ("[header]\ntext = '{titel}'", 2, 1, "may hold {title}, {speaker}, {date}, {page}, {pages}"),
        ("[footer]\neven_text = '{title'", 2, 1, "no other braces"),
        ("[header]\ntxt = '{title}'", 2, 1, "Did you mean text?"),
        ("[header]\nposition = 'inside'", 2, 1, '"outside", "left", "center", "right"'),
        ("[header]\nrule = '13pt'", 2, 1, "from 0 pt to 12 pt"),
        # out of range
        ("[body]\nsize = '3pt'", 2, 1, "from 4 pt to 200 pt"),
        ("[body]\nsize = '-16pt'", 2, 1, "from 4 pt to 200 pt"),
        ("[page]\nlines = 0", 2, 1, "from 1 to 100"),
        ("[page]\nlines = 999999999999999999999", 2, 1, "from 1 to 100"),
        ("[body]\nblank_before = -1", 2, 1, "from 0 to 20"),
        ("[output]\nformats = ['pdf', 'odt']", 2, 1, 'may hold "docx", "pdf", not "odt"'),
        ("[output]\nformats = []", 2, 1, "must not be empty"),
        ("[text]\nscript = 'kept'", 2, 1, '"simplified", "traditional"'),
        ("[text]\nquotes = '\"'", 2, 1, '"“”", "「」"'),
        ("[text]\nrules = ['quote']", 2, 1, "There is no rule 'quote'"),
        ("\n[text]\nno_rules = ['quotes', 'x']", 3, 1, "There is no rule 'x'"),
        # values that do not go together
        ("[page]\nmargin_left = '120mm'\nmargin_right = '120mm'", 2, 1, "leave no room"),
        ("[page]\nmargin_top = '300mm'", 2, 1, "leave no room"),
        ("[body]\nsize = '二号'", 2, 1, "do not fit the cells of the grid"),
        ("[page]\ncharacters = 40", 2, 1, "do not fit the cells of the grid"),
        ("[page]\nlines = 60", 2, 1, "do not fit lines of"),
        ("[body]\nline_pitch = '15pt'", 2, 1, "do not fit lines of"),
        ("[page]\nline_pitch = '15pt'", 2, 1, "do not fit lines of"),
        ("[page]\nline_pitch = '1字'", 2, 1, "cannot be measured in 字"),
        ("[page]\nline_pitch = '501pt'", 2, 1, "from 0 pt to 500 pt"),
        ("[page]\nmargin_top='250mm'\nline_pitch = '80pt'", 3, 1, "fits a page"),
        ("[page]\nmargin_top='240mm'\nlines=1\n[body]\nline_pitch = '80pt'", 5, 1, "fits a page"),
        ("[body]\nindent_left = '27字'", 2, 1, "no room for two characters"),
        ("[page_number]\ndistance = '33mm'", 2, 1, "does not fit the bottom margin"),
        ("[page_number]\nindent = '155mm'", 2, 1, "no room on the line"),
        ("[header]\ntext = 'x'\ndistance = '36mm'", 3, 1, "does not fit the margin"),
        ("[header]\ntext = 'x'\ndistance = '1mm'", 3, 1, "stands in the text"),
        ("[header]\ntext = '" + "内部资料" * 15 + "'", 2, 1, "does not fit the line"),
        ("[body]\nletter_spacing = '1pt'", 2, 1, "no effect on the grid"),
        ("[body]\non_grid = false\nletter_spacing = '-15.5pt'", 3, 1, "on one another"),
        ("[body]\nspace_before = '-1pt'", 2, 1, "from 0 pt to 500 pt"),
        ("[line_numbers]\nevery = 1\ndistance = '27mm'", 3, 1, "do not fit the margin"),
        ("[line_numbers]\nrestart = 'section'", 2, 1, '"page", "document"'),
        ("[footer]\ntext = 'x'\ndistance = '9mm'", 3, 1, "stand in each other's place"),
        # inheritance and variables
        ("extends = 3", 1, 1, "must be the name or path"),
        ("\nextends = 'offical'", 2, 1, "Did you mean official?"),
        ("extends = 'none.toml'", 1, 1, "does not exist"),
        ("extends = 'mine.toml'", 1, 1, "extends itself"),
        (f"extends = '{'a' * 5000}.toml'", 1, 1, "does not exist"),
        ("extends = 'a\\u0000.toml'".replace("'", '"'), 1, 1, "does not exist"),
        ("[body]\nsize = '$text'", 2, 1, "Declare it in [variables]"),
        ("[variables]\ntext = '16pt'\n[body]\nsize = '$txet'", 4, 1, "Did you mean text?"),
        ("[variables]\na = '$b'\nb = '$a'\n[body]\nsize = '$a'", 5, 1, "stands for itself"),
        ("[variables]\na = 3\n[body]\nsize = '$a'", 4, 1, "must be a text with a unit"),
        # what is no TOML
        ("[body\nsize = 1", 1, 6, "not TOML"),
        ("[body]\nsize = 16pt", 2, 10, "not TOML"),
        ("[body]\nsize = '16pt'\nsize = '14pt'", 3, 14, "not TOML"),
        ("[body]\nfont = '", 2, 9, "not TOML"),
        ("[body]\nfont = '''\n仿宋", 3, 3, "not TOML"),
    ],
)
def test_a_fault_is_shown_with_its_line_and_column(
    refused: Refused, tmp_path: Path, source: str, line: int, column: int, says: str
) -> None:
    error = refused(source)
    assert error.place == f"{tmp_path / 'mine.toml'}:{line}:{column}"
    assert says in str(error)


def test_the_fault_stands_in_the_sheet_that_makes_it(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text("[body]\n\nsize = '16px'", "utf-8")
    assert refused("extends = 'base.toml'").place == f"{tmp_path / 'base.toml'}:3:1"


def test_of_values_that_do_not_go_together_the_users_own_is_blamed(refused: Refused, tmp_path: Path) -> None:
    error = refused('extends = "official"\n\n[page]\ncharacters = 60')
    assert error.place == f"{tmp_path / 'mine.toml'}:4:1"


def test_a_circle_over_several_sheets_is_found(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("extends = 'b.toml'", "utf-8")
    (tmp_path / "b.toml").write_text("extends = '../" + tmp_path.name + "/a.toml'", "utf-8")
    error = refused("extends = 'a.toml'")
    assert error.place == f"{tmp_path / 'b.toml'}:1:1"
    assert "extends itself" in str(error)


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("body.size", "TABLE.KEY=VALUE"),
        ("size=16pt", "TABLE.KEY=VALUE"),
        ("=16pt", "TABLE.KEY=VALUE"),
        (".size=16pt", "TABLE.KEY=VALUE"),
        ("boddy.size=16pt", "Did you mean body?"),
        ("fonts.docx=A", "Unknown table 'fonts'"),
        ("body.sice=16pt", "Did you mean size?"),
        ("body.size=16", "must be a text with a unit"),
        ("body.size=", "a number with a unit"),
        ("page.lines=many", "must be a whole number"),
        ("page.lines=22\nx=1", "must be a whole number"),
        ("output.formats=[1", "must be a list of texts"),
        ("body.size=80pt", "do not fit the cells"),
    ],
)
def test_a_faulty_setting_is_shown_itself(setting: str, says: str) -> None:
    with pytest.raises(StyleError) as raised:
        load("official", [setting])
    assert raised.value.place == f"--set {setting}".replace("\n", "?")
    assert says in str(raised.value)


def test_a_name_that_is_no_sheet_is_answered_with_the_nearest() -> None:
    with pytest.raises(StyleError, match="Did you mean official"):
        load("offical")


def test_a_file_that_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    for name in ("missing.toml", "folder.toml"):
        with pytest.raises(StyleError, match="no such style sheet") as raised:
            load(str(tmp_path / name))
        assert raised.value.place == str(tmp_path / name)


def test_a_sheet_that_is_not_utf_8_is_refused_with_the_place(refused: Refused, tmp_path: Path) -> None:
    error = refused("# 中\n".encode() + "[body]\nfont = '仿宋'".encode("gb18030"))
    assert error.place == f"{tmp_path / 'mine.toml'}:3:9"
    assert "UTF-8" in str(error)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(refused: Refused, tmp_path: Path) -> None:
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf[body]\r\nbold = true\r\n")
    assert load(str(path)).elements["body"].bold
    assert refused("[body]\r\nfont = '仿宋'\r\nbald = true\r\n").place.endswith(":3:1")


@pytest.mark.parametrize(
    "source",
    [
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 80_000,
        ".".join("a" * 100_000) + " = 1",
        "[" + ".".join("a" * 100_000) + "]",
        'x = "' + '\\"' * 100_000,
        '"""' + '\\"""' * 50_000 + "\\",
        "'" * 200_001,
        "x = " + "9" * 200_000,
        "[[a]]\n" * 30_000,
        "\n".join(f"k{number} = 1" for number in range(20_000)),
        "#" * (LARGEST + 1),
    ],
    ids=[
        "arrays", "inline-tables", "dotted-key", "dotted-header", "escapes", "triple-quotes", "quotes",
        "number", "array-of-tables", "keys", "size",
    ],
)  # fmt: skip
def test_a_hostile_sheet_is_refused(refused: Refused, source: str) -> None:
    refused(source)


def test_nesting_is_refused_where_it_goes_too_deep(refused: Refused, tmp_path: Path) -> None:
    error = refused("\nx = " + "[" * DEEPEST + "[")
    assert error.place == f"{tmp_path / 'mine.toml'}:2:{5 + DEEPEST}"


def test_brackets_in_texts_and_comments_are_no_nesting(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        "# "
        + "[" * 50
        + "\n[body]\nfont = '"
        + "[" * 50
        + "' # {{{{{{{{{{\n[variables]\nx = '''\n"
        + "{" * 50
        + "'''",
        "utf-8",
    )
    assert load(str(path)).elements["body"].font == "[" * 50


def test_every_kind_of_key_is_found_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text(
        'top = 1 # a = 2\n"quoted key" = """\nnot = 1\n"""\na.b.c = [\n  1, # x = 1\n  { in = 1 },\n]\n'
        "[ table . 'sub' ]\n  key = { one = 1, two.three = [1, 2], 'fo\"ur' = {} }\nlast = 1.5\n",
        "utf-8",
    )
    positions = read(path, []).positions
    assert positions[("top",)] == (1, 1)
    assert positions[("quoted key",)] == (2, 1)
    assert ("not",) not in positions
    assert positions[("a", "b", "c")] == (5, 1)
    assert positions[("table", "sub")] == (9, 3)
    assert positions[("table", "sub", "key")] == (10, 3)
    assert positions[("table", "sub", "key", "one")] == (10, 11)
    assert positions[("table", "sub", "key", "two", "three")] == (10, 20)
    assert positions[("table", "sub", "key", 'fo"ur')] == (10, 40)
    assert positions[("table", "sub", "last")] == (11, 1)


@given(source=st.text(alphabet="ab=.[]{},\"'\\#\n 1字", max_size=60))
def test_whatever_a_file_holds_it_is_read_or_refused_as_a_style(
    tmp_path_factory: pytest.TempPathFactory, source: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(source, "utf-8")
    with contextlib.suppress(StyleError):
        document = read(path, [])
        assert all((key,) in document.positions for key in document.values)
