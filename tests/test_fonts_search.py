"""The user's own fonts: found by name, and a broken one never in the way."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_fonts import build, collection, saved, with_weight_axis
from yinfa.errors import FontError
from yinfa.fonts import FontSet, search, sfnt
from yinfa.style.sheet import FontStack

TEXT = "甲乙丙“”"


@pytest.fixture(autouse=True)
def no_fonts_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(search, "system_folders", tuple)
    monkeypatch.setattr(search, "user_folder", lambda: tmp_path / "of the user")


def test_a_font_beside_the_sheet_is_found_by_its_english_and_its_chinese_name(tmp_path: Path) -> None:
    saved(build("Office Song", TEXT, chinese="办公宋体"), tmp_path / "fonts" / "deep" / "song.TTF")
    fonts = FontSet({"标题": FontStack("x", ("办公宋体",))}, [tmp_path / "fonts"])
    assert fonts.get(fonts.face("标题", "甲")).path.name == "song.TTF"
    assert fonts.face("Office Song", "甲") == fonts.face("标题", "甲")


def test_a_font_in_the_users_folder_is_found(tmp_path: Path) -> None:
    saved(build("Office Song", TEXT), tmp_path / "of the user" / "song.ttf")
    fonts = FontSet({})
    assert fonts.get(fonts.face("office song", "乙")).family == "office song"


def test_the_folder_beside_the_sheet_goes_before_the_users(tmp_path: Path) -> None:
    saved(build("Office Song", TEXT), tmp_path / "of the user" / "song.ttf")
    near = saved(build("Office Song", TEXT), tmp_path / "fonts" / "song.ttf")
    fonts = FontSet({}, [near.parent])
    assert fonts.get(fonts.face("Office Song", "甲")).path == near


def test_each_face_of_a_collection_is_found(tmp_path: Path) -> None:
    collection(tmp_path / "two.ttc", build("First", TEXT), build("Second", TEXT, chinese="第二"))
    fonts = FontSet({}, [tmp_path])
    assert [fonts.get(fonts.face(name, "甲")).index for name in ("First", "第二")] == [0, 1]


def test_of_a_family_the_regular_face_is_taken_and_the_bold_one_by_its_full_name(tmp_path: Path) -> None:
    saved(build("Office Song", TEXT, weight=700), tmp_path / "a.ttf")
    saved(build("Office Song", TEXT, weight=400), tmp_path / "b.ttf")
    fonts = FontSet({}, [tmp_path])
    assert not fonts.get(fonts.face("Office Song", "甲")).is_bold
    assert fonts.get(fonts.face("OfficeSong-Bold", "甲")).is_bold


def test_a_name_in_a_chinese_code_page_is_read(tmp_path: Path) -> None:
    font = build("Old Song", TEXT)
    font["name"].setName("老宋体".encode("gbk"), 1, 3, 3, 0x804)
    saved(font, tmp_path / "old.ttf")
    assert "老宋体" in sfnt.read(tmp_path / "old.ttf")[0].families


def test_a_variable_font_is_used_at_regular_weight(tmp_path: Path) -> None:
    saved(with_weight_axis(build("Variable", TEXT, weight=100)), tmp_path / "variable.ttf")
    (face,) = FontSet({}, [tmp_path]).stack("Variable")
    program = face.subset([face.glyph("甲")]).data
    (tmp_path / "pinned.ttf").write_bytes(program)
    box = struct.unpack(">4h", program[program.index(struct.pack(">h4h", 1, 100, 0, 500, 700)) + 2 :][:8])
    assert box == (100, 0, 500, 700)  # 100 units wide at weight 100, 900 at 900: 3/8 of the way at 400


def test_the_families_of_a_stack_are_tried_in_turn(tmp_path: Path) -> None:
    saved(build("Office Song", TEXT), tmp_path / "song.ttf")
    fonts = FontSet({"正文": FontStack("x", ("Not Here", "Office Song", "仿宋"))}, [tmp_path])
    assert fonts.get(fonts.face("正文", "甲")).family == "Office Song"
    assert fonts.face("正文", "丁") == "Zhuque Fangsong"
    assert fonts.face("正文", "※") == "Noto Serif SC Subset"


def test_western_quotation_marks_of_an_own_font_are_not_used(tmp_path: Path) -> None:
    saved(build("Narrow", TEXT, width=400), tmp_path / "narrow.ttf")
    fonts = FontSet({}, [tmp_path])
    assert fonts.get(fonts.face("Narrow", "甲")).family == "Narrow"
    assert fonts.face("Narrow", "“") == "Noto Serif SC Subset"


def test_a_family_that_is_not_installed_is_refused_with_like_names(tmp_path: Path) -> None:
    saved(build("Office Song", TEXT), tmp_path / "song.ttf")
    with pytest.raises(FontError, match="Ofice Song") as caught:
        FontSet({"标题": FontStack("x", ("Ofice Song",))}, [tmp_path]).face("标题", "甲")
    assert "Office Song" in caught.value.remedy
    assert "标题" in caught.value.message


def test_nothing_is_looked_through_for_bundled_families(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(folders: object) -> search.Installed:
        raise AssertionError("the folders were looked through")

    monkeypatch.setattr(search, "scan", forbidden)
    assert FontSet({}).face("仿宋", "中") == "Zhuque Fangsong"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged"),
        (b"not a font at all, only text", "no TrueType"),
        (b"ttcf\x00\x01\x00\x00\xff\xff\xff\xff", "damaged"),
        (b"ttcf\x00\x01\x00\x00\x00\x00\x00\x09", "damaged"),
        (b"\x00\x01\x00\x00\xff\xff\x00\x00\x00\x00\x00\x00", "damaged"),
        (b"OTTO\x00\x00\x00\x00\x00\x00\x00\x00", "no TrueType or CFF outlines"),
    ],
)
def test_a_broken_file_is_passed_over_and_named_only_when_a_family_is_missing(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "broken.ttf").write_bytes(content)
    saved(build("Office Song", TEXT), tmp_path / "song.ttf")
    fonts = FontSet({}, [tmp_path])
    assert fonts.get(fonts.face("Office Song", "甲")).family == "Office Song"
    with pytest.raises(FontError, match=rf"broken\.ttf.*{reason}"):
        fonts.face("Not Here", "甲")


def test_a_font_whose_licence_forbids_embedding_is_passed_over(tmp_path: Path) -> None:
    saved(build("Locked", TEXT, fs_type=2), tmp_path / "locked.ttf")
    with pytest.raises(FontError, match="may not be embedded"):
        FontSet({}, [tmp_path]).face("Locked", "甲")


@pytest.mark.parametrize("fs_type", [0, 4, 8])
def test_a_font_whose_licence_allows_some_embedding_is_used(tmp_path: Path, fs_type: int) -> None:
    saved(build("Open", TEXT, fs_type=fs_type), tmp_path / "open.ttf")
    assert FontSet({}, [tmp_path]).face("Open", "甲")


def test_folders_pipes_and_dead_links_are_no_fonts(tmp_path: Path) -> None:
    (tmp_path / "folder.ttf").mkdir()
    (tmp_path / "dead.ttf").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.ttf")
    assert search.scan([tmp_path, tmp_path / "missing"]) == search.Installed((), ())


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return saved(
        build("Office Song", TEXT, chinese="办公宋体"), tmp_path_factory.mktemp("f") / "f.ttf"
    ).read_bytes()


@pytest.mark.parametrize("cff", [False, True])
def test_a_font_too_damaged_for_a_subset_is_refused(tmp_path: Path, cff: bool) -> None:
    path = saved(build("Holed", TEXT, cff=cff), tmp_path / "holed.otf")
    content = path.read_bytes()
    tag = b"CFF " if cff else b"head"
    start = struct.unpack(">L", content[content.index(tag) + 8 :][:4])[0]
    path.write_bytes(content[:start] + bytes(20) + content[start + 20 :])
    (face,) = FontSet({}, [tmp_path]).stack("Holed")
    with pytest.raises(FontError, match=r"holed\.otf"):
        face.subset([face.glyph("甲")])


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_wrong_with_a_file_it_is_read_or_passed_over(
    tmp_path: Path, healthy: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(healthy[: data.draw(st.integers(0, len(healthy)))])
    for place in data.draw(st.lists(st.integers(0, 400), max_size=8)):
        if place < len(damaged):
            damaged[place] = data.draw(st.integers(0, 255))
    (tmp_path / "damaged.ttf").write_bytes(damaged)
    installed = search.scan([tmp_path])
    assert bool(installed.faces) != bool(installed.skipped)
