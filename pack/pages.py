"""The pages of the manual, one for each command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shell.cli import cli
from shell.manual import context_of, every_context, page_of
from shell.options import VERSION
from shell.roff import as_roff

if TYPE_CHECKING:
    from pathlib import Path


def make_pages(folder: Path) -> str:
    """Writes them into a folder `man`, in place of those that were there; says in a line what they are."""
    pages = folder / "man"
    pages.mkdir(exist_ok=True)
    for old in pages.glob("explorer*.1"):
        old.unlink()
    root = context_of(cli, ())
    assert root is not None  # noqa: S101  # there is always the first
    made = [page_of(context) for context in every_context(root)]
    for page in made:
        (pages / f"{page.name}.1").write_text(as_roff(page, VERSION), encoding="ascii")
    return f"{pages}: {len(made)} pages"
