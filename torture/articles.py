"""Articles that were damaged, mixed or made up: each is read to its end or refused in words, its claims in its text."""

from __future__ import annotations

import contextlib
import json
import random
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.corpus import Corpus
from db.errors import UnreadableSourceError
from db.rows_of_findings import rows_of
from seed.bodies import bodies_of
from seed.clean import clean_text
from seed.extract import as_json
from seed.grouping import meeting_of
from seed.pipeline import read_article
from seed.readers.opening import open_source
from seed.readers.parser import Parser
from seed.sources import DEFAULT_LIMITS, RawArticle, Skipped, bundled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.findings import FoundInitiative, FoundOrganisation
    from seed.bodies import Bodies
    from seed.lexicon import Lexicon
    from seed.readers.articles import TextArticle

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
MOST = 500  # characters of most articles
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
TELLING = re.compile("agree|sign|memorand|accord", re.IGNORECASE)
PIECES = (
    "INTERPOL", "Europol", "the two organisations", "Ukraine", "Alder Valley Police Agency (AVPA)", "signed by",
    "a memorandum of understanding", "on 5 May 2020", "31 February 2019", "in Oslo", "the agreement", "will not",
    "(", "((((", "))", "“", "’s", "\n", "\n\n", "\r", "\0", "\x1b[31m", "\x9b", "\u202e", "\u200b", "\u0301" * 9,
    "\ufeff", "\ud800", "\U0001f600", "ﬁ", "İ", "ß", "٥", "²", "<b>", "&lt;", "[x](y", "# ", "- ", "|", "…" * 9,
    "A" * 90, "1" * 90, " " * 90, "Abc, " * 9, "and ", "the the the", "https://a.b/c?d=e", "=1+1", "{{x}}", "'; DROP",
)  # fmt: skip
KINDS = (*("a.txt",) * 9, "a.md", "a.md", "a.jsonl", "a.jsonl", "a.html")
LONGEST = 1.0  # seconds of processor for a small article; what hangs takes any number
GROWTH = 8.0  # times for four times the text: what is quadratic takes sixteen


class Outcome(NamedTuple):
    """How many were tried, how many of them read, how many agreements they told of, and what went wrong in words."""

    tried: int
    read: int
    agreements: int
    failures: list[str]
    slowest: float


class Stock:
    """Sentences and whole articles to make others of: those labelled by hand, the bundled and the generated ones."""

    def __init__(self, generated: int = 200) -> None:
        texts = [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*/*.txt"))]
        texts += [article.data.decode() for article in bundled()]
        corpus = Corpus()
        texts += [corpus.article(number).decode() for number in range(generated)]
        self.sentences = [part for text in texts for part in SENTENCE.split(text) if 8 < len(part) < 400]
        self.telling = [part for part in self.sentences if TELLING.search(part)]

    def article(self, number: int) -> RawArticle:
        """Article number n, always the same."""
        dice = random.Random(number)
        text = ""
        while len(text) < dice.randint(60, MOST):
            text += dice.choice(dice.choice((self.sentences, self.telling))) + dice.choice((" ", " ", "\n", "\n\n", ""))
        for _ in range(dice.choice((0, 1, 2, 4, 12))):
            text = _altered(text, dice, self.sentences)
        if dice.random() < 0.03:
            text = "".join(dice.choice(PIECES) + dice.choice(("", " ")) for _ in range(dice.randint(0, 60)))
        name = dice.choice(KINDS)
        return RawArticle(name, name, _packed(text, name, dice), "record" if name == "a.jsonl" else None)


def _altered(text: str, dice: random.Random, sentences: list[str]) -> str:
    """The text with one change."""
    place = dice.randint(0, len(text))
    other = dice.randint(place, min(len(text), place + 60))
    change = dice.randrange(7)
    if change < 2:
        return text[:place] + dice.choice(PIECES) + text[place:]
    if change == 2:
        return text[:place] + text[other:]
    if change == 3:
        return text[:other] + text[place:]
    if change == 4:
        words = text.split(" ")
        dice.shuffle(words)
        return " ".join(words)
    if change == 5:
        return text[:place] + chr(dice.choice((dice.randint(0, 0x9F), dice.randint(0xA0, 0x1FFFF)))) + text[place:]
    return text[:place] + dice.choice(sentences) + text[other:]


def _packed(text: str, name: str, dice: random.Random) -> bytes:
    """The text as a file of the kind that the name tells, sometimes with bytes that are none of its letters."""
    if name == "a.jsonl":
        record = {"text": text, dice.choice(("title", "date", "published", "url", "x")): text[:90]}
        data = json.dumps(record).encode()
    elif name == "a.html":
        data = f"<html><title>{text[:40]}</title><p>{text.replace(chr(10), '<p>')}".encode("utf-8", "replace")
    else:
        data = text.encode("utf-8", "surrogatepass")
    for _ in range(dice.choice((0, 0, 0, 1, 5))):
        place = dice.randint(0, len(data))
        data = data[:place] + bytes([dice.randint(0, 255)]) + data[place + dice.randint(0, 1) :]
    return data or b" "


def read_all(numbers: range, stock: Stock, lexicon: Lexicon) -> Outcome:
    """Opens and reads each as `explorer seed` does, and makes of it what is stored and what is printed."""
    failures: list[str] = []
    read = agreements = 0
    slowest = 0.0
    bodies = bodies_of(lexicon)
    with Parser(DEFAULT_LIMITS) as parser:
        for number in numbers:
            begun = time.process_time()
            try:
                for opened in open_source(stock.article(number), DEFAULT_LIMITS, parser):
                    found, problems = (0, []) if isinstance(opened, Skipped) else _read(opened, lexicon, bodies)
                    read += not isinstance(opened, Skipped)
                    agreements += found
                    failures += [f"article {number}: {problem}" for problem in problems]
            except UnreadableSourceError:
                pass
            except Exception as error:
                failures.append(f"article {number}: {type(error).__name__}: {error!a:.120}")
            took = time.process_time() - begun
            slowest = max(slowest, took)
            if took > LONGEST:
                failures.append(f"article {number} took {took:.1f} s")
    return Outcome(len(numbers), read, agreements, failures, slowest)


def _read(article: TextArticle, lexicon: Lexicon, bodies: Bodies) -> tuple[int, list[str]]:
    """How many agreements were found, and what is wrong with them."""
    findings = read_article(article, lexicon)
    text = findings.text
    wrong = [] if clean_text(text) == text else ["its text is not as it would be cleaned"]
    bodies_named: list[FoundOrganisation | FoundInitiative] = [*findings.organisations, *findings.initiatives]
    spans = [("mention", each.start, each.end) for body in bodies_named for each in body.mentions]
    claims = [each for body in bodies_named for each in body.claims]
    claims += [each for report in findings.reports for each in report.claims]
    for what, start, end in (*spans, *((each.attribute, each.start, each.end) for each in claims)):
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            wrong.append(f"{what} at {start} to {end} of {len(text)}: {text[start:end]!a:.60}")
    printed = as_json(findings)
    json.dumps(printed, ensure_ascii=False).encode()
    for agreement in printed["agreements"]:
        for each in agreement["evidence"]:
            if text[each["start"] : each["end"]] != each["quote"]:
                wrong.append(f"the quote of {each['attribute']} is {each['quote']!a:.60}")
    rows_of(findings, [meeting_of(report, findings.published, bodies) for report in findings.reports])
    return len(findings.reports), wrong


def growths(count: int, size: int, stock: Stock, lexicon: Lexicon) -> Iterator[str]:
    """In words, which articles, repeated up to four times `size` characters, take more than in keeping with that."""
    bodies = bodies_of(lexicon)
    for number in range(count):
        unit = stock.article(10_000_000 + number).data.decode("utf-8", "replace") or "x"
        whole = unit * (4 * size // len(unit) + 1)
        long, short = (_least(whole[:length], lexicon, bodies) for length in (4 * size, size))
        if long > max(0.5, GROWTH * short):
            yield f"article {10_000_000 + number} repeated: {short:.2f} s for {size:,}, {long:.2f} s for 4 times"


def _least(text: str, lexicon: Lexicon, bodies: Bodies) -> float:
    """The least processor time of two readings."""
    from seed.readers.articles import TextArticle

    times = []
    for _ in range(2):
        begun = time.process_time()
        with contextlib.suppress(UnreadableSourceError):
            _read(TextArticle("a.txt", "a.txt", "0", text), lexicon, bodies)
        times.append(time.process_time() - begun)
    return min(times)
