"""What goes into the one file: the program as pyproject.toml lists it, and what it can come to import."""

from __future__ import annotations

import pickle
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pack.distributions import OLDEST, label, least_python, licence_name, licences, needed, sources
from pack.reach import modules_of, reachable
from seed.tables import parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.metadata import Distribution

ROOT = Path(__file__).resolve().parent.parent
PROTOCOL = 4  # of pickles: any Python from 3.8 on reads it


class Contents(NamedTuple):
    """Files by their names in the archive, and the oldest Python that all of them run with."""

    files: Mapping[str, bytes]
    least: tuple[int, int]


def read_contents() -> Contents:
    """The program, what it needs, and all licences. Raises PackingError where something is not installed."""
    rules = read_toml("pack/contents.toml")
    project = read_toml("pyproject.toml")
    program = dict(program_files(project["tool"]["setuptools"]))
    dists = needed(project["project"]["dependencies"], rules["left_out"])
    theirs = {dist: dict(sources(dist)) for dist in dists}
    every = {name: data for name, data in program.items() if name.endswith(".py")}
    roots = [*modules_of(every), *rules["by_name"]]
    for files in theirs.values():
        every |= files
    reached = reachable(every, roots, rules["never_called"])
    used = [dist for dist in dists if reached & theirs[dist].keys()]
    found = program | {name: every[name] for name in reached} | dict(_locales(**rules["locales"]))
    return Contents(found | dict(_licences(used)), max(OLDEST, *map(least_python, used)))


def read_toml(name: str) -> dict[str, Any]:
    """The table of a file of the project."""
    return parse_toml((ROOT / name).read_text(encoding="utf-8"))


def program_files(setuptools: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The files of the program itself, as the section of pyproject.toml says by which the wheel is made."""
    data: Mapping[str, list[str]] = setuptools["package-data"]
    paths = [ROOT / f"{module}.py" for module in setuptools["py-modules"]]
    for package in setuptools["packages"]:
        folder = ROOT / package.replace(".", "/")
        for pattern in ("*.py", *data.get(package, ())):
            paths += folder.glob(pattern)
    for path in paths:
        yield path.relative_to(ROOT).as_posix(), path.read_bytes()


def _locales(languages: Iterable[str], section: str) -> Iterator[tuple[str, bytes]]:
    """babel's data of some languages, without what nobody asks of it."""
    for language in languages:
        data = pickle.loads((resources.files("babel") / "locale-data" / f"{language}.dat").read_bytes())  # noqa: S301
        yield f"babel/locale-data/{language}.dat", pickle.dumps({section: data[section]}, PROTOCOL)


def _licences(dists: Iterable[Distribution]) -> Iterator[tuple[str, bytes]]:
    """The licences, each distribution's in a folder, and a list of them."""
    lines = ["What this file holds besides Agreement Explorer, each with its licence in a folder here:", ""]
    for dist in dists:
        lines.append(f"{dist.metadata['Name']} {dist.version}: {licence_name(dist)}")
        for name, data in licences(dist).items():
            yield f"licences/{label(dist)}/{name}", data
    yield "licences/agreement-explorer/LICENSE", (ROOT / "LICENSE").read_bytes()
    yield "licences/README.txt", "\n".join([*lines, ""]).encode()
