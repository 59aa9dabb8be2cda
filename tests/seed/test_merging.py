"""From articles to agreements: one event told twice is one agreement, two instruments of the same parties are two."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from db.catalogue import Catalogue
from db.disagreements import disagreements
from db.parsing import parse
from db.records import Agreement
from seed.load import seed_database
from seed.sources import RawArticle
from shell import documents, sheets

ONE_EVENT = Path(__file__).parent / "corpora" / "one_event"
SLIP = (
    "LYON, France, 4 May 2015 – INTERPOL and the World Customs Organization (WCO) signed a memorandum of understanding "
    "on 3 May 2015 to exchange information.",
    "Europe's customs press, 6 May 2015. INTERPOL and the World Customs Organization (WCO) signed an agreement on "
    "4 May 2015. It foresees training.",
)
TWO_OF_A_MONTH = (
    "LYON, France, 4 May 2015 – INTERPOL and the World Customs Organization (WCO) signed a memorandum of understanding "
    "on 3 May 2015 to exchange information.",
    "BRUSSELS, 29 May 2015 – INTERPOL and the World Customs Organization (WCO) signed a memorandum of understanding "
    "on 28 May 2015. It foresees training.",
)
YEARS_APART = (
    "LYON, France, 4 May 2014 – INTERPOL and Europol signed a memorandum of understanding on 3 May 2014.",
    "LYON, France, 4 May 2019 – INTERPOL and Europol signed a memorandum of understanding on 3 May 2019.",
)
PLAN_AND_AGREEMENT = (
    "LYON, France, 4 May 2015 – INTERPOL and Europol signed a joint action plan on 3 May 2015.",
    "LYON, France, 4 May 2015 – INTERPOL and Europol signed an agreement on 3 May 2015.",
)
LIFE = (
    "LYON, France, 20 April 2015 – INTERPOL and Europol will sign a memorandum of understanding.",
    "LYON, France, 4 May 2015 – INTERPOL and Europol signed a memorandum of understanding on 3 May 2015.",
    "VIENNA, 9 June 2018 – INTERPOL and Europol work closely, based on the memorandum of understanding between "
    "INTERPOL and Europol of 2015.",
)
CORRECTION = (
    "LYON, France, 4 May 2015 – INTERPOL and Europol signed a memorandum of understanding on 3 May 2015.",
    "LYON, France, 5 May 2015 – Correction: INTERPOL and Europol signed a memorandum of understanding on 2 May 2015, "
    "not a day later.",
)


def agreements(folder: Path, texts: tuple[str, ...]) -> list[Agreement]:
    """Those that come of the articles, the same in any order of the articles."""
    results = []
    for number, order in enumerate(itertools.permutations(enumerate(texts))):
        path = folder / f"{number}.db"
        for place, text in order:
            seed_database(path, [RawArticle(f"{place}.txt", f"made/{place}.txt", text.encode())], lambda _: None)
        with Catalogue(path) as catalogue:
            rows = catalogue.page(parse("")).rows
            results.append([found for row in rows if (found := catalogue.agreement(row.id))])
    ids = [[item.id for item in found] for found in results]
    assert all(other == ids[0] for other in ids)
    return results[0]


def test_an_event_in_two_papers_with_dates_a_day_apart_is_one_agreement(tmp_path: Path) -> None:
    (found,) = agreements(tmp_path, SLIP)
    assert (found.id, found.kind) == ("interpol-wco-mou-2015", "memorandum of understanding")
    assert {claim.value for claim in found.claims_of("date")} == {"2015-05-03", "2015-05-04"}
    assert len(found.articles) == 2


@pytest.mark.parametrize("texts", [TWO_OF_A_MONTH, YEARS_APART, PLAN_AND_AGREEMENT])
def test_two_instruments_of_the_same_parties_stay_two(tmp_path: Path, texts: tuple[str, ...]) -> None:
    assert len(agreements(tmp_path, texts)) == 2


def test_preview_report_and_retrospective_are_one_agreement(tmp_path: Path) -> None:
    (found,) = agreements(tmp_path, LIFE)
    assert (found.status, str(found.date), len(found.articles)) == ("signed", "2015-05-03", 3)


def test_a_correction_is_of_the_same_agreement(tmp_path: Path) -> None:
    (found,) = agreements(tmp_path, CORRECTION)
    assert {claim.value for claim in found.claims_of("date")} >= {"2015-05-02", "2015-05-03"}


def targets(folder: Path, *texts: str) -> dict[str, list[tuple[str, str | None]]]:
    """The links of each agreement that has any: the relation, and the id of the other one."""
    return {item.id: [(link.relation, link.target) for link in item.links]
            for item in agreements(folder, texts) if item.links}  # fmt: skip


OLD = "LYON, France, 4 May 2014 – INTERPOL and Europol signed a memorandum of understanding on 3 May 2014."
OTHER = "LYON, France, 4 May 2009 – INTERPOL and Europol signed a memorandum of understanding on 3 May 2009."
NEW = "LYON, 4 May 2019 – INTERPOL and Europol signed a joint action plan on 3 May 2019. It supplements the {}."
NEUE = "LYON, 4. Mai 2019 – INTERPOL und Europol unterzeichneten am 3. Mai 2019 eine Arbeitsvereinbarung. {}"


def test_a_link_leads_to_the_record_of_the_older_instrument(tmp_path: Path) -> None:
    plan = "interpol-europol-action-plan-2019"
    mou = "interpol-europol-mou-2014"
    words = NEW.format("2014 memorandum of understanding")
    assert targets(tmp_path, OLD, OTHER, words) == {plan: [("supplements", mou)]}


def test_a_link_of_another_language_or_to_a_general_name_goes_by_kind_and_year(tmp_path: Path) -> None:
    mou = "interpol-europol-mou-2014"
    first = targets(tmp_path, OLD, NEUE.format("Die Arbeitsvereinbarung ergänzt die Vereinbarung von 2014."))
    assert [target for links in first.values() for _, target in links] == [mou]


def test_a_link_that_may_mean_two_or_none_leads_nowhere(tmp_path: Path) -> None:
    earlier = targets(tmp_path, OLD, OTHER, NEW.format("earlier memorandum of understanding"))
    assert [target for links in earlier.values() for _, target in links] == [None]
    (tmp_path / "again").mkdir()
    unknown = targets(tmp_path / "again", OTHER, NEW.format("2001 protocol of cooperation"))
    assert ("supplements", "interpol-europol-mou-2009") not in [link for links in unknown.values() for link in links]


def test_dates_that_disagree_stand_side_by_side_with_the_reason(tmp_path: Path) -> None:
    (found,) = agreements(tmp_path, SLIP)
    date = next(item for item in disagreements(found) if item.attribute == "date")
    assert (date.shown.value, [said.value for said in date.others]) == ("2015-05-03", ["2015-05-04"])
    assert len({*date.shown.articles, *date.others[0].articles}) == 2
    assert date.reason == "published first"
    lines = [line for name, line in sheets.record(found) if name == "disagreement"]
    assert any("3 May 2015" in line and line.endswith(f"shown, because: {date.reason}") for line in lines)
    assert any("4 May 2015" in line and line.endswith("not shown") for line in lines)
    (document,) = [each for each in documents.record(found)["disagreements"] if each["attribute"] == "date"]
    assert document["shown"]["value"] == "2015-05-03"
    assert document["reason"] == date.reason


OWN = "9 May 2015 – INTERPOL and Europol signed a memorandum of understanding on 4 May 2015.\n\nSource: INTERPOL"
PAPER = "4 May 2015 – INTERPOL and Europol signed a memorandum of understanding on 3 May 2015.\n\nSource: The Daily"


def test_a_party_that_publishes_itself_is_believed_before_others(tmp_path: Path) -> None:
    (found,) = agreements(tmp_path, (OWN, PAPER))
    (date,) = [item for item in disagreements(found) if item.attribute == "date"]
    assert (str(found.date), date.reason) == ("2015-05-04", "INTERPOL is a party and says so itself")


YEAR = "9 June 2004 – INTERPOL and Europol work closely, based on the memorandum of understanding of 2003."
MONDAY = "20 May 2003 – INTERPOL and Europol signed a memorandum of understanding on Monday."


def test_an_exact_date_is_shown_and_the_year_that_contains_it_is_no_disagreement(tmp_path: Path) -> None:
    (found,) = agreements(tmp_path, (YEAR, MONDAY))
    assert {claim.value for claim in found.claims_of("date")} == {"2003", "2003-05-19"}
    assert (str(found.date), found.date_basis) == ("2003-05-19", "resolved")
    assert not [item for item in disagreements(found) if item.attribute == "date"]


def test_one_event_in_two_languages_is_told_once(tmp_path: Path) -> None:
    found = agreements(tmp_path, tuple(path.read_text() for path in sorted(ONE_EVENT.iterdir())))
    told_twice = {item.id for item in found if len(item.articles) == 2}
    assert told_twice == {"interpol-gcc-cooperation-agreement-2016", "interpol-iaca-mou-2016"}
    assert len({frozenset(party.id for party in item.parties) for item in found}) == len(found)
