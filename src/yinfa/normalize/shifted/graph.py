"""The damage as a graph: places in the damaged text, and what each character of the true one does to them.

In: the damaged text of one line from a little before a site, and the table of the
page; out: from each place the true characters that may come next, with the places
that they lead to. The damage is a channel without chance: each true text gives one
damaged text. So every path through the graph is a text that gives the one at hand.
One of them is the text as it stands, a question mark being a question mark.

Bits against a way other than those of the language are few, and each is explained
where it stands below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from yinfa.normalize.shifted.channel import (
    LEADS,
    LOSABLE,
    LOST,
    MARKS,
    TRAILS,
    WIDE_LEAD,
    bracketed,
    decode,
    dropped,
    encode,
)
from yinfa.normalize.shifted.language import form_of
from yinfa.normalize.shifted.table import GLOSS, OPEN_GLOSS, Table
from yinfa.shapes import is_chinese

IN_STEP = -1
"""What waits at a place where the reader is in step again."""

UNREAD = -2
"""What waits where the text has been read as it stands."""

SWALLOWED = -3
"""What waits where a lost byte has taken an ASCII character along that the page does not show."""

DROPPED = 0x100
"""Added to the lead byte that waits for its second half in a dropped pair."""

_LONGEST_RUN = 80  # damaged characters; an ASCII byte or a mark ends most runs after ten
_SITE = 10.0  # bits against damage: one site in a thousand characters
_LINE_END = 4.0  # bits against a line end taken along by a lost byte: most pages end theirs with <
_LINE_START = r"[^\d.%~]|\d{1,2}[.、](?!\d)|[12]\d{3}年"  # what a line may begin with
_IN_CENTURY = r"(?:(0)|9)\d\d年"  # a year without its first digit
_TWICE = 6.0  # bits against two losses in one place
_REST = r"([^\W\d_]{0,5})[)）]"  # the rest of a gloss whose bracket took its first letter along
_DROP = 2.0  # bits against a dropped pair
_UNPARTED = 8.0  # bits against the bytes of a mark in a run that began at one: a blank should have ended it


class Place(NamedTuple):
    """An offset of the damaged text, and the byte that waits there for its second half, or another state."""

    at: int
    pending: int

    @property
    def in_step(self) -> bool:
        """Whether a reader is in step here, and all is read that is not shown."""
        return self.pending in (IN_STEP, UNREAD)

    @property
    def rank(self) -> tuple[int, int]:
        """The order in which places are gone through: no path leads back."""
        if self.pending >= DROPPED:
            return self.at, self.pending // DROPPED
        return self.at, 0 if self.pending >= 0 else 9 if self.in_step else 8


Follower = tuple[str, int]
"""A true character, and what waits behind it."""


class Fan(NamedTuple):
    """True characters that may come next, by their simplified forms, at the cost of some bits.

    They lead to the offset `at`. Those are `settled` whose gloss is known to be there or not;
    some are completed by one half of a pair that was `dropped`, some by halves of two (2).
    """

    at: int
    bits: float
    words: Mapping[str, tuple[Follower, ...]]
    signs: Mapping[str, tuple[Follower, ...]]
    settled: bool = False
    dropped: int = 0


def _fan(at: int, followers: Iterable[Follower], bits: float = 0.0, *, settled: bool = False) -> Fan:
    words, signs = _sorted(tuple(followers))
    return Fan(at, bits, words, signs, settled)


@cache
def _sorted(
    followers: tuple[Follower, ...],
) -> tuple[dict[str, tuple[Follower, ...]], dict[str, tuple[Follower, ...]]]:
    """Followers by their simplified forms, characters and signs apart."""
    words: dict[str, tuple[Follower, ...]] = {}
    signs: dict[str, tuple[Follower, ...]] = {}
    for follower in followers:
        form = _forms().get(follower[0]) or form_of(follower[0])
        kind = words if is_chinese(form) else signs
        kind[form] = (*kind.get(form, ()), follower)
    return words, signs


@cache
def _forms() -> dict[str, str]:
    """The simplified forms of all characters of two bytes."""
    characters = "".join(decode(lead, trail) for lead in LEADS for trail in TRAILS)
    return dict(zip(characters, form_of(characters), strict=True))


class Graph:
    """The ways to read one line whose damage may begin at the offset `site`.

    It is `marked` if it had a lost byte before a mark earlier on.
    """

    def __init__(self, text: str, site: int, table: Table, *, marked: bool) -> None:
        self.text = text
        self.site = site
        self.table = table
        self._marked = marked
        self._split_by_gloss = text[site] not in LOST or bool(self._gloss(site + 1, OPEN_GLOSS)[0])
        self._fans: dict[Place, list[Fan]] = {}

    def fans(self, place: Place) -> list[Fan]:
        """What may come next at a place."""
        if place not in self._fans:
            fans = list(self._ways(place))
            if place.pending >= DROPPED:
                fans = [fan._replace(dropped=fan.dropped + 1) for fan in fans]
            self._fans[place] = fans
        return self._fans[place]

    def follow(self, fan: Fan, follower: Follower) -> tuple[float, Place]:
        """The bits against a character by its gloss, and the place behind it."""
        character, pending = follower
        if fan.settled:
            return 0.0, Place(fan.at, pending)
        if pending != IN_STEP:
            return self.table.unglossed_bits(character), Place(fan.at, pending)
        pinyin, end = self._gloss(fan.at) if is_chinese(character) else ("", fan.at)
        if pinyin:
            return self.table.gloss_bits(character, pinyin), Place(end, IN_STEP)
        return self.table.unglossed_bits(character), Place(fan.at, IN_STEP)

    def _ways(self, place: Place) -> Iterator[Fan]:
        at, pending = place
        if at >= len(self.text) or at > self.site + _LONGEST_RUN:
            return
        if place.in_step:
            yield self._plain(place)
            if pending == UNREAD and at == self.site:
                yield from self._begin()
        elif pending == SWALLOWED:
            yield from self._swallowed(at)
        elif pending < LOSABLE[0]:  # an ASCII character, which stands for itself
            yield _fan(at, [(chr(pending), IN_STEP)], settled=True)
        elif pending < DROPPED:
            yield from self._read_on(at, pending)
        else:
            yield from self._behind_dropped(at, pending)

    def _gloss(self, at: int, form: str = GLOSS) -> tuple[str, int]:
        """The reading and the end of a gloss that stands at an offset; '' where there is none."""
        if form is GLOSS and self.text[at : at + 1] not in "(（":
            return "", at
        match = re.compile(form).match(self.text, at)
        return (match[1], match.end()) if match else ("", at)

    def _plain(self, place: Place) -> Fan:
        """The next character where the reader is in step; its gloss is passed over."""
        at, pending = place
        character = self.text[at]
        end = self._gloss(at + 1)[1] if is_chinese(character) else at + 1
        return _fan(end, [(character, pending)], settled=True)

    def _split_bracket(self, at: int) -> tuple[int, str, int]:
        """A gloss whose opening full-width bracket (A3A8) was read one byte off.

        The byte before the bracket, the reading and the end; '' where there is none.
        """
        letter = bracketed().get(self.text[at + 1 : at + 2], "")
        read = encode(self.text[at]) if letter else ()
        if not read or read[-1][1] != WIDE_LEAD:
            return 0, "", at
        rest = re.compile(_REST).match(self.text, at + 2)
        return (read[-1][0], letter + rest[1], rest.end()) if rest else (0, "", at)

    # The first lost byte.

    def _begin(self) -> Iterator[Fan]:
        """The ways behind the first lost byte; what stands before it was read in step."""
        if self.text[self.site] not in LOST:
            byte, pinyin, end = self._split_bracket(self.site)
            before = self._byte_before()
            if pinyin and before:
                bits = self.table.gloss_bits(decode(before, byte), pinyin)
                yield from self._off_step(end, byte, _SITE + bits)
                yield from self._begin_in_bracket(byte, end)
            return
        pinyin, end = self._gloss(self.site + 1, OPEN_GLOSS)
        if pinyin:
            yield from self._begin_at_gloss(pinyin, end)
        elif self.text[self.site + 1] in MARKS:
            yield from self._begin_at_mark()

    def _begin_in_bracket(self, byte: int, at: int) -> Iterator[Fan]:
        """The ways behind a gloss put into the opening bracket of another, whose rest stands at an offset."""
        letter = bracketed().get(self.text[at], "") if byte == WIDE_LEAD else ""
        rest = re.compile(_REST).match(self.text, at + 1) if letter else None
        if rest and self.table.has(self.text[self.site - 1 : self.site], letter + rest[1]):
            for fan in self._ways(Place(rest.end(), IN_STEP)):
                yield fan._replace(bits=fan.bits + _SITE)

    def _begin_at_mark(self) -> Iterator[Fan]:
        at = self.site + 2
        lost, pending = MARKS[self.text[at - 1]]
        characters = [character for lead in LEADS if (character := decode(lead, lost))]
        yield _fan(self._past_gloss(at), [(character, pending) for character in characters], _SITE)
        # Before 、 (A1A2) there may be the bytes of ！ (A3A1): two blanks, two lost bytes.
        if self.text[at - 1] in LOST and self.text[at] == "、":
            yield _fan(at, [(character, IN_STEP) for character in characters], _SITE)

    def _begin_at_gloss(self, pinyin: str, end: int) -> Iterator[Fan]:
        before = self._byte_before()
        for bits, lead in self.table.completions(before, pinyin) if before else ():
            yield from self._off_step(end, lead, _SITE + bits)
        if self._marked:
            # A mark that ended a run may have ended it too early. Then the ``?`` of the next
            # gloss was lost to a lead byte in turn, and its character as a whole.
            for bits, character in self.table.characters(pinyin):
                yield _fan(end, [(character, IN_STEP)], _SITE + _TWICE + bits, settled=True)

    def _off_step(self, at: int, pending: int, bits: float) -> Iterator[Fan]:
        """The ways from where a gloss has split a character; it keeps off that character's own gloss."""
        for fan in self._ways(Place(self._past_gloss(at), pending)):
            yield fan._replace(bits=fan.bits + bits)

    def _byte_before(self) -> int:
        """The last byte of the last character before the damage that is no gloss; 0 where it has one byte."""
        before = re.sub(rf"(?:{GLOSS})+$", "", self.text[: self.site])[-1:]
        pairs = encode(before) if before else ()
        return pairs[-1][1] if pairs else 0

    # The characters behind it.

    def _past_gloss(self, at: int) -> int:
        """The offset behind the glosses put in between two characters of the shifted reading."""
        end = self._gloss(at)[1]
        return end if end == at else self._past_gloss(end)

    def _read_on(self, at: int, pending: int) -> Iterator[Fan]:
        """The ways on where the reader is one byte off."""
        if self.text[at] in LOST:
            yield from self._read_loss(at, pending)
        byte, pinyin, end = self._split_bracket(at)
        character = decode(pending, byte) if pinyin else ""
        if character:
            bits = self.table.gloss_bits(character, pinyin)
            yield _fan(end, [(character, IN_STEP)], bits, settled=True)
        letter = bracketed().get(self.text[at], "")
        rest = re.compile(_REST).match(self.text, at + 1) if letter else None
        if rest:  # the bracket's first byte was dropped with the last one of the glossed character
            pinyin = letter + rest[1]
            for lead, trails in dropped().items():
                character = decode(pending, lead) if WIDE_LEAD in trails else ""
                if character:
                    bits = self.table.gloss_bits(character, pinyin)
                    yield _fan(rest.end(), [(character, IN_STEP)], bits, settled=True)
        yield from self._read_pair(at, [pending])
        yield _fan(at, _begun(pending, 1), _DROP)._replace(dropped=1)

    def _read_pair(self, at: int, pendings: Iterable[int]) -> Iterator[Fan]:
        """The ways on with the bytes of the next damaged character, the first of which ends one."""
        if self.text[at] in LOST and self._gloss(at + 1, OPEN_GLOSS)[0] and self.text[at + 1] not in "(（":
            return  # the lost byte took the bracket along
        # A gloss shifts the reader before the blanks are put in: then they stand before whole marks.
        bits = _UNPARTED if self.text[at] in MARKS and not self._split_by_gloss else 0.0
        for read in encode(self.text[at]):
            left = read[1] if len(read) > 1 else IN_STEP
            end = self._past_gloss(at + 1) if left in LEADS else at + 1
            if left in LEADS or left in TRAILS or left == IN_STEP:
                yield _fan(end, _completed(tuple(pendings), read[0], left), bits)

    def _behind_dropped(self, at: int, pending: int) -> Iterator[Fan]:
        """The ways on behind the first byte of a dropped pair."""
        level, lead = divmod(pending, DROPPED)
        trails = dropped()[lead]
        yield from self._read_pair(at, trails)
        if level == 1:
            yield _fan(at, _begun_again(lead), _DROP)._replace(dropped=1)
        byte, pinyin, end = self._split_bracket(at)
        for trail in trails if pinyin else ():
            character = decode(trail, byte)
            if self.table.has(character, pinyin):
                yield _fan(
                    end, [(character, IN_STEP)], self.table.gloss_bits(character, pinyin), settled=True
                )
        if self.text[at] in LOST:
            pinyin, end = self._gloss(at + 1, OPEN_GLOSS)
            if not pinyin:
                yield self._lost(at, trails)
            for bits, glossed in self.table.characters(pinyin):
                if encode(glossed)[0][0] in trails:
                    yield _fan(end, [(glossed, IN_STEP)], bits, settled=True)

    # The lost byte that ends a run.

    def _read_loss(self, at: int, pending: int) -> Iterator[Fan]:
        """The ways on behind a lost byte that ends the run.

        Lost together with it was the bracket of a gloss, a blank before a mark, or another
        ASCII character of the page.
        """
        pinyin, end = self._gloss(at + 1, OPEN_GLOSS)
        if not pinyin:
            yield self._lost(at, (pending,))
            return
        for bits, lost in self.table.completions(pending, pinyin):
            yield _fan(end, [(decode(pending, lost), IN_STEP)], bits, settled=True)
        for bits, glossed in self.table.characters(pinyin):
            # The gloss stands in the next run, its ``?`` lost to a lead byte in turn.
            first, last = encode(glossed)[0]
            character = decode(pending, first)
            if character and last in LEADS:
                yield _fan(self._past_gloss(end), [(character, last)], bits + _TWICE, settled=True)

    def _lost(self, at: int, pendings: tuple[int, ...]) -> Fan:
        """The characters whose second byte was lost, with a blank, a line end or what is unknown."""
        behind = self.text[at + 1]
        known = behind in MARKS or behind == "\n"
        return _fan(at + 1, _ended(pendings, IN_STEP if known else SWALLOWED))

    def _swallowed(self, at: int) -> Iterator[Fan]:
        """The ASCII characters that a lost byte may have taken along."""
        if self.text[at] == "*":  # a hidden name has two
            yield _fan(at, [("*", IN_STEP)], settled=True)
            return
        if re.compile(_LINE_START).match(self.text, at):
            yield _fan(at, [("\n", IN_STEP)], _LINE_END, settled=True)
        # Most likely it was a digit; which one, only years tell.
        century = re.compile(_IN_CENTURY).match(self.text, at)
        digit = ("2" if century[1] else "1") if century else "0"
        yield Fan(at, 0.0, {}, {digit: ((digit if century else "?", IN_STEP),)}, settled=True)


@cache
def _begun(pending: int, level: int) -> tuple[Follower, ...]:
    """The characters that the first bytes of dropped pairs complete, and these bytes as they wait."""
    return tuple(
        (character, level * DROPPED + lead) for lead in dropped() if (character := decode(pending, lead))
    )


@cache
def _begun_again(lead: int) -> tuple[Follower, ...]:
    """The same where a dropped pair's second byte waits."""
    return tuple(follower for trail in dropped()[lead] for follower in _begun(trail, 2))


@cache
def _completed(pendings: tuple[int, ...], byte: int, left: int) -> tuple[Follower, ...]:
    """The characters that a byte completes, and what is left of the damaged character it came from."""
    return tuple((character, left) for pending in pendings if (character := decode(pending, byte)))


@cache
def _ended(pendings: tuple[int, ...], left: int) -> tuple[Follower, ...]:
    """The characters that a lost byte completes."""
    return tuple(
        (character, left) for pending in pendings for lost in LOSABLE if (character := decode(pending, lost))
    )
