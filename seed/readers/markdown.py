"""Markdown: its front matter apart, its text as one reads it. Lines stay lines; code and tables stay as they are."""

from __future__ import annotations

import re
from types import MappingProxyType

from seed.readers.articles import Metadata
from seed.tables import read_table

FRONT = {"---": ("---", "..."), "+++": ("+++",)}  # YAML, TOML: how it begins, how it ends
FRONT_LINES = 200
KEY = re.compile(r"([A-Za-z_]{2,20})[ \t]{0,4}[:=][ \t]{0,4}(\S.{0,500})")
FIELDS = MappingProxyType({key: field for field, keys in read_table("files")["front_matter"].items() for key in keys})

HEADING = re.compile(r"(?m)^ {0,3}#{1,6}[ \t]{1,9}([^\n]*?)[ \t#]{0,20}$")
UNDERLINE = re.compile(r"(?m)^ {0,3}(?:={3,200}|-{3,200}|\*{3,200})[ \t]{0,9}$")
REFERENCE = re.compile(r"(?m)^ {0,3}\[[^\[\]\n]{1,100}\]:[ \t]{1,9}\S{1,2000}[^\n]{0,200}$")
QUOTED = re.compile(r"(?m)^ {0,3}(?:>[ \t]?){1,5}")
LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ \t]{1,9}\"[^\"\n]{0,200}\")?\)")
LINK_BY_NAME = re.compile(r"!?\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,100}\]")
STRONG = re.compile(r"(?<![\w*])\*\*(?=[^\s*])([^*\n]{1,500})\*\*|(?<![\w_])__(?=[^\s_])([^_\n]{1,500})__(?!\w)")
EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,500})\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_\n]{1,500})_(?![\w_])"
)
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain_markdown(text: str) -> tuple[str, Metadata]:
    """The text without its marks, links by their words alone; and what the front matter says."""
    metadata, body = _front_matter(text)
    for pattern in (UNDERLINE, REFERENCE, QUOTED):
        body = pattern.sub("", body)
    for pattern in (HEADING, LINK, LINK, LINK_BY_NAME):  # links twice: a picture may stand in one
        body = pattern.sub(r"\1", body)
    for pattern in (STRONG, EMPHASIS):
        body = pattern.sub(lambda match: match[1] or match[2], body)
    return ESCAPED.sub(r"\1", body), metadata


def _front_matter(text: str) -> tuple[Metadata, str]:
    """What stands between the first line and its like, `key: value` a line; nothing when it is not closed."""
    lines = text.splitlines(keepends=True)
    ends = FRONT.get(lines[0].rstrip()) if lines else None
    if not ends:
        return Metadata(), text
    close = next((n for n, line in enumerate(lines[1:FRONT_LINES], 1) if line.rstrip() in ends), None)
    if close is None:
        return Metadata(), text
    found: dict[str, str] = {}
    for line in lines[1:close]:
        match = KEY.match(line)
        name = FIELDS.get(match[1].casefold()) if match else None
        value = match[2].strip().strip("\"'").strip() if match else ""
        if name and value:
            found.setdefault(name, value)
    return Metadata(**found), "".join(lines[close + 1 :])
