"""Where a person stands in the line mode: one immutable value, and the places that it can be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from shell.lines.paper import Paper

if TYPE_CHECKING:
    from db.rows import AgreementRow, Milestone
    from tui.choices import Choice, Section
    from tui.state import ViewState

MOST_GOALS = 200


@dataclass(frozen=True, slots=True)
class ListSight:
    """The list of agreements, or of articles, from a place on; where nothing matches, the ways out of it."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class SectionSight:
    """The values of a section with their counts; with a `name`, the organisations that it may mean."""

    section: Section
    name: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class DetailSight:
    """The facts of an agreement."""

    agreement: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceSight:
    """The sentences behind a fact of an agreement; without one, behind all of them in reading order."""

    agreement: str
    fact: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ArticleSight:
    """The text of an article, line by line: from the words at `place` on until one has moved to an `offset`.

    What is marked is the evidence of an `agreement`, or without one the words that are searched.
    """

    article: int
    place: int | None = None
    agreement: str | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class ToldSight:
    """Agreements that an article tells of."""

    agreements: tuple[AgreementRow, ...]
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SavedSight:
    """The saved searches."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class SortSight:
    """The orders of the list."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class HelpSight:
    """The commands, or what is to be known of one of them."""

    topic: str = ""
    offset: int = 0


Sight: TypeAlias = (
    ListSight
    | SectionSight
    | DetailSight
    | EvidenceSight
    | ArticleSight
    | ToldSight
    | SavedSight
    | SortSight
    | HelpSight
)


class Goal(NamedTuple):
    """A place to be at: what is searched, and what is looked at."""

    view: ViewState
    sight: Sight

    def at(self, offset: int) -> Goal:
        """The same from another place on."""
        return self._replace(sight=replace(self.sight, offset=max(0, offset)))

    def is_same_as(self, other: Goal) -> bool:
        """Whether the same is looked at, whatever part of it."""
        return self.at(0) == other.at(0)


class Row(NamedTuple):
    """A row as it is said: its first line, which gets a number where the row leads somewhere, and lines that belong to
    it. A value of a section is also a `choice`, which can be excluded."""

    text: str
    goal: Goal | None = None
    below: tuple[str, ...] = ()
    choice: Choice | None = None


class Reading(NamedTuple):
    """An article made ready to be read, so that turning its pages costs nothing: its printed text, where the lines of
    it begin and end, on which of them marked words begin, and for places of the frozen text where they are in the
    printed one. `key` is what it was made for."""

    key: tuple[object, ...]
    head: tuple[str, ...]
    text: str
    lines: tuple[tuple[int, int], ...]
    marked: tuple[int, ...]
    places: tuple[tuple[int, int], ...]


class Counted(NamedTuple):
    """All values of the section that a goal is, with what stands above them, so that its pages are counted once."""

    goal: Goal
    head: tuple[str, ...]
    rows: tuple[Row, ...]


class Sheet(NamedTuple):
    """What is seen from a place: lines that stand above, some rows from `offset` on, and how many there are in all,
    None where that is not known. `known` are places from which others are found, `hint` says what numbers do here; of
    an article there is the `reading`, of a section all that was `counted`."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    offset: int
    total: int | None
    known: tuple[Milestone, ...] = ()
    hint: str = ""
    reading: Reading | None = None
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """The places in the order in which they were looked at, and which of them one is at."""

    goals: tuple[Goal, ...] = ()
    place: int = -1

    def noted(self, goal: Goal) -> Trail:
        """With a new place after this one; what was forward is dropped. Another part of the same is no new place."""
        if self.place >= 0 and self.goals[self.place].is_same_as(goal):
            return replace(self, goals=(*self.goals[: self.place], goal, *self.goals[self.place + 1 :]))
        goals = (*self.goals[: self.place + 1], goal)[-MOST_GOALS:]
        return Trail(goals, len(goals) - 1)

    def stepped(self, step: int) -> Trail | None:
        """One place back (-1) or forward (1); None where there is none."""
        place = self.place + step
        return replace(self, place=place) if 0 <= place < len(self.goals) else None


@dataclass(frozen=True, slots=True)
class Session:
    """All that an answer depends on but the database.

    `shown` are the rows that were last said, from `offset` up to `end`, of `total` in all where that is known.
    """

    here: Goal
    paper: Paper = field(default_factory=Paper)
    trail: Trail = field(default_factory=Trail)
    shown: tuple[Row, ...] = ()
    offset: int = 0
    total: int | None = None
    known: tuple[Milestone, ...] = ()
    reading: Reading | None = None
    counted: Counted | None = None
    is_over: bool = False

    @property
    def view(self) -> ViewState:
        """What is searched."""
        return self.here.view

    @property
    def sight(self) -> Sight:
        """What is looked at."""
        return self.here.sight

    @property
    def end(self) -> int:
        """The place after the last row that was said."""
        return self.offset + len(self.shown)


class Said(NamedTuple):
    """What a command gives: where one stands after it, and the lines to print."""

    session: Session
    lines: tuple[str, ...] = ()
    searched: str = ""


def whole(view: ViewState) -> ViewState:
    """A search whose last word is whole, for a line is given as a whole here. A blank at the end says so."""
    text = view.text.strip()
    return replace(view, text=f"{text} " if text else "")
