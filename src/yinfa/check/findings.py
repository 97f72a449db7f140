"""What a check finds: one finding a question, with where, by which clause, and how to mend it.

The rules make findings, the report prints them; nothing here knows a format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

QUOTED = 24
"""Characters of a document that a place quotes."""

_LISTED = 3  # answers to one question that are as they should be


class Severity(StrEnum):
    """A fault breaks the sheet or the standard, a warning is for a person to judge.

    What is unjudged was not looked at, or does not show enough to be measured.
    """

    FAULT = "fault"
    WARNING = "warning"
    UNJUDGED = "unjudged"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    `page` and `line` count from 1 and are those of a PDF; a DOCX has no lines until
    it is laid out, so there `paragraph` counts the paragraphs. `text` is a quotation.
    """

    page: int | None = None
    line: int | None = None
    paragraph: int | None = None
    text: str = ""

    def __str__(self) -> str:
        counted = (("page", self.page), ("line", self.line), ("paragraph", self.paragraph))
        parts = [f"{name} {number}" for name, number in counted if number is not None]
        where = ", ".join(parts)
        return f"{where} “{quote(self.text)}”".strip() if self.text else where


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question.

    `code` names the question, `element` the style element or the side it was asked
    of. `found` and `expected` are written for people, with units; `clause` is empty
    where no standard rules the matter.
    """

    code: str
    severity: Severity
    found: str
    expected: str = ""
    element: str = ""
    clause: str = ""
    remedy: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one document; `pages` is None where only a layout could tell."""

    path: str
    kind: str
    sha256: str
    style: str
    pages: int | None
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)


def quote(text: str) -> str:
    """The beginning of a text, as a place shows it."""
    text = " ".join(text.split())
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by severity, those that differ only in their places as one.

    Where a question has a fault or a warning, its ok is dropped; several oks of one
    question become one that lists what was found.
    """
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_key(finding), []).append(finding)
    asked = {key[1:3] for key in groups if key[0] != Severity.OK}
    kept = [_joined(group) for key, group in groups.items() if key[0] != Severity.OK or key[1:3] not in asked]
    ranks = list(Severity)
    return tuple(sorted(kept, key=lambda finding: ranks.index(finding.severity)))


def _key(finding: Finding) -> tuple[str, ...]:
    said = () if finding.severity is Severity.OK else (finding.found, finding.expected)
    return (finding.severity, finding.code, finding.element, *said)


def _joined(group: Sequence[Finding]) -> Finding:
    found = list(dict.fromkeys(finding.found for finding in group))
    places = dict.fromkeys(place for finding in group for place in finding.places)
    more = ", …" if len(found) > _LISTED else ""
    return replace(group[0], found=", ".join(found[:_LISTED]) + more, places=tuple(places))
