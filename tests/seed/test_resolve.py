from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from db.findings import StoredReport
from seed.bodies import Bodies
from seed.identifiers import agreement_ids, slug
from seed.resolve import resolve
from tests.seed.reports import MOU, report

RANKS = {"northpol": 0, "seapol": 1, "customs-union": 2}


def test_a_stated_date_wins_over_one_that_was_counted_and_the_loser_is_not_chosen() -> None:
    counted, stated = report("a", date="2011-10-11", basis="resolved"), report("b", date="2011-10-12")
    found = resolve([counted, stated])
    assert (found.date, found.date_basis) == ("2011-10-12", "stated")
    assert counted.claims[-1].id not in found.chosen
    assert stated.claims[-1].id in found.chosen


def test_a_signature_wins_over_a_mention_in_passing_and_then_the_more_precise_date() -> None:
    passing, signed = report("a", "referred", "2011-09-09"), report("b", "signed", "2011-10")
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


def why(attribute: str, *reports: StoredReport) -> str:
    """The reason beside the one claim of an attribute that is shown."""
    claims = {item.id: item.claim for each in reports for item in each.claims}
    (found,) = (words for number, words in resolve(list(reports)).reasons if claims[number].attribute == attribute)
    return found


def test_the_reason_says_what_decided() -> None:
    day = report("a", date="2011-10-11", published="2011-10-20")
    assert why("date", day) == "only statement"
    assert why("date", day, report("b", date="2011-10-11")) == "all statements agree"
    assert why("date", day, report("b", date="2011-10-12", basis="resolved")).startswith("stated; others are counted")
    assert why("date", day, report("b", date="2011-10")) == "most precise"
    assert (
        why("date", day, report("b", "approved", "2011-10-12")) == "stands where it is signed; elsewhere it is approved"
    )
    assert why("status", day, report("b", "approved", "2011-10-12")) == "the furthest that it is said to have come"
    assert why("kind", day, report("b", general=True)).startswith("the most particular name")


def test_the_reason_names_the_party_that_publishes_and_the_nearer_article() -> None:
    own = report("b", date="2011-10-12", published="2012-01-01", publisher="Seapol")
    near = report("a", date="2011-10-11", published="2011-10-13", publisher="The Daily")
    assert resolve([near, own]).date == "2011-10-12"
    assert why("date", near, own) == "Seapol is a party and says so itself"
    late = report("b", date="2011-10-12", published="2012-01-01", publisher="Weekly")
    assert resolve([near, late]).date == "2011-10-11"
    assert why("date", near, late) == "published first"


def test_the_nearer_article_may_be_the_one_before_the_event() -> None:
    before = report("a", date="2011-10-12", published="2011-10-12", more=(("place", "Lyon"),))
    after = report("b", date="2011-10-12", published="2013-10-12", more=(("place", "Bern"),))
    assert resolve([before, after]).place == "Lyon"
    assert why("place", after, before) == "published first"


def test_a_reason_is_of_the_rival_that_disagrees_and_not_of_one_that_is_only_coarser() -> None:
    shown, coarse = report("a", date="2011-10-11", published="2011-10-11"), report("b", date="2011-10")
    other = report("c", date="2011-10-13", published="2012-01-01")
    assert why("date", shown, coarse, other) == "published first"


def test_the_exact_date_is_shown_and_not_the_coarse_one_that_contains_it_whatever_their_basis() -> None:
    year = report("a", "referred", "2003", published="2004-02-03")
    monday = report("b", date="2003-05-19", basis="resolved", published="2003-05-20")
    found = resolve([year, monday])
    assert (found.date, found.date_basis) == ("2003-05-19", "resolved")
    assert why("date", year, monday) == "most precise"
    month = report("c", date="2003-05")
    assert resolve([year, month, monday]).date == "2003-05-19"
    assert why("date", year, month, monday) == "most precise"


def test_a_counted_date_is_not_shown_against_a_stated_one_that_excludes_it() -> None:
    monday = report("b", date="2003-05-19", basis="resolved")
    other, year_after = report("a", date="2003-05-20"), report("a", "referred", "2004")
    year = report("c", "referred", "2003")
    assert resolve([monday, other]).date == resolve([monday, other, year]).date == "2003-05-20"
    assert resolve([monday, year_after]).date == "2004"
    assert why("date", monday, year_after).startswith("stated; others are counted")


def test_a_precise_date_owes_its_place_to_the_coarse_one_that_won_and_the_reason_says_so() -> None:
    monday = report("b", date="2003-05-19", basis="resolved")
    year, passing = report("a", date="2003"), report("c", "referred", "2004-01-07")
    assert resolve([passing, monday, year]).date == "2003-05-19"
    assert (
        why("date", passing, monday, year)
        == "most precise; for 2003: stands where it is signed; elsewhere it is referred"
    )
    june = report("c", date="2003-06-02", basis="resolved", published="2003-06-03")
    may = report("b", date="2003-05-19", basis="resolved", published="2003-05-20")
    assert resolve([june, may, year]).date == "2003-05-19"
    assert why("date", june, may, year) == "published first"


def test_the_day_of_an_announcement_is_no_closer_date_of_the_signature() -> None:
    signed, announced = report("a", date="2011"), report("b", "announced", "2011-01-09")
    assert resolve([signed, announced]).date == "2011"
    assert why("date", signed, announced) == "stands where it is signed; elsewhere it is announced"
    assert resolve([report("a", "announced", "2011"), report("b", date="2011-01-09", basis="resolved")]).date != "2011"


def test_a_date_that_only_a_replaced_text_gives_makes_nothing_precise() -> None:
    old, new = replace(report("a", date="2011-10-11"), replaced_by="b"), report("b", date="2011")
    assert resolve([old, new]).date == "2011"
    assert resolve([replace(old, replaced_by=None), new]).date == "2011-10-11"


def test_an_expiry_is_as_precise_as_any_report_has_it() -> None:
    year, day = report("a", more=(("expires", "2020"),)), report("b", "referred", more=(("expires", "2020-05-01"),))
    assert resolve([year, day]).expires == "2020-05-01"


def test_no_claim_is_measured_against_the_date_that_it_gives_itself() -> None:
    herald = report("b", date="2023-05-14", published="2023-05-16")
    courier = report("a", date="2023-05-16", published="2023-05-17")
    assert resolve([courier, herald]).date == "2023-05-14"
    assert why("date", courier, herald) == "published first"
    late = report("b", date="2023-05-14", published="2023-05-18")  # the earlier date, told later
    assert resolve([courier, late]).date == "2023-05-16"


def test_an_article_from_long_before_is_not_the_nearest() -> None:
    before = report("a", date="2023-05-14", published="2023-01-02")
    after = report("b", date="2023-05-16", published="2023-05-17")
    assert resolve([before, after]).date == "2023-05-16"
    assert why("date", before, after) == "published nearest in time"
    undated = report("a", date="2023-05-14")
    assert why("date", undated, after) == "its article says when it was published"


def test_a_third_earlier_date_moves_the_point_for_all() -> None:
    first = report("a", date="2023-05-14", published="2023-05-16")
    second = report("b", date="2023-05-16", published="2023-05-17")
    reports = [first, second, report("c", date="2023-04-30", published="2023-06-01")]
    assert resolve(reports).date == "2023-05-14"
    assert why("date", *reports) == "published first"


def test_the_title_is_that_of_the_kind_shown() -> None:
    general, named = report("a", general=True, kind="cooperation agreement"), report("b", "referred")
    assert resolve([general, named]).kind == MOU
    assert resolve([general, named]).title == f"Northpol – Seapol {MOU}"


PERU = Bodies({}, {"peru": "peru"}, frozenset({"ministry"}))


def test_of_a_state_and_its_ministry_the_weightier_is_shown() -> None:
    state = report("a", "referred", parties=("northpol", "peru"))
    ministry = report("b", parties=("northpol", "ministry-of-health-of-peru"))
    found = resolve([state, ministry], PERU)
    assert [party for party, _ in found.parties] == ["northpol", "ministry-of-health-of-peru"]
    (left_out,) = (item.id for item in state.claims if item.claim.value == "peru")
    assert left_out not in found.chosen
    assert len(resolve([state, ministry]).parties) == 3  # nothing told that the one acts for the other
