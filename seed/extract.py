"""Findings as the object that `explorer extract --json` prints, one for each article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.edtf import parse_edtf
from db.findings import StoredClaim, StoredReport
from db.vocabulary import LINK_RELATIONS
from seed.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.findings import Findings, FoundClaim, FoundOrganisation, Report


def as_json(findings: Findings) -> dict[str, Any]:
    """The article's findings as plain values; each report resolved by itself, as if there were no other article."""
    organisations = {item.id: item for item in findings.organisations}
    return {
        "file": findings.name,
        "sha256": findings.sha256,
        "title": findings.title,
        "publisher": findings.publisher,
        "published": findings.published,
        "language": findings.language,
        "organisations": [
            _organisation(item)
            | {"kind": item.kind, "mentions": [{"start": at.start, "end": at.end} for at in item.mentions]}
            for item in findings.organisations
        ],
        "agreements": [_agreement(findings, report, organisations) for report in findings.reports],
        "initiatives": [
            {
                "id": item.id,
                "name": item.name,
                "acronym": item.acronym,
                "kind": item.kind,
                "mentions": [{"start": at.start, "end": at.end} for at in item.mentions],
                "claims": [_evidence(findings.text, claim) | {"value": claim.value} for claim in item.claims],
            }
            for item in findings.initiatives
        ],
        "text": findings.text,
    }


def _organisation(item: FoundOrganisation) -> dict[str, Any]:
    """An organisation; one that the lexicon does not know has no id."""
    return {
        "id": item.id if item.known else None,
        "name": item.name,
        "acronym": item.acronym,
        "aliases": list(item.aliases),
    }


def _agreement(findings: Findings, report: Report, organisations: Mapping[str, FoundOrganisation]) -> dict[str, Any]:
    claims = tuple(StoredClaim(number, claim) for number, claim in enumerate(report.claims))
    found = resolve([StoredReport(findings.sha256, findings.published, findings.publisher, claims)])
    links, names = dict(reversed(found.links)), dict(findings.topic_names)
    return {
        "kind": found.kind,
        "title": found.title,
        "status": found.status,
        "parties": [_organisation(organisations[party]) for party, _ in found.parties],
        "date": found.date,
        "date_precision": parse_edtf(found.date).precision if found.date else None,
        "date_basis": found.date_basis,
        "place": found.place,
        "signatories": [
            {"name": name, "role": role, "organisation": organisation} for name, role, organisation in found.signatories
        ],
        "topics": [names.get(topic, topic) for topic in found.topics],
        "provisions": list(found.provisions),
        "initiatives": list(found.initiatives),
        "duration": found.duration,
        "expires": found.expires,
        **{relation: links.get(relation) for relation in LINK_RELATIONS},
        "evidence": [_evidence(findings.text, item.claim) for item in claims if item.id in found.chosen],
    }


def _evidence(text: str, claim: FoundClaim) -> dict[str, Any]:
    return {
        "attribute": claim.attribute,
        "start": claim.start,
        "end": claim.end,
        "quote": text[claim.start : claim.end],
        "rule": claim.rule,
    }
