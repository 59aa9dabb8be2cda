from __future__ import annotations

import itertools
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from seed.lexicon import load_lexicon
from seed.phrases import build_index
from seed.sentences import split_sentences
from seed.spans import longest_then_earliest, trimmed
from seed.tokens import tokenize

WORDS = load_lexicon().sentences


@dataclass(frozen=True)
class Span:
    start: int
    end: int


SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1])), max_size=20
)


@given(SPANS)
def test_what_is_kept_never_overlaps_and_what_is_dropped_does(spans: list[Span]) -> None:
    kept = longest_then_earliest(spans)
    assert all(one.end <= two.start for one, two in itertools.pairwise(kept))
    for dropped in set(spans) - set(kept):
        rivals = [item for item in kept if item.start < dropped.end and dropped.start < item.end]
        assert any(
            (item.start - item.end, item.start) <= (dropped.start - dropped.end, dropped.start) for item in rivals
        )


@given(SPANS, st.randoms())
def test_the_order_given_makes_no_difference(spans: list[Span], random: object) -> None:
    shuffled = list(spans)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert longest_then_earliest(shuffled) == longest_then_earliest(spans)


@given(st.text(max_size=50), st.integers(0, 50), st.integers(0, 50))
def test_trimming_stays_inside(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    left, right = trimmed(text, start, end)
    assert start <= left
    assert right <= max(start, end)
    assert text[left:right] == text[start:end].strip() if start < end else left == start


@given(st.text(st.sampled_from("aB c.\n!?“”K•-1(),;"), max_size=200))
def test_sentences_are_in_order_trimmed_and_apart(text: str) -> None:
    sentences = split_sentences(text, WORDS)
    for sentence in sentences:
        quote = text[sentence.start : sentence.end]
        assert quote == quote.strip() != ""
    assert all(one.end <= two.start for one, two in itertools.pairwise(sentences))
    inside = {at for sentence in sentences for at in range(sentence.start, sentence.end)}
    assert all(at in inside for at, char in enumerate(text) if char.isalnum())


def test_phrases_match_folded_words_with_small_gaps() -> None:
    index = build_index([("World Customs Organization", "wco"), ("World", "w"), ("traffick*", "t")])
    text = "The WORLD customs\nOrganisation and the world. Customs organization; trafficking"
    hits = index.find(text, tokenize(text))
    assert [text[hit.start : hit.end] for hit in hits] == ["WORLD customs\nOrganisation", "world", "trafficking"]
