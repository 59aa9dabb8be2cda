"""Text is data on the screen: hostile texts in every place that outside text has, shown in every part of the screen."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from torture import screens
from torture.cleaning import HONEST, faults
from torture.clicking import clicked_everywhere, letter_for_letter
from torture.ways_out import markup_sinks, senders, strange_senders
from torture.figures import Figure, counted
from torture.in_tmux import looked_at_in_tmux
from torture.own_texts import hostile_own_files, hostile_session
from torture.payloads import payloads
from torture.poisoned import free, overwritten, seeded, text_columns
from torture.screens import Step, Watch, explorer, opened, tagged
from torture.stream import strays
from torture.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from torture.payloads import Payload

COMMAND = "python -m torture texts"
LEAST_PAIRS, LEAST_FUZZED = 2_000, 6_000
TITLES = 'columns = ["date", "title", "kind", "place", "sources"]\n'
LINE_COMMANDS = (
    "orgs",
    "next",
    "kinds",
    "topics",
    "list",
    "next",
    "1",
    "next",
    "evidence",
    "quote",
    "cite",
    "articles",
)


class Bases(NamedTuple):
    """Databases: of articles that hold the texts, and the same overwritten by another program; how many agreements."""

    read: Path
    overwritten: Path
    agreements: int


def in_full() -> Iterator[Figure]:
    """Every text, in every place, on every part of the screen."""
    yield from cleaning(LEAST_FUZZED)
    yield from doors()
    texts = tagged(payloads())
    with tempfile.TemporaryDirectory(prefix="explorer-torture-") as name:
        folder = Path(name)
        bases = made(folder, texts)
        watch = Watch(texts)
        for base in (bases.overwritten, bases.read):
            on_screens(watch, folder, base, bases.agreements, texts)
        of_own_files(watch, folder, bases.overwritten, texts)
        yield from told(watch, LEAST_PAIRS)
        yield in_ascii(bases.overwritten, texts, 40)
        yield on_lines(bases.overwritten, texts, rows=200)
        yield with_one_column(folder, bases.read, texts)
        yield from markup(folder, bases.read)
        yield looked_at_in_tmux(folder, bases.read, COMMAND)


def cleaning(count: int) -> Iterator[Figure]:
    """Random texts and honest ones through what cleans."""
    found = faults(count)
    tried = count + len(payloads()) + len(HONEST)
    yield counted(4, "random texts cleaned: hazards, not idempotent, honest ones altered", tried, found, COMMAND, count)


def doors() -> Iterator[Figure]:
    """What the sources say of themselves."""
    what = "calls in the sources that print or send, anywhere but at the doors"
    yield counted(0, what, len(list(senders())), strange_senders(), COMMAND)
    found = markup_sinks()
    yield counted(6, "what is not literal and goes where textual reads markup", max(1, len(found)), found, COMMAND)


def made(folder: Path, texts: Sequence[Payload]) -> Bases:
    """The databases of these texts, in a folder."""
    read = seeded(folder, texts)
    written = overwritten(read, folder / "overwritten.db", texts)
    return Bases(read, written, _count(read, "agreements"))


def on_screens(watch: Watch, folder: Path, base: Path, agreements: int, texts: Sequence[Payload]) -> None:
    """Each part of the screen on a database, in several sizes."""
    config = folder / "config.toml"
    config.write_text(TITLES, encoding="utf-8")
    titles = [Step("list of titles", b"2g"), *[Step("list of titles", screens.PAGE_DOWN)] * (agreements // 30 + 1)]
    _play(watch, base, screens.panes(agreements), (120, 40))
    _play(watch, base, screens.evidence(min(100, agreements)), (100, 30))
    _play(watch, base, screens.copies(min(40, agreements)), (40, 12))
    _play(watch, base, [*screens.found(len(texts), len(texts) // 3), *screens.cards()], (80, 24))
    _play(watch, base, titles, (160, 40), {"EXPLORER_CONFIG": str(config)})


def of_own_files(watch: Watch, folder: Path, base: Path, texts: Sequence[Payload]) -> None:
    """What is pasted, and what stands in the person's own files: written by the explorer, and by others."""
    own = {f"EXPLORER_{name.upper()}": str(folder / f"{name}.own") for name in ("history", "searches", "session")}
    _play(watch, base, screens.pasted(texts), (80, 24), own)
    foreign = hostile_own_files(folder / "foreign", texts)
    searches = [Step("saved searches", b"o"), *[Step("saved searches", screens.PAGE_DOWN)] * (len(texts) // 12)]
    recalled = [Step("", screens.ESCAPE), Step("", b"/"), *[Step("recalled search", screens.UP)] * len(texts)]
    _play(watch, base, [*searches, *recalled, Step("", screens.ESCAPE)], (80, 24), foreign)
    for text in texts[:: max(1, len(texts) // 24)]:
        environ = {"EXPLORER_SESSION": str(hostile_session(folder / "session", base, text))}
        command = [word for word in explorer(base) if word != "--fresh"]
        _play(watch, base, [Step("search line", screens.DOWN)], (80, 24), environ, command)


def told(watch: Watch, least: int) -> Iterator[Figure]:
    """The figures of what was watched."""
    sinks = sorted({sink for sink, _ in watch.pairs})
    what = f"payload x screen pairs in a terminal ({len(sinks)} parts of the screen): bytes that data gave birth to"
    yield counted(1, what, len(watch.pairs), watch.leaks, COMMAND, least)
    yield counted(0, "rows of panes with hostile texts: edges out of their columns", watch.rows, watch.moved, COMMAND)


def in_ascii(base: Path, texts: Sequence[Payload], agreements: int) -> Figure:
    """With --ascii: no byte above 127."""
    watch = Watch(texts)
    steps = [Step("list in ASCII", b"2"), *[Step("list in ASCII", screens.PAGE_DOWN)] * 8, Step("", b"g")]
    steps += [Step("detail in ASCII", screens.DOWN)] * agreements
    raw = _play(watch, base, steps, (120, 40), command=explorer(base, "--ascii"))
    beyond = [f"a byte 0x{byte:x}" for byte in sorted(set(raw)) if byte > 0x7F]
    return counted(0, "bytes sent with --ascii: above 127, or born of data", len(raw), [*beyond, *watch.leaks], COMMAND)


def on_lines(base: Path, texts: Sequence[Payload], rows: int) -> Figure:
    """The line mode: what it prints of lists, details, articles and searches."""
    command = [sys.executable, "-m", "explorer", "browse", "--lines", "--fresh", "--db", str(base)]
    failures: list[str] = []
    with Terminal(command, 100, 40) as terminal:
        terminal.wait_for("help lists")
        asked = [f"rows {rows}", *LINE_COMMANDS, *(f"/{text.text[:3]}" for text in texts[:: max(1, len(texts) // 20)])]
        for words in asked:
            mark = len(terminal.raw)
            terminal.send(words.encode() + b"\n")
            terminal.settle(0.15, first=1.0)
            data = bytes(terminal.raw[mark:]).replace(b"\x1b[?2004h", b"").replace(b"\x1b[?2004l\r", b"")
            failures += [f"{words}: {each}" for each in strays(data, printed=True)]
        size = len(terminal.raw)
    return counted(0, "bytes printed in the line mode: born of data", size, failures, COMMAND)


def with_one_column(folder: Path, base: Path, texts: Sequence[Payload]) -> Figure:
    """Dates, codes and digests overwritten, a column at a time: what can't be shown is said in one line."""
    import sqlite3

    with closing(sqlite3.connect(base)) as connection:
        columns = text_columns(connection)
    failures: list[str] = []
    odd = [column for column in columns if column not in free(columns)]
    for column in odd:
        written = overwritten(base, folder / "column.db", texts, [column])
        with Terminal(explorer(written), 100, 30) as terminal:
            is_drawn = terminal.wait_for(" of ", 8)
            terminal.settle(0.4)
            place = f"{column.table}.{column.name}"
            failures += [f"{place}: {each}" for each in strays(bytes(terminal.raw), is_drawing=False, printed=True)]
            words = " ".join(" ".join(terminal.lines).split())
            if "Traceback" in words or "unexpected error" in words or "should not be" in words:
                failures.append(f"{place}: {words[:300]}")
            if not is_drawn and terminal.status in {None, 0}:
                failures.append(f"{place}: no screen and no word, status {terminal.status}: {words[:200]}")
    return counted(
        0, "columns of dates, codes and digests overwritten: not told in one line", len(odd), failures, COMMAND
    )


def markup(folder: Path, base: Path) -> Iterator[Figure]:
    """What looks like markup: each letter shown, and nothing done when it is clicked."""
    texts = payloads("markup")
    written = overwritten(base, folder / "markup.db", texts)
    seen = letter_for_letter(written, texts)
    what = f"markup payloads on {seen.sinks} parts of the screen, letter for letter"
    yield counted(5, what, len(texts), seen.failures, COMMAND, len(texts))
    with _away(folder / "clicked"):
        clicks = clicked_everywhere(written)
        clicks.failures += [f"a file {path.name!a}" for path in Path().iterdir()]
    yield counted(
        5, "clicks on every cell of screens of markup: actions, files, ends", clicks.tried, clicks.failures, COMMAND
    )


@contextmanager
def _away(folder: Path) -> Iterator[None]:
    """In an empty folder."""
    folder.mkdir()
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _play(
    watch: Watch,
    base: Path,
    steps: Iterable[Step],
    size: tuple[int, int],
    environ: Mapping[str, str] | None = None,
    command: Sequence[str] = (),
) -> bytes:
    """The explorer on a database, these keys pressed; all that it sent. It leaves as it should, or that is told."""
    with opened(watch, command or explorer(base), size, environ) as terminal:
        watch.play(terminal, steps, screens.edges_of(terminal))
        mark = len(terminal.raw)
        if terminal.status is None:
            terminal.send(b"\x03")
            terminal.wait_end(10)
        watch.look(terminal, bytes(terminal.raw[mark:]), "", "its end", is_drawing=False)
        if terminal.status != 0:
            watch.leaks.append(f"its end: status {terminal.status}")
        return bytes(terminal.raw)


def _count(base: Path, table: str) -> int:
    import sqlite3

    with closing(sqlite3.connect(base)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
