"""Pages whose GBK bytes were cut apart: what is read in step again, and what is left alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from damage_shifted import damage, narrow
from yinfa.normalize import normalize, word_pairs
from yinfa.normalize.script import traditional
from yinfa.normalize.shifted import gbk
from yinfa.normalize.shifted.table import GLOSS
from yinfa.normalize.shifted.words import PageWords

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared/seeds/001_1feb823f0359b49f.txt"
TABLE = {
    "發": "fā", "經": "jīng", "進": "jìn", "學": "xué", "區": "qū", "關": "guān", "領": "lǐng", "導": "dǎo",
    "現": "xiàn", "認": "rèn", "設": "shè", "規": "guī", "應": "yīng", "數": "shù", "當": "dāng", "準": "zhǔn",
    "內": "nèi", "執": "zhí", "負": "fù", "擔": "dān", "術": "shù",
    "務": "wù", "處": "chù", "績": "jī",
}  # fmt: skip
OPENING = "各位領導：現在全縣按照規定進學校，當前發展的關鍵要準確，應當在轄區內設點，認真執行，負責。\n"


def repaired(text: str) -> str:
    """The text with its damage undone and its glosses taken out."""
    for start, end, after, _ in reversed(list(gbk(text))):
        text = text[:start] + after + text[end:]
    return narrow(re.sub(rf"(?<=[^\x00-\xff]){GLOSS}", "", text))


SENTENCES = {
    "a gloss splits two characters": "后來得知是從人販手里買過來的老婆。",
    "a run reaches over a digit that was full width": "我幫扶的對象了。父母離異，有點駝背。",
    "the blank before a mark splits two characters": "我們的工作取得了成績。可是在這成績的背后還有問題。",
    "the character before the mark belongs to a word": "列入學校總體工作考核制度。",
    "the run ends in the gloss of its last character": "摘掉貧困和污染“兩頂帽子”。現在，機遇很多。",
    "two glosses stand in one character": "敢碰硬，勇挑重擔，勇于實踐。",
    "a pair of bytes was dropped": "需要我們全縣上下干部群眾的共同努力。",
    "a pair was dropped from a long run": "掌管著資金等重要資源的配置。基層所以熱衷于跑省進京。",
    "the character itself is split": "要堅持依法決策，做到沒有深入調研的不決策。",
    "the run ends in an underscore": "結合本單位工作實際，確保活動開展得各具特色。",
    "stars of a hidden name were swallowed": "“他山之石，可以攻玉。”**市**區有許多值得學習的地方。",
    "a gloss stands behind a Latin letter": "一季度全市gdp同比增長。",
    "a pair was dropped before a lost byte": "一手抓烟花爆竹，一手抓危化品、瓶裝燃氣。",
    "two partners tell a word of one sign": "代發工資、社保卡、收單商戶這三個口子都要盯緊。",
    "two pairs were dropped in a row": "我想同大家談談安全生產的事。",
    "the first digit of a year was swallowed": "做有本領的教師。2016年起，情況有了好轉。",
    "a traditional character is one that simplified texts have as well": "他說：“往前看。”一百天以後，他考了第一。",
    "the character behind a typed mark is split": "今年有多長？兩年的時間到不了底。",
    "a row of dots is followed by no stop": "只能是一張紙……危化品、煙花爆竹都要管。",
    "a verb is said again behind 一": "遇事多停一停。",
    "a verb is said again at once": "我們常回去走走，老人高興。",
    "two sites stand in one sentence": "列入學校總體工作，需要我們全縣上下努力。可是在這里還有問題。",
}


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES.keys())
def test_a_damaged_sentence_is_read_in_step_again(sentence: str) -> None:
    page = damage(OPENING + sentence, TABLE)
    assert list(gbk(page))
    assert repaired(page) == narrow(OPENING + sentence)


@pytest.mark.parametrize(
    ("sentence", "glossed"),
    [
        ("這條路走不走？走。", {"卟": "bǔ"}),
        ("問他累不累，他笑了。", {"鄄": "juàn"}),
        ("這筆錢花不花？要花。", {"换": "huàn"}),
    ],
)
def test_a_word_is_said_again_behind_its_denial(sentence: str, glossed: dict[str, str]) -> None:
    assert repaired(damage(OPENING + sentence, TABLE | glossed)) == narrow(OPENING + sentence)


def test_the_counted_neighbours_are_parts_of_speech_of_words_in_order() -> None:
    rows = Path(word_pairs.__file__).with_name("neighbours.txt").read_text("utf-8").splitlines()
    words = [row.partition(" ")[0] for row in rows]
    assert words == sorted(set(words))
    for word, row in zip(words, rows, strict=True):
        sides = row.removeprefix(word).split("|")
        assert len(sides) == 2
        assert any(side.strip() for side in sides)
        assert all(
            item in word_pairs.classes() or 0.6 <= abs(float(item)) <= 2.4 for item in " ".join(sides).split()
        )


def test_what_stands_beside_a_word_counts_beyond_its_part_of_speech() -> None:
    assert (
        word_pairs.behind("都", "d")["."]
        > word_pairs.behind("没有的词", "d")["."]
        == word_pairs.classes()["d"]["."]
    )
    assert word_pairs.preceding("个")["n"] > 1
    assert word_pairs.preceding("没有的词") == {}
    assert word_pairs.behind("1", "m") == word_pairs.behind("9", "m") != word_pairs.classes()["m"]


def test_the_higher_figure_of_two_rows_counts() -> None:
    assert word_pairs.partners("每个")["角落"] == 5
    assert word_pairs.partners("没有的词") == {}
    assert word_pairs.partners("\ud800") == {}
    most, firsts = word_pairs.openings("每个")
    assert most == max(firsts.values()) >= firsts["角"] == 5


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES.keys())
def test_marks_and_brackets_may_have_been_widened_since(sentence: str) -> None:
    page = damage(OPENING + sentence, TABLE).translate(str.maketrans("(),;!:", "（），；！："))
    assert repaired(page) == narrow(OPENING + sentence)


@pytest.mark.parametrize("mark", "。！")
def test_a_site_at_the_end_of_a_line_keeps_the_line_end(mark: str) -> None:
    text = f"{OPENING}我們的干部要勇挑重擔{mark}\n大家都要努力。"
    assert repaired(damage(text, TABLE)).count("\n") == 2


@pytest.mark.parametrize("end", ["\n", "</p>\n", "<br/>\n"])
def test_a_line_end_that_a_lost_byte_took_along_is_put_back(end: str) -> None:
    page = damage(f"{OPENING}她只留下一句話：“別寫名字。”{end}大家都要努力。", TABLE)
    assert f"?!?{end[1:]}大家" in page
    assert repaired(page) == narrow(f"{OPENING}她只留下一句話：“別寫名字。”\n大家都要努力。")


def test_the_confidence_in_a_reading_tells_the_certain_from_the_rest() -> None:
    found = [c for text in SENTENCES.values() for _, _, _, c in gbk(damage(OPENING + text, TABLE))]
    assert all(0.25 <= confidence <= 0.7 or confidence == 0.95 for confidence in found)
    assert {0.7, 0.95} < set(found)


SITES = {
    "a rare word of one character is likely where the page has it": (
        "種好桑，管好桑，靠的就是桑。桑葉肥，人心齊，山前山后都種桑。\n大家都要努力。",
        {},
        {},
        "都種?!?",
    ),
    "the last character of the page's words is no word": (
        "孩子、桌子、椅子、鞋子、襪子，樣樣都要管。人要往高處走。",
        {"幾": "jǐ"},
        {},
        "?jǐ)",
    ),
    "a sentence that lost its full stop with the line end gets it": (
        "家里添丁、搬家，一律不許發請帖。\n（二）定標準",
        {},
        {"lines": "\r\n"},
        "?\n",
    ),
    "a heading of two clauses gets no full stop": (
        "二、厚養薄葬，不發請帖\n（一）定標準",
        {},
        {"lines": "\r\n"},
        "?\n",
    ),
    "a quotation at the end of prose keeps its full stop": (
        "俗話說：“柴米油鹽都要操勞。”\n大家都要努力。",
        {},
        {},
        "?!",
    ),
    "a bracket that lost its other half with the line end gets it": (
        "（2022年12月10日，寧州）\n各位來賓，大家好。",
        {"幹": "gàn"},
        {"lines": "\r\n"},
        "?gàn)荩?",
    ),
    "forms of Hong Kong are none of simplified script": (
        "五保户、特困户都免交，低保户、特困户先辦。",
        {},
        {},
        "低?;?",
    ),
    "a salutation that lost its mark gets a colon": (
        "尊敬的各位來賓，女士們、先生們：\n大家好。",
        {"總": "zǒng"},
        {"lines": "\r\n"},
        "先生們?",
    ),
    "a gloss put into the bracket of another is taken out with it": (
        "創新驅動發展。",
        {"驅": "qū", "專": "zhuān"},
        {"brackets": "（）"},
        "#",
    ),
}
"""Texts, what their pages gloss besides, how they were damaged, and what the damage shows."""


@pytest.mark.parametrize(("said", "glossed", "ways", "seen"), SITES.values(), ids=SITES.keys())
def test_a_site_of_each_kind_is_read_in_step_again(
    said: str, glossed: dict[str, str], ways: dict[str, str], seen: str
) -> None:
    text = OPENING + said
    page = damage(text, glossed | TABLE, **ways)
    assert seen in page
    assert repaired(page) == narrow(text)


def test_the_random_signs_of_a_forum_hide_no_line_end() -> None:
    text = OPENING + "她對我說：“路還長，要一步一步走。”\n大家都要努力。"
    page = damage(text, TABLE, lines="\r\n")
    codes = "2 e9 t0 o- ~$ @! ~0 j! Z$ G"
    hidden = page.replace("?!?\n", f"?!?{codes}\n")
    assert hidden != page
    assert repaired(hidden) == narrow(text.replace("\n大", codes + "\n大"))


@pytest.mark.parametrize("greeting", ["你們好！", "老師們好！"])
def test_a_greeting_that_lost_its_mark_gets_an_exclamation_mark(greeting: str) -> None:
    text = f"{OPENING}{greeting}\n今天的天氣不錯。"
    page = damage(text, TABLE | {"兒": "ér"})
    assert "?今天" in page
    assert repaired(page) == narrow(text)


@pytest.mark.parametrize("day", ["10月8日", "11月30日", "12月5日"])
def test_a_month_tells_its_first_digit_where_it_was_swallowed(day: str) -> None:
    text = f"{OPENING}報名表請在{day}前送來。"
    page = damage(text, TABLE | {"堅": "jiān"})
    assert f"?{day[1:]}" in page
    assert repaired(page) == narrow(text)


@pytest.mark.parametrize("behind", ["1月前送來。", "6月8日前送來。", "1月8日)前送來。"])
def test_a_digit_that_no_month_tells_stays_unknown(behind: str) -> None:
    page = damage(f"{OPENING}報名表請在10月前送來。", TABLE | {"堅": "jiān"}).replace("0月前送來。", behind)
    assert repaired(page).endswith(f"在?{behind}")


def test_glosses_put_into_the_bytes_with_full_width_brackets_are_taken_out() -> None:
    text = OPENING + "后來得知是從人販手里買過來的老婆。"
    page = damage(text, TABLE, brackets="（）")
    assert "?" not in page
    assert repaired(page) == narrow(text)


def test_the_bytes_of_a_mark_may_stand_whole_in_a_run_that_a_gloss_began() -> None:
    text = OPENING + "請各單位對照執行。客商來了，先遞上一杯熱茶。"
    page = damage(text, TABLE | {"請": "qǐng", "來": "lái"})
    assert "?蛻" in page or "?蜕" in page
    assert repaired(page) == narrow(text)


def test_a_pair_of_the_page_that_lies_across_two_words_is_no_word_of_its_own() -> None:
    pairs = Counter(("动公", "永宁"))
    page = PageWords("屏幕上滚动公开。永宁的人，永宁的水。", pairs)
    assert page.across("动公") > 0.0
    assert page.across("永宁") == 0.0


@pytest.mark.parametrize("alone", ["", "\x80", "€"])
@pytest.mark.parametrize("glossed", ["", "(gè)"])
def test_a_second_byte_that_opens_no_character_may_have_gone_alone(alone: str, glossed: str) -> None:
    page = damage(OPENING, TABLE) + f"這筆賬每?zǒng){alone}{glossed}月都要公開一次。"
    assert repaired(page) == narrow(OPENING) + "這筆賬每個月都要公開一次。"


def test_a_letter_may_be_half_of_a_glossed_character_behind_a_dropped_pair() -> None:
    text = OPENING + "以后有空常回來看看。營業的時間改了。"
    page = damage(text, TABLE | {"營": "yíng"})
    assert "I(yíng)" in page
    assert repaired(page) == narrow(text)


def test_a_page_with_few_glosses_left_is_repaired_from_the_dictionary() -> None:
    text = "各位領導：當前要準備好。\n后來得知是從人販手里買過來的老婆。"
    page = damage(text, TABLE).replace("準(zhǔn)", "準")
    assert repaired(page) == narrow(text)


def test_the_line_ends_of_the_page_may_be_of_two_bytes() -> None:
    text = OPENING + "我們的工作取得了成績。可是在這成績的背后還有問題。\n大家都要努力。"
    assert repaired(damage(text, TABLE, lines="\r\n")) == narrow(text)


@pytest.mark.parametrize(
    "text",
    [
        "同志們，這樣行嗎?我看不行!",
        "真的??我不信。",
        "是這樣嗎?!大家想一想，再說。",
        "什么是初心?、什么是使命?這些問題要回答。",
        "為什么?,為什么?",
        "他問(wèn):誰(shuí)去?",
    ],
)
def test_question_marks_typed_by_people_are_not_touched(text: str) -> None:
    page = damage(OPENING, TABLE) + text
    assert not list(gbk(page))


@pytest.mark.parametrize(
    "text", ["", "?", "??!", "？\n？、", "販?zhǔn)掷镔I", "真的??我不信。" * 3, "?,F現在我們", "\ufffd，"]
)
def test_a_page_without_glosses_is_not_touched(text: str) -> None:
    assert not list(gbk(text))


def test_what_cannot_be_read_is_left_as_it_is() -> None:
    page = damage(OPENING, TABLE) + "這是?zhǔn)😀😀😀一句話"
    assert not list(gbk(page))


def test_a_swallowed_digit_is_not_guessed() -> None:
    page = damage(OPENING + "做有本領的教師。26%的人已經做到。", TABLE)
    assert [(after, confidence < 0.75) for _, _, after, confidence in gbk(page)] == [("師。?", True)]


def test_a_close_decision_is_uncertain() -> None:
    page = damage(OPENING + "這件事我們當場拍板提，能辦的馬上辦。", TABLE)
    assert all(confidence < 0.75 for _, _, after, confidence in gbk(page) if "提" not in after)


def _sentences(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from [inner] if name == "text" else _sentences(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _sentences(inner)


def _speeches() -> str:
    files = sorted((Path(__file__).parent / "cases/seeds").glob("*.json"))
    text = "\n".join(line for file in files for line in _sentences(json.loads(file.read_text("utf-8"))))
    for start, end, after, _ in reversed(list(traditional(text))):
        text = text[:start] + after + text[end:]
    return "".join(character for character in text if character.encode("gbk", "ignore"))


def _other_table(text: str, random: Random) -> dict[str, str]:
    from pypinyin import Style, pinyin

    known = sorted({character for character in text if not character.encode("gb2312", "ignore")})
    any_lead = [bytes((random.randrange(0x81, 0xFE), random.randrange(0x80, 0xFE))) for _ in range(150)]
    others = [pair.decode("gbk", "ignore") for pair in any_lead]
    chosen = random.sample(known, len(known) // 5)
    chosen += [other for other in others if len(other) == 1 and not other.encode("gb2312", "ignore")]
    random.shuffle(chosen)
    table = {character: pinyin(character, style=Style.TONE)[0][0] for character in chosen}
    return {character: reading for character, reading in table.items() if re.fullmatch(GLOSS, f"({reading})")}


@pytest.mark.parametrize("seed", range(3))
def test_other_tables_and_texts_come_out_true_or_are_called_uncertain(seed: int) -> None:
    text = _speeches()
    page = damage(text, _other_table(text, Random(seed)), lines="\r\n")
    true, sites = narrow(text), list(gbk(page))
    exact = [_is_exact(page, site, true) for site in sites]
    assert len(sites) > 20
    assert sum(exact) >= 0.7 * len(sites)
    assert all(right or site[3] < 0.75 for right, site in zip(exact, sites, strict=True))


def _is_exact(page: str, site: tuple[int, int, str, float], true: str) -> bool:
    """Whether the repair stands in the true text together with the undamaged characters beside it."""
    start, end, after, _ = site
    before = re.search(r"[^\x00-\xff]{0,3}$", re.sub(GLOSS, "", page[max(start - 30, 0) : start]))
    behind = re.match(r"[^\x00-\xff]?", re.sub(GLOSS, "", page[end : end + 10]))
    assert before
    assert behind
    return narrow(before[0] + after + behind[0]) in true


@pytest.mark.skipif(not SEED.exists(), reason="the shared seeds are not beside the checkout")
def test_every_site_of_a_real_page_comes_out_true() -> None:
    page = SEED.read_text("utf-8")
    assert [after for _, _, after, _ in gbk(page)] == [
        "。可真真可憐", "幫扶的對象了。父母離", "手里買", "地并不少見", "應", "。可是在這", "如此振奮", "。現",
        "。看他們玩得開", "。總結", "校總體", "保活動開", "。活動開", "。現", "全縣", "狀況", "沒", "",
        "。基層所以熱衷于跑省進", "。克己自律", "擔", "誤", "。縣", "。縣", "。現", "為美好現", "。☆現",
        "地干部一起攻堅克難", "。☆這", "。可以說", "地干部群眾保持著密切聯", "。”*",
    ]  # fmt: skip


@pytest.mark.skipif(not SEED.exists(), reason="the shared seeds are not beside the checkout")
def test_no_trace_of_the_damage_is_left_in_a_real_page() -> None:
    clean = normalize(SEED.read_text("utf-8")).text
    assert not re.search("[?]|[āáǎàēéěèīíǐìōóǒòūúǔù]", clean)
    assert len(re.findall("？", clean)) == 4


def test_a_reading_does_not_depend_on_the_pages_read_before() -> None:
    pages = [damage(OPENING + text, TABLE) for text in SENTENCES.values()]
    alone = [[*gbk(page)] for page in pages]
    assert [[*gbk(page)] for page in reversed(pages)] == alone[::-1]
