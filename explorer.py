"""The front door: the `explorer` command. Without arguments, as it is called most, it opens the explorer at once; click
is imported where there is something to read."""

from __future__ import annotations

import gc
import os
import sys

ASKS_WHAT_FOLLOWS = "_EXPLORER_COMPLETE"  # set by the scripts that `explorer completion` prints
INTERRUPTED = 130
MANY = 50_000  # values made before the collector looks for what is no longer needed: nearly all that a start makes is


def main() -> None:
    """Runs the command line and leaves with its exit status."""
    gc.set_threshold(MANY)
    try:
        if ASKS_WHAT_FOLLOWS in os.environ:
            from shell.cli import cli
            from shell.completing import complete

            sys.exit(complete(cli))
        from shell.failures import run
    except KeyboardInterrupt:  # Ctrl-C at any moment, this one too
        sys.exit(INTERRUPTED)
    sys.exit(run(_command))


def _command() -> object:
    """What was asked for."""
    if not sys.argv[1:]:
        from shell.browsing import browse_or_build

        return browse_or_build(None, "")
    from shell.cli import cli
    from shell.options import guarded

    return cli.main(guarded(sys.argv[1:]), standalone_mode=False)


if __name__ == "__main__":
    main()
