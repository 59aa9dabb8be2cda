"""Which language a text is in, by its commonest words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seed.tokens import Tokens

SAMPLE = 3000  # words
LEAST = 3  # words that must speak for it


def guess_language(tokens: Tokens, common: Mapping[str, frozenset[str]]) -> str | None:
    """The code of the language whose `common` words stand most often in the text; None when too few words tell."""
    sample = tokens.words[:SAMPLE]
    counts = {code: sum(word in words for word in sample) for code, words in common.items()}
    best = max(sorted(counts), key=lambda code: counts[code])
    return best if counts[best] >= LEAST else None
