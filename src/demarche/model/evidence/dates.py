"""Days as people write them in this work, and the day nothing later than which may be used."""

from __future__ import annotations

import datetime as dt
import re

from demarche.model.evidence.errors import UseError

_PATTERNS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%B %d %Y")


def read_date(text: str, *, where: str = "") -> dt.date:
    """Read a day from `2024-06-20`, `20 June 2024` or `June 20, 2024`.

    Raises `UseError` for anything else, a day that does not exist included.

    >>> read_date("20 June 2024")
    datetime.date(2024, 6, 20)
    """
    cleaned = re.sub(r"\s+", " ", text.strip())
    for pattern in _PATTERNS:
        try:
            return dt.datetime.strptime(cleaned, pattern).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    raise UseError(f"“{text}” is not a date I can read.", where=where, next_step="Write it as 2024-06-20 or 20 June 2024.")


def spell_date(day: dt.date) -> str:
    """Write a day the way diplomatic papers do.

    >>> spell_date(dt.date(2024, 6, 20))
    '20 June 2024'
    """
    return f"{day.day} {day:%B %Y}"


def holds_on(day: dt.date, since: dt.date | None, until: dt.date | None) -> bool:
    """Whether something that began on `since` and ended on `until` (both included, either open) holds on `day`."""
    return (since is None or since <= day) and (until is None or day <= until)
