"""The JSON Schema of style sheets, made of the declarations.

Editors that know TOML complete and check a sheet by it while it is written. It
says what stands in one file alone; what depends on the sheets it extends, on
units or on several values at once is checked when the sheet is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from yinfa.style.sheet import TABLES, Declared, FontStack, Kind, declarations
from yinfa.style.values import NAMED_SIZES, POINTS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_VARIABLE = {"type": "string", "pattern": r"^\$"}
_FONT = {"type": "string", "pattern": r"^\S(.*\S)?$", "maxLength": 64}
_NUMBER = r"[0-9]{1,6}(\.[0-9]{1,9})?"


def schema() -> dict[str, Any]:
    """The schema of a sheet, JSON Schema draft 2020-12."""
    return {
        "$schema": DIALECT,
        "title": "Yinfa style sheet",
        "description": "A style sheet of Yinfa, as TOML.",
        **_table(
            {
                "description": {"type": "string", "description": "What the sheet is for, in a sentence."},
                "extends": {
                    "type": "string",
                    "description": "The sheet whose values hold where this one has none: name or FILE.toml.",
                },
                "variables": {
                    "type": "object",
                    "description": "Values for use in other places: size = 16pt here is $size there.",
                },
                **{table: _style(table, style) for table, style in TABLES.items()},
                "fonts": {
                    "type": "object",
                    "description": "What the roles stand for.",
                    "additionalProperties": {**_style("fonts", FontStack), "minProperties": 1},
                },
            }
        ),
    }


def _table(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


def _style(table: str, style: type) -> dict[str, Any]:
    return _table({key: _attribute(table, declared) for key, declared in declarations(style).items()})


def _attribute(table: str, declared: Declared) -> dict[str, Any]:
    described: dict[str, Any] = {"description": declared.meaning}
    if declared.default is not None:
        described["default"] = declared.default
    # The cells of the grid follow from the page, so that its own lengths cannot be measured in them.
    units = [*POINTS] if table == "page" else [*POINTS, "字"]
    value = _length(units) if declared.kind == "length" else _KINDS[declared.kind](declared)
    return {**described, "anyOf": [value, _VARIABLE]}


def _length(units: list[str]) -> dict[str, Any]:
    named = "|".join(NAMED_SIZES)
    return {"type": "string", "pattern": f"^({_NUMBER} *({'|'.join(units)})|{named})$"}


def _count(declared: Declared) -> dict[str, Any]:
    return {"type": "integer", "minimum": declared.minimum, "maximum": declared.maximum}


def _list(items: dict[str, Any], least: int) -> dict[str, Any]:
    return {"type": "array", "items": {"anyOf": [items, _VARIABLE]}, "minItems": least}


_KINDS: Mapping[Kind, Callable[[Declared], dict[str, Any]]] = {
    "count": _count,
    "flag": lambda _: {"type": "boolean"},
    "choice": lambda declared: {"enum": list(declared.choices)},
    "text": lambda _: {"type": "string"},
    "font": lambda _: _FONT,
    "fonts": lambda _: _list(_FONT, 1),
    "color": lambda _: {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"},
    "words": lambda declared: (
        _list({"enum": list(declared.choices)}, 1) if declared.choices else _list({"type": "string"}, 0)
    ),
}
