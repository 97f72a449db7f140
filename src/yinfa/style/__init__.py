"""Style sheets: their declaration, loading and validation."""

from yinfa.style.load import load, names, show

__all__ = ["load", "names", "show"]
