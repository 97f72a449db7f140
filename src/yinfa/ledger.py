"""Edits and the ledger that applies, composes and undoes them. Knows no rule.

Rules propose edits against the text as it stands when they are called; the
ledger keeps one list of edits against the *source*, sorted and free of
overlaps. Applying that list to the source gives the text, undoing it on the
text gives the source, so that audit, diff and restoration need nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

JOINT = "+"
"""Parts the names of the rules that changed the same place one after another."""


class Edit(NamedTuple):
    """``text[start:end]``, which reads `before`, becomes `after`.

    Offsets are code points. `confidence` lies between 0 and 1; of edits that
    were composed it is the lowest.
    """

    rule: str
    start: int
    end: int
    before: str
    after: str
    confidence: float


class OverlapError(ValueError):
    """A rule proposed edits that overlap or lie outside the text."""


class Ledger:
    """The edits made so far to one source, and the text they give.

    The only mutable object of the pipeline: it grows by `propose`. It remembers
    where the edits of the `watched` rules stand.
    """

    def __init__(self, source: str, watched: Iterable[str] = ()) -> None:
        self.source = source
        self.text = source
        self.edits: tuple[Edit, ...] = ()
        self._places: dict[str, list[int]] = {rule: [] for rule in watched}

    def propose(self, edits: Iterable[Edit]) -> int:
        """Apply a rule's edits to `text` and compose them with those before.

        Returns the number of edits that changed anything. Raises `OverlapError`
        where the proposal contradicts itself or the text.
        """
        proposed = [edit for edit in edits if edit.before != edit.after]
        if proposed:
            proposed.sort(key=lambda edit: (edit.start, edit.end))
            _check(self.text, proposed)
            self.text = apply(self.text, proposed)
            self.edits = tuple(_compose(self.source, self.edits, proposed))
            for rule, places in self._places.items():
                own = (edit.start for edit in proposed if edit.rule == rule)
                self._places[rule] = [*_moved(sorted((*places, *own)), proposed)]
        return len(proposed)

    def offsets(self, rule: str) -> list[int]:
        """Where in `text` the edits of a watched rule stand, in order; of another one nothing is known."""
        return self._places.get(rule, [])


def apply(source: str, edits: Sequence[Edit]) -> str:
    """The text that sorted, non-overlapping edits make of a source."""
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += (source[position : edit.start], edit.after)
        position = edit.end
    pieces.append(source[position:])
    return "".join(pieces)


def undo(text: str, edits: Sequence[Edit]) -> str:
    """The source from which `apply` with the same edits made `text`.

    Raises ValueError where the text does not read as the edits say.
    """
    pieces: list[str] = []
    position = shift = 0
    for edit in edits:
        start = edit.start + shift
        if text[start : start + len(edit.after)] != edit.after or start < position:
            raise ValueError(f"the text does not read {edit.after!r} at {start}")
        pieces += (text[position:start], edit.before)
        position = start + len(edit.after)
        shift += len(edit.after) - len(edit.before)
    pieces.append(text[position:])
    return "".join(pieces)


def _moved(places: Iterable[int], edits: Sequence[Edit]) -> Iterator[int]:
    """Where sorted places of a text stand once edits are applied; within one, behind what it leaves there."""
    at = shift = 0
    for place in places:
        while at < len(edits) and edits[at].end <= place and edits[at].start < place:
            shift += len(edits[at].after) - len(edits[at].before)
            at += 1
        if at < len(edits) and edits[at].start < place:
            edit = edits[at]
            yield edit.start + shift + _common(edit.before[: place - edit.start], edit.after)
        else:
            yield place + shift


def _common(one: str, other: str) -> int:
    """The number of characters with which both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _check(text: str, edits: Sequence[Edit]) -> None:
    for edit in edits:
        if not text.startswith(edit.before, edit.start) or edit.end - edit.start != len(edit.before):
            raise OverlapError(f"{edit.rule}: the text does not read {edit.before!r} at {edit.start}")
    for left, right in pairwise(edits):
        if right.start < left.end or (right.start == left.start and right.end == right.start):
            raise OverlapError(f"{right.rule}: edits overlap at {right.start}")


def _compose(source: str, old: Sequence[Edit], new: Sequence[Edit]) -> list[Edit]:
    """Edits against the source that do what `old` and then `new` do.

    `old` is against the source, `new` against the text `old` gives. Both lists
    are walked once, in text order; a group of edits that touch the same place
    becomes one edit.
    """
    composed: list[Edit] = []
    shift = 0  # text offset minus source offset, before the next old edit
    at_old = at_new = 0
    while at_new < len(new):
        edit = new[at_new]
        while at_old < len(old) and _before(old[at_old], shift, edit):
            composed.append(old[at_old])
            shift += len(old[at_old].after) - len(old[at_old].before)
            at_old += 1
        if at_old == len(old) or _behind(old[at_old], shift, edit):
            rule, start, end, before, after, confidence = edit
            composed.append(Edit(rule, start - shift, end - shift, before, after, confidence))
            at_new += 1
        else:
            merged, at_old, at_new, shift = _merge(source, old, new, at_old, at_new, shift)
            if merged.before != merged.after:
                composed.append(merged)
    return composed + list(old[at_old:])


def _before(old: Edit, shift: int, new: Edit) -> bool:
    """Whether an old edit's output lies wholly before a new edit, not touching an insertion or a gap."""
    end = old.start + shift + len(old.after)
    return end < new.start or (end == new.start and old.after != "" and new.start < new.end)


def _behind(old: Edit, shift: int, new: Edit) -> bool:
    """Whether an old edit's output lies wholly behind a new edit, not touching an insertion or a gap."""
    start = old.start + shift
    return new.end < start or (new.end == start and old.after != "" and new.start < new.end)


def _merge(
    source: str, old: Sequence[Edit], new: Sequence[Edit], at_old: int, at_new: int, shift: int
) -> tuple[Edit, int, int, int]:
    """One edit for the group of edits that touch each other from here on.

    Returns it with the next indices and the shift behind the group.
    """
    first_old, first_new, shift_before = at_old, at_new, shift
    text_start = min(old[at_old].start + shift, new[at_new].start)
    text_end = text_start
    while True:
        if at_old < len(old) and (
            at_old == first_old
            or not _apart(text_start, text_end, old[at_old].start + shift, len(old[at_old].after))
        ):
            edit = old[at_old]
            text_end = max(text_end, edit.start + shift + len(edit.after))
            shift += len(edit.after) - len(edit.before)
            at_old += 1
        elif at_new < len(new) and (
            at_new == first_new
            or not _apart(text_start, text_end, new[at_new].start, len(new[at_new].before))
        ):
            text_end = max(text_end, new[at_new].end)
            at_new += 1
        else:
            break
    olds, news = old[first_old:at_old], new[first_new:at_new]
    source_start, source_end = text_start - shift_before, text_end - shift
    middle = apply(
        source[source_start:source_end],
        [e._replace(start=e.start - source_start, end=e.end - source_start) for e in olds],
    )
    after = apply(middle, [e._replace(start=e.start - text_start, end=e.end - text_start) for e in news])
    names = dict.fromkeys(name for e in (*olds, *news) for name in e.rule.split(JOINT))
    merged = Edit(
        rule=JOINT.join(names),
        start=source_start,
        end=source_end,
        before=source[source_start:source_end],
        after=after,
        confidence=min(e.confidence for e in (*olds, *news)),
    )
    return merged, at_old, at_new, shift


def _apart(start: int, end: int, other: int, length: int) -> bool:
    """Whether an edit at `other` stays out of the group that spans ``start:end``."""
    return other > end or (other == end and length > 0 and end > start)
