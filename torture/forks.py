"""Work in processes of their own that begin as copies of this one: all is loaded, so that a thousand cost little."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from torture.storage import Fault, Storage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LONGEST = 60.0  # seconds; what takes longer hangs
LOADED = (
    *("shell.commands.records", "shell.commands.search", "shell.commands.seed", "shell.commands.upkeep"),
    *("shell.checking", "shell.reading", "shell.seeding", "shell.upgrading", "rich.console", "rich.table"),
)
CRASHED = 99  # exit status of work that raised what nobody foresaw


@dataclass(frozen=True, slots=True)
class Ended:
    """How work ended: its exit status (negative: by that signal), what it printed, how often the disk was asked for
    something, and what failed first. `is_late` when it had to be ended."""

    status: int
    out: str
    err: str
    calls: int = 0
    told: str = ""
    is_late: bool = False


def start(work: Callable[[], int], output: int | None = None, errors: int | None = None) -> int:
    """Starts work in a copy of this process, in a session of its own; its process id."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    status = CRASHED
    try:
        gc.freeze()
        os.setsid()
        null = os.open(os.devnull, os.O_RDWR)
        for number, target in ((0, null), (1, output if output is not None else null), (2, errors or null)):
            os.dup2(target, number)
        sys.stdin, sys.stdout, sys.stderr = (open(n, "w" if n else "r", closefd=False) for n in range(3))  # noqa: SIM115
        status = work()
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else CRASHED
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def run(work: Callable[[], int], fault: Fault | None = None, seconds: float = LONGEST) -> Ended:
    """Does work in a copy of this process, over a disk that has a fault, and waits for its end."""
    with (
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryFile() as errors,
        tempfile.TemporaryFile() as notes,
    ):

        def watched() -> int:
            storage = Storage(fault) if fault else None
            try:
                return work()
            finally:
                if storage:
                    os.write(notes.fileno(), json.dumps([storage.calls, storage.told]).encode())

        status, is_late = wait(start(watched, output.fileno(), errors.fileno()), seconds)
        found = [_read(file) for file in (output, errors, notes)]
    calls, told = json.loads(found[2]) if found[2] else (0, "")
    return Ended(status, found[0], found[1], calls, told, is_late)


def wait(pid: int, seconds: float = LONGEST) -> tuple[int, bool]:
    """The exit status of a process that this one started, negative for a signal; and whether it was ended for being
    late."""
    due = time.monotonic() + seconds
    nap = 0.0005
    while True:
        ended, state = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(state), False
        if time.monotonic() > due:
            os.kill(pid, signal.SIGKILL)
            return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), True
        time.sleep(nap)
        nap = min(2 * nap, 0.02)


def command(*words: object) -> Callable[[], int]:
    """A command of the program, as work."""
    from shell.cli import cli
    from shell.failures import run as run_command
    from shell.options import guarded

    for module in LOADED:
        import_module(module)

    def work() -> int:
        line: Sequence[str] = guarded([str(word) for word in words])
        return run_command(lambda: cli.main(list(line), prog_name="explorer", standalone_mode=False))

    return work


def descendants(pid: int) -> dict[int, str]:
    """The processes that a process started, and those started, still running: each with when it was started."""
    parents: dict[int, list[tuple[int, str]]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                parents.setdefault(int(fields[1]), []).append((int(folder.name), fields[19]))
    found: dict[int, str] = {}
    waiting = [pid]
    while waiting:
        for child, begun in parents.get(waiting.pop(), ()):
            found[child] = begun
            waiting.append(child)
    return found


def still_there(processes: dict[int, str]) -> list[int]:
    """Those of some processes that have not ended."""
    left = []
    for pid, begun in processes.items():
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            if fields[19] == begun and fields[0] not in "ZX":
                left.append(pid)
    return left


def _read(file: object) -> str:
    file.seek(0)  # type: ignore[attr-defined]
    data: bytes = file.read()  # type: ignore[attr-defined]
    return data.decode(errors="replace")
