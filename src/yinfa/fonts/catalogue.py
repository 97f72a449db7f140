"""The fonts that ship with Yinfa, as `fonts.toml` records them.

In comes the catalogue file, out come records. Nothing here opens a font.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from yinfa import resources
from yinfa.errors import FontError

REINSTALL = "Install Yinfa again: the fonts that ship with it are incomplete or damaged."


class BundledFont(NamedTuple):
    """A record of the catalogue.

    A style sheet may ask for the font by its `role`, its `family` or one of its
    other `names`. `modified` says whether the file differs from what its authors
    publish; `fallback` whether it draws what other fonts lack.
    """

    role: str
    family: str
    names: tuple[str, ...]
    path: Path
    sha256: str
    origin: str
    version: str
    licence: str
    modified: bool
    fallback: bool

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name the font answers to."""
        return (self.family, self.role, *self.names)

    def intact(self) -> bool:
        """Whether the file is byte for byte the one that was recorded.

        Raises FontError where it cannot be read.
        """
        try:
            return hashlib.sha256(self.path.read_bytes()).hexdigest() == self.sha256
        except OSError as error:
            raise FontError(
                f"The font cannot be read: {error.strerror}.", place=str(self.path), remedy=REINSTALL
            ) from error


@cache
def bundled() -> tuple[BundledFont, ...]:
    """The fonts of the catalogue, in its order.

    Raises FontError where the catalogue is missing or cannot be understood.
    """
    folder = resources.folder("fonts")
    catalogue = folder / "fonts.toml"
    try:
        entries = tomllib.loads(catalogue.read_text(encoding="utf-8"))["font"]
        return tuple(
            BundledFont(
                role=entry["role"],
                family=entry["family"],
                names=tuple(entry["names"]),
                path=folder / entry["file"],
                sha256=entry["sha256"],
                origin=entry["origin"],
                version=entry["version"],
                licence=entry["licence"],
                modified=entry["modified"],
                fallback=entry.get("fallback", False),
            )
            for entry in entries
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise FontError(
            f"The catalogue of fonts is unusable: {error!r}.", place=str(catalogue), remedy=REINSTALL
        ) from error
