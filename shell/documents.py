"""Records as plain values: what `--json` prints, and the columns of `--csv`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.disagreements import Disagreement
    from db.records import Agreement, AgreementRow, ArticleRow, Claim, Initiative, Organisation, Place
    from db.rows import Hit
    from shell.profile import Profile

    Document = dict[str, Any]


# Names that make the columns of CSV: what is no single value, and no list of them, stands in JSON alone.
AGREEMENT_COLUMNS = ("id", "date", "kind", "status", "parties", "place", "title")
ORGANISATION_COLUMNS = ("id", "name", "acronym", "kind", "seat", "parent", "known", "aliases", "agreements")
ARTICLE_COLUMNS = (
    "article", "name", "title", "publisher", "published", "language", "source", "sha256", "url", "replaced_by",
    "agreements", "sentence", "start", "more_sentences", "only_first_part",
)  # fmt: skip


def record(found: Agreement | Initiative | Profile) -> Document:
    """What `show` found."""
    from db.records import Agreement
    from shell.profile import Profile

    if isinstance(found, Profile):
        rows = [agreement_row(row) for row in found.agreements]
        evidence = [claim(each) for each in found.claims]
        return organisation(found.organisation) | {"agreements": rows, "evidence": evidence}

    return agreement(found) if isinstance(found, Agreement) else initiative(found)


def agreement_row(row: AgreementRow) -> Document:
    """One line of a search."""
    return {
        "id": row.id,
        "date": row.date or None,
        "kind": row.kind,
        "status": row.status,
        "parties": list(row.parties),
        "place": row.place,
        "title": row.title,
    }


def agreement(record: Agreement) -> Document:
    """An agreement with its evidence; null and empty lists mean: not stated."""
    from db.disagreements import disagreements

    return {
        "id": record.id,
        "title": record.title,
        "kind": record.kind,
        "status": record.status,
        "date": str(record.date) if record.date else None,
        "date_precision": record.date.precision if record.date else None,
        "date_basis": record.date_basis,
        "place": record.place,
        "duration": record.duration,
        "expires": str(record.expires) if record.expires else None,
        "parties": [{"id": p.id, "name": p.name, "acronym": p.acronym, "role": p.role} for p in record.parties],
        "signatories": [{"name": s.name, "role": s.role, "organisation": s.organisation} for s in record.signatories],
        "topics": list(record.topics),
        "provisions": list(record.provisions),
        "initiatives": [initiative(found) for found in record.initiatives],
        "also_named": [initiative(found) for found in record.also_named],
        "links": [{"relation": link.relation, "id": link.target, "words": link.words} for link in record.links],
        "articles": [article_row(row) for row in record.articles],
        "disagreements": [_disagreement(found) for found in disagreements(record)],
        "evidence": [claim(found) for found in record.claims],
    }


def _disagreement(found: Disagreement) -> Document:
    """What is shown of an attribute and why, and what else is said, each with the numbers of its articles."""
    return {
        "attribute": found.attribute,
        "shown": {"value": found.shown.value, "articles": list(found.shown.articles)},
        "reason": found.reason,
        "others": [{"value": said.value, "articles": list(said.articles)} for said in found.others],
    }


def claim(record: Claim) -> Document:
    """One statement with its words."""
    return {
        "attribute": record.attribute,
        "value": record.value,
        "role": record.role,
        "organisation": record.organisation,
        "article": record.article,
        "start": record.start,
        "end": record.end,
        "quote": record.quote,
        "sentence": record.before + record.quote + record.after,
        "rule": record.rule,
        "basis": record.basis,
        "chosen": record.chosen,
        "reason": record.reason,
    }


def organisation(record: Organisation) -> Document:
    """An organisation with the number of its agreements."""
    return {
        "id": record.id,
        "name": record.name,
        "acronym": record.acronym,
        "kind": record.kind,
        "seat": record.seat,
        "parent": record.parent,
        "known": record.known,
        "aliases": list(record.aliases),
        "agreements": record.agreements,
    }


def initiative(record: Initiative) -> Document:
    """A named programme, system or centre."""
    return {
        "id": record.id,
        "name": record.name,
        "acronym": record.acronym,
        "kind": record.kind,
        "relations": [{"relation": relation, "value": value} for relation, value in record.relations],
        "evidence": [claim(found) for found in record.claims],
    }


def hit(record: Hit) -> Document:
    """An article that was found, with the sentence that holds the words: `start` is its place in the article's text,
    `marks` are places in the sentence. Where none holds them `sentence` is the one that the text begins with."""
    first = record.passages[0] if record.passages else None
    return article_row(record.article) | {
        "sentence": first.text if first else None,
        "start": first.start if first else None,
        "marks": [list(mark) for mark in first.marks] if first else [],
        "title_marks": [list(mark) for mark in record.title_marks],
        "more_sentences": record.more,
        "only_first_part": record.is_partial,
    }


def place(record: Place) -> Document:
    """Where an article was found. It is present unless another version stands there by now."""
    return {
        "source": record.source,
        "name": record.name,
        "sha256": record.sha256,
        "version": record.version,
        "present": record.is_present,
        "notes": list(record.notes),
    }


def article_row(record: ArticleRow) -> Document:
    """An article without its text."""
    return {
        "article": record.id,
        "name": record.name,
        "title": record.title,
        "publisher": record.publisher,
        "published": str(record.published) if record.published else None,
        "language": record.language,
        "source": record.source,
        "sha256": record.sha256,
        "url": record.url,
        "places": [place(each) for each in record.places],
        "replaced_by": record.replaced_by,
        "agreements": record.agreements,
    }
