"""Who speaks next: the labels that open the lines of a script for several speakers (男：, 【女】, A：).

In: the lines of a text. Out: those that open with such a label. Any name may be
one, so labels are told by their return: two speakers at least take turns, one of
whom has a usual name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from yinfa.patterns import compiled

_ONE = (
    r"(?:[男女](?:主持人?|生|声|童|方)?|主持人?|合[诵唱]?|齐[诵唱]?|众人?|全体?|领[诵读唱]?|独[诵白]|旁白|画外音|司仪|问|答|"
    r"老师|学生|同学|家长|嘉宾|"
    r"[甲乙丙丁戊A-Ha-h])[甲乙丙丁戊一二三四五1-9A-H]?"
)
SPEAKERS = rf"{_ONE}(?:[、，,/和＋+]?{_ONE})*+"
"""The usual names of those who speak in a script, one or several together."""
_HOW = r"(?:[（(][^）)：:]{1,12}[）)])?"
"""How something is to be said: 男（深情地）：."""
_JOINT = r"[^\W\d_和]{1,4}(?:[、和][^\W\d_和]{1,4})+"
"""Several speakers together, who speak alone as well: 大军、秀芹."""
_COLON = rf"({SPEAKERS}|{_JOINT}|[^\W\d_]{{1,8}}\d?){_HOW}\s*[：:]"
_BRACKET = r"[【\[〖（(]\s*([^\W\d_]{1,8}\d?)\s*[】\]〗）)]\s*[：:]?"
_BLANK = r"((?:[男女]主?持?|主持人?|合|[甲乙丙丁A-H])[甲乙丙丁1-9A-H]?)[ \u3000\t]+(?=\S)"
_AUDIENCE = "们|各位|诸位|尊敬|敬爱|亲爱|同志|朋友|大家"
"""What a salutation holds, which may return as well."""
_NUMBER = "[一二三四五六七八九十]+"
_OPENING = tuple("【[〖（(")
_LONGEST = 40
"""Characters of a line in which its label stands."""
_LEAST_TURNS, _LEAST_SPEAKERS, _LEAST_BARE = 3, 2, 4


@lru_cache(maxsize=4)
def turns(lines: tuple[str, ...]) -> frozenset[int]:
    """The numbers of the lines that open with the label of a speaker, where two or more take turns."""
    named = _returning({at: name for at, line in enumerate(lines) if (name := _label(line))})
    if named:
        return named
    bare = {at: line[:end] for at, line in enumerate(lines) if (end := bare_end(line))}
    return _returning(bare) if len(bare) >= _LEAST_BARE and 2 * len(bare) >= len(lines) else frozenset()


def bare_end(line: str) -> int:
    """Where a speaker's usual name ends that opens a line and has nothing but a blank behind it, or 0."""
    match = compiled(_BLANK).match(line)
    return match.end(1) if match and not compiled(r"\S\s\S\s\S").search(line) else 0


def _label(line: str) -> str:
    """The name of the speaker with whose label a line opens, or nothing."""
    opening = line[:_LONGEST]
    if "：" not in opening and ":" not in opening and opening[:1] not in _OPENING:
        return ""
    match = compiled(_COLON).match(opening) or compiled(_BRACKET).match(opening)
    name = match[1] if match else ""
    return "" if compiled(_AUDIENCE).search(name) or compiled(_NUMBER).fullmatch(name) else name


def _returning(names: dict[int, str]) -> frozenset[int]:
    """The lines whose names are usual ones or return, where there are turns enough."""
    counts = Counter(names.values())
    usual = {name for name in counts if compiled(SPEAKERS).fullmatch(name) or _is_joint(name, counts)}
    found = {at: name for at, name in names.items() if counts[name] > 1 or name in usual}
    speakers = set(found.values())
    takes = len(found) >= _LEAST_TURNS and len(speakers) >= _LEAST_SPEAKERS and usual
    return frozenset(found) if takes and max(counts[name] for name in speakers) > 1 else frozenset()


def _is_joint(name: str, known: Mapping[str, int]) -> bool:
    """Whether a name is that of several speakers who speak alone as well."""
    parts = compiled("[、和]").split(name)
    return len(parts) > 1 and all(known.get(part, 0) > 1 for part in parts)
