"""Style sheets as text: their names, and a whole sheet with the origin of every value.

In comes a sheet's name or path, out comes text for the user. All TOML that is
written here loads again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from yinfa.errors import StyleError
from yinfa.style.inherit import Entry, Written, declared_in
from yinfa.style.load import sound
from yinfa.style.search import sheets
from yinfa.style.sheet import Declared, declarations


def names() -> list[tuple[str, str]]:
    """The sheets that are found by name, each with its description or with what is wrong with it."""
    return [(name, _description(paths[0])) for name, paths in sheets().items()]


def show(name_or_path: str) -> str:
    """A whole sheet: each attribute with its meaning, its clause and, in brackets, its origin.

    The origin is the sheet and the line that wrote the value, or ``default``. What
    the sheet inherits and the defaults are written out, and variables are
    replaced. Raises StyleError where the sheet is wrong.
    """
    written = sound(name_or_path).written
    lines = [f"description = {toml(written.description)}"]
    for table in written.entries:
        lines += ["", f"[{_header(table)}]"]
        for key, declared, entry in attributes(written, table):
            origin = _origin(entry) if entry else "default"
            lines.append(f"{key} = {toml(value_of(declared, entry))}  # {declared.meaning} [{origin}]")
    return "\n".join(lines) + "\n"


def toml(value: object) -> str:
    """A text, number, flag, list or table of these as TOML, in one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(toml, value))}]"
    return str(value)


def _description(path: Path) -> str:
    try:
        return sound(str(path)).sheet.description
    except StyleError as error:
        return f"({error})"


def attributes(written: Written, table: str) -> Iterator[tuple[str, Declared, Entry | None]]:
    """The attributes of a table in order, each with where it is written."""
    for key, declared in declarations(declared_in(table)).items():
        yield key, declared, written.entries[table].get(key)


def value_of(declared: Declared, entry: Entry | None) -> object:
    """What an attribute has, as in a sheet."""
    return entry.value if entry else declared.default


def _origin(entry: Entry) -> str:
    """The sheet's file and the line, without the folder and the column."""
    file, line, _ = entry.place.rsplit(":", 2)
    return "".join(c if c.isprintable() else "?" for c in f"{Path(file).name}:{line}")


def _header(table: str) -> str:
    role = table.removeprefix("fonts.")
    return table if role == table else f"fonts.{toml(role)}"
