"""Hostile texts, 187 of them, and what each is for. The file is pure ASCII; as text some would harm a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("payloads.json")


class Payload(NamedTuple):
    """A hostile text: its id, its class (`csi`, `osc`, `dcs`, `c1`, `c0`, `unicode`, `markup`, `csv`, `fts`), the text,
    the part of it that does harm, and what that does."""

    id: str
    cls: str
    text: str
    probe: str
    note: str

    @property
    def is_storable(self) -> bool:
        """Whether it can be written as UTF-8: no lone surrogate in it."""
        return not any("\ud800" <= char <= "\udfff" for char in self.text)


def payloads(*classes: str) -> tuple[Payload, ...]:
    """The hostile texts of these classes, in the file's order; all when none is named."""
    entries = json.loads(FILE.read_text(encoding="ascii"))["payloads"]
    found = tuple(Payload(**entry) for entry in entries)
    return tuple(each for each in found if each.cls in classes) if classes else found
