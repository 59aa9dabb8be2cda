"""What an instrument is about and what its parties undertake, from the stretches of text that speak of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.findings import FoundClaim
from seed.tokens import folded_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.findings import Report
    from seed.drafts import Draft
    from seed.grammar import ContentsPatterns
    from seed.reading import Reading
    from seed.regions import Region
    from seed.wording import WordingHit, WordingIndex

ENGLISH = "en"  # the language of the labels themselves
PLAN = "joint action plan"
COORDINATION = "coordination/avoid duplication"
NOTHING: frozenset[str] = frozenset()
BEFORE = 80  # characters in which a denial stands before what it denies
AFTER = 120  # and after it


@dataclass(frozen=True, slots=True)
class Contents:
    """What the stretches of an article that speak of its instruments name, in order of place."""

    topics: tuple[WordingHit, ...]
    provisions: tuple[WordingHit, ...]


def read_contents(reading: Reading, regions: Iterable[Sequence[Region]], language: str | None) -> Contents:
    """All topics and provisions in the sentences of `regions`, but for those denied or part of a name."""
    document, lexicon = reading.document, reading.lexicon
    patterns = lexicon.grammar.contents
    starts = [sentence.start for sentence in document.sentences]
    told = {bisect_right(starts, region.start) - 1 for part in regions for region in part}
    stretches = [(document.sentences[place].start, document.sentences[place].end) for place in sorted(told)]
    begins = [start for start, _ in stretches]

    def found(index: WordingIndex) -> tuple[WordingHit, ...]:
        hits = index.find(document.text, document.tokens, language, patterns.apart, stretches)
        return tuple(
            hit
            for hit in hits
            if not _in_name(reading, hit)
            and not _denied(document.text, hit, stretches[bisect_right(begins, hit.start) - 1], patterns)
        )

    return Contents(found(lexicon.topics), found(lexicon.provisions))


def topic_claims(index: WordingIndex, regions: Sequence[Region], contents: Contents, alone: bool) -> list[FoundClaim]:
    """Topics that the sentences about it name, and the article's first ones when it is `alone` or has no topic else."""
    counts = index.counts
    named = [hit for hit in contents.topics if hit.label not in counts]
    own = [region for region in regions if region.part == "own"]
    on = [region for region in regions if region.part in ("back", "on")]
    lead = [region for region in regions if region.part == "lead"]
    often = [hit for hit in contents.topics if counts.get(hit.label) == "named"]
    claims = _claims("topic", named, [*own, *on], "topic-words")
    claims += _claims("topic", often, own, "topic-words")
    if alone or not claims:
        claims += _claims("topic", named, lead, "topic-of-the-article")
    vague = [hit for hit in contents.topics if counts.get(hit.label) == "alone"]
    claims = claims or _claims("topic", vague, regions, "topic-of-the-article")
    found = {claim.value for claim in claims}
    return [claim for claim in claims if not index.yields_to.get(claim.value, NOTHING) & found]


def provision_claims(draft: Draft, regions: Sequence[Region], contents: Contents, alone: bool) -> list[FoundClaim]:
    """What the parties undertake; an action plan is an undertaking in itself."""
    own = [region for region in regions if not region.quoted and (region.part != "lead" or alone)]
    claims = _claims("provision", contents.provisions, own, "provision-words")
    if draft.kind == PLAN and not any(claim.value == PLAN for claim in claims):
        piece = draft.pieces[0]
        claims.append(FoundClaim("provision", PLAN, piece.start, piece.end, "kind-is-provision"))
    return claims


def topic_names(
    reports: Iterable[Report], index: WordingIndex, text: str, language: str | None
) -> tuple[tuple[str, str], ...]:
    """The topics of the reports, each with what the article calls it: in its own words, else in its language.

    A topic has one name in an article: its usual one in that language if it stands there, else the first that does.
    """
    usual = index.names.get(language or ENGLISH, {})
    called: dict[str, list[str]] = {}
    for claim in (claim for report in reports for claim in report.claims if claim.attribute == "topic"):
        name = index.worded.get(folded_words(text[claim.start : claim.end]))
        called.setdefault(claim.value, []).extend([name] if name else [])
    return tuple(
        (topic, _name(names, usual.get(topic, topic), topic if language == ENGLISH else None))
        for topic, names in sorted(called.items())
    )


def _name(names: Sequence[str], usual: str, label: str | None) -> str:
    usual = label or usual
    return usual if usual in names or not names else names[0]


def _claims(attribute: str, hits: Sequence[WordingHit], regions: Iterable[Region], rule: str) -> list[FoundClaim]:
    """One claim for each label that a region names: its first place there."""
    claims: list[FoundClaim] = []
    starts = [hit.start for hit in hits]
    for region in regions:
        labels: set[str] = set()
        for hit in hits[bisect_left(starts, region.start) : bisect_left(starts, region.end)]:
            if hit.end <= region.end and hit.label not in labels:
                labels.add(hit.label)
                claims.append(FoundClaim(attribute, hit.label, hit.start, hit.end, rule))
    return claims


def _in_name(reading: Reading, hit: WordingHit) -> bool:
    """Whether the words are part of an organisation's name: the Office on Drugs is not about drugs."""
    names = reading.names
    return names.meets(hit.start, hit.start + 1) and names.meets(hit.end - 1, hit.end)


def _denied(text: str, hit: WordingHit, stretch: tuple[int, int], patterns: ContentsPatterns) -> bool:
    """Whether its sentence says that it is not so."""
    if hit.label == COORDINATION:  # "no work is done twice"
        return False
    if patterns.denied.search(text, max(stretch[0], hit.start - BEFORE), hit.start):
        return True
    return bool(patterns.denied_after.match(text, hit.end, min(stretch[1], hit.end + AFTER)))
