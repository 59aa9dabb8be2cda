"""What the tests of single stages share: texts brought as far as the stage needs them."""

from __future__ import annotations

from seed.agreements import Draft, Reading, find_agreements, make_reading
from seed.dates import find_dates
from seed.document import Document
from seed.lexicon import Lexicon, load_lexicon
from seed.mentions import find_mentions
from seed.people import Person
from seed.sentences import split_sentences
from seed.tokens import tokenize

LEXICON: Lexicon = load_lexicon()


def document(text: str) -> Document:
    return Document(text, tokenize(text), split_sentences(text, LEXICON.sentences))


def reading(text: str) -> Reading:
    made = document(text)
    return make_reading(made, LEXICON, find_mentions(made, LEXICON), find_dates(text, made.tokens, LEXICON, None))


def drafts(text: str) -> list[Draft]:
    return find_agreements(reading(text))


def people(text: str) -> list[Person]:
    """Those of the first sentence."""
    return list(reading(text).people[0])
