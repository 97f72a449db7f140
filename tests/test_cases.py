"""Whole files from the wild become what was written; known failures are watched."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import yinfa

CASES = Path(__file__).with_name("cases")
WILD = tomllib.loads((CASES / "wild.toml").read_text("utf-8"))["case"]
KNOWN = tomllib.loads((CASES / "known_failures.toml").read_text("utf-8")).get("case", [])


def name(case: dict[str, Any]) -> str:
    return str(case["name"])


@pytest.mark.parametrize("case", WILD, ids=name)
def test_a_file_from_the_wild_becomes_what_was_written(case: dict[str, Any]) -> None:
    cleaned = yinfa.clean(case["given"])
    assert cleaned.text == case["text"]
    assert set(case.get("warnings", ())) <= {warning.code for warning in cleaned.all_warnings}


@pytest.mark.parametrize("case", [case for case in WILD if "titles" in case], ids=name)
def test_a_file_from_the_wild_is_parted_into_its_speeches(case: dict[str, Any]) -> None:
    assert [speech.title for speech in yinfa.clean(case["given"]).speeches] == case["titles"]


@pytest.mark.parametrize("case", [case for case in WILD if "salutation" in case], ids=name)
def test_the_audience_is_known(case: dict[str, Any]) -> None:
    assert list(yinfa.clean(case["given"]).speeches[0].salutation) == case["salutation"]


@pytest.mark.parametrize("case", WILD, ids=name)
def test_what_was_written_stays_as_it_is(case: dict[str, Any]) -> None:
    assert yinfa.clean(case["text"]).edits == ()


@pytest.mark.xfail(strict=True, reason="known")
@pytest.mark.parametrize("case", KNOWN, ids=name)
def test_a_known_failure_is_mended(case: dict[str, Any]) -> None:
    cleaned = yinfa.clean(case["given"])
    assert cleaned.text == case["text"]
    assert set(case.get("warnings", ())) <= {warning.code for warning in cleaned.all_warnings}
