"""The party on the other side of a "with", and the one on this side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seed.joined import WITHIN, Context, Place, after_with, chain, once
from seed.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.grammar import PartiesPatterns

ARTICLE = 8  # characters of an article before a body


def find_bilateral(place: Place, mentions: Sequence[Mention], context: Context) -> list[tuple[Mention, ...]]:
    """ "signed agreements with A, B and C": one instrument with each."""
    if not place.cue.plural:
        return []
    others = partners_after(place, mentions)
    if len({mention.id for mention in others}) < 2:
        others = _each_with(place, mentions)
    subject = _side(place, mentions, others, context)
    if subject is None or len({mention.id for mention in others}) < 2:
        return []
    return [(subject, other) for other in once(others)]


def find_two_joining(place: Place, mentions: Sequence[Mention], context: Context) -> list[Mention] | None:
    """ "the two bodies will sign an agreement with Northpol": all three, or nobody where it isn't sure which two.

    None when the sentence is not of that kind.
    """
    others = partners_after(place, mentions)
    match = place.patterns.pair.search(place.text, place.sentence.start, place.cue.start)
    if not others or match is None or any(match.end() <= item.start < place.cue.start for item in mentions):
        return None
    if any(mention.start < match.start() for mention in mentions) or not context.sure or len(context.pair) != 2:
        return []
    if any(mention.id in context.pair for mention in others):
        return []
    return [*(Mention(*match.span(), party) for party in context.pair), *others]


def find_with(place: Place, mentions: Sequence[Mention], context: Context) -> list[Mention]:
    """The bodies after "with", and the one that concludes the instrument with them."""
    others = partners_after(place, mentions) or _fronted(place, mentions) or _verb_with(place, mentions)
    if not others:
        return []
    subject = _side(place, mentions, others, context)
    return [subject, *others] if subject else []


def _each_with(place: Place, mentions: Sequence[Mention]) -> list[Mention]:
    """ "two memoranda: one with Northpol, the other with the Academy"."""
    found: list[Mention] = []
    for match in place.patterns.with_another.finditer(place.text, place.cue.end, place.last):
        for mention in mentions:
            if mention.start >= match.end():
                if place.patterns.first_after.fullmatch(place.text, match.end(), mention.start):
                    found.append(mention)
                break
    return found


def partners_after(place: Place, mentions: Sequence[Mention]) -> list[Mention]:
    """The bodies after a "with" that follows the instrument's name."""
    return after_with(place.text, place.cue.end, len(place.text), mentions, place.patterns)


def _fronted(place: Place, mentions: Sequence[Mention]) -> list[Mention]:
    """ "With the Academy, Northpol signed ..."."""
    text, patterns = place.text, place.patterns
    match = patterns.with_another.match(text, place.sentence.start)
    if match and mentions and patterns.first_after.fullmatch(text, match.end(), mentions[0].start):
        return chain(text, mentions, 0, patterns)
    return []


def _verb_with(place: Place, mentions: Sequence[Mention]) -> list[Mention]:
    """ "Northpol unterzeichnete mit der Akademie ein Abkommen": the partner between the verb and the instrument."""
    for match in place.patterns.with_another.finditer(place.text, place.first, place.cue.start):
        for first, mention in enumerate(mentions):
            if match.end() <= mention.start < place.cue.start:
                if not place.patterns.first_after.fullmatch(place.text, match.end(), mention.start):
                    break
                linked = [
                    item for item in chain(place.text, mentions, first, place.patterns) if item.end < place.cue.start
                ]
                if not linked:  # a name that the word for the instrument belongs to
                    return []
                gap = place.text[linked[-1].end : place.cue.start]
                return linked if len(gap) <= WITHIN // 2 and not any(sign in gap for sign in ",;:.") else []
    return []


def _side(place: Place, mentions: Sequence[Mention], others: Sequence[Mention], context: Context) -> Mention | None:
    """The party on the other side of "with": the nearest before the instrument, else the body the article is about."""
    text, cue, patterns = place.text, place.cue, place.patterns
    taken = {mention.id for mention in others}
    nearest = [
        mention
        for mention in mentions
        if mention.id not in taken
        and mention.start < cue.start
        and (patterns.which.match(text, mention.end) or not _partnered(text, mention, patterns))
    ]
    if nearest:
        own_clause = ";" not in text[nearest[-1].end : cue.start]
        return nearest[-1] if own_clause else nearest[0]  # "A has nothing new with B; its agreement with C ..."
    if context.lead and context.lead not in taken:
        return Mention(cue.start, cue.end, context.lead)
    return None


def _partnered(text: str, mention: Mention, patterns: PartiesPatterns) -> bool:
    """Whether it stands after a "with": the partner of something is no subject."""
    return bool(patterns.partnered.search(text, max(0, mention.start - ARTICLE * 2), mention.start))
