"""Where style sheets are found by their names.

In comes a name, out come files: those of the project (``styles`` in the working
folder) before those of the user (``styles`` in the user's configuration folder)
before those that come with Yinfa.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yinfa.errors import StyleError
from yinfa.resources import folder
from yinfa.style.values import nearest

SUFFIX = ".toml"


def folders() -> list[Path]:
    """The folders that are searched, each of them once, in the order of the search."""
    import platformdirs

    user = Path(platformdirs.user_config_dir("yinfa", appauthor=False))
    asked = (Path("styles"), user / "styles", folder("styles"))
    return list({path.resolve(): path for path in reversed(asked) if path.is_dir()}.values())[::-1]


def sheets() -> dict[str, list[Path]]:
    """The sheets of all folders, by name; the first of a name counts, the others are overridden by it."""
    found: dict[str, list[Path]] = {}
    for searched in folders():
        for path in filter(_is_file, searched.glob(f"*{SUFFIX}")):
            found.setdefault(path.stem, []).append(path)
    return dict(sorted(found.items()))


def find(name_or_path: str, extending: Sequence[Path] = (), place: str = "") -> Path:
    """The file of a sheet.

    A path ends in ``.toml`` and is relative to the last of `extending`, the sheets
    that extend this one by now; `place` is where they do. A sheet that extends its
    own name means the one that it overrides.

    Raises StyleError where there is none, or where it extends itself.
    """
    found = _at_path(name_or_path, extending, place) or _of_name(name_or_path, place)
    for path in found:
        if not any(path.samefile(earlier) for earlier in extending):
            return path
    raise StyleError(
        f"The sheet extends itself by way of {name_or_path}.", place=place, remedy="Break the circle."
    )


def _at_path(name: str, extending: Sequence[Path], place: str) -> list[Path]:
    if not name.endswith(SUFFIX):
        return []
    path = extending[-1].parent / name if extending else Path(name)
    if not _is_file(path):
        raise StyleError(
            f"The sheet to extend, {path}, does not exist." if extending else "There is no such style sheet.",
            place=place or str(path),
            remedy="`yinfa styles list` names those that are found by name.",
        )
    return [path]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that the file system does not take, a folder that may not be read
        return False


def _of_name(name: str, place: str) -> list[Path]:
    known = sheets()
    if name not in known:
        raise StyleError(
            f"There is no style sheet named {name!r}.",
            place=place,
            remedy=f"{nearest(name, known)} A sheet of your own is given by its path, FILE.toml.",
        )
    return known[name]
