"""The word lists, read from their TOML files into one frozen value that the stages are given."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from seed.grammar import Grammar, build_grammar
from seed.lexicon.bodies import BodyWords, read_body_words
from seed.lexicon.known import KnownOrganisation, all_names, organisations_of, read_entries
from seed.lexicon.states import read_states
from seed.lexicon.users import read_users
from seed.phrases import PhraseIndex, build_index
from seed.tables import read_table
from seed.tokens import fold, folded_words
from seed.wording import WordingIndex, build_wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

SIGNING = ("signing_acts", "own_hand", "did_so", "signed_lists")
DENIALS = ("undone", "undone_joined", "undone_next", "refusing", "denied_of", "called_off")
ENGLISH_BODIES = ("bodies_by_name", "bodies_at_end", "bodies_alone", "bodies_of_states")

__all__ = ["KnownOrganisation", "Lexicon", "load_lexicon", "organisations_of"]


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Folded words of the calendar: months 1 to 12, weekdays 0 to 6, and how many days, weeks or months back.

    `numbers` are numbers in words, in lower case.
    """

    months: Mapping[str, int]
    numbers: Mapping[str, int]
    weekdays: PhraseIndex
    days_back: PhraseIndex
    weeks_back: PhraseIndex
    months_back: PhraseIndex


@dataclass(frozen=True, slots=True)
class DurationWords:
    """Folded words: years and months, the parts of numbers, and ends of words that hold both ("dreijährige")."""

    units: frozenset[str]
    numbers: frozenset[str]
    joined: tuple[str, ...]

    def may_stand_in(self, words: Collection[str]) -> bool:
        """Whether a text of these folded words may state a duration; quickly told of most that they don't."""
        if not self.units.isdisjoint(words) and (not self.numbers.isdisjoint(words) or any(map(str.isdigit, words))):
            return True
        return any(word.endswith(self.joined) for word in words)


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Words that tell an instrument's status, and those before its name that make it an older one."""

    statuses: PhraseIndex
    before: PhraseIndex


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """Abbreviations that a full stop follows, words that no line ends with, and months ("3. Oktober"); folded.

    `small` are those of the abbreviations that are also written without a capital. Between `before_ordinal` and a noun
    a number with a full stop is an ordinal ("im 21. Jahrhundert"); `beginnings` are no nouns.
    """

    abbreviations: frozenset[str]
    small: frozenset[str]
    unfinished: frozenset[str]
    months: frozenset[str]
    before_ordinal: frozenset[str]
    beginnings: frozenset[str]


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """Words before something named already, and before something new, folded; ids of bodies named for what they own."""

    back: frozenset[str]
    new: frozenset[str]
    umbrellas: frozenset[str]


@dataclass(frozen=True, slots=True)
class InitiativeWords:
    """Head words of names by kind, descriptions of systems by kind, and the relations of initiatives.

    `spelled` are words of names that ids have another word for; a sentence that names one has one of `telling`.
    """

    heads: Mapping[str, str]
    telling: frozenset[str]
    spelled: Mapping[str, str]
    described: PhraseIndex
    again: PhraseIndex
    relations: PhraseIndex


@dataclass(frozen=True, slots=True)
class LinkWords:
    """What joins an instrument to an older one, labelled with the relation; folded words that stand around it."""

    relations: PhraseIndex
    denials: frozenset[str]
    earlier: frozenset[str]
    ones: frozenset[str]
    joining: frozenset[str]
    which: frozenset[str]
    pronouns: frozenset[str]


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
    entries, first = read_entries()
    if extra is not None:
        entries = read_users(extra, entries, states.by_id)
    organisations = organisations_of({"organisation": entries}, first)
    kinds = read_table("kinds")
    people = read_table("people")
    calendar = _calendar(read_table("calendar"))
    articles = read_table("articles")
    languages = read_table("languages")
    initiatives = read_table("initiatives")
    grammar = read_table("grammar")
    bodies = read_table("bodies")
    english = [name for key in ENGLISH_BODIES for name in grammar["words"][key]]
    by_acronym: dict[str, list[KnownOrganisation]] = {}
    for known in organisations.values():
        if known.acronym:
            by_acronym.setdefault(known.acronym, []).append(known)
    return Lexicon(
        organisations=organisations,
        organisation_names=build_index(
            (name, known.id) for known in organisations.values() for name in all_names(known)
        ),
        instruments=_instruments(kinds),
        by_acronym={acronym: tuple(found) for acronym, found in by_acronym.items()},
        sites={(known.acronym or known.id).casefold(): known.short for known in organisations.values()},
        bodies=read_body_words(bodies, english, [word for words in languages["common"].values() for word in words]),
        kinds=_kinds(kinds["kind"], "exact"),
        general_kinds=_kinds(kinds["kind"], "general"),
        provisions=build_wording(read_table("provisions")),
        topics=build_wording(read_table("topics")),
        roles=build_index((role, role) for role in people["roles"]),
        not_names=frozenset(fold(word) for word in people["not_names"]),
        signing=_telling(grammar["words"], SIGNING),
        denials=_telling(grammar["words"], DENIALS),
        durations=_durations(grammar["words"], calendar.numbers),
        courtesies=frozenset(fold(word) for word in people["courtesies"]),
        calendar=calendar,
        statuses=_statuses(read_table("statuses")),
        initiatives=_initiatives(initiatives, grammar["words"]),
        countries=states.names,
        peoples=states.peoples,
        states=states.by_id,
        languages={
            code: frozenset(map(fold, words)) for code, words in (languages["common"] | languages["others"]).items()
        },
        sentences=SentenceWords(
            abbreviations=frozenset(languages["sentences"]["abbreviations"]),
            small=frozenset(languages["sentences"]["small"]),
            unfinished=frozenset(languages["sentences"]["unfinished"]),
            months=frozenset(calendar.months),
            before_ordinal=frozenset(languages["sentences"]["before_ordinal"]),
            beginnings=frozenset(
                map(fold, [*languages["sentences"]["beginnings"], *chain.from_iterable(languages["common"].values())])
            ),
        ),
        articles=ArticleWords(*(frozenset(articles[name]) for name in ("back", "new", "umbrellas"))),
        links=_links(read_table("links")),
        grammar=build_grammar(
            grammar,
            {
                **{f"heads_{name}": bodies["heads"][name] for name in ("first", "small", "shared")},
                "general_words": bodies["words"]["general"],
                "numbers": calendar.numbers,
                **{f"{kind}_heads": heads for kind, heads in initiatives["heads"].items()},
            },
        ),
    )


def _links(table: Mapping[str, Any]) -> LinkWords:
    words = {name: frozenset(fold(word) for word in listed) for name, listed in table["words"].items()}
    return LinkWords(_labelled(table["relations"]), **words)


def _instruments(table: Mapping[str, Any]) -> PhraseIndex:
    """All names of instruments, labelled `strength:kind`, and those that only sound so, labelled `none:`."""
    names = [(phrase, f"{_strength(kind)}:{kind['name']}") for kind in table["kind"] for phrase in kind["phrases"]]
    return build_index([*names, *((phrase, "none:") for phrase in table["none"]["phrases"])])


def _telling(words: Mapping[str, Iterable[str]], lists: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase of the lists: where none of them stands, no pattern needs to look.

    The last of the longest, as a phrase may be written together with the word before it: "didn't".
    """
    return frozenset(max(reversed(folded_words(phrase)), key=len) for name in lists for phrase in words[name])


def _durations(words: Mapping[str, Iterable[str]], numbers: Iterable[str]) -> DurationWords:
    return DurationWords(
        units=_telling(words, ("year_words", "month_words")),
        numbers=frozenset(part for number in numbers for part in folded_words(number)),
        joined=tuple(fold(word) for word in words["lasting_years"]),
    )


def _kinds(kinds: list[dict[str, Any]], strength: str) -> PhraseIndex:
    chosen = [kind for kind in kinds if _strength(kind) == strength]
    return build_index((phrase, kind["name"]) for kind in chosen for phrase in kind["phrases"])


def _strength(kind: Mapping[str, Any]) -> str:
    """ "general" for words that fit any instrument, "weak" for those that mostly mean something else, else "exact"."""
    return next((strength for strength in ("general", "weak") if kind.get(strength)), "exact")


def _labelled(lists: Mapping[str, list[str]]) -> PhraseIndex:
    return build_index((phrase, label) for label, phrases in lists.items() for phrase in phrases)


def _one(phrases: list[str]) -> PhraseIndex:
    return build_index((phrase, phrase) for phrase in phrases)


def _calendar(table: Mapping[str, Any]) -> CalendarWords:
    return CalendarWords(
        months={fold(word): int(number) for number, words in table["months"].items() for word in words},
        numbers=table["numbers"],
        weekdays=_labelled(table["weekdays"]),
        days_back=_labelled(table["near"]),
        weeks_back=_labelled(table["weeks"]),
        months_back=_labelled(table["calendar_months"]),
    )


def _statuses(table: Mapping[str, Any]) -> StatusWords:
    return StatusWords(
        statuses=_labelled(table["statuses"]),
        before=_one(table["referring"]["before"]),
    )


def _initiatives(table: Mapping[str, Any], words: Mapping[str, Iterable[str]]) -> InitiativeWords:
    heads = {" ".join(folded_words(word)): kind for kind, words in table["heads"].items() for word in words}
    return InitiativeWords(
        heads=heads,
        telling=_telling({**words, **table["heads"]}, (*table["heads"], "programmes", "small_programmes")),
        spelled=table["spelled"],
        described=_labelled(table["described"]),
        again=_labelled(table["again"]),
        relations=_labelled(table["relations"]),
    )
