"""Names and places that the writer has hidden."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from yinfa import shapes
from yinfa.normalize.lines import Line, Proposal, lines
from yinfa.patterns import compiled
from yinfa.shapes import all_chinese, is_chinese

_SIGNS = (
    "[xX*╳✕✖☆○〇ＸХхΧχ□△▲◇_]"
    "(?:(?<=[xX])[xX]*|(?<=[ХхΧχ])[ХхΧχ]*|(?<=[*╳✕✖☆])[*╳✕✖☆]*|(?<=[○〇Ｘ])[○〇Ｘ]+|(?<=[□△▲◇])[□△▲◇]+|(?<=_)_+[xX]?)"
)
_NO_NAME = "光射线轴型形染代层波透"
"""Characters that make a word of the letter X before them: X光, X射线, X轴, X型."""
_OFFICES = "省市县区州盟旗镇乡村社校院局厂队总书主同某"
"""Characters that stand behind a hidden name of one sign at a line's start: △县, ☆书记."""
_DIGITS = "一二三四五六七八九"
_LONGEST_NAME = 4
_MARKS = '、，。：；！？“”‘’（）《》,:;!?"'


def hidden(text: str) -> Iterator[Proposal]:
    """Signs that hide a name become ×, one for one: xx市 → ××市, **县 → ××县, ☆ → ×."""
    # X and Y before the same word are letters: X系列, Y系列.
    beside = {match[0][1] for match in compiled("[yYzZ].").finditer(text)}
    of_site = _about_names(text)
    for match in compiled(rf"\*(?: \*)+|{_SIGNS}").finditer(text):
        if match.start() in of_site:
            continue
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 2]
        after = (after.removeprefix("-") if before.isdigit() else after)[:1]  # 0***-62**18
        if match[0] in "xX" and after in beside:
            continue
        if before == " ":
            before = text[match.start() - 2 : match.start() - 1] or before
        if (
            _hides(match[0], before, after)
            or _hides_elsewhere(text, match)
            or _is_of_year(text, match)
            or _is_of_speaker(text, match)
            or (
                before in ("", "\n")
                and after in ("", "\n")
                and _is_name(lines(text), match.start(), match[0])
            )
        ):
            yield match.start(), match.end(), "×" * len(match[0].replace(" ", "")), 0.95
    if compiled(_DASHED_YEAR).search(text):
        for match in compiled(f"{_DASHED_YEAR}|{_DASHED}").finditer(text):
            yield match.start(), match.end(), "××", 0.95 if match[1] else 0.72


_DASHED_YEAR = "(?<=(20|19))--(?=[年届级])"
"""The last digits of a year that two hyphens hide."""
_DASHED = "--(?=周年|[万亿]|[区县市镇乡](?![城域里民长委政府]))"
"""What such hyphens hide besides, in a text that hides years so: 建校--周年, --区."""


def _hides_elsewhere(text: str, sign: re.Match[str]) -> bool:
    """Whether a sign that opens a line hides a name within another one: ☆老师教数学…今天，☆老师也来了.

    Or right behind: ☆和☆，一个在山里，一个在海边.
    """
    named = text[sign.start() : sign.end() + 2]
    if sign[0][0] not in "☆△▲" or len(named) < len(sign[0]) + 2:
        return False
    if named[-2] in "和与跟同及、":
        return text.startswith(sign[0], sign.end() + 1)
    if not all_chinese(named[-2:]):
        return False
    hidden, signs = _within_lines(text)
    return named in hidden or sign[0] in signs


@lru_cache(maxsize=1)
def _within_lines(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What signs hide within lines, with two characters behind them, and the signs that so hide often.

    Of these none that opens more than one line, as a bullet does.
    """
    beside = [match for match in compiled("([☆△▲]+)[^\\x00-\\xff]{2}").finditer(text) if match.start()]
    hidden = [match for match in beside if _beside(text[match.start() - 1])]
    opening = Counter(match[1] for match in beside if text[match.start() - 1] == "\n")
    often = Counter(match[1] for match in hidden)
    signs = (sign for sign, count in often.items() if count >= _OFTEN and opening[sign] <= 1)
    return frozenset(match[0] for match in hidden), frozenset(signs)


_OFTEN = 2
"""Names that a sign hides within lines where it hides one at a line's start as well."""


def _about_names(text: str) -> set[int]:
    """Where signs stand about the name of a site that is dropped into the text again and again: ＊…＊."""
    about = (match for match in compiled(r"([*＊☆])[^\s*＊☆，。！？,]{3,12}\1").finditer(text))
    return {at for match in about if text.count(match[0]) > 1 for at in (match.start(), match.end() - 1)}


def _is_name(rows: Sequence[Line], at: int, signs: str) -> bool:
    """Whether signs that are a line of their own are the speaker's name: between title and salutation."""
    if not 2 <= len(signs) <= _LONGEST_NAME:
        return False
    index = bisect(rows, at, key=lambda row: row.first) - 1
    above = rows[index - 1].text if index else ""
    below = rows[index + 1].text if index + 1 < len(rows) else ""
    headed = shapes.is_title(above) or shapes.is_subtitle(above) or shapes.is_date(above)
    return headed or shapes.is_salutation(below)


def _is_of_speaker(text: str, sign: re.Match[str]) -> bool:
    """Whether a sign at a line's end stands for the name of one whose post is told before it: 村支书☆."""
    if sign[0][0] not in "☆△▲◇□" or text[sign.end() : sign.end() + 1] not in ("", "\n"):
        return False
    post = text[text.rfind("\n", 0, sign.start()) + 1 : sign.start()]
    return post[:1] != sign[0][0] and (shapes.is_post(post) or shapes.names_office(post))


def _is_of_year(text: str, sign: re.Match[str]) -> bool:
    """Whether signs hide the last digits of a year: 202x年, 20__—20__学年."""
    before = text[max(sign.start() - 4, 0) : sign.start()]
    if sign[0][0] == "_":
        ranged = compiled(r"[—–~～-]{1,2}(?:19|20)__\w{0,2}[年届级]").match(text, sign.end())
        return ranged is not None and before.endswith(("19", "20"))
    year = compiled(r"\D?(?:19|20)\d").fullmatch(before) is not None
    return sign[0] in "xX" and text.startswith("年", sign.end()) and year


def _hides(signs: str, before: str, after: str) -> bool:
    if len(signs) > 2 and before.isdigit() and after.isdigit():
        return True  # the digits of a telephone number that are hidden
    if signs[0] in "xX":
        return _letters_hide(signs, before, after)
    if signs[0] in "○〇":
        return before not in tuple(_DIGITS) and after not in tuple(_DIGITS + "年")
    if signs[0] == "_":
        told = before.isdigit() or (len(signs) > 1 and _beside(before))
        within = bool(after) and (is_chinese(after) or (signs[-1] in "xX" and after in tuple(_MARKS)))
        return len(signs) <= 4 and told and within
    if _decorates(signs, before, after):
        return False
    return not (after == " " and before in ("", "\n")) and (_beside(before) or _beside(after))


def _decorates(signs: str, before: str, after: str) -> bool:
    """Whether a sign opens or ends a line as an ornament, and not as the name of a place or an office."""
    if signs not in ("☆", "□", "△", "▲", "◇"):
        return False
    return after in ("", "\n") or (before in ("", "\n") and after not in tuple(_OFFICES))


def _letters_hide(signs: str, before: str, after: str) -> bool:
    if any(c.isascii() and (c.isalpha() or c in "+=/@_&.<>") for c in before + after):
        return False
    if len(signs) == 1 and (before.isdigit() or after.isdigit() or after in tuple(_NO_NAME)):
        return False
    return _beside(before) or _beside(after)


def _beside(character: str) -> bool:
    """Whether a hidden name may stand beside this character: Chinese text or a Chinese mark."""
    return bool(character) and (is_chinese(character) or character in _MARKS)
