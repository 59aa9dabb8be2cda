"""Prints each figure beside the one to reach. Take the figures from a quiet machine; ratios hold on a busy one.

`python -m bench` measures everything, some minutes for the 100,000 articles; `python -m bench seeding --articles 5000`
one part, and with fewer of them.
"""

from __future__ import annotations

import argparse

from bench import screen, seeding

PARTS = ("screen", "seeding")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="screen, seeding; all without any")
    parser.add_argument("--articles", type=int, default=seeding.MANY, help="how many to seed (%(default)s)")
    options = parser.parse_args()
    for part in options.parts or PARTS:
        if part == "screen":
            screen.measure()
        else:
            seeding.measure(options.articles)


if __name__ == "__main__":
    main()
