"""What gives the terminal back, piece by piece; the whole of it is tried in tests/torture/test_life.py."""

from __future__ import annotations

import os
import pty
import threading
import tty
from collections.abc import Iterator

import pytest
from textual import events
from textual.message import Message

from tui.keyboard import read_keys, wait_for_no_byte
from tui.outlet import Outlet


@pytest.fixture
def device() -> Iterator[tuple[int, int]]:
    """The two sides of a pseudo-terminal, the program's last."""
    outer, inner = pty.openpty()
    tty.setraw(inner)
    yield outer, inner
    for side in (outer, inner):
        try:
            os.close(side)
        except OSError:
            continue


def typed(device: tuple[int, int], *parts: bytes) -> list[str]:
    """The keys that are heard when these bytes are typed, and then `!`."""
    heard: list[str] = []
    ended = threading.Event()

    def hear(message: Message) -> None:
        if isinstance(message, events.Key):
            heard.append(message.key)
            if message.character == "!":
                ended.set()

    thread = threading.Thread(target=read_keys, args=(device[1], hear, ended))
    thread.start()
    for part in (*parts, b"!"):
        os.write(device[0], part)
    thread.join(5)
    assert not thread.is_alive()
    return heard[:-1]


def test_keys_are_heard_around_what_is_no_text(device: tuple[int, int]) -> None:
    assert typed(device, b"a\xff\xc3", b"\xa9b") == ["a", "é", "b"]


def test_a_key_that_cannot_be_costs_no_other(device: tuple[int, int]) -> None:
    assert typed(device, b"ab\x1b[99999999u")[:2] == ["a", "b"]


def test_reading_ends_where_the_terminal_has_gone(device: tuple[int, int]) -> None:
    gone: list[bool] = []
    thread = threading.Thread(target=lambda: gone.append(read_keys(device[1], print, threading.Event())))
    thread.start()
    os.close(device[0])
    thread.join(5)
    assert gone == [False]


def test_a_read_does_not_wait_for_what_another_took(device: tuple[int, int]) -> None:
    wait_for_no_byte(device[1])
    assert os.read(device[1], 10) == b""


def test_what_is_written_comes_out_whole_though_the_terminal_is_slow(device: tuple[int, int]) -> None:
    os.set_blocking(device[1], False)
    outlet = Outlet(device[1], "ascii", lambda: pytest.fail("it was not lost"))
    outlet.write("é" * 5000 + "!")
    writer = threading.Thread(target=outlet.flush)
    writer.start()
    received = b""
    while not received.endswith(b"!"):
        received += os.read(device[0], 100)
    writer.join(5)
    assert received == b"\\xe9" * 5000 + b"!"


def test_a_lost_terminal_is_told_of_once(device: tuple[int, int]) -> None:
    told: list[str] = []
    outlet = Outlet(device[1], "utf-8", lambda: told.append("lost"))
    os.close(device[0])
    for _ in range(3):
        outlet.write("something")
        outlet.flush()
    assert told == ["lost"]


def test_once_shut_nothing_is_sent(device: tuple[int, int]) -> None:
    outlet = Outlet(device[1], "utf-8", lambda: None)
    outlet.shut(0.01)
    outlet.write("a frame")
    outlet.flush()
    os.write(device[1], b"!")
    assert os.read(device[0], 100) == b"!"


def test_shutting_waits_for_no_stalled_link(device: tuple[int, int]) -> None:
    outlet = Outlet(device[1], "utf-8", lambda: None)
    outlet.write("x" * 100_000)
    writer = threading.Thread(target=outlet.flush, daemon=True)
    writer.start()
    writer.join(0.2)
    assert writer.is_alive()
    outlet.shut(0.01)
    while writer.is_alive():
        os.read(device[0], 4096)
        writer.join(0.01)
