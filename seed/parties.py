"""Who concludes an instrument: the organisations that a sentence puts in the place of a party.

An organisation that is only host, topic, owner of something or giver of leave stands elsewhere and is passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seed.joined import Context, Place, chain, chains, named_bodies, once, set_apart, stands_aside
from seed.mentions import Mention
from seed.partners import ARTICLE, find_bilateral, find_two_joining, find_with, partners_after

if TYPE_CHECKING:
    from collections.abc import Sequence

FEW_WORDS = re.compile(r"\)?(?: [a-z-]{2,20}){0,2} ")


def find_parties(place: Place, context: Context, named: bool = False) -> list[tuple[Mention, ...]]:
    """The parties, one tuple for each instrument that the cue stands for; empty when the sentence does not tell them.

    A party that is only meant ("the two organisations") has the place of the words that mean it. Of an instrument that
    was `named` before, two bodies that merely stand in the sentence are no parties.
    """
    text, cue, patterns = place.text, place.cue, place.patterns
    eligible = [mention for mention in place.mentions if not stands_aside(text, mention, cue, patterns)]
    tied = find_tied_parties(place)
    several = [] if tied else find_bilateral(place, eligible, context)
    if tied or several:
        return tied or several
    bodies = [mention for mention in eligible if not mention.state]
    joining = find_two_joining(place, eligible, context)
    if joining is not None:
        return [once(joining)] if joining else []
    for found in (
        _by_people(place),
        find_with(place, eligible, context),
        _meant(place, bodies, context),
        _subject(place, eligible, named),
        _agency(place, bodies, context),
        [] if named or (place.cue.reach == "bare" and place.cue.plural) else _exactly_two(bodies),
        _with_lead(place, eligible, context),
        []
        if named
        else _exactly_two(
            [mention for mention in place.mentions if not mention.state and not set_apart(text, mention, patterns)]
        ),
    ):
        if len({mention.id for mention in found}) >= 2:
            return [once(found)]
    return []


def find_parties_before(place: Place, context: Context) -> list[tuple[Mention, ...]]:
    """The two bodies of the sentence before, or the one of it and the body that the article speaks of most."""
    if named_bodies(place):
        return []
    found = {mention.id: mention for mention in reversed(context.near)}
    if not found and place.cue.reach == "back":
        return [tuple(Mention(place.cue.start, place.cue.end, party) for party in context.pair)] if context.pair else []
    if len(found) == 1 and context.lead and context.lead not in found:
        found[context.lead] = Mention(place.cue.start, place.cue.end, context.lead)
    return [tuple(found.values())] if len(found) == 2 else []


def find_loose_parties(place: Place) -> list[tuple[Mention, ...]]:
    """The only body and the only state of the sentence, for an instrument of which it tells what became of it."""
    eligible = [item for item in place.mentions if not stands_aside(place.text, item, place.cue, place.patterns)]
    eligible = eligible if len({item.id for item in eligible}) == 2 else list(place.mentions)
    found = once(eligible)
    return [found] if len(found) == 2 and any(item.state for item in found) else []


def find_tied_parties(place: Place) -> list[tuple[Mention, ...]]:
    """The parties that the name of the instrument itself carries: "between A and B", "the A and B agreement"."""
    for found in (_between(place), _compound(place), _relative(place)):
        if len({mention.id for mention in found}) >= 2:
            return [once(found)]
    return []


def find_owned_parties(place: Place) -> list[tuple[Mention, ...]]:
    """ "Northpol ended its agreement with the Academy": whose it is, and the partner."""
    bodies = named_bodies(place)
    others = partners_after(place, bodies)
    before = {mention.id: mention for mention in bodies if mention.start < place.cue.start}
    if (
        not others
        or len(before) != 1
        or not place.patterns.whose.search(place.text, place.sentence.start, place.cue.start)
    ):
        return []
    return [once([*before.values(), *others])] if len({*before, *(item.id for item in others)}) > 1 else []


def _between(place: Place) -> list[Mention]:
    text, cue, mentions = place.text, place.cue, place.mentions
    alone = place.first == place.sentence.start  # else what stands before the name is its neighbour's
    for match in place.patterns.between.finditer(text, place.first if alone else cue.end, place.last):
        if match.start() > cue.end + 60:
            break
        following = [at for at, mention in enumerate(mentions) if mention.start >= match.end()]
        if following and mentions[following[0]].start - match.end() <= 30:
            linked = chain(text, mentions, following[0], place.patterns)
            if len({mention.id for mention in linked}) >= 2:
                return linked
    return []


def _relative(place: Place) -> list[Mention]:
    """ "the agreement, which Northpol and the Academy concluded in 2012"."""
    text, cue, mentions = place.text, place.cue, place.mentions
    match = place.patterns.that_they.match(text, cue.end, place.last)
    if match is None:
        return []
    for first, mention in enumerate(mentions):
        if match.end() <= mention.start <= match.end() + ARTICLE:
            linked = chain(text, mentions, first, place.patterns)
            done = place.patterns.they_did.match(text, linked[-1].end, place.last)
            return linked if done else []
    return []


def _compound(place: Place) -> Sequence[Mention]:
    """ "the Northpol and Customs Union working arrangement"."""
    for linked in chains(place.text, place.mentions, place.patterns):
        gap = place.text[linked[-1].end : place.cue.start]
        if 0 < len(gap) <= 40 and FEW_WORDS.fullmatch(gap) and not place.patterns.verb.search(gap):
            return linked
    return []


def _by_people(place: Place) -> list[Mention]:
    text, people, signed = place.text, place.people, place.patterns.signed
    if not people or not signed.search(text, max(0, place.cue.start - 300), people[-1].end):
        return []
    return [Mention(person.start, person.end, person.organisation) for person in people if person.organisation]


def _meant(place: Place, mentions: Sequence[Mention], context: Context) -> list[Mention]:
    """ "the two organisations", "our memorandum": the two bodies that were last joined."""
    text, sentence, cue, patterns = place.text, place.sentence, place.cue, place.patterns
    match = patterns.parties.search(text, sentence.start, sentence.end)
    if match and len(context.agreed) == 2:
        return [Mention(*match.span(), party) for party in context.agreed]
    if len(context.pair) < 2:
        return []
    match = patterns.pair.search(text, sentence.start, sentence.end)
    own = patterns.own.search(text[max(sentence.start, cue.start - 60) : cue.start])
    own = own or patterns.theirs.match(text[sentence.start : cue.start])
    if match is None and own is None:
        return []
    pair = _pair_meant(context)
    named = {mention.id for mention in mentions}
    if len(pair) != 2 or (len(named - set(pair)) >= 1 and len(named) >= 2):
        return []
    start, end = match.span() if match else (cue.start, cue.end)
    return [Mention(start, end, party) for party in pair]


def _pair_meant(context: Context) -> tuple[str, ...]:
    """The bodies last joined; another one named since then is meant with the one that the article is about."""
    since = {mention.id for mention in context.near if not mention.state} - set(context.pair)
    if not since:
        return context.pair
    return (context.lead, *since) if context.lead and len(since) == 1 and context.lead not in since else ()


def _agency(place: Place, mentions: Sequence[Mention], context: Context) -> list[Mention]:
    """ "the agency and Northpol": the body that the article is about, and the one named."""
    match = place.patterns.agency.search(place.text, place.sentence.start, place.sentence.end)
    others = [mention for mention in mentions if match and abs(mention.start - match.end()) <= 30]
    if match is None or context.lead is None or not others or others[0].id == context.lead:
        return []
    return [Mention(match.start(), match.end(), context.lead), others[0]]


def _subject(place: Place, mentions: Sequence[Mention], named: bool) -> Sequence[Mention]:
    """Bodies joined by "and" before the instrument, or after "signed by"."""
    found = chains(place.text, mentions, place.patterns)
    first = next((linked for linked in found if len({mention.id for mention in linked}) >= 2), ())
    # in the order of the text, so those before the instrument come before those after it
    return () if named and first and first[0].start >= place.cue.start else first


def _exactly_two(mentions: Sequence[Mention]) -> list[Mention]:
    return list(mentions) if len({mention.id for mention in mentions}) == 2 else []


def _with_lead(place: Place, mentions: Sequence[Mention], context: Context) -> list[Mention]:
    """ "its director and the head of Northpol signed an agreement": one body, and the one that the article is about."""
    text, cue = place.text, place.cue
    bodies = {mention.id: mention for mention in reversed(mentions) if mention.start < cue.start}
    if context.lead is None or len(bodies) != 1 or context.lead in bodies or cue.reach != "new":
        return []
    meant = place.patterns.meant.search(text, place.sentence.start, place.sentence.end)
    return [Mention(*meant.span(), context.lead), *bodies.values()] if meant else []
