"""Standard streams that break: a reader that has left, a full disk, streams that are closed, locales without letters.

Each command is a process of its own here, for closed streams are something that Python finds when it starts.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from torture.figures import Figure, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

AGAIN = "python -m torture exports"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("search",), ("search", "--json"), ("search", "--csv"), ("search", "nothing-has-this"),
    ("search", "--limit", "1"), ("show", "interpol"), ("show", "--json", "interpol"), ("show", "nobody"), ("orgs",),
    ("orgs", "--csv"), ("articles",), ("articles", "europol"), ("articles", "--json"), ("check",),
    ("extract", "article.txt"), ("nonsense",), ("extract", "--explain", "article.txt"),
    ("extract", "--json", "article.txt", "gone.txt"), ("searches",), ("config",), ("config", "--example"),
    ("man", "search"), ("completion", "bash"), ("terminal",), ("--help",), ("search", "--help"), ("--version",),
    ("browse",), ("--lines",), ("upgrade",), ("backup", "new.db"), ("check", "--repair"),
    ("diff", "shown.db", "good.db"), ("diff", "--json", "shown.db", "good.db"),
    ("diff", "--csv", "shown.db", "good.db"), ("seed", "--db", "new.db", "article.txt"),
)  # fmt: skip
PATIENCE = 60
NOT_PRINTED = 74
LEAST = 100  # bytes that a file may have where it is to break off
TRACES = (b"Traceback", b"Exception ignored", b"an error that should not be")
UNCOERCED = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
LOCALES: dict[str, Mapping[str, str]] = {
    "C": UNCOERCED,
    "C as Python has it": {"LC_ALL": "C"},
    "Latin-1": {**UNCOERCED, "PYTHONIOENCODING": "latin-1"},
    "ASCII, strict": {**UNCOERCED, "PYTHONIOENCODING": "ascii:strict"},
    "none that is known": {"LC_ALL": "xx_XX.UTF-8", "LANG": "xx"},
}


class Ran(NamedTuple):
    """What a process printed and how it ended."""

    out: bytes
    err: bytes
    status: int


class Case(NamedTuple):
    """A way in which streams are broken: what is done before the program begins, what is expected of the status."""

    name: str
    redirected: str
    loses_output: bool = False
    loses_errors: bool = False
    is_silence: bool = False  # standard error is closed: remarks are not wanted, the status is that of the command


CASES = (
    Case("nobody reads", "exec >&$gone", loses_output=True),
    Case("nobody reads errors", "exec 2>&$gone", loses_errors=True),
    Case("nobody reads either", "exec >&$gone 2>&$gone", loses_output=True, loses_errors=True),
    Case("full", "exec >/dev/full", loses_output=True),
    Case("errors full", "exec 2>/dev/full", loses_errors=True),
    Case("both full", "exec >/dev/full 2>/dev/full", loses_output=True, loses_errors=True),
    Case("closed", "exec >&-", loses_output=True),
    Case("errors closed", "exec 2>&-", loses_errors=True, is_silence=True),
    Case("all closed", "exec <&- >&- 2>&-", loses_output=True, loses_errors=True, is_silence=True),
    Case("output only to be read", "exec 1</dev/null", loses_output=True),
)
OF_THE_STREAMS = ("terminal",)  # a command that tells of them: with others it tells something else
SHELL = 'db=$1; gone=$2; shift 2; cd "$1"; shift; {}; exec "$@"'


def figures(
    folder: Path, database: Path, commands: Sequence[Sequence[str]], locales: Mapping[str, Mapping[str, str]]
) -> Iterator[Figure]:
    """Commands x broken streams, commands x locales."""
    tried, faults = broken(folder, database, commands, CASES)
    slow_tried, slow = slowly_read(folder, database, commands)
    yield counted(
        31,
        "command x {reader gone, full, closed, breaking off, never waiting}: tracebacks, false status 0",
        tried + slow_tried,
        faults + slow,
        AGAIN,
    )
    tried, faults = in_locales(folder, database, commands, locales)
    yield counted(0, "command x locale without letters: exceptions, JSON and CSV changed", tried, faults, AGAIN)


def broken(
    folder: Path, database: Path, commands: Iterable[Sequence[str]], cases: Sequence[Case]
) -> tuple[int, list[str]]:
    """Each command with each kind of broken stream; how many were tried, and what was wrong."""
    tried, faults = 0, []
    for command in commands:
        whole = ran(folder, database, command)
        for case in cases:
            if case.loses_errors and not case.loses_output and command == OF_THE_STREAMS:
                continue
            got = ran(folder, database, command, case.redirected)
            tried += 1
            faults += [f"{' '.join(command)}, {case.name}: {fault}" for fault in faults_of(case, whole, got)]
        got = ran(folder, database, command, is_breaking_off=True)
        tried += 1
        if len(whole.out) > LEAST and (got.status != NOT_PRINTED or b"not all" not in got.err or not got.out):
            faults.append(f"{' '.join(command)}, breaking off: status {got.status}, it says {got.err!r}")
    return tried, faults


def faults_of(case: Case, whole: Ran, got: Ran) -> Iterator[str]:
    """What is wrong with a command in this case, beside what it prints and gives otherwise."""
    yield from _traces(got)
    if not case.loses_output and got.out != whole.out:
        yield f"{len(got.out)} of {len(whole.out)} bytes of output"
    if not case.loses_errors and not case.loses_output and got.err != whole.err:
        yield f"it says {got.err!r}"
    lost = (case.loses_output and whole.out) or (case.loses_errors and not case.is_silence and whole.err)
    if lost and got.status == 0:
        yield "status 0, though not all was written"
    if not lost and got.status != whole.status:
        yield f"status {got.status} instead of {whole.status}"
    if got.status < 0:
        yield f"signal {-got.status}"
    if got.err.count(b"explorer: ") > 1 + whole.err.count(b"explorer: "):
        yield f"several lines of errors: {got.err!r}"


def slowly_read(folder: Path, database: Path, commands: Iterable[Sequence[str]]) -> tuple[int, list[str]]:
    """Pipes that never wait, with room for a page, and a reader that takes its time: all comes through."""
    tried, faults = 0, []
    for command in commands:
        whole = ran(folder, database, command)
        got = ran(folder, database, command, is_slow=True)
        tried += 1
        if (got.out, got.status) != (whole.out, whole.status):
            faults.append(
                f"{' '.join(command)}, never waiting: {len(got.out)} of {len(whole.out)} bytes, status {got.status}"
            )
        faults += [f"{' '.join(command)}, never waiting: {fault}" for fault in _traces(got)]
    return tried, faults


def in_locales(
    folder: Path, database: Path, commands: Iterable[Sequence[str]], locales: Mapping[str, Mapping[str, str]]
) -> tuple[int, list[str]]:
    """Each command in each locale: no exception, the usual status; JSON and CSV of the same bytes."""
    tried, faults = 0, []
    for command in commands:
        whole = ran(folder, database, command)
        for name, variables in locales.items():
            got = ran(folder, database, command, variables=variables)
            tried += 1
            found = list(_traces(got))
            if got.status != whole.status:
                found.append(f"status {got.status} instead of {whole.status}: {got.err!r}")
            if {"--json", "--csv"} & set(command) and got.out != whole.out:
                found.append("other bytes")
            faults += [f"{' '.join(command)}, locale {name}: {fault}" for fault in found]
    return tried, faults


def _traces(got: Ran) -> Iterator[str]:
    for trace in TRACES:
        if trace in got.err + got.out:
            yield f"it says {trace.decode()!r}: {got.err[-300:]!r}"


def ran(
    folder: Path,
    database: Path,
    command: Sequence[str],
    redirected: str = ":",
    variables: Mapping[str, str] | None = None,
    is_breaking_off: bool = False,
    is_slow: bool = False,
) -> Ran:
    """Runs the program from a shell that has broken its streams. What it made before is removed first."""
    for left in folder.glob("new.db*"):
        left.unlink()
    reads, gone = os.pipe()
    os.close(reads)
    program = [sys.executable, "-m", "explorer", *command]
    shell = ["bash", "-c", SHELL.format(redirected), "bash", str(database), str(gone), str(folder), *program]
    home = str(folder / "home")
    environment = {"HOME": home, "PATH": os.defpath, "TERM": "dumb", "LC_ALL": "C.UTF-8", "EXPLORER_DB": str(database)}
    environment |= {"PYTHONPATH": os.pathsep.join(sys.path), **(variables or {})}
    try:
        if is_breaking_off:
            return _into_a_file(folder, shell, environment, gone)
        if is_slow:
            return _into_a_slow_pipe(shell, environment, gone)
        done = subprocess.run(
            shell,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            pass_fds=[gone],
            env=environment,
            timeout=PATIENCE,
            check=False,
        )
        return Ran(done.stdout, done.stderr, done.returncode)
    finally:
        os.close(gone)


def _into_a_file(folder: Path, shell: Sequence[str], environment: Mapping[str, str], gone: int) -> Ran:
    """Output goes to a file that can't become larger than some bytes."""
    printed = folder / "printed"
    with printed.open("wb") as file:
        done = subprocess.run(
            shell, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.PIPE, pass_fds=[gone], env=environment,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LEAST, LEAST)), timeout=PATIENCE, check=False,
        )  # fmt: skip
    return Ran(printed.read_bytes(), done.stderr, done.returncode)


def _into_a_slow_pipe(shell: Sequence[str], environment: Mapping[str, str], gone: int) -> Ran:
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    _shrink(writes)
    process = subprocess.Popen(
        shell, stdin=subprocess.DEVNULL, stdout=writes, stderr=subprocess.PIPE, pass_fds=[gone], env=environment
    )
    os.close(writes)
    parts: list[bytes] = []
    reader = threading.Thread(target=_read_slowly, args=(reads, parts.append))
    reader.start()
    _, errors = process.communicate(timeout=PATIENCE)
    reader.join()
    os.close(reads)
    return Ran(b"".join(parts), errors, process.returncode)


def _shrink(pipe: int) -> None:
    import fcntl

    fcntl.fcntl(pipe, getattr(fcntl, "F_SETPIPE_SZ", 1031), 4096)


def _read_slowly(descriptor: int, take: Callable[[bytes], None]) -> None:
    time.sleep(0.4)
    while data := os.read(descriptor, 1000):
        take(data)
        time.sleep(0.002)
