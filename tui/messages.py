"""What the panes say, in the words of the domain. Only the screen that owns the state listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from db.records import Claim
    from db.searches import SavedSearch
    from tui.choices import Choice, Section
    from tui.history import History
    from tui.loader import Reply
    from tui.own_files import SearchEntry
    from tui.takeaways import Takeaway


class QueryChanged(Message):
    """The search line was edited."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class QueryAccepted(Message):
    """The person is done with the search line."""


class ChoiceMade(Message):
    """A value beside the list is to be included or excluded, or that taken back."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice


class Touched(Message):
    """A pane was clicked on; the panes are told apart by their id."""

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane


class SectionWanted(Message):
    """A section beside the list is to be opened."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section = section


class SectionCleared(Message):
    """All choices of a section are to be taken back."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section = section


class AgreementHighlighted(Message):
    """The cursor of the list stands on another place."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class EndWanted(Message):
    """The cursor of the list is to go to the last agreement, wherever that is."""


class AgreementChosen(Message):
    """The person wants to read the highlighted agreement."""


class FactMarked(Message):
    """The cursor of the detail stands on another fact."""

    def __init__(self, fact: int) -> None:
        super().__init__()
        self.fact = fact


class EvidenceWanted(Message):
    """The words behind a fact are to be shown in their article."""

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self.claim = claim


class HitWanted(Message):
    """The article at the cursor is to be opened at the words that were found."""


class Loaded(Message):
    """The loader's reply, handed from its thread to the screen's."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


class HistoryRead(Message):
    """The history of the sessions before, handed from the thread that read it."""

    def __init__(self, outcome: History | Exception) -> None:
        super().__init__()
        self.outcome = outcome


class LineKept(Message):
    """What came of keeping a search in the history: nothing, or an error."""

    def __init__(self, outcome: Exception | None) -> None:
        super().__init__()
        self.outcome = outcome


class NameGiven(Message):
    """What is to be saved has a name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class NameLeft(Message):
    """The person gives no name."""


class PathGiven(Message):
    """The person gives a file to write to."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class CopyWanted(Message):
    """The person says what is to be copied."""

    def __init__(self, what: Takeaway) -> None:
        super().__init__()
        self.what = what


class CopyLeft(Message):
    """The person copies nothing."""


class TextSent(Message):
    """A text is handed over; what is to be said of it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class TextWritten(Message):
    """What is to be said of a text that was written, or why it was not."""

    def __init__(self, outcome: str | Exception) -> None:
        super().__init__()
        self.outcome = outcome


class SearchesRead(Message):
    """The saved searches, or why they can't be read."""

    def __init__(self, outcome: tuple[SearchEntry, ...] | Exception) -> None:
        super().__init__()
        self.outcome = outcome


class SearchSaved(Message):
    """A search under the name it is saved under, or why it is not saved."""

    def __init__(self, outcome: SavedSearch | Exception) -> None:
        super().__init__()
        self.outcome = outcome
