"""The command that prints what makes a shell complete the others."""

from __future__ import annotations

import click

from shell.options import CONTEXT

SHELLS = ("bash", "zsh", "fish")


@click.command(context_settings=CONTEXT)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> int:
    """Print a script that makes SHELL complete commands, options, ids, and the filters of a query.

    \b
    Examples:
      source <(explorer completion bash)           in ~/.bashrc
      source <(explorer completion zsh)            in ~/.zshrc, after compinit
      explorer completion fish | source            in ~/.config/fish/config.fish
    """
    from shell.scripts import script

    click.echo(script(shell), nl=False)
    return 0
