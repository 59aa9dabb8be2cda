"""What a process and those that it started need, and the end of all of them."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LOOK = 0.05  # seconds between looks
ENDS = (signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM, signal.SIGINT)
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def hear_signals() -> None:
    """What nohup or a shell's background ignores is heard from here on, also by what is started: the end of a terminal
    ends what runs in it."""
    for number in ENDS:
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


@contextmanager
def ready(
    words: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A command that has printed its first line and now waits; in the end it is killed."""
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=folder
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def family(pid: int) -> list[int]:
    """A process and all that it started, and they."""
    found = [pid]
    for each in found:
        try:
            for task in Path(f"/proc/{each}/task").iterdir():
                found += map(int, (task / "children").read_text(encoding="ascii").split())
        except (OSError, ValueError):
            continue
    return found


def kill_family(leader: int) -> None:
    """Kills a process that leads a session, all that it started, and what is left in the session of those that have
    ended meanwhile."""
    for pid in family(leader):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def peak(pid: int) -> int:
    """The most memory that a process held so far, in bytes; 0 when it is gone."""
    try:
        told = PEAK.search(Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return 0
    return int(told[1]) * 1024 if told else 0


def processor_seconds() -> float:
    """What this process and all that it started have used of the processor so far."""
    own, gone = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    used = own.ru_utime + own.ru_stime + gone.ru_utime + gone.ru_stime
    return used + sum(seconds_of(pid) for pid in family(os.getpid())[1:])


def seconds_of(pid: int) -> float:
    """What one process has used of the processor so far; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def most_memory(process: subprocess.Popen[bytes], seconds: float) -> int:
    """Waits for the process, at most so long; the most memory that it or one of its family held, in bytes."""
    end = time.monotonic() + seconds
    most = 0
    while process.poll() is None and time.monotonic() < end:
        most = max(most, *(peak(pid) for pid in family(process.pid)))
        time.sleep(LOOK)
    return most
