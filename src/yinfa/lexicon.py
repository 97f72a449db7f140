"""Chinese words and how common they are: segmenting, and whether a break cuts a word.

In: simplified text; out: words, or the strength of a bond between two pieces of
text. The table ``lexicon.txt`` holds words with the binary logarithm of their
frequency in a corpus of 60 million words and their part of speech; both come from
the dictionary of the segmenter jieba (MIT licence), whose words of fewer than 20
occurrences (longer than four characters: 50) are left out. A row has the character
that words begin with, then the words, behind the logarithm and part that they share:
``工 16w 工作 15n 工业 14n 工程``. The table is loaded on first use.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path

CORPUS = 25.8
"""The binary logarithm of the number of words in the corpus, 60 million."""

WORD_CUT = 8.0
"""Bits of `bond` from which a border lies inside a word."""

_LONGEST = 7
_NEAR = 6  # characters that show a text's first or last word
_UNREACHED = float("-inf")
_REMEMBERED, _SEGMENTED = 4096, 1024
"""Pairs of pieces of which the bond is kept, and texts of which the words are."""
_NO_WORD = (-4.0, "x")  # a single character that is no word in the table


@cache
def _rows() -> list[bytes]:
    """The rows of the table, in the order of the characters that their words begin with."""
    return Path(__file__).with_name("lexicon.txt").read_bytes().splitlines()


def _row(first: str) -> bytes:
    """The row of the words that begin with a character, without it; b'' where there is none.

    The likeliest words stand first.
    """
    rows, key = _rows(), first.encode(errors="replace") + b" "
    at = bisect_left(rows, key)
    return rows[at][len(key) :] if at < len(rows) and rows[at].startswith(key) else b""


def highest(first: str) -> float:
    """The logarithm of the commonest word that begins with a character; 0 where there is none."""
    return float(_row(first).partition(b" ")[0][:-1] or 0)


@cache
def words(first: str) -> dict[str, tuple[float, str]]:
    """The words that begin with a character, each with the logarithm and the part of speech.

    A row is read when a text has its character: the whole table takes ten times as long.
    """
    entries: dict[str, tuple[float, str]] = {}
    for item in _row(first).decode().split():
        if item < ":":
            entry = _entry(item)
        else:
            entries[item] = entry
    return entries


@cache
def _reaches(first: str) -> dict[str, int]:
    """The length of the longest word that begins with a character and each second one.

    Most characters that meet begin no word: nothing longer is looked up for them.
    """
    reaches: dict[str, int] = {}
    for word in words(first):
        second = word[1:2]
        reaches[second] = max(len(word), reaches.get(second, 0))
    return reaches


@cache
def _entry(item: str) -> tuple[float, str]:
    """What words share: ``15n`` is 15.0 and n."""
    return float(item[:-1]), item[-1]


def part_of_speech(word: str) -> str:
    """The commonest part of speech of a word as one letter, ``x`` where it is not known.

    n noun, w verbal noun, v verb, a adjective, b attribute, d adverb, r pronoun,
    t time, m number, q measure, f place (上, 内), p preposition, c conjunction,
    u particle, y modal, i idiom.
    """
    if word[:1].isdigit():
        return "m"
    entry = words(word[:1]).get(word)
    return entry[1] if entry else "x"


@lru_cache(maxsize=_SEGMENTED)
def segment(text: str) -> tuple[str, ...]:
    """The words of a text by the most probable path (a unigram model).

    Runs of ASCII letters and digits stay whole; every other character that
    belongs to no known word is a word of its own. Joined, the words are the text.
    """
    best = _paths(text, cut=-1)[0]
    found, end = [], len(text)
    while end > 0:
        start = best[end]
        found.append(text[start:end])
        end = start
    return tuple(reversed(found))


def first_word(text: str) -> str:
    """The word that a text begins with, told by its first characters."""
    return segment(text[:_NEAR])[0]


def last_word(text: str) -> str:
    """The word that a text ends with, told by its last characters."""
    return segment(text[-_NEAR:])[-1]


def bond(left: str, right: str) -> float:
    """How strongly the end of `left` and the start of `right` hang together.

    The logarithm (base 2) of how much more probable the two are when words may
    reach over the border; 0 where none does. From `WORD_CUT` on a word was cut.
    """
    return _bond(left[-_LONGEST:], right[:_LONGEST])


@lru_cache(maxsize=_REMEMBERED)
def _bond(left: str, right: str) -> float:
    text, cut = left + right, len(left)
    if not _is_bridged(text, cut):
        return 0.0
    return _paths(text, cut=-1)[1] - _paths(text, cut=cut)[1]


def _is_bridged(text: str, cut: int) -> bool:
    """Whether any word, or a run of letters and digits, reaches over a position of a text."""
    if _is_ascii_word(text[cut - 1 : cut]) and _is_ascii_word(text[cut : cut + 1]):
        return True
    for start in range(cut):
        reach = _reaches(text[start]).get(text[start + 1], 1)
        if start + reach > cut:
            known = words(text[start])
            for end in range(cut + 1, min(start + reach, len(text)) + 1):
                if text[start:end] in known:
                    return True
    return False


def score(text: str) -> float:
    """The logarithm (base 2) of the probability of a text's most probable words."""
    return _paths(text, cut=-1)[1]


def bits(word: str) -> float | None:
    """How many bits of surprise a word is; None for what is no word of the table."""
    entry = words(word[:1]).get(word)
    return CORPUS - entry[0] if entry else None


def _paths(text: str, *, cut: int) -> tuple[list[int], float]:
    """For each position where the best last word begins, and the whole path's score in bits.

    No word may reach over the position `cut`.
    """
    size = len(text)
    score = [0.0] + [_UNREACHED] * size
    begins = [0] * (size + 1)
    for start, first in enumerate(text):
        here = score[start]
        if here == _UNREACHED:
            continue  # inside a run of letters or digits
        if _is_ascii_word(first):
            end = start + 1
            while end < size and end != cut and _is_ascii_word(text[end]):
                end += 1
            if here > score[end]:
                score[end], begins[end] = here, start
            continue
        known = words(first)
        alone = here + known.get(first, _NO_WORD)[0] - CORPUS
        if alone > score[start + 1]:
            score[start + 1], begins[start + 1] = alone, start
        last = start + _reaches(first).get(text[start + 1 : start + 2], 1)
        last = cut if start < cut < last else min(last, size)
        for end in range(start + 2, last + 1):
            if (entry := known.get(text[start:end])) and here + entry[0] - CORPUS > score[end]:
                score[end], begins[end] = here + entry[0] - CORPUS, start
    return begins, score[-1]


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()
