"""From a file's bytes to the texts of its articles, and what is said where there is none."""

from __future__ import annotations

import gzip
import io
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opened_files import LIMITS, article_of, open_bytes, read_paths, reason_of

from seed.lines import list_of_paths
from seed.readers.articles import Metadata, TextArticle, digest
from seed.sources import RawArticle, Skipped, gather

RECORD = {"text": "FIFA wrote.", "title": "T", "publisher": "P", "published": "2018-06-07", "url": "https://a.example"}


@settings(deadline=None)  # a parser that starts first takes its time on a busy machine
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused_in_one_line(data: bytes) -> None:
    for item in open_bytes("a.txt", data):
        assert item.text if isinstance(item, TextArticle) else item.reason.isprintable()


def test_utf_8_and_marked_utf_16_are_certain() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        data = "Jürgen wrote\n".encode(encoding)
        assert open_bytes("a.txt", data) == [TextArticle("a.txt", "in/a.txt", digest(data), "Jürgen wrote\n")]


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("Coopération signée – “oui”".encode("cp1252"), "Coopération signée – “oui”", "Windows-1252"),
        ("Coopération signée".encode("utf-16-le"), "Coopération signée", "UTF-16"),
        ("Coopération signée".encode("utf-16-be"), "Coopération signée", "UTF-16"),
        ("ab".encode("utf-16") + b"\x00\xd8", "ab\ufffd", "could not be decoded"),
    ],
    ids=itertools.count(),
)
def test_other_encodings_are_read_as_well_as_can_be_and_marked(data: bytes, text: str, note: str) -> None:
    article = article_of("a.txt", data)
    assert article.text == text
    assert len(article.notes) == 1
    assert note in article.notes[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"MZ\0\0\1", "binary"),
        (b"a text with one zero \0 byte", "binary"),
        ("a\0b".encode("utf-16"), "binary"),
        (b"\xef\xbb\xbf  \n", "empty"),
        (b"word " * 4000 + b"x", "more than 20 kB"),
    ],
    ids=itertools.count(),
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    assert words in reason_of("a.txt", data)


def test_compressed_files_are_what_they_hold_with_the_digest_of_what_was_read() -> None:
    data = gzip.compress(b"FIFA wrote.")
    assert open_bytes("a.txt.gz", data) == [TextArticle("a.txt.gz", "in/a.txt.gz", digest(data), "FIFA wrote.")]
    assert article_of("a.md.gz", gzip.compress(b"# FIFA *wrote*")).text == "FIFA wrote"
    assert article_of("unnamed", data).text == "FIFA wrote."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (gzip.compress(bytes(50_000_000)), "larger than it may be"),
        (gzip.compress(gzip.compress(b"a")), "compressed twice"),
        (gzip.compress(b"FIFA wrote.")[:-9], "broken"),
        (b"\x1f\x8b\x08\0", "broken"),
        (gzip.compress(b"  "), "empty"),
    ],
    ids=itertools.count(),
)
def test_bombs_and_broken_data_are_refused(data: bytes, words: str) -> None:
    assert words in reason_of("a.txt.gz", data)


def test_markdown_is_read_without_its_marks() -> None:
    text = (
        "---\ntitle: \"A plan: signed\"\ndate: 2018-06-07\nsource: FIFA\ntags: [a]\n---\n"
        "# The **plan** #\n\nFIFA and [UNESCO](https://u.example/a_b \"t\") *signed* a [memo][1] in Oslo.\n"
        "![Both](p.png)\n\n* one\n- two_of_them\n> said he\n\n[1]: https://m.example\n5 \\* 5\n===\n"
    )  # fmt: skip
    article = article_of("a.md", text.encode())
    assert article.metadata == Metadata("A plan: signed", "FIFA", "2018-06-07")
    lines = "The plan\n\nFIFA and UNESCO signed a memo in Oslo.\nBoth\n\n* one\n- two_of_them\nsaid he\n\n\n5 * 5\n\n"
    assert article.text == lines


@pytest.mark.parametrize("text", ["---\ntitle: never closed\n", "title: no\n---\n", "a\n---\ntitle: no\n---\n"])
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    article = article_of("a.md", text.encode())
    assert article.metadata == Metadata()
    assert "title: " in article.text


def test_records_are_articles_with_the_digest_of_their_line(tmp_path: Path) -> None:
    line = json.dumps(RECORD).encode()
    for name, data in (("a.jsonl", line + b"\r\n\n" + line), ("b.ndjson.gz", gzip.compress(line + b"\n \n" + line))):
        (tmp_path / name).write_bytes(data)
        articles = read_paths(tmp_path / name)
        said = Metadata("T", "P", "2018-06-07", "https://a.example")
        assert articles == [
            TextArticle(f"{name}#{n}", f"{tmp_path / name}#{n}", digest(line), "FIFA wrote.", said) for n in (1, 3)
        ]


def test_bad_records_are_reported_by_their_number_and_the_rest_is_read_paths(tmp_path: Path) -> None:
    bad = {
        b"{": "not JSON", b"[1]": "not a JSON object", b'{"title": "x"}': "a record without text",
        b'{"text": 5}': "its text is no string", b'{"text": " "}': "empty", b"[" * 9000: "not JSON",
        b'{"text": "' + b"a" * 30_000 + b'"}': "larger than 20 kB", b'{"text": "caf\0"}': "binary, not text",
    }  # fmt: skip
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([*bad, json.dumps(RECORD).encode()]))
    found = read_paths(tmp_path / "a.jsonl")
    assert [(item.source.split("#")[1], item.reason) for item in found if isinstance(item, Skipped)] == [
        (str(number), reason) for number, reason in enumerate(bad.values(), 1)
    ]
    assert [item.name for item in found if isinstance(item, TextArticle)] == [f"a.jsonl#{len(bad) + 1}"]


def test_values_of_records_that_are_no_strings_count_as_absent(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "FIFA wrote.", "title": 5, "published": ["2018"], "url": null}')
    (article,) = read_paths(tmp_path / "a.jsonl")
    assert isinstance(article, TextArticle)
    assert article.metadata == Metadata()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (gzip.compress(b"\n" * 2_000_000), "no record for a long time"),
        (gzip.compress(b"a" * 2_000_000), "no record for a long time"),
        (gzip.compress(json.dumps(RECORD).encode() + b"\n")[:-8], "broken compressed data"),
    ],
    ids=itertools.count(),
)
def test_files_of_records_that_hold_none_end_soon(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(data)
    skipped = read_paths(tmp_path / "a.jsonl.gz")[-1]
    assert isinstance(skipped, Skipped)
    assert words in skipped.reason


def test_a_list_of_paths_is_one_a_line_or_parted_by_zeros() -> None:
    assert list(list_of_paths(io.BytesIO(b"a b\n\nc\n./d"))) == ["a b", "c", "./d"]
    assert list(list_of_paths(io.BytesIO(b"a\nb\0c\0"))) == ["a\nb", "c"]
    assert list(list_of_paths(io.BytesIO(b""))) == []


def test_standard_input_may_list_the_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "-", "b.txt"):
        (tmp_path / name).write_text("words")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"b.txt\n-\ngone\na.txt")))
    found = list(gather([Path("-")], LIMITS))
    assert [item.source for item in found] == [str(tmp_path / name) for name in ("b.txt", "-", "gone", "a.txt")]
    assert [type(item) for item in found] == [RawArticle, RawArticle, Skipped, RawArticle]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * 1_000_000)))
    assert list(gather([Path("-")], LIMITS)) == [Skipped("standard input", "no list of paths")]
    monkeypatch.setattr("sys.stdin", None)
    assert list(gather([Path("-")], LIMITS)) == []
