"""Other ways to write a word. Pure."""

from __future__ import annotations


class Spelling:
    """What is written alike."""

    def variants(self, word: str) -> tuple[str, ...]:  # noqa: ARG002
        """Other ways to write a word."""
        return ()

    def prefix_variants(self, beginning: str) -> tuple[tuple[str, ...], tuple[str, ...]]:  # noqa: ARG002
        """Other beginnings, and whole words."""
        return (), ()
