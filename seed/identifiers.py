"""Readable ids that stay the same: `interpol-europol-mou-2011`."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from db.findings import ResolvedAgreement, StoredAgreement

    Named = ResolvedAgreement | StoredAgreement

KIND_SLUGS = {
    "cooperation agreement": "cooperation-agreement",
    "memorandum of understanding": "mou",
    "supplementary agreement": "supplementary-agreement",
    "working arrangement": "working-arrangement",
    "joint action plan": "action-plan",
    "joint declaration": "declaration",
    "protocol": "protocol",
    "framework agreement": "framework-agreement",
    "strategic partnership": "partnership",
    "administrative arrangement": "administrative-arrangement",
    "letter of intent": "letter-of-intent",
    "other": "agreement",
}
UNRANKED = 1_000_000
PARTIES_NAMED = 4
LONGEST = 40
HASH_DIGITS = 6
WORD = re.compile(r"[a-z0-9]+")


def slug(text: str, longest: int = LONGEST) -> str:
    """`text` as lower-case ASCII words joined by hyphens, at most `longest` characters; `x` when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept: list[str] = []
    for word in WORD.findall("".join(char for char in plain if not unicodedata.combining(char))):
        if len("-".join([*kept, word])) > longest:
            break
        kept.append(word)
    return "-".join(kept) or "x"


def agreement_ids(
    agreements: Sequence[tuple[Named, str]],
    ranks: Mapping[str, int],
    taken: Collection[str] = (),
) -> tuple[str, ...]:
    """One id for each of `agreements`, in their order; the same ids whatever that order is.

    Each agreement comes with the sha256 of an article that reports it (the least, say), which parts those that are
    alike in everything else. `ranks` orders the parties by organisation id. No id of `taken` is given again.
    """
    stems: dict[tuple[object, ...], str] = {}
    keys: list[tuple[str, str, str, str]] = []
    for agreement, sha256 in agreements:
        alike = agreement.kind, agreement.parties
        if alike not in stems:
            stems[alike] = stem(agreement, ranks)
        keys.append((stems[alike], agreement.date or "9999", sha256, agreement.title))
    ids: dict[int, str] = {}
    used = set(taken)
    for place in sorted(range(len(agreements)), key=lambda place: keys[place]):
        ids[place] = _free(keys[place][0], agreements[place][0].date, used)
        used.add(ids[place])
    return tuple(ids[place] for place in range(len(agreements)))


def stem(agreement: Named, ranks: Mapping[str, int]) -> str:
    """What an id begins with: the parties in the order of their ranks, and the kind. Equal ids have equal stems."""
    ordered = sorted((party for party, _ in agreement.parties), key=lambda party: (ranks.get(party, UNRANKED), party))
    names = [slug(party) for party in ordered[:PARTIES_NAMED]]
    if len(ordered) > PARTIES_NAMED:
        names.append(f"and-{len(ordered) - PARTIES_NAMED}-more")
    if names != ordered:
        # Something was left out; the hash of all parties keeps ids apart, whichever agreement comes first.
        names.append(hashlib.sha256("|".join(sorted(ordered)).encode()).hexdigest()[:HASH_DIGITS])
    return "-".join([*names, KIND_SLUGS.get(agreement.kind, "agreement")])


def _free(begin: str, date: str | None, used: Collection[str]) -> str:
    """The shortest form that is not in use: with the year, the month, the day, then with a number."""
    forms = [f"{begin}-{date[:length]}" for length in (4, 7, 10) if length <= len(date)] if date else [begin]
    for form in forms:
        if form not in used:
            return form
    number = 2
    while f"{forms[-1]}-{number}" in used:
        number += 1
    return f"{forms[-1]}-{number}"
