"""How many sources there are, as far as names tell."""

from __future__ import annotations

from pathlib import Path

from seed.counting import count_sources


def test_names_are_counted_and_none_of_them_fails(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    for name in ("a.txt", "b.txt", "deeper/c.txt", ".hidden"):
        (tmp_path / name).touch()
    assert count_sources([tmp_path, tmp_path / "a.txt", Path("gone"), Path("x" * 5000), Path("a\0b")]) == 7
    assert count_sources([Path("records.jsonl")]) is None
    assert count_sources([Path("-")]) is None
