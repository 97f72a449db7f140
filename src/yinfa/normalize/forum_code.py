"""BBCode: the tags in square brackets with which forums set their posts: [b]同志们：[/b].

Known by name and by value; of a pair both are there, so that [i] among a list's
numbers or [s] in a formula is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from yinfa.normalize.lines import Proposal
from yinfa.patterns import compiled

_BLOCK = "p|hr|quote|table|tr|td|th|list|li|\\*|align|center|left|right|indent|float|hide|free|h[1-6]"
_INLINE = (
    "b|i|u|s|strike|sup|sub|color|backcolor|bgcolor|background|size|font|face|url|email|code|index|password|postbg|"
    "fly|glow|shadow|highlight|qq|user|at"
)
_EMBEDDED = "img|attach|attachimg|media|flash|audio|video|mp3|swf|emot|em|smiley"
_VALUE = r"(?:=[^\[\]\n]{0,120})?"
_TAG = rf"\[(?P<close>/?)(?:(?P<block>{_BLOCK})|(?P<name>{_INLINE}))(?![^\]=]){_VALUE}\]"
_WHOLE = rf"\[(?P<embedded>{_EMBEDDED})(?![^\]=]){_VALUE}\][!-~]{{0,300}}\[/(?P=embedded)\]"
_ALONE = ("hr", "*")
"""Tags that have no closing one."""
_SURE = 0.98


def tags(text: str) -> Iterator[Proposal]:
    """Tags of a forum go, blocks become lines: [b]同志们：[/b][p]您好！[/p] → 同志们：␊您好！."""
    closed = {name.lower() for name in compiled(r"\[/([A-Za-z1-6]{1,10})\]").findall(text)}
    if not closed:
        return
    for match in compiled(rf"(?i:{_WHOLE}|{_TAG})").finditer(text):
        name = (match["block"] or match["name"] or match["embedded"]).lower()
        if name in closed or name in _ALONE:
            yield match.start(), match.end(), "\n" if match["block"] else "", _SURE
