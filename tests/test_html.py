"""The page of a check: it says what was done, and no text can do anything to it."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from made_edits import edited
from yinfa.aligned import joined
from yinfa.cleaned import Cleaned, make_clean
from yinfa.formats.html import FAMILIES, check
from yinfa.ledger import Edit
from yinfa.normalize import RULES, Options
from yinfa.source import read

PAGE = """首页 > 讲话稿 > 会议讲话 >
在全镇安全生产会议上的讲话
同志们:
今天的会只有一件事,就是"安全"二字。
一、把隐患找出来
一是查用电。老旧线路逐户过一遍。
谢谢大家!
"""
VOID = {"meta", "br"}
HARMLESS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li", "a", "span", "details"),
    *("summary", "table", "thead", "tbody", "tr", "th", "td", "del", "ins", "b", "i", "code", "br"),
}
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "title", "id", "href", "colspan"}

hostile = st.text(
    alphabet=st.one_of(st.sampled_from("<>&\"'/=-!;#x\n同志们：，<script>"), st.characters(codec="utf-8")),
    max_size=200,
)


def cleaned(text: str, name: str = "page.txt") -> Cleaned:
    return make_clean(read(text.encode(), name), Options())


class Walker(HTMLParser):
    """Collects elements and attributes; every element must be closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def walked(page: str) -> Walker:
    walker = Walker()
    walker.feed(page)
    walker.close()
    assert walker.open == []
    return walker


def shown(page: str, column: int) -> list[str]:
    """What stands in one column of the sides, row by row."""
    root = lxml_html.fromstring(page)
    rows = root.xpath('//table[@class="sides"]/tbody/tr[not(@class="part")]')
    return ["".join(row.xpath(f"td[{column}]//text()[not(ancestor::span[@class='role'])]")) for row in rows]


def test_source_and_result_stand_side_by_side() -> None:
    page = check(cleaned(PAGE))
    assert shown(page, 2) == PAGE.splitlines()
    assert shown(page, 4) == ["", *cleaned(PAGE).text.splitlines()]


def test_each_line_is_marked_with_the_part_it_plays() -> None:
    root = lxml_html.fromstring(check(cleaned(PAGE)))
    assert root.xpath('//span[@class="role"]/text()') == [
        "标题",
        "称谓",
        "一级标题",
        "二级标题·领句",
        "结束语",
    ]
    assert root.xpath("string(//b)") == "一是查用电。"


def test_each_edit_names_its_rule_and_confidence() -> None:
    root = lxml_html.fromstring(check(cleaned(PAGE)))
    marks = root.xpath('//table[@class="sides"]//del | //table[@class="sides"]//ins')
    assert marks
    for mark in marks:
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+( \+ [a-z_]+\.[a-z_]+)*，把握 \d+%", mark.get("title"))


def test_each_rule_has_its_description_as_tooltip() -> None:
    root = lxml_html.fromstring(check(cleaned(PAGE)))
    descriptions = {f"{rule.name}: {rule.description}" for rule in RULES}
    tooltips = root.xpath('//td[@class="rules"]/span/@title')
    assert tooltips
    assert set(tooltips) <= descriptions


def test_doubtful_edits_are_listed_with_links_to_their_places() -> None:
    source = "今天我们开会，主要任务是总结。"
    sure = Edit(RULES[0].name, 6, 7, "，", "、", 0.9)
    doubtful = Edit(RULES[0].name, 12, 14, "总结", "总 结", 0.5)
    root = lxml_html.fromstring(check(edited(source, (sure, doubtful))))
    (link,) = root.xpath("//li/a")
    assert link.text_content() == "…我们开会，主要任务是总结总 结。"
    (target,) = root.xpath(f'//*[@id="{link.get("href")[1:]}"]')
    assert (target.text, target.get("class")) == ("总结", "p w")


def test_a_collection_is_parted_into_its_speeches() -> None:
    two = "第一篇:在甲会上的讲话\n同志们:\n好的。\n第二篇:在乙会上的讲话\n同志们:\n好的。\n"
    root = lxml_html.fromstring(check(cleaned(two)))
    assert [row.text_content() for row in root.xpath('//tr[@class="part"]')] == [
        "第 1 篇（共 2 篇）",
        "第 2 篇（共 2 篇）",
    ]


def test_warnings_are_told_in_chinese() -> None:
    root = lxml_html.fromstring(check(cleaned("牛奶\n鸡蛋\n")))
    assert "不像讲话稿" in root.xpath("string(//ul)")


def test_a_text_that_was_clean_is_said_to_be() -> None:
    assert "没有改动" in check(cleaned(cleaned(PAGE).text))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</style><script>alert(1)</script>",
        "</title><svg onload=alert(1)>",
        "&lt;script&gt; &#60;script&#62; &amp;",
        "\u202e\u2066<b>\u2069",
        "javascript:alert(1)",
    ],
)
def test_hostile_text_is_shown_and_does_nothing(text: str) -> None:
    page = check(cleaned(f"在会上的讲话\n同志们:\n{text}好。\n", name=f"{text}.txt"))
    walker = walked(page)
    assert walker.seen <= HARMLESS
    assert walker.attributes <= ATTRIBUTES
    assert page.count("<style>") == 1


def test_spaces_of_other_kinds_are_shown_as_spaces_and_controls_by_their_code() -> None:
    assert shown(check(edited("甲\xa0乙\u200b丙")), 2) == ["甲 乙200B丙"]


@given(hostile)
def test_no_text_makes_an_element_or_an_attribute_of_its_own(text: str) -> None:
    walker = walked(check(edited(text)))
    assert walker.seen <= HARMLESS
    assert walker.attributes <= ATTRIBUTES


@given(hostile)
def test_the_page_holds_no_character_that_cannot_be_seen(text: str) -> None:
    page = check(edited(text))
    assert all(character.isprintable() or character in "\n\u3000" for character in page)
    page.encode()


def test_the_policy_admits_the_pages_style_and_nothing_else() -> None:
    root = lxml_html.fromstring(check(cleaned(PAGE)))
    (policy,) = root.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    digest = base64.b64encode(hashlib.sha256(root.xpath("string(//style)").encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not root.xpath("//script | //link | //img | //iframe | //@style | //@src")
    assert all(link.startswith("#") for link in root.xpath("//@href"))


def test_near_edits_share_a_mark() -> None:
    text = "領導群們" * 3
    edits = tuple(
        Edit(RULES[0].name, n, n + 1, text[n], "x", 0.9) for n in range(len(text)) if text[n] in "領導們"
    )
    assert len(joined(text, edits)) == 1
    assert check(edited(text, edits)).count(f'title="{RULES[0].name}，') == 2


def test_thirty_thousand_edits_make_a_page_in_seconds() -> None:
    line = "今天开会,很重要。" * 100
    source = "\n".join([line] * 300)
    edits = tuple(
        Edit("punctuation.full_width", match.start(), match.end(), ",", "，", 0.97)
        for match in re.finditer(",", source)
    )
    assert len(edits) == 30_000
    case = edited(source, edits)
    begun = time.monotonic()
    page = check(case)
    assert time.monotonic() - begun < 15
    assert len(page) < 12_000_000


def test_every_family_of_rules_has_a_chinese_name() -> None:
    missing = {rule.family for rule in RULES} - set(FAMILIES)
    assert not missing, f"add these to FAMILIES in formats/html.py: {missing}"
