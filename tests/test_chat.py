"""Speeches out of chats: heads, answers and notices go, in whatever form a program writes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

import yinfa

PARTS = [
    ["在镇小学新操场启用仪式上的讲话", "老师们、同学们："],
    ["等了四年，咱们的操场终于铺上了跑道。去年这个时候，这里还是一片晒谷坪，跑一圈，鞋里能倒出半两沙子。"],
    ["一、跑道是大家的", "谁也不许骑车上去，校长也不行。", "二、锻炼要天天来"],
    ["操场修好了，人不动，钱就白花了。从下周起，每天早上跑三圈，老师带头，我也来跑。", "谢谢大家！"],
]
ANSWERS = [["收到"], ["说得好[强][强]"], ["[图片]"]]
TEXT = "\n".join(row for part in PARTS for row in part)
OWN, OTHERS = "文校长", ["教务小许", "体育老罗", "Amy"]
Form = Callable[[str, int], Sequence[str]]

FORMS: dict[str, Form] = {
    "name, day and hour": lambda name, at: [f"{name} 2022-09-02 8:1{at}:07"],
    "name and hour": lambda name, at: [f"{name}  08:1{at}"],
    "name and hour of the afternoon": lambda name, at: [f"{name} 下午 3:1{at}"],
    "name and hour of yesterday": lambda name, at: [f"{name} 昨天 21:1{at}"],
    "name and hour of a weekday": lambda name, at: [f"{name} 星期五 9:1{at}"],
    "day, hour and name with its number": lambda name, at: [f"2022-09-02 8:1{at}:07 {name}(3481920)"],
    "day, hour and name with its address": lambda name, at: [f"2022/9/2 8:1{at}:07 {name}<wen@example.com>"],
    "hour in brackets": lambda name, at: [f"[08:1{at}] {name}："],
    "day and hour in brackets": lambda name, at: [f"[2022/9/2 8:1{at}] {name}:"],
    "name with its rank": lambda name, at: [f"【群主】{name} 8:1{at}:44"],
    "name with its department": lambda name, at: [f"{name}（校办） 9月2日 8:1{at}"],
    "name above the hour": lambda name, at: [name, f"08:1{at}"],
    "name above day and hour": lambda name, at: [name, f"2022年9月2日 08:1{at}"],
    "a line with the day above": lambda name, at: ["————— 2022-09-02 —————", "", f"{name}  08:1{at}", ""],
}


def chat(form: Form, answers: bool = True) -> str:
    rows: list[str] = []
    for at, part in enumerate(PARTS):
        rows += [*form(OWN, at), *part]
    if answers:
        for at, (name, said) in enumerate(zip(OTHERS, ANSWERS, strict=True), start=4):
            rows += [*form(name, at), *said]
    return "\n".join(rows)


@pytest.mark.parametrize("answers", [True, False])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_of_a_chat_the_speech_is_left(form: Form, answers: bool) -> None:
    assert yinfa.clean(chat(form, answers)).text == TEXT


@pytest.mark.parametrize(
    "lead", ["[{day} 8:1{at}] {name}: ", "8:1{at} {name}：", "{day}, 8:1{at} - {name}: "]
)
def test_messages_on_the_line_of_their_head_are_left_whole(lead: str) -> None:
    rows = [
        lead.format(day="2022/9/2", at=at % 10, name=name) + row
        for at, (name, row) in enumerate(
            [
                *((OWN, row) for part in PARTS for row in part),
                *zip(OTHERS, ("收到", "好", "鼓掌"), strict=True),
            ]
        )
    ]
    assert yinfa.clean("\n".join(rows)).text == TEXT


def test_one_message_with_the_whole_speech_is_left_among_its_answers() -> None:
    rows = [
        f"{OWN} 2022-09-02 08:12:07",
        TEXT,
        "教务小许 2022-09-02 08:13:20",
        "收到",
        "体育老罗 2022-09-02 08:14:51",
        "学习了",
    ]
    assert yinfa.clean("\n".join(rows)).text == TEXT


def test_what_the_program_notes_and_what_is_answered_in_quotes_goes() -> None:
    rows = [
        "文校长 08:11",
        *PARTS[0],
        "文校长 08:12",
        *PARTS[1],
        "“教务小许”撤回了一条消息",
        "体育老罗 08:13",
        "「文校长：等了四年」",
        "- - - - - - - - - - - - - - -",
        "太不容易了",
        "文校长 08:14",
        *PARTS[2],
        "文校长 08:15",
        *PARTS[3][:-1],
        "@全体成员 " + PARTS[3][-1] + "[抱拳][抱拳]",
    ]
    assert yinfa.clean("\n".join(rows)).text == TEXT


def test_a_long_message_of_another_sender_stays() -> None:
    other = "我补充两句：操场边上的三棵老樟树一棵也没有砍，施工队绕着树根挖，多花了半个月，这个功劳要记在老罗头上，也要记在同学们写的那封联名信上。"
    text = "\n".join(
        ["文校长 08:11", *PARTS[0], *PARTS[1], "教务小许 08:12", other, "文校长 08:13", *PARTS[3]]
    )
    assert other in yinfa.clean(text).text


@pytest.mark.parametrize(
    "said",
    [
        "这是值班室的记录：\n18:05 桥头村：水到了坝脚。\n18:20 桥头村：人撤完了。\n18:40 桥头村：坝还在。\n十五个小时，没有丢一个人。",
        "明天的安排念一遍：\n集合 7:30\n出发 8:00\n集合 17:30\n谁迟到，谁走路回去。",
        "活动时间 2022-09-02 8:00\n活动地点在操场。",
        "抢险那一夜\n18:05\n抢险那一夜\n23:10\n这两个时刻我记了一辈子。",
    ],
)
def test_hours_that_a_speaker_names_stay(said: str) -> None:
    text = f"在镇小学防汛总结会上的讲话\n老师们：\n{said}\n谢谢大家！"
    assert not [edit for edit in yinfa.clean(text).edits if "chat" in edit.rule]


def test_a_speech_that_begins_with_a_timetable_is_no_chat() -> None:
    text = "报到 8:00\n领料 8:30\n开会 9:00\n同志们：\n材料都拿到了，我们就不念了，直接讨论。\n谢谢大家！"
    assert not [edit for edit in yinfa.clean(text).edits if "chat" in edit.rule]


def test_the_seconds_of_a_recording_are_no_chat() -> None:
    text = "[00:03] 同志们：\n[00:09] 今天只讲一件事。\n[04:40] 同志们：\n[04:51] 我的话讲完了。\n[04:58] 谢谢大家！"
    assert not [edit for edit in yinfa.clean(text).edits if "chat" in edit.rule]


@pytest.mark.parametrize(
    "lead", ["@全体成员 这是校长明天要讲的，请大家看看有没有错字", "校长的稿子写好了，发给各位提意见。"]
)
def test_the_sentence_with_which_a_speech_is_sent_goes(lead: str) -> None:
    rows = ["校办 21:04", lead, "校办 21:05", TEXT, "教务小许 21:09", "没有错字"]
    assert yinfa.clean("\n".join(rows)).text == TEXT


def test_a_title_with_a_comma_above_its_subtitle_is_no_such_sentence() -> None:
    text = TEXT.replace("在镇小学", "跑起来，就有路\n——在镇小学", 1)
    assert yinfa.clean(f"校办 21:04\n{text}\n校办 21:05\n请大家提意见").text.startswith(text)
