"""Written values of a style sheet become the values of a `Sheet`: units, ranges, choices.

In comes what stands in the TOML and the declaration of its attribute, out comes
a number of points, a flag, a name and so on. Knows no files and no tables.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from yinfa.style.sheet import Declared, Kind

POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0}
"""Points in a unit of length. The unit 字 is a cell of the sheet's own grid."""

NAMED_SIZES = {
    "初号": 42.0, "小初": 36.0, "一号": 26.0, "小一": 24.0, "二号": 22.0, "小二": 18.0,
    "三号": 16.0, "小三": 15.0, "四号": 14.0, "小四": 12.0, "五号": 10.5, "小五": 9.0,
    "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5.0,
}  # fmt: skip
"""The named sizes (字号) in points."""

_LENGTH = re.compile(r"(-?[0-9]{1,6}(?:\.[0-9]{1,9})?) *(mm|cm|in|pt|字)")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_LONGEST_SHOWN = 60  # characters of what the user wrote, in a message
_MOST_KNOWN = 100  # words among which a near one is looked for


def resolve(declared: Declared, written: object, cell: float | None) -> Any:
    """The value that a written value stands for.

    `cell` is the width of a cell of the grid in points, None where the unit 字
    has no meaning yet. Raises ValueError with a sentence that says what is
    allowed.
    """
    return _RESOLVERS[declared.kind](declared, written, cell)


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the known word nearest to an unknown one, or all of them."""
    words = [shortened(known_word) for known_word in islice(known, _MOST_KNOWN)]
    close = difflib.get_close_matches(shortened(word), words, n=1)
    return f"Did you mean {close[0]}?" if close else f"Known are: {', '.join(words)}."


def shortened(text: str) -> str:
    """A text of the user's for a message, cut where it is long, without what a terminal would obey."""
    seen = "".join(c if c.isprintable() else "?" for c in text[: _LONGEST_SHOWN + 1])
    return seen if len(seen) <= _LONGEST_SHOWN else seen[: _LONGEST_SHOWN - 3] + "..."


def _length(declared: Declared, written: object, cell: float | None) -> float:
    if not isinstance(written, str):
        raise ValueError(f'must be a text with a unit, such as "16pt", not {_shown(written)}.')
    points = NAMED_SIZES.get(written)
    if points is None:
        match = _LENGTH.fullmatch(written)
        if not match:
            allowed = f'a number with a unit ({", ".join(POINTS)}, 字) or a named size such as "三号"'
            raise ValueError(f"must be {allowed}, not {_shown(written)}.")
        if match[2] == "字" and cell is None:
            raise ValueError(f"cannot be measured in 字, which depends on it: use {', '.join(POINTS)}.")
        points = float(match[1]) * (POINTS.get(match[2]) or cell or 0.0)
    return _in_range(declared, points, written, " pt")


def _count(declared: Declared, written: object, _: float | None) -> int:
    if not isinstance(written, int) or isinstance(written, bool):
        raise ValueError(f"must be a whole number without quotation marks, not {_shown(written)}.")
    return int(_in_range(declared, written, written, ""))


def _in_range(declared: Declared, value: float, written: object, unit: str) -> float:
    least, most = declared.minimum, declared.maximum
    if (least is not None and value < least) or (most is not None and value > most):
        raise ValueError(f"must be from {least:g}{unit} to {most:g}{unit}, not {_shown(written)}.")
    return value


def _flag(_: Declared, written: object, __: float | None) -> bool:
    if not isinstance(written, bool):
        raise ValueError(f"must be true or false, without quotation marks, not {_shown(written)}.")
    return written


def _choice(declared: Declared, written: object, _: float | None) -> str:
    if not isinstance(written, str) or written not in declared.choices:
        choices = ", ".join(f'"{choice}"' for choice in declared.choices)
        raise ValueError(f"must be one of {choices}, not {_shown(written)}.")
    return written


def _text(_: Declared, written: object, __: float | None) -> str:
    if not isinstance(written, str):
        raise ValueError(f"must be a text in quotation marks, not {_shown(written)}.")
    if _UNPRINTABLE.search(written):
        raise ValueError(f"must not hold control characters, as {_shown(written)} does.")
    return written


def _font(declared: Declared, written: object, cell: float | None) -> str:
    name = _text(declared, written, cell)
    if not name.strip() or name != name.strip() or len(name) > 64:
        raise ValueError(
            f"must be the name of a font, of 64 characters at most and without space around it, "
            f"not {_shown(written)}."
        )
    return name


def _fonts(declared: Declared, written: object, cell: float | None) -> tuple[str, ...]:
    if not isinstance(written, list) or not written:
        raise ValueError(f'must be a list of families, such as ["仿宋"], not {_shown(written)}.')
    return tuple(_font(declared, family, cell) for family in written)


def _color(_: Declared, written: object, __: float | None) -> str:
    if not isinstance(written, str) or not _COLOR.fullmatch(written):
        raise ValueError(f'must be a colour such as "#C00000", not {_shown(written)}.')
    return written.upper()


def _words(declared: Declared, written: object, _: float | None) -> tuple[str, ...]:
    if not isinstance(written, list) or not all(isinstance(word, str) for word in written):
        raise ValueError(f'must be a list of texts, such as ["one"], not {_shown(written)}.')
    for word in written:
        if declared.choices and word not in declared.choices:
            choices = ", ".join(f'"{choice}"' for choice in declared.choices)
            raise ValueError(f"may hold {choices}, not {_shown(word)}.")
    if declared.choices and not written:
        raise ValueError("must not be empty.")
    return tuple(dict.fromkeys(written))


def _shown(written: object) -> str:
    """A value as TOML writes it, cut where it is long."""
    if isinstance(written, bool):
        return str(written).lower()
    text = repr(written)
    shown = '"' + text[1:-1] + '"' if isinstance(written, str) else text
    return shortened(shown)


_RESOLVERS: Mapping[Kind, Callable[[Declared, object, float | None], Any]] = {
    "length": _length,
    "count": _count,
    "flag": _flag,
    "choice": _choice,
    "text": _text,
    "font": _font,
    "fonts": _fonts,
    "color": _color,
    "words": _words,
}
