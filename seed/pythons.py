"""The Python that this process is run by, to run others by it."""

from __future__ import annotations

import os
import shutil
import sys


def this_python() -> str:
    """The path of the interpreter. Python itself knows none where it was found without a PATH, as in `env -i`."""
    running = "/proc/self/exe"
    if sys.executable:
        return sys.executable
    if os.path.exists(running):  # noqa: PTH110
        return os.path.realpath(running)
    return shutil.which("python3", path=os.defpath) or "python3"
