"""Other ways to write a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.spelling import LEAST_LETTERS, MOST, Spelling


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("organisation", "organization"), ("organising", "organizing"), ("authorised", "authorized")),
        *(("analyse", "analyze"), ("analysing", "analyzing"), ("labour", "labor"), ("neighbouring", "neighboring")),
        *(("centre", "center"), ("centred", "centered"), ("defence", "defense"), ("licence", "license")),
        *(("programme", "program"), ("catalogue", "catalog"), ("dialogues", "dialogs"), ("travelling", "traveling")),
        *(("counsellor", "counselor"), ("fulfilment", "fulfillment"), ("judgement", "judgment"), ("grey", "gray")),
        *(("artefacts", "artifacts"), ("adviser", "advisor"), ("enquiry", "inquiry"), ("practise", "practice")),
        *(("cooperation", "co operation"), ("counterterrorism", "counter terrorism"), ("cybercrime", "cyber crime")),
        *(("agreement", "agreements"), ("treaty", "treaties"), ("party", "parties"), ("crisis", "crises")),
        *(("memorandum", "memoranda"), ("memorandum", "memorandums"), ("memoranda", "memorandums")),
        *(("process", "processes"), ("virus", "viruses"), ("branch", "branches"), ("house", "houses")),
        *(("journey", "journeys"), ("embargo", "embargoes"), ("thief", "thieves"), ("base", "bases")),
        *(("basis", "bases"), ("index", "indices"), ("movie", "movies"), ("archive", "archives")),
        *(("organisation", "organizations"), ("programmes", "program"), ("labours", "labor")),
    ],
)
def test_what_is_written_alike_is_found_either_way(spelling: Spelling, one: str, other: str) -> None:
    assert other in spelling.variants(one)
    if " " not in other:
        assert one in spelling.variants(other)


@pytest.mark.parametrize(
    ("word", "not_as"),
    [
        *(("promise", "promize"), ("exercise", "exercize"), ("enterprise", "enterprize"), ("supervised", "supervized")),
        *(("seize", "seise"), ("capsize", "capsise"), ("laboratory", "labouratory"), ("honorary", "honourary")),
        *(("customs", "custom"), ("custom", "customs"), ("good", "goods"), ("goods", "good"), ("arms", "arm")),
        *(("news", "new"), ("means", "mean"), ("press", "pres"), ("status", "statu"), ("crisis", "crisi")),
        *(("cheque", "check"), ("tyre", "tire"), ("series", "sery"), ("movies", "movy"), ("person", "people")),
        *(("processes", "processe"), ("signed", "signeds"), ("international", "inter national")),
    ],
)
def test_what_only_looks_alike_is_not(spelling: Spelling, word: str, not_as: str) -> None:
    assert not_as not in spelling.variants(word)
    beginnings, words = spelling.prefix_variants(word)
    assert not_as not in (*beginnings, *words)


@pytest.mark.parametrize(
    "word", ["", "un", "law", "wco", "2011", "covid19", "договор", "a-b", "co operation", "x" * 41]
)
def test_short_words_numbers_and_other_scripts_have_no_variants(spelling: Spelling, word: str) -> None:
    assert spelling.variants(word) == ()
    assert spelling.prefix_variants(word) == ((), ())


def test_case_and_accents_count_for_nothing(spelling: Spelling) -> None:
    assert spelling.variants("Organisation") == spelling.variants("organisation")
    assert spelling.variants("Résumés") == ("resume",)


@pytest.mark.parametrize(
    ("beginning", "beginnings", "words"),
    [
        ("organi", (), ()),
        ("organis", ("organiz",), ()),
        ("organiz", ("organis",), ()),
        ("organisat", ("organizat",), ()),
        ("organisations", ("organizations",), ("organisation", "organization")),
        ("cent", (), ()),
        ("centr", ("center",), ()),
        ("centre", ("center",), ()),
        ("centres", ("centers",), ("centre", "center")),
        ("defenc", ("defense",), ()),
        ("programme", (), ("program", "programs")),
        ("agreement", (), ()),
        ("agreements", (), ("agreement",)),
        ("treaty", (), ("treaties",)),
        ("treaties", (), ("treaty",)),
        ("cooperat", ("co operat",), ()),
        ("cooper", (), ()),
        ("promis", (), ()),
        ("memorandum", (), ("memoranda",)),
    ],
)
def test_a_word_being_typed(
    spelling: Spelling, beginning: str, beginnings: tuple[str, ...], words: tuple[str, ...]
) -> None:
    assert spelling.prefix_variants(beginning) == (beginnings, words)


def test_a_shorter_spelling_does_not_lead_to_other_words(spelling: Spelling) -> None:
    beginnings, words = spelling.prefix_variants("labour")
    assert beginnings == ()
    assert {"labor", "labors"} <= set(words)


@pytest.mark.parametrize(
    ("words", "together"),
    [
        ("co operation", "cooperation"),
        ("Co ordinating body", "coordinating body"),
        ("joint counter terrorism and cyber crime", "joint counterterrorism and cybercrime"),
        ("taco operation", "taco operation"),
        ("mutual assistance", "mutual assistance"),
    ],
)
def test_compounds_are_put_together(spelling: Spelling, words: str, together: str) -> None:
    assert spelling.together(words).lower() == together.lower()


@given(st.one_of(st.text(), st.from_regex(r"[a-z]{1,12}(is|iz|our|or|re|s|ies)(ation|ed|s)?", fullmatch=True)))
def test_whatever_is_asked_variants_are_few_other_words(spelling: Spelling, word: str) -> None:
    found = spelling.variants(word)
    beginnings, words = spelling.prefix_variants(word)
    assert len(found) <= MOST
    assert len(beginnings) + len(words) <= MOST
    for each in (*found, *beginnings, *words):
        assert each.replace(" ", "").isalpha()
        assert each.isascii()
        assert each != word.lower()
    assert not any(each.startswith((word.lower(), *beginnings)) for each in words if word)


def test_each_stem_has_the_letters_by_which_it_is_looked_up(spelling: Spelling) -> None:
    assert {len(begin) for begin in spelling._stems} == {LEAST_LETTERS}
    assert {len(begin) for begin in spelling._parts} == {LEAST_LETTERS}
