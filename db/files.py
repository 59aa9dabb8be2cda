"""Small files of the person's own: read with a limit, replaced as a whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_small(path: Path, limit: int) -> bytes | None:
    """The bytes of a file, at most `limit` + 1 of them; None where there is no file. Raises OSError.

    What is no regular file is refused without being opened: a pipe would keep one waiting.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise OSError(None, "it is no regular file")
    with path.open("rb") as file:
        return file.read(limit + 1)


def replace_file(path: Path, data: bytes, mode: int = 0o666, is_precious: bool = True) -> None:
    """Puts `data` in place of the file, or makes it with `mode`, less what the umask takes away. Raises OSError.

    Whoever reads meanwhile sees the old file or the new one; what stands there keeps its mode, and a link stays a link.
    The folder is made where there is none. What is not precious is not waited for until it is on the disk: a machine
    that fails then may lose it.
    """
    target = _real(path)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with suppress(FileNotFoundError):
        temporary.unlink()
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            with suppress(FileNotFoundError):
                os.fchmod(file.fileno(), stat.S_IMODE(target.stat().st_mode))
            file.write(data)
            file.flush()
            if is_precious:
                os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keeps other explorers from changing the file meanwhile, where the system can do that. Raises OSError."""
    import fcntl

    folder = _real(path).parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _real(path: Path) -> Path:
    """What a link leads to; links that lead in a circle are left to whoever opens them."""
    return Path(os.path.realpath(path))
