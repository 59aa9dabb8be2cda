"""The command that reads articles into the database."""

from __future__ import annotations

import click

from shell import proposing
from shell.options import CONTEXT, database_option, lexicon_option, limit_options


@click.command(context_settings=CONTEXT)
@database_option
@limit_options
@lexicon_option
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes that read; by default one a processor, at most 4.")
@click.option(
    "--unknown",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write the organisations there that the lexicon does not know.",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=proposing.files)
@click.pass_context
def seed(
    context: click.Context, db: str | None, max_bytes: str, max_seconds: float, lexicon: str | None, jobs: int | None,
    unknown: str | None, paths: tuple[str, ...],
) -> int:  # fmt: skip
    """Read articles into the database: files and folders of them, or the bundled ones without PATH.

    The path "-" stands for a list of paths on standard input.

    Files that were read before and are as they were are passed by. Ctrl-C stops after the batch in hand; the same
    command then goes on. Exit status: 0 all read, 1 some passed over, 2 wrong use, 3 nothing read.

    \b
    Examples:
      explorer seed
      explorer seed press-releases/ note.txt
      explorer seed --db agreements.db press-releases/
      explorer seed --lexicon bodies.toml press-releases/
      find /archive -name '*.html' -print0 | explorer seed -
    """
    from pathlib import Path

    from shell.limits import limits_of
    from shell.seeding import Wishes, default_jobs, seed_from

    own = Path(lexicon) if lexicon else None
    wishes = Wishes(limits_of(max_bytes, max_seconds), jobs or default_jobs(), own, unknown)
    return seed_from(db or context.obj, paths, wishes)
