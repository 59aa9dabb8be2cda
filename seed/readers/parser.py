"""The child process in which web pages, PDF and mails are parsed, seen from the process that reads.

A parser may be slow, greedy or broken on hostile input. So it works in a process of its own, under limits on time,
memory and output, and what it gives back is text: checked here, and never run or unpickled.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.errors import UnreadableSourceError
from db.printable import printable
from seed.pythons import this_python
from seed.readers.articles import FIELDS, Metadata
from seed.readers.frames import SilentError, TooLongError, framed, receive, send

if TYPE_CHECKING:
    from types import TracebackType

    from seed.sources import Limits

MEMORY = 512_000_000  # bytes of address space
GROWN = 256_000  # kB; a child that once needed so much is replaced
PATIENCE = 3  # times the limit of processor time: so long a busy machine may take for it
START = 30.0  # seconds; what a loaded machine may need to start a process
NOTES, WORDS = 10, 200  # most notes, and letters of one
# Isolated: no module may come from the folder that one stands in, or from the environment, but as here.
CODE = "import sys; sys.path[:] = sys.argv[2:]; from seed.readers.child import serve; serve(int(sys.argv[1]))"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser found: the text, what the file says of it, and the files that were attached to it, by name."""

    text: str
    metadata: Metadata
    notes: tuple[str, ...]
    attached: tuple[tuple[str, bytes], ...] = ()


class Parser:
    """A child that parses, started when it is first needed, and again after it was ended. A context manager.

    Each process needs one of its own; it may not be used by two threads at once.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Parser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def parse(self, kind: str, data: bytes) -> Parsed:
        """What `data` holds, a file of one of the kinds of `seed.readers.child`.

        Raises UnreadableSourceError: broken, encrypted, without text, or beyond the limits.
        """
        order = {"kind": kind, "seconds": self._limits.max_seconds, "text_bytes": self._limits.text_bytes}
        order |= {"memory": MEMORY, "bytes": self._limits.max_bytes}
        child = self._started()
        deadline = time.monotonic() + PATIENCE * self._limits.max_seconds + START
        try:
            reply, attached = self._exchange(child, framed(json.dumps(order).encode()) + framed(data), deadline)
        except (SilentError, ValueError):
            raise UnreadableSourceError(self._ended(child, deadline)) from None
        except TooLongError:
            self.close()
            raise UnreadableSourceError("gives more text than it may") from None
        if reply.get("leaving") or _number(reply.get("peak")) > GROWN:
            self.close()
        if "refused" in reply:
            raise UnreadableSourceError(_words(reply["refused"]))
        return _parsed(reply, attached)

    def close(self) -> None:
        """Ends the child, if there is one."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for stream in (child.stdin, child.stdout):
            if stream:
                stream.close()
        child.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            paths = [os.path.abspath(path) for path in sys.path if path]  # noqa: PTH100  # may be no folder at all
            self._child = subprocess.Popen(
                [this_python(), "-I", "-B", "-c", CODE, str(MEMORY), *paths],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
            assert self._child.stdin  # noqa: S101  # a pipe, as asked for
            os.set_blocking(self._child.stdin.fileno(), False)
        return self._child

    def _exchange(
        self, child: subprocess.Popen[bytes], order: bytes, deadline: float
    ) -> tuple[dict[str, Any], list[bytes]]:
        assert child.stdin and child.stdout  # noqa: S101, PT018
        send(child.stdin.fileno(), order, deadline)
        source, most = child.stdout.fileno(), self._limits.max_bytes
        reply = json.loads(receive(source, 2 * self._limits.text_bytes + 100_000, deadline))
        if not isinstance(reply, dict):
            raise TypeError
        attached: list[bytes] = []
        for _ in _texts(reply.get("attached")):
            attached.append(receive(source, most, deadline))
            most -= len(attached[-1])
        return reply, attached

    def _ended(self, child: subprocess.Popen[bytes], deadline: float) -> str:
        """Why the child said nothing, in words; it is gone after that."""
        is_late = time.monotonic() >= deadline
        if not is_late:
            child.wait(START)
        status = child.returncode
        self.close()
        if is_late or status == -signal.SIGPROF:
            return f"took longer than {self._limits.max_seconds:g} seconds"
        return "its parser broke down"


def _parsed(reply: dict[str, Any], attached: list[bytes]) -> Parsed:
    said = reply.get("metadata")
    fields = said if isinstance(said, dict) else {}
    values = (fields.get(name) for name in FIELDS)
    text = reply.get("text")
    return Parsed(
        text if isinstance(text, str) else "",
        Metadata(*(value if isinstance(value, str) else None for value in values)),
        tuple(_words(note) for note in _texts(reply.get("notes"))[:NOTES]),
        tuple(zip(map(_words, _texts(reply.get("attached"))), attached, strict=True)),
    )


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _words(value: object) -> str:
    return printable(str(value)[:WORDS])


def _number(value: object) -> float:
    return value if isinstance(value, (int, float)) else 0
