"""Mails: their text, what their head says, and the files attached to them. Runs in the child process only."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from importlib import import_module
from typing import TYPE_CHECKING

from db.errors import UnreadableSourceError
from seed.readers.articles import Metadata
from seed.readers.parser import Parsed
from seed.readers.text import Decoded, decode
from seed.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = read_table("files")["mails"]
PASSED_ON = re.compile(
    rf"(?i)\A(?:\s{{0,9}}(?:{'|'.join(WORDS['passed_on'])})\s?(?:\[[0-9]{{1,3}}\])?:){{1,9}}\s{{0,9}}"
)
OFFICE = re.compile(rf"(?i)\W{{1,3}}(?:{'|'.join(WORDS['offices'])})\b.{{0,60}}\Z")
HEADS = ("from", "subject", "date", "message-id")
SUFFIXES = {"text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf", "message/rfc822": ".eml"}


def read(data: bytes) -> Parsed:
    """The mail's text and what is attached. Raises UnreadableSourceError when it is no mail."""
    mail = message_from_bytes(data, policy=policy.default)
    if not isinstance(mail, EmailMessage) or not (mail.keys() and any(_header(mail, name) for name in HEADS)):
        raise UnreadableSourceError("no mail: it has no head")
    body = mail.get_body(("plain", "html"))
    attached = tuple(_attached(mail, body))
    text, notes = _text(body) if isinstance(body, EmailMessage) else Decoded("")
    if not text.strip() and not attached:
        raise UnreadableSourceError("a mail without text")
    return Parsed(text, _metadata(mail), (*notes, *_note_of_date(mail)), attached)


def _note_of_date(mail: EmailMessage) -> tuple[str, ...]:
    """What is said of a mail whose date is that of its being answered or passed on, not of what it holds."""
    is_unused = PASSED_ON.match(_header(mail, "subject")) and _day(_header(mail, "date"))
    return ("date of the mail not used: forwarded or answered",) if is_unused else ()


def _metadata(mail: EmailMessage) -> Metadata:
    """Subject and day. A sender is a hint at the publisher, unless the mail was passed on by somebody."""
    subject = _header(mail, "subject")
    passed_on = PASSED_ON.match(subject)
    return Metadata(
        title=subject[passed_on.end() :] if passed_on else subject or None,
        published=None if passed_on else _day(_header(mail, "date")),
        hint=None if passed_on else _sender(_header(mail, "from")),
    )


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail[name] or "").split())
    except Exception:  # the library's parsers of heads stumble over some
        return ""


def _day(written: str) -> str | None:
    """The day as the sender's clock had it."""
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _sender(written: str) -> str | None:
    """The sender's name without its office, or the address when there is none."""
    name, address = parseaddr(written)
    return OFFICE.sub("", name).strip() or address or None


def _text(part: EmailMessage) -> Decoded:
    content = _content(part)
    charset = part.get_content_charset()
    if part.get_content_type() != "text/html":
        text, notes = decode(content, charset) if content.strip() else Decoded("")
        return Decoded(_unflowed(text) if part.get_param("format") == "flowed" else text, notes)
    found: Parsed = import_module("seed.readers.web").read_page(content, charset)  # its library may be missing
    return Decoded(found.text, found.notes)


def _unflowed(text: str) -> str:
    """Lines that end in a blank go on in the next (RFC 3676)."""
    lines: list[str] = []
    goes_on = False
    for line in text.splitlines():
        own = line[1:] if line.startswith(" ") else line
        if goes_on:
            lines[-1] += own
        else:
            lines.append(own)
        goes_on = own.endswith(" ") and own != "-- "
    return "\n".join(lines)


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _attached(mail: EmailMessage, body: object) -> Iterator[tuple[str, bytes]]:
    """Files with their names; pictures that belong to the layout are left alone."""
    if not mail.is_multipart():
        return
    for number, part in enumerate(mail.iter_attachments(), 1):
        if part is body or not isinstance(part, EmailMessage):
            continue
        kind = part.get_content_type()
        is_layout = part.get_content_maintype() == "image" and (part["content-id"] or part.is_attachment() is False)
        if is_layout or kind == "application/pgp-signature":
            continue
        inner = part.get_payload(0) if kind == "message/rfc822" else None
        content = inner.as_bytes() if isinstance(inner, EmailMessage) else _content(part)
        yield part.get_filename() or f"attachment {number}{SUFFIXES.get(kind, '')}", content
