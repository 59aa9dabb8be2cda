"""Who signed, and who was only there."""

from __future__ import annotations

import pytest
from stages import LEXICON, document, people

from seed.signatories import find_signatories


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
        # the wrong twins
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
