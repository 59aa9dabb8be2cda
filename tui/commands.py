"""Every command once. Bindings, hints, palette, help and the table of keys in the documents come from here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from tui.guesses import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import Binding


Keymap = Mapping[str, tuple[str, ...]]  # keys that a person has given to commands, by the names of these
NO_KEYS: Keymap = {}
STEADY = ("enter", "escape")


class Scope(Enum):
    """Where a command is heard."""

    BROWSE = "Panes"
    MOVE = "Moving"
    FACETS = "Beside the list"
    AGREEMENTS = "Agreements"
    DETAIL = "Detail"
    SEARCH = "Search line"
    ARTICLE = "Article"
    SEARCHES = "Saved searches"
    NAME = "Asked for a name"
    TAKE = "Agreement or article"
    COPY = "After y"
    BARE = "Shown bare"
    EVERYWHERE = "Everywhere"


# Which are heard at the same time: where the focus is, around it, and everywhere.
TOGETHER = (
    (Scope.FACETS, Scope.MOVE, Scope.BROWSE, Scope.TAKE, Scope.EVERYWHERE),
    (Scope.AGREEMENTS, Scope.MOVE, Scope.BROWSE, Scope.TAKE, Scope.EVERYWHERE),
    (Scope.DETAIL, Scope.MOVE, Scope.BROWSE, Scope.TAKE, Scope.EVERYWHERE),
    (Scope.ARTICLE, Scope.MOVE, Scope.TAKE, Scope.EVERYWHERE),
    (Scope.SEARCHES, Scope.MOVE, Scope.EVERYWHERE),
    (Scope.BARE, Scope.MOVE, Scope.EVERYWHERE),
    (Scope.COPY,),
    (Scope.SEARCH,),
    (Scope.NAME,),
)
TYPING = (Scope.SEARCH, Scope.NAME)  # letters are text there


class Command(NamedTuple):
    """Something one can do.

    `keys` are named as textual names them, `help` says what it does. `palette` is its name in the palette, None for
    commands that make no sense there; one without `keys` is only there. `hint` is the word beside its key in the status
    line, None to leave it out.
    """

    name: str
    action: str
    keys: tuple[str, ...]
    scope: Scope
    help: str
    palette: str | None = None
    hint: str | None = None
    priority: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("up", "step(-1)", ("up", "k"), Scope.MOVE, "one line up"),
    Command("down", "step(1)", ("down", "j"), Scope.MOVE, "one line down"),
    Command("page up", "page(-1)", ("pageup",), Scope.MOVE, "one page up"),
    Command("page down", "page(1)", ("pagedown",), Scope.MOVE, "one page down"),
    Command("top", "edge(-1)", ("g", "home"), Scope.MOVE, "to the first line"),
    Command("bottom", "edge(1)", ("G", "end"), Scope.MOVE, "to the last line"),
    Command("include", "choose", ("enter", "space", "+"), Scope.FACETS, "only agreements with this value; again: take "
            "that back; on all: take back all of the section", None, "choose"),
    Command("exclude", "exclude", ("-", "x"), Scope.FACETS, "no agreements with this value; again: take that back",
            None, "exclude"),
    Command("clear", "clear", ("backspace", "0"), Scope.FACETS, "take back all choices of this section"),
    Command("open", "choose", ("enter",), Scope.AGREEMENTS, "go to the detail, or open the article that was found; "
            "where nothing matches, the first way out", None, "detail"),
    Command("read", "choose", ("enter",), Scope.DETAIL, "open the article at the words that state this fact", None,
            "read it there"),
    Command("accept", "accept", ("enter",), Scope.SEARCH, "go to the list; where nothing matches, search without the "
            "words", None, "to the list"),
    Command("older search", "recall(1)", ("up",), Scope.SEARCH, "what was searched before"),
    Command("newer search", "recall(-1)", ("down",), Scope.SEARCH, "back towards what is being typed"),
    Command("search", "pane(4)", ("/", "4"), Scope.BROWSE, "go to the search line", "Search", "search"),
    Command("evidence", "evidence", ("e",), Scope.BROWSE, "open the article at the evidence of the marked fact; of "
            "articles that were found, at the words",
            "Read the evidence", "evidence"),
    Command("articles", "articles", ("a", "ctrl+t"), Scope.BROWSE, "search the text of the articles for what is typed; "
            "again: the agreements", "Search the articles", None),
    Command("sort", "sort(1)", ("s",), Scope.BROWSE, "change the order: newest, oldest, best match, title, kind, "
            "sources", "Change the order", "sort"),
    Command("sort back", "sort(-1)", ("S",), Scope.BROWSE, "the order before"),
    Command("backward", "trail(-1)", ("<",), Scope.BROWSE, "back to what was looked at before",
            "Back to what was looked at before"),
    Command("forward", "trail(1)", (">",), Scope.BROWSE, "forward again", "Forward again"),
    Command("searches", "searches", ("o",), Scope.BROWSE, "saved searches, with how many agreements each has",
            "Saved searches"),
    Command("save search", "save", ("w",), Scope.BROWSE, "save the present search under a name", "Save this search"),
    Command("organisations", "section(1)", ("1",), Scope.BROWSE, "go to the organisations", "Go to the organisations",
            "filter"),
    Command("agreements", "pane(2)", ("2",), Scope.BROWSE, "go to the agreements", "Go to the agreements"),
    Command("detail", "pane(3)", ("3",), Scope.BROWSE, "go to the detail", "Go to the detail"),
    Command("zoom", "zoom", ("z",), Scope.BROWSE, "the list alone, with the detail only while one is in it; again: "
            "both", "Hide or show the detail"),
    Command("kinds", "section(5)", ("5",), Scope.BROWSE, "go to the kinds", "Go to the kinds"),
    Command("status", "section(6)", ("6",), Scope.BROWSE, "go to the status", "Go to the status"),
    Command("decades", "section(7)", ("7",), Scope.BROWSE, "go to the decades", "Go to the decades"),
    Command("topics", "section(8)", ("8",), Scope.BROWSE, "go to the topics", "Go to the topics"),
    Command("next pane", "cycle(1)", ("tab",), Scope.BROWSE, "go to the next pane"),
    Command("previous pane", "cycle(-1)", ("shift+tab",), Scope.BROWSE, "go to the pane before"),
    Command("back", "back", ("escape",), Scope.BROWSE, "take back one step: pane, words, last choice", None, "back"),
    Command("next evidence", "evidence(1)", ("n",), Scope.ARTICLE, "next evidence, or words found; on to the next "
            "article", None, "next"),
    Command("previous evidence", "evidence(-1)", ("N",), Scope.ARTICLE, "previous evidence, or words found", None,
            "previous"),
    Command("close", "close", ("escape", "e", "enter"), Scope.ARTICLE, "back to the panes", None, "back"),
    Command("run search", "choose", ("enter",), Scope.SEARCHES, "run this search", None, "run"),
    Command("add search", "save", ("a", "w"), Scope.SEARCHES, "save the present search under a name", None,
            "save the present one"),
    Command("leave searches", "close", ("escape", "o"), Scope.SEARCHES, "back to the panes", None, "back"),
    Command("give name", "give", ("enter",), Scope.NAME, "save the search under this name, or write to this "
            "file", None, "take it"),
    Command("leave name", "leave", ("escape",), Scope.NAME, "save nothing", None, "leave"),
    Command("copy", "copy", ("y",), Scope.TAKE, "copy by way of the terminal; the next key says what", "Copy", "copy"),
    Command("bare", "bare", ("Y",), Scope.TAKE, "show what was copied last, or the citation, on an empty screen to "
            "select by hand", "Show the citation on an empty screen"),
    Command("write", "write", ("W",), Scope.TAKE, "write the same to a file, at its end where there is one",
            "Write the citation to a file"),
    Command("copy citation", "take('citation')", ("y",), Scope.COPY, "a paragraph to cite it by", None, "citation"),
    Command("copy id", "take('id')", ("i",), Scope.COPY, "the id of the agreement", None, "id"),
    Command("copy quote", "take('quote')", ("q",), Scope.COPY, "the words of the marked fact, with their source", None,
            "quote"),
    Command("copy link", "take('link')", ("l",), Scope.COPY, "the link to the article", None, "link"),
    Command("copy nothing", "leave", ("escape",), Scope.COPY, "nothing; any other key does the same", None, "leave"),
    Command("leave bare", "close", ("escape", "Y", "enter"), Scope.BARE, "back", None, "back"),
    Command("help", "help", ("?",), Scope.EVERYWHERE, "the keys of where you are, and how to search",
            "Help: keys and search", "keys"),
    Command("manual", "manual", ("f1",), Scope.EVERYWHERE, "a short manual: all keys, and what the words mean",
            "Manual"),
    *(
        Command(f"theme {theme}", f"theme('{theme}')", (), Scope.EVERYWHERE, f"the theme {theme}", f"Theme: {theme}")
        for theme in THEMES
    ),
    Command("next theme", "next_theme", ("t",), Scope.EVERYWHERE, "another theme: dark, light, contrast, mono, or the "
            "terminal's own colours", "Theme: the next one"),
    Command("redraw", "redraw", ("ctrl+l",), Scope.EVERYWHERE, "paint the screen anew"),
    Command("palette", "command_palette", ("ctrl+p",), Scope.EVERYWHERE, "find a command by its name"),
    Command("quit", "quit", ("q",), Scope.EVERYWHERE, "leave", "Quit"),
    Command("stop", "stop", ("ctrl+z",), Scope.EVERYWHERE, "stop, until the shell's fg brings it back", priority=True),
    Command("interrupt", "quit", ("ctrl+c",), Scope.EVERYWHERE, "leave, wherever one is", priority=True),
)  # fmt: skip

KEY_WORDS = {
    "up": "Up", "down": "Down", "pageup": "PageUp", "pagedown": "PageDown", "home": "Home", "end": "End",
    "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab", "escape": "Escape",
    "backspace": "Backspace", "f1": "F1", "ctrl+p": "Ctrl+P", "ctrl+l": "Ctrl+L", "ctrl+t": "Ctrl+T",
    "ctrl+c": "Ctrl+C", "ctrl+z": "Ctrl+Z",
}  # fmt: skip


def tailored(keymap: Keymap) -> tuple[Command, ...]:
    """All commands, with the keys that a person has given them. Enter and Escape keep their meaning beside these."""
    if not keymap:
        return COMMANDS
    return tuple(command._replace(keys=_keys(command, keymap)) for command in COMMANDS)


def of_scopes(*scopes: Scope, keymap: Keymap = NO_KEYS) -> tuple[Command, ...]:
    """The commands heard in the given places, in their order."""
    return tuple(command for command in tailored(keymap) if command.scope in scopes)


def key_of(name: str, keymap: Keymap = NO_KEYS) -> str:
    """The first key of a command, as a person reads it."""
    return next(key_word(command.keys[0]) for command in tailored(keymap) if command.name == name)


def _keys(command: Command, keymap: Keymap) -> tuple[str, ...]:
    own = keymap.get(command.name)
    if own is None:
        return command.keys
    return (*own, *(key for key in command.keys if key in STEADY and key not in own))


def bindings(*scopes: Scope) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """The same as textual's bindings."""
    from textual.binding import Binding

    return [
        Binding(
            ",".join(command.keys),
            command.action,
            command.help,
            show=False,
            priority=command.priority,
            id=command.name,
        )
        for command in of_scopes(*scopes)
        if command.keys
    ]


def key_word(key: str) -> str:
    """A key as a person reads it."""
    return KEY_WORDS.get(key, key)


def hints(*scopes: Scope, keymap: Keymap = NO_KEYS) -> tuple[tuple[str, str], ...]:
    """Pairs of a key and a word for the status line, in the order of the scopes given."""
    return tuple(
        (key_word(command.keys[0]), command.hint)
        for scope in scopes
        for command in of_scopes(scope, keymap=keymap)
        if command.hint is not None
    )


def key_rows(scopes: tuple[Scope, ...], keymap: Keymap = NO_KEYS) -> tuple[tuple[str, str, str], ...]:
    """Place, keys and help of every command heard in the given places that has keys, place by place."""
    return tuple(
        (command.scope.value, " ".join(key_word(key) for key in command.keys), command.help)
        for scope in scopes
        for command in of_scopes(scope, keymap=keymap)
        if command.keys
    )


def keys_table(with_names: bool = False) -> str:
    """The table of keys for the documents, in Markdown; with the names that the settings call the commands by."""
    rows = [("Where", "Keys", "What it does"), ("---", "---", "---")]
    names = ["Name", "---"]
    place = ""
    for scope in Scope:
        for command in (command for command in of_scopes(scope) if command.keys):
            shown = "" if scope.value == place else scope.value
            place = scope.value
            rows.append((shown, _code(key_word(key) for key in command.keys), command.help))
            names.append(command.name)
    if not with_names:
        return "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return "".join(f"| {' | '.join((*row, name))} |\n" for row, name in zip(rows, names, strict=True))


def _code(words: Iterable[str]) -> str:
    return " ".join(f"`{word}`" for word in words)
