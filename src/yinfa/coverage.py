"""`fonts check`: which characters of a text the fonts of a style sheet lack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from yinfa.fonts import Coverage, coverage
from yinfa.source import read
from yinfa.style import find, load

_MOST = 30  # characters listed


def report(names: Sequence[str], style: str, settings: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """A line a file and role with something to say, and whether every character can be drawn.

    Raises InputError, StyleError and FontError.
    """
    sheet = load(style, settings)
    folders = [find(style).parent / "fonts"]
    for name in names:
        text = read(Path(name), name).text
        for covered in coverage(text, sheet.fonts, folders):
            if covered.fallback or covered.missing:
                yield f"{name}: {_line(covered)}", not covered.missing


def _line(covered: Coverage) -> str:
    parts = []
    for family in dict.fromkeys(covered.fallback.values()):
        drawn = [character for character, drawer in covered.fallback.items() if drawer == family]
        parts.append(f"{_listed(drawn)} from {family}")
    if covered.missing:
        parts.append(f"in no font: {_listed(covered.missing)}")
    return f"{covered.font} ({covered.family}): {'; '.join(parts)}"


def _listed(characters: Sequence[str]) -> str:
    more = f" and {len(characters) - _MOST} more" if len(characters) > _MOST else ""
    shown = (c if c.isprintable() else f"U+{ord(c):04X}" for c in characters[:_MOST])
    return "".join(shown) + more
