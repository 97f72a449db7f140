"""Source and clean text side by side: nothing is lost, and the rows are the lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from yinfa.aligned import Piece, Row, joined, rows
from yinfa.ledger import Edit, apply
from yinfa.normalize import normalize

pieces_of_text = st.text(alphabet="同志们，、 \n\r\u3000ab", max_size=4)


@st.composite
def edited_sources(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A source and edits that keep the ledger's promises."""
    source = ""
    edits: list[Edit] = []
    for before, after, kept in draw(st.lists(st.tuples(pieces_of_text, pieces_of_text, pieces_of_text))):
        rule = draw(st.sampled_from(["a.x", "a.y"]))
        if before != after and (kept or not edits):
            edits.append(Edit(rule, len(source), len(source) + len(before), before, after, 0.9))
            source += before
        source += kept
    return source, edits


def side(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def aligned(source: str, edits: Sequence[Edit]) -> list[tuple[str, str]]:
    return [
        (side(row.left), side(row.right).removesuffix("\n"))
        for row in rows(source, apply(source, edits), edits)
    ]


def edit(source: str, before: str, after: str, rule: str = "a.x") -> Edit:
    start = source.index(before)
    return Edit(rule, start, start + len(before), before, after, 0.9)


@given(edited_sources())
def test_each_line_of_the_clean_text_has_one_row_in_order(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    text = apply(source, edits)
    table = list(rows(source, text, edits))
    lines = {row.line: side(row.right).removesuffix("\n") for row in table if row.line}
    assert list(lines) == sorted(lines)
    assert {n: line for n, line in enumerate(text.split("\n"), start=1) if line} == {
        n: line for n, line in lines.items() if line
    }


@given(edited_sources())
def test_no_character_of_the_source_but_line_ends_is_lost(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    left = "".join(side(row.left) for row in rows(source, apply(source, edits), edits))
    assert left.translate({10: "", 13: ""}) == source.translate({10: "", 13: ""})


@given(edited_sources())
def test_the_rows_rise_in_both_texts(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    table: list[Row] = list(rows(source, apply(source, edits), edits))
    assert all(above.number <= below.number for above, below in pairwise(table))


@given(edited_sources())
def test_joined_edits_make_the_same_text(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    assert apply(source, joined(source, edits)) == apply(source, edits)


def test_a_line_taken_out_has_a_row_with_an_empty_right_side() -> None:
    source = "首页 > 讲话\n同志们"
    assert aligned(source, [edit(source, "首页 > 讲话\n", "")]) == [("首页 > 讲话", ""), ("同志们", "同志们")]


def test_lines_taken_out_at_the_end_stand_below_the_last_line() -> None:
    source = "谢谢大家！\n相关推荐\n热门文档\n"
    assert aligned(source, [edit(source, "\n相关推荐\n热门文档", "")]) == [
        ("谢谢大家！", "谢谢大家！"),
        ("相关推荐", ""),
        ("热门文档", ""),
    ]


def test_lines_that_were_joined_share_a_row() -> None:
    source = "制定方\n案，实行\n好"
    assert aligned(source, [edit(source, "\n", "")]) == [("制定方\n案，实行", "制定方案，实行"), ("好", "好")]


def test_a_line_that_was_parted_is_parted_on_both_sides() -> None:
    source = "在会上的讲话同志们：\n好"
    assert aligned(source, [Edit("a.x", 6, 6, "", "\n", 0.9)]) == [
        ("在会上的讲话", "在会上的讲话"),
        ("同志们：", "同志们："),
        ("好", "好"),
    ]


def test_source_lines_are_numbered_whatever_their_ends() -> None:
    for end in ("\n", "\r\n", "\r"):
        source = end.join(["一", "二", "", "三"])
        text, edits = normalize(source).text, normalize(source).edits
        assert [row.number for row in rows(source, text, edits) if row.is_visible] == [1, 2, 4]


def test_edits_of_white_space_between_lines_are_quiet_and_others_are_not() -> None:
    source = "\u3000\u3000同 志们\r\n\r\n好"
    edits = [
        Edit("a.indent", 0, 2, "\u3000\u3000", "", 1.0),
        Edit("a.inner", 3, 4, " ", "", 1.0),
        Edit("a.blank", 6, 10, "\r\n\r\n", "\n", 1.0),
    ]
    seen = [seen.rule for row in rows(source, apply(source, edits), edits) for seen in row.edits]
    assert seen == ["a.inner"]


def test_a_joint_and_a_cut_are_no_quiet_edits() -> None:
    for source, change in (
        ("方\n案", Edit("a.x", 1, 2, "\n", "", 1.0)),
        ("方案", Edit("a.x", 1, 1, "", "\n", 1.0)),
    ):
        table = rows(source, apply(source, [change]), [change])
        assert [change] == [seen for row in table for seen in row.edits][:1]


def test_near_edits_of_one_rule_are_shown_as_one_and_others_apart() -> None:
    source = "領導同志們"
    near = [Edit("a.x", 0, 2, "領導", "领导", 0.9), Edit("a.x", 4, 5, "們", "们", 0.9)]
    assert joined(source, near, near=2) == [Edit("a.x", 0, 5, "領導同志們", "领导同志们", 0.9)]
    other_rule = [near[0], near[1]._replace(rule="a.y")]
    assert joined(source, other_rule, near=2) == other_rule
    less_sure = [near[0], near[1]._replace(confidence=0.5)]
    assert joined(source, less_sure, near=2) == less_sure
    assert joined(source, near, near=1) == near


def test_edits_on_two_lines_are_never_joined() -> None:
    source = "們\n們"
    edits = [Edit("a.x", 0, 1, "們", "们", 0.9), Edit("a.x", 2, 3, "們", "们", 0.9)]
    assert joined(source, edits) == edits
