"""Copying, showing bare and writing, on the screen."""

from __future__ import annotations

import asyncio
import base64
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from driving import TERMINAL, Driven, driven

from db.citing import Clips
from tui.jottings import add_text
from tui.loader import Loader, catalogue_opener
from tui.takeaways import proposed_name
from tui.terminal import Terminal


@asynccontextmanager
async def copying(
    monkeypatch: pytest.MonkeyPatch, loader: Loader | None = None, terminal: Terminal = TERMINAL, **environ: str
):
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"TERM": "xterm-256color"} | environ).items():
        monkeypatch.setenv(name, value)
    async with driven(loader=loader, terminal=terminal) as on:
        sent: list[str] = []
        assert on.app._driver is not None
        monkeypatch.setattr(on.app._driver, "write", sent.append)
        yield on, sent


def arrived(sent: list[str]) -> list[str]:
    return [base64.b64decode(s.split(";")[2].rstrip("\x07")).decode() for s in sent if s.startswith("\x1b]52;c;")]


async def files_settle(on: Driven) -> None:
    assert await asyncio.to_thread(on.files.wait_idle, 5)
    await on.pilot.pause()
    await on.settle()


async def test_the_first_key_asks_and_the_second_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    async with copying(monkeypatch) as (on, sent):
        await on.press("y")
        assert on.screen_lines()[-1] == " Copy:  y citation  i id  q quote  l link  Escape leave"
        await on.press("y")
        assert arrived(sent)[0].endswith(f"Agreement Explorer, {on.browse.record.id}.")  # type: ignore[union-attr]
        assert "Sent to the terminal: citation." in on.text
        await on.press("y", "i")
        assert arrived(sent)[1] == on.browse.record.id  # type: ignore[union-attr]


async def test_fast_fingers_copy_from_the_agreement_that_they_stepped_to(monkeypatch: pytest.MonkeyPatch) -> None:
    async with copying(monkeypatch, terminal=TERMINAL._replace(slow=True)) as (on, sent):
        await on.pilot.press("down", "y", "i")
        await on.settle()
        assert arrived(sent) == [on.catalogue.found[1].id]


async def test_what_is_copied_before_the_list_has_come_is_copied_when_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    async with copying(monkeypatch) as (on, sent):
        gate = Event()
        on.catalogue.gates.append(gate)
        await on.pilot.press("s", "y", "i")
        await on.pilot.pause()
        assert not arrived(sent)
        assert "nothing to copy" not in on.text
        gate.set()
        await on.settle()
        assert arrived(sent) == [on.browse.agreement_here]


async def test_copied_is_never_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with copying(monkeypatch) as (on, _):
        await on.press("y", "y")
        assert "copied" not in on.text.lower()


async def test_any_other_key_leaves_and_is_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    async with copying(monkeypatch) as (on, sent):
        before = on.state
        await on.press("y", "s")
        assert not arrived(sent)
        assert on.state == before
        assert "Copy:" not in on.text
        await on.press("j")
        assert on.state.index == before.index + 1


async def test_the_quote_is_that_of_the_marked_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    async with copying(monkeypatch) as (on, sent):
        await on.press("3", "j", "y", "q")
        quote = arrived(sent)[0]
        claim = on.browse.query_one("DetailPane").evidence()  # type: ignore[attr-defined]
        assert claim.quote in quote
        assert f"characters {claim.start}–{claim.end}" in quote


async def test_the_article_view_copies_the_evidence_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    async with copying(monkeypatch) as (on, sent):
        await on.press("e")
        rows = len(on.screen_lines())
        await on.press("y")
        assert "Copy:" in on.screen_lines()[-1]
        assert "previous" not in on.text  # the question stands in place of the last line, not below it
        assert len(on.screen_lines()) == rows
        await on.press("q")
        assert "Sent to the terminal: quote." in on.screen_lines()[-1]
        await on.press("n", "y", "q")
        first, second = arrived(sent)
        assert first != second


async def test_a_missing_link_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    async with copying(monkeypatch) as (on, sent):
        await on.press("y", "l")
        assert not arrived(sent)
        assert "No link is known" in on.text


async def test_articles_that_were_found_are_cited(monkeypatch: pytest.MonkeyPatch, seeded: Path) -> None:
    async with copying(monkeypatch, loader=Loader(catalogue_opener(seeded))) as (on, sent):
        await on.press("slash")
        await on.type("in:articles piracy")
        await on.press("enter", "y", "y", "y", "q")
        citation, quote = arrived(sent)
        assert "Europol" in citation
        assert "piracy" in quote
        await on.press("y", "i")
        assert "An article has no id" in on.text
        await on.press("enter", "y", "q")
        assert on.app.screen is not on.browse
        assert "piracy" in arrived(sent)[-1].rpartition("characters")[2]


async def test_a_terminal_that_would_draw_it_is_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with copying(monkeypatch, TERM="linux") as (on, sent):
        await on.press("y", "y")
        assert not [each for each in sent if "]52" in each]
        assert "No copies here" in on.text


async def test_tmux_gets_it_wrapped_and_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    monkeypatch.setattr("tui.clipboard.give_to_tmux", lambda text: bool(given.append(text)) or True)
    async with copying(monkeypatch, TMUX="/tmp/x,1,0") as (on, sent):
        await on.press("y", "i")
        await files_settle(on)
        assert given == [on.browse.record.id]  # type: ignore[union-attr]
        assert [each for each in sent if each.startswith("\x1bPtmux;")]
        assert "Sent to the terminal: id." in on.text


async def test_bare_the_text_stands_alone_from_the_first_column(monkeypatch: pytest.MonkeyPatch) -> None:
    async with copying(monkeypatch) as (on, _):
        await on.press("Y")
        lines = on.screen_lines()
        assert lines[0].startswith(on.browse.record.title.split()[0])  # type: ignore[union-attr]
        assert lines[-1] == " Escape back"
        assert not [line for line in lines[5:-1] if "│" in line]
        await on.press("escape")
        assert "Agreements" in on.text


async def test_bare_shows_what_was_copied_last(monkeypatch: pytest.MonkeyPatch) -> None:
    async with copying(monkeypatch) as (on, _):
        await on.press("y", "i", "Y")
        assert on.screen_lines()[0] == on.browse.record.id  # type: ignore[union-attr]


async def test_writing_goes_to_a_file_and_then_to_its_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    async with copying(monkeypatch) as (on, _):
        record = on.browse.record
        assert record is not None
        await on.press("W")
        assert f"Write to: {record.id}.txt" in on.text
        await on.press("enter")
        await files_settle(on)
        assert "Written to" in on.text
        await on.press("W", "enter")
        await files_settle(on)
        assert "Added to" in on.text
    text = (tmp_path / f"{record.id}.txt").read_text(encoding="utf-8")
    assert text.count(f"Agreement Explorer, {record.id}.\n\n") == 2


async def test_a_file_that_can_not_be_written_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    async with copying(monkeypatch) as (on, _):
        await on.press("W", "ctrl+u", *("slash" if c == "/" else c for c in "no/such"), "enter")
        await files_settle(on)
        assert "can't write to no/such: No such" in on.text


async def test_leaving_the_question_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    async with copying(monkeypatch) as (on, _):
        await on.press("W", "escape")
        await files_settle(on)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["folder", "fifo", "nul\0name"])
def test_odd_names_are_refused_in_a_line(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    from db.errors import UsageError

    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(UsageError, match="can't write to"):
        add_text(name, "x")


def test_nothing_is_added_to_a_file_that_holds_no_text(tmp_path: Path) -> None:
    import sqlite3

    from db.errors import UsageError

    path = tmp_path / "explorer.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE a (b)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UsageError, match="holds no text"):
        add_text(str(path), "x")
    assert path.read_bytes() == before


def test_a_name_that_is_proposed_is_never_a_path() -> None:
    for given, name in (("../../.bashrc", "bashrc.txt"), ("a/b\x1b]0;x", "ab0x.txt"), ("", "citations.txt")):
        assert proposed_name(Clips("citation", given, None, None)) == name
