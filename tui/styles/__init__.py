"""Where the panes stand and what they look like: textual's style sheets, and reading them."""

from __future__ import annotations

from db.bundled import bundled_text


def style_sheet(name: str) -> str:
    """The text of a style sheet of this folder, which may lie in an archive, where textual itself would find none."""
    return bundled_text(__spec__, name)
