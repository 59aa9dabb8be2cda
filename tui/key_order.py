"""Keys one after the other. Keys that reach the program together, as a slow link delivers them, would else be handed
out before the first of them has moved the focus: of `/eu`, the `e` would go to the pane that `/` was about to leave.
Clicks, the wheel and what is pasted stand in the same row."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.driver import Driver
    from textual.message_pump import MessagePump

MOST_TURNS = 200  # of the event loop; a key is never held back for longer, whatever keeps the program busy
QUIET_TURNS = 2


class KeyOrder(App[None]):
    """An application that hands out a key only when all that the key before set off is done."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._held: deque[events.Key | events.MouseEvent | events.Paste] = deque()

    async def on_event(self, event: events.Event) -> None:
        """Hold keys, the mouse and what is pasted back; everything else goes its way."""
        if not isinstance(event, events.Key | events.MouseEvent | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.MouseEvent) and not self.size.region.contains(event.x, event.y):
            return  # textual would take the focus away from whatever has it
        self._held.append(event)
        if len(self._held) == 1:
            self._wait_for_quiet()

    def _wait_for_quiet(self, turns: int = MOST_TURNS, quiet: int = 0) -> None:
        """Look once in each turn of the loop whether messages wait anywhere that a key reaches."""
        quiet = 0 if any(pump.message_queue_size for pump in self._reached_by_keys()) else quiet + 1
        if quiet < QUIET_TURNS and turns:
            asyncio.get_running_loop().call_soon(self._wait_for_quiet, turns - 1, quiet)
        else:
            self.call_next(self._hand_out)

    async def _hand_out(self) -> None:
        event = self._held[0]
        try:
            if self._screen_stack:  # keys that come after the one that left
                await super().on_event(event)
        finally:
            self._held.popleft()
            if self._held:
                self._wait_for_quiet()

    def _reached_by_keys(self) -> Iterable[MessagePump]:
        yield self
        if self._screen_stack:
            yield self.screen
            yield from self.screen.children
