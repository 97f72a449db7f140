"""The fonts of one style sheet: which face draws a character, and how wide.

In come the sheet's stacks, out come keys of faces and advances in em. A
character is drawn by the first of these that has it: the families of the stack,
the bundled fallback, the other bundled fonts. So it never vanishes; where no
font has it, the text is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from yinfa.errors import FontError, MissingGlyphError
from yinfa.fonts import search, sfnt
from yinfa.fonts.catalogue import REINSTALL, BundledFont, bundled
from yinfa.fonts.face import Face
from yinfa.layout.characters import is_latin
from yinfa.style.sheet import FontStack

_UNDRAWN = frozenset("\n\r\t\v\f\ufeff")
_MOST_REASONS = 5


class Coverage(NamedTuple):
    """How a stack covers a text.

    `family` is the stack's first; `fallback` maps each character that it lacks to
    the family that draws it; `missing` holds the characters that no font has.
    """

    font: str
    family: str
    fallback: Mapping[str, str]
    missing: tuple[str, ...]


class FontSet:
    """The faces behind a sheet's fonts; implements `yinfa.layout.metrics.Metrics`.

    Args:
        stacks: role → the families that stand for it (`Sheet.fonts`).
        folders: further folders with fonts, looked at before the user's and the
            system's, such as the folder `fonts` beside the style sheet.

    Faces are opened when they are first needed and kept.
    """

    def __init__(self, stacks: Mapping[str, FontStack], folders: Sequence[Path] = ()) -> None:
        self._stacks = stacks
        self._folders = tuple(folders)
        self._faces: dict[str, Face] = {}
        self._opened: dict[str, tuple[Face, ...]] = {}
        self._chosen: dict[tuple[str, str, bool], str] = {}

    def face(self, font: str, character: str, *, western: bool = False) -> str:
        """The key of the face that draws a character where the sheet asks for `font`.

        A face has a key of its own for the forms of `western` words and numbers.

        Raises FontError where none of a stack's families is installed, a font file is
        unusable, or no font has the character.
        """
        chosen = self._chosen.get((font, character, western))
        if chosen is None:
            candidates = self._candidates(font, character)
            if western:
                candidates = map(self._western, candidates)
            face = next((face for face in candidates if face.has(character)), None)
            if face is None:
                raise MissingGlyphError(character)
            chosen = self._chosen[font, character, western] = face.key
        return chosen

    def advance(self, face: str, character: str) -> float:
        """What a character takes of a line in a face, in em."""
        return self.get(face).advance(character)

    def plain_advance(self, face: str, character: str) -> float:
        """What a character takes in em where no OpenType feature chooses the digits."""
        return self.get(face).plain_advance(character)

    def get(self, key: str) -> Face:
        """The face of a key that `face` returned; a bundled font's family is its key.

        Raises KeyError where this set never returned the key.
        """
        if key not in self._faces:
            for font in bundled():
                if font.family == key:
                    return self._bundled_face(font)
        return self._faces[key]

    def first(self, font: str, character: str) -> Face:
        """The face that should draw a character where the sheet asks for `font`.

        Raises FontError where none of a stack's families is installed.
        """
        return next(self._candidates(font, character))

    def stack(self, font: str) -> tuple[Face, ...]:
        """The faces of a font's own stack, without the fallbacks.

        Raises FontError where none of its families is installed.
        """
        if font not in self._opened:
            families = self._stacks[font].pdf if font in self._stacks else (font,)
            faces = tuple(face for family in families if (face := self._family(family)))
            if not faces:
                raise self._no_family(font, families)
            self._opened[font] = faces
        return self._opened[font]

    def _candidates(self, font: str, character: str) -> Iterator[Face]:
        latin = self._stacks[font].latin if font in self._stacks and is_latin(character) else ""
        if latin:
            yield from self.stack(latin)
        yield from self.stack(font)
        for fallback in sorted(bundled(), key=lambda entry: not entry.fallback):
            yield self._bundled_face(fallback)

    def _family(self, name: str) -> Face | None:
        """The face of a family; a bundled one, the same on every machine, goes before an installed one."""
        wanted = search.normalized(name)
        for font in bundled():
            if wanted in map(search.normalized, font.all_names):
                return self._bundled_face(font)
        record = self._installed.find(name)
        if record is None:
            return None
        return self._face(f"{record.path}#{record.index}", lambda: (name, record))

    def _bundled_face(self, font: BundledFont) -> Face:
        def record() -> tuple[str, sfnt.FaceRecord]:
            try:
                return font.family, sfnt.read(font.path)[0]
            except sfnt.UnusableFontError as error:
                raise FontError(
                    f"The font {font.family} {error}.", place=str(font.path), remedy=REINSTALL
                ) from error

        return self._face(font.family, record)

    def _face(self, key: str, record: Callable[[], tuple[str, sfnt.FaceRecord]]) -> Face:
        if key not in self._faces:
            self._faces[key] = Face(key, *record())
        return self._faces[key]

    def _western(self, face: Face) -> Face:
        key = f"{face.key} (western)"
        if key not in self._faces:
            self._faces[key] = Face(key, face.family, face.record, western=True)
        return self._faces[key]

    @cached_property
    def _installed(self) -> search.Installed:
        return search.scan((*self._folders, search.user_folder(), *search.system_folders()))

    def _no_family(self, font: str, families: Sequence[str]) -> FontError:
        known = [name for entry in bundled() for name in entry.all_names]
        near = [name for family in families for name in self._installed.near(family, known)]
        hint = f"Installed families with a like name: {', '.join(dict.fromkeys(near))}. " if near else ""
        skipped = self._installed.skipped
        reasons = "".join(f" {skip.path} {skip.reason}." for skip in skipped[:_MOST_REASONS])
        if len(skipped) > _MOST_REASONS:
            reasons += f" {len(skipped) - _MOST_REASONS} more font files were passed over."
        names = " or ".join(f"“{family}”" for family in families)
        return FontError(
            f"No font {names} is installed, which the style sheet asks for as {font}.{reasons}",
            remedy=f"{hint}Put the font file into {search.user_folder()}, "
            "or name another family in the sheet's [fonts] table.",
        )


def coverage(text: str, stacks: Mapping[str, FontStack], folders: Sequence[Path] = ()) -> list[Coverage]:
    """How each stack covers the characters of a text (line ends and tabs aside).

    Raises FontError where a stack's families are not installed.
    """
    fonts = FontSet(stacks, folders)
    return [_coverage(fonts, font, sorted(set(text) - _UNDRAWN)) for font in stacks]


def _coverage(fonts: FontSet, font: str, characters: Sequence[str]) -> Coverage:
    fallback: dict[str, str] = {}
    missing: list[str] = []
    for character in characters:
        try:
            face = fonts.get(fonts.face(font, character))
        except FontError:
            missing.append(character)
        else:
            if face is not fonts.first(font, character):
                fallback[character] = face.family
    return Coverage(font, fonts.stack(font)[0].family, fallback, tuple(missing))
