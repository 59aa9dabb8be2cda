"""The doors of the program that open a database, called in a process made for it, and what they did there.

A process is forked from this one, which has imported all, and opens the doors of one file after another, so that a door
costs some milliseconds. Whatever becomes of it, a signal, no end, too much memory, is seen from here.
"""

from __future__ import annotations

import faulthandler
import gc
import io
import json
import os
import resource
import select
import shutil
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
    """All that the doors did with one file: the signal that ended the process, 0 for none, the door that was open then
    or that took too long, and the most memory that there was meanwhile, in bytes."""

    seen: tuple[Seen, ...]
    signal: int
    last: str
    memory: int


def command(*words: str) -> Door:
    """A command of the shell."""

    return lambda path: _done([*words, "--db", str(path)])


def compared(other: Path) -> Door:
    """Another database compared with it."""
    return lambda path: _done(["diff", str(other), str(path)])


def copied(target: Path) -> Door:
    """It is copied as `explorer backup` does."""
    return lambda path: _done(["backup", "--replace", "--db", str(path), "--", str(target)])


def repaired(copy: Path) -> Door:
    """What is derived in a copy of it is made anew."""

    def call(path: Path) -> tuple[int, str, str]:
        shutil.copyfile(path, copy)
        return _done(["check", "--repair", "--db", str(copy)])

    return call


def _done(words: list[str]) -> tuple[int, str, str]:
    printed = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(each, encoding="utf-8", write_through=True) for each in printed)
    with redirect_stdout(out), redirect_stderr(err):
        status = run(lambda: cli.main(guarded(words), prog_name="explorer", standalone_mode=False))
    told = [each.getvalue().decode("utf-8", "backslashreplace") for each in printed]
    return status, told[0], told[1]


def called(path: Path, doors: Sequence[tuple[str, Door]], patience: float) -> Call:
    """Calls the doors one after the other in a process of their own, which is ended when one takes so many seconds."""
    with Porter(path, lambda _: doors, patience) as porter:
        return porter.call(0)


class Porter:
    """Calls the doors `doors_of(number)` on the file that then lies at a path, in another process, which opens those of
    `calls` numbers, so that what a program does once costs once. One that dies or takes too long is replaced."""

    def __init__(
        self, path: Path, doors_of: Callable[[int], Sequence[tuple[str, Door]]], patience: float, calls: int = 1
    ) -> None:
        self._path = path
        self._doors_of = doors_of
        self._patience = patience
        self._calls = calls
        self._left = self._child = self._asking = self._hearing = 0

    def __enter__(self) -> Porter:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child:
            self._end()

    def call(self, number: int) -> Call:
        """What the doors of a number did with the file that lies there now."""
        if not self._child:
            self._begin()
        os.write(self._asking, b"%d\n" % number)
        self._left -= 1
        seen, last, memory = self._heard()
        ended = 0
        if memory is None:
            ended, memory = self._end()
        elif not self._left:
            self._end()
        return Call(tuple(seen), ended, last, memory)

    def _begin(self) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        asked, self._asking = os.pipe()
        self._hearing, telling = os.pipe()
        self._left = self._calls
        self._had = _memory("VmRSS")
        self._child = os.fork()
        if not self._child:
            os.close(self._asking)
            os.close(self._hearing)
            _in_the_child(self._path, self._doors_of, asked, telling, self._had)
        os.close(asked)
        os.close(telling)

    def _end(self) -> tuple[int, int]:
        """Lets the process end: by which signal it did, and the most memory that it had in all its life."""
        os.close(self._asking)
        os.close(self._hearing)
        _, state, usage = os.wait4(self._child, 0)
        self._child = 0
        return os.WTERMSIG(state) if os.WIFSIGNALED(state) else 0, _own(usage.ru_maxrss * 1024, self._had)

    def _heard(self) -> tuple[list[Seen], str, int | None]:
        """What the process tells of a call, line by line, with the memory at its end; None when it ended before, or was
        ended as nothing more came in time."""
        seen: list[Seen] = []
        last, rest = "", b""
        while True:
            ready, _, _ = select.select([self._hearing], [], [], self._patience)
            if not ready:
                os.kill(self._child, signal.SIGKILL)
            data = os.read(self._hearing, 1 << 16) if ready else b""
            if not data:
                return seen, last, None
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                told = json.loads(line)
                if isinstance(told, int):
                    return seen, "", told
                last = told if isinstance(told, str) else ""
                if not last:
                    door, status, out, err, seconds, done = told
                    seen.append(Seen(door, status, out, err, seconds, tuple(done)))


def _in_the_child(
    path: Path, doors_of: Callable[[int], Sequence[tuple[str, Door]]], asked: int, telling: int, had: int
) -> None:
    """Never comes back."""
    ending = 1
    try:
        faulthandler.disable()  # what a child dies of is told from here
        gc.freeze()
        resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        done: list[str] = []
        sys.addaudithook(lambda event, about: done.append(event) if _is_forbidden(event, about) else None)
        with open(asked) as numbers:
            for number in numbers:
                Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak of memory begins anew
                for name, door in doors_of(int(number)):
                    _opened(path, name, door, done, telling)
                _tell(telling, _own(_memory("VmHWM"), had))
        ending = 0
    finally:
        os._exit(ending)


def _opened(path: Path, name: str, door: Door, done: list[str], telling: int) -> None:
    """Opens a door and tells what it did."""
    _tell(telling, name)
    begun = time.process_time()  # a machine busy with others is no fault of the door
    done.clear()
    try:
        status, out, err = door(path)
        told = (status, out[:MOST_PRINTED], err[:MOST_PRINTED])
    except BaseException as error:  # a door that lets anything through is a failure, told as such
        told = (-1, "", f"{type(error).__name__}: {error}")
    _tell(telling, (name, *told, time.process_time() - begun, sorted(set(done))))


def _memory(kind: str) -> int:
    """The memory of this process now ("VmRSS") or at its most ("VmHWM"), in bytes (proc_pid_status(5))."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{kind}:"))


def _own(memory: int, had: int) -> int:
    """What the program alone would have had where a process that began with so much more has this much memory."""
    return OWN_MEMORY + max(0, memory - had)


def _is_forbidden(event: str, about: tuple[object, ...]) -> bool:
    """Whether something happens that no file may cause. The program itself asks a Python of its own about locks."""
    return event in FORBIDDEN and about[:1] != (sys.executable,)


def _tell(writing: int, told: object) -> None:
    data = json.dumps(told).encode() + b"\n"
    while data:
        data = data[os.write(writing, data) :]
