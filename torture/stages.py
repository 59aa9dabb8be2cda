"""Work that writes a database and is disturbed: an import of a few articles, an upgrade of an older database, a repair.

Of each it is known what the database holds before it and after each of its transactions, so that whatever was done to
it, the database must hold just that.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from bisect import bisect
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from db import schema, search_schema
from db.checks import check_database
from db.connection import open_reader
from db.errors import DatabaseError, MissingDatabaseError, OlderDatabaseError
from torture.contents import contents, differences
from torture.forks import Ended, command, run
from torture.imports import Import, Read, batched, raws_in
from torture.releases import Releases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from torture.storage import Fault

REFUSED = 3  # exit status of a database that can't be used
BATCH = 8
KINDS = ("import", "first import", "upgrade", "repair")
KEPT = re.compile(r"the first ([0-9,]+) are kept")
MADE = re.compile(r"CREATE (?:VIRTUAL )?(TABLE|INDEX|TRIGGER|VIEW) (\w+)")


@dataclass(frozen=True, slots=True)
class Stage:
    """A command that writes a database, named "{db}" in its words; the database before it, None for none, what it holds
    then and after each transaction, how many places are then done with, and the database that it ends in."""

    folder: Path
    words: tuple[str, ...]
    read: Read
    base: Path | None
    states: tuple[dict[str, str], ...]
    kept: tuple[int, ...]
    whole: Path

    def put(self, name: str) -> Path:
        """The database as it is before, in a folder of its own."""
        database = self.folder / name / "explorer.db"
        database.parent.mkdir()
        if self.base:
            shutil.copyfile(self.base, database)
        return database

    def command(self, database: Path, after: Callable[[], object] | None = None) -> Callable[[], int]:
        """The command; `after` the first batch of an import something happens to the place."""
        words = (word.format(db=database) for word in self.words)
        return batched(command(*words), BATCH, self.read, after)

    def state_of(self, database: Path) -> int:
        """How many transactions it holds; -1 for none of these states. Raises DatabaseError."""
        try:
            open_reader(database).close()
        except MissingDatabaseError:
            return 0
        except OlderDatabaseError:
            pass
        found = contents(database)
        return self.states.index(found) if found in self.states else -1

    @property
    def last(self) -> int:
        """The number of transactions."""
        return len(self.states) - 1


def prepare_import(folder: Path, read: Read, has_base: bool, batches: int = 2) -> Stage:
    """An import into a new database, or into one that has the first edition of some of its articles."""
    folder.mkdir(exist_ok=True)
    made = Releases(read.lexicon)
    files = made.write(folder / "articles", BATCH)
    read.take(raws_in(files))
    base, database = folder / "base.db" if has_base else None, folder / "whole.db"
    if base:
        well(run(Import(files, base, read)))
        shutil.copyfile(base, database)
    made.write(files, BATCH * (batches + 1), edition=2)
    read.take(raws_in(files))
    states, kept = [contents(base) if base else {}], [0]
    words = ("seed", "--jobs", "1", "--db", "{db}", str(files))
    while True:
        ended = run(partial(Import(files, database, read, BATCH, most=1), 1))
        if contents(database) == states[-1]:
            return Stage(folder, words, read, base, tuple(states), tuple(kept), database)
        states.append(contents(database))
        kept.append(int(ended.out.split()[-1]))


def prepare_upgrade(folder: Path, read: Read, articles: int = 2 * BATCH, padding: int = 0) -> Stage:
    """Bringing a database of the first schema, without any index, up to date; each article with so many further
    words."""
    folder.mkdir(exist_ok=True)
    files = Releases(read.lexicon, padding).write(folder / "articles", articles)
    read.take(raws_in(files))
    base, database = folder / "base.db", folder / "whole.db"
    well(run(Import(files, base, read)))
    make_older(base)
    shutil.copyfile(base, database)
    well(run(command("upgrade", "--db", database)))
    states = contents(base), contents(database)
    return Stage(folder, ("upgrade", "--db", "{db}"), read, base, states, (0, 1), database)


def prepare_repair(folder: Path, read: Read) -> Stage:
    """Making anew the indexes of a database in which they are not as they should be."""
    stage = prepare_upgrade(folder, read)
    base, database = folder / "unsound.db", folder / "mended.db"
    shutil.copyfile(stage.whole, base)
    with closing(sqlite3.connect(base, isolation_level=None)) as connection:
        connection.execute("UPDATE tallies SET agreements = agreements + 1")
        connection.execute("DELETE FROM agreements_fts")
    shutil.copyfile(base, database)
    well(run(command("check", "--repair", "--db", database)))
    states = contents(base), contents(database)
    return Stage(folder, ("check", "--repair", "--db", "{db}"), read, base, states, (0, 1), database)


def make_older(path: Path) -> None:
    """Takes away all that was added to the first schema."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in reversed((*search_schema.SEARCH, *search_schema.FULL_TEXT, *schema.SEALS)):
            made = MADE.search(statement)
            assert made, statement
            connection.execute(f"DROP {made[1]} IF EXISTS {made[2]}")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name NOT LIKE 'm001%'")
        connection.execute("PRAGMA user_version = 1")
        connection.execute("VACUUM")


def well(ended: Ended) -> Ended:
    """What nobody disturbed; raises RuntimeError when it failed."""
    if ended.status:
        raise RuntimeError(f"what nobody disturbed failed: {ended}")
    return ended


def disturbed(stage: Stage, fault: Fault) -> tuple[str, list[str]]:
    """Does the work over a disk with a fault, and again over a good one: what failed, empty when the work was through
    before, and what went wrong then."""
    database = stage.put("disturbed")
    work = stage.command(database)
    ended = run(work, fault)
    try:
        is_killed = ended.status < 0 and fault.how == "kill"
        told = f"killed at {fault.at}" if is_killed else ended.told
        if not told:
            return "", []
        failures = [] if is_killed else told_wrong(ended, allows=(0,))
        failures += state_wrong(stage, database, ended, is_clean=not (fault.lasts or is_killed))
        again = run(work)
        if again.status:
            failures.append(f"the next run fails with {again.status}: {again.err.strip()}")
        elif stage.state_of(database) != stage.last:
            failures.append(f"the next run ends in other content: {differences(database, stage.states[-1])}")
        failures += [f"check: {r.name}: {r.faults[0]}" for r in check_database(database) if r.faults]
        return told, failures + lying_about(database)
    finally:
        shutil.rmtree(database.parent)


def told_wrong(ended: Ended, allows: tuple[int, ...] = ()) -> list[str]:
    """What is wrong with what a command said of a database that it can't use."""
    if ended.is_late:
        return ["it hangs"]
    if ended.status in allows:
        return []
    lines = ended.err.splitlines()
    failures = [] if ended.status == REFUSED else [f"exit status {ended.status}"]
    if len(lines) != 1 or not lines[0].startswith("explorer: ") or "Traceback" in ended.out + ended.err:
        failures.append(f"not one line: {ended.err!r}")
    elif "should not be" in ended.err or "SQLite database" in ended.err or "damaged" in ended.err:
        failures.append(f"not the right line: {ended.err!r}")
    return failures


def state_wrong(stage: Stage, database: Path, ended: Ended, is_clean: bool) -> list[str]:
    """What is wrong with the database after a failure: it may hold whole transactions, and has all that were said to
    be kept; beside it there is nothing if it `is_clean`. What came of the one in hand is not known where its end
    failed."""
    left = lying_about(database) if is_clean else []
    try:
        state = stage.state_of(database)
    except DatabaseError as error:
        return [*left, f"it does not open: {error}"]
    kept = KEPT.search(ended.err)
    said = bisect(stage.kept, int(kept[1].replace(",", ""))) - 1 if kept else 0
    if ended.status == 0:
        said = stage.last
    most = stage.last if ended.status < 0 else said + 1
    if state < 0:
        return [*left, f"it holds a part of a transaction: {differences(database, stage.states[said])}"]
    return left if said <= state <= most else [*left, f"{said} were said to be kept, {state} are there"]


def prepare_all(folder: Path, read: Read, names: Iterable[str]) -> Iterator[tuple[str, Stage]]:
    """Work of these kinds, each with its name."""
    kinds: dict[str, Callable[[Path, Read], Stage]] = {
        "import": partial(prepare_import, has_base=True),
        "first import": partial(prepare_import, has_base=False),
        "upgrade": prepare_upgrade,
        "repair": prepare_repair,
    }
    for name in names:
        yield name, kinds[name](folder / name.replace(" ", "-"), read)


def lying_about(database: Path) -> list[str]:
    """What lies beside a database, or is an empty one."""
    left = sorted(each.name for each in database.parent.iterdir() if each != database)
    if database.exists() and database.stat().st_size == 0:
        left.append(f"{database.name}, empty")
    return [f"left behind: {name}" for name in left]
