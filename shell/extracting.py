"""The command that shows what reading finds, and keeps nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import UnreadableSourceError
from seed.extract import as_json as findings_as_json
from seed.lexicon import load_lexicon
from seed.pipeline import read_article
from seed.sources import Skipped, gather
from shell.failures import complain
from shell.output import NOT_STATED, print_fields, print_json_line, say

if TYPE_CHECKING:
    from collections.abc import Sequence

SOME_UNREADABLE = 1


def print_extraction(paths: Sequence[str], as_json: bool) -> int:
    """Prints one record an article, in the order of the paths; 1 when a path could not be read."""
    lexicon = load_lexicon()
    status = 0
    for source in gather([Path(name) for name in paths]):
        if isinstance(source, Skipped):
            complain(f"{source.source}: {source.reason}")
            status = SOME_UNREADABLE
            continue
        try:
            found = findings_as_json(read_article(source, lexicon))
        except UnreadableSourceError as error:
            complain(f"{source.source}: {error}")
            status = SOME_UNREADABLE
            continue
        if as_json:
            print_json_line(found)
        else:
            _print_for_reading(found)
    return status


def _print_for_reading(found: dict[str, Any]) -> None:
    fields = [(name, found[name] or NOT_STATED) for name in ("file", "title", "publisher", "published", "language")]
    fields.append(("organisations", "; ".join(o["acronym"] or o["name"] for o in found["organisations"]) or "none"))
    for agreement in found["agreements"]:
        parties = " · ".join(party["acronym"] or party["name"] for party in agreement["parties"])
        date = agreement["date"] or "undated"
        fields.append(("agreement", f"{date}  {agreement['kind']}  {parties}  {agreement['status']}"))
        quotes = [item["quote"] for item in agreement["evidence"] if item["attribute"] == "agreement"]
        fields.extend(("", f"“{' '.join(quote.split())}”") for quote in quotes)
    print_fields(fields)
    say("")
