"""Signals at the screen while more keys wait than the loop is told of one by one."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from tui.driver import heed

MANY = 2_000  # tidings that wait for the loop; a socket holds some 280


@pytest.mark.filterwarnings("error")
def test_a_signal_is_heeded_however_much_the_loop_has_waiting() -> None:
    heeded: list[int] = []

    async def busy() -> None:
        loop = asyncio.get_running_loop()
        heed(loop, signal.SIGWINCH, lambda: heeded.append(1))
        for _ in range(MANY):
            loop.call_soon_threadsafe(int)
        os.kill(os.getpid(), signal.SIGWINCH)
        await asyncio.sleep(0.05)

    asyncio.run(busy())
    assert heeded == [1]


def test_a_signal_wakes_a_loop_that_waits() -> None:
    async def idle() -> None:
        loop = asyncio.get_running_loop()
        heeded = asyncio.Event()
        heed(loop, signal.SIGWINCH, heeded.set)
        loop.call_later(0.05, os.kill, os.getpid(), signal.SIGWINCH)
        await asyncio.wait_for(heeded.wait(), 5)

    asyncio.run(idle())
