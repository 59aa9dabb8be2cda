"""Hostile texts on the screens, in the short form."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from db import printable as door
from torture import cleaning, judged, stream, ways_out
from torture.called import Called
from torture.clicking import clicked_everywhere
from torture.in_tmux import looked_at_in_tmux
from torture.payloads import Payload, payloads
from torture.poisoned import overwritten, with_hostile_words
from torture.screens import Step, Watch, tagged
from torture.texts import Session, line_faults, play, told

REDRAW = b"\x0c"  # a busy machine may have drawn only part of a screen when it is looked at
HAZARDS = ("csi", "osc", "dcs", "c1", "c0")


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Path:
    texts = tagged(payloads(*HAZARDS))
    return with_hostile_words(seeded, tmp_path_factory.mktemp("texts") / "poisoned.db", texts)


def test_random_texts_are_cleaned_and_honest_ones_stay() -> None:
    assert cleaning.faults(300) == []


def test_a_cleaning_that_lets_something_through_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "PLAIN", door.re.compile(r"[\s\S]*"))
    assert cleaning.faults(1)


def test_nothing_is_printed_but_at_the_doors_and_nothing_is_read_as_markup() -> None:
    assert ways_out.strange_senders() == []
    assert ways_out.markup_sinks() == []


def test_a_new_way_out_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tui").mkdir()
    code = "print(title)\nsys.stderr.write(title)\nStatic(title)\nself.border_title = title\napp.notify(title)\n"
    (tmp_path / "tui" / "new.py").write_text(code)
    (tmp_path / "db").mkdir()
    (tmp_path / "db" / "new.py").write_text("emit = sys.stdout.write\nwarnings.warn(title)\ninput(title)\n")
    (tmp_path / "explorer.py").write_text("print(title)\n")
    monkeypatch.setattr(ways_out, "ROOT", tmp_path)
    assert len([each for each in ways_out.strange_senders() if "new.py" in each]) == 5
    assert len(ways_out.markup_sinks()) == 3


def test_texts_of_a_database_and_a_paste_reach_the_terminal_as_signs(poisoned: Path, tmp_path: Path) -> None:
    texts = tagged(payloads(*HAZARDS))
    paste = b"\x1b[200~" + texts[25].text.encode() + b"\x1b[201~"
    steps = [
        Step("organisations", b"1"),
        Step("kinds", b"5"),
        *[Step("detail", b"2j")] * 2,
        Step("article", b"e"),
        Step("article", REDRAW),
    ]
    steps += [
        Step("bare", b"Y"),
        Step("", b"\x1b"),
        Step("", b"\x1b"),
        Step("articles found", b"a"),
        Step("", b"/\x15"),
    ]
    steps += [
        Step("search line", paste),
        Step("search line", REDRAW),
        Step("palette", b"\x10"),
        Step("palette", paste),
        Step("palette", REDRAW),
        Step("", b"\x1b"),
    ]
    watch = play(Session(poisoned, tuple(steps), (120, 40)), texts)
    assert [failure for figure in told(watch, 100) for failure in figure.failures] == []
    assert {"organisations", "list", "detail", "article", "bare", "search line", "palette"} <= {
        sink for sink, _ in watch.pairs
    }
    assert len(watch.pairs) > 100
    assert watch.rows > 200


def test_clicks_on_what_looks_like_markup_do_nothing(tmp_path: Path, seeded: Path) -> None:
    base = overwritten(seeded, tmp_path / "markup.db", payloads("markup"))
    (tmp_path / "here").mkdir()
    seen = clicked_everywhere(base, "panes", tmp_path / "here", step=5)
    assert seen.failures == []
    assert seen.tried > 60
    assert not list((tmp_path / "here").iterdir())


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here: apt-get install tmux")
def test_tmux_gets_no_title_and_no_copy_from_a_text(tmp_path: Path, seeded: Path) -> None:
    assert looked_at_in_tmux(tmp_path, seeded, "", ("osc52-write-bel",)).failures == ()


@pytest.mark.parametrize(
    "data",
    [
        b"a\x1b]0;x\x07",
        b"\x1b[2J",
        b"\x1b[38;5;201m",
        b"\x1b[?1049l",
        b"\xc2\x9b31m",
        b"\xe2\x80\xae",
        b"\x07",
        b"\xff",
    ],
)
def test_bytes_that_are_not_the_explorers_are_noticed(data: bytes) -> None:
    assert stream.strays(data)


def test_what_draws_is_no_stray() -> None:
    assert not stream.strays("\x1b[2;3H\x1b[1;38;5;63mа漢字 e\u0301\x1b[m\x1b[K\x1b[4C".encode())
    watch = Watch(tagged(payloads("csi")))
    assert stream.obeyed(b"xx\x1b[1;13HSPOOF-STATUS", watch._texts) == ["csi-cup"]


def harmful() -> list[Payload]:
    """The payloads of which a terminal obeys or hides something."""
    return [each for each in payloads() if any(stream.is_control(char) or stream.is_hazard(char) for char in each.text)]


@pytest.mark.parametrize("moment", ["drawn", "begun", "ended", "whole"])
def test_the_judges_of_the_screen_see_every_harmful_text(moment: stream.Moment) -> None:
    honest = "\x1b[2;3H\x1b[1;38;5;63mabc\x1b[m" + "".join(stream.MODES[moment])
    assert not stream.strays(honest.encode(), moment)
    assert not stream.obeyed(honest.encode(), payloads(), moment)
    for each in harmful():
        data = (honest + each.text).encode("utf-8", "surrogatepass")
        assert stream.strays(data, moment) or stream.obeyed(data, payloads(), moment), each.id
        printed = stream.strays(data.replace(b"\n", b"\r\n"), moment, printed=True)
        assert printed or stream.obeyed(data, payloads(), moment), each.id


def test_the_judges_of_lines_see_every_harmful_text() -> None:
    honest = "list\r\n1. 2017-05, MoU, 漢字 é\r\nagreements> ".encode()
    assert not line_faults(honest, payloads())
    for each in harmful():
        sent = each.text.encode("utf-8", "surrogatepass").replace(b"\n", b"\r\n")  # as a terminal gets line ends
        assert line_faults(honest + sent, payloads()), each.id


def test_the_judges_of_commands_see_every_harmful_text() -> None:
    assert len(harmful()) > 100
    for each in harmful():
        data = each.text.encode("utf-8", "surrogatepass") + b"\n"
        cells = judged.table_faults(data, 1, 1) if each.is_storable else []
        for called in (Called(data, b"", 0), Called(b"", data, 0)):
            assert judged.terminal_faults(called) or cells, each.id
            assert judged.terminal_faults(judged.without_progress(called)) or cells, each.id
        assert judged.text_faults(data) or cells, each.id
        assert judged.poor_terminal_faults(Called(data, b"", 0), "utf-8") or cells, each.id


def test_only_what_was_asked_for_is_copied() -> None:
    copied, rest = stream.copy_of(b"a\x1b]52;c;YWI=\x07b\x1b]52;c;UFdORUQ=\x07")
    assert copied == "ab"
    assert stream.strays(rest)
    assert stream.strays(b"\x1b]52;c;YWI=\x07")
    watch = Watch(())
    watch.look_at_copy("a b\nc", ["a b", "c    "], "")
    assert not watch.leaks
    watch.look_at_copy("PWNED", ["a b"], "")
    watch.look_at_copy("a\x1b", ["a"], "")
    assert len(watch.leaks) == 3
