"""Where a person was: what was asked, where in it they stood and how the screen looked, for the next start.

The file has one fact a line, a word and its value; it is its owner's alone. What stands in it is outside text: a line
that means nothing is passed over.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from db.files import read_small, replace_file
from db.printable import printable
from tui.choices import FIELDS, Choice, Section
from tui.guesses import THEMES
from tui.state import SORTS, Pane, ViewState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 200_000  # bytes
MOST_CHOICES = 100
LONGEST_LINE = 20_000


class Session(NamedTuple):
    """`view` and `agreement`, the one at the cursor, hold in the `database`; `theme` and `hides_detail` anywhere."""

    database: str = ""
    view: ViewState = ViewState()
    agreement: str | None = None
    theme: str | None = None
    hides_detail: bool = False

    def view_in(self, database: str) -> ViewState:
        """Where one was in a database; at its beginning where one was in another."""
        return self.view if database == self.database else ViewState()

    def agreement_in(self, database: str) -> str | None:
        """The agreement at the cursor there."""
        return self.agreement if database == self.database else None


def session_text(session: Session) -> str:
    """A session as the file has it."""
    return "".join(f"{word} {value}\n" for word, value in _facts(session))


def session_of(text: str) -> Session:
    """The session that a text tells of; what it does not tell is as at the very beginning."""
    session, view = Session(), ViewState()
    choices: list[Choice] = []
    for line in text.splitlines():
        word, _, value = line[:LONGEST_LINE].partition(" ")
        if word == "choice" and len(choices) < MOST_CHOICES:
            choices += _choices(value)
        elif word in VIEW_FACTS:
            view = VIEW_FACTS[word](view, value)
        elif word in {"database", "agreement"} and value:
            session = session._replace(**{word: printable(value)})  # type: ignore[arg-type]
        elif word == "theme" and value in THEMES:
            session = session._replace(theme=value)
        elif word == "detail":
            session = session._replace(hides_detail=value == "hidden")
    view = replace(view, choices=tuple(choices))
    if view.sort == "best match" and not view.typed_query.has_words:
        view = replace(view, sort=SORTS[0])
    return session._replace(view=view)


def read_session(path: Path) -> Session:
    """The session that a file keeps; a first one where there is no file that can be read."""
    try:
        data = read_small(path, LARGEST) or b""
    except (OSError, ValueError):
        return Session()
    return Session() if len(data) > LARGEST else session_of(data.decode("utf-8", "replace"))


def keep_session(path: Path, session: Session) -> None:
    """Puts a session in place of what the file has. Raises OSError."""
    replace_file(path, session_text(session).encode("utf-8", "replace"), mode=0o600, is_precious=False)


def _facts(session: Session) -> Iterator[tuple[str, str]]:
    view = session.view
    yield "database", printable(session.database)
    yield "query", printable(view.text)
    yield "sort", view.sort
    yield "pane", view.focus.name.lower()
    yield "section", view.section.name.lower()
    for choice in view.choices:
        sign = "-" if choice.is_excluded else "+"
        yield "choice", "\t".join((sign + choice.field, *(_field(part) for part in (choice.value, choice.label))))
    if session.agreement:
        yield "agreement", printable(session.agreement)
    if session.theme:
        yield "theme", session.theme
    if session.hides_detail:
        yield "detail", "hidden"


def _field(text: str) -> str:
    return printable(text).replace("\t", " ")


def _choices(value: str) -> list[Choice]:
    """The choice that a line tells of, or none."""
    about, *rest = value.split("\t")
    known = {known: known for known in FIELDS.values()}
    if len(rest) != 2 or about[:1] not in {"+", "-"} or about[1:] not in known or not rest[0]:
        return []
    return [Choice(known[about[1:]], rest[0], rest[1], about[0] == "-")]  # type: ignore[index]


def _with_sort(view: ViewState, value: str) -> ViewState:
    return replace(view, sort=next((sort for sort in SORTS if sort == value), view.sort))


def _with_pane(view: ViewState, value: str) -> ViewState:
    panes = (Pane.FACETS, Pane.AGREEMENTS, Pane.DETAIL)  # nobody begins in the middle of typing
    return replace(view, focus=next((pane for pane in panes if pane.name.lower() == value), view.focus))


def _with_section(view: ViewState, value: str) -> ViewState:
    return replace(view, section=next((each for each in Section if each.name.lower() == value), view.section))


VIEW_FACTS = {
    "query": lambda view, value: replace(view, text=printable(value)),
    "sort": _with_sort,
    "pane": _with_pane,
    "section": _with_section,
}
