"""The terminal is given back: some of what `python -m torture life` does in full."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from torture import crashes, ends, life, links, stops, traces
from torture.figures import Figure
from torture.modes import left_behind, modes_taken


def held(*figures: Figure) -> None:
    assert all(figure.holds for figure in figures), [(figure.what, figure.seen, figure.failures) for figure in figures]


def test_signals_in_each_state_leave_the_terminal_as_it_was(seeded: Path) -> None:
    held(*life.signals(seeded, zip(ends.STATES, ends.SIGNALS, strict=True), at_least=36))


def test_signals_while_it_starts_and_leaves(seeded: Path) -> None:
    held(life.at_the_edges(seeded, 2, 1, (signal.SIGTERM, signal.SIGHUP)))


def test_a_signal_on_a_stalled_link(seeded: Path) -> None:
    assert not links.stalled(seeded, (signal.SIGTERM,))


def test_a_link_that_breaks_without_a_signal(seeded: Path) -> None:
    assert not links.dropped(seeded, [(ends.STATES[0], (signal.SIGHUP,))])[0].failures


def test_stopped_by_who_does_not_ask_each_line_is_right_again(seeded: Path) -> None:
    held(life.stop_and_go_on(seeded, [("in the help", signal.SIGSTOP)]))


@pytest.mark.parametrize("name", ["render", "worker"])
def test_an_error_is_one_line_and_a_report(seeded: Path, name: str) -> None:
    held(life.errors(seeded, [name]))


def test_a_session_that_is_ended_comes_back(seeded: Path) -> None:
    held(life.coming_back(seeded, traces.WAYS[-1:]))


def test_modes_that_are_not_taken_back_are_seen() -> None:
    sent = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[>25uhello\x1b[?7h\x1b[?1049l"
    assert modes_taken(sent) == {"mode 1049", "mode 25", "mode 7", "kitty keys"}
    assert left_behind(sent) == {"mode 25", "kitty keys"}


def test_each_breakage_has_a_name_and_each_way_to_stop_one() -> None:
    assert len(set(crashes.NAMES)) == len(crashes.RAISING)
    assert len(stops.WAYS) == 3
