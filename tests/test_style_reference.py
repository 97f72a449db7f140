"""The reference of style sheets says what the code declares, and what it shows can be written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from style_reference import KINDS, PAGE, renewed, told
from yinfa.style.checking import check
from yinfa.style.sheet import ELEMENTS, TABLES, Kind

TEXT = PAGE.read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
RULES = TEXT.partition("## From a house rule")[2].partition("\nCharacters as large")[0]


def test_its_tables_are_those_of_the_declarations() -> None:
    assert renewed(TEXT) == TEXT, "python tests/style_reference.py renews them"


def test_it_has_every_table_and_kind() -> None:
    asked = {*TABLES, "values", "elements", "fonts", "sheets"} - set(ELEMENTS)
    assert told(TEXT) == asked, "a table needs a section with <!-- NAME --> and <!-- end --> in it"
    assert set(KINDS) == set(get_args(Kind))


@pytest.mark.parametrize("example", EXAMPLES)
def test_its_examples_are_sound(tmp_path: Path, example: str) -> None:
    path = tmp_path / "example.toml"
    path.write_text(example, "utf-8")
    assert check(str(path))[1] == ()


@pytest.mark.parametrize(
    "rule", re.findall(r"^\| (.*?) \| (.*) \|$", RULES, re.MULTILINE)[1:], ids=lambda r: r[0]
)
def test_what_a_house_rule_becomes_is_sound(tmp_path: Path, rule: tuple[str, str]) -> None:
    written = [code for code in re.findall("`(.*?)`", rule[1]) if "=" in code or code.startswith("[")]
    assert len(written) > 1
    path = tmp_path / "rule.toml"
    path.write_text("\n".join(['extends = "official"', *written]), "utf-8")
    assert check(str(path))[1] == ()
