"""The day that counts for everything that ends on one."""

import os
from datetime import UTC, date, datetime


def current_day() -> date:
    """Return the current day in UTC, or that of `SOURCE_DATE_EPOCH` (reproducible-builds.org) where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return now.date()
