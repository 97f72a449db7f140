"""What a user puts right of a speech's structure: which line is the title, which a heading.

In: a TOML file of tables ``[[speech]]`` (``--overrides``). Out: `Overrides`, which
`correcting` carries out. Words are never touched: a correction names a line of
the clean text and says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from yinfa.errors import UsageError
from yinfa.roles import FIELDS

KINDS = (*FIELDS, "salutation", "heading", "paragraph")
"""What a line can be."""

_SPEECH_KEYS: Mapping[str, tuple[type, ...]] = {
    "source": (str,),
    "number": (int,),
    **dict.fromkeys(FIELDS, (str,)),
    "salutation": (str, list),
    "line": (list,),
}
_LINE_KEYS: Mapping[str, tuple[type, ...]] = {"text": (str,), "line": (int,), "kind": (str,), "level": (int,)}
_TYPES = {str: "a text", int: "a number", list: "a list"}
_DEEPEST = 4
"""The least prominent level of a heading."""


class Correction(NamedTuple):
    """What one line is.

    `line` is its number in the clean text from 1, or the text it reads or begins
    with; `speech` the number of the speech in which it is looked for, None for
    any. `level` is that of a heading, else 0. `place` is where the correction is
    written, with line.
    """

    place: str
    line: int | str
    role: str
    level: int = 0
    speech: int | None = None


class Entry(NamedTuple):
    """The corrections of one table ``[[speech]]``, and the name or glob of the sources they are for."""

    place: str
    source: str | None
    corrections: tuple[Correction, ...]

    def concerns(self, name: str) -> bool:
        """Whether a source of this name is meant; its last parts are enough."""
        if self.source is None:
            return True
        path = PurePath(name)
        return self.source in (name, path.name) or path.match(self.source)


class Overrides(NamedTuple):
    """The corrections of a file."""

    entries: tuple[Entry, ...] = ()

    def of(self, name: str) -> tuple[Correction, ...]:
        """Those for one source."""
        return tuple(
            correction for entry in self.entries if entry.concerns(name) for correction in entry.corrections
        )

    def check(self, names: Sequence[str]) -> Iterator[str]:
        """Notes on the entries that concern none of the sources to be read.

        Raises UsageError where an entry names no source and there are several.
        """
        for entry in self.entries:
            if entry.source is None and len(names) > 1:
                raise UsageError(
                    f"This says not which of the {len(names)} inputs it is for.",
                    place=entry.place,
                    remedy='Add source = "NAME".',
                )
            if not any(entry.concerns(name) for name in names):
                yield f"{entry.place}: No input is called {entry.source}."


UNCORRECTED = Overrides()
"""No corrections."""


def load(path: Path) -> Overrides:
    """The corrections in a file.

    Raises UsageError, with file and line, for what is no TOML, for unknown keys and
    for values that cannot be.
    """
    import tomllib

    try:
        source = path.read_text(encoding="utf-8-sig")
        values = tomllib.loads(source)
    except OSError as error:
        raise UsageError(
            f"The corrections cannot be read: {error.strerror}.", place=str(path), remedy="Check the name."
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"This is not TOML: {error}.", place=str(path), remedy="Correct it.") from error
    return Overrides(tuple(_entries(values, _Places(path, source))))


def _entries(values: Mapping[str, Any], places: _Places) -> Iterator[Entry]:
    _check_keys(values, {"speech": (list,)}, places, ())
    for index, table in enumerate(values.get("speech", ())):
        at = (index,)
        _check_keys(table, _SPEECH_KEYS, places, at)
        number = table.get("number")
        if number is not None and number < 1:
            raise UsageError(
                "Speeches are numbered from 1.", place=places.of(at, "number"), remedy="Correct it."
            )
        corrections = (*_of_fields(table, places, at), *_of_lines(table, places, at))
        yield Entry(
            places.of(at),
            table.get("source"),
            tuple(correction._replace(speech=number) for correction in corrections),
        )


def _of_fields(table: Mapping[str, Any], places: _Places, at: tuple[int, ...]) -> Iterator[Correction]:
    for role in (*FIELDS, "salutation"):
        texts = table.get(role, [])
        for text in [texts] if isinstance(texts, str) else texts:
            place = places.of(at, role)
            if not isinstance(text, str) or not text:
                raise UsageError(
                    f"{role} must be the text of a line.", place=place, remedy="Its beginning is enough."
                )
            yield Correction(place, text, role)


def _of_lines(table: Mapping[str, Any], places: _Places, at: tuple[int, ...]) -> Iterator[Correction]:
    for index, line in enumerate(table.get("line", ())):
        here = (*at, index)
        _check_keys(line, _LINE_KEYS, places, here)
        place = places.of(here)
        if ("text" in line) == ("line" in line) or line.get("text") == "":
            raise UsageError(
                "A line is named by its text or by its number.",
                place=place,
                remedy='Write text = "…" or line = N.',
            )
        if line.get("kind") not in KINDS:
            raise UsageError(
                f"There is no kind {line['kind']}." if "kind" in line else "The kind of the line is missing.",
                place=places.of(here, "kind"),
                remedy=f"The kinds are: {', '.join(KINDS)}.",
            )
        level = line.get("level", 0)
        if (line["kind"] == "heading") != ("level" in line) or not 0 <= level <= _DEEPEST - (not level):
            raise UsageError(
                "A heading, and nothing else, has a level from 1 to 4.",
                place=places.of(here, "level"),
                remedy="Write level = 1.",
            )
        yield Correction(place, line.get("text", line.get("line")), line["kind"], level)


def _check_keys(
    table: object, known: Mapping[str, tuple[type, ...]], places: _Places, at: tuple[int, ...]
) -> None:
    if not isinstance(table, dict):
        raise UsageError(
            "Corrections are tables.", place=places.of(at), remedy="Write [[speech]] and [[speech.line]]."
        )
    for key, value in table.items():
        if key not in known:
            raise UsageError(
                f"There is no key {key} here.",
                place=places.of(at, key),
                remedy=f"The keys are: {', '.join(known)}.",
            )
        if not isinstance(value, known[key]) or isinstance(value, bool):
            kinds = " or ".join(_TYPES[kind] for kind in known[key])
            raise UsageError(f"{key} must be {kinds}.", place=places.of(at, key), remedy="Correct it.")


class _Places:
    """Where the tables ``[[speech]]`` and ``[[speech.line]]`` of a TOML file stand, and their keys."""

    def __init__(self, path: Path, source: str) -> None:
        self._path = path
        self._lines = source.split("\n")
        self._headers: dict[tuple[int, ...], int] = {(): 0}
        speech = line = -1
        for number, text in enumerate(self._lines, start=1):
            header = re.match(r"\s*\[\[\s*speech\s*(\.\s*line\s*)?\]\]", text)
            if header and header[1]:
                line += 1
                self._headers[speech, line] = number
            elif header:
                speech, line = speech + 1, -1
                self._headers[(speech,)] = number

    def of(self, table: tuple[int, ...], key: str = "") -> str:
        """``file:line`` of a key, or of its table's header; the file where it has none."""
        first = self._headers.get(table)
        if first is None:
            return str(self._path)
        end = min((n for n in self._headers.values() if n > first), default=len(self._lines) + 1)
        for number in range(first + 1, end):
            if key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", self._lines[number - 1]):
                return f"{self._path}:{number}"
        return f"{self._path}:{first}" if first else str(self._path)
