"""The search for what stood where a page was read one byte off.

In: the page, and an offset where the damage may begin; out: the most probable
text, where it comes into step again, and whether anything else is nearly as
probable. The damage is a channel without chance: each true text gives one
damaged text. So the true texts that give the one at hand are followed, from left
to right through the damaged characters, and the language decides among them. One
of them is the text as it stands, a question mark being a question mark.

Bits against a reading other than those of the language are few, and each is
explained where it stands below.
"""

from __future__ import annotations

import re
from functools import cache
from math import inf
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
from yinfa.normalize.shifted.language import Candidates, Context, Language
from yinfa.normalize.shifted.shelves import IN_STEP, SPREAD, Reading, Shelves, surprise
from yinfa.normalize.shifted.table import GLOSS, OPEN_GLOSS, Table
from yinfa.shapes import is_chinese

_LONGEST_RUN = 80  # damaged characters; an ASCII byte or a mark ends most runs after ten
_BEHIND = 4  # characters read behind a run, so that a word over its end counts
_BEFORE = 8  # characters read before it
_SITE = 10.0  # bits against damage: one site in a thousand characters
_LINE_END = 4.0  # bits against a line end taken along by a lost byte: most pages end theirs with <
_TWICE = 6.0  # bits against two losses in one place
_UNPAIRED = 8.0  # bits against a quotation mark without its other half in the line
_DROPPED = 3.0  # bits against a dropped pair, of which nothing is left to be seen
_MOST_DROPPED = 3  # pairs put back in one run
_UNPARTED = 8.0  # bits against the bytes of a mark in a run, since a blank before them should have ended it
_NEAR = 4.0  # bits behind the best reading up to which dropped pairs are looked for
_ODD = 10.0  # bits of a character from which on it may stand for two, the pair between them dropped
_ODD_TWO = 19.0  # the same for two characters: more than a common word has
_RARE_STOPS = "；：？！"  # such as may as well be two characters
_UNREAD = 20.0  # bits of what makes no character
_LATER = 8.0  # bits by which two characters may be more surprising than one until their words are whole
_JOINED = -4.0  # bits that a character can save by making the one before it part of a word


class Page(NamedTuple):
    """What is learned of the page as a whole."""

    table: Table
    language: Language


class Repair(NamedTuple):
    """The text that stood there, the offset behind its damaged form, and the bits by which it leads."""

    text: str
    end: int
    lead: float


def repair(text: str, at: int, page: Page) -> Repair | None:
    """The most probable text for the damage that may begin at an offset; None where it is no damage.

    At the offset stands a lost byte, or the character whose second byte was put in
    as the first one of a full-width bracket.
    """
    readings = _Search(text, at, page).run()
    best = min(readings, key=surprise, default=None)
    if best is None or not best.text:
        return None
    others = [reading.surprise - best.surprise for reading in readings if reading.text != best.text]
    return Repair(best.text, best.end, min([best.rival, *others]))


def closing_mark(text: str, at: int, page: Page) -> str:
    """The most probable mark for one that was lost as a whole at the end of a line."""
    context = _context(text, at, page.language)

    def bits(mark: str) -> float:
        of_mark, behind = page.language.read(context, mark)
        return of_mark + page.language.read(behind, "\n")[0]

    return min("。！？", key=bits)


def _context(text: str, at: int, language: Language) -> Context:
    """The context of the undamaged characters before an offset."""
    line_start = text.rfind("\n", 0, at) + 1
    context = Context()
    for character in re.sub(GLOSS, "", text[max(at - 5 * _BEFORE, line_start) : at])[-_BEFORE:]:
        context = language.read(context, character)[1]
    return context


@cache
def _completed(lead: int, behind: int) -> Candidates:
    """The characters that the second byte of a dropped pair makes with the byte behind it."""
    return Candidates((trail, made) for trail in dropped()[lead] if (made := decode(trail, behind)))


def _unpaired(text: str) -> int:
    """How many more quotation marks open than close."""
    return text.count("“") - text.count("”")


class _Search:
    """One search, from one offset of the damaged text to where all readings are in step again."""

    def __init__(self, text: str, at: int, page: Page) -> None:
        self.text = text
        self.start = at
        self.table, self.language = page
        self.shelves = Shelves()
        self.line_start = text.rfind("\n", 0, at) + 1
        line_end = (text + "\n").find("\n", at)
        self.limit = min(line_end, at + _LONGEST_RUN)
        self.unpaired = _unpaired(text[self.line_start : line_end])
        self.split_by_gloss = text[at] not in LOST or bool(self._gloss(at + 1, OPEN_GLOSS)[0])

    def run(self) -> list[Reading]:
        """The readings that are in step behind the damage, read on until the words over its end count."""
        unread = Reading(0.0, _context(self.text, self.start, self.language))
        self._put_in_step(self.start, unread._replace(end=self.start))
        self._begin(unread.less(_SITE))
        while self.shelves:
            at, best, readings = self.shelves.take()
            ends = [reading.end if reading.pending == IN_STEP else self.limit for reading in readings]
            if at >= self.limit or (not self.shelves and at >= max(ends) + _BEHIND):
                behind = self.text[at : at + 1] or "\n"
                in_step = [reading for reading in readings if reading.pending == IN_STEP]
                return [r.less(self.language.read(r.context, behind)[0]) for r in in_step]
            for reading in readings:
                if reading.pending == IN_STEP:
                    self._read_plainly(reading, at)
                else:
                    self._read_on(reading, at, near=reading.surprise <= best + _NEAR)
        return []

    def _gloss(self, at: int, form: str = GLOSS) -> tuple[str, int]:
        """The reading and the end of a gloss that stands at an offset; '' where there is none."""
        match = re.compile(form).match(self.text, at)
        return (match[1], match.end()) if match else ("", at)

    def _split_bracket(self, at: int) -> tuple[int, str, int]:
        """A gloss whose opening full-width bracket (A3A8) was read one byte off.

        The byte before the bracket, the reading and the end; '' where there is none.
        """
        read = encode(self.text[at])
        letter = bracketed().get(self.text[at + 1 : at + 2], "")
        if not letter or not read or read[-1][1] != WIDE_LEAD:
            return 0, "", at
        rest = re.compile(r"([^\W\d_]{0,5})[)）]").match(self.text, at + 2)
        return (read[-1][0], letter + rest[1], rest.end()) if rest else (0, "", at)

    # Laying readings down.

    def _with(self, reading: Reading, character: str, end: int = 0, pending: int = IN_STEP) -> Reading:
        """A reading with one more character."""
        bits, context = self.language.read(reading.context, character)
        before, _, _, text, _, rival, dropped = reading
        return Reading(before + bits, context, pending, text + character, end, rival, dropped)

    def _put_off_step(self, at: int, reading: Reading) -> None:
        """Lay down a reading whose last character has no gloss, and which waits for a byte."""
        self.shelves.put(at, reading.less(self._unglossed_bits(reading)))

    def _put_in_step(self, at: int, reading: Reading) -> None:
        """Lay down a reading that has come into step, with the bits against unpaired quotation marks."""
        unpaired = self.unpaired + _unpaired(reading.text) - _unpaired(self.text[self.start : reading.end])
        self.shelves.put(at, reading.less(_UNPAIRED * abs(unpaired)))

    def _end(self, at: int, reading: Reading) -> None:
        """Lay down a reading that has come into step, its last character with the gloss that may follow."""
        character = reading.text[-1]
        pinyin, end = self._gloss(at) if is_chinese(character) else ("", at)
        bits = self.table.gloss_bits(character, pinyin) if pinyin else self._unglossed_bits(reading)
        self._put_in_step(end, reading.less(bits))

    def _unglossed_bits(self, reading: Reading) -> float:
        """The bits against a last character without a gloss; a gloss inside a character keeps off its own."""
        split = self.split_by_gloss and len(reading.text) == 1
        return 0.0 if split else self.table.unglossed_bits(reading.text[-1])

    # The first lost byte.

    def _begin(self, reading: Reading) -> None:
        """The readings behind the first lost byte; what stands before it was read in step."""
        if self.text[self.start] not in LOST:
            self._begin_at_bracket(reading)
        elif self.split_by_gloss:
            self._begin_at_gloss(reading, *self._gloss(self.start + 1, OPEN_GLOSS))
        else:
            self._begin_at_mark(reading)

    def _begin_at_mark(self, reading: Reading) -> None:
        at = self.start + 2
        lost, pending = MARKS[self.text[at - 1]]
        # Before 、 (A1A2) there may be the bytes of ！ (A3A1): two blanks, two lost bytes.
        twice = self.text[at - 1] in LOST and self.text[at : at + 1] == "、"
        for lead in LEADS:
            character = decode(lead, lost)
            if character:
                self._put_off_step(at, self._with(reading, character, 0, pending))
            if character and twice:
                self._end(at, self._with(reading, character, at))

    def _begin_at_gloss(self, reading: Reading, pinyin: str, end: int) -> None:
        before = self._byte_before()
        for bits, lead in self.table.completions(before, pinyin) if before else ():
            self.shelves.put(end, reading.less(bits)._replace(pending=lead))
        line = self.text[self.line_start : self.start]
        if re.search(rf"[{LOST}][{''.join(MARKS)}]", line):
            # A mark that ended a run may have ended it too early. Then the ``?`` of the next
            # gloss was lost to a lead byte in turn, and its character as a whole.
            for bits, character in self.table.characters(pinyin):
                self._put_in_step(end, self._with(reading.less(bits + _TWICE), character, end))

    def _begin_at_bracket(self, reading: Reading) -> None:
        byte, pinyin, end = self._split_bracket(self.start)
        before = self._byte_before()
        if pinyin and before:
            bits = self.table.gloss_bits(decode(before, byte), pinyin)
            self.shelves.put(end, reading.less(bits)._replace(pending=byte))

    def _byte_before(self) -> int:
        """The last byte of the last character before the damage that is no gloss; 0 where it has one byte."""
        before = re.sub(rf"(?:{GLOSS})+$", "", self.text[max(self.start - 20, 0) : self.start])[-1:]
        pairs = encode(before) if before else ()
        return pairs[-1][1] if pairs else 0

    # The characters behind it.

    def _read_plainly(self, reading: Reading, at: int) -> None:
        """The reading behind the next character, where the reader is in step."""
        pinyin, end = self._gloss(at) if is_chinese(self.text[at - 1]) else ("", at)
        if pinyin:
            self.shelves.put(end, reading)
        else:
            bits, context = self.language.read(reading.context, self.text[at])
            self.shelves.put(at + 1, reading._replace(surprise=reading.surprise + bits, context=context))

    def _read_on(self, reading: Reading, at: int, *, near: bool) -> None:
        """The readings behind the next damaged character, where the reader is one byte off."""
        _, end = self._gloss(at)
        if end > at:  # put in between two characters of the shifted reading
            self.shelves.put(end, reading)
            return
        if self.text[at] in LOST:
            self._read_loss(reading, at)
        byte, pinyin, end = self._split_bracket(at)
        character = decode(reading.pending, byte) if pinyin else ""
        if character:
            bits = self.table.gloss_bits(character, pinyin)
            self._put_in_step(end, self._with(reading.less(bits), character, end))
        if self.text[at] in MARKS:
            reading = reading.less(_UNPARTED)
        for read in encode(self.text[at]):
            after = self._read_pair(reading, read, at)
            if near and reading.dropped < _MOST_DROPPED and self._is_odd(reading, after, at + 1):
                most = after.surprise - reading.surprise if after else _UNREAD
                self._restore_pair(reading, read, at, most + _LATER)

    def _read_pair(self, reading: Reading, read: bytes, at: int, most: float = inf) -> Reading | None:
        """Complete the waiting character; None where there is no such character.

        Nothing is laid down where it is more than `most` bits surprising.
        """
        character = decode(reading.pending, read[0])
        if not character:
            return None
        pending = read[1] if len(read) > 1 else IN_STEP
        after = self._with(reading, character, at + 1 if pending == IN_STEP else 0, pending)
        if after.surprise - reading.surprise > most:
            return after
        if pending in LEADS:
            self._put_off_step(at + 1, after)
        elif pending == IN_STEP:
            self._end(at + 1, after)
        elif pending in TRAILS and pending < LOSABLE[0]:  # an ASCII character, which stands for itself
            self._end(at + 1, self._with(after, chr(pending), at + 1))
        return after

    def _is_odd(self, before: Reading, after: Reading | None, at: int) -> bool:
        """Whether the character between two readings neither is common nor begins a common word."""
        if after is None:
            return True
        if after.text[-1] in _RARE_STOPS:
            return True
        bits = after.surprise - before.surprise
        if bits <= _ODD or after.pending not in LEADS or at >= self.limit:
            return bits > _ODD
        reads = encode(self.text[at])
        following = decode(after.pending, reads[-1][0]) if reads else ""
        return not following or bits + self.language.read(after.context, following)[0] > _ODD_TWO

    def _restore_pair(self, reading: Reading, read: bytes, at: int, most: float) -> None:
        """The readings with a dropped pair put back before the next damaged character.

        Only such whose two characters are no more than `most` bits surprising.
        """
        for lead in dropped():
            first = decode(reading.pending, lead)
            if not first:
                continue
            before = self._with(reading.less(_DROPPED), first)
            left = most + reading.surprise - before.surprise
            if left < _JOINED:
                continue
            seconds = self.language.seconds(first)
            for trail in sorted(_completed(lead, read[0]).likely(seconds, left)):
                restored = before._replace(pending=trail, dropped=reading.dropped + 1)
                self._read_pair(restored, read, at, left)

    # The lost byte that ends a run.

    def _read_loss(self, reading: Reading, at: int) -> None:
        """The readings behind a lost byte that ends the run.

        Lost together with it was the bracket of a gloss, a blank before a mark, or another
        ASCII character of the page.
        """
        pinyin, end = self._gloss(at + 1, OPEN_GLOSS)
        if pinyin:
            self._read_loss_at_gloss(reading, pinyin, end)
            return
        behind = self.text[at + 1 : at + 2]
        known = behind in MARKS or behind in "\n"  # what the byte took along: a blank, or a line end
        characters = filter(None, (decode(reading.pending, lost) for lost in LOSABLE))
        readings = sorted((self._with(reading, character, at + 1) for character in characters), key=surprise)
        for after in readings:
            if after.surprise > readings[0].surprise + SPREAD:
                break
            if known:
                self._end(at + 1, after)
            else:
                self._swallow(after, at + 1, star=behind == "*")

    def _swallow(self, reading: Reading, at: int, *, star: bool) -> None:
        """Lay down a reading with each of the ASCII characters that a lost byte may have taken along."""
        if star:  # a hidden name has two
            self._put_in_step(at, self._with(reading, "*", at))
            return
        self._put_in_step(at, self._with(reading.less(_LINE_END), "\n", at))
        # Most likely it was a digit; which one nobody knows.
        unknown = self._with(reading, "0", at)
        self._put_in_step(at, unknown._replace(text=reading.text + "?"))

    def _read_loss_at_gloss(self, reading: Reading, pinyin: str, end: int) -> None:
        for bits, lost in self.table.completions(reading.pending, pinyin):
            character = decode(reading.pending, lost)
            self._put_in_step(end, self._with(reading.less(bits), character, end))
        for bits, glossed in self.table.characters(pinyin):
            first, last = encode(glossed)[0]
            self._read_next_run(reading.less(bits + _TWICE), first, last, end)
            self._read_dropped_at_gloss(reading.less(bits + _DROPPED), glossed, end)

    def _read_next_run(self, reading: Reading, first: int, last: int, end: int) -> None:
        """The reading where the gloss stands in the next run, its ``?`` lost to a lead byte in turn."""
        character = decode(reading.pending, first)
        if character and last in LEADS:
            self.shelves.put(end, self._with(reading, character, 0, last))

    def _read_dropped_at_gloss(self, reading: Reading, glossed: str, end: int) -> None:
        """The readings with a dropped pair whose second byte was the first one of the glossed character."""
        for lead, trails in dropped().items():
            character = decode(reading.pending, lead) if encode(glossed)[0][0] in trails else ""
            if character:
                self._put_in_step(end, self._with(self._with(reading, character), glossed, end))
