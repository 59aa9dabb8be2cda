"""Where files that were made to harm are laid and opened, and every file that is then watched."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db.catalogue import Catalogue
from db.query import Query
from seed.load import seed_database
from seed.sources import bundled
from torture.mutations import Base

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = 3  # that the sound database is made from
MOST_READ = 100  # MiB of a file that is compared
PARTS = ("files", "home", "here", "tmp")


class Workshop(NamedTuple):
    """Where files are laid and opened: the database, and a home, a current folder and a temporary one to watch."""

    folder: Path
    base: Base
    agreement: str

    @property
    def database(self) -> Path:
        """The file to open."""
        return self.folder / "files" / "agreements.db"


@contextmanager
def workshop() -> Iterator[Workshop]:
    """A temporary workshop with a sound database; the process works in it meanwhile."""
    was, kept = Path.cwd(), dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="explorer-torture-") as name:
        folder = Path(name)
        for part in PARTS:
            (folder / part).mkdir()
        sound = folder / "sound.db"
        shortest = sorted(bundled(), key=lambda item: len(item.data))
        seed_database(sound, shortest[:ARTICLES], lambda _: None)
        (folder / "victim").write_bytes(b"kept")
        base = Base(sound, folder / "scratch.db", folder / "victim")
        own = {"HOME": folder / "home", "TMPDIR": folder / "tmp"}
        for variable in [each for each in os.environ if each.startswith(("EXPLORER_", "XDG_"))]:
            del os.environ[variable]
        os.environ.update({variable: str(place) for variable, place in own.items()})
        tempfile.tempdir = None
        os.chdir(folder / "here")
        try:
            yield Workshop(folder, base, _an_agreement(sound))
        finally:
            os.chdir(was)
            os.environ.clear()
            os.environ.update(kept)
            tempfile.tempdir = None


def standing(shop: Workshop) -> dict[str, bytes]:
    """Every file of the workshop with its bytes, but what the program keeps for itself in its own folder of state."""
    places = [shop.base.victim] if shop.base.victim.exists() else []
    for part in PARTS:
        for folder, _, names in os.walk(shop.folder / part):
            places += [Path(folder) / name for name in names if not folder.endswith("state/agreement-explorer")]
    return {str(place): _digest(place) for place in places}


def _digest(place: Path) -> bytes:
    """What tells the bytes of a file from others; of pipes and links that lead nowhere there are none."""
    try:
        if not stat.S_ISREG(place.stat().st_mode):
            return b""
    except OSError:
        return b""
    found = hashlib.sha256(str(place.stat().st_size).encode())
    with place.open("rb") as file:
        for _ in range(MOST_READ):  # a file may have been made to seem larger than any disk
            found.update(file.read(1 << 20))
    return found.digest()


def clear(shop: Workshop) -> None:
    """Takes away all that was laid or made in the workshop."""
    for part in PARTS:
        shutil.rmtree(shop.folder / part)
        (shop.folder / part).mkdir()
    shop.base.victim.write_bytes(b"kept")


def _an_agreement(path: Path) -> str:
    with Catalogue(path) as catalogue:
        return catalogue.page(Query()).rows[0].id
