from __future__ import annotations

import io
import os
import pty
import signal
import threading
from collections.abc import Iterator

import pytest

from shell.progress import Passing
from shell.stopping import ASKING, ENDING, ended_from_within, given_back_while_stopped, stoppable


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """As they were, whatever a test does."""
    before = {number: signal.getsignal(number) for number in (*ASKING, *ENDING, signal.SIGTSTP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", ASKING)
def test_the_first_signal_asks(number: signal.Signals) -> None:
    with stoppable() as stop:
        assert not stop()
        os.kill(os.getpid(), number)
        assert stop()
        assert stop.number == number


def test_the_second_one_ends_it() -> None:
    with pytest.raises(SystemExit) as left, stoppable():
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGHUP)
    assert left.value.code == 129
    with pytest.raises(KeyboardInterrupt), stoppable():
        os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize("number", ENDING)
def test_what_else_ends_a_program_ends_it_from_within(number: signal.Signals) -> None:
    with pytest.raises(SystemExit) as left, stoppable():
        os.kill(os.getpid(), number)
    assert left.value.code == 128 + number


def test_what_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with stoppable() as stop:
        os.kill(os.getpid(), signal.SIGHUP)
        assert not stop()
    with ended_from_within():
        os.kill(os.getpid(), signal.SIGHUP)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_handlers_are_given_back() -> None:
    before = [signal.getsignal(number) for number in (*ASKING, *ENDING)]
    with stoppable():
        assert [signal.getsignal(number) for number in (*ASKING, *ENDING)] != before
    assert [signal.getsignal(number) for number in (*ASKING, *ENDING)] == before


def test_another_thread_leaves_signals_alone() -> None:
    seen: list[bool] = []

    def work() -> None:
        with stoppable() as stop:
            seen.append(stop())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [False]


def test_the_terminal_is_given_back_before_a_stop_and_taken_after(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    kill = os.kill
    with given_back_while_stopped(lambda: done.append("given back"), lambda: done.append("taken")):
        monkeypatch.setattr(os, "kill", lambda *_: done.append("stopped"))
        kill(os.getpid(), signal.SIGTSTP)
    assert done == ["given back", "stopped", "taken"]


def test_how_far_a_run_is_waits_for_no_stalled_terminal() -> None:
    outer, inner = pty.openpty()
    os.set_blocking(inner, False)
    with pytest.raises(BlockingIOError):
        while True:
            os.write(inner, b"x" * 1000)
    os.set_blocking(inner, True)
    with io.open(inner, "w", encoding="utf-8") as stream:  # noqa: UP020 - a descriptor
        passing = Passing(stream)
        assert passing.write("1 of 2 done\n") == 12
        passing.flush()
        received = b""
        while len(received) < 1000:
            received += os.read(outer, 1000)
        os.set_blocking(outer, False)
        with pytest.raises(BlockingIOError):
            while True:
                received += os.read(outer, 100_000)
        assert not received.strip(b"x")
        passing.write("2 of 2 done\n")
        assert os.read(outer, 100) == b"2 of 2 done\r\n"
    os.close(outer)
