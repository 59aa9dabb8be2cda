"""Who concludes an instrument: the organisations that a sentence puts in the place of a party.

An organisation that is only host, topic, owner of something or giver of leave stands elsewhere and is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.cues import Cue
    from seed.document import Sentence
    from seed.people import Person

BETWEEN = re.compile(r"\b(?:between|entre|zwischen|tra|fra)\b", re.IGNORECASE)
WITH = re.compile(r"\b(?:with|avec|con|mit|com)\b", re.IGNORECASE)
LINK = re.compile(
    r"(?: ?\([^()]{1,60}\))?,?(?: ?[-–/&,] ?| (?:and|as well as|et|y|und|e|ed|&|or) | )?"
    r"(?:,? ?(?:the|la|le|el|die|der|den|das|il|lo|l['’]|L['’]|o|a|os|as)? ?)?"
    r"(?:[A-Z][\w-]{1,20} (?:of|for) (?:the )?)?"
)
FIRST_AFTER = re.compile(
    r"[ ](?:both |the |la |le |el |der |dem |den |die |das |il |l['’]|o |a |its )?(?:[\w-]{1,20} ){0,2}"
)
ASIDE = re.compile(
    r"\b(?:in relation to|concerning|regarding|about|such as|including|like|part of|supported by|based at|at"
    r"|implementation of|on behalf of|in support of|funded by|hosted by|headquarters of|approved by|agency of"
    r"|members? of"
    r"|as|for example|por ejemplo|approbation de|leaders of|head of)(?: the| both| its| their)? \Z",
    re.IGNORECASE,
)
OWNED = re.compile(
    r"(?:['’`]s?)? (?:(?:[A-Z\d][\w-]{0,30}|annual|general|two-day) ){0,4}(?:Assembly|Conference|Meeting|Summit"
    r"|Congress|Forum|Session|headquarters|Headquarters|Bureaus?|resolutions?|Resolutions?|Convention|members?|States|website"
    r"|Council)\b"
)
POSSESSIVE = re.compile(r"['’`]s? ")
PAIR = re.compile(
    r"\b(?:(?:the|our|these|those|their|les|los|las|le|i|as|os) )?(?:two|both|deux|dos|due|beiden|beide|ambas|duas)"
    r"(?: [\w-]{2,20}){0,2} (?:organi[sz]ations|bodies|agencies|institutions|parties|sides|partners|signatories"
    r"|organizaciones|instituciones|Seiten|organizzazioni|organizações|agences|services|delegations)\b",
    re.IGNORECASE,
)
AGENCY = re.compile(r"\b(?:the|by the) (?:European )?(?:agency|organi[sz]ation|office|institution|body) and\b")
OWN = re.compile(r"\b(?:our|their|notre|leur|nuestro|su|ihr|loro|nosso)(?: [\w-]{2,20}){0,3} \Z", re.IGNORECASE)
THEIRS = re.compile(r"\A[“\"]?(?:Their|Both|They|Leur|Su)\b")


@dataclass(frozen=True, slots=True)
class Context:
    """What came before: the two bodies last joined, and the body that the article speaks of most."""

    pair: tuple[str, ...]
    lead: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an instrument is named, and who else is named there: bodies, states and people."""

    text: str
    sentence: Sentence
    cue: Cue
    mentions: Sequence[Mention]
    people: Sequence[Person]


def find_parties(place: Place, context: Context) -> list[tuple[Mention, ...]]:
    """The parties, one tuple for each instrument that the cue stands for; empty when the sentence does not tell them.

    A party that is only meant ("the two organisations") has the place of the words that mean it.
    """
    text, cue = place.text, place.cue
    eligible = [mention for mention in place.mentions if not _aside(text, mention, cue)]
    tied = find_tied_parties(place)
    several = [] if tied else _bilateral(text, cue, eligible, context)
    if tied or several:
        return tied or several
    bodies = [mention for mention in eligible if not mention.state]
    for found in (
        _by_people(text, cue, place.people),
        _with(place, eligible, context),
        _meant(place, bodies, context),
        _subject(text, cue, eligible),
        _agency(text, place.sentence, bodies, context),
        _exactly_two(bodies),
        _exactly_two([mention for mention in place.mentions if not mention.state and not _apart(text, mention)]),
    ):
        if len({mention.id for mention in found}) >= 2:
            return [_once(found)]
    return []


def find_tied_parties(place: Place) -> list[tuple[Mention, ...]]:
    """The parties that the name of the instrument itself carries: "between A and B", "the A and B agreement"."""
    for found in (_between(place), _compound(place.text, place.cue, place.mentions)):
        if len({mention.id for mention in found}) >= 2:
            return [_once(found)]
    return []


def chain(text: str, mentions: Sequence[Mention], first: int) -> list[Mention]:
    """The mentions from `first` on that only "and", commas, articles and brackets part."""
    linked = [mentions[first]]
    for mention in mentions[first + 1 :]:
        if not LINK.fullmatch(text, linked[-1].end, mention.start) and not _bracketed(text, linked[-1], mention):
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


def _aside(text: str, mention: Mention, cue: Cue) -> bool:
    if _apart(text, mention):
        return True
    owner = POSSESSIVE.match(text, mention.end)
    return bool(owner) and not 0 <= cue.start - mention.end <= 40


def _apart(text: str, mention: Mention) -> bool:
    """Whether the words around the name say that it is no party: a topic, a host, the owner of a meeting."""
    before = text[max(0, mention.start - 40) : mention.start]
    return bool(ASIDE.search(before) or OWNED.match(text, mention.end))


def _bilateral(text: str, cue: Cue, mentions: Sequence[Mention], context: Context) -> list[tuple[Mention, ...]]:
    """ "signed agreements with A, B and C": one instrument with each."""
    if not cue.plural:
        return []
    others = _after_with(text, cue, mentions)
    subject = _side(cue, mentions, others, context)
    if subject is None or len({mention.id for mention in others}) < 2:
        return []
    return [(subject, other) for other in _once(others)]


def _between(place: Place) -> list[Mention]:
    text, sentence, cue, mentions = place.text, place.sentence, place.cue, place.mentions
    for match in BETWEEN.finditer(text, sentence.start, sentence.end):
        if match.start() > cue.end + 60:
            break
        following = [place for place, mention in enumerate(mentions) if mention.start >= match.end()]
        if following and mentions[following[0]].start - match.end() <= 30:
            linked = chain(text, mentions, following[0])
            if len({mention.id for mention in linked}) >= 2:
                return linked
    return []


def _compound(text: str, cue: Cue, mentions: Sequence[Mention]) -> list[Mention]:
    """ "the Northpol and Customs Union working arrangement"."""
    for place in range(len(mentions)):
        linked = chain(text, mentions, place)
        gap = text[linked[-1].end : cue.start]
        if 0 < len(gap) <= 40 and re.fullmatch(r"\)?(?: [a-z-]{2,20}){0,2} ", gap) and not _has_verb(gap):
            return linked
    return []


def _has_verb(words: str) -> bool:
    return bool(
        re.search(r"\b(?:sign\w*|have|has|had|conclude\w*|launch\w*|agree\w*|enter\w*|an?|the|was|will)\b", words)
    )


def _by_people(text: str, cue: Cue, people: Sequence[Person]) -> list[Mention]:
    signed = re.compile(r"\b(?:signed|signatures of|signature of|firmaron|firmado|signé|assinad[ao])\b", re.IGNORECASE)
    if not people or not signed.search(text, max(0, cue.start - 300), people[-1].end):
        return []
    return [Mention(person.start, person.end, person.organisation) for person in people if person.organisation]


def _after_with(text: str, cue: Cue, mentions: Sequence[Mention]) -> list[Mention]:
    for match in WITH.finditer(text, cue.end, min(cue.end + 120, len(text))):
        for place, mention in enumerate(mentions):
            if mention.start >= match.end() and FIRST_AFTER.fullmatch(text, match.end(), mention.start):
                return chain(text, mentions, place)
    return []


def _with(place: Place, mentions: Sequence[Mention], context: Context) -> list[Mention]:
    text, sentence, cue = place.text, place.sentence, place.cue
    others = _after_with(text, cue, mentions) or _fronted(text, sentence, mentions)
    if not others:
        return []
    subject = _side(cue, mentions, others, context)
    return [subject, *others] if subject else []


def _fronted(text: str, sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """ "With the Academy, Northpol signed ..."."""
    match = WITH.match(text, sentence.start)
    if match and mentions and FIRST_AFTER.fullmatch(text, match.end(), mentions[0].start):
        return chain(text, mentions, 0)
    return []


def _side(cue: Cue, mentions: Sequence[Mention], others: Sequence[Mention], context: Context) -> Mention | None:
    """The party on the other side of "with": the nearest before the instrument, else the body the article is about."""
    taken = {mention.id for mention in others}
    nearest = [mention for mention in mentions if mention.id not in taken and mention.start < cue.start]
    if nearest:
        return nearest[-1]
    if context.lead and context.lead not in taken:
        return Mention(cue.start, cue.end, context.lead)
    return None


def _meant(place: Place, mentions: Sequence[Mention], context: Context) -> list[Mention]:
    """ "the two organisations", "our memorandum": the two bodies that were last joined."""
    text, sentence, cue = place.text, place.sentence, place.cue
    if len(context.pair) < 2:
        return []
    match = PAIR.search(text, sentence.start, sentence.end)
    own = OWN.search(text[max(sentence.start, cue.start - 60) : cue.start]) or THEIRS.match(
        text[sentence.start : cue.start]
    )
    if match is None and own is None:
        return []
    named = {mention.id for mention in mentions}
    if len(named - set(context.pair)) >= 1 and len(named) >= 2:
        return []
    start, end = match.span() if match else (cue.start, cue.end)
    return [Mention(start, end, party) for party in context.pair]


def _agency(text: str, sentence: Sentence, mentions: Sequence[Mention], context: Context) -> list[Mention]:
    """ "the agency and Northpol": the body that the article is about, and the one named."""
    match = AGENCY.search(text, sentence.start, sentence.end)
    others = [mention for mention in mentions if match and abs(mention.start - match.end()) <= 30]
    if match is None or context.lead is None or not others or others[0].id == context.lead:
        return []
    return [Mention(match.start(), match.end(), context.lead), others[0]]


def _subject(text: str, cue: Cue, mentions: Sequence[Mention]) -> list[Mention]:
    """Bodies joined by "and" before the instrument, or after "signed by"."""
    chains = [chain(text, mentions, place) for place in range(len(mentions))]
    joined = [linked for linked in chains if len({mention.id for mention in linked}) >= 2]
    before = [linked for linked in joined if linked[0].start < cue.start]
    return (before or joined or [[]])[0]


def _exactly_two(mentions: Sequence[Mention]) -> list[Mention]:
    return list(mentions) if len({mention.id for mention in mentions}) == 2 else []
