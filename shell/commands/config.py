"""The command about a person's own settings."""

from __future__ import annotations

import click

from shell.options import CONTEXT


@click.command(context_settings=CONTEXT)
@click.option("--check", "is_check", is_flag=True, help="Name file and line of each setting that can't be used.")
@click.option("--example", "is_example", is_flag=True, help="Print a file with every setting, to begin with.")
@click.option("--file", metavar="FILE", help="The settings. Default: EXPLORER_CONFIG, else config.toml of yours.")
def config(is_check: bool, is_example: bool, file: str | None) -> int:
    """Show your settings: where they stand, and what they set.

    They are a TOML file that you write: theme, ascii, slow, mouse, the query to open on, the columns of the list, and
    the keys. A setting that can't be used is left out, and the explorer says so.

    Exit status: 0 all is well, 2 something can't be used.

    \b
    Examples:
      explorer config
      explorer config --check
      mkdir -p ~/.config/agreement-explorer
      explorer config --example > ~/.config/agreement-explorer/config.toml
    """
    from shell.configuring import print_config, print_example

    return print_example() if is_example else print_config(file, is_check)
