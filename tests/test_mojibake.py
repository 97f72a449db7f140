"""Whole speeches read in a wrong encoding, and what holds for every text that may be one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from yinfa.ledger import Ledger
from yinfa.normalize import RULES, mojibake, normalize
from yinfa.structure import read

LOST = "\ufffd"
RULE_NAMES = (
    "mojibake.utf8_as_gbk",
    "mojibake.utf8_as_latin",
    "mojibake.big5_as_latin",
    "mojibake.gbk_as_latin",
    "mojibake.big5_as_gbk",
)


def windows(data: bytes) -> str:
    """Bytes as browsers read them in Windows-1252: what it leaves undefined are controls."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)


def reread(text: str) -> str:
    ledger = Ledger(text)
    for rule in RULES:
        if rule.name in RULE_NAMES:
            ledger.propose(rule.edits(ledger.text))
    return ledger.text


def speeches() -> list[str]:
    """The bundled samples as they read when they are whole, a text a speech."""
    folder = Path(__file__).parent / "cases" / "seeds"
    found = [
        speech for path in sorted(folder.glob("*.json")) for speech in json.loads(path.read_text("utf-8"))
    ]
    return ["\n".join(block["text"] for block in speech["body"]) for speech in found]


SPEECHES = speeches()


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.encode().decode("latin-1"),
        lambda text: windows(text.encode()),
        lambda text: windows(windows(text.encode()).encode()),
        lambda text: windows(text.encode()).replace("\xa0", " "),
    ],
    ids=["Latin-1", "Windows-1252", "twice", "no-break spaces lost"],
)
@pytest.mark.parametrize("speech", SPEECHES, ids=range(len(SPEECHES)))
def test_utf8_read_in_a_western_encoding_comes_back_whole(damage: Callable[[str], str], speech: str) -> None:
    assert reread(damage(speech)) == speech


@pytest.mark.parametrize("speech", SPEECHES, ids=range(len(SPEECHES)))
def test_gbk_read_in_a_western_encoding_comes_back_whole(speech: str) -> None:
    speech = speech.encode("gbk", "ignore").decode("gbk")
    assert reread(windows(speech.encode("gbk"))) == speech


@pytest.mark.parametrize(
    "line", ["修通了八条农村公路。", "村公所门前的路", "路灯、村公益岗和村公示栏都有人管。"]
)
def test_gbk_that_holds_utf8_by_chance_comes_back_whole(line: str) -> None:
    assert "å¹«" in windows(line.encode("gbk"))  # 幫
    assert reread(windows(line.encode("gbk"))) == line


@pytest.mark.parametrize("damage", [windows, lambda data: data.decode("latin-1")], ids=["1252", "Latin-1"])
@pytest.mark.parametrize("codec", ["gbk", "cp950"])
@pytest.mark.parametrize("speech", SPEECHES, ids=range(len(SPEECHES)))
def test_a_traditional_text_read_in_a_western_encoding_comes_back_whole(
    codec: str, damage: Callable[[bytes], str], speech: str
) -> None:
    speech = OpenCC("s2t").convert(speech).encode(codec, "ignore").decode(codec)
    assert reread(damage(speech.encode(codec))) == speech


def test_beside_what_no_byte_gives_a_traditional_stretch_is_read_with_its_letters() -> None:
    left, right = "鄉親們，這條路修了", "整整兩個冬天，今後開車進縣城只要半個鐘頭。"
    damaged = "范文网".join(part.encode("gbk").decode("latin-1") for part in (left, right))
    assert reread(damaged) == f"{left}范文网{right}"


@pytest.mark.parametrize("text", ["村里人管它叫“家”，谁也不肯搬。", "气温±1℃以内。", "阿依·古丽同志"])
def test_signs_alone_are_read_again_in_clean_text(text: str) -> None:
    assert reread("".join(windows(sign.encode()) if sign in "“”±·" else sign for sign in text)) == text


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "cp950"])
@pytest.mark.parametrize("alone", ["。", "！", "）", "——", "— 12 —"])
def test_a_mark_alone_on_its_line_is_read_again_where_other_lines_are(codec: str, alone: str) -> None:
    text = f"　　今年修好了三座水庫，全縣人民喝上了放心水\n{alone}\n　　明年還要再修兩座。"
    assert reread(text.encode(codec).decode("latin-1")) == text


@pytest.mark.parametrize("line", ["——", "……", "café", "é!", "№"])
def test_a_short_line_that_is_as_meant_stays_between_damaged_ones(line: str) -> None:
    damaged = "今年修好了三座水庫，全縣人民喝上了放心水。".encode("gbk").decode("latin-1")
    assert reread(f"{damaged}\n{line}\n{damaged}").split("\n")[1] == line


@pytest.mark.parametrize("speech", SPEECHES, ids=range(len(SPEECHES)))
def test_big5_read_as_gbk_comes_back_whole(speech: str) -> None:
    speech = OpenCC("s2t").convert(speech).encode("cp950", "ignore").decode("cp950")
    assert reread(speech.encode("cp950").decode("gb18030")) == speech


@pytest.mark.parametrize("line", ["3.稅費減免", "　　2.整治河道", "。"])
def test_a_line_without_a_telling_sign_goes_with_the_big5_about_it(line: str) -> None:
    text = f"（一）對老舊小區，我們逐戶上門聽取意見\n{line}\n同志們，這三件事都辦成了，羣衆很滿意。"
    text = text.encode("cp950", "ignore").decode("cp950")
    assert reread(text.encode("cp950").decode("gb18030")) == text


@pytest.mark.parametrize("line", ["2.整治河道，减免税费", "戈壁", "篫硄"])
def test_a_line_as_meant_or_too_short_to_tell_stays_beside_big5(line: str) -> None:
    damaged = "同志們，這三件事都辦成了，大家很滿意。".encode("cp950").decode("gb18030")
    assert reread(f"{damaged}\n{line}").split("\n")[1] == line


@pytest.mark.parametrize(("codec", "least"), [("gb18030", 0.99), ("gbk", 0.9)])
def test_of_utf8_read_as_gbk_all_but_a_little_comes_back_and_nothing_wrong(codec: str, least: float) -> None:
    right = total = 0
    for speech in SPEECHES:
        got = reread(speech.encode().decode(codec, "replace"))
        assert len(got) == len(speech)
        assert all(one in (other, LOST) for one, other in zip(got, speech, strict=True))
        right += sum(one == other for one, other in zip(got, speech, strict=True))
        total += len(speech)
    assert right / total > least


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_no_clean_speech_is_touched(rule: str) -> None:
    propose = next(found.propose for found in RULES if found.name == rule)
    assert not list(propose("\n".join(SPEECHES)))


def test_the_true_text_is_read_again_where_the_script_is_kept() -> None:
    from yinfa.normalize import Options

    speech = "各位領導、同志們：\n今天我們召開動員會議。"
    assert normalize(speech.encode().decode("latin-1"), Options(script="keep")).text == speech


@given(
    st.text(
        alphabet="鍚屽織浠锛銆鈥\ue10a\ufffd?€骞5鏈åå¿ä»\x90Ã‚¬Í¬Ö¾ÃÇさぱ秨\ue145今天开会，\n", max_size=60
    )
)
def test_whatever_is_read_again_stays_so(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@given(
    st.text(alphabet="鍚屽織浠锛銆\ue10a\ufffd?骞5鏈", max_size=40),
    st.sampled_from(["今天开会。", "同志们："]),
)
def test_clean_text_beside_damage_is_kept(damaged: str, clean: str) -> None:
    assert clean in reread(f"{clean}\n{damaged}")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("今天的工作锟斤拷锟斤拷很重要。", "锟斤拷锟斤拷"),
        ("今天的工作烫烫烫烫很重要。", "烫烫烫烫"),
        ("今天的工作屯屯屯很重要。", "屯屯屯"),
        ("今天的工作\ufffd\ufffd很重要。", "\ufffd\ufffd"),
        ("今天的工作?????很重要。", "？？？？？"),
        ("????:今天的工作很重要。", "????"),
        ("会议由王\ue000主持，很重要。", "\ue000"),
        ("今天的工作嚙踝蕭嚙很重要。", "啮踝"),
    ],
)
def test_what_cannot_be_recovered_is_left_and_warned_of(text: str, place: str) -> None:
    ledger = normalize(text)
    messages = [warning.message for warning in read(ledger).warnings if warning.code == "mojibake"]
    assert len(messages) == 1
    assert place[:2] in messages[0] or place[:2].replace("?", "？") in messages[0]
    assert not any("mojibake" in edit.rule for edit in ledger.edits)


def test_a_line_is_warned_of_once() -> None:
    assert len(list(mojibake.remains("锟斤拷一锟斤拷二\n好\n锟斤拷三"))) == 2
