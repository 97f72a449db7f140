"""The tables of ``styles/README.md``, made of the declarations.

``python tests/style_reference.py`` renews them; a test compares. The prose around them is
written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from yinfa.style.inherit import Written
from yinfa.style.listing import attributes, toml, value_of
from yinfa.style.load import load, sound
from yinfa.style.sheet import ELEMENTS, TABLES, Declared, FontStack, Kind, declarations
from yinfa.style.values import NAMED_SIZES, POINTS

SHEETS = Path(__file__).resolve().parents[1] / "styles"
PAGE = SHEETS / "README.md"

_BLOCK = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_SIZES = ", ".join(f"{name} {points:g}" for name, points in NAMED_SIZES.items())

KINDS: Mapping[Kind, tuple[str, str]] = {
    "length": (
        f"a number with a unit, {', '.join(POINTS)} or 字 (a cell of the grid; not in `[page]`), or a named "
        f"size (in points: {_SIZES})",
        '`"37mm"`, `"2字"`, `"三号"`',
    ),
    "count": ("a whole number", "`22`"),
    "flag": ("yes or no", "`true`, `false`"),
    "choice": ("one of the words that are listed", '`"center"`'),
    "text": ("a text", '`"— {page} —"`'),
    "font": ("a role of `[fonts]`, or the name of a family", '`"仿宋"`'),
    "fonts": ("a list of families", '`["Zhuque Fangsong"]`'),
    "color": ("a colour: red, green, blue", '`"#C00000"`'),
    "words": ("a list of words", '`["pdf"]`'),
}


def renewed(text: str) -> str:
    """The page with its tables as the declarations say."""
    return _BLOCK.sub(
        lambda block: f"{block[1]}{_TABLES.get(block[2], _attributes)(block[2])}{block[3]}", text
    )


def told(text: str) -> set[str]:
    """The names of the tables on a page."""
    return {block[2] for block in _BLOCK.finditer(text)}


def _values(_: str) -> str:
    return _table(
        "kind | what it is | for example",
        (f"{kind} | {what} | {shown}" for kind, (what, shown) in KINDS.items()),
    )


def _attributes(table: str) -> str:
    style = FontStack if table == "fonts" else TABLES[table]
    return _table(
        "key | value | default | meaning",
        (
            f"`{key}` | {_kind(one)} | {_default(one)} | {one.meaning}"
            for key, one in declarations(style).items()
        ),
    )


def _kind(declared: Declared) -> str:
    if declared.kind == "choice":
        return ", ".join(f"`{toml(choice)}`" for choice in declared.choices)
    if declared.minimum is None or declared.maximum is None:
        return declared.kind
    unit = " pt" if declared.kind == "length" else ""
    return f"{declared.kind}, {declared.minimum:g} to {declared.maximum:g}{unit}"


def _default(declared: Declared) -> str:
    return "none" if declared.default is None else f"`{toml(declared.default)}`"


def _elements(_: str) -> str:
    """The keys of an element, and what the official sheet writes beside the defaults."""
    official = _official()
    rows = []
    for element, meaning in ELEMENTS.items():
        own = [
            f"`{key} = {toml(value)}`"
            for key, declared, entry in attributes(official, element)
            if (value := value_of(declared, entry)) != declared.default
        ]
        rows.append(f"`[{element}]` | {meaning} | {', '.join(own) or 'the defaults'}")
    shown = _table("table | element | in the official sheet", rows)
    return f"{_attributes(next(iter(ELEMENTS)))}\n{shown}"


def _fonts(_: str) -> str:
    official = _official()
    rows = []
    for table in official.entries:
        if table.startswith("fonts."):
            values = {key: value_of(declared, entry) for key, declared, entry in attributes(official, table)}
            rows.append(f"{table.removeprefix('fonts.')} | `{toml(values)}`")
    return f"{_attributes('fonts')}\n{_table('role | in the official sheet', rows)}"


def _sheets(_: str) -> str:
    files = sorted(SHEETS.glob("*.toml"))
    return _table("sheet | for", (f"`{file.stem}` | {load(str(file)).description}" for file in files))


def _table(head: str, rows: Iterable[str]) -> str:
    rule = "|".join(["---"] * (head.count(" | ") + 1))
    return "\n".join([f"| {head} |", f"|{rule}|", *(f"| {row} |" for row in rows), ""])


def _official() -> Written:
    return sound(str(SHEETS / "official.toml")).written


_TABLES: Mapping[str, Callable[[str], str]] = {
    "values": _values,
    "elements": _elements,
    "fonts": _fonts,
    "sheets": _sheets,
}
"""The tables that are no table of a sheet."""


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
