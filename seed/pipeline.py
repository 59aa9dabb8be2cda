"""The stages in order: from the text of one article to everything found in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import UnreadableSourceError
from db.findings import Findings, FoundMention, FoundOrganisation
from seed.agreements import read_agreements
from seed.clean import clean_metadata, clean_text
from seed.contents import topic_names
from seed.dates import find_dates, find_stated
from seed.document import Document
from seed.head import read_head
from seed.initiatives import find_initiatives
from seed.language import guess_language
from seed.mentions import find_mentions
from seed.organisation_facts import parent_claims
from seed.reading import make_reading
from seed.reports import make_reports
from seed.sentences import split_sentences
from seed.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seed.agreements import NearMiss
    from seed.drafts import Draft
    from seed.lexicon import KnownOrganisation, Lexicon
    from seed.mentions import Mentions
    from seed.readers.articles import Metadata, TextArticle
    from seed.reading import Reading


@dataclass(frozen=True, slots=True)
class CloseReading:
    """What was found in an article, and what it was found from; `drafts` are in the order of the findings' reports."""

    findings: Findings
    reading: Reading
    drafts: tuple[Draft, ...]
    misses: tuple[NearMiss, ...]


def read_article(article: TextArticle, lexicon: Lexicon) -> Findings:
    """Everything found in one article. Raises UnreadableSourceError when it has no words that can be seen."""
    return read_closely(article, lexicon).findings


def read_closely(article: TextArticle, lexicon: Lexicon) -> CloseReading:
    """The same, with what the stages before found and what was nearly taken for an instrument."""
    text = clean_text(article.text)
    if not text.strip():  # nothing but what can't be seen
        raise UnreadableSourceError("empty")
    said = clean_metadata(article.metadata)
    document = Document(text, tokenize(text), split_sentences(text, lexicon.sentences))
    language = guess_language(document.tokens, lexicon.languages)
    head = read_head(document, lexicon, said, day_first=language != "en")
    mentions = find_mentions(document, lexicon)
    dates = find_dates(text, document.tokens, lexicon, head.published)
    dates = [date for date in dates if not head.dateline or date.start != head.dateline.start]
    reading = make_reading(document, lexicon, mentions, dates)
    initiatives = find_initiatives(document, lexicon, mentions)
    drafts, misses = read_agreements(reading)
    organisations = _with_states(mentions.organisations, drafts, lexicon)
    reports = make_reports(reading, drafts, organisations, initiatives, head, language)
    findings = Findings(
        name=article.name,
        source=article.source,
        sha256=article.sha256,
        content=_content(text, said),
        title=head.title,
        publisher=head.publisher,
        published=str(head.published) if head.published else None,
        language=language,
        text=text,
        organisations=_organisations(document, mentions, organisations, drafts, lexicon),
        initiatives=tuple(initiatives),
        reports=tuple(reports),
        url=head.address,
        notes=(*article.notes, *_note_of_date(said, lexicon)),
        topic_names=topic_names(reports, lexicon.topics, text, language),
    )
    return CloseReading(findings, reading, tuple(drafts), tuple(misses))


def _note_of_date(said: Metadata, lexicon: Lexicon) -> tuple[str, ...]:
    """What is said of a day of publication that the file gives and that can't be used: "2021-13-45", "May"."""
    if not said.published or [found.date.precision for found in find_stated(said.published, lexicon)] == ["day"]:
        return ()
    return ("date given by the file not used: no full date",)


def _content(text: str, said: Metadata) -> str:
    """The sha256 of what makes an article itself: the same page saved twice, or packed, is one article."""
    parts = (text, said.title or "", said.publisher or "", said.published or "")
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()  # no part can hold a zero byte


def _with_states(
    organisations: Mapping[str, KnownOrganisation], drafts: Sequence[Draft], lexicon: Lexicon
) -> dict[str, KnownOrganisation]:
    """The article's organisations, and the states and parent bodies that are parties in it."""
    parties = {id_ for draft in drafts for id_ in draft.ids}
    states = {id_: lexicon.states[id_] for id_ in sorted(parties) if id_ in lexicon.states}
    bodies = {id_: lexicon.organisations[id_] for id_ in sorted(parties) if id_ in lexicon.organisations}
    return {**organisations, **bodies, **states}


def _organisations(
    document: Document,
    mentions: Mentions,
    organisations: Mapping[str, KnownOrganisation],
    drafts: Sequence[Draft],
    lexicon: Lexicon,
) -> tuple[FoundOrganisation, ...]:
    claims = parent_claims(document, mentions, lexicon)
    places: dict[str, list[FoundMention]] = {id_: [] for id_ in organisations}
    for place in mentions.places:
        places[place.id].append(FoundMention(place.start, place.end))
    for place in sorted(
        {party for draft in drafts for party in draft.parties}, key=lambda party: (party.start, party.id)
    ):
        if not places[place.id] or place.state:
            places[place.id].append(FoundMention(place.start, place.end))
    return tuple(
        FoundOrganisation(
            id=item.id,
            name=item.name,
            acronym=item.acronym,
            kind=item.kind,
            seat=item.seat,
            parent=item.parent,
            aliases=item.aliases,
            known=item.known,
            rank=item.rank,
            mentions=tuple(places[item.id]),
            claims=tuple(claims.get(item.id, ())),
        )
        for item in sorted(organisations.values(), key=lambda item: (item.rank, item.id))
    )
