"""The child process that parses: what it gives, and that nothing it meets ends the reading."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from db.errors import UnreadableSourceError
from seed.readers.parser import Parser
from seed.sources import Limits

LIMITS = Limits(max_bytes=100_000, max_seconds=5)
PAGE = b"<!doctype html><title>News of the day</title><article><p>" + b"FIFA and UNESCO met in Oslo again. " * 9


def test_a_child_is_started_once_and_again_after_its_end() -> None:
    with Parser(LIMITS) as parser:
        assert "UNESCO met" in parser.parse("html", PAGE).text
        first = parser._child
        assert first
        assert "UNESCO met" in parser.parse("html", PAGE).text
        assert parser._child is first
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        assert "UNESCO met" in parser.parse("html", PAGE).text
        second = parser._child
        assert second is not first
    assert second
    assert second.returncode is not None


def library(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Puts another library in the place of the one that reads web pages."""
    (folder / "trafilatura").mkdir()
    (folder / "trafilatura" / "__init__.py").write_text("bare_extraction = None")
    body = f"import os, signal, sys, time\ndef extract_metadata(*a, **b):\n    {code}\n"
    (folder / "trafilatura" / "metadata.py").write_text(body)
    monkeypatch.syspath_prepend(folder)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("while True: pass", "took longer than 0.5 seconds"),
        ("time.sleep(99)", "took longer than 0.5 seconds"),
        ("'a' * 600_000_000", "needed more than 512 MB"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "its parser broke down"),
        ("os._exit(0)", "its parser broke down"),
        ("raise KeyError('x')", "broken"),
        ("extract_metadata()", "nested too deep"),
        ("print('x' * 99999); raise KeyError", "broken"),
        ("f = open(__file__ + '.x', 'w'); f.write('x'); f.flush()", "broken"),
        ("sys.__stdout__.write('x' * 9999); raise SystemExit", "its parser broke down"),
    ],
)
def test_a_parser_that_fails_is_told_in_words_and_the_next_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, words: str
) -> None:
    monkeypatch.setattr("seed.readers.parser.START", 1.0)
    library(tmp_path, monkeypatch, code)
    with Parser(Limits(100_000, 0.5)) as parser:
        with pytest.raises(UnreadableSourceError, match=words):
            parser.parse("html", PAGE)
        with pytest.raises(UnreadableSourceError, match=words):
            parser.parse("html", PAGE)


def test_without_its_library_the_command_that_installs_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trafilatura.py").write_text("raise ImportError")
    monkeypatch.syspath_prepend(tmp_path)
    with (
        Parser(LIMITS) as parser,
        pytest.raises(UnreadableSourceError, match=r"pip install 'agreement-explorer\[readers\]'"),
    ):
        parser.parse("html", PAGE)


def test_no_module_comes_from_the_folder_that_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit")
    (tmp_path / "trafilatura.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    with Parser(LIMITS) as parser:
        assert "UNESCO" in parser.parse("html", PAGE).text
