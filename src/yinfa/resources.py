"""Where the data files that ship with Yinfa lie: style sheets and fonts.

A wheel carries them under ``yinfa/_data``; in a checkout (an editable
installation) they are the top-level folders ``styles`` and ``fonts``.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder ``styles`` or ``fonts``."""
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / name
