"""Web pages: the article without what stands around it, and what the page says of it."""

from __future__ import annotations

import pytest
from opened_files import LIMITS, article_of, open_bytes, reason_of

from seed.readers.articles import Metadata
from seed.sources import Limits

LEAD = (
    "OSLO – FIFA and UNESCO today signed a <b>memorandum of understanding</b> on <a href='/d'>doping</a> in sport, "
    "which both of them called a step that many have waited for, and which will be in force for five years."
)
REST = "The two bodies have worked side by side since they first met, and both will go on with all that they began."
JSON_LD = '<script type="application/ld+json">'
NAVIGATION = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/n'>All the news</a></li></ul></nav>"
FOOTER = "<footer><p>© 2031 FIFA. All rights reserved. <a href='/c'>Contact</a></p></footer>"


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{NAVIGATION}{body}{FOOTER}</body></html>".encode()


def lines(data: bytes) -> list[str]:
    return [line for line in article_of("a.html", data).text.splitlines() if line]


def said(head: str, body: str = f"<article><h1>Two bodies sign a memorandum</h1><p>{LEAD}</p></article>") -> Metadata:
    return article_of("a.html", page(body, head)).metadata


def test_paragraphs_headings_items_and_captions_stand_on_lines_of_their_own() -> None:
    body = (
        f"<article><h1>Two bodies sign a memorandum</h1><p>{LEAD}</p><figure><img src='p.jpg'><figcaption>Ann Bell and "
        f"Carl Dee sign the memorandum in Oslo</figcaption></figure><h2>What it says</h2><ul><li>exchange of "
        f"information</li><li>training</li></ul><p>{REST}<br>They wait.</p></article>"
    )
    plain = LEAD.replace("<b>", "").replace("</b>", "").replace("<a href='/d'>", "").replace("</a>", "")
    assert lines(page(body)) == [
        "Two bodies sign a memorandum", plain, "Ann Bell and Carl Dee sign the memorandum in Oslo", "What it says",
        "- exchange of information", "- training", REST, "They wait.",
    ]  # fmt: skip


def test_the_heading_and_the_date_beside_it_are_kept_and_the_dates_of_other_news_are_not() -> None:
    body = (
        "<div><div><h1>Two bodies sign a memorandum</h1></div><div class='when'>6 May 2019</div>"
        f"<div class='text'><p>{LEAD}</p><p>{REST}</p></div></div>"
        "<aside><ul><li><a href='/o'>Others sign too</a> <span>1 March 2001</span></li></ul></aside>"
    )
    found = lines(page(body))
    assert found[:2] == ["Two bodies sign a memorandum", "6 May 2019"]
    assert not [line for line in found if "2001" in line or "2031" in line or "Home" in line]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<meta property='article:published_time' content='2019-05-06T22:00:00Z'>", "2019-05-06T22:00:00Z"),
        ("<meta name='DC.date.issued' content='2019-05-06'>", "2019-05-06"),
        ("<meta name=date content='6 May 2019'>", "6 May 2019"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2019-05-06"}]}</script>', "2019-05-06"),
        ('<script type="application/ld+json">{"datePublished": </script>', None),
        ("<meta property='article:modified_time' content='2019-05-06'>", None),
        ("<meta name='copyright' content='2019'>", None),
        ("", None),
    ],
)
def test_the_day_is_that_of_publication_and_never_guessed(head: str, day: str | None) -> None:
    assert said(head).published == day


def test_a_time_in_the_article_is_its_day_and_one_of_many_elsewhere_is_not() -> None:
    time, other = "<time datetime='2019-05-06'>6 May</time>", "<time datetime='2018-01-02'>2 January</time>"
    article = f"<h1>Two bodies sign a memorandum</h1>{time}<p>{LEAD}</p><p>{REST}</p>"
    assert said("", f"<article>{article}</article><p>{other}</p>").published == "2019-05-06"
    assert said("", f"<div>{article}</div>").published == "2019-05-06"
    assert said("", f"<div>{article}</div><p>{other}</p>").published is None


@pytest.mark.parametrize(
    ("head", "publisher", "hint"),
    [
        ("<meta property='og:site_name' content='FIFA'><title>Two bodies sign | FIFA</title>", "FIFA", "FIFA"),
        ("<meta name='DC.publisher' content='The Alder Gazette'>", "The Alder Gazette", None),
        (f'{JSON_LD}{{"@type": "Article", "publisher": {{"name": "FIFA"}}}}</script>', "FIFA", None),
        ("<meta property='og:site_name' content='www.fifa.example'>", None, None),
        ("<link rel=canonical href='https://www.fifa.example/n/1'>", None, None),
        ("<title>Two bodies sign | FIFA</title>", None, "FIFA"),
    ],
)  # fmt: skip
def test_publishers_are_named_and_addresses_are_no_names(head: str, publisher: str | None, hint: str | None) -> None:
    found = said(head)
    assert (found.publisher, found.hint) == (publisher, hint)


def test_the_title_goes_without_the_name_of_the_site() -> None:
    head = "<meta property='og:site_name' content='FIFA'><meta property='og:title' content='Two bodies sign – FIFA'>"
    assert said(head).title == "Two bodies sign"
    assert said(head.replace("sign – FIFA", "sign – again")).title == "Two bodies sign – again"


@pytest.mark.parametrize("declared", ["charset=windows-1251", "http-equiv=x content='a; charset=windows-1251'"])
def test_the_declared_encoding_counts(declared: str) -> None:
    words = "ФИФА и ЮНЕСКО подписали меморандум о взаимопонимании в Осло, сказали они. " * 4
    data = f"<!doctype html><html><head><meta {declared}></head><body><article><p>{words}</p></article></body></html>"
    found = article_of("a.html", data.encode("cp1251"))
    assert "ФИФА и ЮНЕСКО подписали" in found.text
    assert found.notes == ()
    assert "Windows-1252" in article_of("a.html", data.replace("windows-1251", "no-such").encode("cp1251")).notes[0]


def test_a_page_is_known_by_its_first_bytes_too() -> None:
    data = page(f"<article><p>{LEAD}</p></article>")
    for name in ("release", "a.txt", "a.pdf"):
        assert "signed a memorandum" in article_of(name, b"\xef\xbb\xbf\n<!-- saved -->\n" + data).text
    assert article_of("a.txt", b"he wrote <html> and more").text == "he wrote <html> and more"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (page("<div>" * 300 + f"<p>{LEAD}</p>"), "nested too deep"),
        (page("<div>" * 100_000 + f"<p>{LEAD}</p>"), "nested too deep"),
        (page("<b><i>" * 3_000 + LEAD), "nested too deep"),
        (page("<table><tr><td>" * 30_000 + LEAD), "nested too deep"),
        (b"<!doctype html><html><body><hr></body></html>", "without an article"),
        (b"<!doctype html><html><body><script>x()</script></body></html>", "without an article"),
        (b"<!doctype html>" + b"<!--" * 50_000, "without an article"),
        (b"<!doctype html>" + b"<a " * 50_000, "without an article"),
        (b"<!doctype html>a \0 b", "binary"),
    ],
    ids=range(9),
)
def test_hostile_pages_end_in_words(data: bytes, words: str) -> None:
    assert words in reason_of("a.html", data, Limits(700_000, 5))


def test_entities_are_not_multiplied_and_no_file_is_read() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    kinds = f'<!ENTITY e0 "ten letters"><!ENTITY file SYSTEM "file:///etc/passwd">{entities}'
    data = f"<!DOCTYPE html [{kinds}]><html><body><article><p>{LEAD}</p><p>&e9; &file;</p></article></body></html>"
    found = article_of("a.xhtml", data.encode())
    assert "signed a memorandum" in found.text
    assert len(found.text) < 2_000
    assert "root:" not in found.text


def test_one_hostile_page_costs_the_others_nothing() -> None:
    slow = b"<!doctype html><p " + b"".join(b"a%d=1 " % n for n in range(150_000)) + b">" + LEAD.encode()
    results = [open_bytes("a.html", data, Limits(2_000_000, 0.5)) for data in (slow, page(f"<p>{LEAD}</p>"))]
    assert len(results) == 2
    assert "signed a memorandum" in article_of("b.html", page(f"<p>{LEAD}</p>"), LIMITS).text
