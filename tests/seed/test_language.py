"""Which language a text is in; nothing where that is not sure."""

from __future__ import annotations

import pytest
from stages import LEXICON

from seed.language import guess_language
from seed.tokens import tokenize

TEXTS = {
    "en": "The two agencies will share what they know of stolen vehicles, "
    "and each of them names a point of contact.",
    "fr": "Les deux agences échangeront des données sur les véhicules volés, "
    "et chacune désigne un point de contact pour le projet.",
    "es": "Las dos agencias compartirán los datos sobre vehículos robados, "
    "y cada una designa un punto de contacto para el proyecto.",
    "de": "Die beiden Behörden werden Daten über gestohlene Fahrzeuge austauschen, "
    "und jede von ihnen benennt eine Stelle.",
    "it": "Le due agenzie condivideranno i dati sui veicoli rubati, e ogni "
    "parte nomina un punto di contatto per il progetto.",
    "pt": "As duas agências vão partilhar os dados sobre veículos roubados, "
    "e cada uma designa um ponto de contacto para o projeto.",
    "nl": "De twee diensten zullen gegevens over gestolen voertuigen delen, "
    "en elke partij wijst een contactpunt aan voor het werk.",
    "pl": "Obie agencje będą wymieniać dane o skradzionych pojazdach, a "
    "każda z nich wyznacza osobę, która jest do tego gotowa i z nią.",
    "ru": "Два агентства будут обмениваться данными об угнанных автомобилях, "
    "и каждая сторона назначает лицо для связи в столице.",
    "ar": "ستتبادل الوكالتان البيانات عن المركبات المسروقة في البلدين، كما "
    "يعين كل طرف نقطة اتصال من بين العاملين في هذا المجال.",
}  # fmt: skip


def guess(text: str) -> str | None:
    return guess_language(tokenize(text), LEXICON.languages)


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_a_sentence_or_two_are_enough(code: str) -> None:
    assert guess(TEXTS[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "", "2019", "INTERPOL – Europol – Frontex – UNODC – OSCE – WCO",
        "国际刑警组织与欧洲刑警组织签署了合作协议。",
        "A la mesa",
        "Kaksi virastoa jakaa tietoja varastetuista ajoneuvoista, ja molemmat ovat tyytyväisiä.",
        "Alder Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ivy Juniper Larch the Maple Nutmeg Oak of Pine Quince and "
        "Rowan Sorb Teak Umber Vine Willow Yew Zelkova Aspen Beech Cherry Damson Elder",
    ],
)  # fmt: skip
def test_names_a_few_words_and_other_languages_are_left_open(text: str) -> None:
    assert guess(text) is None


def test_only_the_beginning_is_looked_at() -> None:
    assert guess(TEXTS["en"] * 30 + TEXTS["fr"] * 500) == "en"
