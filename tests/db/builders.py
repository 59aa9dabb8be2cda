"""Findings made by hand, and how to store them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from db.findings import (
    Findings,
    FoundClaim,
    FoundInitiative,
    FoundMention,
    FoundOrganisation,
    NewAgreement,
    Report,
    ResolvedAgreement,
)
from db.rows_of_findings import Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.writer import Writer

NAMES = {
    "interpol": ("International Criminal Police Organization", "INTERPOL", None),
    "europol": ("European Union Agency for Law Enforcement Cooperation", "Europol", "eu"),
    "wco": ("World Customs Organization", "WCO", None),
    "eu": ("European Union", "EU", None),
}
RANKS = list(NAMES)


def organisation(number: str, text: str) -> FoundOrganisation:
    name, acronym, parent = NAMES.get(number, (number.title(), None, None))
    start = text.index(acronym or name)
    mention = FoundMention(start, start + len(acronym or name))
    known = number in NAMES
    rank = RANKS.index(number) if known else 1_000_000
    return FoundOrganisation(number, name, acronym, None, None, parent, (f"{name} (old)",), known, rank, (mention,))


def finding(
    parties: Sequence[str],
    kind: str = "memorandum of understanding",
    date: str | None = "2011-10-11",
    status: str = "signed",
    topic: str = "piracy",
    extra: str = "",
) -> Findings:
    """An article of one sentence that tells of one agreement."""
    names = [NAMES.get(p, (p.title(), None, None)) for p in parties]
    who = " and ".join(acronym or name for name, acronym, _ in names)
    text = f"Lyon: {who} {status} a {kind} about {topic} on {date or 'a day'}.{extra}"

    def claim(attribute: str, value: str, words: str) -> FoundClaim:
        start = text.index(words)
        return FoundClaim(attribute, value, start, start + len(words), "test")

    claims = [
        claim("agreement", f"{who} {kind}", text[: len(text) - len(extra)]),
        claim("kind", kind, kind),
        claim("status", status, status),
        claim("place", "Lyon", "Lyon"),
        claim("topic", topic, topic),
    ]
    claims += [claim("party", p, acronym or name) for p, (name, acronym, _) in zip(parties, names, strict=True)]
    if date:
        claims.append(claim("date", date, date))
    return Findings(
        name=f"{'-'.join(parties)}.txt",
        source=f"made by hand/{hashlib.sha256(text.encode()).hexdigest()}",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        content=hashlib.sha256(b"content of " + text.encode()).hexdigest(),
        title=f"{who} agree",
        publisher=None,
        published=None,
        language="en",
        text=text,
        organisations=tuple(organisation(p, text) for p in parties),
        initiatives=(FoundInitiative("i-24-7", "I-24/7", None, "system", (FoundMention(0, 4),)),),
        reports=(Report(tuple(claims)),),
    )


def store(writer: Writer, findings: Findings, number: str) -> None:
    """Stores findings of one report as one agreement."""
    with writer.batch():
        writer.add_article(findings, [Meeting(number)])
        reports = writer.reports_of(number)
        values: dict[str, list[str]] = {}
        for item in reports[0].claims:
            values.setdefault(item.claim.attribute, []).append(item.claim.value)
        resolved = ResolvedAgreement(
            title=values["agreement"][0],
            kind=values["kind"][0],
            status=values["status"][0],
            date=values.get("date", [None])[0],
            date_basis="stated" if "date" in values else None,
            place=values["place"][0],
            duration=None,
            expires=None,
            parties=tuple((p, None) for p in values["party"]),
            signatories=(("Ann Doe", "Director", values["party"][0]),),
            topics=tuple(values["topic"]),
            provisions=("information exchange",),
            initiatives=("i-24-7",),
            links=(),
            chosen=frozenset(item.id for report in reports for item in report.claims),
        )
        writer.replace_agreements(number, [NewAgreement(number, resolved, reports)])
        writer.finish()
