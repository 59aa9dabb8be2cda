"""Scores what is extracted from articles against labels made by reading them.

Articles are paired by the name of their file. Text is compared after folding white space; names after folding case,
accents, punctuation, "the" and British or American spelling; a party is the same when any of its name, acronym and
aliases is. An agreement found and one labelled are the same when at least two parties agree, or one does and both point
at the same sentence. Each is paired once, best pair first: a second report of the same agreement counts as false.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Record = dict[str, Any]

SPELLING = {
    "organisation": "organization", "organised": "organized", "centre": "center", "defence": "defense",
    "programme": "program", "counterterrorism": "terrorism", "counter": "", "anti": "", "combating": "", "fight": "",
    "against": "", "crimes": "crime",
}  # fmt: skip
SMALL_WORDS = {"the", "of", "and", "for", "de", "la", "le", "des", "et", "y"}
SAME_SENTENCE = 0.6  # share of common words


@dataclass
class Tally:
    right: int = 0
    found: int = 0
    labelled: int = 0

    def add(self, right: int, found: int, labelled: int) -> None:
        self.right, self.found, self.labelled = self.right + right, self.found + found, self.labelled + labelled

    def f1(self) -> float:
        return 2 * self.right / (self.found + self.labelled) if self.found + self.labelled else 1.0

    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0


@dataclass
class Share:
    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        self.right, self.of = self.right + right, self.of + 1

    def value(self) -> float:
        return self.right / self.of if self.of else 1.0


@dataclass
class Score:
    agreements: Tally = field(default_factory=Tally)
    strict: Tally = field(default_factory=Tally)
    parties: Tally = field(default_factory=Tally)
    signatories: Tally = field(default_factory=Tally)
    topics: Tally = field(default_factory=Tally)
    provisions: Tally = field(default_factory=Tally)
    organisations: Tally = field(default_factory=Tally)
    shares: dict[str, Share] = field(default_factory=dict)
    invented_dates: int = 0
    false_on_negatives: int = 0
    without_prediction: int = 0
    notes: list[str] = field(default_factory=list)

    def share(self, name: str, right: bool) -> None:
        self.shares.setdefault(name, Share()).add(right)

    def figures(self) -> dict[str, float]:
        tallies = {
            "agreement_f1": self.agreements, "strict_f1": self.strict, "party_f1": self.parties,
            "signatory_f1": self.signatories, "topic_f1": self.topics, "provision_f1": self.provisions,
        }  # fmt: skip
        accuracies = ("kind", "date", "status", "place", "published")
        return {
            **{name: tally.f1() for name, tally in tallies.items()},
            **{f"{name}_accuracy": self.shares.get(name, Share()).value() for name in accuracies},
            **{name: self.shares.get(name, Share()).value() for name in ("evidence_valid", "evidence_hit")},
            "organisation_recall": self.organisations.recall(),
            "invented_dates": self.invented_dates,
            "false_agreements_on_negatives": self.false_on_negatives,
            "articles_without_prediction": self.without_prediction,
        }


def score(articles: list[Record], predictions: dict[str, Record], root: Path) -> Score:
    total = Score()
    for article in articles:
        name = Path(article["file"]).name
        if name not in predictions:
            total.without_prediction += 1
        empty: Record = {"agreements": [], "organisations": [], "published": None}
        text = squeeze((root / article["file"]).read_text(encoding="utf-8"))
        score_article(total, article, predictions.get(name, empty), text)
    return total


def score_article(total: Score, article: Record, prediction: Record, text: str) -> None:
    labelled, found = article["agreements"], prediction["agreements"]
    pairs = pair_agreements(article, prediction)
    optional = {place for place, label in enumerate(labelled) if label.get("optional")}
    counted = [pair for pair in pairs if pair[0] not in optional]
    spare = set(range(len(found))) - {pair[1] for pair in pairs}
    total.share("published", prediction.get("published") == article.get("published"))
    total.agreements.add(len(counted), len(counted) + len(spare), len(labelled) - len(optional))
    right = sum(score_pair(total, labelled[one], found[other], hits) for one, other, hits in counted)
    total.strict.add(right, len(counted) + len(spare), len(labelled) - len(optional))
    total.false_on_negatives += len(spare) if article.get("hard_negative") else 0
    for agreement in found:
        for quote in quotes_of(agreement):
            total.share("evidence_valid", quote in text)
    wanted = [names_of(item) for item in article.get("organisations", [])]
    seen = [names_of(item) for item in prediction.get("organisations", [])]
    hits = pair_parties(wanted, seen)
    total.organisations.add(hits, max(hits, len(seen)), len(wanted))
    missed = set(range(len(labelled))) - {pair[0] for pair in pairs} - optional
    total.notes += [f"{article['file']}: missed {labelled[place]['title']}" for place in sorted(missed)]
    total.notes += [f"{article['file']}: false {found[place].get('title')}" for place in sorted(spare)]


def score_pair(total: Score, label: Record, found: Record, hits: int) -> bool:
    dates = [label.get("date"), *label.get("accept_dates", [])]
    right_date, right_kind = found.get("date") in dates, found["kind"] in kinds_of(label)
    total.parties.add(hits, len(found["parties"]), len(label["parties"]))
    total.share("date", right_date)
    total.share("kind", right_kind)
    total.share("status", found.get("status") in (label["status"], *label.get("accept_status", [])))
    total.share("evidence_hit", overlap(label["evidence"], quotes_of(found)) >= SAME_SENTENCE)
    if label.get("place"):
        total.share("place", bool(words(label["place"]) & words(found.get("place") or "")))
    total.invented_dates += bool(found.get("date") and not any(dates))
    people, seen = ({fold(item["name"]) for item in side["signatories"]} for side in (label, found))
    total.signatories.add(len(people & seen), len(seen), len(people))
    topics = label["topics"]
    matched = sum(any(same_topic(one, other) for other in found["topics"]) for one in topics)
    extra = sum(not any(same_topic(one, other) for one in topics) for other in found["topics"])
    total.topics.add(matched, len(topics) + extra, len(topics))
    wanted, given = set(label["provisions"]), set(found["provisions"])
    total.provisions.add(len(wanted & given), len(given), len(wanted))
    return right_date and right_kind and hits == len(label["parties"]) == len(found["parties"])


def pair_agreements(article: Record, prediction: Record) -> list[tuple[int, int, int]]:
    """(label, found, parties in common), each label and each agreement at most once, the best pairs first."""
    pairs: list[tuple[int, int, int]] = []
    for _, one, other, hits in sorted(candidates(article, prediction), reverse=True):
        if one not in {pair[0] for pair in pairs} and other not in {pair[1] for pair in pairs}:
            pairs.append((one, other, hits))
    return pairs


def candidates(article: Record, prediction: Record) -> list[tuple[float, int, int, int]]:
    possible = []
    for one, label in enumerate(article["agreements"]):
        parties = label_parties(label, article)
        for other, found in enumerate(prediction["agreements"]):
            hits = pair_parties(parties, [names_of(party) for party in found["parties"]])
            evidence = overlap(label["evidence"], quotes_of(found))
            if hits >= 2 or (hits and evidence >= SAME_SENTENCE):
                weight = 2 * hits / (len(parties) + len(found["parties"])) + 0.6 * (found["kind"] in kinds_of(label))
                dates = [label.get("date"), *label.get("accept_dates", [])]
                weight += 0.3 * (found.get("date") in dates) + 0.3 * evidence
                possible.append((weight, one, other, hits))
    return possible


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    spelled = [SPELLING.get(word, word) for word in re.findall(r"\w+", plain)]
    return " ".join(word for word in spelled if word and word not in SMALL_WORDS)


def words(text: str) -> set[str]:
    return set(fold(text).split())


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", text or "").strip()


def names_of(party: Record | str) -> set[str]:
    record: Record = {"name": party} if isinstance(party, str) else party
    found = set()
    for name in (record.get("name"), record.get("acronym"), *record.get("aliases", [])):
        if name:
            found |= {fold(name), fold(re.sub(r"\([^)]*\)", "", name))}
            found |= {fold(part) for part in re.findall(r"\(([^)]+)\)", name)}
    return found - {""}


def label_parties(label: Record, article: Record) -> list[set[str]]:
    book: dict[str, set[str]] = {}
    for organisation in article.get("organisations", []):
        names = names_of(organisation)
        for name in names:
            book.setdefault(name, set()).update(names)
    return [names.union(*(book.get(name, set()) for name in names)) for names in map(names_of, label["parties"])]


def pair_parties(labelled: list[set[str]], found: list[set[str]]) -> int:
    free, hits = list(found), 0
    for names in labelled:
        match = next((other for other in free if names & other), None)
        if match is not None:
            free.remove(match)
            hits += 1
    return hits


def kinds_of(label: Record) -> set[str]:
    return {label["kind"], *label.get("accept_kinds", [])}


def quotes_of(agreement: Record) -> list[str]:
    return [squeeze(item["quote"]) for item in agreement.get("evidence", [])]


def overlap(quote: str, others: list[str]) -> float:
    wanted = words(quote)
    shares = [len(wanted & words(other)) / min(len(wanted), len(words(other))) for other in others if words(other)]
    return max(shares, default=0.0) if wanted else 0.0


def same_topic(one: str, other: str) -> bool:
    a, b = words(one), words(other)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.5
