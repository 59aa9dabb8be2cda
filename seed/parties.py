"""Who concludes an instrument: the organisations that a sentence puts in the place of a party.

An organisation that is only host, topic, owner of something or giver of leave stands elsewhere and is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from seed.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.cues import Cue
    from seed.document import Sentence
    from seed.grammar import PartiesPatterns
    from seed.people import Person

WITHIN = 120  # characters between an instrument's name and "with"
ARTICLE = 8  # characters of an article before a body
FEW_WORDS = re.compile(r"\)?(?: [a-z-]{2,20}){0,2} ")


class Context(NamedTuple):
    """What came before: the two bodies last joined, and the body that the article speaks of most.

    `sure` when no other body was named since those two were. `near` are the bodies of the sentence right before, or of
    the one before that when it names none; `agreed` the parties of the instrument that was spoken of last.
    """

    pair: tuple[str, ...]
    lead: str | None
    sure: bool = False
    near: tuple[Mention, ...] = ()
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an instrument is named, who else is named there (bodies, states, people), and how parties are told.

    `first` and `last` bound the words that may be this instrument's own: those between the names of its neighbours.
    """

    text: str
    sentence: Sentence
    cue: Cue
    mentions: Sequence[Mention]
    people: Sequence[Person]
    patterns: PartiesPatterns
    first: int
    last: int


def find_parties(place: Place, context: Context, named: bool = False) -> list[tuple[Mention, ...]]:
    """The parties, one tuple for each instrument that the cue stands for; empty when the sentence does not tell them.

    A party that is only meant ("the two organisations") has the place of the words that mean it. Of an instrument that
    was `named` before, two bodies that merely stand in the sentence are no parties.
    """
    text, cue, patterns = place.text, place.cue, place.patterns
    eligible = [mention for mention in place.mentions if not _aside(text, mention, cue, patterns)]
    tied = find_tied_parties(place)
    several = [] if tied else _bilateral(place, eligible, context)
    if tied or several:
        return tied or several
    bodies = [mention for mention in eligible if not mention.state]
    joining = _two_joining(place, eligible, context)
    if joining is not None:
        return [_once(joining)] if joining else []
    for found in (
        _by_people(place),
        _with(place, eligible, context),
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
            return [_once(found)]
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
    eligible = [item for item in place.mentions if not _aside(place.text, item, place.cue, place.patterns)]
    eligible = eligible if len({item.id for item in eligible}) == 2 else list(place.mentions)
    found = _once(eligible)
    return [found] if len(found) == 2 and any(item.state for item in found) else []


def find_tied_parties(place: Place) -> list[tuple[Mention, ...]]:
    """The parties that the name of the instrument itself carries: "between A and B", "the A and B agreement"."""
    for found in (_between(place), _compound(place), _relative(place)):
        if len({mention.id for mention in found}) >= 2:
            return [_once(found)]
    return []


def named_bodies(place: Place) -> list[Mention]:
    """The bodies that the sentence names, but for topics, hosts and owners."""
    return [
        item for item in place.mentions if not item.state and not _aside(place.text, item, place.cue, place.patterns)
    ]


def find_owned_parties(place: Place) -> list[tuple[Mention, ...]]:
    """ "Northpol ended its agreement with the Academy": whose it is, and the partner."""
    bodies = named_bodies(place)
    others = _after_with(place, bodies)
    before = {mention.id: mention for mention in bodies if mention.start < place.cue.start}
    if (
        not others
        or len(before) != 1
        or not place.patterns.whose.search(place.text, place.sentence.start, place.cue.start)
    ):
        return []
    return [_once([*before.values(), *others])] if len({*before, *(item.id for item in others)}) > 1 else []


def chain(text: str, mentions: Sequence[Mention], first: int, patterns: PartiesPatterns) -> list[Mention]:
    """The mentions from `first` on that only "and", commas, articles and brackets part."""
    linked = [mentions[first]]
    for mention in mentions[first + 1 :]:
        gap = patterns.link.fullmatch(text, linked[-1].end, mention.start)
        if not gap and not _bracketed(text, linked[-1], mention):
            break
        linked.append(mention)
    return linked


def _bracketed(text: str, left: Mention, right: Mention) -> bool:
    return left.id == right.id and text[left.end : right.start].strip() in {"(", ",", "–", "-"}


def _once(found: Sequence[Mention]) -> tuple[Mention, ...]:
    first: dict[str, Mention] = {}
    for mention in found:
        first.setdefault(mention.id, mention)
    return tuple(first.values())


def _aside(text: str, mention: Mention, cue: Cue, patterns: PartiesPatterns) -> bool:
    if set_apart(text, mention, patterns):
        return True
    owner = patterns.possessive.match(text, mention.end)
    return bool(owner) and not 0 <= cue.start - mention.end <= 40


def set_apart(text: str, mention: Mention, patterns: PartiesPatterns) -> bool:
    """Whether the words around the name say that it is no party: a topic, a host, the owner of a meeting."""
    before = text[max(0, mention.start - 40) : mention.start]
    return bool(patterns.aside.search(before) or patterns.owned.match(text, mention.end))


def _bilateral(place: Place, mentions: Sequence[Mention], context: Context) -> list[tuple[Mention, ...]]:
    """ "signed agreements with A, B and C": one instrument with each."""
    if not place.cue.plural:
        return []
    others = _after_with(place, mentions)
    if len({mention.id for mention in others}) < 2:
        others = _each_with(place, mentions)
    subject = _side(place, mentions, others, context)
    if subject is None or len({mention.id for mention in others}) < 2:
        return []
    return [(subject, other) for other in _once(others)]


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


def _compound(place: Place) -> list[Mention]:
    """ "the Northpol and Customs Union working arrangement"."""
    for first in range(len(place.mentions)):
        linked = chain(place.text, place.mentions, first, place.patterns)
        gap = place.text[linked[-1].end : place.cue.start]
        if 0 < len(gap) <= 40 and FEW_WORDS.fullmatch(gap) and not place.patterns.verb.search(gap):
            return linked
    return []


def _by_people(place: Place) -> list[Mention]:
    text, people, signed = place.text, place.people, place.patterns.signed
    if not people or not signed.search(text, max(0, place.cue.start - 300), people[-1].end):
        return []
    return [Mention(person.start, person.end, person.organisation) for person in people if person.organisation]


def after_with(
    text: str, start: int, end: int, mentions: Sequence[Mention], patterns: PartiesPatterns
) -> list[Mention]:
    """The bodies after a "with" that stands between two positions, not far from the first."""
    for match in patterns.with_another.finditer(text, start, min(start + WITHIN, end)):
        for first, mention in enumerate(mentions):
            if mention.start >= match.end() and patterns.first_after.fullmatch(text, match.end(), mention.start):
                linked = chain(text, mentions, first, patterns)
                return linked[:-1] if len(linked) > 1 and patterns.acts.match(text, linked[-1].end) else linked
    return []


def _after_with(place: Place, mentions: Sequence[Mention]) -> list[Mention]:
    return after_with(place.text, place.cue.end, len(place.text), mentions, place.patterns)


def _with(place: Place, mentions: Sequence[Mention], context: Context) -> list[Mention]:
    others = _after_with(place, mentions) or _fronted(place, mentions) or _verb_with(place, mentions)
    if not others:
        return []
    subject = _side(place, mentions, others, context)
    return [subject, *others] if subject else []


def _two_joining(place: Place, mentions: Sequence[Mention], context: Context) -> list[Mention] | None:
    """ "the two bodies will sign an agreement with Northpol": all three, or nobody where it isn't sure which two.

    None when the sentence is not of that kind.
    """
    others = _after_with(place, mentions)
    match = place.patterns.pair.search(place.text, place.sentence.start, place.cue.start)
    if not others or match is None or any(match.end() <= item.start < place.cue.start for item in mentions):
        return None
    if any(mention.start < match.start() for mention in mentions) or not context.sure or len(context.pair) != 2:
        return []
    if any(mention.id in context.pair for mention in others):
        return []
    return [*(Mention(*match.span(), party) for party in context.pair), *others]


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
                gap = place.text[linked[-1].end : place.cue.start]
                return linked if len(gap) <= WITHIN // 2 and not any(sign in gap for sign in ",;:.") else []
    return []


def _partnered(text: str, mention: Mention, patterns: PartiesPatterns) -> bool:
    """Whether it stands after a "with": the partner of something is no subject."""
    return bool(patterns.partnered.search(text, max(0, mention.start - ARTICLE * 2), mention.start))


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


def _subject(place: Place, mentions: Sequence[Mention], named: bool) -> list[Mention]:
    """Bodies joined by "and" before the instrument, or after "signed by"."""
    chains = [chain(place.text, mentions, first, place.patterns) for first in range(len(mentions))]
    joined = [linked for linked in chains if len({mention.id for mention in linked}) >= 2]
    before = [linked for linked in joined if linked[0].start < place.cue.start]
    return (before or ([] if named else joined) or [[]])[0]


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
