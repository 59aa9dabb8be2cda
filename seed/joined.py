"""The bodies of a sentence that names an instrument: which stand together, which stand aside, what came before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seed.cues import Cue
    from seed.document import Sentence
    from seed.grammar import PartiesPatterns
    from seed.mentions import Mention
    from seed.people import Person

WITHIN = 120  # characters between an instrument's name and "with"


class Context(NamedTuple):
    """What came before: the two bodies last joined, and the body that the article speaks of most.

    `sure` when no other body was named since those two were. `near` are the bodies of the sentence right before, or of
    the one before that when it names none; `agreed` the parties of the instrument that was spoken of last.
    """

    pair: tuple[str, ...]
    lead: str | None
    sure: bool = False
    near: tuple[Mention, ...] = ()
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an instrument is named, who else is named there (bodies, states, people), and how parties are told.

    `first` and `last` bound the words that may be this instrument's own: those between the names of its neighbours.
    """

    text: str
    sentence: Sentence
    cue: Cue
    mentions: Sequence[Mention]
    people: Sequence[Person]
    patterns: PartiesPatterns
    first: int
    last: int


def chain(text: str, mentions: Sequence[Mention], first: int, patterns: PartiesPatterns) -> list[Mention]:
    """The mentions from `first` on that only "and", commas, articles and brackets part."""
    linked = [mentions[first]]
    for mention in mentions[first + 1 :]:
        gap = patterns.link.fullmatch(text, linked[-1].end, mention.start)
        if not gap and not _bracketed(text, linked[-1], mention):
            break
        linked.append(mention)
    return linked


def chains(text: str, mentions: Sequence[Mention], patterns: PartiesPatterns) -> Iterator[Sequence[Mention]]:
    """The chain from each mention on, each gap looked at once."""
    end = 0
    for first in range(len(mentions)):
        if first + 1 >= end:
            end = first + len(chain(text, mentions, first, patterns))
        yield mentions[first:end]


def _bracketed(text: str, left: Mention, right: Mention) -> bool:
    return left.id == right.id and text[left.end : right.start].strip() in {"(", ",", "–", "-"}


def once(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Each body where it stands first."""
    first: dict[str, Mention] = {}
    for mention in found:
        first.setdefault(mention.id, mention)
    return tuple(first.values())


def stands_aside(text: str, mention: Mention, cue: Cue, patterns: PartiesPatterns) -> bool:
    """Whether the body is no party: set apart by the words around it, or the owner of something else."""
    if set_apart(text, mention, patterns):
        return True
    owner = patterns.possessive.match(text, mention.end)
    return bool(owner) and not 0 <= cue.start - mention.end <= 40


def set_apart(text: str, mention: Mention, patterns: PartiesPatterns) -> bool:
    """Whether the words around the name say that it is no party: a topic, a host, the owner of a meeting."""
    before = text[max(0, mention.start - 40) : mention.start]
    return bool(patterns.aside.search(before) or patterns.owned.match(text, mention.end))


def named_bodies(place: Place) -> list[Mention]:
    """The bodies that the sentence names, but for topics, hosts and owners, and the body of one who signed."""
    signer = _of_one_signer(place)
    return [
        item
        for item in place.mentions
        if not item.state and item != signer and not stands_aside(place.text, item, place.cue, place.patterns)
    ]


def _of_one_signer(place: Place) -> Mention | None:
    """ "The agreement, signed by Ann Bell and Union Commissioner José Ruiz": the office tells no party.

    Where two bodies send people the sentence tells the parties by them.
    """
    signed = place.patterns.signed.search(place.text, place.cue.end, place.sentence.end)
    people = [one for one in place.people if signed and one.left >= signed.end() and one.organisation]
    if len({one.organisation for one in people}) != 1:
        return None
    one = people[0]
    if signed and place.patterns.with_another.search(place.text, signed.end(), one.left):
        return None
    return next(
        (item for item in place.mentions if item.id == one.organisation and one.left <= item.start < one.right), None
    )


def after_with(
    text: str, start: int, end: int, mentions: Sequence[Mention], patterns: PartiesPatterns
) -> list[Mention]:
    """The bodies after a "with" that stands between two positions, not far from the first."""
    for match in patterns.with_another.finditer(text, start, min(start + WITHIN, end)):
        for first, mention in enumerate(mentions):
            if mention.start >= match.end() and patterns.first_after.fullmatch(text, match.end(), mention.start):
                linked = chain(text, mentions, first, patterns)
                return linked[:-1] if len(linked) > 1 and patterns.acts.match(text, linked[-1].end) else linked
    return []
