"""Standard output and standard error as the commands write to them: clean lines, and what could not be written is
known at the end."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, NamedTuple, TextIO

from db.printable import printable

if TYPE_CHECKING:
    from typing_extensions import Buffer

LONGEST = 600  # characters of a line on standard error
ENDING = 200  # of them, those of the end: what to do stands there
CLOSED = "it is closed"


class Outlet(FileIO):
    """A descriptor to write to that keeps the error it met, after which nothing more is written.

    One that `is_needed` raises it, the first time. One that was not `is_open` when the program began fails when it is
    written to; others, if it is not needed, are silent.
    """

    def __init__(self, descriptor: int, is_open: bool, is_needed: bool) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self.error: OSError | None = None
        self._is_open, self._is_needed = is_open, is_needed

    def write(self, data: Buffer, /) -> int:
        """Writes some of `data`, waiting where the descriptor does not; how many bytes are done with."""
        if self.error is None and (self._is_open or self._is_needed):
            try:
                return self._written(data)
            except OSError as error:
                self.error = error
                if self._is_needed:
                    raise
        return memoryview(data).nbytes

    def _written(self, data: Buffer) -> int:
        if not self._is_open:
            raise OSError(CLOSED)
        while (
            written := super().write(data)
        ) is None:  # another program made the terminal or pipe one that never waits
            import select

            select.select([], [self.fileno()], [])
        return written


class Streams(NamedTuple):
    """The two outlets; None for a stream that is another program's, such as one of a test."""

    output: Outlet | None
    errors: Outlet | None


def opened_streams() -> Streams:
    """Puts outlets below `sys.stdout` and `sys.stderr`. Descriptors that were closed lead nowhere from now on, so that
    no file that is opened later takes their place."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is not None and hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="backslashreplace")
    output = errors = None
    if sys.stdout is sys.__stdout__:
        output = Outlet(1, sys.stdout is not None, is_needed=True)
        sys.stdout = _text(output, sys.stdout)
    if sys.stderr is sys.__stderr__:
        errors = Outlet(2, sys.stderr is not None, is_needed=False)
        sys.stderr = _text(errors, sys.stderr)
    return Streams(output, errors)


def tell(line: str) -> None:
    """One clean line of reasonable length on standard error, after what standard output has so far."""
    with suppress(OSError):  # which the outlet keeps
        sys.stdout.flush()
    sys.stderr.write(f"{encodable(shortened(printable(line)), sys.stderr)}\n")
    sys.stderr.flush()


def shortened(line: str) -> str:
    """`line`, or its beginning and its end where it is too long for a person."""
    return line if len(line) <= LONGEST else f"{line[: LONGEST - ENDING]} … {line[-ENDING:]}"


def encodable(text: str, stream: TextIO) -> str:
    """`text` in characters that the encoding of a stream has: on a terminal folded, elsewhere as escapes."""
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        if stream.isatty():
            from tui.terminal import Glyphs, folded

            text = folded(text, Glyphs.ASCII)
        return text.encode(encoding, "backslashreplace").decode(encoding)
    return text


def _text(outlet: Outlet, before: TextIO | None) -> TextIOWrapper:
    """A text stream over an outlet, in the encoding of the one before; a terminal gets each line as it ends."""
    encoding = before.encoding if before is not None else "utf-8"
    is_terminal = outlet.isatty()
    return TextIOWrapper(BufferedWriter(outlet), encoding, "backslashreplace", line_buffering=is_terminal)
