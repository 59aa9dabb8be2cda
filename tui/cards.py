"""The words of the welcome, the help and the screen that says that the window is too small. Pure."""

from __future__ import annotations

from tui.commands import key_rows
from tui.lines import Line, fit, wrap
from tui.terminal import LEAST_COLUMNS, LEAST_ROWS

WELCOME = (
    "Which cooperation agreements an organisation has, with whom, since when,",
    "about what, and where that is written: each fact leads to its words.",
)
WELCOME_KEYS = (
    ("/", "search"),
    ("arrows", "move"),
    ("Enter", "go in"),
    ("e", "evidence"),
    ("Escape", "back"),
    ("?", "keys"),
    ("q", "quit"),
)
PLACE_WIDTH = 17  # as the longest name of a place, and a blank
KEYS_WIDTH = 18
NARROW, NARROW_KEYS_WIDTH = 60, 14
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
EXAMPLE_WIDTH = 24


def welcome_card(width: int) -> list[Line]:
    """What this is, what it answers, and which keys matter."""
    room = max(20, min(76, width - 4))
    keys: list[Line] = []
    line: Line = (("  ", "plain"),)
    used = 0
    for key, word in WELCOME_KEYS:
        size = len(key) + len(word) + 3
        if used + size > room + 2:
            keys.append(line)
            line, used = (("  ", "plain"),), 0
        line = (*line, (key, "accent"), (f" {word}  ", "plain"))
        used += size
    return [
        (),
        (("  Agreement Explorer", "title"),),
        (),
        *((("  " + text, "plain"),) for text in wrap(" ".join(WELCOME), room)),
        (),
        *keys,
        line,
        (),
        (("  Any key goes on.", "quiet"),),
    ]


def help_card(width: int) -> list[Line]:
    """All keys, and the search language."""
    title: Line = (("  Keys", "title"), ("   Up Down", "accent"), (" scroll", "quiet"))
    lines: list[Line] = [(*title, ("   Escape", "accent"), (" back", "quiet")), ()]
    is_narrow = width < NARROW
    keys_width, place_width = (NARROW_KEYS_WIDTH, 0) if is_narrow else (KEYS_WIDTH, PLACE_WIDTH)
    last = ""
    for where, keys, what in key_rows():
        if is_narrow and where != last:
            lines.append(((f"  {where}", "quiet"),))
        for row, text in enumerate(wrap(what, max(16, width - 4 - place_width - keys_width))):
            place = where if row == 0 and where != last else ""
            words = fit(keys if row == 0 else "", keys_width)
            lines.append((("  " + fit(place, place_width), "quiet"), (words, "accent"), (text, "plain")))
        last = where
    lines += [(), (("  Searching", "title"),)]
    lines += [(("  " + fit(example, EXAMPLE_WIDTH), "accent"), (what, "plain")) for example, what in SEARCHING]
    return lines


def small_card(width: int, height: int) -> list[Line]:
    """What a window that is too small says."""
    words = (
        f"This window is {width}x{height}. The explorer needs {LEAST_COLUMNS}x{LEAST_ROWS}. Make it larger; q quits."
    )
    return [((text, "plain"),) for text in wrap(words, max(4, width))]
