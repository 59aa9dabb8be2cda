"""Back and forward through what was looked at, as an immutable value."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from tui.state import Pane, ViewState

MOST_SPOTS = 200


class Spot(NamedTuple):
    """A place that was looked at: a search with its filters and order, the agreement there, and the pane.

    The agreement stands for its place in the list, which may change meanwhile; without one it is the list itself.
    """

    view: ViewState
    agreement: str | None
    focus: Pane

    def is_same_sight(self, other: Spot) -> bool:
        """Whether the same is shown, in whatever pane one is."""
        return self._sight == other._sight

    @property
    def _sight(self) -> tuple[str, str, str | None]:
        return self.view.as_text, self.view.sort, self.agreement

    def state(self, now: ViewState) -> ViewState:
        """The state to come back to this place in. Until its list is there the cursor stays where it is now."""
        return replace(self.view, focus=self.focus, index=0 if self.agreement is None else now.index)


def spot(state: ViewState, agreement: str | None) -> Spot:
    """Where a person stands."""
    view = replace(state, index=0, fact=0, focus=Pane.AGREEMENTS)
    return Spot(view, agreement, Pane.AGREEMENTS if state.focus is Pane.SEARCH else state.focus)


class Trail(NamedTuple):
    """The places in the order in which they were looked at, and which of them one is at."""

    spots: tuple[Spot, ...] = ()
    place: int = 0

    @property
    def here(self) -> Spot | None:
        """The place one is at."""
        return self.spots[self.place] if self.spots else None

    def noted(self, new: Spot) -> Trail:
        """With a new place after this one; what was forward is dropped. The same sight again is no new place."""
        if self.here is not None and self.here.is_same_sight(new):
            spots = (*self.spots[: self.place], new, *self.spots[self.place + 1 :])
            return self._replace(spots=spots)
        spots = (*self.spots[: self.place + 1], new)[-MOST_SPOTS:]
        return Trail(spots, len(spots) - 1)

    def stepped(self, step: int) -> Trail | None:
        """One place back (-1) or forward (1); None where there is none."""
        place = self.place + step
        return self._replace(place=place) if 0 <= place < len(self.spots) else None
