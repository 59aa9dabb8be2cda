"""Reading in several processes gives what reading in one gives, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_load import article, assert_sound, content

from seed import workers
from seed.load import Run, SeedReport, seed_database
from seed.sources import DEFAULT_LIMITS, RawArticle, Skipped
from seed.workers import AHEAD, FEW, PART, Known, read_all

BODIES = ("INTERPOL", "Europol", "the WCO", "UNODC", "Frontex", "the OSCE", "the Northern Cyber Crime Institute")
DEADLY = """
import os, sys
sys.path[:] = sys.argv[1:]
from seed import intake
read = intake.Reader.read
intake.Reader.read = lambda self, raw: os.kill(os.getpid(), 9) if raw.name == "deadly.txt" else read(self, raw)
intake.serve()
"""


def articles(count: int) -> list[RawArticle]:
    return [
        article(
            f"{BODIES[n % 7]} and {BODIES[(n + 1 + n % 3) % 7]} signed a memorandum of understanding "
            f"on {1 + n % 28} May {2000 + n % 9} in Lyon. Note {n}.",
            f"{n:03}.txt",
        )
        for n in range(count)
    ]


def seed_with(path: Path, sources: list[RawArticle | Skipped], jobs: int) -> SeedReport:
    return seed_database(path, sources, lambda _: None, run=Run(jobs=jobs, batch=30))


def never() -> bool:
    return False


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started."""
    found = []

    class Noted(subprocess.Popen):
        def __init__(self, *words, **options) -> None:
            super().__init__(*words, **options)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return found


def test_two_processes_give_what_one_gives(tmp_path: Path, started: list[subprocess.Popen[bytes]]) -> None:
    sources = [*articles(90), Skipped("made/none.txt", "no such file"), article(" ", "blank.txt"), *articles(3)]
    one = seed_with(tmp_path / "1.db", sources, 1)
    assert started == []
    two = seed_with(tmp_path / "2.db", sources, 2)
    assert len(started) == 2
    assert all(process.poll() is not None for process in started)
    assert one == two
    assert (one.added, one.known, len(one.skipped)) == (90, 3, 2)
    assert content(tmp_path / "1.db") == content(tmp_path / "2.db")


def test_few_sources_are_read_here(tmp_path: Path, started: list[subprocess.Popen[bytes]]) -> None:
    assert seed_with(tmp_path / "x.db", articles(FEW - 1), 4).added == FEW - 1
    assert started == []


def test_a_file_that_ends_its_process_is_passed_over_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "CODE", DEADLY)
    sources = articles(40)
    sources[20] = RawArticle("deadly.txt", "made/deadly.txt", b"INTERPOL")
    report = seed_with(tmp_path / "x.db", sources, 2)
    assert report.added == 39
    assert report.skipped == (Skipped("made/deadly.txt", workers.DEAD),)
    assert_sound(tmp_path / "x.db")


def test_a_process_that_is_ended_from_outside_is_replaced(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    readings = read_all(articles(120), DEFAULT_LIMITS, 2, None, never)
    seen = [next(readings)]
    started[0].kill()
    seen += readings
    assert [source.source for source, _ in seen] == [raw.source for raw in articles(120)]
    assert all(len(found) == 1 and not isinstance(found[0], Skipped) for _, found in seen)


def test_no_more_is_taken_ahead_than_is_bounded(started: list[subprocess.Popen[bytes]]) -> None:
    taken: list[int] = []

    def endless() -> Iterator[RawArticle]:
        for number, raw in enumerate(articles(5_000)):
            taken.append(number)
            yield raw

    readings = read_all(endless(), DEFAULT_LIMITS, 2, None, never)
    next(readings)
    assert len(taken) <= (2 * AHEAD + 1) * PART
    readings.close()
    assert all(process.wait(10) is not None for process in started)


def test_what_need_not_be_read_keeps_its_place() -> None:
    sources = [Known(f"{n}") if n % 2 else raw for n, raw in enumerate(articles(40))]
    for jobs in (1, 2):
        found = list(read_all(sources, DEFAULT_LIMITS, jobs, None, never))
        assert [source for source, _ in found] == sources
        assert [len(outcomes) for _, outcomes in found] == [1, 0] * 20


def test_a_worker_ends_with_the_process_that_asks() -> None:
    asking, answering = os.pipe(), os.pipe()
    process = subprocess.Popen(
        [os.sys.executable, "-I", "-c", workers.CODE, *map(os.path.abspath, os.sys.path)],
        stdin=asking[0],
        stdout=answering[1],
        stderr=subprocess.PIPE,
    )
    os.close(asking[0])
    os.close(asking[1])
    assert process.wait(20) == 0
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize("busy", ["import time; time.sleep(60)", "while True: pass"], ids=["waits", "turns"])
def test_a_process_that_nobody_asks_any_more_ends_whatever_it_does(busy: str) -> None:
    code = f"from seed.readers.frames import end_with; end_with(0); print(flush=True)\n{busy}"
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    process.stdout.readline()
    process.stdin.close()
    assert process.wait(20) == 0
    process.stdout.close()


def test_it_ends_too_while_one_long_step_lets_no_thread_look() -> None:
    code = (
        "import re\nfrom seed.readers.frames import ended_by\n"
        "with ended_by(0):\n    print(flush=True)\n    re.match('(a+)+$', 'a' * 60 + 'b')"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    process.stdout.readline()
    process.stdin.close()
    assert process.wait(20) == -signal.SIGIO
    process.stdout.close()
