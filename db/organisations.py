"""Questions about organisations: which a name may mean, and how many agreements each is party to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from db.kinds import measured, require_texts, require_texts_or_none, text
from db.query import ANY_ENDING, JUST_THE_ID
from db.rows import Member, Organisation
from db.tokens import WORD, token

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    Alike = Callable[[str], Iterable[tuple[str, bool]]]  # ways to write words, each with whether it is a beginning

MOST_MEANT = 10_000
MOST_SIGNS = 400_000_000  # of a list of all: some hundred thousand
LONGEST_NAME = 300
COLUMNS = "o.id, o.name, o.acronym, o.kind, o.seat, o.parent, o.known"
PER_QUESTION = 500
LAST = chr(0x10FFFF)

# The table below an index gives a column of many rows in half the time that the index itself takes.
INDEXED = (
    "SELECT c.c0 FROM names_fts AS f CROSS JOIN names_fts_content AS c ON c.id = f.rowid WHERE names_fts MATCH :match"
)
EXACT = (
    "id IN (:name, :low) OR acronym = :name COLLATE NOCASE OR name = :name COLLATE NOCASE "
    "OR id IN (SELECT organisation FROM aliases WHERE {} alias = :name COLLATE NOCASE)"
)
BEGUN = (
    "id LIKE :start ESCAPE '\\' OR acronym LIKE :start ESCAPE '\\' OR name LIKE :start ESCAPE '\\' "
    "OR name LIKE :word ESCAPE '\\'"
)


class Label(NamedTuple):
    """What an organisation is called in short, and whose arm it is."""

    id: str
    short: str
    parent: str | None


Labels = dict[str, Label]


def as_it_is(words: str) -> tuple[tuple[str, bool], ...]:
    """The one way to write words, as the beginning of a name."""
    return ((words, True),)


def ids_named(connection: sqlite3.Connection, name: str, alike: Alike = as_it_is) -> tuple[str, ...]:
    """The ids that `name` may mean: those of just that id, acronym, name or alias, for `=name` of just that id; else,
    and for `name*`, those whose id, acronym, alias, name or a later word of it begins so, in any of the ways that are
    written `alike`. Case counts for nothing in ASCII."""
    name = name[:LONGEST_NAME]
    if name.startswith(JUST_THE_ID):
        return _ids(connection, "id = :name", {"name": name.removeprefix(JUST_THE_ID)})
    is_begun = name.endswith(ANY_ENDING) and name != ANY_ENDING
    name = name.removesuffix(ANY_ENDING) if is_begun else name
    words = " ".join(WORD.findall(name))
    is_plain = bool(words) and name.isascii()  # then the index has the words wherever the name stands
    asked = {"name": name, "low": name.lower(), "match": f'"{words}"'}
    condition = EXACT.format("")
    if is_plain:
        its_own = EXACT.format("organisation = organisations.id AND")
        condition = f"id IN (VALUES (:name), (:low) UNION {INDEXED}) AND ({its_own})"
    exact = () if is_begun else _ids(connection, condition, asked)
    if exact:
        return exact
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    match = " OR ".join(f'"{text}"{" *" if is_beginning else ""}' for text, is_beginning in alike(words))
    asked |= {"last": f"{name.lower()}{LAST}", "start": f"{escaped}%", "word": f"% {escaped}%", "match": match}
    condition = f"{BEGUN} OR id IN ({INDEXED})" if words else BEGUN
    if is_plain:
        condition = f"id IN (SELECT id FROM organisations WHERE id BETWEEN :low AND :last UNION {INDEXED})"
    return _ids(connection, condition, asked)


def families(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[str, ...]:
    """Organisations with their arms, the arms of these, and their parents, as far as these go in either way."""
    parents = dict(connection.execute("SELECT id, parent FROM organisations WHERE parent IS NOT NULL").fetchall())
    arms: dict[str, list[str]] = {}
    for arm, parent in parents.items():
        arms.setdefault(parent, []).append(arm)
    found: dict[str, None] = {}
    waiting = list(ids)
    while waiting:
        number = waiting.pop(0)
        if number not in found:
            found[number] = None
            waiting += arms.get(number, ())
    for number in ids:
        above = parents.get(number)
        while above is not None and above not in found:
            found[above] = None
            above = parents.get(above)
    return tuple(found)


def short_names(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[str, ...]:
    """The acronym, or the name, of each organisation."""
    sql = "SELECT coalesce(acronym, name) FROM organisations WHERE id = ?"
    return tuple(text(row[0]) for number in ids for row in connection.execute(sql, (number,)).fetchall())


def named(connection: sqlite3.Connection, name: str, alike: Alike = as_it_is) -> tuple[Organisation, ...]:
    """The organisations that `name` may mean, with all their agreements counted; every one for an empty name."""
    ids = ids_named(connection, name, alike) if name else None
    chosen = "" if ids is None else f"WHERE o.id IN ({', '.join('?' for _ in ids)})"
    rows = connection.execute(
        f"""
        SELECT {COLUMNS}, (SELECT count(DISTINCT agreement) FROM parties WHERE organisation = o.id),
               (SELECT group_concat(alias, char(10))
                FROM (SELECT alias FROM aliases WHERE organisation = o.id ORDER BY alias))
        FROM organisations AS o {chosen}
        """,
        ids or (),
    )
    return _records(rows)


def counted(connection: sqlite3.Connection, counts: Iterable[tuple[str, int]], labels: Labels) -> tuple[Member, ...]:
    """Organisations, given by id, with numbers of agreements, most of these first; with their parents, and the arms
    that an article names, which may count nothing themselves. `labels` has what was read before, and gets what is."""
    numbers = dict(counts)
    arms = connection.execute(
        "SELECT DISTINCT organisation, value FROM claims WHERE organisation IS NOT NULL AND attribute = 'parent'"
    ).fetchall()
    wanted = {*numbers, *(arm for arm, parent in arms if parent in numbers)}
    _label(connection, wanted, labels)
    parents = {labels[each].parent for each in wanted if each in labels}
    above = {each for each in parents if each is not None} - wanted
    _label(connection, above, labels)
    known = [labels[each] for each in (*wanted, *above) if each in labels]
    found = [Member(*label, numbers.get(label.id, 0)) for label in known]
    return tuple(sorted(found, key=lambda o: (-o.agreements, o.short.casefold(), o.id)))


def _label(connection: sqlite3.Connection, ids: Iterable[str], labels: Labels) -> None:
    """Reads what is not among the labels yet."""
    columns = "o.id, coalesce(nullif(o.acronym, ''), o.name), o.parent"
    for label in _rows(connection, (each for each in ids if each not in labels), columns):
        require_texts(*label[:2])
        require_texts_or_none(label[2])
        labels[label[0]] = Label(*label)


def ids_by_facet(connection: sqlite3.Connection, facets: Iterable[str]) -> dict[str, str]:
    """For facets that stand for parties, the ids, as far as these are of small letters, digits and hyphens."""
    start = len(token("organisation", ""))
    found = _rows(connection, {facet[start:].replace("_", "-") for facet in facets}, "o.id")
    return {token("organisation", row[0]): row[0] for row in found}


def _rows(connection: sqlite3.Connection, ids: Iterable[str], columns: str = COLUMNS) -> list[Any]:
    found: list[Any] = []
    remaining = sorted(ids)
    while remaining:
        some, remaining = remaining[:PER_QUESTION], remaining[PER_QUESTION:]
        marks = ", ".join("?" for _ in some)
        found += connection.execute(
            f"SELECT {columns} FROM organisations AS o WHERE o.id IN ({marks})", some
        ).fetchall()
    return found


def _ids(
    connection: sqlite3.Connection, condition: str, names: dict[str, Any], most: int = MOST_MEANT
) -> tuple[str, ...]:
    rows = connection.execute(
        f"SELECT id FROM organisations WHERE {condition} ORDER BY rank, id LIMIT {most}",
        names,
    )
    return tuple(text(row[0]) for row in rows.fetchall())


def _records(rows: Iterable[Any]) -> tuple[Organisation, ...]:
    """Organisations of rows of COLUMNS, a count, and aliases parted by line ends; most agreements first."""
    found: list[Organisation] = []
    for number, name, acronym, kind, seat, parent, known, agreements, aliases in measured(rows, MOST_SIGNS):
        require_texts(number, name)
        require_texts_or_none(acronym, kind, seat, parent)
        names = tuple(aliases.split("\n")) if aliases else ()
        found.append(Organisation(number, name, acronym, kind, seat, parent, bool(known), names, agreements))
    return tuple(sorted(found, key=lambda o: (-o.agreements, o.short.casefold(), o.id)))
