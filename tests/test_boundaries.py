"""Which wing may import what. Read from the source, and once more from what an import really loads."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WINGS = ("db", "seed", "shell", "tui")

FORBIDDEN = {
    "db": {"seed", "shell", "tui", "explorer", "textual", "rich", "click"},
    "seed": {"shell", "tui", "explorer", "textual", "rich", "click", "sqlite3", "sqlite_utils"},
    "shell": {"explorer", "textual", "sqlite3", "sqlite_utils"},
    "tui": {"seed", "shell", "explorer", "click", "sqlite3", "sqlite_utils"},
}
TUI_MAY_USE_OF_DB = {
    "db.bundled",
    "db.citing",
    "db.records",
    "db.errors",
    "db.edtf",
    "db.disagreements",
    "db.query",
    "db.lasting",
    "db.parsing",
    "db.pieces",
    "db.rows",
    "db.searches",
    "db.toml_files",
    "db.files",
    "db.printable",
    "db.vocabulary",
}
SHELL_MAY_USE_OF_TUI = {
    "tui.launch",
    "tui.terminal",
    # What of the screen draws nothing: the line mode says the same in the same words.
    "tui.arranging",
    "tui.choices",
    "tui.clipboard",
    "tui.config",
    "tui.facts",
    "tui.glyphs",
    "tui.guesses",
    "tui.history",
    "tui.lines",
    "tui.measure",
    "tui.state",
    "tui.tones",
}
SQL_WORDS = re.compile(r"\b(?:SELECT|INSERT INTO|DELETE FROM|PRAGMA|CREATE TABLE|WITH RECURSIVE|ORDER BY)\b")


def sources(wing: str) -> list[Path]:
    return sorted((ROOT / wing).rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return names


@pytest.mark.parametrize("path", [p for wing in WINGS for p in sources(wing)], ids=lambda p: str(p.relative_to(ROOT)))
def test_a_wing_imports_only_what_it_may(path: Path) -> None:
    wing = path.relative_to(ROOT).parts[0]
    roots = {name.split(".")[0] for name in imported(path)}
    assert not roots & FORBIDDEN[wing]


def test_sqlite_utils_is_for_migrations_and_writing_only() -> None:
    users = {p.name for p in sources("db") if "sqlite_utils" in {name.split(".")[0] for name in imported(p)}}
    assert users == {"migrations.py", "writer.py"}


@pytest.mark.parametrize("path", sources("tui"), ids=lambda p: p.name)
def test_only_the_loader_reads_the_catalogue(path: Path) -> None:
    used = {name for name in imported(path) if name.startswith("db.")}
    modules = {".".join(name.split(".")[:2]) for name in used}
    allowed = TUI_MAY_USE_OF_DB | ({"db.catalogue"} if path.name == "loader.py" else set())
    assert modules <= allowed


@pytest.mark.parametrize("path", sources("shell"), ids=lambda p: p.name)
def test_the_shell_uses_the_doors_of_the_screen(path: Path) -> None:
    used = {".".join(name.split(".")[:2]) for name in imported(path) if name.startswith("tui.")}
    assert used <= SHELL_MAY_USE_OF_TUI


@pytest.mark.parametrize("path", [p for wing in ("seed", "shell", "tui") for p in sources(wing)], ids=lambda p: p.name)
def test_sql_stands_in_db_alone(path: Path) -> None:
    strings = [
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert not [text for text in strings if SQL_WORDS.search(text)]


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("db.catalogue", {"seed", "tui", "shell", "textual", "rich", "click", "sqlite_utils"}),
        ("db.writer", {"seed", "tui", "shell", "textual", "rich"}),
        ("seed.pipeline", {"tui", "shell", "textual", "rich", "click", "sqlite_utils"}),
        ("seed.load", {"tui", "shell", "textual", "rich"}),
        ("explorer", {"seed", "tui", "db", "textual", "rich", "sqlite_utils"}),
        ("shell.reading", {"seed", "tui", "textual", "rich", "sqlite_utils"}),
        ("shell.lines.running", {"seed", "textual", "rich", "sqlite_utils"}),
        ("tui.launch", {"seed", "textual", "rich", "sqlite_utils", "click"}),
        ("tui.app", {"seed", "sqlite_utils", "click", "tomllib", "tomli"}),
    ],
)
def test_what_an_import_really_loads(module: str, unwanted: set[str]) -> None:
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert not set(loaded.stdout.split()) & unwanted


@pytest.mark.parametrize(
    "path", [ROOT / "explorer.py", *(p for wing in WINGS for p in sources(wing))], ids=lambda p: p.name
)
def test_no_state_at_module_level(path: Path) -> None:
    """No function changes what stands at the top of a module, and no result is kept there."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]
    cached = [
        n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) for d in n.decorator_list if "cache" in ast.dump(d)
    ]
    assert not [function.name for function in cached if not function.args.args or function.args.args[0].arg != "self"]
