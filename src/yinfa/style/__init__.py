"""Style sheets: their declaration, search, loading, validation and listing."""

from yinfa.style.listing import names, show
from yinfa.style.load import load
from yinfa.style.search import find

__all__ = ["find", "load", "names", "show"]
