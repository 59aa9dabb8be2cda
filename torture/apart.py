"""A namespace of mounts for a process of its own, what is mounted in it, and a process without root's rights.

What is mounted goes with the process. Whoever is not root is root in a namespace of users too.
"""

from __future__ import annotations

import ctypes
import errno
import os
import subprocess
from typing import TYPE_CHECKING

from torture.forks import run

if TYPE_CHECKING:
    from collections.abc import Callable

NEW_MOUNTS, NEW_USERS = 0x20000, 0x10000000  # sched.h: CLONE_NEWNS, CLONE_NEWUSER
CAPABILITIES = 0x20080522  # linux/capability.h: version 3


def lacking() -> str:
    """Why such places can't be made here; empty where they can."""
    ended = run(apart)
    return ended.err.strip().rpartition("\n")[2] if ended.status else ""


def apart() -> int:
    """From now on what this process mounts is its own."""
    library = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    if library.unshare(NEW_MOUNTS | (0 if user == 0 else NEW_USERS)):
        raise OSError(ctypes.get_errno(), f"no namespace of mounts: {errno.errorcode.get(ctypes.get_errno())}")
    if user:
        for name, text in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
            with open(f"/proc/self/{name}", "w") as file:  # noqa: PTH123
                file.write(text)
    mount("--make-rprivate", "/")
    return 0


def mount(*words: object) -> None:
    """Mounts, by the command of that name. Raises CalledProcessError."""
    subprocess.run(["mount", *map(str, words)], check=True)


def as_anybody(work: Callable[[], int]) -> int:
    """Does work without what lets root pass rights over."""
    head = (ctypes.c_uint32 * 2)(CAPABILITIES, 0)
    if ctypes.CDLL(None, use_errno=True).capset(head, (ctypes.c_uint32 * 6)()):
        raise OSError(ctypes.get_errno(), "capset")
    return work()
