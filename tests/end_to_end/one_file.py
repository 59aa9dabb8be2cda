"""Makes the one file, and names the Python that runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = os.path.realpath(sys.executable)  # that of the machine, which knows none of what is installed for the tests


def make(folder: Path, what: str = "pyz", **environment: str) -> Path:
    """The file, made in `folder`; for a bundle it is that within it."""
    command = [sys.executable, "-m", "pack", what, "--to", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=os.environ | environment)
    assert done.returncode == 0, f"{done.stderr}Is the environment that of requirements.lock? make test sets it up"
    return folder / "explorer.pyz"
