"""Which modules a program can come to import, read from the sources."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
PACKAGE = "__init__"


def modules_of(names: Iterable[str]) -> dict[str, str]:
    """Names of files, as `a/b.py` and `a/__init__.py`, by the name of the module that they hold."""
    found = {}
    for name in names:
        parts = name.removesuffix(".py").split("/")
        found[".".join(parts[:-1] if parts[-1] == PACKAGE else parts)] = name
    return found


def reachable(sources: Mapping[str, bytes], roots: Iterable[str], never: Iterable[str] = ()) -> set[str]:
    """The names of files that the modules `roots` import, at their top or later, and what those import in turn.

    A name that ends in a star stands for all modules below. Imports for type checkers or for a module that is run
    itself count for nothing, nor do those of the modules `never`. Raises SyntaxError.
    """
    modules = modules_of(sources)
    for each in never:
        modules.pop(each, None)
    waiting = [each for root in roots for each in _meant(root, modules)]
    found: set[str] = set()
    while waiting:
        module = waiting.pop()
        while module and modules.get(module) not in found:
            if module in modules:
                found.add(modules[module])
                waiting += imports(sources[modules[module]], module, modules[module].endswith(f"/{PACKAGE}.py"))
            module = module.rpartition(".")[0]
    return found


def imports(source: bytes, module: str, is_package: bool) -> Iterator[str]:
    """The names that a module's source may import; of `from a import b` both `a` and `a.b`, whether or not a module.

    `a._some_name` is among them for `from a import SomeName`: so textual finds its widgets when one is asked for.
    """
    package = module if is_package else module.rpartition(".")[0]
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, package)
            yield base
            for alias in node.names:
                yield f"{base}.{alias.name}"
                yield f"{base}._{CAPITAL.sub('_', alias.name).lower()}"
        elif isinstance(node, ast.If) and _never_holds(node.test):
            waiting += node.orelse
        else:
            waiting += ast.iter_child_nodes(node)


def _meant(root: str, modules: Iterable[str]) -> Iterator[str]:
    if root.endswith(".*"):
        yield from (each for each in modules if each.startswith(root[:-1]))
    else:
        yield root


def _base(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    above = parts[: len(parts) - node.level + 1]
    return ".".join([*above, node.module] if node.module else above)


def _never_holds(test: ast.expr) -> bool:
    """`TYPE_CHECKING`, `typing.TYPE_CHECKING`, `__name__ == "__main__"`."""
    if isinstance(test, ast.Compare):
        return isinstance(test.left, ast.Name) and test.left.id == "__name__"
    return "TYPE_CHECKING" in (getattr(test, "id", ""), getattr(test, "attr", ""))
