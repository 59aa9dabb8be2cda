"""The archive that Python runs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pack.archive import write_archive

FILES = {"__main__.py": b"import told; print(told.WORD)", "told.py": b"WORD = 'told'", "a.txt": b"a"}


def _run(path: Path) -> str:
    return subprocess.run([sys.executable, str(path)], capture_output=True, text=True, check=True).stdout


def test_it_runs_and_holds_sources_and_what_is_compiled_uncompressed(tmp_path: Path) -> None:
    path = tmp_path / "x.pyz"
    write_archive(path, FILES)
    assert _run(path) == "told\n"
    infos = zipfile.ZipFile(path).infolist()
    assert [info.filename for info in infos] == ["__main__.py", "a.txt", "told.py", "told.pyc", "index.bin"]
    assert {info.compress_type for info in infos} == {zipfile.ZIP_STORED}
    assert path.read_bytes().startswith(b"#!/usr/bin/env python3\n")
    assert path.stat().st_mode & 0o777 == 0o755


def test_what_another_python_compiled_is_passed_by_for_the_source(tmp_path: Path) -> None:
    path = tmp_path / "x.pyz"
    write_archive(path, FILES)
    compiled = zipfile.ZipFile(path).read("told.pyc")
    other = bytes([compiled[0] ^ 1]) + compiled[1:]
    path.write_bytes(path.read_bytes().replace(compiled, other))
    with zipfile.ZipFile(path, "a") as archive:  # the sums of the archive, made anew
        kept = {name: archive.read(name) for name in FILES} | {"told.pyc": other}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in kept.items():
            archive.writestr(name, data)
    assert _run(path) == "told\n"


def test_the_same_files_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    one, other = tmp_path / "1.pyz", tmp_path / "2.pyz"
    write_archive(one, FILES)
    write_archive(other, dict(reversed(FILES.items())))
    assert one.read_bytes() == other.read_bytes()


def test_what_is_no_python_is_told(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError):
        write_archive(tmp_path / "x.pyz", {"bad.py": b"def"})


def test_docstrings_stay_where_they_are_shown_and_nowhere_else(tmp_path: Path) -> None:
    source = b'''"""M"""
from __future__ import annotations
class C:
    """C"""
def f():
    """F"""
    return 1
'''
    main = (
        b"import a, b; print(*(x and x.strip() for m in (a, b) for x in (m.__doc__, m.C.__doc__, m.f.__doc__)), b.f())"
    )
    path = tmp_path / "x.pyz"
    write_archive(path, {"__main__.py": main, "a.py": source, "b.py": source}, ("a",))
    assert _run(path) == "M C F None None None 1\n"


FOUND = {
    "__main__.py": b"""
import finder
finder.install(__loader__)
import importlib.resources, inspect
import p.m, told
print(told.WORD, type(told.__spec__.loader).__name__, p.__path__[0].endswith("/p"), p.m.WORD)
print(inspect.getsource(told).strip(), p.m.f.__code__.co_filename)
print((importlib.resources.files("p.d") / "a.txt").read_text())
try:
    import p.none
except ImportError as error:
    print(error)
""",
    "finder.py": (Path(__file__).parent.parent.parent / "pack" / "finder.py").read_bytes(),
    "told.py": b"WORD = 'told'",
    "p/__init__.py": b"",
    "p/m.py": b"from . import d\nWORD = d.WORD\ndef f(): pass",
    "p/d/__init__.py": b"WORD = 'below'",
    "p/d/a.txt": b"a text",
}
FOUND_SO = "told Finder True below\nWORD = 'told' p/m.py\na text\nNo module named 'p.none'\n"


def test_modules_are_found_by_their_places(tmp_path: Path) -> None:
    path = tmp_path / "x.pyz"
    write_archive(path, FOUND)
    assert _run(path) == FOUND_SO


def test_an_index_of_another_python_is_passed_by(tmp_path: Path) -> None:
    path = tmp_path / "x.pyz"
    write_archive(path, FOUND)
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept["index.bin"] = b"other" + kept["index.bin"][5:]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in kept.items():
            archive.writestr(name, data)
    assert _run(path) == FOUND_SO.replace("Finder", "zipimporter")
