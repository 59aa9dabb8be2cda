"""Puts together what others get, into dist/: `python -m pack pyz`, `python -m pack bundle`, `python -m pack man`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pack.contents import ROOT
from pack.distributions import PackingError

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m pack", description=__doc__)
    parser.add_argument("what", choices=["pyz", "bundle", "man"])
    parser.add_argument("--to", type=Path, default=ROOT / "dist", metavar="FOLDER", help="where to (dist/)")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    try:
        print(_maker(options.what)(options.to))
    except PackingError as error:
        sys.exit(f"pack: {error}")


def _maker(what: str) -> Callable[[Path], str]:
    if what == "pyz":
        from pack.one_file import make_one_file

        return make_one_file
    if what == "bundle":
        from pack.bundle import make_bundle

        return make_bundle
    from pack.pages import make_pages

    return make_pages


if __name__ == "__main__":
    main()
