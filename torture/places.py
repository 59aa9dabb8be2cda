"""Where a file can stand: what a command is run under so that a folder, a disk or a right is not as usual.

Rights mean nothing to root, so a command of root's is run without what lets root pass them over; mounts are made in
a namespace of the command's own, and are gone with it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-m", "explorer"]
OF_SOMEBODY = 12345  # a user that is not there
READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
FULL = (
    'cp -a "$0/." "$1" && mount -t tmpfs -o size="$2" full "$0" && cp -a "$1/." "$0" && shift 2 '
    '&& { dd if=/dev/zero of="$0/filler" bs=4096 2>/dev/null; exec "$@"; }'
)


def missing(*tools: str) -> str:
    """What is lacking to make such places: empty when nothing is."""
    if os.geteuid():
        return "only root can mount and give files away"
    lacking = [tool for tool in tools or ("unshare", "setpriv", "mount", "dd") if shutil.which(tool) is None]
    return f"there is no {', '.join(lacking)}" if lacking else ""


def without_rights() -> list[str]:
    """What a command is run under so that rights hold for it, whoever runs it."""
    return [] if os.geteuid() else ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--"]


def read_only(folder: Path) -> list[str]:
    """What a command is run under for which nothing in a folder can be written by anybody."""
    return ["unshare", "--mount", "sh", "-c", READ_ONLY, str(folder)]


def full(folder: Path, spare: Path, size: int) -> list[str]:
    """What a command is run under for which a folder is a disk of so many bytes without room; `spare` is empty."""
    return ["unshare", "--mount", "sh", "-c", FULL, str(folder), str(spare), str(size)]


def without_locks() -> list[str]:
    """What a command is run under for which no file can be locked."""
    return [sys.executable, "-m", "torture.refusing"]


def surroundings() -> dict[str, str]:
    """The environment of a command: this program, nobody's own files, one language."""
    mine = {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "EXPLORER_CONFIG": "", "EXPLORER_HISTORY": ""}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("EXPLORER_", "LC_", "XDG_"))}
    return {**kept, **mine, "EXPLORER_SESSION": "", "TERM": "xterm-256color"}
