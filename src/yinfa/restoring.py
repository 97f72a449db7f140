"""`restore`: the source files that the JSON of `clean` holds, written back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from yinfa import files
from yinfa.batch.outputs import STDOUT
from yinfa.console import write_stdout
from yinfa.errors import InputError, OutputError, UsageError
from yinfa.formats.json import Restored, loads
from yinfa.source import STDIN


def restore_all(cleaned: str, out: str, *, force: bool) -> Iterator[Path]:
    """Rebuild every source of a JSON file (``-`` is stdin); yields the files as they are written.

    OUT is a folder where it is one, where it has no suffix or where there are
    several sources; else a file. Of a source's path only its last part is used.
    Raises InputError, UsageError and OutputError.
    """
    sources = loads(_read(cleaned), cleaned)
    if out == STDOUT:
        if len(sources) != 1:
            raise UsageError(f"stdout takes one source, not {len(sources)}.", remedy="Name a folder with -o.")
        write_stdout(sources[0].data)
        return
    targets = _targets(sources, Path(out))
    for path, source in targets.items():
        _check(path, source, force=force)
    for path, source in targets.items():
        files.make_folder(path.parent)
        files.write(path, source.data)
        yield path


def _read(cleaned: str) -> bytes:
    if cleaned == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(cleaned).read_bytes()
    except OSError as error:
        raise InputError(
            f"The file cannot be read: {error.strerror}.", place=cleaned, remedy="Check the name."
        ) from error


def _targets(sources: list[Restored], out: Path) -> dict[Path, Restored]:
    if len(sources) == 1 and out.suffix and not out.is_dir():
        return {out: sources[0]}
    targets: dict[Path, Restored] = {}
    for source in sources:
        path = out / _file_name(source.path)
        if path in targets:
            raise OutputError(
                f"{source.path} and {targets[path].path} would both be this file.",
                place=str(path),
                remedy="Restore them one by one.",
            )
        targets[path] = source
    return targets


def _file_name(path: str) -> str:
    """The last part of a path of any system: nothing is written outside OUT."""
    name = PureWindowsPath(PurePosixPath(path).name).name
    return name if name not in {"", STDIN, ".."} else "stdin.txt"


def _check(path: Path, source: Restored, *, force: bool) -> None:
    files.check_replaceable(path, lambda old: old == source.data, force=force)
