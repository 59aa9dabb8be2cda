"""The doors by which text can leave the program, read from its sources: what prints, and what reads markup."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
WINGS = ("explorer.py", "shell", "tui", "db", "seed")
STREAMS = frozenset({"stdout", "stderr", "__stdout__", "__stderr__"})
PRINTERS = frozenset({
    "print", "echo", "secho", "Console", "Progress", "getLogger", "basicConfig", "print_exc",
    "print_exception", "print_last", "print_stack", "print_tb", "input", "writev", "pwrite", "warn", "pprint",
    "echo_via_pager",
})  # fmt: skip
# Where something is sent, and why that is no other path for text from outside.
DOORS = {
    "shell/output.py": "the printer of answers: each text passes `printable`",
    "shell/streams.py": "the printer of remarks: the line passes `printable`",
    "shell/progress.py": "a name that passes `printable`",
    "shell/waiting.py": "a line that passes `printable`",
    "shell/lines/running.py": "the printer of the line mode: each line passes `printable`",
    "shell/lines/reading.py": "the prompt, which that printer made, and line ends",
    "shell/completing.py": "proposals, which pass `printable`",
    "shell/commands/completion.py": "our scripts",
    "shell/manual_pages.py": "our manual",
    "shell/terminal_asking.py": "a test of the terminal, of our own letters",
    "shell/terminal_check.py": "the same",
    "shell/stopping.py": "the cursor, shown and hidden",
    "db/checks.py": "how far a check is: a value of ours that is called Progress",
    "db/files.py": "bytes of a file",
    "seed/workers.py": "pipes to processes of ours",
    "db/locking.py": "a note in a file of its own",
    "seed/readers/frames.py": "a pipe to a process of ours",
    "tui/driver.py": "frames, which are made of lines that passed `printable`",
    "tui/outlet.py": "the bytes of the driver",
    "tui/lifeline.py": "modes of the terminal",
    "tui/screens/copying.py": "what is copied, in base64",
    "tui/app.py": "a console that writes nowhere",
    "tui/jottings.py": "a file that a person named: clips are clean lines",
}
# textual's widgets and calls that read a str as markup, and attributes that do.
MARKUP_CALLS = frozenset({
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Collapsible", "Tab", "TabPane", "TabbedContent",
    "OptionList", "Option", "SelectionList", "Selection", "Select", "DataTable", "add_row", "add_column", "add_columns",
    "Tree", "DirectoryTree", "Placeholder", "Markdown", "MarkdownViewer", "RichLog", "Log", "Header", "Footer",
    "notify", "from_markup", "render_markup", "Toast", "Tooltip", "DiscoveryHit", "Link", "Pretty", "Spinner", "status",
})  # fmt: skip
# What of rich reads markup though its console, as ours, does not.
MARKUP_OF_RICH = frozenset({"from_markup", "render_markup", "Spinner", "status", "Markdown"})
MARKUP_NAMES = frozenset({"border_title", "border_subtitle", "tooltip", "title", "sub_title", "TITLE", "SUB_TITLE"})
TITLES_OF_OURS = frozenset({"title"})  # also the name of a field and of a method; a Screen's or an App's is never set


def paths(wing: str) -> list[Path]:
    """The sources of a wing, or the one file of that name."""
    return [ROOT / wing] if wing.endswith(".py") else sorted((ROOT / wing).rglob("*.py"))


def senders(wings: tuple[str, ...] = WINGS) -> Iterator[tuple[str, int, str]]:
    """Each place where something is sent to a stream, a console or a descriptor: its file, line and call."""
    for wing in wings:
        for path in paths(wing):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                call = _sending(node)
                if call:
                    yield str(path.relative_to(ROOT)), getattr(node, "lineno", 0), call


def strange_senders() -> list[str]:
    """Those that are at none of the doors, and doors where nothing is sent any more."""
    found = list(senders())
    strange = [f"{file}:{line}: {call}" for file, line, call in found if file not in DOORS]
    return strange + [f"{file}: nothing is sent there" for file in DOORS if file not in {each for each, *_ in found}]


def markup_sinks() -> list[str]:
    """Each place where something that is not written there could be read as markup, by textual or by rich."""
    found = []
    for wing, calls in (("tui", MARKUP_CALLS), ("shell", MARKUP_OF_RICH)):
        for path in paths(wing):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                what = _read_as_markup(node, calls)
                if what:
                    found.append(f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}: {what}")
    return found


def _sending(node: ast.AST) -> str:
    """What a node sends by, "" when it sends nothing."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute) and node.value.attr == "write":
        return f"{ast.unparse(node.value)} by another name"
    if not isinstance(node, ast.Call):
        return ""
    name = _name(node.func)
    if name in PRINTERS:
        return name
    if name == "write" and isinstance(node.func, ast.Attribute):
        is_of_super = isinstance(node.func.value, ast.Call)
        told = ast.unparse(node.func.value)
        if is_of_super or any(part in STREAMS | {"os", "driver", "self", "file"} for part in told.split(".")):
            return f"{told}.write"
    return f"{name} of a stream" if name == "writelines" else ""


def _read_as_markup(node: ast.AST, calls: frozenset[str]) -> str:
    """What a node gives to be read as markup, "" when it gives nothing or only what is written there."""
    if isinstance(node, ast.Call):
        name = _name(node.func)
        is_update = name == "update" and len(node.args) == 1 and not node.keywords
        if (name in calls or is_update) and not all(_is_safe(each) for each in _given(node)):
            return f"{name}({ast.unparse(node)[:60]})"
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    for target in targets:
        if _name(target) in MARKUP_NAMES - TITLES_OF_OURS and not _is_safe(getattr(node, "value", None)):
            return f"{_name(target)} = ..."
        if isinstance(target, ast.Attribute) and target.attr == "title" and _name(target.value) in {"self", "app"}:
            return "title = ..."
    return ""


def _given(node: ast.Call) -> list[ast.expr]:
    """What a call gets that could be drawn: numbers, commands and names of widgets are not."""
    return [*node.args, *(each.value for each in node.keywords if each.arg not in {"id", "classes"})]


def _is_safe(node: ast.expr | None) -> bool:
    """A literal, or no str: `Content`, a number, a dict, a command to be run; or what a function of ours escapes."""
    if node is None or isinstance(node, ast.Constant | ast.Dict | ast.DictComp):
        return True
    if isinstance(node, ast.Call):
        return _name(node.func) in {"Content", "Text", "_runner", "_keys"}
    return isinstance(node, ast.Name) and node.id in {"score"}  # a number


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
