"""What was not signed is no agreement; the twins, which were, are."""

from __future__ import annotations

import pytest
from test_agreements import agreements, brief


@pytest.mark.parametrize(
    "text",
    [
        "FIFA and UNESCO did not sign a memorandum of understanding on 3 May 2014.",
        "FIFA and UNESCO have not signed a memorandum of understanding.",
        "FIFA has not yet signed a working arrangement with UNESCO.",
        "FIFA and UNESCO never signed a memorandum of understanding.",
        "FIFA and UNESCO didn't sign a memorandum of understanding.",
        "A memorandum of understanding between FIFA and UNESCO was not signed.",
        "A memorandum of understanding between FIFA and UNESCO was never signed.",
        "The memorandum of understanding between FIFA and UNESCO has not been formally signed.",
        "FIFA denied that it signed a memorandum of understanding with UNESCO.",
        "FIFA denied having signed a memorandum of understanding with UNESCO.",
        "FIFA denied on Monday that it had signed a memorandum of understanding with UNESCO.",
        "FIFA and UNESCO cancelled the signing of a memorandum of understanding.",
        "FIFA and UNESCO postponed the planned signing of a memorandum of understanding.",
        "The signing of a memorandum of understanding between FIFA and UNESCO was cancelled.",
        "FIFA refused to sign a memorandum of understanding with UNESCO.",
        "FIFA and UNESCO failed to sign a memorandum of understanding.",
        "FIFA and UNESCO will not sign a memorandum of understanding.",
        "FIFA and UNESCO parted without signing a memorandum of understanding.",
        "FIFA and UNESCO would have signed a memorandum of understanding.",
        "If FIFA and UNESCO signed a memorandum of understanding, sport would gain.",
        "The memorandum of understanding that FIFA and UNESCO never signed is lost.",
        "The memorandum of understanding between FIFA and UNESCO, never signed, is lost.",
        "FIFA et UNESCO n'ont pas signé de protocole d'accord.",
        "FIFA et UNESCO n’ont jamais signé un protocole d'accord.",
        "FIFA y UNESCO no firmaron un memorando de entendimiento.",
        "FIFA y UNESCO no han firmado un memorando de entendimiento.",
        "FIFA y UNESCO nunca firmaron un memorando de entendimiento.",
        "FIFA und UNESCO haben das Abkommen nicht unterzeichnet.",
        "FIFA und UNESCO unterzeichneten das Abkommen nicht.",
        "FIFA und UNESCO haben ein Kooperationsabkommen nie unterzeichnet.",
        "FIFA und UNESCO haben kein Kooperationsabkommen unterzeichnet.",
        "FIFA e UNESCO non hanno firmato un protocollo d'intesa.",
        "FIFA e UNESCO non hanno mai firmato un accordo di cooperazione.",
        "FIFA e UNESCO não assinaram um memorando de entendimento.",
        "FIFA e UNESCO nunca assinaram um acordo de cooperação.",
    ],
)
def test_what_was_not_signed_is_no_agreement(text: str) -> None:
    assert brief(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "FIFA and UNESCO not only met but signed a memorandum of understanding.",
        "FIFA and UNESCO did not delay and signed a memorandum of understanding.",
        "FIFA and UNESCO not only signed a memorandum of understanding but met.",
        "FIFA, which had denied the claims, signed a memorandum of understanding with UNESCO.",
        "FIFA denied the claims and signed a memorandum of understanding with UNESCO.",
        "After failed talks FIFA and UNESCO signed a memorandum of understanding.",
        "FIFA had never signed a protocol of cooperation before it signed a memorandum of understanding with UNESCO.",
        "FIFA and UNESCO signed a memorandum of understanding that does not cover doping.",
        "FIFA and UNESCO signed a memorandum of understanding, which was not easy.",
        "FIFA did not hesitate to sign; with UNESCO it signed a memorandum of understanding.",
        "A memorandum of understanding between FIFA and UNESCO was signed, not announced.",
        "FIFA and UNESCO cancelled a match and signed a memorandum of understanding.",
        "FIFA e UNESCO, reunidos no Brasil, assinaram um memorando de entendimento.",
        "FIFA und UNESCO unterzeichneten das Kooperationsabkommen, das nicht geheim ist.",
        "FIFA et UNESCO ont signé un protocole d'accord, pas un traité.",
        "The signing of a memorandum of understanding between FIFA and UNESCO was welcomed.",
        "The signing of a memorandum of understanding between FIFA and UNESCO was not cancelled.",
        "Without further delay FIFA and UNESCO signed a memorandum of understanding.",
        "FIFA and UNESCO signed a memorandum of understanding, which had almost been cancelled.",
        "It is not the first time that FIFA signed a memorandum of understanding with UNESCO.",
        "The memorandum of understanding between FIFA and UNESCO was signed but has not entered into force.",
    ],
)
def test_words_of_denial_elsewhere_leave_a_signing_as_it_is(text: str) -> None:
    (found,) = brief(text)
    assert found[0] == "FIFA+UNESCO"
    assert found[2] == "signed"


def test_an_agreement_takes_nothing_from_a_sentence_that_denies() -> None:
    text = "FIFA and UNESCO will sign a memorandum of understanding. The memorandum was not signed on 3 May 2014."
    assert [(item["status"], item["date"]) for item in agreements(text)] == [("proposed", None)]
    twin = "FIFA and UNESCO will sign a memorandum of understanding. The memorandum was signed on 3 May 2014."
    assert [(item["status"], item["date"]) for item in agreements(twin)] == [("signed", "2014-05-03")]
    pact = (
        "FIFA and UNESCO announced a memorandum of understanding. Their pact was never signed, on 3 May 2014 or later."
    )
    assert [(item["status"], item["date"]) for item in agreements(pact)] == [("announced", None)]


@pytest.mark.parametrize("words", ["has not expired", "is not in force"])
def test_an_instrument_that_has_not_come_so_far_is_still_one(words: str) -> None:
    text = f"A memorandum of understanding between FIFA and UNESCO {words}."
    assert brief(text) == [("FIFA+UNESCO", "memorandum of understanding", "referred")]
