"""The installed program in a real terminal: what only that shows."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from terminal import Terminal

EXPLORER = str(Path(sys.executable).parent / "explorer")


@pytest.fixture
def database(seeded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(seeded, tmp_path / "explorer.db"))


def test_the_panes_the_keys_and_the_way_out(database: Path) -> None:
    with Terminal([EXPLORER, "browse", "--db", str(database)]) as terminal:
        screen = terminal.wait_for("interpol-europol|Europol")
        for word in ("Organisations", "Agreements", "INTERPOL", "2017-05", "undated"):
            assert word in screen
        terminal.send("/europol kind:mou")
        terminal.wait_for("2011-10-11")
        terminal.wait_without("2017-05 ")
        terminal.wait_for("1 of 1,")
        terminal.wait_for("INTERPOL . Europol memorandum")
        terminal.send("\r3e")
        terminal.wait_for("evidence [0-9]+ of")
        terminal.wait_for("Ronald K. Noble")
        terminal.send("\x1b")
        terminal.wait_for("Organisations")
        terminal.send("q")
        assert terminal.wait_end() == 0


def test_a_saved_search_is_opened_and_what_is_searched_is_kept_for_the_next_time(
    database: Path, tmp_path: Path
) -> None:
    searches, history = tmp_path / "config" / "searches.toml", tmp_path / "state" / "history"
    environment = {"EXPLORER_SEARCHES": str(searches), "EXPLORER_HISTORY": str(history)}
    added = [EXPLORER, "searches", "add", "--sort", "oldest", "Memoranda", "kind:mou"]
    subprocess.run(added, check=True, capture_output=True, env={**os.environ, **environment})
    command = [EXPLORER, "browse", "--db", str(database)]
    with Terminal([*command, "--saved", "memoranda"], **environment) as terminal:
        terminal.wait_for("/ kind:mou")
        terminal.wait_for("oldest")
        terminal.send("/ interpol\r")
        terminal.wait_for("kind:mou interpol")
        terminal.send("w")
        terminal.wait_for("Save as: kind:mou interpol")
        terminal.send("\rq")
        assert terminal.wait_end() == 0
    assert history.read_text() == "kind:mou interpol\n"
    assert searches.read_text().count("[[search]]") == 2
    with Terminal(command, **environment) as terminal:
        terminal.wait_for("Organisations")
        terminal.send("/\x1b[A")
        terminal.wait_for("/ kind:mou interpol")
        terminal.send("\ro")
        terminal.wait_for("Saved searches.*searches.toml")
        terminal.wait_for("kind:mou interpol +kind:mou interpol, oldest +[0-9]")
        terminal.send("\x1b")
        terminal.wait_for("Organisations")
        terminal.send("q")
        assert terminal.wait_end() == 0


def test_keys_that_come_after_the_one_that_leaves_are_let_go(database: Path) -> None:
    with Terminal([EXPLORER, "browse", "--db", str(database)]) as terminal:
        terminal.wait_for("Europol")
        terminal.send("qjs3e/euro")
        assert terminal.wait_end() == 0
        assert "unexpected" not in terminal.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_restores_the_terminal(database: Path, number: signal.Signals) -> None:
    with Terminal([EXPLORER, "browse", "--db", str(database)]) as terminal:
        terminal.wait_for("Europol")
        os.kill(terminal.pid, number)
        assert terminal.wait_end() == 128 + number
        sent = bytes(terminal.raw)
        assert sent.rfind(b"\x1b[?1049l") > sent.rfind(b"\x1b[?1049h")
        assert b"Traceback" not in sent


def test_ctrl_c_ends_it_quietly(database: Path) -> None:
    with Terminal([EXPLORER, "browse", "--db", str(database)]) as terminal:
        terminal.wait_for("Europol")
        terminal.send("\x03")
        assert terminal.wait_end() in (0, 130)
        assert b"Traceback" not in bytes(terminal.raw)


def test_without_a_database_it_is_built_first_and_a_welcome_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with Terminal([EXPLORER, "browse"], EXPLORER_DB=str(path)) as terminal:
        terminal.wait_for("Any key goes on")
        assert path.is_file()
        terminal.send(" ")
        terminal.wait_for("Organisations")
        terminal.send("q")
        assert terminal.wait_end() == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["new.db"]


def test_where_nothing_can_be_written_it_works_in_a_temporary_file_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "no" / "folder" / "x.db"
    with Terminal([EXPLORER, "browse"], TMPDIR=str(tmp_path), EXPLORER_DB=str(path)) as terminal:
        terminal.wait_for("Any key goes on")
        terminal.send(" ")
        terminal.wait_for("Organisations")
        terminal.wait_for("can't be written|temporary")
        terminal.send("q")
        assert terminal.wait_end() == 0


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (59, 20), (40, 10), (200, 60)])
def test_it_works_at_any_size(database: Path, columns: int, rows: int) -> None:
    with Terminal([EXPLORER, "browse", "--db", str(database)], columns, rows) as terminal:
        terminal.wait_for("Agreements")
        terminal.send("jjjkq")
        assert terminal.wait_end() == 0


def test_a_terminal_too_small_is_told_and_recovers(database: Path) -> None:
    with Terminal([EXPLORER, "browse", "--db", str(database)], 39, 9) as terminal:
        terminal.wait_for("40")
        terminal.resize(80, 24)
        terminal.wait_for("Organisations")
        terminal.send("q")
        assert terminal.wait_end() == 0


def test_a_size_that_comes_and_goes_leaves_the_screen_as_it_was(database: Path) -> None:
    """Whatever the program was doing just then: of a zoom that is taken back at once it may see both sizes or one."""
    with Terminal([EXPLORER, "browse", "--db", str(database)]) as terminal:
        terminal.wait_for("interpol-europol|Europol")
        terminal.read_for(0.5)
        before = terminal.text.split("\n")
        for milliseconds in (0, 1, 2, 3, 4, 6, 8, 20):
            terminal.resize(39, 9)
            time.sleep(milliseconds / 1000)
            terminal.resize(80, 24)
            terminal.wait_to_show(before)
        terminal.send("q")
        assert terminal.wait_end() == 0


def test_a_terminal_without_utf8_gets_plain_ascii(database: Path) -> None:
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with Terminal([EXPLORER, "browse", "--db", str(database)], **environment) as terminal:
        terminal.wait_for("Europol")
        terminal.send("jjq")
        assert terminal.wait_end() == 0
        assert all(byte < 0x80 for byte in terminal.raw)
        assert b"\\u" not in terminal.raw


def test_a_dumb_terminal_has_plain_lines_to_talk_by(database: Path) -> None:
    with Terminal([EXPLORER, "browse", "--db", str(database)], TERM="dumb") as terminal:
        terminal.wait_for("12 agreements, newest first.(.*\n)*agreements>")
        terminal.send("quit\n")
        assert terminal.wait_end() == 0
        assert b"\x1b" not in terminal.raw


def test_in_a_pipe_it_prints_what_a_search_prints(database: Path) -> None:
    command = [EXPLORER, "browse", "--db", str(database)]
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("\n") == 12


def test_keys_that_do_not_come_from_a_terminal_are_not_waited_for(database: Path) -> None:
    with Terminal(["sh", "-c", f"{EXPLORER} browse --db {database} < /dev/null"]) as terminal:
        assert terminal.wait_end() == 0
        assert "interpol-europol-mou" in terminal.text


def test_what_an_article_holds_never_steers_the_terminal(tmp_path: Path) -> None:
    article = tmp_path / "odd.txt"
    article.write_text(
        "[/b] [@click=app.quit] \x1b]0;pwned\x07 \x1b[2J title\n\n"
        "INTERPOL and the WCO \x1b[31m[bold]signed[/bold] a Memorandum of Understanding\x9b\u202e on 3 May 2015.\n"
    )
    path = tmp_path / "odd.db"
    subprocess.run([EXPLORER, "seed", "--db", str(path), str(article)], check=True, capture_output=True)
    with Terminal([EXPLORER, "browse", "--db", str(path)]) as terminal:
        terminal.wait_for("2015-05-03")
        terminal.send("3e")
        terminal.wait_for("evidence [0-9]+ of")
        terminal.wait_for(r"\[bold\]signed\[/bold\]")
        terminal.send("\x1b")
        terminal.wait_for("Organisations")
        terminal.send("q")
        assert terminal.wait_end() == 0
        assert b"pwned\x07" not in terminal.raw
        assert b"\xc2\x9b" not in terminal.raw
        assert "\u202e".encode() not in terminal.raw


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_tables_on_a_terminal_cut_nothing(database: Path, columns: int) -> None:
    piped = subprocess.run([EXPLORER, "search", "--db", str(database)], capture_output=True, text=True, check=True)
    assert "\x1b" not in piped.stdout
    with Terminal([EXPLORER, "search", "--db", str(database)], columns, 60) as terminal:
        assert terminal.wait_end() == 0
        words = terminal.text.split()
        for line in piped.stdout.splitlines():
            date, _, parties, status, number = line.split("\t")
            assert {date, status, number, *parties.split(" · ")} <= set(words)


@pytest.mark.parametrize("command", [["search"], ["show", "interpol-osce-action-plan-2017"], ["articles"], ["orgs"]])
def test_tables_on_a_terminal_without_utf8_are_plain_ascii(database: Path, command: list[str]) -> None:
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with Terminal([EXPLORER, *command, "--db", str(database)], rows=60, **environment) as terminal:
        assert terminal.wait_end() == 0
        assert all(byte < 0x80 for byte in terminal.raw)
        assert b"\\x" not in terminal.raw
        assert b"\\u" not in terminal.raw


def test_closed_output_is_no_success(database: Path) -> None:
    command = f"{EXPLORER} search --db {database} >&-"
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert result.returncode == 74
    assert "Traceback" not in result.stderr


def test_a_reader_that_leaves_early_is_no_error_to_shout_about(database: Path) -> None:
    command = f"{EXPLORER} search --db {database} --json | head -c 1"
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert result.stderr == ""


def test_reading_works_where_nothing_may_be_written(database: Path) -> None:
    """Meaningful for a user who is not root; root may write anywhere, so then it only shows that nothing is made."""
    folder = database.parent
    folder.chmod(0o555)
    try:
        before = sorted(folder.iterdir())
        result = subprocess.run([EXPLORER, "search", "--db", str(database), "europol"], check=False)
        assert result.returncode == 0
        assert sorted(folder.iterdir()) == before
    finally:
        folder.chmod(0o755)


def test_where_one_was_is_come_back_to_after_leaving_and_after_a_lost_terminal(database: Path, tmp_path: Path) -> None:
    session = tmp_path / "state" / "session"
    command = [EXPLORER, "browse", "--db", str(database)]
    with Terminal(command, EXPLORER_SESSION=str(session)) as terminal:
        terminal.wait_for("Organisations")
        terminal.send("/osce\r")
        terminal.wait_for("2 of 12 agreements")
        terminal.send("j3q")
        assert terminal.wait_end() == 0
    with Terminal(command, EXPLORER_SESSION=str(session)) as terminal:
        terminal.wait_for("/ osce")
        terminal.wait_for("2 of 2, newest")
        terminal.wait_for("As you left it")
        terminal.send("2\x1b")
        terminal.wait_for("12 of 12 agreements")
        terminal.send("/wco\r")
        terminal.wait_for("2 of 12 agreements")
        terminal.wait_until(lambda: "wco" in session.read_text(), "the session to be kept")
    with Terminal([*command, "--fresh"], EXPLORER_SESSION=str(session)) as terminal:
        terminal.wait_for("12 of 12 agreements")
        terminal.send("q")
        assert terminal.wait_end() == 0


def test_settings_are_taken_and_what_is_wrong_in_them_is_said(database: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('query = "osce"\nascii = true\ntheme = "drak"\n[keys]\nsort = "u"\n')
    with Terminal([EXPLORER, "browse", "--db", str(database)], 120, 40, EXPLORER_CONFIG=str(config)) as terminal:
        terminal.wait_for("2 of 12 agreements")
        terminal.wait_for("config.toml, line 3: theme is one of")
        terminal.send("u")
        terminal.wait_for("1 of 2, oldest|2 of 2, oldest")
        assert not [byte for byte in terminal.raw if byte > 0x7F]
        terminal.send("q")
        assert terminal.wait_end() == 0
