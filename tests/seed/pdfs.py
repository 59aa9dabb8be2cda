"""Small PDF files of our own making, for the tests of the reader."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[str, int, int, int]  # a line, its place from the left and from below, the size of its letters


def pdf(pages: Sequence[Sequence[Placed]], title: str | None = None, extra: str = "") -> bytes:
    """A PDF whose pages hold lines at places; `extra` goes into each page's content."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont "
                            b"/Helvetica /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for page in pages:
        drawn = "".join(f"BT /F1 {size} Tf {x} {y} Td ({_escaped(line)}) Tj ET\n" for line, x, y, size in page) + extra
        content = drawn.encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    made = b"(D:20200102030405Z)"
    objects.append(b"<< /Title (%s) /CreationDate %s >>" % (_escaped(title or "").encode("cp1252"), made))
    return _file(objects)


def paragraph(text: str, top: int, columns: int = 80, size: int = 11) -> list[Placed]:
    """The text set from `top` downwards in lines of about `columns` letters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > columns:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return [(line, 72, top - 14 * number, size) for number, line in enumerate(lines)]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, len(objects), len(out),
    )  # fmt: skip
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end
