"""What a person sees when something goes wrong: one line on standard error, and the right exit status."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from db.errors import ExplorerError
from db.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    import click

INTERRUPTED = 130
UNFORESEEN = 70  # EX_SOFTWARE and EX_IOERR of sysexits.h: no answer, neither found nor not
NOT_PRINTED = 74


def run(command: Callable[[], object]) -> int:
    """Runs `command` and gives the exit status: its own number, or that of the error it raised, told in one line.

    With EXPLORER_DEBUG set, what nobody foresaw comes with its traceback.
    """
    is_heard = sys.stdout is not None
    _mend_streams()
    output = sys.stdout
    try:
        status = command()
        sys.stdout.flush()
        if not is_heard:
            return NOT_PRINTED
        return status if isinstance(status, int) else 0
    except ExplorerError as error:
        complain(str(error))
        return error.exit_status
    except KeyboardInterrupt as stopped:
        complain(str(stopped) or "stopped")
        return INTERRUPTED
    except BrokenPipeError:
        _silence_output()
        return NOT_PRINTED
    except SystemExit:
        if sys.stdout is output:
            raise
        sys.stdout = output  # click had put another in its place: nobody reads what it prints
        _silence_output()
        return NOT_PRINTED
    except OSError as error:
        complain(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        _silence_output()
        return NOT_PRINTED
    except Exception as error:
        status = _told_by_click(error)
        if status is not None:
            return status
        if os.environ.get("EXPLORER_DEBUG"):
            raise
        complain(f"an error that should not be: {type(error).__name__}: {error}; EXPLORER_DEBUG=1 shows where")
        return UNFORESEEN


def complain(message: str) -> None:
    """One clean line on standard error."""
    import click

    click.echo(f"explorer: {printable(message)}", err=True)


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


def _mend_streams() -> None:
    """Streams that were closed swallow what is written; what an encoding lacks is written as an escape."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _silence_output() -> None:
    """Keeps Python from failing once more when it flushes at exit."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):
        return
