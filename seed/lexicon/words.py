"""Words of one purpose each, folded and indexed, and how each is read from its table."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from seed.phrases import PhraseIndex, build_index
from seed.tokens import fold, folded_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


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


def links_of(table: Mapping[str, Any]) -> LinkWords:
    """The words of links.toml."""
    words = {name: frozenset(fold(word) for word in listed) for name, listed in table["words"].items()}
    return LinkWords(labelled(table["relations"]), **words)


def instruments_of(table: Mapping[str, Any]) -> PhraseIndex:
    """All names of instruments, labelled `strength:kind`, and those that only sound so, labelled `none:`."""
    names = [(phrase, f"{_strength(kind)}:{kind['name']}") for kind in table["kind"] for phrase in kind["phrases"]]
    return build_index([*names, *((phrase, "none:") for phrase in table["none"]["phrases"])])


def telling_words(words: Mapping[str, Iterable[str]], lists: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase of the lists: where none of them stands, no pattern needs to look.

    The last of the longest, as a phrase may be written together with the word before it: "didn't".
    """
    return frozenset(max(reversed(folded_words(phrase)), key=len) for name in lists for phrase in words[name])


def durations_of(words: Mapping[str, Iterable[str]], numbers: Iterable[str]) -> DurationWords:
    """Those of the words of grammar.toml that a duration is stated with, and of these numbers in words."""
    return DurationWords(
        units=telling_words(words, ("year_words", "month_words")),
        numbers=frozenset(part for number in numbers for part in folded_words(number)),
        joined=tuple(fold(word) for word in words["lasting_years"]),
    )


def kinds_of(kinds: list[dict[str, Any]], strength: str) -> PhraseIndex:
    """The phrases of the kinds of one strength, labelled with the kind."""
    chosen = [kind for kind in kinds if _strength(kind) == strength]
    return build_index((phrase, kind["name"]) for kind in chosen for phrase in kind["phrases"])


def _strength(kind: Mapping[str, Any]) -> str:
    """ "general" for words that fit any instrument, "weak" for those that mostly mean something else, else "exact"."""
    return next((strength for strength in ("general", "weak") if kind.get(strength)), "exact")


def labelled(lists: Mapping[str, list[str]]) -> PhraseIndex:
    """Phrases, labelled with the name of their list."""
    return build_index((phrase, label) for label, phrases in lists.items() for phrase in phrases)


def _one_each(phrases: list[str]) -> PhraseIndex:
    return build_index((phrase, phrase) for phrase in phrases)


def calendar_of(table: Mapping[str, Any]) -> CalendarWords:
    """The words of calendar.toml."""
    return CalendarWords(
        months={fold(word): int(number) for number, words in table["months"].items() for word in words},
        numbers=table["numbers"],
        weekdays=labelled(table["weekdays"]),
        days_back=labelled(table["near"]),
        weeks_back=labelled(table["weeks"]),
        months_back=labelled(table["calendar_months"]),
    )


def statuses_of(table: Mapping[str, Any]) -> StatusWords:
    """The words of statuses.toml."""
    return StatusWords(
        statuses=labelled(table["statuses"]),
        before=_one_each(table["referring"]["before"]),
    )


def initiatives_of(table: Mapping[str, Any], words: Mapping[str, Iterable[str]]) -> InitiativeWords:
    """The words of initiatives.toml, and those of the words of grammar.toml that tell of one."""
    heads = {" ".join(folded_words(word)): kind for kind, words in table["heads"].items() for word in words}
    return InitiativeWords(
        heads=heads,
        telling=telling_words({**words, **table["heads"]}, (*table["heads"], "programmes", "small_programmes")),
        spelled=table["spelled"],
        described=labelled(table["described"]),
        again=labelled(table["again"]),
        relations=labelled(table["relations"]),
    )


def articles_of(table: Mapping[str, Any]) -> ArticleWords:
    """The words of articles.toml."""
    return ArticleWords(*(frozenset(table[name]) for name in ("back", "new", "umbrellas")))


def sentences_of(languages: Mapping[str, Any], months: Iterable[str]) -> SentenceWords:
    """The words of languages.toml that tell where a sentence ends, and these names of months."""
    table = languages["sentences"]
    common = chain.from_iterable(languages["common"].values())
    return SentenceWords(
        abbreviations=frozenset(table["abbreviations"]),
        small=frozenset(table["small"]),
        unfinished=frozenset(table["unfinished"]),
        months=frozenset(months),
        before_ordinal=frozenset(table["before_ordinal"]),
        beginnings=frozenset(map(fold, [*table["beginnings"], *common])),
    )


def languages_of(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """The words of languages.toml by which a language is told, by its code."""
    return {code: frozenset(map(fold, words)) for code, words in (table["common"] | table["others"]).items()}
