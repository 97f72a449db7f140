"""The ledger: whatever rules propose, the edits against the source tell the whole truth."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinfa.ledger import JOINT, Edit, Ledger, OverlapError, apply, undo

RULES = ("first", "second", "third", "fourth")
TEXTS = st.text("ab，。“\n 中国𠀀", max_size=24)
"""Short texts of few letters, so that repeated and equal pieces are common; 𠀀 lies outside the BMP."""


@st.composite
def proposals(draw: st.DrawFn, text: str, rule: str) -> list[Edit]:
    """Edits that do not overlap, against `text`, in any order."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits: list[Edit] = []
    for start, end in list(pairwise(cuts))[::2]:
        if edits and edits[-1].end == start == end:
            continue
        after, confidence = draw(TEXTS), draw(st.sampled_from((0.5, 0.9, 1.0)))
        edits.append(Edit(rule, start, end, text[start:end], after, confidence))
    return draw(st.permutations(edits))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Ledger, list[str]]:
    """A ledger after up to four rules, and the text after each of them, worked out without the ledger."""
    ledger = Ledger(draw(TEXTS))
    texts = [ledger.source]
    for rule in RULES[: draw(st.integers(0, 4))]:
        edits = draw(proposals(ledger.text, rule))
        texts.append(from_the_end(ledger.text, edits))
        ledger.propose(edits)
    return ledger, texts


def from_the_end(text: str, edits: list[Edit]) -> str:
    """The plainest way to apply edits: backwards, so that no offset moves."""
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.after + text[edit.end :]
    return text


def edit(start: int, before: str, after: str, rule: str = "rule") -> Edit:
    return Edit(rule, start, start + len(before), before, after, 1.0)


@given(histories())
def test_the_text_is_what_the_rules_made_in_turn(history: tuple[Ledger, list[str]]) -> None:
    ledger, texts = history
    assert ledger.text == texts[-1]


@given(histories())
def test_the_edits_against_the_source_give_the_text(history: tuple[Ledger, list[str]]) -> None:
    ledger, _ = history
    assert apply(ledger.source, ledger.edits) == ledger.text


@given(histories())
def test_undoing_the_edits_on_the_text_gives_the_source(history: tuple[Ledger, list[str]]) -> None:
    ledger, _ = history
    assert undo(ledger.text, ledger.edits) == ledger.source


@given(histories())
def test_applied_backwards_the_edits_give_the_same_text(history: tuple[Ledger, list[str]]) -> None:
    ledger, _ = history
    assert from_the_end(ledger.source, list(ledger.edits)) == ledger.text


@given(histories())
def test_edits_are_sorted_and_never_overlap_or_share_their_place(history: tuple[Ledger, list[str]]) -> None:
    ledger, _ = history
    for left, right in pairwise(ledger.edits):
        assert left.end <= right.start
        assert (left.start, left.end) < (right.start, right.end)


@given(histories())
def test_every_edit_says_truly_what_it_replaced_and_by_what(history: tuple[Ledger, list[str]]) -> None:
    ledger, _ = history
    shift = 0
    for each in ledger.edits:
        assert ledger.source[each.start : each.end] == each.before != each.after
        assert (
            ledger.text[each.start + shift : each.end + shift - len(each.before) + len(each.after)]
            == each.after
        )
        shift += len(each.after) - len(each.before)


@given(histories())
def test_offsets_of_the_last_rule_are_where_its_edits_stand(history: tuple[Ledger, list[str]]) -> None:
    text = history[0].text
    ledger = Ledger(text, watched=("mark",))
    edits = [Edit("mark", at, at + 1, text[at], "", 1.0) for at in range(0, len(text), 2)]
    ledger.propose(edits)
    assert ledger.offsets("mark") == [len(text[1 : edit.start : 2]) for edit in edits]


@given(histories(), st.data())
def test_offsets_stay_in_order_and_within_the_text(
    history: tuple[Ledger, list[str]], data: st.DataObject
) -> None:
    ledger = Ledger(history[0].text, watched=RULES)
    for rule in RULES:
        ledger.propose(data.draw(proposals(ledger.text, rule)))
    for rule in RULES:
        places = ledger.offsets(rule)
        assert places == sorted(places)
        assert all(0 <= place <= len(ledger.text) for place in places)


def test_a_place_is_kept_where_edits_before_and_behind_it_become_one() -> None:
    ledger = Ledger("xiexie/[2]/zai", watched=("mark",))
    ledger.propose([edit(0, "xiexie", "谢谢", "read"), edit(11, "zai", "在", "read")])
    ledger.propose([edit(2, "/", "", "tags"), edit(6, "/", "", "tags")])
    ledger.propose([edit(2, "[2]", "", "mark")])
    assert (ledger.text, ledger.offsets("mark")) == ("谢谢在", [2])
    ledger.propose([edit(0, "谢谢在", "谢谢！在", "marks")])
    assert (len(ledger.edits), ledger.offsets("mark")) == (1, [2])


@given(histories())
def test_no_name_and_no_confidence_is_made_up(history: tuple[Ledger, list[str]]) -> None:
    ledger, _ = history
    for each in ledger.edits:
        names = each.rule.split(JOINT)
        assert len(names) == len(set(names))
        assert set(names) <= set(RULES)
        assert each.confidence in (0.5, 0.9, 1.0)


@given(TEXTS, st.data())
def test_a_rule_may_propose_in_any_order(text: str, data: st.DataObject) -> None:
    edits = data.draw(proposals(text, "rule"))
    one, other = Ledger(text), Ledger(text)
    one.propose(edits)
    other.propose(sorted(edits, key=lambda each: each.start, reverse=True))
    assert (one.text, one.edits) == (other.text, other.edits)


@given(TEXTS, st.data())
def test_only_edits_that_change_something_are_counted_and_kept(text: str, data: st.DataObject) -> None:
    edits = data.draw(proposals(text, "rule"))
    real = [each for each in edits if each.before != each.after]
    ledger = Ledger(text)
    assert ledger.propose(edits) == len(real)
    assert ledger.propose(Edit("idle", 0, len(ledger.text), ledger.text, ledger.text, 1.0) for _ in "x") == 0
    assert sorted(ledger.edits) == sorted(real)


@given(histories(), st.data())
def test_an_edit_that_belies_the_text_is_refused_and_nothing_changes(
    history: tuple[Ledger, list[str]], data: st.DataObject
) -> None:
    ledger, _ = history
    text, edits = ledger.text, ledger.edits
    start = data.draw(st.integers(0, len(text)))
    with pytest.raises(OverlapError):
        ledger.propose([edit(start, "这里没有", "")])
    assert (ledger.text, ledger.edits) == (text, edits)


@pytest.mark.parametrize(
    "edits",
    [
        [edit(0, "同志", "a"), edit(1, "志们", "b")],
        [edit(0, "同志们", "a"), edit(1, "志", "b")],
        [edit(1, "志", "a"), edit(1, "志", "b")],
        [edit(1, "", "a"), edit(1, "", "b")],
        [edit(0, "同志们", "a"), edit(1, "", "b")],
    ],
    ids=["crossing", "nested", "same", "two insertions at one place", "insertion inside"],
)
def test_proposals_that_overlap_are_refused(edits: list[Edit]) -> None:
    for order in (edits, edits[::-1]):
        ledger = Ledger("同志们：")
        with pytest.raises(OverlapError):
            ledger.propose(order)
        assert ledger.text == "同志们："


@pytest.mark.parametrize(
    "wrong",
    [Edit("rule", 2, 9, "们", "", 1.0), Edit("rule", 9, 9, "", "a", 1.0), Edit("rule", -1, 0, "", "a", 1.0)],
    ids=["end beyond its text", "behind the text", "before the text"],
)
def test_offsets_that_do_not_fit_are_refused(wrong: Edit) -> None:
    with pytest.raises(OverlapError):
        Ledger("同志们：").propose([wrong])


def test_edits_that_only_touch_stay_two() -> None:
    ledger = Ledger("首页同志们:")
    ledger.propose([edit(0, "首页", "", "chrome"), edit(2, "同", "全", "other")])
    assert [each.rule for each in ledger.edits] == ["chrome", "other"]


def test_rules_that_change_one_place_in_turn_become_one_edit_of_the_lowest_confidence() -> None:
    ledger = Ledger("同志們:")
    ledger.propose([Edit("script", 2, 3, "們", "们", 0.9)])
    ledger.propose([Edit("mark", 2, 4, "们:", "们：", 1.0)])
    assert ledger.edits == (Edit(f"script{JOINT}mark", 2, 4, "們:", "们：", 0.9),)


def test_a_change_that_a_later_rule_takes_back_leaves_no_edit() -> None:
    ledger = Ledger("看著")
    ledger.propose([edit(1, "著", "着")])
    ledger.propose([edit(1, "着", "著")])
    assert (ledger.text, ledger.edits) == ("看著", ())


def test_what_a_later_rule_puts_back_where_it_was_taken_out_leaves_no_edit() -> None:
    ledger = Ledger("首页同志们")
    ledger.propose([edit(0, "首页", "")])
    ledger.propose([edit(0, "", "首页")])
    assert (ledger.text, ledger.edits) == ("首页同志们", ())


def test_the_neighbour_of_a_place_that_was_changed_twice_keeps_its_own_edit() -> None:
    ledger = Ledger("們著")
    ledger.propose([edit(0, "們", "门", "first"), edit(1, "著", "着", "first")])
    ledger.propose([edit(0, "门", "们", "second")])
    assert [(each.rule, each.before, each.after) for each in ledger.edits] == [
        (f"first{JOINT}second", "們", "们"),
        ("first", "著", "着"),
    ]


def test_undo_refuses_a_text_that_is_not_the_edited_one() -> None:
    with pytest.raises(ValueError, match="does not read"):
        undo("同志们:", [edit(3, ":", "：")])


def test_undo_refuses_edits_that_overlap() -> None:
    with pytest.raises(ValueError, match="does not read"):
        undo("ab", [edit(0, "x", "ab"), edit(0, "y", "b")])
