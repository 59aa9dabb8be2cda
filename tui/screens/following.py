"""The detail follows the list: at once, or where the link is to be spared, once the steps have ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.timer import Timer

PAUSE = 0.15  # seconds


class Follower:
    """Calls `show` after a step. With `waits` each further step puts that off again."""

    def __init__(self, owner: MessagePump, show: Callable[[], None], waits: bool) -> None:
        self._owner = owner
        self._show = show
        self._waits = waits
        self._timer: Timer | None = None

    def step(self) -> None:
        """The list has moved."""
        if not self._waits:
            self._show()
            return
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._owner.set_timer(PAUSE, self.catch_up)

    def catch_up(self) -> None:
        """Show now what is still to be shown."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._show()
