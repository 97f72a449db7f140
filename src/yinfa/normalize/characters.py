"""Characters that are not what they seem: line ends, hidden ones, other forms, widths, spaces."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from yinfa.lexicon import WORD_CUT, bond, segment
from yinfa.normalize.lines import Proposal, lines
from yinfa.normalize.script import leaning
from yinfa.patterns import compiled
from yinfa.shapes import SURNAMES, is_chinese

CERTAIN = 1.0
_NEAR = 4
"""Characters on each side of a place that tell whether a word reaches over it."""


def line_ends(text: str) -> Iterator[Proposal]:
    """Line ends become line feeds: 同志们␍␊ → 同志们␊.

    A control character that is seldom one is none within a word, nor anywhere if it is strewn about. Line
    feeds that a program has written out, as a backslash and n, are some where a text has hardly another.
    """
    if compiled("[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]").search(text):
        found = list(compiled("\r\n?|[\v\f\x1c\x1d\x1e\x85\u2028\u2029]").finditer(text))
        strewn = _strewn(text, [match for match in found if match[0] in _SELDOM])
        for match in found:
            stray = match[0] in strewn or (match[0] in _SELDOM and _is_in_word(text, *match.span()))
            yield *match.span(), "" if stray else "\n", CERTAIN
    written = text.count("\\n")
    if written >= _LEAST_WRITTEN and text.count("\n") * _LEAST_WRITTEN <= written:
        for match in compiled(r"(?:\\r)?\\n").finditer(text):
            yield *match.span(), "\n", 0.95


_LEAST_WRITTEN = 4
"""Line feeds that a program has written out, and how many of them stand for each other one at least."""
_SELDOM = "\v\x1c\x1d\x1e\x85\u2028"
"""Control characters that hardly ever end a line."""
_LEAST_STREWN = 5


def _strewn(text: str, found: Sequence[re.Match[str]]) -> set[str]:
    """The control characters that stand anywhere: often, one in four at most behind the end of a sentence."""
    places = {sign: [match.start() for match in found if match[0] == sign] for sign in _SELDOM}
    return {
        sign
        for sign, starts in places.items()
        if len(starts) >= _LEAST_STREWN
        and sum(text[at - 1 : at] in tuple(_ENDS) for at in starts) * 4 <= len(starts)
        and any(_is_in_word(text, at, at + 1) for at in starts)
    }


_ENDS = "。！？：；…”\n"


def _is_in_word(text: str, start: int, end: int) -> bool:
    """Whether a word, or a forum's noise, reaches over a place, or nothing behind it could stand alone."""
    before = text[max(start - _NEAR, 0) : start]
    behind = text[end : end + _NEAR].partition("\n")[0]
    if behind and (before[-1:] + behind[0]).isascii():
        return True
    if not is_chinese(before[-1:]) or not is_chinese(behind[:1]):
        return False
    return behind[0] in "的了着们" or len(behind) == 1 or bond(before, behind) > 0


def hidden(text: str) -> Iterator[Proposal]:
    """Characters without width, zero-width spaces and controls, are taken out: 同[U+200B]志 → 同志."""
    dashes = (
        [match.start() for match in compiled(_LONE_DASH).finditer(text)]
        if compiled("[\x96\x97]").search(text)
        else []
    )
    if dashes and (compiled(_CONTROL).search(text) or any(_is_within_word(text, at) for at in dashes)):
        yield from ((at, at + 1, "", CERTAIN) for at in dashes)
    for match in compiled(_HIDDEN).finditer(text):
        yield match.start(), match.end(), "", CERTAIN
    if "\ufe0f" in text:
        for match in compiled(f"(?<![{_EMOJI}{_PICTURED}])\ufe0f+(?!\u20e3)|(?<=\ufe0f)\ufe0f+").finditer(
            text
        ):
            yield match.start(), match.end(), "", CERTAIN
    if "\u200d" in text:
        for match in compiled(f"(?<![{_EMOJI}\ufe0f])\u200d+|\u200d+(?![{_EMOJI}])").finditer(text):
            yield match.start(), match.end(), "", CERTAIN


_CONTROL = "[\x01-\x08\x0e-\x1b\x1f\x7f]"
_LONE_DASH = "(?<=[\u4e00-\u9fff，、])[\x96\x97](?=[\u4e00-\u9fff，、。！？])"
"""A dash of Windows' among the controls; where those are strewn, or a word reaches over it, it is none."""
_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_PICTURED = (
    "\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u25ff\u3030\u303d\u3297\u3299"
)
"""Signs that U+FE0F makes an emoji."""
_HIDDEN_SIGN = (
    "[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x90\x95\x98-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffc\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""U+200D, which joins emoji, and U+FE0F, which makes a sign one, are not among them: they stay there."""
# A search runs fast from sign to sign where a pattern begins with one: not with [signs]+.
_HIDDEN = f"{_HIDDEN_SIGN}{_HIDDEN_SIGN}*"


def combining(text: str) -> Iterator[Proposal]:
    """Marks written over Chinese are taken out, letters take theirs: 同[U+0336]志 → 同志.

    What is strewn over Chinese as well is noise over a letter, too; a letter with a tone takes no other mark.
    """
    if not compiled(f"[{_OVER}]").search(text):
        return
    noise = "".join(set(compiled(f"(?<=[^\x00-\u024f])[{_OVER}]").findall(text)))
    for match in compiled(f"([A-Za-z\xc0-\u024f]?)([{_OVER}]+)").finditer(text):
        before = text[max(match.start() - 2, 0) : match.start()].rstrip("\ufe0f")[-1:]
        if compiled(_TONE).search(unicodedata.normalize("NFD", match[1])):
            yield match.start(), match.end(), match[1], CERTAIN
        elif match[1]:
            letter = unicodedata.normalize("NFC", compiled(f"[{_THROUGH}{noise}]").sub("", match[0]))
            yield match.start(), match.end(), letter, CERTAIN
        elif (is_chinese(before) or not before.isalpha()) and not (match[2] == "\u20e3" and before in _KEYS):
            yield match.start(), match.end(), "", CERTAIN


_OVER = "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u20d0-\u20ff\ufe20-\ufe2f"
_THROUGH = "\u0334-\u0338\u0483-\u0489\u20d0-\u20ff"
"""Lines through and rings around a letter, which is one without them, and Cyrillic signs of number."""
_TONE = "[\u0300\u0301\u0304\u030c]"
_KEYS = tuple("0123456789#*")
"""What takes U+20E3 to be an emoji."""


def private(text: str) -> Iterator[Proposal]:
    """Bullets of symbol fonts are taken out, GBK's own characters become Unicode's: [U+F06C]加强 → 加强."""
    if not compiled("[\ue000-\uf8ff]").search(text):
        return
    blanks = "[ \t\xa0\u3000]*+"
    bullets: set[int] = set()
    for match in compiled(f"(?m)^{blanks}[\uf000-\uf0ff]+{blanks}|[\ue5e5\ue7c7\ue7c8]").finditer(text):
        bullets.update(range(*match.span()))
        yield match.start(), match.end(), _meant(text, match), CERTAIN
    matches = compiled("[\ue000-\ue5e4\ue5e6-\ue7c6\ue7c9-\uf0ff\uf8f0-\uf8ff]").finditer(text)
    found = [match.start() for match in matches if match.start() not in bullets]
    strangers = sorted({text[at] for at in found})
    if len(strangers) > _MOST_STRANGERS:
        return
    places = {
        one: [at for at in found if text[at] == one and text[at - 1 : at] not in _BULLETS]
        for one in strangers
    }
    strewn = any(_are_strewn(text, own) for own in places.values())
    for own in places.values():
        yield from _noise(text, own, strewn=strewn)


def _meant(text: str, match: re.Match[str]) -> str:
    """What a character of GBK stands for; a blank only where it parts words of letters, not in an address."""
    if match[0] != "\ue5e5":
        return _PRIVATE.get(match[0], "")
    before, behind = (
        text[max(match.start() - _LONGEST_ADDRESS, 0) : match.start()],
        text[match.end() : match.end() + 1],
    )
    if compiled(r"(?:@|://|www\.)[!-~]*$").search(before):
        return ""
    return " " if compiled("[A-Za-z,;:!?)][A-Za-z(]").fullmatch(before[-1:] + behind) else ""


_LONGEST_ADDRESS = 60
"""Characters of an address that are looked at."""


def _noise(text: str, places: Sequence[int], *, strewn: bool) -> Iterator[Proposal]:
    """The places at which a private character is no part of a word, and not what is left of a rare one."""
    for at in places:
        inside = is_chinese(text[at - 1 : at]) and is_chinese(text[at + 1 : at + 2])
        if strewn or (text[at] not in _RARE and _is_within_word(text, at)):
            yield at, at + 1, "", 0.8
        elif text[at] not in _RARE and (
            not inside or text[at] in _BULLETS or not _may_be_name(segment(text[max(at - _NEAR, 0) : at]))
        ):
            yield at, at + 1, "", 0.6


def _are_strewn(text: str, places: Sequence[int]) -> bool:
    """Whether different characters stand on each side of some places."""
    return all(len({text[at + step : at + step + 1] for at in places}) >= _STREWN for step in (-1, 1))


def _is_within_word(text: str, at: int) -> bool:
    """Whether a word reaches over the character at a place."""
    left, right = text[max(at - _NEAR, 0) : at], text[at + 1 : at + 1 + _NEAR]
    return is_chinese(left[-1:]) and is_chinese(right[:1]) and bond(left, right) >= WORD_CUT


def _may_be_name(words: Sequence[str]) -> bool:
    """Whether the last words before a place may begin a name: names have rare characters, 王[U+E863]同志."""
    single = [word for word in words[-2:] if len(word) == 1 and word not in _PARTICLES]
    return len(words[-1]) == 1 and any(word in SURNAMES for word in single)


_BULLETS = frozenset(map(chr, range(0xF000, 0xF100)))
"""The characters of symbol fonts, which no rare character of a name becomes."""
_RARE = frozenset(map(chr, range(0xE766, 0xE865)))
"""The characters of GBK that Unicode had no place for at first: they are noise only where they are strewn."""
_MOST_STRANGERS = 3
"""A text of more private characters than these is damaged in another way."""
_PARTICLES = "都时和与向从成全"
"""Surnames that are seldom ones."""
_STREWN = 3  # different neighbours on each side from which a character stands anywhere
_PRIVATE = {"\ue7c7": "ḿ", "\ue7c8": "ǹ"}
"""GBK had no other place for two letters of pinyin, and for the blank A3A0, U+E5E5."""


def compatibility(text: str) -> Iterator[Proposal]:
    """Look-alikes become the characters they stand for: ⼀、⻓ → 一、长; ㈠ ⑴ ⒈ → （一） （1） 1."""
    house = {"⼾": "户"} if "⼾" in text and leaning(text) <= 0 else {}
    for match in compiled(_LOOK_ALIKES).finditer(text):
        character = match[0]
        plain = _MEANT.get(character) or house.get(character) or unicodedata.normalize("NFKC", character)
        if plain != character:
            yield match.start(), match.end(), plain.replace("(", "（").replace(")", "）"), CERTAIN
    for match in compiled(_RATIO_LAST).finditer(text) if "∶" in text else ():
        yield match.start(), match.start() + 1, "：", CERTAIN


_LOOK_ALIKES = (
    "[\x91-\x94\x96\x97\u2474-\u249b\u2e80-\u2fdf\u3220-\u3229\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe19"
    "\ufe30-\ufe32\ufe35-\ufe44\ufe47\ufe48\ufe50-\ufe6b\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f]"
)
_MEANT = dict(
    zip(
        "\x91\x92\x93\x94\x96\x97︰⺁⺇⺊⺌⺎⺒⺓⺕⺜⺝⺟⺠⺧⺩⺪⺫⺬⺮⺶⺼⺽⻁⻄⻅⻆⻉⻋"
        "⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "‘’“”–—：厂几卜小兀巳幺彐日月母民牛王疋目示竹羊肉臼虎西见角贝车"
        "長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
"""Windows' marks among the controls, the upright colon, and radicals that Unicode does not decompose."""
_RATIO_LAST = r"∶(?=[^\S\n]*(?:\n|\Z))(?!(?<=\d∶)\s*\d)"
"""The sign of a ratio where no figure follows, be it on the next line: a colon."""


_WIDE = "[\uff05\uff0a\uff10-\uff19\uff20-\uff3a\uff41-\uff5a\uff61-\uff65]"
_WIDTHS = {
    code: chr(code - 0xFEE0)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDTHS |= {
    0xFF05: "%",
    0xFF61: "。",
    0xFF62: "「",
    0xFF63: "」",
    0xFF64: "、",
    0xFF65: "·",
    0xFF20: "@",
    0xFF0A: "*",
}


def widths(text: str) -> Iterator[Proposal]:
    """Digits and Latin letters take half width, Chinese marks full: ２０２２ → 2022, ､ → 、."""
    for match in compiled(f"{_WIDE}{_WIDE}*").finditer(text):
        yield match.start(), match.end(), match[0].translate(_WIDTHS), CERTAIN


_BLANKS = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164"
"""Blanks other than the plain one."""


def spaces(text: str) -> Iterator[Proposal]:
    """Every kind of space becomes the plain one, none stays at a line's end: 王[U+3000]五[U+00A0] → 王 五."""
    for match in compiled(f"[{_BLANKS} ](?:(?<! )[{_BLANKS}]*|(?<!  ) *+(?=\n|\\Z))").finditer(text):
        after = (
            "" if text[match.end() : match.end() + 1] in ("", "\n") else " " * (match.end() - match.start())
        )
        yield match.start(), match.end(), after, CERTAIN


def lost(text: str) -> Iterator[Proposal]:
    """Question marks that stand for the lost blanks of indents go: ??同志们 → 同志们.

    Where no blank is left behind them they must stand so above other lines as well, as many a line.
    """
    if "??" not in text:
        return
    rows = lines(text)
    found = [
        (row, match) for row in rows if (match := compiled(r"\?{2,}(\s*)(?=\w|[“《（【])").match(row.text))
    ]
    counted = Counter(match.end() for _, match in found)
    for row, match in found:
        if match[1] or (counted[match.end()] > 1 and 2 * len(found) >= len(rows)):
            yield row.first, row.first + match.end(), "", 0.85
