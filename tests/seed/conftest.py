"""What the tests of reading share: seeding many small databases takes the word lists once."""

from __future__ import annotations

from functools import cache

import pytest

from seed import intake
from seed.lexicon import load_lexicon


@cache
def word_lists() -> object:
    return load_lexicon()


@pytest.fixture(autouse=True)
def word_lists_are_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "load_lexicon", lambda own=None: load_lexicon(own) if own else word_lists())
