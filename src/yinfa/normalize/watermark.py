"""Watermarks: a string that a site dropped into the text several times, in mid-word or between sentences.

Found by its repetition out of context, not by its wording: of the strings that
stand in a text more than once, one is a watermark where words of the text reach
over it, or where it speaks of a site's rights and joins on to nothing. What the
speaker says again stands between marks or hangs together with the words about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from yinfa.lexicon import WORD_CUT, bits, bond
from yinfa.normalize import growing, placing
from yinfa.normalize import site_words as words
from yinfa.normalize.likeness import LIKELY, likeness
from yinfa.normalize.lines import Proposal, lines
from yinfa.normalize.recurring import SHORTEST, SIGNED, recurring
from yinfa.normalize.script import as_simplified, holds_traditional, shadow
from yinfa.normalize.wrapping import is_wrapped
from yinfa.patterns import compiled
from yinfa.shapes import CHINESE_DIGITS, is_chinese, is_salutation, is_signature, is_title

_BLANK = "[^\\S\\n]"
_FEW = 4
"""Places from which on what is alike at either end of a string belongs to it."""
_LONGEST_SHARED = 4
"""Characters of the text's that may be alike before a string by chance."""
_OUTER = "，。、；：！？”’》…—,;:!? "
"""Marks that stand about a string, not in it."""

# The scores below are natural logarithms of how much likelier a fact is with a watermark than with
# words of the speaker's that recur; measured on real speeches, and with strings dropped into them.
_PRIOR = -5.0
_UNRELATED, _UNRELATED_TWICE = 2.5, 1.8
_LONG, _SHORT = 1.0, -2.0
_THRICE, _TWICE = 1.1, -0.94
_WORDS = {"own": 1.95, "mixed": -0.27, "shared": -3.0}


def dropped(text: str) -> Iterator[Proposal]:
    """A string dropped into the text again and again is taken out: 照猫某某文库版权所有画虎 → 照猫画虎.

    Words that a program has cut say nothing, and a line without its watermark tells no longer how wide
    the page was: there the lines are made whole first.
    """
    if not is_wrapped(lines(text)):
        yield from _found(text)


def credited(text: str) -> Iterator[Proposal]:
    """A site that names itself once in a paragraph goes: 好！该文章由（某某网）整理。最后， → 好！最后，."""
    signed_once = any(sign in text for sign in ("文由", "章由", "网http", "未加载", "行情", "股吧"))
    for match in compiled(words.CREDITED).finditer(text) if signed_once else ():
        yield match.start(), match.end(), "", 0.9


@lru_cache(maxsize=1)
def waits(text: str) -> bool:
    """Whether a text has watermarks that stay until its lines are whole: until then its lines tell little."""
    return is_wrapped(lines(text)) and next(_found(text), None) is not None


def _found(text: str) -> Iterator[Proposal]:
    """The watermarks of a text, whether its lines are whole or not."""
    bare, offsets = _without_blanks(text)
    taken: list[tuple[int, int]] = []
    # A site may write its own script in a text of the other, and keep it when the text is converted.
    seen = shadow(bare) if holds_traditional(bare) else bare
    found = list(recurring(bare))
    often = _places(bare, found)
    for starts, size in found:
        if _holds_oftener(starts, size, often):
            continue
        string = seen[starts[0] : starts[0] + size].lower()
        said = words.of_wording(string)
        if placing.is_part(bare, starts, size) or _is_title(bare[starts[0] : starts[0] + size], starts[0]):
            continue
        if placing.is_item(bare, starts, string):
            continue
        if (
            said <= 0
            and not _is_short(string)
            and (
                _is_said_on(bare, starts, string)
                or not placing.may_cut(bare, starts, size)
                or _names_people(string)
            )
        ):
            continue
        parted = list(_wrapped(bare, [(starts[0], starts[0] + size)])) if said > 0 else []
        own = [(start, start + size) for start in starts]
        span = growing.ends_of(bare, [*own, *parted], taken) if said > 0 else []
        confidence = 0.9
        if not span:
            confidence, span = _judge(bare, starts, string, parted)
            span = growing.grown(bare, span, seen)
            span = [*_wrapped(bare, span), *_converted(bare, span, seen), *span] if span else []
        for first, end in span:
            beside = all(end <= left or right <= first for left, right in taken)
            if beside and not placing.is_in_address(bare, first):
                taken.append((first, end))
                start, stop = offsets[first - growing.numbered(bare, first)], offsets[end - 1] + 1
                yield start, stop, "\n" if "\n" in text[start:stop] else "", confidence


def _without_blanks(text: str) -> tuple[str, Sequence[int]]:
    """A text without the blanks within its lines, and the offset of each character left in the text."""
    if not compiled(_BLANK).search(text):
        return text, range(len(text))
    offsets: list[int] = []
    pieces: list[str] = []
    for match in compiled(r"[\S\n]+").finditer(text):
        offsets += range(*match.span())
        pieces.append(match[0])
    return "".join(pieces), offsets


def _wrapped(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places at which a line's end parts the string that stands in the spans."""
    string = text[slice(*spans[0])]
    if text.count("\n") > len(spans):
        pattern = r"\s*+".join(re.escape(character) for character in string if not character.isspace())
        yield from (match.span() for match in compiled(pattern).finditer(text) if "\n" in match[0])


def _converted(text: str, spans: Sequence[tuple[int, int]], seen: str) -> Iterator[tuple[int, int]]:
    """The places of a traditional string that a converter reached, which spared the others."""
    string = text[slice(*spans[0])]
    if string != seen[slice(*spans[0])] and (other := as_simplified(string)) != string:
        yield from (match.span() for match in compiled(re.escape(other)).finditer(text))


def _places(text: str, found: Iterable[tuple[Sequence[int], int]]) -> dict[tuple[int, int], int]:
    """In how many places the string of each span stands, without those that a line's end may have cut."""
    places: dict[tuple[int, int], int] = {}
    for starts, size in found:
        whole = [at for at in starts if text[at - 1 : at] != "\n" and text[at + size : at + size + 1] != "\n"]
        places |= {(start, start + size): len(whole) for start in starts}
    return places


def _holds_oftener(starts: Sequence[int], size: int, often: Mapping[tuple[int, int], int]) -> bool:
    """Whether a string is one that stands in more places, with a few characters that are alike by chance.

    Where its places share more, the page names the site once more besides, as in its foot.
    """
    first, end = starts[0], starts[0] + size
    return any(
        often.get((first + left, end - right), 0) > len(starts)
        and all(often.get((start + left, start + size - right), 0) > len(starts) for start in starts)
        for left, right in _SHARED[len(starts) >= placing.MANY]
    )


def _ends_shared(most: int) -> list[tuple[int, int]]:
    ends = range(_LONGEST_SHARED + 1)
    return [(left, right) for left in ends for right in ends if 0 < left + right <= most]


_SHARED = (_ends_shared(5), _ends_shared(3))
"""Characters before and behind a string that its places may share by chance: two of them, and more."""


def _is_title(string: str, start: int) -> bool:
    """Whether a text begins with a string that is a title in brackets: what stands behind names it again."""
    return start == 0 and string[0] in "【[" and is_title(string.strip("【】[]"))


def _judge(
    text: str, starts: Sequence[int], seen: str, parted: Sequence[tuple[int, int]]
) -> tuple[float, list[tuple[int, int]]]:
    """How certain it is that a string is a watermark, and the spans to take out.

    `seen` is the string as its wording is looked at, `parted` are the spans in which a line's end parts it.
    """
    size = len(seen)
    string = text[starts[0] : starts[0] + size]
    said, itself = words.of_wording(seen), words.names_itself(seen)
    if said >= _TWO_SIGNS and (itself or len(starts) >= placing.MANY) and _are_lines(text, starts, size):
        return 0.85, [(start, start + size) for start in starts]
    if _is_short(string):
        places = [(start, start + size) for start in starts]
        if _is_name(text, places, seen, said):
            return 0.9, places
        return (0.72, places) if said >= _TWO_SIGNS and _is_foreign(text, places) else (0, [])
    score, spans = 0.0, list[tuple[int, int]]()
    for left, right in _trims(text, starts, size, said):
        places = [(start + left, start + size - right) for start in starts]
        told = [placing.of_place(text, *place) for place in (*places, *parted)]
        if said <= 0 and told.count(placing.CUT) < _fewest(seen, told):
            continue  # one word may reach over what a speaker says by chance
        if _is_label(string) and max(told) < placing.CUT and not _is_strewn(text, string, places):
            continue
        found = _PRIOR + placing.of_places(told)
        # What speakers say of sites as well is told by the words that reach over it alone.
        found += said if itself or max(told) == placing.CUT else min(said, 0.0)
        thrice = len(told) > 2
        found += _THRICE if thrice else _TWICE
        if itself and _joins_on_to_nothing(text, [*places, *parted], seen):
            found += _UNRELATED if thrice else _UNRELATED_TWICE
        found += _LONG if size - left - right > SHORTEST or said >= 3 else _SHORT
        if found > -_WORDS["own"]:
            found += _WORDS[placing.sharing(text, string[left : size - right], len(places))]
        if found > score + (4.0 if spans else 0.0):
            score, spans = found, places
    return (0.97 if score > 5 else 0.9 if score > 2 else 0.72) if spans else 0, spans


_ODD = "[A-Za-z@/：:©]|有限公司$"
"""What hardly a speaker says again and again within his sentences."""


def _fewest(string: str, places: Sequence[float]) -> int:
    """At how many places words must reach over a string that nothing else tells."""
    return 1 if len(places) > 2 and compiled(_ODD).search(string) else _FEWEST_CUT


def _joins_on_to_nothing(text: str, places: Sequence[tuple[int, int]], seen: str) -> bool:
    """Whether what a site says is unrelated to the words about it; of an address, that none leads to it."""
    named = compiled(words.ADDRESS).search(seen) is not None
    return placing.is_unrelated(text, places) or (named and placing.leading(text, places) * 2 <= len(places))


def _is_said_on(text: str, starts: Sequence[int], string: str) -> bool:
    """Whether a string recurs within one sentence, and hardly any words reach over it."""
    size = len(string)
    if len(starts) < placing.MANY:
        return placing.is_parallel(text, starts, size)
    cuts = sum(placing.of_place(text, start, start + size) == placing.CUT for start in starts)
    return cuts < _fewest(string, starts) and placing.is_parallel(text, starts, size)


def _are_lines(text: str, starts: Sequence[int], size: int) -> bool:
    """Whether a string is a line of its own each time."""
    beside = (text[start - 1 : start] + text[start + size : start + size + 1] for start in starts if start)
    return all(not signs.strip("\n") for signs in beside)


def _names_people(string: str) -> bool:
    """Whether a string is a post, with a name or before one, or whom a speaker addresses."""
    return is_signature(string) or is_salutation(f"{string}：")


def _is_short(string: str) -> bool:
    """Whether a string is shorter than those that are told by more than what their removal restores."""
    return len(string) < SHORTEST and is_chinese(string[0])


def _is_name(text: str, places: Sequence[tuple[int, int]], seen: str, said: float) -> bool:
    """Whether words of the text reach over a short string at its places, and it is no word of the text's."""
    cut = sum(placing.of_place(text, *place) == placing.CUT for place in places)
    if not placing.is_between(text, places) or placing.leading(text, places) >= len(places) - cut:
        return said > 0 and cut >= _FEWEST_CUT
    if said > 0 or cut == 0:
        return cut > 0
    told = cut >= _FEWEST_CUT or likeness(seen) >= LIKELY
    return told and bits(seen) is None and placing.sharing(text, seen, len(places)) == "own"


def _is_foreign(text: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a site's name joins on to nothing about it, though no word reaches over it."""
    if (
        not placing.is_between(text, places)
        or placing.sharing(text, text[slice(*places[0])], len(places)) != "own"
    ):
        return False
    return all(
        text[start - 1] not in _LEADS_TO_NAME and text[end] not in _GOES_ON_FROM_NAME for start, end in places
    )


_LEADS_TO_NAME = placing.LEADS_TO_ADDRESS + "的和与跟由从向让请给被对用上入把了"
_GOES_ON_FROM_NAME = "的是里上和与也都在有就为将把被给这了会"
"""What a speaker says before, or behind, the name of a site that a sentence is about."""
_TWO_SIGNS = 5.0
"""What the wording of a name says that holds two words of sites: 某某文秘网."""
_FEWEST_CUT = 2
"""Places at which words reach over a string that nothing else tells."""


def _is_label(string: str) -> bool:
    """Whether a string in brackets is short and of no site: a speaker may name things so, 【表一】."""
    return (
        len(string) < SHORTEST
        and words.is_enclosed(string)
        and not compiled(words.OF_SITES).search(string.lower())
    )


def _is_strewn(text: str, string: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a label counts nothing, is said nowhere else and stands within sentences each time."""
    counts = compiled(f"[{CHINESE_DIGITS}甲乙丙丁]").search(string) is not None
    if counts or len(places) < _LEAST_STREWN or placing.sharing(text, string, len(places)) != "own":
        return False
    return placing.is_unrelated(text, places)


_LEAST_STREWN = 3


def _trims(text: str, starts: Sequence[int], size: int, said: float) -> list[tuple[int, int]]:
    """How many characters at either end may belong to the text: its marks, or what is alike by chance."""
    count, string = len(starts), text[starts[0] : starts[0] + size]
    core = string if words.is_framed(string) else string.strip(_OUTER)
    if not core:
        return []
    left = string.find(core)
    core += "”" * (core.count("“") - core.count("”") == 1 and string.startswith("”", left + len(core)))
    right = len(string) - left - len(core)
    whole = any(placing.of_place(text, start + left, start + size - right) == placing.CUT for start in starts)
    if count < _FEW and not whole:
        more = _alike_behind(text, [(start + left, start + size - right) for start in starts])
        right, core = right + more, core[: len(core) - more]
    if count < _FEW and not words.is_framed(core) and not compiled(words.OPENS).match(core):
        own = next((at for at in range(1, _LONGEST_SHARED + 1) if compiled(words.OPENS).match(core[at:])), 0)
        by_chance = own == 1 and count < placing.MANY
        if by_chance or (
            own > 1
            and not whole
            and bits(core[:own]) is not None
            and not compiled(f"{words.OF_SITES}|{words.OF_TEXTS}").search(core[:own])
        ):
            # Dropped behind the same word of the text each time, it seems to begin with that word.
            left, core = left + own, core[own:]
    found = [(left, right)]
    if count < _FEW and said < 3:
        more = is_chinese(core[0]) and bond(core[:1], core[1:]) < 1
        again = is_chinese(core[-1]) and bond(core[:-1], core[-1:]) < 1
        found += [
            (left + one, right + two) for one in range(more + 1) for two in range(again + 1) if one or two
        ]
    if string[:1] in placing.SENTENCE_ENDS and string[len(string) - right :][:1] == "。":
        # A sentence of its own takes its full stop with it: the one of the text stands before it.
        found.insert(0, (left, right - 1))
    return [
        (one, two)
        for one, two in found
        if (len(string) - one - two >= SHORTEST or compiled(SIGNED).fullmatch(string))
        and _is_whole(string[one : len(string) - two])
    ]


def _alike_behind(text: str, places: Sequence[tuple[int, int]]) -> int:
    """How many characters at the end of a site's words are the text's, alike by chance: …版权所有|一样.

    They stand behind what closes such words; and a word of the text goes on with them, or they are particles.
    """
    string = text[slice(*places[0])]
    if compiled(f"(?:{words.CLOSES})$").search(string):
        return 0
    for more in range(1, _MOST_BY_CHANCE + 1):
        if compiled(f"(?:{words.CLOSES})$").search(string[:-more]):
            spans = [(text[max(start - 4, 0) : start], text[end - more : end + 4]) for start, end in places]
            said = string[-more:] in _PARTICLES or any(bond(*span) >= WORD_CUT / 2 for span in spans)
            return more if said else 0
    return 0


_PARTICLES = tuple("了的着过们一是在要也就都不有和我你他这那上到把被让给会能来去")
_MOST_BY_CHANCE = 2


def _is_whole(string: str) -> bool:
    """Whether a string may stand by itself: no bracket lacks its half, no blanks spread its characters."""
    pairs = (("（", "）"), ("(", ")"), ("【", "】"), ("[", "]"), ("《", "》"), ("〖", "〗"))
    return compiled(r"(?<!\w)\w\s\w\s\w(?!\w)").search(string) is None and all(
        string.count(opening) == string.count(closing) for opening, closing in pairs
    )
