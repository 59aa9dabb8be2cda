"""A query in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.parsing import parse
from db.query import Dated, Part, Party, Query
from db.understood import COARSE, LONGEST, part_in_words, understood

NAMES = {
    "oipc": ("INTERPOL",),
    "europol": ("Europol",),
    "police": tuple(f"Police {n}" for n in range(12)),
    "x": (),
    "=oipc": ("INTERPOL",),
    "=x": (),
    "x*": (),
    "=un": ("UN", "UNODC", "UNICRI"),
    "police*": tuple(f"Police {n}" for n in range(12)),
    "un": ("UN", "UNODC", "UNICRI"),
    "iaca": ("IACA",),
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("pira", "“pira…”"),
        ('secure "police line" ', "“secure” and “police line”"),
        ("a b c ", "“a”, “b” and “c”"),
        ("org:oipc", "INTERPOL"),
        ("org:oipc with:europol", "INTERPOL and Europol"),
        ("with:oipc,europol", "INTERPOL and Europol"),
        ("org:oipc,europol", "INTERPOL or Europol"),
        ("org:police", "any of 12 organisations called “police”"),
        ("org:x", "no organisation is called “x”"),
        ("org:oipc org:x", "INTERPOL · no organisation is called “x”"),
        ("org:unasked", "unasked"),
        ("org:=oipc", "INTERPOL"),
        ("-org:=oipc", "not INTERPOL"),
        ("org:=unasked", "unasked"),
        ("org:=x", "no organisation has the id “x”"),
        ("org:police*", "any of 12 organisations called “police…”"),
        ("org:x*", "no organisation is called “x…”"),
        ("family:=un", "“un” with its arms and parents (3 organisations)"),
        ("-org:oipc", "not INTERPOL"),
        ("-org:x", "no organisation is called “x”"),
        ("-org:oipc,europol", "not (INTERPOL or Europol)"),
        ("only:oipc,europol", "only INTERPOL and Europol"),
        ("only:oipc,x", "no organisation is called “x”"),
        ("family:iaca", "IACA with its arms and parents"),
        ("family:un", "“un” with its arms and parents (3 organisations)"),
        ("kind:mou", "memorandum of understanding"),
        ("kind:mou,plan", "memorandum of understanding or joint action plan"),
        ("kind:agreement", "cooperation agreement, supplementary agreement or framework agreement"),
        ("kind:a", "any of 6 kinds"),
        ("-kind:mou", "not memorandum of understanding"),
        ("kind:zeppelin", "nothing is kind:zeppelin"),
        ("-kind:zeppelin", "anything"),
        ("a OR kind:zeppelin ", "“a” or nothing"),
        ("status:force", "in force"),
        ('topic:"maritime piracy"', "topic “maritime piracy”"),
        ("topic:pira place:lyon", "topic “pira…” · place “lyon…”"),
        ("person:noble source:interpol.int", "person “noble…” · source “interpol int…”"),
        ("lang:fr,de", "in French or German"),
        ("id:interp*", "id “interp…”"),
        ("year:2011", "2011"),
        ("year:2011..2014", "2011 to 2014"),
        ("year:2011..", "2011 or later"),
        ("year:..2014", "2014 or earlier"),
        ("before:2014", "2013 or earlier"),
        ("after:2014", "2015 or later"),
        ("date:2011-10", f"October 2011 {COARSE}"),
        ("date:2011-10-11", f"11 October 2011 {COARSE}"),
        ("date:2011-10..2014", f"October 2011 to 2014 {COARSE}"),
        ("date:2011-10..2011", f"October 2011 to December 2011 {COARSE}"),
        ("date:2011..2011-03-02", f"1 January 2011 to 2 March 2011 {COARSE}"),
        ("after:2011-10-11 piracy ", f"12 October 2011 or later · “piracy” {COARSE}"),
        ("undated:", "undated"),
        ("undated:no", "dated"),
        ("has:expiry", "expiry stated"),
        ("has:expiry,place", "expiry or place stated"),
        ("missing:expiry", "no expiry stated"),
        ("-has:expiry,place", "no expiry and no place stated"),
        ("missing:date,place", "undated or no place stated"),
        ("conflict:", "claims disagree"),
        ("conflict:no", "no claims disagree"),
        ("-conflict:no", "claims disagree"),
        ("-missing:expiry", "expiry stated"),
        ("-undated:", "dated"),
        ("sources:..3", "1 to 3 articles"),
        ("-sources:2..", "not 2 or more articles"),
        ("sources:1", "1 article"),
        ("sources:3", "3 articles"),
        ("sources:2..4", "2 to 4 articles"),
        ("sources:2..", "2 or more articles"),
        ("in:articles pira", "in articles: “pira…”"),
        ("a OR b -c", "“a” or (“b” and not “c”)"),
        ("-(a b) c ", "not (“a” and “b”) · “c”"),
        ("-a ", "not “a”"),
        (
            "org:oipc piracy kind:mou org:europol year:2011..2014 ",
            "INTERPOL and Europol · memorandum of understanding · 2011 to 2014 · “piracy”",
        ),
    ],
)
def test_a_query_in_words(text: str, words: str) -> None:
    query = parse(text)
    assert understood(query, NAMES) == words
    if len(query.parts) == 1 and query.target == "agreements":
        assert part_in_words(query.parts[0], NAMES) == words.replace(f" {COARSE}", "")


def test_long_ones_are_cut() -> None:
    assert understood(parse("w" * 100 + " "), {}) == f"“{'w' * 39}…”"
    assert understood(parse("w" * 100), {}) == f"“{'w' * 39}…”"
    text = understood(parse(" ".join(f"word{n}" for n in range(60))), {})
    assert len(text) == LONGEST
    assert text.endswith("…")


def test_a_condition_without_typed_words_has_words() -> None:
    assert understood(Query((Part(Party("iaca"), ""),)), NAMES) == "IACA"
    assert part_in_words(Part(Dated(date(9999, 12, 1), date(9999, 12, 31)), ""), {}) == "December 9999"
    assert part_in_words(Part(Dated(None, None), ""), {}) == "dated"


@given(st.text(max_size=100), st.booleans(), st.sampled_from([(), ("a",), ("a", "b")]))
def test_whatever_is_typed_has_words_or_asks_for_everything(text: str, typing: bool, meant: tuple[str, ...]) -> None:
    query = parse(text, typing)
    names = {node.name: meant for node in query.leaves() if isinstance(node, Party)}
    assert len(understood(query, names)) <= LONGEST
    assert bool(understood(query, names)) is not query.is_empty
