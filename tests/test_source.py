"""Reading sources: every encoding is told, and every byte comes back."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yinfa import source
from yinfa.detect import Encoding, detect
from yinfa.errors import InputError

SIMPLIFIED = "同志们：\n今天我们召开这次会议，主要任务是总结工作、部署下一步的重点任务。"
TRADITIONAL = "同志們：\n今天我們召開這次會議，主要任務是總結工作、部署下一步的重點任務。"
TWICE_IN_BIG5 = [b"\xa2\xcc\xa2\xce", b"\xf9\xf9\xf9\xfe", b"\xa1\xfe\xa2\x40", b"\x88\x66\x88\x62"]
CODECS = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")


def restored(read: source.Source) -> bytes:
    return source.restore(read.text, read.encoding, bom=read.bom, raw=read.raw)


@pytest.mark.parametrize(
    ("text", "codec", "told"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED + "𠮷", "gb18030", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "cp950"),
        (TRADITIONAL + "啲嘢", "big5hkscs", "big5hkscs"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
    ],
)
def test_an_encoding_without_a_mark_is_told(text: str, codec: str, told: str) -> None:
    read = source.read(text.encode(codec))
    assert (read.text, read.encoding, read.bom, read.raw) == (text, told, False, ())
    assert restored(read) == text.encode(codec)


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_byte_order_mark_is_no_part_of_the_text_and_comes_back(mark: bytes, codec: str) -> None:
    data = mark + SIMPLIFIED.encode(codec)
    read = source.read(data)
    assert (read.text, read.encoding, read.bom) == (SIMPLIFIED, codec, True)
    assert restored(read) == data


@pytest.mark.parametrize("length", [20, 50, 200])
@pytest.mark.parametrize(
    ("text", "codec"),
    [(SIMPLIFIED, "gb18030"), (TRADITIONAL, "gb18030"), (TRADITIONAL, "cp950"), (TRADITIONAL, "utf-16-le")],
)
def test_short_texts_are_told_wherever_they_are_cut_out(text: str, codec: str, length: int) -> None:
    whole = text.replace("\n", "") * (length // len(text) + 2)
    for start in range(len(text)):
        data = whole[start : start + length].encode(codec)
        assert detect(data) == Encoding(codec, 0)


def test_line_ends_are_kept_as_they_are() -> None:
    text = "同志们：\r\n今天开会。\r第二段。\n第三段。\r\n"
    assert source.read(text.encode()).text == text


def test_utf8_with_a_few_bad_bytes_stays_utf8_and_is_warned_of() -> None:
    data = SIMPLIFIED.encode() + b"\n\xff\xfe" + "第三行，也是正文。".encode()
    read = source.read(data)
    assert read.encoding == "utf-8"
    assert read.text.count("\ufffd") == 2
    assert [warning.code for warning in read.warnings] == ["undecodable"]
    assert "line 3" in read.warnings[0].message
    assert "第三行" in read.warnings[0].message
    assert restored(read) == data


def test_the_digest_is_that_of_the_files_bytes() -> None:
    data = b"\xef\xbb\xbf" + SIMPLIFIED.encode()
    assert source.read(data).sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("codec", CODECS)
@given(
    pieces=st.lists(
        st.one_of(
            st.binary(max_size=6),
            st.text(alphabet="同志们會議Ê\u0304ê兀嗀╱／￥€\ufffd\n\r a1𠮷", max_size=6),
            st.sampled_from(TWICE_IN_BIG5),
        )
    )
)  # fmt: skip
@example(pieces=[b"\xa8\xbc\x81\x35\xf4\x37"])
def test_any_bytes_come_back_from_their_text(codec: str, pieces: list[bytes | str]) -> None:
    data = b"".join(piece if isinstance(piece, bytes) else piece.encode(codec, "ignore") for piece in pieces)
    text, raw = source.decode(data, codec)
    assert source.restore(text, codec, bom=False, raw=raw) == data
    assert all(left.end <= right.start for left, right in pairwise(raw))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("codec", "other"), [("utf-8", "gbk"), ("gb18030", "utf-8")])
def test_a_line_in_another_encoding_is_read_and_its_bytes_come_back(codec: str, other: str, end: str) -> None:
    rows = [
        "在河长制工作推进会上的讲话",
        "同志们：",
        "入汛以来，全县的河长都上了堤，没有一个人叫苦。",
        "有两段堤要连夜加固，缺的是沙袋，不缺的是人手。",
        "谢谢大家！",
    ]
    for chosen in ({2}, {0, 1}, {4}, {1, 3}):
        data = b"".join(
            (row + end).encode(other if index in chosen else codec) for index, row in enumerate(rows)
        )
        read = source.read(data)
        assert (read.text, read.encoding) == ("".join(row + end for row in rows), codec)
        assert not read.warnings
        assert restored(read) == data


@pytest.mark.parametrize(
    "damaged",
    [
        "今年的收成好，\xff大家的劲头更足。".encode().replace("\xff".encode(), b"\xff"),
        "全村的路灯都亮了，大家出门心里踏实。".encode()[1:],
        "全村的路灯都亮了，大家出门心里踏实。".encode()[:-2],
        b"A\xb9\xab",
    ],
)
def test_a_line_with_damaged_bytes_is_of_no_other_encoding(damaged: bytes) -> None:
    data = SIMPLIFIED.encode() + b"\n" + damaged + b"\n" + SIMPLIFIED.encode()
    read = source.read(data)
    assert read.text == data.decode("utf-8", "replace")
    assert [warning.code for warning in read.warnings] == ["undecodable"]
    assert restored(read) == data


@given(st.binary(max_size=300))
def test_bytes_are_read_or_refused_and_what_is_read_comes_back(data: bytes) -> None:
    try:
        read = source.read(data)
    except InputError:
        return
    assert restored(read) == data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "white space"),
        ("　\n \r\n".encode(), "white space"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04rest", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "Word document"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (bytes(range(256)) * 8, "not"),
        (b"\0" * 100, "not"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0", "not"),
        ("El niño está aquí, mañana también.".encode("latin-1"), "not Chinese text"),
        ("今日は会議を開きます。ありがとうございます。".encode("shift-jis"), "not Chinese text"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        source.read(data, "a.txt")
    assert caught.value.place == "a.txt"
    assert caught.value.remedy


def test_a_few_control_characters_do_not_make_a_text_binary() -> None:
    assert "\x08" in source.read((SIMPLIFIED + "\x08").encode()).text


def test_control_characters_strewn_over_a_chinese_text_do_not_make_it_binary() -> None:
    strewn = "".join(sign + "\x01\x08\x1f"[at % 3] * (at % 9 == 0) for at, sign in enumerate(SIMPLIFIED * 4))
    assert source.read(strewn.encode()).text == strewn


@pytest.mark.parametrize("name", ["a.rtf", "a.odt", "a.pdf", "a.doc", "a.wps", "A.PDF"])
def test_files_of_other_kinds_are_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SIMPLIFIED, encoding="utf-8")
    with pytest.raises(InputError, match="not read"):
        source.read(tmp_path / name)


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "a.text", "a"])
def test_files_of_text_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SIMPLIFIED, encoding="utf-8")
    assert source.read(tmp_path / name).path == str(tmp_path / name)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        source.read(tmp_path / "none.txt")


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        source.read(tmp_path / "a.txt")


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST", 1024 * 1024)
    with pytest.raises(InputError, match="larger than 1 MB"):
        source.read(b"a" * (1024 * 1024 + 1))


def test_twenty_megabytes_are_read_and_come_back() -> None:
    data = (TRADITIONAL.encode("cp950") + b"\n") * 300_000
    read = source.read(data)
    assert len(data) > 20_000_000
    assert restored(read) == data
