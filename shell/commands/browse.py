"""The command that opens the explorer."""

from __future__ import annotations

from typing import Any

import click

from shell import proposing
from shell.options import CONTEXT, database_option, fresh_option, lines_options, saved_options, screen_options, words_of


@click.command(context_settings=CONTEXT)
@database_option
@saved_options
@screen_options
@lines_options
@fresh_option
@click.argument("query", nargs=-1, shell_complete=proposing.words)
@click.pass_context
def browse(
    context: click.Context, db: str | None, saved: str | None, searches: str | None, wishes: dict[str, Any],
    lines: bool, rows: int | None, fresh: bool, query: tuple[str, ...],
) -> int:  # fmt: skip
    """Open the explorer, on QUERY if one is given. The database is built first when there is none.

    Where there is no terminal to draw on, in a pipe for one, it prints what `explorer search QUERY` prints.

    \b
    Examples:
      explorer browse
      explorer browse org:interpol kind:mou
      explorer browse --db agreements.db '"secure communications"'
      explorer browse --saved "INTERPOL since 2015"
      explorer browse --lines piracy
    """
    from shell.browsing import Mode, browse_or_build

    told = {**context.meta.get("wishes", {}), **wishes}
    meta = context.meta
    is_fresh = fresh or meta.get("fresh", False)
    mode = Mode(lines or meta.get("lines", False), rows or meta.get("rows"), is_fresh)
    return browse_or_build(db or context.obj, words_of(query), saved, searches, told, mode)
