"""The doors of the program that open a database, each called in a process made for it, and what it did there.

A process is forked from this one, which has imported all, so that a door costs some milliseconds. Whatever becomes of
it, a signal, no end, too much memory, is seen from here.
"""

from __future__ import annotations

import faulthandler
import io
import json
import os
import resource
import select
import signal
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shell.cli import cli
from shell.failures import run
from shell.options import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Door = Callable[[Path], tuple[int, str, str]]  # exit status, standard output, standard error

SPACE = 2_000_000_000  # bytes of addresses: what asks for more is told no, and the machine lives on
OWN_MEMORY = 62_000_000  # bytes that the program has once all of it is imported; this process may have more
MOST_PRINTED = 100_000  # signs that are looked at
FORBIDDEN = ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "sqlite3.load_extension",
             "sqlite3.enable_load_extension", "socket.connect", "ctypes.dlopen")  # fmt: skip


class Seen(NamedTuple):
    """What a door did: its name, its exit status, what it printed, the seconds of the processor that it took, and what
    it did that it must not."""

    door: str
    status: int
    out: str
    err: str
    seconds: float
    done: tuple[str, ...] = ()


class Call(NamedTuple):
    """All that the doors did in one process: the signal that ended it, 0 for none, the door that was open then or that
    took too long, and the most memory that it had, in bytes."""

    seen: tuple[Seen, ...]
    signal: int
    last: str
    memory: int


def command(*words: str) -> Door:
    """A command of the shell."""

    def call(path: Path) -> tuple[int, str, str]:
        printed = io.BytesIO(), io.BytesIO()
        out, err = (io.TextIOWrapper(each, encoding="utf-8", write_through=True) for each in printed)
        with redirect_stdout(out), redirect_stderr(err):
            asked = guarded([*words, "--db", str(path)])
            status = run(lambda: cli.main(asked, prog_name="explorer", standalone_mode=False))
        told = [each.getvalue().decode("utf-8", "backslashreplace") for each in printed]
        return status, told[0], told[1]

    return call


def called(path: Path, doors: Sequence[tuple[str, Door]], patience: float) -> Call:
    """Calls the doors one after the other in a process of their own, which is ended when one takes so many seconds."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    had = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    child = os.fork()
    if not child:
        os.close(reading)
        _in_the_child(path, doors, writing)
    os.close(writing)
    seen, last = _heard(reading, child, patience)
    os.close(reading)
    _, state, usage = os.wait4(child, 0)
    grown = max(0, usage.ru_maxrss * 1024 - had)
    return Call(tuple(seen), os.WTERMSIG(state) if os.WIFSIGNALED(state) else 0, last, OWN_MEMORY + grown)


def _heard(reading: int, child: int, patience: float) -> tuple[list[Seen], str]:
    """What the child tells, line by line; it is ended when nothing more comes in time."""
    seen: list[Seen] = []
    last, rest = "", b""
    while True:
        ready, _, _ = select.select([reading], [], [], patience)
        if not ready:
            os.kill(child, signal.SIGKILL)
        data = os.read(reading, 1 << 16) if ready else b""
        if not data:
            return seen, last
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            told = json.loads(line)
            last = told if isinstance(told, str) else ""
            if not last:
                door, status, out, err, seconds, done = told
                seen.append(Seen(door, status, out, err, seconds, tuple(done)))


def _in_the_child(path: Path, doors: Sequence[tuple[str, Door]], writing: int) -> None:
    """Never comes back."""
    ending = 1
    try:
        faulthandler.disable()  # what a child dies of is told from here
        resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        done: list[str] = []
        sys.addaudithook(lambda event, about: done.append(event) if _is_forbidden(event, about) else None)
        for name, door in doors:
            _tell(writing, name)
            begun = time.process_time()  # a machine busy with others is no fault of the door
            done.clear()
            try:
                status, out, err = door(path)
                told = (status, out[:MOST_PRINTED], err[:MOST_PRINTED])
            except BaseException as error:  # a door that lets anything through is a failure, told as such
                told = (-1, "", f"{type(error).__name__}: {error}")
            _tell(writing, (name, *told, time.process_time() - begun, sorted(set(done))))
        ending = 0
    finally:
        os._exit(ending)


def _is_forbidden(event: str, about: tuple[object, ...]) -> bool:
    """Whether something happens that no file may cause. The program itself asks a Python of its own about locks."""
    return event in FORBIDDEN and about[:1] != (sys.executable,)


def _tell(writing: int, told: object) -> None:
    data = json.dumps(told).encode() + b"\n"
    while data:
        data = data[os.write(writing, data) :]
