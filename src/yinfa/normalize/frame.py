"""What a page says of the text it offers, told from what a speaker says by the signs of either.

In: a line and the names of the text. Out: how much of the line, from its start
or to its end, is the page's. Each kind of sign has a weight: a page speaks of
itself, of texts as goods, of its reader as a user; a speaker says I, and what is
to be done. No wording decides alone, and without a word for the text or for the
page nothing is enough.
"""

from __future__ import annotations

from functools import lru_cache

from yinfa import shapes
from yinfa.normalize import text_names
from yinfa.normalize.frame_words import (
    ANCHORS,
    DUTY,
    GENRE,
    GENRE_ALONE,
    KEPT,
    LEAD,
    OFFERS,
    PERSON,
    PUBLIC,
    SAID_TOO,
    SETTING,
    SIGNS,
    SITE,
    THANKS,
    TOPICS,
    USER,
    WISHES,
    WRITING,
    WRITTEN_DOWN,
)
from yinfa.normalize.likeness import ALL_BUT_SURE, BEYOND_DOUBT, is_said, likeness
from yinfa.patterns import compiled

LEAST = 5
"""Weight of a sentence that only a page says."""
_SURE = 12
"""Weight of a sentence that needs no word for the page or its text."""
SPOKEN_OUT = 4
"""The same behind the speaker's thanks."""
SOME = 2
"""Weight of a sentence that a page may say: enough between its own words and the speech."""
_LONGEST = 500
"""Characters of the longest line that is looked at."""
_LONGEST_NEUTRAL = 24
"""Characters of the longest sentence without any sign of a page that may stand behind the page's own."""
_LEAST_LIKE = 8
"""Characters of the shortest sentence that is told by nothing but its characters."""
_LONGEST_OFFER = 60
"""Characters of a sentence; in a longer one the signs weigh less."""
_PERSONAL = -6
"""Weight of a sentence that names the speaker or those who listen, at most."""
_UNLIKE = 0.1
"""Likeness below which a clause without any sign of a page is none of its words: of the said ones a third."""
_LEAST_CLAUSE = 5


def begins(row: str, titles: tuple[str, ...] = (), least: int = LEAST, neutral: int = 1) -> int:
    """How many characters at the start of a line are the page's: whole sentences, to the last such one.

    A sentence of the weight `neutral` may stand above one of the page's, and a wish to the reader behind it.
    """
    spans = _sentences(row)
    weights = [weight(row[start:end], titles) for start, end in spans]
    count = next((index for index, found in enumerate(weights) if found < neutral), len(weights))
    last = max((index for index in range(count) if weights[index] >= least), default=-1)
    if last <= 0 and _is_headed(row) and min(weights) > _PERSONAL:
        return len(row)
    if last < len(spans) - 1:
        last = max(
            (at for at in range(last + 1) if weights[at] >= _SURE or _is_anchored(row[slice(*spans[at])])),
            default=-1,
        )
    while 0 <= last < count - 1 and compiled(WISHES).search(row[slice(*spans[last + 1])]):
        last += 1
    return spans[last][1] if last >= 0 else 0


def before_title(row: str, titles: tuple[str, ...]) -> int:
    """How many characters of a line stand before the title behind a label or a sentence of the page's.

    With the title, where those who are called follow it.
    """
    for title in titles if len(row) > _LONGEST_NEUTRAL else ():
        place = row.find(title, 1, _LONGEST)
        while place > 0 and not _is_before(row[:place], titles):
            place = row.find(title, place + 1, _LONGEST)
        if place > 0:
            behind = row[place + len(title) :].lstrip()
            return len(row) - len(behind) if shapes.salutation_end(behind) else place
    return 0


def _is_before(said: str, titles: tuple[str, ...]) -> bool:
    """Whether words end with a sentence of the page's, or are a label before a title: 资源描述：."""
    label = said.rstrip()
    if label[-1:] in tuple("：:"):
        return _LEAST_LABEL < len(label) <= _LONGEST_LABEL and label[:-1].isalnum()
    spans = _sentences(said) if said[-1] in shapes.ENDS else ()
    return bool(spans) and weight(said[slice(*spans[-1])], titles) >= LEAST


_LEAST_LABEL, _LONGEST_LABEL = 2, 7
"""Characters of such labels, with their colon."""


def leads_in(row: str, titles: tuple[str, ...], least: int = LEAST) -> bool:
    """Whether a paragraph ends with the page's words and has no sentence that only a speaker says.

    Behind them stand no more than wishes to the reader. Of more sentences than a page writes about
    itself some may be the speaker's all the same.
    """
    spans = _sentences(row)
    weights = [weight(row[start:end], titles) for start, end in spans]
    last = max((at for at, found in enumerate(weights) if found >= least), default=-1)
    if last < 0 or min(weights[last:]) < SOME:
        return False
    said = [span for span, found in zip(spans, weights, strict=True) if found <= _PERSONAL]
    if any(not compiled(_DRAFTING).search(row[slice(*span)]) for span in said):
        return False
    return sum(found < SOME for found in weights[:last]) <= _MOST_NEUTRAL and _is_anchored(
        text_names.renamed(row, titles)
    )


_DRAFTING = "(?:准备|撰写|起草|写|拟).{0,4}[一份篇则].{0,8}稿"
"""What even a sentence with I is about where a page leads in: 我想我们需要准备一篇演讲稿了."""
_MOST_NEUTRAL = 2
"""Sentences that may be anyone's in a paragraph of the page's."""


def _is_anchored(sentence: str) -> bool:
    """Whether a sentence names the page or its text, and not a kind of texts alone."""
    return any(points > GENRE_ALONE and compiled(pattern).search(sentence) for points, pattern in ANCHORS)


def stops(row: str, titles: tuple[str, ...] = (), least: int = LEAST) -> int:
    """How many characters at the end of a line are the page's: whole sentences, from the first such one."""
    spans = _sentences(row)
    weights = [weight(row[start:end], titles) for start, end in spans]
    said = [
        found < 0 or (found < 1 and end - start > _LONGEST_NEUTRAL)
        for found, (start, end) in zip(weights, spans, strict=True)
    ]
    spoken = next((index + 1 for index in range(len(said) - 1, -1, -1) if said[index]), 0)
    if not spoken and _is_headed(row) and (compiled(WRITING).search(row) or not compiled(DUTY).search(row)):
        return len(row)
    return next(
        (len(row) - spans[index][0] for index in range(spoken, len(spans)) if weights[index] >= least), 0
    )


@lru_cache(maxsize=512)
def _sentences(row: str) -> tuple[tuple[int, int], ...]:
    if len(row) > _LONGEST and not compiled(SITE).search(row):
        return ()
    return tuple(match.span() for match in compiled("[^。！？!?]+(?:[。！？!?]+[”’）)]*)*+").finditer(row))


def _is_headed(row: str) -> bool:
    """Whether a line stands under a label of the page, and does not go on as one that is said."""
    match = compiled(LEAD).match(row)
    return match is not None and (
        not compiled(SAID_TOO).search(match[0])
        or compiled(WRITING).search(row) is not None
        or not is_said(row)
    )


@lru_cache(maxsize=512)
def weight(sentence: str, titles: tuple[str, ...] = ()) -> int:
    """How much a sentence is the page's; below 0 it is the speaker's.

    Less where its characters are a speaker's, unless it names the text by its title.
    """
    if compiled(WRITTEN_DOWN).fullmatch(sentence):
        return _PERSONAL
    named = text_names.renamed(sentence, titles)
    bare = compiled('“[^”]*”|《[^》]*》|"[^"]*"').sub("", named)
    if ".gov." in bare or ".edu." in bare:
        bare = compiled(PUBLIC).sub("", bare)
    found = _weight(bare, alike=_is_alike(bare) and (bare == named or _is_alike(named)))
    if found < SPOKEN_OUT or named != sentence:
        return found
    return found - SPOKEN_OUT if is_said(sentence) and is_said(bare) else found


def may_end(row: str, *, alone: bool) -> bool:
    """Whether a short sentence behind a speech may be its last, be it with a page's words: 沙发留给你们。.

    Where it is `alone`, with no page about the speech, it may bid those who listen something too.
    """
    return is_said(row) and weight(row) < SPOKEN_OUT and (alone or not compiled(_BIDS).match(row))


_BIDS = "感谢|谢谢|欢迎|敬?请|求"
"""What a page's short sentence begins with that bids its reader something: 请勿转载！."""


def _is_alike(sentence: str) -> bool:
    """Whether a sentence that no speaker must have said is a page's by nothing but its characters."""
    if sentence[-1:] not in tuple(shapes.ENDS) or len(sentence) < _LEAST_LIKE:
        return False
    sized = _LEAST_LIKE <= sum(map(shapes.is_chinese, sentence)) <= _LONGEST_OFFER
    return sized and likeness(sentence) >= ALL_BUT_SURE


def holds_said(sentence: str) -> bool:
    """Whether a clause, or its beginning, shows no sign of a page and is unlike what pages say.

    What shows one in such a sentence was dropped into it.
    """
    clauses = compiled("[，、；：。！？,;:!?…]").split(sentence)
    return any(_is_unlike(compiled(SIGNS).split(clause, maxsplit=1)[0]) for clause in clauses)


def _is_unlike(words: str) -> bool:
    return (
        sum(map(shapes.is_chinese, words)) >= _LEAST_CLAUSE
        and likeness(words) < _UNLIKE
        and not compiled(SETTING).match(words)
    )


def _without_thanks(bare: str) -> str:
    """A sentence that no speaker says without the thanks with which it ends: …转载请注明出处，谢谢合作！."""
    thanks = compiled(THANKS).search(bare) if "谢谢" in bare else None
    return bare[: thanks.start()] if thanks and likeness(bare) >= BEYOND_DOUBT else bare


_OFFERED = "(?:下面|以下)[^，。]{0,4}小编[^，。]{0,8}(?:提供|整理|收集|搜集|带来|分享|准备|推荐)"
"""What only a page says, whatever else stands in its sentence: 下面小编给大家提供了…."""


@lru_cache(maxsize=512)
def _weight(bare: str, *, alike: bool) -> int:
    """The weight of a sentence without what it quotes; `alike` tells that its characters are a page's."""
    anchor = sum(points for points, pattern in ANCHORS if compiled(pattern).search(bare))
    offers = sum(points for points, pattern in OFFERS if compiled(pattern).search(bare))
    topics = sum(points for points, pattern in TOPICS if compiled(pattern).search(bare))
    topics += 2 if len(compiled(GENRE).findall(bare)) > 1 else 0
    used = len(set(compiled(USER).findall(bare)))
    total = anchor + offers + topics + (min(used + 1, 4) if used else 0)
    dutiful = compiled(DUTY).search(bare) is not None
    kept = compiled(KEPT).search(bare) is not None
    personal = compiled(PERSON).search(_without_thanks(bare)) is not None or shapes.salutation_end(bare) > 0
    if not (personal or dutiful or kept) and alike:
        return max(total, LEAST)
    if not personal and "我们" not in bare and compiled(_OFFERED).search(bare):
        return max(total, LEAST)
    if kept or (anchor <= GENRE_ALONE and (not anchor or not offers or dutiful)):
        total = min(total, SPOKEN_OUT - 1)
    if total >= SOME and not compiled(LEAD).match(bare) and holds_said(bare):
        total = min(total, SOME) - SOME
    total -= max(len(bare) - _LONGEST_OFFER, 0) // 20
    if personal:
        return total - (5 if "小编" in bare else -2 * _PERSONAL)
    return total - 2 if dutiful else total
