"""Lines of the list with columns that were chosen: by the settings, or by an order that goes by another one. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.printable import printable
from db.vocabulary import SHORT_KINDS
from tui.lines import MARK, Line, Span, Tone, fit, fit_line, right
from tui.present import DATE_WIDTH, KIND_WIDTH, PLACE_WIDTH, SOURCES_WIDTH, STATUS_WIDTH, date_words, sources_word
from tui.present import status_word as said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.rows import AgreementRow

WIDTHS: Mapping[str, int] = {
    "date": DATE_WIDTH, "kind": KIND_WIDTH, "place": PLACE_WIDTH, "status": STATUS_WIDTH, "sources": SOURCES_WIDTH - 1,
}  # fmt: skip
WIDE = ("parties", "title")  # these share what the others leave
WIDE_LEAST = 12
BY_TITLE = ("date", "title", "status")


def columns_line(row: AgreementRow | None, columns: Sequence[str], width: int, cursor: Tone | None) -> Line:
    """A line of the list with these columns, in their order; those that find no room are left out from the right."""
    mark: Span = (MARK + " " if cursor else "  ", cursor or "plain")
    if row is None:
        return fit_line((mark, ("…", "quiet")), width)
    tone: Tone = "strong" if cursor == "title" else "plain"
    widths = column_widths(columns, width - 2)
    cells: list[Span] = []
    for name, cells_wide in widths:
        gap = "" if not cells else " "
        cells.append(_cell(row, name, cells_wide, gap, tone))
    return fit_line((mark, *cells), width)


def column_widths(columns: Sequence[str], room: int) -> list[tuple[str, int]]:
    """The columns that find room, each with its width in cells; one blank stands between any two."""
    shown = list(columns)
    while len(shown) > 1 and _least(shown) > room:
        shown.pop()
    wide = [name for name in shown if name in WIDE]
    left = room - sum(WIDTHS.get(name, 0) for name in shown) - (len(shown) - 1)
    share, rest = divmod(max(0, left), len(wide)) if wide else (0, 0)
    return [(name, share + (rest if name == wide[-1] else 0) if name in WIDE else WIDTHS[name]) for name in shown]


def _least(columns: Sequence[str]) -> int:
    return sum(WIDTHS.get(name, WIDE_LEAST) for name in columns) + len(columns) - 1


def _cell(row: AgreementRow, name: str, width: int, gap: str, tone: Tone) -> Span:
    if name == "date":
        return gap + fit(date_words(row.date), width), tone if row.date else "quiet"
    if name == "status":
        return gap + fit(printable(said(row.status)), width), "plain" if row.status == "signed" else "quiet"
    if name == "sources":
        return gap + right(sources_word(row.sources), width), tone if row.sources > 1 else "quiet"
    words = {
        "kind": SHORT_KINDS.get(row.kind, row.kind),
        "parties": " · ".join(row.parties),
        "title": row.title,
        "place": row.place or "",
    }
    return gap + fit(printable(words[name]), width), tone
