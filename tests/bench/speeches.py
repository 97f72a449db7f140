"""Clean speeches with their truth: what a speech says, line by line, and what each line is.

A file of `tests/speeches` has one line of a speech a line, with its role before a
bar: ``title|在…上的讲话``, ``date 2022-05-14|（2022年5月14日）``, ``heading2|（一）…``,
``lead3|1.…。…`` (a paragraph whose first sentence is a lead of level 3). From the
roles follow the clean text and the speech as the contract gives it; no code of
Yinfa takes part.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).resolve().parents[1] / "speeches"
HEAD = frozenset({"title", "subtitle", "speaker", "date"})
ROLES = HEAD | {"salutation", "greeting", "paragraph", "closing"}
ROLES |= {f"{kind}{level}" for kind in ("heading", "lead") for level in (1, 2, 3, 4)}


class Line(NamedTuple):
    """One line of a clean speech: its role, its text, and for a date its ISO 8601 form."""

    role: str
    text: str
    iso: str = ""

    @property
    def numbered(self) -> bool:
        """Whether the line opens with a number that is a heading's or a lead's."""
        return self.role.startswith(("heading", "lead"))


@dataclass(frozen=True, slots=True)
class Document:
    """A clean speech, in the order in which its lines stand."""

    name: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The clean text: one paragraph a line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def speech(self) -> dict[str, Any]:
        """The speech as ``clean --format json`` must give it, without warnings."""
        speech: dict[str, Any] = dict.fromkeys(
            ("title", "subtitle", "speaker", "date", "date_text", "closing")
        )
        speech |= {"salutation": [], "body": []}
        for role, text, iso in self.lines:
            if role == "date":
                speech |= {"date": iso, "date_text": text}
            elif role in speech and role != "salutation":
                speech[role] = text
            elif role == "salutation" and not speech["body"]:
                speech["salutation"].append(text)
            else:
                speech["body"].append(_block(role, text))
        return speech

    def holds(self, *marks: str) -> bool:
        """Whether any of the marks occurs in the text."""
        return any(mark in self.text for mark in marks)


def _block(role: str, text: str) -> dict[str, Any]:
    if role == "salutation":
        return {"kind": role, "text": text}
    if role.startswith("heading"):
        return {"kind": "heading", "level": int(role[-1]), "text": text}
    leads = []
    if role.startswith("lead"):
        leads.append({"start": 0, "end": text.index("。") + 1, "level": int(role[-1])})
    return {"kind": "paragraph", "text": text, "leads": leads}


def parse(name: str, written: str) -> Document:
    """The document that a file of `tests/speeches` writes down; raises ValueError for an unknown role."""
    lines = []
    for row in written.strip().split("\n"):
        role, bar, text = row.partition("|")
        role, _, iso = role.partition(" ")
        if role not in ROLES or not bar or not text:
            raise ValueError(f"{name}: not a line of a speech: {row[:30]}")
        lines.append(Line(role, text, iso))
    return Document(name, tuple(lines))


@cache
def written_documents() -> tuple[Document, ...]:
    """All speeches of `tests/speeches`."""
    return tuple(parse(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.txt")))
