"""The one file: in an empty environment, with another home or none, by any Python."""

from __future__ import annotations

import hashlib
import shutil
import stat
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from one_file import PYTHON, ROOT, make
from terminal import Terminal

MEGABYTE = 1_000_000
FOREIGN = {  # not imported where this runs
    "click._winconsole",
    "dateutil.tz.win",
    "seed.readers.paged",
    "seed.readers.web",
}


def ran(*command: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command with these variables and no other."""
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, cwd=cwd, env=environment, check=False)


def test_it_is_pure_python_compiled_and_as_small_as_can_be(pyz: Path) -> None:
    infos = zipfile.ZipFile(pyz).infolist()
    names = {info.filename for info in infos}
    assert {info.compress_type for info in infos} == {zipfile.ZIP_STORED}
    sources = {name for name in names if name.endswith(".py")} - {"__main__.py"}
    assert {name for name in names if name.endswith(".pyc")} == {f"{name}c" for name in sources}
    assert not {name for name in names if name.endswith((".so", ".pyd", ".dll"))}
    assert pyz.stat().st_size < 16 * MEGABYTE


def test_every_part_brings_its_licence(pyz: Path) -> None:
    archive = zipfile.ZipFile(pyz)
    names = archive.namelist()
    assert archive.read("licences/agreement-explorer/LICENSE") == (ROOT / "LICENSE").read_bytes()
    listed = archive.read("licences/README.txt").decode()
    for part in ("babel", "click", "rich", "sqlite-utils", "textual", "typing-extensions"):
        assert any(name.startswith(f"licences/{part}-") for name in names), part
        assert part.replace("-", "_") in listed.replace("-", "_"), part


def test_the_same_sources_give_the_same_bytes(pyz: Path, tmp_path: Path) -> None:
    assert make(tmp_path, PYTHONHASHSEED="7", TZ="Asia/Tokyo").read_bytes() == pyz.read_bytes()


def test_every_module_in_it_can_be_imported(pyz: Path, tmp_path: Path) -> None:
    code = """
import sys, zipfile, importlib
sys.path.insert(0, sys.argv[1])
for name in zipfile.ZipFile(sys.argv[1]).namelist():
    if name.endswith(".py") and name != "__main__.py":
        module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        try:
            importlib.import_module(module)
        except Exception as error:
            print(module)
"""
    done = ran(PYTHON, "-I", "-c", code, pyz, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) <= FOREIGN


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_it_opens_in_an_empty_environment_with_another_home(pyz: Path, tmp_path: Path, term: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    command = ["/usr/bin/env", "-i", f"TERM={term}", "LANG=C.UTF-8", f"HOME={home}", PYTHON, str(pyz)]
    with Terminal(command, cwd=tmp_path) as terminal:
        terminal.wait_for("Any key goes on")
        terminal.send(" ")
        terminal.wait_for("2011-10-11")
        terminal.send("/osce\r")
        terminal.wait_for("1 of 2, newest")
        terminal.send("jq")
        assert terminal.wait_end() == 0
        assert not terminal.left_changed()
    kept = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    folder = "agreement-explorer"
    assert kept == {
        f".local/share/{folder}/explorer.db",
        *(f".local/state/{folder}/{n}" for n in ("history", "session", "known-databases")),
    }
    with Terminal(command, cwd=tmp_path) as terminal:
        terminal.wait_for("As you left it")
        terminal.wait_for("2 of 2, newest")
        terminal.send("q")
        assert terminal.wait_end() == 0
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_it_opens_with_no_home_at_all(pyz: Path, seeded: Path, tmp_path: Path) -> None:
    shutil.copy(pyz, tmp_path)
    shutil.copy(seeded, tmp_path / "agreements.db")
    with Terminal(["/usr/bin/env", "-i", "TERM=xterm", "HOME=", PYTHON, str(tmp_path / "explorer.pyz")]) as terminal:
        terminal.wait_for("2011-10-11")
        terminal.send("q")
        assert terminal.wait_end() == 0


def test_which_database_it_opens(pyz: Path, seeded: Path, tmp_path: Path) -> None:
    """--db, EXPLORER_DB, the person's own, the one that stands beside the file, also behind a link."""
    share, home = tmp_path / "share", tmp_path / "home"
    share.mkdir()
    home.mkdir()
    shutil.copy(pyz, share)
    link = tmp_path / "explorer"
    link.symlink_to(share / "explorer.pyz")

    def database(*words: object, **environment: str) -> str:
        done = ran(PYTHON, link, "check", *words, cwd=tmp_path, HOME=str(home), **environment)
        return done.stderr.split(" at ")[1].split(";")[0] if done.returncode else "beside"

    own = home / ".local/share/agreement-explorer/explorer.db"
    assert database() == str(own)
    shutil.copy(seeded, share / "agreements.db")
    assert database() == "beside"
    assert database(EXPLORER_DB="named.db") == "named.db"
    assert database("--db", "said.db", EXPLORER_DB="named.db") == "said.db"
    own.parent.mkdir(parents=True)
    own.symlink_to("nowhere")
    assert database() == str(own)


def test_the_database_beside_it_is_never_written(pyz: Path, seeded: Path, tmp_path: Path) -> None:
    shutil.copy(pyz, tmp_path)
    beside = tmp_path / "agreements.db"
    shutil.copy(seeded, beside)
    before = beside.read_bytes()
    done = ran(PYTHON, tmp_path / "explorer.pyz", "seed", cwd=tmp_path, HOME=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "home/.local/share/agreement-explorer/explorer.db").exists()
    assert beside.read_bytes() == before


def test_it_reads_in_several_processes_where_python_does_not_know_itself(
    pyz: Path, seeded: Path, tmp_path: Path
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    text = next((ROOT / "seed/articles").glob("*.txt")).read_text(encoding="utf-8")
    for number in range(40):
        (articles / f"{number}.txt").write_text(f"{text}\n{number}\n", encoding="utf-8")
    (articles / "page.html").write_text("<p>INTERPOL and Europol</p>", encoding="utf-8")
    code = 'unset PATH; exec -a python3 "$@"'
    said = ran("bash", "-c", code, "-", PYTHON, "-c", "import sys; print(repr(sys.executable))", cwd=tmp_path)
    assert said.stdout == "''\n"
    done = ran("bash", "-c", code, "-", PYTHON, pyz, "seed", "--jobs", "3", "--db", "x.db", articles, cwd=tmp_path)
    assert done.stdout.startswith("40 articles read"), done.stderr
    assert "page.html: needs more: pip install 'agreement-explorer[readers]'" in done.stderr
    found = ran(PYTHON, pyz, "extract", "--json", articles / "1.txt", cwd=tmp_path)
    assert found.stdout.count("\n") == 1


def pythons() -> Sequence[str]:
    """Other Pythons of this machine that run."""
    found = []
    for minor in range(10, 16):
        path = shutil.which(f"python3.{minor}")
        if path and minor != sys.version_info[1]:
            asked = subprocess.run([path, "-c", "import sqlite3"], capture_output=True, check=False)
            found += [path] if asked.returncode == 0 else []
    return found


@pytest.mark.parametrize("python", pythons() or [pytest.param("", marks=pytest.mark.skip(reason="no other Python"))])
def test_any_other_python_takes_the_sources(pyz: Path, seeded: Path, tmp_path: Path, python: str) -> None:
    done = ran(python, pyz, "search", "--db", seeded, "europol", cwd=tmp_path)
    assert "interpol-europol-mou-2011" in done.stdout, done.stderr
    assert ran(python, pyz, "seed", "--db", "x.db", cwd=tmp_path).returncode == 0
    with Terminal(["/usr/bin/env", "-i", "TERM=xterm", python, str(pyz), "--db", "x.db"], cwd=tmp_path) as terminal:
        terminal.wait_for("2011-10-11")
        terminal.send("q")
        assert terminal.wait_end() == 0


def test_a_python_that_is_too_old_is_told_so_in_words(pyz: Path, tmp_path: Path) -> None:
    front = zipfile.ZipFile(pyz).read("__main__.py").decode()
    assert "f'" not in front
    assert 'f"' not in front
    (tmp_path / "front.py").write_text(f"import sys\nsys.version_info = (3, 6, 9)\n{front}", encoding="utf-8")
    done = ran(PYTHON, tmp_path / "front.py", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "explorer.pyz needs Python 3.10 or newer, and this is 3.6; name a newer one, as in: python3.10 explorer.pyz\n"
    )


def test_a_break_down_is_told_in_one_line_there_too(pyz: Path, tmp_path: Path) -> None:
    """textual draws the story of an error in colours of a program, by modules that it names in texts."""
    code = """
import io, sys
sys.path.insert(0, sys.argv[1])
from rich.console import Console
from rich.traceback import Traceback
from db.errors import UsageError
from db.parsing import parse
try:
    parse(None)
except Exception:
    Console(file=io.StringIO(), force_terminal=True).print(Traceback(show_locals=True))
print("drawn")
"""
    done = ran(PYTHON, "-I", "-c", code, pyz, cwd=tmp_path)
    assert done.stdout == "drawn\n", done.stderr


def test_the_manual_and_completion_are_inside(pyz: Path, tmp_path: Path) -> None:
    assert ran(PYTHON, pyz, "man", "search", cwd=tmp_path).stdout.startswith("NAME\n    explorer-search - ")
    assert "_explorer_completion" in ran(PYTHON, pyz, "completion", "bash", cwd=tmp_path).stdout
    asked = {"_EXPLORER_COMPLETE": "fish", "_EXPLORER_LINE": "./explorer.pyz sea"}
    assert ran(PYTHON, pyz, cwd=tmp_path, **asked).stdout.startswith("word\tsearch\t")


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("bundle"), "bundle").parent


def test_the_bundle_unpacks_into_a_folder_that_opens_with_rows(bundle: Path, tmp_path: Path) -> None:
    with tarfile.open(bundle / "explorer-bundle.tar.gz") as archive:
        assert {(entry.uid, entry.uname, entry.mtime) for entry in archive} == {(0, "", 0)}
        archive.extractall(tmp_path)
    folder = tmp_path / "explorer-bundle"
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert sums == {n: hashlib.sha256(p.read_bytes()).hexdigest() for n, p in files.items() if n != "SHA256SUMS"}
    assert {"explorer.pyz", "agreements.db", "README.txt", "LICENSE", "licences/README.txt"} <= set(files)
    done = ran(PYTHON, folder / "explorer.pyz", "search", "europol", "kind:mou", cwd=tmp_path, HOME=str(tmp_path))
    assert "interpol-europol-mou-2011" in done.stdout, done.stderr


def test_it_can_be_run_by_its_name(pyz: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(pyz.stat().st_mode) == 0o755
    done = ran(pyz, "--version", cwd=tmp_path, PATH=f"{Path(PYTHON).parent}:/usr/bin:/bin")
    assert done.stdout.startswith("explorer, version")
