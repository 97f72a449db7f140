"""What a speaker says again and again: none of it is a watermark, wherever in its sentences it stands."""

from __future__ import annotations

import pytest

from yinfa.normalize import normalize, watermark

PEOPLE = (
    "各位老师傅、老伙计", "全体护林员", "各位街坊邻居", "广大果农朋友", "镇长周国梁", "县委副书记、代县长齐向东",
    "各位代表、各位来宾", "亲爱的孩子们", "离休老干部", "驻村工作队的同志们", "市直机关工委书记", "罗先生与郑女士",
    "一线环卫工人", "退役军人志愿队", "全体评委老师", "李家埠的乡亲们", "村支书、村主任", "公司全体员工及家属",
    "☆☆先生与☆☆女士", "☆县县委书记☆", "XX镇XX村", "**集团董事长", "▲局长和▲主任", "网站编辑部的同志", "会员单位代表",
)  # fmt: skip
TO_PEOPLE = (
    "祝{}福寿安康。", "刚才{}讲得很好。", "尊敬的{}：", "我代表县委向{}拜个早年。", "同{}一道把事情办好。", "请{}放心。",
    "{}，大家好！", "没有{}就没有今天。", "感谢{}的支持。", "来到{}中间，我很高兴。", "把{}当亲人。", "为{}喝彩！",
)  # fmt: skip
THINGS = (
    "人人有责、人人尽责", "一河一策", "千村示范工程", "清水河治理攻坚战", "钉钉子精神", "为民服务解难题", "全县经济工作会议",
    "家校共育", "老旧小区改造", "时间就是粮食", "马上就办、真抓实干", "新时代文明实践站", "金穗青年突击队", "滨河新城建设",
    "版权保护专项行动", "盗版书籍整治", "县融媒体中心公众号", "公文写作培训班", "未经审批一律不得开工", "严禁酒后驾车",
    "微信工作群", "文件阅览室", "免费午餐计划", "网友留言办理机制", "独家经营权", "机密文件管理制度", "扫码点餐服务",
)  # fmt: skip
OF_THINGS = (
    "讲{}讲了好几年。", "{}，说到底是人的事。", "什么是{}？", "要把{}贯穿始终。", "推动{}落地见效。", "在{}中走在前列。",
    "加强{}工作。", "对{}认识不足。", "靠{}打开了局面。", "有人说{}离我们很远。", "这就是{}的力量。", "抓{}抓得紧。",
)  # fmt: skip
SAID = [(phrase, TO_PEOPLE) for phrase in PEOPLE] + [(phrase, OF_THINGS) for phrase in THINGS]
COUNTED = "●二〇二三年三月，雨水不多。\n●二〇二三年四月，雨水偏少。\n●二〇二三年五月，雨水还好。"


@pytest.mark.parametrize(("phrase", "frames"), SAID, ids=[phrase for phrase, _ in SAID])
@pytest.mark.parametrize("step", [1, 5, 7])
def test_a_phrase_that_returns_is_no_watermark(phrase: str, frames: tuple[str, ...], step: int) -> None:
    turned = [frames[at * step % len(frames)] for at in range(len(frames))]
    for at in range(len(turned)):
        for count in (2, 3, 5):
            said = [frame.format(phrase) for frame in (turned * 2)[at : at + count]]
            assert not list(watermark.dropped("\n".join(said)))
            assert not list(watermark.dropped("".join(said)))


def test_a_greeting_said_three_times_stays_in_its_sentences() -> None:
    said = (
        "在退休职工茶话会上的致辞\n尊敬的各位老师傅、老伙计：\n炉子上的水开了，我先代表厂里向各位老师傅、老伙计拜个早年。\n"
        "厂里的第一台车床是你们用板车拉回来的。\n最后，再次祝各位老师傅、老伙计福寿安康！"
    )
    assert normalize(said).text == said


def test_digits_about_a_phrase_make_no_word() -> None:
    said = "去年用工四至五万人次，其中六成是本村的。\n今年用工九点八万人次，其中十成里有三成是外村的。"
    assert not list(watermark.dropped(said))


def test_what_the_items_of_a_list_begin_with_is_no_watermark() -> None:
    assert not list(watermark.dropped(COUNTED))


def test_a_string_that_words_reach_over_twice_still_goes() -> None:
    rows = ["这件事要马上召{}开会议。", "大{}家都说好。", "渠修到了村口{}的老樟树下。"]
    mark = "梧桐树下的白猫"
    assert normalize("\n".join(rows).format(mark, mark, mark)).text == "\n".join(rows).format("", "", "")
