"""The commands that look after a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from shell import proposing
from shell.options import CONTEXT, database_option, form_options

if TYPE_CHECKING:
    from shell.forms import Form


@click.command(context_settings=CONTEXT)
@database_option
@form_options
@click.option("--repair", is_flag=True, help="Make anew what is wrong and can be: indexes, counts, links.")
@click.pass_context
def check(context: click.Context, db: str | None, form: Form, repair: bool) -> int:
    """Check the database: what was stored is as it was, every span gives its words, every index is in step.

    With --repair what follows from the tables is made anew where anything is wrong, all of it or nothing, in a file
    beside the database that takes about its room. What the tables themselves hold is never changed: where they are
    damaged a copy has to be restored, or the articles be seeded anew.

    Exit status: 0 all is well, 3 something is not.

    \b
    Examples:
      explorer check
      explorer check --db agreements.db --json
      explorer check --repair
    """
    from shell import checking

    return (checking.repair if repair else checking.print_check)(db or context.obj, form)


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


@click.command(context_settings=CONTEXT)
@click.argument("file", shell_complete=proposing.files)
@database_option
@click.option("--replace", is_flag=True, help="Put the copy in the place of an earlier one, if it is sound.")
@click.pass_context
def backup(context: click.Context, file: str, db: str | None, replace: bool) -> int:
    """Copy the database to FILE, whole, also while others read and write it.

    The copy is one file, as it was at one moment, and is looked at before it gets its name. What ends the command early
    leaves nothing behind, and a file that is there stays as it is unless --replace says otherwise.

    \b
    Examples:
      explorer backup agreements-2024.db
      explorer backup --replace latest.db --db agreements.db
    """
    from shell.keeping import keep_copy

    return keep_copy(db or context.obj, file, replace)


@click.command(context_settings=CONTEXT)
@click.argument("old", shell_complete=proposing.files)
@click.argument("new", shell_complete=proposing.files)
@form_options
def diff(old: str, new: str, form: Form) -> int:
    """Tell what is new, gone and changed in the database NEW against OLD.

    Agreements, organisations and articles are compared. An agreement that has another id, as its date became known, is
    still one where the same words of the same articles tell of it; both ids are told then.

    Exit status: 0 they have the same, 1 they differ, 2 or 3 one can't be read.

    \b
    Examples:
      explorer diff monday.db agreements.db
      explorer diff --json monday.db agreements.db
    """
    from shell.differing import print_differences

    return print_differences(old, new, form)
