"""Bodies that no list holds: by their shape, with their state, and by the acronyms that an article gives them."""

from __future__ import annotations

import pytest
from stages import LEXICON, document, drafts

from seed.lexicon import KnownOrganisation
from seed.mentions import find_mentions


def bodies(text: str) -> dict[str, KnownOrganisation]:
    """Those that the lexicon does not know, by id."""
    found = find_mentions(document(text), LEXICON).organisations
    assert all(item.known == (id_ in LEXICON.organisations) for id_, item in found.items())
    return {id_: item for id_, item in found.items() if not item.known}


def names(text: str) -> list[tuple[str, str | None]]:
    """(name, state)."""
    return [(item.name, item.seat) for item in bodies(text).values()]


def places(text: str) -> list[tuple[str, str]]:
    """(id, words)."""
    return [(place.id, text[place.start : place.end]) for place in find_mentions(document(text), LEXICON).places]


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("The Prosecution Service of Peru wrote.", "Prosecution Service of Peru", "Peru"),
        (
            "The Ministry of Interior of the Republic of Fiji wrote.",
            "Ministry of Interior of the Republic of Fiji",
            "Fiji",
        ),
        ("The Ecuadorian Federal Police wrote.", "Ecuadorian Federal Police", "Ecuador"),
        ("The Jamaican Border Force wrote.", "Jamaican Border Force", "Jamaica"),
        ("The State Border Committee of Kenya wrote.", "State Border Committee of Kenya", "Kenya"),
        ("The Police of Costa Rica wrote.", "Police of Costa Rica", "Costa Rica"),
        ("Norway’s National Harbour Centre wrote.", "National Harbour Centre", "Norway"),
        ("The Prosecutor General's Office of Latvia wrote.", "Prosecutor General's Office of Latvia", "Latvia"),
        ("Le Ministère de l’Intérieur du Sénégal a écrit.", "Ministère de l’Intérieur du Sénégal", "Senegal"),
        ("La police argentine a écrit.", "police argentine", "Argentina"),
        ("La Fiscalía General de la Nación de Chile firmó.", "Fiscalía General de la Nación de Chile", "Chile"),
        ("La Policía Nacional del Ecuador firmó.", "Policía Nacional del Ecuador", "Ecuador"),
        ("La policía uruguaya firmó.", "policía uruguaya", "Uruguay"),
        ("Das Landeskriminalamt schrieb.", "Landeskriminalamt", None),
        ("Der Leiter des Landeskriminalamtes kam.", "Landeskriminalamt", None),
        ("Das Innenministerium der Republik Moldau kam.", "Innenministerium der Republik Moldau", "Moldova"),
        ("Das Justizministerium Georgiens kam.", "Justizministerium Georgiens", "Georgia"),
        ("Scrive il Ministero dell’Interno.", "Ministero dell’Interno", None),
        ("Scrive la Procura Generale della Croazia.", "Procura Generale della Croazia", "Croatia"),
        ("Escreve a Polícia Federal do Paraguai.", "Polícia Federal do Paraguai", "Paraguay"),
        ("Escreve o Ministério da Justiça de Portugal.", "Ministério da Justiça de Portugal", "Portugal"),
        ("Firmó el Ministerio de Aduanas y Comercio.", "Ministerio de Aduanas y Comercio", None),
        ("The Customs and Harbour Protection Agency wrote.", "Customs and Harbour Protection Agency", None),
    ],
)
def test_a_body_by_its_shape_in_six_languages(text: str, name: str, state: str | None) -> None:
    assert names(text) == [(name, state)]


@pytest.mark.parametrize(
    "text",
    [
        "Police Chief Ann Bell met Commission President Cara Dunn.",  # offices
        "The Border Security Unit of Europol wrote.",  # a unit of a known body
        "Europol’s Harbour Protection Office wrote.",
        "La Secretaría General de INTERPOL y la Comisión Nacional.",  # nobody in particular
        "The National Committee and the Steering Board met.",
        "La police a écrit, y la policía también.",
        "La police d’Afrique de l’Ouest.",
        "Die Behörden und das Ministerium.",
    ],
)
def test_what_is_no_body_of_its_own(text: str) -> None:
    assert names(text) == []


def test_the_right_twins_of_these() -> None:
    assert names("The Border Security Agency wrote.") == [("Border Security Agency", None)]
    assert names("The Steering Board of Malta met.") == [("Steering Board of Malta", "Malta")]
    assert names("La police du Togo a écrit.") == [("police du Togo", "Togo")]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("The Federal Police of Ecuador met the Ecuadorian Federal Police.", "federal-police-ecuador"),
        ("The Ministry of the Interior of Fiji met Fiji’s Ministry of Interior.", "ministry-of-interior-fiji"),
        ("Le ministère de l'Intérieur du Mali et le Ministère de l’Intérieur du Mali.", "ministere-de-interieur-mali"),
        ("The Harbour Police of Malta wrote. The Harbour Police slept.", "harbour-police-malta"),
        ("Das Landeskriminalamt schrieb, und der Sprecher des Landeskriminalamts.", "landeskriminalamt"),
    ],
)
def test_one_body_has_one_id(text: str, id_: str) -> None:
    assert [id_ for id_, _ in places(text)] == [id_, id_]


def test_bodies_of_two_states_stay_apart() -> None:
    text = "The Harbour Police of Malta met the Harbour Police of Fiji. The Harbour Police slept."
    assert [id_ for id_, _ in places(text)] == ["harbour-police-malta", "harbour-police-fiji", "harbour-police"]


def test_a_body_is_a_party_and_not_its_state() -> None:
    (draft,) = drafts("Europol signed a cooperation agreement with the Ministry of Interior of Georgia.")
    assert sorted(draft.ids) == ["europol", "ministry-of-interior-georgia"]
    (draft,) = drafts("Europol signed a cooperation agreement with Georgia.")
    assert sorted(draft.ids) == ["europol", "georgia"]


@pytest.mark.parametrize(
    ("text", "name", "acronym"),
    [
        ("The Osiris Customs Network (OCN) wrote. OCN slept.", "Osiris Customs Network", "OCN"),
        ("OCN (Osiris Customs Network) wrote.", "Osiris Customs Network", "OCN"),
        ("The Alder River Commission, or ARC, wrote.", "Alder River Commission", "ARC"),
        ("The Alder River Commission (the “ARC”) wrote.", "Alder River Commission", "ARC"),
        ("The Anti-Corruption Commission of Namibia (NACC) wrote.", "Anti-Corruption Commission of Namibia", "NACC"),
        (
            "L’Agence nationale de lutte contre les abus (ANLA) a signé.",
            "Agence nationale de lutte contre les abus",
            "ANLA",
        ),
        ("La Organización de Pesca del Sur (OPS) firmó.", "Organización de Pesca del Sur", "OPS"),
        ("Der Europäische Verband der Xylofonbauer (EVX) kam.", "Europäische Verband der Xylofonbauer", "EVX"),
        ("Scrive l’Agenzia nazionale per il mare (ANM).", "Agenzia nazionale per il mare", "ANM"),
        ("Escreve a Agência Nacional de Portos (ANP).", "Agência Nacional de Portos", "ANP"),
        ("Le Réseau francophone de police (FRANCOPO) a signé.", "Réseau francophone de police", "FRANCOPO"),
    ],
)
def test_a_name_and_its_acronym_in_six_languages(text: str, name: str, acronym: str) -> None:
    ((id_, found),) = bodies(text).items()
    assert (found.name, found.acronym) == (name, acronym)
    assert (id_, acronym) in places(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Standard Operating Procedure (SOP) was read.",
        "The Act on Harbour Powers (AHP) was read.",
        "The Alder Data Convention (ADC) was read.",
        "The Chief Executive Officer (CEO) wrote.",
        "The Northern Rivers Conference (NRC) was held.",
        "Le Système national d’alerte (SNA) sonne.",
        "La Ley Nacional de Puertos (LNP) rige.",
        "It went by rail to Alder (ARX) and on.",
        "Two regional network offices (RNOs) opened.",
        "It met Northpol, Europol, UNICEF, and left.",
    ],
)
def test_acronyms_of_what_is_no_body(text: str) -> None:
    assert bodies(text) == {}
