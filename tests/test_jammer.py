"""The jammers of forums, made as a forum makes them."""

from __future__ import annotations

import random
import re

import pytest

from yinfa.ledger import Ledger
from yinfa.normalize import RULES

SENTENCE = "同志们，今年的工作重点是抓落实，大家辛苦了。"


def jammer(chance: random.Random) -> str:
    """Random signs as a forum of the usual kind writes them, at least five units."""
    units = chance.randint(5, 12)
    return "".join(f"{chr(chance.randint(32, 59))} {chr(chance.randint(63, 126))}" for _ in range(units))


def without(text: str) -> str:
    ledger = Ledger(text)
    for rule in RULES:
        if rule.family == "jammer":
            ledger.propose(rule.edits(ledger.text))
    return ledger.text


@pytest.mark.parametrize("collapsed", [False, True], ids=["as it is", "blanks collapsed"])
def test_nearly_every_jammer_goes_and_never_a_word_with_it(collapsed: bool) -> None:
    chance = random.Random(20221126)
    gone = 0
    for _ in range(500):
        hidden = jammer(chance)
        at = chance.randrange(len(SENTENCE) + 1)
        shown = re.sub(" +", " ", hidden) if collapsed else hidden
        text = without(SENTENCE[:at] + shown + SENTENCE[at:])
        gone += text == SENTENCE
        assert "".join(character for character in text if character > "\x7f") == SENTENCE
    assert gone >= 485


def test_a_second_jammer_is_found_as_well() -> None:
    assert (
        without(f"今年/ G- k; W% a% |( ^# n的工作{SENTENCE}6 A* I5 C; N3 y, z* L") == f"今年的工作{SENTENCE}"
    )


def test_beside_a_certain_jammer_one_of_many_blanks_goes_too() -> None:
    doubtful, certain = "3 q  z  T  B# w; k* R", "/ G- k; W% a% |( ^# n"
    assert without(f"{SENTENCE}{doubtful}\n{SENTENCE}") == f"{SENTENCE}{doubtful}\n{SENTENCE}"
    assert without(f"{SENTENCE}{doubtful}\n{certain}{SENTENCE}") == f"{SENTENCE}\n{SENTENCE}"


def test_letters_parted_by_blanks_stay_beside_a_certain_jammer() -> None:
    text = f"{SENTENCE}\n选项 A  B  C  D  E  F\n1 a  b  c  d  e"
    assert without(f"{SENTENCE}/ G- k; W% a% |( ^# n\n{text}") == f"{SENTENCE}\n{text}"


@pytest.mark.parametrize(
    "text",
    ["int a, b; c: d, e; f* g", "x = a; y: b, z* c/ d- e", "Plan A, B; C & D, E, F", "1 a 2 b 3 c 4 d 5 e"],
)
def test_signs_among_latin_words_stay(text: str) -> None:
    assert without(f"see {text} there") == f"see {text} there"
