"""The command that lists the agreements that match a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from shell import proposing
from shell.options import CONTEXT, database_option, form_options, saved_options, sort_option, words_of

if TYPE_CHECKING:
    from shell.forms import Form


@click.command(context_settings=CONTEXT)
@database_option
@form_options
@sort_option
@click.option(
    "--limit", type=click.IntRange(0, 2**31 - 1), default=100, show_default=True, help="Most rows; 0 for all."
)
@saved_options
@click.argument("query", nargs=-1, shell_complete=proposing.words)
@click.pass_context
def search(
    context: click.Context, db: str | None, form: Form, sort: str | None, limit: int, saved: str | None,
    searches: str | None, query: tuple[str, ...],
) -> int:  # fmt: skip
    """List the agreements that match QUERY; all of them without one.

    \b
    Words        europol piracy       all of them, in the record or its sentences
    A prefix     traffick*
    A phrase     '"secure communications"'
    Operators    europol OR '(wco NOT piracy)'
    Parties      org:interpol with:europol  only:interpol,europol  family:un
    Filters      kind:mou status:signed topic:piracy provision:training place:lyon person:noble lang:fr
    Dates        year:2014  year:2011..2017  date:2011-10..2014  before:2014  after:2014  undated:
    Facts        has:expiry  missing:date  conflict:  sources:2..

    \b
    Examples:
      explorer search europol
      explorer search org:osce year:2014..2017
      explorer search --json kind:mou status:referred
      explorer search --csv org:osce > osce.csv
      explorer search --saved "INTERPOL since 2015"
    """
    from shell.reading import print_search

    words = words_of(query)
    if saved is not None:
        from shell.searches import search_named

        words, order = search_named(searches, saved, words)
        sort = sort or order
    return print_search(db or context.obj, words, sort or "newest", limit, form)
