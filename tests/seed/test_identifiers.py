"""Readable ids: what they are made of, and what they are not."""

from __future__ import annotations

import pytest

from db.findings import ResolvedAgreement
from db.vocabulary import KINDS
from seed.identifiers import KIND_SLUGS, agreement_ids, slug


def agreement(*parties: str, kind: str = "protocol", date: str | None = None) -> ResolvedAgreement:
    return ResolvedAgreement(
        "t", kind, "signed", date, None, None, None, None,
        tuple((party, None) for party in parties), (), (), (), (), (), frozenset(),
    )  # fmt: skip


def ids(*agreements: ResolvedAgreement) -> tuple[str, ...]:
    return agreement_ids([(item, "a") for item in agreements], {"zebra": 0, "ape": 1})


def test_every_kind_has_its_word() -> None:
    assert set(KINDS) == set(KIND_SLUGS)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Oficina Española", "oficina-espanola"),
        ("  A.B. -- c/d ", "a-b-c-d"),
        ("Страна", "x"),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 20, "word-word-word-word-word-word-word-word"),
    ],
)
def test_slugs_are_plain_words(text: str, made: str) -> None:
    assert slug(text) == made


def test_parties_stand_in_their_rank_and_not_as_given() -> None:
    assert ids(agreement("bee", "ape", "zebra")) == ("zebra-ape-bee-protocol",)


def test_ids_say_of_the_date_what_is_needed_to_tell_them_apart() -> None:
    alike = [agreement("ape", "bee", date=date) for date in ("2014-03-05", "2014-03-06", "2014-04", None)]
    assert ids(*alike) == (
        "ape-bee-protocol-2014",
        "ape-bee-protocol-2014-03",
        "ape-bee-protocol-2014-04",
        "ape-bee-protocol",
    )
    assert ids(alike[1]) == ("ape-bee-protocol-2014",)
