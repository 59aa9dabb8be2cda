"""What `explorer config` prints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import UsageError
from shell.output import print_fields, remark, say
from shell.places import config_location
from tui.config import Config, Read, read_config

if TYPE_CHECKING:
    from collections.abc import Iterator

WRONG = 2
EXAMPLE = """\
# Settings of Agreement Explorer. Take away the # before what you want; explorer config --check tells what is wrong.

# theme = "auto"             # auto, dark, light, contrast, mono, ansi-dark, ansi-light
# ascii = true               # nothing but ASCII on the screen
# slow = true                # for a slow link: fewer frames, the detail a little later
# mouse = true               # clicks and wheel; the terminal's own selection then needs Shift

# query = "org:interpol"     # what the explorer opens on; without it, where you were last
# sort = "newest"            # newest, oldest, title, kind, sources
# restore = false            # do not come back to where you were
# columns = ["date", "kind", "parties", "status"]    # also: title, place, sources

# [keys]                     # explorer's names of commands, each with a key or a list of keys
# sort = "u"
# search = ["/", "f3"]
"""


def print_config(option: str | None, is_check: bool) -> int:
    """Prints where the settings are and what they set, or with `is_check` only what is wrong; gives the status."""
    location = config_location(option)
    path = Path(location)
    is_there = bool(location) and path.exists()
    if option and not is_there:
        raise UsageError(f"there is no {option}")
    read = read_config(path) if is_there else Read()
    for problem in read.problems:
        if is_check:
            say(problem)
        else:
            remark(problem)
    if not is_check:
        where = location if is_there else f"{location or 'none'} (there is none; explorer config --example shows one)"
        print_fields([("file", where), *_settings(read.config)])
    elif not read.problems:
        say(f"all is well: {path}" if is_there else f"no settings: there is no {location or 'file of them'}")
    return WRONG if read.problems else 0


def print_example() -> int:
    """Prints a file with every setting."""
    for line in EXAMPLE.splitlines():
        say(line)
    return 0


def _settings(config: Config) -> Iterator[tuple[str, str]]:
    """Each setting and its value in words, those that are not set too."""
    for name, value in config.wishes._asdict().items():
        yield name, _words(value)
    yield "query", config.query or "not set"
    yield "sort", config.sort or "not set"
    yield "restore", _words(config.restore)
    yield "columns", ", ".join(config.columns) or "not set"
    for name, keys in config.keys.items():
        yield f"keys.{name}", " ".join(keys)


def _words(value: object) -> str:
    if value is None:
        return "not set"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
