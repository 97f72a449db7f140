"""Traditional and simplified script, by OpenCC, with its known gaps closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from yinfa.normalize.lines import Proposal

_KEEPS_ZHU = (
    "显著|著名|著作|名著|巨著|原著|专著|编著|论著|译著|著述|著称|著书立说|土著|昭著|卓著|所著|合著|拙著|遗著|"
    "著有(?=《)|撰著|较著|彰著"
)
"""Words in which 著 is zhù; everywhere else a traditional text means 着 by it."""

_GAPS = (("批覆", "批复"), ("答覆", "答复"), ("甚麽", "甚么"), ("迴圈", "循环"), ("回圈", "循环"))


def simplified(text: str) -> Iterator[Proposal]:
    """Traditional characters become simplified ones: 領導 → 领导, 看著 → 看着."""
    yield from _converted(text, "t2s", 1)


def traditional(text: str) -> Iterator[Proposal]:
    """Simplified characters become traditional ones: 领导 → 領導."""
    yield from _converted(text, "s2t", -1)


def holds_traditional(text: str) -> bool:
    """Whether any character of a text is of traditional script only."""
    return any(_leaning(character) > 0 for character in set(text))


def leaning(text: str) -> int:
    """How many more characters of a text are traditional only than simplified only."""
    return sum(_leaning(character) for character in text if character > "\u2fff")


def is_traditional(text: str) -> bool:
    """Whether a text leans to traditional script."""
    return leaning(text) > 0


def is_simplified(text: str) -> bool:
    """Whether a text leans to simplified script."""
    return leaning(text) < 0


def shadow(text: str) -> str:
    """The text with each traditional character replaced by one simplified character.

    Of the same length, so that what is seen in it holds for the text itself;
    for recognising only, never for output.
    """
    return text.translate(_characters())


@cache
def traditional_forms() -> dict[str, list[str]]:
    """The traditional characters of each simplified one that is written differently."""
    table: dict[str, list[str]] = {}
    for code, form in _characters().items():
        table.setdefault(form, []).append(chr(code))
    return table


@cache
def _leaning(character: str) -> int:
    """1 for a character of traditional script only, -1 for one of simplified script only, else 0.

    Told by the national character sets: GB 2312 has no form of traditional script only,
    Big5 none of simplified script only.
    """
    traditional = character in _VARIANTS or _encodable(character, "big5")
    return traditional - _encodable(character, "gb2312")


_VARIANTS = (
    "僞儁卽厠叄啓噝垻堖墰墻壜壠奬嫺嬀峯崬嵗慤挱敎旣査梘棊欅殻滙潙灧爲牀獁産畵瘂瘻癧眞瘞碸礆竈竪糉絝絶綉綫綳緑緔縧繮罎羣"
    "耮腖舘葤蒓蕒藴蟎衆裏襇訁説謡謭賫贋贜軤軲遡醖釺鈈鈎鈡鉕鉢鉳銱銹鋣鋥鋭鋶錇録鍀鍁鍃鍅鍩鎄鎇鎭鎸鎿鐝鐦鐧鑔鑥鑹閲頽顔顬飱"
    "餷饊饢駡鮁鮃鮎鮝鯝鯴鯿鰐鰠鰵鱅鱝鳬鶓鶥鷀鷄鸌麪麫麯"
)
"""Forms of Hong Kong and of older print that Big5 has not."""


def _encodable(character: str, encoding: str) -> bool:
    return bool(character.encode(encoding, "ignore"))


@cache
def _converter(config: str) -> Any:
    from opencc import OpenCC

    return OpenCC(config)


@cache
def _characters() -> dict[int, str]:
    """OpenCC's table of characters, traditional to simplified."""
    from importlib import resources

    table = {}
    source = resources.files("opencc") / "dictionary" / "TSCharacters.txt"
    for line in source.read_text("utf-8").splitlines():
        character, _, forms = line.partition("\t")
        form = forms.partition(" ")[0]
        if len(character) == len(form) == 1 and character != form and _leaning(character) > 0:
            table[ord(character)] = form
    return table


def _converted(text: str, config: str, script: int) -> Iterator[Proposal]:
    """Proposals for the lines that lean to `script` (1 traditional, -1 simplified), a run of characters each.

    A line that leans to neither goes with the text as a whole: 李為民 under a traditional title.
    """
    telling = {character for character in set(text) if _leaning(character) == script}
    if not telling:
        return
    least = 0 if leaning(text) * script > 0 else 1
    position = 0
    for line in text.split("\n"):
        if not line.isascii() and leaning(line) * script >= least:
            after = _close_gaps(_converter(config).convert(line), config)
            for start, end, piece in _differences(line, after):
                yield position + start, position + end, piece, 0.95
        position += len(line) + 1


def _close_gaps(line: str, config: str) -> str:
    if config != "t2s":
        return line
    for wrong, right in _GAPS:
        line = line.replace(wrong, right)
    if "著" in line:
        line = re.sub(rf"({_KEEPS_ZHU})|著", lambda match: match[1] or "着", line)
    return line


def _differences(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """The places where two forms of a line differ, as (start, end, piece of `after`)."""
    if len(before) != len(after):
        from difflib import SequenceMatcher

        for tag, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag != "equal":
                yield start, end, after[from_:to]
        return
    start = -1
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new and start < 0:
            start = index
        elif old == new and start >= 0:
            yield start, index, after[start:index]
            start = -1
    if start >= 0:
        yield start, len(before), after[start:]
