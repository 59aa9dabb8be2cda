"""How the lexicon's organisations are named in running text, in six languages; what only sounds alike is not taken."""

from __future__ import annotations

import pytest
from stages import LEXICON, document

from seed.lexicon import organisations_of
from seed.lexicon.forms import read_forms
from seed.mentions import find_mentions


def ids(text: str) -> list[str]:
    found = find_mentions(document(text), LEXICON)
    return [place.id for place in found.places if place.id in LEXICON.organisations]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The letter came from the West African Police Chiefs Committee.", ["wapcco"]),
        ("Le courrier de l'Office des Nations Unies contre la drogue et le crime est arrivé.", ["unodc"]),
        ("Elle écrit à l'OMD et à l'ONUDC.", ["wco", "unodc"]),
        ("La gendarmerie nationale française écrit à Europol.", ["gendarmerie-fr", "europol"]),
        ("The UN Economic Commission for Africa wrote to the U.S. Coast Guard.", ["uneca", "uscg"]),
        ("El Organismo Internacional de Energía Atómica (OIEA) escribió.", ["iaea", "iaea"]),
        ("Escribió a la OTAN y al Alto Comisionado de las Naciones Unidas para los Refugiados.", ["nato", "unhcr"]),
        ("Man schrieb der Europäischen Agentur für die Grenz- und Küstenwache.", ["frontex"]),
        ("Der Brief des Europäischen Rates lag dem Bundesamt für Polizei vor.", ["european-council", "fedpol"]),
        ("Die Post des Bundeskriminalamtes ging an die OSZE.", ["bka", "osce"]),
        ("Scrive l'Ufficio europeo per la lotta antifrode.", ["olaf"]),
        ("Scrive la polizia federale tedesca.", ["bundespolizei"]),
        ("Escreveu à Organização para a Cooperação e Desenvolvimento Económico.", ["oecd"]),
        ("Escreveram a Procuradoria Europeia e a Polícia Federal do Brasil.", ["eppo", "pf-brazil"]),
    ],
)
def test_names_in_six_languages_and_their_cases(text: str, found: list[str]) -> None:
    assert ids(text) == found


@pytest.mark.parametrize(
    ("right", "id_", "wrong"),
    [
        ("The European Commission for the Efficiency of Justice wrote.", "cepej", "european-commission"),
        ("The Council of Europe Development Bank wrote.", "ceb", "coe"),
        ("The European Union Institute for Security Studies wrote.", "euiss", "iss-africa"),
        ("L'Organisation de coopération de Shanghai écrit.", "sco", "eco"),
        ("La Organización de Cooperación Económica del Mar Negro escribió.", "bsec", "eco"),
        ("Die Organisation für wirtschaftliche Zusammenarbeit und Entwicklung schrieb.", "oecd", "eco"),
        ("The UN Economic Commission for Latin America and the Caribbean wrote.", "eclac", "un"),
        ("The Parliamentary Assembly of the Council of Europe wrote.", "pace", "coe"),
    ],
)
def test_a_longer_name_is_that_of_another_body(right: str, id_: str, wrong: str) -> None:
    assert id_ in ids(right)
    assert wrong not in ids(right)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("They keep pace with events.", "pace"),
        ("A new era began.", "era-trier"),
        ("Swift action is needed.", "swift"),
        ("Die brasilianische Bundespolizei schrieb.", "bundespolizei"),
        ("The Corruption Perceptions Index (CPI) fell.", "icc"),
        ("Governance, risk and compliance (GRC) are taught.", "rcmp"),
        ("Energiegemeinschaften entstehen; eine Energiegemeinschaft teilt Strom.", "energy-community"),
        ("The exchange-traded fund (ETF) fell.", "etf"),
        ("An agreement of the Plan was read.", "colombo-plan"),
    ],
)
def test_what_only_sounds_like_a_body_is_none(text: str, id_: str) -> None:
    assert id_ in LEXICON.organisations
    assert id_ not in ids(text)


def test_a_former_name_is_that_of_the_body_of_today() -> None:
    assert ids("The European Police Office and the Organization of African Unity wrote.") == ["europol", "au"]
    assert ids("The Customs Co-operation Council wrote.") == ["wco"]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Internationale Organisation für Löffel", ["Internationalen Organisation für Löffel"]),
        (
            "Nordisches Amt für Ebbe",
            [
                "Nordische Amt für Ebbe",
                "Nordischen Amt für Ebbe",
                "Nordischen Amts für Ebbe",
                "Nordischen Amtes für Ebbe",
            ],
        ),
        ("Behörde für Ebbe", []),
        ("Bank", []),
    ],
)
def test_german_names_in_other_cases(name: str, forms: list[str]) -> None:
    assert read_forms().german(name) == forms


def test_a_part_is_short_only_within_a_longer_name() -> None:
    forms = read_forms()
    assert forms.short("European Union Spoon Agency") == ["EU Spoon Agency"]
    assert forms.short("United States Spoon Service") == ["US Spoon Service", "U.S. Spoon Service"]
    assert forms.short("European Union") == []


def test_forms_of_a_name_are_read_but_not_shown() -> None:
    entry = {"id": "a", "name": "Spoon Council of the United Nations", "de": "Europäischer Körper", "fr": "Le Corps"}
    known = organisations_of({"organisation": [entry]})["a"]
    assert known.aliases == ("Le Corps", "Europäischer Körper")
    assert known.forms == ("Spoon Council of the UN", "Europäische Körper", "Europäischen Körper")
