"""In which form a command prints what it lists."""

from __future__ import annotations

from enum import Enum


class Form(Enum):
    """A table for people and lines with tabs in a pipe, JSON with all that is known, or CSV for a spreadsheet."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
