"""Whose arm or agency a body is."""

from __future__ import annotations

import pytest
from stages import LEXICON, document

from seed.mentions import find_mentions
from seed.organisation_facts import parent_claims


def parents(text: str) -> list[tuple[str, str, str]]:
    """(body, parent, words)."""
    made = document(text)
    found = parent_claims(made, find_mentions(made, LEXICON), LEXICON)
    return [(id_, claim.value, text[claim.start : claim.end]) for id_, claims in found.items() for claim in claims]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Gulf met FIFA and UNESCO, their cultural arm.", [("unesco", "fifa", "UNESCO, their cultural arm")]),
        ("FIFA sent its cultural wing, UNESCO.", [("unesco", "fifa", "its cultural wing, UNESCO")]),
        ("FIFA et UNESCO, son bras policier, ont écrit.", [("unesco", "fifa", "UNESCO, son bras policier")]),
        ("UNESCO, the cultural agency of FIFA, wrote.", [("unesco", "fifa", "UNESCO, the cultural agency of FIFA")]),
        # the wrong twins
        ("FIFA and UNESCO, their friend, wrote.", []),
        ("UNESCO, their cultural arm, wrote.", []),
        ("UNESCO broke the arm of FIFA.", []),
        ("FIFA, the cultural agency of FIFA, wrote.", []),
    ],
)
def test_whose_arm_a_body_is(text: str, found: list[tuple[str, str, str]]) -> None:
    assert parents(text) == found
