"""Titles: broken between words, balanced, in a trapezoid or a diamond."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from test_layout import OFFICIAL, TableMetrics, block, lay, places
from yinfa.layout.title import title_lines
from yinfa.lexicon import segment

# The title's measure is 442.2 pt, a character 22 pt: 20 characters a line.
LONG = [
    "在2023年度总结表彰大会暨2024年春节团拜会上的致辞",
    "在学习贯彻习近平新时代中国特色社会主义思想主题教育动员部署会议上的讲话",
    "关于全面推进乡村振兴和加快农业农村现代化工作情况的汇报",
    "在全市“不忘初心、牢记使命”主题教育总结大会暨警示教育会议上的讲话",
    "在福建省第十三届人民代表大会第一次会议闭幕会上的讲话",
    "在县委农村工作会议暨全县巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作推进会议上的讲话",
    "高举中国特色社会主义伟大旗帜 为全面建设社会主义现代化国家而团结奋斗",
    "坚定信心真抓实干奋力谱写新时代高质量发展新篇章",
]


def broken(text: str) -> list[str]:
    return title_lines(text, OFFICIAL.elements["title"], OFFICIAL, TableMetrics())


def width(line: str) -> float:
    return sum(TableMetrics().advance("", character) for character in line.rstrip())


def test_a_title_that_fits_stays_on_one_line() -> None:
    title = "在中国共产党第二十次全国代表大会上的报告"
    assert len(title) == 20
    assert broken(title) == [title]


@pytest.mark.parametrize("title", LONG)
def test_no_word_is_split(title: str) -> None:
    ends: set[int] = set()
    end = 0
    for word in segment(title):
        end += len(word)
        ends.add(end)
    end = 0
    for line in broken(title):
        end += len(line)
        assert end in ends


@pytest.mark.parametrize("title", LONG)
def test_lines_make_a_trapezoid_or_a_diamond(title: str) -> None:
    widths = [width(line) for line in broken(title)]
    assert len(widths) == -(-width(title) // 20.1)
    assert max(widths) <= 20.1
    longest = widths.index(max(widths))
    assert widths[:longest] == sorted(widths[:longest])
    assert widths[longest:] == sorted(widths[longest:], reverse=True)


@pytest.mark.parametrize("title", LONG)
def test_no_line_leans_on_the_one_before_and_the_last_has_more_than_two_characters(title: str) -> None:
    _, *turned = broken(title)
    assert not [line for line in turned if line[0] in "的会上和与及、，”》"]
    assert len(turned[-1]) > 2


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "在2023年度总结表彰大会暨2024年春节团拜会上的致辞",
            ["在2023年度总结表彰大会", "暨2024年春节团拜会上的致辞"],
        ),
        (
            "高举中国特色社会主义伟大旗帜 为全面建设社会主义现代化国家而团结奋斗",
            ["高举中国特色社会主义伟大旗帜 ", "为全面建设社会主义现代化国家而团结奋斗"],
        ),
        (
            "在全市“不忘初心、牢记使命”主题教育总结大会上的讲话",
            ["在全市“不忘初心、牢记使命”", "主题教育总结大会上的讲话"],
        ),
    ],
)
def test_a_title_parts_best_at_a_space_a_mark_or_the_conjunction_of_two_events(
    title: str, lines: list[str]
) -> None:
    assert broken(title) == lines


def test_a_quotation_or_a_book_title_is_not_torn_where_it_can_stay_whole() -> None:
    for line in broken("在学习宣传贯彻《中华人民共和国民法典》专题辅导报告会上的讲话"):
        assert line.count("《") == line.count("》")


def test_a_name_is_not_torn() -> None:
    lines = broken("在学习贯彻习近平新时代中国特色社会主义思想主题教育动员部署会议上的讲话")
    assert any("习近平" in line for line in lines)


def test_a_further_line_is_taken_before_the_last_has_two_characters() -> None:
    lines = broken("在认真贯彻落实安全生产重要指示精神大会上讲话")
    assert min(len(line) for line in lines) > 2


def test_a_word_wider_than_a_line_is_broken_after_all() -> None:
    lines = broken("关于" + "a" * 90 + "的讲话")
    assert "".join(lines) == "关于" + "a" * 90 + "的讲话"
    assert max(map(width, lines)) <= 20.1


def test_what_is_far_too_long_for_a_title_is_broken_like_a_paragraph() -> None:
    lines = broken("中国特色社会主义" * 40)
    assert "".join(lines) == "中国特色社会主义" * 40
    assert max(map(width, lines)) <= 20.1


@given(st.text("在市县全国代表大会上的讲话和暨、，“”《》（）第一次2023AB ——", max_size=130))
def test_joined_the_lines_are_the_title_and_none_is_too_wide(title: str) -> None:
    lines = broken(title)
    assert "".join(lines) == title
    assert all(width(line) <= 20.11 for line in lines)


def test_the_lines_of_a_title_on_the_page_are_those_of_title_lines_and_centred() -> None:
    title = LONG[1]
    (page,) = lay(block(title, "title"))
    assert [line.text for line in page.lines] == broken(title)
    for line in page.lines:
        taken = sum(sum(run.advances) for run in line.runs)
        assert places(line)[0] == pytest.approx((OFFICIAL.page.text_width - taken) / 2)
