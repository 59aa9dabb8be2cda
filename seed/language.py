"""Which language a text is in, by its commonest words.

Libraries were measured for it (docs/languages.md): those that are quick need compiled code, the one that does not is
thirty times slower and none told the languages of whole articles better.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seed.tokens import Tokens

SAMPLE = 400  # words: an article's first paragraphs; enough to be sure
LEAST = 3  # words that must speak for it
SHARE = 0.1  # of the words: less is another language, or a list of names
LEAD = 1.1  # times as many as for the next language


def guess_language(tokens: Tokens, common: Mapping[str, frozenset[str]]) -> str | None:
    """The code of the language whose `common` words stand most often in the text's beginning; None when unsure."""
    sample = Counter(tokens.words[:SAMPLE])
    counts = sorted(
        ((sum(map(sample.__getitem__, words.intersection(sample))), code) for code, words in common.items()),
        reverse=True,
    )
    (most, best), (second, _) = counts[:2]
    if most < LEAST or most < SHARE * sample.total() or most < LEAD * second:
        return None
    return best
