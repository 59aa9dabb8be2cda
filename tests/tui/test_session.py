"""Where one was, kept and read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.printable import printable
from tui.choices import Choice, Section
from tui.session import Session, keep_session, read_session, session_of, session_text
from tui.state import Pane, ViewState

LINE = st.text(max_size=80).map(printable)
CHOICES = st.builds(
    Choice,
    st.sampled_from(["org", "kind", "status", "year", "topic"]),
    LINE.filter(bool).map(lambda text: text.replace("\t", " ")),
    LINE,
    st.booleans(),
)
VIEWS = st.builds(
    ViewState,
    text=LINE,
    choices=st.lists(CHOICES, max_size=5).map(tuple),
    focus=st.sampled_from([Pane.FACETS, Pane.AGREEMENTS, Pane.DETAIL]),
    section=st.sampled_from(list(Section)),
    sort=st.sampled_from(["newest", "oldest", "title", "kind", "sources"]),
)
SESSIONS = st.builds(
    Session,
    database=LINE.filter(bool),
    view=VIEWS,
    agreement=st.one_of(st.none(), LINE.filter(bool)),
    theme=st.sampled_from([None, "dark", "mono"]),
    hides_detail=st.booleans(),
)


@given(SESSIONS)
def test_what_is_kept_is_read_back(session: Session) -> None:
    assert session_of(session_text(session)) == session


@given(st.text())
def test_any_text_is_a_session(text: str) -> None:
    assert isinstance(session_of(text), Session)


@given(st.lists(st.sampled_from(["query", "sort", "pane", "section", "choice", "detail"]), max_size=9), st.text())
def test_nonsense_after_a_known_word_is_passed_over(words: list[str], value: str) -> None:
    view = session_of("".join(f"{word} {value}\n" for word in words)).view
    assert view.focus in {Pane.FACETS, Pane.AGREEMENTS, Pane.DETAIL}
    assert view.query is not None


def test_a_place_holds_in_its_own_database() -> None:
    session = Session("/a.db", ViewState(text="osce"), "some-id", "dark", True)
    assert (session.view_in("/a.db").text, session.agreement_in("/a.db")) == ("osce", "some-id")
    assert (session.view_in("/b.db"), session.agreement_in("/b.db")) == (ViewState(), None)


def test_nobody_begins_in_the_middle_of_typing() -> None:
    session = Session("/a.db", replace(ViewState(), focus=Pane.SEARCH))
    assert session_of(session_text(session)).view.focus is Pane.AGREEMENTS


def test_best_match_needs_words() -> None:
    assert session_of("sort best match\n").view.sort == "newest"
    assert session_of("query piracy\nsort best match\n").view.sort == "best match"


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "session"
    keep_session(path, Session("/a.db", ViewState(text="x")))
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_session(path).view.text == "x"


@pytest.mark.parametrize("name", ["none", "folder", "large"])
def test_a_file_that_can_not_be_read_is_a_first_start(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "large").write_bytes(b"query x\n" * 100_000)
    assert read_session(tmp_path / name) == Session()


def test_a_theme_that_means_nothing_is_passed_over() -> None:
    assert session_of("theme \x1b]0;x\ntheme pink\n").theme is None
    assert session_of("theme mono\n").theme == "mono"
