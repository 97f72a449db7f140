"""How like a line is to those of web pages: a logistic model of its characters and their pairs.

In: a line or a sentence, simplified. Out: the probability that a page says it and no
speaker. The rules of the page know forms and words; the model knows what such words are
made of, and so tells wordings that no rule has seen: 猜你感兴趣, 点击图片查看大图.

``page_weights.txt`` holds the weights, learnt from the lines in ``tests/page_lines`` by
``python tests/page_lines.py``. Its first row names the lines, the second one is the bias;
the others are a weight and the characters and pairs that have it, blanks written ␣.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from math import exp, fsum

from yinfa.normalize.weights import by_sign, rows
from yinfa.patterns import compiled

BEYOND_DOUBT, ALL_BUT_SURE, CERTAIN, LIKELY = 0.995, 0.97, 0.9, 0.8
"""Likeness from which a line is a page's within a speech, as a phrase above it, above it, behind it."""
UNLIKE = 0.5
"""Likeness up to which a whole sentence is taken to be said, though it has the words of a page."""
_ENDS = tuple("。！？!?…")
_LONGEST = 200
"""Characters of the longest line that is looked at; a longer one is no page's."""


@lru_cache(maxsize=512)
def likeness(line: str) -> float:
    """The probability that a line is a page's, 0 for one of more than 200 characters."""
    if len(line) > _LONGEST:
        return 0.0
    bias, weights = _model()
    total = fsum((bias, *(weights.get(gram, 0.0) for gram in grams(line))))  # the same in any order
    return 1 / (1 + exp(-total))


def is_said(sentence: str) -> bool:
    """Whether a whole sentence is unlike those of pages, whatever its words: 点赞容易，动手难。."""
    return sentence.endswith(_ENDS) and likeness(sentence) <= UNLIKE


def grams(line: str) -> set[str]:
    """What the model knows of a line: its characters and pairs, its beginning ^ and its end $.

    Numbers count as 0, blanks as one, and marks as wide beside wide characters: many pages have narrow ones.
    """
    text = compiled(_NARROW).sub(lambda mark: chr(ord(mark[0]) + _WIDE), line.lower())
    text = compiled(r"\s+").sub("␣", compiled(r"\d+").sub("0", f"^{text}$"))
    return {*text, *map("".join, pairwise(text))}


_NARROW = r"(?<=[^\x00-\xff])[,:;!?()]|[,:;!?()](?=[^\x00-\xff])"
_WIDE = 0xFEE0
"""How far a wide mark is from its narrow form."""


@cache
def _model() -> tuple[float, dict[str, float]]:
    """The bias and the weight of each gram."""
    _, bias, *others = rows("page_weights.txt")
    return float(bias), by_sign(others)
