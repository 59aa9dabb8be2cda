"""What readers give: decoded text, and what the file itself says beside its text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of its article, as it is written there; None where it says nothing.

    `hint` names or addresses somebody who may be the publisher, such as a mail's sender: it counts only where the
    lexicon knows an organisation of just that name.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    hint: str | None = None


FIELDS = ("title", "publisher", "published", "url", "hint")


@dataclass(frozen=True, slots=True)
class TextArticle:
    """One article's decoded text, not yet cleaned. `sha256` is that of the bytes read; `notes` say what was doubtful.

    Printable: `name`, `source` and `notes`.
    """

    name: str
    source: str
    sha256: str
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    notes: tuple[str, ...] = ()


def digest(data: bytes) -> str:
    """The sha256 of bytes read."""
    return hashlib.sha256(data).hexdigest()
