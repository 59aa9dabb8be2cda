"""JSON that is exact for programs, and that no terminal obeys: a pipe may lead to one."""

from __future__ import annotations

import json
import re
from typing import Any

# Controls, noncharacters and what can't be seen (Unicode 15, chapters 5.21, 23.2 to 23.9): written as \u escapes.
UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ue000-\uf8ff\ufeff\uffa0\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "]"
)


def json_text(document: Any, is_ascii: bool, indent: int | None = None) -> str:
    """A document as JSON, all beyond ASCII escaped if it `is_ascii`. Reading it gives the document again."""
    return UNSEEN.sub(_escaped, json.dumps(document, ensure_ascii=is_ascii, indent=indent))


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
