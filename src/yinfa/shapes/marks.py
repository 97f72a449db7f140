"""The marks of a line, and what its characters tell of it."""

from __future__ import annotations

from functools import lru_cache

from yinfa.patterns import compiled

ENDS = "。！？!?…"
"""Marks that end a sentence."""
_PAUSES = tuple(ENDS + "：:；;，,")
"""Marks with which a line of prose ends."""
_RULED = ("::", "：：")
"""Marks that part the words of a menu."""
CLOSERS = "”’）》〉」』】〕)\"'"
"""Marks that may stand between a sentence's end and the line's."""

DECORATION = "★☆◆◇●○■□▲△▼▽※◎♦♥♣♠❤❖✦✿❀►▶☀§¤•·|｜─━═=＝~～#*＊"
"""Signs that pages set about the lines they want to be seen."""


def sentences(text: str) -> int:
    """How many sentences a line holds; an unfinished one counts."""
    return len([part for part in compiled(r"[。！？!?]+[”’）」』)\"']*").split(text) if part])


@lru_cache(maxsize=512)
def is_prose(line: str) -> bool:
    """Whether a line holds a whole sentence: Chinese text that ends in a sentence's mark."""
    said = line.rstrip(CLOSERS)
    return len(line) >= 15 and said.endswith(_PAUSES) and said[-2:] not in _RULED and has_chinese(line)


def has_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return compiled(_IDEOGRAPH).search(text) is not None


def all_chinese(text: str) -> bool:
    """Whether a text is nothing but Chinese characters; true of an empty one."""
    return compiled(f"{_IDEOGRAPH}*").fullmatch(text) is not None


def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese character (the unified ideographs and 〇)."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\U00020000" <= character <= "\U0003ffff"
        or character == "〇"
    )


_IDEOGRAPH = "[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff〇]"
"""The characters of `is_chinese`, as a pattern: a text is searched for them faster than asked for each."""
