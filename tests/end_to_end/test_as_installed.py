"""The built wheel, in an environment and a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("agreement_explorer-*.whl"))


def test_the_wheel_holds_all_that_the_program_needs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert sum(name.startswith("seed/articles/") and name.endswith(".txt") for name in names) == 5
    assert any(name.startswith("seed/lexicon/") and name.endswith(".toml") for name in names)
    assert any(name.startswith("tui/styles/") and name.endswith(".tcss") for name in names)
    assert not any(name.startswith(("tests/", "bench/")) for name in names)


def test_it_runs_in_a_new_environment_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """The new environment borrows the installed dependencies, but not this checkout."""
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False)
    site = next((environment / "lib").glob("python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    dependencies = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    code = f"import sys; sys.path.append({str(dependencies)!r}); import explorer; explorer.main()"

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "EXPLORER"))}
        return subprocess.run(
            [str(environment / "bin" / "python"), "-c", code, *words],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=clean,
            check=False,
        )

    seeded = run("seed", "--db", "x.db")
    assert (seeded.returncode, seeded.stderr) == (0, "")
    found = run("search", "--db", "x.db", "europol", "kind:mou")
    assert (found.returncode, found.stderr) == (0, "")
    assert "interpol-europol-mou-2011" in found.stdout
    assert run("check", "--db", "x.db").returncode == 0


def test_the_front_door_works_from_the_checkout(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, str(ROOT / "explorer.py"), "--version"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    assert "explorer" in result.stdout
