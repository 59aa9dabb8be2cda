from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest

from seed.sources import UNKNOWN_KIND, Limits, RawArticle, Skipped, bundled, gather, spelled

ROOT = Path(__file__).resolve().parent.parent.parent
LIMITS = Limits(max_bytes=5_000)


def read(*paths: Path) -> list[RawArticle | Skipped]:
    return list(gather(paths, LIMITS))


def reasons(found: list[RawArticle | Skipped]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Skipped)]


def names(found: list[RawArticle | Skipped]) -> list[str]:
    return [item.name for item in found if isinstance(item, RawArticle)]


def test_a_folder_gives_its_text_files_by_name_and_nothing_hidden(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    for name in ("b.txt", "a.md", "deeper/c.text", ".hidden.txt", "picture.png", "deeper/.git"):
        (tmp_path / name).write_text("words")
    assert names(read(tmp_path)) == ["a.md", "b.txt", "c.text"]


def test_a_named_file_is_tried_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "release").write_text("words")
    assert names(read(tmp_path / "release")) == ["release"]


def test_files_of_no_use_are_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n ")
    (tmp_path / "good.txt").write_text("words")
    (tmp_path / "huge.txt").write_bytes(b"a" * (LIMITS.max_bytes + 1))
    found = read(tmp_path / "gone.txt", tmp_path)
    assert names(found) == ["good.txt"]
    assert sorted(reasons(found)) == ["empty", "larger than 5 kB", "no such file"]


def test_utf_16_holds_zero_bytes_and_is_text(tmp_path: Path) -> None:
    (tmp_path / "wide.txt").write_bytes("words".encode("utf-16"))
    assert names(read(tmp_path)) == ["wide.txt"]


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    assert reasons(read(tmp_path)) == ["a folder without articles"]


def test_files_of_a_folder_that_are_UNKNOWN_KIND_are_reported_by_name_and_hidden_ones_are_not(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    for name in ("picture.png", "deeper/release", "deeper/page.XML", ".hidden.png", "deeper/.git"):
        (tmp_path / name).write_text("words")
    (tmp_path / "link.png").symlink_to(tmp_path / "picture.png")
    assert read(tmp_path) == [
        Skipped(str(tmp_path / "deeper/page.XML"), UNKNOWN_KIND),
        Skipped(str(tmp_path / "deeper/release"), UNKNOWN_KIND),
        Skipped(str(tmp_path / "picture.png"), UNKNOWN_KIND),
        Skipped(str(tmp_path), "a folder without articles"),
    ]
    (tmp_path / "good.TXT").write_text("words")
    found = read(tmp_path)
    assert names(found) == ["good.TXT"]
    assert reasons(found) == [UNKNOWN_KIND] * 3


def test_pipes_devices_sockets_and_links_end_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's address must be short
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("words")
    folder = tmp_path / "folder"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("folder/socket.txt")
        found = read(folder, folder / "pipe.txt", Path("/dev/zero"), folder / "self.txt", folder / "socket.txt")
    assert names(found) == []
    assert len(reasons(found)) == 10


def test_a_file_without_the_right_to_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "locked.txt").write_text("words")
    (tmp_path / "locked.txt").chmod(0)
    if not os.access(tmp_path / "locked.txt", os.R_OK):  # root may read anything
        assert reasons(read(tmp_path / "locked.txt")) == ["no right to read it"]


def test_a_path_with_a_zero_byte_is_no_path() -> None:
    assert reasons(read(Path("a\0b"))) == ["not a usable path"]


def test_names_that_are_no_text_can_be_stored_and_lead_back_to_the_file(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"in\x9b31m\nside")
    try:
        folder.mkdir()
        for name, data in ((b"a\x9b\n.txt", b"words"), (b"b\x9b\n.txt", b" "), (b"c\x9b\n.png", b"x")):
            (folder / os.fsdecode(name)).write_bytes(data)
    except OSError:
        pytest.skip("the file system takes no such names")
    found = read(tmp_path, folder / "gone\x1b[31m")
    assert [item.name for item in found if isinstance(item, RawArticle)] == ["a%9B%0A.txt"]
    assert reasons(found) == ["empty", UNKNOWN_KIND, "no such file"]
    assert all(item.source.encode("utf-8") for item in found)
    assert found[0].source == f"file://{tmp_path}/in%9B31m%0Aside/a%9B%0A.txt"
    assert Path(os.fsdecode(unquote_to_bytes(found[0].source.removeprefix("file://")))).read_bytes() == b"words"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (b"/a b/\x1b]0;x\x07\n.txt", "/a b/\x1b]0;x\x07\n.txt"),
        ("/é/ö.txt".encode(), "/é/ö.txt"),
        (b"/caf\xe9%.txt", "file:///caf%E9%25.txt"),
        (b"caf\xe9.txt", "caf%E9.txt"),
    ],
)
def test_a_path_is_spelled_the_same_in_every_locale(path: bytes, text: str) -> None:
    assert spelled(os.fsdecode(path)) == text
    code = "import sys; from seed.sources import spelled; sys.stdout.buffer.write(spelled(sys.argv[1]).encode())"
    locale = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = subprocess.run([sys.executable, "-c", code, path], capture_output=True, env=locale, check=True, cwd=ROOT)
    assert ran.stdout.decode() == text


def test_bundled_articles_have_readable_names_in_order() -> None:
    found = list(bundled())
    assert len(found) == 5
    assert [item.name for item in found] == sorted(item.name for item in found)
    assert all(item.source == f"bundled:{item.name}" for item in found)
