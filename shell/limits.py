"""The limits on reading files, as they are written on the command line."""

from __future__ import annotations

import re

from db.errors import UsageError
from seed.sources import Limits

SIZE = re.compile(r"([0-9]{1,12})([kmg]?)b?", re.IGNORECASE)
UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


def limits_of(most: str, seconds: float) -> Limits:
    """The limits; `most` is a number of bytes, with k, M or G for thousands, millions or milliards.

    Raises UsageError when it is none, or zero.
    """
    match = SIZE.fullmatch(most.strip())
    count = int(match[1]) * UNITS[match[2].lower()] if match else 0
    if not count:
        raise UsageError(f"--max-bytes {most}: write a number such as 500000, 500k or 20M")
    return Limits(count, seconds)
