"""Which modules can come to be imported."""

from __future__ import annotations

from pack.reach import imports, modules_of, reachable


def _found(sources: dict[str, str], *roots: str, never: tuple[str, ...] = ()) -> set[str]:
    return reachable({name: text.encode() for name, text in sources.items()}, roots, never)


def test_a_file_holds_a_module_or_a_package() -> None:
    assert modules_of(["a/__init__.py", "a/b.py", "c.py"]) == {"a": "a/__init__.py", "a.b": "a/b.py", "c": "c.py"}


def test_what_is_imported_is_followed_with_the_packages_above_it() -> None:
    sources = {"main.py": "import a.b", "a/__init__.py": "", "a/b.py": "from . import c", "a/c.py": "", "a/d.py": ""}
    assert _found(sources, "main") == {"main.py", "a/__init__.py", "a/b.py", "a/c.py"}


def test_an_import_within_a_function_counts() -> None:
    assert _found({"main.py": "def f():\n    import late", "late.py": ""}, "main") == {"main.py", "late.py"}


def test_imports_that_never_happen_do_not() -> None:
    text = """
from typing import TYPE_CHECKING
import typing as t
if TYPE_CHECKING:
    import one
elif t.TYPE_CHECKING:
    import two
else:
    import three
if __name__ == "__main__":
    import four
"""
    every = {"main.py": text, **{f"{name}.py": "" for name in ("one", "two", "three", "four")}}
    assert _found(every, "main") == {"main.py", "three.py"}


def test_a_package_that_looks_for_its_parts_by_their_names_gives_them() -> None:
    sources = {"main.py": "from a import OptionList", "a/__init__.py": "", "a/_option_list.py": "", "a/_rule.py": ""}
    assert _found(sources, "main") == {"main.py", "a/__init__.py", "a/_option_list.py"}


def test_relative_imports_climb() -> None:
    assert set(imports(b"from ..b import c\nfrom .. import d", "p.a.m", is_package=False)) >= {"p.b", "p.b.c", "p.d"}
    assert set(imports(b"from . import d", "p.a", is_package=True)) >= {"p.a", "p.a.d"}


def test_a_star_stands_for_all_below_and_what_is_never_called_stays_out() -> None:
    sources = {"a/__init__.py": "", "a/x1.py": "import b", "a/x2.py": "", "b.py": "import c", "c.py": ""}
    assert _found(sources, "a.*") == set(sources)
    assert _found(sources, "a.*", never=("b",)) == set(sources) - {"b.py", "c.py"}


def test_a_circle_ends() -> None:
    assert _found({"a.py": "import b", "b.py": "import a"}, "a") == {"a.py", "b.py"}
