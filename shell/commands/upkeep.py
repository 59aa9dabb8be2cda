"""The commands that look after a database."""

from __future__ import annotations

import click

from shell.options import CONTEXT, database_option, json_option


@click.command(context_settings=CONTEXT)
@database_option
@json_option
@click.pass_context
def check(context: click.Context, db: str | None, as_json: bool) -> int:
    """Check the database: every span gives its words, every index is in step, nothing is orphaned.

    Exit status: 0 all is well, 3 something is not.

    \b
    Examples:
      explorer check
      explorer check --db agreements.db --json
    """
    from shell.checking import print_check

    return print_check(db or context.obj, as_json)


@click.command(context_settings=CONTEXT)
@database_option
@click.pass_context
def upgrade(context: click.Context, db: str | None) -> int:
    """Bring a database that an older Explorer wrote up to date; its articles are not read anew.

    \b
    Examples:
      explorer upgrade
      explorer upgrade --db agreements.db
    """
    from shell.upgrading import upgrade_database

    return upgrade_database(db or context.obj)
