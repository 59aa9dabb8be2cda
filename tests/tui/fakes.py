"""A catalogue in memory, with the shapes that matter: several sources, a disagreement, an arm, an undated one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date as dt
from threading import Event

from db.edtf import EdtfDate, parse_edtf
from db.errors import NothingFoundError, SlowQueryError
from db.query import JUST_THE_ID, All, AnyOf, Dated, Facet, Node, Not, Party, Query, Within, Words
from db.records import (
    Agreement,
    AgreementRow,
    Article,
    ArticleRow,
    Claim,
    Initiative,
    Link,
    Organisation,
    Page,
    Signatory,
)
from db.records import Party as Member
from db.rows import Facets, FacetValue, Milestone, Suggestion, Tally

NAMES = {
    "interpol": ("International Criminal Police Organization", "INTERPOL", None),
    "europol": ("European Union Agency for Law Enforcement Cooperation", "Europol", None),
    "wco": ("World Customs Organization", "WCO", None),
    "osce": ("Organization for Security and Co-operation in Europe", "OSCE", None),
    "gcc": ("Cooperation Council for the Arab States of the Gulf", "GCC", None),
    "gccpol": ("Gulf Cooperation Council Police", "GCCPOL", "gcc"),
    "iaca": ("International Anti-Corruption Academy", "IACA", None),
    "un": ("United Nations", "UN", None),
    "unodc": ("United Nations Office on Drugs and Crime", "UNODC", None),
}

LYON = """LYON, France – Interpol and Europol have extended their close collaboration against transnational organized \
crime after the leaders of the two international police agencies agreed on Tuesday to establish a secure communication \
line between both organizations and endorsed a collaborative operational action plan.

Under a Memorandum of Understanding signed by Interpol Secretary General Ronald K. Noble and Europol Director Rob \
Wainwright, the line will allow the exchange of operational and strategic information.

The plan covers terrorism, maritime piracy and drug trafficking [see note]. It was signed on 12 October 2011 in Lyon.
"""
BALI = """BALI, Indonesia – INTERPOL has concluded cooperation agreements with several organizations.

INTERPOL entered into one such agreement with the General Secretariat of the Cooperation Council for the Arab States \
of the Gulf in relation to GCCPOL, their law enforcement arm. It recalls the memorandum signed with Europol on 11 \
October 2011, which set up a secure communication line.
"""
ARTICLES = {
    1: ArticleRow(1, "lyon", "INTERPOL and Europol agree joint initiatives", "INTERPOL", parse_edtf("2011-10-12"), "en",
                  "lyon.txt", "0" * 64, 2),
    2: ArticleRow(2, "bali", "INTERPOL signs agreements [/b] with [@click=app.quit]partners[/]", None, None, "en",
                  "bali.txt", "1" * 64, 3),
}  # fmt: skip
TEXTS = {1: LYON, 2: BALI}


def claim(attribute: str, value: str, article: int, words: str, number: int, **more: object) -> Claim:
    text = TEXTS[article]
    start = text.index(words)
    fields = {"role": None, "organisation": None, "rule": "test", "basis": "stated", "chosen": True, **more}
    return Claim(number, attribute, value, article=article, start=start, end=start + len(words), quote=words, **fields)  # type: ignore[arg-type]


def party(name: str) -> Member:
    full, acronym, _ = NAMES[name]
    return Member(name, full, acronym, None)


def memorandum() -> Agreement:
    who = (
        "Under a Memorandum of Understanding signed by Interpol Secretary General Ronald K. Noble and Europol Director "
        "Rob Wainwright"
    )
    claims = (
        claim("agreement", "Interpol–Europol memorandum", 1, who, 1),
        claim("party", "europol", 1, "Europol Director Rob Wainwright", 2),
        claim("party", "interpol", 1, "Interpol Secretary General Ronald K. Noble", 3),
        claim("kind", "memorandum of understanding", 1, "Memorandum of Understanding", 4),
        claim("status", "signed", 1, "signed by", 5),
        claim("date", "2011-10-11", 1, "on Tuesday", 6, basis="resolved"),
        claim("date", "2011-10-12", 1, "12 October 2011", 7, chosen=False),
        claim("date", "2011-10-11", 2, "11 October \n2011".replace("\n", ""), 8),
        claim("place", "Lyon", 1, "LYON, France", 9),
        claim("signatory", "Ronald K. Noble", 1, "Interpol Secretary General Ronald K. Noble", 10),
        claim("signatory", "Rob Wainwright", 1, "Europol Director Rob Wainwright", 11),
        claim("topic", "terrorism", 1, "terrorism", 12),
        claim("topic", "maritime piracy", 1, "maritime piracy", 13),
        claim("topic", "drug trafficking", 1, "drug trafficking", 14),
        claim("provision", "secure communications", 1, "a secure communication line between both organizations", 15),
        claim("provision", "secure communications", 2, "set up a secure communication line", 16),
        claim("provision", "information exchange", 1, "exchange of operational and strategic information", 17),
    )  # fmt: skip
    return Agreement(
        id="interpol-europol-mou-2011",
        title="INTERPOL–Europol memorandum of understanding",
        kind="memorandum of understanding",
        status="signed",
        date=parse_edtf("2011-10-11"),
        date_basis="resolved",
        place="Lyon",
        duration=None,
        expires=None,
        parties=(party("europol"), party("interpol")),
        signatories=(
            Signatory("Ronald K. Noble", "Secretary General", "INTERPOL"),
            Signatory("Rob Wainwright", "Director", "Europol"),
        ),
        topics=("terrorism", "maritime piracy", "drug trafficking"),
        provisions=("secure communications", "information exchange"),
        initiatives=(
            Initiative("secure-line", "secure communication line", None, "system", (("run by", "INTERPOL"),), ()),
        ),
        links=(Link("supplements", None, "cooperation agreement of 2001"),),
        articles=(ARTICLES[1], ARTICLES[2]),
        claims=claims,
    )


def plain(number: str, kind: str, status: str, date: EdtfDate | None, *parties: str) -> Agreement:
    words = "INTERPOL entered into one such agreement with the General Secretariat"
    return Agreement(
        number, f"{' – '.join(NAMES[p][1] for p in parties)} {kind}", kind, status, date, "stated" if date else None,
        None,
        None, None, tuple(party(p) for p in parties), (), ("transnational crime",), ("information exchange",), (), (),
        (ARTICLES[2],), (claim("agreement", number, 2, words, 1), claim("party", parties[0], 2, "INTERPOL entered", 2),
                         claim("kind", kind, 2, "agreements", 3), claim("status", status, 2, "concluded", 4)),
    )  # fmt: skip


def agreements() -> tuple[Agreement, ...]:
    day = parse_edtf
    return (
        plain("interpol-osce-plan-2017", "joint action plan", "signed", day("2017-05"), "interpol", "osce"),
        plain("interpol-wco-agreement-2016", "cooperation agreement", "signed", day("2016-11-09"), "interpol", "wco"),
        plain("interpol-osce-mou-2014", "memorandum of understanding", "referred", day("2014"), "interpol", "osce"),
        memorandum(),
        plain(
            "interpol-un-supplement-1999", "supplementary agreement", "in force", day("1999-12-08"), "interpol", "un"
        ),
        plain("interpol-wco-mou-1998", "memorandum of understanding", "referred", day("1998"), "interpol", "wco"),
        plain("interpol-un-agreement-1997", "cooperation agreement", "in force", day("1997-07-08"), "interpol", "un"),
        plain("interpol-gcc-agreement", "cooperation agreement", "approved", None, "interpol", "gcc", "gccpol"),
        plain("interpol-iaca-mou", "memorandum of understanding", "signed", None, "interpol", "iaca"),
        plain("interpol-unodc-plan", "joint action plan", "negotiating", None, "interpol", "unodc", "un"),
    )


class FakeCatalogue:
    """Answers like the real one. `gate`, when given, holds back the next page until it is set."""

    def __init__(self, found: tuple[Agreement, ...] | None = None) -> None:
        self.found = agreements() if found is None else found
        self.stored = {number: Article(row, TEXTS[number], ()) for number, row in ARTICLES.items()}
        self.gates: list[Event] = []
        self.failure: Exception | None = None
        self.notice = ""
        self.interrupted = 0
        self.threads: set[str] = set()

    def _matching(self, query: Query) -> list[Agreement]:
        def matches(agreement: Agreement) -> bool:
            words = f"{agreement.title} {agreement.id} {' '.join(agreement.topics)}".lower()
            ids = {p.id for p in agreement.parties}

            def holds(node: Node) -> bool:
                if isinstance(node, Words):
                    return node.text.lower() in words
                if isinstance(node, Party):
                    return node.name.lower().removeprefix(JUST_THE_ID) in ids
                if isinstance(node, Facet):
                    return {"kind": agreement.kind, "status": agreement.status}.get(node.field) in node.values
                if isinstance(node, Within):
                    return node.words.text.lower() in words
                if isinstance(node, Not):
                    return not holds(node.part)
                if isinstance(node, All | AnyOf):
                    return (all if isinstance(node, All) else any)(holds(part) for part in node.parts)
                if isinstance(node, Dated):
                    date = agreement.date
                    low, high = node.first or dt.min, node.last or dt.max
                    return date is not None and date.first_day <= high and date.last_day >= low
                return False

            return all(holds(part.node) for part in query.parts)

        return [agreement for agreement in self.found if matches(agreement)]

    def organisations(self, query: Query) -> tuple[Organisation, ...]:
        matching = self._matching(query)
        counts = {name: sum(any(p.id == name for p in a.parties) for a in matching) for name in NAMES}
        found = [
            Organisation(name, full, acronym, None, None, parent, True, (), counts[name])
            for name, (full, acronym, parent) in NAMES.items()
            if counts[name]
        ]
        return tuple(sorted(found, key=lambda o: (-o.agreements, o.name)))

    def page(
        self,
        query: Query,
        sort: str = "newest",
        offset: int = 0,
        limit: int = 100,
        known: Sequence[Milestone] = (),
        total: int | None = None,
    ) -> Page:
        if self.gates:
            gate = self.gates.pop(0)
            gate.wait(5)
        if self.failure is not None:
            raise self.failure
        matching = self._matching(query)
        if sort == "oldest":
            matching.reverse()
        rows = [
            AgreementRow(
                a.id,
                a.title,
                a.kind,
                a.status,
                str(a.date) if a.date else None,
                a.place,
                tuple(p.short for p in a.parties),
            )
            for a in matching[offset : offset + limit]
        ]
        keys = tuple(range(offset, offset + len(rows)))
        return Page(tuple(rows), offset, sort, len(matching), keys)

    def at_one_moment(self) -> AbstractContextManager[None]:
        return nullcontext()

    def everything(self) -> int:
        return len(self.found)

    def tally(self, query: Query) -> Tally:
        return Tally(len(self._matching(query)), len(self.found))

    def facets(self, query: Query, others: Mapping[str, Query] | None = None, most: int | None = None) -> Facets:
        beside = others or {}

        def values(section: str, of: Callable[[Agreement], Sequence[str]]) -> tuple[FacetValue, ...]:
            counts = Counter(value for a in self._matching(beside.get(section, query)) for value in of(a))
            return tuple(FacetValue(value, count) for value, count in counts.most_common())

        return Facets(
            self.organisations(query),
            values("kinds", lambda a: (a.kind,)),
            values("statuses", lambda a: (a.status,)),
            tuple(sorted(values("decades", decade), key=lambda each: each.value, reverse=True)),
            values("topics", lambda a: a.topics),
        )

    def suggestions(self, query: Query) -> tuple[Suggestion, ...]:
        shorter = [(query.without(place), part.text) for place, part in enumerate(query.parts)]
        return tuple(
            Suggestion(" ".join(part.text for part in other.parts), number, text)
            for other, text in shorter
            if (number := len(self._matching(other)))
        )

    def position(self, query: Query, sort: str, agreement_id: str) -> int | None:
        matching = [a.id for a in self._matching(query)]
        if sort == "oldest":
            matching.reverse()
        return matching.index(agreement_id) if agreement_id in matching else None

    def agreement(self, agreement_id: str) -> Agreement:
        for agreement in self.found:
            if agreement.id == agreement_id:
                return agreement
        raise NothingFoundError("gone")

    def article(self, article_id: int) -> Article:
        return self.stored[article_id]

    def articles(self, query: Query, limit: int = 100) -> tuple[ArticleRow, ...]:
        words = [node.text.lower() for node in query.leaves() if isinstance(node, Words)]
        held = [a.row for a in self.stored.values() if all(word in a.text.lower() for word in words)]
        return tuple(held[:limit])

    def look_first(self, kept: str) -> str | None:
        return None

    def interrupt(self) -> None:
        self.interrupted += 1

    def close(self) -> None:
        return None


def decade(agreement: Agreement) -> tuple[str, ...]:
    return (f"{agreement.date.year // 10}0",) if agreement.date else ()


def titled(agreement: Agreement, title: str) -> Agreement:
    return agreement._replace(title=title)


def slow() -> SlowQueryError:
    return SlowQueryError("this question takes too long; add a word")


Opener = Callable[[], FakeCatalogue]
