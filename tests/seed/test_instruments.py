"""Which reports are of one instrument: twins that are, beside twins that are not."""

from __future__ import annotations

import random
import time
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from db.findings import StoredReport
from seed.bodies import Bodies
from seed.instruments import group_key, split_instruments
from tests.seed.reports import report

STATES = Bodies({}, {"peru": "peru", "perou": "peru", "chile": "chile"}, frozenset({"ministry", "ministere"}))
PLAN = "joint action plan"
RENEWS = (("renews", "the memorandum of 2011"),)


def groups(*reports: StoredReport, bodies: Bodies = STATES) -> list[str]:
    """The articles of each instrument, as one word; the same for any order of the reports."""
    found = [split_instruments(list(order), bodies) for order in permutations(reports)]
    assert all(other == found[0] for other in found)
    return sorted("".join(sorted(item.article_sha256 for item in group)) for group in found[0])


def test_dates_that_agree_are_one_instrument_and_others_are_not() -> None:
    assert groups(report("a", date="2011-10-11"), report("b", date="2011")) == ["ab"]
    assert groups(report("a", date="2011-10-11"), report("b", date="2014")) == ["a", "b"]
    assert len(groups(report("a", date="2011-10-11"), report("b", date="2011-11-02"), report("c", date="2011"))) == 3


def test_stated_days_may_differ_by_a_slip_and_counted_ones_by_more() -> None:
    assert groups(report("a", date="2011-10-11"), report("b", date="2011-10-12")) == ["ab"]
    assert groups(report("a", date="2011-10-11"), report("b", date="2011-10-19")) == ["a", "b"]
    assert groups(report("a", date="2011-10-11"), report("b", date="2011-10-19", basis="resolved")) == ["ab"]
    assert groups(report("a", date="2011-10-11"), report("b", date="2011-10-28", basis="resolved")) == ["a", "b"]


def test_days_that_follow_one_another_do_not_add_up() -> None:
    days = [report(sha, date=f"2011-10-{day}") for sha, day in zip("abcd", (11, 13, 15, 17), strict=True)]
    assert groups(*days) == ["ab", "cd"]


def test_an_approval_is_of_the_instrument_signed_about_then() -> None:
    signed = report("a", date="2011-10-25")
    assert groups(signed, report("b", "approved", "2011-10-04")) == ["ab"]
    assert groups(signed, report("b", "approved", "2011-11-03")) == ["ab"]
    assert groups(signed, report("b", "approved", "2011-12-03")) == ["a", "b"]


def test_what_is_in_force_was_signed_before() -> None:
    signed = report("a", date="2011-10-25")
    assert groups(signed, report("b", "in force", "2012-03-01")) == ["ab"]
    assert groups(signed, report("b", "in force", "2011-03-01")) == ["a", "b"]
    assert groups(signed, report("b", "in force", "2014-03-01")) == ["a", "b"]


def test_preview_report_and_retrospective_are_one() -> None:
    preview = report("a", "proposed", published="2011-09-20")
    news = report("b", date="2011-10-11", published="2011-10-11")
    later = report("c", "referred", "2011", published="2015-02-02")
    assert groups(preview, news, later) == ["abc"]
    assert groups(report("a", "proposed", published="2013-09-20"), news) == ["a", "b"]


def test_an_article_tells_of_nothing_that_comes_later() -> None:
    news = report("a", date="2014-10-11", published="2014-10-11")
    assert groups(news, report("b", "referred", published="2016-01-01")) == ["ab"]
    assert groups(news, report("b", "referred", published="2012-01-01")) == ["a", "b"]


def test_the_general_name_is_the_memorandum_but_no_plan() -> None:
    memorandum, plan = report("a", date="2011-10-11"), report("c", date="2011-10-11", kind=PLAN)
    assert groups(memorandum, report("b", date="2011-10-12", general=True)) == ["ab"]
    assert groups(plan, report("b", date="2011-10-11", general=True)) == ["b", "c"]
    assert groups(memorandum, plan) == ["a", "c"]
    assert groups(memorandum, report("b", date="2011-11-12", general=True)) == ["a", "b"]


def test_the_general_name_beside_two_that_it_may_mean_stays_apart() -> None:
    two = report("a", date="2011-10-11"), report("b", date="2011-10-11", kind="protocol")
    assert groups(*two, report("c", date="2011-10-11", general=True)) == ["a", "b", "c"]
    assert groups(*two, report("c", date="2011-10-11")) == ["ac", "b"]


def test_a_cooperation_agreement_is_what_another_calls_a_memorandum_only_on_the_same_day() -> None:
    other = report("b", date="2011-10-11", kind="cooperation agreement")
    assert groups(report("a", date="2011-10-11"), other) == ["ab"]
    assert groups(report("a", date="2011-10-12"), other) == ["a", "b"]
    assert groups(report("a", date="2011-10-11", kind="protocol"), report("b", date="2011-10-11")) == ["a", "b"]


def test_two_of_one_article_are_two_unless_they_say_the_same() -> None:
    assert groups(report("a"), report("a")) == ["a", "a"]
    assert groups(report("a", date="2011-10-11"), report("a", "referred", "2011-10-11")) == ["aa"]
    assert groups(report("a", date="2011-10-11"), report("a", date="2011-10-12")) == ["a", "a"]
    assert groups(report("a"), report("b")) == ["ab"]


def test_a_renewal_is_another_than_what_it_renews() -> None:
    first = report("a", date="2011-10-11")
    assert groups(first, report("b", more=RENEWS)) == ["a", "b"]
    assert groups(first, report("b", date="2011", more=RENEWS)) == ["a", "b"]
    assert groups(first, report("b", date="2011-10-11", more=RENEWS)) == ["ab"]  # the other left out that it renews


def test_a_ministry_is_its_state_and_no_other_ministry() -> None:
    health, justice = "ministry-of-health-of-peru", "ministry-of-justice-of-peru"
    state = report("a", date="2011-10-11", parties=("northpol", "peru"))
    one = report("b", date="2011-10-11", parties=("northpol", health))
    other = report("c", date="2011-10-11", parties=("northpol", justice))
    both = report("d", date="2011-10-11", parties=("northpol", health, "peru"))
    assert groups(state, one) == ["ab"]
    assert groups(one, other) == ["b", "c"]
    assert groups(one, both) == ["bd"]
    assert groups(state, one, bodies=Bodies({}, {}, frozenset())) == ["a", "b"]


def test_the_group_is_the_parties_in_any_order_whatever_the_kind() -> None:
    one, other = report("a", parties=("seapol", "northpol")), report("b", parties=("northpol", "seapol"), kind=PLAN)
    assert group_key(one) == group_key(other) == ("northpol", "seapol")
    assert group_key(report("a", parties=("seapol", "ministere-de-l-interieur-du-perou")), STATES) == ("peru", "seapol")
    assert group_key(report("a", parties=("seapol", "bank-of-peru")), STATES) == ("bank-of-peru", "seapol")


REPORTS = st.lists(
    st.builds(
        report,
        sha=st.sampled_from("abcdef"),
        status=st.sampled_from(["signed", "referred", "announced", "in force", "approved", "expired"]),
        date=st.sampled_from([None, "2011", "2011-10", "2011-10-11", "2011-10-12", "2011-10-20", "2014", "0001-01-01"]),
        basis=st.sampled_from(["stated", "resolved"]),
        published=st.sampled_from([None, "2011-10-12", "2014-01-01", "9999-12-31"]),
        parties=st.sampled_from([("northpol", "peru"), ("northpol", "ministry-of-health-of-peru")]),
        kind=st.sampled_from(["memorandum of understanding", "cooperation agreement", PLAN]),
        general=st.booleans(),
        more=st.sampled_from([(), RENEWS]),
    ),
    min_size=1,
    max_size=8,
)


@given(REPORTS, st.integers())
@settings(deadline=None)
def test_every_report_is_in_one_instrument_whatever_the_order(reports: list[StoredReport], number: int) -> None:
    shuffled = list(reports)
    random.Random(number).shuffle(shuffled)
    found = split_instruments(reports, STATES)
    assert split_instruments(shuffled, STATES) == found
    parted = [item for group in found for item in group]
    assert sorted(map(repr, parted)) == sorted(map(repr, reports))


def many(count: int) -> list[StoredReport]:
    """Reports of one pair of parties over a century, some with no date."""
    chance = random.Random(count)
    day = lambda: f"{chance.randrange(1920, 2020)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"  # noqa: E731
    return [
        report(f"{number:x}", date=day() if number % 3 else None, published=day(), general=number % 2 == 0)
        for number in range(1, count)
    ]


def test_a_large_group_takes_no_longer_for_each_report() -> None:
    def seconds(reports: list[StoredReport]) -> float:
        begin = time.process_time()
        split_instruments(reports)
        return time.process_time() - begin

    small, large = min(seconds(many(500)) for _ in range(3)), seconds(many(4000))
    assert large < 8 * small * 3
