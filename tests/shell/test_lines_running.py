"""The edge of the line mode: Ctrl-C while an answer is sought, and standard streams as they may be."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from db.errors import SlowQueryError
from shell.lines import running
from shell.lines.conversation import SLOW
from shell.lines.paper import Paper
from shell.lines.reading import LONGEST, Plain, reader
from shell.lines.running import ENDED, _answer, _paper
from shell.lines.state import Goal, ListSight, Said, Session
from shell.lines.talk import Outside, Talk, ask
from shell.lines.terms import Letters
from tui.state import ViewState

HERE = Session(Goal(ViewState(), ListSight()), Paper())


class Connection:
    """What is told to end the question in hand."""

    interrupts = 0

    def interrupt(self) -> None:
        self.interrupts += 1


class Long(NamedTuple):
    """A question during which Ctrl-C is pressed."""

    times: int

    def answer(self, outside: Outside) -> int:
        for _ in range(self.times):
            os.kill(os.getpid(), signal.SIGINT)
        raise SlowQueryError("ended")


def talk(times: int) -> Talk[Said]:
    try:
        yield from ask(Long(times))
    except SlowQueryError:
        return Said(HERE, (SLOW,))
    return Said(HERE)


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    return Outside(Connection(), tmp_path)  # type: ignore[arg-type]


def test_ctrl_c_ends_the_question_and_leaves_a_person_at_the_prompt(outside: Outside) -> None:
    before = signal.getsignal(signal.SIGINT)
    assert _answer(talk(1), outside, True, Letters()).lines == (ENDED,)
    assert outside.catalogue.interrupts == 1  # type: ignore[attr-defined]
    assert _answer(talk(0), outside, True, Letters()).lines == (SLOW,)
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_ends_a_script_and_a_second_one_anything(outside: Outside) -> None:
    for times, is_live in ((1, False), (2, True)):
        with pytest.raises(KeyboardInterrupt):
            _answer(talk(times), outside, is_live, Letters())


class Slow(NamedTuple):
    """A question that takes a while."""

    def answer(self, outside: Outside) -> int:
        time.sleep(0.2)
        return 1


def slow() -> Talk[Said]:
    yield from ask(Slow())
    return Said(HERE, ("done",))


def test_a_person_who_waits_is_told_and_a_script_is_not(
    outside: Outside, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "PATIENCE", 0.01)
    assert _answer(slow(), outside, False, Letters()).lines == ("done",)
    assert capsys.readouterr().out == ""
    assert _answer(slow(), outside, True, Letters()).lines == ("done",)
    assert capsys.readouterr().out == f"{running.WORKING}\n"


def test_a_line_without_end_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "x" * LONGEST + "y" * LONGEST + "z\nnext\r\nlast"
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    lines = Plain(is_live=False)
    assert lines.next("") == "x" * LONGEST
    assert [lines.next(""), lines.next(""), lines.next("")] == ["next", "last", None]


def test_a_closed_standard_input_is_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert reader(None).next("") is None


def test_paper_is_as_large_as_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _paper(7) == Paper(7)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("LINES", "20")
    assert _paper(None) == Paper(10, 60, 20)
