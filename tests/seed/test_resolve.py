from __future__ import annotations

import random
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from db.findings import FoundClaim
from seed.identifiers import agreement_ids, slug
from seed.resolve import StoredClaim, StoredReport, group_key, resolve, split_instruments

RANKS = {"northpol": 0, "seapol": 1, "customs-union": 2}


def report(
    sha: str,
    status: str = "signed",
    date: str | None = None,
    basis: str = "stated",
    published: str | None = None,
    parties: tuple[str, ...] = ("northpol", "seapol"),
    kind: str = "memorandum of understanding",
) -> StoredReport:
    claims = [
        FoundClaim("agreement", "Northpol – Seapol memorandum", 0, 9, "r"),
        FoundClaim("kind", kind, 0, 9, "r"),
        FoundClaim("status", status, 0, 9, "r"),
        *(FoundClaim("party", party, 0, 9, "r") for party in parties),
        *([FoundClaim("date", date, 0, 9, "r", basis)] if date else []),
    ]
    first = 1000 * int(sha, 16)
    return StoredReport(sha, published, None, tuple(StoredClaim(first + at, claim) for at, claim in enumerate(claims)))


def test_a_stated_date_wins_over_one_that_was_counted_and_the_loser_is_not_chosen() -> None:
    counted, stated = report("a", date="2011-10-11", basis="resolved"), report("b", date="2011-10")
    found = resolve([counted, stated])
    assert (found.date, found.date_basis) == ("2011-10", "stated")
    assert counted.claims[-1].id not in found.chosen
    assert stated.claims[-1].id in found.chosen


def test_a_signature_wins_over_a_mention_in_passing_and_then_the_more_precise_date() -> None:
    passing, signed = report("a", "referred", "2011-10-09"), report("b", "signed", "2011-10")
    assert resolve([passing, signed]).status == "signed"
    assert resolve([passing, signed]).date == "2011-10"
    assert resolve([report("a", date="2011"), report("b", date="2011-10-11")]).date == "2011-10-11"


def test_then_the_earlier_article_then_the_digest() -> None:
    late, early = (
        report("a", date="2011-10-11", published="2012-01-01"),
        report("b", date="2011-10-12", published="2011-10-13"),
    )
    assert resolve([late, early]).date == "2011-10-12"
    assert resolve([report("b", date="2011-10-12"), report("a", date="2011-10-11")]).date == "2011-10-11"


def parties(*reports: StoredReport) -> list[str]:
    return [party for party, _ in resolve(list(reports)).parties]


def test_parties_stand_as_the_report_that_weighs_most_has_them_then_the_others_by_id() -> None:
    signed, passing = (
        report("b", parties=("seapol", "northpol")),
        report("a", "referred", parties=("northpol", "seapol")),
    )
    assert parties(signed, passing) == parties(passing, signed) == ["seapol", "northpol"]
    more = report("a", "referred", parties=("zeta", "alpha", "northpol"))
    assert parties(signed, more) == parties(more, signed) == ["seapol", "northpol", "alpha", "zeta"]


REPORTS = st.lists(
    st.builds(
        report,
        sha=st.sampled_from("abcdef"),
        status=st.sampled_from(["signed", "referred", "announced"]),
        date=st.sampled_from([None, "2011", "2011-10", "2011-10-11", "2011-10-12", "2014"]),
        basis=st.sampled_from(["stated", "resolved"]),
        published=st.sampled_from([None, "2011-10-12", "2014-01-01"]),
        parties=st.permutations(["northpol", "seapol", "customs-union"]).map(tuple),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda item: item.article_sha256,
)


@given(REPORTS, st.integers())
def test_the_order_of_the_reports_makes_no_difference(reports: list[StoredReport], number: int) -> None:
    shuffled = list(reports)
    random.Random(number).shuffle(shuffled)
    assert resolve(shuffled) == resolve(reports)
    assert split_instruments(shuffled) == split_instruments(reports)


@given(REPORTS)
def test_no_report_is_lost_or_told_twice(reports: list[StoredReport]) -> None:
    parted = [item.article_sha256 for group in split_instruments(reports) for item in group]
    assert sorted(parted) == sorted(item.article_sha256 for item in reports)


def groups(*reports: StoredReport) -> list[list[str]]:
    return [[item.article_sha256 for item in group] for group in split_instruments(list(reports))]


def test_dates_that_agree_are_one_instrument_and_others_are_not() -> None:
    assert groups(report("a", date="2011-10-11"), report("b", date="2011")) == [["a", "b"]]
    assert groups(report("a", date="2011-10-11"), report("b", date="2014")) == [["a"], ["b"]]
    assert len(groups(report("a", date="2011-10-11"), report("b", date="2011-11-02"), report("c", date="2011"))) == 3


def test_reports_without_a_date_join_the_only_instrument() -> None:
    assert groups(report("a"), report("b", date="2011")) == [["a", "b"]]
    assert groups(report("a"), report("b")) == [["a", "b"]]
    assert groups(report("a"), report("b", date="2011"), report("c", date="2014")) == [["b"], ["c"], ["a"]]


def test_the_group_is_the_kind_and_the_parties_in_any_order() -> None:
    one, other = report("a", parties=("seapol", "northpol")), report("b", parties=("northpol", "seapol"))
    assert group_key(one) == group_key(other) == ("memorandum of understanding", ("northpol", "seapol"))
    assert group_key(report("c", kind="protocol")) != group_key(one)


def ids(*reports: StoredReport, taken: tuple[str, ...] = ()) -> tuple[str, ...]:
    return agreement_ids([(resolve([item]), item.article_sha256) for item in reports], RANKS, taken)


def test_ids_name_the_parties_in_their_rank_the_kind_and_the_year() -> None:
    assert ids(report("a", parties=("seapol", "northpol"), date="2011-10-11")) == ("northpol-seapol-mou-2011",)
    assert ids(report("a", parties=("unknown-body", "customs-union"))) == ("customs-union-unknown-body-mou",)
    many = tuple(f"body-{letter}" for letter in "abcdef")
    (crowded,) = ids(report("a", parties=many))
    assert crowded.startswith("body-a-body-b-body-c-body-d-and-2-more-")
    assert crowded.endswith("-mou")
    assert ids(report("a", parties=(*many[:-1], "body-g"))) != (crowded,)


def test_ids_that_collide_say_more_of_the_date_then_count() -> None:
    clash = [report("a", date="2011-10-11"), report("b", date="2011-11-02"), report("c"), report("d")]
    expected = (
        "northpol-seapol-mou-2011",
        "northpol-seapol-mou-2011-11",
        "northpol-seapol-mou",
        "northpol-seapol-mou-2",
    )
    assert ids(*clash) == expected
    for order in permutations(range(4)):
        assert ids(*(clash[at] for at in order)) == tuple(expected[at] for at in order)
    assert ids(report("a", date="2011"), taken=("northpol-seapol-mou-2011",)) == ("northpol-seapol-mou-2011-2",)


@given(st.text(max_size=80))
def test_a_slug_is_short_plain_and_stable(text: str) -> None:
    made = slug(text)
    assert 1 <= len(made) <= 40
    assert slug(made) == made
    assert all(char in "abcdefghijklmnopqrstuvwxyz0123456789-" for char in made)
