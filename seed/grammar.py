"""The patterns by which sentences are read, one class a stage; their words and templates stand in the lexicon.

Named tuples, as these classes are made whenever the program starts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
LONGER = "*"  # a word that ends in it stands for longer ones as well: `attend*`


class CommonPatterns(NamedTuple):
    """What several stages ask."""

    owns_before: re.Pattern[str]
    question: re.Pattern[str]


class DatesPatterns(NamedTuple):
    """How dates are written; the months, weekdays and near days are words of the calendar."""

    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    day_after: re.Pattern[str]
    day_only: re.Pattern[str]
    month_only: re.Pattern[str]
    year: re.Pattern[str]
    stretch: re.Pattern[str]


class WhenPatterns(NamedTuple):
    """What stands before a date."""

    since: re.Pattern[str]
    the_year: re.Pattern[str]
    elsewhere: re.Pattern[str]
    other_time: re.Pattern[str]


class HeadPatterns(NamedTuple):
    """What stands at an article's head, and before its publisher."""

    day_of: re.Pattern[str]
    led: re.Pattern[str]
    preposition: re.Pattern[str]
    dated: re.Pattern[str]
    updated: re.Pattern[str]
    edge: re.Pattern[str]
    begins: re.Pattern[str]
    source_address: re.Pattern[str]
    address: re.Pattern[str]
    source_name: re.Pattern[str]
    site: re.Pattern[str]


class MentionsPatterns(NamedTuple):
    """The shapes of organisations' names."""

    too_general: re.Pattern[str]
    body_word: re.Pattern[str]
    owned_thing: re.Pattern[str]
    owned_centre: re.Pattern[str]
    owned_by_name: re.Pattern[str]
    before_name: re.Pattern[str]
    acronym_after: re.Pattern[str]
    acronym_first: re.Pattern[str]
    acronym_aside: re.Pattern[str]
    acronym_right_after: re.Pattern[str]
    and_word: re.Pattern[str]
    head_first_link: re.Pattern[str]
    possessive: re.Pattern[str]
    joining: re.Pattern[str]
    after_head: re.Pattern[str]
    by_shape: re.Pattern[str]
    weak_shape: re.Pattern[str]
    head_first: re.Pattern[str]
    head_elsewhere: re.Pattern[str]
    head_of_people: re.Pattern[str]
    compound: re.Pattern[str]
    genitive: re.Pattern[str]
    and_cut: re.Pattern[str]
    state_link: re.Pattern[str]
    owned_by: re.Pattern[str]
    partner: re.Pattern[str]


class CountriesPatterns(NamedTuple):
    """What belongs to a state's name, and what says that it is another's."""

    long_form: re.Pattern[str]
    another_place: re.Pattern[str]
    first_name: re.Pattern[str]
    family_name: re.Pattern[str]
    dateline: re.Pattern[str]


class OrganisationFactsPatterns(NamedTuple):
    """Whose arm a body is."""

    their_arm: re.Pattern[str]
    its_arm_first: re.Pattern[str]
    arm_of: re.Pattern[str]


class InitiativesPatterns(NamedTuple):
    """The shapes of initiatives' names, and what stands around them."""

    named: re.Pattern[str]
    complex: re.Pattern[str]
    by_acronym: re.Pattern[str]
    several: re.Pattern[str]
    before_name: re.Pattern[str]
    office: re.Pattern[str]
    owner: re.Pattern[str]
    owner_end: re.Pattern[str]
    place: re.Pattern[str]
    related: re.Pattern[str]


class PeoplePatterns(NamedTuple):
    """The shape of a person's name, and what stands between it, an office and a body."""

    name: re.Pattern[str]
    particle: re.Pattern[str]
    before_name: re.Pattern[str]
    before_where: re.Pattern[str]
    goes_on: re.Pattern[str]
    owned_word: re.Pattern[str]
    after_name: re.Pattern[str]
    body_between: re.Pattern[str]
    body_before: re.Pattern[str]
    body_after: re.Pattern[str]
    led: re.Pattern[str]
    rank: re.Pattern[str]
    speaking_for: re.Pattern[str]


class CuesPatterns(NamedTuple):
    """What stands before an instrument's name, and what points back to one."""

    breaks: re.Pattern[str]
    generic: re.Pattern[str]
    such: re.Pattern[str]
    plural: re.Pattern[str]
    proper: re.Pattern[str]
    with_article: re.Pattern[str]
    partnered: re.Pattern[str]
    day_owns: re.Pattern[str]
    elliptic: re.Pattern[str]
    predecessor: re.Pattern[str]
    reference: re.Pattern[str]


class StatusesPatterns(NamedTuple):
    """What stands between an instrument and what was done with it, and what says that it was not done."""

    not_yet: re.Pattern[str]
    comes: re.Pattern[str]
    drafted: re.Pattern[str]
    just_done: re.Pattern[str]
    it_before: re.Pattern[str]
    it_after: re.Pattern[str]
    past_perfect: re.Pattern[str]
    infinitive: re.Pattern[str]
    modal: re.Pattern[str]
    passive: re.Pattern[str]
    follows: re.Pattern[str]
    having: re.Pattern[str]
    partner_between: re.Pattern[str]
    undone: re.Pattern[str]
    undone_next: re.Pattern[str]
    refused: re.Pattern[str]
    denied: re.Pattern[str]
    called_off: re.Pattern[str]
    undone_after: re.Pattern[str]
    signing: re.Pattern[str]
    called_off_after: re.Pattern[str]


class AgreementsPatterns(NamedTuple):
    """How the text goes on about an instrument; where a state is no party."""

    goes_on: re.Pattern[str]
    it: re.Pattern[str]
    locating: re.Pattern[str]
    governing: re.Pattern[str]
    listed: re.Pattern[str]
    adjective: re.Pattern[str]
    renewed: re.Pattern[str]


class PartiesPatterns(NamedTuple):
    """What joins parties to one another and to an instrument, and what sets a body aside."""

    between: re.Pattern[str]
    that_they: re.Pattern[str]
    they_did: re.Pattern[str]
    with_another: re.Pattern[str]
    link: re.Pattern[str]
    first_after: re.Pattern[str]
    aside: re.Pattern[str]
    partnered: re.Pattern[str]
    meant: re.Pattern[str]
    owned: re.Pattern[str]
    possessive: re.Pattern[str]
    which: re.Pattern[str]
    acts: re.Pattern[str]
    pair: re.Pattern[str]
    parties: re.Pattern[str]
    agency: re.Pattern[str]
    own: re.Pattern[str]
    whose: re.Pattern[str]
    theirs: re.Pattern[str]
    verb: re.Pattern[str]
    signed: re.Pattern[str]


class ContentsPatterns(NamedTuple):
    """What is denied or answered, what parts two matters, and where an article ends to speak of its instruments."""

    answer: re.Pattern[str]
    denied: re.Pattern[str]
    denied_after: re.Pattern[str]
    another_matter: re.Pattern[str]
    apart: re.Pattern[str]
    ends: re.Pattern[str]
    texts: re.Pattern[str]


class PlacesPatterns(NamedTuple):
    """Where an instrument was signed."""

    deed: re.Pattern[str]
    at: re.Pattern[str]
    moment: re.Pattern[str]
    placed: re.Pattern[str]
    no_place: re.Pattern[str]
    caption: re.Pattern[str]
    broken: re.Pattern[str]
    parted: re.Pattern[str]
    dwelling: re.Pattern[str]
    venue_before: re.Pattern[str]
    opening: re.Pattern[str]
    scene: re.Pattern[str]
    headquarters: re.Pattern[str]
    venue: re.Pattern[str]
    after_day: re.Pattern[str]
    before_day: re.Pattern[str]
    event_in: re.Pattern[str]
    to_event: re.Pattern[str]
    at_event: re.Pattern[str]
    margin: re.Pattern[str]
    capitals: re.Pattern[str]


class SignatoriesPatterns(NamedTuple):
    """Who signed, and who only stood by."""

    act: re.Pattern[str]
    act_first: re.Pattern[str]
    left_out: re.Pattern[str]
    listed: re.Pattern[str]
    did_so: re.Pattern[str]
    unsigned: re.Pattern[str]
    suffered: re.Pattern[str]
    pronoun: re.Pattern[str]
    one: re.Pattern[str]
    shared: re.Pattern[str]
    relative: re.Pattern[str]
    turned: re.Pattern[str]
    participle: re.Pattern[str]
    parenthesis: re.Pattern[str]
    by: re.Pattern[str]
    by_signing: re.Pattern[str]
    by_before: re.Pattern[str]
    partner: re.Pattern[str]
    onlooker: re.Pattern[str]
    spoke: re.Pattern[str]
    speaks: re.Pattern[str]
    clause: re.Pattern[str]
    ended: re.Pattern[str]
    aside: re.Pattern[str]
    joined: re.Pattern[str]
    auxiliary: re.Pattern[str]
    stands_for: re.Pattern[str]


class ReportsPatterns(NamedTuple):
    """How long an instrument lasts, and what stands before the day on which it ends."""

    duration: re.Pattern[str]
    months: re.Pattern[str]
    expiry: re.Pattern[str]


class Grammar(NamedTuple):
    """The patterns of each stage."""

    common: CommonPatterns
    dates: DatesPatterns
    when: WhenPatterns
    head: HeadPatterns
    mentions: MentionsPatterns
    countries: CountriesPatterns
    organisation_facts: OrganisationFactsPatterns
    initiatives: InitiativesPatterns
    people: PeoplePatterns
    cues: CuesPatterns
    statuses: StatusesPatterns
    agreements: AgreementsPatterns
    parties: PartiesPatterns
    contents: ContentsPatterns
    places: PlacesPatterns
    signatories: SignatoriesPatterns
    reports: ReportsPatterns


def build_grammar(table: Mapping[str, Any], more: Mapping[str, Iterable[str]]) -> Grammar:
    """The patterns of `table`, whose templates may also name the lists of `more`; KeyError for one that is nowhere."""
    named = {name: _any_of(words) for name, words in {**table["words"], **more}.items()}
    for name, shape in table["shapes"].items():  # a shape may name those before it
        named[name] = f"(?:{_filled(shape, named)})"

    def stage(name: str) -> dict[str, re.Pattern[str]]:
        return {rule: re.compile(_filled(template, named)) for rule, template in table[name].items()}

    return Grammar(
        common=CommonPatterns(**stage("common")),
        dates=DatesPatterns(**stage("dates")),
        when=WhenPatterns(**stage("when")),
        head=HeadPatterns(**stage("head")),
        mentions=MentionsPatterns(**stage("mentions")),
        countries=CountriesPatterns(**stage("countries")),
        organisation_facts=OrganisationFactsPatterns(**stage("organisation_facts")),
        initiatives=InitiativesPatterns(**stage("initiatives")),
        people=PeoplePatterns(**stage("people")),
        cues=CuesPatterns(**stage("cues")),
        statuses=StatusesPatterns(**stage("statuses")),
        agreements=AgreementsPatterns(**stage("agreements")),
        parties=PartiesPatterns(**stage("parties")),
        contents=ContentsPatterns(**stage("contents")),
        places=PlacesPatterns(**stage("places")),
        signatories=SignatoriesPatterns(**stage("signatories")),
        reports=ReportsPatterns(**stage("reports")),
    )


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    return _branches(sorted(set(words), key=lambda word: (-len(word), word)))


def _branches(words: Sequence[str]) -> str:
    """The same as one branch for each word, in their order; what words share at their beginning is tried once.

    Letters that differ only in case stay in separate branches, as the pattern may be blind to it.
    """
    begun: dict[str, list[str]] = {}
    for word in words:
        begun.setdefault(word[:1].lower(), []).append(word)
    ends = [*(rf"\w{LONGER}" for _ in begun.pop(LONGER, ())), *begun.pop("", ())]
    branches = [branch for group in begun.values() for branch in _begun_alike(group)]
    if not branches and len(ends) < 2:
        return "".join(ends)
    return f"(?:{'|'.join([*branches, *ends])})"


def _begun_alike(words: Sequence[str]) -> list[str]:
    first = words[0][0]
    if any(word[0] != first for word in words):
        return [_one(word) for word in words]
    return [re.escape(first) + _branches([word[1:] for word in words])]


def _one(word: str) -> str:
    return rf"{re.escape(word[:-1])}\w*" if word.endswith(LONGER) else re.escape(word)


def _filled(template: str | Sequence[str], named: Mapping[str, str]) -> str:
    """The template, its strings joined, with a pattern in the place of each `{name}`."""
    whole = template if isinstance(template, str) else "".join(template)
    return PLACEHOLDER.sub(lambda match: named[match[1]], whole)
