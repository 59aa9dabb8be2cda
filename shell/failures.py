"""What a person sees when something goes wrong: one line on standard error, and the right exit status."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from db.errors import ExplorerError
from shell.streams import opened_streams, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    import click

    from shell.streams import Streams

INTERRUPTED = 130
UNFORESEEN = 70  # EX_SOFTWARE and EX_IOERR of sysexits.h: no answer, neither found nor not
NOT_PRINTED = 74


def run(command: Callable[[], object]) -> int:
    """Runs `command` and gives the exit status: its own number, or that of the error it raised, told in one line.

    It is 0 only if all that was to be printed has been. With EXPLORER_DEBUG set, what nobody foresaw comes with where
    it happened.
    """
    streams = opened_streams()
    if streams.errors:
        _hear_others()
    status = _told(lambda: _status(command()), streams)
    flushed = _told(_flushed, streams)
    if streams.output and streams.output.error:
        _explain(streams.output.error)
        return NOT_PRINTED
    if streams.errors and streams.errors.error:
        return status or NOT_PRINTED
    return status or flushed


def complain(message: str) -> None:
    """One clean line on standard error."""
    tell(f"explorer: {message}")


def _told(command: Callable[[], int], streams: Streams) -> int:
    """The exit status of `command`, or of the error that it raised, told in one line."""
    try:
        return command()
    except ExplorerError as error:
        complain(str(error))
        return error.exit_status
    except KeyboardInterrupt as stopped:
        complain(str(stopped) or "stopped")
        return INTERRUPTED
    except SystemExit as left:
        return _status(left.code)
    except OSError as error:
        if not streams.output or error is not streams.output.error:
            complain(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return NOT_PRINTED
    except Exception as error:
        status = _told_by_click(error)
        if status is None:
            _tell_unforeseen(error)
            return UNFORESEEN
        return status


def _status(given: object) -> int:
    """What a command gave as exit status: a number, else that all is well."""
    return given if isinstance(given, int) else 0


def _flushed() -> int:
    sys.stdout.flush()
    return 0


def _explain(error: OSError) -> None:
    """Says that part of an answer is lacking; a reader that has left wants to hear nothing."""
    if not isinstance(error, BrokenPipeError):
        complain(f"not all that was to be printed could be: standard output: {error.strerror or error}")


def _tell_unforeseen(error: BaseException) -> None:
    complain(f"an error that should not be: {type(error).__name__}: {error}; EXPLORER_DEBUG=1 shows where")
    show_where(error)


def show_where(error: BaseException) -> None:
    """The traceback, for a person who asked for it: each line clean, as it may hold text from outside."""
    if os.environ.get("EXPLORER_DEBUG"):
        import traceback

        for part in traceback.format_exception(type(error), error, error.__traceback__):
            for line in part.splitlines():
                tell(line)


def _hear_others() -> None:
    """Errors in other threads, and in what Python throws away, are told like those of a command."""
    import threading

    def hear(found: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
        with suppress(Exception):  # at the very end nothing may be left to tell it with
            if found.exc_value is not None and not isinstance(found.exc_value, SystemExit):
                _tell_unforeseen(found.exc_value)

    threading.excepthook = sys.unraisablehook = hear


def _told_by_click(error: Exception) -> int | None:
    """The exit status of what click raises, told in one line; None of anything else."""
    import click

    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        complain(_with_hint(error))
        return error.exit_code
    if isinstance(error, click.Abort):
        complain(str(error) or "stopped")
        return INTERRUPTED
    return None


def _with_hint(error: click.ClickException) -> str:
    message = error.format_message()
    context = getattr(error, "ctx", None)
    return f"{message.rstrip('.')}; see: {context.command_path} --help" if context else message
