"""People with their offices and organisations."""

from __future__ import annotations

import pytest
from stages import people


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FIFA President Ann Bell spoke.", [("Ann Bell", "President", "fifa")]),
        ("Ann Bell, President of FIFA, spoke.", [("Ann Bell", "President", "fifa")]),
        ("Ann Bell of UNESCO spoke.", [("Ann Bell", None, "unesco")]),
        ("Ann Bell (UNESCO) spoke.", [("Ann Bell", None, "unesco")]),
        ("The Secretary General of UNESCO, Ann Bell, spoke.", [("Ann Bell", "Secretary General", "unesco")]),
        ("They met Mr. José Ruiz and Dr Kim L. Dahl.", [("José Ruiz", None, None), ("Kim L. Dahl", None, None)]),
        ("They met Eva van der Meer and Ana del Mar.", [("Eva van der Meer", None, None), ("Ana del Mar", None, None)]),
        ("El Director de UNESCO, Juan de la Cruz, habló.", [("Juan de la Cruz", "Director", "unesco")]),
        # the wrong twins
        ("FIFA President spoke.", []),
        ("They met Ann.", []),
        ("The Annual Meeting heard FIFA.", []),
        ("On Monday Ann spoke.", []),
        ("In May President Bell spoke.", []),
        ("Ann Bell's boat sank.", []),
        ("They met Bell de.", []),
    ],
)
def test_people_and_what_is_no_person(text: str, found: list[tuple[str, str | None, str | None]]) -> None:
    assert [(one.name, one.role, one.organisation) for one in people(text)] == found


def test_a_name_stands_where_it_is_written() -> None:
    text = "Yesterday Mr. Ann Bell de met FIFA."
    (found,) = people(text)
    assert text[found.start : found.end] == found.name == "Ann Bell"
