"""Advisories and the versions that they are about, in the form of the Open Source Vulnerability schema 1.6. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Record = dict[str, Any]


class Pinned(NamedTuple):
    """A dependency and its version, as the lock file has them."""

    name: str
    version: str


class Finding(NamedTuple):
    """A dependency that an advisory is about."""

    pinned: Pinned
    id: str
    aliases: tuple[str, ...]


def pinned(lines: Iterable[str]) -> Iterator[Pinned]:
    """What the lines of a lock file pin. Raises ValueError for a line that pins no version."""
    for line in lines:
        if not line.strip() or line.startswith(("#", " ", "-")):
            continue
        requirement = Requirement(line.strip())
        exact = [each.version for each in requirement.specifier if each.operator == "=="]
        if len(exact) != 1:
            raise ValueError(f"{line.strip()} names no version")
        yield Pinned(canonicalize_name(requirement.name), exact[0])


def findings(dependencies: Iterable[Pinned], records: Iterable[Record]) -> tuple[Finding, ...]:
    """Which dependencies are affected by which records. A record that was withdrawn affects none."""
    known = [record for record in records if not record.get("withdrawn")]
    return tuple(
        Finding(each, str(record["id"]), tuple(record.get("aliases", ())))
        for each in dependencies
        for record in known
        if is_affected(each, record)
    )


def is_affected(dependency: Pinned, record: Mapping[str, Any]) -> bool:
    """Whether the record names this version, or a range that holds it (schema, "Evaluation")."""
    version = Version(dependency.version)
    for affected in record.get("affected", ()):
        if canonicalize_name(affected["package"]["name"]) != dependency.name:
            continue
        if any(version == listed for listed in _versions(affected.get("versions", ()))):
            return True
        if any(_holds(each["events"], version) for each in affected.get("ranges", ()) if each["type"] == "ECOSYSTEM"):
            return True
    return False


def _holds(events: Iterable[Mapping[str, str]], version: Version) -> bool:
    """Whether a version lies in a range, given as where it begins and what ends it, in any order."""
    points: list[tuple[Version, int, str]] = []
    for event in events:
        for what, place in event.items():
            if what in ("introduced", "fixed", "last_affected"):
                points.append((Version("0.dev0" if place == "0" else place), what == "last_affected", what))
    is_within = False
    for point, _, what in sorted(points):
        if what == "introduced" and version >= point:
            is_within = True
        elif (what == "fixed" and version >= point) or (what == "last_affected" and version > point):
            is_within = False
    return is_within


def _versions(texts: Iterable[str]) -> Iterator[Version]:
    for text in texts:
        try:
            yield Version(text)
        except InvalidVersion:  # of before there was a rule for versions: none of ours is one
            continue
