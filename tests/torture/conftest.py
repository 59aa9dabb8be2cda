"""What the short tortures of imports share."""

from __future__ import annotations

import pytest

from torture.imports import Read


@pytest.fixture(scope="session")
def read() -> Read:
    """Readings of articles, for imports in copies of this process."""
    return Read()
