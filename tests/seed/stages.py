"""What the tests of single stages share: texts brought as far as the stage needs them."""

from __future__ import annotations

from collections.abc import Iterable

from seed.agreements import find_agreements
from seed.dates import find_dates
from seed.document import Document
from seed.drafts import Draft
from seed.lexicon import Lexicon, load_lexicon
from seed.mentions import find_mentions
from seed.people import Person
from seed.readers.articles import Metadata, TextArticle, digest
from seed.readers.opening import open_source
from seed.readers.parser import Parser
from seed.reading import Reading, make_reading
from seed.sentences import split_sentences
from seed.sources import DEFAULT_LIMITS, RawArticle, Skipped
from seed.tokens import tokenize

LEXICON: Lexicon = load_lexicon()


def article(text: str, **said: str) -> TextArticle:
    """A text as readers give it, and what its file says."""
    return TextArticle("a.txt", "a.txt", digest(text.encode("utf-8", "replace")), text, Metadata(**said))


def opened(sources: Iterable[RawArticle | Skipped]) -> list[TextArticle]:
    """The articles of sources that can all be read."""
    with Parser(DEFAULT_LIMITS) as parser:
        found = [item for raw in sources for item in _opened(raw, parser)]
    assert not [item for item in found if isinstance(item, Skipped)]
    return [item for item in found if isinstance(item, TextArticle)]


def _opened(raw: RawArticle | Skipped, parser: Parser) -> Iterable[TextArticle | Skipped]:
    return [raw] if isinstance(raw, Skipped) else open_source(raw, DEFAULT_LIMITS, parser)


def document(text: str) -> Document:
    return Document(text, tokenize(text), split_sentences(text, LEXICON.sentences))


def reading(text: str) -> Reading:
    made = document(text)
    return make_reading(made, LEXICON, find_mentions(made, LEXICON), find_dates(text, made.tokens, LEXICON, None))


def drafts(text: str) -> list[Draft]:
    return find_agreements(reading(text))


def people(text: str) -> list[Person]:
    """Those of the first sentence."""
    return reading(text).people(0, always=True)
