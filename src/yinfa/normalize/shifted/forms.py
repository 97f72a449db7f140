"""Characters by their simplified forms, in which words are looked up.

In: characters of either script that may stand at a place; out: the same, by the one
character that texts are compared in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from yinfa.normalize.script import shadow, traditional_forms
from yinfa.normalize.shifted.channel import encode
from yinfa.shapes import is_chinese

FOLDED = str.maketrans("後於著乾徵夥摺藉覆瞭菸祇揹捱", "后于着干征伙折借复了烟只背挨")
"""Characters that simplified texts hold as well and traditional ones for others: read as these everywhere."""

UNFOLDED = {chr(form): chr(code) for code, form in FOLDED.items()}
"""The other way round."""

WIDTHS = str.maketrans(",?;!:()", "，？；！：（）")
"""The marks that the page's last step narrowed."""

Follower = tuple[str, int]
"""A true character, and what waits behind it."""

Words = Mapping[str, tuple[Follower, ...]]
"""Followers by their simplified forms."""

Kinds = tuple[Words, Words]
"""Followers by their simplified forms, characters and signs apart."""


class Unlisted(dict[str, tuple[Follower, ...]]):
    """Characters with one of some first bytes and one of some second ones, too many to be listed.

    Each is made when it is asked for.
    """

    def __init__(self, leads: Collection[int], waiting: Mapping[int, int]) -> None:
        """What waits behind a character is known by its second byte."""
        super().__init__()
        self._leads = leads
        self._waiting = waiting

    def __missing__(self, form: str) -> tuple[Follower, ...]:
        pairs = [(character, pair) for character in written(form) for pair in encode(character)]
        self[form] = tuple(
            (character, self._waiting[last])
            for character, (lead, last) in pairs
            if lead in self._leads and last in self._waiting
        )
        return self[form]


def by_form(followers: Iterable[Follower]) -> Kinds:
    """Followers sorted."""
    words: dict[str, tuple[Follower, ...]] = {}
    signs: dict[str, tuple[Follower, ...]] = {}
    for follower in followers:
        form, is_word = _form(follower[0])
        kind = words if is_word else signs
        kind[form] = (*kind[form], follower) if form in kind else (follower,)
    return words, signs


@cache
def _form(character: str) -> tuple[str, bool]:
    """The simplified form of a character, and whether it is a Chinese one."""
    form = form_of(character)
    return form, is_chinese(form)


def form_of(character: str) -> str:
    """A character as it is looked up: simplified, a mark wide."""
    return _forms().get(character, character)


@cache
def _forms() -> Mapping[str, str]:
    """The characters that are looked up as others."""
    simplified = {form: plain for plain, forms in traditional_forms().items() for form in forms}
    other = "".join({*simplified, *map(chr, WIDTHS), *map(chr, FOLDED)})
    return dict(zip(other, shadow(other).translate(WIDTHS).translate(FOLDED), strict=True))


@cache
def written(form: str) -> tuple[str, ...]:
    """The characters of either script that are read as a simplified one; none for a sign."""
    others = (*traditional_forms().get(form, ()), *UNFOLDED.get(form, ""))
    return (form, *others) if is_chinese(form) else ()
