"""Phrases are found by their words, just as comparing each phrase with each place finds them."""

from __future__ import annotations

import random
import time

import pytest

from seed.document import Document
from seed.phrases import GAP, build_index
from seed.tokens import HEAD, folded_words, tokenize

Hits = set[tuple[int, int, str, str]]


def found(phrases: list[tuple[str, str]], text: str, start: int = 0, end: int | None = None) -> Hits:
    hits = build_index(phrases).find_all(text, tokenize(text), start, end)
    return {(hit.start, hit.end, hit.label, hit.phrase) for hit in hits}


def slowly(phrases: list[tuple[str, str]], text: str, start: int, end: int) -> Hits:
    """The same, phrase by phrase and place by place."""
    tokens = tokenize(text)
    hits = set()
    for phrase, label in phrases:
        wanted = folded_words(phrase)
        for first in range(len(tokens.words) - len(wanted) + 1):
            places = range(first, first + len(wanted))
            if tokens.starts[places[0]] < start or tokens.ends[places[-1]] > end:
                continue
            same = [tokens.words[place] == word for place, word in zip(places, wanted, strict=True)]
            if phrase.endswith("*"):
                same[-1] = tokens.words[places[-1]].startswith(wanted[-1])
            gaps = [GAP.fullmatch(text, tokens.ends[place - 1], tokens.starts[place]) for place in places[1:]]
            if all(same) and all(gaps):
                hits.add((tokens.starts[places[0]], tokens.ends[places[-1]], label, phrase))
    return hits


@pytest.mark.parametrize("seed", range(20))
def test_any_phrases_in_any_text_are_found_as_by_comparing_each_with_each_place(seed: int) -> None:
    rng = random.Random(seed)
    words = ["sea", "seas", "Watch", "rivers", "river", "Öle", "xyz"]
    phrases = [
        (" ".join(rng.choices(words, k=rng.randint(1, 4))) + rng.choice(["", "", "*"]), rng.choice("ab"))
        for _ in range(30)
    ]
    text = "".join(rng.choice(words) + rng.choice([" ", " ", "-", ". ", "\n", " & ", "  ,  "]) for _ in range(120))
    start, end = sorted(rng.sample(range(len(text)), 2))
    assert found(phrases, text, start, end) == slowly(phrases, text, start, end)


@pytest.mark.parametrize(
    ("phrase", "text", "is_found"),
    [
        ("Harbour Watch", "the harbour watch", True),
        ("Harbour Watch", "the HARBOUR-WATCH", True),
        ("Harbour Watch", "the harbour\nwatch", True),
        ("St. Watch", "by St. Watch", True),
        ("traffick*", "trafficking", True),
        ("drug traffick*", "drug traffickers", True),
        # the wrong twins
        ("Harbour Watch", "the harbour. Watch it", False),
        ("Harbour Watch", "the harbour watches", False),
        ("UN Watch", "by the UN. Watch it", False),
        ("drug traffick*", "drug traffic", False),
    ],
)
def test_what_parts_the_words_of_a_phrase_and_what_does_not(phrase: str, text: str, is_found: bool) -> None:
    assert bool(found([(phrase, "x")], text)) == is_found


def test_a_beginning_of_two_letters_is_refused() -> None:
    assert found([("sea*", "x")], "overseas seaside") == {(9, 16, "x", "sea*")}
    with pytest.raises(ValueError, match="too short"):
        build_index([("se*", "x")])


def test_tokens_know_the_first_letters_of_their_words() -> None:
    tokens = tokenize("Été à Zürich: organisation")
    assert tokens.words == ("ete", "a", "zurich", "organization")
    assert tokens.heads == tuple(word[:HEAD] for word in tokens.words)


def test_time_does_not_grow_with_the_list() -> None:
    text = "European Agency for the Safety of Rivers. " * 500
    tokens = tokenize(text)

    def spent(size: int) -> float:
        index = build_index((f"European Agency for the Number {number}", "x") for number in range(size))
        times = []
        for _ in range(5):
            start = time.process_time()
            index.find_all(text, tokens)
            times.append(time.process_time() - start)
        return min(times)

    assert spent(5000) < 4 * spent(50) + 0.005  # comparing with each takes a hundred times as long


def test_a_document_finds_between_two_places_what_its_list_finds_there() -> None:
    text = "A memorandum of understanding on drugs. Drugs and crime, understanding on drugs and crime; drugs on drugs."
    index = build_index([("drugs", "a"), ("drugs and crime", "b"), ("understanding on drugs", "c"), ("crim*", "d")])
    document = Document(text, tokenize(text), ())
    for start in range(0, len(text), 3):
        for end in range(start, len(text) + 1, 5):
            assert document.find(index, start, end) == index.find(text, document.tokens, start, end)
    assert list(document.found) == [index]
