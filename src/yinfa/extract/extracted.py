"""What was taken out of a document."""

from __future__ import annotations

from dataclasses import dataclass

from yinfa.speech import TextWarning


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document, its lines parted by line feeds, and what to say of it."""

    text: str
    warnings: tuple[TextWarning, ...] = ()
