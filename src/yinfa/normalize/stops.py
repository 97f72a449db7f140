"""Full stops that a program narrowed to points: 工作.同志们 → 工作。同志们.

In: a text in which lines end with points. Out: proposals that put 。 there. Runs before
the page and the lines are looked at, for both ask whether a line ends as a sentence does.
What stands before and behind a point tells most of them; one behind a number or a Western
word is a stop only where it can be no part of them and the text is known to have such points.
"""

from __future__ import annotations

from collections.abc import Iterator

from yinfa.normalize.lines import Proposal
from yinfa.patterns import compiled
from yinfa.shapes import has_chinese, is_chinese

_POINT = r"(?<![.．])[.．](?![.．])"
_CLOSERS = "”’）》】〉」』)\"'"
_BLANKS = (" ", "\u3000", "\n")
_GO_ON = ("", "\n", *_CLOSERS)
_OPENERS = "“‘（《【〈「『(\"'"
_NUMBER = r"(?:^|[\n。；：！？，、.:;!?, ])[\s（(第]*[一二三四五六七八九十]{1,3}[）)]?$"
_UNITS = tuple("%％‰℃°")
_STARTS = r"[A-Z×✕☆*]|[xX]{1,4}[^\x00-\xff]"
"""What a sentence opens with besides: a capital, a hidden name; an address goes on in small letters."""
_VALUE = r"(?:\d[\d.]*(?:[:：]\d+)?[~～—-]+)?\d[\d.]*(?:[:：]\d+)?$|[A-Z]{2,}$|[xX×☆*]{2,}$"
"""A number, a ratio, an hour, a range, initials, a hidden name: small letters go on, a letter may count."""
_LONGEST = 16
"""Characters of a number or a Western word before a point, as far as it is looked at."""
_LEAST_DIGITS = 3
"""Digits of a number that counts no items of a list."""
_LEAST_ENDS = 2
"""Lines that end with a point in a text whose full stops are points."""


def points(text: str) -> Iterator[Proposal]:
    """A point that ends a Chinese sentence is 。: 工作.同志们 → 工作。同志们."""
    if "." not in text and "．" not in text:
        return
    found = [match.start() for match in compiled(_POINT).finditer(text)]
    places = [at for at in found if _is_behind_words(text, at) or _is_behind_unit(text, at)]
    certain = [at for at in places if _ends_line(text, at + 1)]
    yield from ((at, at + 1, "。", 0.9) for at in certain)
    # Points within lines may have been strewn in; those at the ends of lines have not.
    if len(certain) >= _LEAST_ENDS or text.count("。") < len(places):
        ends = set(certain)
        yield from ((at, at + 1, "。", 0.8) for at in found if at not in ends and _is_stop(text, at))


def decimals(text: str) -> Iterator[Proposal]:
    """The points that a program widened in figures are points again: 22。83亿元，增长15。2% → 22.83亿元….

    A full stop may part a figure from the next sentence, but not from a unit, and not again and again.
    """
    found = list(compiled(_WIDENED).finditer(text)) if "。" in text else []
    if len(found) >= _LEAST_ENDS:
        yield from ((match.start(), match.end(), ".", 0.9) for match in found)


_WIDENED = r"(?<=\d)。(?=\d{1,2}(?:[%％‰]|[万亿]))"
"""A full stop within a figure, which its unit ends."""


def _is_behind_unit(text: str, at: int) -> bool:
    """Whether a point stands behind a percentage or a temperature."""
    before = _before(text, at)
    return before.endswith(_UNITS) and before[-2:-1].isdecimal()


def _is_behind_words(text: str, at: int) -> bool:
    """Whether a point stands behind a Chinese character or a closing mark, and not behind a number's."""
    before = _before(text, at)[-1:]
    if not before or not (is_chinese(before) or before in "”’）》」』】〉" or _closes(text, at)):
        return False
    return not _is_number(text, at)


def _before(text: str, at: int) -> str:
    """What stands before a point: past a blank, or a line's end, unless other signs follow the point."""
    before, behind = text[max(at - _LONGEST, 0) : at], text[at + 1 : at + 3].lstrip(" \u3000")[:1]
    parted = before.endswith(_BLANKS) and (behind in _GO_ON or is_chinese(behind))
    return before.rstrip("".join(_BLANKS)) if parted else before


def _closes(text: str, at: int) -> bool:
    """Whether a narrow closing mark stands before a point, behind a Chinese character.

    At the end of a Chinese line any letter or digit will do: 选育的"丰优818".
    """
    inner = text[at - 2 : at - 1] if text[at - 1] in ")\"'" else ""
    if not inner or is_chinese(inner):
        return inner != ""
    start = max(text.rfind("\n", 0, at) + 1, at - _LONGEST)
    return inner.isalnum() and _ends_line(text, at + 1) and has_chinese(text[start:at])


def _is_number(text: str, at: int) -> bool:
    """Whether a point stands behind the number of a heading, at the start of a line or of a clause."""
    return compiled(_NUMBER).search(text[max(at - _LONGEST, 0) : at]) is not None


def _ends_line(text: str, at: int) -> bool:
    """Whether nothing but closing marks and blanks stands behind a position on its line."""
    end = text.find("\n", at)
    rest = text[at : end if end >= 0 else len(text)][:_LONGEST]
    return not rest.strip(_CLOSERS + " \t\u3000\xa0")


def _is_stop(text: str, at: int) -> bool:
    """Whether a point within a text whose full stops are points is one of them."""
    behind = text[at + 1 : at + _LONGEST].lstrip(" \u3000")[:1]
    opens = _ends_line(text, at + 1) or is_chinese(behind or " ") or behind in tuple(_OPENERS + _CLOSERS)
    if _is_behind_words(text, at) or _is_behind_unit(text, at):
        return (
            opens or behind.isdecimal() or compiled(_STARTS).match(text[at + 1 : at + _LONGEST]) is not None
        )
    cut = text[at + 1 : at + 3].lstrip("\n")[:1].isdecimal()
    if _ends_line(text, at + 1) and compiled("[^\x00-\xff][A-Za-z]{2,}$").search(
        text[max(at - _LONGEST, 0) : at]
    ):
        return True  # 不许写成Avenue.
    return opens and not cut and _is_behind_value(text, at)


def _is_behind_value(text: str, at: int) -> bool:
    """Whether a point stands behind a number or a Western word that is complete and counts no items."""
    value = compiled(_VALUE).search(text[max(at - _LONGEST, 0) : at])
    before = text[at - len(value[0]) - 1 : at - len(value[0])] if value and at > len(value[0]) else ""
    if not value or not is_chinese(before or " "):
        return False
    if value[0].isdecimal() and len(value[0]) < _LEAST_DIGITS:
        above = int(value[0]) - 1  # nothing counts from 0
        return above < 0 or (above > 0 and compiled(rf"(?<!\d){above}[.．、]").search(text) is None)
    return True
