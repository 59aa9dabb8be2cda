"""Who signed. Being quoted, pictured or present is not signing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from seed.document import Document, Sentence
    from seed.grammar import SignatoriesPatterns
    from seed.lexicon import Lexicon
    from seed.people import Person

BY_WITHIN = 220  # characters between "signed" and "by"
GAP = 170  # characters between two people of a list, or between people and what they did
LEAD = 90  # characters between "the signatures of" and the first of them
NEXT = 12  # characters between a verb and the one who did it, where the order is turned round
BEFORE = 60  # characters before a word that are looked at

Group = tuple["Person", ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence, the people of it in groups that are lists, and the patterns."""

    text: str
    start: int
    end: int
    groups: tuple[Group, ...]
    patterns: SignatoriesPatterns


def find_signatories(
    text: str, sentence: Sentence, people: Sequence[Person], patterns: SignatoriesPatterns
) -> list[Person]:
    """The people of `sentence` who are said to have signed, in the order in which they are found."""
    if not people:
        return []
    scene = _Scene(text, sentence.start, sentence.end, _groups(text, sentence, people, patterns), patterns)
    found: dict[Person, None] = {}
    for act in patterns.act.finditer(text, scene.start, scene.end):
        if not patterns.unsigned.search(_before(scene, act.start())):
            found.update(dict.fromkeys(_of_act(scene, act)))
    for pattern in (patterns.listed, patterns.turned):
        for lead in pattern.finditer(text, scene.start, scene.end):
            found.update(dict.fromkeys(_following(scene, lead.end(), LEAD)))
    if patterns.did_so.search(text, scene.start, scene.end):
        found.update(dict.fromkeys(_of_others(scene)))
    return list(found)


def tells_of_signing(document: Document, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the sentence holds any word of signing."""
    if lexicon.signing.isdisjoint(document.words(sentence.start, sentence.end)):  # most sentences; quickly told
        return False
    patterns = lexicon.grammar.signatories
    return any(
        pattern.search(document.text, sentence.start, sentence.end)
        for pattern in (patterns.act, patterns.listed, patterns.did_so)
    )


def signs_again(text: str, sentence: Sentence, patterns: SignatoriesPatterns) -> bool:
    """Whether the sentence says that those signed who were named before: "They signed", "The two have signed"."""
    if patterns.left_out.match(text, sentence.start, sentence.end):
        return True
    for act in patterns.act.finditer(text, sentence.start, sentence.end):
        before = text[max(sentence.start, act.start() - BEFORE) : act.start()]
        pronoun = patterns.pronoun.search(before)
        if pronoun and not patterns.one.fullmatch(pronoun[1]) and not patterns.unsigned.search(before):
            return True
    return False


def first_listed(
    text: str, sentence: Sentence, people: Sequence[Person], patterns: SignatoriesPatterns
) -> list[Person]:
    """The first people whom a sentence lists side by side: those whom "they" means in the next one."""
    return list(next((group for group in _groups(text, sentence, people, patterns) if len(group) > 1), ()))


def _groups(
    text: str, sentence: Sentence, people: Sequence[Person], patterns: SignatoriesPatterns
) -> tuple[Group, ...]:
    """The people in lists, without those who are only witnesses, hosts or speakers."""
    groups: list[list[Person]] = []
    reach = sentence.start
    joins = False
    for person in people:
        between = text[min(reach, person.left) : person.left]
        if _is_aside(between, patterns):
            joins = False
        elif joins and _listed(between, patterns):
            groups[-1].append(person)
        else:
            groups.append([person])
            joins = True
        reach = max(person.right, reach)
    return tuple(tuple(group) for group in groups)


def _is_aside(before: str, patterns: SignatoriesPatterns) -> bool:
    """Whether the last words before a person set them aside: "in the presence of", "accompanied by"."""
    last = before[max(before.rfind(sign) for sign in ",;:") + 1 :]
    found = [match.end() for match in patterns.onlooker.finditer(last)]
    return bool(found) and not patterns.by_before.search(last[found[-1] :].lstrip()[2:])


def _listed(between: str, patterns: SignatoriesPatterns) -> bool:
    """Whether only a comma, "and" and what tells of the people stand between two."""
    return patterns.joined.search(between) is not None and _plain(between, GAP, patterns)


def _plain(between: str, longest: int, patterns: SignatoriesPatterns) -> bool:
    """Whether the words begin no other clause, and tell of nobody who spoke or stood by."""
    if len(between) > longest:
        return False
    kept = patterns.aside.sub(" ", between)
    return not (
        patterns.clause.search(kept)
        or patterns.onlooker.search(kept)
        or patterns.spoke.search(kept)
        or patterns.ended.search(kept)
    )


def _before(scene: _Scene, place: int) -> str:
    return scene.text[max(scene.start, place - BEFORE) : place]


def _of_act(scene: _Scene, act: re.Match[str]) -> list[Person]:
    """Who did it: those after "by", those before the verb and beside them, or those right after the verb."""
    after = _after_by(scene, act)
    if after:
        return after
    subject = _subject(scene, act)
    if subject:
        return [*subject, *_partners(scene, act), *_gapped(scene, act)]
    if scene.patterns.act_first.search(_before(scene, act.start()) + act.group()):
        return _following(scene, act.end(), GAP)
    return _next_subject(scene, act)


def _next_subject(scene: _Scene, act: re.Match[str]) -> list[Person]:
    """ "After signing the memorandum, Ann Bell said"."""
    if not scene.patterns.participle.match(scene.text, act.start()):
        return []
    for person in (person for group in scene.groups for person in group if person.start > act.end()):
        before = scene.text[act.end() : max(act.end(), person.left)]
        if before.rstrip().endswith(","):
            return [person] if len(before) <= GAP and ";" not in before else []
    return []


def _after_by(scene: _Scene, act: re.Match[str]) -> list[Person]:
    text, patterns = scene.text, scene.patterns
    stop = min(act.end() + BY_WITHIN, scene.end)
    between = patterns.by_signing.match(text[act.end() : stop])
    if between:
        found = _following(scene, act.end() + between.end(), LEAD)
        if found:
            return found
    for by in patterns.by.finditer(text, act.end(), stop):
        between_them = text[act.end() : by.start()]
        if _broken(between_them, patterns) or _named(scene, act.end(), by.start()):
            break
        found = _following(scene, by.end(), GAP)
        if found:
            return found
    return []


def _broken(between: str, patterns: SignatoriesPatterns) -> bool:
    """Whether "signed" and "by" stand in different clauses: "signed by" may be "signed was the text yesterday by"."""
    kept = patterns.auxiliary.sub(" ", between)
    return ";" in kept or any(
        pattern.search(kept) is not None for pattern in (patterns.onlooker, patterns.spoke, patterns.clause)
    )


def _named(scene: _Scene, start: int, end: int) -> bool:
    return any(start <= person.start < end for group in scene.groups for person in group)


def _following(scene: _Scene, place: int, longest: int) -> list[Person]:
    """The list that begins after `place`, if only offices and bodies stand before it."""
    for group in scene.groups:
        rest = [person for person in group if person.start >= place]
        if rest:
            lead = scene.text[place : max(place, rest[0].left)]
            spoken = scene.patterns.speaks.match(scene.text, rest[-1].end, scene.end)
            return rest if not spoken and ";" not in lead and _plain(lead, longest, scene.patterns) else []
    return []


def _subject(scene: _Scene, act: re.Match[str]) -> Group:
    """Those before the verb who do it."""
    text, patterns, before = scene.text, scene.patterns, _before(scene, act.start())
    cut = (tuple(person for person in group if person.end <= act.start()) for group in scene.groups)
    earlier = [group for group in cut if group]
    if not earlier:
        return ()
    pronoun = patterns.pronoun.search(before)
    if pronoun:
        if patterns.one.fullmatch(pronoun[1]):
            return earlier[0][:1]
        return next((group for group in earlier if len(group) > 1), ())
    last = earlier[-1]
    gap = patterns.parenthesis.sub(" ", text[min(last[-1].right, act.start()) : act.start()])
    if patterns.suffered.search(before):
        return last if patterns.by_before.search(text[scene.start : last[0].left]) and len(gap) <= GAP else ()
    if patterns.shared.search(gap):
        return earlier[0]
    if patterns.relative.match(gap):
        return last[-1:]
    return last if _plain(gap, GAP, patterns) and ";" not in gap else ()


def _partners(scene: _Scene, act: re.Match[str]) -> list[Person]:
    """ "signed a memorandum with Northpol's Director, Ann Bell"."""
    for partner in scene.patterns.partner.finditer(scene.text, act.end(), scene.end):
        if not _plain(scene.text[act.end() : partner.start()], GAP, scene.patterns):
            break
        found = _following(scene, partner.end(), LEAD)
        if found:
            return found
    return []


def _gapped(scene: _Scene, act: re.Match[str]) -> list[Person]:
    """ "Ann Bell signed for Northpol, José Ruiz for the Academy"."""
    text, patterns = scene.text, scene.patterns
    later = [person for group in scene.groups for person in group if person.start >= act.end()]
    between = text[act.end() : later[0].left] if later else ""
    if not patterns.stands_for.search(between) or not _listed(between, patterns):
        return []
    return later[:1] if patterns.stands_for.match(text, later[0].end, scene.end) else []


def _of_others(scene: _Scene) -> Iterator[Person]:
    """ "Northpol's Director, Ann Bell, did so for the agency"."""
    for match in scene.patterns.did_so.finditer(scene.text, scene.start, scene.end):
        after = _following(scene, match.end(), NEXT)
        near = [group for group in scene.groups if 0 <= match.start() - group[-1].right <= BEFORE]
        yield from after or (near[-1] if near else ())
