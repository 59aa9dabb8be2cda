"""What the bytes that a program sent to its terminal ask for, as far as it has to be taken back."""

from __future__ import annotations

import re

ON_AT_FIRST = {"7", "25"}  # lines wrap, the cursor is shown; every other mode is off
ANY_COLOUR = re.compile(rb"[349][0-9]|10[0-7]")


def colours(sent: bytes) -> set[bytes]:
    """The codes of colours, the default ones too."""
    codes = [code for codes in re.findall(rb"\x1b\[([0-9;:]*)m", sent) for code in re.split(rb"[;:]", codes)]
    return {code for code in codes if ANY_COLOUR.fullmatch(code)}


def left_behind(sent: bytes) -> set[str]:
    """What the terminal is left with that it did not have before, in words for a failing test."""
    return {*_modes(sent), *_keys(sent), *_looks(sent)}


def modes_taken(sent: bytes) -> set[str]:
    """What of it was ever not as it was before: private modes, and keys of kitty's kind."""
    taken = {
        f"mode {number}"
        for numbers, verb in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", sent)
        for number in numbers.decode().split(";")
        if (verb == b"h") != (number in ON_AT_FIRST)
    }
    return taken | ({"kitty keys"} if re.search(rb"\x1b\[>[0-9]*u", sent) else set())


def _modes(sent: bytes) -> set[str]:
    """Private modes that are not as they were: mouse, paste, focus, other screen, wrap, cursor, frames, sizes."""
    now: dict[str, bool] = {}
    for numbers, verb in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", sent):
        now.update(dict.fromkeys(numbers.decode().split(";"), verb == b"h"))
    return {f"mode {number}" for number, is_on in now.items() if is_on != (number in ON_AT_FIRST)}


def _keys(sent: bytes) -> set[str]:
    """Keys of kitty's kind, which each of the two screens has for itself; xterm's other keys; the keypad."""
    asked: dict[bool, int] = {True: 0, False: 0}
    is_other_screen = False
    for switch, kitty in re.findall(rb"\x1b\[\?1049([hl])|\x1b\[([<>])[0-9]*u", sent):
        is_other_screen = switch == b"h" if switch else is_other_screen
        asked[is_other_screen] = max(0, asked[is_other_screen] + {b">": 1, b"<": -1}.get(kitty, 0))
    left = {"kitty keys"} if any(asked.values()) else set()
    left |= {"other keys" for value in re.findall(rb"\x1b\[>4;?([0-9]*)m", sent)[-1:] if value not in {b"", b"0"}}
    return left | {"keypad" for value in re.findall(rb"\x1b([=>])", sent)[-1:] if value == b"="}


def _looks(sent: bytes) -> set[str]:
    """The style of what is written next, the shape of the cursor, the region that scrolls, the set of characters."""
    last = {
        "style": (re.findall(rb"\x1b\[([0-9;:]*)m", sent), {b"", b"0"}),
        "cursor": (re.findall(rb"\x1b\[([0-9]*) q", sent), {b"", b"0"}),
        "region": (re.findall(rb"\x1b\[([0-9;]*)r", sent), {b""}),
        "characters": (re.findall(rb"\x1b\((.)", sent), {b"B"}),
        "frames": (re.findall(rb"\x1b\[\?2026([hl])", sent), {b"l"}),
    }
    return {name for name, (codes, harmless) in last.items() if codes and codes[-1] not in harmless}
