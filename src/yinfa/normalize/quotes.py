"""Quotation marks: one form, “ outside and ‘ inside, each opened one closed.

The unit is the paragraph. Where all marks of a paragraph already agree nothing
is done; else the directions that contradict the text least are chosen.
"""

from __future__ import annotations

from collections.abc import Iterator

from yinfa.normalize.lines import Proposal
from yinfa.patterns import compiled
from yinfa.shapes import is_chinese

_FORMS = {
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "〝": "“",
    "〞": "”",
    "〟": "”",
    "＂": '"',
    "＇": "'",
    "„": "“",
    "‟": "“",
    "‛": "‘",
}
_DOUBLE = "[“”]|(?<!\\d['′]\\d)(?<!\\d['′]\\d\\d)\""
"""A double mark that is not the sign of seconds: 5'30"."""
_STOPS = "，。、；：？！,.;:?!）)》】…"


def form(text: str) -> Iterator[Proposal]:
    """Quotation marks of other forms become “ ” ‘ ’: 「梦想」 → “梦想”."""
    if "``" in text:
        for match in compiled("``|''").finditer(text):
            yield match.start(), match.end(), "“" if match[0] == "``" else "”", 0.95
    nested = compiled(r"『[^』]*「").search(text) is not None
    for match in compiled("[「」『』〝〞〟＂＇„‟‛]").finditer(text):
        wanted = _FORMS[match[0]]
        if match[0] in "『』「」" and nested:
            wanted = {"「": "‘", "」": "’", "『": "“", "』": "”"}[match[0]]
        elif match[0] in "『』" and not _within(text, match.start()):
            wanted = {"‘": "“", "’": "”"}[wanted]
        yield match.start(), match.end(), wanted, 0.98


def _within(text: str, at: int) -> bool:
    """Whether an offset lies within 「 and 」 of its line."""
    start = text.rfind("\n", 0, at) + 1
    return text.count("「", start, at) > text.count("」", start, at)


def paired(text: str) -> Iterator[Proposal]:
    """Quotation marks of a paragraph are paired: "三个年" → “三个年”, “二对一“ → “二对一”."""
    position = 0
    rows = text.split("\n")
    for row, below in zip(rows, [*rows[1:], ""], strict=True):
        if not row.isascii() and any(mark in row for mark in "\"'“”‘’"):
            for start, end, after, confidence in _row(row, below):
                yield position + start, position + end, after, confidence
        position += len(row) + 1


def _row(row: str, below: str) -> Iterator[Proposal]:
    doubles = [match.start() for match in compiled(_DOUBLE).finditer(row)]
    if not _agrees(row, doubles, below):
        yield from _directed(row, doubles, below)
    yield from _single(row)


def _agrees(row: str, places: list[int], below: str) -> bool:
    """Whether the marks alternate as they stand; one may stay open where the next paragraph opens one."""
    marks = "".join(row[at] for at in places)
    if marks == "“”" * (len(marks) // 2):
        return True
    if '"' in marks or "““" in marks or "””" in marks:
        return False
    closed = row[places[-1]] == "”" or (places[-1] == 0 or _continues(below))
    return row[places[0]] == "“" and closed


def _continues(below: str) -> bool:
    """Whether the next paragraph opens with a mark that repeats a quotation still open.

    Such a mark is closed at that paragraph's end, or not in it at all (GB/T 15834-2011, 4.8.3.5).
    """
    if below[:1] not in ("“", '"'):
        return False
    count = len(compiled('["“”]').findall(below))
    return count % 2 == 1 or below[-1] in '”"'


def _closes(below: str) -> bool:
    """Whether the next line closes a quotation that it has not opened."""
    return compiled('[^“”"]*”').match(below) is not None


def _directed(row: str, places: list[int], below: str) -> Iterator[Proposal]:
    choice = _choose(row, places)
    left_open, left_closed = _left_open(choice), _left_closed(choice)
    for index, (at, wanted) in enumerate(zip(places, choice, strict=True)):
        if row[at] != wanted:
            yield at, at + 1, wanted, 0.6 if index in left_open or index in left_closed else 0.95
    goes_on = _continues(below) or _closes(below) or (not below and row[-1].isalnum())
    if left_open and left_open[-1] + 1 == len(choice) and goes_on:
        left_open.pop()  # the last line of a text that was cut may lack the end of a quotation
    for index in left_open:
        close = _close(row, places[index], places[index + 1] if index + 1 < len(places) else len(row))
        if close:
            yield close, close, _CLOSED_BY[choice[index]], 0.4
    for index in left_closed:
        opening = _open(row, places[index - 1] + 1 if index else 0, places[index])
        if opening:
            yield opening, opening, "“", 0.4


def _left_closed(choice: str) -> list[int]:
    """The indices of the marks that close a quotation which nothing opens."""
    depth, found = 0, []
    for index, mark in enumerate(choice):
        if mark in _CLOSED_BY:
            depth += 1
        elif depth:
            depth -= 1
        elif mark == "”":
            found.append(index)
    return found


def _open(row: str, start: int, end: int) -> int:
    """Where a quotation that ends at `end` with a sentence begins: behind the colon of who says it; or 0.

    Whatever stands before the colon, a sentence or two behind it may be said.
    """
    if row[end - 1 : end] not in tuple("。！？…"):
        return 0
    said = list(compiled("[说道问答喊讲叫写][我你您他她们]{0,2}[：:]").finditer(row[start:end]))
    if said:
        return start + said[-1].end()
    near = max(start, end - _LONGEST_SAID)
    colon = compiled(r"[：:](?=[^：:“”\"]+$)(?!第?一)").search(row[near:end])
    return near + colon.end() if colon else 0


_LONGEST_SAID = 40
"""Characters of the longest quotation whose beginning a colon tells that names no verb of saying."""


_CLOSED_BY = {"“": "”", "‘": "’"}


def _left_open(choice: str) -> list[int]:
    """The indices of the marks that open a quotation which nothing closes."""
    stack = []
    for index, mark in enumerate(choice):
        if mark in _CLOSED_BY:
            stack.append(index)
        elif stack and _CLOSED_BY[choice[stack[-1]]] == mark:
            stack.pop()
    return stack


_State = tuple[int, tuple[int, int]]
"""How many quotations are open, and where they begin."""
_Trail = tuple[str, "_Trail"] | None
"""The marks chosen so far, the last one first."""


def _choose(row: str, places: list[int]) -> str:
    """A mark for each place, “ ” outside and ‘ ’ inside, with the least contradiction.

    Costs: a quotation left open, or closed without being opened, 5 (4 where what is said behind
    a colon may be closed so); a mark against
    its neighbours 2, against the direction in which it is written 1; a quotation
    within a quotation 1; 0.1 a character of a quotation, as most are short (at most 3);
    and what is said behind a colon, closed in mid-sentence behind a comma, 4.
    """
    states: dict[_State, tuple[float, _Trail]] = {(0, (0, 0)): (0.0, None)}
    for behind, at in zip([0, *(place + 1 for place in places)], places, strict=False):
        after: dict[_State, tuple[float, _Trail]] = {}
        for (depth, opened), (cost, trail) in states.items():
            for mark, state, more in _steps(depth, opened, at):
                total = cost + more + _against(row, at, mark)
                if depth == 1 and mark == "”" and _is_broken_off(row, opened[0], at):
                    total += 4
                elif depth == 0 and mark == "”" and _open(row, behind, at):
                    total -= 1
                if state not in after or total < after[state][0]:
                    after[state] = (total, (mark, trail))
        states = dict(sorted(after.items(), key=lambda item: item[1][0])[:_KEPT])
    trail = states[min(states, key=lambda state: (states[state][0] + 5 * state[0], -state[0]))][1]
    marks = []
    while trail:
        mark, trail = trail
        marks.append(mark)
    return "".join(reversed(marks))


_KEPT = 8
"""States of open quotations that are followed up from one mark to the next."""


def _steps(depth: int, opened: tuple[int, int], at: int) -> Iterator[tuple[str, _State, float]]:
    """What a mark at an offset can be: (mark, depth behind it and where open quotations begin, cost)."""
    if depth == 0:
        yield "“", (1, (at, 0)), 0.0
        yield "”", (0, (0, 0)), 5.0
    elif depth == 1:
        yield "”", (0, (0, 0)), _span(at - opened[0])
        yield "‘", (2, (opened[0], at)), 1.0
        yield "“", (1, (at, 0)), 5.0
    else:
        yield "’", (1, (opened[0], 0)), _span(at - opened[1])


def _is_broken_off(row: str, start: int, end: int) -> bool:
    """Whether words behind a colon, with a comma among them, would end where no mark stands."""
    return (
        row[start - 1 : start] in ("：", ":")
        and row[end - 1] not in _STOPS
        and row[end + 1 : end + 2] not in tuple(_STOPS)
        and "，" in row[start:end]
    )


def _span(length: int) -> float:
    """The cost of a quotation by the distance of its marks; one that holds nothing is none."""
    return min(length / 10, 3.0) if length > 1 else 8.0


def _against(row: str, at: int, mark: str) -> int:
    """How much a direction contradicts the mark's form and neighbours."""
    opens = mark in _CLOSED_BY
    cost = int(row[at] != '"' and (row[at] == "“") != opens)
    before, behind = row[at - 1 : at] if at else "", row[at + 1 : at + 2]
    if opens:
        nested = mark == "‘" and before != "" and before in "。！？"
        return cost + 2 * (not behind or behind in _STOPS) + 2 * nested
    return cost + 2 * (not before or before in "，、：,:（(《")


def _close(row: str, start: int, end: int) -> int:
    """Where a quotation that was left open at `start` most likely ends, or 0.

    A string of questions ends with its last one, words after a colon with their
    sentence, a term with the first mark behind it.
    """
    text = row[start + 1 : end]
    questions = compiled(r"(?:[^，。；：？！]{1,14}[？！])+").match(text)
    if questions:
        return start + 1 + questions.end()
    if row[start - 1 : start] in "：，" and start:
        sentence = compiled(r"[^。！？]*[。！？]").match(text)
        if sentence:
            return start + 1 + sentence.end()
    term = compiled(r"[^，。；：、？！]+").match(text)
    return start + 1 + term.end() if term else 0


def _single(row: str) -> Iterator[Proposal]:
    """Straight single marks beside Chinese text are paired; an apostrophe stays."""
    places = [match.start() for match in compiled("'").finditer(row)] if "'" in row else []
    places = [at for at in places if _chinese_beside(row, at)]
    if len(places) % 2:
        return
    for opening, closing in zip(places[::2], places[1::2], strict=True):
        yield opening, opening + 1, "‘", 0.8
        yield closing, closing + 1, "’", 0.8


def _chinese_beside(row: str, at: int) -> bool:
    beside = row[at - 1 : at] + row[at + 1 : at + 2]
    return any(is_chinese(character) or character in _STOPS for character in beside) and not (
        beside.isascii() and beside.isalnum()
    )
