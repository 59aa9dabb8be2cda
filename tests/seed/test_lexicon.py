"""What the word lists hold, whatever is added to them."""

from __future__ import annotations

from seed.lexicon import organisations_of


def test_former_names_are_names_too() -> None:
    table = {"organisation": [{"id": "a", "name": "A Body", "aliases": ["Alpha Body"], "former": ["Old Body"]}]}
    assert organisations_of(table)["a"].aliases == ("Alpha Body", "Old Body")
