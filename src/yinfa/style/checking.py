"""A sheet together with its fonts: whether it can be used on this computer, and the sheet ready for use.

Beyond what loading refuses, the fonts that a sheet asks for must be installed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yinfa.errors import FontError, YinfaError
from yinfa.fonts import FontSet
from yinfa.style.faults import in_order
from yinfa.style.inherit import Written
from yinfa.style.load import Examined, examine, sound
from yinfa.style.sheet import TABLES, Sheet, declarations


def check(name_or_path: str) -> tuple[Sheet, tuple[YinfaError, ...]]:
    """A sheet, and all that is wrong with it: StyleErrors and FontErrors that name the place.

    A sheet with faults has defaults in the place of its faulty values. Raises StyleError
    where the sheet itself cannot be read.
    """
    examined = examine(name_or_path)
    faults = [*examined.faults, *_missing(examined, _fonts(examined))]
    return examined.sheet, in_order(faults)


def ready(name_or_path: str, settings: Sequence[str] = ()) -> tuple[Examined, FontSet]:
    """A sheet without faults and its fonts, to be used.

    Raises the first of its faults, a StyleError, or a FontError with the place of a font of
    which no family is installed.
    """
    examined = sound(name_or_path, settings)
    fonts = _fonts(examined)
    for fault in _missing(examined, fonts):
        raise fault
    return examined, fonts


def _fonts(examined: Examined) -> FontSet:
    """The fonts of a sheet; those in a folder ``fonts`` beside it or a sheet it extends count first."""
    folders = [file.parent / "fonts" for file in reversed(examined.written.files)]
    return FontSet(examined.sheet.fonts, list(dict.fromkeys(folders)))


def _missing(examined: Examined, fonts: FontSet) -> Iterator[FontError]:
    """A fault for each font that is asked for and not installed."""
    for font, (table, key) in asked(examined.sheet).items():
        if {table, f"fonts.{font}"} & examined.broken:
            continue
        try:
            fonts.stack(font)
        except FontError as error:
            error.place = _place(examined.written, font, table, key)
            yield error


def asked(sheet: Sheet) -> dict[str, tuple[str, str]]:
    """Each font that the sheet uses, and table and key that ask for it first."""
    asked: dict[str, tuple[str, str]] = {}
    for table in TABLES:
        style = sheet.elements.get(table) or getattr(sheet, table)
        for key, declared in declarations(type(style)).items():
            if declared.kind == "font":
                asked.setdefault(getattr(style, key), (table, key))
    for font in list(asked):
        if latin := sheet.stack(font).latin:
            asked.setdefault(latin, (f"fonts.{font}", "latin"))
    return asked


def _place(written: Written, font: str, table: str, key: str) -> str:
    """Where the families of a role stand, or the family itself that is no role."""
    entries = written.entries.get(f"fonts.{font}")
    entry = entries["pdf"] if entries else written.entries[table].get(key)
    return entry.place if entry else written.place
