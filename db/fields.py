"""What a filter means: a field and its values, as a condition. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from db.field_names import NEEDS_NO_VALUE, needs_a_word, shown
from db.pieces import words_of
from db.query import (
    ANY_ENDING,
    All,
    AnyOf,
    Column,
    Dated,
    Facet,
    Identified,
    Not,
    Nothing,
    Only,
    Party,
    Within,
    Words,
)
from db.vocabulary import ATTRIBUTE_SYNONYMS, ATTRIBUTES, KIND_SHORTHANDS, KINDS, LANGUAGES, PROVISIONS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from db.periods import Period
    from db.pieces import Value
    from db.query import Node

NUMBERS = re.compile(r"[0-9]{0,4},[0-9]{0,4}")


class Filter(NamedTuple):
    """A field with its values, of which there is at least one unless the field needs none; `typing` as in `parse`."""

    field: str
    values: tuple[Value, ...]
    typing: bool


class Condition(NamedTuple):
    """What a filter asks for, None for nothing, and what of it has no meaning."""

    node: Node | None = None
    problems: tuple[str, ...] = ()


def any_of(nodes: Iterable[Node]) -> Node:
    """Either of some nodes; the node itself when it is the only one."""
    found = tuple(nodes)
    return found[0] if len(found) == 1 else AnyOf(found)


def all_of(nodes: Iterable[Node]) -> Node:
    """Each of some nodes; the node itself when it is the only one."""
    found = tuple(nodes)
    return found[0] if len(found) == 1 else All(found)


def negated(node: Node) -> Node:
    """Its contrary; a double negation falls away."""
    return node.part if isinstance(node, Not) else Not(node)


def meant(text: str, among: Iterable[str], shorthands: Mapping[str, str]) -> tuple[str, ...]:
    """The values of a closed list that a word may mean: its shorthand, else by the beginning of any of their words."""
    folded = words_of(text).lower()
    if not folded:
        return ()
    if folded in shorthands:
        return (shorthands[folded],)
    values = tuple(among)
    for typed in (folded, folded[:-1]) if folded.endswith("s") and len(folded) > 3 else (folded,):
        found = tuple(value for value in values if f" {typed}" in f" {words_of(value)}")
        if found := found or tuple(value for short, value in shorthands.items() if short.startswith(typed)):
            return tuple(dict.fromkeys(found))
    return ()


def _closed(asked: Filter, among: tuple[str, ...], short: Mapping[str, str]) -> Condition:
    """Either of the values of a closed list; without any the facet is empty, so that two of a field can be joined."""
    field = asked.field
    found: list[str] = []
    problems: list[str] = []
    for value in asked.values:
        those = meant(value.text, among, short)
        found.extend(those)
        if not those:
            problems.append(f"{field}:{shown(value.text)} is no {field}; there are: {', '.join(among)}")
    return Condition(Facet(field, tuple(dict.fromkeys(found))), tuple(problems))


def _kind(asked: Filter) -> Condition:
    return _closed(asked, KINDS, KIND_SHORTHANDS)


def _status(asked: Filter) -> Condition:
    return _closed(asked, STATUSES, {})


def _provision(asked: Filter) -> Condition:
    return _closed(asked, PROVISIONS, {})


def _organisation(asked: Filter) -> Condition:
    return Condition(any_of(map(Party, _names(asked))))


def _with(asked: Filter) -> Condition:
    return Condition(all_of(map(Party, _names(asked))))


def _family(asked: Filter) -> Condition:
    return Condition(any_of(Party(name, family=True) for name in _names(asked)))


def _only(asked: Filter) -> Condition:
    return Condition(Only(tuple(dict.fromkeys(_names(asked)))))


def _names(asked: Filter) -> list[str]:
    return [value.text + ANY_ENDING * value.starred for value in asked.values]


def _identified(asked: Filter) -> Condition:
    begun = [(value, value.starred or (asked.typing and value.is_open)) for value in asked.values]
    return Condition(any_of(Identified(value.text.lower(), is_begun) for value, is_begun in begun))


WITHIN: Mapping[str, Column] = {"topic": "topics", "place": "place", "person": "people", "source": "sources"}


def _within(asked: Filter) -> Condition:
    nodes: list[Node] = []
    for value in asked.values:
        words = words_of(value.text)
        whole = value.quoted and not value.starred
        if words:
            nodes.append(Within(WITHIN[asked.field], Words(words, not whole), whole and asked.field == "topic"))
    if nodes:
        return Condition(any_of(nodes))
    return Condition(None, (f"{asked.field}:{shown(asked.values[0].text)} holds no word to search for",))


def _language(asked: Filter) -> Condition:
    found: list[str] = []
    problems: list[str] = []
    for value in asked.values:
        apart = unicodedata.normalize("NFKD", words_of(value.text).casefold())
        name = "".join(char for char in apart if not unicodedata.combining(char))
        code = name.partition(" ")[0]  # en of en-GB
        codes = [code] if code in LANGUAGES else [] if not name else _languages_called(name)
        found.extend(codes)
        if not codes:
            called = (f"{code} ({names.partition(' ')[0]})" for code, names in LANGUAGES.items())
            problems.append(f"{asked.field}:{shown(value.text)} is no language; there are: {', '.join(called)}")
    return Condition(Facet("language", tuple(dict.fromkeys(found))), tuple(problems))


def _languages_called(name: str) -> list[str]:
    return [code for code, names in LANGUAGES.items() if f" {name}" in f" {names}"]


def _period(asked: Filter) -> Condition:
    from db.periods import after, before, period

    field = asked.field
    nodes: list[Node] = []
    problems: list[str] = []
    for value in asked.values:
        unfinished = asked.typing or value.starred
        found: Period | None
        if field == "before":
            found, examples = before(value.text, unfinished), "before:2014, before:2011-10 or before:2011-10-11"
        elif field == "after":
            found, examples = after(value.text, unfinished), "after:2014, after:2011-10 or after:2011-10-11"
        else:
            found, examples = period(value.text, unfinished), f"{field}:2014 or {field}:2011..2017"
            examples = examples if field == "year" else f"{field}:2011-10-11 or {field}:2011-10..2014"
        if found is None:
            noun = "year" if field == "year" else "date"
            problems.append(f"{field}:{shown(value.text)} is no {noun}; write {examples}")
            nodes.append(Nothing())
        elif not found.is_open:
            nodes.append(Dated(found.first, found.last))
    return Condition(any_of(nodes) if nodes else None, tuple(problems))


def _undated(asked: Filter) -> Condition:
    return _yes_or_no(asked, Facet("lacks", ("date",)), Facet("has", ("date",)))


def _conflict(asked: Filter) -> Condition:
    return _yes_or_no(asked, Facet("conflict", ("yes",)), Facet("conflict", ("no",)))


def _yes_or_no(asked: Filter, yes: Node, no: Node) -> Condition:
    """The node for yes, which may go unsaid, or that for no."""
    said = [_answer(value.text) for value in asked.values] or [True]
    if None in said:
        return Condition(Nothing(), (f"{asked.field}: needs no word after it, or yes, or no",))
    return Condition(any_of(yes if answer else no for answer in dict.fromkeys(said)))


def _answer(text: str) -> bool | None:
    typed = text.casefold()
    yes, no = (any(word.startswith(typed) for word in words) for words in (("yes", "true", "1"), ("no", "false", "0")))
    return True if yes else False if no else None


def _has(asked: Filter) -> Condition:
    return _stated(asked, missing=False)


def _missing(asked: Filter) -> Condition:
    return _stated(asked, missing=True)


def _stated(asked: Filter, missing: bool) -> Condition:
    """Either of some attributes is stated, or is not."""
    found: list[tuple[str, ...]] = []
    problems: list[str] = []
    for value in asked.values:
        those = meant(value.text, ATTRIBUTES, ATTRIBUTE_SYNONYMS)
        if those:
            found.append(those)
        else:
            typed = f"{asked.field}:{shown(value.text)}"
            problems.append(f"{typed} is nothing that is kept; there are: {', '.join(ATTRIBUTES)}")
    if not found:
        return Condition(Nothing(), tuple(problems))
    if missing:
        return Condition(any_of(Facet("lacks", those) for those in dict.fromkeys(found)), tuple(problems))
    return Condition(Facet("has", tuple(dict.fromkeys(each for those in found for each in those))), tuple(problems))


def _sources(asked: Filter) -> Condition:
    field = asked.field
    nodes: list[Node] = []
    problems: list[str] = []
    for value in asked.values:
        low, dots, high = (value.text.rstrip(".") + ".." if value.text.endswith(".") else value.text).partition("..")
        if not NUMBERS.fullmatch(low + "," + high) or not (low or high):
            problems.append(
                f"{field}:{shown(value.text)} is no number below 10,000; write {field}:3 or {field}:2.., "
                "or source: for where it is written"
            )
            nodes.append(Nothing())
            continue
        nodes.append(_counted(int(low or 1), int(high) if high else None if dots else int(low)))
    return Condition(any_of(nodes), tuple(problems))


def _counted(low: int, high: int | None) -> Node:
    """From `low` to `high` articles, the ends in any order; None is open."""
    if high is None:
        return Facet("sources", (f"{low}..",))
    return Facet("sources", (f"{min(low, high)}..{max(low, high)}" if low != high else str(low),))


BUILDERS: Mapping[str, Callable[[Filter], Condition]] = {
    "org": _organisation,
    "with": _with,
    "only": _only,
    "family": _family,
    "kind": _kind,
    "status": _status,
    "provision": _provision,
    "topic": _within,
    "place": _within,
    "person": _within,
    "source": _within,
    "lang": _language,
    "id": _identified,
    "year": _period,
    "date": _period,
    "before": _period,
    "after": _period,
    "undated": _undated,
    "has": _has,
    "missing": _missing,
    "conflict": _conflict,
    "sources": _sources,
}


def condition(asked: Filter) -> Condition:
    """What a field of FIELDS but `in` asks for."""
    if not asked.values and asked.field not in NEEDS_NO_VALUE:
        return Condition(None, (needs_a_word(asked.field),))
    return BUILDERS[asked.field](asked)
