"""The word lists, read from their TOML files into one frozen value that the stages are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from seed.grammar import Grammar, build_grammar
from seed.lexicon.bodies import BodyWords, read_body_words
from seed.lexicon.known import KnownOrganisation, all_names, organisations_of, read_entries
from seed.lexicon.states import read_states
from seed.lexicon.users import read_users
from seed.lexicon.words import (
    ArticleWords,
    CalendarWords,
    DurationWords,
    InitiativeWords,
    LinkWords,
    SentenceWords,
    StatusWords,
    articles_of,
    calendar_of,
    durations_of,
    initiatives_of,
    instruments_of,
    kinds_of,
    languages_of,
    links_of,
    sentences_of,
    statuses_of,
    telling_words,
)
from seed.phrases import PhraseIndex, build_index
from seed.tables import read_table
from seed.tokens import fold
from seed.wording import WordingIndex, build_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from seed.lexicon.states import States

SIGNING = ("signing_acts", "own_hand", "did_so", "signed_lists")
DENIALS = ("undone", "undone_joined", "undone_next", "refusing", "denied_of", "called_off")
ENGLISH_BODIES = ("bodies_by_name", "bodies_at_end", "bodies_alone", "bodies_of_states")

__all__ = ["KnownOrganisation", "Lexicon", "load_lexicon", "organisations_of"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists.

    The labels of `instruments` are a strength and a kind: "exact:protocol", "weak:protocol". `countries` are the names
    of `states`, `peoples` the beginnings of their adjectives. `sites` are the short names of organisations by what the
    address of their site may have: the acronym, else the id, in small letters.
    """

    organisations: Mapping[str, KnownOrganisation]
    organisation_names: PhraseIndex
    by_acronym: Mapping[str, tuple[KnownOrganisation, ...]]
    sites: Mapping[str, str]
    bodies: BodyWords
    instruments: PhraseIndex
    kinds: PhraseIndex
    general_kinds: PhraseIndex
    provisions: WordingIndex
    topics: WordingIndex
    roles: PhraseIndex
    courtesies: frozenset[str]
    not_names: frozenset[str]
    signing: frozenset[str]
    denials: frozenset[str]
    durations: DurationWords
    calendar: CalendarWords
    statuses: StatusWords
    initiatives: InitiativeWords
    countries: PhraseIndex
    peoples: PhraseIndex
    states: Mapping[str, KnownOrganisation]
    languages: Mapping[str, frozenset[str]]
    sentences: SentenceWords
    articles: ArticleWords
    links: LinkWords
    grammar: Grammar


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """The word lists as they come with the program, with the organisations of the user's file at `extra`.

    Raises BadLexiconError, one clear line, when that file can't be used.
    """
    states = read_states()
    organisations = _organisations(states, extra)
    kinds, people, languages, initiatives, grammar, bodies = map(
        read_table, ("kinds", "people", "languages", "initiatives", "grammar", "bodies")
    )
    calendar = calendar_of(read_table("calendar"))
    return Lexicon(
        organisations=organisations,
        organisation_names=build_index((name, one.id) for one in organisations.values() for name in all_names(one)),
        by_acronym=_by_acronym(organisations.values()),
        sites={(known.acronym or known.id).casefold(): known.short for known in organisations.values()},
        bodies=_bodies(bodies, grammar["words"], languages["common"]),
        instruments=instruments_of(kinds),
        kinds=kinds_of(kinds["kind"], "exact"),
        general_kinds=kinds_of(kinds["kind"], "general"),
        provisions=build_wording(read_table("provisions")),
        topics=build_wording(read_table("topics")),
        roles=build_index((role, role) for role in people["roles"]),
        courtesies=frozenset(fold(word) for word in people["courtesies"]),
        not_names=frozenset(fold(word) for word in people["not_names"]),
        signing=telling_words(grammar["words"], SIGNING),
        denials=telling_words(grammar["words"], DENIALS),
        durations=durations_of(grammar["words"], calendar.numbers),
        calendar=calendar,
        statuses=statuses_of(read_table("statuses")),
        initiatives=initiatives_of(initiatives, grammar["words"]),
        countries=states.names,
        peoples=states.peoples,
        states=states.by_id,
        languages=languages_of(languages),
        sentences=sentences_of(languages, calendar.months),
        articles=articles_of(read_table("articles")),
        links=links_of(read_table("links")),
        grammar=_grammar(grammar, bodies, initiatives, calendar),
    )


def _organisations(states: States, extra: Path | None) -> dict[str, KnownOrganisation]:
    entries, first = read_entries()
    if extra is not None:
        entries = read_users(extra, entries, states.by_id)
    return organisations_of({"organisation": entries}, first)


def _by_acronym(organisations: Iterable[KnownOrganisation]) -> dict[str, tuple[KnownOrganisation, ...]]:
    found: dict[str, list[KnownOrganisation]] = {}
    for known in organisations:
        if known.acronym:
            found.setdefault(known.acronym, []).append(known)
    return {acronym: tuple(those) for acronym, those in found.items()}


def _bodies(table: Mapping[str, Any], words: Mapping[str, list[str]], common: Mapping[str, Iterable[str]]) -> BodyWords:
    english = [name for key in ENGLISH_BODIES for name in words[key]]
    return read_body_words(table, english, [word for those in common.values() for word in those])


def _grammar(
    table: Mapping[str, Any], bodies: Mapping[str, Any], initiatives: Mapping[str, Any], calendar: CalendarWords
) -> Grammar:
    """The patterns, which take words from other lists too."""
    shared = {
        **{f"heads_{name}": bodies["heads"][name] for name in ("first", "small", "shared")},
        "general_words": bodies["words"]["general"],
        "numbers": calendar.numbers,
        **{f"{kind}_heads": heads for kind, heads in initiatives["heads"].items()},
    }
    return build_grammar(table, shared)
