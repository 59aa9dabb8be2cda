"""Databases that were damaged: bits that flipped, pages that are zeroes, or others', or gone.

Whatever changes an answer is to be found by `explorer check`, which must not stumble over any of it.
"""

from __future__ import annotations

import json
import os
import random
import signal
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from torture.answers import answers_of
from torture.copies import Taken, copies_while_importing
from torture.figures import Figure, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMMAND = "python -m torture damage"
PAGE = 4096
HEADER = 100
LONGEST = 30  # seconds that one copy may take in all, of which it is to be ended
SEED = 16
REPAIRED_EACH = 3  # copies
FOUND = 0.99


class Damage(NamedTuple):
    """One kind of damage, and how many copies suffer it."""

    kind: str
    copies: int
    suffer: Callable[[random.Random, bytes], tuple[str, bytes]]


class Seen(NamedTuple):
    """What became of one damaged copy: the first answer that is another, what a check says, what was raised."""

    copy: str
    changed: str = ""
    faults: tuple[str, ...] = ()
    raised: str = ""
    seconds: float = 0.0


def in_full() -> Iterator[Figure]:
    """As many copies of each kind of damage as the figure asks for."""
    with tempfile.TemporaryDirectory(prefix="explorer-damage-") as folder:
        database = make_database(Path(folder), 24)
        yield from figures(list(damaged(database, Path(folder), 1.0)))
        yield copied(copies_while_importing(Path(folder), 600), 5)


def copied(taken: Taken, at_least: int) -> Figure:
    """The figure of copies that were taken while others imported."""
    return counted(0, "copies during an import that are not whole", taken.copies, taken.failures, COMMAND, at_least)


def make_database(folder: Path, articles: int) -> Path:
    """A database of generated articles, two of them changed later, and of those that come with the program."""
    from bench.corpus import Corpus
    from seed.load import seed_database
    from seed.sources import DEFAULT_LIMITS, bundled, gather

    database, corpus = folder / "whole.db", Corpus()
    corpus.write(folder / "articles", articles)
    for _ in range(2):
        seed_database(database, gather([folder / "articles"], DEFAULT_LIMITS), lambda _: None)
        for number in range(2):
            (folder / "articles" / "0000" / f"{number:06}.txt").write_bytes(corpus.article(articles + number))
    seed_database(database, bundled(), lambda _: None)
    return database


def _flip(dice: random.Random, data: bytes) -> tuple[str, bytes]:
    place, bit = dice.randrange(HEADER, len(data)), dice.randrange(8)
    return f"bit {bit} of byte {place} flipped", _with(data, place, bytes([data[place] ^ 1 << bit]))


def _zero(dice: random.Random, data: bytes) -> tuple[str, bytes]:
    page = dice.randrange(1, len(data) // PAGE)
    return f"page {page + 1} zeroed", _with(data, page * PAGE, bytes(PAGE))


def _replace(dice: random.Random, data: bytes) -> tuple[str, bytes]:
    page, other = dice.randrange(1, len(data) // PAGE), dice.randrange(1, len(data) // PAGE)
    return f"page {page + 1} holds page {other + 1}", _with(data, page * PAGE, _page(data, other))


def _swap(dice: random.Random, data: bytes) -> tuple[str, bytes]:
    page, other = dice.randrange(1, len(data) // PAGE), dice.randrange(1, len(data) // PAGE)
    swapped = _with(_with(data, page * PAGE, _page(data, other)), other * PAGE, _page(data, page))
    return f"pages {page + 1} and {other + 1} swapped", swapped


def _truncate(dice: random.Random, data: bytes) -> tuple[str, bytes]:
    size = dice.randrange(HEADER, len(data))
    return f"cut to {size} bytes", data[:size]


def _spoil_header(dice: random.Random, data: bytes) -> tuple[str, bytes]:
    place = dice.randrange(HEADER)
    return f"byte {place} of the header inverted", _with(data, place, bytes([data[place] ^ 0xFF]))


def _with(data: bytes, place: int, other: bytes) -> bytes:
    return data[:place] + other + data[place + len(other) :]


def _page(data: bytes, number: int) -> bytes:
    return data[number * PAGE : (number + 1) * PAGE]


KINDS = (
    Damage("a bit flipped", 200, _flip),
    Damage("a page zeroed", 60, _zero),
    Damage("a page in the place of another", 40, _replace),
    Damage("two pages swapped", 20, _swap),
    Damage("an end cut off", 30, _truncate),
    Damage("a byte of the header inverted", 20, _spoil_header),
)


def damaged(database: Path, folder: Path, share: float) -> Iterator[Seen]:
    """Damages so many times the usual number of copies, and tells what became of each."""
    whole = database.read_bytes()
    truth = answers_of(database).digests
    for damage in KINDS:
        dice = random.Random(f"{SEED} {damage.kind}")
        for number in range(max(1, round(damage.copies * share))):
            told, data = damage.suffer(dice, whole)
            copy = folder / "damaged.db"
            copy.write_bytes(data)
            name = f"{damage.kind}, {number}: {told}"
            if data == whole:
                continue
            yield in_another_process(name, partial(_looked_at, copy, truth))
            if copy.read_bytes() != data:
                yield Seen(name, raised="the copy was written to")
            if number % REPAIRED_EACH == 0:
                yield in_another_process(name, partial(_repaired, copy, data, truth))


def _looked_at(copy: Path, truth: dict[str, str]) -> dict[str, object]:
    from db.checks import check_database
    from db.errors import ExplorerError

    answers = answers_of(copy)
    changed = next((name for name, digest in truth.items() if answers.digests.get(name) != digest), "")
    raised = next((f"{name}: {error}" for name, error in answers.raised.items()), "")
    try:
        faults = [f"{result.name}: {fault}" for result in check_database(copy) for fault in result.faults]
    except ExplorerError as error:
        faults = [str(error)]
    except Exception as error:
        faults, raised = [], f"check: {type(error).__name__}: {error}"
    return {"changed": changed, "faults": faults[:5], "raised": raised}


def _repaired(copy: Path, data: bytes, truth: dict[str, str]) -> dict[str, object]:
    """Repairs a copy: it is whole then, or what can't be mended is told, and where that ends it nothing was changed."""
    from db.errors import ExplorerError
    from db.repairs import repair_database

    raised = ""
    try:
        results = repair_database(copy).results
    except ExplorerError:
        raised = "" if copy.read_bytes() == data else "refused to repair it, and changed it"
    else:
        if not any(result.faults for result in results) and answers_of(copy).digests != truth:
            raised = "whole after a repair, with other answers"
    left = [each.name for each in copy.parent.glob(f".{copy.name}*")]
    return {"changed": "", "faults": [], "raised": raised or f"a repair left {left[0]}" if left else raised}


def in_another_process(copy: str, look: Callable[[], dict[str, object]]) -> Seen:
    """What `look` sees, in a process that may die of it or never end."""
    begun = time.monotonic()
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(read)
            signal.alarm(LONGEST)
            with os.fdopen(write, "w") as pipe:
                json.dump(look(), pipe)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    seconds = time.monotonic() - begun
    if status:
        ended = "not done in time" if os.WTERMSIG(status) == signal.SIGALRM else f"ended with status {status}"
        return Seen(copy, raised=ended, seconds=seconds)
    said = json.loads(told)
    return Seen(copy, said["changed"], tuple(said["faults"]), said["raised"], seconds)


def figures(seen: list[Seen]) -> Iterator[Figure]:
    """How many stumbled, and of those that change an answer how many are found."""
    stumbled = [f"{each.copy}: {each.raised}" for each in seen if each.raised]
    yield counted(
        16, "damaged copies read, checked, repaired: hangs, tracebacks, left worse", len(seen), stumbled, COMMAND, 370
    )
    changed = [each for each in seen if each.changed]
    missed = [f"{each.copy}: changes {each.changed}, and a check finds nothing" for each in changed if not each.faults]
    share = 1 - len(missed) / max(1, len(changed))
    holds = bool(changed) and share >= FOUND
    told = f"{len(changed) - len(missed)} of {len(changed)}"
    what = "those that change an answer, found by check"
    yield Figure(16, what, told, f">= {FOUND:.0%}", holds, COMMAND, tuple(missed))
