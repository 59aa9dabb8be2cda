"""The child process itself: takes a file's bytes, gives its text, and works under limits from its first line on."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import UnreadableSourceError
from seed.readers.articles import FIELDS
from seed.readers.frames import end_with, ended_by, framed, read_frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from seed.readers.parser import Parsed

# Each kind's module has `read(data) -> Parsed`, and imports its library when it is imported itself.
MODULES = {"html": "seed.readers.web", "pdf": "seed.readers.paged", "mail": "seed.readers.mail"}
INSTALL = "needs more: pip install 'agreement-explorer[readers]'"


def serve(memory: int) -> None:
    """Answers until nobody asks any more."""
    out = _shut_in(memory)
    end_with(0)
    orders = sys.stdin.buffer
    while (head := read_frame(orders)) is not None and (data := read_frame(orders)) is not None:
        order = json.loads(head)
        try:
            with ended_by(0):
                reply, attached = _answer(order, data)
        except MemoryError:
            reply, attached = _refusal(f"needed more than {memory // 1_000_000} MB") | {"leaving": True}, []
        reply["peak"] = _peak()
        _write(out, [json.dumps(reply, ensure_ascii=False).encode("utf-8", "replace"), *attached])
        if "leaving" in reply:
            return


def _shut_in(memory: int) -> BinaryIO:
    """Sets the limits; the way out. What a library prints goes nowhere, and no file can be written."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    for limit, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (value, value))
    out = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    return out


def _answer(order: dict[str, Any], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    try:
        read: Callable[[bytes], Parsed] = import_module(MODULES[order["kind"]]).read
    except ImportError:
        return _refusal(INSTALL), []
    signal.setitimer(signal.ITIMER_PROF, order["seconds"])  # ends this process when it is over
    try:
        found = read(data)
    except UnreadableSourceError as error:
        return _refusal(str(error)), []
    except ImportError:  # a web page within a mail
        return _refusal(INSTALL), []
    except RecursionError:
        return _refusal("nested too deep"), []
    except MemoryError:
        raise
    except Exception:  # whatever a parser may raise on whatever is in a file
        return _refusal("broken"), []
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    if len(found.text.encode("utf-8", "replace")) > order["text_bytes"]:
        return _refusal("gives more text than it may"), []
    metadata = {name: getattr(found.metadata, name) for name in FIELDS}
    names = [name for name, _ in found.attached]
    reply = {"text": found.text, "metadata": metadata, "notes": found.notes, "attached": names}
    return reply, [content for _, content in found.attached]


def _refusal(reason: str) -> dict[str, Any]:
    return {"refused": reason}


def _write(out: BinaryIO, frames: list[bytes]) -> None:
    try:
        for data in frames:
            out.write(framed(data))
        out.flush()
    except BrokenPipeError:  # nobody waits any more
        os._exit(0)


def _peak() -> int:
    """The most memory that was needed so far, in kB.

    Linux counts the parent's into `ru_maxrss` of a child that it starts, and keeps this process's own beside it.
    """
    try:
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    except (OSError, ValueError, IndexError):
        pass
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most
