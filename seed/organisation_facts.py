"""What an article says of an organisation itself: whose arm or agency it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.findings import FoundClaim

if TYPE_CHECKING:
    from seed.document import Document
    from seed.lexicon import Lexicon
    from seed.mentions import Mentions


def parent_claims(document: Document, mentions: Mentions, lexicon: Lexicon) -> dict[str, list[FoundClaim]]:
    """For each organisation that the text calls the arm of another, the claim of its `parent`."""
    patterns = lexicon.grammar.organisation_facts
    claims: dict[str, list[FoundClaim]] = {}
    for sentence in document.sentences:
        places = mentions.within(sentence.start, sentence.end) if sentence.readable else []
        for index, place in enumerate(places):
            after = patterns.their_arm.match(document.text, place.end, sentence.end)
            before = patterns.its_arm_first.search(document.text[max(sentence.start, place.start - 70) : place.start])
            earlier = [item for item in places[:index] if item.id != place.id] if after or before else []
            if earlier:
                end = after.end() if after else place.end
                start = place.start if after else place.start - len(before[0] if before else "")
                claim = FoundClaim("parent", earlier[-1].id, start, end, "arm-of-the-one-before")
                claims.setdefault(place.id, []).append(claim)
            of = patterns.arm_of.match(document.text, place.end, sentence.end)
            later = [item for item in places[index + 1 :] if of and item.start == of.end()]
            if later and later[0].id != place.id:
                claim = FoundClaim("parent", later[0].id, place.start, later[0].end, "arm-of")
                claims.setdefault(place.id, []).append(claim)
    return claims
