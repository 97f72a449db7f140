"""A page's line is told by whole paragraphs where a program has cut them at one width."""

from __future__ import annotations

import pytest

from yinfa.normalize import normalize
from yinfa.normalize.lines import lines
from yinfa.normalize.paragraphs import paragraphs
from yinfa.normalize.wrapping import page_of

HEAD = ["在渡口村堤防维修开工会上的讲话", "各位乡亲："]
SAID = [
    "这段堤是六二年修的，石头是一块一块抬上去的，六十年里挡住了十一回大水，没有让河水进过一家的院子。",
    "这回大修，县里出水泥和石料，村里出工，每户每十天出一个整劳力，出不了的可以调换，不准拿钱顶工。",
    "工地上我不放心的只有一件，就是夜里看料的人不能喝酒，料堆旁边不能生火，谁违反了就换谁下来。",
]
NAMING = [
    "哪一家有难处，白天到村部找会计登记，晚上就写邮件到dukou_cun@river.org，我每天睡觉以前都会看一遍，当天回话。",
    "图纸和账目都挂在www.dukou-village.gov.cn上面，哪一笔不明白，就到村部来问，问到明白为止。",
    "县里的政务服务网上已经能够查到每一车石料的来处，不会上网的老人，让孙子孙女帮着上网看一看。",
    "去年在省里的乡村论坛上，有人问我们为什么还要用人工砌石头，我请他到堤上来走一走再回到论坛去说。",
]
THANKS = "谢谢各位！"


def cut(paragraph: str, width: int, indent: str = "　　") -> list[str]:
    """A paragraph as a program cuts it: full lines, the first of them with an indent."""
    text = indent + paragraph
    rows = []
    while text:
        end = width
        while end < len(text) and (text[end] in "，。、：！" or _in_a_word(text, end)):
            end -= 1
        rows.append(text[:end])
        text = text[end:]
    return rows


def _in_a_word(text: str, end: int) -> bool:
    return text[end - 1].isascii() and text[end].isascii()


def page(said: list[str], width: int, head: list[str] = HEAD) -> str:
    return "\n".join((*head, *(row for paragraph in said for row in cut(paragraph, width))))


@pytest.mark.parametrize("naming", NAMING)
@pytest.mark.parametrize("width", range(24, 41, 2))
def test_a_wrapped_paragraph_with_an_address_or_the_name_of_a_site_stays_whole(
    naming: str, width: int
) -> None:
    for said in ([*SAID, naming, THANKS], [*SAID, naming], [*SAID[:2], naming, SAID[2], THANKS]):
        assert normalize(page(said, width)).text == "\n".join((*HEAD, *said))


@pytest.mark.parametrize("naming", NAMING)
def test_so_it_does_in_a_speech_of_two_paragraphs(naming: str) -> None:
    said = [naming, "明天早上六点，大家到渡口集合。"]
    assert normalize(page(said, 26)).text == "\n".join((*HEAD, *said))


def test_a_page_s_line_within_a_wrapped_paragraph_goes() -> None:
    rows = page([*SAID, THANKS], 24).split("\n")
    advertised = "\n".join((*rows[:6], "【广告】", *rows[6:]))
    assert normalize(advertised).text == "\n".join((*HEAD, *SAID, THANKS))


def test_a_page_s_paragraph_behind_a_wrapped_speech_goes_with_its_last_line() -> None:
    notice = "本文由网友上传，版权归原作者所有，如果侵犯了您的权益，请联系客服删除，转载请注明出处，下载以后需要安装WORD2010。"
    assert normalize(page([*SAID, THANKS, notice], 26)).text == "\n".join((*HEAD, *SAID, THANKS))


def test_lines_without_an_indent_are_one_paragraph_only_below_a_full_line_with_one() -> None:
    text = page([*SAID, THANKS], 28)
    assert [row.text for row in paragraphs(text)] == [*HEAD, *SAID, THANKS]
    open_set = "\n".join((*HEAD, *SAID, THANKS))
    assert paragraphs(open_set) == lines(open_set)


def test_a_place_in_a_whole_paragraph_is_one_in_the_text() -> None:
    text = page(SAID, 22)
    for row in paragraphs(text):
        assert row.text == "".join(text[row.first : row.last].split())
        for count in range(1, len(row.text) + 1):
            assert text[row.after(count) - 1] == row.text[count - 1]
            assert "".join(text[row.first : row.after(count)].split()) == row.text[:count]


SPEAKER = "镇长　何立新"
OPENED = [
    ("在全镇电子商务论坛上的", "致辞"),
    ("在全镇电子商务论坛", "上的致辞"),
    ("全镇村级网站维护培训会主持词及总", "结讲话"),
    ("在全镇阅读推广月启动仪式暨", "读书之家授牌会上的讲话"),
    ("关于全镇网站建设", "有关情况的汇报"),
    ("在全镇秋季征兵动员会上的讲话", "提纲"),
    ("全镇春灌现场会主持词", "及总结讲话"),
    ("在堤防联防座谈会上的答", "问"),
    ("在全镇网上办事大厅", "揭牌仪式暨", "窗口标兵表彰会上的讲话"),
]


@pytest.mark.parametrize("halves", OPENED)
@pytest.mark.parametrize("beside", [[], [SPEAKER]])
def test_a_title_that_is_open_at_a_line_s_end_stays_whole_whatever_it_names(
    halves: tuple[str, ...], beside: list[str]
) -> None:
    said = "\n".join((*beside, "同志们：", *SAID))
    title, *_ = normalize("\n".join((*halves, said))).text.split("\n")
    assert title == "".join(halves)
    wrapped = page([*SAID, THANKS], 24, [*halves, *beside, "同志们："])
    assert normalize(wrapped).text.split("\n")[0] == "".join(halves)


@pytest.mark.parametrize("menu", ["实用文档", "在线投稿论坛", "关于我们", "范文网"])
def test_a_page_s_line_above_a_title_is_no_half_of_it(menu: str) -> None:
    said = "\n".join(("在全镇春灌现场会上的讲话", SPEAKER, "同志们：", *SAID))
    assert normalize(f"首页 > 讲话稿 > 正文\n{menu}\n{said}").text.startswith("在全镇春灌现场会上的讲话\n")


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("关于全镇村道养护管理办法（草案）的说明", "镇司法所所长　何立新"),
        ("——渡口小学毕业班老师写给大家的临别赠言", "何立新"),
    ],
)
def test_a_title_as_long_as_the_lines_leaves_the_speaker_his_own(title: str, speaker: str) -> None:
    head = [*(["明天你们就是大人了"] if title[0] == "—" else []), title, speaker, "同学们："]
    cleaned = normalize(page([*SAID, THANKS], len(title), head)).text.split("\n")
    assert [line.replace("　", "").replace(" ", "") for line in cleaned[: len(head)]] == [
        line.replace("　", "") for line in head
    ]


def test_a_line_that_ends_with_a_bracket_goes_on_in_a_line_without_an_indent() -> None:
    noted = "去年冬天通车的这条砂石路（渡口—鹰嘴）通到堤脚，石料不用肩挑。"
    assert normalize(page([*SAID, noted, THANKS], 22)).text == "\n".join((*HEAD, *SAID, noted, THANKS))


def test_a_wrapped_line_is_not_parted_at_words_like_a_salutation() -> None:
    calling = (
        "今天这个会，是镇党委决定为堤防大修召开的一次重要会议，主要任务是动员全体党员干部，打好防汛攻坚战。"
    )
    for width in range(20, 40):
        assert normalize(page([calling, *SAID, THANKS], width)).text == "\n".join(
            (*HEAD, calling, *SAID, THANKS)
        )


def test_a_full_last_line_ends_its_paragraph_where_addresses_have_no_indent() -> None:
    full = "堤修好以后，今年的秋粮就能够安心收进各家的仓里了。"
    width = len(full) + 2
    rows = [*HEAD, *cut(SAID[0], width), "乡亲们！", *cut(SAID[1], width), "各位长辈，乡亲们！"]
    rows += [*cut(full, width), *cut(SAID[2], width)]
    expected = [*HEAD, SAID[0], "乡亲们！", SAID[1], "各位长辈，乡亲们！", full, SAID[2]]
    assert normalize("\n".join(rows)).text.split("\n") == expected


SENTENCES = (
    "堤上有三户人家。老陈家住得最久。他家的院墙就是当年的旧堤。拆还是不拆？我去问过他。他说拆。"
    "他说堤比墙要紧。我听了，半天没有说话。后来全村人帮他家重新砌了一道墙。墙上留了一块旧石头。"
)


@pytest.mark.parametrize("width", range(22, 41))
def test_blank_lines_all_over_a_wrapped_text_part_nothing_though_pages_have_lost_some(width: int) -> None:
    said = [SENTENCES, *SAID, NAMING[3], THANKS]
    rows = page(said, width).split("\n")
    paged = "\n\n".join(rows[:7]), "\n\n".join(rows[7:14]), "\n\n".join(rows[14:])
    text = "{}\n— 1 —\n{}\n— 2 —\n{}\n— 3 —\n".format(*paged)
    assert normalize(text).text == "\n".join((*HEAD, *said))


@pytest.mark.parametrize("margin", ["    ", "\t", "　　"])
def test_indents_are_seen_behind_the_margin_of_a_page(margin: str) -> None:
    full = "石料够了，水泥也到齐了，就等大家来动手。"
    said = [SAID[0], full, *SAID[1:], THANKS]
    rows = [margin + row for row in page(said, len(full) + 2).split("\n")]
    rows[8:8] = [margin + "        — 1 —"]
    assert normalize("\n".join(rows)).text == "\n".join((*HEAD, *said))


@pytest.mark.parametrize("width", [20, 25, 31])
def test_a_word_said_twice_at_the_end_of_a_wrapped_line_stays_where_blank_lines_part_nothing(
    width: int,
) -> None:
    before = "石头从河对岸的山里运过来，一样一样都要过秤，每一车都有人跟着。"[: width - 5]
    doubled = f"{before}，很远很远的地方也要去，一车只能装六块，装多了船要往下沉。"
    rows = page([*SAID, doubled, *SAID, THANKS], width).split("\n")
    assert normalize("\n\n".join(rows)).text == "\n".join((*HEAD, *SAID, doubled, *SAID, THANKS))


@pytest.mark.parametrize("width", range(24, 36))
def test_a_program_that_counts_keeps_numbers_and_words_whole(width: int) -> None:
    counting = (
        "去年用了2,317方石头、14,903包水泥，花了23.7万元，水位是1.96米，离警戒线还差3.5米，"
        "最紧的一天是2021年7月21日，守堤的有1,286人，石头和水泥的比例是3∶1，有位专家说very good indeed就走了。"
    )
    said = [counting, SAID[0], SAID[1], THANKS]
    text = "\n\n".join("\n".join(cut(paragraph, width, "")) for paragraph in (*HEAD, *said))
    told = page_of(lines(text))
    assert told is not None
    assert (told.width, told.measure.cells) == (width, False)
    assert normalize(text).text == "\n".join((*HEAD, *said))


@pytest.mark.parametrize("number", ["— 1 —\n\n", "\n— 1 —\n"])
def test_a_blank_line_about_a_page_number_parts_paragraphs_where_all_others_do(number: str) -> None:
    short = "水泥到齐了，石料也够了，就等着大家来动手。"
    last = "那天夜里下了一场大雨，河水涨到了堤脚。守堤的人一夜没有合眼。天亮以后水才退下去。"
    head, *rest = ("\n".join(cut(paragraph, len(short) + 1, "")) for paragraph in (*SAID, last))
    text = "\n\n".join((*HEAD, head, short)) + f"\n{number}" + "\n\n".join((*rest, THANKS))
    assert normalize(text).text == "\n".join((*HEAD, SAID[0], short, *SAID[1:], last, THANKS))


def test_an_address_on_a_line_of_its_own_stays_where_blank_lines_stand_all_over_a_wrapped_text() -> None:
    rows = [
        *HEAD,
        *cut(SAID[0], 28),
        "　　哪一家有难处，报名的网址是",
        "http://dukou.example.org/bao",
        "ming，会计每天都要看一遍。",
    ]
    rows += [*cut(SAID[1], 28), THANKS]
    said = [
        SAID[0],
        "哪一家有难处，报名的网址是http://dukou.example.org/baoming，会计每天都要看一遍。",
        SAID[1],
        THANKS,
    ]
    assert normalize("\n\n".join(rows)).text == "\n".join((*HEAD, *said))


def test_a_number_of_things_said_twice_across_the_pages_of_a_wrapped_text_is_meant() -> None:
    before = "修堤的石头有两千多方，全村的账是一件"
    after = "一件记下来的，谁抬了几块，谁出了几天工，都写在本子上。"
    rows = page([*SAID, before + after, THANKS], len(before) + 2).split("\n")
    at = next(index for index, row in enumerate(rows) if row.endswith("是一件")) + 1
    rows[at:at] = ["— 2 —"]
    assert normalize("\n".join(rows)).text == "\n".join((*HEAD, *SAID, before + after, THANKS))
