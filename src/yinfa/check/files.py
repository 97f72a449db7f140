"""`check` on the files of a command line: each is checked, none that cannot be stops the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from yinfa.check import LARGEST, Report, Severity, check
from yinfa.errors import ExitCode, InputError
from yinfa.style import load


def verdict(
    names: Sequence[str], style: str, show: Callable[[Report], None], complain: Callable[[str], None]
) -> ExitCode:
    """Check every file; reports and complaints go out as they come.

    The code is SOME_FAILED where a file has faults or, of several, could not be checked.
    Raises StyleError, and InputError where the only file cannot be used.
    """
    sheet = load(style)
    code = ExitCode.OK
    for name in names:
        try:
            report = check(_read(name), name, sheet)
        except InputError as error:
            if len(names) == 1:
                raise
            complain(f"yinfa: {error}")
            code = ExitCode.SOME_FAILED
            continue
        show(report)
        if report.count(Severity.FAULT):
            code = ExitCode.SOME_FAILED
    return code


def _read(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"It cannot be read: {reason}.", place=name, remedy="Name a PDF or a DOCX."
        ) from error
