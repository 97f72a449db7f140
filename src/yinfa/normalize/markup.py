"""Remnants of a page's source in its text: HTML tags, entities, scripts, styles, and marks of Markdown.

Tags are known by name and by well-formed attributes, so that A<B且C>D, 《…》 and
an address in angle brackets are none. Brackets may be written as entities or in
full width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from yinfa import shapes
from yinfa.normalize.lines import Proposal, lines
from yinfa.patterns import compiled
from yinfa.shapes import is_chinese

CERTAIN, SURE = 0.98, 0.9

_BLOCK = (
    "address|article|aside|blockquote|body|br|caption|center|dd|details|dir|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|frameset|h[1-6]|head|header|hgroup|hr|html|legend|li|main|menu|nav|ol|optgroup|option|p|pre|section|"
    "summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_INLINE = (
    "a|abbr|acronym|area|audio|b|base|basefont|bdi|bdo|big|button|canvas|cite|code|col|colgroup|data|del|dfn|em|embed|"
    "font|frame|i|iframe|image|img|input|ins|kbd|label|link|map|mark|marquee|meta|meter|nobr|noscript|object|output|param|"
    "picture|progress|q|rp|rt|ruby|s|samp|script|select|small|source|span|strike|strong|style|sub|sup|svg|template|"
    "textarea|time|track|tt|u|var|video|wbr|xml|[owvm]:[a-z]+|st1:[a-z]+|\\?xml:[a-z]+"
)
_LT, _GT = r"(?:[<＜]|&(?:amp;){0,3}(?:lt|#60);)", r"(?:[>＞]|&(?:amp;){0,3}(?:gt|#62);)"
_QUOTED = r"\"[^\"<>]*+\"|'[^'<>]*+'|[“”][^“”<>]*+[“”]|&(?:amp;){0,3}quot;[^<>]*?&(?:amp;){0,3}quot;"
_ATTRIBUTE = (
    rf"[\s　]++[A-Za-z_:][-\w:.]*+\s*+=\s*+(?:{_QUOTED}|(?:[^\s\"'“”<>＜＞&]|&(?!(?:amp;){{0,3}}gt;))*+)|"
    r"\s++(?:checked|controls|defer|async|disabled|hidden|loop|multiple|muted|noshade|nowrap|open|readonly|required|"
    r"reversed|scoped|selected)"
)
_TAG = rf"{_LT}(?P<close>/?)(?:(?P<block>{_BLOCK})|(?P<inline>{_INLINE}))(?:{_ATTRIBUTE})*+[\s　]*+/?{_GT}"
_DECLARATION = rf"{_LT}(?:!doctype|\?xml|!\[(?:if|endif|cdata))\b[^<>]*+>|\]\]>"
_COMMENT = rf"(?P<comment>{_LT}!--)"
_WITH_CONTENT = ("script", "style", "xml", "image")
"""Elements whose content is no text."""
_PROSE = 60  # Chinese characters from which the content of such an element may be the speech


def tags(text: str) -> Iterator[Proposal]:
    """Tags go, blocks stand in lines of their own, scripts go whole: <p>同志</p>你好 → 同志␊你好."""
    if not any(sign in text for sign in "<＜&") or not compiled(rf"{_LT}[/!?a-zA-Z]").search(text):
        return
    position = 0
    closings = _Closings(text)
    for match in compiled(rf"(?i:{_COMMENT}|{_DECLARATION}|{_TAG})").finditer(text):
        if match.start() < position:
            continue
        position = closings.end_of(match)
        if position:
            yield match.start(), position, "\n" if match["block"] else "", CERTAIN


class _Closing(NamedTuple):
    """Where the closing of an element stands, and from where on there is little Chinese text before it."""

    start: int
    end: int
    little: int


_NONE = _Closing(-1, 0, 0)


class _Closings:
    """Where comments, scripts and styles end; asked for in the order of the text, each searched for once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, _Closing] = {}

    def end_of(self, opening: re.Match[str]) -> int:
        """Where what a match opens ends; 0 for a comment that does not."""
        if opening["comment"]:
            return self._behind(opening.end(), "comment", rf"--{_GT}")
        name = (opening["inline"] or "").lower()
        if name not in _WITH_CONTENT or opening["close"]:
            return opening.end()
        return self._behind(opening.end(), name, rf"{_LT}/{name}\s*+{_GT}") or opening.end()

    def _behind(self, start: int, name: str, pattern: str) -> int:
        """The end of the next closing; 0 where there is none, or much Chinese text before it."""
        found = self._next.get(name)
        if found is None or (found is not _NONE and found.start < start):
            found = self._next[name] = self._search(start, pattern)
        return found.end if start >= found.little else 0

    def _search(self, start: int, pattern: str) -> _Closing:
        match = compiled(f"(?i){pattern}").search(self._text, start)
        if match is None:
            return _NONE
        chinese = [at for at in range(start, match.start()) if is_chinese(self._text[at])]
        return _Closing(match.start(), match.end(), chinese[-_PROSE] if len(chinese) >= _PROSE else 0)


def entities(text: str) -> Iterator[Proposal]:
    """Entities become what they stand for: &ldquo;同志&amp;#20204;&rdquo; → “同志们”."""
    if not any(sign in text for sign in ("&", "＆", "nbsp")):
        return
    for match in compiled(_ENTITY).finditer(text):
        plain = _plain(match)
        if plain:
            yield match.start(), match.end(), plain, CERTAIN


_ENTITY = (
    r"[&＆](?:amp[;；])*(?:(?P<number>#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6}))[;；]?|(?P<name>[A-Za-z][A-Za-z0-9]{1,31})[;；])|"
    r"(?:[&＆](?:amp[;；])*+)(?P<open>nbsp|[lr][sd]quo|hellip|mdash|middot|e[nm]sp)(?![A-Za-z0-9;；=])|"
    r"(?<![A-Za-z])(?P<bare>nbsp)[;；]"
)
"""An entity, with amp; as often as it was escaped; some names are known without their semicolon."""


def _plain(match: re.Match[str]) -> str:
    """What an entity stands for; '' where it is none, or stands for no character."""
    from html import unescape  # with a table of 2,000 names

    name = match["number"] or match["name"] or match["open"] or match["bare"]
    entity = f"&{name};"
    plain = unescape(entity)
    return "" if plain in (entity, "\ufffd", "\x00") or plain == match[0] else plain


def styles(text: str) -> Iterator[Proposal]:
    """Rules of a style sheet that lost its element are taken out: .TRS P{margin-top:0;}同志们 → 同志们."""
    if "{" not in text:
        return
    position = 0
    for match in compiled(_STYLE_RULE).finditer(text):
        before = text[max(position, match.start() - _LONGEST_SELECTOR) : match.start()]
        selector = compiled(_SELECTORS).search(before)
        if selector:
            position = match.end()
            yield match.start() - len(selector[0]), position, "", SURE


def scripts(text: str) -> Iterator[Proposal]:
    """Statements of a script that lost its element are taken out: (ads = window.ads || []).push({});␊ → ␊."""
    if ";" in text or "}" in text:
        for match in compiled(_STATEMENT).finditer(text):
            yield match.start(), match.end(), "", SURE


_STATEMENT = (
    r"(?m)^[ \t]*(?=[!-~][^\n(={]{0,60}[(={])(?:var |let |const |if ?\(|function\b|\(?[A-Za-z_$][\w$]*[.(= ])"
    r"[ -~]{4,400}[;}][ \t]*$"
)
"""A line without a character of Chinese that begins as a statement does, and ends as one."""


def placeholders(text: str) -> Iterator[Proposal]:
    """What a site's template or robot left unfilled goes: [标签:标题]在… → 在…."""
    if any(sign in text for sign in _UNFILLED_SIGNS):
        for match in compiled(_UNFILLED).finditer(text):
            yield match.start(), match.end(), "", SURE


_UNFILLED_SIGNS = ("[标签", "[標籤", "{dede:", "[!--", "{$", "{{")
_UNFILLED = (
    r"(?i:\[(?:标签|標籤)[:：][^\[\]\n]{1,10}\]|\{/?dede:[ -z|~]{1,80}\}|"
    r"\[!--[\w.]{1,30}--\]|\{\$[\w.\[\]']{1,40}\}|"
    r"\{\{ ?[a-z_][\w.]{1,40} ?\}\})"
)


def cues(text: str) -> Iterator[Proposal]:
    """The times that a transcript sets before its paragraphs go: [00:52] 有几句话 → 有几句话."""
    if ":" not in text and "：" not in text:
        return
    found = list(compiled(_CUE).finditer(text))
    if len(found) >= _LEAST_CUES:
        for cue in found:
            yield cue.start(), cue.end(), "", SURE


_CUE = r"(?m)^[ \t\u3000]*[\[【]\d{1,2}(?:[:：]\d{2}){1,2}(?:[.,]\d{1,3})?[\]】][ \t\u3000]*"
_LEAST_CUES = 3
_STYLE_RULE = r"\{(?:\s*+[a-z-]{2,40}+\s*+:[^{}:;\n，。]{1,200}+;?)++\s*+\}"
_ELEMENT = rf"\b(?:{_BLOCK}|{_INLINE})(?!\w)|\*"
_SELECTORS = rf"(?ai:(?:(?:@[a-z-]++|{_ELEMENT}|[.#:][\w.#:-]*+)[\s,>+~]*+)+\Z)"
_LONGEST_SELECTOR = 160


def markdown(text: str) -> Iterator[Proposal]:
    """Marks of Markdown go where they are certain: ## **一、总体要求** → 一、总体要求."""
    if not any(sign in text for sign in "#>*]"):
        return
    if not compiled(r"(?m)^ {0,3}(?:#{1,6} |> |#{2,6}[^#\s])|\*\*|\]\(").search(text):
        return
    for row in lines(text):
        mark = compiled(r"(?:> ?)*+(?:#{1,6} +|#{2,6}(?=[^#\s\x00-\x7f]))|(?:> +)+(?![\d ])").match(row.text)
        start = mark.end() if mark else 0
        position = 0
        for begin, end in sorted(((0, start), *_bold(row.text, start), *_linked(row.text, start))):
            if begin >= position and begin < end:
                yield row.first + begin, row.first + end, "", SURE
                position = end


def cells(text: str) -> Iterator[Proposal]:
    """The bars of a table's row that has only one cell filled go: | 县长的讲话 | | → 县长的讲话."""
    for row in lines(text) if "|" in text else ():
        cell = row.text.strip("| \t\u3000")
        if cell and row.text[-1] == "|" and "|" not in cell and row.text.count("|") > 1:
            start = row.first + row.text.index(cell)
            yield row.first, start, "", SURE
            yield start + len(cell), row.last, "", SURE


def _bold(row: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the marks of bold stand in a line; ** that may hide a name is none."""
    marks = [match.start() for match in compiled(r"(?<!\*)\*\*(?!\*)").finditer(row)]
    if len(marks) == 2 and (marks[0], marks[1]) == (start, len(row) - 2) and _is_whole(row[start + 2 : -2]):
        yield from ((at, at + 2) for at in marks)
        return
    opened = -1
    for at, closing in pairwise(marks):
        if at != opened and _opens_bold(row[at + 2 : closing]):
            yield at, at + 2
            yield closing, closing + 2
            opened = closing


def _is_whole(inner: str) -> bool:
    """Whether no name is hidden at the end of a line."""
    return inner[-1:] in tuple("。！？；：!?;:”》）") or shapes.is_title(inner) or shapes.is_heading(inner)


def _opens_bold(inner: str) -> bool:
    """Whether a number stands behind **, which no hidden name does; 一是 only before a whole sentence."""
    found = shapes.numbering(inner)
    return found is not None and (found.style != "point" or inner[-1] in shapes.ENDS)


def _linked(row: str, start: int) -> Iterator[tuple[int, int]]:
    """What of a link is no text; all of a picture."""
    address = r"(?:https?://|www\.|mailto:|[/#])[^()\s]{0,500}"
    for match in compiled(rf"(!?)\[([^\[\]]{{0,120}})\]\({address}\)").finditer(row):
        if match.start() < start:
            continue
        if match[1]:
            yield match.span()
        else:
            yield match.start(), match.start(2)
            yield match.end(2), match.end()
