"""The verdict on PDF/A, by a judge from outside: the package page-validation, where it is installed.

Only the profile that the file itself claims is asked about; a file that claims
none is no archive copy, whatever it might pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from yinfa.check.findings import Finding
from yinfa.check.questions import fault, ok, warning

INSTALL = 'pip install "yinfa[check]"'
_MOST = 3  # rules that are named


def verdict(data: bytes, claim: str) -> Iterator[Finding]:
    """Whether a PDF is what it claims to be, such as 2a."""
    if not claim:
        yield warning("pdfa", "the file claims no PDF/A", "PDF/A-2")
    elif find_spec("page") is None:
        yield warning("pdfa", f"claims PDF/A-{claim}; not checked: install page-validation ({INSTALL})")
    else:
        yield _judged(data, claim)


def _judged(data: bytes, claim: str) -> Finding:
    import page

    try:
        report = page.validate_pdf_bytes(data, profile=claim)
    except page.PageError as error:
        return warning("pdfa", f"claims PDF/A-{claim}; the judge gave up: {error}", f"PDF/A-{claim}")
    if report.is_compliant:
        return ok("pdfa", f"PDF/A-{claim}")
    broken = dict.fromkeys(f"{failure.rule_id}: {failure.message}" for failure in report.failures)
    more = f" and {len(broken) - _MOST} more" if len(broken) > _MOST else ""
    return fault("pdfa", "; ".join(list(broken)[:_MOST]) + more, f"PDF/A-{claim}, as it claims")
