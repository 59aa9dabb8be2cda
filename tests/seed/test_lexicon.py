"""What the word lists hold, whatever is added to them."""

from __future__ import annotations

import pytest

from seed.lexicon import organisations_of
from seed.tables import read_list, read_table


def test_former_names_are_names_too() -> None:
    table = {"organisation": [{"id": "a", "name": "A Body", "aliases": ["Alpha Body"], "former": ["Old Body"]}]}
    assert organisations_of(table)["a"].aliases == ("Alpha Body", "Old Body")


@pytest.mark.parametrize("name", read_table("organisations/fields")["files"])
def test_the_quick_way_of_reading_gives_what_toml_gives(name: str) -> None:
    assert read_list(f"organisations/{name}", "organisation") == read_table(f"organisations/{name}")["organisation"]


def test_what_is_of_another_form_is_read_as_toml() -> None:
    assert read_list("kinds", "kind") == read_table("kinds")["kind"]
