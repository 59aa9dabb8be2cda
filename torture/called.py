"""Commands as a shell calls them, each in a fork of this process, which has imported all they need: some milliseconds a
call. What they print goes to a pseudo-terminal, a pipe or a file, standard output and standard error apart."""

from __future__ import annotations

import fcntl
import os
import selectors
import signal
import struct
import sys
import tempfile
import termios
import time
from io import TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple

from explorer import main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

Where = Literal["terminal", "pipe", "file"]
SIZE = (40, 100)  # rows and columns
PATIENCE = 60.0  # seconds
HUNG = -1
FAILED_TO_FLUSH = 120  # the status that Python gives


class Called(NamedTuple):
    """What a command printed, and its exit status: negative for a signal that ended it, HUNG for too long."""

    out: bytes
    err: bytes
    status: int


def call(
    arguments: Sequence[str],
    where: Where,
    environment: Mapping[str, str],
    folder: Path,
    encoding: str = "utf-8",
    front: Callable[[], object] = main,
) -> Called:
    """Calls `explorer`, or another `front`, with these arguments in `folder`, with nothing but `environment`, standard
    input at its end."""
    out_reads, out_writes, printed = _end(where)
    err_reads, err_writes, _ = _end("terminal" if where == "terminal" else "pipe")
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(out_writes, 1)
            os.dup2(err_writes, 2)
            os.closerange(3, 256)
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
            os._exit(_run(arguments, encoding, front))
        except BaseException:  # told to the parent, as by Python itself
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(1)
    os.close(out_writes)
    os.close(err_writes)
    out, err, is_hung = _read(out_reads, err_reads)
    if is_hung:
        os.killpg(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if printed is not None:
        printed.seek(0)
        out = printed.read()
        printed.close()
    return Called(out, err, HUNG if is_hung else status)


def warm() -> None:
    """Imports what commands import, so that the forks need not."""
    from importlib import import_module

    for name in (
        "rich.cells", "rich.console", "rich.progress", "rich.table", "rich.text", "click", "csv", "json", "sqlite3",
        "click.shell_completion", "db.backups", "db.checks", "db.differences", "db.repairs", "db.writer",
        "seed.explain", "seed.load", "seed.workers", "shell.cells", "shell.checking", "shell.cli", "shell.completing",
        "shell.configuring", "shell.differing", "shell.extracting", "shell.failures", "shell.finding",
        "shell.json_text", "shell.keeping", "shell.manual_pages", "shell.proposals", "shell.reading",
        "shell.searches", "shell.seeding", "shell.sheets", "shell.terminal_check", "shell.upgrading", "tui.config",
        *(f"shell.commands.{name}" for name in ("browse", "completion", "config", "extract", "man", "records", "search",
        "searches", "seed", "terminal", "upkeep")),
    ):  # fmt: skip
        import_module(name)


def _run(arguments: Sequence[str], encoding: str, front: Callable[[], object]) -> int:
    """In the fork: the streams as Python opens them, then the front door; the exit status of the process."""
    sys.stdin = sys.__stdin__ = open(0, encoding=encoding, closefd=False)  # type: ignore[misc]  # noqa: SIM115
    sys.stdout = sys.__stdout__ = _stream(1, encoding, "strict")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _stream(2, encoding, "backslashreplace")  # type: ignore[misc]
    sys.argv = ["explorer", *arguments]
    try:
        front()
        status = 0
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else 0 if left.code is None else 1
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return FAILED_TO_FLUSH
    return status


def _stream(descriptor: int, encoding: str, errors: str) -> TextIOWrapper:
    file = open(descriptor, "wb", closefd=False)  # noqa: SIM115 - until the fork ends
    return TextIOWrapper(file, encoding, errors, line_buffering=os.isatty(descriptor))


def _end(where: Where) -> tuple[int | None, int, BinaryIO | None]:
    """Where to read, where the command writes, and the file that it writes to."""
    if where == "file":
        file = tempfile.TemporaryFile()  # noqa: SIM115 - read, and closed, once the command has ended
        return None, os.dup(file.fileno()), file
    if where == "pipe":
        return (*os.pipe(), None)
    reads, writes = os.openpty()
    fcntl.ioctl(writes, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    modes = termios.tcgetattr(writes)
    modes[1] &= ~termios.OPOST  # bytes as they were written
    termios.tcsetattr(writes, termios.TCSANOW, modes)
    return reads, writes, None


def _read(*descriptors: int | None) -> tuple[bytes, bytes, bool]:
    """What comes from two descriptors until both are at their end, and whether that took too long."""
    parts: list[list[bytes]] = [[], []]
    ends = time.monotonic() + PATIENCE
    with selectors.DefaultSelector() as selector:
        for place, descriptor in enumerate(descriptors):
            if descriptor is not None:
                selector.register(descriptor, selectors.EVENT_READ, place)
        while selector.get_map() and time.monotonic() < ends:
            for key, _ in selector.select(1.0):
                try:
                    data = os.read(key.fd, 65536)
                except OSError:  # how a pseudo-terminal ends
                    data = b""
                if data:
                    parts[key.data].append(data)
                else:
                    selector.unregister(key.fd)
        is_hung = bool(selector.get_map())
    for descriptor in descriptors:
        if descriptor is not None:
            os.close(descriptor)
    return b"".join(parts[0]), b"".join(parts[1]), is_hung
