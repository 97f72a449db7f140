"""Heads in one line with their speech: where the model parts them, and what it must leave alone."""

from __future__ import annotations

from itertools import accumulate

import pytest

import heads
import yinfa
from yinfa.normalize import whole_heads

BODY = (
    "今年的谷子比去年多收了两成，场上堆得像小山，家家的囤都满了。可是价钱还没有定下来，大家心里都不踏实。"
    "卖粮的钱，一分一厘都记在账上，谁想看，谁随时来翻，这是规矩，也是良心。"
)
HEADS = [
    "在全镇秋收总结会上的讲话|同志们：",
    "谷子的新账本|粮站站长景大田|2020年10月3日|各位客商、各位乡亲：",
    "颗粒归仓，寸土必争|——在县农机手表彰会上的致辞|（2018年9月6日）|县农机局局长封小满|各位机手师傅：",
    "红领巾广播站开播致辞|四年级（2）班谷雨|敬爱的老师，亲爱的同学们：",
    "在全县秋收工作联席会议上的讲话|县委副书记、县长赵××|同志们：",
    "在粮站安全工作会议上的讲话|2018-03-19|分管副站长芮国安|各仓主任、各位保管员：",
]


def test_the_weights_are_learnt_from_the_pieces_as_they_stand() -> None:
    header = heads.WEIGHTS.read_text("utf-8").partition("\n")[0]
    assert header == heads.fingerprint(), "python tests/heads.py learns them anew"


@pytest.mark.parametrize("head", HEADS)
def test_a_head_is_parted_from_its_speech(head: str) -> None:
    pieces = head.split("|")
    found = whole_heads.places("".join(pieces) + BODY)
    assert [place for place, _ in found] == list(accumulate(map(len, pieces)))
    assert yinfa.clean("".join(pieces) + BODY).text == "\n".join([*pieces, BODY])


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "刚才主持人向大家介绍了各位来宾：左边是种了一辈子谷子的老支书，右边是头一回下乡的年轻人。" + BODY,
        "今天我们欢迎各位老师、各位同学：你们是来收谷子的，也是来看谷子的。" + BODY,
        "县长在信里寄语青年：“土地不骗人。”这句话，我抄在仓库的墙上，抄了整整十年。" + BODY,
        "在会上的讲话里我说过一句话：谷子低头，人要抬头。这句话现在还算数。" + BODY,
        "我对全村的父老乡亲说：仓里的谷子，一粒也不能少。" + BODY,
        "去年九月，副县长何大田在县农机手表彰会上的讲话，大家还记得：机手师傅们最辛苦。" + BODY,
    ],
)
def test_what_is_said_has_no_head(text: str) -> None:
    assert whole_heads.places(text) == []


def test_a_head_that_is_not_parted_is_told() -> None:
    text = "谷子黄了弯弯的腰仓房景大爷各位乡亲：" + BODY
    assert 8 not in dict(whole_heads.places(text))
    assert "glued" in {warning.code for warning in yinfa.clean(text).all_warnings}
