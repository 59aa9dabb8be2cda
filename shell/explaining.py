"""What `extract --explain` prints: an article, what was found in it and why, and what was nearly found."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from shell.output import NOT_STATED, Entry, print_json_line, print_outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seed.explanation import ExplainedClaim, ExplainedMiss, ExplainedSentence, Explanation, Mark, Matter

NOTHING = "none found"


def print_explanation(found: Explanation, as_json: bool) -> None:
    """One article: one JSON object on a line, else an outline."""
    if as_json:
        print_json_line(asdict(found))
    else:
        print_outline(_outline(found))


def _outline(found: Explanation) -> Iterator[Entry]:
    yield Entry("article", found.file, heads=True)
    for name in ("title", "publisher", "published", "language"):
        yield Entry(name, getattr(found, name) or NOT_STATED)
    for note in found.notes:
        yield Entry("note", note)
    if not any(matter.about == "agreement" for matter in found.matters):
        yield Entry("agreement", NOTHING, heads=True)
    for about, matters in groupby(found.matters, key=lambda matter: matter.about):
        for number, matter in enumerate(matters, 1):
            yield Entry(f"{about} {number}", matter.title, heads=True)
            yield from _of_matter(matter)
    yield Entry("near misses", str(len(found.near_misses)) if found.near_misses else "none", heads=True)
    for miss in found.near_misses:
        yield _of_miss(miss)


def _of_matter(matter: Matter) -> Iterator[Entry]:
    for sentence in matter.sentences:
        yield Entry(f" {sentence.part}", f"“{_braced(sentence)}”", marked=True)
        for claim in sentence.claims:
            yield Entry(f"  {claim.attribute}", _stated(claim, sentence), f"{claim.means} ({claim.rule})")


def _stated(claim: ExplainedClaim, sentence: ExplainedSentence) -> str:
    """The value with the words that state it, unless these are the whole sentence or say the same."""
    quote = " ".join(claim.quote.split())
    whole = (claim.start, claim.end) == (sentence.start, sentence.end)
    told = "this sentence" if whole else claim.shown
    if claim.basis != "stated":
        told += f", {claim.basis} from “{quote}”" if not whole else f": {claim.shown}, {claim.basis}"
    elif not whole and quote.casefold() not in claim.shown.casefold():
        told += f": “{quote}”"
    if not claim.chosen:
        told += " (another is shown)"
    return f"{told} ({claim.why})" if claim.why else told


def _of_miss(miss: ExplainedMiss) -> Entry:
    return Entry(f" {miss.about}", f"“{_braced(miss)}”", f"{miss.means} ({miss.lacking})", marked=True)


def _braced(sentence: ExplainedSentence | ExplainedMiss) -> str:
    """The sentence on one line, the words that fired in braces."""
    return " ".join("".join(_pieces(sentence.quote, sentence.start, sentence.marks)).split())


def _pieces(quote: str, start: int, marks: Iterable[Mark]) -> Iterator[str]:
    place = 0
    for mark in marks:
        yield quote[place : mark.start - start]
        yield "{" + quote[mark.start - start : mark.end - start] + "}"
        place = mark.end - start
    yield quote[place:]
