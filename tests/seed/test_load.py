"""Loading: the same content in any order, in any batches and in any number of runs; all of a batch or nothing."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from db.catalogue import Catalogue
from db.checks import check_database
from db.errors import DatabaseError
from db.findings import Findings
from db.parsing import parse
from db.writer import Writer
from seed.lexicon import Lexicon
from seed.load import Run, seed_database
from seed.pipeline import read_article
from seed.readers.articles import TextArticle
from seed.sources import RawArticle, Skipped, bundled

PAIRS = {
    "late-acronym": (
        "The Northern Cyber Crime Institute and INTERPOL signed a memorandum of understanding on 3 May 2015 in Lyon.",
        "The Northern Cyber Crime Institute (NCCI) and Europol signed a working arrangement on 4 May 2016 in Lyon.",
    ),
    "long-names": (
        "The International Institute for the Study of Transnational Organised Crime and Northern Matters and INTERPOL "
        "signed a memorandum of understanding on 3 May 2014.",
        "The International Institute for the Study of Transnational Organised Crime and Southern Matters and INTERPOL "
        "signed a memorandum of understanding on 7 June 2014.",
    ),
    "same-day": (
        "INTERPOL and the WCO signed a memorandum of understanding on 3 May 2015 in Lyon.",
        "Europol and Frontex signed a working arrangement on 3 May 2015 in Warsaw.",
    ),
    "many-parties": (
        "INTERPOL, Europol, Frontex, the WCO and UNODC signed a joint declaration on 3 May 2015 in Lyon.",
        "INTERPOL, Europol, Frontex, the WCO and the OSCE signed a joint declaration on 4 June 2015 in Lyon.",
    ),
}  # fmt: skip


def article(text: str, name: str) -> RawArticle:
    return RawArticle(name, f"made/{name}", text.encode())


def seed(path: Path, sources: Iterable[RawArticle | Skipped]) -> None:
    seed_database(path, sources, lambda _: None)


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables and of the index, without the numbers of reports and claims and when it was migrated."""
    queries = {
        "articles": "SELECT * FROM articles ORDER BY key",
        "places": "SELECT * FROM places ORDER BY source, version",
        "organisations": "SELECT * FROM organisations ORDER BY id",
        "aliases": "SELECT * FROM aliases ORDER BY 1, 2",
        "initiatives": "SELECT * FROM initiatives ORDER BY id",
        "agreements": "SELECT * FROM agreements ORDER BY key",
        "index": "SELECT rowid, * FROM agreements_fts ORDER BY rowid",
        "mentions": "SELECT * FROM mentions ORDER BY 1, 2, 3, 4, 5",
        "claims": "SELECT article, organisation, initiative, attribute, value, role, of_organisation, start, end, "
        "rule, basis, chosen FROM claims ORDER BY 1, 8, 9, 4, 5, 2, 3, 10, 12",
        "reports": "SELECT article, position, instrument, agreement FROM reports ORDER BY 1, 2",
    }
    for table in ("parties", "signatories", "topics", "provisions", "agreement_initiatives", "links"):
        queries[table] = f"SELECT * FROM {table} ORDER BY agreement, position"
    connection = sqlite3.connect(path)
    try:
        return {name: connection.execute(sql).fetchall() for name, sql in queries.items()}
    finally:
        connection.close()


def assert_sound(path: Path) -> None:
    assert [r.faults for r in check_database(path) if r.faults] == []


@pytest.mark.parametrize("turn", range(1, 5))
def test_the_bundled_articles_in_any_order_and_any_number_of_runs(tmp_path: Path, turn: int) -> None:
    articles = list(bundled())
    seed(tmp_path / "all.db", articles)
    turned = articles[turn:] + articles[:turn]
    for each in reversed(turned):
        seed(tmp_path / "each.db", [each])
    assert content(tmp_path / "each.db") == content(tmp_path / "all.db")
    assert_sound(tmp_path / "each.db")


@pytest.mark.parametrize("texts", PAIRS.values(), ids=PAIRS.keys())
def test_articles_that_touch_one_another_in_either_order(tmp_path: Path, texts: Sequence[str]) -> None:
    sources = [article(text, f"{place}.txt") for place, text in enumerate(texts)]
    contents = []
    for number, order in enumerate(itertools.permutations(sources)):
        path = tmp_path / f"{number}.db"
        for source in order:
            seed(path, [source])
        assert_sound(path)
        contents.append(content(path))
    assert all(found == contents[0] for found in contents)
    with Catalogue(tmp_path / "0.db") as catalogue:
        assert catalogue.page(parse("")).total == len(texts)


def test_a_name_learnt_later_finds_the_earlier_agreement(tmp_path: Path) -> None:
    for place, text in enumerate(PAIRS["late-acronym"]):
        seed(tmp_path / "x.db", [article(text, f"{place}.txt")])
    with Catalogue(tmp_path / "x.db") as catalogue:
        assert catalogue.page(parse("ncci")).total == 2


def test_the_same_bytes_at_two_places_are_one_article_whichever_came_first(tmp_path: Path) -> None:
    text = PAIRS["same-day"][0]
    both = [article(text, "b.txt"), article(text, "a.txt")]
    seed(tmp_path / "1.db", both)
    seed(tmp_path / "2.db", both[::-1])
    assert content(tmp_path / "1.db") == content(tmp_path / "2.db")
    assert len(content(tmp_path / "1.db")["articles"]) == 1


@pytest.mark.parametrize("stop_at", [1, 2, 4])
def test_a_run_that_is_stopped_leaves_the_database_as_it_was(tmp_path: Path, stop_at: int) -> None:
    path = tmp_path / "x.db"
    seed(path, [article(PAIRS["same-day"][0], "first.txt")])
    before = path.read_bytes()
    seen: list[str] = []

    def stop(source: str) -> None:
        seen.append(source)
        if len(seen) == stop_at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seed_database(path, bundled(), stop)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.db"]


def test_a_first_run_that_is_stopped_leaves_no_file(tmp_path: Path) -> None:
    def stop(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seed_database(tmp_path / "x.db", bundled(), stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", ["add_agreements", "finish"])
def test_a_write_that_fails_undoes_its_batch_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    path, twin = tmp_path / "x.db", tmp_path / "twin.db"
    articles = list(bundled())
    seed(twin, articles[:2])
    method, kept = getattr(Writer, at), list[int]()

    def full_in_the_second(self: Writer, *words: object) -> None:
        if kept:
            raise sqlite3.OperationalError("database or disk is full")
        method(self, *words)

    monkeypatch.setattr(Writer, at, full_in_the_second)
    with pytest.raises(DatabaseError, match="no room left"):
        seed_database(path, articles, lambda _: None, run=Run(batch=2, kept=kept.append))
    assert kept == [2]
    assert content(path) == content(twin)
    assert_sound(path)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_batches_of_any_size_end_in_the_same(tmp_path: Path, size: int) -> None:
    articles = [*bundled(), *(article(text, f"{n}.txt") for n, text in enumerate(itertools.chain(*PAIRS.values())))]
    seed(tmp_path / "one.db", articles)
    seed_database(tmp_path / "many.db", reversed(articles), lambda _: None, run=Run(batch=size))
    assert content(tmp_path / "many.db") == content(tmp_path / "one.db")


@pytest.mark.parametrize("after", [1, 3, 4])
def test_a_run_that_is_asked_to_stop_keeps_what_it_has_and_the_next_goes_on(tmp_path: Path, after: int) -> None:
    path, articles = tmp_path / "x.db", list(bundled())
    seed(tmp_path / "whole.db", articles)
    seen: list[str] = []
    report = seed_database(path, articles, seen.append, run=Run(batch=2, stop=lambda: len(seen) >= after))
    assert report.is_stopped
    assert report.added == len(content(path)["articles"]) == after
    assert_sound(path)
    rest = seed_database(path, articles, lambda _: None)
    assert (rest.known, rest.added, rest.is_stopped) == (after, len(articles) - after, False)
    assert content(path) == content(tmp_path / "whole.db")


def test_a_run_in_which_nothing_can_be_read_makes_no_database(tmp_path: Path) -> None:
    seed(tmp_path / "x.db", [Skipped("a", "empty")])
    assert list(tmp_path.iterdir()) == []


def test_what_is_stored_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = list(bundled())
    seed(tmp_path / "x.db", articles)
    monkeypatch.setattr("seed.intake.Reader.read", lambda *_: pytest.fail("read again"))
    report = seed_database(tmp_path / "x.db", articles, lambda _: None)
    assert (report.added, report.known) == (0, len(articles))


def test_an_article_that_breaks_a_rule_is_passed_over_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(found: TextArticle, lexicon: Lexicon) -> Findings:
        if found.name == "bad.txt":
            raise KeyError(found.name)
        return read_article(found, lexicon)

    monkeypatch.delenv("EXPLORER_DEBUG", raising=False)
    monkeypatch.setattr("seed.intake.read_article", broken)
    good, bad = (article(PAIRS["same-day"][0], name) for name in ("good.txt", "bad.txt"))
    report = seed_database(tmp_path / "x.db", [bad, good], lambda _: None)
    assert report.added == 1
    assert [(item.source, "KeyError" in item.reason) for item in report.skipped] == [("made/bad.txt", True)]


def test_organisations_that_the_lexicon_does_not_know_are_counted_by_article(tmp_path: Path) -> None:
    texts = [*PAIRS["late-acronym"], "The Institute of Pies and INTERPOL signed an agreement on 4 May 2016."]
    report = seed_database(
        tmp_path / "x.db", [article(text, f"{n}.txt") for n, text in enumerate(texts)], lambda _: None
    )
    assert report.unknown[0] == ("Northern Cyber Crime Institute", 2)
    assert all(count == 1 for _, count in report.unknown[1:])
