"""The turns of a script for several speakers that stand in one line get lines of their own.

In: a line that holds the labels of several speakers (男：, 女：), each behind a mark. Out:
proposals that part it before each label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from yinfa import shapes
from yinfa.normalize.lines import Proposal, lines
from yinfa.patterns import compiled

_LABEL = rf"(?:^|(?<=[。！？…，；”’）】])|(?<=[词稿]))\s*({shapes.SPEAKERS})[：:]"
_LEAST = 3
"""Labels of the shortest line that is parted where no other line opens with one."""


def turns(text: str) -> Iterator[Proposal]:
    """What several speakers say in one line is parted: 男：晚风送爽。女：稻花飘香。 → two lines."""
    rows = lines(text)
    opened = shapes.turns(tuple(row.text for row in rows))
    for index, row in enumerate(rows):
        if row.text.count("：") + row.text.count(":") < 2:
            continue
        labels = [
            match for match in compiled(_LABEL).finditer(row.text) if _may_stand(row.text, match.start())
        ]
        if index in opened or _take_turns(labels):
            for match in labels:
                if match.start():
                    yield row.first + match.start(), row.first + match.start(1), "\n", 0.9


def _may_stand(line: str, at: int) -> bool:
    """Whether a label may stand at a place: behind a mark, or behind a title."""
    return line[at - 1 : at] not in ("词", "稿") or shapes.is_title(line[:at])


def _take_turns(labels: list[re.Match[str]]) -> bool:
    """Whether two speakers at least are named, and one of them again."""
    counts = Counter(match[1] for match in labels)
    return len(labels) >= _LEAST and 1 < len(counts) < len(labels)
