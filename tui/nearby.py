"""The agreements around the cursor, read ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.records import Agreement

REACH = 4
MOST_KEPT = 64


class Nearby:
    """The last few agreements that were read, by id."""

    def __init__(self) -> None:
        self._kept: dict[str, Agreement] = {}

    def keep(self, agreements: Iterable[Agreement]) -> None:
        """Keep some more, and let the oldest go."""
        for agreement in agreements:
            self._kept.pop(agreement.id, None)
            self._kept[agreement.id] = agreement
        for oldest in list(self._kept)[:-MOST_KEPT]:
            del self._kept[oldest]

    def get(self, agreement_id: str) -> Agreement | None:
        """One of them, if it is still kept."""
        return self._kept.get(agreement_id)
