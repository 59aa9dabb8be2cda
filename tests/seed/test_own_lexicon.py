"""A user's own lexicon: what it adds and replaces, and what is said of one that can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from stages import document

from db.errors import BadLexiconError
from seed.lexicon import Lexicon, load_lexicon
from seed.mentions import find_mentions

ADDED = """
[[organisation]]
id = "alder-police"
name = "Alder Valley Police Agency"
acronym = "AVPA"
aliases = ["Alder Police"]
former = ["Alder Constabulary"]
fr = "Agence de police d’Alder"
parent = "interpol"

[[organisation]]
id = "interpol"
seat = "Oslo"
"""


def loaded(folder: Path, text: str | bytes) -> Lexicon:
    path = folder / "own.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_lexicon(path)


def ids(text: str, lexicon: Lexicon) -> list[str]:
    return [place.id for place in find_mentions(document(text), lexicon).places]


def test_a_body_is_added_and_one_of_ours_changed_in_what_is_given(tmp_path: Path) -> None:
    lexicon, ours = loaded(tmp_path, ADDED), load_lexicon()
    assert ids("The Alder Police, the Alder Constabulary and AVPA met INTERPOL.", lexicon) == [
        "alder-police", "alder-police", "alder-police", "interpol",
    ]  # fmt: skip
    assert lexicon.organisations["interpol"].seat == "Oslo"
    assert lexicon.organisations["interpol"].name == ours.organisations["interpol"].name
    assert set(lexicon.organisations) - set(ours.organisations) == {"alder-police"}
    ranks = [lexicon.organisations[id_].rank for id_ in (*ours.organisations, "alder-police")]
    assert ranks == sorted(ranks)


def test_its_texts_are_data(tmp_path: Path) -> None:
    text = '[[organisation]]\nid = "a"\nname = "A\\u001b[31mlder\\n Body\\u202e"\n'
    name = loaded(tmp_path, text).organisations["a"].name
    assert name.isprintable()
    assert "\n" not in name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[organisation]\n", "own.toml: is no TOML"),
        (b"\xff\xfe", "own.toml: is not UTF-8"),
        ("", r"holds no \[\[organisation\]\]"),
        ("[organisation]\nid = 'a'", r"holds no \[\[organisation\]\]"),
        ("organisation = [1]", "organisation 1: is no table"),
        ("[[body]]\nid = 'a'", "`body` is unknown"),
        ("[[organisation]]\nname = 'A Body'", "organisation 1: `id` must be"),
        ("[[organisation]]\nid = 'A b'\nname = 'A Body'", "organisation 1: `id` must be"),
        ("[[organisation]]\nid = 'peru'\nname = 'A Body'", "`id` peru is a state's"),
        ("[[organisation]]\nid = 'a'", r"organisation 1 \(a\): `name` is missing"),
        ("[[organisation]]\nid = 'a'\nname = 3", r"organisation 1 \(a\): `name` must be a text"),
        ("[[organisation]]\nid = 'a'\nname = '...'", r"organisation 1 \(a\): `name` must have a word"),
        ("[[organisation]]\nid = 'a'\nname = 'A Body'\naliases = 'b'", "`aliases` must be a list of texts"),
        ("[[organisation]]\nid = 'a'\nname = 'A Body'\naliases = [1]", "`aliases` must be a list of texts"),
        ("[[organisation]]\nid = 'a'\nname = 'A Body'\nalias = ['b']", "`alias` is unknown"),
        ("[[organisation]]\nid = 'a'\nname = 'A Body'\nparent = 'b'", "no organisation has the id of its parent, b"),
        (
            "[[organisation]]\nid='a'\nname='A Body'\n[[organisation]]\nid='a'\nname='B Body'",
            "organisation 2: `id` a is",
        ),
        ("a = " + "[" * 5000, "is no TOML"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(tmp_path: Path, text: str | bytes, words: str) -> None:
    with pytest.raises(BadLexiconError, match=words) as caught:
        loaded(tmp_path, text)
    assert str(caught.value).startswith(str(tmp_path / "own.toml"))
    assert "\n" not in str(caught.value)
    assert caught.value.exit_status == 2


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadLexiconError, match="can't be read"):
        load_lexicon(tmp_path / "none.toml")
    with pytest.raises(BadLexiconError, match="can't be read"):
        load_lexicon(tmp_path)
