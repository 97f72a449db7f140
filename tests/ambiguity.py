"""Whether a regular expression may take exponential time: whether it has two ways around a loop for one text.

The pattern becomes a nondeterministic automaton whose states are places between characters; it is
exponentially ambiguous when some state can be left and reached again by two different ways that
read the same characters (Weber and Seidl, On the degree of ambiguity of finite automata, 1991).
What an atomic group has read it never reads otherwise; its body is looked at by itself.
Lookarounds are taken for empty, but for one character that must not follow, and so are references:
a pattern may be blamed that is safe. That letters may be of either case is left out.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from typing import Any, TypeVar

_parser: Any = importlib.import_module("re._parser")
_constants: Any = importlib.import_module("re._constants")
_MANY = 8
"""Times from which on a repeat is taken for endless."""
_ALPHABET = (
    "的一二三年月日第章们是在中0123aAbzZ \n\t\u3000é①\ufffd"
    + "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~，。；：！？“”‘’（）《》【】…—·、～"
)
"""A character of each kind at least; those of the pattern come to it."""

_State = int
Node = TypeVar("Node")
_Signs = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Step:
    """One character that is read: which it may be, and the state behind it."""

    signs: _Signs
    target: _State
    groups: frozenset[int]
    """The atomic groups in which the character stands."""
    left: bool = True
    """Whether all atomic groups of the state are left, so that there is no choice left in them."""


@dataclass(slots=True)
class _Automaton:
    """States with the steps that read a character and the ways that read none."""

    alphabet: _Signs
    steps: list[list[_Step]] = field(default_factory=list)
    empty: list[list[tuple[_State, int | None, _Signs]]] = field(default_factory=list)
    """Per state where one comes without reading: the atomic group that is left, and what must not follow."""
    groups: list[frozenset[int]] = field(default_factory=list)
    """The atomic groups that a state lies in."""
    bodies: list[Any] = field(default_factory=list)
    """What stands in the atomic groups."""

    def state(self, groups: frozenset[int]) -> _State:
        self.steps.append([])
        self.empty.append([])
        self.groups.append(groups)
        return len(self.steps) - 1

    def way(self, start: _State, end: _State, left: int | None = None, never: _Signs = frozenset()) -> None:
        self.empty[start].append((end, left, never))

    def read(self, signs: _Signs, start: _State) -> _State:
        end = self.state(self.groups[start])
        self.steps[start].append(_Step(signs, end, self.groups[start]))
        return end

    def sequence(self, items: Iterable[Any], start: _State) -> _State:
        for name, value in items:
            start = self._item(name, value, start)
        return start

    def _item(self, name: Any, value: Any, start: _State) -> _State:
        if (signs := _signs((name, value), self.alphabet)) is not None:
            return self.read(signs, start)
        if name is _constants.SUBPATTERN:
            return self.sequence(value[3], start)
        if name is _constants.BRANCH:
            ends = [self.sequence(branch, self._behind(start)) for branch in value[1]]
            return self._join(ends, self.groups[start])
        if name is _constants.ATOMIC_GROUP:
            return self._atomic(value, lambda inner: self.sequence(value, inner), start)
        if name is _constants.POSSESSIVE_REPEAT:
            never = (
                _signs(value[2][0], self.alphabet)
                if len(value[2]) == 1 and _is_endless(value[0], value[1])
                else None
            )
            return self._atomic(
                value[2], lambda inner: self._repeat(value, inner), start, never or frozenset()
            )
        if name in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            return self._repeat(value, start)
        if name is _constants.ASSERT_NOT and value[0] > 0 and len(value[1]) == 1:
            end = self.state(self.groups[start])
            self.way(start, end, never=_signs(value[1][0], self.alphabet) or frozenset())
            return end
        return start  # other lookarounds, anchors, references

    def _behind(self, start: _State) -> _State:
        end = self.state(self.groups[start])
        self.way(start, end)
        return end

    def _join(self, states: Iterable[_State], groups: frozenset[int]) -> _State:
        end = self.state(groups)
        for state in states:
            self.way(state, end)
        return end

    def _atomic(
        self, body: Any, build: Callable[[_State], _State], start: _State, never: _Signs = frozenset()
    ) -> _State:
        self.bodies.append(body)
        number = len(self.bodies)
        inner = self.state(self.groups[start] | {number})
        self.way(start, inner)
        last = build(inner)
        end = self.state(self.groups[start])
        self.way(last, end, number, never)
        return end

    def _repeat(self, repeat: Any, start: _State) -> _State:
        least, most, body = repeat
        for _ in range(min(least, _MANY)):
            start = self.sequence(body, start)
        if _is_endless(least, most):
            start = self._behind(start)
            self.way(self.sequence(body, start), start)
            return self._behind(start)
        ends = [start]
        for _ in range(most - least):
            ends.append(self.sequence(body, self._behind(ends[-1])))
        return self._join(ends, self.groups[start])

    def following(self, start: _State) -> list[_Step]:
        """The steps that can be taken from a state, one each for every way that leads to it."""
        found = []
        todo: list[tuple[_State, frozenset[_State], frozenset[int], _Signs]] = [
            (start, frozenset({start}), frozenset(), frozenset())
        ]
        while todo:
            state, seen, left, never = todo.pop()
            out = self.groups[start] <= left
            found += [replace(step, signs=step.signs - never, left=out) for step in self.steps[state]]
            todo += [
                (end, seen | {end}, left | {group} if group else left, never | without)
                for end, group, without in self.empty[state]
                if end not in seen
            ]
        return [step for step in found if step.signs]


def _is_endless(least: int, most: int) -> bool:
    return most is _constants.MAXREPEAT or most - least >= _MANY


def _signs(item: Any, alphabet: _Signs) -> _Signs | None:
    """The characters that an item of one character reads, or None where it is another item."""
    name, value = item
    if name is _constants.ANY:
        return alphabet - {"\n"}
    if name is _constants.LITERAL:
        return frozenset({chr(value)})
    if name is _constants.NOT_LITERAL:
        return alphabet - {chr(value)}
    if name is not _constants.IN:
        return None
    negated = value[0][0] is _constants.NEGATE
    held = frozenset(sign for sign in alphabet if any(_holds(item, sign) for item in value))
    return alphabet - held if negated else held


_CATEGORIES = {
    "DIGIT": r"\d",
    "SPACE": r"\s",
    "WORD": r"\w",
    "NOT_DIGIT": r"\D",
    "NOT_SPACE": r"\S",
    "NOT_WORD": r"\W",
}


def _holds(item: Any, sign: str) -> bool:
    name, value = item
    if name is _constants.LITERAL:
        return bool(ord(sign) == value)
    if name is _constants.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    if name is _constants.CATEGORY:
        return re.match(_CATEGORIES[str(value).removeprefix("CATEGORY_")], sign) is not None
    return False


def ambiguous(pattern: str, flags: int = 0) -> str | None:
    """A text that a pattern can read in two ways around one of its loops, or None where there is none."""
    return next(_ambiguous(_parser.parse(pattern, flags), frozenset(_ALPHABET + pattern)), None)


def _ambiguous(tree: Any, alphabet: _Signs) -> Iterator[str]:
    automaton = _Automaton(alphabet)
    start = automaton.state(frozenset())
    automaton.sequence(tree, start)
    following: dict[_State, list[_Step]] = {}
    todo = [start]
    while todo:
        state = todo.pop()
        if state not in following:
            following[state] = automaton.following(state)
            todo += [step.target for step in following[state]]
    if text := _Pairs(following).twice():
        yield text
    for body in automaton.bodies:
        yield from _ambiguous(body, alphabet)


class _Pairs:
    """Two ways through the loops of an automaton at once, which read the same characters."""

    def __init__(self, following: Mapping[_State, Sequence[_Step]]) -> None:
        part = {
            state: number
            for number, loop in enumerate(
                _loops(following, lambda state: [step.target for step in following[state]])
            )
            for state in loop
        }
        steps = {
            state: [step for step in following[state] if part.get(step.target) == part[state]]
            for state in part
        }
        alike = _alike(step.signs for found in steps.values() for step in found)
        self._within = {
            state: {sign: [step for step in found if sign in step.signs] for sign in alike}
            for state, found in steps.items()
        }

    def twice(self) -> str | None:
        """A text that leads from a state back to it in two ways, or None where there is none."""
        for within in self._within.values():
            for sign, steps in within.items():
                if any(one.target == other.target for one, other in _choices(steps)):
                    return sign
        for loop in _loops([(state, state) for state in self._within], lambda pair: self._behind(*pair)):
            same = [pair for pair in loop if pair[0] == pair[1]]
            if same and len(same) < len(loop):
                return self._text(min(same), loop)
        return None

    def _behind(self, one: _State, other: _State) -> dict[tuple[_State, _State], str]:
        """The pairs that one character leads to, each with such a character."""
        found = {}
        for sign, left in self._within[one].items():
            if one == other:
                both = [(step, step) for step in left]
                both += _choices(left)
            else:
                both = [*product(left, self._within[other].get(sign, ()))]
            for step, beside in both:
                found[min(step.target, beside.target), max(step.target, beside.target)] = sign
        return found

    def _text(self, first: tuple[_State, _State], loop: frozenset[tuple[_State, _State]]) -> str:
        """The characters from a state to itself by two ways within a loop."""
        texts = {(first, False): ""}
        todo = [(first, False)]
        for pair, parted in todo:
            for behind, sign in self._behind(*pair).items():
                reached = (behind, parted or behind[0] != behind[1])
                if behind in loop and reached not in texts:
                    texts[reached] = texts[pair, parted] + sign
                    todo.append(reached)
        return texts[first, True]


def _choices(steps: Sequence[_Step]) -> Iterator[tuple[_Step, _Step]]:
    """The steps of which the second may be tried where the first has failed: no atomic group forbids it."""
    for one, other in combinations(steps, 2):
        if one.left and other.left and not one.groups & other.groups:
            yield one, other


def _alike(sets: Iterable[_Signs]) -> list[str]:
    """One character of each kind that the sets tell apart."""
    kinds: dict[frozenset[_Signs], str] = {}
    distinct = frozenset(sets)
    for sign in sorted(frozenset[str]().union(*distinct)):
        kinds.setdefault(frozenset(signs for signs in distinct if sign in signs), sign)
    return [*kinds.values()]


def _loops(roots: Iterable[Node], behind: Callable[[Node], Iterable[Node]]) -> Iterator[frozenset[Node]]:
    """The sets of nodes that can all be reached from one another (Tarjan's algorithm, without recursion)."""
    number: dict[Node, int] = {}
    low: dict[Node, int] = {}
    stack: dict[Node, None] = {}
    for root in roots:
        work = [] if root in number else [root]
        open_ways: dict[Node, Iterator[Node]] = {}
        while work:
            node = work[-1]
            if node not in number:
                number[node] = low[node] = len(number)
                stack[node] = None
                open_ways[node] = iter(behind(node))
            for other in open_ways[node]:
                if other not in number:
                    work.append(other)
                    break
                if other in stack:
                    low[node] = min(low[node], low[other])
            else:
                work.pop()
                if work:
                    low[work[-1]] = min(low[work[-1]], low[node])
                if low[node] == number[node]:
                    loop = frozenset(_popped(stack, node))
                    if len(loop) > 1 or node in behind(node):
                        yield loop


def _popped(stack: dict[Node, None], last: Node) -> Iterator[Node]:
    while last in stack:
        yield stack.popitem()[0]
