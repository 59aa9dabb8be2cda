"""What is kept of an error that nobody foresaw, for whoever mends it: where in the program it happened and with what it
ran. No text of an article is in it, nothing that was typed, and no path of the person's."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from db.files import replace_file
from db.printable import printable
from shell.places import crash_location

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

MOST_FRAMES = 40
MOST_CAUSES = 5
LONGEST = 200
TERMINAL = ("TERM", "COLORTERM", "TERM_PROGRAM", "LANG", "LC_ALL")
# Their messages are made of names in programs; those of others may quote what was read.
OF_THE_PROGRAM = (AttributeError, ImportError, NameError, TypeError, RecursionError, ZeroDivisionError)


def kept_report(error: BaseException) -> str:
    """Keeps a report of the error in the person's folder for state, in place of the last; says where, or why not."""
    place = crash_location()
    if not place:
        return "there is no folder to keep a report of it in"
    from pathlib import Path

    try:
        replace_file(Path(place), report_of(error).encode("utf-8", "replace"), mode=0o600)
    except OSError as problem:
        return f"a report of it can't be kept: {place}: {problem.strerror or problem}"
    return f"where it happened stands in {place}"


def report_of(error: BaseException) -> str:
    """The report, each line clean."""
    lines = [
        "An error that should not be. This says where in the program; no text of articles or searches is in it.",
        "",
    ]
    lines += [*_surroundings(), ""]
    for nth, each in enumerate(_causes(error)):
        lines += [f"{'before that: ' if nth else ''}{_words(each)}", *_places(each.__traceback__), ""]
    return "".join(f"{printable(line)[:LONGEST]}\n" for line in lines)


def _surroundings() -> Iterator[str]:
    import platform
    import time
    from importlib.metadata import PackageNotFoundError, version

    from shell.options import VERSION

    yield time.strftime("when: %Y-%m-%d %H:%M:%S %z")
    yield f"explorer {VERSION}, Python {platform.python_version()}, {platform.system()}"
    try:
        yield f"textual {version('textual')}, rich {version('rich')}"
    except PackageNotFoundError:  # they are within one file
        yield "textual and rich: as they come with it"
    yield ", ".join(f"{name}={os.environ[name]}" for name in TERMINAL if name in os.environ)
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    yield f"encodings: {', '.join(each.encoding if each else 'none' for each in streams)}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and those in whose handling it came up."""
    each: BaseException | None = error
    for _ in range(MOST_CAUSES):
        if each is None:
            return
        yield each
        each = each.__cause__ or each.__context__


def _words(error: BaseException) -> str:
    name = type(error).__name__
    return f"{name}: {error}" if isinstance(error, OF_THE_PROGRAM) else f"{name}; its message is left out"


def _places(traceback: TracebackType | None) -> list[str]:
    """Where it happened, the innermost last: modules, lines and functions."""
    places = []
    while traceback is not None:
        frame = traceback.tb_frame
        places.append(f"  {frame.f_globals.get('__name__', '?')}:{traceback.tb_lineno} {frame.f_code.co_name}")
        traceback = traceback.tb_next
    return places[-MOST_FRAMES:]
