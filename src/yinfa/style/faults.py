"""All that is wrong with a style sheet: a fault is noted, and the work goes on with the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, MutableSequence
from contextlib import contextmanager
from typing import TypeVar

from yinfa.errors import StyleError, YinfaError

Faults = MutableSequence[StyleError]
"""The faults that were noted so far."""

_Fault = TypeVar("_Fault", bound=YinfaError)
_PLACE = re.compile(r"(.*):(\d+):(\d+)", re.DOTALL)


@contextmanager
def noted(faults: Faults) -> Iterator[None]:
    """A block that ends at its first fault, which is noted instead of thrown."""
    try:
        yield
    except StyleError as error:
        faults.append(error)


def in_order(faults: Iterable[_Fault]) -> tuple[_Fault, ...]:
    """Faults as they stand in their files, from top to bottom; those without a line come first."""
    return tuple(sorted(faults, key=_where))


def _where(fault: YinfaError) -> tuple[str, int, int]:
    found = _PLACE.fullmatch(fault.place)
    return (found[1], int(found[2]), int(found[3])) if found else (fault.place, 0, 0)
