"""How far long work is, as a line on standard error, while a person looks at it."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from db.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

QUICK = 1.0  # seconds in which nothing is said


@contextmanager
def saying() -> Iterator[Callable[[str], None]]:
    """Something that shows a line in place of the one before; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.text import Text

    status = Console(stderr=True, markup=False, emoji=False, highlight=False).status("", spinner="line")
    timer = threading.Timer(QUICK, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda line: status.update(Text(printable(line)))  # a str would be read as markup
    finally:
        timer.cancel()
        timer.join()
        status.stop()
