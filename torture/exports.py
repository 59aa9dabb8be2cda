"""Hostile texts in what the commands print: on a terminal, in a pipe, in a file; as table, lines, JSON and CSV."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from torture import judged, pipes, printed_names, upkeep
from torture.called import Called, Where, call, warm
from torture.figures import Figure, counted
from torture.payloads import Payload, payloads
from torture.poisoned import IDS, Column, free, hostile_files, overwritten, text_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

AGAIN = "python -m torture exports"
KNOWN = "interpol-europol-mou-2011"
ROWS = {
    "search": ("search", "--limit", "0"),
    "orgs": ("orgs",),
    "articles": ("articles",),
    "hits": ("articles", "lang:en"),
    "searches": ("searches", "--searches", "saved.toml"),
    "check": ("check",),
}
QUICK = ("search", "orgs", "articles", "hits")
SLOW_EVERY = 4  # texts: what takes long is tried with some of them
WRONG_USE = 2
CELLS = {"search": 5, "orgs": 5, "articles": 5, "hits": 6, "searches": 3, "check": 3}
NAMES = {
    "search": ("id", "date", "kind", "status", "parties", "place", "title"),
    "orgs": ("id", "name", "acronym", "kind", "seat", "parent", "known", "aliases", "agreements"),
    "articles": (
        "article", "name", "title", "publisher", "published", "language", "source", "sha256", "url", "replaced_by",
        "agreements", "sentence", "start", "more_sentences", "only_first_part",
    ),
    "searches": ("name", "query", "sort", "agreements", "problems"),
    "check": ("check", "looked_at", "faults"),
}  # fmt: skip
TYPED = (
    ("{}",), ("--{}",), ("search", "{}"), ("show", "{}"), ("orgs", "{}"), ("articles", "{}"), ("--db", "{}", "search"),
    ("search", "--sort", "{}"), ("search", "--limit", "{}"), ("search", "--{}"), ("search", "kind:{}"), ("man", "{}"),
    ("searches", "--searches", "{}"), ("search", "--saved", "{}", "--searches", "saved.toml"), ("check", "--db", "{}"),
    ("searches", "add", "--searches", "{}/a", "{}", "x"), ("config", "--file", "{}"), ("completion", "{}"),
    ("extract", "--max-bytes", "{}", "x"), ("seed", "--jobs", "{}"), ("browse", "--theme", "{}"),
    ("upgrade", "--db", "{}"), ("backup", "{}/x.db"), ("backup", "--db", "{}", "x.db"),
    ("diff", "{}", "x.db"), ("diff", "good.db", "{}"), ("diff", "--{}", "good.db", "good.db"),
    ("check", "--repair", "--db", "{}"), ("check", "--{}", "--repair"), ("backup", "--{}", "x.db"),
    ("terminal", "--theme", "{}"), ("seed", "--max-bytes", "{}", "a"), ("extract", "--lexicon", "{}", "article.txt"),
)  # fmt: skip
OWN_FILES = (
    ("config", "--file", "config.toml"), ("config", "--check", "--file", "config.toml"),
    ("config", "--file", "raw.toml"),
    ("searches", "--searches", "raw.toml"), ("extract", "--lexicon", "lexicon.toml", "article.txt"),
    ("extract", "--lexicon", "raw.toml", "article.txt"), ("searches", "--searches", "saved.toml", "--json"),
)  # fmt: skip
SURROUNDINGS = (
    (("terminal", "--report"), ("TERM", "COLORTERM", "TERM_PROGRAM", "LANG", "LC_ALL", "SSH_TTY")),
    (("search",), ("TERM", "COLUMNS", "LINES", "COLORTERM", "FORCE_COLOR", "TTY_COMPATIBLE")),
    (("search",), ("EXPLORER_DB",)), (("config",), ("EXPLORER_CONFIG",)), (("searches",), ("EXPLORER_SEARCHES",)),
    (("searches",), ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME")),
)  # fmt: skip
EXTRACTIONS = (("extract",), ("extract", "--json"), ("extract", "--explain"), ("extract", "--explain", "--json"))
ARTICLE = "LYON, 11 October 2011: INTERPOL and Europol signed a memorandum of understanding on 11 October 2011.\n"


class Tried(NamedTuple):
    """How many combinations of text, command and place were tried, and what was wrong, in words."""

    pairs: int
    faults: list[str]


class Bench(NamedTuple):
    """A folder to work in, a database there in good order, and the environment of each command."""

    folder: Path
    database: Path

    def environment(self, **more: str) -> dict[str, str]:
        """With nothing of the person's own in it."""
        home = str(self.folder / "home")
        return {
            "HOME": home,
            "TERM": "xterm-256color",
            "PATH": os.defpath,
            "PYTHONPATH": os.pathsep.join(sys.path),
            **more,
        }

    def call(self, arguments: Sequence[str], where: Where, **more: str) -> Called:
        """A command on the database, unless `EXPLORER_DB` names another."""
        return call(arguments, where, self.environment(EXPLORER_DB=str(self.database)) | more, self.folder)


def bench_in(folder: Path) -> Bench:
    """A folder with a seeded database of the bundled articles."""
    from seed.load import seed_database
    from seed.sources import bundled

    warm()
    database = folder / "good.db"
    seed_database(database, bundled(), lambda _: None)
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return Bench(folder, database)


def in_full() -> Iterator[Figure]:
    """Every figure of this suite. All texts go to the terminal as tables and CSV and to a pipe as JSON, some of them to
    every place in every form."""
    texts = payloads()
    with tempfile.TemporaryDirectory(prefix="exports-") as name:
        bench = bench_in(Path(name))
        yield printed(
            [
                printed_lists(bench, texts, ("terminal",)),
                printed_lists(bench, texts[::8], ("pipe",)),
                printed_lists(bench, texts[1::8], ("file",)),
                printed_arguments(bench, texts[::4], "terminal"),
                printed_arguments(bench, texts[1::16], "pipe"),
                printed_articles(bench, texts[::2], "terminal"),
                printed_articles(bench, texts[::6], "pipe"),
                printed_articles(bench, texts[1::6], "file"),
                poor_terminals(bench, texts[::8]),
                surroundings(bench, texts),
                seeded_articles(bench, texts[1::2], "terminal"),
                seeded_articles(bench, texts[::6], "pipe"),
            ],
            1500,
        )
        yield from cells(texts)
        yield unforeseen(bench, texts)
        yield printed_names.figure(bench.folder)
        yield from pipes.figures(bench.folder, bench.database, pipes.COMMANDS, pipes.LOCALES)


def printed(tried: Iterable[Tried], at_least: int) -> Figure:
    """What was printed, all of it, as a figure."""
    pairs, faults = 0, []
    for each in tried:
        pairs += each.pairs
        faults += each.faults
    what = "hostile text x command x {terminal, pipe, file}: obeyed, a cell or row made, JSON changed"
    return counted(2, what, pairs, faults, AGAIN, at_least)


def cells(texts: Sequence[Payload]) -> Iterator[Figure]:
    """Formulas among the hostile cells, however a program parts the line; texts that JSON does not give back."""
    import csv
    import io

    from shell.cells import lines
    from shell.json_text import json_text

    hostile = [each for each in texts if each.cls == "csv" and "honest" not in each.id]
    faults = []
    for payload in hostile:
        around = (payload.text, f"x;{payload.text};y", f"x\t{payload.text}", f'"; {payload.text}', f"|{payload.text}|")
        for text in around:
            written = lines(("a", "b"), ({"a": text, "b": [text, "c"]},))
            for delimiter in ",;\t|":
                found = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))
                acting = [cell for row in found for cell in row if judged.is_formula(cell)]
                faults += [f"{payload.id} in {text!r}, parted at {delimiter!r}: {cell!r}" for cell in acting]
    yield counted(
        7,
        "hostile CSV cells that act as formulas, parted at comma, semicolon, tab or bar",
        len(hostile),
        faults,
        AGAIN,
        13,
    )
    broken = []
    for payload in texts:
        for is_ascii in (True, False):
            written = json_text({payload.text: [payload.text]}, is_ascii)
            if json.loads(written.encode()) != {payload.text: [payload.text]} or judged.hazards(written, ""):
                broken.append(f"{payload.id}, {'' if is_ascii else 'not '}in ASCII: {written!r}")
    yield counted(
        7,
        "hostile texts that JSON does not give back to the letter, or that leave it bare",
        len(texts),
        broken,
        AGAIN,
        187,
    )


def printed_lists(bench: Bench, texts: Iterable[Payload], places: Sequence[Where]) -> Tried:
    """Databases with one text in every column that holds words, through every command that lists or shows."""
    pairs, faults = 0, []
    for number, payload in enumerate(texts):
        _own_files(bench.folder, payload)
        names = tuple(ROWS) if number % SLOW_EVERY == 0 else QUICK
        for database, known in _poisoned(bench, payload):
            for where in places:
                found = list(_database_faults(bench, database, known, payload, where, names))
                pairs += len(found)
                faults += [f"{payload.id}, {what}, {where}: {fault}" for what, each in found for fault in each]
    return Tried(pairs, faults)


def _poisoned(bench: Bench, payload: Payload) -> Iterator[tuple[Path, str]]:
    """A database in which ids are as they were, to be shown, and one in which they are hostile too."""
    with closing(sqlite3.connect(bench.database)) as connection:
        words = free(text_columns(connection))
    kept = {*IDS, Column("agreements", "id")}
    if "\0" in payload.text:  # SQLite takes a text to end there: an article of it is damaged, and told as that
        kept.add(Column("articles", "text"))
    shown = [column for column in words if column not in kept]
    yield overwritten(bench.database, bench.folder / "shown.db", [payload], shown), KNOWN
    yield overwritten(bench.database, bench.folder / "listed.db", [payload]), ""


def _database_faults(
    bench: Bench, database: Path, known: str, payload: Payload, where: Where, names: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    def called(*arguments: str) -> Called:
        return bench.call(arguments, where, EXPLORER_DB=str(database))

    for name in names if known else ("search", "orgs"):
        arguments = ROWS[name]
        read: Where = "pipe" if where == "terminal" and names is QUICK else where
        documents = bench.call((*arguments, "--json"), read, EXPLORER_DB=str(database))
        is_exact = name not in ("check", "searches")
        yield f"{name} --json to a {read}", judged.document_faults(documents, payload, read, is_exact)
        if documents.status == WRONG_USE:  # a saved search that is none
            continue
        listed = judged.json_of(documents.out)
        for form in ("", "--csv"):
            got = called(*arguments, *filter(None, (form,)))
            faults = judged.printed_faults(got, where)
            if form:
                faults += judged.csv_faults(got.out, len(listed), NAMES.get(name, NAMES["articles"]))
            elif where != "terminal":
                faults += judged.table_faults(got.out, len(listed), CELLS[name])
            elif listed:
                faults += judged.alignment_faults(got.out)
            yield f"{name} {form}", faults
    if known:
        for identifier in (known, "interpol"):
            documents = called("show", "--json", identifier)
            yield f"show --json {identifier}", judged.document_faults(documents, payload, where, is_exact=True)
            got = called("show", identifier)
            faults = judged.printed_faults(got, where)
            if where == "terminal":
                faults += judged.alignment_faults(got.out)
            else:
                faults += judged.table_faults(got.out, got.out.count(b"\n"), 2)
            yield f"show {identifier}", faults
        if names is not QUICK:
            yield from upkeep.repaired_and_copied(called, database, payload, where)
    else:
        yield from _completion_faults(bench, database, payload)
    others = (bench.database,) if known else (bench.folder / "shown.db",)
    yield from upkeep.differences(called, [*others, database], payload, where)


def _completion_faults(bench: Bench, database: Path, payload: Payload) -> Iterator[tuple[str, list[str]]]:
    for shell in ("bash", "zsh", "fish"):
        for line in ("explorer show ", "explorer search org:", "explorer search --searches saved.toml --saved "):
            asked = {"_EXPLORER_COMPLETE": shell, "_EXPLORER_LINE": line, "EXPLORER_DB": str(database)}
            got = bench.call((), "pipe", **asked)
            faults = [*judged.told_faults(got), *judged.text_faults(got.out)]
            faults += judged.table_faults(got.out, got.out.count(b"\n"), 3)
            yield f"completion in {shell} of {line!r} with {payload.id}", faults


def printed_arguments(bench: Bench, texts: Iterable[Payload], where: Where) -> Tried:
    """Each text as what a person typed, and within files of the person's own: what the commands say of it."""
    pairs, faults = 0, []
    for payload in texts:
        _own_files(bench.folder, payload)
        typed = os.fsdecode(payload.text.encode("utf-8", "surrogatepass").replace(b"\0", b""))
        commands = [tuple(part.format(typed) for part in command) for command in TYPED]
        for command in (*commands, *OWN_FILES):
            got = bench.call(command, where)
            found = [*judged.printed_faults(got, where), *judged.text_faults(got.err)]
            pairs += 1
            faults += [f"{payload.id}, {_short(command)}, {where}: {fault}" for fault in found]
    return Tried(pairs, faults)


def printed_articles(bench: Bench, texts: Sequence[Payload], where: Where) -> Tried:
    """Articles that hold the texts in all their parts and in their files' names: read and explained."""
    files = _articles(bench, texts, where)
    faults = []
    for arguments in EXTRACTIONS:
        got = bench.call((*arguments, *files), where)
        found = [*judged.printed_faults(got, where), *judged.text_faults(got.err)]
        if "--json" in arguments:
            named = [each["file"] for each in judged.json_of(got.out)]
            found += [] if len(named) == len(set(named)) >= len(texts) else [f"{len(set(named))} names of {len(named)}"]
        faults += [f"{_short(arguments)}, {where}: {fault}" for fault in found]
    return Tried(len(EXTRACTIONS) * len(texts), faults)


def seeded_articles(bench: Bench, texts: Sequence[Payload], where: Where) -> Tried:
    """The same articles, seeded: what is said on the way and at the end, and that each place is a file."""
    files = _articles(bench, texts, where)
    database = bench.folder / f"{where}.db"
    got = bench.call(("seed", "--db", str(database), "--unknown", "unknown.txt", *files), where)
    found = [*judged.told_faults(got), *judged.terminal_faults(judged.without_progress(got))]
    found += judged.text_faults((bench.folder / "unknown.txt").read_bytes())
    with closing(sqlite3.connect(database)) as connection:
        kept = {printed_names.path_of(place) for (place,) in connection.execute("SELECT source FROM places")}
    given = {os.fsencode(file) for file in files}
    found += [
        f"the place {place!r} is no file"
        for place in kept
        if place.partition(b"jsonl#")[0] + b"jsonl" not in given | {place + b"jsonl"}
    ]
    return Tried(len(texts), [f"seed, {where}: {fault}" for fault in found])


def _articles(bench: Bench, texts: Sequence[Payload], where: Where) -> list[str]:
    """Plain articles, one a text, and records."""
    folder = bench.folder / f"articles-{where}"
    return [str(path) for path in hostile_files(folder, texts) if path.suffix in {".txt", ".jsonl"}]


def poor_terminals(bench: Bench, texts: Iterable[Payload], encodings: Sequence[str] = ("ascii", "latin-1")) -> Tried:
    """Terminals that have few letters: of UTF-8 they would take some bytes for commands."""
    pairs, faults = 0, []
    for payload in texts:
        if judged.ESCAPED.search(payload.text):
            continue
        database = next(_poisoned(bench, payload))[0]
        environment = bench.environment(EXPLORER_DB=str(database), LC_ALL="C")
        for command in (
            ("search",),
            ("search", "--csv"),
            ("articles", "lang:en"),
            ("show", KNOWN),
            ("show", f"{payload.text}û"),
        ):
            for encoding in encodings:
                got = call(command, "terminal", environment, bench.folder, encoding)
                found = [*judged.told_faults(got), *judged.poor_terminal_faults(got, encoding)]
                pairs += 1
                faults += [f"{payload.id}, {_short(command)}, {encoding} terminal: {fault}" for fault in found]
    return Tried(pairs, faults)


def surroundings(bench: Bench, texts: Iterable[Payload]) -> Tried:
    """Variables of the environment that hold each text: what the commands say of them."""
    pairs, faults = 0, []
    for payload in texts:
        value = os.fsdecode(payload.text.encode("utf-8", "surrogatepass").replace(b"\0", b""))[:5000]
        for command, names in SURROUNDINGS:
            got = bench.call(command, "terminal", **dict.fromkeys(names, value))
            found = judged.printed_faults(got, "terminal")
            pairs += 1
            faults += [f"{payload.id}, {_short(command)} with {', '.join(names)}: {fault}" for fault in found]
    return Tried(pairs, faults)


def unforeseen(bench: Bench, texts: Iterable[Payload]) -> Figure:
    """An error that nobody foresaw, with each text in its message, asked for with its traceback and without."""
    faults = []
    tried = 0
    for payload in texts:
        for debug in ("", "1"):
            environment = bench.environment(EXPLORER_DEBUG=debug)
            got = call((), "terminal", environment, bench.folder, front=partial(_fails, payload.text))
            found = [] if got.status == judged.UNFORESEEN else [f"exit status {got.status}"]
            found += judged.terminal_faults(got)
            lines = got.err.decode("utf-8", "replace").splitlines()
            found += [] if (len(lines) == 1) != bool(debug) else [f"{len(lines)} lines"]
            found += [f"a line of {len(line)}" for line in lines if len(line) > judged.LONGEST]
            tried += 1
            faults += [f"{payload.id}, EXPLORER_DEBUG={debug}: {fault}" for fault in found]
    return counted(
        0, "errors that nobody foresaw, with hostile text in them: obeyed, or not one line", tried, faults, AGAIN
    )


def _fails(text: str) -> None:
    from shell.failures import run

    def command() -> None:
        raise ValueError(text + 3000 * "x")

    sys.exit(run(command))


def _own_files(folder: Path, payload: Payload) -> None:
    """A file of saved searches, of settings and of organisations with the text in them, and one that is no TOML."""
    text = "".join(char for char in payload.text if not "\ud800" <= char <= "\udfff")
    word = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    raw = payload.text.encode("utf-8", "surrogatepass")
    (folder / "saved.toml").write_text(f"[[search]]\nname = {word}\nquery = {word}\n", encoding="utf-8")
    settings = (
        f"theme = {word}\n{word} = 1\nquery = {word}\ncolumns = [{word}]\n[keys]\n{word} = {word}\nsort = {word}\n"
    )
    (folder / "config.toml").write_text(settings, encoding="utf-8")
    lexicon = f"[[organisation]]\nid = {word}\nname = {word}\n{word} = {word}\n"
    (folder / "lexicon.toml").write_text(lexicon, encoding="utf-8")
    (folder / "raw.toml").write_bytes(b'a = "' + raw + b'"\n' + raw + b" = [\n")


def _short(arguments: Sequence[str]) -> str:
    return " ".join(ascii(part)[1:-1][:30] for part in arguments)
