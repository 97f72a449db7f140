"""From a sheet's name to the values it and the sheets it extends have written.

In come a name or a path and the settings of the command line, out comes
`Written`: every attribute that some sheet of the chain sets, as written, with
the place where it is. Tables, keys and variables are checked here; what the
values mean is checked in `load`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from yinfa.errors import StyleError
from yinfa.style.search import find
from yinfa.style.sheet import TABLES, FontStack, declarations
from yinfa.style.values import nearest
from yinfa.style.written import Document, read

_TOP = ("description", "extends", "variables", *TABLES, "fonts")
_MOST_VARIABLES = 16  # how many variables may stand for one another in a row


@dataclass(frozen=True, slots=True)
class Entry:
    """A value as written, its variables replaced, and where: ``file:line:column`` or the setting.

    `rank` counts the sheets of the chain from 0, the most general one; settings stand above them.
    """

    value: object
    place: str
    rank: int


@dataclass(frozen=True, slots=True)
class Written:
    """What a chain of sheets says.

    `entries` has the tables of `TABLES` and one ``fonts.ROLE`` for each role,
    each with the attributes that are written somewhere.
    """

    name: str
    description: str
    place: str
    entries: Mapping[str, Mapping[str, Entry]]


def gather(name_or_path: str, settings: Sequence[str] = ()) -> Written:
    """Read a sheet, all that it extends, and the settings on top.

    Raises StyleError for whatever cannot be read or is not known.
    """
    chain = _chain(name_or_path)
    tables: dict[str, dict[str, Entry]] = {table: {} for table in TABLES}
    variables: dict[str, Entry] = {}
    for rank, document in enumerate(chain):
        _check_top(document)
        for table, key, entry in _entries(document, rank):
            _put(tables, variables, table, key, entry)
    for setting in settings:
        _put(tables, variables, *_setting(setting, len(chain)))
    return Written(
        name=chain[-1].path.stem,
        description=_description(chain[-1]),
        place=str(chain[-1].path),
        entries={
            table: {key: _replaced(entry, variables) for key, entry in entries.items()}
            for table, entries in tables.items()
        },
    )


def declared_in(table: str) -> type:
    """The style class of a table, ``fonts.ROLE`` included."""
    return FontStack if table.startswith("fonts.") else TABLES[table]


def _chain(name_or_path: str) -> list[Document]:
    """The sheet and those it extends, the most general one first."""
    documents = [read(find(name_or_path))]
    while "extends" in documents[-1].values:
        document = documents[-1]
        base, place = document.values["extends"], document.place("extends")
        if not isinstance(base, str):
            raise StyleError("extends must be the name or path of one sheet, as a text.", place=place)
        documents.append(read(find(base, [earlier.path for earlier in documents], place)))
    return documents[::-1]


def _check_top(document: Document) -> None:
    for key, value in document.values.items():
        place = document.place(key)
        if key not in _TOP:
            raise StyleError(f"Unknown table or key {key!r}.", place=place, remedy=nearest(key, _TOP))
        if key in {"description", "extends"}:
            continue
        if not isinstance(value, dict):
            raise StyleError(f"{key} must be a table.", place=place, remedy=f"Write [{key}].")


def _description(document: Document) -> str:
    description = document.values.get("description", "")
    if not isinstance(description, str):
        raise StyleError("description must be a text.", place=document.place("description"))
    return description


def _entries(document: Document, rank: int) -> Iterator[tuple[str, str, Entry]]:
    """The keys of all tables; a role's stack counts as a table."""
    for table, values in document.values.items():
        if table == "fonts":
            for role, stack in values.items():
                if not isinstance(stack, dict) or not stack:
                    raise StyleError(
                        f"The font {role} must be a table.",
                        place=document.place(table, role),
                        remedy='Write { docx = "FAMILY", pdf = ["FAMILY"] }.',
                    )
                for key, value in stack.items():
                    yield f"fonts.{role}", key, Entry(value, document.place(table, role, key), rank)
        elif table not in {"description", "extends"}:
            for key, value in values.items():
                yield table, key, Entry(value, document.place(table, key), rank)


def _setting(setting: str, rank: int) -> tuple[str, str, Entry]:
    """A KEY=VALUE of the command line: ``body.size=四号``, ``output.formats=["pdf"]``."""
    place = f"--set {setting}"
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
        raise StyleError(f"Unknown table {table!r}.", place=entry.place, remedy=nearest(table, known))
    attributes = declarations(declared_in(table))
    if key not in attributes:
        raise StyleError(
            f"Unknown key {key!r} in [{table}].", place=entry.place, remedy=nearest(key, attributes)
        )
    tables[table][key] = entry


def _replaced(entry: Entry, variables: Mapping[str, Entry]) -> Entry:
    value = entry.value
    if isinstance(value, list):
        return replace(entry, value=[_value(item, entry.place, variables) for item in value])
    return replace(entry, value=_value(value, entry.place, variables))


def _value(value: object, place: str, variables: Mapping[str, Entry]) -> object:
    """What a value that may be ``$name`` stands for."""
    for _ in range(_MOST_VARIABLES):
        if not isinstance(value, str) or not value.startswith("$"):
            return value
        if value[1:] not in variables:
            remedy = nearest(value[1:], variables) if variables else "Declare it in [variables]."
            raise StyleError(f"There is no variable {value}.", place=place, remedy=remedy)
        value = variables[value[1:]].value
    raise StyleError(f"The variable {value} stands for itself.", place=place, remedy="Break the circle.")
