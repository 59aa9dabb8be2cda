"""An agreement as facts in the order in which they are read, each with the claims that state it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.disagreements import disagreement, sayers
from db.edtf import EdtfDate, parse_edtf
from db.errors import BadDateError
from db.printable import printable
from db.vocabulary import DATED_ATTRIBUTES, LINK_RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from db.records import Agreement, ArticleRow, Claim, Initiative

NOT_STATED = "not stated"
MOST_NAMES = 2  # of those who say one thing, before the others are counted
LONGEST_NAME = 32  # characters
DATE_LABELS: Mapping[str, str] = {"signed": "Signed", "approved": "Approved", "announced": "Announced"}


class Fact(NamedTuple):
    """A line of the detail: what it is about, what is known, a remark on how, and the claims behind it.

    `value` is None where nothing is stated. `label` is empty where the line goes on with the one above. `brief` is
    shown in place of a value that does not fit on its line, until the fact is marked. `is_rival` marks what is said
    against the line above.
    """

    label: str
    value: str | None
    claims: tuple[Claim, ...] = ()
    note: str = ""
    brief: str = ""
    is_rival: bool = False


def facts_of(agreement: Agreement) -> tuple[Fact, ...]:
    """Every field of the record, stated or not."""
    date_label = DATE_LABELS.get(agreement.status, "Date")
    basis = _basis(agreement)
    return (
        Fact("", agreement.title, agreement.claims_of("agreement"), _outdated(agreement)),
        *_parties(agreement),
        *_single(agreement, "Kind", "kind", agreement.kind),
        *_single(agreement, "Status", "status", agreement.status),
        *_single(agreement, date_label, "date", _in_words(agreement.date), basis),
        *_single(agreement, "Place", "place", agreement.place),
        *_group("By", [(_person(s.name, s.role, s.organisation), agreement.claims_of("signatory", s.name))
                       for s in agreement.signatories]),
        *_group("Topics", [(topic, agreement.claims_of("topic", topic)) for topic in agreement.topics]),
        *_group("Provides", [(what, agreement.claims_of("provision", what)) for what in agreement.provisions]),
        *_single(agreement, "Duration", "duration", agreement.duration),
        *_single(agreement, "Expires", "expires", _in_words(agreement.expires)),
        *_initiatives("Initiatives", agreement.initiatives, agreement),
        *(_initiatives("Also named", agreement.also_named, agreement) if agreement.also_named else ()),
        *_links(agreement),
        *_group("Articles", [(_article(row), tuple(c for c in agreement.claims if c.article == row.id)[:1])
                             for row in agreement.articles]),
        Fact("Id", agreement.id),
    )  # fmt: skip


def numbers_of(facts: Iterable[Fact]) -> dict[tuple[int, int, int], int]:
    """The number of each piece of evidence, counted in the order in which the facts show them."""
    numbers: dict[tuple[int, int, int], int] = {}
    for fact in facts:
        for claim in fact.claims:
            numbers.setdefault(place_of(claim), len(numbers) + 1)
    return numbers


def place_of(claim: Claim) -> tuple[int, int, int]:
    """Where the words of a claim stand."""
    return claim.article, claim.start, claim.end


def trail_of(agreement: Agreement) -> tuple[Claim, ...]:
    """The agreement's evidence in reading order, article by article, each place once."""
    order = {row.id: place for place, row in enumerate(agreement.articles)}
    places: dict[tuple[int, int, int], Claim] = {}
    named = (*agreement.initiatives, *agreement.also_named)
    initiatives = [claim for initiative in named for claim in initiative.claims]
    for claim in [*agreement.claims, *initiatives]:
        if claim.article in order:
            places.setdefault(place_of(claim), claim)
    return tuple(sorted(places.values(), key=lambda c: (order[c.article], c.start, c.end)))


def stated_by(agreement: Agreement, shown: Claim) -> str:
    """What the words at one place state, such as `kind joint action plan, provision joint action plan`."""
    named = (*agreement.initiatives, *agreement.also_named)
    claims = [*agreement.claims, *(claim for initiative in named for claim in initiative.claims)]
    here = [claim for claim in claims if place_of(claim) == place_of(shown)]
    return ", ".join(dict.fromkeys(_statement(claim) for claim in here))


def _statement(claim: Claim) -> str:
    if claim.attribute == "agreement":
        return "the agreement"
    return f"{'the name' if claim.attribute == 'named' else claim.attribute} {claim.value}"


def _single(agreement: Agreement, label: str, attribute: str, shown: str | None, note: str = "") -> list[Fact]:
    """A field with one value; where others are stated too, why it is this one, and a line for each of the others."""
    chosen = tuple(claim for claim in agreement.claims_of(attribute) if claim.chosen)
    found = disagreement(agreement, attribute)
    if found is None:
        return [Fact(label, shown, chosen, note)]
    single = len(found.articles) == 1
    for_it = sayers(found, found.shown, agreement.articles, LONGEST_NAME)
    so = "" if single else f"{_listed(for_it)} {'say' if len(for_it) > 1 else 'says'} so"
    remarks = (note, so, f"shown because: {found.reason}" if found.reason else "")
    rivals = []
    for said in found.others:
        names = ("the same article",) if single else sayers(found, said, agreement.articles, LONGEST_NAME)
        also = " also" if single or set(names) <= set(for_it) else ""
        verb = "say" if len(names) > 1 else "says"
        words = f"{_listed(names)}{also} {verb} {_value_words(said.value, attribute)}"
        rivals.append(Fact("", words, said.claims, is_rival=True))
    return [Fact(label, shown, chosen, "; ".join(filter(None, remarks))), *rivals]


def _listed(names: Sequence[str]) -> str:
    """`Herald`, `Herald and Courier`, `Herald, Courier and 3 others`."""
    if len(names) > MOST_NAMES + 1:
        names = (*names[:MOST_NAMES], f"{len(names) - MOST_NAMES} others")
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "an article"


def _outdated(agreement: Agreement) -> str:
    names = agreement.outdated
    return f"only in an older version of {_listed(names)}, which has since changed" if names else ""


def _value_words(value: str, attribute: str) -> str:
    if attribute in DATED_ATTRIBUTES:
        try:
            return parse_edtf(value).in_words()
        except BadDateError:
            return value
    return value


def _group(label: str, values: list[tuple[str, tuple[Claim, ...]]]) -> list[Fact]:
    if not values:
        return [Fact(label, None)]
    return [Fact("" if place else label, value, claims) for place, (value, claims) in enumerate(values)]


def _parties(agreement: Agreement) -> list[Fact]:
    return [
        Fact("" if place else "Parties", _named(p.name, p.acronym, p.role), agreement.claims_of("party", p.id),
             brief=f"{p.short} ({p.role})" if p.role else p.short)
        for place, p in enumerate(agreement.parties)
    ] or [Fact("Parties", None)]  # fmt: skip


def _basis(agreement: Agreement) -> str:
    if agreement.date is None or agreement.date_basis in {None, "stated"}:
        return ""
    if agreement.date_basis == "curated":
        return "set by a person"
    quotes = [claim.quote for claim in agreement.claims_of("date") if claim.chosen]
    return f"resolved from “{printable(quotes[0])}”" if quotes else "resolved from the words"


def _in_words(date: EdtfDate | None) -> str | None:
    return None if date is None else date.in_words()


def _named(name: str, acronym: str | None, role: str | None) -> str:
    words = name if acronym is None or acronym == name else f"{acronym}, {name}"
    return f"{words} ({role})" if role else words


def _person(name: str, role: str | None, organisation: str | None) -> str:
    return ", ".join(part for part in (name, role, organisation) if part)


def _initiatives(label: str, initiatives: Iterable[Initiative], agreement: Agreement) -> list[Fact]:
    """Programmes, systems and centres, each with what articles say of it."""
    facts: list[Fact] = []
    for initiative in initiatives:
        own = {row.id for row in agreement.articles}
        claims = sorted(initiative.claims, key=lambda c: (c.article not in own, c.attribute != "named"))
        name = _named(initiative.name, initiative.acronym, initiative.kind)
        named = agreement.claims_of("initiative", initiative.id) or tuple(claims[:1])
        facts.append(Fact("" if facts else label, name, named))
        facts += _relations(initiative, claims)
    return facts or [Fact(label, None)]


def _relations(initiative: Initiative, claims: list[Claim]) -> list[Fact]:
    """One line for each relation, with all that it holds of."""
    grouped: dict[str, list[str]] = {}
    for relation, name in initiative.relations:
        grouped.setdefault(relation, []).append(name)
    return [
        Fact("", f"– {relation} {', '.join(names)}", tuple(c for c in claims if c.attribute == relation))
        for relation, names in grouped.items()
    ]


def _links(agreement: Agreement) -> list[Fact]:
    if not agreement.links:
        return [Fact("Links", None)]
    facts: list[Fact] = []
    for relation in [*LINK_RELATIONS, *sorted({link.relation for link in agreement.links} - set(LINK_RELATIONS))]:
        for link in agreement.links:
            if link.relation == relation:
                target = f" ({link.target})" if link.target else ""
                claims = agreement.claims_of(relation, link.words)
                facts.append(Fact("" if facts else "Links", f"{relation} {link.words}{target}", claims))
    return facts


def _article(row: ArticleRow) -> str:
    published = row.published.in_words() if row.published else "undated"
    older = "older version" if row.replaced_by is not None else None
    return ", ".join(part for part in (row.title or row.name, row.publisher, published, older) if part)
