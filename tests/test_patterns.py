"""Every regular expression of the project: none can take exponential time, whatever it is given."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import yinfa
from ambiguity import ambiguous

_FUNCTIONS = ("compile", "match", "fullmatch", "search", "sub", "subn", "split", "finditer", "findall")


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(yinfa.__path__, "yinfa."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _given(module: ModuleType) -> Iterator[str]:
    """The patterns that a module searches for, and its constants that may be parts of some."""
    names = dict(vars(module))
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            match node.func.value:
                case ast.Name(id="re") if node.func.attr in _FUNCTIONS and node.args:
                    yield from _value(node.args[0], names, node.func.attr)
                case ast.Call(func=ast.Name(id="compiled"), args=[pattern, *_]):
                    yield from _value(pattern, names, node.func.attr)
    yield from (
        value for name, value in names.items() if isinstance(value, str) and not name.startswith("__")
    )


def _value(node: ast.expr, names: dict[str, object], function: str) -> Iterator[str]:
    """The pattern that an expression is, where the constants of its module tell it."""
    if {name.id for name in ast.walk(node) if isinstance(name, ast.Name)} <= names.keys():
        value = eval(compile(ast.Expression(node), "", "eval"), names)
        if isinstance(value, str):
            yield rf"(?:{value})\Z" if function == "fullmatch" else value


def _patterns(module: ModuleType) -> Iterator[str]:
    """What a module holds that is a regular expression with a repeat, each once."""
    for given in dict.fromkeys(_given(module)):
        if any(sign in given for sign in "*+{"):
            try:
                re.compile(given)
            except re.error:  # a text, or a part of a pattern
                continue
            yield given


@pytest.mark.parametrize("module", [*_modules()], ids=lambda module: module.__name__)
def test_no_pattern_can_read_a_text_in_two_ways_around_a_loop(module: ModuleType) -> None:
    found = {pattern: text for pattern in _patterns(module) if (text := ambiguous(pattern))}
    assert not found


def test_the_patterns_of_the_rules_are_found() -> None:
    found = {module.__name__: [*_patterns(module)] for module in _modules()}
    assert sum(map(len, found.values())) > 400
    assert any("隐藏" in pattern for pattern in found["yinfa.normalize.truncation"])


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:a+)+b",
        "(?:a|ab|b)*c",
        r"(?:\.{3,})+$",
        "(?:[^，]{1,8}们[、，]?)+好",
        r"(?:x\s*>\s*[^>]{0,9})+$",
        "(?:范文(?:范文|精选)*)+$",
        "(?>(?:a+)+b)c",
        "(?:(?>a)|a)*b",
    ],
)
def test_a_pattern_with_two_ways_is_known(pattern: str) -> None:
    assert ambiguous(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:a+b)+c",
        "(?:a++)+b",
        "(?:(?>a|ab)b?)*c",
        r"(?:\.{3,}+)+$",
        "(?:[^，、们]{1,8}们[、，]?)+好",
        r"(?:x\s*+>\s*+[^>]{0,9}+)+$",
        r"(?:\b(?:a|b|ab)(?!\w)\s*)+$",
    ],
)
def test_a_pattern_with_one_way_is_left_alone(pattern: str) -> None:
    assert ambiguous(pattern) is None
