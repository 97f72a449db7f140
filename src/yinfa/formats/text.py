"""The clean text for people: as it is, or as the list of what was changed."""

from __future__ import annotations

from collections.abc import Iterator

from yinfa.cleaned import Cleaned


def clean(cleaned: Cleaned) -> str:
    """The clean text, one paragraph a line, closed by a line end."""
    return cleaned.text if cleaned.text.endswith("\n") else cleaned.text + "\n"


def diff(cleaned: Cleaned) -> str:
    """What was changed, one edit after another.

    Each edit is headed by its line and column in the source (from 1), the names
    of its rules and their confidence; what was there follows behind ``-``, what
    stands there now behind ``+``.
    """
    lines = [f"--- {cleaned.source.path} ({cleaned.source.encoding})", "+++ cleaned"]
    line, line_start, counted = 1, 0, 0
    for edit in cleaned.edits:
        line += cleaned.source.text.count("\n", counted, edit.start)
        line_start = cleaned.source.text.rfind("\n", 0, edit.start) + 1
        counted = edit.start
        lines.append(f"@@ {line}:{edit.start - line_start + 1} {edit.rule} {edit.confidence:.2f} @@")
        lines += _marked("-", edit.before)
        lines += _marked("+", edit.after)
    return "\n".join(lines) + "\n"


def _marked(mark: str, text: str) -> Iterator[str]:
    """The lines of a text behind a mark; what cannot be seen is written as its escape."""
    for line in text.splitlines(keepends=True):
        shown = "".join(c if c.isprintable() or c == "\u3000" else repr(c)[1:-1] for c in line)
        yield f"{mark}{shown}"
