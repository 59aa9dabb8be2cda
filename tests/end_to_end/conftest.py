"""What several end-to-end tests need and what takes long to make."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest
from one_file import make


@pytest.fixture(scope="session")
def pyz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one file, made once for all the processes that test at the same time. Not to be written to."""
    folder = tmp_path_factory.getbasetemp()
    folder = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "one_file"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        path = folder / "explorer.pyz"
        return path if path.exists() else make(folder)
