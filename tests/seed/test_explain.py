"""Why something was found or not: sentences in order, the words that fired, the rules in words, near misses."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from label_sets import GOLD, SETS
from stages import LEXICON, article, opened

import seed
from seed.explain import explain, load_rules
from seed.explanation import Explanation
from seed.missed import NO_PARTIES
from seed.pipeline import read_closely
from seed.sources import DEFAULT_LIMITS, gather

RULES = load_rules()
SIGNED = "OSLO, 3 May 2014. FIFA and UNESCO signed a memorandum of understanding today."


def explained(text: str) -> Explanation:
    return explain(read_closely(article(text), LEXICON), RULES)


def marked(text: str) -> list[list[str]]:
    """The words that fired, sentence by sentence, of the first agreement."""
    found = explained(text)
    return [[text[mark.start : mark.end] for mark in sentence.marks] for sentence in found.matters[0].sentences]


def lacking(text: str) -> list[tuple[str, str, str]]:
    return [(miss.about, miss.words, miss.lacking) for miss in explained(text).near_misses]


def test_each_claim_has_its_words_and_its_rule_in_words() -> None:
    (matter,) = explained(SIGNED).matters
    claims = [claim for sentence in matter.sentences for claim in sentence.claims]
    told = {(claim.attribute, claim.shown, claim.quote, claim.rule, claim.basis) for claim in claims}
    assert told >= {
        ("status", "signed", "signed", "signed-before", "stated"),
        ("party", "UNESCO", "UNESCO", "party", "stated"),
        ("date", "2014-05-03", "today", "day-counted", "resolved"),
    }
    assert all(claim.means == RULES.claims[claim.rule] for claim in claims)
    assert all(claim.quote == SIGNED[claim.start : claim.end] for claim in claims)


def test_the_words_that_fired_are_marked_and_never_overlap() -> None:
    assert marked(SIGNED) == [["FIFA", "UNESCO", "signed", "memorandum of understanding", "today"]]


def test_sentences_stand_in_the_order_of_the_text_with_what_they_do() -> None:
    text = f"{SIGNED} It rained. The memorandum was signed by Ann Bell, Director of FIFA."
    (matter,) = explained(text).matters
    assert [sentence.part for sentence in matter.sentences] == ["names it", "points to it"]
    assert all(text[sentence.start : sentence.end] == sentence.quote for sentence in matter.sentences)
    assert "It rained" not in str([sentence.quote for sentence in matter.sentences])


def test_of_claims_that_differ_one_is_chosen_and_says_why() -> None:
    text = f"{SIGNED} The memorandum of understanding was approved by the Council last month."
    claims = [claim for sentence in explained(text).matters[0].sentences for claim in sentence.claims]
    statuses = {claim.value: (claim.chosen, bool(claim.why)) for claim in claims if claim.attribute == "status"}
    assert statuses == {"signed": (True, True), "approved": (False, False)}
    alone = [claim for sentence in explained(SIGNED).matters[0].sentences for claim in sentence.claims]
    assert not [claim for claim in alone if claim.why or not claim.chosen]


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        (
            "FIFA and UNESCO signed an agreement; it was signed by Ms Ann Bell. Mr Carl Orff of FIFA spoke of hope.",
            "FIFA and UNESCO signed an agreement; it was signed by Ms Ann Bell and Mr Carl Orff. Hope was spoken of.",
            ("signatory", "Carl Orff", "signing-not-told"),
        ),
        (
            "FIFA and UNESCO signed an agreement on 3 May 2014, welcomed by Ann Bell of UNESCO.",
            "FIFA and UNESCO signed an agreement on 3 May 2014, signed by Ann Bell of UNESCO.",
            ("signatory", "Ann Bell", "did-not-sign"),
        ),
        (
            "FIFA and UNESCO are negotiating an agreement since 3 May 2014.",
            "FIFA and UNESCO signed an agreement on 3 May 2014.",
            ("date", "3 May 2014", "plan-without-day"),
        ),
        (
            "FIFA and UNESCO signed an agreement yesterday.",
            "OSLO, 3 May 2014. FIFA and UNESCO signed an agreement yesterday.",
            ("date", "yesterday", "undated-article"),
        ),
        (
            "FIFA and UNESCO signed an agreement on 31 April 2014.",
            "FIFA and UNESCO signed an agreement on 30 April 2014.",
            ("date", "agreement", "impossible-date"),
        ),
        (
            "An agreement was signed in the spring.",
            "An agreement was signed by FIFA and UNESCO in the spring.",
            ("instrument", "agreement", "no-party-named"),
        ),
        (
            "UNESCO signed an agreement in the spring.",
            "UNESCO signed an agreement with FIFA in the spring.",
            ("instrument", "agreement", "one-party"),
        ),
    ],
)
def test_a_near_miss_says_what_was_lacking(wrong: str, right: str, expected: tuple[str, str, str]) -> None:
    assert expected in lacking(wrong)
    assert lacking(right) == []


def test_near_misses_stand_in_the_order_of_the_text_with_their_words_marked() -> None:
    text = "FIFA and UNESCO did not sign a memorandum of understanding. No agreement is planned."
    misses = explained(text).near_misses
    assert [miss.lacking for miss in misses] == ["denied", "general-remark"]
    assert [text[mark.start : mark.end] for mark in misses[0].marks] == ["not sign", "memorandum of understanding"]
    assert all(miss.means == RULES.lacking[miss.lacking] for miss in misses)


def test_of_what_is_too_long_to_be_a_sentence_only_the_beginning_is_shown() -> None:
    (miss,) = explained("FIFA and UNESCO signed an agreement " + "on many matters and " * 5000).near_misses
    assert (miss.lacking, len(miss.quote), miss.marks) == ("too-long", 200, ())


def test_every_place_of_an_explanation_gives_its_words() -> None:
    for name in SETS:
        for item in opened(gather([GOLD / name], DEFAULT_LIMITS)):
            found = explain(read_closely(item, LEXICON), RULES)
            sentences = [*(s for matter in found.matters for s in matter.sentences), *found.near_misses]
            for sentence in sentences:
                assert found.text[sentence.start : sentence.end] == sentence.quote
                ends = [sentence.start, *(place for mark in sentence.marks for place in (mark.start, mark.end))]
                assert ends == sorted(ends)
                assert ends[-1] <= sentence.end


# Rules that code makes of a word's label and its place: "signed-before".
PLACES = ("before", "after", "later")
NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
RULE_OF = {"FoundClaim": 4, "FoundStatus": 3, "FoundPlace": 4, "FoundDate": 4, "_resolved": 3, "_place": 3}
LACKING_OF = {"Dropped": 2, "NearMiss": 3, "_miss": 2}


def named_in_code(positions: dict[str, int]) -> set[str]:
    """The words that stand in code as the rule of a claim, or as what was lacking."""
    names: set[str] = set()
    for path in Path(seed.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            place = positions.get(getattr(node.func, "id", getattr(node.func, "attr", "")))
            given = [word.value for word in node.keywords if word.arg in {"rule", "lacking"}]
            given += node.args[place : place + 1] if place is not None else []
            words = [item.value for each in given for item in ast.walk(each) if isinstance(item, ast.Constant)]
            names.update(word for word in words if isinstance(word, str) and NAME.fullmatch(word))
    return names


def test_every_rule_that_the_code_names_is_put_into_words() -> None:
    labels = {label.replace(" ", "-") for label in LEXICON_LABELS}
    made = {f"{label}-{place}" for label in labels for place in PLACES}
    assert sorted((named_in_code(RULE_OF) | made) - set(RULES.claims) - {"denied"}) == []
    assert sorted(named_in_code(LACKING_OF) - set(RULES.lacking)) == []


# What is ahead has a rule of its own or none: what will be is not so yet.
AHEAD = {"in force ahead", "end ahead"}
LEXICON_LABELS = {label for found in LEXICON.statuses.statuses.whole.values() for label, _ in found} - AHEAD


def test_every_rule_that_the_test_articles_bring_out_is_put_into_words() -> None:
    folders = [
        *(GOLD / name for name in SETS),
        *(p for p in (GOLD.parent / "seed" / "corpora").glob("*") if p.is_dir()),
    ]
    brought: set[str] = set()
    for item in opened(gather(folders, DEFAULT_LIMITS)):
        found = explain(read_closely(item, LEXICON), RULES)
        claims = [claim for matter in found.matters for sentence in matter.sentences for claim in sentence.claims]
        brought |= {claim.rule for claim in claims} - set(RULES.claims)
        brought |= {miss.lacking for miss in found.near_misses} - set(RULES.lacking)
    assert brought == set()


def test_each_rule_has_one_short_sentence_and_no_name_is_idle() -> None:
    words = [*RULES.claims.values(), *RULES.parts.values(), *RULES.lacking.values()]
    assert all(text and len(text) <= 125 and not text.endswith(".") for text in words)
    source = "".join(path.read_text(encoding="utf-8") for path in Path(seed.__file__).parent.glob("*.py"))
    written = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', source)) | {NO_PARTIES}
    made = {f"{label.replace(' ', '-')}-{place}" for label in LEXICON_LABELS for place in PLACES}
    made |= {"signed-again", "approved-again", "run-by", "led-by", "part-of"}
    assert {*RULES.claims, *RULES.parts, *RULES.lacking} <= written | made
