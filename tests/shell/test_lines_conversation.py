"""Conversations in the line mode, line by line, on the database of the bundled articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.catalogue import Catalogue
from db.errors import LockedDatabaseError, SlowQueryError
from shell.lines.commands import read
from shell.lines.conversation import begun, prompt, step
from shell.lines.paper import Paper
from shell.lines.questions import ListAsked
from shell.lines.state import Goal, ListSight, Session
from shell.lines.talk import Outside, held
from tui.state import ViewState


class Person:
    """Someone who types lines; `said` is the last answer."""

    def __init__(self, outside: Outside, paper: Paper | None = None) -> None:
        self.outside = outside
        self.session = Session(Goal(ViewState(), ListSight()), paper or Paper())
        self.said: tuple[str, ...] = ()
        self._take(begun(self.session))

    def types(self, *lines: str) -> str:
        """The answer to the last line."""
        for line in lines:
            self._take(step(self.session, line))
        return "\n".join(self.said)

    @property
    def prompt(self) -> str:
        return prompt(self.session)

    def _take(self, talk) -> None:
        answer = held(talk, self.outside)
        self.session, self.said = answer.session, answer.lines


@pytest.fixture
def outside(seeded: Path, tmp_path: Path) -> Iterator[Outside]:
    with Catalogue(seeded) as catalogue:
        yield Outside(catalogue, tmp_path / "searches.toml")


@pytest.fixture
def person(outside: Outside) -> Person:
    return Person(outside)


def test_the_first_answer_is_the_list_in_numbered_rows(person: Person) -> None:
    assert person.said[0] == "12 agreements, newest first."
    assert person.said[1].startswith("1. 2017-05, action plan, INTERPOL with OSCE, ")
    assert person.said[-1] == "1 to 10 of 12. n: next."
    assert len(person.said) == 12
    assert person.prompt == "agreements> "


def test_pages_go_on_and_back_and_say_where_the_ends_are(person: Person) -> None:
    assert person.types("n").splitlines()[0].startswith("11. undated, ")
    assert person.said[-1] == "11 to 12 of 12, the end. p: previous."
    assert person.types("n") == "This is the end."
    assert person.types("p").startswith("1. 2017-05, ")
    assert person.types("p") == "This is the beginning."
    assert person.types("last").startswith("3. ")
    assert person.types("first").startswith("1. ")


def test_a_search_says_how_many_and_how_it_was_understood(person: Person) -> None:
    lines = person.types("org:europol mou").splitlines()
    assert lines[0] == "1 of 12 agreements, newest first."
    assert lines[1] == "Search: Europol, “mou”."
    assert lines[2].startswith("1. 2011-10-11, MoU, INTERPOL with Europol")


def test_a_word_is_whole_and_a_star_makes_it_a_beginning(person: Person) -> None:
    assert "Nothing matches" in person.types("/euro")
    assert person.types("/euro*").splitlines()[1] == "Search: “euro…”."


def test_problems_of_a_query_are_said(person: Person) -> None:
    assert "kind" in person.types("kind:banana").splitlines()[1]


def test_an_empty_list_has_ways_out_by_number(person: Person) -> None:
    lines = person.types("org:osce zeppelin").splitlines()
    assert lines[0] == "Nothing matches OSCE, “zeppelin”."
    assert lines[2] == "1. Without zeppelin: 2 agreements"
    assert lines[-1].endswith("All agreements")
    assert person.types("1").startswith("2 of 12 agreements")
    assert person.types("interpoll").splitlines()[2].startswith("1. Did you mean interpol? ")
    assert person.types("1").startswith("12 agreements")


def test_a_number_opens_an_agreement_then_its_evidence_then_the_article_there(person: Person) -> None:
    person.types("org:europol kind:cooperation", "1")
    assert person.prompt == "agreement> "
    assert "6. Signed: 11 October 2011, resolved from “Tuesday”" in person.said
    evidence = person.types("6").splitlines()
    assert person.prompt == "evidence> "
    assert evidence[0] == "Evidence for Signed: 11 October 2011, resolved from “Tuesday”"
    assert evidence[1].startswith("1. ")
    assert ">>Tuesday<<" in evidence[1]
    assert "Europol, published 12 October 2011, characters " in evidence[2]
    assert evidence[3] == "States date 2011-10-11."
    article = person.types("1")
    assert person.prompt == "article> "
    assert ">>Tuesday<<" in article


def test_facts_that_are_not_stated_are_said_so_and_have_no_evidence(person: Person) -> None:
    person.types("org:europol kind:cooperation", "1")
    place = next(line for line in person.said if "Place: " in line)
    assert place.endswith("Place: not stated")
    assert person.types(place.partition(".")[0]).endswith("No article states it.")


def test_commands_take_the_number_of_a_row_or_what_is_looked_at(person: Person) -> None:
    person.types("/europol")
    assert person.types("detail 1").startswith("1. Title: ")
    assert person.types("evidence 6").startswith("Evidence for Signed")
    assert person.types("evidence").startswith("Evidence for all facts of ")
    assert person.types("detail").startswith("1. Title: ")
    person.types("article")
    assert person.prompt == "article> "
    person.types("list", "article 1")
    assert person.prompt == "article> "
    assert person.types("list", "evidence") == "Say which agreement: evidence N"
    assert person.types("detail 77") == "Row 77 is no agreement."
    assert "They go from 1 to 3." in person.types("77")
    assert "There is no row 0." in person.types("0")


def test_a_row_that_is_not_in_sight_is_opened_by_its_number(person: Person) -> None:
    row = person.types("n").splitlines()[0]
    person.types("first")
    twelfth = person.types("11")
    assert "Status: " + row.rpartition(", ")[2] in twelfth


def test_an_article_is_read_page_by_page_and_from_mark_to_mark(outside: Outside) -> None:
    person = Person(outside, Paper(rows=5, columns=60))
    person.types("org:osce action", "1", "1", "1")
    assert person.prompt == "article> "
    text = [line for line in person.said if not line.startswith(("1 to", "Number"))]
    assert all(len(line) < 60 for line in text)
    pages = []
    person.types("first")
    while "This is the end." not in person.said:
        pages += person.said[:-1]
        person.types("n")
    marked = sum(">>" in line for line in pages)
    assert marked > 3
    assert person.types("first", "mark", "mark")
    assert ">>" in person.said[0]
    while person.types("mark") != "There are no more marked words.":
        assert ">>" in person.said[0]


def test_sections_have_counts_and_are_chosen_and_left_out_by_number(person: Person) -> None:
    lines = person.types("kinds").splitlines()
    assert person.prompt == "kinds> "
    assert lines[0] == "Kinds, of all agreements."
    many = {line.split(". ")[1].rpartition(", ")[0]: int(line.rpartition(", ")[2]) for line in lines[1:]}
    assert sum(many.values()) == 12
    place = 1 + list(many).index("MoU")
    assert person.types(str(place)).startswith(f"{many['MoU']} of 12 agreements")
    assert person.prompt == "agreements> "
    assert "MoU, 4, chosen" in person.types("kinds")
    assert person.types("0").startswith("12 agreements")
    person.types("kinds")
    assert person.types(f"not {place}").startswith(f"{12 - many['MoU']} of 12 agreements")
    assert "Chosen here: not MoU." in person.types("kinds")
    assert person.types("all").startswith("12 agreements")
    person.types("kinds")
    both = person.types("1 2")
    assert both.startswith(f"{sum(list(many.values())[:2])} of 12 agreements")


def test_a_section_is_counted_once_for_all_its_pages(person: Person) -> None:
    plain = person.outside
    person.types("rows 3", "organisations")
    person.outside = plain._replace(catalogue=Slow(plain.catalogue, SlowQueryError("slow"), "facets"))  # type: ignore[arg-type]
    assert person.types("n").startswith("4. ")
    assert person.types("p").startswith("1. ")
    assert person.types("again").startswith("Organisations would take too long to count here.")


def test_organisations_are_chosen_by_number_and_by_any_name(person: Person) -> None:
    assert person.types("organisations").splitlines()[1].startswith("1. INTERPOL, 12")
    assert "part of GCC" in "\n".join([person.types("organisations"), person.types("n")])
    assert person.types("org OIPC").startswith("12 agreements")
    assert person.types("all", "org osce").startswith("2 of 12 agreements")
    assert person.types("all", "organisations united nations").splitlines()[1] == "1. UN, United Nations, 2 agreements"
    assert "organisations called international" in person.types("org international").splitlines()[0]
    assert person.types("org nobody at all") == "No organisation is called nobody at all."
    person.types("all", "organisations")
    place = next(line.partition(".")[0] for line in person.said if ". OSCE, 2" in line)
    assert "Search: OSCE." in person.types("all", f"org {place}")
    assert "There is no organisation 99" in person.types("org 99")


def test_choices_hold_together_with_words(person: Person) -> None:
    person.types("decades")
    place = next(line.partition(".")[0] for line in person.said if "2010s" in line)
    person.types(place)
    assert "2010s" in person.types("/europol").splitlines()[1] or "2010 to 2019" in person.said[1]
    assert "part of EU" in person.types("organisations")


def test_the_order_is_changed_by_name_or_number(person: Person) -> None:
    assert person.types("sort oldest").startswith("12 agreements, oldest first.")
    assert "oldest, as now" in person.types("sort")
    assert person.types("1").startswith("12 agreements, newest first.")
    assert person.types("sort sideways").startswith("The orders here are newest, oldest, title")
    assert person.types("/piracy OR crime", "sort best").splitlines()[0].endswith("best match first.")
    assert person.types("sort 4").splitlines()[0].endswith("by title.")


def test_back_and_forward_go_through_what_was_looked_at(person: Person) -> None:
    person.types("/europol", "1", "6", "help", "help sort")
    assert person.prompt == "help> "
    assert person.types("back").startswith("Evidence for Signed")
    assert person.types("<").startswith("1. Title")
    assert person.types("b").startswith("3 of 12 agreements")
    assert person.types("b").startswith("12 agreements")
    assert person.types("b") == "There is nothing before this."
    assert person.types("forward").startswith("3 of 12 agreements")
    assert person.types(">", ">").startswith("Evidence for Signed")
    assert person.types("f") == "There is nothing after this."


def test_the_list_comes_back_at_the_page_one_left(person: Person) -> None:
    person.types("n", "11", "3")
    assert person.types("list").splitlines()[1].startswith("11. ")


def test_searches_are_saved_listed_and_run(person: Person) -> None:
    assert person.types("save Nothing").startswith("There is nothing to save")
    assert person.types("saved").startswith("No search is saved.")
    person.types("kinds", "1", "/interpol", "sort oldest")
    shown = person.said[0]
    assert person.types("save Mine, mostly") == "Saved as Mine, mostly."
    person.types("all")
    listed = person.types("saved").splitlines()
    assert listed[0] == "1 saved search. A number runs one."
    assert listed[1].startswith(f"1. Mine, mostly, {shown.split()[0]} agreements, ")
    assert person.types("1").splitlines()[0] == shown
    assert person.types("all", "saved mine, MOSTLY").splitlines()[0] == shown
    assert person.types("saved other") == "No search is saved as other; saved lists them."


def test_a_broken_file_of_searches_is_told_in_a_line(person: Person) -> None:
    person.outside.searches.write_text("[[search]\n")
    assert "line 1" in person.types("saved")
    assert person.types("list").startswith("12 agreements")


def test_articles_are_searched_with_the_words_marked(person: Person) -> None:
    lines = person.types("/peacekeeping", "articles").splitlines()
    assert person.prompt == "articles> "
    assert lines[0].endswith(" articles, newest first.")
    assert lines[1].startswith("Search: in articles: ")
    assert any(">>" in line for line in lines)
    opened = person.types("1")
    assert ">>" in opened
    assert person.types("list", "/customs").startswith("2 of 5 articles")
    assert person.types("agreements").splitlines()[0].endswith("agreements, newest first.")


def test_what_one_takes_along_is_one_line(person: Person) -> None:
    person.types("kind:mou org:europol")
    cited = person.types("cite 1")
    assert cited.startswith("INTERPOL – Europol memorandum of understanding (signed 11 October 2011, ")
    assert person.types("id 1") == "interpol-europol-mou-2011"
    assert person.types("1", "cite") == cited
    quoted = person.types("quote 6")
    assert quoted.startswith("“Tuesday’s agreement follows ")
    assert "characters 3006–3013: “Tuesday”)" in quoted
    person.types("6")
    assert person.types("quote 1") == quoted
    assert person.types("quote") == quoted
    assert person.types("link 1").startswith("https://www.europol.europa.eu/newsroom/news/interpol-and-europol-agree-")
    person.types("1")
    assert person.prompt == "article> "
    assert person.types("quote") == quoted
    assert person.types("cite").startswith("“INTERPOL AND EUROPOL AGREE")
    assert person.types("id") == "Articles have no id here."
    assert person.types("all", "cite") == "Say which row: cite N"
    assert person.types("cite 99") == "Row 99 is nothing to cite."
    assert person.types("/org:osce", "link 1") == "No web address of it is known."
    assert person.types("/peacekeeping", "articles", "quote 1").startswith("“")
    assert "peacekeeping" in person.said[0].casefold()
    assert person.types("kinds", "cite 1") == "Row 1 is nothing to cite."


def test_the_agreements_that_an_article_tells_of(person: Person) -> None:
    person.types("/osce secretariat", "articles")
    assert person.types("detail 1").startswith("Agreements that the article tells of.")
    assert person.types("1").startswith("1. Title: ")


def test_help_tells_each_command_and_more_of_one(person: Person) -> None:
    said = person.types("help")
    pages = [said]
    while person.types("n") != "This is the end.":
        pages.append("\n".join(person.said))
    assert "quit: leave" in "\n".join(pages)
    assert "org:interpol" in person.types("rows 30", "help search")
    assert person.types("help elephants").startswith("There is no command elephants.")


def test_no_answer_is_longer_than_the_terminal_and_no_line_wider(outside: Outside) -> None:
    person = Person(outside, Paper(rows=10, columns=40, height=12))
    assert len(person.said) <= 11
    numbers = []
    while person.said != ("This is the end.",):
        numbers += [line.partition(".")[0] for line in person.said if line[:1].isdigit() and ". " in line[:4]]
        assert len(person.said) <= 11
        assert all(len(line) < 40 for line in person.said)
        person.types("n")
    assert numbers == [str(number) for number in range(1, 13)]
    for _ in range(8):
        assert len(person.types("p").splitlines()) <= 11
    assert person.types("first").startswith("1. ")


def test_an_empty_line_changes_nothing(person: Person) -> None:
    before = person.session
    assert person.types("") == ""
    assert person.session == before


class Slow:
    """A database whose answers take too long, or that can't be read."""

    def __init__(self, catalogue: Catalogue, error: Exception, *names: str) -> None:
        self._catalogue, self._error, self._names = catalogue, error, names

    def __getattr__(self, name: str):
        if name in self._names:
            raise self._error
        return getattr(self._catalogue, name)


def test_what_takes_too_long_is_said_and_leaves_one_where_one_was(person: Person) -> None:
    plain = person.outside
    before = person.session
    slow = Slow(plain.catalogue, SlowQueryError("slow"), "page", "facets", "tally")
    person.outside = plain._replace(catalogue=slow)  # type: ignore[arg-type]
    assert person.types("/europol").startswith("That took too long")
    assert person.session == before
    assert person.types("kinds") == "Kinds would take too long to count here. Search for less first."
    person.outside = plain._replace(catalogue=Slow(plain.catalogue, SlowQueryError("slow"), "tally"))  # type: ignore[arg-type]
    assert person.types("/interpol").startswith("Agreements, too many to count in time, newest first.")
    assert person.types("n", "last") == "Where the end is would take too long to find."
    person.outside = plain._replace(catalogue=Slow(plain.catalogue, LockedDatabaseError("it is locked"), "page"))  # type: ignore[arg-type]
    assert person.types("/europol") == "It is locked."


def test_an_agreement_that_is_gone_is_told(person: Person) -> None:
    row = person.session.shown[0]
    assert row.goal is not None
    gone = row._replace(goal=row.goal._replace(sight=replace(row.goal.sight, agreement="gone")))
    person.session = replace(person.session, shown=(gone,))
    assert "there is no agreement gone" in person.types("1").casefold()


def test_questions_are_values(person: Person) -> None:
    question = next(begun(person.session))
    assert isinstance(question, ListAsked)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                ["n", "p", "last", "list", "kinds", "organisations", "articles", "agreements", "detail 1", "evidence 2",
                 "article 1", "mark", "not 1", "org 2", "sort", "back", "forward", "all", "again", "rows 3", "help",
                 "1", "2", "0", "1 2", "saved", "save x", "/europol", "/osce crime"]
            ),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_whatever_is_typed_gets_an_answer_of_plain_lines(outside: Outside, lines: list[str]) -> None:
    person = Person(outside, Paper(rows=5, columns=50, height=20))
    for line in lines:
        person.types(line)
        assert all(each.isprintable() or "\u200c" in each or "\u200d" in each for each in person.said)
        assert person.session.is_over is (read(line).command == "quit")
        if person.session.is_over:
            return


def test_the_page_in_the_documents_shows_what_is_said_now(seeded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = Path(__file__).parent.parent.parent / "docs"
    monkeypatch.syspath_prepend(str(docs))
    from session import renewed

    page = (docs / "lines.md").read_text(encoding="utf-8")
    assert "Evidence for" in page
    assert renewed(page, seeded) == page


def test_a_sentence_is_read_once_with_all_that_it_states(person: Person) -> None:
    said = person.types("rows 100", "/org:europol kind:mou", "1", "evidence")
    assert said.count("will link up the secure networks") == 1
    assert ">>organized crime<< and >>terrorism<<." in said
    assert "States topic organized crime, topic terrorism." in said
    assert said.count("INTERPOL AND EUROPOL AGREE JOINT INITIATIVES") == 1
    assert "In the same article, characters " in said
