"""The head of an official document above the speech that it was sent out with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yinfa import shapes
from yinfa.normalize.lines import Proposal, drop
from yinfa.normalize.titles import heads

_LETTERHEAD = (
    r"(?:绝密|机密|秘密|内部|特急|加急|平急)(?:\s*[★☆].{0,6})?|\d{6}|[（(]此[件文][^）)]{2,20}[）)]|"
    r"(?:密级|份号|编号|文号|签发人|紧急程度)\s*[：:]\s*[^，。]{1,20}|[^，。；：]{2,12}[〔［\[]\d{4}[〕］\]]\s*第?\d+号|"
    r"[^，。；：]{2,30}(?:委|委员会|政府|办公[室厅]|党组|[局厅部院会校司])文件"
)
"""The lines of an official document's head (GB/T 9704-2012, 7.2) and the note of its circulation."""


def lines(text: str) -> Iterator[Proposal]:
    """The head of the document that a speech was sent out with goes: 机密★1年 / 在…上的讲话 → 在…上的讲话."""
    for head in heads(text):
        if any(shapes.is_title(row.text) for row in head):
            for row in head:
                if re.fullmatch(_LETTERHEAD, row.text) and not shapes.is_title(row.text):
                    yield drop(text, row, 0.85)
