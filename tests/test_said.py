"""Never lose a word: what a speaker says stays, however it ends and whatever was dropped into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.grammar import compose
from bench.speeches import Document, Line, written_documents
from damage import STAGES, compatible, damage, fits
from yinfa.normalize import normalize, stops, watermark
from yinfa.shapes import is_chinese
from yinfa.source import read

COUNTS = [
    "全年审核合同53份，提出修改意见118条，其中被采纳的97条，采纳率为82.2%；审核决定66件，没有一件被撤销",
    "先后编辑工作简报18期，发布查档指南6篇，办理异地邮寄152件，满意率为99.1%",
    "共下拨资金1200万元，修复水渠36公里，受益农田4.1万亩，惠及群众2.3万人",
    "收到来信76封，接待来访152人次，办结率98%",
    "全队出警312次，抢救被困人员45人，疏散群众680人，没有一名队员受伤",
    "新增藏书3200册，借阅2.1万册次，举办读书会24场，参加1800人次",
    "接诊病人5.2万人次，手术1960台，院内感染率0.3%",
    "完成投资15亿元，增长12%，开工项目23个，竣工11个",
    "评出一等奖3名，二等奖6名，三等奖10名，优秀奖20名",
    "培训教师126人，听课380节，评课210次，上交教案64本",
]
SAID_THRICE = [
    "大家回家以后扫码下载国家反诈中心客户端并帮父母装上。派出所民警扫码下载国家反诈中心客户端时，请大家配合。老人不会扫码下载国家反诈中心客户端的，要手把手教。",
    "我们编辑部收到网友上传的照片三千张。这些网友上传的照片后来登在了校报上。我希望更多网友上传的照片能被大家看见。",
    "图书馆里免费阅读电子文献的同学多了。去年来馆免费阅读电子文献达两万人次。还要让乡下孩子免费阅读电子文献成为常事。",
    "有人在公众号发布不实信息被处罚。也有人转发公众号发布不实信息后悔不已。谁再用公众号发布不实信息就依法处理谁。",
    "照搬照抄网络文章是老毛病了。有的同志写材料照搬照抄网络文章而不调研。我在这里重申，照搬照抄网络文章必须改。",
    "我们印发学习资料分享给各支部参考。各支部把学习资料分享给每名党员。党员再把学习资料分享到家庭群里。",
    "未经许可不得进入施工现场是铁的规矩。谁违反未经许可不得进入施工现场的规定就处理谁。未经许可不得进入施工现场几个字写在他头顶上。",
    "电商中心请来老师教大家做直播带货和短视频发布。会直播带货和短视频发布的有五十多户。没有学会直播带货和短视频发布也不要紧。",
    "档案馆的文件资料查询服务搬到了一楼。来办文件资料查询服务的群众不用再爬楼。我们把文件资料查询服务时间延长一小时。",
    "免费下载试用版的做法要停一停。客户反映免费下载试用版里有漏洞。技术部把免费下载试用版收回来重做。",
    "村村文库办了三年了。当初有人问办村村文库图什么，我说把村村文库给娃娃们留着。如今村村文库里借书要排队。",
    "有的同志写稿子全靠范文中心，离了范文中心就不会写字。昨天我还看见他从范文中心抄了一段。",
    "两个窗口——网站和公众号——要管好。去年的窗口——网站和公众号——没有管好。今后的窗口——网站和公众号——有专人管。",
    "服务站~会员之家~开门了，工会把~会员之家~搬进来，妇联也在~会员之家~里办班。",
    "要把环境整治紧紧抓住，抓环境整治要快，管环境整治要严，大家的环境整治大家干。",
]
LAST_WORDS = [
    "现在，出发！",
    "加油！",
    "我宣布：开幕！",
    "散会。",
    "就讲这些。",
    "记住：\n安全第一！\n生命至上！",
]
GLUED = [
    " 来源：某某文库",
    "　责任编辑：张三",
    " 【字体：大 中 小】",
    " 阅读：345 次",
    "　上一篇：没有了",
    " www.example.com",
    "\n相关推荐\n初二物理复习提纲",
    "\n最新评论\n小满：正好明天要用，谢谢",
]
SENTENCES = (
    "我们的会从早上开到现在，大家都没有走。",
    "河道清了三十六公里，两岸种上了柳树。",
    "群众反映的老大难问题，一件一件都有了回音。",
)


def chinese(text: str) -> str:
    return "".join(filter(is_chinese, text))


@pytest.mark.parametrize("counts", COUNTS)
@pytest.mark.parametrize(
    "below", ["", "二、存在的不足\n认识不高\n", "谢谢大家！\n", "相关文章\n党员个人总结\n"]
)
@pytest.mark.parametrize("stop", ["。", ".", ""])
def test_a_paragraph_of_counts_is_no_line_of_counters(counts: str, below: str, stop: str) -> None:
    head = "在全县工作总结会上的讲话\n各位领导、同志们：\n今天我们总结一年的工作，时间过得很快。\n（一）抓学习，强本领\n"
    for line in (counts, counts.replace("，", ",").replace("；", ";")):
        text = normalize(f"{head}{line}{stop}\n{below}").text
        assert chinese(counts) in chinese(text)
        assert ("认识不高" in below) == ("认识不高" in text)
        assert "个人总结" not in text


@pytest.mark.parametrize("last", LAST_WORDS)
@pytest.mark.parametrize("glued", GLUED)
def test_of_a_short_last_sentence_only_what_the_page_glued_to_it_goes(last: str, glued: str) -> None:
    speech = "在全县动员会上的讲话\n同志们：\n河道清了三十六公里，两岸种上了柳树。\n" + last
    assert normalize(speech + glued).text.strip() == speech


@pytest.mark.parametrize("text", SAID_THRICE)
def test_what_a_speaker_says_of_sites_again_and_again_is_no_watermark(text: str) -> None:
    assert not list(watermark.dropped(f"同志们：\n{text}\n"))
    assert not list(watermark.dropped("同志们：\n" + text.replace("。", "。\n")))


@pytest.mark.parametrize(
    "mark",
    [
        "本文档由用户上传分享", "更多材料请加微信gw5566", "(此文由公文笔杆子收集)", "文秘之家★独家", "由热心网友整理上传",
        "本篇来自天天文稿原创作者", "资料来自互联网侵权必删", "扫描二维码获取完整版", "本站提供海量范文下载", "此稿为会员专享禁止外传",
    ],
)  # fmt: skip
@pytest.mark.parametrize("blank", ["", " ", "\u3000"])
def test_a_watermark_is_known_however_it_is_spaced(mark: str, blank: str) -> None:
    places = (9, 3, 14)
    copies = [blank.join((mark[:at], mark[at:])) for at in (2, 4, 5)]
    dropped = (
        said[:place] + copy + said[place:]
        for said, place, copy in zip(SENTENCES, places, copies, strict=True)
    )
    assert normalize("同志们：\n" + "\n".join(dropped)).text == "同志们：\n" + "\n".join(SENTENCES)


FAREWELL = (
    "在老校长追思会上的发言\n各位老师、各位校友：\n今天我们怀着沉痛的心情聚在这里，追思我们的老校长。\n{}"
    "先生走了，可是他种下的两排银杏还在。\n我的话讲完了，谢谢大家！"
)


@pytest.mark.parametrize(
    "advert",
    [
        "（广告）", "——— 推广 ———\n公文写作VIP会员，限时五折，点击了解", "【广告】办公用品全场八折，满百包邮", "[AD]", "【推广】",
        "—— 广告 ——\n开通会员，海量范文免费下载", "*** 赞助商链接 ***\n代写公文，加微信xz8899", "★ 推广信息 ★\n下载APP，免费阅读全文",
        "-----广告-----\n写材料，找秘书帮手\n-----广告结束-----", "（以下为广告）\n扫码领取500篇讲话稿模板", "~~ 商业推广 ~~",
    ],
)  # fmt: skip
def test_an_advertisement_within_a_speech_goes_and_joins_no_paragraph(advert: str) -> None:
    assert normalize(FAREWELL.format(advert + "\n")).text == FAREWELL.format("")


@pytest.mark.parametrize(
    "line",
    [
        "广告多了，耳根就不清净。", "推广先进经验，靠的是带头人。", "——推广先生的教学法", "一、推广", "【先生遗墨】", "（赞助单位：县教育基金会）",
        "广告公司的师傅把先生的照片放大了送来。", "赞助商链接了两头：一头是学校，一头是校友。", "——广告牌下，他站了一夜。", "（掌声）",
    ],
)  # fmt: skip
def test_what_is_said_of_advertising_stays(line: str) -> None:
    assert line in normalize(FAREWELL.format(line + "\n")).text


FORESTS = (
    "在全县林长制工作推进会上的讲话\n同志们：\n今天我们开一个推进会，山要绿起来，人要富起来。\n"
    "种树是给子孙存钱，护林是替子孙看家。"
)


@pytest.mark.parametrize("closing", ["\n谢谢大家！", ""])
@pytest.mark.parametrize(
    "tail",
    [
        "与在全县林长制工作推进会上的讲话相关的范文\n①供电所优质服务承诺书\n②九年级班长竞选词", "没看够？再来一篇：\n《社区网格员工作手记》",
        "【在全县林长制工作推进会上的讲话】", "沙发\n发表于 2013-4-9 21:02:10\n顶一个\n板凳\n学习了！", "3楼 老张\n写得好！\n4楼 小李\n收藏。",
        "看了本文的人还看了：\n1.乡镇防火方案\n2.护林员述职报告", "跟林长制有关的文章：\n·巡林日志怎么写\n·林长会议主持词",
        "以上就是小编整理的讲话稿，希望对您有所帮助。\n①植树节倡议书\n②护林防火公开信", "和本文类似的讲话稿\n一篇好的林长制讲话\n林长制发言材料",
        "猜你喜欢\n◎爱鸟周启动词\n◎林业局长述职",
    ],
)  # fmt: skip
def test_what_a_page_lists_behind_a_speech_goes_with_its_head(tail: str, closing: str) -> None:
    assert normalize(f"{FORESTS}{closing}\n{tail}").text == FORESTS + closing


@pytest.mark.parametrize("closing", ["\n谢谢大家！", ""])
@pytest.mark.parametrize(
    "line",
    [
        "与林长制有关的事，大家都要上心。", "①守住山，②护住水，③富住人。", "二、任务\n把责任落到山头", "学习了先进，更要赶先进！",
        "再来一篇，就是我们自己写的大文章。", "最后送大家一副对联：\n山青水秀人勤快\n林茂粮丰日子甜", "【会场全体起立】",
        "顶一个家，不容易；护一片林，也不容易。", "三楼的同志请坐前排。", "《沁园春》的词句，我念给大家听。",
    ],
)  # fmt: skip
def test_what_ends_a_speech_in_a_list_or_a_shout_stays(line: str, closing: str) -> None:
    assert chinese(line) in chinese(normalize(f"{FORESTS}\n{line}{closing}").text)


def test_a_last_sentence_without_a_stop_stays_though_its_characters_are_a_page_s() -> None:
    last = "你们的满意是我们工作的标准。有事请打我的电话，或者直接到0512办公室找我"
    assert normalize(f"{FORESTS}\n{last}\n热门推荐\n党员总结").text == f"{FORESTS}\n{last}"


SHARED = ("先生把铺盖夺过去，扛回了宿舍。", "后来我才知道，他自己吃了半年的咸菜。")


@pytest.mark.parametrize(
    "notice",
    [
        "本文未完，请翻页继续阅读>>", "未完待续，点击下一页→", "以下内容登录后可见>>", "剩余部分请下载后阅读＞＞", "（未完，见下页）", "正文未完，继续阅读>",
        "内容未完，请点击下一页继续阅读»", "展开阅读剩余70%>>", "......以下内容被隐藏,登录后可见......", "......以下内容被隐藏,登录后可见.....\n.",
    ],
)  # fmt: skip
def test_a_notice_between_two_sentences_goes_with_what_points_on(notice: str) -> None:
    assert normalize(f"同志们：\n{SHARED[0]}{notice}{SHARED[1]}").text == f"同志们：\n{''.join(SHARED)}"


@pytest.mark.parametrize(
    "words",
    ["大事未完，请继续努力", "翻开下一页", "登录以后才知道，水比山高", "全文只有三百字", "会员请先进场"],
)
def test_what_is_said_before_an_arrow_stays(words: str) -> None:
    assert words in normalize(f"同志们：\n{SHARED[0]}{words}→{SHARED[1]}").text


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("占耕地的76.5%.同志们,成绩来之不易.", "占耕地的76.5%。同志们,成绩来之不易。"),
        ("已经走访群众3200户.群众说得最多的是水.", "已经走访群众3200户。群众说得最多的是水。"),
        ("目标是实现GDP.我们还要看就业.", "目标是实现GDP。我们还要看就业。"),
        ('他说"这事我管".大家都笑了.', '他说"这事我管"。大家都笑了。'),
        ("他说：“这事我管.”大家都笑了.", "他说：“这事我管。”大家都笑了。"),
        ("只讲一件事(也只够讲一件).讲完就散会.", "只讲一件事(也只够讲一件)。讲完就散会。"),
        ("那天是12月3日.2010年以后,再没有下过这样的雪.", "那天是12月3日。2010年以后,再没有下过这样的雪。"),
        ("只剩下17户人家.我们走进去的时候,狗都没有叫.", "只剩下17户人家。我们走进去的时候,狗都没有叫。"),
        ("工作要做细. 群众要放心. 作风要过硬.", "工作要做细。 群众要放心。 作风要过硬。"),
        ("零下12℃.工人们没有停下.", "零下12℃。工人们没有停下。"),
    ],
)
def test_a_full_stop_that_was_narrowed_is_known_by_what_stands_about_it(given: str, text: str) -> None:
    assert normalize(f"大家要记住.\n{given}").text.replace("，", ",") == (
        "大家要记住。\n" + normalize(text).text.replace("，", ",")
    )


@pytest.mark.parametrize(
    "line",
    [
        "会上讲三点：1.抓学习2.抓落实3.抓作风",
        "一.提高认识",
        "（一）.工作回顾",
        "详见www.moe.gov.cn，大家会后看看",
        "全年收入118.5万元，增长7.5%",
        "A.党员要带头B.干部要带头",
        "文件为附件1.doc",
        "三.1班的同学们先走",
        "我们的路还长......",
        "2022.5.14是个好日子",
    ],
)
def test_a_point_that_belongs_to_a_number_or_a_word_stays(line: str) -> None:
    text = f"大家要记住.\n{line}\n今天就讲到这里."
    start = text.index(line)
    assert not [at for at, _, _, _ in stops.points(text) if start <= at < start + len(line)]


def _strewn(lines: list[Line], rng: Random) -> list[Line]:
    """A site's words are dropped into some lines, and blanks stand in them."""
    mark = rng.choice(
        [
            "(此文由公文笔杆子收集)",
            "【更多范文请关注公众号】",
            "本文档由用户上传分享",
            "本资料归文秘网所有严禁复制",
        ]
    )
    long = [index for index, line in enumerate(lines) if line.role == "paragraph" and len(line.text) > 40]
    for index in rng.sample(long, min(len(long), 3)):
        text = lines[index].text
        at = rng.randint(3, len(text) - 4)
        spaced = "".join(sign + rng.choice(["", "", "", "", " "]) for sign in mark)
        lines[index] = lines[index]._replace(text=text[:at] + spaced + text[at:])
    return lines


def _endless(lines: list[Line], _: Random) -> list[Line]:
    """The last full stop of each paragraph is lost."""
    return [line._replace(text=line.text.rstrip("。")) for line in lines]


def _unharmed(lines: list[Line], _: Random) -> list[Line]:
    return lines


BY_CHARACTERS = {"shifted GBK", "锟斤拷", "UTF-8 read as GBK", "UTF-8 read as Latin-1", "Big5"}
"""Families that may lose characters before any rule sees them."""
stacks = (
    st.lists(st.sampled_from(sorted(STAGES.keys() - BY_CHARACTERS)), max_size=3, unique=True)
    .map(tuple)
    .filter(compatible)
)


def _speech(number: int) -> Document:
    written = written_documents()
    return written[number] if number < len(written) else compose(number)


@given(st.integers(0, 60), st.sampled_from([_unharmed, _strewn, _endless]), stacks, st.integers(0, 10**6))
@settings(max_examples=120, derandomize=True)
def test_no_sentence_of_a_speech_goes_with_the_page(
    number: int,
    first: Callable[[list[Line], Random], list[Line]],
    families: tuple[str, ...],
    seed: int,
) -> None:
    document, rng = _speech(number), Random(seed)
    assume(fits(document, families))
    harmed = replace(document, lines=tuple(first(list(document.lines), rng)))
    cleaned = normalize(read(damage((harmed,), families, rng).data).text).text
    left = iter(cleaned)
    assert all(character in left for character in chinese(document.text))


def test_characters_that_stand_before_a_watermark_by_chance_twice_are_kept() -> None:
    mark = "想看更多稿件请加公众号墨高小站"
    rows = [
        f"班子里的每一{mark}位同志都是我的老师，大事要讲原则。",
        f"我一{mark}定接好接力棒，不辜负乡亲们的期望。",
        f"田里的活计要赶{mark}在雨前做完，谁也不许拖。",
        f"仓里的谷子晒{mark}干了再收，不能霉掉一粒。",
    ]
    assert normalize("\n".join(rows)).text == "\n".join(row.replace(mark, "") for row in rows)


def test_sentences_of_the_speech_above_the_words_of_a_page_stay() -> None:
    said = "这种侥幸就像薄冰。走在上面的人总觉得下一步不会碎。碎了才知道水冷。名额、条件、结果都要张榜公布。"
    page = "今天小编为大家带来一篇《在图书馆开馆仪式上的讲话》，欢迎阅读，希望大家能够喜欢。"
    assert said in normalize(f"同学们：\n{said}{page}\n同学们：").text


@pytest.mark.parametrize("figures", ["2019年：84户\n2020年：31户", "达标率：97.5%\n口令：1107"])
def test_figures_that_a_speech_announces_stay_above_the_words_of_a_page(figures: str) -> None:
    said = f"在全镇河长制工作会上的讲话\n同志们：\n{SENTENCES[1]}\n附：三年的账\n{figures}"
    page = "来源：某某范文网 编辑：小王\n阅读：345次\n上一篇：没有了\n友情热线：4006"
    assert normalize(f"{said}\n{page}").text == said


@pytest.mark.parametrize("box", ["投稿邮箱：dushu@qingshi.edu.cn", "报修邮箱：hedao@qs.gov.cn"])
def test_the_letter_box_of_an_office_stays_where_nothing_is_a_page_s(box: str) -> None:
    said = f"在全镇河长制工作会上的讲话\n同志们：\n{SENTENCES[1]}"
    for text in (f"{said}\n{box}", f"{said}\n{box}\n{SENTENCES[0]}"):
        assert normalize(text).text == text


def test_the_half_of_a_sentence_at_the_end_of_a_wrapped_line_stays_whatever_it_is_like() -> None:
    half = "补贴申报信息请在本周五"
    text = (
        "在秋收动员会上的讲话\n　　乡亲们：\n　　今年的谷子长得比往年都好，镇里请来了二十台收割机，白\n"
        "天黑夜轮着开，三天收完河东。收谷子靠天，也靠人，天气预报\n说下周有雨，大家再辛苦几天。路上的车多，拉谷子的拖拉机要\n"
        f"慢一点，夜里要开灯。\n　　收割机3月1日排号，单子贴好了。{half}\n晚上8点前交齐。\n　　谢谢大家！"
    )
    cleaned = normalize(text).text
    assert f"{half}晚上8点前交齐。" in cleaned


@pytest.mark.parametrize("word", ["广告", "打印", "下一页", "相关推荐", "猜你喜欢"])
def test_a_word_of_a_page_between_paragraphs_goes_where_none_takes_it_up(word: str) -> None:
    said = ["在全镇河长制工作会上的讲话", "同志们：", *SENTENCES[:2]]
    cleaned = normalize("\n".join((*said, word, SENTENCES[2]))).text
    assert cleaned == "\n".join((*said, SENTENCES[2]))


@pytest.mark.parametrize("line", ["来源：某某新闻网", "作者：张建国", "编辑：小王", "阅读：345次"])
def test_a_label_with_a_name_or_a_number_is_no_title(line: str) -> None:
    said = f"同志们：\n{SENTENCES[0]}\n{SENTENCES[1]}"
    assert normalize(f"{line}\n{said}").text == said


@pytest.mark.parametrize(
    "named",
    [
        "选手：5号　沈小满",
        "2022级护理3班　沈小满",
        "朗诵者：沈小满　钢琴：贺兰",
        "讲述人：沈小满　整理：贺兰",
        "A组3号　沈小满",
    ],
)
@pytest.mark.parametrize("title", ["书架上的光", "在读书节上的演讲", "从1到100"])
def test_the_line_that_names_who_speaks_stays(title: str, named: str) -> None:
    said = "老师们、同学们：\n我家的书架是父亲用门板钉的，钉了三层，最上面一层放着祖父的字典。"
    assert normalize(f"{title}\n{named}\n{said}").text == f"{title}\n{named.replace('　', '')}\n{said}"


@pytest.mark.parametrize("writer", ["撰稿：沈小满", "作者：沈小满"])
def test_who_wrote_a_speech_stays_below_its_title_where_nothing_is_a_page_s(writer: str) -> None:
    said = "老师们、同学们：\n我家的书架是父亲用门板钉的，钉了三层，最上面一层放着祖父的字典。"
    assert normalize(f"书架上的光\n{writer}\n{said}").text == f"书架上的光\n{writer}\n{said}"
    for page in (f"{writer}　阅读：412次", "作者：佚名"):
        assert normalize(f"书架上的光\n{page}\n{said}").text == f"书架上的光\n{said}"
    assert writer not in normalize(f"首页 > 演讲稿 > 正文\n书架上的光\n{writer}\n{said}\n责任编辑：李明").text


@pytest.mark.parametrize("number", ["5", "412", "2020"])
def test_a_line_of_a_page_above_other_lines_of_it_goes(number: str) -> None:
    said = "在读书节上的演讲\n老师们、同学们：\n我家的书架是父亲用门板钉的，钉了三层。"
    page = f"首页 > 演讲稿 > 正文\n阅读：{number}　点赞：{number}\n"
    assert normalize(page + said).text == said


@pytest.mark.parametrize(
    ("motto", "taken_up"),
    [
        ("我们守护的，不是一条河，是两岸点着灯的人家", "两岸点着灯的人家，有老人，有孩子，有等着回来的人。"),
        ("谁是最可爱的人？是工匠", "工匠，就是把一件事做到底的人。"),
        ("为什么要修这座桥", "这座桥通了，孩子们上学就不用再蹚水。"),
    ],
)
def test_words_that_a_paragraph_takes_up_stand_in_both_lines(motto: str, taken_up: str) -> None:
    text = f"各位队员：\n这条河流过三个县，养活了两岸四十万人。\n{motto}\n{taken_up}"
    assert normalize(text).text.replace("\n", "") == text.replace("\n", "")


NAMED_BY_SITE = (
    "同志们：\n{0}河边的柳树刚发芽，大家搬来{1}桌子，把学校的墙刷了一遍，又把走廊{2}铺上新砖。\n"
    "到了夏天，孩子们抄下{3}三百首诗，贴满整面墙。\n谢谢大家！"
)


def test_a_site_s_name_of_five_characters_that_joins_on_to_nothing_is_a_watermark() -> None:
    speech = normalize(NAMED_BY_SITE.format("", *["塞北公文网"] * 3)).text
    assert speech == NAMED_BY_SITE.format("", "", "", "")


@pytest.mark.parametrize("name", ["塞北公文网", "春芽写作社", "河东新华村"])
def test_a_name_that_a_speaker_says_again_and_again_stays(name: str) -> None:
    said = (
        f"同志们：\n今年春天，我们{name}成立了。大家都说{name}办得好，我代表{name}感谢各位。\n"
        f"来年，祝愿{name}越办越好，请{name}编辑部的老师上台。\n谢谢大家！"
    )
    assert normalize(said).text.count(name) == said.count(name)
