"""A query in words: how it was understood, short enough for a line. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from db.edtf import EdtfDate
from db.query import (
    ANY_ENDING,
    JUST_THE_ID,
    All,
    AnyOf,
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
from db.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from db.query import Node, Part, Query

    Names = Mapping[str, tuple[str, ...]]

LONGEST = 200
LONGEST_TYPED = 40
MOST_VALUES = 3
COLUMNS = {"topics": "topic", "place": "place", "people": "person", "provisions": "provision", "sources": "source"}
COARSE = "(dates known only to the year or month count where they may fit)"


def understood(query: Query, names: Names) -> str:
    """What a query asks for, in at most LONGEST characters; empty when it asks for everything.

    `names` gives, for each name of an organisation that is asked for, the short name of the one that it stands for, or
    as many as it stands for: these are only counted. What is typed and what is stored stand in it as they are.
    """
    parties: list[str] = []
    words: list[str] = []
    said: list[str] = []
    for part in query.parts:
        if isinstance(part.node, Words):
            words.append(_words(part.node))
        elif (found := _parties(part.node, names)) is not None:
            parties.extend(found)
        else:
            said.append(part_in_words(part, names))
    fragments = [each for each in (_listed(parties, "and"), _listed(words, "and")) if each]
    fragments = [*fragments[: bool(parties)], *said, *fragments[bool(parties) :]]
    if any(_is_finer_than_years(part.node) for part in query.parts):
        fragments.append(COARSE)
    text = " · ".join(dict.fromkeys(fragments)).replace(f" · {COARSE}", f" {COARSE}")
    return _cut(f"in articles: {text}" if text and query.target == "articles" else text, LONGEST)


def part_in_words(part: Part, names: Names) -> str:
    """What one part asks for."""
    if isinstance(part.node, Nothing):
        return f"nothing is {_cut(part.text.strip(), LONGEST_TYPED)}"
    return _cut(_node(part.node, names), LONGEST)


def _parties(node: Node, names: Names) -> list[str] | None:
    """The organisations that must all be parties; None for another condition, and where one is not known."""
    parties = node.parts if isinstance(node, All) else (node,)
    found = [
        _party(each, names)
        for each in parties
        if isinstance(each, Party) and not each.family and names.get(each.name) != ()
    ]
    return found if len(found) == len(parties) else None


def _node(node: Node, names: Names, is_inner: bool = False) -> str:
    """A tree in words; in parentheses where it `is_inner` and has several parts."""
    if isinstance(node, All | AnyOf):
        parts = [_node(part, names, is_inner=True) for part in node.parts]
        text = f" {'and' if isinstance(node, All) else 'or'} ".join(dict.fromkeys(parts))
        return f"({text})" if is_inner and len(parts) > 1 else text
    if isinstance(node, Not):
        return _negated(node.part, names)
    return _leaf(node, names)


def _negated(node: Node, names: Names) -> str:
    """What must not hold, in words of its own where there are such."""
    if isinstance(node, Nothing):
        return "anything"
    if isinstance(node, Facet) and node.field == "lacks":
        return _leaf(Facet("has", node.values), names)
    if isinstance(node, Facet) and node.field == "has":
        return _leaf(Facet("lacks", node.values), names)
    if isinstance(node, Facet) and node.field == "conflict":
        return "claims disagree" if node.values == ("no",) else "no claims disagree"
    if isinstance(node, Party) and names.get(node.name) == ():
        return _leaf(node, names)
    return f"not {_node(node, names, is_inner=True)}"


def _leaf(node: Node, names: Names) -> str:
    if isinstance(node, Words):
        return _words(node)
    if isinstance(node, Party):
        return _party(node, names)
    if isinstance(node, Only):
        unknown = [name for name in node.names if names.get(name) == ()]
        if unknown:
            return _unknown(unknown[0])
        return f"only {_listed([_party(Party(name), names) for name in node.names], 'and')}"
    if isinstance(node, Facet):
        return _facet(node)
    if isinstance(node, Within):
        return f"{COLUMNS[node.column]} {_words(node.words)}"
    if isinstance(node, Dated):
        return _dated(node)
    if isinstance(node, Identified):
        return f"id {_quoted(node.text, node.prefix)}"
    return "nothing"


def _words(words: Words) -> str:
    return _quoted(words.text, words.prefix)


def _quoted(text: str, is_beginning: bool = False) -> str:
    cut = _cut(text, LONGEST_TYPED)
    return f"“{cut}{'…' if is_beginning and cut == text else ''}”"


def _party(party: Party, names: Names) -> str:
    called = _called(party.name)
    found = names.get(party.name, (party.name.removeprefix(JUST_THE_ID),))
    if not found:
        return _unknown(party.name)
    if party.family:
        name, more = (
            (_cut(found[0], LONGEST_TYPED), "") if len(found) == 1 else (called, f" ({len(found)} organisations)")
        )
        return f"{name} with its arms and parents{more}"
    if len(found) == 1:
        return _cut(found[0], LONGEST_TYPED)
    return f"any of {len(found)} organisations called {called}"


def _unknown(name: str) -> str:
    return f"no organisation {'has the id' if name.startswith(JUST_THE_ID) else 'is called'} {_called(name)}"


def _called(name: str) -> str:
    return _quoted(name.removeprefix(JUST_THE_ID).removesuffix(ANY_ENDING), name.endswith(ANY_ENDING))


def _facet(facet: Facet) -> str:
    if facet.field == "language":
        called = [
            LANGUAGES[code].partition(" ")[0].capitalize() if code in LANGUAGES else code for code in facet.values
        ]
        return f"in {_few(called, 'languages')}"
    if facet.field == "has":
        return "dated" if facet.values == ("date",) else f"{_few(facet.values, 'facts')} stated"
    if facet.field == "lacks":
        return "undated" if facet.values == ("date",) else f"no {_listed(facet.values, 'and no')} stated"
    if facet.field == "conflict":
        return "no claims disagree" if facet.values == ("no",) else "claims disagree"
    if facet.field == "sources":
        numbers = _listed([_range(value) for value in facet.values], "or")
        return f"{numbers} article{'' if numbers == '1' else 's'}"
    return _few(facet.values, {"kind": "kinds", "status": "statuses"}.get(facet.field, f"{facet.field}s"))


def _range(value: str) -> str:
    """`2`, `2 or more`, `2 or 3`, `2 to 5`."""
    low, dots, high = value.partition("..")
    if not dots or not high:
        return f"{low} or more" if dots else low
    return f"{low} or {high}" if int(high) == int(low) + 1 else f"{low} to {high}"


def _few(values: Sequence[str], called: str) -> str:
    """Either of a few values by name, of more their number."""
    return _listed(values, "or") if len(values) <= MOST_VALUES else f"any of {len(values)} {called}"


def _listed(values: Sequence[str], word: str) -> str:
    """`a`, `a and b`, `a, b and c`."""
    head, tail = ", ".join(values[:-1]), "".join(values[-1:])
    return f"{head} {word} {tail}" if head else tail


def _dated(dated: Dated) -> str:
    """`2011`, `October 2011 to 2014`, `2011 or later`, `11 October 2011 or earlier`."""
    if dated.first is None:
        return f"{_end(dated.last).in_words()} or earlier" if dated.last else "dated"
    if dated.last is None:
        return f"{_start(dated.first).in_words()} or later"
    first, last = _start(dated.first), _end(dated.last)
    for whole in (EdtfDate(dated.first.year), EdtfDate(dated.first.year, dated.first.month)):
        if (whole.first_day, whole.last_day) == (dated.first, dated.last):
            return whole.in_words()
    if dated.first == dated.last:
        return EdtfDate(dated.first.year, dated.first.month, dated.first.day).in_words()
    if first.year == last.year:  # 2011 to March 2011 would read oddly
        is_fine = "day" in (first.precision, last.precision)
        first, last = _precise(dated.first, is_fine), _precise(dated.last, is_fine)
    return f"{first.in_words()} to {last.in_words()}"


def _precise(day: date, is_fine: bool) -> EdtfDate:
    return EdtfDate(day.year, day.month, day.day if is_fine else None)


def _start(day: date) -> EdtfDate:
    """A first day, by its year or month where that begins with it."""
    month = day.month if (day.month, day.day) != (1, 1) else None
    return EdtfDate(day.year, month, day.day if month and day.day != 1 else None)


def _end(day: date) -> EdtfDate:
    """A last day, by its year or month where that ends with it."""
    if (day.month, day.day) == (12, 31):
        return EdtfDate(day.year)
    is_month = (day + timedelta(days=1)).day == 1
    return EdtfDate(day.year, day.month, None if is_month else day.day)


def _is_finer_than_years(node: Node) -> bool:
    """Whether a date known only to its year may lie on both sides of a bound."""
    return any(
        (dated.first is not None and (dated.first.month, dated.first.day) != (1, 1))
        or (dated.last is not None and (dated.last.month, dated.last.day) != (12, 31))
        for dated in _dates(node)
    )


def _dates(node: Node) -> Iterator[Dated]:
    if isinstance(node, Dated):
        yield node
    elif isinstance(node, All | AnyOf):
        for part in node.parts:
            yield from _dates(part)
    elif isinstance(node, Not):
        yield from _dates(node.part)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
