"""Completion in a shell: a script for each, which asks the program what may follow. See `shell/completing.py`."""

from __future__ import annotations

from db.bundled import bundled_text


def script(shell: str) -> str:
    """The script for bash, zsh or fish."""
    return bundled_text(__spec__, f"completion.{shell}")
