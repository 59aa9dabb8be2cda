"""What could not be written is known, and no other file takes the place of a stream that was closed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from shell.streams import LONGEST, Outlet, shortened

ROOT = Path(__file__).resolve().parent.parent.parent
PRINTS = "import sys; from shell.failures import run; sys.exit(run(lambda: {}))"
LACKING = "explorer: not all that was to be printed could be: standard output"
SAYS = "print('some words')"
REMARKS = "__import__('shell.output').output.remark('some words')"


def ran(code: str, redirected: str) -> subprocess.CompletedProcess[str]:
    command = f'"$0" -c "$1" {redirected}'
    python = [sys.executable, PRINTS.format(code)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(["sh", "-c", command, *python], capture_output=True, text=True, check=False, env=environment)


@pytest.mark.parametrize(
    ("code", "redirected", "status", "told"),
    [
        (SAYS, ">/dev/full", 74, f"{LACKING}: No space left on device\n"),
        (SAYS, ">&-", 74, f"{LACKING}: it is closed\n"),
        ("3", ">&-", 3, ""),
        (SAYS, "2>/dev/full", 0, ""),
        (SAYS, "2>&-", 0, ""),
        (REMARKS, "2>/dev/full", 74, ""),
        (REMARKS, "2>&-", 0, ""),
        (REMARKS, "<&- >&- 2>&-", 0, ""),
        (SAYS, "<&- >&- 2>&-", 74, ""),
    ],
)  # fmt: skip
def test_the_status_is_0_only_if_all_was_written(code: str, redirected: str, status: int, told: str) -> None:
    result = ran(code, redirected)
    assert (result.returncode, result.stderr) == (status, told)


def test_a_file_that_is_opened_later_is_never_a_stream(tmp_path: Path) -> None:
    file = tmp_path / "later"
    code = f"[open('{file}', 'w').fileno(), __import__('os').write(1, b'x'), __import__('os').write(2, b'x')][0]"
    assert ran(code, "<&- >&- 2>&-").returncode == 3
    assert file.read_text() == ""


def test_a_pipe_that_never_waits_gets_everything() -> None:
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    outlet = Outlet(writes, is_open=True, is_needed=True)
    got: list[bytes] = []

    def read() -> None:
        time.sleep(0.05)
        while data := os.read(reads, 65536):
            got.append(data)

    reader = threading.Thread(target=read)
    reader.start()
    left = memoryview(bytes(1_000_000))
    while left:
        left = left[outlet.write(left) :]
    os.close(writes)
    reader.join()
    os.close(reads)
    assert sum(map(len, got)) == 1_000_000


def test_a_line_that_is_too_long_keeps_its_beginning_and_its_end() -> None:
    line = shortened("begins" + 10_000 * "x" + "ends")
    assert line.startswith("begins")
    assert line.endswith("ends")
    assert len(line) < LONGEST + 10
    assert shortened("short") == "short"


def test_what_fails_in_another_thread_or_when_thrown_away_is_one_line_too() -> None:
    code = "__import__('threading').Thread(target=lambda: int('\\x1b[1m')).start()"
    told = ran(code, "").stderr
    assert told.startswith("explorer: an error that should not be: ValueError: ")
    assert told.count("\n") == 1
    assert "\x1b" not in told
