"""The sentences of generated articles: templates written out field by field, with a claim for each thing they say."""

from __future__ import annotations

from datetime import date
from string import Formatter
from typing import TYPE_CHECKING, Any, NamedTuple

from seed.sameness import LATEST

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from bench.cast import Body, Cast, Initiative
    from bench.heads import Head

ONLY, ALIKE, PRECISE = "only statement", "all statements agree", "most precise"
NEAREST, FURTHEST = "published nearest in time", "the furthest that it is said to have come"
RULES = {"signed": "signed", "referred": "older-instrument", "in force": "in-force"}
OWNED = 0.3  # share of the initiatives that are said to be someone's
LESS = "announced"  # what is said of an agreement's status where articles differ


class Claim(NamedTuple):
    """A claim as its row, with what resolving decided."""

    attribute: str
    value: str
    role: str | None
    of: str | None
    start: int
    end: int
    rule: str
    basis: str
    chosen: int = 1
    reason: str | None = None


class Sentences:
    """The text of an article as it grows, and what it says so far. `about` tells of which agreement it speaks now."""

    def __init__(self, cast: Cast, dice: random.Random) -> None:
        self._cast, self._dice = cast, dice
        self._templates: dict[str, list[tuple[str, str | None]]] = {}
        self._fields: dict[str, Callable[[], None]] = {
            "a": self._parties, "w": self._status, "k": self._kind, "on": self._on, "at": self._at,
            "t": self._topics, "x": self._words, "p": self._provisions, "n": self._people, "o": self._older,
            "l": self._lasting, "e": self._until, "i": self._initiative,
        }  # fmt: skip

    def begin(self, language: str) -> None:
        """An empty article."""
        self._language, self._table = language, self._cast.tables[language]
        self._corpus = self._cast.corpus[language]
        self._parts: list[str] = []
        self._at_char = 0
        self._mentions: list[tuple[int, int, str | None, str | None]] = []
        self._own: list[tuple[str, Claim]] = []
        self._of_initiatives: list[tuple[str, Claim]] = []
        self._signatories: list[tuple[str, str, str]] = []
        self._said_topics: list[str] = []
        self._said_provisions: list[str] = []
        self._bodies: list[Body] = []
        self._link_words: str | None = None
        self._duration: str | None = None
        self._expires: str | None = None
        self._served: Initiative | None = None

    def about(self, head: Head, difference: str | None) -> list[Claim]:
        """From here on the sentences are about an agreement: the article's own, or with a difference, even an empty
        one, another that it mentions. The claims that come of them."""
        self._head, self._difference = head, difference
        self._is_main = difference is None
        self._claims: list[Claim] = []
        return self._claims

    def _sentence(self, name: str, first: bool = False) -> None:
        """A sentence that names the instrument: the quote of the claim that there is one."""
        if self._parts and not self._parts[-1].endswith(" "):
            self._add(" ")
        start, place = self._at_char, len(self._claims)
        self._write(f"{name}:0" if first else self._pick(name), name)
        rule = self._rule()
        self._claims.insert(
            place, Claim("agreement", self._head.title, None, None, start, self._at_char, rule, "stated")
        )

    def _pick(self, name: str) -> str:
        choices = self._table[name]
        return f"{name}:{int(self._dice.random() * len(choices))}"

    def _write(self, template: str, name: str) -> None:
        """Writes a template of the language, field by field."""
        key = f"{self._language}.{template}"
        parsed = self._templates.get(key)
        if parsed is None:
            place = template.partition(":")[2]
            text = self._table[name][int(place)] if place else self._table[name]
            parsed = self._templates[key] = [(literal, field) for literal, field, _, _ in Formatter().parse(text)]
        if self._parts and not self._parts[-1].endswith(" "):
            self._add(" ")
        for literal, field in parsed:
            if literal:
                self._add(literal)
            if field is not None:
                self._fields[field]()

    def _add(self, words: str) -> tuple[int, int]:
        start = self._at_char
        self._parts.append(words)
        self._at_char = start + len(words)
        return start, self._at_char

    def _claim(self, attribute: str, value: str, span: tuple[int, int], rule: str, **more: Any) -> None:
        basis = more.pop("basis", "stated")
        self._claims.append(
            Claim(attribute, value, more.pop("role", None), more.pop("of", None), *span, rule, basis, **more)
        )

    def _rule(self) -> str:
        status = self._head.status
        if status == "referred" or not self._is_main:
            return "older-instrument"
        return f"{RULES.get(status, status)}-before"

    def _reason(self, attribute: str, stated_by_all: bool = True) -> str | None:
        """Why the first article's value is shown; later articles' claims bear no reason."""
        if not self._is_main:
            return None
        others = self._head.others
        if attribute in others:
            return FURTHEST if attribute == "status" else NEAREST
        return ALIKE if others and stated_by_all else ONLY

    def _parties(self) -> None:
        last = len(self._head.parties) - 1
        for place, body in enumerate(self._head.parties):
            if place:
                self._add(self._table["and"] if place == last else ", ")
            span = self._name(body)
            self._claims.append(Claim("party", body.id, None, None, *span, "party", "stated"))

    def _name(self, body: Body) -> tuple[int, int]:
        span = self._add(body.named[int(self._dice.random() * len(body.named))])
        self._mentions.append((*span, body.id, None))
        self._bodies.append(body)
        return span

    def _status(self) -> None:
        head = self._head
        value = LESS if self._difference == "status" else head.status
        span = self._add(self._table["statuses"][value])
        same = value == head.status
        self._claim("status", value, span, self._rule(), chosen=int(same), reason=self._reason("status"))

    def _kind(self) -> None:
        span = self._add(self._table["kinds"][self._head.kind])
        self._claim("kind", self._head.kind, span, "named-kind", reason=self._reason("kind"))

    def _on(self) -> None:
        head = self._head
        if head.date is None:
            return
        value, day = head.date, date.fromordinal(head.day)
        if self._difference == "date":
            value = date.fromordinal(head.day + 1 if day.day == 1 else head.day - 1).isoformat()
        elif not self._is_main:
            value = head.date[:4]
        if not self._is_main and self._difference != "date" and len(value) == len(head.date):
            reason, chosen = None, 1
        else:
            reason, chosen = self._reason_of_date(), int(value == head.date)
        resolved = head.basis == "resolved" and self._is_main
        before, after = self._table["on"][("year", "month", "day")[(len(value) - 4) // 3]].split("{}")
        self._add(before)
        words = self._in_words(date.fromisoformat(value).toordinal()) if len(value) == 10 else self._coarse(value)
        span = self._add(words[:-5] if resolved else words)
        if after:
            self._add(after)
        rule = "day-month" if resolved else ("year", "month-year", "day-month-year")[(len(value) - 4) // 3]
        basis = "resolved" if resolved else "stated"
        self._claim("date", value, span, rule, basis=basis, chosen=chosen, reason=reason)

    def _reason_of_date(self) -> str | None:
        if not self._is_main:
            return None
        others = self._head.others
        if "date" in others:
            return NEAREST
        return ONLY if not others else ALIKE if self._head.precision == "year" else PRECISE

    def _coarse(self, value: str) -> str:
        return value if len(value) == 4 else f"{self._corpus['months'][int(value[5:]) - 1]} {value[:4]}"

    def _in_words(self, day: int) -> str:
        when = date.fromordinal(day)
        return f"{when.day} {self._corpus['months'][when.month - 1]} {when.year}"

    def _at(self) -> None:
        head = self._head
        place = head.place
        if place is None or (not self._is_main and self._difference != "place"):
            return
        while self._difference == "place" and place == head.place:
            place = self._cast.places.draw(self._dice)
        before, _ = self._table["at"].split("{}")
        self._add(before)
        span = self._add(place)
        # Only an article that says otherwise says a place again.
        reason = self._reason("place", stated_by_all=False)
        self._claim("place", place, span, "signed-in", chosen=int(place == head.place), reason=reason)

    def _topics(self) -> None:
        self._listed("topic", self._cast.topics, self._said_topics, "topic-words", 1.6)

    def _provisions(self) -> None:
        self._listed("provision", self._cast.provisions, self._said_provisions, "provision-words", 1.4)

    def _listed(self, attribute: str, table: Any, said: list[str], rule: str, about: float) -> None:
        dice = self._dice
        for place, (value, *words) in enumerate(table[self._language].several(dice, int(dice.random() * about) + 1)):
            if place:
                self._add(self._table["and"])
            span = self._add(words[int(dice.random() * len(words))])
            self._claim(attribute, value, span, rule)
            said.append(value)

    def _words(self) -> None:
        count = 3 + int(self._dice.random() * 7)
        self._add(" ".join(self._cast.stock.words(self._dice, self._language, count)))

    def _people(self) -> None:
        dice, head = self._dice, self._head
        for place, body in enumerate(head.parties[:2]):
            name = f"{self._cast.first_names.draw(dice)} {self._cast.stock.names.draw(dice)}"
            role = self._cast.roles.draw(dice)
            if place:
                self._add(self._table["and"])
            span = self._add(name)
            _, middle, between, _ = self._table["role_of"].split("{}")
            self._add(f"{middle}{role}{between}")
            self._name(body)
            if name in (each[0] for each in self._signatories):
                continue
            self._claim("signatory", name, span, "signed-by", role=role, of=body.id)
            self._signatories.append((name, role, body.id))

    def _older(self) -> None:
        link = self._head.link
        if link is None:
            return
        before, kind, after = self._older_parts()
        self._add(before.replace("{w}", self._table["relations"][link.relation]))
        start = self._at_char
        self._add(self._table["kinds"][link.kind])
        if link.year is not None:
            self._add(kind)
            self._add(link.year)
        span = start, self._at_char
        self._link_words = "".join(self._parts)[span[0] : span[1]]
        self._claim(link.relation, self._link_words, span, "older-beside", role=link.kind)
        if "{w}" in after:
            self._add(after.replace("{w}", self._table["relations"][link.relation]))

    def _older_parts(self) -> tuple[str, str, str]:
        before, rest = self._table["older"].split("{k}")
        between, after = rest.split("{y}")
        return before, between, after

    def _lasting(self) -> None:
        years = 2 + int(self._dice.random() * 4)
        self._duration = f"{years} years"
        self._claim(
            "duration", self._duration, self._add(self._table["years"].format(years)), "time-it-lasts", reason=ONLY
        )

    def _until(self) -> None:
        day = min(self._head.day + 365 * (1 + int(self._dice.random() * 9)), LATEST)
        self._expires = date.fromordinal(day).isoformat()
        self._claim("expires", self._expires, self._add(self._in_words(day)), "ends-on", reason=ONLY)

    def _initiative(self) -> None:
        found = self._served = self._cast.initiatives.draw(self._dice)
        span = self._add(found.name)
        self._mentions.append((*span, None, found.id))
        self._claim("initiative", found.id, span, "named-beside")
        if self._dice.random() < OWNED:
            owner = self._cast.bodies.things[found.owner]
            self._add(self._table["run_by"].partition("{}")[0])
            start, end = self._name(owner)
            claim = Claim("run by", owner.id, None, None, start, end, "run-by", "stated")
            self._of_initiatives.append((found.id, claim))

    def _arm(self, body: Body, parent: str) -> None:
        """Says whose arm a body is that only texts name."""
        self._add(" ")
        start = self._at_char
        self._name(body)
        self._add(self._table["arm_of"].split("{}")[1])
        self._name(self._cast.by_id[parent])
        self._own.append((body.id, Claim("parent", parent, None, None, start, self._at_char, "arm-of", "stated")))
        self._add(".")
