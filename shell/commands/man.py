"""The command that shows the manual."""

from __future__ import annotations

import click

from shell import proposing
from shell.options import CONTEXT


@click.command(context_settings=CONTEXT)
@click.option("--roff", is_flag=True, help="Print the source, for a file in a folder where man looks.")
@click.argument("command", nargs=-1, shell_complete=proposing.commands)
@click.pass_context
def man(context: click.Context, roff: bool, command: tuple[str, ...]) -> int:
    """Show the manual of COMMAND, or of the explorer; printed as plain text where there is no man, or in a pipe.

    \b
    Examples:
      explorer man
      explorer man search
      explorer man searches add
      explorer man --roff search > explorer-search.1
    """
    from shell.manual_pages import show_page

    return show_page(context.find_root().command, command, roff)
