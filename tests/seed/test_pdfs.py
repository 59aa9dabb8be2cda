"""PDF: lines become paragraphs again; what holds no text or can't be opened is told."""

from __future__ import annotations

import pytest
from opened_files import article_of, reason_of
from pdfs import paragraph, pdf
from pypdf import PdfReader, PdfWriter

from seed.readers.articles import Metadata
from seed.readers.paragraphs import Line, paragraphs
from seed.sources import Limits

LIMITS = Limits(200_000, 10)
FIRST = (
    "OSLO - FIFA and UNESCO today signed a memorandum of understanding on doping in sport, which will be in force for "
    "five years. It was signed by Ann Bell of FIFA. Both bodies called it a step that many had been waiting for."
)
SECOND = "The two bodies have worked side by side since they first met, and both will go on with all they began."
PAGE = [("Two bodies sign a memorandum", 72, 780, 16), ("6 May 2019", 72, 750, 11), *paragraph(FIRST, 720),
        *paragraph(SECOND, 640), ("What it says", 72, 590, 14), ("- exchange of information", 90, 560, 11),
        ("- training", 90, 546, 11)]  # fmt: skip


def test_paragraphs_headings_and_items_stand_on_lines_of_their_own() -> None:
    found = article_of("a.pdf", pdf([PAGE]), LIMITS)
    assert found.text.splitlines() == [
        "Two bodies sign a memorandum", "6 May 2019", FIRST, SECOND, "What it says", "- exchange of information",
        "- training",
    ]  # fmt: skip
    assert (found.metadata, found.notes) == (Metadata(), ())


def test_a_sentence_goes_on_over_pages_and_page_numbers_and_running_heads_go() -> None:
    names = ("Oslo", "Bonn", "Lima", "Kyiv")
    words = [f"This is the page on {name}, a text that ends in its middle, with words such as the" for name in names]
    pages = [
        [("Alder Bulletin", 72, 820, 9), (words[n], 72, 700, 11), ("second line of it.", 72, 686, 11),
         (f"Page {n + 1} of 5", 290, 20, 9)]
        for n in range(4)
    ]  # fmt: skip
    pages[1][1] = ("sentence that goes on here.", 72, 700, 11)
    pages[0].pop(2)
    text = article_of("a.pdf", pdf(pages), LIMITS).text
    assert f"{words[0]} sentence that goes on here." in text
    assert "Bulletin" not in text
    assert "of 5" not in text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["They spoke of coopera-", "tion again"], "They spoke of cooperation again"),
        (["law-enforcement and law-", "enforcement again"], "law-enforcement and law-enforcement again"),
        (["They met in Baden-", "Baden again today"], "They met in Baden- Baden again today"),
        (["A line that is as long as others", "and goes on."], "A line that is as long as others and goes on."),
        (["A line that is as long as others.", "Short"], "A line that is as long as others.\nShort"),
        (["Short", "A line that is as long as others"], "Short\nA line that is as long as others"),
        (["A line that is as long as others", "- an item"], "A line that is as long as others\n- an item"),
        (["The o\ufb03ce of the", "two"], "The office of the two"),
    ],
)
def test_lines_are_joined_where_the_margin_broke_them(lines: list[str], text: str) -> None:
    assert paragraphs([[Line(line) for line in lines]]) == text


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Two bodies sign a memorandum", "Two bodies sign a memorandum"),
        ("Microsoft Word - Two bodies sign.docx", None), ("Two_bodies_sign a memo today", None),
        ("Press release", None), ("Untitled document of the day", None),
    ],
)  # fmt: skip
def test_a_title_counts_unless_a_program_made_it_and_the_files_date_never(title: str, kept: str | None) -> None:
    assert article_of("a.pdf", pdf([PAGE], title), LIMITS).metadata == Metadata(title=kept)


def locked(password: str) -> bytes:
    import io

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([PAGE]))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_anyone_may_open_is_read_and_a_locked_one_is_not() -> None:
    assert FIRST in article_of("a.pdf", locked(""), LIMITS).text
    assert "encrypted" in reason_of("a.pdf", locked("secret"), LIMITS)


def test_pages_without_text_are_told() -> None:
    box = "100 100 200 200 re f\n"
    assert reason_of("a.pdf", pdf([[], []], extra=box), LIMITS) == "scanned pages without text"
    assert article_of("a.pdf", pdf([PAGE, []]), LIMITS).notes == ("1 of 2 pages hold no text",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\nand no more", "broken"),
        (pdf([PAGE])[:700], "broken"),
        (pdf([PAGE]).replace(b"/Pages 2 0 R", b"/Pages 1 0 R"), "PDF"),
        (pdf([]), "without pages"),
        (pdf([[(f"{n} " * 9, 72, 700, 11) for n in range(9_000)]]), "more text than it may"),
    ],
    ids=range(5),
)
def test_broken_files_are_told(data: bytes, words: str) -> None:
    assert words in reason_of("a.pdf", data, Limits(3_000_000, 10) if len(data) < 100_000 else Limits(300_000, 10))


def test_kinds_are_told_by_the_first_bytes() -> None:
    assert FIRST in article_of("a.txt", pdf([PAGE]), LIMITS).text
