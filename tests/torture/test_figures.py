from __future__ import annotations

import pytest

from torture.figures import counted, timed
from torture.lanes import Run
from torture.page import BEGINS, ENDS, renew
from torture.suites import Suite

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
