"""How the one file finds its modules. Goes into it, and is imported there before all others.

zipimport takes each module's bytecode apart twice, to name its file and to run it. Here it is read once, by its place
in the file. Whatever else is asked, and every other Python, has zipimport.
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib.machinery import ModuleSpec
from importlib.util import MAGIC_NUMBER
from typing import TYPE_CHECKING
from zipimport import zipimporter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import CodeType, ModuleType
    from typing import Any

INDEX = "index.bin"
HEAD = 16  # bytes before the code proper (PEP 552)


def install(importer: zipimporter) -> None:
    """Lets this Python find the modules of an archive so, if they are compiled for it."""
    data = importer.get_data(INDEX)
    if data.startswith(MAGIC_NUMBER):
        sys.meta_path.insert(0, Finder(importer, marshal.loads(data[len(MAGIC_NUMBER) :])))  # noqa: S302  # our own


class Finder:
    """Finds and loads the modules of an index: the place and size of each one's bytecode, and its source's name."""

    def __init__(self, importer: zipimporter, index: Mapping[str, tuple[int, int, str]]) -> None:
        self.archive = importer.archive
        self._importer = importer
        self._index = index
        self._file = os.open(self.archive, os.O_RDONLY | os.O_CLOEXEC)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None  # noqa: ARG002
    ) -> ModuleSpec | None:  # fmt: skip
        """As importlib asks for it."""
        found = self._index.get(fullname)
        if found is None:
            return None
        name = f"{self.archive}/{found[2]}"
        is_package = name.endswith("/__init__.py")
        spec = ModuleSpec(fullname, self, origin=name, is_package=is_package)  # type: ignore[arg-type]  # by its deeds
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [name[: -len("/__init__.py")]]
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """None of its own."""

    def exec_module(self, module: ModuleType) -> None:
        """Runs the module's code in it."""
        exec(self.get_code(module.__name__), module.__dict__)  # noqa: S102  # as every loader does

    def get_code(self, fullname: str) -> CodeType:
        """The code of a module. Raises ImportError for one that there is not."""
        try:
            place, size, _ = self._index[fullname]
        except KeyError:
            raise ImportError(f"there is no module {fullname}", name=fullname) from None
        code: CodeType = marshal.loads(os.pread(self._file, size, place)[HEAD:])  # noqa: S302
        return code

    def get_data(self, path: str) -> bytes:
        """A file of the archive."""
        return self._importer.get_data(path)

    def get_source(self, fullname: str) -> str | None:
        """The source of a module, None for one that there is not."""
        found = self._index.get(fullname)
        return self.get_data(f"{self.archive}/{found[2]}").decode("utf-8") if found else None

    def is_package(self, fullname: str) -> bool:
        """Whether a module is one."""
        return self._index[fullname][2].endswith("/__init__.py")

    def get_filename(self, fullname: str) -> str:
        """Where the source of a module would be."""
        return f"{self.archive}/{self._index[fullname][2]}"

    def get_resource_reader(self, fullname: str) -> Any:
        """What importlib.resources reads by."""
        above = fullname.rpartition(".")[0].replace(".", "/")
        importer: Any = zipimporter(f"{self.archive}/{above}" if above else self.archive)
        return importer.get_resource_reader(fullname)
