"""Damage done on purpose: what holds whatever happened to a text, and what comes out exact."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.grammar import compose
from bench.rates import SAMPLES, Verdict, fixed_sample, judge
from bench.speeches import Document, written_documents
from damage import STAGES, compatible, damage, fits
from yinfa.cleaned import Cleaned, make_clean
from yinfa.formats.json import dumps, loads
from yinfa.normalize import Options, normalize
from yinfa.source import read

_KNOWN_FILE = Path(__file__).with_name("cases") / "known_failures.toml"
KNOWN = tomllib.loads(_KNOWN_FILE.read_text("utf-8"))["damage"]
WORDS = re.compile(r"\w")

seeds = st.integers(0, 10**6)
stacks = st.lists(st.sampled_from(list(STAGES)), max_size=5, unique=True).map(tuple).filter(compatible)


@cache
def damaged(seed: int, families: tuple[str, ...]) -> tuple[bytes, Cleaned] | None:
    """A composed speech under these families and what it is cleaned to; None where they do not fit it."""
    document = compose(seed)
    if not fits(document, families):
        return None
    sample = damage((document,), families, Random(seed))
    return sample.data, make_clean(read(sample.data), Options())


@given(seeds, stacks)
@settings(max_examples=40)
def test_any_stack_of_damage_can_be_undone_byte_for_byte(seed: int, families: tuple[str, ...]) -> None:
    made = damaged(seed, families)
    assume(made)
    assert made
    data, cleaned = made
    (restored,) = loads(dumps(cleaned).encode(), "test")
    assert restored.data == data


@given(seeds, stacks)
@settings(max_examples=40)
def test_a_second_pass_changes_nothing(seed: int, families: tuple[str, ...]) -> None:
    made = damaged(seed, families)
    assume(made)
    assert made
    assert normalize(made[1].text).edits == ()


@given(seeds, stacks)
@settings(max_examples=40)
def test_no_word_disappears_outside_a_recorded_edit(seed: int, families: tuple[str, ...]) -> None:
    made = damaged(seed, families)
    assume(made)
    assert made
    cleaned = made[1]
    kept, position = [], 0
    for edit in cleaned.edits:
        kept += WORDS.findall(cleaned.source.text[position : edit.start]) + WORDS.findall(edit.after)
        position = edit.end
    kept += WORDS.findall(cleaned.source.text[position:])
    assert kept == WORDS.findall(cleaned.text)


def test_the_generator_damages_what_it_is_given() -> None:
    for family in STAGES.keys() - {"锟斤拷"}:  # what is lost for good is part of the truth
        sample = fixed_sample(family, 0)
        truth = "\n".join(document.text for document in sample.documents)
        assert sample.data != truth.encode(), family


def test_the_clean_speeches_are_many_and_of_every_structure() -> None:
    roles = {line.role for document in written_documents() for line in document.lines}
    assert len(written_documents()) >= 25
    assert {"title", "subtitle", "speaker", "date", "salutation", "closing", "paragraph"} <= roles
    assert {f"heading{level}" for level in (1, 2, 3, 4)} | {"lead1", "lead2", "lead3"} <= roles


@pytest.mark.parametrize("document", written_documents(), ids=lambda document: document.name)
def test_a_clean_speech_is_not_touched(document: Document) -> None:
    assert normalize(document.text).edits == ()


def _samples() -> list[object]:
    return [
        pytest.param(
            family,
            number,
            id=f"{family}-{number}",
            marks=[pytest.mark.xfail(strict=True, reason="known")] if number in KNOWN.get(family, ()) else [],
        )
        for family in (*STAGES, "stack")
        for number in range(SAMPLES)
    ]


@pytest.mark.parametrize(("family", "number"), _samples())
def test_a_damaged_speech_becomes_what_was_written(family: str, number: int) -> None:
    verdict: Verdict = judge(fixed_sample(family, number))
    assert verdict.whole, verdict.report
