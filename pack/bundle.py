"""The bundle: the one file with a database beside it, the licences, and how to use them; as a folder and packed."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import tarfile
import zipfile
from typing import TYPE_CHECKING

from pack.contents import ROOT
from pack.one_file import NAME, make_one_file
from seed.load import seed_database
from seed.sources import bundled
from shell.places import BESIDE_NAME

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "explorer-bundle"
SUMS = "SHA256SUMS"


def make_bundle(folder: Path) -> str:
    """Makes it in a folder, in place of one that was there; says in a line what it is. Raises PackingError, OSError."""
    made = make_one_file(folder)
    bundle = folder / FOLDER
    shutil.rmtree(bundle, ignore_errors=True)
    bundle.mkdir()
    shutil.copy(folder / NAME, bundle)
    seed_database(bundle / BESIDE_NAME, bundled(), lambda _: None)
    shutil.copy(ROOT / "LICENSE", bundle)
    shutil.copy(ROOT / "pack" / "README.txt", bundle)
    with zipfile.ZipFile(bundle / NAME) as archive:
        for name in archive.namelist():
            if name.startswith("licences/"):
                archive.extract(name, bundle)
    files = sorted(path for path in bundle.rglob("*") if path.is_file())
    sums = "".join(f"{_sum(path)}  {path.relative_to(bundle).as_posix()}\n" for path in files)
    (bundle / SUMS).write_text(sums, encoding="utf-8")
    packed = folder / f"{FOLDER}.tar.gz"
    _pack(bundle, packed)
    (folder / f"{packed.name}.sha256").write_text(f"{_sum(packed)}  {packed.name}\n", encoding="utf-8")
    return f"{made}\n{bundle}\n{packed}: {packed.stat().st_size / 1_000_000:.1f} MB"


def _pack(folder: Path, packed: Path) -> None:
    """A folder as a compressed archive in which nothing tells of who made it, or when."""
    with (
        packed.open("wb") as raw,
        gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as stream,
        tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in sorted([folder, *folder.rglob("*")]):
            archive.add(path, path.relative_to(folder.parent).as_posix(), recursive=False, filter=_plain)


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.mtime = entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o755 if entry.isdir() or entry.name.endswith(NAME) else 0o644
    return entry


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
