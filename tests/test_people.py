"""Who speaks, who is spoken to, when and where: told by names, by shape and by place."""

from __future__ import annotations

import pytest

import yinfa
from yinfa import shapes
from yinfa.normalize.lines import lines
from yinfa.normalize.wrapping import page_of

SENTENCE = "秋收已经过半，粮食颗粒归仓还有最后一里路要走，今天把大家请来，就是商量这一里路怎么走。"
GREETING = "各位乡亲、各位农机手："


def head(*lines_above: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Title, subtitle, speaker and date of a speech with some lines above its salutation."""
    (speech,) = yinfa.clean("\n".join((*lines_above, GREETING, SENTENCE))).speeches
    return speech.title, speech.subtitle, speech.speaker, speech.date_text


@pytest.mark.parametrize(
    "line",
    [
        "农机总监贺鸣",
        "粮油收储部祁妙",
        "收割三组组长阮大有",
        "高二（4）班栾一诺",
        "农学系大三学生代表、支农队员尹晓棠",
        "主持人罗可、简小宁",
        "种粮大户买买提江·艾力",
        "农机协会顾问林德厚先生",
        "供销社主任李××",
        "海外采购部经理Peter Wang",
        "傅雅宁（江东农业大学）",
    ],
)
def test_a_post_or_a_house_with_a_name_is_the_speaker(line: str) -> None:
    assert shapes.is_speaker(line)
    assert head("把粮食收好", line)[:3] == ("把粮食收好", None, line)


@pytest.mark.parametrize(
    "line",
    [
        "饮水思源，回报桑梓",
        "他们是站台上的雷锋",
        "2.植树节倡议书范文",
        "在庆功会上的祝酒词",
        "加强学校安全",
        "[打印] [关闭]",
        "2018年11月6日掌中文秘",
        "各位乡亲们",
    ],
)
def test_what_only_ends_like_a_name_is_none(line: str) -> None:
    assert not shapes.ends_in_name(line)


@pytest.mark.parametrize(
    "line",
    [
        "县粮食局",
        "秋收突击队",
        "制片人老聂",
        "庭长扎西平措",
        "主持人：罗可、简小宁",
        "主持人小米、阿满",
        "主持人小米",
        "祁满仓一家",
        "种粮大户祁满仓夫妇",
    ],
)
def test_between_title_and_salutation_a_post_or_a_house_is_enough(line: str) -> None:
    assert head("把粮食收好", line)[2] == line


@pytest.mark.parametrize("motto", ["颗粒归仓，寸土不荒", "写给秋天", "献给种粮人"])
def test_a_motto_there_is_the_subtitle(motto: str) -> None:
    assert head("把粮食收好", motto)[1:3] == (motto, None)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("2021年9月20日·石桥镇", "2021-09-20"),
        ("（2021年9月20日，宁州）", "2021-09-20"),
        ("2021年9月20日，石桥镇晒谷场", "2021-09-20"),
        ("2021年9月20日收割前", "2021-09-20"),
        ("2021年9月20日上午", "2021-09-20"),
        ("2021年9月20日农民丰收节", "2021-09-20"),
        ("2021年9月20日（视频会议）", "2021-09-20"),
        ("（2021年9月，石桥）", "2021-09"),
        ("（2021年9月20日通过）", "2021-09-20"),
        ("（2021年9月20日第三次社员大会修订）", "2021-09-20"),
    ],
)
def test_a_day_with_its_place_or_occasion_is_the_date(line: str, iso: str) -> None:
    (speech,) = yinfa.clean("\n".join(("把粮食收好", "镇长闻立春", line, GREETING, SENTENCE))).speeches
    assert (speech.speaker, speech.date_text, speech.date) == ("镇长闻立春", line, iso)


def test_a_day_of_the_speech_stays_where_nothing_else_is_a_page_s() -> None:
    text = "\n".join(("在秋收会上的讲话", "2021-09-20", "镇长闻立春", GREETING, SENTENCE))
    assert yinfa.clean(text).text == text
    page = f"首页 > 讲话 > 正文\n{text}\n上一篇：在春耕会上的讲话\n下一篇：没有了"
    assert "2021-09-20" not in yinfa.clean(page).text


@pytest.mark.parametrize(
    "line",
    [
        "二〇四一年的小满：",
        "即将翻修的老粮仓，以及粮仓里的每一个人：",
        "今晚来到这里的每一位朋友：",
        "各位票友、各位名家、各位街坊！",
        "飞行学员们！",
        "尊敬的各位供应商伙伴：",
        "老师好，同学们好！",
        "同志们：大家好！",
        "各位所长：大家好！",
    ],
)
def test_right_below_a_head_whatever_is_called_is_the_salutation(line: str) -> None:
    (speech,) = yinfa.clean("\n".join(("写在封存之际", "镇长闻立春", line, SENTENCE))).speeches
    assert speech.salutation == (line,)


@pytest.mark.parametrize("line", ["今天的题目是：", "会议议程如下：", "我先讲几点意见：", "县粮食局："])
def test_what_announces_addresses_nobody(line: str) -> None:
    (speech,) = yinfa.clean("\n".join(("在秋收会上的讲话", "镇长闻立春", line, SENTENCE))).speeches
    assert speech.salutation == ()


@pytest.mark.parametrize(
    "line",
    [
        "我的话讲完了，谢谢大家！",
        "谢谢主席，谢谢各位！",
        "谢谢大家的耐心！",
        "谢谢大家听我唠叨！",
        "最后，再次感谢各位领导、各位来宾！",
        "我的演讲到此结束，谢谢大家！",
    ],
)
def test_thanks_alone_close_a_speech(line: str) -> None:
    (speech,) = yinfa.clean("\n".join(("在秋收会上的讲话", GREETING, SENTENCE, line))).speeches
    assert speech.closing == line


@pytest.mark.parametrize(
    "line",
    ["感谢大家三年来的支持！", "谢谢你，这片土地！", "谢谢大家，祝大家新年快乐！", "感谢党，感谢政府！"],
)
def test_thanks_for_something_are_a_paragraph(line: str) -> None:
    (speech,) = yinfa.clean("\n".join(("在秋收会上的讲话", GREETING, SENTENCE, line))).speeches
    assert (speech.closing, speech.body[-1].text) == (None, line)


@pytest.mark.parametrize(
    "title",
    [
        "谈谈公文写作中的“加法”",
        "在返乡创业沙龙上的分享",
        "在粮食论坛·青年论坛上的五分钟",
        "劳模工作室揭牌答词",
    ],
)
def test_the_only_line_above_a_speaker_and_a_date_is_the_title(title: str) -> None:
    text = "\n".join((title, "云图农机创始人瞿雁鸣", "2021年9月20日", GREETING, SENTENCE))
    assert yinfa.clean(text).text == text


@pytest.mark.parametrize(
    ("first", "second"), [("收割开始", "谁来给蜗牛让路？"), ("让每一台机器都转着", "农机站维修班班长贺亮")]
)
def test_a_line_of_the_head_is_no_half_of_another(first: str, second: str) -> None:
    text = "\n".join((first, second, "2021年9月20日，石桥", GREETING, SENTENCE))
    assert yinfa.clean(text).text == text


def test_a_house_signs_above_a_date_if_it_is_the_only_one() -> None:
    text = ("在秋收会上的讲话", GREETING, SENTENCE, "石桥镇秋收筹备组", "2021年9月20日")
    (speech,) = yinfa.clean("\n".join(text)).speeches
    assert (speech.speaker, speech.date) == ("石桥镇秋收筹备组", "2021-09-20")


@pytest.mark.parametrize("signed", ["石桥镇粮油有限公司工会", "中共石桥镇委员会", "镇长闻立春、书记祁妙"])
def test_who_signs_at_the_end_is_told_though_the_date_stands_in_the_head(signed: str) -> None:
    text = ("致全体社员的慰问信", "2021年9月20日", GREETING, SENTENCE, signed)
    (speech,) = yinfa.clean("\n".join(text)).speeches
    assert (speech.speaker, speech.date) == (signed, "2021-09-20")


@pytest.mark.parametrize("motto", ["建设百年医院", "我爱我的小学", "走进石桥中学", "颗粒归仓"])
def test_a_motto_at_the_end_signs_nothing(motto: str) -> None:
    (speech,) = yinfa.clean("\n".join(("致全体社员的信", GREETING, SENTENCE, motto))).speeches
    assert (speech.speaker, speech.body[-1].text) == (None, motto)


@pytest.mark.parametrize("date", [("2021年9月20日",), ()])
def test_a_name_among_friends_signs_behind_a_post(date: tuple[str, ...]) -> None:
    text = ("致老主顾的感谢信", GREETING, SENTENCE, "此致", "敬礼！", "店主小禾", *date)
    (speech,) = yinfa.clean("\n".join(text)).speeches
    assert speech.speaker == "店主小禾"


def test_lines_that_exceed_it_tell_that_a_width_is_none() -> None:
    text = (
        "新春致旅外乡亲书\n　　律转鸿钧，春回大地。值此新春来临之际，家乡人民向在外打拼的乡亲们致以最诚挚的问候！\n"
        "　　一、请您放心：家乡一切安好\n　　过去一年，全县粮食总产量达到21.4万吨，您的父母有人看望，您的孩子有学可上。\n"
        "　　二、请您回来：家乡正缺能人\n　　高速公路已经通到了家门口，从广州开车只要6小时，就等您来下一粒种子。\n"
        "　　恭祝新春吉祥，万事胜意！\n中共××县委××县人民政府\n2018年2月12日"
    )
    assert page_of(tuple(lines(text))) is None
    assert [block.text for block in yinfa.clean(text).speeches[0].body][1] == "一、请您放心：家乡一切安好"


def test_a_title_of_two_halves_of_four_keeps_its_blank() -> None:
    assert head("直面问题 砥砺前行", "镇长闻立春")[0] == "直面问题 砥砺前行"


def test_a_heading_may_end_with_a_colon_and_a_count_is_none() -> None:
    text = ("在秋收会上的讲话", GREETING, "一、几点体会：", SENTENCE, "三，二，一，开镰！")
    (speech,) = yinfa.clean("\n".join(text)).speeches
    assert [type(block).__name__ for block in speech.body] == ["Heading", "Paragraph", "Paragraph"]
    assert speech.body[-1].text == "三，二，一，开镰！"
