"""The command that tells what the terminal can do."""

from __future__ import annotations

from typing import Any

import click

from shell.options import CONTEXT, screen_options


@click.command(context_settings=CONTEXT)
@click.option("--report", is_flag=True, help="Only a report in plain ASCII, to paste into a mail to a help desk.")
@screen_options
@click.pass_context
def terminal(context: click.Context, report: bool, wishes: dict[str, Any]) -> int:
    """Tell what was found out about this terminal and why, draw a test card, and show which keys arrive.

    The report has no names of hosts or users and no addresses.

    \b
    Examples:
      explorer terminal
      explorer terminal --ascii --theme mono
      explorer terminal --report > report.txt
    """
    from shell.terminal_check import check_terminal

    return check_terminal(report, {**context.meta.get("wishes", {}), **wishes})
