from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from torture.figures import counted, timed
from torture.lanes import Run, _lines_of
from torture.page import BEGINS, ENDS, renew
from torture.suites import SUITES, Suite

PAGE = f"before\n{BEGINS}\n{ENDS}\nafter\n"


def run(*figures: object) -> Run:
    return Run(Suite("name", 1), figures, 1.0)  # type: ignore[arg-type]


def test_what_never_may_happen_holds_when_it_was_tried_often_enough() -> None:
    assert counted(1, "leaks", 2000, [], "c", at_least=2000).holds
    assert not counted(1, "leaks", 1999, [], "c", at_least=2000).holds
    assert not counted(1, "leaks", 2000, ["title: ESC"], "c").holds


def test_what_takes_too_long_is_missed() -> None:
    assert timed(9, "worst", 1.0, 1.1, "c").holds
    assert timed(9, "worst", 1.2, 1.1, "c").failures == ("1.20 s",)


def test_a_run_without_figures_or_that_ended_early_holds_nothing() -> None:
    assert not run().holds
    assert not Run(Suite("name", 1), (counted(0, "a", 1, [], "c"),), 1.0, "exit status 1").holds
    assert run(counted(0, "a", 1, [], "c")).holds


def test_the_page_takes_the_new_figures_and_keeps_those_of_other_commands() -> None:
    first = renew(PAGE, [run(counted(2, "two", 1, [], "make two"), counted(1, "one", 1, [], "make one"))])
    again = renew(first, [run(counted(2, "two anew", 1, ["bad"], "make two"))])
    rows = [line for line in again.splitlines() if line.startswith("| ")][2:]
    assert rows == ["| 1 | one | 0 of 1 | 0 | `make one` |", "| 2 | two anew | **1 of 1** | 0 | `make two` |"]
    assert again.startswith("before\n")
    assert again.endswith("\nafter\n")


def test_a_page_without_marks_is_not_written_over() -> None:
    with pytest.raises(ValueError, match="values to unpack"):
        renew("nothing", [])


def test_a_suite_that_ended_early_has_none_of_its_old_figures_on_the_page_and_a_row_that_says_so() -> None:
    command, other = "python -m torture name", "python -m torture rename"
    good = (counted(1, "one", 1, [], command), counted(2, "two", 1, [], command), counted(3, "three", 1, [], other))
    first = renew(PAGE, [run(*good)])
    broken = Run(Suite("name", 1), (counted(2, "two", 5, [], command),), 1.0, "exit status 1")
    ended = f"| | name | **it ended early: exit status 1** | its end | `{command}` |"
    three = f"| 3 | three | 0 of 1 | 0 | `{other}` |"
    for before in (first, renew(first, [broken])):
        again = renew(before, [broken])
        assert rows_of(again) == [f"| 2 | two | 0 of 5 | 0 | `{command}` |", three, ended]
    nothing = renew(first, [Run(Suite("name", 1), (), 1.0, "exit status 1")])
    assert rows_of(nothing) == [three, ended]
    assert ended not in renew(nothing, [run(*good)])


def rows_of(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("| ")][2:]


def test_what_nohup_ignores_is_heard_by_a_suite_and_by_what_it_starts() -> None:
    heard = "from torture.processes import hear_signals; import signal, subprocess, sys\n"
    heard += "hear_signals(); sys.exit(subprocess.run(['sh', '-c', 'kill -HUP $$']).returncode != -signal.SIGHUP)"
    subprocess.run(["sh", "-c", 'trap "" HUP INT QUIT; exec "$@"', "sh", sys.executable, "-c", heard], check=True)


def test_a_suite_that_is_late_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    started = tmp_path / "started"
    shell = f"echo '{{}}'; sleep 100 & echo $! > {started}; echo half a line | tr -d '\\n'; wait"
    lines, error = _lines_of(["sh", "-c", shell], 1.0)
    assert (lines, error) == (["{}"], "not done after 1 s")
    pid = int(started.read_text(encoding="ascii"))
    end = time.monotonic() + 5
    while _is_running(pid):
        assert time.monotonic() < end, "what the suite started goes on"
        time.sleep(0.02)


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def test_a_command_that_fails_says_with_what() -> None:
    assert _lines_of(["sh", "-c", "echo 1; exit 3"], 10.0) == (["1"], "exit status 3")
    assert _lines_of(["sh", "-c", "echo 1"], 10.0) == (["1"], "")


def test_all_suites_together_take_half_an_hour_on_two_cores() -> None:
    seconds = 0.0
    for others in {suite.others for suite in SUITES}:
        group = [suite.seconds for suite in SUITES if suite.others == others]
        seconds += max(sum(group) / (others + 1), *group, 0.0)
    assert seconds <= 28 * 60


def test_each_of_the_33_figures_stands_on_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reliability.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")]
    assert {int(number) for number in rows if number.isdigit()} == set(range(1, 34))
