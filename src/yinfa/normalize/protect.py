"""Words that the user wants left in their script: names above all.

In: the edits that convert a script, and a list of words. Out: those edits without
what lies in one of the words; and the words of a file, one a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from yinfa.errors import UsageError
from yinfa.ledger import Edit


def load(path: Path) -> tuple[str, ...]:
    """The words of a file in UTF-8, one a line; what follows a ``#`` is a remark.

    Raises UsageError where it cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UsageError(
            f"The list of words cannot be read: {error.strerror}.",
            place=str(path),
            remedy="Check the name.",
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            "The list of words is not UTF-8.", place=str(path), remedy="Save it as UTF-8."
        ) from error
    words = (line.partition("#")[0].strip() for line in lines)
    return tuple(word for word in words if word)


def spared(edits: Iterable[Edit], text: str, words: Iterable[str]) -> Iterator[Edit]:
    """The edits without what would change a character of one of the words.

    An edit that keeps the number of characters is cut at the words' ends; any
    other that touches a word is left out.
    """
    inside = _inside(text, words)
    for edit in edits:
        if not any(inside[edit.start : edit.end]):
            yield edit
        elif len(edit.before) == len(edit.after):
            yield from _cut(edit, inside)


def _cut(edit: Edit, inside: Sequence[int]) -> Iterator[Edit]:
    for is_inside, places in groupby(range(len(edit.before)), lambda place: inside[edit.start + place]):
        if not is_inside:
            first, *others = places
            part = slice(first, first + len(others) + 1)
            yield edit._replace(
                start=edit.start + part.start,
                end=edit.start + part.stop,
                before=edit.before[part],
                after=edit.after[part],
            )


def _inside(text: str, words: Iterable[str]) -> bytearray:
    """1 for each character of a text that lies in one of the words, else 0."""
    inside = bytearray(len(text))
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(word)
    for start, character in enumerate(text):
        for word in by_first.get(character, ()):
            if text.startswith(word, start):
                inside[start : start + len(word)] = b"\1" * len(word)
    return inside
