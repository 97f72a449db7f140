"""Lines in English: sentences that a speaker says, and phrases that a page or a title holds."""

from __future__ import annotations

import re

from yinfa import shapes
from yinfa.normalize import chrome_words as words
from yinfa.patterns import compiled


def is_latin(row: str) -> bool:
    """Whether a line has letters of ASCII, none of which hides a name, and no Chinese."""
    return (
        not shapes.has_chinese(row)
        and compiled("[A-Za-z]{3}").search(row) is not None
        and "xx" not in row.lower()
    )


def is_english(row: str, *, behind: bool) -> bool:
    """Whether a line is a sentence in English: Thank you.

    Unless it stands `behind` the speech it may be an address: Ladies and gentlemen:.
    """
    bare = row.strip(f"{_LATIN_MARKS}:：")
    if bare.lower() in words.LABELS or not is_phrase_in_english(row.rstrip("" if behind else ":：")):
        return False
    ended = row.rstrip(shapes.CLOSERS)[-1:] in tuple(_LATIN_ENDS)
    return ended or (not behind and " " in bare and row[-1] in ":：,，")


def is_phrase_in_english(row: str) -> bool:
    """Whether a line is words of English with the marks of a sentence, and no other sign."""
    return is_latin(row) and compiled(rf"[A-Za-z\d\s{re.escape(_LATIN_MARKS)}]+").fullmatch(row) is not None


_LATIN_ENDS = ".!?~。！？～…"
_LATIN_MARKS = f"-—,;，；‘’“”\"'{_LATIN_ENDS}"
