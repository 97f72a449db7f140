"""Style sheets on the command line: how they are found, checked, begun, and described to editors."""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_fonts import build
from yinfa.cli import main
from yinfa.errors import ExitCode, FontError, OutputError, StyleError, UsageError, YinfaError
from yinfa.style import find, load, names, show
from yinfa.style.checking import check
from yinfa.style.schema import schema
from yinfa.style.sheet import TABLES, FontStack, declarations
from yinfa.style.starter import create

ROOT = Path(__file__).resolve().parents[1]
SHEETS = sorted((ROOT / "styles").glob("*.toml"))

Put = Callable[[str, str], Path]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder beside an empty configuration folder."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(tmp_path / "user"))
    return folder


@pytest.fixture
def put(project: Path) -> Put:
    """Write a file, given from the project's folder, and give its path."""

    def put(name: str, source: str) -> Path:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, "utf-8")
        return path

    return put


# ---- search -----------------------------------------------------------------------------------


def test_a_sheet_in_the_projects_folder_is_found_by_its_name(put: Put) -> None:
    put("styles/mine.toml", 'extends = "office"\n[body]\nbold = true')
    assert load("mine").elements["body"].bold
    assert "mine" in dict(names())


def test_a_sheet_in_the_users_folder_is_found_by_its_name(put: Put) -> None:
    put("../user/styles/mine.toml", 'description = "自用"')
    assert dict(names())["mine"] == "自用"


def test_the_project_counts_more_than_the_user_and_the_user_more_than_yinfa(put: Put) -> None:
    put("../user/styles/office.toml", 'description = "user"')
    assert load("office").description == "user"
    put("styles/office.toml", 'description = "project"')
    assert load("office").description == "project"
    assert dict(names())["office"] == "project"


def test_a_sheet_may_extend_the_one_whose_name_it_takes(put: Put) -> None:
    put("../user/styles/official.toml", 'extends = "official"\n[body]\nsize = "四号"')
    put("styles/official.toml", 'extends = "official"\n[body]\nbold = true')
    body = load("official").elements["body"]
    assert (body.bold, body.size, body.font) == (True, 14, "仿宋")
    assert load("official").elements["title"].balanced


def test_two_sheets_that_extend_each_other_by_name_are_refused(put: Put) -> None:
    put("styles/one.toml", 'extends = "two"')
    two = put("styles/two.toml", '\nextends = "one"')
    with pytest.raises(StyleError, match="extends itself") as raised:
        load("one")
    assert raised.value.place == f"{two.relative_to(Path.cwd())}:2:1"


def test_a_name_is_no_path_out_of_the_folders(put: Put) -> None:
    put("mine.toml", "")
    for name in ("../mine", "", ".", "mine"):
        with pytest.raises(StyleError, match="no style sheet named"):
            load(name)


def test_the_folder_that_is_searched_twice_is_listed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    listed = [name for name, _ in names()]
    assert listed == sorted({path.stem for path in SHEETS})
    assert find("official").samefile(ROOT / "styles" / "official.toml")


def test_a_faulty_sheet_is_listed_with_its_fault_and_hides_no_other(put: Put) -> None:
    put("styles/bad.toml", "[body\n")
    put("styles/folder.toml/x", "")
    listed = dict(names())
    assert "bad.toml:1:6: This is not TOML" in listed["bad"]
    assert "folder" not in listed
    assert "official" in listed


# ---- check ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_every_sheet_that_ships_passes_its_check(path: Path) -> None:
    assert check(str(path)) == (load(path.stem), ())


def test_a_font_that_is_not_installed_is_shown_where_its_families_stand(put: Put) -> None:
    path = put("mine.toml", 'extends = "official"\n[fonts]\n"仿宋" = { docx = "x", pdf = ["No Such Font"] }')
    (fault,) = check(str(path))[1]
    assert isinstance(fault, FontError)
    assert "No Such Font" in fault.message
    assert fault.place == f"{path}:3:22"


def test_a_family_that_is_no_role_is_shown_where_it_is_asked_for(put: Put) -> None:
    path = put("mine.toml", 'extends = "official"\n[page_number]\n  font = "No Such Font"')
    (fault,) = check(str(path))[1]
    assert isinstance(fault, FontError)
    assert fault.place == f"{path}:3:3"


def test_a_font_of_latin_letters_that_is_not_installed_is_shown_where_it_is_asked_for(put: Put) -> None:
    path = put("mine.toml", 'extends = "official"\n[fonts]\n"仿宋" = { latin = "No Such Font" }')
    (fault,) = check(str(path))[1]
    assert isinstance(fault, FontError)
    assert fault.place == f"{path}:3:10"


def test_an_export_says_where_the_font_is_asked_for(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("speech.txt", "同志们：\n今天开会。")
    put("mine.toml", 'extends = "official"\n[title]\n  font = "No Such Font"')
    assert main(["export", "speech.txt", "--style", "mine.toml"]) == ExitCode.FONT
    assert "mine.toml:3:3: No font “No Such Font” is installed" in capsys.readouterr().err


def test_fonts_beside_a_sheet_that_is_extended_are_found(put: Put) -> None:
    base = put(
        "house/base.toml", "extends='official'\n[fonts]\n'仿宋' = { docx = '仿宋', pdf = ['House Song'] }"
    )
    path = put("mine.toml", "extends = 'house/base.toml'")
    (fault,) = check(str(path))[1]
    assert fault.place == f"{base}:3:23"
    (base.parent / "fonts").mkdir()
    build("House Song", "字").save(base.parent / "fonts" / "house.ttf")
    assert check(str(path))[1] == ()


# ---- all faults in one run --------------------------------------------------------------------

FAULTY = """\
description = 3
extends = "offical"

[page]
lines = "22"
margin_top = "37mn"
characters = 28

[boddy]
size = "16pt"

[body]
sise = "16pt"
size = "$text"
bold = 1
align = "middle
font = "No Such Font"

[output]
formats = [
  "pdf"
  "docx",
]

[lead]
level1 = "all"
"""


def faults_of(path: Path) -> list[tuple[int, int, str]]:
    """Line, column and message of each fault."""
    found = []
    for fault in check(str(path))[1]:
        line, column = fault.place.rsplit(":", 2)[1:]
        found.append((int(line), int(column), str(fault)))
    return found


def test_all_faults_are_found_in_one_run_each_at_its_place(put: Put) -> None:
    found = faults_of(put("mine.toml", FAULTY))
    says = [
        (1, 1, "description must be a text"),
        (2, 1, "Did you mean official?"),
        (5, 1, "must be a whole number"),
        (6, 1, "a number with a unit"),
        (9, 2, "Did you mean body?"),
        (13, 1, "Did you mean size?"),
        (14, 1, "Declare it in [variables]"),
        (15, 1, "must be true or false"),
        (16, 16, "not TOML"),
        (22, 3, "not TOML"),
        (26, 1, '"none", "marker", "sentence"'),
    ]
    assert [one[:2] for one in found] == [one[:2] for one in says]
    for (*_, message), (*_, part) in zip(found, says, strict=True):
        assert part in message


def test_values_that_do_not_go_together_and_fonts_that_are_missing_are_told_together(put: Put) -> None:
    path = put(
        "mine.toml",
        'extends = "official"\n[title]\nfont = "No Such Font"\n[body]\nsize = "一号"\nline_pitch = "40pt"\n'
        '[closing]\nindent_left = "27字"\n[page_number]\ndistance = "34mm"',
    )
    assert [(line, column) for line, column, _ in faults_of(path)] == [(3, 1), (5, 1), (8, 1), (10, 1)]


def test_one_value_that_fits_no_element_is_one_fault(put: Put) -> None:
    ((line, column, message),) = faults_of(put("mine.toml", 'extends = "official"\n[page]\ncharacters = 60'))
    assert (line, column) == (3, 1)
    assert "do not fit the cells of the grid" in message


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("[page\nlines = 22\n[body]\nbold = 1", [1, 4]),  # a broken header takes its table along
        ("[fonts]\nx = { docx = 'A', pdf = ['B',\n\n[body]\nbold = 1", [4, 5]),  # an array left open
        ("[body]\nbold = 1\nbold = 2\nsize = 16pt", [2, 3, 4]),
        ("[body]\nfont = '''\nbold = 1", [3]),  # what follows an open text is within it
    ],
)
def test_after_what_is_no_toml_the_rest_is_checked(put: Put, source: str, lines: list[int]) -> None:
    assert [line for line, *_ in faults_of(put("mine.toml", source))] == lines


def test_a_missing_parent_makes_no_fault_of_what_it_would_have_said(put: Put) -> None:
    path = put("mine.toml", "extends = 'none.toml'\n[fonts]\n'仿宋' = { docx = 'A' }\n[body]\nsize = '三号'")
    assert [line for line, *_ in faults_of(path)] == [1]


def test_the_command_says_that_a_sheet_is_sound(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    path = put("mine.toml", 'extends = "reading"')
    assert main(["styles", "check", str(path)]) == ExitCode.OK
    assert capsys.readouterr().out == f"{path}: 18 lines of 22 characters a page, no faults\n"


@pytest.mark.parametrize(
    ("source", "code", "says"),
    [
        ("[body]\nsize = '16px'", ExitCode.STYLE, "mine.toml:2:1: body.size must be"),
        ("extends = 'offical'", ExitCode.STYLE, "mine.toml:1:1: There is no style sheet"),
        ("[body]\nfont = 'No Such Font'", ExitCode.FONT, "mine.toml:2:1: "),
    ],
)
def test_the_command_shows_the_fault_on_stderr_and_ends_in_its_code(
    put: Put, capsys: pytest.CaptureFixture[str], source: str, code: ExitCode, says: str
) -> None:
    path = put("mine.toml", source)
    assert main(["styles", "check", str(path)]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err


def test_the_command_shows_every_fault(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    path = put("mine.toml", FAULTY)
    assert main(["styles", "check", str(path)]) == ExitCode.STYLE
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert all(line.startswith(f"yinfa: {path}:") for line in lines)


# ---- new --------------------------------------------------------------------------------------


@pytest.mark.parametrize("parent", [path.stem for path in SHEETS])
def test_a_new_sheet_is_its_parent_until_it_is_changed(project: Path, parent: str) -> None:
    create(parent, Path("mine.toml"))
    (mine, faults), other = check("mine.toml"), load(parent)
    assert faults == ()
    assert (mine.page, mine.elements, mine.lead) == (other.page, other.elements, other.lead)
    assert (mine.page_number, mine.fonts) == (other.page_number, other.fonts)


@pytest.mark.parametrize("parent", [path.stem for path in SHEETS])
def test_every_value_of_a_new_sheet_can_be_taken_in_and_is_what_was_inherited(
    project: Path, parent: str
) -> None:
    create(parent, Path("mine.toml"))
    source = Path("mine.toml").read_text("utf-8")
    taken_in = re.sub(r"^# (?=[^ ]+ = )", "", source, flags=re.MULTILINE)
    Path("all.toml").write_text(taken_in.replace(f'extends = "{parent}"\n', ""), "utf-8")
    written = tomllib.loads(taken_in)
    assert {table: list(written[table]) for table in TABLES} == {
        table: list(declarations(style)) for table, style in TABLES.items()
    }
    whole, other = load("all.toml"), load(parent)
    assert (whole.page, whole.elements, whole.lead) == (other.page, other.elements, other.lead)
    assert (whole.page_number, whole.fonts) == (other.page_number, other.fonts)


def test_one_value_taken_in_and_changed_is_the_only_difference(project: Path) -> None:
    create("official", Path("mine.toml"))
    source = Path("mine.toml").read_text("utf-8").replace("# lines = 22", "lines = 20")
    Path("mine.toml").write_text(source, "utf-8")
    assert load("mine.toml").page.lines == 20
    assert load("mine.toml").elements == load("official").elements


def test_a_new_sheet_finds_the_file_it_extends_from_its_own_folder(put: Put) -> None:
    put("sheets/base.toml", 'extends = "office"\n[body]\nbold = true')
    create("sheets/base.toml", Path("sheets/mine.toml"))
    create("sheets/base.toml", Path("mine.toml"))
    (Path.cwd() / "other").mkdir()
    create("sheets/base.toml", Path("other/mine.toml"))
    for name in ("sheets/mine.toml", "mine.toml", "other/mine.toml"):
        assert load(name).elements["body"].bold
    assert 'extends = "base.toml"' in Path("sheets/mine.toml").read_text("utf-8")


def test_a_file_that_exists_is_not_replaced(put: Put) -> None:
    path = put("mine.toml", "lines")
    with pytest.raises(OutputError):
        create("official", path)
    assert path.read_text("utf-8") == "lines"


def test_a_name_that_is_no_sheets_and_a_parent_that_is_wrong_leave_nothing_behind(put: Put) -> None:
    with pytest.raises(UsageError, match=r"\.toml"):
        create("official", Path("mine.txt"))
    with pytest.raises(StyleError, match="Did you mean office"):
        create("offic", Path("mine.toml"))
    with pytest.raises(StyleError):
        create(str(put("bad.toml", "x = 1")), Path("mine.toml"))
    assert [path.name for path in Path.cwd().iterdir()] == ["bad.toml"]


def test_the_command_prints_the_path_it_wrote(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "new", "mine.toml", "--from", "draft"]) == ExitCode.OK
    assert capsys.readouterr().out == "mine.toml\n"
    assert load("mine.toml").page == load("draft").page


# ---- schema -----------------------------------------------------------------------------------


def _valid(sheet: dict[str, Any]) -> bool:
    return bool(jsonschema.Draft202012Validator(schema()).is_valid(sheet))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_the_schema_accepts_every_sheet_that_ships_and_what_show_and_new_write(
    path: Path, project: Path
) -> None:
    create(path.stem, Path("mine.toml"))
    for source in (path.read_text("utf-8"), show(path.stem), Path("mine.toml").read_text("utf-8")):
        jsonschema.validate(tomllib.loads(source), schema(), jsonschema.Draft202012Validator)


def test_the_schema_describes_every_attribute_and_gives_its_default() -> None:
    properties = schema()["properties"]
    for table, style in TABLES.items():
        described = properties[table]["properties"]
        assert set(described) == set(declarations(style))
        for key, declared in declarations(style).items():
            assert declared.description in described[key]["description"]
            assert described[key]["default"] == declared.default
    assert set(properties["fonts"]["additionalProperties"]["properties"]) == set(declarations(FontStack))


@pytest.mark.parametrize(
    "source",
    [
        "[boddy]\nsize = '16pt'",
        "[body]\ncolour = '#000000'",
        "bold = true",
        "[body]\nsize = 16",
        "[body]\nsize = '16px'",
        "[body]\nsize = '16'",
        "[body]\nsize = '九号'",
        "[body]\nsize = '-16pt'",
        "[page]\nmargin_top = '2字'",
        "[page]\nlines = 0",
        "[page]\nlines = '22'",
        "[page]\nlines = 22.5",
        "[page]\ntwo_sided = 'yes'",
        "[body]\nbold = 1",
        "[body]\ncolor = 'red'",
        "[body]\nalign = 'middle'",
        "[body]\nfont = ' '",
        "[output]\nformats = 'pdf'",
        "[output]\nformats = ['odt']",
        "[output]\nformats = []",
        "[text]\nrules = [1]",
        "[fonts]\n'仿宋' = 'SimSun'",
        "[fonts]\n'仿宋' = {}",
        "[fonts]\nx = { docx = 'A', pdf = 'B' }",
        "[fonts]\nx = { docx = 'A', pdf = [] }",
        "[fonts]\nx = { docx = 'A', pfd = ['B'] }",
        "page = 'A4'",
        "extends = 3",
        "description = 3",
    ],
)
def test_the_schema_refuses_what_is_wrong_by_itself_as_loading_does(put: Put, source: str) -> None:
    assert not _valid(tomllib.loads(source))
    with pytest.raises(StyleError):
        load(str(put("mine.toml", source)))


def test_the_schema_allows_variables_and_settings_that_loading_allows(put: Put) -> None:
    source = (
        "[variables]\na = '16pt'\nb = true\nc = 20\nd = ['pdf']\n"
        "[body]\nsize = '$a'\nbold = '$b'\n[page]\nlines = '$c'\n[output]\nformats = '$d'"
    )
    assert _valid(tomllib.loads(source))
    assert load(str(put("mine.toml", source))).output.formats == ("pdf",)


def test_the_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "schema"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out) == schema()


# ---- sheets edited at random ------------------------------------------------------------------

LINES = [line for path in SHEETS for line in path.read_text("utf-8").splitlines() if line]
PIECES = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(
        ["16pt", "-1mm", "1e9pt", "字", "三号", '"', "'", "[", "]", "{", "}", "=", ".", "$a", "true", "0", "-1",
         "99999999999999999999", "1.5", "[page]", "[[body]]", "[variables]", "extends", "#", "\\", '"""', "\n", "\t",
         "\u2028", "\x00", "2022-05-14", "inf", "nan"]
    ),
    st.text(max_size=6),
)  # fmt: skip


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A sheet that ships, with some lines lost, changed or moved, and pieces put in anywhere."""
    text = draw(st.sampled_from(SHEETS)).read_text("utf-8")
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        text = text[:start] + draw(PIECES) + text[end:]
    return text


def _refusal(path: Path) -> StyleError | None:
    """The error that loading a sheet ends in; any other kind of error fails the test."""
    try:
        load(str(path))
    except StyleError as error:
        return error
    return None


def _faults(path: Path) -> tuple[YinfaError, ...]:
    """All faults of a sheet, none where it cannot be read at all."""
    with contextlib.suppress(StyleError):
        return check(str(path))[1]
    return ()


@given(source=edited())
def test_a_sheet_edited_at_random_is_loaded_or_refused_with_a_place(
    tmp_path_factory: pytest.TempPathFactory, source: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "edited.toml"
    path.write_bytes(source.encode("utf-8", "surrogatepass"))
    error = _refusal(path)
    if error:
        for fault in _faults(path) or [error]:
            assert re.search(r"\.toml(?::\d+:\d+)?$", fault.place), fault.place
            assert fault.message.endswith(".")
        return
    sheet, faults = check(str(path))
    assert sheet == load(str(path))
    assert all(isinstance(fault, FontError) for fault in faults)
    assert _valid(tomllib.loads(source.removeprefix("\ufeff")))


@given(
    table=st.sampled_from(list(TABLES)),
    key=st.sampled_from(sorted({key for style in TABLES.values() for key in declarations(style)})),
    value=st.one_of(
        st.integers(), st.booleans(), st.floats().map(repr), st.text(max_size=8).map(json.dumps),
        st.sampled_from(["'16pt'", "'0pt'", "'300mm'", "'4字'", "'$x'", "[]", "[2]", "'left'", "'#123456'"]),
    ).map(lambda value: str(value).lower() if isinstance(value, bool) else str(value)),
)  # fmt: skip
def test_any_value_for_any_key_is_loaded_or_refused_at_its_line(
    tmp_path_factory: pytest.TempPathFactory, table: str, key: str, value: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "valued.toml"
    path.write_text(f'extends = "official"\n[{table}]\n{key} = {value}\n', "utf-8", "surrogatepass")
    error = _refusal(path)
    assert error is None or error.place.startswith(f"{path}:3:")
