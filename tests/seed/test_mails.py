"""Mails: text before its twin in HTML, what the head says, and what is attached."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from opened_files import article_of, open_bytes, reason_of
from pdfs import paragraph, pdf
from stages import LEXICON

from seed.pipeline import read_article
from seed.readers.articles import Metadata, TextArticle
from seed.sources import UNKNOWN_KIND, Limits, Skipped

LIMITS = Limits(200_000, 10)
NEWS = "FIFA and UNESCO signed a memorandum of understanding on doping on Tuesday in Oslo."
MORE = "They will meet again soon, they said. " * 5


def mail(text: str | None = NEWS, **heads: str) -> EmailMessage:
    made = EmailMessage()
    standard = {
        "From": "FIFA Media Office <media@fifa.example>",
        "Subject": "Two bodies sign",
        "Date": "Thu, 9 May 2019 23:30:00 -0500",
    }
    for name, value in (standard | heads).items():
        made[name] = value
    if text is not None:
        made.set_content(text)
    return made


def test_text_subject_and_day_and_a_hint_at_the_publisher() -> None:
    found = article_of("a.eml", mail().as_bytes(), LIMITS)
    assert found.text.strip() == NEWS
    assert found.metadata == Metadata("Two bodies sign", None, "2019-05-09", None, "FIFA")
    findings = read_article(found, LEXICON)
    assert (findings.title, findings.publisher, findings.published) == ("Two bodies sign", "FIFA", "2019-05-09")
    assert [claim.value for claim in findings.reports[0].claims if claim.attribute == "date"] == ["2019-05-07"]


@pytest.mark.parametrize(
    ("sender", "publisher"),
    [
        ("UNESCO <x@mail.example>", "UNESCO"), ("media@unesco.org", "UNESCO"), ("<info@mail.unesco.int>", "UNESCO"),
        ("Ann Bell <ann@unesco.org>", None), ("Friends of UNESCO <x@y.example>", None),
        ("ann@unesco.org.example", None),
        ("UNESCO – Press Service <x@mail.example>", "UNESCO"),
    ],
)  # fmt: skip
def test_a_sender_is_a_publisher_only_when_it_is_a_known_organisation(sender: str, publisher: str | None) -> None:
    assert read_article(article_of("a.eml", mail(From=sender).as_bytes(), LIMITS), LEXICON).publisher == publisher


@pytest.mark.parametrize("subject", ["Fwd: Two bodies sign", "AW: WG: Two bodies sign", "RE[2]: Two bodies sign"])
def test_who_passes_a_mail_on_is_no_publisher_and_its_day_is_not_that_of_the_news(subject: str) -> None:
    said = article_of("a.eml", mail(Subject=subject).as_bytes(), LIMITS).metadata
    assert said == Metadata("Two bodies sign")
    note = "date of the mail not used: forwarded or answered"
    assert note in article_of("a.eml", mail(Subject=subject).as_bytes(), LIMITS).notes
    assert note not in article_of("a.eml", mail().as_bytes(), LIMITS).notes


def test_heads_in_other_alphabets_and_broken_ones_are_read_as_can_be() -> None:
    data = b"Subject: =?utf-8?q?Deux_corps_ont_sign=C3=A9?=\nDate: someday\nFrom: @@\n\n" + NEWS.encode()
    assert article_of("a.eml", data, LIMITS).metadata.title == "Deux corps ont signé"
    assert article_of("a.eml", data, LIMITS).metadata.published is None


def test_of_text_and_html_the_text_is_read_and_html_alone_as_a_page() -> None:
    page = f"<html><body><article><p>{NEWS}</p><p>{MORE}</p></article></body></html>"
    both = mail()
    both.add_alternative(page.replace("Tuesday", "Friday"), subtype="html")
    assert article_of("a.eml", both.as_bytes(), LIMITS).text.strip() == NEWS
    alone = mail(None)
    alone.set_content(page, subtype="html")
    assert article_of("a.eml", alone.as_bytes(), LIMITS).text.splitlines()[0] == NEWS


def test_charsets_hold_or_are_marked() -> None:
    head = "Subject: x\nContent-Type: text/plain; charset={}\nContent-Transfer-Encoding: 8bit\n\n"
    data = head.format("koi8-r").encode() + "ФИФА подписала".encode("koi8-r")
    assert article_of("a.eml", data, LIMITS).text.strip() == "ФИФА подписала"
    wrong = head.format("us-ascii").encode() + "Coopération signée".encode("cp1252")
    found = article_of("a.eml", wrong, LIMITS)
    assert found.text.strip() == "Coopération signée"
    assert "Windows-1252" in found.notes[0]


def test_flowed_lines_are_joined() -> None:
    data = b"Subject: x\nContent-Type: text/plain; format=flowed\n\nFIFA and \nUNESCO met.\nThey \n left.\n-- \nAnn"
    assert article_of("a.eml", data, LIMITS).text.strip() == "FIFA and UNESCO met.\nThey left.\n-- \nAnn"


def test_attached_files_are_articles_of_their_own_or_told() -> None:
    made = mail()
    made.add_attachment(pdf([paragraph(NEWS, 700)]), maintype="application", subtype="pdf", filename="release.pdf")
    made.add_attachment(b"PK\3\4", maintype="application", subtype="zip", filename="photos\x1b[31m.zip")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", disposition="inline", cid="<logo>")
    made.add_attachment(mail("Another text.", Subject="Inner"))
    found = open_bytes("a.eml", made.as_bytes(), LIMITS)
    texts = [(item.source, item.text.strip()) for item in found if isinstance(item, TextArticle)]
    assert texts == [
        ("in/a.eml", NEWS), ("in/a.eml#release.pdf", NEWS), ("in/a.eml#attachment 4.eml", "Another text."),
    ]  # fmt: skip
    (skipped,) = [item for item in found if isinstance(item, Skipped)]
    assert skipped.reason == UNKNOWN_KIND
    assert skipped.source.isprintable()
    assert len({item.sha256 for item in found if isinstance(item, TextArticle)}) == 3


def test_mails_within_mails_end() -> None:
    made = mail()
    for number in range(6):
        outer = mail(f"Level {number}.")
        outer.add_attachment(made)
        made = outer
    found = open_bytes("a.eml", made.as_bytes(), LIMITS)
    assert [item.text.strip() for item in found if isinstance(item, TextArticle)] == [
        f"Level {n}." for n in (5, 4, 3, 2)
    ]
    assert [item.reason for item in found if isinstance(item, Skipped)] == ["mails within mails, too deep"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no head, only text", "no mail"),
        (b"\x00\x01\x02" * 99, "no mail"),
        (b"Subject: x\n\n", "a mail without text"),
        (b"Subject: x\nContent-Type: text/plain\n\n\x00\x01", "binary"),
    ],
    ids=range(4),
)
def test_what_is_no_mail_is_told(data: bytes, words: str) -> None:
    assert words in reason_of("a.eml", data, LIMITS)


def test_parts_within_parts_without_end_are_told() -> None:
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number) for number in range(3_000)
    )
    (item,) = open_bytes("a.eml", b"Subject: x\n" + parts, LIMITS)
    assert isinstance(item, Skipped)
