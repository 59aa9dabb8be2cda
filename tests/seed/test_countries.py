"""States by their names in six languages, in short and in full; and what only sounds like one."""

from __future__ import annotations

import pytest
from stages import LEXICON, document, drafts

from seed.countries import find_states
from seed.identifiers import slug
from seed.tables import read_table


def states(text: str) -> list[tuple[str, str]]:
    """(id, words)."""
    return [(hit.label, text[hit.start : hit.end]) for hit in find_states(document(text), LEXICON)]


def ids(text: str) -> list[str]:
    return [id_ for id_, _ in states(text)]


def test_all_members_of_the_united_nations_and_the_holy_see() -> None:
    table = read_table("countries")
    assert len(table["states"]) == 193 + 1
    assert set(LEXICON.states) == {
        slug(name, 60) for part in ("states", "territories") for name in table[part].values()
    }
    assert {LEXICON.states[id_].kind for id_ in ("peru", "holy-see", "kosovo")} == {"state", "territory"}
    assert set(table["variants"]) | set(table["peoples"]) <= set(LEXICON.states)


def test_every_state_is_found_by_each_of_its_names() -> None:
    for state in LEXICON.states.values():
        for name in (state.name, *state.aliases):
            found = ids(f"It met {name}, and left.")
            assert found == [state.id], (name, found)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("It met Peru.", "peru"),
        ("Elle a rencontré le Pérou.", "peru"),
        ("Es traf Österreich.", "austria"),
        ("Das Ministerium Georgiens schrieb.", "georgia"),
        ("Incontra la Svezia.", "sweden"),
        ("Encontrou a Roménia.", "romania"),
        ("It met Ivory Coast.", "cote-d-ivoire"),
        ("It met the Kyrgyz Republic.", "kyrgyzstan"),
        ("It met the Holy See.", "holy-see"),
        ("It met Bosnia & Herzegovina.", "bosnia-and-herzegovina"),
        ("It met Antigua and Barbuda.", "antigua-and-barbuda"),
        ("It met St. Vincent and the Grenadines.", "saint-vincent-and-the-grenadines"),
        ("It met São Tomé and Príncipe.", "sao-tome-and-principe"),
        ("It met Trinidad and Tobago.", "trinidad-and-tobago"),
        ("It met South Sudan.", "south-sudan"),
        ("It met Papua New Guinea.", "papua-new-guinea"),
        ("It met Guinea-Bissau.", "guinea-bissau"),
        ("It met the Republic of Korea.", "south-korea"),
        ("It met the Republic of China.", "taiwan"),
        ("It met the People's Republic of China.", "china"),
        ("It met the Democratic Republic of the Congo.", "democratic-republic-of-the-congo"),
        ("It met Hong Kong.", "hong-kong"),
    ],
)
def test_names_in_many_languages_and_forms(text: str, id_: str) -> None:
    assert ids(text) == [id_]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It met the Republic of Peru.", "Republic of Peru"),
        ("It met the Federal Democratic Republic of Ethiopia.", "Federal Democratic Republic of Ethiopia"),
        ("It met the Government of the Netherlands.", "Government of the Netherlands"),
        ("Elle a vu le gouvernement de l’Équateur.", "gouvernement de l’Équateur"),
        ("Firmó la República Oriental del Uruguay.", "República Oriental del Uruguay"),
        ("Es traf die Republik Moldau.", "Republik Moldau"),
        ("Scrive la Repubblica di Croazia.", "Repubblica di Croazia"),
        # the wrong twins: what stands before is not the state's
        ("It met the people of Peru.", "Peru"),
        ("It met the President of Ethiopia.", "Ethiopia"),
        ("It met a government, Peru said.", "Peru"),
    ],
)
def test_the_long_form_belongs_to_the_name(text: str, words: str) -> None:
    assert [name for _, name in states(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "The turkey was cold and the china broke.",
        "Chad Miller and Jordan Smith wrote.",
        "It opened in New Mexico, and in Northern Ireland.",
        "SINGAPORE – The police wrote.",
        "Panama, 5 May 2019 – The police wrote.",
        "The IRA wrote, and Maurice read it.",
        "It asked us, and can oman be a word?",
        "Inventory lists chile peppers.",
    ],
)
def test_what_only_sounds_like_a_state(text: str) -> None:
    assert ids(text) == []


def test_the_right_twins_of_these() -> None:
    assert ids("Turkey and China wrote.") == ["turkiye", "china"]
    assert ids("Chad and Jordan wrote.") == ["chad", "jordan"]
    assert ids("Mexico and Ireland wrote.") == ["mexico", "ireland"]
    assert ids("It met Singapore – and Panama.") == ["singapore", "panama"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("INTERPOL signed a cooperation agreement with Trinidad and Tobago.", ["interpol", "trinidad-and-tobago"]),
        ("INTERPOL signed a cooperation agreement with the Republic of Kenya.", ["interpol", "kenya"]),
        ("INTERPOL signed a cooperation agreement with the Government of Fiji.", ["interpol", "fiji"]),
        ("A cooperation agreement between Europol and Hong Kong was signed.", ["europol", "hong-kong"]),
        ("L’accord de coopération entre Europol et le Cap-Vert a été signé.", ["europol", "cabo-verde"]),
        # the wrong twin: it only says where
        ("INTERPOL and Europol signed a cooperation agreement in the Republic of Kenya.", ["europol", "interpol"]),
    ],
)
def test_a_state_may_be_a_party(text: str, parties: list[str]) -> None:
    (draft,) = drafts(text)
    assert sorted(draft.ids) == sorted(parties)
