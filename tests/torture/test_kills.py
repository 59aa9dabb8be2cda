"""kill -9 in short: `python -m torture kills` does so hundreds of times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torture.kills import kill_at_writes, kill_imports

if TYPE_CHECKING:
    from pathlib import Path

    from torture.imports import Read


def test_an_import_that_is_killed_at_any_moment_loses_nothing_and_goes_on(tmp_path: Path, read: Read) -> None:
    killed, failures, _ = kill_imports(tmp_path, read, kills=2, articles=24, before=8, by_command=0.0, longest=0.1)
    assert failures == []
    assert killed == 2


def test_an_import_that_is_killed_while_it_writes_loses_nothing_and_goes_on(tmp_path: Path, read: Read) -> None:
    killed, failures = kill_at_writes(tmp_path, read, every=400, first_at=150, kinds=("import", "upgrade"))
    assert failures == []
    assert killed >= 2
