"""What an instrument supplements, implements, replaces or renews: right and wrong twins side by side."""

from __future__ import annotations

import time

import pytest
from stages import LEXICON, article

from db.vocabulary import LINK_RELATIONS
from seed.pipeline import read_article

MOU = "INTERPOL and Europol signed a memorandum of understanding on 3 May 2019. "


def links(text: str) -> dict[str, list[tuple[str, str]]]:
    """The relations of each agreement by its kind; each claim's value is what stands at its place."""
    findings = read_article(article(text), LEXICON)
    found: dict[str, list[tuple[str, str]]] = {}
    for report in findings.reports:
        kind = next(claim.value for claim in report.claims if claim.attribute == "kind")
        for claim in report.claims:
            if claim.attribute in LINK_RELATIONS:
                assert findings.text[claim.start : claim.end] == claim.value
                found.setdefault(kind, []).append((claim.attribute, claim.value))
    return found


@pytest.mark.parametrize(
    ("text", "kind", "relation", "words"),
    [
        (
            "INTERPOL and Europol signed a joint action plan on 3 May 2019 which supplements the 2014 memorandum of "
            "understanding.",
            *("joint action plan", "supplements", "the 2014 memorandum of understanding"),
        ),
        (
            "INTERPOL and Europol signed a protocol of cooperation on 3 May 2019. It complements the memorandum of "
            "understanding of 2014.",
            *("protocol", "supplements", "the memorandum of understanding of 2014"),
        ),
        (
            "Under the 2014 memorandum of understanding INTERPOL and Europol signed a joint action plan in May 2019.",
            *("joint action plan", "implements", "the 2014 memorandum of understanding"),
        ),
        (
            MOU + "The new memorandum supersedes the one of December 2014, which nobody had used.",
            *("memorandum of understanding", "replaces", "the one of December 2014"),
        ),
        (
            "INTERPOL und Europol unterzeichneten am 3. Mai 2019 eine Arbeitsvereinbarung. Die Vereinbarung ergänzt "
            "das Abkommen, das beide im Jahr 2012 unterzeichnet haben.",
            *("working arrangement", "supplements", "das Abkommen, das beide im Jahr 2012"),
        ),
        (
            "INTERPOL et Europol ont signé un protocole d'accord le 3 mai 2019. Ce protocole d'accord remplace "
            "l'accord de coopération de 2001.",
            *("memorandum of understanding", "replaces", "l'accord de coopération de 2001"),
        ),
        (
            "INTERPOL y Europol firmaron un memorando de entendimiento el 3 de mayo de 2019. El memorando sustituye al "
            "convenio de 2001.",
            *("memorandum of understanding", "replaces", "al convenio de 2001"),
        ),
        (
            "INTERPOL ed Europol hanno firmato un protocollo d'intesa il 3 maggio 2019. Il protocollo d'intesa "
            "sostituisce l'accordo di cooperazione del 2001.",
            *("memorandum of understanding", "replaces", "l'accordo di cooperazione del 2001"),
        ),
        (
            "A INTERPOL e a Europol assinaram um memorando de entendimento em 3 de maio de 2019. O memorando substitui "
            "o acordo de cooperação de 2001.",
            *("memorandum of understanding", "replaces", "o acordo de cooperação de 2001"),
        ),
    ],
)
def test_a_relation_is_that_of_the_newer_instrument(text: str, kind: str, relation: str, words: str) -> None:
    assert links(text) == {kind: [(relation, words)]}


@pytest.mark.parametrize(
    "text",
    [
        MOU + "The memorandum does not replace the agreement of 2001.",
        MOU + "The memorandum builds on the agreement of 2001.",
        MOU + "Under the memorandum, training will be held.",
        MOU + "It supplements the work of the two bodies.",
        MOU + "The memorandum was replaced by the Director in his safe.",
        "INTERPOL and Europol signed a memorandum of understanding on 3 May 2019 and took stock of what was done "
        "under an agreement.",
        "INTERPOL et Europol ont signé un accord de coopération le 3 mai 2019. Ils complete the agreement of 2001.",
    ],
)
def test_what_is_denied_vague_or_of_the_instrument_itself_makes_no_link(text: str) -> None:
    assert links(text) == {}


def test_a_text_of_nothing_but_relations_takes_no_longer_than_its_length() -> None:
    def seconds(count: int) -> float:
        begin = time.process_time()
        read_article(article(MOU + "It supplements the agreement of 2014 under the memorandum " * count + "."), LEXICON)
        return time.process_time() - begin

    small, large = min(seconds(100) for _ in range(2)), seconds(800)
    assert large < 8 * 3 * max(small, 0.01)
