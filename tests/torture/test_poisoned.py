from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from torture.payloads import payloads
from torture.poisoned import free, hostile_files, overwritten, text_columns


def test_each_text_stands_in_a_file_of_each_kind_and_in_its_name(tmp_path: Path) -> None:
    files = hostile_files(tmp_path, payloads("csi", "osc"))
    assert len(files) == 3 * 48 + 1
    assert sum("\x1b]0;PWN-TITLE\x07" in path.name for path in files) == 3


def test_each_free_column_of_a_database_holds_texts_of_another_program_and_its_rows_still_meet(
    tmp_path: Path, seeded: Path
) -> None:
    target = overwritten(seeded, tmp_path / "poisoned.db", payloads())
    with closing(sqlite3.connect(target)) as connection:
        connection.text_factory = lambda value: value.decode("utf-8", "surrogateescape")
        for table, name in free(text_columns(connection)):
            stored = connection.execute(f"SELECT {name} FROM {table} WHERE {name} IS NOT NULL LIMIT 400").fetchall()
            assert not stored or any("\x1b" in value for (value,) in stored) or len(stored) < 60, (table, name)
        orphans = "SELECT count(*) FROM parties WHERE organisation NOT IN (SELECT id FROM organisations)"
        assert connection.execute(orphans).fetchone() == (0,)
        same = """SELECT count(*) FROM topics JOIN reports r ON r.agreement = topics.agreement
                  JOIN claims c ON c.report = r.id AND c.attribute = 'topic' AND c.value = topic"""
        assert connection.execute(same).fetchone()[0] > 10
