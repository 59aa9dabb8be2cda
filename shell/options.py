"""Options and arguments that several commands share."""

from __future__ import annotations

import re
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from shell import proposing
from shell.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VERSION = "0.1.0"
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _named(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """The option as it is given. One that names nothing, as a variable of a script that is not set leaves it, does not
    mean the usual database."""
    if value is not None and not value.strip():
        raise click.BadParameter("it names no database; name one, or leave the option out")
    return value


def database_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --db to a command."""
    return click.option(
        "--db", metavar="FILE", shell_complete=proposing.files, callback=_named,
        help="The database file. Default: EXPLORER_DB, else one in your data folder.",
    )(command)  # fmt: skip


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --json to a command."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")(command)


def form_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --json and --csv to a command, which gets what was asked for as `form`."""

    @wraps(command)
    def formed(*arguments: Any, as_json: bool, as_csv: bool, **options: Any) -> Any:
        if as_json and as_csv:
            raise click.UsageError("it is --json or --csv, not both", click.get_current_context())
        return command(*arguments, **options, form=Form.JSON if as_json else Form.CSV if as_csv else Form.TABLE)

    as_csv = click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet, in UTF-8.")
    return json_option(as_csv(formed))


def sort_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --sort to a command."""
    orders = click.Choice(["newest", "oldest", "best match", "title", "kind", "sources"])
    return click.option("--sort", type=orders, help="The order; without one, that of the saved search, or newest.")(
        command
    )


def searches_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --searches to a command."""
    return click.option(
        "--searches", metavar="FILE", shell_complete=proposing.files,
        help="The file of saved searches. Default: EXPLORER_SEARCHES, else one of yours.",
    )(command)  # fmt: skip


def fresh_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --fresh to a command."""
    return click.option("--fresh", is_flag=True, help="Begin with everything, not where you were last.")(command)


def saved_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --saved and --searches to a command."""
    saved = click.option(
        "--saved", metavar="NAME", shell_complete=proposing.saved,
        help="The saved search of this name, instead of a query.",
    )  # fmt: skip
    return saved(searches_option(command))


def screen_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --ascii, --slow, --mouse and --theme to a command, which gets those that were given as `wishes`, by name."""
    names = ("ascii", "slow", "mouse", "theme")

    @wraps(command)
    def wishing(*arguments: Any, **options: Any) -> Any:
        told = {name: options.pop(name) for name in names}
        return command(*arguments, **options, wishes={name: wish for name, wish in told.items() if wish is not None})

    for option in (
        click.option(
            "--theme",
            metavar="NAME",
            shell_complete=proposing.themes,
            help="dark, light, contrast, mono, ansi-dark, ansi-light, or auto.",
        ),
        click.option("--mouse/--no-mouse", default=None, help="Clicks and the wheel. Off unless asked for."),
        click.option("--slow/--no-slow", default=None, help="Spare a slow link. On by itself over SSH."),
        click.option("--ascii/--no-ascii", default=None, help="Draw in ASCII. On by itself where need be."),
    ):
        wishing = option(wishing)
    return wishing


def lines_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --lines and --rows to a command."""
    mode = click.option("--lines", is_flag=True, help="Numbered plain lines and a prompt instead of the screen.")
    rows = click.option("--rows", type=click.IntRange(3, 1000), help="With --lines: how many rows an answer has.")
    return mode(rows(command))


def limit_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --max-bytes and --max-seconds to a command."""
    most = click.option(
        "--max-bytes", metavar="SIZE", default="20M", show_default=True,
        help="The largest file that is read, also when decompressed: a number, with k, M or G.",
    )  # fmt: skip
    longest = click.option(
        "--max-seconds", type=click.FloatRange(0.1, 3600), default=9, show_default=True,
        help="The longest time that parsing one file may take.",
    )  # fmt: skip
    return most(longest(command))


def lexicon_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --lexicon to a command."""
    return click.option(
        "--lexicon", metavar="FILE", shell_complete=proposing.files,
        help="Organisations of your own, in TOML; docs/lexicon.md tells the form.",
    )(command)  # fmt: skip


EXCLUDED = re.compile(r'-(?:[^\W\d_]{2}|["(])')
GUARD = "\0"  # stands in no argument that a shell can give


def guarded(arguments: Sequence[str]) -> list[str]:
    """Arguments in which words to exclude from a search, such as `-piracy`, are not taken for options."""
    if not any(name in arguments for name in ("search", "browse", "articles")):
        return list(arguments)
    return [GUARD + each if EXCLUDED.match(each) else each for each in arguments]


def words_of(arguments: Sequence[str]) -> str:
    """The query that arguments make."""
    return " ".join(arguments).replace(GUARD, "")
