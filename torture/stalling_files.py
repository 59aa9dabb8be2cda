"""Files made to stall, flood or mislead whoever reads them, by name; each is small enough to be made anew each time."""

from __future__ import annotations

import base64
import gzip
import json
import random
import zlib
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

KINDS = ("page", "paper", "mail", "packed", "records", "text")
HONEST = b"FIFA and UNESCO signed a memorandum of understanding on 5 May 2020 in Paris. This is number %d."
SECRET = "TOP-SECRET-OF-ANOTHER-FILE"
DEEP, MANY = 100_000, 50_000
NOISE = 3  # the seed of files that consist of it


def files(secret: str, kinds: Collection[str] = KINDS) -> dict[str, bytes]:
    """Those of some kinds, by names that begin with it. `secret` is the path of a file that some try to draw in."""
    makers: dict[str, Callable[[], dict[str, bytes]]]
    makers = {"page": partial(_pages, secret), "paper": _papers, "mail": _mails, "packed": _packed}
    makers |= {"records": _records, "text": _texts}
    return {name: data for kind in kinds for name, data in makers[kind]().items()}


def _pages(secret: str) -> dict[str, bytes]:
    """Web pages, and what passes for one: nested, unclosed, expanding, pointing elsewhere."""
    formatting = "".join(f"<b {n}>" for n in range(3_000)) + "".join(f"<i {n}>" for n in range(3_000)) + "x</b>" * 3_000
    pages = {
        "nested": "<div>" * DEEP + "x",
        "nested-and-closed": "<div>" * 20_000 + "x" + "</div>" * 20_000,
        "less-than": "<" * DEEP,
        "closings": "</" * MANY,
        "declarations": "<!" * MANY,
        "comments": "<!--" * MANY,
        "sections": "<![CDATA[" * 20_000,
        "instructions": "<?" * MANY,
        "open-tags": "<a " * MANY,
        "attributes": "<a " + " ".join(f"a{n}=1" for n in range(DEEP)) + ">x",
        "one-attribute": '<a title="' + "x" * 5_000_000 + '">x',
        "ampersands": "&" * 300_000,
        "references": "&#x10ffff;&#0;&#xd800;&bogus;" * 30_000,
        "formatting": formatting,
        "tables": "<table>" * 5_000 + "x",
        "table-cells": "<table><tr><td>" * 20_000,
        "selects": "<select><option>" * 20_000,
        "noughts": "<p>a\0b\x1b]0;x\x07c</p>" * 5_000,
        "charset": '<meta charset="utf-7"><p>+ADw-script+AD4-',
        "charset-unknown": '<meta charset="' + "x" * 5_000 + '"><p>x',
        "styles": "<style>" + "a{" * DEEP,
        "scripts": "<script>" + "<!--<script>" * 20_000,
        "paragraphs": "<p>" * 300_000,
        "frames": f'<iframe src="file://{secret}"></iframe><object data="{secret}"></object>x',
        "refresh": f'<meta http-equiv="refresh" content="0;url=file://{secret}"><base href="file:///">x',
    }
    laughs = "".join(f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10}">' for n in range(1, 10))
    head = '<?xml version="1.0"?><!DOCTYPE html ['
    markup = {
        "laughs": f'{head}<!ENTITY a "aaaaaaaaaa">{laughs}]><html><body>&j;</body></html>',
        "quadratic": f'{head}<!ENTITY a "{"A" * MANY}">]><html><body>{"&a;" * 5_000}</body></html>',
        "external": f'{head}<!ENTITY x SYSTEM "file://{secret}">]><html><body>&x;</body></html>',
        "parameter": f'{head}<!ENTITY % x SYSTEM "file://{secret}"> %x;]><html><body>x</body></html>',
        "definition": f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "file://{secret}"><html><body>x</body></html>',
        "nested": '<?xml version="1.0"?>' + "<a>" * DEEP + "</a>" * DEEP,
        "spaces-of-names": '<?xml version="1.0"?><html '
        + " ".join(f'xmlns:a{n}="b{n}"' for n in range(20_000))
        + ">x</html>",
    }
    made = {f"page-{name}.html": f"<!doctype html>{text}" for name, text in pages.items()}
    made |= {f"page-{name}.xhtml": text for name, text in markup.items()}
    return {name: text.encode() for name, text in made.items()}


def _papers() -> dict[str, bytes]:
    """PDF files: bombs, circles, lies about their size, torn ones."""
    said = b"BT /F1 12 Tf 10 10 Td (hello) Tj ET\n"
    plain = _pdf(_stream(zlib.compress(said)))
    bomb = zlib.compressobj(9)
    zeros = b"".join(bomb.compress(bytes(1_000_000)) for _ in range(200)) + bomb.flush()
    many = b"BT /F1 12 Tf 10 10 Td " + b"(a) Tj " * 300_000 + b"ET"
    noise = random.Random(NOISE).randbytes(200_000)
    return {
        "paper-plain.pdf": plain,
        "paper-spaces.pdf": _pdf(_stream(zlib.compress(said + b" " * 100_000_000, 9))),
        "paper-bomb.pdf": _pdf(_stream(zlib.compress(zeros, 9), b"[/FlateDecode /FlateDecode]")),
        "paper-operators.pdf": _pdf(_stream(zlib.compress(many, 9))),
        "paper-arrays.pdf": _pdf(_stream(zlib.compress(b"[" * MANY + b"]" * MANY))),
        "paper-circle.pdf": _pdf(_stream(zlib.compress(said)), kids=b"2 0 R 3 0 R", count=2),
        "paper-one-page-often.pdf": _pdf(_stream(zlib.compress(said)), kids=b"3 0 R " * 50_000, count=50_000),
        "paper-claims.pdf": _pdf(_stream(zlib.compress(said)), count=2_000_000_000),
        "paper-torn.pdf": plain[:200],
        "paper-noise.pdf": b"%PDF-1.7\n" + noise,
        "paper-escape.pdf": _pdf(_stream(zlib.compress(b"BT /F1 9 Tf 9 9 Td (\033]52;c;UFdO\007A\2331m) Tj ET"))),
        "paper-table-far.pdf": plain.replace(b"startxref\n", b"startxref\n99999999999"),
        "paper-length.pdf": plain.replace(b"/Length ", b"/Length 999999999"),
        "paper-filters.pdf": _pdf(_stream(zlib.compress(said), b"[" + b"/ASCIIHexDecode " * 2_000 + b"]")),
        "paper-names.pdf": b"%PDF-1.5\n" + b"1 0 obj\n<<" + b"/A" * DEEP + b">>\nendobj\n",
    }


def _pdf(content: bytes, kids: bytes = b"3 0 R", count: int = 1) -> bytes:
    """A PDF of one page with this stream; `kids` and `count` are what its tree of pages says."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
    page += b"/Resources << /Font << /F1 5 0 R >> >> >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), page, content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )  # fmt: skip
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


def _stream(data: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    return b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(data), filters, data)


def _mails() -> dict[str, bytes]:
    """Mails: within one another, of many parts, with heads that never end."""
    head = b"From: a@b.org\nSubject: x\nMIME-Version: 1.0\n"
    parts = b"Content-Type: multipart/mixed; boundary=x\n\n"
    within = head + b"Content-Type: text/plain\n\nx\n"
    for _ in range(30):
        within = head + b"Content-Type: message/rfc822\n\n" + within
    nested = head
    for number in range(200):
        nested += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
    coded = base64.encodebytes(b"word " * 400_000)
    return {
        "mail-within.eml": within,
        "mail-nested.eml": nested,
        "mail-parts.eml": head + parts + b"--x\n\na\n" * 20_000 + b"--x--\n",
        "mail-unclosed.eml": head + parts + b"--x\nContent-Type: text/plain\n\nword\n" * 3,
        "mail-heads.eml": b"X: y\n" * 200_000 + b"\nx",
        "mail-folded.eml": b"Subject: a\n" + b" b\n" * 200_000 + b"\nx",
        "mail-words.eml": b"Subject: " + b"=?utf-8?B?eA==?= " * 20_000 + b"\n\nx",
        "mail-addresses.eml": b"From: " + b"a@b.org, " * 50_000 + b"\n\nx",
        "mail-brackets.eml": b"From: " + b"(" * 20_000 + b"a@b.org\n\nx",
        "mail-date.eml": b"Date: " + b"1" * 100_000 + b"\nSubject: x\n\nx",
        "mail-charset.eml": head + b"Content-Type: text/plain; charset=" + b"x" * 10_000 + b"\n\nx",
        "mail-coded.eml": head + b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + coded,
        "mail-page.eml": head + b"Content-Type: text/html\n\n" + b"<div>" * 50_000,
        "mail-attached.eml": head + parts + b"".join(
            b'--x\nContent-Disposition: attachment; filename="../../../tmp/%d.txt"\n\nword\n' % n for n in range(500)
        ) + b"--x--\n",
        "mail-none.eml": b"\xff\xfe" * 1_000,
    }  # fmt: skip


def _packed() -> dict[str, bytes]:
    """Compressed files: bombs, torn ones, one within another."""
    good = gzip.compress(HONEST % 0, mtime=0)
    return {
        "packed-bomb.txt.gz": gzip.compress(bytes(300_000_000), 9, mtime=0),
        "packed-page.html.gz": gzip.compress(b"<!doctype html>" + b"<p>x" * 4_000_000, mtime=0),
        "packed-torn.txt.gz": good[:-9],
        "packed-sum.txt.gz": good[:-8] + b"\0" * 8,
        "packed-twice.txt.gz": gzip.compress(good, mtime=0),
        "packed-many.txt.gz": good * 20_000,
        "packed-noise.txt.gz": b"\x1f\x8b\x08" + random.Random(NOISE).randbytes(5_000),
    }


def _records() -> dict[str, bytes]:
    """JSON Lines: nested, of one endless line, of numbers and letters that JSON has and text has not."""
    return {
        "records-nested.jsonl": b"[" * DEEP + b"\n" + b'{"a":' * DEEP + b"\n",
        "records-endless.jsonl": b'{"text": "' + b"word " * 4_500_000,
        "records-numbers.jsonl": b'{"text": ' + b"9" * 200_000 + b"}\n" + b'{"text": 1e999999999}\n',
        "records-surrogates.jsonl": b'{"text": "\\ud800 signed \\udfff", "title": "\\ud800"}\n' * 50,
        "records-kinds.jsonl": b'{"text": ["a"], "title": {"b": 1}, "published": 5}\n[]\nnull\ntrue\n"x"\n{}\n',
        "records-broken.jsonl": b'{"text": "a"\n' * 5_000,
        "records-twice.jsonl": b'{"text": "one", "text": "two", "TEXT": "three"}\n',
        "records-noughts.jsonl": json.dumps({"text": "\0\x1b[2J\x9b" * 500, "published": "\0"}).encode() + b"\n",
    }


def _texts() -> dict[str, bytes]:
    """Text and Markdown: of no encoding, of one line, of signs that nest."""
    dice = random.Random(NOISE)
    return {
        "text-noise.txt": bytes(dice.choice(range(1, 256)) for _ in range(100_000)),
        "text-noughts.txt": b"word\0" * 50_000,
        "text-utf16.txt": b"\xff\xfe" + ("signed " * 2_000).encode("utf-16-le") + b"\x00\xd8",
        "text-line.txt": b"word " * 900_000,
        "text-marks.txt": ("e" + "\u0301" * 200_000).encode(),
        "text-huge.txt": b"a" * 25_000_000,
        "text-brackets.md": b"[" * MANY + b"](" * MANY,
        "text-quotes.md": b">" * DEEP + b"x",
        "text-table.md": b"|a" * DEEP + b"\n" + b"|-" * DEEP,
        "text-stars.md": b"**a* _b" * 20_000,
        "text-head.md": b"---\n" + b"a: &a [*a]\n" * 20_000 + b"---\nx",
        "text-magic.txt": b"MZ" + bytes(500),
    }
