"""The manual: a page for each command, made from the command itself. Pure; see `roff.py` for how man reads it."""

from __future__ import annotations

import inspect
import re
import textwrap
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "explorer"
VERBATIM = "\b"  # click's mark on a paragraph whose lines stay as they are
EXAMPLES = "Examples:"
PARAGRAPHS = re.compile(r"\n\s*\n")
INDENT = "    "
LEAST_WIDTH = 30
ENVIRONMENT = (
    ("EXPLORER_DB", "The database that is read where --db names none."),
    ("EXPLORER_SEARCHES", "The file of saved searches."),
    ("EXPLORER_HISTORY", "The file of what was searched on the screen; empty to keep none."),
    ("EXPLORER_KNOWN", "The file of the databases that were looked at; empty to keep none."),
    ("EXPLORER_DEBUG", "When set, an error that nobody foresaw is told with where it happened."),
    ("NO_COLOR", "When set, nothing is coloured."),
    ("XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME", "The folders for the person's own files."),
)
FILES = (
    ("$XDG_DATA_HOME/agreement-explorer/explorer.db", "The database, in ~/.local/share where the variable is not set."),
    ("agreements.db", "Beside explorer.pyz: the database where there is no other. It is only read."),
    ("$XDG_CONFIG_HOME/agreement-explorer/searches.toml", "Saved searches, in ~/.config."),
    ("$XDG_STATE_HOME/agreement-explorer/history", "What was searched on the screen, in ~/.local/state."),
    ("$XDG_STATE_HOME/agreement-explorer/session", "Where the screen was left, in ~/.local/state."),
    ("$XDG_STATE_HOME/agreement-explorer/crash.txt", "Where in the program the last error was that ended the screen."),
    ("$XDG_STATE_HOME/agreement-explorer/known-databases", "Which files were looked at, by number and time of change."),
)
STATUS = (
    ("0", "It was found, or done, and all of it was printed."),
    ("1", "Nothing was found, or some articles were passed over."),
    ("2", "Wrong use."),
    ("3", "The database can't be used, or nothing was read."),
    ("70", "An error that should not be."),
    ("74", "Not all that was to be printed could be."),
    ("75", "It took too long."),
    ("129, 131, 143", "Ended by a signal: a connection that broke, Ctrl-\\, or kill."),
    ("130", "Stopped by Ctrl-C."),
)


class Text(NamedTuple):
    """A paragraph."""

    words: str


class Lines(NamedTuple):
    """Lines that stay as they are."""

    lines: tuple[str, ...]


class Item(NamedTuple):
    """A name with what is said of it."""

    name: str
    words: str


Block = Text | Lines | Item


class Section(NamedTuple):
    """A part of a page under its heading."""

    heading: str
    blocks: tuple[Block, ...]


class Page(NamedTuple):
    """A page by the words of its command, such as `("explorer", "searches", "add")`."""

    command: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def name(self) -> str:
        """As man knows it."""
        return "-".join(self.command)


def context_of(root: click.Command, names: tuple[str, ...]) -> click.Context | None:
    """The context of a command below `root`, by its words without the first; None where there is none."""
    context = _context(root, NAME, None)
    for name in names:
        command = context.command.get_command(context, name) if isinstance(context.command, click.Group) else None
        if command is None:
            return None
        context = _context(command, name, context)
    return context


def every_context(context: click.Context) -> Iterator[click.Context]:
    """That of a command and of all below it, in the order in which they are listed."""
    yield context
    for name, command in below(context):
        yield from every_context(_context(command, name, context))


def page_of(context: click.Context) -> Page:
    """The page of a command."""
    command, words = context.command, tuple(context.command_path.split())
    first, *rest = _paragraphs(command.help or "")
    summary = first.words.rstrip(".") if isinstance(first, Text) else ""
    examples = [block for block in rest if isinstance(block, Lines) and block.lines[0] == EXAMPLES]
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    sections = [
        Section("Name", (Text(f"{'-'.join(words)} - {summary[:1].lower()}{summary[1:]}"),)),
        Section("Synopsis", (Lines((usage,)),)),
        Section("Description", (first, *(block for block in rest if block not in examples))),
        Section("Options", tuple(_options(context))),
        Section("Commands", tuple(Item(name, below.get_short_help_str(200)) for name, below in below(context))),
        Section("Examples", tuple(Lines(_unindented(block.lines[1:])) for block in examples)),
    ]
    if context.parent is None:
        sections += [
            Section("Environment", tuple(Item(*each) for each in ENVIRONMENT)),
            Section("Files", tuple(Item(*each) for each in FILES)),
            Section("Exit status", tuple(Item(*each) for each in STATUS)),
        ]
    others = Text(f"{NAME} man shows these pages where man does not know them.")
    sections.append(Section("See also", (Text(", ".join(_relatives(context))), others)))
    return Page(words, tuple(section for section in sections if section.blocks))


def as_text(page: Page, width: int = 80) -> str:
    """The page for a terminal of this width, or a file."""
    width = max(width, LEAST_WIDTH)
    lines = []
    for section in page.sections:
        lines += [section.heading.upper()]
        for number, block in enumerate(section.blocks):
            if number:
                lines.append("")
            lines += _as_lines(block, width)
        lines.append("")
    return "\n".join(lines)


def _as_lines(block: Block, width: int) -> list[str]:
    if isinstance(block, Lines):
        return [f"{INDENT}{line}".rstrip() for line in block.lines]
    if isinstance(block, Text):
        return textwrap.wrap(block.words, width, initial_indent=INDENT, subsequent_indent=INDENT)
    inner = INDENT * 2
    return [f"{INDENT}{block.name}", *textwrap.wrap(block.words, width, initial_indent=inner, subsequent_indent=inner)]


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(command, parent=parent, info_name=name, **command.context_settings)


def _paragraphs(help_: str) -> list[Block]:
    found: list[Block] = []
    for paragraph in PARAGRAPHS.split(inspect.cleandoc(help_)):
        lines = paragraph.strip("\n").split("\n")
        if lines[0].strip() == VERBATIM or lines[0].startswith(VERBATIM):
            found.append(Lines(tuple(line.rstrip() for line in lines[1:])))
        elif paragraph.strip():
            found.append(Text(" ".join(paragraph.split())))
    return found or [Text("")]


def _options(context: click.Context) -> Iterator[Item]:
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record:
            yield Item(record[0], record[1])


def below(context: click.Context) -> Iterator[tuple[str, click.Command]]:
    """The commands of a group by their names; none of a command that is no group."""
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command is not None and not command.hidden:
                yield name, command


def _unindented(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(textwrap.dedent("\n".join(lines)).split("\n"))


def _relatives(context: click.Context) -> Iterator[str]:
    """The pages above and below, as man writes them."""
    path = context.command_path.replace(" ", "-")
    if context.parent is not None:
        yield f"{context.parent.command_path.replace(' ', '-')}(1)"
    for name, _ in below(context):
        yield f"{path}-{name}(1)"
