"""The weights of the models that tell borders and lines: how much each sign counts.

A file of weights has a row of its own for what it was learnt from; each of the others holds
a weight and the signs that have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path


@cache
def weights_of(name: str) -> Mapping[str, float]:
    """The weight of each sign in a file beside this module."""
    _, *others = rows(name)
    return by_sign(others)


def rows(name: str) -> list[str]:
    """The rows of a file beside this module."""
    return Path(__file__).with_name(name).read_text("utf-8").splitlines()


def by_sign(lines: Iterable[str]) -> dict[str, float]:
    """The weight of each sign in some rows of one."""
    found: dict[str, float] = {}
    for line in lines:
        weight, *signs = line.split(" ")
        found |= dict.fromkeys(signs, float(weight))
    return found
