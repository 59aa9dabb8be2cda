"""The `explorer` command as click reads it. Each command is imported when it is called, so all start fast."""

from __future__ import annotations

from typing import Any

import click

from shell.options import CONTEXT, VERSION, database_option, fresh_option, lines_options, screen_options

COMMANDS = {
    "browse": "browse",
    "search": "search",
    "searches": "searches",
    "show": "records",
    "orgs": "records",
    "articles": "records",
    "seed": "seed",
    "extract": "extract",
    "backup": "upkeep",
    "diff": "upkeep",
    "check": "upkeep",
    "upgrade": "upkeep",
    "terminal": "terminal",
    "config": "config",
    "man": "man",
    "completion": "completion",
}


class Commands(click.Group):
    """The commands, each from the module of `shell.commands` that holds it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click has it
        """Their names, what is asked most first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click has it
        """The command of this name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command = getattr(import_module(f"shell.commands.{COMMANDS[cmd_name]}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name, and the others. Of a name that is none, the nearest is told."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, 1)
            ctx.fail(f"There is no command {name!r}{f', but there is {near[0]}' if near else ''}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings=CONTEXT, invoke_without_command=True)
@click.version_option(VERSION, prog_name="explorer")
@database_option
@screen_options
@lines_options
@fresh_option
@click.pass_context
def cli(
    context: click.Context, db: str | None, wishes: dict[str, Any], lines: bool, rows: int | None, fresh: bool
) -> int | None:
    """Explore the cooperation agreements that articles tell of, each fact with the sentence that states it.

    Without a command, opens the explorer.

    \b
    Examples:
      explorer                              open the explorer
      explorer browse europol kind:mou      open it on a search
      explorer search osce year:2014..2017  the same search, printed
      explorer seed my-articles/            read more articles
    """
    context.obj = db
    context.meta.update(wishes=wishes, lines=lines, rows=rows, fresh=fresh)
    if context.invoked_subcommand is None:
        from shell.browsing import Mode, browse_or_build

        return browse_or_build(db, "", wishes=wishes, mode=Mode(lines, rows, fresh))
    return None
