"""Cleaned texts made by hand, for tests that must not hang on what the rules do."""

from __future__ import annotations

from yinfa.cleaned import Cleaned
from yinfa.ledger import Edit, apply
from yinfa.roles import placed
from yinfa.source import Source
from yinfa.speech import Paragraph, Speech


def edited(text: str, edits: tuple[Edit, ...] = ()) -> Cleaned:
    """A source with these edits, every line of which becomes a paragraph."""
    after = apply(text, edits)
    speech = Speech(body=tuple(Paragraph(line) for line in after.split("\n") if line))
    source = Source("page.txt", text, "utf-8", bom=False, sha256="", raw=())
    return Cleaned(source, after, edits, (speech,), tuple(placed(after, [speech])), ())
