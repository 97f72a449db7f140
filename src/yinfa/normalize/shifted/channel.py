"""What the damage of a shifted page did to bytes: the channel whose noise is undone.

In: single bytes and characters of GBK; out: the characters that two bytes make,
the bytes of a character, and the pairs of bytes that were lost on the way.
"""

from __future__ import annotations

from functools import cache

LOST = "?\uff1f\ufffd"
"""What a reader puts for a lead byte whose second half it has not got."""

MARKS = {mark: mark.encode("gbk") for mark in "，？；！、"}
"""The marks before whose bytes a blank was put, and these bytes."""

MARKS |= {narrow: MARKS[wide] for narrow, wide in zip(",?;!", "，？；！", strict=True)}

LEADS = range(0x81, 0xFF)
"""The bytes that open a character of two bytes."""

LOSABLE = range(0x80, 0xFF)
"""The bytes that a reader takes to open one, and loses where no second half follows."""

ALONE = 0x80
"""The one byte that ends characters and opens none: some readers drop it with the next one, some alone."""

SHOWN_ALONE = "\x80€"
"""What others show for it."""

TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
"""The bytes that end one; those below 0x80 are ASCII characters where they stand alone."""

WIDE_LEAD = 0xA3
"""The lead byte of the full-width forms of ASCII, the brackets （ ） among them."""

_WIDE = 0xFEE0  # from an ASCII character to its full-width form
_BRACKET_TRAIL = 0xA8  # the second byte of （


def decode(lead: int, trail: int) -> str:
    """The character that two bytes make; '' where GBK has none, ASCII for full-width letters and digits."""
    return _row(lead)[trail]


@cache
def _row(lead: int) -> list[str]:
    """The characters that a lead byte begins, by the byte behind it."""
    row = [""] * 0x100
    if lead in LEADS:
        # Of the two, GB 18030 alone knows all pairs of these bytes.
        every = b"".join(bytes((lead, trail)) for trail in TRAILS).decode("gb18030")
        known = set(every.encode("gbk", "ignore").decode("gbk"))
        for trail, character in zip(TRAILS, every, strict=True):
            row[trail] = character if character in known else ""
    if lead == WIDE_LEAD:
        row = [narrow if (narrow := chr(ord(c) - _WIDE) if c else "").isalnum() else c for c in row]
    return row


@cache
def encode(character: str) -> tuple[bytes, ...]:
    """What bytes a character of the page may have been read from.

    None for a character of another character set. An ASCII character may have been its
    full-width form, and ASCII below 0x40 must have been: it can end no character.
    """
    if "!" <= character <= "~":
        wide = bytes((WIDE_LEAD, ord(character) + 0x80))
        return (character.encode(), wide) if ord(character) in TRAILS else (wide,)
    pair = character.encode("gb18030", "ignore")  # it has two bytes for private-use characters as well
    return (pair,) if len(pair) == 2 else ()


@cache
def dropped() -> dict[int, tuple[int, ...]]:
    """The pairs that a reader of GBK drops, those it does not define and the wide blank, by lead byte.

    Only those whose second byte can open a character. The byte 0x80, which opens none,
    takes the byte behind it along.
    """
    table = {
        lead: tuple(trail for trail in LEADS if decode(lead, trail) in ("", "\u3000")) for lead in LOSABLE
    }
    return {lead: trails for lead, trails in table.items() if trails}


@cache
def bracketed() -> dict[str, str]:
    """What a letter becomes that a reader one byte off takes together with the end of （ before it."""
    return {decode(_BRACKET_TRAIL, letter): chr(letter) for letter in range(ord("a"), ord("z") + 1)}
