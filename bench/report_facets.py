"""What generated reports are placed by, counted as `seed.sameness` counts it, but in less time."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING

from seed.sameness import AHEAD, DIGITS, EARLIEST, LATEST, LOOSE, OVER, SIGNATURE, SLIP, STEP

if TYPE_CHECKING:
    from bench.heads import Head
    from bench.sentences import Claim


def facets_text(head: Head, claims: list[Claim], published: int) -> str:
    """What a report is placed by, as `seed.sameness.facets_text` counts it from the claims."""
    found = {claim.attribute: claim for claim in claims}
    status, when = found["status"].value, found.get("date")
    said = tuple((claim.start, claim.end, claim.attribute, claim.value) for claim in claims)
    how = tuple((claim.rule, claim.basis) for claim in claims)
    digest = hashlib.sha256(repr((said, how)).encode()).hexdigest()[:DIGITS]
    follows = head.link is not None and head.link.relation in found and head.link.relation != "implements"
    parties = sorted({body.id for body in head.parties})
    values = [head.kind, False, when.value if when else None, _window(status, when, published), follows, parties]
    return json.dumps([*values, [*min(said), digest]], ensure_ascii=False)


def _window(status: str, when: Claim | None, published: int) -> tuple[int, int, bool, bool, bool]:
    if when is not None:
        first, last = _days(when.value)
        if status in OVER:
            return EARLIEST, last, False, False, False
        first -= STEP if status == "in force" else 0
        return first, last, True, when.basis != "resolved", status in SIGNATURE
    if not published:
        return EARLIEST, LATEST, False, False, False
    if status in AHEAD:
        return published - LOOSE, published + STEP, False, False, False
    return EARLIEST, published + SLIP, False, False, False


def _days(value: str) -> tuple[int, int]:
    """The first and the last day of a date, as ordinals."""
    year = int(value[:4])
    if len(value) == 4:
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    month = int(value[5:7])
    if len(value) == 10:
        day = date(year, month, int(value[8:])).toordinal()
        return day, day
    last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
    return date(year, month, 1).toordinal(), last
