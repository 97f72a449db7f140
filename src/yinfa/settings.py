"""Settings from files: the nearest ``yinfa.toml`` upward, then the user's configuration folder.

In: a folder to start from. Out: defaults for the command line's options, under
their long names. The keys are flat: ``style = "office"``, ``to = ["docx"]``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from yinfa.errors import UsageError

NAME = "yinfa.toml"

KEYS: Mapping[str, tuple[type, ...]] = {
    "out": (str,),
    "to": (str, list),
    "style": (str,),
    "set": (list,),
    "script": (str,),
    "jobs": (int,),
    "timeout": (int, float),
    "rule": (list,),
    "no_rule": (list,),
    "protect": (str, list),
    "format": (str,),
}
"""The options that a file may set, and the types of TOML that each may have."""

_PATHS = frozenset({"out", "protect"})


def load(start: Path) -> dict[str, Any]:
    """The settings that hold in a folder; the nearer file counts more, key by key.

    Raises UsageError, with the file, for unknown keys and wrong types.
    """
    import platformdirs

    user = Path(platformdirs.user_config_dir("yinfa", appauthor=False)) / NAME
    nearest = next((folder / NAME for folder in (start, *start.parents) if (folder / NAME).is_file()), None)
    files = dict.fromkeys(path for path in (user, nearest) if path and path.is_file())
    settings: dict[str, Any] = {}
    for path in files:
        settings |= _read(path)
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"The settings cannot be read: {error.strerror}.",
            place=str(path),
            remedy="Check its permissions.",
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"This is not TOML: {error}.", place=str(path), remedy="Correct it.") from error
    return {key: _value(key, value, path) for key, value in values.items()}


def _value(key: str, value: object, path: Path) -> object:
    if key not in KEYS:
        raise UsageError(
            f"There is no setting {key}.", place=str(path), remedy=f"The settings are: {', '.join(KEYS)}."
        )
    if not isinstance(value, KEYS[key]) or isinstance(value, bool):
        kinds = " or ".join(
            {str: "a text", list: "a list", int: "a number", float: "a number"}[k] for k in KEYS[key]
        )
        raise UsageError(f"{key} must be {kinds}.", place=str(path), remedy="Correct it.")
    if isinstance(value, list):
        if not all(isinstance(item, str) for item in value):
            raise UsageError(f"{key} must be a list of texts.", place=str(path), remedy="Correct it.")
        return ",".join(value) if key == "to" else value
    is_path = key in _PATHS or (key == "style" and str(value).endswith(".toml"))
    return str(path.parent / str(value)) if is_path else value
