"""The command that shows what reading finds, and keeps nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import UnreadableSourceError
from seed.explain import explain, load_rules
from seed.extract import as_json as as_json_values
from seed.lexicon import load_lexicon
from seed.pipeline import read_closely
from seed.readers.opening import open_source
from seed.readers.parser import Parser
from seed.sources import DEFAULT_LIMITS, Skipped, gather
from shell.explaining import print_explanation
from shell.failures import complain
from shell.output import NOT_STATED, print_fields, print_json_line, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seed.lexicon import Lexicon
    from seed.pipeline import CloseReading
    from seed.readers.articles import TextArticle
    from seed.sources import Limits

SOME_UNREADABLE = 1
NONE_READ = 3


def print_extraction(
    paths: Sequence[str],
    as_json: bool,
    limits: Limits = DEFAULT_LIMITS,
    explained: bool = False,
    own: Path | None = None,
) -> int:
    """Prints one record an article, in the order of the paths; 1 when some could not be read, 3 when none could.

    With `explained` also why, and what was nearly found. `own` is a lexicon of the user's.
    """
    lexicon = load_lexicon(own)
    rules = load_rules() if explained else None
    read = unread = 0
    with Parser(limits) as parser:
        for article in _articles(paths, limits, parser):
            found = _found(article, lexicon)
            if isinstance(found, Skipped):
                complain(f"{found.source}: {found.reason}")
                unread += 1
                continue
            read += 1
            if as_json:
                for note in found.findings.notes:
                    complain(f"{found.findings.source}: {note}")
            if rules:
                print_explanation(explain(found, rules), as_json)
            elif as_json:
                print_json_line(as_json_values(found.findings))
            else:
                _print_for_reading(as_json_values(found.findings), found.findings.notes)
    if not read:
        return NONE_READ
    return SOME_UNREADABLE if unread else 0


def _articles(paths: Sequence[str], limits: Limits, parser: Parser) -> Iterator[TextArticle | Skipped]:
    for source in gather([Path(name) for name in paths], limits):
        if isinstance(source, Skipped):
            yield source
        else:
            yield from open_source(source, limits, parser)


def _found(article: TextArticle | Skipped, lexicon: Lexicon) -> CloseReading | Skipped:
    if isinstance(article, Skipped):
        return article
    try:
        return read_closely(article, lexicon)
    except UnreadableSourceError as error:
        return Skipped(article.source, str(error))


def _print_for_reading(found: dict[str, Any], notes: Sequence[str]) -> None:
    fields = [(name, found[name] or NOT_STATED) for name in ("file", "title", "publisher", "published", "language")]
    fields.extend(("note", note) for note in notes)
    fields.append(("organisations", "; ".join(o["acronym"] or o["name"] for o in found["organisations"]) or "none"))
    for agreement in found["agreements"]:
        parties = " · ".join(party["acronym"] or party["name"] for party in agreement["parties"])
        date = agreement["date"] or "undated"
        fields.append(("agreement", f"{date}  {agreement['kind']}  {parties}  {agreement['status']}"))
        quotes = [item["quote"] for item in agreement["evidence"] if item["attribute"] == "agreement"]
        fields.extend(("", f"“{' '.join(quote.split())}”") for quote in quotes)
    print_fields(fields)
    say("")
