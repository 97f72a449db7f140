"""The fonts that a DOCX carries with it where its sheet asks for that."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from pdfminer.high_level import extract_text

from made_fonts import build, saved
from yinfa.check import Severity, check
from yinfa.errors import FontError
from yinfa.flow import flow
from yinfa.fonts import FontSet
from yinfa.formats import DOCUMENTS, Typeset
from yinfa.layout.pages import paginate
from yinfa.speech import Heading, Paragraph, Speech
from yinfa.style import load

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPEECH = Speech(
    title="在动员会上的讲话",
    salutation=("同志们：",),
    body=(Heading("一、提高认识", 1), Paragraph("今天我们“开会”，2022年GDP增长5%。" * 3)),
    closing="谢谢大家！",
)


def made(speech: Speech = SPEECH, *settings: str, folder: Path | None = None) -> bytes:
    sheet = load("official", ["output.embed_fonts=true", *settings])
    fonts = FontSet(sheet.fonts, [folder] if folder else [])
    return DOCUMENTS["docx"](Typeset(speech, sheet, fonts, paginate(flow(speech, sheet), sheet, fonts)))


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def carried(data: bytes) -> dict[str, TTFont]:
    """The fonts of a DOCX by family, made readable again."""
    relations = etree.fromstring(part(data, "word/_rels/fontTable.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    fonts = {}
    for font in etree.fromstring(part(data, "word/fontTable.xml")):
        (entry,) = font.iter(f"{W}embedRegular")
        hidden = part(data, f"word/{targets[entry.get(f'{R}id')]}")
        key = UUID(entry.get(f"{W}fontKey")).bytes[::-1] * 2
        clear = bytes(byte ^ mask for byte, mask in zip(hidden, key, strict=False)) + hidden[32:]
        fonts[font.get(f"{W}name")] = TTFont(io.BytesIO(clear), checkChecksums=2)
    return fonts


def names(data: bytes) -> set[str]:
    """Every font that the styles name."""
    styles = etree.fromstring(part(data, "word/styles.xml"))
    return {str(value) for fonts in styles.iter(f"{W}rFonts") for value in fonts.attrib.values()}


def test_every_family_that_a_style_names_is_carried_under_that_name() -> None:
    data = made()
    fonts = carried(data)
    assert names(data) == set(fonts)
    for family, font in fonts.items():
        assert len(family) <= 31
        assert font["name"].getDebugName(1) == family
        assert font["name"].getDebugName(2) == "Regular"
        assert font["name"].getDebugName(13) or font["name"].getDebugName(0), "its licence"
    assert b"<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" in part(data, "word/settings.xml")


def test_the_fonts_have_the_characters_of_their_text_and_of_any_page_number() -> None:
    fonts = carried(made())
    texts = {
        "Zhuque Fangsong": "今天我们开会年增长同志谢大家",
        "Noto Sans SC": "一、提高认识",
        "Noto Serif SC Subset Bold": "在动员会上的讲话",
    }
    for family, text in texts.items():
        (font,) = (font for name, font in fonts.items() if name.startswith(family))
        assert set(map(ord, text + "0123456789")) <= font.getBestCmap().keys()
        assert font["maxp"].numGlyphs < 300


def test_a_sheet_that_does_not_ask_carries_none() -> None:
    data = made(SPEECH, "output.embed_fonts=false")
    assert b"embed" not in part(data, "word/fontTable.xml") + part(data, "word/settings.xml")
    assert "仿宋_GB2312" in names(data)


def test_families_of_one_name_hold_the_same_characters() -> None:
    one, other = carried(made()), carried(made(Speech(title="国家", body=(Paragraph("另外的话。"),))))
    assert len(one.keys() & other.keys()) < len(one)
    for family in one.keys() & other.keys():
        assert one[family].getBestCmap() == other[family].getBestCmap()
    assert made() == made()


def test_what_carries_its_fonts_is_judged_by_them() -> None:
    report = check(made(), "speech.docx", load("official"))
    assert [finding for finding in report.findings if finding.severity is Severity.FAULT] == []


def test_a_font_that_must_not_be_divided_is_carried_whole(tmp_path: Path) -> None:
    saved(build("Undivided", "甲乙丙丁", fs_type=0x0100), tmp_path / "undivided.ttf")
    saved(build("Divided", "甲乙丙丁"), tmp_path / "divided.ttf")
    for family, characters in (("Undivided", "甲乙丙丁"), ("Divided", "甲")):
        data = made(Speech(body=(Paragraph("甲"),)), f"body.font={family}", folder=tmp_path)
        (font,) = (font for name, font in carried(data).items() if name.startswith(family))
        assert font.getBestCmap().keys() == set(map(ord, characters))


def test_a_font_of_cff_outlines_is_refused(tmp_path: Path) -> None:
    saved(build("Curves", "甲", cff=True), tmp_path / "curves.otf")
    with pytest.raises(FontError, match="Curves has CFF outlines"):
        made(Speech(body=(Paragraph("甲"),)), "body.font=Curves", folder=tmp_path)


@pytest.mark.judge("ooxml-validator")
def test_the_file_is_valid_by_the_open_xml_sdk(tmp_path: Path) -> None:
    (tmp_path / "speech.docx").write_bytes(made())
    found = subprocess.run(
        ["ooxml-validator", str(tmp_path / "speech.docx")], capture_output=True, text=True, check=False
    )
    assert json.loads(found.stdout)["errors"] == []


@pytest.mark.judge("soffice", "pdffonts", "fc-list")
def test_libreoffice_takes_them_where_no_chinese_font_is_installed(tmp_path: Path) -> None:
    saved(build("Only", "x"), tmp_path / "only.ttf")
    config = tmp_path / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    speeches = {"one": SPEECH, "other": Speech(title="国家", body=(Paragraph("另外的话。"),))}
    for name, speech in speeches.items():
        (tmp_path / f"{name}.docx").write_bytes(made(speech))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), *(str(tmp_path / f"{name}.docx") for name in speeches)],
        env={**os.environ, "FONTCONFIG_FILE": str(config)}, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for name, speech in speeches.items():
        families = {family.replace(" ", "-") for family in names((tmp_path / f"{name}.docx").read_bytes())}
        used = subprocess.run(
            ["pdffonts", tmp_path / f"{name}.pdf"], capture_output=True, text=True, check=True
        )
        drawn = {row.split()[0].partition("+")[2] for row in used.stdout.splitlines()[2:]}
        assert drawn <= families
        text = "".join(extract_text(tmp_path / f"{name}.pdf").split())
        assert all(paragraph.text in text for paragraph in speech.body)
