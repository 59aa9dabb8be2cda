"""From what the reader did to why: each claim in its sentence with its rule in words, and each near miss."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.findings import StoredClaim, StoredReport
from seed.explanation import ExplainedClaim, ExplainedMiss, ExplainedSentence, Explanation, Mark, Matter
from seed.missed import Missed, find_misses
from seed.resolve import resolve
from seed.spans import cover
from seed.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from db.findings import Findings, FoundClaim, Report
    from seed.drafts import Draft
    from seed.pipeline import CloseReading

ORDER = ("agreement", "status", "kind", "party", "date", "place", "signatory")  # within a sentence; then as they come
PARTS = ("main", "back", "on")  # what a sentence does for an instrument, the first that holds
BEGINNING = 200  # characters that are shown of what is too long to be a sentence


@dataclass(frozen=True, slots=True)
class Rules:
    """What each rule means, what a sentence does in each part, and what was lacking in each near miss, in words."""

    claims: Mapping[str, str]
    parts: Mapping[str, str]
    lacking: Mapping[str, str]


def load_rules() -> Rules:
    """The words as they come with the program."""
    table = read_table("rules")
    return Rules(table["claims"], table["parts"], table["lacking"])


def explain(close: CloseReading, rules: Rules) -> Explanation:
    """What was found in the article and nearly found, each with its words and its rule."""
    found = close.findings
    writer = _Writer(close, rules)
    return Explanation(
        file=found.name,
        sha256=found.sha256,
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        language=found.language,
        notes=found.notes,
        matters=tuple(writer.matters()),
        near_misses=tuple(writer.miss(item) for item in find_misses(close)),
        text=found.text,
    )


class _Writer:
    """Puts claims into their sentences and rules into words, for one article."""

    def __init__(self, close: CloseReading, rules: Rules) -> None:
        self.close = close
        self.rules = rules
        self.text = close.findings.text
        self.sentences = close.reading.document.sentences
        self.starts = [sentence.start for sentence in self.sentences]
        self.names = _names(close.findings)

    def matters(self) -> Iterable[Matter]:
        """Agreements as the article first names them, then organisations and initiatives of which it tells more."""
        found = self.close.findings
        for report, draft in zip(found.reports, self.close.drafts, strict=True):
            yield Matter("agreement", report.claims[0].value, self._of_report(report, draft))
        for body in found.organisations:
            if body.claims:
                yield Matter("organisation", body.name, self._by_sentence(map(self._claim, body.claims), {}))
        for item in found.initiatives:
            if item.claims:
                yield Matter("initiative", item.name, self._by_sentence(map(self._claim, item.claims), {}))

    def _of_report(self, report: Report, draft: Draft) -> tuple[ExplainedSentence, ...]:
        found = self.close.findings
        stored = tuple(StoredClaim(number, claim) for number, claim in enumerate(report.claims))
        resolved = resolve([StoredReport(found.sha256, found.published, found.publisher, stored)])
        values: dict[str, set[str]] = {}
        for claim in report.claims:
            values.setdefault(claim.attribute, set()).add(claim.value)
        disputed = {name for name, different in values.items() if len(different) > 1}
        reasons = {number: why for number, why in resolved.reasons if report.claims[number].attribute in disputed}
        claims = [
            self._claim(claim, number in resolved.chosen, reasons.get(number))
            for number, claim in enumerate(report.claims)
        ]
        pieces: dict[int, list[Mark]] = {}
        parts: dict[int, str] = {}
        for piece in sorted(draft.pieces, key=lambda piece: PARTS.index(piece.part)):
            pieces.setdefault(piece.sentence, []).append(Mark(piece.start, piece.end))
            parts.setdefault(piece.sentence, piece.part)
        return self._by_sentence(claims, parts, pieces)

    def _by_sentence(
        self,
        claims: Iterable[ExplainedClaim],
        parts: Mapping[int, str],
        pieces: Mapping[int, list[Mark]] | None = None,
    ) -> tuple[ExplainedSentence, ...]:
        placed: dict[int, list[ExplainedClaim]] = {index: [] for index in parts}
        for claim in claims:
            placed.setdefault(self._index(claim.start), []).append(claim)
        return tuple(
            self._sentence(index, placed[index], parts.get(index, "beside"), (pieces or {}).get(index, ()))
            for index in sorted(placed)
        )

    def _index(self, position: int) -> int:
        """The sentence at a position, or the one before it."""
        return max(0, bisect_right(self.starts, position) - 1)

    def _sentence(
        self, index: int, claims: Iterable[ExplainedClaim], part: str, pieces: Iterable[Mark]
    ) -> ExplainedSentence:
        start, end = self.sentences[index].start, self.sentences[index].end
        spans = [*pieces, *(Mark(claim.start, claim.end) for claim in claims)]
        ordered = sorted(
            claims, key=lambda claim: ORDER.index(claim.attribute) if claim.attribute in ORDER else len(ORDER)
        )
        quote = self.text[start:end]
        return ExplainedSentence(
            start, end, quote, self.rules.parts.get(part, part), _marks(spans, start, end), tuple(ordered)
        )

    def _claim(self, claim: FoundClaim, chosen: bool = True, why: str | None = None) -> ExplainedClaim:
        return ExplainedClaim(
            claim.attribute,
            claim.value,
            self._shown(claim),
            claim.basis,
            claim.rule,
            self.rules.claims.get(claim.rule, claim.rule),
            claim.start,
            claim.end,
            self.text[claim.start : claim.end],
            chosen,
            why,
        )

    def _shown(self, claim: FoundClaim) -> str:
        """The value in words: a body's name for its id, a person with office and body."""
        if claim.attribute != "signatory":
            return self.names.get(claim.value, claim.value)
        body = self.names.get(claim.organisation or "", claim.organisation)
        return ", ".join(part for part in (claim.value, claim.role, body) if part)

    def miss(self, item: Missed) -> ExplainedMiss:
        """A near miss, in its sentence."""
        sentence = self.sentences[item.sentence]
        start = sentence.start
        end = sentence.end if sentence.readable else min(sentence.end, start + BEGINNING)
        return ExplainedMiss(
            item.about,
            self.text[item.start : item.end],
            item.lacking,
            self.rules.lacking.get(item.lacking, item.lacking),
            start,
            end,
            self.text[start:end],
            _marks([Mark(item.start, item.end), *(Mark(*words) for words in item.words)], start, end),
        )


def _marks(spans: Iterable[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The spans within a sentence, joined where they overlap; what is as long as the sentence marks nothing."""
    within = [Mark(max(span.start, start), min(span.end, end)) for span in spans]
    inner = [span for span in within if span.start < span.end and (span.start, span.end) != (start, end)]
    joined = cover(inner)
    return tuple(Mark(*span) for span in zip(joined.starts, joined.ends, strict=True))


def _names(findings: Findings) -> dict[str, str]:
    """What people call the bodies and initiatives of an article, by their ids."""
    initiatives = {item.id: item.acronym or item.name for item in findings.initiatives}
    return initiatives | {item.id: item.acronym or item.name for item in findings.organisations}
