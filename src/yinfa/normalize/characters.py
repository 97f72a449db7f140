"""Characters that are not what they seem: line ends, hidden ones, other forms, widths, spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from yinfa.normalize.lines import Proposal

CERTAIN = 1.0


def line_ends(text: str) -> Iterator[Proposal]:
    r"""Line ends become line feeds: ``\r\n`` → ``\n``."""
    if re.search("[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]", text):
        for match in re.finditer("\r\n?|[\v\f\x1c\x1d\x1e\x85\u2028\u2029]", text):
            yield match.start(), match.end(), "\n", CERTAIN


def hidden(text: str) -> Iterator[Proposal]:
    """Characters without width are taken out: zero-width spaces, soft hyphens, controls, bidi marks."""
    for match in re.finditer(
        "[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
        "\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]+",
        text,
    ):
        yield match.start(), match.end(), "", CERTAIN


def compatibility(text: str) -> Iterator[Proposal]:
    """Look-alikes become the characters they stand for: ⼀ → 一, ㈠ → （一）, ⑴ → （1）, ⒈ → 1."""
    for match in re.finditer(
        "[\u2e80-\u2fdf\u2474-\u249b\u3220-\u3229\uf900-\ufaff\U0002f800-\U0002fa1f]", text
    ):
        character = match[0]
        plain = unicodedata.normalize("NFKC", character)
        if plain != character:
            yield match.start(), match.end(), plain.replace("(", "（").replace(")", "）"), CERTAIN


_WIDTHS = {
    code: chr(code - 0xFEE0)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDTHS |= {
    0xFF05: "%",
    0xFF61: "。",
    0xFF62: "「",
    0xFF63: "」",
    0xFF64: "、",
    0xFF65: "·",
    0xFF20: "@",
    0xFF0A: "*",
}


def widths(text: str) -> Iterator[Proposal]:
    """Digits and Latin letters take half width, Chinese marks full: ２０２２ → 2022, ､ → 、."""
    for match in re.finditer("[\uff05\uff0a\uff10-\uff19\uff20-\uff3a\uff41-\uff5a\uff61-\uff65]+", text):
        yield match.start(), match.end(), match[0].translate(_WIDTHS), CERTAIN


def spaces(text: str) -> Iterator[Proposal]:
    """Every kind of space becomes the plain one, none stays at a line's end: NBSP, U+3000, tabs."""
    for match in re.finditer("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164]+|(?<! ) ++(?=\n|\\Z)", text):
        after = (
            "" if text[match.end() : match.end() + 1] in ("", "\n") else " " * (match.end() - match.start())
        )
        yield match.start(), match.end(), after, CERTAIN
