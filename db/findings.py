"""What reading one article gives: the form in which `seed` hands its work to the writer.

All positions are character offsets into the article's frozen text, half open: `text[start:end]` is the quote.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """One statement of the article about one attribute of an agreement, organisation or initiative.

    `attribute` is one of `agreement` (value: a short title), `kind`, `status`, `date` (EDTF), `place`, `party`
    (organisation id), `signatory` (the person's name, with `role` and `organisation`), `topic`, `provision`,
    `duration`, `expires` (EDTF), `initiative` (initiative id), a relation of `vocabulary.LINK_RELATIONS`
    (value: the other instrument as written, `role`: its kind, if named); for organisations `parent` (organisation id);
    for initiatives `run by`, `led by`, `part of` (organisation or initiative id), `place`.
    """

    attribute: str
    value: str
    start: int
    end: int
    rule: str
    basis: str = "stated"
    role: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class FoundMention:
    """Where the article names an organisation or an initiative."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundOrganisation:
    """An organisation that the article names.

    `known` tells whether the lexicon holds it; an unknown one has a name as written and an id made from that name.
    `rank` orders organisations within agreement ids: the lexicon's order, and a large number for unknown ones.
    """

    id: str
    name: str
    acronym: str | None
    kind: str | None
    seat: str | None
    parent: str | None
    aliases: tuple[str, ...]
    known: bool
    rank: int
    mentions: tuple[FoundMention, ...]
    claims: tuple[FoundClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundInitiative:
    """A named programme, system or centre that the article names. `kind` is one of those three words."""

    id: str
    name: str
    acronym: str | None
    kind: str
    mentions: tuple[FoundMention, ...]
    claims: tuple[FoundClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that one article says of one agreement. The first claim is of the attribute `agreement`."""

    claims: tuple[FoundClaim, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """One article, frozen, with all that was found in it. `published` is an EDTF day, or None when not stated.

    `sha256` is that of the bytes read; `content` that of the frozen text and of the title, publisher and date that the
    file itself gives: what makes it the same article wherever it lies. `notes` say what was doubtful in reading it.
    `topic_names` are the topics of its reports, each with its name in the article's language.
    """

    name: str
    source: str
    sha256: str
    content: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    text: str
    organisations: tuple[FoundOrganisation, ...]
    initiatives: tuple[FoundInitiative, ...]
    reports: tuple[Report, ...]
    url: str | None = None
    notes: tuple[str, ...] = ()
    topic_names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim of a report, with the number by which resolving refers to it."""

    id: int
    claim: FoundClaim


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One article's report of an agreement, with what resolving needs to know of that article.

    `replaced_by` is the content of the article that is its newer version, where its own text stands nowhere any more.
    `agreement` is the key of the agreement that it was found to tell of, None while that is not known. `id` is its own
    number; `facets` is what it is told from others by, as text, and claims may be left out where that is enough.
    """

    article_sha256: str
    published: str | None
    publisher: str | None
    claims: tuple[StoredClaim, ...]
    replaced_by: str | None = None
    agreement: int | None = None
    id: int = 0
    facets: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedAgreement:
    """What is shown of one agreement, and `chosen`: the numbers of the claims that it rests on.

    Parties are pairs (organisation id, role), signatories triples (name, role, organisation id or name as written),
    initiatives ids, links pairs (relation, the other instrument as written). `reasons` are pairs (number of a chosen
    claim, why it is the one shown), for each attribute of which an agreement has one.
    """

    title: str
    kind: str
    status: str
    date: str | None
    date_basis: str | None
    place: str | None
    duration: str | None
    expires: str | None
    parties: tuple[tuple[str, str | None], ...]
    signatories: tuple[tuple[str, str | None, str | None], ...]
    topics: tuple[str, ...]
    provisions: tuple[str, ...]
    initiatives: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    chosen: frozenset[int]
    reasons: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StoredAgreement:
    """An agreement that is stored: what its id is made from, and its id."""

    key: int
    id: str
    title: str
    kind: str
    date: str | None
    parties: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """An agreement to store: its readable id, what is shown of it, and the reports that tell of it."""

    id: str
    resolved: ResolvedAgreement
    reports: tuple[StoredReport, ...]
