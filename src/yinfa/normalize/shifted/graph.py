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

from collections.abc import Iterable, Iterator, Mapping

from yinfa.normalize.shifted.channel import (
    ALONE,
    LEADS,
    LOSABLE,
    LOST,
    MARKS,
    SHOWN_ALONE,
    TRAILS,
    WIDE_LEAD,
    bracketed,
    decode,
    dropped,
    encode,
)
from yinfa.normalize.shifted.fans import (
    DROPPED,
    IN_STEP,
    SWALLOWED,
    UNREAD,
    Fan,
    Place,
    begun,
    begun_again,
    completed,
    ended,
    one,
    opened,
)
from yinfa.normalize.shifted.forms import Follower, Unlisted
from yinfa.normalize.shifted.table import GLOSS, OPEN_GLOSS, Table
from yinfa.patterns import compiled
from yinfa.shapes import is_chinese

_LONGEST_RUN = 80  # damaged characters; an ASCII byte or a mark ends most runs after ten
_SITE = 10.0  # bits against damage: one site in a thousand characters
_LINE_END = 4.0  # bits against a line end taken along by a lost byte: most pages end theirs with <
_TAG = r"/?(?:p|br|div|li|h\d)/?>\n?"  # what is left of such an end whose < was taken along
_COUNTED = r"[\d.%~年月日号個个名位人户戶家次項项件条條元天万萬千百多里米張张岁歲分点點余餘级級期届屆秒]"
_UNCOUNTED = 6.0  # bits against a digit before anything else than these
_LINE_START = r"[^\d.%~]|\d{1,2}[.、](?!\d)|[12]\d{3}年|\d{1,2}月\d"  # what a line may begin with
_IN_CENTURY = r"(?:(0)|9)\d\d[年〕]"  # a year without its first digit
_IN_WINTER = r"()?[012]月\d{1,2}日(?![)）])"  # a day whose month had two digits, unless a bracket went
_TWICE = 6.0  # bits against two losses in one place
_REST = r"([^\W\d_]{0,5})[)）]"  # the rest of a gloss whose bracket took its first letter along
_DROP = 2.0  # bits against a dropped pair


class Graph:
    """The ways to read one line whose damage may begin at the offset `site`.

    It is `marked` if it had a lost byte before a mark earlier on.
    """

    def __init__(self, text: str, site: int, table: Table, *, marked: bool) -> None:
        self.text = text
        self.site = site
        self.table = table
        self._marked = marked
        self._fans: dict[Place, list[Fan]] = {}
        self._nexts: dict[Place, set[str] | None] = {}

    def fans(self, place: Place) -> list[Fan]:
        """What may come next at a place."""
        if place not in self._fans:
            halves = int(place.pending >= DROPPED)
            self._fans[place] = [Fan(*fan[:-1], fan.dropped + halves) for fan in self._ways(place)]
        return self._fans[place]

    def goes_on(self, place: Place, forms: Mapping[str, object]) -> bool:
        """Whether one of some simplified characters may come next at a place."""
        if place not in self._nexts:
            words = [fan.words for fan in self.fans(place)]
            unlisted = any(isinstance(forms, Unlisted) for forms in words)
            self._nexts[place] = None if unlisted else set().union(*words)
        nexts = self._nexts[place]
        return nexts is None or not forms.keys().isdisjoint(nexts)

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
            yield one(at, chr(pending))
        elif pending < DROPPED:
            yield from self._read_on(at, pending)
        else:
            yield from self._behind_dropped(at, pending)

    def _gloss(self, at: int, form: str = GLOSS) -> tuple[str, int]:
        """The reading and the end of a gloss that stands at an offset; '' where there is none."""
        if form is GLOSS and self.text[at : at + 1] not in "(（":
            return "", at
        match = compiled(form).match(self.text, at)
        return (match[1], match.end()) if match else ("", at)

    def _plain(self, place: Place) -> Fan:
        """The next character where the reader is in step; its gloss is passed over."""
        at, pending = place
        character = self.text[at]
        end = self._gloss(at + 1)[1] if is_chinese(character) else at + 1
        return one(end, character, pending=pending)

    def _split_bracket(self, at: int) -> tuple[int, str, int]:
        """A gloss whose opening full-width bracket (A3A8) was read one byte off.

        The byte before the bracket, the reading and the end; '' where there is none.
        """
        letter = bracketed().get(self.text[at + 1 : at + 2], "")
        read = encode(self.text[at]) if letter else ()
        if not read or read[-1][1] != WIDE_LEAD:
            return 0, "", at
        rest = compiled(_REST).match(self.text, at + 2)
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
        rest = compiled(_REST).match(self.text, at + 1) if letter else None
        if rest and self.table.has(self.text[self.site - 1 : self.site], letter + rest[1]):
            for fan in self._ways(Place(rest.end(), IN_STEP)):
                yield fan._replace(bits=fan.bits + _SITE)

    def _begin_at_mark(self) -> Iterator[Fan]:
        at = self.site + 2
        lost, pending = MARKS[self.text[at - 1]]
        yield Fan(self._past_gloss(at), _SITE, *opened(lost, pending))
        # Before 、 (A1A2) there may be the bytes of ！ (A3A1): two blanks, two lost bytes.
        if self.text[at - 1] in LOST and self.text[at] == "、":
            yield Fan(at, _SITE, *opened(lost, IN_STEP))

    def _begin_at_gloss(self, pinyin: str, end: int) -> Iterator[Fan]:
        before = self._byte_before()
        for bits, lead in self.table.completions(before, pinyin) if before else ():
            yield from self._off_step(end, lead, _SITE + bits)
        if self._marked:
            # A mark that ended a run may have ended it too early. Then the ``?`` of the next
            # gloss was lost to a lead byte in turn, and its character as a whole.
            for bits, character in self.table.characters(pinyin):
                yield one(end, character, _SITE + _TWICE + bits)

    def _off_step(self, at: int, pending: int, bits: float) -> Iterator[Fan]:
        """The ways from where a gloss has split a character; it keeps off that character's own gloss."""
        for fan in self._ways(Place(self._past_gloss(at), pending)):
            yield fan._replace(bits=fan.bits + bits)
        if self._gloss(at)[0]:
            yield self._alone(at, pending, bits)

    def _byte_before(self) -> int:
        """The last byte of the last character before the damage that is no gloss; 0 where it has one byte."""
        before = compiled(rf"(?:{GLOSS})+$").sub("", self.text[: self.site])[-1:]
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
            yield one(end, character, bits)
        letter = bracketed().get(self.text[at], "")
        rest = compiled(_REST).match(self.text, at + 1) if letter else None
        if rest:  # the bracket's first byte was dropped with the last one of the glossed character
            pinyin = letter + rest[1]
            for lead, trails in dropped().items():
                character = decode(pending, lead) if WIDE_LEAD in trails else ""
                if character:
                    bits = self.table.gloss_bits(character, pinyin)
                    yield one(rest.end(), character, bits)
        yield from self._read_pair(at, [pending])
        yield Fan(at, _DROP, *begun(pending, 1), dropped=1)
        yield self._alone(at, pending)

    def _alone(self, at: int, pending: int, bits: float = 0.0) -> Fan:
        """The character that ends with a byte which some readers take alone, and are in step again."""
        shown = self.text[at] in SHOWN_ALONE
        bits += 0.0 if shown else _DROP
        return Fan(at + shown, bits, *completed((pending,), ALONE, IN_STEP))

    def _read_pair(self, at: int, pendings: Iterable[int]) -> Iterator[Fan]:
        """The ways on with the bytes of the next damaged character, the first of which ends one."""
        if self.text[at] in LOST and self._gloss(at + 1, OPEN_GLOSS)[0] and self.text[at + 1] not in "(（":
            return  # the lost byte took the bracket along
        for read in encode(self.text[at]):
            left = read[1] if len(read) > 1 else IN_STEP
            end = self._past_gloss(at + 1) if left in LEADS else at + 1
            if left in LEADS or left in TRAILS or left == IN_STEP:
                yield Fan(end, 0.0, *completed(tuple(pendings), read[0], left))

    def _behind_dropped(self, at: int, pending: int) -> Iterator[Fan]:
        """The ways on behind the first byte of a dropped pair."""
        level, lead = divmod(pending, DROPPED)
        trails = dropped()[lead]
        yield from self._read_pair(at, trails)
        if level == 1:
            yield Fan(at, _DROP, *begun_again(lead), dropped=1)
        byte, pinyin, end = self._split_bracket(at)
        for trail in trails if pinyin else ():
            character = decode(trail, byte)
            if self.table.has(character, pinyin):
                yield one(end, character, self.table.gloss_bits(character, pinyin))
        if self.text[at] in LOST:
            pinyin, end = self._gloss(at + 1, OPEN_GLOSS)
            if not pinyin:
                yield self._lost(at, trails)
            for bits, glossed in self.table.characters(pinyin):
                if encode(glossed)[0][0] in trails:
                    yield one(end, glossed, bits)

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
            yield one(end, decode(pending, lost), bits)
        for bits, glossed in self.table.characters(pinyin):
            # The gloss stands in the next run, its ``?`` lost to a lead byte in turn.
            first, last = encode(glossed)[0]
            character = decode(pending, first)
            if character and last in LEADS:
                yield one(self._past_gloss(end), character, bits + _TWICE, last)

    def _lost(self, at: int, pendings: tuple[int, ...]) -> Fan:
        """The characters whose second byte was lost, with a blank, a line end or what is unknown."""
        behind = self.text[at + 1]
        known = behind in MARKS or behind == "\n"
        return Fan(at + 1, 0.0, *ended(pendings, IN_STEP if known else SWALLOWED))

    def _swallowed(self, at: int) -> Iterator[Fan]:
        """The ASCII characters that a lost byte may have taken along."""
        if self.text[at] == "*":  # a hidden name has two
            yield one(at, "*")
            return
        tag = compiled(_TAG).match(self.text, at)
        if tag:
            yield one(tag.end(), "\n")
        elif compiled(_LINE_START).match(self.text, at):
            yield one(at, "\n", _LINE_END)
        # Most likely it was a digit; which one, only years and months tell.
        known = compiled(_IN_CENTURY).match(self.text, at) or compiled(_IN_WINTER).match(self.text, at)
        digit = ("2" if known[1] else "1") if known else "0"
        bits = 0.0 if compiled(_COUNTED).match(self.text, at) else _UNCOUNTED
        yield Fan(at, bits, {}, {digit: ((digit if known else "?", IN_STEP),)}, settled=True)
