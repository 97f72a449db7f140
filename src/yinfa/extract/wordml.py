"""Elements of WordprocessingML by their local names, in the transitional and the strict namespaces alike."""

from __future__ import annotations

from typing import Any


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: Any, name: str) -> Any:
    """The first child of a name, or None; None has no children."""
    return next((item for item in element if local(item) == name), None) if element is not None else None


def value(element: Any, name: str = "val") -> str | None:
    """An attribute by its local name, or None; None has none."""
    if element is None:
        return None
    return next((text for key, text in element.items() if str(key).rpartition("}")[2] == name), None)


def is_on(element: Any) -> bool:
    """Whether an on-off property stands and is not switched off (17.17.4)."""
    return element is not None and value(element) not in ("0", "false", "off")
