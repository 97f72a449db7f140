"""The damage of a shifted page, done on purpose: GBK bytes cut apart by glosses and blanks.

In: a whole text and the table of the program that glossed it; out: what a reader
of the page gets. For tests of the way back.
"""

from __future__ import annotations

from collections.abc import Mapping

_MARKS = "，？；！、"
_FIRST_TRAIL = 0x40
_PRIVATE = range(0xE000, 0xF900)


def damage(text: str, table: Mapping[str, str], *, brackets: str = "()", lines: str = "\n") -> str:
    """Gloss the bytes of a text, read them, put blanks before the bytes of marks, and read them again.

    `table` holds the characters that are glossed, in the order of the program, and their
    pinyin; `brackets` is what encloses a gloss and `lines` the line end of the page's bytes.
    """
    data = text.replace("\n", lines).encode("gbk")
    for character, pinyin in table.items():
        glossed = f"{character}{brackets[0]}{pinyin}{brackets[1]}"
        data = data.replace(character.encode("gbk"), glossed.encode("gbk"))
    data = b"".join(map(_pair, _read(data)))
    for mark in _MARKS:
        data = data.replace(mark.encode("gbk"), b" " + mark.encode("gbk"))
    return narrow("".join(character for character in _read(data) if ord(character) not in _PRIVATE))


def narrow(text: str) -> str:
    """Blanks and carriage returns out, full-width ASCII forms narrowed: the page's last step."""
    kept = (character for character in text if character not in " \u3000\r")
    return "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in kept)


def _read(data: bytes) -> str:
    """Bytes as a tolerant reader of GBK takes them.

    A lead byte together with a byte that can end no character is one ``?``; a pair that
    GBK leaves to its users is a private-use character.
    """
    read, at = [], 0
    while at < len(data):
        if data[at] < 0x80:
            read.append(chr(data[at]))
            at += 1
            continue
        pair = data[at : at + 2]
        if len(pair) < 2 or pair[1] < _FIRST_TRAIL:
            read.append("?")
        else:
            character = pair.decode("gb18030", "ignore")
            # What not even the wider standard knows is gone at once.
            read.append(character if len(character) == 1 else "")
        at += 2
    return "".join(read)


def _pair(character: str) -> bytes:
    return character.encode("gb18030")
