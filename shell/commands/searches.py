"""The commands about saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from shell import proposing
from shell.options import CONTEXT, database_option, form_options, searches_option, sort_option, words_of

if TYPE_CHECKING:
    from shell.forms import Form


@click.group(context_settings=CONTEXT, invoke_without_command=True)
@database_option
@form_options
@searches_option
@click.pass_context
def searches(context: click.Context, db: str | None, form: Form, searches: str | None) -> int | None:
    """List the saved searches, with how many agreements each has now.

    They stand in a TOML file that you may edit and share: $XDG_CONFIG_HOME/agreement-explorer/searches.toml, or the one
    that --searches or EXPLORER_SEARCHES names.

    \b
    Examples:
      explorer searches
      explorer searches --json --searches team.toml
      explorer searches add "INTERPOL since 2015" org:interpol year:2015..
    """
    if context.invoked_subcommand is not None:
        return None
    from shell.searches import print_searches

    return print_searches(db or context.obj, searches, form)


@searches.command(context_settings=CONTEXT)
@searches_option
@sort_option
@click.argument("name")
@click.argument("query", nargs=-1, required=True, shell_complete=proposing.words)
@click.pass_context
def add(context: click.Context, searches: str | None, sort: str | None, name: str, query: tuple[str, ...]) -> int:
    """Save QUERY under NAME, at the end of the file; what else is in it stays as it is.

    A name that is taken gets a number.

    \b
    Examples:
      explorer searches add "INTERPOL since 2015" org:interpol year:2015..
      explorer searches add --searches team.toml --sort oldest Piracy topic:piracy
      explorer searches add Others -- kind:mou -interpol
    """
    from shell.searches import save_search

    group = context.parent.params if context.parent else {}
    return save_search(searches or group.get("searches"), name, words_of(query), sort)
