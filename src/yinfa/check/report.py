"""A report for people, as a table, and for programs, as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence

import yinfa
from yinfa.check.findings import Finding, Place, Report, Severity

_SHOWN = 3
"""Places that the table names of one finding; the JSON has them all."""
_MARKS = {Severity.FAULT: "✗", Severity.WARNING: "!", Severity.UNJUDGED: "?", Severity.OK: "✓"}


def table(report: Report) -> str:
    """What was found, faults first; under each its clause, its places and its remedy."""
    pages = "" if report.pages is None else f", {report.pages} pages"
    lines = [f"{report.path} ({report.kind.upper()}{pages}) against {report.style}"]
    width = max((_width(_asked(finding)) for finding in report.findings), default=0)
    for finding in report.findings:
        lines += _rows(finding, width)
    counts = {severity: report.count(severity) for severity in Severity}
    said = [
        f"{count} {name}{'s' if count != 1 and name in (Severity.FAULT, Severity.WARNING) else ''}"
        for name, count in counts.items()
        if count or name is not Severity.UNJUDGED
    ]
    return "\n".join([*lines, "  " + ", ".join(said)])


def _rows(finding: Finding, width: int) -> Iterator[str]:
    asked = _asked(finding)
    wanted = f", expected {finding.expected}" if finding.expected else ""
    clause = f"  [{finding.clause}]" if finding.clause else ""
    pad = " " * (width - _width(asked))
    yield f"  {_MARKS[finding.severity]} {asked}{pad}  {finding.found}{wanted}{clause}"
    indent = " " * (width + 6)
    if finding.places:
        yield f"{indent}at {_where(finding.places)}"
    if finding.severity is not Severity.OK:
        yield f"{indent}→ {finding.remedy}"


def _asked(finding: Finding) -> str:
    return f"{finding.code} {finding.element}".rstrip()


def _where(places: Sequence[Place]) -> str:
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return "; ".join(map(str, places[:_SHOWN])) + more


def _width(text: str) -> int:
    """Columns of a terminal."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def dumps(report: Report) -> str:
    """The report as one line of JSON."""
    record = {
        "schema_version": 1,
        "tool": {"name": "yinfa", "version": yinfa.__version__},
        "file": {"path": report.path, "kind": report.kind, "sha256": report.sha256, "pages": report.pages},
        "style": report.style,
        "summary": {severity.value: report.count(severity) for severity in Severity},
        "findings": [_record(finding) for finding in report.findings],
    }
    return json.dumps(record, ensure_ascii=False)


def _record(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "element": finding.element or None,
        "clause": finding.clause or None,
        "found": finding.found,
        "expected": finding.expected or None,
        "remedy": finding.remedy or None,
        "places": [
            {"page": place.page, "line": place.line, "paragraph": place.paragraph, "text": place.text}
            for place in finding.places
        ],
    }
