"""Titles that the page's words tell: in its offer above a speech, at its foot, or cut short.

In: the text. Out: proposals that leave the title alone on its line, or set it above the speech.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from yinfa import shapes
from yinfa.normalize.lines import Proposal, drop, lines
from yinfa.normalize.titles import HEAD_SPAN, LEAST_TITLE, LONGEST_LINE, heads, may_be_half
from yinfa.patterns import compiled


def cut(text: str) -> Iterator[Proposal]:
    """A title that a page cut goes above the whole one: 县长在全县… / 县长在全县大会上的讲话."""
    rows = lines(text)
    for index, row in enumerate(rows):
        dotted = row.text[-1] in ".…⋯" and len(row.text) <= LONGEST_LINE
        match = compiled(_CUT).search(row.text) if dotted else None
        begun = row.text[: match.start()] if match else ""
        below = (other.text for other in rows[index + 1 : index + 4])
        if len(begun) >= LEAST_TITLE and any(
            name.startswith(begun) and may_be_half(name) and shapes.is_title(name) for name in below
        ):
            yield drop(text, row, 0.9)


_CUT = r"\s*(?:\.{2,}|…+|⋯+)$"
"""What a page sets where it cuts a title."""


def below(text: str) -> Iterator[Proposal]:
    """A title that only the foot tells goes above: 同志们：…␊本文标题：甲的讲话 → 甲的讲话␊同志们：…."""
    rows = lines(text)
    labelled = (row for row in rows[-HEAD_SPAN:] if row.text[2:4] in ("标题", "题目"))
    named = (compiled(_NAMED_BELOW).fullmatch(row.text) for row in labelled)
    title = next((match[1] for match in named if match and shapes.is_title(match[1])), "")
    above = heads(text)[0] if title else ()
    if title and all(shapes.is_date(row.text) or shapes.is_signature(row.text) for row in above):
        yield rows[0].first, rows[0].first, f"{title}\n", 0.72


_NAMED_BELOW = r"(?:本文|文章|原文)(?:标题|题目)\s*[:：]\s*([^，。：:]{5,60}?)(?:范文)?(?:\d{2,5}字)?"
"""What a page says of the text above: 本文标题：…."""


def offered(text: str) -> Iterator[Proposal]:
    """The one title of a page stands alone that its words offer: 下面是小编整理的…讲话，供参考。 → …讲话.

    Or that they ask about: …讲话如何写？ → …讲话.
    """
    rows = lines(text)[: HEAD_SPAN + 1]
    for row, below in pairwise(rows):
        asks = compiled(_ASKS).search(row.text) if "写" in row.text[-_ASKED:] else None
        if asks and shapes.is_title(row.text[: asks.start()]) and shapes.is_salutation(below.text):
            yield row.first + asks.start(), row.last, "", 0.72
        match = compiled(_OFFERED).match(row.text) if "小编" in row.text[:_OFFER] else None
        alone = match is not None and shapes.is_title(match[1]) and not shapes.is_title(below.text)
        if match and alone and compiled(_OCCASION).search(match[1]):
            yield row.first, row.first + match.start(1), "", 0.85
            yield row.first + match.end(1), row.last, "", 0.85
        bids = compiled(_BIDS).fullmatch(row.text) if not match and "一起" in row.text[-_OFFER:] else None
        if bids and (shapes.is_themed(bids[1]) or shapes.is_title(bids[1])):
            yield row.first + bids.end(1), row.last, "", 0.85
        if match or shapes.is_title(row.text) or shapes.is_salutation(row.text) or shapes.is_prose(row.text):
            return


_ASKS, _ASKED = "(?:该?如何|该?怎么|怎样)写[？?]?$", 2
"""What a page asks behind a title right above the speech, and where: …发言稿如何写？."""
_OFFER = 12
_OFFERED = (
    r"[^，。,]{0,10}小编[^，。,]{0,12}?(?:(?:整理|收集|搜集|带来|准备|分享)[了的]*+)++[是为]?[《“【]?([^，。,《》“”【】]{8,60}?)[》”】]?"
    r"(?:[，,][^，。,]{2,24}){1,2}[。！]$"
)
_BIDS = "([^，。]{8,60})，(?:下面|以下)?(?:就|让我们|和小编)*一起来[^，。！]{1,8}[。！]"
"""A title and how the page bids its reader to look at the text."""
_OCCASION = "[在于].{4,}[上中时]|会"
"""What the title of one speech holds, and the name of a kind of speeches does not."""
