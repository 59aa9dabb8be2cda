"""The figures on the labelled articles, and what else must be kept from them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from label_sets import GOLD, SETS, bounds_of, extraction_of, labels_of, score_of, short_of
from stages import opened

from seed.extract import as_json
from seed.lexicon import load_lexicon
from seed.pipeline import read_article
from seed.sources import DEFAULT_LIMITS, bundled, gather


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Any]]:
    return extraction_of("seeds")


@pytest.mark.parametrize("name", SETS)
def test_figures_reach_their_floors(name: str) -> None:
    total = score_of(name, extraction_of(name))
    assert not short_of(total.figures(), bounds_of(name).floors), total.notes


@pytest.mark.parametrize("name", SETS)
def test_each_figure_has_a_floor_and_none_is_above_its_goal(name: str) -> None:
    figures, bounds = score_of(name, {}).figures(), bounds_of(name)
    assert set(bounds.floors) == set(figures) >= set(bounds.goals)
    above = {figure for figure in bounds.goals if short_of(bounds.goals, {figure: bounds.floors[figure]})}
    assert not above


@pytest.mark.parametrize("name", SETS)
def test_every_article_of_a_set_is_labelled_once(name: str) -> None:
    labelled = [record["file"] for record in labels_of(name)]
    assert sorted(labelled) == sorted(f"{name}/{path.name}" for path in (GOLD / name).iterdir())


def test_without_any_extraction_no_floor_of_what_is_found_is_reached() -> None:
    assert {"agreement_f1", "strict_f1", "organisation_recall", "articles_without_prediction"} <= set(
        short_of(score_of("articles", {}).figures(), bounds_of("articles").floors)
    )


def test_bundled_articles_are_the_labelled_ones() -> None:
    assert sorted(raw.data for raw in bundled()) == sorted(path.read_bytes() for path in (GOLD / "seeds").glob("*.txt"))


def initiatives(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for record in found.values() for item in record["initiatives"]}


def relations(item: dict[str, Any]) -> set[tuple[str, str]]:
    return {(claim["attribute"], claim["value"]) for claim in item["claims"]}


def test_initiatives_are_kept_with_who_leads_and_runs_them(found: dict[str, dict[str, Any]]) -> None:
    kept = initiatives(found)
    assert relations(kept["crimjust"]) >= {
        ("led by", "unodc"), ("led by", "interpol"), ("led by", "transparency-international"),
        ("part of", "cocaine-route-programme"),
    }  # fmt: skip
    assert ("run by", "eu") in relations(kept["cocaine-route-programme"])
    assert kept["information-and-intelligence-centre"]["acronym"] == "i2c"
    runs = {
        "information-and-intelligence-centre": "wco",
        "command-and-coordination-centre": "interpol",
        "global-complex-for-innovation": "interpol",
        "global-learning-centre": "interpol",
        "policing-online-information-system": "osce",
    }
    for initiative, owner in runs.items():
        assert ("run by", owner) in relations(kept[initiative])
    lines = [item for item in kept.values() if item["name"] == "secure communication line"]
    assert [line["kind"] for line in lines] == ["system"]


def test_the_arm_of_a_council_is_stated_with_its_words(found: dict[str, dict[str, Any]]) -> None:
    lexicon = load_lexicon()
    claims = [
        (organisation.id, claim.value, findings.text[claim.start : claim.end])
        for findings in (read_article(article, lexicon) for article in opened(bundled()))
        for organisation in findings.organisations
        for claim in organisation.claims
    ]
    assert claims == [("gccpol", "gcc", "GCCPOL, their law enforcement arm")]


def test_every_attribute_that_is_given_has_evidence(found: dict[str, dict[str, Any]]) -> None:
    plain = ("agreement", "kind", "status", "date", "place", "duration")
    several = {"parties": "party", "signatories": "signatory", "topics": "topic", "provisions": "provision"}
    for record in found.values():
        for agreement in record["agreements"]:
            evidence = {item["attribute"] for item in agreement["evidence"]}
            assert all(name in evidence for name in plain if agreement.get(name, True))
            assert all(attribute in evidence for name, attribute in several.items() if agreement[name])
            assert all(record["text"][item["start"] : item["end"]] == item["quote"] for item in agreement["evidence"])


def test_reading_twice_gives_the_same_bytes(found: dict[str, dict[str, Any]]) -> None:
    for article in opened(gather([GOLD / "seeds"], DEFAULT_LIMITS)):
        again = as_json(read_article(article, load_lexicon()))
        assert json.dumps(again, ensure_ascii=False) == json.dumps(found[article.name], ensure_ascii=False)


SCRIPT = """
import json
from seed.extract import as_json
from seed.lexicon import load_lexicon
from seed.pipeline import read_article
from seed.sources import bundled
from stages import opened
print(json.dumps([as_json(read_article(article, load_lexicon())) for article in opened(bundled())]))
"""


def test_the_order_of_python_s_sets_makes_no_difference() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=GOLD.parent.parent,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(GOLD.parent / "seed")},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
