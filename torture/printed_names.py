"""Files with names that are no text, or that look like others: read, shown, and found again byte for byte."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from torture.called import call
from torture.figures import Figure, counted
from torture.judged import json_of, terminal_faults, text_faults, told_faults, without_progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAMES = (
    b"a\x9b31m.txt", b"b\nc\td.txt", b"\x1b]0;PWNED\x07\x1b[2J.txt", b"\xed\xa0\x80.txt", b"--db.txt",
    b"q'\"`$(x)\\.txt",
    "z\u200b.txt".encode(), b"z.txt", "\u202etxt.exe.txt".encode(), b"%9B.txt", b"a%9B31m.txt", b"#1.txt",
)  # fmt: skip
TEXT = "LYON, {day} October 2011: INTERPOL and Europol signed a memorandum of understanding on {day} October 2011.\n"


def figure(
    folder: Path, names: Sequence[bytes] = NAMES, forms: Sequence[tuple[str, ...]] = ((), ("--json",))
) -> Figure:
    """Each name through seed, articles, show and extract."""
    articles = folder / "named"
    articles.mkdir()
    here = {}
    for number, name in enumerate(names):
        data = TEXT.format(day=number + 1).encode()
        with open(os.fsencode(articles) + b"/" + name, "wb") as file:  # noqa: PTH123 - the name need not be text
            file.write(data)
        here[os.fsencode(articles) + b"/" + name] = data
    environment = {"HOME": str(folder), "TERM": "xterm", "PATH": os.defpath, "EXPLORER_DB": str(folder / "named.db")}
    faults = []
    for arguments in (("seed", str(articles)), ("seed", "--", *sorted(map(os.fsdecode, here)))):
        got = call(arguments, "terminal", environment, articles)
        faults += [f"{arguments[0]}: {fault}" for fault in (*told_faults(got), *terminal_faults(without_progress(got)))]
    if f"{len(names)} articles known before".encode() not in got.out:
        faults.append(f"named one by one they are not known again: {got.out!r}")
    with closing(sqlite3.connect(folder / "named.db")) as connection:
        kept = [source for (source,) in connection.execute("SELECT source FROM places")]
    led = {path_of(source) for source in kept}
    faults += [f"{name!r} is not among the places" for name in here if name not in led]
    faults += [f"the place {source!r} leads to no file" for source in kept if path_of(source) not in here]
    for arguments in (("articles",), ("articles", "lang:en"), ("show", "interpol"), ("extract", str(articles))):
        for more in forms:
            got = call((*arguments, *more), "terminal", environment, articles)
            faults += [f"{arguments[0]}: {fault}" for fault in (*told_faults(got), *terminal_faults(got))]
            got = call((*arguments, *more), "pipe", environment, articles)
            faults += [f"{arguments[0]}: {fault}" for fault in text_faults(got.out)]
    found = json_of(call(("articles", "--json"), "pipe", environment, articles).out)
    faults += [f"JSON has {each['source']!r}" for each in found if each["source"] not in kept]
    return counted(
        0,
        "names of files that are no text: lost, obeyed, or not found again",
        len(names),
        faults,
        "python -m torture exports",
    )


def path_of(source: str) -> bytes:
    """The file that a place leads to."""
    return unquote_to_bytes(source[7:]) if source.startswith("file://") else source.encode()
