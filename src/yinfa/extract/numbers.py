"""Numbers as lists and headings show them: 1, 一, ①, A, iv."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ENCLOSED = {
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedCircleChinese": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "decimalEnclosedFullstop": (0x2488, 20),
    "ideographEnclosedCircle": (0x3220, 10),
}
"""The first sign of a row of signs, and how many there are."""
_CYCLES = {"ideographTraditional": _STEMS, "ideographZodiac": _BRANCHES}
_COUNTING = frozenset(
    (
        "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
        "taiwaneseCountingThousand",
    )
)  # fmt: skip


def formatted(value: int, style: str) -> str:
    """A number in one of the formats that WordprocessingML names (ST_NumberFormat, ISO/IEC 29500-1 17.18.59).

    A format that is not known, or has no sign for the value, gives Arabic digits; ``none`` and
    ``bullet`` give ''.
    """
    if style in ("none", "bullet"):
        return ""
    if style in _COUNTING and 0 < value < 10_000:
        return _counted(value, _DIGITS, "十百千")
    if style == "chineseLegalSimplified" and 0 < value < 10_000:
        return _counted(value, _LEGAL, "拾佰仟")
    if style in _ENCLOSED and 0 < value <= _ENCLOSED[style][1]:
        return chr(_ENCLOSED[style][0] + value - 1)
    if style in _CYCLES and value > 0:
        return _CYCLES[style][(value - 1) % len(_CYCLES[style])]
    return _western(value, style)


def _western(value: int, style: str) -> str:
    if style in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital") and value >= 0:
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if style in ("lowerLetter", "upperLetter") and 0 < value <= 780:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters if style == "lowerLetter" else letters.upper()
    if style in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        return _roman(value) if style == "lowerRoman" else _roman(value).upper()
    return f"{value:02d}" if style == "decimalZero" else str(value)


def _roman(value: int) -> str:
    letters = ""
    for worth, sign in _ROMAN:
        letters += sign * (value // worth)
        value %= worth
    return letters


def _counted(value: int, digits: str, units: str) -> str:
    """A number below ten thousand as it is spoken: 十, 十一, 二十, 一百零五."""
    spoken = ""
    text = str(value)
    for place, digit in zip(range(len(text) - 1, -1, -1), map(int, text), strict=True):
        if digit:
            spoken += digits[digit] + (units[place - 1] if place else "")
        elif spoken and not spoken.endswith("零"):
            spoken += "零"
    spoken = spoken.rstrip("零")
    return spoken[1:] if spoken.startswith("一十") else spoken
