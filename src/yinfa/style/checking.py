"""`styles check`: whether a sheet can be used on this computer.

Beyond what loading refuses, the fonts that it asks for must be installed.
"""

from __future__ import annotations

from yinfa.errors import FontError
from yinfa.fonts import FontSet
from yinfa.style.inherit import Written, gather
from yinfa.style.load import load
from yinfa.style.search import find
from yinfa.style.sheet import ELEMENTS, Sheet


def check(name_or_path: str) -> Sheet:
    """The sheet, if it is sound.

    Raises StyleError with the place of a fault, and FontError with the place of
    a font of which no family is installed.
    """
    sheet = load(name_or_path)
    written = gather(name_or_path)
    fonts = FontSet(sheet.fonts, [find(name_or_path).parent / "fonts"])
    asked = {table: sheet.elements[table].font for table in ELEMENTS}
    for table, font in {**asked, "page_number": sheet.page_number.font}.items():
        try:
            fonts.stack(font)
        except FontError as error:
            error.place = _place(written, table, font)
            raise
    return sheet


def _place(written: Written, table: str, font: str) -> str:
    """Where the families of a role stand, or the family itself that is no role."""
    entries = written.entries.get(f"fonts.{font}")
    entry = entries["pdf"] if entries else written.entries[table].get("font")
    return entry.place if entry else written.place
