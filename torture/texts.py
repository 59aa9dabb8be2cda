"""Text is data on the screen: hostile texts in every place that outside text has, shown in every part of the screen."""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from torture import screens
from torture.cleaning import HONEST, faults
from torture.clicking import CLICKED_SCREENS, Seen, clicked_everywhere, letter_for_letter
from torture.figures import Figure, counted
from torture.in_tmux import looked_at_in_tmux
from torture.own_texts import hostile_own_files, hostile_session
from torture.payloads import payloads
from torture.poisoned import free, overwritten, seeded, text_columns, with_hostile_words
from torture.screens import Step, Watch, explorer, opened, tagged
from torture.stream import line_strays, obeyed, strays
from torture.terminal import Terminal
from torture.ways_out import markup_sinks, senders, strange_senders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from torture.payloads import Payload
    from torture.stream import Moment

COMMAND = "python -m torture texts"
LEAST_PAIRS = 2_000
AT_ONCE = 4  # sessions, which mostly wait
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
    """Databases: of articles that hold the texts, and the same overwritten by another program, ids and all or words
    alone; how many agreements they have."""

    read: Path
    overwritten: Path
    words: Path
    agreements: int


def in_full() -> Iterator[Figure]:
    """Every text, in every place, on every part of the screen. Sessions run side by side, as they mostly wait."""
    yield from cleaning(6_000)
    yield from doors()
    texts = tagged(payloads())
    with tempfile.TemporaryDirectory(prefix="explorer-torture-") as name, ProcessPoolExecutor(AT_ONCE) as pool:
        folder = Path(name)
        bases = made(folder, texts)
        watched = [pool.submit(play, session, texts) for session in sessions(folder, bases, texts)]
        of_markup = pool.submit(markup, folder, bases.read)
        clicks = [pool.submit(clicked, folder, bases.read, sink) for sink in CLICKED_SCREENS]
        others = [
            pool.submit(in_ascii, bases.overwritten, texts, 40),
            pool.submit(on_lines, bases.overwritten, texts, 200),
            pool.submit(with_one_column, folder, bases.read, texts),
            pool.submit(looked_at_in_tmux, folder, bases.read, COMMAND),
        ]
        watch = Watch(texts)
        for each in watched:
            watch.take(each.result())
        yield from told(watch, LEAST_PAIRS)
        yield of_markup.result()
        yield of_clicks([each.result() for each in clicks])
        for figure in others:
            yield figure.result()


def cleaning(count: int) -> Iterator[Figure]:
    """Random texts and honest ones through what cleans."""
    found = faults(count)
    tried = count + len(payloads()) + len(HONEST)
    yield counted(4, "random texts cleaned: hazards, not idempotent, honest ones altered", tried, found, COMMAND, 6_000)


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
    words = with_hostile_words(read, folder / "words.db", texts)
    return Bases(read, written, words, _count(read, "agreements"))


class Session(NamedTuple):
    """The explorer on a database in a window of a size, with its variables, and the keys that are pressed."""

    base: Path
    steps: tuple[Step, ...]
    size: tuple[int, int]
    environ: Mapping[str, str] = {}
    command: tuple[str, ...] = ()


def sessions(folder: Path, bases: Bases, texts: Sequence[Payload]) -> Iterator[Session]:
    """Each part of the screen on each database, and what stands in the person's own files."""
    for base in (bases.overwritten, bases.read):
        yield from on_screens(folder, base, bases.agreements, texts)
    yield Session(bases.words, tuple(screens.panes(bases.agreements, most=40)), (80, 24))
    yield from of_own_files(folder, bases.words, texts)


def on_screens(folder: Path, base: Path, agreements: int, texts: Sequence[Payload]) -> Iterator[Session]:
    """Each part of the screen on a database, in several sizes."""
    config = folder / "config.toml"
    config.write_text(TITLES, encoding="utf-8")
    titles = [Step("list of titles", b"2g"), *[Step("list of titles", screens.PAGE_DOWN)] * (agreements // 30 + 1)]
    few, found = min(50, agreements), min(len(texts), agreements * 2)
    yield Session(base, tuple(screens.panes(agreements)), (120, 40))
    yield Session(base, tuple(screens.evidence(few)), (100, 30))
    yield Session(base, tuple(screens.copies(few // 2)), (40, 12))
    yield Session(base, (*screens.found(found, found // 3), *screens.cards()), (80, 24))
    yield Session(base, tuple(titles), (160, 40), {"EXPLORER_CONFIG": str(config)})


def of_own_files(folder: Path, base: Path, texts: Sequence[Payload]) -> Iterator[Session]:
    """What is pasted, and what stands in the person's own files: written by the explorer, and by others."""
    own = {f"EXPLORER_{name.upper()}": str(folder / f"{name}.own") for name in ("history", "searches", "session")}
    yield Session(base, tuple(screens.pasted(texts)), (80, 24), own)
    foreign = hostile_own_files(folder / "foreign", texts)
    searches = [Step("saved searches", b"o"), *[Step("saved searches", screens.PAGE_DOWN)] * (len(texts) // 12)]
    recalled = [Step("", screens.ESCAPE), Step("", b"/"), *[Step("recalled search", screens.UP)] * len(texts)]
    yield Session(base, (*searches, *recalled, Step("", screens.ESCAPE)), (80, 24), foreign)
    command = tuple(word for word in explorer(base) if word != "--fresh")
    for number, text in enumerate(texts[:: max(1, len(texts) // 24)]):
        environ = {"EXPLORER_SESSION": str(hostile_session(folder / f"session {number}", base, text))}
        yield Session(base, (Step("search line", screens.DOWN),), (80, 24), environ, command)


def play(session: Session, texts: Sequence[Payload]) -> Watch:
    """What was seen in a session."""
    watch = Watch(texts)
    _play(watch, session)
    return watch


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
    raw = _play(watch, Session(base, tuple(steps), (120, 40), command=tuple(explorer(base, "--ascii"))))
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
            data = bytes(terminal.raw[mark:])
            failures += [f"{words}: {each}" for each in line_faults(data, texts)]
        size = len(terminal.raw)
    return counted(0, "bytes printed in the line mode: born of data", size, failures, COMMAND)


def line_faults(data: bytes, texts: Sequence[Payload]) -> list[str]:
    """What of these texts the line mode has printed as it is, or more than lines."""
    return [*line_strays(data), *(f"{each} as it is" for each in obeyed(data, texts))]


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
            moment: Moment = "begun" if terminal.status is None else "whole"
            sent = bytes(terminal.raw)
            told = [*strays(sent, moment, printed=True), *(f"{each} as it is" for each in obeyed(sent, texts, moment))]
            failures += [f"{place}: {each}" for each in told]
            words = " ".join(" ".join(terminal.lines).split())
            if "Traceback" in words or "unexpected error" in words or "should not be" in words:
                failures.append(f"{place}: {words[:300]}")
            is_told = "read it again" in words if terminal.status is None else terminal.status != 0
            if not is_drawn and not is_told:
                failures.append(f"{place}: no screen and no word, status {terminal.status}: {words[:200]}")
    return counted(
        0, "columns of dates, codes and digests overwritten: not told in one line", len(odd), failures, COMMAND
    )


def markup(folder: Path, base: Path) -> Figure:
    """What looks like markup: each letter shown."""
    texts = payloads("markup")
    seen = letter_for_letter(overwritten(base, folder / "markup.db", texts), texts)
    what = f"markup payloads on {seen.sinks} parts of the screen: not shown letter for letter"
    return counted(5, what, len(texts), seen.failures, COMMAND, 28)


def clicked(folder: Path, base: Path, sink: str, step: int = 1) -> Seen:
    """What came of clicking on each cell of a screen of texts that look like markup."""
    place = folder / f"clicked on {sink}"
    place.mkdir()
    written = overwritten(base, folder / f"{place.name}.db", payloads("markup"))
    seen = clicked_everywhere(written, sink, place, step)
    seen.failures += [f"{sink}: a file {path.name!a}" for path in place.iterdir()]
    return seen


def of_clicks(found: Sequence[Seen]) -> Figure:
    """The figure of all clicks."""
    tried = sum(each.tried for each in found)
    what = f"clicks on every cell of {len(found)} screens of markup: actions done, files written, ends"
    return counted(5, what, tried, [failure for each in found for failure in each.failures], COMMAND)


def _play(watch: Watch, session: Session) -> bytes:
    """The explorer on a database, these keys pressed; all that it sent. It leaves as it should, or that is told."""
    command = session.command or explorer(session.base)
    with opened(watch, command, session.size, session.environ) as terminal:
        watch.play(terminal, session.steps, screens.edges_of(terminal))
        mark = len(terminal.raw)
        if terminal.status is None:
            terminal.send(b"\x03")
            terminal.wait_end(10)
        watch.look(terminal, bytes(terminal.raw[mark:]), "", "its end", "ended")
        if terminal.status != 0:
            watch.leaks.append(f"its end: status {terminal.status}")
        return bytes(terminal.raw)


def _count(base: Path, table: str) -> int:
    import sqlite3

    with closing(sqlite3.connect(base)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
