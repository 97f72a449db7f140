"""The account that a platform names between a title and the text: a nickname, what its bearer says of it.

In: the lines above a speech. Out: the numbers of those that belong to the account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.normalize.likeness import UNLIKE, likeness
from yinfa.patterns import compiled

_FOLLOW = r"[+＋]?\s*(?:已)?关注(?:[他她]|[Tt][Aa]|作者)?"
"""The button by which readers follow an account, below its name and what it says of itself."""
_FOLLOWED = rf"[^，。；：！？]{{1,12}}(?:\s|\s*[·|]\s*){_FOLLOW}"
"""A nickname with the button beside it, above the day and the numbers that a platform tells."""
_NEAR_NAME = 2
"""Lines of both."""
_MADE = r"(?:创建|发表|发布|更新|编辑|上传)于\s*\d{4}"
_LONGEST_USER = 6
"""Characters of the longest nickname that its place tells."""


def users(rows: Sequence[str]) -> Iterator[int]:
    """Nicknames below a title, above the day on which the page was made or with a button: 笑笑␊+ 关注."""
    for index, (title, row, below) in enumerate(zip(rows, rows[1:], rows[2:], strict=False), start=1):
        if compiled(_MADE).match(below) and len(row) <= _LONGEST_USER and shapes.is_title(title):
            named = shapes.is_speaker(row) and shapes.name_signs(row) > 1
            if not named and row.isalnum() and not shapes.is_date(row):
                yield index
    for index, row in enumerate(rows):
        if index > 1 and compiled(_FOLLOW).fullmatch(row):
            above, name = rows[index - 1], rows[index - 2]
            told = len(above) > _LONGEST_USER and (likeness(above) >= UNLIKE or len(name) <= _LONGEST_USER)
            yield from range(index - (_NEAR_NAME if told and index > _NEAR_NAME else 1), index + 1)
        elif (
            index
            and compiled(_FOLLOWED).fullmatch(row)
            and any(map(str.isdigit, "".join(rows[index + 1 :][:1])))
        ):
            yield index
