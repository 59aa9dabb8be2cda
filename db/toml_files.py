"""TOML files of the person's own, read with limits; what is wrong in one is said with its file and line."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from db.files import read_small

if TYPE_CHECKING:
    from pathlib import Path

    from db.errors import OwnFileError

TOML = "tomllib" if sys.version_info >= (3, 11) else "tomli"
LARGEST = 2_000_000  # bytes
MOST_DOTS = 16  # on one line outside of strings; what a key of thousands of parts takes grows with their square

PLACE = re.compile(r" \(at (?:line ([0-9]+), column [0-9]+|end of document)\)$")
QUOTED_OR_REMARK = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*(?:"{3,5}|\Z)'
    r"|'''(?:[^']|'(?!''))*(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*"
)
ESCAPES = {'"': '\\"', "\\": "\\\\"}
ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
SURROGATES = re.compile("[\ud800-\udfff]")


class TomlText(NamedTuple):
    """The text of a file, its lines ending in `\\n`, and what it holds."""

    text: str
    table: dict[str, Any]


def read_bytes(path: Path, error: type[OwnFileError]) -> bytes:
    """The bytes of a file, none where there is no file. Raises `error` where it can't be read or is too large."""
    try:
        data = read_small(path, LARGEST) or b""
    except (OSError, ValueError) as reason:
        raise error(f"can't read {path} ({getattr(reason, 'strerror', None) or reason})") from reason
    if len(data) > LARGEST:
        raise error(f"{path} is larger than {LARGEST:,} bytes")
    return data


def toml_text(path: Path, data: bytes, error: type[OwnFileError]) -> TomlText:
    """What the bytes of a file hold. Raises `error`, which names the file and the line."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as reason:
        raise wrong(error, path, data.count(b"\n", 0, reason.start) + 1, "is not UTF-8") from reason
    bare = QUOTED_OR_REMARK.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(bare.split("\n"), start=1):
        if line.count(".") > MOST_DOTS:
            raise wrong(error, path, number, "too many dots outside of quotation marks")
    try:
        return TomlText(text, import_module(TOML).loads(text))
    except RecursionError as reason:
        raise wrong(error, path, None, "is nested too deeply") from reason
    except ValueError as reason:
        place = PLACE.search(str(reason))
        line_number = int(place[1] or text.rstrip().count("\n") + 1) if place else None
        raise wrong(error, path, line_number, PLACE.sub("", str(reason))) from reason


def wrong(error: type[OwnFileError], path: Path, line: int | None, what: str) -> OwnFileError:
    """The error that says what is wrong, and where."""
    return error(f"{path}{f', line {line}' if line else ''}: {what}")


def toml_string(text: str) -> str:
    """A text as a basic string of TOML 1.0 on one line; what UTF-8 can't hold becomes U+FFFD."""
    escaped = ESCAPED.sub(lambda found: ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}"), text)
    return f'"{SURROGATES.sub(chr(0xFFFD), escaped)}"'
