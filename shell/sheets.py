"""Records as pairs of a name and a value, for `show`: facts first, then the words that state them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.disagreements import disagreements, sayers
from db.edtf import parse_edtf
from db.records import Agreement
from db.vocabulary import DATED_ATTRIBUTES
from shell.output import NOT_STATED
from shell.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from db.disagreements import Disagreement, Said
    from db.records import ArticleRow, Claim, Initiative

    Sheet = list[tuple[str, str]]

NOT_SHOWN = " (not shown)"
OLDER = " (in an older version)"


def record(found: Agreement | Initiative | Profile) -> Sheet:
    """What `show` found."""
    if isinstance(found, Profile):
        return organisation(found)
    return agreement(found) if isinstance(found, Agreement) else initiative(found)


def agreement(record: Agreement) -> Sheet:
    """Every field of an agreement, then its articles, then its evidence."""
    date = record.date.in_words() if record.date else NOT_STATED
    if record.date and record.date_basis == "resolved":
        words = "; ".join(dict.fromkeys(claim.quote for claim in record.claims_of("date") if claim.chosen))
        date += f" (resolved from: {words})"
    sheet = [
        ("id", record.id),
        ("title", record.title),
        ("kind", record.kind),
        ("status", record.status),
        ("date", date),
        ("place", record.place or NOT_STATED),
        ("duration", record.duration or NOT_STATED),
        ("expires", record.expires.in_words() if record.expires else NOT_STATED),
    ]
    parties = [
        f"{p.name}{f' ({p.acronym})' if p.acronym else ''}{f', {p.role}' if p.role else ''}" for p in record.parties
    ]
    people = [", ".join(part for part in (s.name, s.role, s.organisation) if part) for s in record.signatories]
    sheet += _each("party", parties) + _each("signed by", people)
    sheet += _each("topic", record.topics) + _each("provision", record.provisions)
    sheet += _each("initiative", [_initiative_line(found) for found in record.initiatives])
    sheet += [("also named", _initiative_line(found)) for found in record.also_named]
    sheet += _each("link", [f"{link.relation} {link.target or link.words}" for link in record.links])
    sheet += _disagreements(record)
    sheet += [("note", f"only in an older version of {name}, which has since changed") for name in record.outdated]
    sheet += _each("article", [_article_line(row) for row in record.articles])
    sheet += [
        ("note", f"{row.name}: {note}") for row in record.articles for place in row.places[:1] for note in place.notes
    ]
    older = {row.id for row in record.articles if row.replaced_by is not None}
    return sheet + _evidence(record.claims, older)


def _disagreements(record: Agreement) -> Sheet:
    """Where articles disagree: what is shown and why, then what else is said, each with who says so."""
    sheet = []
    for found in disagreements(record):
        because = f", because: {found.reason}" if found.reason else ""
        sheet.append(("disagreement", f"{found.attribute} {_said(found, found.shown, record)} – shown{because}"))
        others = [f"{found.attribute} {_said(found, said, record)} – not shown" for said in found.others]
        sheet += [("disagreement", line) for line in others]
    return sheet


def _said(found: Disagreement, said: Said, record: Agreement) -> str:
    value = parse_edtf(said.value).in_words() if found.attribute in DATED_ATTRIBUTES else said.value
    return f"{value} ({'; '.join(sayers(found, said, record.articles)) or 'an article'})"


def organisation(profile: Profile) -> Sheet:
    """Every field of an organisation, its agreements, then its evidence."""
    found = profile.organisation
    sheet = [
        ("id", found.id),
        ("name", found.name),
        ("acronym", found.acronym or NOT_STATED),
        ("kind", found.kind or NOT_STATED),
        ("seat", found.seat or NOT_STATED),
        ("parent", found.parent or NOT_STATED),
    ]
    sheet += [("alias", alias) for alias in found.aliases]
    sheet.append(
        ("known from", "the list of organisations that comes with Explorer" if found.known else "its articles")
    )
    for row in profile.agreements:
        parts = (row.date or "undated", row.kind, " · ".join(row.parties), row.status, row.id)
        sheet.append(("agreement", "  ".join(parts)))
    return sheet + _evidence(profile.claims)


def initiative(record: Initiative) -> Sheet:
    """Every field of an initiative, then its evidence."""
    sheet = [("id", record.id), ("name", record.name), ("acronym", record.acronym or NOT_STATED), ("kind", record.kind)]
    return sheet + list(record.relations) + _evidence(record.claims)


def _each(name: str, values: Iterable[str]) -> Sheet:
    found = [(name, value) for value in values]
    return found or [(name, NOT_STATED)]


def _article_line(row: ArticleRow) -> str:
    published = row.published.in_words() if row.published else "publication date not stated"
    where = [place.source for place in row.places if place.is_present] or [f"older version of {row.source}"]
    return (
        ", ".join(part for part in (row.title, row.publisher, published, row.name) if part) + f" ({'; '.join(where)})"
    )


def _initiative_line(record: Initiative) -> str:
    relations = "; ".join(f"{relation} {value}" for relation, value in record.relations)
    return f"{record.name}{f' ({relations})' if relations else ''}"


def _evidence(claims: Iterable[Claim], older: Collection[int] = ()) -> Sheet:
    """Each sentence that states something, with what it states; `older` articles are replaced by newer versions."""
    sentences: dict[str, list[str]] = {}
    for claim in claims:
        sentence = f"“{' '.join(f'{claim.before}{claim.quote}{claim.after}'.split())}”"
        sentence += OLDER if claim.article in older else ""
        if claim.attribute != "agreement":
            stated = f"{claim.attribute} {claim.value}{'' if claim.chosen else NOT_SHOWN}"
            sentences.setdefault(sentence, []).append(stated)
        else:
            sentences.setdefault(sentence, [])
    return [("evidence", _with_statements(sentence, stated)) for sentence, stated in sentences.items()]


def _with_statements(sentence: str, stated: Iterable[str]) -> str:
    words = "; ".join(dict.fromkeys(stated))
    return f"{sentence} states: {words}" if words else sentence
