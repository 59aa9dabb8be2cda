"""What the explorer leaves in a home and in the folder one stands in, and that one comes back to where one was."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from torture.ends import job_reads
from torture.jobs import EXPLORER, Job
from tui.session import read_session
from tui.state import Pane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

OWN = {
    ".local/share/agreement-explorer/explorer.db", ".local/state/agreement-explorer/history",
    ".local/state/agreement-explorer/session", ".local/state/agreement-explorer/known-databases",
}  # fmt: skip
COMMANDS = (
    ("search", "osce"), ("search", "--json", "osce"), ("orgs",), ("articles",), ("check",), ("searches",), ("config",),
    ("terminal", "--report"), ("extract", "/dev/null"), ("completion", "bash"), ("--help",),
    ("seed", "--db", "../made/new.db", "../article.txt"), ("seed", "../article.txt"), ("upgrade",),
    ("backup", "../made/copy.db"), ("diff", "../made/copy.db", "../made/new.db"), ("check", "--repair"),
)  # fmt: skip
ASKED = ("new.db", "copy.db")
ARTICLE = "LYON, 11 October 2011: INTERPOL and Europol signed a memorandum of understanding on 11 October 2011.\n"
WAYS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "drop")
NOWHERE = "/proc"  # a home where not even root can make a file
PATHS = ("EXPLORER_HISTORY", "EXPLORER_SESSION", "EXPLORER_CONFIG", "EXPLORER_KNOWN")
PLACE = (b"/osce\r", b"jz")  # a search, the second agreement of it, and the list alone


def files_made(commands: Sequence[Sequence[str]] = COMMANDS) -> tuple[int, list[str]]:
    """How many runs there were, and the files that they left beside those that the documents name."""
    place = Path(tempfile.mkdtemp(prefix="explorer-"))
    home, here = place / "home", place / "here"
    home.mkdir()
    here.mkdir()
    (place / "made").mkdir()  # where commands are told to make files, and make no others
    (place / "article.txt").write_text(ARTICLE, encoding="utf-8")
    try:
        _first_run(home, here)
        for words in commands:
            with Job([*EXPLORER, *words], {"HOME": str(home)}, here, without=PATHS) as job:
                job.seconds_to_end(30.0)
        found = {str(path.relative_to(home)) for path in home.rglob("*") if not path.is_dir()}
        made = [f"in the home: {name}" for name in sorted(found - OWN)]
        made += [f"where one stands: {path.name}" for path in here.iterdir()]
        made += [
            f"beside what was asked for: {path.name}" for path in (place / "made").iterdir() if path.name not in ASKED
        ]
        made += [
            f"{name} was asked for and is not there"
            for name in _asked(commands)
            if not (place / "made" / name).exists()
        ]
        return len(commands) + 1, made
    finally:
        shutil.rmtree(place)


def _asked(commands: Sequence[Sequence[str]]) -> list[str]:
    return [name for name in ASKED if any(word.endswith(f"/{name}") for words in commands for word in words)]


def without_a_home(database: Path) -> list[str]:
    """What went wrong where nothing can be kept: it works, and says so once."""
    with Job([*EXPLORER, "browse", "--db", str(database)], {"HOME": NOWHERE}, without=PATHS) as job:
        job.wait_for("12 of 12 agreements")
        for keys in (b"/osce\r", b"j", b"/ interpol\r", b"j", b"q"):
            job_reads(job, 0.4)
            job.send(keys)
        job.seconds_to_end(5.0)
        told = job.raw.count(b"is not kept after this session")
        checks = (
            (told == 1, f"it is said {told} times that nothing is kept"),
            (job.status == 0, f"ended with {job.status}"),
            (not job.left_changed(), "the terminal is not as it was"),
        )
        return [f"without a home: {words}" for holds, words in checks if not holds]


def come_back(database: Path, ways: Iterable[str]) -> list[str]:
    """What was not kept of where one was when a session ended in these ways, at once after the last key: by the name
    of a signal, or `drop`, the terminal gone while SIGHUP is ignored."""
    return [words for way in ways for words in _came_back(database, way)]


def _came_back(database: Path, way: str) -> Iterator[str]:
    place = Path(tempfile.mkdtemp(prefix="explorer-"))
    session = place / "session"
    environ = {"EXPLORER_SESSION": str(session)}
    ignores = (signal.SIGHUP,) if way == "drop" else ()
    try:
        with Job([*EXPLORER, "browse", "--db", str(database)], environ, ignores=ignores) as job:
            job.wait_for("12 of 12 agreements")
            for keys in PLACE:
                job.send(keys)
                _settle(job)
            if way == "drop":
                job.drop()
            else:
                os.kill(job.pid, signal.Signals[way])
            job.seconds_to_end(5.0, is_read=False)
        kept = read_session(session)
        checks: tuple[tuple[Callable[[], object], str], ...] = (
            (lambda: kept.view.text == "osce", f"the search: {kept.view.text!r}"),
            (lambda: kept.agreement, "the place in the list"),
            (lambda: kept.view.focus is Pane.AGREEMENTS, f"the pane: {kept.view.focus.name}"),
            (lambda: kept.hides_detail, "the layout"),
            (lambda: not [path for path in place.iterdir() if path != session], "other files are left"),
        )
        yield from (f"{way}: not kept: {words}" for holds, words in checks if not holds())
        with Job([*EXPLORER, "browse", "--db", str(database)], environ) as job:
            job.wait_for("As you left it")
            os.kill(job.pid, signal.SIGTERM)
            job.seconds_to_end(5.0)
    except AssertionError as error:
        yield f"{way}: {error}"
    finally:
        shutil.rmtree(place)


def _settle(job: Job) -> None:
    """Until nothing came for a moment, shorter than the one after which where one is is kept anyway."""
    end = time.monotonic() + 5
    while job.read(0.3) and time.monotonic() < end:
        pass


def _first_run(home: Path, here: Path) -> None:
    """It builds the database, then one searches, looks at all there is, and leaves."""
    with Job([*EXPLORER], {"HOME": str(home)}, here, without=PATHS) as job:
        job.wait_for("Any key goes on")
        for keys in (b" ", b"/osce\r", b"j", b"e", b"\x1b", b"?", b"\x1b", b"\x10", b"\x1b", b"o", b"\x1b", b"q"):
            job_reads(job, 0.3)
            job.send(keys)
        job.seconds_to_end(5.0)
