"""How a string that recurs stands in its text: what the characters about its places say of it.

In: a text and the places of a string. A site's words are dropped between any two characters; what a
speaker says again hangs together with the words about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yinfa.lexicon import bits, bond, segment
from yinfa.normalize import site_words
from yinfa.normalize.recurring import LONGEST
from yinfa.patterns import compiled
from yinfa.shapes import CHINESE_DIGITS, is_chinese

LEADS_TO_ADDRESS = "录陆问址站是为到览入看索号叫在"
"""What a speaker says before an address or a name that listeners are to look up."""
_LEADS_TO_PHRASE = "的向给把让请由与和同跟对在是为祝讲到了将被以用靠从于及就有看听叫说像至代"
"""What a speaker says before a phrase: with what he says behind it, it may make a word by chance."""
MANY = 3
"""Places before which hardly one character of the text's is alike by chance."""
SENTENCE_ENDS = "。！？…\n"

# The scores are natural logarithms, as those of `watermark`.
CUT, _NO_CUT, _BY_A_MARK, _QUOTED = 5.0, -0.46, -0.25, -2.0
_LEAST = -1.0


def is_part(text: str, starts: Sequence[int], size: int) -> bool:
    """Whether a string is part of a longer one that is spaced in several ways: it has the same neighbours."""
    before = {text[max(start - 4, 0) : start].rstrip()[-1:] for start in starts}
    behind = {text[start + size : start + size + 4].lstrip()[:1] for start in starts}
    return len(before) == len(behind) == 1


def is_in_address(text: str, start: int) -> bool:
    """Whether an address ends with a string, which the end of a mark's address may be as well."""
    return text[start] in "./" and compiled("[A-Za-z0-9]").match(text[start - 1 : start]) is not None


def is_item(text: str, starts: Sequence[int], string: str) -> bool:
    """Whether a string is what the items of a list begin with behind their sign: ●去年，…."""
    at_lines = all(text[start - 1 : start] in ("", "\n") for start in starts)
    return (
        at_lines
        and compiled(site_words.DECORATION).match(string) is not None
        and site_words.of_wording(string[1:]) <= 0
    )


def is_parallel(text: str, starts: Sequence[int], size: int) -> bool:
    """Whether a string recurs within one sentence: 看了不做，等于没看；学了不做，等于没学.

    A line's end between them may be one at which a sentence was cut.
    """
    between = (
        text[one + size : two].replace("\n", "") for one, two in pairwise(starts) if two - one <= LONGEST
    )
    return any(not any(mark in piece for mark in SENTENCE_ENDS) for piece in between)


def may_cut(text: str, starts: Sequence[int], size: int) -> bool:
    """Whether at one of the places a word of two characters may reach over the string."""
    return any(
        bits(text[start - 1 : start] + text[start + size : start + size + 1]) is not None
        for start in starts
        if start
    )


def of_places(found: Sequence[float]) -> float:
    """What the places of a string say; many that say nothing say no more than two."""
    least = _LEAST if max(found) > _QUOTED else -CUT
    return sum(score for score in found if score > 0) + max(sum(score for score in found if score < 0), least)


def of_place(text: str, start: int, end: int) -> float:
    """What one place of a string says: whether a word reaches over it."""
    before, behind = text[max(start - 7, 0) : start], text[end : end + 7]
    if before[-1:] in tuple("《“‘〈") and behind[:1] in tuple("》”’〉"):
        return _QUOTED
    if not before or not behind or not is_chinese(before[-1]) or not is_chinese(behind[0]):
        return _BY_A_MARK
    by_chance = before[-1] in _LEADS_TO_PHRASE or (
        before[-1] in CHINESE_DIGITS and behind[0] in CHINESE_DIGITS
    )
    return CUT if not by_chance and bond(before, behind) >= 4 else _NO_CUT


def is_unrelated(text: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a string stands within sentences each time, and hardly behind words that lead to it."""
    return is_between(text, places) and leading(text, places) * 2 <= len(places)


def is_between(text: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a string stands between other characters each time; of many one may return by chance."""
    before = [text[start - 1 : start] for start, _ in places]
    behind = [text[end : end + 1] for _, end in places]
    least = len(places) - (len(places) > MANY)
    return all(map(str.isalnum, before + behind)) and min(len(set(before)), len(set(behind))) >= least


def leading(text: str, places: Sequence[tuple[int, int]]) -> int:
    """At how many places a string stands behind what leads to an address or a name."""
    return sum(text[start - 1 : start] in tuple(LEADS_TO_ADDRESS) for start, _ in places)


def sharing(text: str, string: str, count: int) -> str:
    """Whether the words of a string stand elsewhere in the text: those of a watermark seldom do."""
    parts = [word for word in segment(string) if len(word) > 1 and is_chinese(word[0])]
    shared = sum(text.count(word) > count * string.count(word) for word in parts)
    return "own" if not shared else "shared" if shared == len(parts) else "mixed"
