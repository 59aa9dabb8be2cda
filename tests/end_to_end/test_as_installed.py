"""The built wheel, in an environment and a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of the checkout, so that nothing left over from another build gets in or stays behind."""
    folder = tmp_path_factory.mktemp("wheel")
    left_out = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "tests", "bench")
    shutil.copytree(ROOT, folder / "copy", ignore=left_out)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(folder / "copy")], check=True, capture_output=True)
    return next(folder.glob("agreement_explorer-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, str]]:
    """The installed command, and the environment in which it finds itself and not this checkout.

    The dependencies are those of the tests; the program is what the wheel holds.
    """
    prefix = tmp_path_factory.mktemp("prefix")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
    command = [*pip, "--ignore-installed", "--prefix", str(prefix), str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    site = next((prefix / "lib").glob("python*/site-packages"))
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "EXPLORER"))}
    return str(prefix / "bin" / "explorer"), clean | {"PYTHONPATH": str(site)}


def test_the_wheel_holds_all_that_the_program_needs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert sum(name.startswith("seed/articles/") and name.endswith(".txt") for name in names) == 5
    assert any(name.startswith("seed/lexicon/") and name.endswith(".toml") for name in names)
    assert any(name.startswith("tui/styles/") and name.endswith(".tcss") for name in names)
    assert not any(name.startswith(("tests/", "bench/")) for name in names)


def test_no_file_of_the_wings_is_left_out(wheel: Path) -> None:
    """pyproject.toml lists packages and data by hand; a new folder must not be forgotten there."""
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wings = (path for wing in ("db", "seed", "shell", "tui") for path in (ROOT / wing).rglob("*"))
    files = {path.relative_to(ROOT).as_posix() for path in wings if path.is_file() and "__pycache__" not in path.parts}
    assert names == {"explorer.py", *files}


def test_the_installed_command_answers_in_the_shell(installed: tuple[str, dict[str, str]], tmp_path: Path) -> None:
    explorer, environment = installed

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [explorer, *words]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)

    where = subprocess.run(
        [sys.executable, "-c", "import explorer, tui; print(explorer.__file__, tui.__file__)"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        check=True,
    )
    assert str(ROOT) not in where.stdout
    seeded = run("seed", "--db", "x.db")
    assert (seeded.returncode, seeded.stderr) == (0, "")
    found = run("search", "--db", "x.db", "europol", "kind:mou")
    assert (found.returncode, found.stderr) == (0, "")
    assert "interpol-europol-mou-2011" in found.stdout
    assert run("check", "--db", "x.db").returncode == 0


def test_the_installed_command_opens_the_explorer(installed: tuple[str, dict[str, str]], tmp_path: Path) -> None:
    explorer, environment = installed
    command = [explorer, "browse", "europol"]
    with Terminal(command, PYTHONPATH=environment["PYTHONPATH"], EXPLORER_DB=str(tmp_path / "x.db")) as terminal:
        terminal.wait_for("Any key goes on")
        terminal.send(" ")
        terminal.wait_for("2011-10-11")
        terminal.send("q")
        assert terminal.wait_end() == 0


def test_it_is_installed_into_a_fresh_environment_without_a_network(wheel: Path, tmp_path: Path) -> None:
    """As pipx and uv do it: an environment of its own, the wheel, a command. What it is built on is lent to it."""
    fresh = tmp_path / "fresh"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(fresh)], check=True, capture_output=True)
    python, command = str(fresh / "bin" / "python"), str(fresh / "bin" / "explorer")
    site = next((fresh / "lib").glob("python*/site-packages"))
    lent = sorted({str(path) for path in map(Path, sys.path) if path.name == "site-packages"})
    (site / "lent.pth").write_text("".join(f"{path}\n" for path in lent), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python, "install", "--quiet"]
    install = [*pip, "--no-index", "--no-deps", "--ignore-installed", str(wheel)]
    clean = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    subprocess.run(install, check=True, capture_output=True, env=clean)
    where = [python, "-c", "import explorer, shell.commands.man; print(explorer.__file__)"]
    told = subprocess.run(where, capture_output=True, text=True, env=clean, cwd=tmp_path, check=True)
    assert told.stdout.startswith(str(site))
    assert subprocess.run([command, "seed"], capture_output=True, env=clean, cwd=tmp_path, check=False).returncode == 0
    found = subprocess.run([command, "search", "europol"], capture_output=True, text=True, env=clean, check=False)
    assert "interpol-europol-mou-2011" in found.stdout, found.stderr
    completion = subprocess.run([command, "completion", "zsh"], capture_output=True, text=True, env=clean, check=False)
    assert completion.stdout.startswith("#compdef explorer")


def test_the_front_door_works_from_the_checkout(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, str(ROOT / "explorer.py"), "--version"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    assert "explorer" in result.stdout
