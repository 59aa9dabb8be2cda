"""The dependencies as they are installed: which they are, their sources and their licences."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

OLDEST = (3, 10)
NEWEST_MINOR = 99
LICENCE = re.compile(r"(?:licen[cs]es?|copying|notice|authors)\b.*", re.IGNORECASE)
INFO = re.compile(r"[^/]+\.dist-info/(?:licenses/)?")


class PackingError(Exception):
    """What keeps something from being put together, in words."""


def needed(requirements: Iterable[str], left_out: Container[str]) -> list[Distribution]:
    """The distributions that requirements name, with those that these need on the oldest Python; by name.

    Raises PackingError where one is not installed.
    """
    environment = {name: str(value) for name, value in default_environment().items()}
    environment |= {"python_version": "3.10", "python_full_version": "3.10.0"}
    found: dict[str, Distribution] = {}
    waiting = [(text, "") for text in requirements]
    seen: set[tuple[str, str]] = set()
    while waiting:
        text, extra = waiting.pop()
        if (text, extra) in seen:
            continue
        seen.add((text, extra))
        wanted = Requirement(text)
        name = canonicalize_name(wanted.name)
        if name in left_out or (wanted.marker and not wanted.marker.evaluate({**environment, "extra": extra})):
            continue
        if name not in found:
            found[name] = _installed(name)
            waiting += [(each, "") for each in found[name].requires or ()]
        waiting += [(each, one) for one in wanted.extras for each in found[name].requires or ()]
    return [found[name] for name in sorted(found)]


def least_python(dist: Distribution) -> tuple[int, int]:
    """The oldest Python from 3.10 on that a distribution says it runs with."""
    versions = SpecifierSet(_said(dist, "Requires-Python"))
    minors = range(OLDEST[1], NEWEST_MINOR)
    return (3, next((minor for minor in minors if versions.contains(f"3.{minor}.99")), NEWEST_MINOR))


def label(dist: Distribution) -> str:
    """Its name and version."""
    return f"{canonicalize_name(dist.metadata['Name'])}-{dist.version}"


def licence_name(dist: Distribution) -> str:
    """What it says of its licence, in a few words."""
    said = _said(dist, "License-Expression") or _said(dist, "License")
    return said.partition("\n")[0] or "as its licence says"


def sources(dist: Distribution) -> Iterator[tuple[str, bytes]]:
    """Its Python sources by their paths below the folder of packages."""
    for path in dist.files or ():
        name = path.as_posix()
        if name.endswith(".py") and not name.startswith(".."):
            yield name, Path(str(path.locate())).read_bytes()


def licences(dist: Distribution) -> dict[str, bytes]:
    """Its licences and notices by their names. Raises PackingError where it brings none along."""
    found = {}
    for path in dist.files or ():
        inner, is_information = INFO.subn("", path.as_posix(), count=1)
        if is_information and LICENCE.match(inner):
            found[inner] = Path(str(path.locate())).read_bytes()
    if not found:
        raise PackingError(f"{label(dist)} brings no licence along")
    return found


def _said(dist: Distribution, field: str) -> str:
    return next(iter(dist.metadata.get_all(field, [])), "")


def _installed(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise PackingError(f"{name} is not installed; requirements.lock names what is needed") from None
