"""Who signed, and who was only there."""

from __future__ import annotations

import pytest
from stages import LEXICON, document, drafts, people, reading

from seed.agreements import read_agreements
from seed.signatories import find_signatories
from seed.signing import find_signers


def signers(text: str) -> list[str]:
    found = find_signatories(text, document(text).sentences[0], people(text), LEXICON.grammar.signatories)
    return [person.name for person in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was signed by Ann Bell.", ["Ann Bell"]),
        ("It was signed in Oslo by FIFA President Ann Bell and UNESCO Director José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("Il a été signé par Ann Bell et José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("Es wurde unterzeichnet von Ann Bell und José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("It bears the signatures of Ann Bell and José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("Ann Bell and José Ruiz signed it.", ["Ann Bell", "José Ruiz"]),
        ("It was signed by Ann Bell and José Ruiz, witnessed by Kim Dahl.", ["Ann Bell", "José Ruiz"]),
        ("It was signed by Ann Bell; José Ruiz was ill.", ["Ann Bell"]),
        (
            "Ann Bell, who heads FIFA, and José Ruiz, his opposite number at UNESCO, signed it.",
            ["Ann Bell", "José Ruiz"],
        ),
        ("UNESCO Director Ann Bell signed it in Oslo with José Ruiz, President of FIFA.", ["Ann Bell", "José Ruiz"]),
        ("Ann Bell and José Ruiz put their names to it.", ["Ann Bell", "José Ruiz"]),
        ("For FIFA, its President, Ann Bell, put pen to paper.", ["Ann Bell"]),
        ("It carries the signatures of Ann Bell for FIFA and, for UNESCO, José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("The signatories were Ann Bell (FIFA) and José Ruiz (UNESCO).", ["Ann Bell", "José Ruiz"]),
        ("Commissioner Ann Bell signed for Oslo, Director José Ruiz for Bonn.", ["Ann Bell", "José Ruiz"]),
        ("It was signed by the Minister, Ann Bell; José Ruiz did so for UNESCO.", ["Ann Bell", "José Ruiz"]),
        ("Ann Bell and José Ruiz held up the text that they have just signed.", ["Ann Bell", "José Ruiz"]),
        ("Ann Bell and José Ruiz met in Oslo and signed it.", ["Ann Bell", "José Ruiz"]),
        ("Ann Bell, accompanied by José Ruiz, signed it.", ["Ann Bell"]),
        ("It was signed by Mr Bell and Dr. Ruiz.", ["Bell", "Ruiz"]),
        ("Ann Bell et José Ruiz ont apposé leur signature.", ["Ann Bell", "José Ruiz"]),
        ("La plume était tenue par Mme Ann Bell et M. José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("El texto fue suscrito ayer por la ministra Ann Bell y el director José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("Por la FIFA firmó la presidenta Ann Bell y por la UNESCO lo hizo José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("Es wurde von Ann Bell und José Ruiz unterzeichnet.", ["Ann Bell", "José Ruiz"]),
        ("Unterschrieben wurde es von Direktorin Ann Bell und José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("A firmarlo la direttrice Ann Bell e il presidente José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("È stato siglato a Roma dalla direttrice, Ann Bell, e da José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("Foi assinado na terça-feira (9) pela diretora Ann Bell e por José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("Pela FIFA assinou a diretora Ann Bell; pela UNESCO, o presidente José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("Signing on behalf of the two were FIFA President Ann Bell and José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("After signing the text in Oslo, Ms Bell spoke.", ["Bell"]),
        ("Ann Bell signed it for FIFA and José Ruiz for UNESCO.", ["Ann Bell", "José Ruiz"]),
        (
            "It was signed between FIFA, represented by Ann Bell, and UNESCO, represented by José Ruiz.",
            ["Ann Bell", "José Ruiz"],
        ),
        ("C’est la ministre, Ann Bell, qui a signé le texte avec son homologue José Ruiz.", ["Ann Bell", "José Ruiz"]),
        (
            "Für die FIFA unterschrieb Direktorin Ann Bell, für die UNESCO Präsident José Ruiz.",
            ["Ann Bell", "José Ruiz"],
        ),
        ("It was signed by Secretary General Ann Bell and FRA Director José Ruiz.", ["Ann Bell", "José Ruiz"]),
        ("Un accordo firmato tra FIFA e UNESCO dalla direttrice Ann Bell e da José Ruiz.", ["Ann Bell", "José Ruiz"]),
        # the wrong twins
        ("Speaking after the signing, Director Ann Bell said it would help.", []),
        ("FIFA was represented at the signing by its President, Ann Bell.", []),
        ("Ann Bell welcomed the Minister, José Ruiz, who praised the signing.", []),
        ("Ann Bell and José Ruiz will sign it in May.", []),
        ("It will be signed by Ann Bell and José Ruiz.", []),
        ("Ann Bell refused to put her name to it.", []),
        ("Ann Bell did not sign it.", []),
        ("It was signed by FIFA on Monday, Director Ann Bell said.", []),
        ("It was signed by FIFA and UNESCO while Ann Bell looked on.", []),
        ("Ann Bell welcomed the text signed in Oslo.", []),
        ("In the presence of Ann Bell, FIFA and UNESCO signed it.", []),
        ("Ann Bell hosted the ceremony at which FIFA and UNESCO signed it.", []),
        ("Firmado en Buenos Aires por la UNESCO, según Ann Bell.", []),
        ("Es wird von Ann Bell und José Ruiz nicht unterzeichnet.", []),
        ("It was praised by Ann Bell.", []),
        ("It was signed, said Ann Bell.", []),
        ("It was signed in the presence of Ann Bell.", []),
        ("Ann Bell watched as others signed it.", []),
        ("It was signed by both sides, which pleased Ann Bell.", []),
        ("Ann Bell slept.", []),
    ],
)
def test_who_signed_and_who_did_not(text: str, names: list[str]) -> None:
    assert signers(text) == names


ONE = "FIFA and UNESCO signed a working arrangement. "


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The agreement, signed by Ann Bell and AU Commissioner José Ruiz, will help.", ["Ann Bell", "José Ruiz"]),
        ("The agreement was signed by President Ann Bell and the Director of Europol, Kim Dahl.",
         ["Ann Bell", "Kim Dahl"]),
        # the wrong twins: another body is a party there
        ("The agreement was signed by Europol Director Kim Dahl and AU Commissioner José Ruiz.", []),
        ("The agreement was signed with AU Commissioner José Ruiz.", []),
        ("The agreement was signed by Europol.", []),
    ],
)  # fmt: skip
def test_the_office_of_one_signer_makes_no_other_agreement(text: str, names: list[str]) -> None:
    first = drafts(ONE + text)[0]
    assert [person.name for person in find_signers(reading(ONE + text), first, ())] == names
    lacking = [miss.lacking for miss in read_agreements(reading(ONE + text))[1]]
    assert lacking == ([] if names else ["of-other-bodies"])
