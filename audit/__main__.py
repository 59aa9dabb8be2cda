"""`python -m audit [--offline] [--renew]`: the lock file against known advisories; exit status 1 when there is one.

It asks osv.dev, and where that can't be reached looks in `advisories.json`, which `--renew` writes anew.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from audit.advisories import findings, pinned
from audit.asking import SERVICE, known_advisories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit.advisories import Record

LOCK = Path("requirements.lock")
STORED = Path(__file__).with_name("advisories.json")


class Knowledge(NamedTuple):
    """Advisories about some packages, where they are from, and of which day."""

    source: str
    of: str
    packages: Sequence[str]
    advisories: list[Record]


def main(arguments: Sequence[str]) -> int:
    dependencies = tuple(pinned(LOCK.read_text(encoding="utf-8").splitlines()))
    names = sorted({each.name for each in dependencies})
    today = datetime.now(timezone.utc).date()
    knowledge = stored() if "--offline" in arguments else asked(names, today) or stored()
    if "--renew" in arguments and knowledge.of == today.isoformat():
        STORED.write_text(json.dumps(knowledge._asdict(), indent=1) + "\n", encoding="utf-8")
    found = findings(dependencies, knowledge.advisories)
    unknown = sorted(set(names) - set(knowledge.packages))
    age = (today - date.fromisoformat(knowledge.of)).days
    lines = [f"{len(names)} dependencies, {len(knowledge.advisories)} advisories about them of {knowledge.of}"]
    lines += [f"these are {age} days old; with a network: make audit"] if age else []
    lines += [f"{each.pinned.name} {each.pinned.version}: {each.id} {' '.join(each.aliases)}" for each in found]
    lines += [f"{name}: nothing is stored about it; with a network: python -m audit --renew" for name in unknown]
    lines += [] if found or unknown else ["none has a known advisory"]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if found or unknown else 0


def stored() -> Knowledge:
    """What lies beside this file."""
    return Knowledge(**json.loads(STORED.read_text(encoding="utf-8")))


def asked(names: Sequence[str], today: date) -> Knowledge | None:
    """What the service says today; None where it can't be reached."""
    try:
        return Knowledge(SERVICE, today.isoformat(), names, known_advisories(names))
    except (OSError, ValueError, KeyError) as error:
        sys.stdout.write(f"{SERVICE} can't be asked ({error}); from the file instead\n")
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
