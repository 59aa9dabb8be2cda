"""The command that shows the manual: by man, by a pager, or as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import click

from db.errors import NothingFoundError
from shell.manual import NAME, as_text, context_of, page_of
from shell.options import VERSION
from shell.output import for_people
from shell.roff import as_roff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shell.manual import Page

WIDEST = 100


def show_page(root: click.Command, names: Sequence[str], roff: bool) -> int:
    """Shows the page of a command. Raises NothingFoundError for one that there is none of."""
    words = tuple(names[1:] if names[:1] == (NAME,) else names)
    context = context_of(root, words)
    if context is None:
        raise NothingFoundError(f"there is no command {' '.join(words)}; explorer man lists them")
    page = page_of(context)
    if roff:
        click.echo(as_roff(page, VERSION), nl=False)
    elif not for_people() or os.environ.get("TERM", "dumb") == "dumb" or not sys.stdin.isatty():
        click.echo(as_text(page), nl=False)
    elif not _shown_by_man(page):
        click.echo_via_pager(as_text(page, min(shutil.get_terminal_size().columns, WIDEST)))
    return 0


def _shown_by_man(page: Page) -> bool:
    """Whether man could show it. Nothing is written to any file."""
    man = shutil.which("man")
    if man is None:
        return False
    done = subprocess.run(
        [man, "-l", "-"], input=as_roff(page, VERSION).encode(), stderr=subprocess.DEVNULL, check=False
    )
    return done.returncode == 0
