"""Headings that were glued to their text: where the model parts them, and what it must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import headings
import yinfa
from yinfa.normalize import normalize
from yinfa.normalize.heading_ends import Ends, ends
from yinfa.normalize.heading_signs import is_possible, parted, places
from yinfa.normalize.parts import headings as gluedings

SPEECHES = sorted((Path(__file__).parent / "speeches").glob("*.txt"))
WRITTEN = [
    [
        "提高思想认识，增强防火意识|入冬以来，全县没有下过一场透雨，林下的枯草一点就着，形势十分严峻。",
        "突出工作重点，管住野外火源|各乡镇要在进山路口设卡，打火机、火柴一律收缴，坟头烧纸要有人盯。",
        "落实工作责任，形成防火合力|护林员每天巡山不得少于两趟，发现情况先报告、再处置，不得隐瞒。",
    ],
    [
        "过去一年的工作|一年来，社区党委带领全体居民，办成了加装电梯、改造管网等十二件实事。",
        "存在的主要问题|在看到成绩的同时，我们也要看到，停车难、养犬乱的问题还没有根本解决。",
        "今年的工作打算|今年，我们准备先从停车难入手，再腾出两块空地，让居民有地方停车。",
    ],
    [
        "抓好春季田间管理|小麦已经返青，浇水、追肥、除草这几件事要赶在清明之前做完。",
        "抓好农业技术服务|农技站的同志要分片包村，到田头去教，不要坐在站里等人来问。",
        "抓好农资市场监管|每到春耕，总有人卖假种子、假化肥，查到一起就要处理一起。",
    ],
]


def test_the_weights_are_learnt_from_the_headings_as_they_stand() -> None:
    header = headings.WEIGHTS.read_text("utf-8").partition("\n")[0]
    assert header == headings.fingerprint(), "python tests/headings.py learns them anew"


OPENING = "在会上的讲话\n同志们：\n今天的会就讲几点。\n"
BEHIND = "这件事拖不得，从今天起就要动手。"


def numbered(run: list[str], joint: str) -> list[str]:
    return [f"{number}、{joint.join(line.split('|'))}" for number, line in zip("一二三", run, strict=True)]


@pytest.mark.parametrize("run", WRITTEN, ids=lambda run: run[0].partition("|")[0])
@pytest.mark.parametrize("between", ["", "\n"], ids=["one line", "line by line"])
def test_headings_glued_to_their_text_are_parted(run: list[str], between: str) -> None:
    run = [f"{line}{BEHIND}" for line in run]
    text = normalize(OPENING + between.join(numbered(run, ""))).text
    assert text == OPENING + "\n".join(numbered(run, "\n"))


def test_a_heading_of_its_own_line_helps_to_know_those_that_are_glued() -> None:
    first, *others = numbered([f"{line}{BEHIND}" for line in WRITTEN[0]], "\n")
    given = "\n".join([first, *(line.replace("\n", "") for line in others)])
    assert normalize(OPENING + given).text == OPENING + "\n".join([first, *others])


@pytest.mark.parametrize(
    "lines",
    [
        # numbered paragraphs
        "一、各村要在月底之前把合作医疗的钱收齐，收不齐的由包村干部说明原因。\n"
        "二、农技站要抓紧把化肥和地膜调运到位，不能误了农时，也不能短斤少两。\n"
        "三、派出所要加强夜间的巡逻，严防有人盗窃农机、破坏电力设施。",
        "1.希望老师们把更多的时间留给课堂，把更多的耐心留给后进的学生。\n"
        "2.希望家长们每天陪孩子读半个小时的书，少看一会儿手机。",
        "（一）关于校车的线路，下学期增加两条，住在河东的孩子不用再绕路。\n"
        "（二）关于午餐的价格，家长委员会讨论之后再定，一定会公开。",
        # leads
        "一、认识要到位。各级干部要充分认识防汛工作的重要性，丝毫不能马虎。\n"
        "二、措施要到位。各个险工险段都要有人、有料、有预案，确保万无一失。",
        "一、进一步加强对防汛抗旱工作的组织领导，落实各项责任。各级干部要到一线去，靠前指挥。\n"
        "二、进一步加强对水库堤防的巡查值守，消除各类隐患。巡查人员要按时到岗，不得脱岗。",
    ],
    ids=lambda lines: lines[:12],
)
def test_numbered_paragraphs_without_headings_stay(lines: str) -> None:
    assert normalize(OPENING + lines).text == OPENING + lines
    joined = normalize(OPENING + lines.replace("\n", "")).text
    assert set(joined.splitlines()) <= {*OPENING.splitlines(), *lines.splitlines(), lines.replace("\n", "")}


def test_a_number_that_a_heading_ends_with_stays_in_it() -> None:
    run = [
        "发车正点率达到97%|上个月晚点的四十二趟车里，有三十趟晚在进站的路口。",
        "乘客投诉率降到0.3%|投诉电话由值班经理亲自接，当天答复，三天之内办结。",
        "百公里油耗下降6%|司机的驾驶习惯差一点，一年的油钱就差出三千多块。",
    ]
    lengths = ends([line.replace("|", "") for line in run], [False] * len(run)).lengths
    assert lengths == [line.index("|") for line in run]


def test_a_question_that_a_text_answers_is_its_heading() -> None:
    run = [
        "为什么要挖这口塘？|村里八百亩田都靠天吃饭，去年一旱就旱了九十天。",
        "塘挖在什么地方？|选在南坡脚下，离田近，土也不漏水，勘测队来看过两回。",
        "挖好了归谁管？|每个组推一个人，轮流看水，账目一个月公布一次。",
    ]
    lengths = ends([line.replace("|", "") for line in run], [False] * len(run)).lengths
    assert lengths == [line.index("|") for line in run]
    text = normalize(OPENING + "".join(numbered(run, ""))).text
    assert text == OPENING + "\n".join(numbered(run, "\n"))


def test_a_word_that_stands_over_a_border_by_chance_does_not_hide_it() -> None:
    lengths = [length for length, _ in places("生产不能停滞销的萝卜由食堂收购，一斤也不许烂在地里。")]
    assert 5 in lengths
    assert 3 not in [length for length, _ in places("提高认识各级干部要带头学习，带头宣讲。")]


def test_two_marks_between_the_clauses_of_a_heading_part_them_as_one_does() -> None:
    run = [line.replace("，", "，；", 1) for line in WRITTEN[0]]
    lengths = ends([f"{line.replace('|', '')}{BEHIND}" for line in run], [False] * len(run)).lengths
    assert lengths == [line.index("|") for line in run]


@pytest.mark.parametrize("texts", [["", "提高认识"], ["。", "，"], ["一", "二 "], ["“", "（）"]], ids=repr)
def test_texts_that_hold_no_heading_are_not_parted(texts: list[str]) -> None:
    assert ends(texts, [False, False]).lengths == [0, 0]


def test_headings_that_are_not_certain_stay_and_are_warned_of() -> None:
    given = (
        "一、看全县的形势还是好的，大家要有信心，也要看到难处，不能盲目乐观。"
        "二、干今年的十件实事一件也不能少，办不成的要说明原因，向群众交代。"
    )
    cleaned = yinfa.clean(OPENING + given)
    assert cleaned.text == OPENING + given.replace("二、", "\n二、")
    assert "glued" in {warning.code for warning in cleaned.all_warnings}


def test_a_text_that_takes_up_the_last_word_of_its_heading_is_not_parted_within_that_word() -> None:
    text = "什么是核安全核安全不是挂在墙上的标语，是每个人手里的那一个动作。"
    assert {place.length for place in places(text)} & set(range(4, 9)) == {6}


@pytest.mark.parametrize(
    "text",
    [
        "各村要在月底|之前把钱收齐。",
        "把病人放在|心上，才算医生。",
        "快到什么|程度，群众说了算。",
        "怎么调方案|一，先易后难。",
        "“稳”字|当先年初的盘子要定得实。",
        "从田头|到灶头一棵青菜要走一夜。",
        "让新兵有枪|可练靶场今年修好了。",
        "对年轻人的几点|希望多跑，少说。",
        "路要一步|一步走新产品先试销。",
        "“秧把式”|种不动了年轻人要接上。",
        "这是老矿工嘱咐|我们的三条规矩。",
        "守住收礼|那条“线”亲戚也不例外。",
        "等到|我：我来开门，我来烧水。",
    ],
)
def test_no_heading_ends_where_grammar_leaves_it_open(text: str) -> None:
    assert not is_possible(parted(text.replace("|", ""), text.index("|")))


@pytest.mark.parametrize(
    "text",
    [
        "人在岗声音在|今晚起，双岗值班。",
        "路子要对|石头山种不了粮。",
        "今年干什么|第一，修路。",
        "突出“稳”字|盘子要实。",
        "迈好第一步|一步一个脚印往前走。",
        "家里有老人|可以申请护理补贴。",
        "从田头到灶头|一棵青菜要走一夜。",
        "“躲”|矛盾来了就请假。",
        "今年只办几件|样样要办成。",
    ],
)
def test_a_heading_may_end_with_words_that_seldom_end_one(text: str) -> None:
    assert is_possible(parted(text.replace("|", ""), text.index("|")))


@pytest.mark.parametrize(("probability", "warned"), [(0.9, True), (0.97, False)])
def test_a_border_that_is_no_more_than_likely_is_warned_of(
    probability: float, warned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = [f"{line}{BEHIND}" for line in WRITTEN[0]]
    lengths = [line.index("|") for line in run]
    monkeypatch.setattr("yinfa.normalize.parts.ends", lambda *_: Ends(lengths, probability, [0.5] * 3))
    cleaned = yinfa.clean(OPENING + "".join(numbered(run, "")))
    assert cleaned.text == OPENING + "\n".join(numbered(run, "\n"))
    assert ("low_confidence" in {warning.code for warning in cleaned.all_warnings}) == warned


def test_a_heading_that_is_certain_is_parted_although_others_of_its_run_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = [f"{line}{BEHIND}" for line in WRITTEN[0]]
    found = Ends([line.index("|") for line in run], 0.5, [0.995, 0.6, 0.995])
    monkeypatch.setattr("yinfa.normalize.parts.ends", lambda *_: found)
    cleaned = yinfa.clean(OPENING + "".join(numbered(run, "")))
    first, second, third = numbered(run, "\n")
    assert cleaned.text == OPENING + "\n".join([first, second.replace("\n", ""), third])
    messages = [warning.message for warning in cleaned.all_warnings if warning.code == "glued"]
    assert len(messages) == 1
    assert second[:10] in messages[0]


@pytest.mark.parametrize(("probability", "is_parted"), [(0.9, False), (0.97, True)])
def test_headings_above_one_sentence_each_must_be_more_certain(
    probability: float, is_parted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths = [line.index("|") for line in WRITTEN[0]]
    monkeypatch.setattr("yinfa.normalize.parts.ends", lambda *_: Ends(lengths, probability, [0.5] * 3))
    text = normalize(OPENING + "".join(numbered(WRITTEN[0], ""))).text
    assert text == OPENING + "\n".join(numbered(WRITTEN[0], "\n" if is_parted else ""))


@pytest.mark.parametrize("path", SPEECHES, ids=lambda path: path.stem)
def test_no_line_of_a_clean_speech_is_parted(path: Path) -> None:
    said = [line.partition("|")[2] or line for line in path.read_text("utf-8").splitlines()]
    assert list(gluedings("\n".join(said))) == []
