"""Which line of a clean text becomes which part of a speech."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import yinfa
from yinfa.ledger import Ledger
from yinfa.normalize import normalize
from yinfa.speech import Heading, Lead, Paragraph, Salutation, Speech
from yinfa.structure import read

SENTENCE = "今天我们在这里召开会议，主要任务是总结工作、部署任务。"


def speech_of(*lines: str) -> Speech:
    (speech,) = read(Ledger("\n".join(lines))).speeches
    return speech


def lines_of(speech: Speech) -> list[str]:
    fields = (speech.title, speech.subtitle, speech.speaker, speech.date_text, *speech.salutation)
    return [text for text in (*fields, *(block.text for block in speech.body), speech.closing) if text]


def codes(speech: Speech) -> list[str]:
    return [warning.code for warning in speech.warnings]


def test_the_head_of_a_speech_is_told_apart() -> None:
    speech = speech_of(
        "凝心聚力开创新局",
        "——在全县经济工作会议上的讲话",
        "县委书记王五",
        "（2022年5月14日）",
        "同志们：",
        SENTENCE,
    )
    assert speech.title == "凝心聚力开创新局"
    assert speech.subtitle == "——在全县经济工作会议上的讲话"
    assert speech.speaker == "县委书记王五"
    assert (speech.date_text, speech.date) == ("（2022年5月14日）", "2022-05-14")
    assert speech.salutation == ("同志们：",)
    assert speech.body == (Paragraph(SENTENCE),)
    assert not speech.warnings


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022年5月14日", "2022-05-14"),
        ("（二〇二二年五月十四日）", "2022-05-14"),
        ("(2022年12月)", "2022-12"),
        ("二○一九年十一月三十日", "2019-11-30"),
        ("（2016年7月9日于第二礼堂，据速记稿整理）", "2016-07-09"),
        ("（二〇一八年四月，摘录）", "2018-04"),
        ("（2019年9月3日杨柳镇礼堂）", "2019-09-03"),
        ("（2019年9月3日·杨柳镇）", "2019-09-03"),
    ],
)
def test_a_date_in_any_form_has_its_iso_form(text: str, iso: str) -> None:
    assert speech_of("在动员会上的讲话", text, "同志们：", SENTENCE).date == iso


@pytest.mark.parametrize(
    ("first", "second", "below"),
    [
        ("守住本心，方能", "走得更远", "——在新任干部廉政谈话会上的讲话"),
        ("让每一盏灯", "都有人守护", "——在供电所表彰会上的发言"),
        ("小巷总理的", "一天", "——社区主任述职"),
        ("在老港客运码头关停", "记者见面会上的答记者问", ""),
        ("第三届民间剪纸艺术", "联展开幕式致辞", ""),
        ("全县春茶产销", "对接会主持词", ""),
    ],
)
def test_a_title_over_two_lines_is_one(first: str, second: str, below: str) -> None:
    text = "\n".join(line for line in (first, second, below, "同志们：", SENTENCE, SENTENCE) if line)
    (speech,) = yinfa.clean(text.encode()).speeches
    assert (speech.title, speech.subtitle) == (first + second, below or None)


@pytest.mark.parametrize(
    "lines",
    [
        ("一盏马灯，两", "代人的守望"),
        ("守住一座山，护", "好一江水"),
        ("用脚步丈量民", "情，用真心换来信任"),
        ("三十本账簿，三十", "个春天"),
        ("四十年，我只做", "一件事"),
        ("泥土里长出来的学", "问"),
        ("以匠心致初心，以初心", "致未来"),
        ("把论文写在", "大地上，把答卷", "写在人民心里"),
    ],
)
@pytest.mark.parametrize("below", ["——在全省乡村教师事迹报告会上的发言", "——献给扎根山里的同行"])
def test_a_phrase_cut_over_the_lines_above_a_subtitle_is_the_title(
    lines: tuple[str, ...], below: str
) -> None:
    done = yinfa.clean("\n".join((*lines, below, "同志们：", SENTENCE, SENTENCE)).encode())
    (speech,) = done.speeches
    assert (speech.title, speech.subtitle, speech.speaker) == ("".join(lines), below, None)
    assert not done.all_warnings


@pytest.mark.parametrize("below", ["", "村支书李红", "（2021年5月8日）"])
def test_a_phrase_without_subtitle_is_joined_where_a_word_or_a_number_is_cut(below: str) -> None:
    for first, second in (
        ("把青春种进戈", "壁滩"),
        ("风雨中，我们站成一", "排"),
        ("十年磨一剑，一", "剑出鞘见锋芒"),
    ):
        text = "\n".join(line for line in (first, second, below, "同志们：", SENTENCE, SENTENCE) if line)
        (speech,) = yinfa.clean(text.encode()).speeches
        assert speech.title == first + second


def test_a_motto_of_two_lines_with_a_comma_above_a_subtitle_is_one_and_pointed_out() -> None:
    lines = "一条路，两代人", "三十年的守望", "——在筑路工人报告会上的发言"
    done = yinfa.clean("\n".join((*lines, "同志们：", SENTENCE, SENTENCE)).encode())
    assert (done.speeches[0].title, done.speeches[0].subtitle) == ("一条路，两代人三十年的守望", lines[2])
    assert [warning.code for warning in done.all_warnings] == ["low_confidence"]


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("一双手套，一把扫帚", "清扫班班长林岚", "speaker"),
        ("为民服务三十年", "社区书记李红", "speaker"),
        ("山高水长，等你", "在老地方相见", "subtitle"),
        ("两个一百年", "同一个梦想", "subtitle"),
        ("山高水长", "在校友会成立大会上的致辞", "subtitle"),
        ("永远的班长", "——在连队送别会上的讲话", "subtitle"),
        ("春天的约定", "让爱回家", "subtitle"),
        ("新征程上再出发", "年终总结大会讲话", "subtitle"),
    ],
)
def test_a_title_and_what_stands_below_it_are_two(first: str, second: str, field: str) -> None:
    (speech,) = yinfa.clean(f"{first}\n{second}\n同志们：\n{SENTENCE}\n{SENTENCE}".encode()).speeches
    assert (speech.title, getattr(speech, field)) == (first, second)


@pytest.mark.parametrize(
    "text", ["（8月24日19时）", "（20××年1月26日）", "（1998年冬）", "（三月八日上午于村委会）"]
)
def test_a_date_in_brackets_may_leave_something_unsaid(text: str) -> None:
    speech = speech_of("在动员会上的讲话", text, "同志们：", SENTENCE)
    assert (speech.date_text, speech.date) == (text, None)


@pytest.mark.parametrize(
    "text", ["（三年）", "（2月）", "8月24日", "（一月一日起施行）", "（2019年9月3日村民大会通过）"]
)
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert speech_of("在动员会上的讲话", "县长李四", SENTENCE, text).date_text is None


@pytest.mark.parametrize(
    "line", ["（某部政治教导员韩铁柱）", "合唱团领唱乌兰", "（由堂弟代读）", "第三车间丙班全体工友"]
)
def test_a_line_between_title_and_salutation_belongs_to_the_head(line: str) -> None:
    speech = speech_of("在动员会上的讲话", line, "（2022年5月14日）", "同志们：", SENTENCE)
    assert line in (speech.speaker, speech.subtitle)
    assert speech.salutation == ("同志们：",)


def test_the_house_and_the_occasion_above_a_title_are_no_speech_of_their_own() -> None:
    lines = (
        "二〇一八年三月八日",
        "河畔社区",
        "十周年联欢会",
        "居委会主任致辞",
        "各位邻居：",
        "灯亮了，路也好走了。",
    )
    speech = speech_of(*lines)
    assert speech.salutation == ("各位邻居：",)
    assert sorted(lines_of(speech)) == sorted(lines)


@pytest.mark.parametrize("above", [(), ("——在护林员座谈会上的讲话",)])
def test_a_note_in_brackets_is_not_the_speaker(above: tuple[str, ...]) -> None:
    lines = ("把林子看好", *above, "（据录像整理，文字有删减）", "××", "同志们：", SENTENCE)
    speech = speech_of(*lines)
    assert (speech.speaker, speech.salutation, speech.body) == ("××", ("同志们：",), (Paragraph(SENTENCE),))


@pytest.mark.parametrize("name", ["晨读", "白鹭", "缘起"])
def test_the_name_of_the_first_part_below_the_title_is_no_speaker(name: str) -> None:
    lines = ("守库三十年", name, SENTENCE, "第一次下水", SENTENCE, "归来", SENTENCE)
    assert speech_of(*lines).body == tuple(Paragraph(line) for line in lines[1:])


@pytest.mark.parametrize("name", ["王五", "丁大坝", "欧阳守闸", "××"])
@pytest.mark.parametrize("part", ["归来", "一、归来"])
def test_a_name_below_the_title_is_the_speaker_though_parts_with_names_follow(name: str, part: str) -> None:
    assert speech_of("守库三十年", name, SENTENCE, part, SENTENCE).speaker == name


@pytest.mark.parametrize("name", ["小满", "高峰"])
def test_a_name_that_could_be_a_word_is_the_speaker_where_no_parts_with_names_follow(name: str) -> None:
    assert speech_of("守库三十年", name, SENTENCE, "一、归来", SENTENCE).speaker == name


@pytest.mark.parametrize("title", ["乡亲们，回家吧！", "谢谢老师！", "我们为什么一次又一次地回到这条河边？"])
def test_a_title_above_a_line_with_a_dash_may_say_anything(title: str) -> None:
    lines = (title, "——在返乡青年座谈会上的发言", "各位：", SENTENCE, title, SENTENCE)
    speech = speech_of(*lines)
    assert (speech.title, speech.subtitle, speech.salutation) == (lines[0], lines[1], (lines[2],))
    assert speech.body == (Paragraph(SENTENCE), Paragraph(title), Paragraph(SENTENCE))


def test_a_salutation_above_a_sentence_with_a_dash_is_no_title() -> None:
    speech = speech_of("同志们：", "——一年就这样过去了，我们心里都有许多话要说。", SENTENCE)
    assert (speech.title, speech.salutation) == (None, ("同志们：",))


@pytest.mark.parametrize("line", ["（1998年8月7日，大堤决口）", "2016年7月9日整理"])
def test_what_is_said_of_a_day_is_no_date(line: str) -> None:
    assert speech_of("在动员会上的讲话", "县长李四", SENTENCE, line).date_text is None


def test_a_date_that_cannot_be_stays_a_line_of_the_text() -> None:
    speech = speech_of("在动员会上的讲话", "2022年13月40日", "同志们：", SENTENCE)
    assert speech.date is None
    assert "2022年13月40日" in lines_of(speech)


def test_a_date_and_a_name_at_the_end_are_the_signature() -> None:
    speech = speech_of("在动员会上的讲话", "同志们：", SENTENCE, "谢谢大家！", "县长李四", "2022年5月14日")
    assert (speech.speaker, speech.date, speech.closing) == ("县长李四", "2022-05-14", "谢谢大家！")


@pytest.mark.parametrize(
    "salutation",
    [
        "同志们：",
        "各位领导，同志们：",
        "尊敬的各位领导、各位来宾，女士们、先生们、朋友们：",
        "在座的各位领导、同志和朋友们",
        "尊敬的×××部长、×××部长，各位领导：",
        "各位代表！",
        "亲爱的老师们、同学们：",
        "尊敬的张书记、李县长，各位企业家朋友：",
        "父老乡亲们：",
        "各位委员、同志们：",
    ],
)
def test_a_line_that_only_addresses_is_a_salutation(salutation: str) -> None:
    assert speech_of("在动员会上的讲话", salutation, SENTENCE).salutation == (salutation,)


@pytest.mark.parametrize(
    "paragraph",
    [
        "同志们，今天我们在这里集会。",
        "大家好！我叫王五，来自邻县。",
        "各位领导在百忙之中出席会议，让我们以热烈的掌声表示感谢！",
        "同志们的意见我都听了，很受启发。",
    ],
)
def test_a_salutation_that_runs_on_is_a_paragraph(paragraph: str) -> None:
    speech = speech_of("在动员会上的讲话", paragraph, SENTENCE)
    assert speech.salutation == ()
    assert speech.body[0] == Paragraph(paragraph)
    assert codes(speech) == ["no_salutation"]


def test_several_salutation_lines_are_all_kept() -> None:
    speech = speech_of("在开学典礼上的讲话", "尊敬的各位老师：", "亲爱的同学们：", "大家好！", SENTENCE)
    assert speech.salutation == ("尊敬的各位老师：", "亲爱的同学们：")
    assert speech.body[0] == Paragraph("大家好！")


def test_a_salutation_in_mid_text_is_a_block_of_its_own() -> None:
    speech = speech_of("在动员会上的讲话", "同志们：", SENTENCE, "同志们：", SENTENCE)
    assert speech.body == (Paragraph(SENTENCE), Salutation("同志们："), Paragraph(SENTENCE))


def test_headings_take_the_level_of_their_number() -> None:
    speech = speech_of(
        "在动员会上的讲话",
        "同志们：",
        "一、总体要求",
        "（一）提高认识",
        "1.抓学习",
        "（1）读原著。",
        SENTENCE,
    )
    assert speech.body[:4] == (
        Heading("一、总体要求", 1),
        Heading("（一）提高认识", 2),
        Heading("1.抓学习", 3),
        Heading("（1）读原著。", 4),
    )


@pytest.mark.parametrize(
    "glued",
    [
        "（二）茶园要管细清明前后那场冻害，冻掉的是产量，冻醒的是人心。",
        "（二）账目要公开村里每一笔收支，都要贴在祠堂门口的那块黑板上。",
        "（二）渡口要守牢凡是超载的船，不论是谁的亲戚，一律不准离岸半步。",
        "（二）修渠要趁早雨季说来就来，今年再拖，明年还是看天吃饭。",
    ],
)
def test_a_heading_glued_to_one_sentence_is_no_heading_as_a_whole(glued: str) -> None:
    first = "（一）桑田要护好去年那阵虫害，是拖出来的。今年各组每隔三天看一遍叶子，看到了就报，报了就治。"
    parts = "一、把底子摸清", SENTENCE, "二、把路子走宽", first, glued, "三、把人心拢住" + SENTENCE
    for joint in ("", "\n"):
        text = f"在村民大会上的讲话\n同志们：\n{SENTENCE}{joint}" + joint.join(parts)
        (speech,) = yinfa.clean(text.encode()).speeches
        assert Heading(glued, 2) not in speech.body


def test_a_sentence_stays_a_heading_where_its_text_stands_below() -> None:
    name = "（二）要多看，要多听，要多问，凡事多想一步。"
    (speech,) = yinfa.clean(
        f"在大会上的讲话\n同志们：\n（一）先看成绩。\n{SENTENCE}\n{name}\n{SENTENCE}".encode()
    ).speeches
    assert [block.text for block in speech.body if isinstance(block, Heading)] == ["（一）先看成绩。", name]


def test_a_short_sentence_stays_a_heading_beside_a_paragraph_with_its_number() -> None:
    (speech,) = yinfa.clean(
        f"在大会上的讲话\n同志们：\n一、先把账算明白。\n二、再把路走踏实。{SENTENCE}".encode()
    ).speeches
    assert [type(block) for block in speech.body] == [Heading, Paragraph]


@pytest.mark.parametrize(
    "line", ["（1）谁来守；（2）守多久；（3）怎么换。", "一、修渠；二、补坝", "1.先修渠；再补坝。"]
)
def test_several_items_in_one_line_are_no_heading(line: str) -> None:
    speech = speech_of("在护堤会上的讲话", "同志们：", "一、要办的事", line, SENTENCE)
    assert speech.body == (Heading("一、要办的事", 1), Paragraph(line), Paragraph(SENTENCE))


def test_a_heading_may_have_two_halves() -> None:
    speech = speech_of("在护堤会上的讲话", "同志们：", "一、以水为脉；以绿为骨", SENTENCE)
    assert speech.body[0] == Heading("一、以水为脉；以绿为骨", 1)


def test_a_numbered_full_sentence_is_a_paragraph() -> None:
    long = "一、要把思想和行动统一到上级的部署上来，认真组织、精心安排，层层压实责任，狠抓工作落实，确保各项任务按期完成，让群众满意、让组织放心。"
    assert speech_of("在动员会上的讲话", "同志们：", long).body == (Paragraph(long),)


@pytest.mark.parametrize(
    "items",
    [
        (
            "一、希望全体运动员发扬更高、更快、更强、更团结的精神，赛出风格，赛出水平，胜不骄、败不馁，尊重裁判，尊重对手。",
            "二、希望全体裁判员严守规程，公正裁判，保护每一个孩子的汗水。",
            "三、希望各班班主任加强管理，同学受伤要第一时间送到医务室。",
        ),
        (
            "第一，井可以打，但是水要先化验，谁家都不例外。",
            "第二，管子埋深一点，冬天不要冻裂。",
            "第三，钱账贴在墙上。",
        ),
        (
            "一、渠首的闸今晚就关，钥匙交给值班室，关完报个平安。",
            "二、明天一早清淤。",
            "三、后天放水。",
        ),
    ],
    ids=["one is too long for a heading", "one has three clauses", "one has three clauses behind a number"],
)
def test_the_sentences_of_a_list_are_all_paragraphs_though_some_are_short(items: tuple[str, ...]) -> None:
    assert speech_of("在大会上的讲话", "同志们：", *items).body == tuple(map(Paragraph, items))


@pytest.mark.parametrize(
    "name",
    ["守住正确方向", "突出目标导向", "从容应对", "敢于面对", "讲规矩，把方向", "心之所向", "看清大势走向"],
)
def test_a_heading_may_end_with_a_word_whose_last_character_also_leads_on(name: str) -> None:
    text = f"在全镇大会上的讲话\n同志们：\n今天讲两点。\n一、{name}\n近年来，我们迈出了一大步。"
    assert yinfa.clean(text).text == text


def test_a_name_above_a_date_in_brackets_may_end_with_a_word_that_leads_on() -> None:
    text = "在全镇大会上的讲话\n镇党委书记 于家和\n（2023年6月9日）\n同志们：\n今天讲两点，请大家记住。"
    assert yinfa.clean(text).speeches[0].date == "2023-06-09"


def test_a_line_end_behind_a_text_in_one_line_changes_nothing() -> None:
    assert yinfa.clean(GLUED + "\n").text == yinfa.clean(GLUED).text
    nested = GLUED.replace("去年成活率", "（一）看成活。去年成活率").replace(
        "二、突出", "（二）看管护。没人管。二、突出"
    )
    assert yinfa.clean(nested + "\n").text == yinfa.clean(nested).text


def test_headings_with_a_full_stop_stay_headings_where_their_parts_stand_below() -> None:
    lines = (
        "一、把事抓具体，把活干到位。",
        SENTENCE,
        "二、把人带出来。",
        SENTENCE,
        "三、把账算清楚。",
        SENTENCE,
    )
    levels = [getattr(block, "level", 0) for block in speech_of("在会上的讲话", "同志们：", *lines).body]
    assert levels == [1, 0, 1, 0, 1, 0]


@pytest.mark.parametrize(
    "heading",
    ["一、讲给谁？讲给来办事的人", "二、为了谁？依靠谁？", "三、抓落实！抓到底", "四、谁说了算？群众。",
     "五、“怎么看？”与“怎么干？”", "六、钱从哪来？向上争取，向内挖潜", "七、症结：为什么总是慢"],
)  # fmt: skip
def test_a_heading_may_ask_and_answer(heading: str) -> None:
    below = "来办事的人最关心流程，最怕跑冤枉路。"
    cleaned = yinfa.clean("\n".join(("在宣讲会上的讲话", "同志们：", SENTENCE, heading, below)).encode())
    assert cleaned.speeches[0].body[1:] == (Heading(heading, 1), Paragraph(below))


@pytest.mark.parametrize(
    "paragraph",
    ["一、地从哪里来？盘活闲置土地，一亩一亩地清，清出来的地优先给产业项目。", "1.人从哪里来？招一批，培养一批。",
     "二、有没有信心？有。有没有办法？也有。", "三、难不难？难！怕不怕？不怕！大家干，我带头，现在就动手"],
)  # fmt: skip
def test_a_question_with_a_sentence_for_its_answer_is_a_paragraph(paragraph: str) -> None:
    block = speech_of("在宣讲会上的讲话", "同志们：", paragraph, SENTENCE).body[0]
    assert isinstance(block, Paragraph)


def test_a_numbered_question_that_a_cut_line_answers_goes_on() -> None:
    rows = ("一、为什么要学？这是摆在每一名党员面前的问题，我想先说", "说自己的看法。学习不是装点门面。")
    cleaned = yinfa.clean("\n".join(("在党课上的讲话", "同志们：", SENTENCE, *rows)).encode())
    assert [block.text for block in cleaned.speeches[0].body[1:]] == ["".join(rows)]


def test_a_heading_that_asks_is_parted_from_the_part_below_it() -> None:
    glued = (
        "在宣讲会上的讲话同志们：今天我讲三个问题，请大家边听边想。一、讲给谁？讲给来办事的人（一）流程要讲清。办事的人最怕跑冤枉路。"
        "（二）政策要讲透。政策讲透了，群众才会信。二、谁去讲？懂政策的去讲（一）先学一遍。学懂了再讲。（二）再练一遍。练熟了再去。"
    )
    blocks = [block.text for block in yinfa.clean(glued.encode()).speeches[0].body]
    assert {"一、讲给谁？讲给来办事的人", "二、谁去讲？懂政策的去讲"} <= set(blocks)


def test_a_part_that_begins_first_is_a_heading_below_what_stands_above() -> None:
    speech = speech_of(
        "在动员会上的讲话", "同志们：", "第一，提高认识。", SENTENCE, "第二，狠抓落实。", SENTENCE
    )
    assert [block.level for block in speech.body if isinstance(block, Heading)] == [1, 1]
    speech = speech_of(
        "在动员会上的讲话", "同志们：", "一、总体要求", "第一，提高认识", SENTENCE, "第二，狠抓落实"
    )
    assert [block.level for block in speech.body if isinstance(block, Heading)] == [1, 2, 2]


def test_a_numbered_sentence_that_runs_on_is_a_lead() -> None:
    rest = "要认真学习，深刻领会。"
    speech = speech_of(
        "在动员会上的讲话", "同志们：", "一是提高认识。" + rest, "一、总体要求", "二是抓好落实。" + rest,
        "（一）加强领导。" + rest, "2.明确责任。" + rest, "第一，靠前指挥。" + rest,
    )  # fmt: skip
    leads = [block.leads for block in speech.body if isinstance(block, Paragraph)]
    assert leads == [
        (Lead(0, 7, 1),),
        (Lead(0, 7, 2),),
        (Lead(0, 8, 2),),
        (Lead(0, 7, 3),),
        (Lead(0, 8, 2),),
    ]


@pytest.mark.parametrize(
    "paragraph",
    ["关于旅游联盟。我们加大建设力度。", "首先，要提高认识。要认真学习。", "一是提高认识、抓好落实。"],
)
def test_what_is_no_lead_has_none(paragraph: str) -> None:
    assert speech_of("在动员会上的讲话", "同志们：", paragraph).body == (Paragraph(paragraph),)


@pytest.mark.parametrize(
    ("line", "thanks"),
    [
        ("谢谢七位老人！", True),
        ("多谢各位掌柜！", True),
        ("谢谢两位亲家！", True),
        ("谢谢我的战友们！", True),
        ("谢谢老师的教诲！", False),
        ("谢谢这片土地！", False),
        ("谢谢你帮助别人！", False),
    ],
)
def test_thanks_to_whoever_listened_are_the_closing(line: str, thanks: bool) -> None:
    assert speech_of("在动员会上的讲话", "同志们：", SENTENCE, line).closing == (line if thanks else None)


def test_thanks_that_stand_alone_at_the_end_are_the_closing() -> None:
    assert speech_of("在动员会上的讲话", "同志们：", SENTENCE, "谢谢大家！").closing == "谢谢大家！"
    inside = "最后，祝大家工作顺利！谢谢大家！"
    speech = speech_of("在动员会上的讲话", "同志们：", SENTENCE, inside)
    assert (speech.closing, speech.body[-1]) == (None, Paragraph(inside))


def test_a_speech_without_title_says_so() -> None:
    assert codes(speech_of("同志们：", SENTENCE)) == ["no_title"]


def test_a_post_below_a_date_is_whose_speech_it_is_and_no_title() -> None:
    speech = speech_of("（2026年1月17日）", "青石区区长", "各位代表：", SENTENCE)
    assert (speech.title, speech.speaker) == (None, "青石区区长")


def test_a_numbered_name_of_the_collection_is_a_mark_above_titles_of_any_shape() -> None:
    pieces = (
        "班会活动 篇1",
        "在读书会上的发言",
        SENTENCE,
        "班会活动 篇2",
        "让每一次升旗都成为一次出发",
        SENTENCE,
    )
    titles = [speech.title for speech in yinfa.clean("\n".join(pieces)).speeches]
    assert titles == ["在读书会上的发言", "让每一次升旗都成为一次出发"]


@pytest.mark.parametrize(
    "mark",
    [
        "<第{}篇>\n{{}}", "范本{}：\n{{}}", "范例{}\n{{}}", "消防讲座{}\n{{}}", "校庆致辞[{}]\n{{}}",
        "《婚礼 之{}》\n{{}}", "样章{}：{{}}", "{}.{{}}", "{}、{{}} 篇{}", "（{}）{{}}",
        "——{}——\n{{}}", "Section {}\n{{}}", "No.{}{{}}", "附件{}{{}}", "第{}讲{{}}", "★{}★\n{{}}", "#{}\n{{}}",
        "{{}}【{}】", "{{}}（之{}）", "{{}} 范文{}", "（{}/3）{{}}", "◆{{}}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("digits", ["123", "一二三", "①②③", "壹贰叁"])
def test_marks_of_any_form_are_told_by_their_return_above_the_heads_of_speeches(
    mark: str, digits: str
) -> None:
    titles = "在读书会上的发言", "让每一次升旗都成为一次出发", "在动员会上的讲话"
    pieces = [
        f"{mark.replace('{}', digit).replace('{{}}', title).replace('{' + digit + '}', title)}\n"
        f"校长秦望舒\n各位朋友：\n{SENTENCE}\n一、{SENTENCE}"
        for digit, title in zip(digits, titles, strict=True)
    ]
    speeches = yinfa.clean("\n".join(["消防讲座大全3篇", *pieces])).speeches
    assert [speech.title for speech in speeches] == list(titles)
    assert all(len(speech.body) == 2 and speech.salutation for speech in speeches)


@pytest.mark.parametrize("name", ["三年级{}班家长会发言", "第{}届茶叶节开幕式致辞", "{}月安全生产例会讲话"])
def test_a_number_that_belongs_to_the_title_stays(name: str) -> None:
    titles = [name.format(number) for number in "123"]
    pieces = [f"{title}\n各位朋友：\n{SENTENCE}" for title in titles]
    assert [speech.title for speech in yinfa.clean("\n".join(pieces)).speeches] == titles


@pytest.mark.parametrize("below", ["【时间：2015-08-20】 【阅读：2007】", ""])
def test_a_title_stays_behind_its_number_only_where_none_stands_below(below: str) -> None:
    pieces = [f"国旗下讲话{number}\n{below}\n{{}}\n各位同学：\n{SENTENCE}" for number in "12"]
    named = "\n".join(pieces).replace("{}", "把字写端正", 1).replace("{}\n", "")
    assert [speech.title for speech in yinfa.clean(named).speeches] == ["把字写端正", "国旗下讲话"]


@pytest.mark.parametrize("mark", ["第{}部分", "第{}课", "问题{}", "{}、工作报告", "（{}）学习贯彻讲话"])
def test_numbered_lines_without_speeches_of_their_own_are_no_marks(mark: str) -> None:
    lines = ["在动员会上的讲话", "同志们："]
    for number in "一二三":
        lines += [mark.format(number), SENTENCE]
    text = "\n".join(lines)
    assert normalize(text).text == text


def test_a_collection_is_parted_at_its_marks_even_without_salutations() -> None:
    analysis = read(
        normalize(
            f"第一篇：在报告会上的讲话\n{SENTENCE}\n{SENTENCE[2:]}\n第二篇：在座谈会上的发言\n{SENTENCE}\n谢谢大家！"
        )
    )
    assert [speech.title for speech in analysis.speeches] == ["在报告会上的讲话", "在座谈会上的发言"]
    assert analysis.speeches[1].closing == "谢谢大家！"


@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_a_mark_parts_a_page_that_was_read_in_a_wrong_encoding_at_its_own_line(codec: str) -> None:
    lines = [
        "第一篇：",
        "在报告会上的讲话",
        SENTENCE,
        "谢谢大家！",
        "第二篇：",
        "在座谈会上的发言",
        SENTENCE,
        "谢谢大家！",
    ]
    page = "\n".join(f"<p><b>{line}</b></p>" for line in lines)
    analysis = read(normalize(page.encode(codec).decode("latin-1")))
    assert [(speech.title, speech.closing) for speech in analysis.speeches] == [
        ("在报告会上的讲话", "谢谢大家！"),
        ("在座谈会上的发言", "谢谢大家！"),
    ]


def test_a_collection_without_marks_is_parted_at_its_titles() -> None:
    text = f"在报告会上的讲话\n同志们：\n{SENTENCE}\n谢谢大家！\n在座谈会上的发言\n各位领导：\n{SENTENCE}"
    assert len(read(Ledger(text)).speeches) == 2


@pytest.mark.parametrize(
    "stamp",
    [
        "时间：2021-04-{}", "日期：2021年4月{}日", "发布时间：2021/4/{} 10:22", "2021-04-{} 08:15:30",
        "更新时间：2021-04-{}　浏览：1204", "时间：2021-{}-07\n来源：秘书学习网",
    ],
)  # fmt: skip
@pytest.mark.parametrize("mark", ["讲话稿{}：", "第{}篇：", "【范文{}】", ""])
@pytest.mark.parametrize("again", [True, False])
def test_a_stamp_in_the_head_of_each_piece_is_the_page_s(mark: str, stamp: str, again: bool) -> None:
    titles = "在甲县春耕会上的讲话", "在乙县防汛会上的讲话", "在丙县教育会上的讲话"
    pieces = [
        "\n".join(
            (
                mark.format(number) + title,
                stamp.format(f"0{number}"),
                *([title] if again else []),
                f"县长李明\n同志们：\n{SENTENCE}\n{SENTENCE}",
            )
        )
        for number, title in enumerate(titles, 1)
    ]
    speeches = yinfa.clean("\n".join(pieces).encode()).speeches
    assert [(speech.title, speech.speaker, speech.date_text) for speech in speeches] == [
        (title, "县长李明", None) for title in titles
    ]
    assert [len(speech.body) for speech in speeches] == [2, 2, 2]


@pytest.mark.parametrize("line", ["时间：2021-04-02", "日期：2021年4月2日"])
def test_a_day_within_a_speech_stays(line: str) -> None:
    text = f"在村民大会上的讲话\n同志们：\n{SENTENCE}\n下次义诊这样安排：\n{line}\n{SENTENCE}"
    assert line in yinfa.clean(text.encode()).text


def test_the_date_in_the_head_of_each_piece_stays() -> None:
    head = "在{}县动员会上的讲话\n（2021年4月{}日）\n同志们：\n" + f"{SENTENCE}\n{SENTENCE}"
    text = "\n".join(f"第{number}篇：" + head.format(name, number) for number, name in enumerate("甲乙丙", 1))
    dates = [speech.date for speech in yinfa.clean(text.encode()).speeches]
    assert dates == ["2021-04-01", "2021-04-02", "2021-04-03"]


def test_a_shopping_list_is_no_speech() -> None:
    analysis = read(normalize("白菜 2斤\n萝卜 3斤\n鸡蛋 10个\n酱油 1瓶"))
    assert [warning.code for warning in analysis.warnings] == ["not_a_speech"]


def test_doubtful_edits_are_pointed_out_with_their_place() -> None:
    analysis = read(normalize('在动员会上的讲话\n同志们：\n要牢记"两个务必,坚持到底。'))
    assert {warning.code for warning in analysis.warnings} == {"low_confidence"}
    assert any("两个务必" in warning.message for warning in analysis.warnings)


@given(
    st.lists(
        st.text(
            st.sampled_from("同志们：。，一、（）1.第是要讲话在上的谢谢大家！2022年5月4日——王 "),
            min_size=1,
            max_size=24,
        )
    )
)
def test_every_line_stands_in_exactly_one_place(lines: list[str]) -> None:
    ledger = normalize("\n".join(lines))
    found = [line for speech in read(ledger).speeches for line in lines_of(speech)]
    assert sorted(found) == sorted(line for line in ledger.text.split("\n") if line)


def test_the_real_documents_hold_nine_speeches(real_documents: list[Path]) -> None:
    analyses = [read(normalize(path.read_text("utf-8"))) for path in real_documents]
    speeches = [speech for analysis in analyses for speech in analysis.speeches]
    assert len(speeches) == 9
    assert all(speech.title and speech.body for speech in speeches)
    assert sum("no_salutation" in codes(speech) for speech in speeches) == 1


@pytest.mark.parametrize("line", ["主祭人：第二十世裔孙江海平", "正方二辩：江海平", "领诵：船工后代代表"])
def test_a_line_that_says_what_the_speaker_does_names_him_without_a_salutation(line: str) -> None:
    speech = speech_of("渡口祭文", line, SENTENCE, SENTENCE[2:])
    assert (speech.speaker, len(speech.body)) == (line, 2)


@pytest.mark.parametrize("line", ["目标：平安", "道具：马灯", "人物：船工"])
def test_a_line_that_says_something_else_names_nobody(line: str) -> None:
    assert speech_of("渡口祭文", line, SENTENCE, SENTENCE[2:]).speaker is None


def test_a_date_may_say_the_hour_and_the_place() -> None:
    speech = speech_of("渡口复航", "站长林岚", "2010年10月16日下午，三号码头", "乡亲们：", SENTENCE)
    assert (speech.date, speech.date_text) == ("2010-10-16", "2010年10月16日下午，三号码头")


def test_a_speaker_known_by_its_place_alone_is_pointed_out() -> None:
    cleaned = yinfa.clean("在首映式上的讲话\n庭长扎西平措\n尊敬的老师，亲爱的同学们：\n今天我讲诚信。")
    assert cleaned.speeches[0].speaker == "庭长扎西平措"
    assert any(w.code == "low_confidence" and "扎西" in w.message for w in cleaned.all_warnings)


@pytest.mark.parametrize(
    "line",
    [
        "水库管理员　丁大坝",
        "闸工　小禾",
        "渔业队  老安",
        "古渡口第四代摆渡人　古丽·买买提",
        "管水人　阿水（六十岁）",
        "（守坝人　阿禾）",
        "　　　　　　渔业队　老安",
        "值班员　×××",
        "船队总监　Anna Lee",
    ],
)
@pytest.mark.parametrize("salutation", [("乡亲们：",), ()])
def test_a_post_and_a_name_that_stand_apart_are_the_speaker(line: str, salutation: tuple[str, ...]) -> None:
    (speech,) = yinfa.clean("\n".join(("守库三十年", line, *salutation, SENTENCE))).speeches
    assert speech.speaker == re.sub(r"\s(?!Lee)", "", line)
    assert (speech.title, speech.subtitle, speech.salutation) == ("守库三十年", None, salutation)
    assert not any("speaker" in warning.message for warning in speech.warnings)


@pytest.mark.parametrize(
    ("post", "name", "below"),
    [
        ("镇防汛办公室主任", "邱石坝", ()),
        ("镇党委书记、镇长", "易　水", ("（2019年9月3日）",)),
        ("县实验小学校长", "欧阳春生", ("2019年9月3日",)),
    ],
)
def test_a_post_and_the_name_on_the_line_below_are_the_speaker(
    post: str, name: str, below: tuple[str, ...]
) -> None:
    text = "\n".join(("在防汛会上的讲话", post, name, *below, "同志们：", SENTENCE))
    (speech,) = yinfa.clean(text).speeches
    assert (speech.speaker, speech.subtitle) == (post + name.replace("　", ""), None)
    assert (speech.date_text, speech.salutation) == (next(iter(below), None), ("同志们：",))


def test_two_posts_above_each_other_stay_two_lines() -> None:
    (speech,) = yinfa.clean(
        "\n".join(("在防汛会上的讲话", "镇长", "防汛办主任", "同志们：", SENTENCE))
    ).speeches
    assert speech.speaker == "镇长"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("强基础　促发展", "强基础促发展"),
        ("不忘来路　走好新程", "不忘来路 走好新程"),
        ("第一章　发大水", "第一章 发大水"),
    ],
)
def test_a_motto_or_a_part_whose_halves_stand_apart_is_no_speaker(line: str, text: str) -> None:
    (speech,) = yinfa.clean("\n".join(("守库三十年", line, SENTENCE))).speeches
    assert (speech.speaker, speech.body[0].text) == (None, text)


def test_a_part_with_its_name_behind_a_blank_or_a_colon_is_a_heading_of_the_first_level() -> None:
    text = f"守库三十年\n第一部分　进山\n{SENTENCE}\n（一）上路\n{SENTENCE}\n第二部分：守山\n{SENTENCE}"
    (speech,) = yinfa.clean(text).speeches
    headings = [(block.level, block.text) for block in speech.body if isinstance(block, Heading)]
    assert headings == [(1, "第一部分 进山"), (2, "（一）上路"), (1, "第二部分：守山")]


def test_a_house_that_a_letter_speaks_to_is_its_salutation() -> None:
    (speech,) = yinfa.clean(f"贺信\n省第二人民医院：\n欣闻你院迎来建院七十周年。\n{SENTENCE}").speeches
    assert speech.salutation == ("省第二人民医院：",)


def test_the_house_that_signs_above_a_date_stays_though_pages_name_such_ones() -> None:
    signed = ("市精神文明建设办公室", "省文物考古研究所", "2024年3月25日")
    (speech,) = yinfa.clean(
        "\n".join(("倡议书", "全体市民：", SENTENCE, "过一个绿色的清明！", *signed))
    ).speeches
    assert (*(block.text for block in speech.body[-2:]), speech.date_text) == signed


def test_what_is_attached_is_listed_and_no_heading() -> None:
    listed = ("附件：1.必读书目", "2.读书活动登记表")
    (speech,) = yinfa.clean("\n".join(("在读书会上的讲话", "同志们：", SENTENCE, *listed))).speeches
    assert speech.body[-2:] == tuple(map(Paragraph, listed))


@pytest.mark.parametrize(
    "date", ["2024年2月12日（农历正月初三）", "（2024年6月10日 端午节）", "2024年2月6日（腊月二十七）"]
)
def test_a_date_may_tell_the_day_of_the_lunar_calendar(date: str) -> None:
    (speech,) = yinfa.clean(f"在村民大会上的讲话\n{date}\n乡亲们：\n{SENTENCE}").speeches
    assert speech.date_text == date.replace(" ", "")


def test_who_tells_a_story_and_who_wrote_it_down_are_the_speaker() -> None:
    (speech,) = yinfa.clean(f"忆渡江\n讲述：魏长河　整理：魏小舟\n{SENTENCE}\n{SENTENCE}").speeches
    assert speech.speaker == "讲述：魏长河整理：魏小舟"


def test_the_title_of_a_script_in_words_of_pages_and_its_hosts_with_names_stay() -> None:
    lines = [
        "红领巾广播站第8期广播稿",
        "大军：各位父老乡亲，",
        "小琴：还有屏幕前的亲们，",
        "大军、小琴：过年好！",
    ]
    lines += ["大军：咱村今年喜事多，", "小琴：啥喜事？", "大军、小琴：路修通了！"]
    cleaned = yinfa.clean("\n".join(lines))
    assert cleaned.text.splitlines() == lines
    assert cleaned.speeches[0].title == lines[0]


def test_parts_whose_names_stand_apart_are_no_speakers() -> None:
    lines = ("守库三十年", "上篇　看水位", SENTENCE, "下篇　看人心", SENTENCE)
    (speech,) = yinfa.clean("\n".join(lines)).speeches
    assert [block.text for block in speech.body] == [line.replace("　", "") for line in lines[1:]]


def test_the_speeches_of_a_collection_begin_above_a_post_and_a_name_that_stand_apart() -> None:
    lines = ("在{}上的发言", "管水人　阿水", "乡亲们：", SENTENCE, SENTENCE)
    text = "\n".join((*lines, *lines)).replace("{}", "开闸仪式", 1).replace("{}", "关闸仪式")
    assert [speech.speaker for speech in yinfa.clean(text).speeches] == ["管水人阿水"] * 2


def test_a_phrase_between_title_and_salutation_is_the_subtitle_and_pointed_out() -> None:
    cleaned = yinfa.clean("在全县教育大会上的讲话\n办好人民满意的教育\n同志们：\n百年大计，教育为本。")
    assert cleaned.speeches[0].subtitle == "办好人民满意的教育"
    assert cleaned.speeches[0].salutation == ("同志们：",)
    assert any(w.code == "low_confidence" and "人民满意" in w.message for w in cleaned.all_warnings)


GLUED = (
    "在林业大会上的讲话同志们：今天开林业大会。一、认清形势任务，树牢植绿护绿的责任意识我们只有看到差距，才能迎头赶上。"
    "去年成活率只有六成。二、突出工作重点，掀起植树造林的春季热潮各乡镇要排出日程，春天不等人。"
)


def test_headings_of_one_build_are_parted_from_the_text_glued_to_them() -> None:
    blocks = [block.text for block in yinfa.clean(GLUED).speeches[0].body]
    assert "一、认清形势任务，树牢植绿护绿的责任意识" in blocks
    assert "二、突出工作重点，掀起植树造林的春季热潮" in blocks


def test_a_heading_whose_end_is_not_certain_stays_and_its_place_is_quoted() -> None:
    text = GLUED.replace("我们只有", "教育靠大家，").replace("各乡镇要排出日程", "活动已经铺开")
    warned = [w.message for w in yinfa.clean(text).all_warnings if w.code == "glued"]
    assert any("“二、突出工作重点" in message for message in warned)


FORMS = "在瑞丰公司季度例会上的讲话"


@pytest.mark.parametrize(
    ("framed", "draft"),
    [
        ("【{}】_讲话稿_文秘参考网", "{}稿"), ("标题：{}", "{}稿"), ("{} - 某某网", "{}稿"), ("{}[本文共3120字]", "{}稿"),
        ("首页 > 讲话 > {}", "{}稿范文"), ("《{}》.docx", "{}材料"), ("{}（精选3篇）", "{}全文"),
    ],
)  # fmt: skip
def test_the_title_is_the_form_without_draft_though_the_page_framed_it(framed: str, draft: str) -> None:
    text = "\n".join((framed.format(FORMS), draft.format(FORMS), "同志们：", SENTENCE))
    (speech,) = yinfa.clean(text.encode()).speeches
    assert (speech.title, speech.salutation) == (FORMS, ("同志们：",))


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (FORMS + "稿-秘书之友网", FORMS + "稿"),
        ("讲话稿 > 领导讲话", "领导讲话稿"),
        ("党课讲稿_瑞丰网", "党课讲稿"),
    ],
)
def test_a_draft_s_word_stays_where_no_form_lacks_it(above: str, title: str) -> None:
    text = "\n".join((above, title, "同志们：", SENTENCE))
    assert title in [speech.title for speech in yinfa.clean(text.encode()).speeches]


PARTS = (
    "在水利会上的讲话同志们：今天开水利会，时间不长，事情要紧。一、渠要通。冬天不修渠，春天干瞪眼。各村先把自家门前的一段清出来。"
    "二、人要齐。一户出一个工，干部先到场。三、钱要明。一笔一笔上墙，谁都可以来问。今年的渠修好了，明年的秧就有水喝。"
    "我相信大家，也请大家相信我。老支书常说，水往低处流，人心要往一处聚。聚拢了，几里长的渠也不过是几天的工夫；聚不拢，门前的一尺也挖不开。"
    "散会以后马上动手。"
)


def test_the_last_of_the_parts_that_stood_in_one_line_may_hold_the_end() -> None:
    cleaned = yinfa.clean(PARTS.encode())
    warned = [w.message for w in cleaned.all_warnings if w.code == "glued"]
    assert [block.text[:2] for block in cleaned.speeches[0].body[1:]] == ["一、", "二、", "三、"]
    assert any("三、钱要明" in message for message in warned)


@pytest.mark.parametrize(
    "head", ["渠通了，心就通了", "水利会上的几句话看渠人刘小雅乡亲们：", "柳湾村演讲比赛刘小雅同志们："]
)
def test_a_head_that_stays_glued_in_a_text_of_one_line_is_warned_of(head: str) -> None:
    text = head + PARTS.partition("：")[2]
    assert "glued" in [w.code for w in yinfa.clean(text).warnings]
    assert "glued" not in [w.code for w in yinfa.clean(f"在水利会上的讲话\n同志们：\n{BRIEF}").warnings]


def test_a_name_behind_a_title_in_a_text_of_one_line_is_warned_of() -> None:
    text = "在河道清淤大会上的动员讲话站长2019年8月20日各位来宾：" + PARTS.partition("：")[2]
    cleaned = yinfa.clean(text)
    assert cleaned.speeches[0].title == "在河道清淤大会上的动员讲话站长"
    assert any("动员讲话站长" in w.message for w in cleaned.all_warnings if w.code == "glued")


def test_a_numbered_paragraph_of_a_text_in_one_line_may_hold_its_heading() -> None:
    asked = (
        "在答复会上的讲话各位村民：提案我都看了，一条一条说。"
        "一、关于水渠提案说，东头的渠总是堵，一到夏天就淹。昨天已经派人去看了。"
        "二、关于路灯提案说，西头的灯太暗，晚上看不清路。灯已经订了，下个月换。"
        "三、关于广播提案说，村里的喇叭太响，孩子睡不好觉。我们商量了，晚上八点就停。"
    )
    warned = [w.message for w in yinfa.clean(asked).all_warnings if w.code == "glued"]
    assert [number for number in "一二三" if any(f"“{number}、关于" in message for message in warned)] == [
        *"一二三"
    ]


BRIEF = "冬天不修渠，春天干瞪眼。各村先把自家门前的一段清出来，一户出一个工，干部先到场。"


@pytest.mark.parametrize("border", ["\n", "\u3000\u3000", "\t"])
def test_parts_whose_borders_are_known_are_not_glued(border: str) -> None:
    text = PARTS
    for begun in ("同志们", "今天开", "一、", "各村", "二、", "三、", "今年的", "我相信", "散会"):
        text = text.replace(begun, border + begun)
    assert "glued" not in [w.code for w in yinfa.clean(text.encode()).all_warnings]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("讲话稿", "在河道清淤动员会上的讲话"),
        ("领导讲话稿", "校园开放日上的致辞"),
        ("资源简介", "在河道清淤动员会上的讲话"),
        ("扫描二维码在手机上浏览", "在河道清淤动员会上的讲话"),
        ("资源简介", "国旗下的讲话：珍惜每一滴水"),
        ("发言稿", "国旗下的讲话：珍惜每一滴水"),
        ("", "女儿婚礼上的致辞\n举报\n分享\n页面正在加载中，请您稍等几秒..."),
        ("", "国旗下的讲话：珍惜每一滴水\n举报\n页面正在加载中，请您稍等几秒..."),
    ],
)
@pytest.mark.parametrize("called", ["各位乡亲：", ""])
def test_what_a_site_sets_about_a_title_takes_neither_its_place_nor_it_away(
    above: str, title: str, called: str
) -> None:
    rows = (above, title, called, SENTENCE, SENTENCE)
    (speech,) = yinfa.clean("\n".join(filter(None, rows)).encode()).speeches
    if called or not (above and "：" in title):
        assert (speech.title, speech.subtitle) == (title.partition("\n")[0], None)
    assert not any("加载" in block.text for block in speech.body)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("开幕词", "在读书节开幕式上的讲话"),
        ("以水为师", "在河道清淤动员会上的讲话"),
        ("打开一扇窗", "在读书节开幕式上的讲话"),
        ("点击未来", "在科技节开幕式上的讲话"),
    ],
)
def test_a_motto_or_the_name_of_a_speech_above_its_occasion_stays(above: str, title: str) -> None:
    (speech,) = yinfa.clean(f"{above}\n{title}\n各位乡亲：\n{SENTENCE}\n{SENTENCE}".encode()).speeches
    assert (speech.title, speech.subtitle) == (above, title)


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("原文标题：在“3·15”宣传日活动上的讲话", "在“3·15”宣传日活动上的讲话"),
        ("稿件题目：校园开放日上的致辞", "校园开放日上的致辞"),
        ("【守住“一碗清水”】", "守住“一碗清水”"),
        ("《在“3·15”宣传日活动上的讲话》", "在“3·15”宣传日活动上的讲话"),
        ("▲ 在“3·15”宣传日活动上的讲话", "在“3·15”宣传日活动上的讲话"),
        ("【国旗下的讲话：珍惜每一滴水】", "国旗下的讲话：珍惜每一滴水"),
        ("“甜”日子与“苦”日子", "“甜”日子与“苦”日子"),
        ("《论语》与《孟子》", "《论语》与《孟子》"),
        ("【守水】与【治水】", "【守水】与【治水】"),
    ],
)
def test_what_a_page_sets_about_a_title_goes_whatever_marks_the_title_holds(given: str, title: str) -> None:
    (speech,) = yinfa.clean(f"{given}\n各位乡亲：\n{SENTENCE}\n{SENTENCE}".encode()).speeches
    assert speech.title == title


@pytest.mark.parametrize("speaker", ["水务所值班员陆××", "三年级二班王×"])
def test_a_hidden_name_behind_a_post_names_the_speaker(speaker: str) -> None:
    (speech,) = yinfa.clean(f"述职报告\n{speaker}\n各位乡亲：\n{SENTENCE}\n{SENTENCE}".encode()).speeches
    assert (speech.title, speech.speaker) == ("述职报告", speaker)


def test_the_end_of_a_speech_above_another_one_is_a_speech_without_title() -> None:
    lines = ("祝愿车站的明天更加美好！", "谢谢大家！", "在例会上的讲话", "同志们：", SENTENCE)
    end, speech = read(Ledger("\n".join(lines))).speeches
    assert (end.title, [block.text for block in end.body], end.closing) == (None, [lines[0]], lines[1])
    assert (speech.title, speech.salutation) == (lines[2], (lines[3],))


@pytest.mark.parametrize(
    ("end", "warned"),
    [
        ("第二，责任要到人。谁的渠道谁负责，每天早晚各", True),
        ("这件事说到底是因为", True),
        ("大家要抓好三件事，一是清淤，", True),
        ("灯亮到后半夜，没有人先走……", True),
        ("责任要到人。谁的渠道谁负责，每天早晚各巡一遍。", False),
        ("祝大家身体健康，阖家幸福", False),
        ("他说：“水来了，庄稼就有救了。”", False),
    ],
)
def test_a_speech_that_stops_in_mid_sentence_is_warned_of(end: str, warned: bool) -> None:
    speech = speech_of("在春灌动员会上的讲话", "同志们：", SENTENCE, end)
    assert ("truncated" in codes(speech)) is warned
    assert lines_of(speech)[-1] == end


@pytest.mark.parametrize(
    ("day", "iso"),
    [("1960年4月5日晚七时", "1960-04-05"), ("2024年7月1日晚8点半", "2024-07-01")],
)
def test_an_hour_in_chinese_figures_stands_behind_the_date(day: str, iso: str) -> None:
    speech = speech_of("在爱国卫生运动动员大会上的讲话", "爱卫会主任罗振声", day, "同志们：", SENTENCE)
    assert (speech.date_text, speech.date) == (day, iso)


@pytest.mark.parametrize(
    ("line", "below", "called"),
    [
        ("女儿、女婿：", "从今天起，你们就是一家人了，遇事要多商量。", True),
        ("石大娘：", "您老今年八十八岁，这块牌子我给您挂在堂屋里。", True),
        ("母亲说：", "你到了部队上要听首长的话，不要想家。", False),
        ("我们的口号：", "让你满意，让我放心，这句话贴在每一个窗口。", False),
        ("老伴：", "这是街坊们对她的称呼，一叫就是四十年。", False),
    ],
)
def test_a_speaker_turns_to_those_whom_he_calls_in_mid_speech(line: str, below: str, called: bool) -> None:
    speech = speech_of("在女儿婚礼上的致辞", "各位来宾：", SENTENCE, line, below, SENTENCE)
    kinds = {block.text: type(block) for block in speech.body}
    assert (kinds[line] is Salutation) is called


def test_headings_that_may_stand_in_the_lines_of_their_texts_are_warned_of() -> None:
    said = (
        "在祭扫服务培训会上的讲话",
        "各位志愿者：",
        "先谢谢你们肯来，下面我讲讲几件要紧的事，请大家记一记。",
        "一、守住这条底线三月底的北坡，草一点就着，二〇一四年那场山火，起头就是一支蜡烛，烧了四十亩林子。",
        "二、把没有人来的墓也照看好园区里有三百一十二座墓，十年以上没有人来过，请大家多走几步，扫一扫。",
        "谢谢大家！",
    )
    text = normalize("\n".join(said))
    (speech,) = read(text).speeches
    headings = [block for block in speech.body if isinstance(block, Heading)]
    warned = [warning for warning in read(text).warnings if warning.code == "glued"]
    assert len(headings) + len(warned) >= 2
    assert "".join(lines_of(speech)) == "".join(said)


def test_numbered_leads_hold_no_headings() -> None:
    text = "\n".join(
        (
            "在安全生产会上的讲话",
            "同志们：",
            "一、要把责任压实到每一个班组。班前会讲五分钟，交接班查十分钟，谁当班谁签字。",
            "二、要把隐患消灭在开工之前。每台设备开机以前，两个人看，两个人记。",
            "谢谢大家！",
        )
    )
    assert not [warning for warning in read(normalize(text)).warnings if warning.code == "glued"]
