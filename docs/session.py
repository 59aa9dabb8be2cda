"""The worked example of docs/lines.md and its table of commands: renewed here, compared by a test."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parent / "lines.md"
SESSION = re.compile(r"(<!-- session: .*? -->\n```\n)(.*?)(```\n<!-- /session -->)", re.DOTALL)
COMMANDS = re.compile(r"(<!-- commands: .*? -->\n)(.*?)(<!-- /commands -->)", re.DOTALL)
TYPED = re.compile(r"^[a-z]+> (.*)$", re.MULTILINE)
COLUMNS = 100


def renewed(page: str, database: Path) -> str:
    """The page with the answers that its lines get now, and the commands there are."""
    from shell.lines.commands import COMMANDS as LIST
    from shell.lines.commands import usage

    rows = [(f"`{usage(each)}`", " ".join(f"`{name}`" for name in each.also), each.help) for each in LIST]
    table = "".join(f"| {' | '.join(row)} |\n" for row in [("Say", "Or", "To"), ("---", "---", "---"), *rows])
    page = COMMANDS.sub(lambda found: f"{found[1]}{table}{found[3]}", page)
    return SESSION.sub(lambda found: f"{found[1]}{session(TYPED.findall(found[2]), database)}{found[3]}", page)


def session(typed: list[str], database: Path) -> str:
    """What is seen when these lines are typed."""
    from db.catalogue import Catalogue
    from shell.lines.conversation import begun, prompt, step
    from shell.lines.paper import Paper
    from shell.lines.state import Goal, ListSight, Session
    from shell.lines.talk import Outside, held
    from tui.state import ViewState

    with Catalogue(database) as catalogue:
        outside = Outside(catalogue, database.with_name("searches.toml"))
        said = held(begun(Session(Goal(ViewState(), ListSight()), Paper(columns=COLUMNS))), outside)
        seen = [*said.lines]
        for line in typed:
            seen.append(f"{prompt(said.session)}{line}")
            said = held(step(said.session, line), outside)
            seen += said.lines
    return "".join(f"{line}\n" for line in seen)
