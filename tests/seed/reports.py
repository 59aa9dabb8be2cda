"""Stored reports made by hand, for the tests of resolving."""

from __future__ import annotations

from db.findings import FoundClaim, StoredClaim, StoredReport

MOU = "memorandum of understanding"
GENERAL = "cooperation agreement"


def report(
    sha: str,
    status: str = "signed",
    date: str | None = None,
    basis: str = "stated",
    published: str | None = None,
    parties: tuple[str, ...] = ("northpol", "seapol"),
    kind: str = MOU,
    *,
    publisher: str | None = None,
    general: bool = False,
    more: tuple[tuple[str, str], ...] = (),
) -> StoredReport:
    """What the article `sha` (hexadecimal digits) says of one agreement; `more` are further attributes and values."""
    claims = [
        FoundClaim("agreement", f"Northpol – Seapol {kind}", 0, 9, "r"),
        FoundClaim("kind", GENERAL if general else kind, 0, 9, "general-name" if general else "named-kind"),
        FoundClaim("status", status, 0, 9, "r"),
        *(FoundClaim("party", party, 0, 9, "r") for party in parties),
        *([FoundClaim("date", date, 0, 9, "r", basis)] if date else []),
        *(FoundClaim(attribute, value, 0, 9, "r") for attribute, value in more),
    ]
    first = 1000 * int(sha, 16)
    stored = tuple(StoredClaim(first + at, claim) for at, claim in enumerate(claims))
    return StoredReport(sha, published, publisher, stored)
