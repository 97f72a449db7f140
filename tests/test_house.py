"""The house: what the READMEs say is what the program does, and what is tested is what is promised."""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

import yinfa
from yinfa.cleaned import make_clean
from yinfa.cli import cli
from yinfa.errors import ExitCode
from yinfa.formats.json import dumps
from yinfa.normalize import Options
from yinfa.source import read

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")


@pytest.fixture(params=READMES)
def readme(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return (ROOT / name).read_text("utf-8")


def block(readme: str, name: str) -> str:
    """The code block behind the comment of this name."""
    found = re.search(rf"^<!-- {name} -->\n```\w+\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert found, f"no code block behind <!-- {name} -->"
    return found[1]


def table(readme: str, name: str) -> list[str]:
    """The first cell of each row of the table behind the comment of this name."""
    found = re.search(rf"^<!-- {name} -->\n\|.*\n\|[-|]+\n((?:\|.*\n)+)", readme, re.MULTILINE)
    assert found, f"no table behind <!-- {name} -->"
    return [row.split("|")[1].strip() for row in found[1].splitlines()]


def synopsis(readme: str) -> dict[str, set[str]]:
    """The options the README's synopsis gives each command."""
    lines = re.sub(r"\n +", " ", block(readme, "synopsis")).splitlines()
    usages = [re.fullmatch(r"yinfa ((?:[a-z]+ ?)+)(.*)", line) for line in lines]
    assert all(usages)
    return {
        usage[1].strip(): set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", usage[2])) for usage in usages if usage
    }


def commands(group: click.Group, path: str = "") -> dict[str, click.Command]:
    """The commands that do something, by their whole names."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        whole = f"{path} {name}".strip()
        found |= commands(command, whole) if isinstance(command, click.Group) else {whole: command}
    return found


def options(command: click.Command) -> list[set[str]]:
    """The ways to write each option of a command."""
    return [
        {*option.opts, *option.secondary_opts}
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden
    ]


def test_the_synopsis_lists_every_command_and_no_other(readme: str) -> None:
    assert set(synopsis(readme)) == set(commands(cli))


def test_the_synopsis_gives_each_command_its_options_and_no_other(readme: str) -> None:
    told = synopsis(readme)
    for name, command in commands(cli).items():
        known = options(command)
        assert told[name] <= set().union(*known), name
        unsaid = [ways for ways in known if not ways & told[name]]
        assert not unsaid, f"the README keeps silent on {unsaid} of yinfa {name}"


def test_the_table_of_options_has_every_option_in_all_its_forms(readme: str) -> None:
    told = [frozenset(re.findall(r"`([^`]+)`", cell)) for cell in table(readme, "options")]
    assert len(told) == len(set(told))
    known = {frozenset(ways) for command in commands(cli).values() for ways in options(command)}
    assert set(told) == known


def test_the_table_of_commands_has_every_command(readme: str) -> None:
    assert sorted(table(readme, "commands")) == sorted(f"`{name}`" for name in cli.commands)


def test_the_table_of_exit_codes_is_the_programs(readme: str) -> None:
    assert [int(cell) for cell in table(readme, "exit-codes")] == [int(code) for code in ExitCode]


def test_the_example_is_what_the_program_makes_of_it(readme: str) -> None:
    source = read(block(readme, "before").encode(), "page.txt")
    record = json.loads(dumps(make_clean(source, Options())))
    assert record["speeches"] == [json.loads(block(readme, "after"))]


def test_the_python_of_the_readme_gives_what_it_says(
    readme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    test = doctest.DocTestParser().get_doctest(block(readme, "python"), {}, "README", None, 0)
    assert test.examples
    said: list[str] = []
    assert doctest.DocTestRunner().run(test, out=said.append).failed == 0, "".join(said)
    assert (tmp_path / "issued" / "动员.docx").is_file()


def test_the_table_of_sheets_lists_those_that_ship(readme: str) -> None:
    assert sorted(table(readme, "sheets")) == sorted(
        f"`{sheet.stem}`" for sheet in (ROOT / "styles").glob("*.toml")
    )


def test_the_table_of_fonts_lists_those_that_ship(readme: str) -> None:
    assert set(re.findall(r"`([\w-]+\.ttf)`", readme)) == {
        path.name for path in (ROOT / "fonts").glob("*.ttf")
    }


def test_every_file_the_readme_links_to_is_there(readme: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", readme):
        assert (ROOT / target).exists(), target


def test_both_readmes_show_the_same_commands_and_examples() -> None:
    english, chinese = ((ROOT / name).read_text("utf-8") for name in READMES)
    fences = r"^```(?:sh|powershell|toml|json|python|text)\n.*?^```$"
    assert re.findall(fences, english, re.MULTILINE | re.DOTALL) == re.findall(
        fences, chinese, re.MULTILINE | re.DOTALL
    )


def test_the_test_command_runs_the_lint_of_pre_commit_tool_for_tool(readme: str) -> None:
    command = block(readme, "test")
    hooks = re.findall(
        r"^ +entry: (.+)$", (ROOT / ".pre-commit-config.yaml").read_text("utf-8"), re.MULTILINE
    )
    steps = [step.strip().removeprefix(".venv/bin/") for step in command.split("&&")]
    assert steps[2:-1] == hooks
    assert steps[-1].startswith("pytest")


def test_the_windows_commands_do_what_the_others_do(readme: str) -> None:
    windows = re.findall(r"^```powershell\n(.*)\n```$", readme, re.MULTILINE)
    for unix, other in zip((block(readme, "export"), block(readme, "test")), windows, strict=True):
        translated = unix.strip().replace("python3 -m", "py -m").replace(".venv/bin/", ".venv\\Scripts\\")
        assert other == translated.replace(" && ", "; ")


@pytest.mark.skipif(os.name == "nt", reason="the build server runs bash")
def test_the_build_server_finds_the_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0
    program = re.search(r"test_command=\$\(awk '(.*)' README.md\)", script)
    assert program
    found = subprocess.run(
        ["awk", program[1], ROOT / "README.md"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert found.stdout == block((ROOT / "README.md").read_text("utf-8"), "test")


def test_the_version_is_the_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == yinfa.__version__
