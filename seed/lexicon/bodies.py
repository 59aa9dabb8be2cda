"""The words by which the names of unknown bodies are told, from bodies.toml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class BodyWords:
    """Folded words.

    `first` begin a name, `plain` those of them that need nothing particular beside them, `last` end an English one, and
    `joined` may stand before it with "and"; `german` are ends of words. `inside` stand in a body's name, `not_bodies`
    in that of something else, `general` in any. `articles` and `links` are small words; `like_words` are acronyms
    that are words as well.
    """

    first: frozenset[str]
    plain: frozenset[str]
    joined: frozenset[str]
    last: frozenset[str]
    german: tuple[str, ...]
    inside: frozenset[str]
    general: frozenset[str]
    not_bodies: frozenset[str]
    articles: frozenset[str]
    links: frozenset[str]
    like_words: frozenset[str]


def read_body_words(
    table: Mapping[str, Mapping[str, list[str]]], last: Iterable[str], common: Iterable[str]
) -> BodyWords:
    """The words of the table; `last` are English names of bodies, of which the last word counts."""
    heads, words = table["heads"], table["words"]
    return BodyWords(
        first=_folded([*heads["first"], *heads["shared"], *heads["small"]]),
        plain=_folded(heads["plain"]),
        joined=_folded(heads["joined"]),
        last=_folded(name.split()[-1] for name in last),
        german=tuple(heads["german"]),
        inside=_folded(heads["inside"]),
        general=_folded(words["general"]),
        not_bodies=_folded(words["not_bodies"]),
        articles=_folded(words["articles"]),
        links=_folded(words["links"]),
        like_words=_folded([*words["like_words"], *common]),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)
