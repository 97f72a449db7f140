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
from bisect import bisect_left
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from yinfa.normalize.script import shadow
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
from yinfa.normalize.shifted.language import WIDTHS, Context, Language
from yinfa.normalize.shifted.pairs import before_byte, before_loss, before_pair
from yinfa.normalize.shifted.shelves import IN_STEP, SPREAD, Reading, Shelves, surprise
from yinfa.normalize.shifted.table import GLOSS, OPEN_GLOSS, Table
from yinfa.shapes import is_chinese, is_salutation

_LONGEST_RUN = 80  # damaged characters; an ASCII byte or a mark ends most runs after ten
_BEHIND = 4  # characters read behind a run, so that a word over its end counts
_BEFORE = 8  # characters read before it
_SITE = 10.0  # bits against damage: one site in a thousand characters
_LINE_END = 4.0  # bits against a line end taken along by a lost byte: most pages end theirs with <
_LINE_START = r"[^\d.%~]|\d{1,2}[.、](?!\d)|[12]\d{3}年"  # what a line may begin with
_IN_CENTURY = r"(?:(0)|9)\d\d年"  # a year without its first digit
_TWICE = 6.0  # bits against two losses in one place
_UNPAIRED = 8.0  # bits against a quotation mark without its other half in the line
_UNPARTED = 8.0  # bits against the bytes of a mark in a run, since a blank before them should have ended it
_NEAR = 4.0  # bits behind the best reading up to which dropped pairs are looked for
_ODD = 10.0  # bits of a character from which on it may stand for two, the pair between them dropped
_ODD_TWO = 19.0  # the same for two characters: more than a common word has
_RARE_STOPS = "；：？！"  # such as may as well be two characters
_UNREAD = 20.0  # bits of what makes no character
_LATER = 8.0  # bits by which two characters may be more surprising than one until their words are whole


class Page(NamedTuple):
    """What is learned of the page as a whole, and the offsets at which it may be damaged, in order."""

    table: Table
    language: Language
    sites: Sequence[int]


class Repair(NamedTuple):
    """The text that stood there, the offset behind its damaged form, and the bits by which it leads."""

    text: str
    end: int
    lead: float


def repair(text: str, at: int, page: Page, before: str) -> Repair | None:
    """The most probable text for the damage that may begin at an offset; None where it is no damage.

    At the offset stands a lost byte, or the character whose second byte was put in
    as the first one of a full-width bracket; `before` is what its line reads before it.
    """
    readings = _Search(text, at, page, before).run()
    best = min(readings, key=surprise, default=None)
    if best is None or not best.text:
        return None
    others = [reading.surprise - best.surprise for reading in readings if reading.text != best.text]
    return Repair(best.text, best.end, min([best.rival, *others]))


def closing_mark(page: Page, before: str) -> str:
    """The most probable mark for one that was lost as a whole at the end of a line."""
    if is_salutation(shadow(re.sub(GLOSS, "", before)).translate(WIDTHS) + "："):
        return "："
    context = _context(before, page.language)

    def bits(mark: str) -> float:
        of_mark, behind = page.language.read(context, mark)
        return of_mark + page.language.read(behind, "\n")[0]

    return min("。！？", key=bits)


def _context(before: str, language: Language) -> Context:
    """The context behind a line that reads so far."""
    context = Context()
    for character in re.sub(GLOSS, "", before[-5 * _BEFORE :])[-_BEFORE:]:
        context = language.read(context, character)[1]
    return context


def _opened(text: str) -> int:
    """How many more quotation marks open than close."""
    return text.count("“") - text.count("”")


class _Search:
    """One search, from one offset of the damaged text to where all readings are in step again."""

    def __init__(self, text: str, at: int, page: Page, before: str) -> None:
        self.text = text
        self.start = at
        self.before = before
        self.table, self.language, self.sites = page
        self.shelves = Shelves()
        self.line_start = text.rfind("\n", 0, at) + 1
        line_end = text.find("\n", at)
        self.line_end = line_end if line_end >= 0 else len(text)
        self.limit = min(self.line_end, at + _LONGEST_RUN)
        self.split_by_gloss = text[at] not in LOST or bool(self._gloss(at + 1, OPEN_GLOSS)[0])

    def run(self) -> list[Reading]:
        """The readings that are in step behind the damage, read on until the words over its end count."""
        unread = Reading(0.0, _context(self.before, self.language))
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

    def _put_off_step(self, at: int, reading: Reading) -> None:
        """Lay down a reading whose last character has no gloss, and which waits for a byte."""
        self.shelves.put(at, reading.less(self._unglossed_bits(reading)))

    def _put_in_step(self, at: int, reading: Reading) -> None:
        """Lay down a reading that has come into step, with the bits against unpaired quotation marks."""
        opened = _opened(self.before) + _opened(reading.text)
        wanted = self._open_behind(reading.end)
        paired = opened in (0, 1) if wanted is None else opened == wanted
        self.shelves.put(at, reading if paired else reading.less(_UNPAIRED))

    def _open_behind(self, end: int) -> int | None:
        """How many quotation marks the rest of the line takes to be open; None where damage hides it."""
        following = bisect_left(self.sites, end)
        damaged = self.sites[following] if following < len(self.sites) else self.line_end
        mark = re.compile("[“”]").search(self.text, end, min(damaged, self.line_end))
        if mark:
            return int(mark[0] == "”")
        return 0 if damaged >= self.line_end else None

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
                self._put_off_step(at, reading.grown(self.language, character, 0, pending))
            if character and twice:
                self._end(at, reading.grown(self.language, character, at))

    def _begin_at_gloss(self, reading: Reading, pinyin: str, end: int) -> None:
        before = self._byte_before()
        for bits, lead in self.table.completions(before, pinyin) if before else ():
            self.shelves.put(end, reading.less(bits)._replace(pending=lead))
        line = self.text[self.line_start : self.start]
        if re.search(rf"[{LOST}][{''.join(MARKS)}]", line):
            # A mark that ended a run may have ended it too early. Then the ``?`` of the next
            # gloss was lost to a lead byte in turn, and its character as a whole.
            for bits, character in self.table.characters(pinyin):
                self._put_in_step(end, reading.less(bits + _TWICE).grown(self.language, character, end))

    def _begin_at_bracket(self, reading: Reading) -> None:
        byte, pinyin, end = self._split_bracket(self.start)
        before = self._byte_before()
        if pinyin and before:
            bits = self.table.gloss_bits(decode(before, byte), pinyin)
            self.shelves.put(end, reading.less(bits)._replace(pending=byte))

    def _byte_before(self) -> int:
        """The last byte of the last character before the damage that is no gloss; 0 where it has one byte."""
        before = re.sub(rf"(?:{GLOSS})+$", "", self.before[-20:])[-1:]
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
            self._read_loss(reading, at, near=near)
        byte, pinyin, end = self._split_bracket(at)
        character = decode(reading.pending, byte) if pinyin else ""
        if character:
            bits = self.table.gloss_bits(character, pinyin)
            self._put_in_step(end, reading.less(bits).grown(self.language, character, end))
        if self.text[at] in MARKS:
            reading = reading.less(_UNPARTED)
        for read in encode(self.text[at]):
            after = self._read_pair(reading, read, at)
            most = after.surprise - reading.surprise if after else _UNREAD
            odd = near and self._is_odd(reading, after, at + 1)
            restored = before_byte(reading, read[0], self.table, self.language, most + _LATER, near=odd)
            for before, left in restored:
                self._read_pair(before, read, at, left)

    def _read_pair(self, reading: Reading, read: bytes, at: int, most: float = inf) -> Reading | None:
        """Complete the waiting character; None where there is no such character.

        Nothing is laid down where it is more than `most` bits surprising.
        """
        character = decode(reading.pending, read[0])
        if not character:
            return None
        pending = read[1] if len(read) > 1 else IN_STEP
        after = reading.grown(self.language, character, at + 1 if pending == IN_STEP else 0, pending)
        if after.surprise - reading.surprise > most:
            return after
        if pending in LEADS:
            self._put_off_step(at + 1, after)
        elif pending == IN_STEP:
            self._end(at + 1, after)
        elif pending in TRAILS and pending < LOSABLE[0]:  # an ASCII character, which stands for itself
            self._end(at + 1, after.grown(self.language, chr(pending), at + 1))
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

    # The lost byte that ends a run.

    def _read_loss(self, reading: Reading, at: int, *, near: bool) -> None:
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
        readings = [reading.grown(self.language, character, at + 1) for character in characters]
        best = min(map(surprise, readings), default=reading.surprise + _UNREAD)
        most = best - reading.surprise + _LATER
        readings += before_loss(reading, at + 1, self.table, self.language, most, near=near)
        for after in readings:
            if after.surprise > best + SPREAD:
                continue
            if known:
                self._end(at + 1, after)
            else:
                self._swallow(after, at + 1)

    def _swallow(self, reading: Reading, at: int) -> None:
        """Lay down a reading with each of the ASCII characters that a lost byte may have taken along."""
        if self.text[at : at + 1] == "*":  # a hidden name has two
            self._put_in_step(at, reading.grown(self.language, "*", at))
            return
        if re.compile(_LINE_START).match(self.text, at):
            self._put_in_step(at, reading.less(_LINE_END).grown(self.language, "\n", at))
        # Most likely it was a digit; which one, only years tell.
        century = re.compile(_IN_CENTURY).match(self.text, at)
        digit = reading.grown(self.language, ("2" if century[1] else "1") if century else "0", at)
        self._put_in_step(at, digit if century else digit._replace(text=reading.text + "?"))

    def _read_loss_at_gloss(self, reading: Reading, pinyin: str, end: int) -> None:
        for bits, lost in self.table.completions(reading.pending, pinyin):
            character = decode(reading.pending, lost)
            self._put_in_step(end, reading.less(bits).grown(self.language, character, end))
        befores = list(before_pair(reading, self.table, self.language, _UNREAD, near=True))
        for bits, glossed in self.table.characters(pinyin):
            first, last = encode(glossed)[0]
            self._read_next_run(reading.less(bits + _TWICE), first, last, end)
            for lead, before in befores:
                if first in dropped()[lead]:  # the second byte of a dropped pair
                    self._put_in_step(end, before.less(bits).grown(self.language, glossed, end))

    def _read_next_run(self, reading: Reading, first: int, last: int, end: int) -> None:
        """The reading where the gloss stands in the next run, its ``?`` lost to a lead byte in turn."""
        character = decode(reading.pending, first)
        if character and last in LEADS:
            self.shelves.put(end, reading.grown(self.language, character, 0, last))
