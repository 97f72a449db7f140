"""What all tests share: outside judges, and the folders the tests read.

A judge is a program that is no part of Yinfa and decides whether an output is
right. Where it is missing its tests are skipped, and the summary says so aloud;
with YINFA_REQUIRE_JUDGES set, as on the build server, they fail instead.
"""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

JUDGES = ("soffice", "qpdf", "pdftotext", "pdftoppm", "pdffonts", "pdfinfo", "fc-list", "ooxml-validator")
REQUIRE = "YINFA_REQUIRE_JUDGES"
MISSING = "judge not installed: "
ROOT = Path(__file__).resolve().parents[1]

# No test fails because the machine is busy; the build server meets the same examples every time.
settings.register_profile(
    "yinfa",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("yinfa")

# A shell starts what it sends to the background deaf to Ctrl-C, and programs inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip or fail a test whose judge is not on the PATH."""
    names = [name for mark in item.iter_markers("judge") for name in mark.args]
    if strangers := [name for name in names if name not in JUDGES]:
        pytest.fail(f"no such judge: {', '.join(strangers)} (known: {', '.join(JUDGES)})", pytrace=False)
    missing = [name for name in names if shutil.which(name) is None]
    if missing and os.environ.get(REQUIRE):
        pytest.fail(f"{MISSING}{', '.join(missing)}, and {REQUIRE} is set", pytrace=False)
    if missing:
        pytest.skip(MISSING + ", ".join(missing))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud which judges were missing, and how many tests did not run for it."""
    reasons = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])]
    unjudged = [reason.partition(MISSING)[2] for reason in reasons if MISSING in reason]
    if unjudged:
        programs = sorted({name for names in unjudged for name in names.split(", ")})
        terminalreporter.section("NOT JUDGED", sep="!", yellow=True, bold=True)
        terminalreporter.line(f"{len(unjudged)} tests did not run: {', '.join(programs)} not installed.")
        terminalreporter.line("`bash .ci/run` installs them on Debian and Ubuntu and runs everything.")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the bundled samples."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def real_documents() -> tuple[Path, ...]:
    """Real raw documents, which lie beside the checkout where its authors work."""
    documents = tuple(sorted((ROOT.parent / "shared" / "seeds").glob("*.txt")))
    if not documents:
        pytest.skip("no real documents beside this checkout")
    return documents
