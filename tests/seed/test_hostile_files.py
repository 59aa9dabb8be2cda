"""A folder of everything that can't be read: each file is told with its reason, in time, and the rest is read."""

from __future__ import annotations

import gzip
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from opened_files import read_paths
from pdfs import pdf

from seed.readers.articles import TextArticle
from seed.readers.opening import open_source
from seed.readers.parser import Parser
from seed.sources import Limits, RawArticle, Skipped, gather

LIMITS = Limits(max_bytes=1_000_000, max_seconds=3)
GOOD = b"FIFA and UNESCO signed a memorandum of understanding on 5 May 2020."
FILES = {
    "zeros.txt": (b"MZ" + bytes(500), "binary"),
    "line.txt": (b"word " * 200_001, "larger than 1 MB"),
    "bomb.txt.gz": (gzip.compress(bytes(100_000_000)), "larger than it may be"),
    "broken.html.gz": (gzip.compress(b"<html>" + GOOD)[:-4], "broken"),
    "broken.pdf": (pdf([[]])[:200], "broken"),
    "scanned.pdf": (pdf([[]]), "scanned pages"),
    "deep.html": (b"<!doctype html>" + b"<div>" * 100_000 + GOOD, "nested too deep"),
    "attributes.html": (b"<!doctype html><p " + b"".join(b"a%d=1 " % n for n in range(90_000)) + b">", ""),
    "mail.eml": (b"no head\n", "no mail"),
    "empty.md": (b"\n \n", "empty"),
    "photo.png": (b"\x89PNG", "not a kind of file"),
    "na\x1b[31mme\n.txt": (b"\0", "binary"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)  # a socket's address must be short
    made = tmp_path / "in"
    made.mkdir()
    for name, (data, _) in FILES.items():
        (made / name).write_bytes(data)
    for name in ("0.txt", "m.html", "z.txt"):
        (made / name).write_bytes(GOOD)
    with (made / "sparse.txt").open("wb") as sparse:
        sparse.truncate(10**12)
    os.mkfifo(made / "pipe.txt")
    (made / "device.txt").symlink_to("/dev/zero")
    (made / "self.txt").symlink_to(made / "self.txt")
    (made / "loop").symlink_to(made)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("in/socket.txt")
        yield made


def test_each_is_told_with_its_reason_and_the_rest_is_read(folder: Path) -> None:
    start = time.monotonic()
    found = read_paths(folder, limits=LIMITS)
    assert time.monotonic() - start < 30
    assert [item.name for item in found if isinstance(item, TextArticle) and item.text == GOOD.decode()] == [
        "0.txt", "m.html", "z.txt",
    ]  # fmt: skip
    reasons = {item.source: item.reason for item in found if isinstance(item, Skipped)}
    assert all(reason.isprintable() for reason in reasons.values())
    for name, (_, reason) in FILES.items():
        assert reason in reasons[str(folder / name)]
    special = {
        "sparse.txt": "larger than 1 MB", "pipe.txt": "not a regular file",
        "device.txt": "a link; name the file itself",
        "self.txt": "a link; name the file itself", "socket.txt": "not a regular file",
    }  # fmt: skip
    assert {name: reasons[str(folder / name)] for name in special} == special
    assert len(reasons) == len(FILES) + len(special)


def test_a_file_that_vanishes_meanwhile_is_told(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.jsonl", "d.txt"):
        (tmp_path / name).write_bytes(GOOD)
    found: list[RawArticle | Skipped] = []
    for item in gather([tmp_path], LIMITS):
        found.append(item)
        for name in ("b.txt", "c.jsonl"):
            (tmp_path / name).unlink(missing_ok=True)
    assert [type(item) for item in found] == [RawArticle, Skipped, Skipped, RawArticle]
    assert {item.reason for item in found if isinstance(item, Skipped)} == {"no such file"}


def test_many_records_are_never_held_together(tmp_path: Path) -> None:
    """Of a file a hundred times the limit, one record at a time is in memory."""
    import tracemalloc

    line = b'{"text": "' + b"word " * 2_000 + b'"}\n'
    (tmp_path / "a.jsonl").write_bytes(line * 1_000)
    limits = Limits(max_bytes=100_000)
    tracemalloc.start()
    with Parser(limits) as parser:
        count = sum(
            isinstance(article, TextArticle)
            for raw in gather([tmp_path / "a.jsonl"], limits)
            if isinstance(raw, RawArticle)
            for article in open_source(raw, limits, parser)
        )
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_000
    assert most < 2_000_000
