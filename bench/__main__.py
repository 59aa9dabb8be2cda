"""Prints each figure beside the one to reach. Take the figures from a quiet machine; ratios hold on a busy one.

`python -m bench` measures everything: that takes an hour, and 20 GB of disk where the large databases are kept. A part,
and with less: `python -m bench seeding --articles 5000`, `python -m bench search --sizes 1000,100000 --typed 40`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.table import Table, machine

PARTS = ("start", "terminal", "screen", "seeding", "search", "peers", "fuzz")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help=f"{', '.join(PARTS)}; all without any")
    parser.add_argument("--articles", type=int, default=100_000, help="how many to seed (%(default)s)")
    parser.add_argument("--sizes", type=_numbers, default=(1_000, 100_000, 1_000_000), metavar="N,N",
                        help="agreements of the databases that are searched, and shown to peers")  # fmt: skip
    parser.add_argument("--folder", type=Path, help="where these databases are kept (the user's cache)")
    parser.add_argument("--typed", type=int, metavar="N", help="type so many of the 200 queries only")
    parser.add_argument("--queries", type=int, default=100_000, help="how many to fuzz with (%(default)s)")
    parser.add_argument("--markdown", action="store_true", help="print tables for docs/performance.md")
    options = parser.parse_args()
    table = Table(options.markdown)
    print(machine(), flush=True)
    for part in options.parts or PARTS:
        _measure(part, table, options)


def _measure(part: str, table: Table, options: argparse.Namespace) -> None:
    """One part. Each imports what it needs when its turn comes."""
    if part == "start":
        from bench import start

        start.measure(table)
    elif part == "terminal":
        from bench import terminal

        terminal.measure(table)
    elif part == "screen":
        from bench import screen

        screen.measure(table)
    elif part == "seeding":
        from bench import seeding

        seeding.measure(table, options.articles)
    elif part == "search":
        from bench import search

        search.measure(table, options.sizes, options.folder, options.typed)
    elif part == "peers":
        from bench import peers

        peers.measure(table, options.sizes, options.folder)
    else:
        from bench import fuzz

        fuzz.measure(table, options.queries, options.folder)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part.replace("_", "")) for part in text.split(","))


if __name__ == "__main__":
    main()
