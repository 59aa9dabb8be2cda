"""Rules and word lists are data: what patterns are made of, and that no words of a language stand in code."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seed
from seed.grammar import PLACEHOLDER, build_grammar
from seed.lexicon import load_lexicon
from seed.tables import read_table

ROOT = Path(seed.__file__).parent
GRAMMAR = load_lexicon().grammar
TABLE: dict[str, Any] = read_table("grammar")
STAGES = {name: table for name, table in TABLE.items() if name not in {"words", "shapes"}}
MORE = {"numbers": ["one"], "programme_heads": ["a"], "system_heads": ["b"], "centre_heads": ["c"],
        "heads_first": ["d"], "heads_small": ["e"], "heads_shared": ["f"], "general_words": ["g"]}  # fmt: skip


def with_words(words: dict[str, list[str]], template: str | list[str]) -> re.Pattern[str]:
    """The pattern that `template` gives, in the place of one of the grammar's own."""
    table = {**TABLE, "words": {**TABLE["words"], **words}, "common": {**TABLE["common"], "question": template}}
    return build_grammar(table, MORE).common.question


def test_a_list_stands_for_any_of_its_words_the_longest_first() -> None:
    pattern = with_words({"few": ["de", "de la", "a.b"]}, "<{few}")
    assert [pattern.match(text)[0] for text in ("<de", "<de la", "<a.b")] == ["<de", "<de la", "<a.b"]  # type: ignore[index]
    assert pattern.match("<axb") is None


def test_a_star_stands_for_longer_words_and_nothing_else_does() -> None:
    pattern = with_words({"few": ["attend*", "plan"]}, ["\\b{few}", "\\b"])
    assert [bool(pattern.fullmatch(word)) for word in ("attend", "attended", "plan", "plans")] == [
        True,
        True,
        True,
        False,
    ]


WORDS = st.text(st.sampled_from("abA '"), min_size=1, max_size=5).map(str.strip).filter(bool)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(WORDS, min_size=1, max_size=8),
    st.lists(WORDS, max_size=2),
    st.sampled_from([("", ""), ("(?i)", ""), ("(?i)", r"(?!\w)")]),
    st.lists(st.text("abA '-", max_size=12), min_size=20),
)
def test_words_that_begin_alike_match_as_one_branch_for_each_would(
    whole: list[str], begun: list[str], around: tuple[str, str], texts: list[str]
) -> None:
    words = [*whole, *(f"{word}*" for word in begun)]
    one_each = "|".join(
        re.escape(word.rstrip("*")) + r"\w*" * word.endswith("*")
        for word in sorted(set(words), key=lambda word: (-len(word), word))
    )
    flags, end = around
    made, flat = with_words({"few": words}, f"{flags}{{few}}{end}"), re.compile(f"{flags}(?:{one_each}){end}")
    for text in texts:
        first, other = made.search(text), flat.search(text)  # how far a beginning reaches may differ, not where
        assert (first and first.start()) == (other and other.start())
        assert begun or made.findall(text) == flat.findall(text)


def test_a_template_that_names_no_list_is_refused() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        with_words({}, "{nowhere}")


def test_every_list_and_every_shape_is_used() -> None:
    templates = [part for table in (*STAGES.values(), TABLE["shapes"]) for part in table.values()]
    named = {
        name for part in templates for name in PLACEHOLDER.findall(part if isinstance(part, str) else "".join(part))
    }
    assert set(TABLE["words"]) | set(TABLE["shapes"]) | set(MORE) == named


def test_no_list_is_written_twice_and_none_holds_a_word_twice() -> None:
    lists = [frozenset(words) for words in TABLE["words"].values()]
    assert len(set(lists)) == len(lists)
    assert all(len(set(words)) == len(words) for words in TABLE["words"].values())


def test_every_stage_is_frozen_and_every_table_is_one() -> None:
    assert set(GRAMMAR._fields) == set(STAGES)
    with pytest.raises(AttributeError):
        GRAMMAR.common = GRAMMAR.common  # type: ignore[misc]


NO_WORDS = re.compile(r"\\[uxN][0-9a-f]{2,4}|\\.|\[(?:\\.|[^\]])*\]|\(\?[a-zP<!=:]+")
ADDRESSES = {"https"}


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.py")), ids=lambda path: path.name)
def test_no_pattern_in_code_holds_words_of_a_language(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.")]
    strings = [
        node.value
        for call in calls
        for node in (ast.walk(call.args[0]) if call.args else ())
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    words = {word for text in strings for word in re.findall(r"[^\W\d_]{2,}", NO_WORDS.sub(" ", text))}
    assert words <= ADDRESSES


def test_every_list_says_what_it_is_for() -> None:
    text = (ROOT / "lexicon" / "grammar.toml").read_text(encoding="utf-8")
    lines = text[text.index("\n[words]") : text.index("\n[shapes]")].splitlines()
    lists = [place for place, line in enumerate(lines) if re.match(r"[a-z_]+ = \[", line)]
    assert len(lists) == len(TABLE["words"])
    assert not [lines[place] for place in lists if not re.match(r"# [^-]", lines[place - 1])]
