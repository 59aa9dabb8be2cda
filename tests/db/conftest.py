"""Databases for the tests of this wing, written through the writer from findings made by hand."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import finding, store

from db.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from db.findings import Findings


def built(path: Path, pairs: Iterable[tuple[str, Findings]]) -> Path:
    """A database of (id, findings) pairs at `path`."""
    with Writer(path) as writer:
        for number, findings in pairs:
            store(writer, findings, number)
    return path


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Path]:
    """Builds a database of (id, findings) pairs."""

    def builder(*pairs: tuple[str, Findings], name: str = "test.db") -> Path:
        return built(tmp_path / name, pairs)

    return builder


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five agreements of four organisations, one undated. Shared: not to be written to."""
    pairs = (
        ("interpol-europol-mou-2011", finding(["interpol", "europol"])),
        ("interpol-wco-plan-2014", finding(["interpol", "wco"], "joint action plan", "2014", topic="drug trafficking")),
        ("wco-europol-mou-2016", finding(["wco", "europol"], date="2016-11", topic="customs")),
        ("interpol-wco-mou", finding(["interpol", "wco"], date=None, status="referred")),
        ("wco-zenith-mou-2014", finding(["wco", "zenith"], date="2014-05", topic="café [/b] anti-fraud")),
    )
    return built(tmp_path_factory.mktemp("five") / "five.db", pairs)


@pytest.fixture
def database(tmp_path: Path, five: Path) -> Path:
    """A copy of `five`, for one test."""
    return Path(shutil.copyfile(five, tmp_path / "test.db"))


@pytest.fixture
def store_articles() -> Callable[..., None]:
    """Adds articles of findings without reports to a database."""

    def storing(path: Path, *articles: Findings) -> None:
        with Writer(path) as writer, writer.batch():
            for findings in articles:
                writer.add_article(findings, [])
            writer.finish()

    return storing
