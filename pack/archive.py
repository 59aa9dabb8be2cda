"""A zip archive that Python runs: compiled, not compressed, and the same bytes for the same files."""

from __future__ import annotations

import ast
import marshal
import zipfile
from importlib.util import MAGIC_NUMBER, source_hash
from typing import TYPE_CHECKING

from pack.finder import INDEX
from pack.reach import modules_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHEBANG = b"#!/usr/bin/env python3\n"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive can say
UNCHECKED = (1).to_bytes(4, "little")  # PEP 552: by the hash of the source, which nobody compares when it is imported
READABLE = 0o100644 << 16
MAIN = "__main__.py"
HEADER = 30  # bytes of the header of an entry, before its name; no entry has extra fields


def write_archive(path: Path, files: Mapping[str, bytes], documented: str | tuple[str, ...] = "") -> None:
    """Writes the files, and beside each source what this Python makes of it; any other Python takes the source.

    Docstrings stay in the bytecode only where names begin with `documented`. Raises SyntaxError for a source that is
    none, OSError.
    """
    entries = dict(files)
    for name, data in files.items():
        if name.endswith(".py") and name != MAIN:
            entries[f"{name}c"] = _compiled(name, data, name.startswith(documented))
    with path.open("wb") as stream:
        stream.write(SHEBANG)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for name in sorted(entries):
                _write(archive, name, entries[name])
            _write(archive, INDEX, MAGIC_NUMBER + marshal.dumps(_index(archive)))
    path.chmod(0o755)


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.external_attr = READABLE
    entry.create_system = 3  # wherever it is made
    archive.writestr(entry, data)


def _index(archive: zipfile.ZipFile) -> dict[str, tuple[int, int, str]]:
    """Where the bytecode of each module is, how long, and what its source is called: see `finder.py`."""
    modules = {name: module for module, name in modules_of(n for n in archive.namelist() if n.endswith(".py")).items()}
    return {
        modules[source]: (entry.header_offset + HEADER + len(entry.filename), entry.file_size, source)
        for entry in archive.infolist()
        if entry.filename.endswith(".pyc") and (source := entry.filename[:-1])
    }


def _compiled(name: str, source: bytes, documented: bool) -> bytes:
    tree = ast.parse(source, name)
    if not documented:
        _silence(tree)
    code = compile(tree, name, "exec", dont_inherit=True, optimize=0)
    return MAGIC_NUMBER + UNCHECKED + source_hash(source) + marshal.dumps(code)


def _silence(tree: ast.Module) -> None:
    """Takes the docstrings away, which nobody reads where they are not shown."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            is_told = ast.get_docstring(node, clean=False) is not None
            if is_told and isinstance(node, ast.Module):
                del node.body[0]
            elif is_told:
                node.body[0] = ast.copy_location(ast.Pass(), node.body[0])
