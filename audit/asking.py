"""What osv.dev knows of some dependencies today."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit.advisories import Record

SERVICE = "https://api.osv.dev/v1"
SECONDS = 10.0
KEPT = ("id", "aliases", "withdrawn", "affected")


def known_advisories(names: Sequence[str]) -> list[Record]:
    """The records about these packages, whatever their version. Raises OSError where the service can't be reached, and
    ValueError for an answer that is none."""
    queries = [{"package": {"ecosystem": "PyPI", "name": name}} for name in names]
    answers = _answer("/querybatch", {"queries": queries})["results"]
    ids = sorted({each["id"] for answer in answers for each in answer.get("vulns", ())})
    return [kept(_answer(f"/vulns/{identifier}"), names) for identifier in ids]


def kept(record: Record, names: Sequence[str]) -> Record:
    """Of a record what the audit needs: no words, and only these packages."""
    found = {key: record[key] for key in KEPT if key in record}
    found["affected"] = [
        {
            "package": {"ecosystem": "PyPI", "name": affected["package"]["name"]},
            "ranges": [each for each in affected.get("ranges", ()) if each["type"] == "ECOSYSTEM"],
            "versions": affected.get("versions", []),
        }
        for affected in record.get("affected", ())
        if affected.get("package", {}).get("ecosystem") == "PyPI" and affected["package"]["name"].lower() in names
    ]
    return found


def _answer(path: str, question: object = None) -> Any:
    data = None if question is None else json.dumps(question).encode()
    with urlopen(Request(SERVICE + path, data, {"Content-Type": "application/json"}), timeout=SECONDS) as reply:
        return json.load(reply)
