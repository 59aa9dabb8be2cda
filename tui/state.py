"""What the screen is about: one immutable value, and the pure steps from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Literal

from db.parsing import parse
from db.query import Part, Party, Query

Sort = Literal["newest", "oldest", "best match", "title", "kind", "sources"]
SORTS: tuple[Sort, ...] = ("newest", "oldest", "best match", "title", "kind", "sources")


class Pane(IntEnum):
    """The four panes, numbered as their keys are."""

    ORGANISATIONS = 1
    AGREEMENTS = 2
    DETAIL = 3
    SEARCH = 4


@dataclass(frozen=True, slots=True)
class ViewState:
    """What the person asked for and where they stand.

    `index` is the place in the list, `fact` the place in the detail. `organisation` is an id, `organisation_label`
    the name to show for it.
    """

    text: str = ""
    organisation: str | None = None
    organisation_label: str = ""
    index: int = 0
    fact: int = 0
    focus: Pane = Pane.AGREEMENTS
    sort: Sort = "newest"

    @property
    def typed_query(self) -> Query:
        """The search line alone. Its last word stays a prefix, so that leaving the line changes nothing."""
        return parse(self.text, typing=True)

    @property
    def query(self) -> Query:
        """All filters together."""
        query = self.typed_query
        if self.organisation is None:
            return query
        return query.joined(Part(Party(self.organisation), f"org:{self.organisation}"))

    @property
    def is_filtered(self) -> bool:
        """Whether anything is held back by the search line or the chosen organisation."""
        return bool(self.text.strip()) or self.organisation is not None

    def typed(self, text: str) -> ViewState:
        """The search line changed: back to the top of a new list. Without words there is no best match."""
        if text == self.text:
            return self
        state = replace(self, text=text, index=0, fact=0)
        return state if state.typed_query.has_words or self.sort != "best match" else replace(state, sort="newest")

    def chosen(self, organisation: str | None, label: str = "") -> ViewState:
        """One organisation chosen, or with None all of them."""
        return replace(self, organisation=organisation, organisation_label=label, index=0, fact=0)

    def moved(self, index: int) -> ViewState:
        """Another agreement in the list."""
        return replace(self, index=max(0, index), fact=0)

    def listed(self, index: int, order: str) -> ViewState:
        """Where the list has the cursor, and the order it came in: best match needs words, and not too many rows."""
        return replace(self, index=index, sort=next((sort for sort in SORTS if sort == order), self.sort))

    def marked(self, fact: int) -> ViewState:
        """Another fact in the detail."""
        return replace(self, fact=max(0, fact))

    def focused(self, pane: Pane) -> ViewState:
        """Another pane."""
        return replace(self, focus=pane)

    def cycled(self, step: int) -> ViewState:
        """The next pane, or with -1 the one before."""
        return self.focused(Pane((self.focus - 1 + step) % len(Pane) + 1))

    def resorted(self) -> ViewState:
        """The next order of the list. Best match needs words to match."""
        orders = [sort for sort in SORTS if sort != "best match" or self.typed_query.has_words]
        place = orders.index(self.sort) if self.sort in orders else -1
        return replace(self, sort=orders[(place + 1) % len(orders)])

    def back(self) -> ViewState:
        """One step taken back: out of a pane, then the search line, then the organisation."""
        if self.focus is not Pane.AGREEMENTS:
            return self.focused(Pane.AGREEMENTS)
        if self.text:
            return self.typed("")
        return self.chosen(None)
