"""The jammer of web forums: random signs that a page hides between the words, and a copy brings to light.

Each is five to fifteen times one of chr(32)–chr(59), a blank and one of
chr(63)–chr(126): ``/ G- k; W% a% |( ^# n``. Pages and programs may have
collapsed its blanks, put backslashes before its signs, or taken its blanks out.
"""

from __future__ import annotations

from collections.abc import Iterator

from yinfa.normalize.lines import Proposal
from yinfa.patterns import compiled

_UNIT = r"(\\?[!-;])? {1,2}(\\?[?-~])"
_RUN = (
    r"(?:(?<=\n)[?-~](?= ?[!-;] )|(?<![!-~])(?: {1,2}[?-~]){1,3})?"
    r" ?\\?[!-;] \\?[?-~](?:(?:\\?[!-;])? {1,2}\\?[?-~]){2,}+ ?"
)
_LEAST = 5  # units
_RUN_WITHOUT_BLANKS = r"[!-;][?-~](?:[!-;][?-~]){4,}+"
_SIGNS = "\"#$%&'"
"""Signs that stand neither between the members of a list nor in a formula."""
_BLANKS, _BLANKS_AGAIN = 0.4, 0.6  # share of the units whose first sign is a blank
_RANDOM, _RANDOM_AGAIN, _RANDOM_GLUED = 6, 4, 9  # points of signs that no writer puts so


def signs(text: str) -> Iterator[Proposal]:
    """Random signs that a forum hid between words are taken out: 工作/ G- k; W% a% |( ^# n重点 → 工作重点."""
    if not compiled(r"[!-;] \\?[?-~](?:\\?[!-;])? {1,2}\\?[?-~]").search(text):
        return
    runs = [match for match in compiled(_RUN).finditer(text) if not _among_words(text, *match.span())]
    # A forum that hides signs once does so all over its page.
    certain = any(_randomness(run[0], _BLANKS) >= _RANDOM for run in runs)
    least, blanks = (_RANDOM_AGAIN, _BLANKS_AGAIN) if certain else (_RANDOM, _BLANKS)
    for run in runs:
        if _randomness(run[0], blanks) >= least:
            yield *run.span(), "", 0.9


def _randomness(run: str, blanks: float) -> int:
    """How unlike anything written a run is, or 0 where it is too short or more of it than `blanks` is."""
    units = compiled(_UNIT).findall(run)
    missing = sum(not first for first, _ in units)
    return _points(units) if len(units) >= _LEAST and missing <= blanks * len(units) else 0


def glued(text: str) -> Iterator[Proposal]:
    """The same signs without their blanks are taken out of Chinese: 工作/G-k;W%a%|(^#n重点 → 工作重点."""
    for match in compiled(_RUN_WITHOUT_BLANKS).finditer(text):
        units = [(match[0][at], match[0][at + 1]) for at in range(0, len(match[0]), 2)]
        marks = {first for first, _ in units if not first.isdigit()}
        if len(marks) >= 3 and _points(units) >= _RANDOM_GLUED and not _among_words(text, *match.span()):
            yield match.start(), match.end(), "", 0.8


def _points(units: list[tuple[str, str]]) -> int:
    """How unlike anything written pairs of signs are: of many kinds, few letters, both cases."""
    firsts = [first[-1:] for first, _ in units if first]
    seconds = [second[-1] for _, second in units]
    letters = [second for second in seconds if second.isalpha()]
    mixed = any(letter.islower() for letter in letters) and any(letter.isupper() for letter in letters)
    odd = sum(first in _SIGNS for first in firsts) + len(seconds) - len(letters)
    digits = [first.isdigit() for first in firsts]
    return len(set(firsts)) + 2 * odd + mixed + (any(digits) and not all(digits))


def _among_words(text: str, start: int, end: int) -> bool:
    """Whether Latin words stand on both sides, as in code or a formula; a jammer stands in Chinese."""
    around = text[max(start - 2, 0) : start] + text[end : end + 2]
    return bool(around.strip()) and not any(sign > "\u2fff" or sign == "\n" for sign in around)
