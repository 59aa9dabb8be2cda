"""The short manual within the app: what the panes are, how to search, what the words mean."""

from __future__ import annotations

from typing import NamedTuple


class Chapter(NamedTuple):
    """A chapter: paragraphs, then pairs of a word and what it means."""

    title: str
    paragraphs: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()


SEARCHING = (
    ("europol anti*", "words, and beginnings of words"),
    ('"secure line"', "a phrase"),
    ("wco OR (un -piracy)", "AND, OR, NOT in capitals; - leaves out"),
    ("org:oipc with:europol", "both parties, by any of their names"),
    ("only:interpol,europol", "these parties and no others"),
    ("family:un", "an organisation with its arms and parents"),
    ("kind:mou,plan", "a kind of agreement; a comma means either"),
    ("status:signed", "signed, announced, in force, referred ..."),
    ("topic:piracy", "what it is about; provision: what will be done"),
    ("place:lyon", "where; person: who signed, id: lang: source:"),
    ("year:2011..2017", "also year:2014, year:2011.. and year:..2017"),
    ("date:2011-10..2014", "also before:2014 and after:2011-10-11"),
    ("missing:expiry", "not stated; has: stated; undated: no date"),
    ("conflict:", "articles disagree; sources:2.. told by two or more"),
    ("in:articles piracy", "the text of the articles instead"),
)

KINDS = (
    ("cooperation agreement", "two bodies agree to work together, in general"),
    ("memorandum of understanding", "MoU: what they intend, often less binding than an agreement"),
    ("supplementary agreement", "adds to or changes an agreement that there is"),
    ("working arrangement", "how their services work together from day to day"),
    ("joint action plan", "what they will do together within a time, step by step"),
    ("joint declaration", "what they declare together, without duties"),
    ("protocol", "rules that go with an agreement"),
    ("framework agreement", "the general terms that later agreements fill"),
    ("strategic partnership", "a lasting tie, named so by them"),
    ("administrative arrangement", "between administrations, within what their treaties allow"),
    ("letter of intent", "that they mean to agree on something"),
    ("other", "an instrument that the articles call something else"),
)

STATUSES = (
    ("signed", "the articles say that it was signed"),
    ("approved", "a body has said yes to it; no signature is told of"),
    ("announced", "it is said to come, or to have been made, no more"),
    ("in force", "it holds, the articles say"),
    ("negotiating", "it is being talked about between the parties"),
    ("proposed", "one of them, or a third, wants it"),
    ("referred", "an older agreement that an article only mentions"),
    ("expired", "its time is over"),
    ("suspended", "it is set aside for a time"),
)

BASES = (
    ("stated", "the words are there"),
    ("resolved", "counted from the words and the article's own date, such as “on Tuesday”"),
    ("curated", "a person has set it"),
    ("not stated", "no article says it; nothing is guessed"),
)

MANUAL = (
    Chapter(
        "What this is",
        (
            "Which cooperation agreements an organisation has, with whom, since when, about what, and where that is "
            "written. Articles are read, and each fact is kept with the words that state it: the numbers in brackets, "
            "such as [1], lead to them; [1]+2 stands for that one and two more.",
        ),
    ),
    Chapter(
        "The panes",
        (),
        (
            ("search line", "what is typed narrows the list at once; the last line says how it was understood"),
            ("1 organisations", "with the number of their agreements that match; 5 to 8 are kinds, status, decades and "
             "topics. Enter keeps those with a value, - leaves them out"),
            ("2 agreements", "the list: date as precise as it is known, kind, parties, status"),
            ("3 agreement", "its facts, each with its evidence; the words behind the marked one stand below"),
        ),
    ),
    Chapter("Searching", (), SEARCHING),
    Chapter("Kinds", (), KINDS),
    Chapter("Status", (), STATUSES),
    Chapter("On what a fact rests", (), BASES),
    Chapter(
        "Dates and disagreement",
        (
            "2011-10-11 is known to the day, 2014 only to the year; undated is not known at all. Where articles "
            "disagree one value is shown, with the reason why, and below it who says otherwise.",
        ),
    ),
    Chapter(
        "Copying",
        (
            "y and one more letter sends a citation, an id, a quote or a link to your terminal's clipboard. The "
            "terminal does not say whether it took it: Y shows the same text alone, to be selected by hand, and W "
            "writes it to a file.",
        ),
    ),
)  # fmt: skip
