"""Chinese words and how common they are: segmenting, and whether a break cuts a word.

In: simplified text; out: words, or the strength of a bond between two pieces of
text. The table ``lexicon.txt.gz`` holds words with the binary logarithm of their
frequency in a corpus of 60 million words and their part of speech; both come from
the dictionary of the segmenter jieba (MIT licence), whose words of fewer than 20
occurrences (longer than four characters: 50) are left out. It is read on first use.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from pathlib import Path

CORPUS = 25.8
"""The binary logarithm of the number of words in the corpus, 60 million."""

WORD_CUT = 8.0
"""Bits of `bond` from which a border lies inside a word."""

_LONGEST = 7
_UNKNOWN = -4.0  # a single character that is no word in the table


@cache
def _words() -> dict[str, float]:
    table: dict[str, float] = {}
    for line in _lines():
        bits, _, *words = line.split(" ")
        table |= dict.fromkeys(words, float(bits))
    return table


@cache
def _parts_of_speech() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _lines():
        _, part, *words = line.split(" ")
        table |= dict.fromkeys(words, part)
    return table


def _lines() -> list[str]:
    """The rows of the table: the logarithm, the part of speech, and the words that have both."""
    packed = Path(__file__).with_name("lexicon.txt.gz").read_bytes()
    return gzip.decompress(packed).decode().split("\n")


def part_of_speech(word: str) -> str:
    """The commonest part of speech of a word as one letter, ``x`` where it is not known.

    n noun, w verbal noun, v verb, a adjective, b attribute, d adverb, r pronoun,
    t time, m number, q measure, f place (上, 内), p preposition, c conjunction,
    u particle, y modal, i idiom.
    """
    if word[:1].isdigit():
        return "m"
    return _parts_of_speech().get(word, "x")


def segment(text: str) -> list[str]:
    """The words of a text by the most probable path (a unigram model).

    Runs of ASCII letters and digits stay whole; every other character that
    belongs to no known word is a word of its own. Joined, the words are the text.
    """
    best = _paths(text, cut=-1)[0]
    words, end = [], len(text)
    while end > 0:
        start = best[end]
        words.append(text[start:end])
        end = start
    return words[::-1]


def bond(left: str, right: str) -> float:
    """How strongly the end of `left` and the start of `right` hang together.

    The logarithm (base 2) of how much more probable the two are when words may
    reach over the border; 0 where none does. From `WORD_CUT` on a word was cut.
    """
    left, right = left[-_LONGEST:], right[:_LONGEST]
    whole = _paths(left + right, cut=-1)[1]
    parted = _paths(left + right, cut=len(left))[1]
    return whole - parted


def score(text: str) -> float:
    """The logarithm (base 2) of the probability of a text's most probable words."""
    return _paths(text, cut=-1)[1]


def bits(word: str) -> float | None:
    """How many bits of surprise a word is; None for what is no word of the table."""
    known = _words().get(word)
    return None if known is None else CORPUS - known


def frequencies() -> Mapping[str, float]:
    """The table: for each word the binary logarithm of how often it stands in the corpus."""
    return _words()


def _paths(text: str, *, cut: int) -> tuple[list[int], float]:
    """For each position where the best last word begins, and the whole path's score in bits.

    No word may reach over the position `cut`.
    """
    table = _words()
    score = [0.0] + [float("-inf")] * len(text)
    begins = [0] * (len(text) + 1)
    for start in range(len(text)):
        if score[start] == float("-inf"):
            continue  # inside a run of letters or digits
        if _is_ascii_word(text[start]):
            end = start + 1
            while end < len(text) and end != cut and _is_ascii_word(text[end]):
                end += 1
            steps = [(end, 0.0)]
        else:
            steps = [(start + 1, table.get(text[start], _UNKNOWN) - CORPUS)]
            for end in range(start + 2, min(start + _LONGEST, len(text)) + 1):
                if start < cut < end:
                    break
                bits = table.get(text[start:end])
                if bits is not None:
                    steps.append((end, bits - CORPUS))
        for end, gain in steps:
            if score[start] + gain > score[end]:
                score[end] = score[start] + gain
                begins[end] = start
    return begins, score[-1]


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()
