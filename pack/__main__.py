"""Puts together what others get, into dist/: `python -m pack pyz`, `python -m pack bundle`, `python -m pack man`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pack.contents import ROOT
from pack.distributions import PackingError
from pack.one_file import make_one_file


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m pack", description=__doc__)
    parser.add_argument("what", choices=["pyz"])
    parser.add_argument("--to", type=Path, default=ROOT / "dist", metavar="FOLDER", help="where to (dist/)")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    try:
        print(make_one_file(options.to))
    except PackingError as error:
        sys.exit(f"pack: {error}")


if __name__ == "__main__":
    main()
