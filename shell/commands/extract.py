"""The command that prints what articles state."""

from __future__ import annotations

import click

from shell import proposing
from shell.options import CONTEXT, json_option, lexicon_option, limit_options


@click.command(context_settings=CONTEXT)
@json_option
@click.option(
    "--explain", "explained", is_flag=True, help="Say why: the words and the rules, and what was nearly found."
)
@limit_options
@lexicon_option
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=proposing.files)
def extract(
    as_json: bool, explained: bool, max_bytes: str, max_seconds: float, lexicon: str | None, paths: tuple[str, ...]
) -> int:
    """Print what articles state, one JSON object a line with --json. Writes nothing: no database, no cache.

    With --explain: each sentence that mattered, the words that fired in braces, each fact with the rule that gave it;
    then what was nearly taken for an agreement, a signatory or a date, and what was lacking.

    The path "-" stands for a list of paths on standard input. Exit status: 0 all read, 1 some not, 3 none.

    \b
    Examples:
      explorer extract article.txt
      explorer extract --explain article.txt
      explorer extract --json articles/*.txt > found.jsonl
    """
    from pathlib import Path

    from shell.extracting import print_extraction
    from shell.limits import limits_of

    own = Path(lexicon) if lexicon else None
    return print_extraction(paths, as_json, limits_of(max_bytes, max_seconds), explained, own)
