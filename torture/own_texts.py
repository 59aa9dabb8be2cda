"""The person's own files as somebody else wrote them: saved searches, history and session full of hostile texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from torture.payloads import Payload


def hostile_own_files(folder: Path, texts: Iterable[Payload]) -> dict[str, str]:
    """A file of saved searches and a history that hold these texts; the variables that name them."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = tuple(texts)
    searches, history = folder / "searches.toml", folder / "history"
    blocks = [
        f"[[search]]\nname = {_toml(each.text)}\nquery = {_toml(each.text)}\n"
        for each in texts
        if each.is_storable and each.text.strip() and len(each.text) < 200
    ]
    searches.write_text("\n".join(blocks), encoding="utf-8")
    lines = (each.text.encode("utf-8", "surrogatepass") for each in texts)
    history.write_bytes(b"\n".join(line.replace(b"\n", b" ") for line in lines) + b"\n")
    return {"EXPLORER_SEARCHES": str(searches), "EXPLORER_HISTORY": str(history)}


def hostile_session(path: Path, database: Path, text: Payload) -> Path:
    """A session file for a database in which the query, the choices and the agreement are hostile."""
    line = " ".join(text.text.split("\n"))
    value = " ".join(line.split("\t"))
    chosen = (f"choice +{field}\t{value}\t{value}" for field in ("org", "kind", "status", "topic"))
    facts = (
        f"database {database}", f"agreement {line}", f"theme {line}", f"query {line}", *chosen, f"sort {line}",
        f"pane {line}", f"section {line}", f"detail {line}", line,
    )  # fmt: skip
    path.write_bytes("".join(f"{fact}\n" for fact in facts).encode("utf-8", "surrogatepass"))
    return path


def _toml(text: str) -> str:
    """The text as a TOML string: JSON's escapes are TOML's, but for pairs of surrogates."""
    return "".join(json.dumps(char)[1:-1] if ord(char) < 0x10000 else f"\\U{ord(char):08x}" for char in text).join('""')
