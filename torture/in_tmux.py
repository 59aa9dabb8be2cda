"""In a real terminal multiplexer that takes titles and copies from programs: none comes from a text."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

from torture.figures import Figure, counted
from torture.payloads import payloads
from torture.poisoned import overwritten
from torture.screens import SHOWN, comparable, explorer

if TYPE_CHECKING:
    from pathlib import Path

IDS = (
    "osc-title-bel", "osc52-write-bel", "csi-cup", "csi-ed", "csi-ris", "csi-altscreen", "c1-csi", "c1-osc",
    "c1-osc52", "csi-dsr", "csi-decaln", "csi-margins", "osc-unterminated", "dcs-unterminated", "esc-at-end",
    "csi-charset", "csi-rep",
)  # fmt: skip
SINKS = {"list and detail": b"", "article": b"e"}
TITLE = "neutral"
PATIENCE = 20.0


class Tmux:
    """A server of its own, with one window in which a command runs."""

    def __init__(self, folder: Path, command: list[str], columns: int = 100, rows: int = 30) -> None:
        self._socket = str(folder / "tmux")
        self.run("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows), "sleep 600")
        self.run("set", "-g", "set-clipboard", "on")
        self.run("select-pane", "-T", TITLE)
        quoted = " ".join(map(shlex.quote, ["env", "EXPLORER_SESSION=", "EXPLORER_HISTORY=", "LANG=C.UTF-8", *command]))
        self.run("respawn-pane", "-k", quoted)
        self.run("select-pane", "-T", TITLE)

    def run(self, *words: str) -> str:
        """What a command of tmux prints."""
        ended = subprocess.run(["tmux", "-S", self._socket, *words], capture_output=True, check=False)
        return ended.stdout.decode("utf-8", "replace")

    def screen(self) -> list[str]:
        """The rows of the window."""
        return self.run("capture-pane", "-p").split("\n")

    def press(self, *keys: str) -> None:
        """Presses keys by tmux's names for them."""
        self.run("send-keys", *keys)

    def close(self) -> None:
        """Ends the server and what runs in it."""
        self.run("kill-server")


def looked_at_in_tmux(folder: Path, base: Path, command: str, ids: tuple[str, ...] = IDS) -> Figure:
    """The title, what was copied, the first and the last row, with each of these texts on two screens, which show its
    harmless letters."""
    what = "texts x screens in tmux: title, paste buffer, header, footer altered, harmless letters not shown"
    if shutil.which("tmux") is None:
        return counted(3, what, 0, ["there is no tmux here: apt-get install tmux"], command, 34)
    texts = {each.id: each for each in payloads()}
    failures: list[str] = []
    tried = 0
    for name in ids:
        written = overwritten(base, folder / "tmux.db", [texts[name]])
        tmux = Tmux(folder, explorer(written))
        try:
            for sink, keys in SINKS.items():
                failures += [
                    f"{name}, {sink}: {each}" for each in _looked(tmux, sink, keys.decode(), harmless(texts[name].text))
                ]
                tried += 1
        finally:
            tmux.close()
    return counted(3, what, tried, failures, command, 34)


def harmless(text: str) -> str:
    """The letters of a text without blanks and without signs that stand for controls."""
    return "".join(char for char in comparable(text) if "!" <= char <= "~")


def _looked(tmux: Tmux, sink: str, keys: str, letters: str) -> list[str]:
    """What is not as it should be on one screen."""
    if keys:
        tmux.press(keys)
    expected = ("/", " of ") if not keys else ("─", "Escape back")
    end = time.monotonic() + PATIENCE
    rows = tmux.screen()
    while time.monotonic() < end and not _stands(rows, expected):
        time.sleep(0.1)
        rows = tmux.screen()
    time.sleep(0.3)
    rows = tmux.screen()
    found = [] if _stands(rows, expected) else [f"header or footer: {rows[:1]!a} ... {rows[-2:]!a}"]
    if not any(letters[:SHOWN] in harmless(row) for row in rows[1:-1]):
        found.append(f"{letters[:SHOWN]!a} is on no row")
    title, copied = tmux.run("display", "-p", "#{pane_title}").strip(), tmux.run("list-buffers").strip()
    found += [f"the title is {title!a}"] if title != TITLE else []
    found += [f"copied: {copied!a}"] if copied else []
    if tmux.run("display", "-p", "#{alternate_on}").strip() != "1":
        found.append("it left the other screen")
    if not keys and len({row.find("│") for row in rows[2:-2] if "│" in row}) > 1:
        found.append(f"{sink}: edges out of their column")
    return found


def _stands(rows: list[str], expected: tuple[str, str]) -> bool:
    """Whether the first and the last row are the explorer's own."""
    rows = [row for row in rows if row.strip()]
    return bool(rows) and expected[0] in rows[0] and expected[1] in rows[-1]
