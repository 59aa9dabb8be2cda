"""What is typed, as a query."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example as also
from hypothesis import given
from hypothesis import strategies as st

from db.field_names import EXAMPLES, FIELDS
from db.fields import BUILDERS
from db.parsing import MOST_NESTING, MOST_PROBLEMS, parse
from db.pieces import LONGEST_VALUE, MOST_CHARACTERS, MOST_WORDS
from db.query import (
    All,
    AnyOf,
    Dated,
    Facet,
    Identified,
    Node,
    Not,
    Nothing,
    Only,
    Part,
    Party,
    Query,
    Within,
    Words,
)
from db.vocabulary import ATTRIBUTES, KINDS, LANGUAGES, PROVISIONS, STATUSES
from tui.cards import SEARCHING

ROOT = Path(__file__).resolve().parents[2]

MOU, PLAN = "memorandum of understanding", "joint action plan"
UNDATED = Facet("lacks", ("date",))


def nodes(text: str, typing: bool = False) -> list[Node]:
    return [part.node for part in parse(text, typing).parts]


def only_node(text: str, typing: bool = False) -> Node:
    query = parse(text, typing)
    assert query.problems == ()
    assert len(query.parts) == 1
    return query.parts[0].node


def ends(node: Node) -> list[Node]:
    """All ends of a tree, those below negations too."""
    if isinstance(node, All | AnyOf):
        return [end for part in node.parts for end in ends(part)]
    return ends(node.part) if isinstance(node, Not) else [node]


def year(first: int | None, last: int | None) -> Dated:
    return Dated(first and date(first, 1, 1), last and date(last, 12, 31))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("europol piracy ", [Words("europol"), Words("piracy")]),
        ("europol pira", [Words("europol"), Words("pira", prefix=True)]),
        ("europol pira.", [Words("europol"), Words("pira")]),
        ("traffick* x ", [Words("traffick", prefix=True), Words("x")]),
        ("traffick*, x ", [Words("traffick", prefix=True), Words("x")]),
        ('"secure line" x ', [Words("secure line"), Words("x")]),
        ('"secure line"', [Words("secure line")]),
        ('"secure li', [Words("secure li", prefix=True)]),
        ('"secure line ', [Words("secure line")]),
        ('"secure li*" x ', [Words("secure li", prefix=True), Words("x")]),
        ('"secure li"* x ', [Words("secure li", prefix=True), Words("x")]),
        ("“secure line” «x y» „a b“", [Words("secure line"), Words("x y"), Words("a b")]),
        ('"the “new” «road»" “a" b ', [Words("the new road"), Words("a"), Words("b")]),
        ('a"b c"d ', [Words("a"), Words("b c"), Words("d")]),
        ("anti-fraud U.N. e-mail ", [Words("anti fraud"), Words("U N"), Words("e mail")]),
        ("anti-fra", [Words("anti fra", prefix=True)]),
        ("europol,wco;who ", [Words("europol"), Words("wco"), Words("who")]),
        ("and or not ", [Words("and"), Words("or"), Words("not")]),
        ('"AND" ', [Words("AND")]),
        ("10:30 http://a.int/b ", [Words("10 30"), Words("http a int b")]),
        ("договор 中文 ", [Words("договор"), Words("中文")]),
        ("coope\u0301ration ", [Words("coopération")]),
        ("or\u00adganisation a\0b ", [Words("organisation"), Words("a"), Words("b")]),
        ("INTERPOL – WCO: agreement ", [Words("INTERPOL"), Words("WCO"), Words("agreement")]),
        ("a - b * ", [Words("a"), Words("b")]),
        ("", []),
        (" \t\n ", []),
    ],
)
def test_words_and_phrases(text: str, found: list[Node]) -> None:
    assert nodes(text) == found
    assert parse(text).problems == ()


A, B, C, D = (Words(letter) for letter in "abcd")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a AND b ", [A, B]),
        ("a b OR c d ", [AnyOf((All((A, B)), All((C, D))))]),
        ("a OR b OR c ", [AnyOf((A, B, C))]),
        ("a (b OR c) d ", [A, AnyOf((B, C)), D]),
        ("(a b) c ", [All((A, B)), C]),
        ("((a)) b ", [A, B]),
        ("(a)(b)c ", [A, B, C]),
        ("a NOT b ", [A, Not(B)]),
        ("a AND NOT b ", [A, Not(B)]),
        ("a OR NOT b ", [AnyOf((A, Not(B)))]),
        ("-a b ", [Not(A), B]),
        ("NOT NOT a --b NOT -NOT c ", [A, B, Not(C)]),
        ('-"a b" c ', [Not(Words("a b")), C]),
        ("-(a OR b) c ", [Not(AnyOf((A, B))), C]),
        ("-(a -b) ", [Not(All((A, Not(B))))]),
        ("-org:a b ", [Not(Party("a")), B]),
        ("-kind:mou -kind:plan ", [Not(Facet("kind", (MOU,))), Not(Facet("kind", (PLAN,)))]),
        ("a -b", [A, Not(B)]),  # a word that is not wanted is never a beginning
        ("NOT (a OR b", [Not(AnyOf((A, B)))]),
        ("-b* ", [Not(Words("b", prefix=True))]),
    ],
)
def test_operators(text: str, found: list[Node]) -> None:
    assert nodes(text, typing=True) == found
    assert parse(text, typing=True).problems == ()


@pytest.mark.parametrize(
    ("text", "found", "is_begun"),
    [
        ("a OR", [A], True),
        ("a OR ", [A], True),
        ("a AND", [A], True),
        ("a NOT", [A], True),
        ("a AND NOT ", [A], True),
        ("OR", [], False),
        ("OR a ", [A], False),
        ("AND a ", [A], False),
        ("a OR OR b ", [AnyOf((A, B))], False),
        ("a AND AND b ", [A, B], False),
        ("a NOT OR b ", [AnyOf((A, B))], False),
        ("(a OR) b ", [A, B], False),
        ("(NOT) b ", [B], False),
        ("(a ", [A], True),
        ("a (", [A], True),
        ("a (b OR (c ", [A, AnyOf((B, C))], True),
        ("a) b ", [A, B], False),
        (") ( a ", [A], False),
        ("() a ", [A], False),
        ("a -", [A], None),
        ("- a ", [A], False),
        ("a OR - b ", [AnyOf((A, B))], False),
        ("(- a) b ", [A, B], False),
        ("-) a ", [A], False),
    ],
)
def test_lone_operators_and_parentheses(text: str, found: list[Node], is_begun: bool | None) -> None:
    """`is_begun`: whether it may become right as one types on; None for what is right."""
    assert nodes(text) == nodes(text, typing=True) == found
    assert bool(parse(text).problems) is (is_begun is not None)
    if is_begun is not False:
        assert parse(text, typing=True).problems == ()
    elif text != "OR":
        assert parse(text, typing=True).problems


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("org:interpol", Party("interpol")),
        ('ORG:"World Customs Organization"', Party("World Customs Organization")),
        ('org:"world cus', Party("world cus")),
        ("org:inter*", Party("inter*")),
        ("org:U.N.", Party("U.N.")),
        ("org:a,b", AnyOf((Party("a"), Party("b")))),
        ('org:,a,,"b, c",', AnyOf((Party("a"), Party("b, c")))),
        ("with:europol", Party("europol")),
        ("with:a,b", All((Party("a"), Party("b")))),
        ("only:interpol,europol", Only(("interpol", "europol"))),
        ("only:a only:b,a", Only(("a", "b"))),
        ("family:un", Party("un", family=True)),
        ("family:un,au", AnyOf((Party("un", family=True), Party("au", family=True)))),
        ("kind:mou", Facet("kind", (MOU,))),
        ("kind:MoUs", Facet("kind", (MOU,))),
        ("kind:mou,plan", Facet("kind", (MOU, PLAN))),
        ("kind:mou kind:plan", Facet("kind", (MOU, PLAN))),
        ("kind:protocols", Facet("kind", ("protocol",))),
        ("kind:joint", Facet("kind", (PLAN, "joint declaration"))),
        ("kind:working-arrangement", Facet("kind", ("working arrangement",))),
        ('kind:"letter of int"', Facet("kind", ("letter of intent",))),
        ("status:signed", Facet("status", ("signed",))),
        ("status:force", Facet("status", ("in force",))),
        ("status:signed status:in-force", Facet("status", ("signed", "in force"))),
        ("provision:training", Facet("provision", ("training/capacity building",))),
        ("provision:projects", Facet("provision", ("joint operations/projects",))),
        ("provision:training,info", Facet("provision", ("training/capacity building", "information exchange"))),
        ("topic:pira", Within("topics", Words("pira", prefix=True))),
        ("topic:maritime-pira", Within("topics", Words("maritime pira", prefix=True))),
        ('topic:"maritime piracy"', Within("topics", Words("maritime piracy"), whole=True)),
        ('topic:"maritime pira', Within("topics", Words("maritime pira", prefix=True))),
        ('topic:"maritime pira*"', Within("topics", Words("maritime pira", prefix=True))),
        ('place:"new york"', Within("place", Words("new york"))),
        ("place:ly", Within("place", Words("ly", prefix=True))),
        ("person:noble", Within("people", Words("noble", prefix=True))),
        ("source:interpol.int", Within("sources", Words("interpol int", prefix=True))),
        ("topic:a,b", AnyOf(tuple(Within("topics", Words(x, prefix=True)) for x in "ab"))),
        ("lang:en", Facet("language", ("en",))),
        ("lang:EN-gb", Facet("language", ("en",))),
        ("lang:english", Facet("language", ("en",))),
        ("lang:französisch", Facet("language", ("fr",))),
        ("lang:Français", Facet("language", ("fr",))),
        ("lang:fr,de", Facet("language", ("fr", "de"))),
        ("lang:中文", Facet("language", ("zh",))),
        ("lang:русский", Facet("language", ("ru",))),
        ("id:Interpol-Europol-MoU-2011 ", Identified("interpol-europol-mou-2011")),
        ("id:interp*", Identified("interp", prefix=True)),
        ("undated:", UNDATED),
        ("undated:yes", UNDATED),
        ("undated:no", Facet("has", ("date",))),
        ("-undated:", Not(UNDATED)),
        ("has:expiry", Facet("has", ("expiry",))),
        ("has:expires", Facet("has", ("expiry",))),
        ("has:expi,sign", Facet("has", ("expiry", "signatory"))),
        ("has:topics", Facet("has", ("topic",))),
        ("missing:date", UNDATED),
        ("missing:date,link", AnyOf((UNDATED, Facet("lacks", ("link",))))),
        ("-missing:date", Not(UNDATED)),
        ("conflict:", Facet("conflict", ("yes",))),
        ("conflict:yes", Facet("conflict", ("yes",))),
        ("conflict:no", Facet("conflict", ("no",))),
        ("sources:3", Facet("sources", ("3",))),
        ("sources:3,5", AnyOf((Facet("sources", ("3",)), Facet("sources", ("5",))))),
        ("sources:2..4", Facet("sources", ("2..4",))),
        ("sources:..2", Facet("sources", ("1..2",))),
        ("sources:3..", Facet("sources", ("3..",))),
        ("sources:120..9999", Facet("sources", ("120..9999",))),
    ],
)
def test_filters(text: str, node: Node) -> None:
    assert only_node(text) == node


def test_filters_of_either_and_of_both() -> None:
    assert nodes("org:a org:b ") == [Party("a"), Party("b")]
    assert nodes("provision:training provision:info") == [
        Facet("provision", ("training/capacity building",)),
        Facet("provision", ("information exchange",)),
    ]
    assert nodes("kind:mou (kind:plan) ") == [Facet("kind", (MOU,)), Facet("kind", (PLAN,))]
    assert nodes("(kind:mou kind:plan) x ") == [Facet("kind", (MOU, PLAN)), Words("x")]
    assert nodes("kind:mou OR kind:plan ") == [AnyOf((Facet("kind", (MOU,)), Facet("kind", (PLAN,))))]


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("year:2011", year(2011, 2011)),
        ("year:2011..2017", year(2011, 2017)),
        ("year:2017..2011", year(2011, 2017)),
        ("year:2011-2017", year(2011, 2017)),
        ("year:2011–2017", year(2011, 2017)),
        ("year:2011..", year(2011, None)),
        ("year:..2017", year(None, 2017)),
        ("year:2010s", year(2010, 2019)),
        ("year:201*", year(2010, 2019)),
        ("year:2011,2014", AnyOf((year(2011, 2011), year(2014, 2014)))),
        ("date:2011", year(2011, 2011)),
        ("date:2011-10", Dated(date(2011, 10, 1), date(2011, 10, 31))),
        ("date:2012-02", Dated(date(2012, 2, 1), date(2012, 2, 29))),
        ("date:2011-10-11", Dated(date(2011, 10, 11), date(2011, 10, 11))),
        ("date:2011-10..2014", Dated(date(2011, 10, 1), date(2014, 12, 31))),
        ("date:2014..2011-10", Dated(date(2011, 10, 1), date(2014, 12, 31))),
        ("date:2011-10..2011", Dated(date(2011, 10, 1), date(2011, 12, 31))),
        ("date:2011..2011-10", Dated(date(2011, 1, 1), date(2011, 10, 31))),
        ("date:2011-10/2014", Dated(date(2011, 10, 1), date(2014, 12, 31))),
        ("date:2011-10/..", Dated(date(2011, 10, 1), None)),
        ("date:../2014-03-02", Dated(None, date(2014, 3, 2))),
        ("date:2011-10-11..", Dated(date(2011, 10, 11), None)),
        ("before:2014", year(None, 2013)),
        ("before:2014-03", Dated(None, date(2014, 2, 28))),
        ("before:2014-03-01", Dated(None, date(2014, 2, 28))),
        ("after:2014", year(2015, None)),
        ("after:2014-02", Dated(date(2014, 3, 1), None)),
        ("after:2014-12-31", year(2015, None)),
    ],
)
def test_dates(text: str, node: Node) -> None:
    assert only_node(text) == node
    assert only_node(text, typing=True) == node


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("year:2", year(2000, 2999)),
        ("year:201", year(2010, 2019)),
        ("year:0", year(1, 999)),
        ("year:2011.", year(2011, None)),
        ("year:2011..20", year(2011, None)),
        ("year:..", None),
        ("year:.", None),
        ("date:2011-", year(2011, 2011)),
        ("date:2011-1", year(2011, 2011)),
        ("date:2011-10-1", Dated(date(2011, 10, 1), date(2011, 10, 31))),
        ("date:2011..2014-1", year(2011, 2014)),
        ("before:201", None),
        ("before:2014-", year(None, 2013)),
        ("after:20", None),
    ],
)
def test_a_date_being_typed_narrows_at_each_key(text: str, node: Node | None) -> None:
    query = parse(text, typing=True)
    assert [part.node for part in query.parts] == ([node] if node else [])
    assert query.problems == ()
    assert parse(text).problems


@pytest.mark.parametrize("typed", ["k", "ki", "kind", "kind:", "kind:m", "kind:mo", "kind:mou", "kind:mou,"])
def test_a_kind_being_typed_narrows_at_each_key(typed: str) -> None:
    query = parse(typed, typing=True)
    assert query.problems == ()
    if not typed.endswith("kind:"[: len(typed)]):
        assert any(isinstance(node, Facet) and MOU in node.values for node in query.leaves())


def test_an_id_being_typed_is_a_beginning() -> None:
    assert nodes("id:interp", typing=True) == [Identified("interp", prefix=True)]
    assert nodes("id:interp ", typing=True) == nodes("id:interp") == [Identified("interp")]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "year:soon",
            "year:2011..x",
            "year:0000",
            "date:2011-13",
            "date:2011-02-30",
            "date:11.10.2011",
            "before:soon",
        ),
        *("after:2011..2014", "before:0001", "after:9999", "kind:zeppelin", "status:lost", "provision:zeppelin"),
        *("lang:klingon", "has:zeppelin", "missing:zeppelin", "conflict:perhaps", "undated:2011", "sources:many"),
        *("sources:10000", "in:lyon"),
    ],
)
@pytest.mark.parametrize("typing", [False, True])
def test_what_there_cannot_be_matches_nothing_and_is_told(text: str, typing: bool) -> None:
    query = parse(f"{text} europol ", typing)
    assert [part.node for part in query.parts] == [Nothing(), Words("europol")]
    assert len(query.problems) == 1
    assert text.split(":", maxsplit=1)[0] in query.problems[0]


def test_the_values_of_a_closed_list_are_named() -> None:
    for field, values in (("kind", KINDS), ("status", STATUSES), ("provision", PROVISIONS), ("has", ATTRIBUTES)):
        assert all(value in parse(f"{field}:zeppelin").problems[0] for value in values)
    assert all(code in parse("lang:klingon").problems[0] for code in LANGUAGES)


def test_of_two_values_one_may_be_wrong() -> None:
    for text in ("kind:zeppelin,mou", "kind:zeppelin kind:mou"):
        assert nodes(text) == [Facet("kind", (MOU,))]
        assert len(parse(text).problems) == 1
    assert nodes("-kind:zeppelin ") == [Not(Nothing())]


@pytest.mark.parametrize("field", [field for field in FIELDS if field not in ("undated", "conflict")])
def test_a_filter_without_a_word_is_told_and_narrows_nothing(field: str) -> None:
    for empty in (f"{field}:", f'{field}:""', f"{field}:,"):
        assert f"{field}:{EXAMPLES[field]}" in parse(empty).problems[0]
        assert parse(empty).is_empty
        assert parse(f"{field}: europol ", typing=True).problems
        assert nodes(f"{field}: europol ") == [Words("europol")]
    assert parse(f"{field}:", typing=True).problems == ()


@pytest.mark.parametrize("field", EXAMPLES)
def test_each_example_is_right(field: str) -> None:
    assert parse(f"{field}:{EXAMPLES[field]}").problems == ()


@pytest.mark.parametrize(
    ("field", "likely"),
    [
        *(("knid", "kind"), ("kinds", "kind"), ("knd", "kind"), ("organisation", "org"), ("party", "org")),
        *(("type", "kind"), ("stat", "status"), ("language", "lang"), ("country", "place"), ("yaer", "year")),
        *(("until", "before"), ("prov", "provision"), ("confilct", "conflict"), ("zzz", None), ("a", None)),
    ],
)
def test_an_unknown_field_is_words_and_the_likely_one_is_named(field: str, likely: str | None) -> None:
    query = parse(f"{field.upper()}:mou,x-y ")
    assert [part.node for part in query.parts] == [All((Words(field.upper()), Words("mou"), Words("x y")))]
    assert len(query.problems) == 1
    assert query.problems[0].startswith(f"there is no {field}:")
    assert (f" {likely}: is meant?" in query.problems[0]) is (likely is not None)


@pytest.mark.parametrize("text", ["re:", "re: europol ", "WCO: europol "])
def test_a_colon_before_a_blank_is_a_colon(text: str) -> None:
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    ("text", "typing", "is_told"),
    [
        ("!!! europol ", False, True),
        ("!!! europol ", True, True),
        ("europol !!!", True, False),
        ("🙂 europol ", False, True),
        ('"" europol ', False, True),
        ("– europol & - wco ", False, False),
        ("traffick*ing ", True, True),
        ("*ing ", False, True),
    ],
)
def test_what_holds_no_word_is_told(text: str, typing: bool, is_told: bool) -> None:
    assert bool(parse(text, typing).problems) is is_told


def test_the_text_of_articles_may_be_searched_instead() -> None:
    query = parse("in:articles piracy ")
    assert (query.target, query.parts) == ("articles", (Part(Words("piracy"), "piracy"),))
    for text in ("IN:art x", "x in:articles", "-x (a in:articles)", "in:agreements in:articles"):
        assert parse(text).target == "articles"
    for text in ("in:agreements x", "in:a", "in x", "in: x"):
        assert parse(text, typing=True).target == "agreements"
    assert parse("in:articles OR x", typing=True).problems


@pytest.mark.parametrize("text", ["-in:articles a ", "a NOT in:articles ", "a -(in:articles) ", "-in:lyon a "])
def test_what_is_searched_leaves_nothing_out_and_that_is_told(text: str) -> None:
    query = parse(text)
    assert (query.target, [part.node for part in query.parts]) == ("agreements", [A])
    assert any(problem.startswith("in: says what is searched") for problem in query.problems)
    assert parse(f"in:articles {text}").target == "articles"


@pytest.mark.parametrize("typing", [False, True])
def test_of_an_exclamation_mark_it_is_told_how_to_leave_a_word_out(typing: bool) -> None:
    assert nodes("!a ", typing) == [A]
    assert parse("!a ", typing).problems == ("! was passed by; to leave it out write -a",)
    assert parse("!kind:mou ", typing).problems == ("! was passed by; to leave it out write -kind:mou",)
    for text in ("a! ", "a!b ", '"!a" ', "-!a "):
        assert parse(text, typing).problems == ()


def test_a_star_after_a_name_is_kept() -> None:
    assert nodes('org:eu* with:x,"y z*" family:un* ') == [
        Party("eu*"), All((Party("x"), Party("y z*"))), Party("un*", family=True),
    ]  # fmt: skip
    assert nodes("only:eu*,x ") == [Only(("eu*", "x"))]


def test_lone_surrogates_are_harmless() -> None:
    assert nodes("org:\udcff x\ud800 ") == [Party("\ufffd"), Words("x")]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("a AND b -c", ["a", "b", "-c"]),
        ("NOT  NOT a, NOT b", ["NOT  NOT a", "NOT b"]),
        ('x"y z"(a OR  b', ["x", '"y z"', "(a OR  b"]),
        ("!!! a b OR c ???", ["a b OR c"]),
        ("kind:mou piracy KIND:plan", ["piracy", "kind:mou KIND:plan"]),
        ("org:a,b,  year:2011..", ["org:a,b", "year:2011.."]),
        ("knid:a topic:", ["knid:a"]),
    ],
)
def test_parts_have_their_text_as_typed(text: str, texts: list[str]) -> None:
    assert [part.text for part in parse(text).parts] == texts


def test_a_query_without_a_part_asks_for_the_others() -> None:
    query = parse("in:articles org:x secure eur", typing=True)
    assert query.without(0).written == "in:articles secure eur"
    assert query.without(2).written == "in:articles org:x secure "
    assert parse(query.without(2).written, typing=True) == query.without(2)
    assert parse("").written == ""


def test_there_is_a_limit_to_length() -> None:
    assert parse("x" * MOST_CHARACTERS).problems == ()
    query = parse("x" * MOST_CHARACTERS + " y")
    assert query.parts == (Part(Words("x" * MOST_CHARACTERS, prefix=True), "x" * MOST_CHARACTERS),)
    assert "10,000" in query.problems[0]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (" ".join(f"w{n}" for n in range(200)), MOST_WORDS),
        ('"' + "w " * 200 + '" x', 1),
        ("w-" * 200, 1),
        ("a OR " * 200, 1),
        ("(" + "w " * 200 + ") x", 1),
        ("org:" + "w," * 200, 0),
        ("a org:" + "w," * 200 + " b", 1),
        ("knid:x " * 200, MOST_WORDS // 2),
        ("kind: " * 200, 0),
    ],
)
def test_there_is_a_limit_to_words(text: str, read: int) -> None:
    query = parse(text)
    leaves = [end for part in query.parts for end in ends(part.node)]
    assert len(query.parts) == read
    assert sum(len(leaf.text.split()) for leaf in leaves if isinstance(leaf, Words)) <= MOST_WORDS
    assert any(str(MOST_WORDS) in problem for problem in query.problems)
    assert not any("(" in problem for problem in query.problems)


def test_there_is_a_limit_to_nesting() -> None:
    text = "(" * MOST_NESTING + "a OR b" + ")" * MOST_NESTING
    assert only_node(text) == AnyOf((A, B))
    query = parse(f"({text} c) ")
    assert [part.node for part in query.parts] == [All((AnyOf((A, B)), C))]
    assert str(MOST_NESTING) in query.problems[0]


def test_a_long_value_is_cut() -> None:
    assert nodes("org:" + "x" * 2 * LONGEST_VALUE) == [Party("x" * LONGEST_VALUE)]


def test_problems_are_few_short_and_each_is_said_once() -> None:
    query = parse(" ".join(f"kind:{n}{'x' * 100}" for n in range(60)) + " kind:y" * 3)
    assert len(query.problems) == len(set(query.problems)) <= MOST_PROBLEMS
    assert max(map(len, query.problems)) < 400


def written_examples() -> list[str]:
    """What the tables of the documents say that one may write."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/search.md")]
    rows = [row for text in texts for row in re.findall(r"^\| write \|.*\n\|.*\n((?:\|.*\n)+)", text, re.MULTILINE)]
    cells = [line.split(" | ")[0] for row in rows for line in row.splitlines()]
    return [*(example for cell in cells for example in re.findall(r"`([^`]+)`", cell)), *(e for e, _ in SEARCHING)]


def test_what_the_documents_show_means_what_it_says() -> None:
    examples = written_examples()
    assert len(examples) > 60
    for example in examples:
        query = parse(example)
        assert query.problems == (), example
        assert query.parts
        assert Nothing() not in list(query.leaves())


def test_every_field_has_a_meaning_and_is_documented() -> None:
    assert sorted(FIELDS) == sorted([*BUILDERS, "in"])
    examples = " ".join(written_examples())
    assert [field for field in FIELDS if f"{field}:" not in examples] == []


HOSTILE = (
    *("(", "()", "( ", '!"', '"', "a:", "a ", "-", "AND ", "kind:", "org:,", "org:a,", "-(", "a*", ".*", "🙂 ", "a-"),
    *(
        "kind:z ",
        "lang:z ",
        "q:z ",
        "(a OR ",
        ") ",
        "NOT ",
        "x",
        "\ud800",
        "\0",
        "a\u0301\u0323",
        "1",
        "year:9",
        '"a" ',
    ),
    *("only:a,", "in:articles ", "a OR -(", "«", "\u200b", "missing:p ", "中", "((((((a"),
)


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("lead", ["", '"', "org:", "org:a,", "date:", "("])
def test_ten_thousand_characters_take_no_time(lead: str, unit: str) -> None:
    text = lead + unit * (MOST_CHARACTERS // len(unit))
    spent = []
    for _ in range(3):
        start = time.perf_counter()
        query = parse(text, typing=True)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.02
    assert sum(len(ends(part.node)) for part in query.parts) <= MOST_WORDS


@pytest.mark.parametrize(
    "text", ["europol", 'org:interpol with:europol kind:mou "secure line" pira', "lang:french date:2011-10..2014"]
)
def test_an_ordinary_query_takes_far_less_than_a_key(text: str) -> None:
    spent = []
    for _ in range(20):
        start = time.perf_counter()
        parse(text, typing=True)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.0005


PIECES = st.sampled_from(
    [
        *(
            "a",
            "eur",
            "anti-fraud",
            "U.N.",
            "x*",
            "AND",
            "OR",
            "NOT",
            "(",
            ")",
            '"',
            '"a b"',
            '"c"*',
            "-",
            "--",
            ",",
            "*",
        ),
        *(
            "org:",
            "org:a,b",
            "-org:x",
            "with:a,b",
            "only:a",
            "only:b",
            "family:un",
            "kind:mou",
            "kind:plan",
            "kind:zep",
        ),
        *("status:signed", "topic:x", 'topic:"x y"', "lang:fr", "id:a", "year:201", "year:2011..", "date:2011-1"),
        *(
            "undated:",
            "has:e",
            "missing:d",
            "conflict:no",
            "sources:2..",
            "in:articles",
            "in:agreements",
            "in:x",
            "knid:a",
        ),
        *("re:", "!!!", "🙂", "\ud800", "\0", "\u00ad", "“", "»", ";", "year:..", "before:20", "a:b:c", "http://x.y/"),
    ]
)
QUERIES = st.one_of(
    st.text(max_size=80),
    st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "  "])), max_size=90).map(
        lambda pieces: "".join(piece + gap for piece, gap in pieces)
    ),
)


@given(QUERIES, st.booleans())
def test_anything_typed_is_a_query(text: str, typing: bool) -> None:
    query = parse(text, typing)
    assert isinstance(query, Query)
    for part in query.parts:
        for end in ends(part.node):
            for value in texts_of(end):
                assert value.strip()
                assert "\0" not in value
                value.encode()
        assert part.text
        part.text.encode()
    assert sum(len(ends(part.node)) for part in query.parts) <= MOST_WORDS


@given(QUERIES, st.booleans())
def test_the_query_without_a_part_can_be_written(text: str, typing: bool) -> None:
    query = parse(text, typing)
    for shorter in (query, *(query.without(place) for place in range(len(query.parts)))):
        again = parse(shorter.written, typing)
        assert (again.parts, again.target) == (shorter.parts, shorter.target)


@given(QUERIES)
@also('YEAR:/ AND"0')
def test_typing_on_says_nothing_worse_than_the_whole(text: str) -> None:
    """What is told while one types is told of the finished line too."""
    finished = parse(text).problems
    assert len(finished) == MOST_PROBLEMS or set(parse(text, typing=True).problems) <= set(finished)


def texts_of(node: Node) -> list[str]:
    if isinstance(node, Within):
        return [node.words.text]
    if isinstance(node, Words | Identified):
        return [node.text]
    if isinstance(node, Party):
        return [node.name]
    return list(node.names) if isinstance(node, Only) else []
