"""From a sheet's name to the values it and the sheets it extends have written.

In come a name or a path and the settings of the command line, out comes
`Written`: every attribute that some sheet of the chain sets, as written, with
the place where it is. Tables, keys and variables are checked here and their
faults noted; what the values mean is checked in `load`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from yinfa.errors import StyleError
from yinfa.style.faults import Faults, noted
from yinfa.style.search import find
from yinfa.style.sheet import TABLES, FontStack, declarations
from yinfa.style.values import nearest, shortened
from yinfa.style.written import Document, Key, read

_TOP = ("description", "extends", "variables", *TABLES, "fonts")
_MOST_VARIABLES = 16  # how many variables may stand for one another in a row


class Entry(NamedTuple):
    """A value as written, its variables replaced, and where: the key in a sheet, or the setting.

    `rank` counts the sheets of the chain from 0, the most general one; settings stand above them.
    """

    value: object
    origin: Document | str
    rank: int
    key: Key = ()

    @property
    def place(self) -> str:
        """``file:line:column`` or the setting."""
        return self.origin if isinstance(self.origin, str) else self.origin.place(*self.key)


class Written(NamedTuple):
    """What a chain of sheets says.

    `entries` has the tables of `TABLES` and one ``fonts.ROLE`` for each role,
    each with the attributes that are written somewhere. `files` are the sheets of the
    chain, the most general one first; it is not `whole` where some of it could not be
    read. In the tables that are `broken` something is left out for its fault.
    """

    name: str
    description: str
    files: Sequence[Path]
    entries: Mapping[str, Mapping[str, Entry]]
    whole: bool
    broken: frozenset[str]

    @property
    def place(self) -> str:
        """The sheet itself, where nothing nearer can be said."""
        return str(self.files[-1])


def gather(name_or_path: str, settings: Sequence[str], faults: Faults) -> Written:
    """Read a sheet, all that it extends, and the settings on top.

    What is not known or cannot be followed is noted and left out. Raises StyleError
    where the sheet itself cannot be read.
    """
    before = len(faults)
    chain = _chain(name_or_path, faults)
    whole = len(faults) == before
    tables: dict[str, dict[str, Entry]] = {table: {} for table in TABLES}
    variables: dict[str, Entry] = {}
    broken: set[str] = set()
    for table, key, entry in _written(chain, settings, faults):
        with noted(faults):
            _put(tables, variables, table, key, entry)
            continue
        broken.add(table)
    entries = {
        table: _all_replaced(table_entries, variables, faults) for table, table_entries in tables.items()
    }
    return Written(
        name=chain[-1].path.stem,
        description=_description(chain[-1], faults),
        files=tuple(document.path for document in chain),
        entries=entries,
        whole=whole,
        broken=frozenset(broken | {table for table in tables if len(entries[table]) < len(tables[table])}),
    )


def declared_in(table: str) -> type:
    """The style class of a table, ``fonts.ROLE`` included."""
    return FontStack if table.startswith("fonts.") else TABLES[table]


def _chain(name_or_path: str, faults: Faults) -> list[Document]:
    """The sheet and those it extends, the most general one first."""
    documents = [read(find(name_or_path), faults)]
    with noted(faults):
        while "extends" in documents[-1].values:
            document = documents[-1]
            base, place = document.values["extends"], document.place("extends")
            if not isinstance(base, str):
                raise StyleError("extends must be the name or path of one sheet, as a text.", place=place)
            found = find(base, [earlier.path for earlier in documents], place)
            documents.append(read(found, faults))
    return documents[::-1]


def _description(document: Document, faults: Faults) -> str:
    description = document.values.get("description", "")
    if isinstance(description, str):
        return description
    faults.append(StyleError("description must be a text.", place=document.place("description")))
    return ""


def _written(
    chain: Sequence[Document], settings: Sequence[str], faults: Faults
) -> Iterator[tuple[str, str, Entry]]:
    """What the sheets write, the most general one first, and the settings."""
    for rank, document in enumerate(chain):
        for table in document.values:
            with noted(faults):
                yield from _entries(document, table, rank, faults)
    for setting in settings:
        with noted(faults):
            yield _setting(setting, len(chain))


def _entries(document: Document, table: str, rank: int, faults: Faults) -> Iterator[tuple[str, str, Entry]]:
    """The keys of a table; a role's stack counts as a table."""
    values = document.values[table]
    if table not in _TOP:
        unknown = f"Unknown table or key {shortened(table)!r}."
        raise StyleError(unknown, place=document.place(table), remedy=nearest(table, _TOP))
    if table in {"description", "extends"}:
        return
    if not isinstance(values, dict):
        place = document.place(table)
        raise StyleError(f"{table} must be a table.", place=place, remedy=f"Write [{table}].")
    for key, value in values.items():
        if table != "fonts":
            yield table, key, Entry(value, document, rank, (table, key))
            continue
        with noted(faults):
            yield from _stack(document, key, rank)


def _stack(document: Document, role: str, rank: int) -> Iterator[tuple[str, str, Entry]]:
    stack = document.values["fonts"][role]
    if not isinstance(stack, dict) or not stack:
        raise StyleError(
            f"The font {shortened(role)} must be a table.",
            place=document.place("fonts", role),
            remedy='Write { docx = "FAMILY", pdf = ["FAMILY"] }.',
        )
    for key, value in stack.items():
        yield f"fonts.{role}", key, Entry(value, document, rank, ("fonts", role, key))


def _setting(setting: str, rank: int) -> tuple[str, str, Entry]:
    """A KEY=VALUE of the command line: ``body.size=四号``, ``output.formats=["pdf"]``."""
    place = f"--set {shortened(setting)}"
    key, equals, value = (part.strip() for part in setting.partition("="))
    table, dot, attribute = key.rpartition(".")
    if not (equals and dot and table and attribute):
        raise StyleError(
            "A setting is TABLE.KEY=VALUE.", place=place, remedy="For example: --set body.size=四号"
        )
    return table, attribute, Entry(_setting_value(value), place, rank)


def _setting_value(value: str) -> object:
    """A value of the command line: a number, flag, list or quoted text of TOML, or else the bare text."""
    if value in {"true", "false"} or value[:1] in {"[", '"', "'"} or value.removeprefix("-").isdecimal():
        try:
            parsed = tomllib.loads(f"value = {value}")
        except (ValueError, RecursionError):
            return value
        if list(parsed) == ["value"]:
            return parsed["value"]
    return value


def _put(
    tables: dict[str, dict[str, Entry]], variables: dict[str, Entry], table: str, key: str, entry: Entry
) -> None:
    """Let an entry stand in the place of the one it overrides."""
    if table == "variables":
        variables[key] = entry
        return
    if table.startswith("fonts.") and len(table) > len("fonts."):
        tables.setdefault(table, {})
    if table not in tables:
        known = [*TABLES, "variables", "fonts.ROLE"]
        unknown = f"Unknown table {shortened(table)!r}."
        raise StyleError(unknown, place=entry.place, remedy=nearest(table, known))
    attributes = declarations(declared_in(table))
    if key not in attributes:
        unknown = f"Unknown key {shortened(key)!r} in [{shortened(table)}]."
        raise StyleError(unknown, place=entry.place, remedy=nearest(key, attributes))
    tables[table][key] = entry


def _all_replaced(
    entries: Mapping[str, Entry], variables: Mapping[str, Entry], faults: Faults
) -> dict[str, Entry]:
    replaced = {}
    for key, entry in entries.items():
        with noted(faults):
            replaced[key] = _replaced(entry, variables)
    return replaced


def _replaced(entry: Entry, variables: Mapping[str, Entry]) -> Entry:
    value = entry.value
    if isinstance(value, list):
        return entry._replace(value=[_value(item, entry, variables) for item in value])
    return entry._replace(value=_value(value, entry, variables))


def _value(value: object, entry: Entry, variables: Mapping[str, Entry]) -> object:
    """What a value of an entry that may be ``$name`` stands for."""
    for _ in range(_MOST_VARIABLES):
        if not isinstance(value, str) or not value.startswith("$"):
            return value
        if value[1:] not in variables:
            remedy = nearest(value[1:], variables) if variables else "Declare it in [variables]."
            raise StyleError(f"There is no variable {shortened(value)}.", place=entry.place, remedy=remedy)
        value = variables[value[1:]].value
    raise StyleError(
        f"The variable {shortened(str(value))} stands for itself.",
        place=entry.place,
        remedy="Break the circle.",
    )
