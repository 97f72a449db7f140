"""The text of a web page as a browser shows it: blocks as paragraphs, no scripts, no controls, no navigation.

What a page hides is left out where it is short (jammers, buttons); a long hidden
part may be the rest of the speech and is kept. All that is not certainly outside
of the text stays: the normaliser knows the words around a speech by their shape.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from lxml import etree

from yinfa.detect import Encoding, detect
from yinfa.errors import InputError
from yinfa.extract.extracted import Extracted
from yinfa.extract.numbers import formatted
from yinfa.shapes import is_chinese
from yinfa.source import decode, undecodable

_PARAGRAPHS = frozenset(
    (
        "article", "blockquote", "caption", "dd", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6",
        "hr", "li", "listing", "p", "pre", "section", "xmp",
    )
)  # fmt: skip
"""Elements that stand apart: a blank line above and below."""
_BLOCKS = _PARAGRAPHS | frozenset(
    (
        "address", "aside", "body", "center", "details", "dir", "div", "dl", "fieldset", "figure",
        "footer", "form", "frameset", "header", "hgroup", "html", "legend", "main", "menu", "ol",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_NO_TEXT = frozenset(
    (
        "applet", "area", "audio", "base", "button", "canvas", "datalist", "del", "embed", "head",
        "iframe", "img", "input", "link", "map", "meta", "meter", "nav", "noframes", "noscript", "object",
        "option", "param", "progress", "rp", "rt", "script", "select", "source", "style", "svg",
        "template", "textarea", "title", "track", "video",
    )
)  # fmt: skip
"""Elements that hold no text of the page: code, controls, media, navigation, readings, what was deleted."""
_VERBATIM = frozenset(("pre", "listing", "xmp"))
_HIDING = r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![\d.])"
_PROSE = 60  # Chinese characters from which a hidden part may belong to the speech
_LOOKED_AT = 400  # texts of a hidden part that are looked at
_PRESCAN = 4096  # bytes in which a page declares its encoding
_DECLARED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gb18030": "gb18030",
    "big5": "cp950",
    "big5-hkscs": "big5hkscs",
}
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LIST_STYLES = {
    "none": "none",
    "disc": "none",
    "circle": "none",
    "square": "none",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-latin": "lowerLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "cjk-decimal": "ideographDigital",
}


def extract(data: bytes, name: str) -> Extracted:
    """The text of a page. Raises InputError where its encoding cannot be told, or it cannot be read."""
    encoding = _encoding(data)
    if encoding is None:
        raise InputError(
            "This page is not in UTF-8, GB18030 (GBK), Big5 or UTF-16.",
            place=name,
            remedy="Open it in a browser and save its text as UTF-8.",
        )
    text, raw = decode(data[encoding.mark :], encoding.name)
    return Extracted(_text(_tree(text, name)), tuple(undecodable(text, raw)))


def _encoding(data: bytes) -> Encoding | None:
    """The encoding: by its mark, as strict UTF-8, as the page declares, as its bytes look, in this order."""
    detected = detect(data)
    if detected is not None and (detected.mark or detected.name == "utf-8"):
        return detected
    declared = re.search(rb"(?i)(?:charset|encoding)\s*=\s*[\"']?\s*([-\w]+)", data[:_PRESCAN])
    codec = _DECLARED.get(declared[1].decode("ascii", "replace").lower()) if declared else None
    if codec:
        try:
            data.decode(codec)
        except UnicodeDecodeError:
            return detected
        return Encoding(codec, 0)
    return detected


def _tree(text: str, name: str) -> Any:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"The page cannot be read: {error.msg}.", place=name, remedy=_REMEDY) from error
    # The parser repairs everything but its own limits: behind one of these it reads nothing more.
    stopped = next((entry for entry in parser.error_log if entry.level_name == "FATAL"), None)
    if root is None or stopped is not None:
        reason = stopped.message if stopped is not None else "it holds no element"
        raise InputError(f"The page cannot be read: {reason}.", place=name, remedy=_REMEDY)
    return root


_REMEDY = "Open it in a browser and save its text as a .txt file."


def _text(root: Any) -> str:
    """The lines of a page, paragraphs parted by a blank line."""
    page = _Page()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = str(element.tag).lower()
        if event == "end":
            page.close(element, tag)
        elif _is_left_out(element, tag):
            walker.skip_subtree()
        else:
            page.open(element, tag)
    return page.text()


class _Page:
    """The text of a page as it grows, element by element."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._lists: list[_Numbers | None] = []
        self._verbatim = 0

    def open(self, element: Any, tag: str) -> None:
        """An element begins."""
        self._break(tag)
        if tag in _LISTS:
            self._lists.append(_Numbers.of(element) if tag == "ol" else None)
        elif tag == "li" and self._lists and (numbers := self._lists[-1]):
            self._pieces.append(numbers.next(element))
        elif tag == "q":
            self._pieces.append("“")
        self._verbatim += tag in _VERBATIM
        self._add(element.text)

    def close(self, element: Any, tag: str) -> None:
        """An element ends; one that was left out only has its tail."""
        if not _is_left_out(element, tag):
            self._verbatim -= tag in _VERBATIM
            if tag in _LISTS:
                self._lists.pop()
            elif tag == "q":
                self._pieces.append("”")
            if tag != "br":
                self._break(tag)
        self._add(element.tail)

    def text(self) -> str:
        """The whole text: lines without outer blanks, never more than one blank line."""
        lines = [line.strip(" ") for line in "".join(self._pieces).split("\n")]
        return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._pieces.append("\n\n")
        elif tag in _BLOCKS or tag == "br":
            self._pieces.append("\n")

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text if self._verbatim else re.sub("[ \t\n\r\f]+", " ", text))


_LISTS = frozenset(("ol", "ul", "menu", "dir"))


class _Numbers:
    """The numbers of a numbered list, which a browser puts before its items."""

    def __init__(self, style: str, start: int) -> None:
        self._style = style
        self._next = start

    @classmethod
    def of(cls, element: Any) -> _Numbers | None:
        """The numbers of an ``ol``; None where its style shows none."""
        css = re.search(r"list-style(?:-type)?\s*:\s*([-\w]+)", element.get("style") or "")
        style = _LIST_STYLES.get(css[1].lower()) if css else None
        style = style or _LIST_TYPES.get(element.get("type") or "", "decimal")
        return None if style == "none" else cls(style, _integer(element.get("start"), 1))

    def next(self, item: Any) -> str:
        """The number of the next item with its mark: 1. or 一、."""
        value = _integer(item.get("value"), self._next)
        self._next = value + 1
        return formatted(value, self._style) + ("、" if self._style.startswith("chinese") else ".")


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else default


def _is_left_out(element: Any, tag: str) -> bool:
    """Whether an element is no text of the page, or hidden and short."""
    if tag in _NO_TEXT:
        return True
    hidden = (
        element.get("hidden") is not None
        or "jammer" in (element.get("class") or "").split()
        or re.search(_HIDING, element.get("style") or "") is not None
    )
    return hidden and not _holds_prose(element)


def _holds_prose(element: Any) -> bool:
    texts = islice(element.itertext(), _LOOKED_AT)
    chinese = (character for text in texts for character in text if is_chinese(character))
    return next(islice(chinese, _PROSE - 1, None), None) is not None
