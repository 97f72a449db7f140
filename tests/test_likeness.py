"""The model of web pages' lines: what it tells from speeches, and what it must leave alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import page_lines
from yinfa.normalize import normalize
from yinfa.normalize.alike import alike, is_alike
from yinfa.normalize.likeness import ALL_BUT_SURE, LIKELY, likeness

SPEECHES = sorted((Path(__file__).parent / "speeches").glob("*.txt"))


def test_the_weights_are_learnt_from_the_lines_as_they_stand() -> None:
    header = page_lines.WEIGHTS.read_text("utf-8").partition("\n")[0]
    assert header == page_lines.fingerprint(), "python tests/page_lines.py learns them anew"


@pytest.mark.parametrize(
    "line",
    [
        "看了这篇的人还看了",
        "点击小图查看原图",
        "同类稿件精选",
        "该用户很懒，什么也没留下",
        "【打开小程序收听本文】",
        "已有236位读者收藏",
        "第3楼 匿名网友 发表于 5小时前",
        "本页二维码",
        "扫码进入移动端阅读",
        "文档编号：20210388 页数：6",
    ],
)
def test_a_line_of_a_page_is_known_in_words_it_was_not_learnt_in(line: str) -> None:
    assert line not in page_lines.read("page")
    assert likeness(line) >= LIKELY


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫村口的二维码，水价电价都看得见",
        "点击量不是我们的目的",
        "她把这首歌收藏了半辈子",
        "编辑部搬到了河对岸",
        "点赞容易，办事难",
        "作者的名字刻在碑上",
        "一件没有寄出的棉衣",
        "（众人起立，默哀）",
        "请坐到前排来",
    ],
)
def test_a_line_that_is_said_is_left_though_it_uses_the_words_of_pages(line: str) -> None:
    assert line not in page_lines.read("said")
    assert likeness(line) < ALL_BUT_SURE


@pytest.mark.parametrize("path", SPEECHES, ids=lambda path: path.stem)
def test_no_line_of_a_clean_speech_is_taken_for_a_pages(path: Path) -> None:
    said = [line.partition("|")[2] or line for line in path.read_text("utf-8").splitlines()]
    assert list(alike("\n".join(said))) == []


@pytest.mark.parametrize(
    "line", ["的理念继续服务会员。同时期待更多的会员加入", "感谢关注。欢迎更多的朋友加入"]
)
def test_a_line_that_begins_and_ends_in_mid_sentence_is_no_pages_within_a_speech(line: str) -> None:
    assert likeness(line) >= LIKELY
    assert not is_alike(line, behind=False, within=True)


def test_the_last_line_above_a_speech_is_its_title_whatever_it_is_made_of() -> None:
    text = (
        "关灯\n——在读书分享会上的发言\n各位书友：\n今天我想说一说夜里读书的事，说完大家再讨论。\n谢谢大家！"
    )
    assert normalize(text).text.startswith("关灯\n")


def test_what_is_below_the_first_line_of_a_page_behind_the_thanks_goes_with_it() -> None:
    speech = "在年会上的致辞\n各位同事：\n这一年大家辛苦了，我代表公司谢谢每一位同事。\n谢谢大家！"
    text = f"{speech}\n看过这篇的人还看了\n1.年会主持词\n2.公司年会祝酒词"
    assert normalize(text).text == speech


def test_numbers_and_blanks_count_as_one() -> None:
    assert likeness("阅读 36") == likeness("阅读  1208")


def test_a_long_line_is_never_a_pages() -> None:
    assert likeness("点击下载全文" * 40) == 0


def test_each_line_is_learnt_once_and_on_one_side() -> None:
    page, said = page_lines.read("page"), page_lines.read("said")
    assert not set(page) & set(said)
    assert all(re.search(r"\S", line) for line in page + said)
