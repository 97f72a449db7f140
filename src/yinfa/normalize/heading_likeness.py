"""What two texts of one run have in common when their headings end at two places: signs for `heading_ends`.

In: two parted texts. Out: what their headings have in common, which are alike in length,
clauses, first and last words, and what their rests have, which are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yinfa.normalize.heading_signs import Parted, part, sizes, step

_MOST_ALIGNED = 6
"""Words of the longest headings that are held against each other word by word."""


def together(left: Parted, right: Parted) -> list[str]:
    """The signs of two texts of one run that are parted so."""
    if left.named != right.named:
        return ["P:one"]
    if not left.heading or not right.heading:
        return ["P:none" if left.heading == right.heading else "P:lead"]
    signs = [*_alike(left, right), *(_rests(left, right) if left.rest and right.rest else ())]
    return signs if left.named else [f"N{sign}" for sign in signs]


def _alike(left: Parted, right: Parted) -> Iterator[str]:
    """What the headings of two texts have in common."""
    one, other, few = left.heading, right.heading, len(left.clauses)
    shared = len({*left.words} & {*right.words}) / max(len(left.words), len(right.words))
    longer = step(abs(len(one) - len(other)))
    marks, clauses = int(left.marks == right.marks), int(left.clauses == right.clauses)
    ends = left.words[:-4:-1], right.words[:-4:-1]
    yield from ("P", f"Pm:{marks}", f"Pc:{clauses}", f"Pd:{longer}", f"Pt:{marks}{few}{longer}")
    yield f"Pe:{_same(one[:-4:-1], other[:-4:-1])}"
    yield f"Pb:{_same(one[:2], other[:2])}"
    yield f"Pg:{_same(one[:3], other[:3])}{longer}"
    yield f"Pl:{left.shape[-1] == right.shape[-1]:d}{len(left.words[-1]) == len(right.words[-1]):d}"
    yield f"Pu:{_kin(left.words, right.words)}{_kin(*ends)}"
    yield f"Pf:{left.shape[0] == right.shape[0]:d}"
    yield f"Ps:{left.shape == right.shape:d}"
    yield f"Pn:{min(abs(len(left.words) - len(right.words)), 3)}"
    yield f"Pz:{sizes(left.words) == sizes(right.words):d}"
    yield f"Pj:{round(5 * shared)}"
    yield f"Pa:{_aligned(left.words, right.words)}"
    yield f"Px:{clauses}{few}{min(_shared(one, other), 5)}"


def _shared(one: str, other: str) -> int:
    """How many characters, but for marks, two headings have at the same places, from the start or the end."""
    pairs = [*zip(one, other, strict=False), *zip(one[::-1], other[::-1], strict=False)]
    found = sum(left == right and left not in "，、；：" for left, right in pairs)
    return found // 2 if len(one) == len(other) else found


def _rests(left: Parted, right: Parted) -> Iterator[str]:
    """What the rests of two texts share, and paragraphs seldom do: |有新作为, |起来."""
    one, other = left.rest, right.rest
    words = {word for word in left.rest_words if len(word) > 1} & {*right.rest_words}
    yield f"Pr:{_same(one[:3], other[:3])}"
    yield f"Po:{one[1:3] == other[1:3] or one[2:4] == other[2:4]:d}"
    yield f"Pq:{_same(left.rest_shape, right.rest_shape)}"
    yield f"Pw:{min(len(words), 2)}"
    yield f"Pk:{_kin(left.rest_words, right.rest_words)}"
    yield f"Pv:{len({*one[:6]} & {*other[:6]})}"


def _aligned(left: Sequence[str], right: Sequence[str]) -> str:
    """Which words of two short headings are the same or of one kind, if as many: =k for 抓学习, 抓审核."""
    if len(left) != len(right) or len(left) > _MOST_ALIGNED:
        return "-"
    return "".join(
        "=" if one == other else ".k"[_is_kin(one, other)] for one, other in zip(left, right, strict=True)
    )


def _kin(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words two texts begin with that are of one kind and length, three at most."""
    for at, (one, other) in enumerate(zip(left[:3], right[:3], strict=False)):
        if not _is_kin(one, other):
            return at
    return min(len(left), len(right), 3)


def _is_kin(one: str, other: str) -> bool:
    return part(one) == part(other) and len(one) == len(other)


def _same(left: str, right: str) -> int:
    """How many characters two texts begin with alike."""
    for at, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return at
    return min(len(left), len(right))
