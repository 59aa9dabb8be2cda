"""Every command of the line mode once: its name, what it takes, what it does; and which one a line is. Pure."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

LONGEST = 10_000
SEQUENCES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|[@-Z\\-_])")  # keys that a plain line can't take, as arrows
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
NUMBERS = re.compile(r"[0-9]{1,9}(?:[ ,]+[0-9]{1,9})*")


class Takes(Enum):
    """What stands after the name of a command. A line that has something else there is a search."""

    NOTHING = ""
    NUMBER = "N"
    NUMBERS = "N ..."
    MAYBE_NUMBER = "[N]"
    WORDS = "WORDS"
    NAME = "NAME"
    MAYBE_NAME = "[NAME]"
    NUMBER_OR_NAME = "N or NAME"


class Command(NamedTuple):
    """Something one can say. `help` is one line, `more` what else is to be known."""

    name: str
    takes: Takes
    help: str
    more: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


class Order(NamedTuple):
    """What a line asks for: a command, with its numbers or its words."""

    command: str
    numbers: tuple[int, ...] = ()
    words: str = ""

    @property
    def number(self) -> int | None:
        """The first number, where there is one."""
        return self.numbers[0] if self.numbers else None


SEARCH_HELP = (
    "A line that is no command is a search, too; /WORDS always is one. A line of a slash alone takes the words back.",
    'europol piracy: both words. "secure communications": in a row. traffick*: words that begin so.',
    "europol OR wco, NOT piracy: operators in capitals. Parentheses do as one expects.",
    "org:interpol with:europol: parties, by any name. only:interpol,europol: no others. family:un: with its arms.",
    "kind:mou, status:signed, topic:piracy, provision:training, place:lyon, person:noble, source:interpol.int.",
    "year:2014, year:2011..2017, date:2011-10..2014, before:2014, after:2014, undated: for when.",
    "has:expiry, missing:date: what is stated or not. conflict: where articles disagree.",
    "in:articles piracy: the text of the articles instead.",
)

COMMANDS: tuple[Command, ...] = (
    Command("search", Takes.WORDS, "search for words and filters", SEARCH_HELP),
    Command("open", Takes.NUMBERS, "open the row of this number; the number alone does", (
        "In the list that is the agreement, in an agreement the evidence of the fact, in evidence the article.",
        "Among kinds, organisations and so on it chooses the value, once more takes it back. Several may be given.")),
    Command("next", Takes.NOTHING, "the next rows", also=("n",)),
    Command("previous", Takes.NOTHING, "the rows before", also=("p", "prev")),
    Command("first", Takes.NOTHING, "the first rows"),
    Command("last", Takes.NOTHING, "the last rows"),
    Command("list", Takes.NOTHING, "the list again", also=("l",)),
    Command("detail", Takes.MAYBE_NUMBER, "all that is known of the agreement of a row, or of this one", also=("d",)),
    Command("evidence", Takes.MAYBE_NUMBER, "the sentences that state it, words between >> and <<", (
        "Of an agreement in the list: all its evidence. Within an agreement: N is the number of the fact.",
        "Each comes with its article, publisher, date and place in the text; its number opens the article there.",
    ), ("e",)),
    Command("article", Takes.MAYBE_NUMBER, "read the article of a row, at its words", (
        "Evidence, or what was searched, stands between >> and <<. next and previous turn the page, mark goes on to "
        "the next such words.",)),
    Command("mark", Takes.NOTHING, "in an article: on to the next marked words", also=("m",)),
    Command("articles", Takes.NOTHING, "search the text of the articles for the same"),
    Command("agreements", Takes.NOTHING, "search the agreements for the same"),
    Command("organisations", Takes.MAYBE_NAME, "organisations with their counts, or those called so", (
        "Counts are of the agreements that match now. A number chooses, not N leaves out, 0 takes back.",),
            ("organizations", "orgs")),
    Command("org", Takes.NUMBER_OR_NAME, "only agreements with this organisation", (
        "N is its number among the organisations; NAME may be any of its names.",)),
    Command("kinds", Takes.NOTHING, "kinds of agreements with their counts, to choose from"),
    Command("status", Takes.NOTHING, "how far agreements are, to choose from", also=("statuses",)),
    Command("decades", Takes.NOTHING, "decades, to choose from"),
    Command("topics", Takes.NOTHING, "what agreements are about, to choose from"),
    Command("not", Takes.NUMBERS, "leave out what has the value of this number", (
        "Among organisations, kinds, status, decades and topics. Once more takes it back.",), ("exclude", "without")),
    Command("all", Takes.NOTHING, "take back all words and choices"),
    Command("sort", Takes.MAYBE_NAME, "the orders of the list, or this one", (
        "newest, oldest, best match, title, kind, sources.",)),
    Command("back", Takes.NOTHING, "back to what was looked at before", also=("b", "<")),
    Command("forward", Takes.NOTHING, "forward again", also=("f", ">")),
    Command("cite", Takes.MAYBE_NUMBER, "a paragraph to cite a row by, or what is looked at"),
    Command("quote", Takes.MAYBE_NUMBER, "the sentence that states it, with its source", (
        "Of a fact or of evidence: its own sentence. Of an agreement: the one that tells of it.",)),
    Command("link", Takes.MAYBE_NUMBER, "the web address of the article that tells of it"),
    Command("id", Takes.MAYBE_NUMBER, "the id of the agreement, for explorer show ID"),
    Command("saved", Takes.MAYBE_NAME, "saved searches with their counts, or run the one called so"),
    Command("save", Takes.NAME, "save the present search under a name"),
    Command("rows", Takes.NUMBER, "how many rows an answer has"),
    Command("again", Takes.NOTHING, "say the last rows again, and where one is", also=("where", "repeat")),
    Command("help", Takes.MAYBE_NAME, "the commands, or more of one", also=("h", "?")),
    Command("quit", Takes.NOTHING, "leave; so does the end of input, Ctrl+D", also=("q", "exit", "bye")),
)  # fmt: skip

FOLLOWED = re.compile(r"[0-9]{1,9}")


def read(line: str) -> Order:
    """What a line asks for. Whatever it is, it asks for something; an empty one for nothing."""
    line = CONTROLS.sub(" ", SEQUENCES.sub("", line)).strip()
    if not line:
        return Order("")
    if line.startswith("/"):
        return Order("search", words=line[1:].strip())
    if NUMBERS.fullmatch(line):
        return Order("open", _numbers(line))
    if line.startswith("-") and NUMBERS.fullmatch(line[1:]):
        return Order("not", _numbers(line[1:]))
    name, _, rest = line.partition(" ")
    command = named(name)
    order = _order(command, rest.strip()) if command else None
    return order or Order("search", words=line)


def named(name: str) -> Command | None:
    """The command of a name, in whatever capitals."""
    name = name.casefold()
    return next((command for command in COMMANDS if name == command.name or name in command.also), None)


def usage(command: Command) -> str:
    """A command as it is written."""
    return f"{command.name} {command.takes.value}".strip()


def _order(command: Command, rest: str) -> Order | None:
    """A command with what stands after its name; None where that does not fit."""
    takes = command.takes
    if not rest:
        is_whole = takes in {Takes.NOTHING, Takes.MAYBE_NUMBER, Takes.MAYBE_NAME}
        return Order(command.name) if is_whole else Order("help", words=command.name)
    if takes in {Takes.NUMBER, Takes.MAYBE_NUMBER}:
        return Order(command.name, _numbers(rest)) if FOLLOWED.fullmatch(rest) else None
    if takes is Takes.NUMBERS:
        return Order(command.name, _numbers(rest)) if NUMBERS.fullmatch(rest) else None
    if takes is Takes.NUMBER_OR_NAME and FOLLOWED.fullmatch(rest):
        return Order(command.name, _numbers(rest))
    return None if takes is Takes.NOTHING else Order(command.name, words=rest)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"[0-9]+", text))
