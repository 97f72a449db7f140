"""The date that a file bears: none but what the environment names, so that every run gives the same bytes."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from yinfa.errors import UsageError

VARIABLE = "SOURCE_DATE_EPOCH"
"""The environment variable of reproducible builds: seconds since 1970-01-01 UTC."""


def timestamp() -> datetime | None:
    """The moment that SOURCE_DATE_EPOCH names, in UTC; None where it is not set.

    Raises UsageError where it names none.
    """
    epoch = os.environ.get(VARIABLE, "").strip()
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"{VARIABLE} is “{epoch}”, which is no moment in time.",
            remedy="Give it as whole seconds since 1970-01-01 UTC, or unset it.",
        ) from error
