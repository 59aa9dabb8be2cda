"""An organisation with all that `show` tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.records import AgreementRow, Claim, Organisation


@dataclass(frozen=True, slots=True)
class Profile:
    """The organisation, its agreements, newest first, and what articles say of the organisation itself."""

    organisation: Organisation
    agreements: tuple[AgreementRow, ...]
    claims: tuple[Claim, ...]
