"""Bodies that only a text names: their names as written, their ids, and the states that they are of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.identifiers import slug
from seed.lexicon import KnownOrganisation

if TYPE_CHECKING:
    from seed.document import Document
    from seed.lexicon import Lexicon
    from seed.phrases import PhraseHit

RANK = 1_000_000
ID_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Unknown:
    """A body with the id that it has without its state; `state` is that state's id."""

    body: KnownOrganisation
    core: str
    state: str | None


def describe(
    document: Document, start: int, end: int, state: PhraseHit | None, lexicon: Lexicon, acronym: str | None = None
) -> Unknown:
    """The body whose name stands between two positions; `state` is the one that it is of, named within it or before.

    One name gives one id whatever its articles are and wherever its state stands: "Federal Police of Brazil" and
    "Brazilian Federal Police" are one. No id is one of the lexicon's.
    """
    state = state or _adjective(document, start, end, lexicon)
    words = _core(document, start, end, state, lexicon)
    genitive = lexicon.grammar.mentions.genitive
    core = slug(genitive.sub(r"\1", " ".join(document.text[left:right] for left, right in words)), ID_LENGTH)
    id_ = f"{core}-{state.label}" if state else core
    if id_ in lexicon.organisations or id_ in lexicon.states:
        id_ = f"{id_}-as-written"
    name = genitive.sub(r"\1", " ".join(document.text[start:end].split()))
    short = " ".join(document.text[words[0][0] : words[-1][1]].split()) if words else name
    aliases = (short,) if len(words) > 1 and short in name and short != name else ()
    seat = lexicon.states[state.label].name if state else None
    body = KnownOrganisation(id_, name, acronym, None, seat, None, aliases, RANK, known=False)
    return Unknown(body, core, state.label if state else None)


def _adjective(document: Document, start: int, end: int, lexicon: Lexicon) -> PhraseHit | None:
    """The adjective of nationality that the name begins with, or has in it where the word for the body comes first."""
    tokens = document.tokens
    head_first = tokens.words[tokens.first_at(start)] in lexicon.bodies.first
    found = document.find(lexicon.peoples, start, end)
    return next((hit for hit in found if hit.start == start or head_first), None)


def _core(document: Document, start: int, end: int, state: PhraseHit | None, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The places of the name's words but for its state's, and for articles and what joins it to its state."""
    tokens, bodies = document.tokens, lexicon.bodies
    kept = [
        at
        for at in range(tokens.first_at(start), tokens.first_at(end))
        if not (state and state.start <= tokens.starts[at] < state.end) and tokens.words[at] not in bodies.articles
    ]
    while state and kept and tokens.words[kept[-1]] in bodies.links:
        kept.pop()
    while state and kept and tokens.words[kept[0]] in bodies.links:
        kept.pop(0)
    return [(tokens.starts[at], tokens.ends[at]) for at in kept]
