"""Web pages and Word documents: the text they show comes out, hostile ones are refused."""

from __future__ import annotations

import hashlib
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from yinfa import source
from yinfa.cleaned import make_clean
from yinfa.errors import InputError
from yinfa.extract import extract
from yinfa.extract.numbers import formatted
from yinfa.formats import json
from yinfa.normalize import Options

W = nsdecls("w")
SPEECH = ("在动员会上的讲话", "同志们：", "今天我们召开动员会议，主要任务是总结工作、部署任务。")


def page(body: str, head: str = '<meta charset="utf-8">') -> bytes:
    return f"<!DOCTYPE html><html><head>{head}<title>文章</title></head><body>{body}</body></html>".encode()


def read_or_refused(data: bytes) -> str | None:
    """The text of a page, None where it is refused; anything but an InputError fails the test."""
    try:
        return extract(data, ".html", "a.html").text
    except InputError:
        return None


def lines_of_page(body: str) -> list[str]:
    return [line for line in extract(page(body), ".html", "a.html").text.split("\n") if line]


def saved(document: Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def lines_of(document: Document) -> list[str]:
    return extract(saved(document), ".docx", "a.docx").text.split("\n")[:-1]


def archive(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file.getvalue()


RELATIONSHIPS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)


def word(document: bytes) -> bytes:
    return archive({"_rels/.rels": RELATIONSHIPS, "word/document.xml": document})


def wordml(body: str) -> bytes:
    return word(f"<w:document {W}><w:body>{body}</w:body></w:document>".encode())


def lines_of_xml(body: str) -> list[str]:
    return extract(wordml(body), ".docx", "a.docx").text.split("\n")[:-1]


# Web pages


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<h1>标题</h1><p>第一段</p><p>第二段</p>", ["标题", "第一段", "第二段"]),
        ("<div>一<br>二<br/>三</div>", ["一", "二", "三"]),
        ("<p>今天<b>开</b><i>会</i>，<a href='x'>链接</a>。</p>", ["今天开会，链接。"]),
        ("<p>一行\n   写成\t两行</p>", ["一行 写成 两行"]),
        ("<pre>一\n二</pre>三", ["一", "二", "三"]),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>", ["甲", "乙", "丙"]),
        ("<script>var a='<p>广告</p>'</script><style>p{}</style><nav>首页</nav>正文", ["正文"]),
        ("正<!-- 注释 -->文<span style='display: none'>/ G- k</span>完<font class='jammer'>6 A* I5</font>", ["正文完"]),
        ("<ol><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>", ["1.甲", "2.乙", "丙"]),
        ("<ol start=3><li>甲</li><li value=7>乙</li><li>丙</li></ol>", ["3.甲", "7.乙", "8.丙"]),
        ("<ol type=A><li>甲<ol type=i><li>乙</li></ol></li><li>丙</li></ol>", ["A.甲", "i.乙", "B.丙"]),
        ("<ol style='list-style-type:cjk-ideographic'><li>甲</li></ol>", ["一、甲"]),
        ("<ol style='list-style:none'><li>一、甲</li></ol>", ["一、甲"]),
        ("领<ruby>导<rp>(</rp><rt>dǎo</rt><rp>)</rp></ruby>说<q>好</q>，<del>不</del><ins>很</ins>好", ["领导说“好”，很好"]),
        ("&ldquo;好&rdquo;&#8230;&nbsp;&amp;lt;", ["“好”…\xa0&lt;"]),
        ("<p>没有<p>结束<div>标签<b>的</div>页面", ["没有", "结束", "标签的", "页面"]),
        ("<button>打印</button><select><option>大</option></select><textarea>评论</textarea>正文", ["正文"]),
    ],
)  # fmt: skip
def test_a_page_gives_the_text_it_shows(body: str, lines: list[str]) -> None:
    assert lines_of_page(body) == lines


def test_paragraphs_are_parted_by_a_blank_line_and_breaks_are_not() -> None:
    assert extract(page("<p>一<br>二</p><p>三</p>"), ".html", "a.html").text == "一\n二\n\n三\n"


def test_a_long_hidden_part_may_be_the_rest_of_the_speech() -> None:
    assert lines_of_page(f"<div style='display:none'>{SPEECH[2] * 4}</div>") == [SPEECH[2] * 4]


@pytest.mark.parametrize(
    ("codec", "head"),
    [
        ("gb18030", '<meta charset="gb2312">'),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=GBK">'),
        ("cp950", '<meta charset="big5">'),
        ("utf-8", '<meta charset="gb2312">'),
        ("gb18030", '<meta charset="iso-8859-1">'),
        ("gb18030", ""),
        ("utf-8-sig", ""),
        ("utf-16", '<meta charset="utf-8">'),
    ],
)
def test_the_encoding_of_a_page_is_told(codec: str, head: str) -> None:
    text = "同志們：今天我們召開動員會議。" if codec == "cp950" else "同志们：今天我们召开动员会议。"
    data = page(f"<p>{text}</p>", head).decode().encode(codec)
    assert extract(data, ".html", "a.html").text == f"{text}\n"


def test_damaged_bytes_of_a_page_are_warned_of() -> None:
    found = extract(page("<p>同志们：今天开会。</p>").replace("今".encode(), b"\xe4\xbb"), ".html", "a.html")
    assert [warning.code for warning in found.warnings] == ["undecodable"]


@pytest.mark.parametrize("unit", ["<div>", "<b>", "<font color=red>", "<ol><li>", "<p><b>"])
def test_a_page_nested_beyond_reason_is_refused_or_read_whole(unit: str) -> None:
    read = read_or_refused(page(unit * 100_000 + "同志们"))
    assert read is None or "同志们" in read


@given(st.text(alphabet="<>/!-=\"'& \n;#abp同志们divscripttable", max_size=80))
def test_any_page_is_read_or_refused(body: str) -> None:
    read_or_refused(page(body))


# Word documents


def numbered(document: Document, levels: list[tuple[str, str]], number: int = 77, override: str = "") -> None:
    """Adds a list to a document, each level given by its format and its text."""
    root = document.part.numbering_part.element
    shown = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{number}">{shown}</w:abstractNum>'))
    root.append(
        parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/>{override}</w:num>')
    )


def add(document: Document, text: str, level: int, number: int = 77) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


OFFICIAL = [
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
]


def numbered_document() -> Document:
    document = docx.Document()
    numbered(document, OFFICIAL)
    for text in SPEECH:
        document.add_paragraph(text)
    for text, level in [
        ("总体要求", 0),
        ("认识", 1),
        ("学习", 2),
        ("落实", 2),
        ("任务", 1),
        ("读书", 2),
        ("深读", 3),
    ]:
        add(document, text, level)
    for part in range(2, 13):
        add(document, f"部分{part}", 0)
    return document


def test_paragraphs_breaks_tabs_and_tables_come_in_order() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("第一行")
    paragraph.add_run().add_break()
    paragraph.add_run("第二行\t后")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, "甲乙丙丁", strict=True):
        cell.text = text
    document.add_paragraph("末段")
    assert lines_of(document) == ["第一行", "第二行\t后", "甲", "乙", "丙", "丁", "末段"]


def test_automatic_numbers_are_text_again() -> None:
    assert lines_of(numbered_document())[3:14] == [
        "一、总体要求", "（一）认识", "1.学习", "2.落实", "（二）任务", "1.读书", "（1）深读", "二、部分2", "三、部分3", "四、部分4",
        "五、部分5",
    ]  # fmt: skip
    assert lines_of(numbered_document())[-2:] == ["十一、部分11", "十二、部分12"]


def test_a_list_that_starts_anew_does_so_once() -> None:
    document = docx.Document()
    numbered(document, OFFICIAL)
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    root = document.part.numbering_part.element
    root.append(parse_xml(f'<w:num {W} w:numId="78"><w:abstractNumId w:val="77"/>{override}</w:num>'))
    for text, number in [("甲", 77), ("乙", 78), ("丙", 78), ("丁", 77)]:
        add(document, text, 0, number)
    assert lines_of(document) == ["一、甲", "五、乙", "六、丙", "七、丁"]


def test_the_numbers_of_a_style_count_and_bullets_do_not() -> None:
    document = docx.Document()
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    document.add_paragraph("丙", style="List Bullet")
    assert lines_of(document) == ["1. 甲", "2. 乙", "丙"]


def test_a_number_that_a_paragraph_switches_off_is_not_shown() -> None:
    document = docx.Document()
    add(document, "甲", 0, number=0)
    document.paragraphs[-1].style = "List Number"
    assert lines_of(document) == ["甲"]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<w:p><w:r><w:t>见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>", ["见"]),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>见</w:t></w:r></w:p>', ["见"]),
        ("<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>加</w:t></w:r></w:ins></w:p>", ["加"]),
        ("<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo></w:p>", ["新"]),
        (
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上</w:t></w:r></w:p><w:p><w:r><w:t>下</w:t></w:r></w:p>",
            ["上下"],
        ),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>内</w:t></w:r></w:p></w:sdtContent></w:sdt>", ["内"]),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击此处</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>",
            [],
        ),
        ("<w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>接</w:t></w:r></w:smartTag></w:p>", ["链接"]),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple><w:r><w:t>5</w:t></w:r></w:fldSimple></w:p>", ["5"]),
        ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t></w:r></w:p>", ["甲", "乙", "丙-丁"]),
        (
            "<w:p><w:r><w:t>外</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
            ["框", "外"],
        ),
        (
            "<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>dǎo</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>导</w:t></w:r></w:rubyBase>"
            "</w:ruby></w:r></w:p>",
            ["导"],
        ),
    ],
)  # fmt: skip
def test_what_the_document_shows_is_kept_and_what_it_hides_is_not(body: str, lines: list[str]) -> None:
    assert lines_of_xml(body) == lines


def test_strict_documents_are_read_as_well() -> None:
    data = word(
        b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>'
        + "同志们".encode()
        + b"</w:t></w:r></w:p></w:body></w:document>"
    )
    assert extract(data, ".docx", "a.docx").text == "同志们\n"


def test_footnotes_are_left_out_with_a_warning() -> None:
    body = '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    found = extract(wordml(body), ".docx", "a.docx")
    assert found.text == "正文\n"
    assert [warning.code for warning in found.warnings] == ["low_confidence"]


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (1, "decimal", "1"), (7, "decimalZero", "07"), (10, "chineseCounting", "十"), (11, "chineseCounting", "十一"),
        (20, "chineseCountingThousand", "二十"), (21, "japaneseCounting", "二十一"), (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"), (1001, "chineseCountingThousand", "一千零一"),
        (12, "chineseLegalSimplified", "壹拾贰"), (10, "ideographDigital", "一〇"), (3, "ideographTraditional", "丙"),
        (12, "ideographZodiac", "亥"), (3, "decimalEnclosedCircle", "③"), (21, "decimalEnclosedCircle", "21"),
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (28, "lowerLetter", "bb"), (2, "upperLetter", "B"),
        (5, "bullet", ""), (5, "none", ""), (5, "hebrew1", "5"),
    ],
)  # fmt: skip
def test_numbers_take_the_form_of_their_list(value: int, style: str, text: str) -> None:
    assert formatted(value, style) == text


# Hostile documents


BOMB = b"<w:document xmlns:w='x'>" + b" " * (80 * 1024 * 1024)
LAUGHS = (
    b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="x"><w:body><w:p><w:r>'
    b"<w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = LAUGHS.replace(b'<!ENTITY a "ha">', b'<!ENTITY a SYSTEM "file:///etc/hostname">')
DEEP = f"<w:document {W}><w:body>".encode() + b"<w:tbl>" * 100_000


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 and nothing more", "no ZIP archive"),
        (archive({"a.txt": b"text"}), "no Word document"),
        (archive({"_rels/.rels": RELATIONSHIPS}), "no Word document"),
        (word(b"<w:document"), "malformed"),
        (word(BOMB), "when unpacked"),
        (word(LAUGHS), "document type"),
        (word(OUTSIDE), "document type"),
        (word(DEEP), "malformed"),
        (archive({f"{number}.xml": b"" for number in range(20_001)}), "20,001 parts"),
    ],
    ids=["cut", "no document", "missing part", "cut XML", "bomb", "laughs", "entity", "deep", "many parts"],
)
def test_a_hostile_or_broken_document_is_refused_with_a_remedy(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        extract(data, ".docx", "a.docx")
    assert caught.value.place == "a.docx"
    assert caught.value.remedy


def test_a_damaged_archive_is_refused() -> None:
    data = bytearray(wordml("<w:p><w:r><w:t>同志们，今天开会。</w:t></w:r></w:p>"))
    at = data.index(b"word/document.xml") + len(b"word/document.xml") + 4
    data[at : at + 8] = b"\xff" * 8
    with pytest.raises(InputError, match=r"damaged|malformed"):
        extract(bytes(data), ".docx", "a.docx")


# As sources


@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_the_text_of_a_document_is_the_source_and_what_restore_gives(tmp_path: Path, suffix: str) -> None:
    document = docx.Document()
    for line in SPEECH:
        document.add_paragraph(line.replace("，", ","))
    path = tmp_path / f"讲话{suffix}"
    path.write_bytes(
        saved(document) if suffix == ".docx" else page("".join(f"<p>{line}</p>" for line in SPEECH))
    )
    read = source.read(path)
    assert read.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (read.encoding, read.bom, read.raw) == ("utf-8", False, ())
    cleaned = make_clean(read, Options())
    assert cleaned.text.split("\n") == list(SPEECH)
    (restored,) = json.loads(json.dumps(cleaned).encode(), "a.json")
    assert restored.data == read.text.encode()
    assert restored.path == f"{path}.txt"


def test_a_word_document_from_stdin_is_told_by_its_bytes() -> None:
    assert source.read(saved(numbered_document())).text.startswith(SPEECH[0])


@pytest.mark.parametrize(("data", "suffix"), [(page("<p> </p>"), ".html"), (wordml("<w:p/>"), ".docx")])
def test_a_document_without_text_is_refused(tmp_path: Path, data: bytes, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_bytes(data)
    with pytest.raises(InputError, match="white space"):
        source.read(tmp_path / f"a{suffix}")


@pytest.mark.judge("soffice")
def test_libreoffice_shows_the_same_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(saved(numbered_document()))
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text:UTF8",
            "--outdir", str(tmp_path), str(tmp_path / "a.docx"),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    shown = (tmp_path / "a.txt").read_text("utf-8-sig").split("\n")
    assert [line.replace(" ", "") for line in shown if line] == lines_of(numbered_document())
