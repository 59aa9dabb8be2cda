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
        ("In May President Bell spoke.", [("Bell", "President", None)]),
        ("They met Mr Ito.", [("Ito", None, None)]),
        ("They met Øystein Åse and J.P. Ázaro-Žák.", [("Øystein Åse", None, None), ("J.P. Ázaro-Žák", None, None)]),
        ("They met Gen. C.A. Ann Bell.", [("Ann Bell", None, None)]),
        (
            "They met Ann BELL-RUIZ and José DE LA CRUZ.",
            [("Ann Bell-Ruiz", None, None), ("José DE LA Cruz", None, None)],
        ),
        ("Ann Bell of the Alder Valley Police spoke.", [("Ann Bell", None, "alder-valley-police")]),
        ("Ann Bell, who heads UNESCO, spoke.", [("Ann Bell", None, "unesco")]),
        ("La directrice générale de l’UNESCO, Mme Ann Bell, a parlé.", [("Ann Bell", "directrice générale", "unesco")]),
        ("Der Präsident der FIFA, Jörg Bell, sprach.", [("Jörg Bell", "Präsident", "fifa")]),
        ("Il direttore dell’UNESCO, dott. Ugo Bell, parlò.", [("Ugo Bell", "direttore", "unesco")]),
        (
            "El secretario ejecutivo de UNESCO, general José Ruiz, habló.",
            [("José Ruiz", "secretario ejecutivo", "unesco")],
        ),
        ("Le directeur de l’UNESCO, le commissaire Jean Bell, a parlé.", [("Jean Bell", "directeur", "unesco")]),
        ("General Ann Bell, Executive Secretary of UNESCO, spoke.", [("Ann Bell", "Executive Secretary", "unesco")]),
        ("UNESCO Director Brigadier General Ann Bell spoke.", [("Ann Bell", "Director", "unesco")]),
        ("El coronel José Ruiz, director de UNESCO, habló.", [("José Ruiz", "director", "unesco")]),
        # the wrong twins
        ("Colonel Ann Bell spoke.", [("Ann Bell", "Colonel", None)]),
        (
            "General Ann Bell, Director José Ruiz, spoke.",
            [("Ann Bell", "General", None), ("José Ruiz", "Director", None)],
        ),
        ("UNESCO Secretary General Ann Bell spoke.", [("Ann Bell", "Secretary General", "unesco")]),
        ("FIFA President spoke.", []),
        ("They met Ann.", []),
        ("The Annual Meeting heard FIFA.", []),
        ("On Monday Ann spoke.", []),
        ("In May Bell spoke.", []),
        ("They met in Buenos Aires, near San Marino.", []),
        ("They met the Border Force and the Alder Valley Police.", []),
        ("They met the envoy of Saint Kitts and Nevis.", []),
        ("ANN BELL OF UNESCO", []),
        ("Director for Legal Affairs of UNESCO spoke.", []),
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
