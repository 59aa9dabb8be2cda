"""Failing disks in short: `python -m torture faults` fails each single write and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torture.faults import fail_reads, fail_writes

if TYPE_CHECKING:
    from pathlib import Path

    from torture.imports import Read


def test_a_write_that_fails_undoes_its_batch_and_the_next_run_goes_on(tmp_path: Path, read: Read) -> None:
    tried, failures = fail_writes(tmp_path, read, every=300, first_at=120, kinds=("first import", "repair"))
    assert failures == []
    assert tried >= 3


def test_a_read_that_fails_is_told_in_one_line(tmp_path: Path, read: Read) -> None:
    tried, failures = fail_reads(tmp_path, read, 12, (("search",), ("show", "{}"), ("check",)))
    assert failures == []
    assert tried >= 8
