"""`styles new`: a sheet that changes nothing yet and shows all that could be changed.

In come the sheet to extend and the file to be, out comes TOML.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yinfa.errors import OutputError, UsageError
from yinfa.files import write
from yinfa.style.inherit import Written
from yinfa.style.listing import attributes, toml, value_of
from yinfa.style.load import sound
from yinfa.style.search import SUFFIX
from yinfa.style.sheet import FontStack, declarations

_HEAD = """\
# A style sheet of your own: every value is inherited from the sheet it extends until you take the "# "
# before it away and change it. `yinfa styles check` says what is wrong and where.
#
# A length has a unit (mm, cm, in, pt, or 字: one character of the grid) or is a named size such as "三号".
#
# Editors that know TOML complete the keys where `yinfa styles schema > yinfa.schema.json` has put the
# schema beside this file and this stands in its first line:  #:schema ./yinfa.schema.json
"""


def create(parent: str, target: Path) -> None:
    """Write a starter to a file that does not exist yet.

    Raises UsageError where the file's name does not end in ``.toml``, StyleError
    where the parent is wrong, OutputError where the file cannot be written.
    """
    check_name(target)
    text = starter(parent, target)
    if target.exists():
        raise OutputError(
            "There is a file of this name.", place=str(target), remedy="Name another, or move it away."
        )
    write(target, text.encode())


def check_name(target: Path) -> None:
    """Raise UsageError where a file to be is not named as a sheet."""
    if target.suffix != SUFFIX:
        raise UsageError("The name of a style sheet ends in .toml.", place=str(target), remedy="Add it.")


def starter(parent: str, target: Path) -> str:
    """A sheet for the file `target` that extends `parent`.

    Every attribute stands in it as a comment, with the value that is inherited and
    its meaning. Raises StyleError where the parent is wrong.
    """
    written = sound(parent).written
    lines = [
        _HEAD,
        f"extends = {toml(_seen_from(target, parent))}",
        f"description = {toml(f'{target.stem}: {written.name}')}",
    ]
    for table in written.entries:
        if not table.startswith("fonts."):
            lines += ["", f"[{table}]", *_commented(written, table)]
    lines += ["", "[fonts]", *_commented_fonts(written)]
    return "\n".join(lines) + "\n"


def _commented(written: Written, table: str) -> Iterator[str]:
    for key, declared, entry in attributes(written, table):
        yield f"# {key} = {toml(value_of(declared, entry))}  # {declared.meaning}"


def _commented_fonts(written: Written) -> Iterator[str]:
    """A line a role, under what its keys mean."""
    for key, declared in declarations(FontStack).items():
        yield f"#   {key}: {declared.meaning}"
    for table in written.entries:
        if table.startswith("fonts."):
            values = {key: value_of(declared, entry) for key, declared, entry in attributes(written, table)}
            yield f"# {toml(table.removeprefix('fonts.'))} = {toml(values)}"


def _seen_from(target: Path, parent: str) -> str:
    """What the sheet `target` calls its parent: its name, or its path, from the target's folder if within."""
    if not parent.endswith(SUFFIX):
        return parent
    path, folder = Path(parent).resolve(), target.resolve().parent
    return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()
