"""From a draft to a report: claims, each with the words that make it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from db.edtf import parse_edtf
from db.findings import FoundClaim, Report
from seed.contents import provision_claims, read_contents, topic_claims
from seed.lasting import duration_claims, expiry_claims
from seed.links import link_claims
from seed.places import find_place, find_place_beside
from seed.regions import is_alone, regions_of
from seed.signing import AHEAD, find_signers, scene_sentences
from seed.spans import cover

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.findings import FoundInitiative
    from seed.contents import Contents
    from seed.drafts import Draft, Piece
    from seed.head import Head
    from seed.lexicon import KnownOrganisation
    from seed.reading import Reading
    from seed.regions import Region

NEWS = frozenset({"signed", "approved"})
LEAD = 3  # sentences and headings in which an article tells its news
NEWS_DAYS = 60  # after which a signature is no news any more


def make_reports(
    reading: Reading,
    drafts: Sequence[Draft],
    organisations: Mapping[str, KnownOrganisation],
    initiatives: Sequence[FoundInitiative],
    head: Head,
    language: str | None,
) -> list[Report]:
    """All that the article, in `language`, says of each of its instruments."""
    if not drafts:
        return []
    regions = regions_of(reading, drafts)
    contents = read_contents(reading, regions, language)
    alone = is_alone(drafts)
    return [
        _make_report(reading, draft, organisations, initiatives, head, own, contents, alone, drafts)
        for draft, own in zip(drafts, regions, strict=True)
    ]


def _make_report(
    reading: Reading,
    draft: Draft,
    organisations: Mapping[str, KnownOrganisation],
    initiatives: Sequence[FoundInitiative],
    head: Head,
    regions: Sequence[Region],
    contents: Contents,
    alone: bool,
    drafts: Sequence[Draft],
) -> Report:
    """All that the article says of the instrument, one of its `drafts`; the first claim names it."""
    pieces = _best_first(reading, draft)
    kind = draft.kind
    dates = _date_claims(reading, draft, head)
    claims = [
        *_agreement_claims(reading, draft, pieces, organisations),
        *_kind_claims(draft, kind),
        *_status_claims(draft, dates, head),
        *_party_claims(draft, organisations),
        *dates,
        *_people_claims(reading, draft, drafts),
        *_place_claims(reading, draft),
        *duration_claims(reading, regions),
        *expiry_claims(reading, regions, head.published),
        *_renewal_claims(reading, draft),
        *link_claims(reading, draft),
        *topic_claims(reading.lexicon.topics, regions, contents, alone),
        *provision_claims(draft, regions, contents, alone),
        *_initiative_claims(regions, initiatives),
    ]
    return Report(tuple(dict.fromkeys(claims)))


def _best_first(reading: Reading, draft: Draft) -> list[Piece]:
    """Pieces that name the instrument: in a sentence before in a heading, one that tells its status before others."""
    order = {"signed": 0, "approved": 0, "in force": 0}
    main = [piece for piece in draft.pieces if piece.part == "main"]
    sentences = reading.document.sentences
    return sorted(
        main,
        key=lambda piece: (
            sentences[piece.sentence].form == "heading",
            order.get(piece.status.value, 1) if piece.status else 2,
            piece.sentence,
        ),
    )


def _agreement_claims(
    reading: Reading, draft: Draft, pieces: Sequence[Piece], organisations: Mapping[str, KnownOrganisation]
) -> list[FoundClaim]:
    names = " – ".join(item.short for item in _ranked(draft, organisations))
    title = f"{names} {draft.kind if draft.kind != 'other' else 'agreement'}"
    spans = [(reading.document.sentences[piece.sentence], piece) for piece in pieces]
    return [FoundClaim("agreement", title, sentence.start, sentence.end, _rule(piece)) for sentence, piece in spans]


def _rule(piece: Piece) -> str:
    return piece.status.rule if piece.status else "named"


def _kind_claims(draft: Draft, kind: str) -> list[FoundClaim]:
    named = [piece for piece in draft.pieces if piece.kind == kind]
    pieces = named or draft.pieces[:1]
    rule = "named-kind" if named else "general-name"
    return [FoundClaim("kind", kind, piece.start, piece.end, rule) for piece in pieces]


def _status_claims(draft: Draft, dates: Sequence[FoundClaim], head: Head) -> list[FoundClaim]:
    """What its sentences tell; what was signed long before the article is only referred to."""
    found = [piece.status for piece in draft.pieces if piece.status]
    telling = [status for status in found if status.rule not in {"only-named"}] or found[:1]
    passing = min(piece.sentence for piece in draft.pieces) >= LEAD
    past = not draft.renewal and any(_long_ago(claim, head, passing) for claim in dates)
    return [
        FoundClaim("status", "referred", status.start, status.end, "signed-long-before")
        if past and status.value == "signed"
        else FoundClaim("status", status.value, status.start, status.end, status.rule)
        for status in telling
    ]


def _long_ago(claim: FoundClaim, head: Head, passing: bool) -> bool:
    """Whether the date lies well before the article's; or, in one that has none, is only a year told in passing."""
    date = parse_edtf(claim.value)
    if head.published is None:
        return passing and date.precision == "year"
    return date.last_day < head.published.first_day - timedelta(days=NEWS_DAYS)


def _party_claims(draft: Draft, organisations: Mapping[str, KnownOrganisation]) -> list[FoundClaim]:
    """The parties in the order of the title: known ones by their rank, then the others by name."""
    place = {item.id: number for number, item in enumerate(_ranked(draft, organisations))}
    parties = sorted(draft.parties, key=lambda mention: place[mention.id])
    return [FoundClaim("party", mention.id, mention.start, mention.end, "party") for mention in parties]


def _ranked(draft: Draft, organisations: Mapping[str, KnownOrganisation]) -> list[KnownOrganisation]:
    """The parties by rank; unknown ones share the last, and their ids are their names, folded."""
    return sorted((organisations[id_] for id_ in draft.ids), key=lambda item: (item.rank, item.id))


def _date_claims(reading: Reading, draft: Draft, head: Head) -> list[FoundClaim]:
    """The dates of its sentences; for news without a day, the month that the article is dated with.

    News with a day that can't be has none. Where no words of the article state its date, the news itself stands for it.
    """
    strong = [piece for piece in draft.pieces if piece.status and piece.status.value in NEWS]
    misdated = any(piece.misdated for piece in strong)
    dated = sorted((piece for piece in draft.pieces if piece.date), key=_date_rank)
    dates = [piece.date for piece in dated if piece.date and _date_rank(piece) == _date_rank(dated[0])]
    if dates:
        return [FoundClaim("date", str(date.date), date.start, date.end, date.rule, date.basis) for date in dates]
    strong = [piece for piece in strong if not _of_other_time(reading, piece)]
    if strong and head.published and not misdated:
        is_stated = head.dateline and head.dateline.date == head.published
        place = head.dateline if head.dateline and is_stated else reading.document.sentences[strong[0].sentence]
        month = str(head.published)[:7]
        return [FoundClaim("date", month, place.start, place.end, "month-of-the-article", "resolved")]
    return []


def _of_other_time(reading: Reading, piece: Piece) -> bool:
    """ "signed last year", "two years ago": it was not in the month of the article."""
    sentence = reading.document.sentences[piece.sentence]
    return bool(reading.lexicon.grammar.when.other_time.search(reading.document.text, sentence.start, sentence.end))


def _date_rank(piece: Piece) -> tuple[bool, bool, bool]:
    """The day of signature goes before that of an approval, and what names the instrument before what points to it."""
    value = piece.status.value if piece.status else ""
    return value != "signed", value not in NEWS, piece.part != "main"


def _people_claims(reading: Reading, draft: Draft, drafts: Sequence[Draft]) -> list[FoundClaim]:
    others = {party for other in drafts for party in other.ids} - draft.ids
    return [
        FoundClaim(
            "signatory", person.name, person.start, person.end, "signed-by", "stated", person.role, person.organisation
        )
        for person in find_signers(reading, draft, others)
    ]


def _place_claims(reading: Reading, draft: Draft) -> list[FoundClaim]:
    signed = [piece for piece in draft.pieces if piece.status and piece.status.value == "signed"]
    near = (
        find_place_beside(reading.document, piece.date, reading.mentions[piece.sentence], reading.lexicon)
        for piece in signed
        if piece.date and piece.date.date.precision == "day"
    )
    told = [piece for piece in draft.pieces if piece.status and piece.status.value not in AHEAD]
    place = next(filter(None, near), None) or find_place(reading, signed or told, scene_sentences(reading, draft))
    return [FoundClaim("place", place.name, place.start, place.end, place.rule, place.basis)] if place else []


def _renewal_claims(reading: Reading, draft: Draft) -> list[FoundClaim]:
    """What the text calls the instrument that this one renews."""
    return [
        FoundClaim("renews", reading.document.text[piece.start : piece.end], piece.start, piece.end, "renewal")
        for piece in draft.pieces
        if piece.status and piece.status.rule == "renewal"
    ]


def _initiative_claims(regions: Sequence[Region], initiatives: Sequence[FoundInitiative]) -> list[FoundClaim]:
    telling = [region for region in regions if region.part in {"own", "back"}]
    around = cover(telling)
    return [
        FoundClaim("initiative", item.id, mention.start, mention.end, "named-beside")
        for item in initiatives
        for mention in item.mentions
        if around.meets(mention.start, mention.end)
        if any(region.start <= mention.start and mention.end <= region.end for region in telling)
    ]
