"""Database files that were made to harm: none ends the program, holds it up, fills its memory, runs in it, is changed.

`python -m torture.mutants NUMBER` says what was done to the mutant of a number and what each door made of it.
"""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from db.first_look import mark_of, remember
from shell.places import known_location
from torture.doors import Porter, called, command, compared, copied, repaired
from torture.figures import Figure, counted
from torture.headless import reads, screen
from torture.hostile_files import FOREIGN, HOSTILE, WRITABLE
from torture.mutated_rows import RAN
from torture.mutations import SEED, mutant
from torture.workshop import clear, standing, workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from torture.doors import Call, Door, Seen
    from torture.hostile_files import Maker
    from torture.workshop import Workshop

COMMAND = "python -m torture mutants"
MUTANTS = 10_000
PATIENCE = 5.0  # seconds of the processor
SILENCE = 20.0  # seconds of the clock, on a machine that others use
MEMORY = 200_000_000  # bytes
IN_ONE = 50  # mutants that one process opens
LEAST = {17: 12, 18: 14}  # files of each figure
SOON = 1.0  # seconds; what looks through the whole file may take as long as any
REFUSED = (3,)
ANSWERED = (0, 1)
SLIPS = ("an error that should not be", "Reading failed", "Traceback", "unexpected error", RAN)
KEYS = ("down", "enter", "tab", "G", "1", "2", "3", "4", "n", "s", "v", "escape", "end", "home", "pagedown", "a", "j")
QUERIES = ("", "", "", "interpol", "articles: police", "articles:", "kind:mou", "in:articles police", "-police")


class Found(NamedTuple):
    """What went wrong with one file, by what it is counted under, and the seconds and bytes it took at most."""

    wrong: Mapping[str, list[str]]
    seconds: float
    memory: int


class CraftedFailures(NamedTuple):
    """All that went wrong with several files, and the seconds and bytes that they took at most."""

    failures: list[str]
    seconds: float
    memory: int


def doors_for(shop: Workshop, rng: Random) -> list[tuple[str, Door]]:
    """A search, the check, the screen with some keys; for each second file another command, for each fifth all that the
    screen may come to read, and for each fifth a command that compares, copies or repairs it."""
    query, keys = rng.choice(QUERIES), tuple(rng.choices(KEYS, k=rng.choice((0, 1, 3))))
    searched = rng.choice(("interpol", "police OR agreement", "kind:mou", "org:europol", "year:2011..2020", "pol*"))
    sort = rng.choice(("newest", "oldest", "title", "kind", "sources", "best match"))
    search = rng.choice((("search",), ("search", searched, "--sort", sort)))
    in_turn = (
        ("show", shop.agreement, *rng.choice(((), ("--json",)))), ("show", "interpol"), ("show", "nobody"), ("orgs",),
        ("orgs", "interpol"), ("orgs", "--json"), ("articles",), ("articles", searched), ("articles", "--json"),
        ("search", "--json"), ("search", "zzz"), ("browse", "--lines"),
    )  # fmt: skip
    words = (search, ("check",), *rng.sample(in_turn, rng.randrange(2)))
    more = [] if rng.randrange(5) else [(f"reads {query!r}", reads(query))]
    base, folder = shop.base.path, shop.folder
    keepers = (
        ("diff", compared(base)),
        ("backup", copied(folder / "copy.db")),
        ("check --repair", repaired(folder / "mended.db")),
    )
    more += [] if rng.randrange(5) else [rng.choice(keepers)]
    return [
        *((" ".join(each), command(*each)) for each in words),
        (f"screen {query!r} {keys}", screen(query, keys)),
        *more,
    ]


@contextmanager
def trying(shop: Workshop) -> Iterator[Callable[[int], Found]]:
    """What tries the mutant of a number at each of its doors, many of them in one process."""
    doors_of = partial(_doors_of, shop)
    with Porter(shop.database, doors_of, SILENCE, IN_ONE) as porter:
        yield partial(_tried, shop, porter)


def _doors_of(shop: Workshop, number: int) -> list[tuple[str, Door]]:
    return doors_for(shop, Random(f"{SEED}:{number}:doors"))


def _tried(shop: Workshop, porter: Porter, number: int) -> Found:
    made = mutant(shop.base, number)
    shop.database.write_bytes(made.data)
    for end, data in made.beside.items():
        Path(f"{shop.database}{end}").write_bytes(data)
    if number % 2:  # as one that was looked at before: what the first look sees keeps from nothing then
        remember(mark_of(shop.database), known_location())
    found = _judged(shop, f"mutant {number} ({made.words})", partial(porter.call, number), PATIENCE)
    clear(shop)
    return found


def opened(shop: Workshop, name: str, doors: Sequence[tuple[str, Door]], soon: float = PATIENCE) -> Found:
    """The file that lies in the workshop, at each door, one after the other in one process."""
    return _judged(shop, name, partial(called, shop.database, doors, SILENCE), soon)


def _judged(shop: Workshop, name: str, calling: Callable[[], Call], soon: float) -> Found:
    before = standing(shop)
    call = calling()
    wrong = _wrong(call, name, standing(shop), before, soon)
    return Found(wrong, max((seen.seconds for seen in call.seen), default=0.0), call.memory)


def _wrong(
    call: Call, name: str, after: Mapping[str, bytes], before: Mapping[str, bytes], soon: float
) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {"ended": [], "late": [], "large": [], "ran": [], "changed": [], "unclear": []}
    if call.signal == signal.SIGKILL:
        wrong["late"].append(f"{name}: {call.last} had not ended in {SILENCE:g} s")
    elif call.signal or call.last:
        wrong["ended"].append(f"{name}: signal {call.signal} at {call.last}")
    if call.memory > MEMORY:
        wrong["large"].append(f"{name}: {call.memory // 1_000_000} MB")
    wrong["changed"] = [
        f"{name}: {path} was {_became(before.get(path), after.get(path))}"
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path) and not _is_undone(path, before)
    ]
    for seen in call.seen:
        if seen.seconds > (PATIENCE if seen.door.startswith("check") else soon):
            wrong["late"].append(f"{name}: {seen.door} took {seen.seconds:.1f} s")
        if RAN in seen.out + seen.err or seen.done:
            wrong["ran"].append(f"{name}: {seen.door} ran {', '.join(seen.done) or 'what the file says'}")
        if (slip := _slip(seen)) is not None:
            wrong["unclear"].append(f"{name}: {seen.door}: {slip}")
    return wrong


def _is_undone(path: str, before: Mapping[str, bytes]) -> bool:
    """Whether it is a file, or its journal, that was taken for one that is left half written, and put right."""
    database = path.removesuffix("-journal")
    return f"{database}-journal" in before


def _slip(seen: Seen) -> str | None:
    """What is not clear, or not clean, in what a door said; None where all is."""
    lines = [line for line in seen.err.splitlines() if line]
    told = next((slip for slip in SLIPS if slip in seen.out + seen.err), None)
    if told:
        return f"{told}: {(lines or seen.out.splitlines())[-1][:200]}"
    if seen.status not in (*ANSWERED, *REFUSED):
        return f"exit status {seen.status}: {' / '.join(lines)[:200]}"
    if (
        seen.status in REFUSED
        and not seen.door.startswith("check")
        and (len(lines) != 1 or not lines[0].startswith("explorer: "))
    ):
        return f"{len(lines)} lines: {' / '.join(lines)[:200]}"
    if any(not (sign.isprintable() or sign in "\n\t") for sign in seen.out + seen.err):
        return "unprintable signs came through"
    return None


def _became(was: bytes | None, now: bytes | None) -> str:
    return "made" if was is None else "removed" if now is None else "changed"


def figures(tries: Iterable[Found], command: str = COMMAND, at_least: int = 1) -> Iterator[Figure]:
    """What came of the mutants."""
    count, seconds, memory = 0, 0.0, 0
    wrong: dict[str, list[str]] = {}
    for found in tries:
        count += 1
        for what, lines in found.wrong.items():
            wrong.setdefault(what, []).extend(lines)
        seconds, memory = max(seconds, found.seconds), max(memory, found.memory)
    told = {
        "ended": "mutated databases at three to six doors: the process ended by a signal",
        "late": f"mutated databases: a door that took over {PATIENCE:g} s (the longest {seconds:.1f} s)",
        "large": f"mutated databases: over {MEMORY // 1_000_000} MB of memory (the most {memory // 1_000_000} MB)",
        "ran": "mutated databases: code or SQL of the file that ran",
        "changed": "mutated databases: files changed, made or removed",
        "unclear": "mutated databases: an answer that is neither the list nor one clear line",
    }
    for what, words in told.items():
        yield counted(0, words, count, wrong.get(what, []), command, at_least)


def in_full() -> Iterator[Figure]:
    """Every figure, at full size."""
    with workshop() as shop:
        yield from crafted_figures(shop)
        with trying(shop) as tried:
            yield from figures(map(tried, range(MUTANTS)), at_least=MUTANTS)


def crafted_figures(shop: Workshop) -> Iterator[Figure]:
    """Figures 17 and 18: files that were made with care, at every door, the one that writes too."""
    doors = crafted_doors(shop.agreement)
    for number, what, makers in ((17, "hostile databases", HOSTILE), (18, "newer and foreign files", FOREIGN)):
        done = crafted_failures(shop, makers, doors)
        figure = counted(number, f"{what} at {len(doors)} doors: wrongly opened, changed, unclear, late or large",
                         len(makers), done.failures, COMMAND, LEAST[number])  # fmt: skip
        yield replace(figure, seen=f"{figure.seen}; {done.seconds:.1f} s, {done.memory // 1_000_000} MB at most")


def crafted_failures(
    shop: Workshop, makers: Mapping[str, Maker], doors: Sequence[tuple[str, Door]] = ()
) -> CraftedFailures:
    """What went wrong with each of these files at the doors, all when none are named; the writer's among them."""
    failures: list[str] = []
    seconds, memory = 0.0, 0
    for name, make in makers.items():
        also = [] if name in WRITABLE else [("seed", command("seed"))]
        make(shop.database, shop.base.data)
        for door in (*(doors or crafted_doors(shop.agreement)), *also):
            found = opened(shop, name, [door], SOON)
            failures += [line for lines in found.wrong.values() for line in lines]
            seconds, memory = max(seconds, found.seconds), max(memory, found.memory)
        clear(shop)
    return CraftedFailures(failures, seconds, memory)


def crafted_doors(agreement: str) -> list[tuple[str, Door]]:
    """Every command that opens a database, and the screen."""
    words = ("search", "search interpol", "check", f"show {agreement}", "show interpol", "orgs", "articles",
             "articles police", "browse --lines", "upgrade")  # fmt: skip
    screens = [(f"screen {keys}", screen("", keys)) for keys in ((), ("down", "enter"), ("a", "G"))]
    return [*((each, command(*each.split())) for each in words), *screens]


def main(numbers: list[str]) -> None:
    """Each mutant of these numbers, in words."""
    with workshop() as shop:
        for number in map(int, numbers):
            made = mutant(shop.base, number)
            print(f"mutant {number}: {made.words}")
            shop.database.write_bytes(made.data)
            for end, data in made.beside.items():
                Path(f"{shop.database}{end}").write_bytes(data)
            call = called(shop.database, _doors_of(shop, number), SILENCE)
            for seen in call.seen:
                print(f"--- {seen.door}: {seen.status}, {seen.seconds:.3f} s {seen.done}\n{seen.out[-600:]}{seen.err}")
            print(f"signal {call.signal} {call.last}, {call.memory // 1_000_000} MB")
            clear(shop)


if __name__ == "__main__":
    main(sys.argv[1:])
