"""The short form of the torture of what the commands print, and that it sees what it is to see."""

from __future__ import annotations

from functools import partial

import pytest

from torture import exports, judged, pipes, printed_names, upkeep
from torture.called import Called
from torture.figures import Figure
from torture.payloads import Payload, payloads
from torture.poisoned import overwritten


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> exports.Bench:
    return exports.bench_in(tmp_path_factory.mktemp("exports"))


def some(*ids: str) -> list[Payload]:
    return [each for each in payloads() if each.id in ids]


def held(figure: Figure) -> None:
    assert figure.holds, figure


def test_hostile_texts_in_lists_and_records(bench: exports.Bench) -> None:
    held(exports.printed([exports.printed_lists(bench, some("c1-all"), ("terminal", "pipe"))], 40))


def test_a_comparison_that_lets_something_through_is_noticed(
    bench: exports.Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shell import output

    (text,) = some("c1-all")
    poisoned = overwritten(bench.database, bench.folder / "other.db", [text])
    monkeypatch.setattr(output, "printable", str)
    call = partial(bench.call, where="terminal")
    found = dict(upkeep.differences(lambda *words: call(words), [bench.database, poisoned], text, "terminal"))
    assert found["diff"]
    assert not found["diff --json"]


def test_hostile_texts_as_arguments_and_in_own_files(bench: exports.Bench) -> None:
    held(exports.printed([exports.printed_arguments(bench, some("c1-csi"), "terminal")], 30))


def test_hostile_texts_in_articles(bench: exports.Bench) -> None:
    held(exports.printed([exports.printed_articles(bench, some("c0-all"), "terminal")], 4))


def test_columns_that_a_wide_or_a_narrow_letter_moves_are_noticed() -> None:
    rows = (
        "\x1b[1mdate\x1b[0m\x1b[1m  \x1b[0m\x1b[1mname\x1b[0m",
        "2011  abcd",
        "2012  東京",
        "2013  e\u0301\u0489bcd",
        "2014  👨\u200d👩ab",
        "2015  \U0001f1fa\U0001f1f8ab",
    )
    assert judged.alignment_faults("\r\n".join(rows).encode()) == []
    for wrong in ("2011  東京b", "2011  abc", "20111 abc", "201東 abc"):
        assert judged.alignment_faults("\n".join((*rows, wrong)).encode()), wrong


def test_cells_and_json() -> None:
    for figure in exports.cells(payloads()):
        held(figure)


def test_errors_that_nobody_foresaw(bench: exports.Bench) -> None:
    held(exports.unforeseen(bench, some("osc52-write-bel", "c1-all", "bidi-rlo")))


def test_names_of_files(bench: exports.Bench) -> None:
    held(printed_names.figure(bench.folder, printed_names.NAMES[:5], ((),)))


def test_broken_streams(bench: exports.Bench) -> None:
    cases = [case for case in pipes.CASES if case.name in ("nobody reads", "errors full", "all closed")]
    tried, faults = pipes.broken(bench.folder, bench.database, (("search", "--limit", "1"),), cases)
    assert (tried, faults) == (4, [])


def test_a_locale_without_letters(bench: exports.Bench) -> None:
    locales = {"C": pipes.UNCOERCED}
    assert pipes.in_locales(bench.folder, bench.database, (("search", "--json"),), locales) == (1, [])


@pytest.mark.parametrize(
    ("out", "told"),
    [
        (b"a\x1b]0;x\x07b\n", True), (b"a\xc2\x9bb\n", True), (b"a\x9bb\n", True), ("a\u202eb\n".encode(), True),
        (b"a\rb\n", True), (b"\x1b[1ma\x1b[0m\n", False), ("漢字 é\n".encode(), False),
    ],
)  # fmt: skip
def test_the_judge_sees_what_a_terminal_would_obey(out: bytes, told: bool) -> None:
    assert bool(judged.terminal_faults(Called(out, b"", 0))) is told


def test_the_judge_sees_rows_cells_and_formulas() -> None:
    assert judged.table_faults(b"a\tb\nc\td\n", 2, 2) == []
    assert judged.table_faults(b"a\tb\nc\td\te\n", 2, 2)
    assert judged.table_faults(b"a\tb\n\n", 1, 2)
    assert judged.csv_faults(b"a,b\r\n1,-2\r\n", 1, ("a", "b")) == []
    assert judged.csv_faults(b"a,b\r\n1,=2\r\n", 1, ("a", "b"))
    assert judged.csv_faults(b'a,b\r\n1,"2\n3"\r\n', 1, ("a", "b"))


def test_the_judge_sees_tracebacks_and_false_statuses() -> None:
    assert judged.told_faults(Called(b"", b"Traceback (most recent call last):\n", 1))
    assert judged.told_faults(Called(b"", b"", 70))
    assert judged.told_faults(Called(b"", b"x" * 800, 1))
    whole, lost = pipes.Ran(b"words", b"", 0), pipes.Ran(b"", b"", 0)
    assert list(pipes.faults_of(pipes.CASES[0], whole, lost))
