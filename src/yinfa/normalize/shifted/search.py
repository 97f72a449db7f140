"""The search for what stood where a page was read one byte off.

In: the page, and an offset where the damage may begin; out: the most probable
text, where it comes into step again, and whether anything else is nearly as
probable. The paths through the `graph` of the damage are followed word by word, from
left to right, and the `language` decides among them. Of two that stand at the same
place and go on alike only the better one is kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import inf
from typing import NamedTuple

from yinfa.normalize.script import shadow
from yinfa.normalize.shifted.channel import LOST, MARKS
from yinfa.normalize.shifted.fans import DROPPED, IN_STEP, SWALLOWED, UNREAD, Fan, Place, Rank
from yinfa.normalize.shifted.forms import WIDTHS, Follower
from yinfa.normalize.shifted.graph import Graph
from yinfa.normalize.shifted.language import (
    UNSTOPPED,
    Before,
    Language,
    behind_sign,
    behind_word,
    customary_mark,
    is_prose,
    most_gains,
)
from yinfa.normalize.shifted.shelves import Path, Shelves, behind, surprise
from yinfa.normalize.shifted.table import GLOSS, OPEN_GLOSS, Table
from yinfa.normalize.shifted.words import Node, tree
from yinfa.patterns import compiled
from yinfa.shapes import is_chinese

_BEHIND = 8  # characters read behind a run, so that a word over its end counts
_BEFORE = 10  # characters read before it
_UNPAIRED = 8.0  # bits against marks of quotations or titles without their other halves in the line
_TOLL = 8.0  # bits that a character is expected to cost: ways that have come further have paid more
_HALF = 4.0  # what of that falls to a byte that waits for its second half
_SPREAD = 13.0  # bits by which a way may be behind another, their tolls taken off
_RARE = 24.0  # bits of a rare word
_ALIKE = 6.0  # bits by which one way to part the same text into words may be behind another
_BEGINNING = 24.0  # bits of the beginning of damage, which its first word pays for
_NOT_CUSTOMARY = 5.0  # bits against another mark at the end of a salutation or a greeting than is the custom
_NEXT = 5.0  # bits of the next word at least
_FITTING = 2.5  # bits by which a word is likelier behind another by its part of speech, hardly ever more
_ENDS = "。！？：；…—）"  # what prose ends with, or with one of these before
_CLOSING = "”’》"
_FIRST_TRAIL = "@"  # the first character that may be half of another one: those before cost none


class Page(NamedTuple):
    """What is learned of the page as a whole, and the offsets at which it may be damaged, in order."""

    table: Table
    language: Language
    sites: Sequence[int]


class Repair(NamedTuple):
    """The text that stood there, and the offset behind its damaged form.

    With the bits by which it leads, and those of one of its characters on the average.
    """

    text: str
    end: int
    lead: float
    strange: float


def repair(text: str, at: int, page: Page, before: str) -> Repair | None:
    """The most probable text for the damage that may begin at an offset; None where it is no damage.

    At the offset stands a lost byte, or the character whose second byte was put in
    as the first one of a full-width bracket; `before` is what its line reads before it.
    """
    search = _Search(text, at, page, before)
    paths = search.run()
    best = min(paths, key=surprise, default=None)
    if best is None or best.place.pending == UNREAD:
        return None
    others = [behind(path, best) for path in paths if path.text != best.text]
    end, length = best.landed
    lead, strange = max(min([best.rival, *others]), 0.0), best.surprise / len(best.text)
    return Repair(best.text[search.site : length], search.offset + end, lead, strange)


_OFF_STEP = (0, 0)

_Step = tuple[float, Place, str, tuple[int, int]]
"""Some characters further: the bits of them, the place, their text, and where they came into step."""

_NO_STEP: _Step = 0.0, Place(0, UNREAD), "", _OFF_STEP


def _tolls(damaged: str) -> Iterator[float]:
    """The bits that each character of a damaged text is expected to cost; glosses are passed over."""
    glosses = compiled(OPEN_GLOSS).finditer(damaged)
    passed = {at for gloss in glosses for at in range(*gloss.span())}
    for at, character in enumerate(damaged):
        yield _TOLL if character >= _FIRST_TRAIL and at not in passed else 0.0


class _Search:
    """One search, from one offset of the damaged text to where all readings are in step again."""

    def __init__(self, text: str, at: int, page: Page, before: str) -> None:
        line_end = text.find("\n", at)
        if line_end < 0:
            line_end = len(text)
        plain = compiled(GLOSS).sub("", before[-5 * _BEFORE :])[-_BEFORE:]
        self.language = page.language
        self.line_read = compiled(GLOSS).sub("", before).translate(WIDTHS)
        self.site = len(plain)
        self.offset = at - self.site
        marked = compiled(rf"[{LOST}][{''.join(MARKS)}]").search(text[text.rfind("\n", 0, at) + 1 : at])
        damaged = plain + text[at:line_end] + "\n"
        self.is_prose = is_prose(self.line_read)
        self.graph = Graph(damaged, self.site, page.table, marked=bool(marked))
        self.line_end = line_end - self.offset
        self.sites = [site - self.offset for site in page.sites]
        self.shelves = Shelves(self.line_end)
        self.bound = inf
        self.toll = [0.0, *accumulate(_tolls(damaged))]

    def run(self) -> list[Path]:
        """The ways that are in step behind the damage, read on until the words over its end count."""
        opening = Before() if len(self.line_read) <= self.site else Before("一一", "", "x", "")
        start = Path(0.0, Place(0, UNREAD), opening, "", _OFF_STEP)
        self.shelves[start.place.rank].put(start)
        while self.shelves:
            if all(self._is_in_step(path) for path in self._paths()):
                return self._read_plainly()
            self._go_on(min(self.shelves))
        return []

    def _paths(self) -> Iterator[Path]:
        for shelf in self.shelves.values():
            yield from shelf

    def _is_in_step(self, path: Path) -> bool:
        return path.place.in_step and path.place.at > self.site

    def _read_plainly(self) -> list[Path]:
        """Read on where all are in step, up to the same place."""
        end = max(path.landed[0] for path in self._paths())
        stop = min(end + _BEHIND, self.line_end + 1)
        while min(self.shelves)[0] < stop:
            self._go_on(min(self.shelves))
            if not self.shelves:
                return []
        return list(self.shelves[min(self.shelves)])

    def _go_on(self, rank: Rank) -> None:
        """Lay down the ways that are longer than those at an offset."""
        places: dict[Place, list[Path]] = {}
        for path in self._take(rank):
            places.setdefault(path.place, []).append(path)
        for place, paths in places.items():
            self._expand(place, paths)

    def _take(self, rank: Rank) -> list[Path]:
        """The best ways at an offset, and the bound that ways from there may not pass."""
        paths = self.shelves.pop(rank).best()
        # What has swallowed a character has not paid for it yet.
        ahead = (path for path in self._paths() if path.place.pending != SWALLOWED)
        best = min((path.surprise - self._expected(path.place) for path in ahead), default=inf)
        start = self._expected(paths[0].place)
        self.bound = min(best, paths[0].surprise - start + _RARE) + _SPREAD
        if rank[0] <= self.site:
            paths = [path for path in paths if path.surprise <= paths[0].surprise + _ALIKE]
            self.bound += _BEGINNING
        return [path for path in paths if path.surprise + _NEXT <= self.bound + start]

    def _expand(self, place: Place, paths: list[Path]) -> None:
        """Lay down the ways that are one word or sign longer.

        What may follow is the same for all that stand at a place; it is looked for once, and as far
        as the best of them goes, which is the first.
        """
        gains = most_gains([path.before for path in paths])
        for fan in self.graph.fans(place):
            for sign in self.language.likely(fan.signs):
                self._lay_sign(paths, fan, sign)
            if fan.dropped < 2:  # a character completed by two halves stands within a word
                self._begin_words(paths, fan, *gains)

    def _begin_words(
        self, paths: list[Path], fan: Fan, most: float, gains: Sequence[Mapping[str, float]]
    ) -> None:
        """Lay down the ways that are longer by a character or by a word that begins with it."""
        language = self.language
        so_far = paths[0].surprise + fan.bits
        for least, form in language.ranked(fan.words):
            rest = self._reach(fan) - so_far - least
            if rest < -most:
                break
            gain = max([table.get(form, 0.0) for table in gains]) if most else 0.0
            if rest < -gain:
                continue
            bits, part = language.alone(form)
            for follower in fan.words[form]:
                step = self._step(fan, follower, _NO_STEP)
                self._lay_word(paths, gain, step, form, bits, part)
                self._continue_word(paths, gain, tree(form), form, step)
                self._words_of_page(paths, gain, form, step)

    def _continue_word(self, paths: list[Path], gain: float, node: Node, form: str, step: _Step) -> None:
        """Lay down the ways that are longer by a word that begins so."""
        bits, place, _, _ = step
        so_far = paths[0].surprise + bits - gain
        further = node.further
        if so_far + further > self._farthest(place) or not self.graph.goes_on(place, node.further_words):
            return
        for fan in self.graph.fans(place):
            rest = self._reach(fan) - so_far - fan.bits
            if rest < further:
                continue
            for next_form, followers, endings in fan.shared(node.further_words):
                if endings[0][1] > rest:
                    continue
                word = form + next_form
                child = node.child(next_form)
                surprise, part = child.whole
                for follower in followers:
                    longer = self._step(fan, follower, step)
                    self._lay_word(paths, gain, longer, word, surprise, part)
                    self._continue_word(paths, gain, child, word, longer)

    def _words_of_page(self, paths: list[Path], gain: float, form: str, step: _Step) -> None:
        """Lay down the ways that are longer by a word of the page's own that begins so."""
        bits, place, _, _ = step
        least, seconds = self.language.page.behind(form)
        so_far = paths[0].surprise + bits - gain
        if so_far + least > self._farthest(place) or not self.graph.goes_on(place, seconds):
            return
        for fan in self.graph.fans(place):
            rest = self._reach(fan) - so_far - fan.bits
            for second, followers, bits in fan.shared(seconds):
                if bits <= rest and (whole := bits + self.language.page.across(form + second)) <= rest:
                    for follower in followers:
                        longer = self._step(fan, follower, step)
                        self._lay_word(paths, gain, longer, form + second, whole, "x")

    def _step(self, fan: Fan, follower: Follower, step: _Step) -> _Step:
        """What is read of a word so far, one character longer."""
        so_far, before, text, landed = step
        bits, place = self.graph.follow(fan, follower)
        text += follower[0]
        if place.pending == IN_STEP and before.pending != IN_STEP:
            landed = place.at, len(text)
        return so_far + fan.bits + bits + self.language.forms[follower[0]][1], place, text, landed

    def _lay_sign(self, paths: list[Path], fan: Fan, sign: str) -> None:
        """Lay down the ways that are longer by a sign."""
        for path in paths:
            bits = self.language.sign_bits(path.before, sign)
            if sign == "\n":
                bits += self._line_end(path)
            if path.surprise + fan.bits + bits <= self._reach(fan):
                before = behind_sign(path.before, sign)
                for follower in fan.signs[sign]:
                    step = self._step(fan, follower, _NO_STEP)
                    self._lay(path, step, path.surprise + step[0] + bits, before, self._bound(step[1]))

    def _line_end(self, path: Path) -> float:
        """The bits against a line's end: at a comma, in prose without a mark, at a mark against custom."""
        above, last = path.before.tail[0], path.before.tail[1]
        if last in "，、" or (self.is_prose and (above if last in _CLOSING else last) not in _ENDS):
            return UNSTOPPED
        if is_chinese(last):
            return 0.0
        line = shadow(self.line_read + path.text[self.site : -1]).translate(WIDTHS)
        if line.count("（") > (line + last).count("）"):
            return _UNPAIRED
        return 0.0 if customary_mark(line) in ("", last) else _NOT_CUSTOMARY

    def _lay_word(
        self, paths: list[Path], gain: float, step: _Step, form: str, bits: float, part: str
    ) -> None:
        """Lay down the ways that are longer by a word."""
        bound = self._bound(step[1])
        least = step[0] + max(bits - gain - _FITTING, 0.0)
        for path in paths:
            if path.surprise + least > bound:
                return
            total = path.surprise + step[0] + self.language.word_bits(path.before, form, bits, part)
            if total <= bound:
                self._lay(path, step, total, behind_word(path.before, form, part), bound)

    def _expected(self, place: Place) -> float:
        """The bits that a way to a place is expected to have for the characters that it has read."""
        return self.toll[place.at] - (_HALF if 0 <= place.pending < DROPPED else 0.0)

    def _reach(self, fan: Fan) -> float:
        """The bits that a way may have that goes on by a character of a fan."""
        return self.bound + self.toll[fan.at]

    def _farthest(self, place: Place) -> float:
        """The bits that a way may have that goes on by one more character."""
        return self.bound + self.toll[place.at] + _TOLL

    def _bound(self, place: Place) -> float:
        """The bits that a way may have that comes to a place."""
        bound = self.bound + self._expected(place) - (_NEXT if place.pending >= DROPPED else 0.0)
        shelf = self.shelves.get(place.rank)
        return min(bound, shelf.limit) if shelf else bound

    def _lay(self, path: Path, step: _Step, total: float, before: Before, bound: float) -> None:
        """Lay down a way that is longer by a step, with the bits against it, if they keep to a bound."""
        _, place, text, landed = step
        if path.landed != _OFF_STEP:
            landed = path.landed
        elif landed != _OFF_STEP:
            landed = landed[0], landed[1] + len(path.text)
            total += self._unpaired(path.text + text, landed[0])
        if total <= bound:
            if UNREAD < place.pending < DROPPED:
                self.bound = min(self.bound, total - self._expected(place) + _SPREAD)
            self.shelves[place.rank].put(Path(total, place, before, path.text + text, landed, path.rival))

    def _unpaired(self, text: str, at: int) -> float:
        """The bits against unpaired marks in a text that has come into step at an offset."""
        read = self.line_read + text[self.site :]
        unpaired = sum(not self._is_paired(read, at, *pair) for pair in ("“”", "‘’", "《》"))
        return _UNPAIRED * (unpaired + (read.count("）") > read.count("（")))

    def _is_paired(self, read: str, at: int, opening: str, closing: str) -> bool:
        """Whether as many marks close in a line as open, unless further damage hides it."""
        opened = read.count(opening) - read.count(closing)
        following = bisect_left(self.sites, at)
        damaged = self.sites[following] if following < len(self.sites) else self.line_end
        mark = compiled(f"[{opening}{closing}]").search(self.graph.text, at, min(damaged, self.line_end))
        if mark:
            return opened == (mark[0] == closing)
        # Each paragraph of a long quotation opens with a mark (GB/T 15834-2011, 4.8.3.5).
        goes_on = damaged < self.line_end or opening == "“" == read[:1]
        return opened == 0 or (opened == 1 and goes_on)
