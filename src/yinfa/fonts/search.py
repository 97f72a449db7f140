"""The user's own fonts: where they lie, and which of them a family name means.

In come folders and a name, out comes the record of a face. Nothing is looked at
before a family is asked for that does not ship with Yinfa.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import platformdirs

from yinfa.fonts import sfnt

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_REGULAR = 400


class Skipped(NamedTuple):
    """A font file that was passed over, and why: "is damaged (cut short)"."""

    path: Path
    reason: str


class Installed(NamedTuple):
    """What the folders hold: usable faces in the folders' order, and the files passed over."""

    faces: tuple[sfnt.FaceRecord, ...]
    skipped: tuple[Skipped, ...]

    def find(self, name: str) -> sfnt.FaceRecord | None:
        """The face that a family, full or PostScript name means.

        Of a family's faces it is the upright one whose weight is nearest to regular;
        of equals, the one found first.
        """
        wanted = normalized(name)
        exact = [face for face in self.faces if wanted in map(normalized, face.full_names)]
        family = [face for face in self.faces if wanted in map(normalized, face.families)]
        return min(exact or family, key=lambda face: (face.italic, abs(face.weight - _REGULAR)), default=None)

    def near(self, name: str, others: Iterable[str] = ()) -> list[str]:
        """Up to five family names that look like `name`, of these faces and of `others`."""
        known = {normalized(family): family for face in self.faces for family in face.families}
        known |= {normalized(other): other for other in others}
        return [known[match] for match in difflib.get_close_matches(normalized(name), known, 5, 0.5)]


def normalized(name: str) -> str:
    """A name as it is compared: without case, spaces, hyphens and underscores."""
    return name.casefold().translate({ord(sign): None for sign in " -_\u3000"})


def user_folder() -> Path:
    """The folder into which a user puts fonts for Yinfa alone."""
    return Path(platformdirs.user_data_dir("yinfa", appauthor=False)) / "fonts"


def system_folders() -> tuple[Path, ...]:
    """The folders where this system keeps fonts, the user's own before the shared ones."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        return (local / "Microsoft" / "Windows" / "Fonts", windows / "Fonts")
    if sys.platform == "darwin":
        shared = ("/Library/Fonts", "/System/Library/Fonts", "/System/Library/AssetsV2")
        return (home / "Library" / "Fonts", *map(Path, shared))
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    shared_data = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return (own / "fonts", home / ".fonts", *(Path(data) / "fonts" for data in shared_data.split(":")))


def scan(folders: Iterable[Path]) -> Installed:
    """Look through folders and their subfolders. A file that cannot be used is recorded, never raised."""
    faces: list[sfnt.FaceRecord] = []
    skipped: list[Skipped] = []
    for path in _files(folders):
        try:
            faces += sfnt.read(path)
        except sfnt.UnusableFontError as error:
            skipped.append(Skipped(path, str(error)))
    return Installed(tuple(faces), tuple(skipped))


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for parent, subfolders, names in os.walk(folder):
            subfolders.sort()
            for name in sorted(names):
                path = Path(parent, name)
                if path.suffix.lower() in _SUFFIXES and path.is_file():
                    yield path
