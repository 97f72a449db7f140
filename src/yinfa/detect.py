"""Which encoding the bytes of a source are in.

In: bytes; out: the name of a codec and the length of the byte order mark. What
is certain is asked first: a byte order mark, then whether the bytes are strict
UTF-8. Only then are the candidates weighed, by how many of the characters that
each of them makes are among the most frequent in Chinese: the true one makes
more than half of its text of them, a wrong one hardly any.
"""

from __future__ import annotations

from typing import NamedTuple

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_CANDIDATES = ("utf-8", "gb18030", "cp950", "utf-16-le", "utf-16-be")
"""In this order where two do equally well. GBK and GB2312 are parts of GB18030."""

_BIG5 = ("cp950", "big5hkscs")
"""Big5 of Windows, and Big5 with the characters of Hong Kong."""

_SAMPLE = 65536  # bytes that are weighed
_ENOUGH = 0.3  # share of frequent characters under which no candidate is believed

_FREQUENT = frozenset(
    "　，。、；：？！“”‘’（）《》「」『』【】—…·％＋－．０１２３４５６７８９"
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
    "美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员"
    "解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件"
    "计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象"
    "完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔议志党委"
    "府群众干改革济农村企服环境责落推坚持抓精组织习稳措施标创突键础项投增城镇乡县省街支席讲谢深贯彻按照围"
    "绕努断步育宣纪律监督检查考核评价势析充须严执积极绩足存困挑遇奋斗未希祝愿节春朋友宾校毕青"
    "這個們來爲為國說時會對於過發後裏裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話"
    "內給門兒東聲員論處義幾認條氣題爾別變總電數報結務場計資許統區隊決馬書則聽卻達強難權設記類據邊張該規萬覺"
    "術領確傳師觀讓識帶導爭運筆議黨羣群眾幹濟農環責堅組織習穩標創鍵礎項鎮鄉縣講謝貫徹圍繞斷紀監檢核評價勢須"
    "嚴執積極績奮鬥願節賓畢著"
)
"""The commonest characters of Chinese, simplified and traditional, with those of speeches, and the marks."""


_OTHER = {"utf-8": "gb18030", "gb18030": "utf-8"}
"""The encoding of lines that were pasted into a file as bytes."""
_LEAST_IN_LINE = 3
"""Characters beyond ASCII of the shortest line whose encoding can be told."""


class Encoding(NamedTuple):
    """The name of a codec, and how many bytes the byte order mark takes (0 for none)."""

    name: str
    mark: int


def detect(data: bytes) -> Encoding | None:
    """The encoding of a Chinese text, or None where it cannot be told.

    A UTF-8 text in which some bytes are damaged is still UTF-8.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoding(name, len(mark))
    if b"\0" not in data and _decodes(data, "utf-8"):
        return Encoding("utf-8", 0)
    share, name = max(
        ((_share(data[:_SAMPLE], name), name) for name in _CANDIDATES), key=lambda weighed: weighed[0]
    )
    if share < _ENOUGH:
        return None
    if name in _BIG5:
        name = min(_BIG5, key=lambda codec: data.decode(codec, errors="replace").count("\ufffd"))
    return Encoding(name, 0)


def may_be_mixed(encoding: str) -> bool:
    """Whether lines of another encoding are met in files of this one."""
    return encoding in _OTHER


def of_line(line: bytes, encoding: str) -> str:
    """The codec of a line of a file: that of the file, unless the other one alone makes Chinese of it.

    What is strict UTF-8 is nothing else; what is strict GB18030 may be UTF-8 as well.
    """
    other = _OTHER[encoding]
    if not _decodes(line, other) or (encoding == "utf-8" and _decodes(line, encoding)):
        return encoding
    beyond = sum(character > "\x7f" for character in line.decode(other))
    share = _share(line, other)
    believed = beyond >= _LEAST_IN_LINE and share >= _ENOUGH and share > 2 * _share(line, encoding)
    return other if believed else encoding


def is_frequent(character: str) -> bool:
    """Whether a character is among the commonest of Chinese texts, marks among them."""
    return character in _FREQUENT


def mark(name: str) -> bytes:
    """The byte order mark of a codec that `detect` names; raises KeyError for one that has none."""
    return {codec: mark for mark, codec in _MARKS}[name]


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _share(sample: bytes, name: str) -> float:
    """The share of frequent characters in a sample; a blank or a letter is evidence in UTF-16 only."""
    text = sample.decode(name, errors="replace")
    if name.startswith("utf-16"):
        hits = sum(
            character in _FREQUENT or " " <= character < "\x7f" or character in "\r\n" for character in text
        )
        return hits / len(text)
    beyond = [character for character in text if character > "\x7f"]
    return sum(character in _FREQUENT for character in beyond) / len(beyond) if beyond else 0.0
